import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../src/api";
import { Outbox, type Outgoing } from "../src/outbox";
import type { Post, Reply } from "../src/types";
import { uuid } from "../src/uuid";

const reply = { messages: [], prompt: null, understood: { as: "answer", name: null, value: null } } as unknown as Reply;
const text = (words: string): Omit<Outgoing, "state"> => ({ post: { id: uuid(), text: words }, shown: words, at: "" });
const answer = (question: string, value: string): Omit<Outgoing, "state"> => ({
  post: { id: uuid(), answer: { question, value } },
  shown: value,
  at: "",
});

let send: ReturnType<typeof vi.fn<(post: Post) => Promise<Reply>>>;
let on: Record<"changed" | "delivered" | "refused" | "unauthorised" | "failed" | "sleep", ReturnType<typeof vi.fn>>;
let outbox: Outbox;

const settled = async () => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

beforeEach(() => {
  send = vi.fn(async () => reply);
  on = {
    changed: vi.fn(), delivered: vi.fn(), refused: vi.fn(), unauthorised: vi.fn(), failed: vi.fn(),
    sleep: vi.fn(async () => undefined),
  };
  outbox = new Outbox({ send, ...on } as never);
});

describe("outbox", () => {
  it("sends a message and forgets it", async () => {
    expect(outbox.add(text("Hallo"))).toBe(true);
    await settled();
    expect(send).toHaveBeenCalledTimes(1);
    expect(on.delivered).toHaveBeenCalledTimes(1);
    expect(outbox.all).toEqual([]);
    expect(outbox.busy).toBe(false);
  });

  it("sends once on a double click", async () => {
    expect(outbox.add(text("Hallo"))).toBe(true);
    expect(outbox.add(text("Hallo"))).toBe(false);
    await settled();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("keeps what could not be sent, and sends it again under the same id", async () => {
    send.mockRejectedValueOnce(new ApiError(0));
    outbox.add(text("Hallo"));
    await settled();
    expect(outbox.all.map(({ state }) => state)).toEqual(["failed"]);
    expect(on.failed).toHaveBeenCalledTimes(1);
    await outbox.flush();
    expect(send.mock.calls[0]![0].id).toBe(send.mock.calls[1]![0].id);
    expect(outbox.all).toEqual([]);
  });

  it("honours Retry-After once by itself, with the same id", async () => {
    send.mockRejectedValueOnce(new ApiError(503, "", 2));
    outbox.add(text("Hallo"));
    await settled();
    expect(on.sleep).toHaveBeenCalledWith(2);
    expect(new Set(send.mock.calls.map(([post]) => post.id)).size).toBe(1);
    expect(on.delivered).toHaveBeenCalledTimes(1);

    send.mockRejectedValue(new ApiError(503, "", 2));
    outbox.add(text("Noch etwas"));
    await settled();
    expect(on.sleep).toHaveBeenCalledTimes(2);
    expect(on.failed).toHaveBeenCalledTimes(1);
  });

  it("sends what failed before what is new, in order", async () => {
    send.mockRejectedValueOnce(new ApiError(0));
    outbox.add(text("eins"));
    await settled();
    outbox.add(text("zwei"));
    await settled();
    expect(send.mock.calls.map(([post]) => post.text)).toEqual(["eins", "eins", "zwei"]);
  });

  it("replaces an unsent answer to the same question", async () => {
    send.mockRejectedValueOnce(new ApiError(0));
    outbox.add(answer("kickoff.people", "80"));
    await settled();
    outbox.add(answer("kickoff.people", "90"));
    await settled();
    expect(send.mock.calls.map(([post]) => post.answer?.value)).toEqual(["80", "90"]);
    expect(on.delivered).toHaveBeenCalledTimes(1);
  });

  it("keeps the message when the session is over", async () => {
    send.mockRejectedValueOnce(new ApiError(401));
    outbox.add(text("Hallo"));
    await settled();
    expect(on.unauthorised).toHaveBeenCalledTimes(1);
    expect(outbox.all).toHaveLength(1);
  });

  it.each([400, 403, 409, 422])("gives up on %i and says so", async (status) => {
    send.mockRejectedValueOnce(new ApiError(status));
    outbox.add(text("Hallo"));
    await settled();
    expect(on.refused).toHaveBeenCalledTimes(1);
    expect(outbox.all).toEqual([]);
  });

  it("restores what an earlier visit left, without what arrived after all", () => {
    const items = [text("eins"), text("zwei")].map((item) => ({ ...item, state: "sending" as const }));
    outbox.restore(items, new Set([items[0]!.post.id]));
    expect(outbox.all.map(({ shown, state }) => [shown, state])).toEqual([["zwei", "failed"]]);
  });

  it("makes ids of the right form", () => {
    const ids = Array.from({ length: 50 }, uuid);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
