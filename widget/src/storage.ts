/** What the browser keeps: the session, drafts and unsent messages. No cookie. */
import type { Session } from "./types";

const PREFIX = "demografie-assistent";

/** Where a browser keeps nothing for a page in a foreign frame, asking for the store itself fails. */
type Store = "sessionStorage" | "localStorage";

/** Where the browser keeps nothing, this page does as long as it is there: an access code is shown once. */
const memory = new Map<string, unknown>();

function read<T>(store: Store, key: string): T | null {
  try {
    const text = globalThis[store].getItem(`${PREFIX}:${key}`);
    if (text !== null) return JSON.parse(text) as T;
  } catch {
    // Not allowed, or not ours.
  }
  return (memory.get(store + key) as T | undefined) ?? null;
}

function write(store: Store, key: string, value: unknown): void {
  const empty = value === null || value === undefined || value === "";
  memory.delete(store + key);
  try {
    if (empty) globalThis[store].removeItem(`${PREFIX}:${key}`);
    else globalThis[store].setItem(`${PREFIX}:${key}`, JSON.stringify(value));
  } catch {
    // Not allowed or full.
    if (!empty) memory.set(store + key, value);
  }
}

/** The session, in this tab or, when asked to remember, on this device. */
export const keptSession = {
  load: (): Session | null => read<Session>("sessionStorage", "session") ?? read<Session>("localStorage", "session"),
  save(session: Session, remember: boolean): void {
    const { access_code: _shownOnce, ...rest } = session;
    write("sessionStorage", "session", remember ? null : rest);
    write("localStorage", "session", remember ? rest : null);
  },
  clear(): void {
    write("sessionStorage", "session", null);
    write("localStorage", "session", null);
  },
};

/** The access code until the person has confirmed that she has noted it. */
export const unconfirmedCode = {
  load: (): string | null => read<string>("sessionStorage", "code"),
  save: (code: string | null): void => write("sessionStorage", "code", code),
};

/** A person's own corner of this tab's storage: another member's drafts never show up. */
export class Corner {
  constructor(private readonly _owner: string) {}

  load<T>(key: string): T | null {
    return read<T>("sessionStorage", `${this._owner}:${key}`);
  }

  save(key: string, value: unknown): void {
    write("sessionStorage", `${this._owner}:${key}`, value);
  }

  clear(): void {
    const start = `${PREFIX}:${this._owner}:`;
    memory.clear();
    try {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(start)) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }
}

export const preference = {
  load: (key: string): boolean => read<boolean>("localStorage", key) === true,
  save: (key: string, on: boolean): void => write("localStorage", key, on || null),
};

/** Whether the window was open on the last page of this tab. */
export const windowOpen = {
  load: (): boolean => read<boolean>("sessionStorage", "open") === true,
  save: (on: boolean): void => write("sessionStorage", "open", on || null),
};
