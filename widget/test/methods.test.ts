import { render } from "lit";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../src/api";
import { Conversation, METHODS } from "../src/conversation";
import { lead, plainText } from "../src/markdown";
import type { Chat, Message, Method, Post, Prompt, Reply, Session } from "../src/types";
import { choose as chosen, methods } from "../src/views/methods";

const cafe: Method = { id: "world_cafe", name: "World Café", summary: "Runden an Tischen.", because: ["Sie ist offen.", "Sie hilft."], caution: ["Nicht erreicht: 80+."] };
const walk: Method = { id: "walk", name: "Ortsspaziergang", summary: "Durch den Ort.", because: ["Sie passt."], caution: [] };
const message = (text: string, list: Method[]): Message => ({ id: "m", from: "assistant", at: "2026-11-22T20:00:00Z", kind: "methods", text, data: { methods: list } });
const suggested = message("Diese Methoden **passen**.\n\n1. **World Café**: Runden\n2. **Ortsspaziergang**: Gehen", [cafe, walk]);
const compared = message("So unterscheiden sie sich:\n\n- **Dauer:** kurz", [cafe, walk]);
const whole = message("**World Café**\nRunden.\n\n**Schritte**\n1. Fragen\n2. Reden", [cafe]);

function drawn(shown: Message, look: Partial<Conversation> = {}) {
  const box = document.createElement("div");
  const conversation = { methods: [], readOnly: false, outbox: { busy: false }, say: vi.fn(), ...look } as unknown as Conversation;
  const take = vi.fn();
  render(methods(shown, conversation, take), box);
  const words = (selector: string) => [...box.querySelectorAll(selector)].map((found) => found.textContent!.replace(/\s+/g, " ").trim());
  const names = [...box.querySelectorAll("button")].map((found) => found.getAttribute("aria-label"));
  const click = (name: string) => box.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!.click();
  return { box, conversation, take, words, names, click };
}

describe("methods in the transcript", () => {
  it("suggestions are an ordered list of cards after the text's first paragraphs", () => {
    const { box, words, names } = drawn(suggested);
    expect(words(":scope > p")).toEqual(["Diese Methoden passen."]);
    expect(words("ol.methods > li > h3")).toEqual(["World Café", "Ortsspaziergang"]);
    expect(words("li:first-child .why--fits li")).toEqual(cafe.because);
    expect(words("li:first-child .why--care")[0]).toBe("Achtung:Nicht erreicht: 80+.");
    expect(box.querySelectorAll("li:last-child > .why")).toHaveLength(1);
    expect(names).toEqual(["World Café nehmen", "World Café ganz lesen", "Ortsspaziergang nehmen", "Ortsspaziergang ganz lesen"]);
  });

  it("a comparison and a method in full stay a text, with buttons below", () => {
    expect(drawn(compared).words(":scope > ul:first-of-type > li")).toEqual(["Dauer: kurz"]);
    expect(drawn(compared).words(".methods--brief h3")).toEqual(["World Café", "Ortsspaziergang"]);
    expect(drawn(compared).words(".why")).toEqual([]);
    expect(drawn(whole).words("ol > li")).toEqual(["Fragen", "Reden"]);
    expect(drawn(whole).words("button")).toEqual(["World Café nehmen"]);
    expect(drawn(message("Nichts gefunden.", [])).words("p")).toEqual(["Nichts gefunden."]);
  });

  it("says in words what is chosen, and sends what a button promises", () => {
    const { words, click, conversation, take } = drawn(suggested, { methods: ["walk"] });
    expect(words("li:first-child .ok")).toEqual([]);
    expect(words("li:last-child .ok")).toEqual(["Ausgewählt"]);
    click("World Café nehmen");
    expect(take).toHaveBeenLastCalledWith("world_cafe", true, "World Café nehmen");
    click("Ortsspaziergang nicht mehr nehmen");
    expect(take).toHaveBeenLastCalledWith("walk", false, "Ortsspaziergang nicht mehr nehmen");
    click("World Café ganz lesen");
    expect(conversation.say).toHaveBeenCalledWith("mehr zu World Café");
  });

  it("gives readers no buttons, and waits while something is being sent", () => {
    const reader = drawn(suggested, { readOnly: true, methods: ["walk"] });
    expect(reader.names).toEqual([]);
    expect(reader.words(".ok")).toEqual(["Ausgewählt"]);
    const busy = drawn(suggested, { outbox: { busy: true } as Conversation["outbox"] });
    busy.click("World Café nehmen");
    expect(busy.take).not.toHaveBeenCalled();
  });

  it("announces what stands before the list", () => {
    expect(plainText(lead(suggested.text))).toBe("Diese Methoden passen.");
    expect(plainText(lead("Nur ein Satz."))).toBe("Nur ein Satz.");
  });
});

