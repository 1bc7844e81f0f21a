/** What the browser keeps: the session, drafts and unsent messages. No cookie. */
import type { Session } from "./types";

const PREFIX = "demografie-assistent";

function read<T>(store: Storage, key: string): T | null {
  try {
    const text = store.getItem(`${PREFIX}:${key}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function write(store: Storage, key: string, value: unknown): void {
  try {
    if (value === null || value === undefined || value === "") store.removeItem(`${PREFIX}:${key}`);
    else store.setItem(`${PREFIX}:${key}`, JSON.stringify(value));
  } catch {
    // Private mode or full: the assistant works on, only without a memory in the browser.
  }
}

/** The session, in this tab or, when asked to remember, on this device. */
export const keptSession = {
  load: (): Session | null => read<Session>(sessionStorage, "session") ?? read<Session>(localStorage, "session"),
  save(session: Session, remember: boolean): void {
    const { access_code: _shownOnce, ...rest } = session;
    write(sessionStorage, "session", remember ? null : rest);
    write(localStorage, "session", remember ? rest : null);
  },
  clear(): void {
    write(sessionStorage, "session", null);
    write(localStorage, "session", null);
  },
};

/** The access code until the person has confirmed that she has noted it. */
export const unconfirmedCode = {
  load: (): string | null => read<string>(sessionStorage, "code"),
  save: (code: string | null): void => write(sessionStorage, "code", code),
};

/** A person's own corner of this tab's storage: another member's drafts never show up. */
export class Corner {
  constructor(private readonly _owner: string) {}

  load<T>(key: string): T | null {
    return read<T>(sessionStorage, `${this._owner}:${key}`);
  }

  save(key: string, value: unknown): void {
    write(sessionStorage, `${this._owner}:${key}`, value);
  }

  clear(): void {
    const start = `${PREFIX}:${this._owner}:`;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(start)) sessionStorage.removeItem(key);
  }
}

export const preference = {
  load: (key: string): boolean => read<boolean>(localStorage, key) === true,
  save: (key: string, on: boolean): void => write(localStorage, key, on || null),
};
