/** The server's API: one method per call, one error class for everything that goes wrong. */
import type {
  Answer, Chat, DocumentEntry, Guide, Invitation, Place, Post, Process, Received, Registration, Reply, Session, Value,
} from "./types";

/** An answer of the server other than success; `status` 0 means that none came. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail = "",
    readonly retryAfter: number | null = null,
    readonly body: Record<string, unknown> = {},
  ) {
    super(detail || `HTTP ${status}`);
  }
}

const TIMEOUT = 60_000;

export class Api {
  token: string | null = null;

  constructor(private readonly _base: URL) {}

  register(registration: Registration): Promise<Session> {
    return this._call("POST", "api/sessions", { register: registration });
  }

  signIn(code: string): Promise<Session> {
    return this._call("POST", "api/sessions", { code });
  }

  signOut(): Promise<void> {
    return this._call("DELETE", "api/sessions");
  }

  invite(role: string, name: string): Promise<Invitation> {
    return this._call("POST", "api/invitations", name ? { role, name } : { role });
  }

  places(query: string): Promise<{ municipalities: Place[] }> {
    return this._call("GET", `api/municipalities?q=${encodeURIComponent(query)}`);
  }

  chat(after?: string): Promise<Chat> {
    return this._call("GET", after ? `api/chat?after=${encodeURIComponent(after)}` : "api/chat");
  }

  post(post: Post): Promise<Reply> {
    return this._call("POST", "api/chat", post);
  }

  process(): Promise<Process> {
    return this._call("GET", "api/process");
  }

  guide(): Promise<Guide> {
    return this._call("GET", "api/guide");
  }

  answers(stage?: string): Promise<{ answers: Answer[] }> {
    return this._call("GET", stage ? `api/answers?stage=${encodeURIComponent(stage)}` : "api/answers");
  }

  put(question: string, body: { value?: Value; status?: string; revision: number }): Promise<Answer> {
    return this._call("PUT", `api/answers/${encodeURIComponent(question)}`, body);
  }

  addItem(collection: string): Promise<{ id: string; title: string }> {
    return this._call("POST", `api/collections/${encodeURIComponent(collection)}`);
  }

  items(collection: string): Promise<{ items: { id: string; title: string }[] }> {
    return this._call("GET", `api/collections/${encodeURIComponent(collection)}`);
  }

  documents(): Promise<{ documents: DocumentEntry[] }> {
    return this._call("GET", "api/documents");
  }

  /** A file by the address that the server gave, with the name to keep it under. */
  file(href: string): Promise<{ blob: Blob; name: string }> {
    return this._fetch("GET", href, null, async (response) => ({
      blob: await response.blob(),
      name: fileName(response.headers.get("Content-Disposition"), href),
    }));
  }

  upload(purpose: string, file: File): Promise<Received> {
    const form = new FormData();
    form.set("file", file);
    return this._fetch("POST", `api/uploads/${purpose}`, form, (response) => response.json() as Promise<Received>);
  }

  confirm(upload: string): Promise<{ text?: string } | undefined> {
    return this._call("POST", `api/uploads/${encodeURIComponent(upload)}/confirm`);
  }

  private _call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this._fetch(method, path, body === undefined ? null : JSON.stringify(body), async (response) => {
      const text = await response.text();
      return (text ? JSON.parse(text) : undefined) as T;
    });
  }

  private async _fetch<T>(
    method: string,
    path: string,
    body: string | FormData | null,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json, */*" };
    if (this.token) headers["Authorization"] = `Bearer ${this.token}`;
    if (typeof body === "string") headers["Content-Type"] = "application/json";
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), TIMEOUT);
    try {
      // Addresses in messages begin with a slash, and are below the base path too.
      const url = new URL(path.replace(/^\//, ""), this._base);
      // The token is for this server alone, whatever an address says.
      if (!url.href.startsWith(this._base.href)) throw new ApiError(404);
      const response = await fetch(url, {
        method,
        headers,
        body,
        credentials: "omit",
        cache: "no-store",
        signal: patience.signal,
      });
      if (!response.ok) throw await problem(response);
      return await read(response);
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The server's own name for a file, or the last part of its address. */
export function fileName(disposition: string | null, href: string): string {
  const given = disposition ?? "";
  try {
    const encoded = /filename\*=UTF-8''([^;]+)/i.exec(given);
    if (encoded) return decodeURIComponent(encoded[1]!);
  } catch {
    // Not encoded after all.
  }
  return /filename="?([^";]+)/i.exec(given)?.[1] ?? href.replace(/[?#].*/, "").replace(/.*\//, "");
}

async function problem(response: Response): Promise<ApiError> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // A proxy's page instead of a problem document: the status says enough.
  }
  const wait = Number(response.headers.get("Retry-After"));
  return new ApiError(
    response.status,
    typeof body["detail"] === "string" ? body["detail"] : "",
    Number.isFinite(wait) && wait > 0 ? wait : null,
    body,
  );
}
