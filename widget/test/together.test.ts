import { render } from "lit/html.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, type Api } from "../src/api";
import type { Conversation } from "../src/conversation";
import type { Delegation } from "../src/types";
import { byRecipient, Delegations } from "../src/views/delegations";
import { Invitations } from "../src/views/invitations";
import { OwnData } from "../src/views/own-data";
import { papers } from "../src/views/papers";

const settled = () => new Promise((done) => setTimeout(done));
const plain = (text: string | null | undefined) => text?.replace(/\s+/g, " ").trim();

function drawn(template: unknown) {
  const box = document.createElement("div");
  render(template, box);
  return box;
}

const named = (box: Element, name: string) =>
  [...box.querySelectorAll("button")].find((each) => (each.getAttribute("aria-label") ?? plain(each.textContent)) === name)!;

const asked = (id: string, more: Partial<Delegation> = {}): Delegation => ({
  id, question: `kickoff.${id}`, label: id, to_text: "Frau Öztürk (Jugendamt)", by_name: "Helga Brandt", due_text: null,
  overdue: false, note: null, for_me: false, from_me: false, open_questions: [`kickoff.${id}`], ...more,
});

function around(answers: (method: string, path: string) => unknown, readOnly = false) {
  const call = vi.fn(async (method: string, path: string) => answers(method, path));
  const host = { whole: true, redraw: vi.fn(), say: vi.fn(), focus: vi.fn() };
  const conversation = {
    process: {}, readOnly, command: vi.fn(), say: vi.fn(),
    follow: vi.fn().mockResolvedValue(false), explain: (error: ApiError) => error.detail || "Ging nicht.",
  };
  return { call, host, conversation, given: [{ call } as unknown as Api, conversation as unknown as Conversation, host] as const };
}

describe("what was handed over", () => {
  it("is grouped by who was asked, in the order in which it comes", () => {
    const groups = byRecipient([asked("a"), asked("b", { to_text: "Bauamt" }), asked("c")]);
    expect([...groups].map(([name, list]) => [name, list.map(({ id }) => id)])).toEqual([
      ["Frau Öztürk (Jugendamt)", ["a", "c"]], ["Bauamt", ["b"]],
    ]);
  });

  it("shows me what is asked of me, with the way to each question and to one after the other", async () => {
    const list = [
      asked("Termin", { for_me: true, due_text: "12. März 2027", note: "Gern kurz" }),
      asked("Gäste", { for_me: true, question: null, open_questions: ["kickoff.guests.1"] }),
      asked("Ort"),
    ];
    const { given, conversation, call } = around(() => ({ delegations: list }));
    const delegations = new Delegations(...given);
    delegations.mine();
    await settled();
    const box = drawn(delegations.mine());
    expect(plain(box.querySelector("li")?.textContent)).toContain("Bis 12. März 2027");
    expect(box.textContent).toContain("Gern kurz");
    expect(box.textContent).not.toContain("Ort");
    named(box, "Beantworten: Gäste").click();
    expect(conversation.command).toHaveBeenCalledWith({ name: "edit", question: "kickoff.guests.1" }, "Beantworten: Gäste");
    named(box, "Nacheinander beantworten").click();
    expect(conversation.command).toHaveBeenLastCalledWith({ name: "mine" }, "Nacheinander beantworten");
    expect(call).toHaveBeenCalledTimes(1);
  });

  it("is asked for anew when the conversation has gone on", async () => {
    const { given, conversation, call } = around(() => ({ delegations: [] }));
    const delegations = new Delegations(...given);
    delegations.waiting();
    await settled();
    expect(plain(drawn(delegations.waiting()).textContent)).toBe("Gerade wartet nichts auf andere.");
    conversation.process = {};
    delegations.waiting();
    await settled();
    expect(call).toHaveBeenCalledTimes(2);
  });

  it("can be taken back by who asked, and by nobody who only reads", async () => {
    const list = [asked("Termin", { from_me: true }), asked("Ort")];
    const { given, conversation, call, host } = around(() => ({ delegations: list }));
    const delegations = new Delegations(...given);
    delegations.waiting();
    await settled();
    const box = drawn(delegations.waiting());
    expect(named(box, "Zurücknehmen: Ort")).toBeUndefined();
    named(box, "Zurücknehmen: Termin").click();
    await settled();
    expect(call.mock.calls.map(([method, path]) => `${method} ${path}`)).toEqual([
      "GET api/delegations", "DELETE api/delegations/Termin", "GET api/delegations",
    ]);
    expect(host.say).toHaveBeenCalledWith("Zurückgenommen: Termin.");
    expect(conversation.follow).toHaveBeenCalledTimes(1);
    conversation.readOnly = true;
    expect(drawn(delegations.waiting()).querySelector("button")).toBeNull();
  });

  it("says what went wrong, and tries again", async () => {
    let broken = true;
    const { given } = around(() => {
      if (broken) throw new ApiError(503, "Bitte gleich noch einmal.");
      return { delegations: [] };
    });
    const delegations = new Delegations(...given);
    delegations.mine();
    await settled();
    const box = drawn(delegations.mine());
    expect(box.textContent).toContain("Bitte gleich noch einmal.");
    broken = false;
    box.querySelector("button")!.click();
    await settled();
    expect(plain(drawn(delegations.mine()).textContent)).toBe("Gerade bittet Sie niemand um eine Antwort.");
  });
});

