import { render } from "lit/html.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, type Api } from "../src/api";
import type { Conversation } from "../src/conversation";
import { Choices } from "../src/exchange/choices";
import type { Card, Sharing, SharingItem } from "../src/exchange/wire";
import { Exchange, viewOf } from "../src/views/exchange";

const plain = (text: string | null | undefined) => text?.replace(/\s+/g, " ").trim();
const settled = () => new Promise((done) => setTimeout(done));

const point = (id: string, more: Partial<SharingItem> = {}): SharingItem => ({
  id, kind: id.split(".")[0] as SharingItem["kind"], title: `Titel ${id}`, text: `Text ${id}`, shared: false, shared_title: null,
  shared_text: null, changed: false, gone: false, hints: [], mark: `m-${id}`, ...more,
});
const shared = (id: string, more: Partial<SharingItem> = {}) =>
  point(id, { shared: true, shared_title: `Alt ${id}`, shared_text: `Alter Text ${id}`, ...more });
const sharing = (items: SharingItem[], more: Partial<Sharing> = {}): Sharing => ({
  visible: items.some((item) => item.shared), may_change: true, contact: null, items, ...more,
});

describe("what is about to be shared", () => {
  it("is sent only where it differs, with the marks of the texts that were seen", () => {
    const choices = new Choices();
    const [basics, bus, themes] = [shared("basics"), point("measure.a"), shared("themes")] as const;
    const now = sharing([basics, bus, themes]);
    expect(choices.body(now)).toBeNull();
    choices.switch(bus, true);
    choices.switch(themes, false);
    choices.switch(basics, false);
    choices.switch(basics, true);
    expect(choices.body(now)).toEqual({ items: { "measure.a": true, themes: false }, seen: { "measure.a": "m-measure.a" } });
    expect(new Choices(choices.kept).body(now)).toEqual(choices.body(now));
  });

  it("leaves a changed text as it was shared until the new one is wanted", () => {
    const choices = new Choices();
    const goals = shared("themes", { changed: true });
    const now = sharing([goals]);
    const card: Card = { name: "Grabow", contact: null, origin: null, items: [point("themes") as Card["items"][0]] };
    expect(choices.body(now)).toBeNull();
    expect(choices.card(card, now).items).toEqual([{ id: "themes", title: "Alt themes", text: "Alter Text themes" }]);
    choices.renew(goals, true);
    expect(choices.body(now)).toEqual({ items: { themes: true }, seen: { themes: "m-themes" } });
    expect(choices.card(card, now).items[0]?.text).toBe("Text themes");
  });

  it("has a contact only where somebody typed one in, and none where it was emptied", () => {
    const choices = new Choices();
    const now = sharing([shared("basics")], { contact: "Helga Brandt" });
    choices.contact = "Helga Brandt ";
    expect(choices.body(now)).toBeNull();
    choices.contact = " ";
    expect(choices.body(now)).toEqual({ items: {}, seen: {}, contact: null });
  });
});

describe("the view that a message opens", () => {
  it("shows more of what the message is about", () => {
    expect([viewOf({ sharing: {} }), viewOf({ measures: [] }), viewOf({ municipalities: [] }), viewOf(null)]).toEqual([
      "sharing", "experience", "neighbours", "neighbours",
    ]);
  });
});

type Answers = Record<string, unknown>;

/** The view over a server that answers with `answers`: by method and path, a function each time anew. */
async function opened(data: Record<string, unknown> | null, answers: Answers, more: Partial<Conversation> = {}) {
  const call = vi.fn(async (method: string, path: string, _body?: unknown) => {
    const answer = answers[`${method} ${path}`];
    const made: unknown = typeof answer === "function" ? (answer as () => unknown)() : answer;
    if (made instanceof Error) throw made;
    return made;
  });
  const host = { whole: true, redraw: vi.fn(), say: vi.fn(), focus: vi.fn() };
  const corner = { load: vi.fn(() => null), save: vi.fn() };
  const conversation = {
    readOnly: false, corner, command: vi.fn(), sync: vi.fn(), explain: (error: ApiError) => error.detail, ...more,
  } as unknown as Conversation;
  const close = vi.fn();
  const box = document.createElement("div");
  document.body.append(box);
  const view = new Exchange({ call } as unknown as Api, conversation, host, close, data);
  await settled();
  const draw = () => (render(view.render(), box), box);
  const press = async (name: string) => {
    const found = [...draw().querySelectorAll("button")].find((each) => (each.getAttribute("aria-label") ?? plain(each.textContent)) === name);
    if (!found) throw new Error(`no button: ${name}`);
    found.click();
    await settled();
  };
  const tick = (name: string) => {
    const label = [...draw().querySelectorAll("label.tick")].find((each) => plain(each.textContent)?.startsWith(name))!;
    label.querySelector("input")!.click();
  };
  const submit = async () => {
    draw().querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
    await settled();
  };
  const escape = () => draw().querySelector(".exchange")!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
  return { call, host, corner, conversation, close, draw, press, tick, submit, escape };
}