describe("choosing a method", () => {
  afterEach(() => localStorage.clear());
  const prompt = (question: string, more: Partial<Prompt> = {}) => ({ question, stage: "workshop", section: "s", text: "?", kind: "multiple", revision: 3, ...more }) as Prompt;

  async function talking(open: Prompt, stored: string[] | null) {
    const posts: Post[] = [];
    const answers = vi.fn(async () => ({
      answers: stored ? [{ question: METHODS, label: "Methoden", value: stored, display: "", status: "answered" as const, revision: 7 }] : [],
    }));
    const chat: Chat = { messages: [], prompt: open, progress: { stage: "workshop" } as Chat["progress"] };
    const api = {
      answers,
      chat: async () => chat,
      guide: async () => ({ stages: [] }),
      process: async () => ({ members: [], stages: [] }),
      post: async (post: Post): Promise<Reply> => {
        posts.push(post);
        const said: Message = { id: post.id, from: "member", at: "", kind: "text", text: "", data: { question: METHODS } };
        return { ...chat, messages: [said], prompt: prompt("workshop.next"), understood: { as: "answer", name: null, value: post.answer!.value } };
      },
    } as unknown as Api;
    const session = { process: { id: "p" }, member: { id: "me", role: "editor" } } as Session;
    const on = { redraw: vi.fn(), say: vi.fn(), tell: vi.fn(), loaded: vi.fn(), drawn: vi.fn(), arrived: vi.fn(), noticed: vi.fn(), signedOut: vi.fn() };
    const conversation = new Conversation(api, session, on);
    await conversation.load();
    const choose = async (id: string, take: boolean, ticked: string[] | null = null) => {
      await chosen(api, conversation, id, take, "", ticked);
      await vi.waitFor(() => expect(conversation.outbox.busy).toBe(false));
      return posts.map(({ answer }) => answer);
    };
    return { conversation, answers, choose, on };
  }

  it("starts from the open question's answer and from what is ticked there", async () => {
    const { conversation, answers, choose } = await talking(prompt(METHODS, { current: ["a"] }), ["a"]);
    expect(conversation.methods).toEqual(["a"]);
    const before = answers.mock.calls.length;
    expect(await choose("b", true, ["a", "c"])).toEqual([{ question: METHODS, value: ["a", "c", "b"], revision: 3 }]);
    expect(answers.mock.calls.length).toBe(before);
    expect(conversation.methods).toEqual(["a", "c", "b"]);
  });

  it("asks the server elsewhere, and sends nothing that is so already", async () => {
    const { conversation, answers, choose } = await talking(prompt("workshop.x"), ["a"]);
    answers.mockResolvedValueOnce({
      answers: [{ question: METHODS, label: "", value: ["a", "b"], display: "", status: "answered", revision: 8 }],
    });
    expect(await choose("b", true, ["foreign"])).toEqual([]);
    expect(conversation.methods).toEqual(["a", "b"]);
    answers.mockResolvedValueOnce({
      answers: [{ question: METHODS, label: "", value: ["a", "b"], display: "", status: "answered", revision: 8 }],
    });
    expect(await choose("a", false)).toEqual([{ question: METHODS, value: ["b"], revision: 8 }]);
    expect(answers).toHaveBeenLastCalledWith("workshop");
    expect(conversation.methods).toEqual(["b"]);
  });

  it("takes the first one where nothing is stored, and says when the server is out of reach", async () => {
    const { conversation, answers, choose, on } = await talking(prompt("kickoff.x"), null);
    answers.mockRejectedValueOnce(Object.assign(new Error(), { status: 0 }));
    expect(await choose("a", true)).toEqual([]);
    expect(conversation.fault).toBe("offline");
    expect(on.say).toHaveBeenCalled();
    expect(await choose("a", true)).toEqual([{ question: METHODS, value: ["a"], revision: undefined }]);
    expect(conversation.fault).toBeNull();
  });
});