describe("an invitation in the transcript", () => {
  const invite = { delegation: "d1", href: "api/delegations/d1/invitation" };

  it("is made when wanted, and shows code, subject and text", async () => {
    const { given, call, host } = around(() => ({
      code: "K7QM-AAAA", expires_at: "2027-03-12T10:00:00Z", subject: "Ihre Mithilfe", text: "Guten Tag,\nCode: K7QM-AAAA",
    }));
    const invitations = new Invitations(...given);
    expect(call).not.toHaveBeenCalled();
    named(drawn(invitations.render(invite)), "Einladung anzeigen").click();
    await settled();
    expect(call).toHaveBeenCalledWith("POST", "api/delegations/d1/invitation");
    const box = drawn(invitations.render(invite));
    expect([...box.querySelectorAll("output")].map((each) => each.textContent)).toEqual(["K7QM-AAAA", "Guten Tag,\nCode: K7QM-AAAA"]);
    expect(box.textContent).toContain("Ihre Mithilfe");
    expect(named(box, "Code kopieren")).toBeDefined();
    expect(named(box, "Text kopieren")).toBeDefined();
    expect(host.focus).toHaveBeenCalledWith("einladung-d1-t");
  });

  it("is not needed by who has come already", async () => {
    const { given, host } = around(() => {
      throw new ApiError(409, "Frau Öztürk hat schon Zugang.");
    });
    const invitations = new Invitations(...given);
    named(drawn(invitations.render(invite)), "Einladung anzeigen").click();
    await settled();
    expect(drawn(invitations.render(invite)).textContent).toContain("Frau Öztürk hat schon Zugang.");
    expect(host.say).toHaveBeenCalledWith("Frau Öztürk hat schon Zugang.");
  });
});

describe("my own data", () => {
  afterEach(() => vi.restoreAllMocks());

  it("are saved under the server's name, and deleted by asking the assistant", async () => {
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:a");
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
    const { conversation, host, given } = around(() => null);
    const send = vi.fn().mockResolvedValue({ blob: new Blob(["x".repeat(2000)]), name: "meine-daten.json" });
    const own = new OwnData({ send } as unknown as Api, given[1], given[2]);
    const box = drawn(own.render());
    named(box, "Meine Daten herunterladen").click();
    await settled();
    expect(send.mock.calls[0]!.slice(0, 2)).toEqual(["GET", "api/me/export"]);
    expect(saved).toHaveBeenCalledTimes(1);
    expect(host.say).toHaveBeenCalledWith("meine-daten.json, 2 kB, ist gespeichert.");
    expect(drawn(own.render()).textContent).toContain("meine-daten.json");
    named(box, "Meine Daten löschen").click();
    expect(conversation.say).toHaveBeenCalledWith("Meine Daten löschen");
  });
});

describe("the foot", () => {
  it("links to the papers below the server's base, beside a page that is not ours", () => {
    const links = (whole: boolean) => [...drawn(papers(new URL("https://stadt.example/demografie/"), whole)).querySelectorAll("a")];
    expect(links(true).map((each) => [each.textContent, each.href, each.target])).toEqual([
      ["Datenschutz", "https://stadt.example/demografie/papiere/datenschutz", ""],
      ["Barrierefreiheit", "https://stadt.example/demografie/papiere/barrierefreiheit", ""],
      ["Automatische Assistenz", "https://stadt.example/demografie/papiere/ki-hinweis", ""],
    ]);
    expect(links(false).map((each) => [each.target, each.rel])).toEqual(Array(3).fill(["_blank", "noopener"]));
  });
});