describe("what we share", () => {
  afterEach(() => (document.body.textContent = ""));
  const data = { sharing: {} };
  const items = () => [point("basics"), point("measure.a", { text: "**Fett**\n<b>Zeile</b>", hints: ["Vielleicht ein Name: „Frau Sommer“."] })];

  it("shows each text as it is, with what to look out for beside its switch", async () => {
    const { draw, host } = await opened(data, { "GET api/sharing": sharing(items()) });
    const box = draw();
    expect(host.focus).toHaveBeenCalledWith("austausch-t");
    expect(plain(box.textContent)).toContain("Im Moment sehen andere Kommunen nichts von Ihnen.");
    expect([...box.querySelectorAll("legend")].map((legend) => legend.textContent)).toEqual(["Über uns", "Maßnahmen"]);
    const input = box.querySelector<HTMLInputElement>("#frei-measure-a")!;
    const [text, hints] = input.getAttribute("aria-describedby")!.split(" ").map((id) => box.querySelector(`#${id}`)!);
    expect([text!.textContent, text!.children.length]).toEqual(["**Fett**\n<b>Zeile</b>", 0]);
    expect(plain(hints!.textContent)).toBe("Vielleicht ein Name: „Frau Sommer“.");
    expect(input.checked).toBe(false);
  });

  it("sends what was ticked and forgets the draft", async () => {
    const after = sharing([shared("basics"), point("measure.a")]);
    const { call, tick, submit, draw, corner, host } = await opened(data, { "GET api/sharing": sharing(items()), "PUT api/sharing": after });
    tick("Titel basics");
    expect(corner.save).toHaveBeenLastCalledWith("draft:sharing", { switched: [["basics", true]], renewed: [], contact: null });
    await submit();
    expect(call).toHaveBeenLastCalledWith("PUT", "api/sharing", { items: { basics: true }, seen: { basics: "m-basics" } });
    expect(corner.save).toHaveBeenLastCalledWith("draft:sharing", null);
    expect(host.say).toHaveBeenLastCalledWith("Gespeichert. Andere sehen jetzt genau, was hier angekreuzt ist.");
    expect(draw().querySelector<HTMLInputElement>("#frei-basics")!.checked).toBe(true);
    await submit();
    expect(host.say).toHaveBeenLastCalledWith("Es hat sich nichts geändert.");
  });

  it("shows a text that has changed meanwhile anew, keeps what was ticked, and shares nothing unseen", async () => {
    let turn = 0;
    const { tick, submit, draw, call } = await opened(data, {
      "GET api/sharing": () => sharing(turn++ ? [point("basics", { text: "Neu", mark: "m2" })] : [point("basics")]),
      "PUT api/sharing": new ApiError(409, "Inzwischen wurde etwas geändert."),
    });
    tick("Titel basics");
    await submit();
    expect(plain(draw().textContent)).toContain("Inzwischen wurde etwas geändert.");
    expect(plain(draw().querySelector(".share__one")!.textContent)).toContain("Dieser Text lautet jetzt anders.");
    expect(draw().querySelector("#frei-basics-t")!.textContent).toBe("Neu");
    expect(draw().querySelector<HTMLInputElement>("#frei-basics")!.checked).toBe(true);
    await submit();
    expect(call).toHaveBeenCalledWith("PUT", "api/sharing", { items: { basics: true }, seen: { basics: "m2" } });
  });

  it("says why something is refused and keeps the words", async () => {
    const { tick, submit, draw } = await opened(data, {
      "GET api/sharing": sharing(items()), "PUT api/sharing": new ApiError(422, "Geben Sie zuerst „Wer wir sind“ frei."),
    });
    const contact = draw().querySelector<HTMLInputElement>("#ansprech")!;
    contact.value = "Helga Brandt";
    contact.dispatchEvent(new Event("input"));
    tick("Titel measure.a");
    await submit();
    expect(plain(draw().querySelector(".err")!.textContent)).toBe("Geben Sie zuerst „Wer wir sind“ frei.");
    expect(draw().querySelector<HTMLInputElement>("#ansprech")!.value).toBe("Helga Brandt");
    expect(draw().querySelector<HTMLInputElement>("#frei-measure-a")!.checked).toBe(true);
  });

  it("previews exactly what would be seen, and Escape closes that first", async () => {
    const seen: Card = { name: "Grabow", contact: null, origin: null, items: [{ id: "basics", title: "Wer wir sind", text: "Grabow" }] };
    const { tick, press, draw, host, escape, close } = await opened(data, {
      "GET api/sharing": sharing(items()), "GET api/sharing/preview?item=basics": { card: seen }, "GET api/sharing/preview": { card: null },
    });
    await press("Vorschau");
    expect(host.say).toHaveBeenLastCalledWith(expect.stringContaining("So sieht niemand etwas"));
    tick("Titel basics");
    await press("Vorschau");
    expect(host.focus).toHaveBeenLastCalledWith("vorschau-t");
    expect(plain(draw().querySelector(".method")!.textContent)).toBe("So sehen andere SieWer wir sindGrabow");
    escape();
    expect(close).not.toHaveBeenCalled();
    expect(draw().querySelector(".method")).toBeNull();
    escape();
    expect(close).toHaveBeenCalled();
  });

  it("asks once before everything is taken back", async () => {
    let all = [shared("basics")];
    const { press, call, draw, host } = await opened(data, { "GET api/sharing": () => sharing(all), "DELETE api/sharing": () => void (all = [point("basics")]) });
    await press("Alles zurücknehmen");
    await press("Doch nicht");
    expect(call).not.toHaveBeenCalledWith("DELETE", "api/sharing");
    await press("Alles zurücknehmen");
    await press("Ja, alles zurücknehmen");
    expect(call).toHaveBeenCalledWith("DELETE", "api/sharing");
    expect(host.say).toHaveBeenLastCalledWith("Alles ist zurückgenommen. Niemand sieht mehr etwas von Ihnen.");
    expect(draw().querySelector<HTMLInputElement>("#frei-basics")!.checked).toBe(false);
  });

  it("says what has changed since, and shows both texts", async () => {
    const { draw } = await opened(data, { "GET api/sharing": sharing([shared("basics", { changed: true }), shared("measure.a", { text: null, gone: true })]) });
    const [basics, gone] = [...draw().querySelectorAll(".share__one")].map((one) => plain(one.textContent));
    expect(basics).toContain("Geändert seit der Freigabe");
    expect(basics).toMatch(/Alter Text basics.*Text basics.*Den neuen Text freigeben/);
    expect(gone).toContain("In Ihrem Vorhaben gelöscht, aber noch freigegeben");
    expect(gone).not.toContain("Den neuen Text freigeben");
  });

  it("lets readers read, and nothing else", async () => {
    const { draw } = await opened(data, { "GET api/sharing": sharing([shared("basics"), point("themes")], { may_change: false }) });
    const box = draw();
    expect(box.querySelectorAll("input:not([readonly])").length).toBe(0);
    expect(plain(box.textContent)).toContain("Sie lesen mit. Freigeben können die anderen Beteiligten.");
    expect([...box.querySelectorAll(".share__one .small")].map((each) => each.textContent)).toEqual(["Freigegeben", "Nicht freigegeben"]);
    expect([...box.querySelectorAll("form button")].map((each) => plain(each.textContent))).toEqual(["Vorschau"]);
  });
});

