/** What the browser keeps: the session, drafts and unsent messages. No cookie. */
import type { Session } from "./types";

const PREFIX = "demografie-assistent";

/** Where a browser keeps nothing for a page in a foreign frame, asking for the store itself fails. */
type Store = "sessionStorage" | "localStorage";

function read<T>(store: Store, key: string): T | null {
  try {
    const text = globalThis[store].getItem(`${PREFIX}:${key}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function write(store: Store, key: string, value: unknown): void {
  try {
    if (value === null || value === undefined || value === "") globalThis[store].removeItem(`${PREFIX}:${key}`);
    else globalThis[store].setItem(`${PREFIX}:${key}`, JSON.stringify(value));
  } catch {
    // Private mode or full: the assistant works on, only without a memory in the browser.
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
