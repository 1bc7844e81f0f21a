/**
 * The idempotent send queue. Every message has its id before it leaves and keeps it until the
 * server has answered, so that sending again can never store it twice.
 */
import { ApiError } from "./api";
import type { Post, Reply } from "./types";

export interface Outgoing {
  post: Post;
  /** What the person sees of it in the transcript; null for a command that needs no slip. */
  shown: string | null;
  /** The name of the question it answers. */
  label?: string;
  question?: string;
  at: string;
  state: "waiting" | "sending" | "failed";
}

export interface OutboxEvents {
  send(post: Post): Promise<Reply>;
  /** The queue has changed: draw it, keep it. */
  changed(items: readonly Outgoing[]): void;
  delivered(item: Outgoing, reply: Reply): void | Promise<void>;
  /** The server refuses for good (4xx): the item has left the queue. */
  refused(item: Outgoing, error: ApiError): void | Promise<void>;
  /** The session is over: the item stays. */
  unauthorised(item: Outgoing, error: ApiError): void;
  /** Not sent for now: the item stays, marked as failed. */
  failed(item: Outgoing, error: ApiError): void;
  sleep?(seconds: number): Promise<void>;
}

const LONGEST_WAIT = 30;

export class Outbox {
  private _items: Outgoing[] = [];
  private _running = false;

  constructor(private readonly _on: OutboxEvents) {}

  get all(): readonly Outgoing[] {
    return this._items;
  }

  get busy(): boolean {
    return this._running;
  }

  /** Messages of an earlier visit that never arrived: they wait for the person's word. */
  restore(items: Outgoing[], known: ReadonlySet<string>): void {
    this._items = items.filter((item) => !known.has(item.post.id)).map((item) => ({ ...item, state: "failed" }));
    this._on.changed(this._items);
  }

  /** Puts a message at the end and sends; false while another is under way (a double click). */
  add(item: Omit<Outgoing, "state">): boolean {
    if (this._running) return false;
    if (item.post.answer)
      this._items = this._items.filter((other) => other.post.answer?.question !== item.post.answer!.question);
    this._items.push({ ...item, state: "waiting" });
    void this.flush();
    return true;
  }

  /** Sends everything that waits, in order, one at a time. */
  async flush(): Promise<void> {
    if (this._running) return;
    this._running = true;
    try {
      while (this._items[0] && (await this._deliver(this._items[0])));
    } finally {
      this._running = false;
      this._on.changed(this._items);
    }
  }

  discard(id: string): void {
    if (this._running) return;
    this._items = this._items.filter((item) => item.post.id !== id);
    this._on.changed(this._items);
  }

  clear(): void {
    this._items = [];
    this._on.changed(this._items);
  }

  private async _deliver(item: Outgoing): Promise<boolean> {
    this._mark(item, "sending");
    let reply: Reply;
    try {
      reply = await this._attempt(item.post);
    } catch (problem) {
      const error = problem instanceof ApiError ? problem : new ApiError(0);
      if (error.status === 401) {
        this._mark(item, "failed");
        this._on.unauthorised(item, error);
        return false;
      }
      if (error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429) {
        this._remove(item);
        await this._on.refused(item, error);
        return false;
      }
      this._mark(item, "failed");
      this._on.failed(item, error);
      return false;
    }
    this._remove(item);
    await this._on.delivered(item, reply);
    return true;
  }

  /** One try; where the server says it is too busy, one more after the time it names. */
  private async _attempt(post: Post): Promise<Reply> {
    try {
      return await this._on.send(post);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 503 || error.retryAfter === null) throw error;
      await (this._on.sleep ?? pause)(Math.min(error.retryAfter, LONGEST_WAIT));
      return this._on.send(post);
    }
  }

  private _mark(item: Outgoing, state: Outgoing["state"]): void {
    item.state = state;
    this._on.changed(this._items);
  }

  private _remove(item: Outgoing): void {
    this._items = this._items.filter((other) => other !== item);
    this._on.changed(this._items);
  }
}

const pause = (seconds: number): Promise<void> => new Promise((done) => setTimeout(done, seconds * 1000));