describe("others", () => {
  afterEach(() => (document.body.textContent = ""));
  const town = { id: "c1", name: "Neustadt-Glewe", origin: null, because: ["im selben Kreis"], differs: ["schon weiter"] };
  const bus = {
    id: "c1.measure.a", title: "Rufbus", text: "Fährt <i>abends</i>", lessons: "Gebremst hat: Geld", municipality: { name: "Neustadt-Glewe" },
    origin: { name: "Landkreis Rostock" }, can_adopt: true,
  };
  const answers = (): Answers => ({
    "GET api/exchange/municipalities": { total: 1, note: null, municipalities: [town] },
    "GET api/exchange/municipalities/c1": { card: { ...town, contact: "Helga Brandt", items: [{ id: "basics", title: "Wer wir sind", text: "Ort\nam Wasser" }] }, ...town },
    "GET api/exchange/measures": { total: 0, note: "Noch niemand.", measures: [] },
    "GET api/exchange/measures?q=Ruf%20bus": { total: 1, note: null, measures: [bus] },
    "POST api/exchange/measures/c1.measure.a/adopt": { item: { id: "x", title: "Rufbus" }, question: "plan.measures.x.goal" },
  });

  it("are listed with why they are alike, and opened", async () => {
    const { draw, press, host, escape, close } = await opened(null, answers());
    expect(plain(draw().querySelector(".cards")!.textContent)).toMatch(/Neustadt-Glewe.*Ähnlich, weil:im selben Kreis.*Anders:schon weiter/);
    expect(host.say).toHaveBeenLastCalledWith("1 Kommune zeigt etwas von sich.");
    await press("Steckbrief ansehen: Neustadt-Glewe");
    expect(host.focus).toHaveBeenLastCalledWith("steckbrief-t");
    expect(draw().querySelector(".foreign")!.textContent).toBe("Ort\nam Wasser");
    expect(plain(draw().textContent)).toContain("Helga Brandt");
    escape();
    expect(close).not.toHaveBeenCalled();
    expect(host.focus).toHaveBeenLastCalledWith("kommune-c1");
  });

  it("may all be missing, which is said", async () => {
    const { draw, host } = await opened(null, { "GET api/exchange/municipalities": { total: 0, note: "Noch niemand da.", municipalities: [] } });
    expect(host.say).toHaveBeenLastCalledWith("Noch niemand da.");
    expect(plain(draw().querySelector("section")!.textContent)).toBe("Ähnliche KommunenNoch niemand da.");
  });

  const search = async (more: Partial<Conversation> = {}, other: Answers = {}) => {
    const view = await opened({ measures: [] }, { ...answers(), ...other }, more);
    view.draw().querySelector<HTMLInputElement>("#suche")!.value = "Ruf bus";
    await view.submit();
    return view;
  };

  it("share what they learned; a measure becomes a draft that can be opened", async () => {
    const { draw, press, conversation, host } = await search();
    expect(plain(draw().querySelector(".method")!.textContent)).toBe(
      "RufbusAus: Neustadt-GleweDer Steckbrief kam als Datei, von: Landkreis RostockFährt <i>abends</i>Was daraus gelernt wurdeGebremst hat: GeldAls Entwurf übernehmen");
    await press("Als Entwurf übernehmen: Rufbus");
    expect(host.say).toHaveBeenLastCalledWith("„Rufbus“ steht jetzt als Entwurf in Ihrem Plan, bei den Maßnahmen.");
    expect(host.focus).toHaveBeenLastCalledWith("entwurf-c1-measure-a");
    await press("Entwurf öffnen: Rufbus");
    expect(conversation.command).toHaveBeenCalledWith({ name: "edit", question: "plan.measures.x.description" }, "Ändern: Rufbus");
  });

  it("may be in the plan already, which is said beside it", async () => {
    const { draw, press } = await search({}, { "POST api/exchange/measures/c1.measure.a/adopt": new ApiError(409, "Steht schon im Plan.") });
    await press("Als Entwurf übernehmen: Rufbus");
    expect(plain(draw().querySelector(".method .err")!.textContent)).toBe("Steht schon im Plan.");
    expect(plain(draw().querySelector(".method .btn")!.textContent)).toBe("Als Entwurf übernehmen");
  });

  it("give readers nothing to take over", async () => {
    const { draw } = await search({ readOnly: true });
    expect(draw().querySelector(".method .btn")).toBeNull();
  });
});
