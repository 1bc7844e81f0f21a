/**
 * The server's API: a method for each call of the conversation, one error class for everything
 * that goes wrong. A part that is rarely used makes its own calls, with `call` and `send`.
 */
import type { Answer, Chat, Guide, Place, Post, Process, Registration, Reply, Session } from "./types";

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
    return this.call("POST", "api/sessions", { register: registration });
  }

  signIn(code: string): Promise<Session> {
    return this.call("POST", "api/sessions", { code });
  }

  signOut(): Promise<void> {
    return this.call("DELETE", "api/sessions");
  }

  places(query: string): Promise<{ municipalities: Place[] }> {
    return this.call("GET", `api/municipalities?q=${encodeURIComponent(query)}`);
  }

  chat(after?: string): Promise<Chat> {
    return this.call("GET", after ? `api/chat?after=${encodeURIComponent(after)}` : "api/chat");
  }

  post(post: Post): Promise<Reply> {
    return this.call("POST", "api/chat", post);
  }

  process(): Promise<Process> {
    return this.call("GET", "api/process");
  }

  guide(): Promise<Guide> {
    return this.call("GET", "api/guide");
  }

  answers(stage?: string): Promise<{ answers: Answer[] }> {
    return this.call("GET", stage ? `api/answers?stage=${encodeURIComponent(stage)}` : "api/answers");
  }

  call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.send(method, path, body === undefined ? null : JSON.stringify(body), async (response) => {
      const text = await response.text();
      return (text ? JSON.parse(text) : undefined) as T;
    });
  }

  /** `read` makes of a success what the caller needs. */
  async send<T>(
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
