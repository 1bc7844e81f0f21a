import { render } from "lit/html.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../src/api";
import { Announcer } from "../src/announcer";
import type { Conversation } from "../src/conversation";
import { Files } from "../src/files";
import { fileName, sizeOf } from "../src/saving";
import type { Received } from "../src/types";
import { documents } from "../src/views/documents";
import { figure } from "../src/views/figure";
import { table } from "../src/views/table";
import { sentence, span, totals, Uploads } from "../src/views/uploads";

const plain = (text: string | null | undefined) => text?.replace(/\s+/g, " ").trim();
const settled = () => new Promise((done) => setTimeout(done));

function drawn(template: unknown) {
  const box = document.createElement("div");
  render(template, box);
  return box;
}

type Got = { blob: Blob; name: string };

function files(file: (href: string) => Promise<Got>, explain = () => "Ging nicht.") {
  const host = { whole: true, redraw: vi.fn(), say: vi.fn(), focus: vi.fn() };
  return { host, files: new Files({ send: (_: string, href: string) => file(href) } as unknown as Api, { explain } as unknown as Conversation, host) };
}

describe("a file's name", () => {
  it("is what the server calls it, or the end of its address", () => {
    expect(fileName("attachment; filename=\"Plan.docx\"; filename*=UTF-8''Einladung%20%C3%BC.docx", "x")).toBe("Einladung ü.docx");
    expect(fileName('attachment; filename="Plan 1.docx"', "x")).toBe("Plan 1.docx");
    expect(fileName("attachment; filename=plan.pdf", "x")).toBe("plan.pdf");
    expect(fileName(null, "api/documents/plan.pdf?v=3")).toBe("plan.pdf");
    expect(fileName("attachment; filename*=UTF-8''%E0%A4%A", "api/figures/a.png")).toBe("a.png");
  });
});

describe("a file's size", () => {
  it("is said as people read it", () => {
    expect([12, 38_400, 999_400, 1_234_567].map(sizeOf)).toEqual(["1 kB", "38 kB", "999 kB", "1,2 MB"]);
  });
});

describe("what is said", () => {
  it("in one moment is said together, and the same words later again", () => {
    const announcer = new Announcer(() => undefined);
    const said = () => drawn(announcer.render()).textContent;
    announcer.say("Eins.");
    announcer.say("Zwei.");
    expect(said()).toBe("Eins. Zwei.");
    announcer.say("Drei.");
    expect(said()).toBe("Drei.");
    announcer.say("Drei.");
    expect(said()).toBe("Drei.\u00a0");
  });
});

describe("a table", () => {
  it("has a name, heads of columns and rows, and numbers as Germans write them", () => {
    const box = drawn(table("Einwohner", ["Jahr", "Frauen", "Männer"], [["2024", 1250, null], ["2023", "1.260", "−3"]]));
    expect(box.querySelector(".scroll")?.getAttribute("aria-label")).toBe("Einwohner");
    expect([...box.querySelectorAll("th[scope=col]")].map((cell) => cell.textContent)).toEqual(["Jahr", "Frauen", "Männer"]);
    expect([...box.querySelectorAll("th[scope=row]")].map((cell) => cell.textContent)).toEqual(["2024", "2023"]);
    expect([...box.querySelectorAll("td")].map((cell) => cell.textContent)).toEqual(["1.250", "", "1.260", "−3"]);
  });
});

describe("a figure", () => {
  const data = { href: "api/figures/a.svg?v=2", alt: "Ein Bild.", title: "Befund", table: { columns: ["Alter"], rows: [["0"]] } };
  afterEach(() => vi.restoreAllMocks());

  it("is fetched once, shown with its words, and let go of", async () => {
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:a");
    const revoke = vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
    const file = vi.fn().mockResolvedValue({ blob: new Blob(), name: "a.svg" });
    const { files: kept, host } = files(file);
    expect(plain(drawn(figure(data, kept, "m1")).querySelector(".fig__in")?.textContent)).toBe("Das Bild wird geladen.");
    await settled();
    const image = drawn(figure(data, kept, "m1")).querySelector("img")!;
    expect([image.getAttribute("src"), image.alt]).toEqual(["blob:a", "Ein Bild."]);
    expect(file).toHaveBeenCalledTimes(1);
    expect(host.redraw).toHaveBeenCalled();
    // A later message with the same chart: the figures may have changed.
    expect(drawn(figure(data, kept, "m2")).querySelector("img")).toBeNull();
    expect([file.mock.calls.length, revoke.mock.calls.length]).toEqual([2, 1]);
    await settled();
    kept.release();
    expect(revoke).toHaveBeenCalledTimes(2);
  });

  it("that comes after its release is let go of at once", async () => {
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:b");
    const revoke = vi.spyOn(URL, "revokeObjectURL").mockReturnValue();
    const { files: kept } = files(vi.fn().mockResolvedValue({ blob: new Blob(), name: "" }));
    kept.picture("x", "m1");
    kept.release();
    await settled();
    expect(revoke).toHaveBeenCalledWith("blob:b");
  });

  it("that cannot be had leaves its table open", async () => {
    const { files: kept } = files(vi.fn().mockRejectedValue(new Error()));
    drawn(figure(data, kept, "m1"));
    await settled();
    const box = drawn(figure(data, kept, "m1"));
    expect(box.querySelector("img")).toBeNull();
    expect(box.querySelector("details")?.open).toBe(true);
    expect(plain(box.querySelector("button")?.textContent)).toBe("Erneut versuchen");
  });

  it("is saved as a picture for programs", () => {
    const file = vi.fn().mockReturnValue(new Promise(() => undefined));
    const { files: kept } = files(file);
    const button = drawn(figure(data, kept, "m1")).querySelector<HTMLButtonElement>("[aria-label='Bild speichern: Befund']")!;
    button.click();
    expect(file).toHaveBeenLastCalledWith("api/figures/a.png?v=2");
    expect(plain(drawn(figure(data, kept, "m1")).textContent)).toContain("Die Datei wird geholt.");
  });
});

describe("documents", () => {
  const format = (name: string) => ({ format: name, media_type: "", href: `api/documents/plan.${name}` });

  it("say what is a draft, and why a format cannot be had", async () => {
    const { files: kept, host } = files(vi.fn().mockRejectedValue(new Error()), () => "Es fehlt ein Termin.");
    const list = [{ kind: "plan", title: "Plan", stage: "plan", complete: false, formats: ["docx", "ics", "odt"].map(format) }];
    const box = drawn(documents(list, kept));
    expect(box.querySelector(".open")?.textContent).toBe("Entwurf");
    const names = [...box.querySelectorAll("button")].map((button) => button.getAttribute("aria-label"));
    expect(names).toEqual(["Word", "Kalender", "ODT"].map((word) => `Plan als ${word} herunterladen`));
    box.querySelectorAll("button")[1]!.click();
    await settled();
    expect(plain(drawn(documents(list, kept)).querySelector(".err")?.textContent)).toBe("Es fehlt ein Termin.");
    expect(host.say).toHaveBeenLastCalledWith("Es fehlt ein Termin.");
  });
});

describe("an upload", () => {
  it("names places, years and sums in words", () => {
    expect(sentence({ row: 12, column: "Frauen", text: "Keine Zahl.", severity: "error" })).toBe("Zeile 12, Spalte „Frauen“: Keine Zahl.");
    expect(sentence({ row: null, column: null, text: "Das Jahr fehlt.", severity: "hint" })).toBe("Das Jahr fehlt.");
    expect([span([2024]), span([2023, 2024]), span([2021, 2022, 2023]), span([2015, 2019, 2024])]).toEqual([
      "2024", "2023, 2024", "2021 bis 2023", "2015, 2019, 2024",
    ]);
    expect(totals([
      { year: 2023, name: "Einwohner", value: 10 }, { year: 2024, name: "Einwohner", value: 9 }, { year: 2024, name: "Frauen", value: 5 },
    ])).toEqual({ columns: ["Jahr", "Einwohner", "Frauen"], rows: [["2023", 10, null], ["2024", 9, 5]] });
  });

  const received = (problems: Received["problems"]): Received => ({
    id: "u", problems, preview: { columns: ["Jahr"], rows: [["2024"]], years: [2024], totals: [] },
  });

  async function sent(reply: Received, follow = vi.fn().mockResolvedValue(false)) {
    const host = { whole: true, redraw: vi.fn(), say: vi.fn(), focus: vi.fn() };
    const api = { send: vi.fn().mockResolvedValue(reply), call: vi.fn().mockResolvedValue({ text: "Fertig." }) };
    const conversation = { readOnly: false, explain: () => "Ging nicht.", follow } as unknown as Conversation;
    const { files: kept } = files(vi.fn());
    const uploads = new Uploads(api as unknown as Api, conversation, host, kept);
    const show = () => drawn(uploads.render({ purpose: "population" }));
    const input = show().querySelector("input")!;
    Object.defineProperty(input, "files", { value: [new File(["x"], "a.csv")] });
    input.dispatchEvent(new Event("change"));
    await settled();
    const press = async (name: string) => {
      [...show().querySelectorAll("button")].find((button) => plain(button.textContent) === name)!.click();
      await settled();
    };
    return { host, api, show, press, follow };
  }

  it("is taken over only without errors", async () => {
    const { show } = await sent(received([{ text: "B", severity: "hint" }, { text: "A", row: 3, severity: "error" }]));
    expect([...show().querySelectorAll("li")].map((line) => plain(line.textContent))).toEqual(["Fehler: Zeile 3: A", "Hinweis: B"]);
    expect(plain(show().textContent)).not.toContain("Übernehmen");
  });

  it("says what the server says to it, and keeps the focus near", async () => {
    const { host, api, show, press, follow } = await sent(received([]));
    expect(host.say).toHaveBeenLastCalledWith("Gelesen: a.csv, 2024.");
    await press("Übernehmen");
    expect(api.call).toHaveBeenCalledWith("POST", "api/uploads/u/confirm");
    expect(follow).toHaveBeenCalledWith("Fertig.");
    expect(host.say).toHaveBeenLastCalledWith("Fertig.");
    expect(host.focus).toHaveBeenLastCalledWith("datei-population-e");
    expect(plain(show().querySelector(".ok")?.textContent)).toBe("Fertig.");
  });

  it("leaves focus and words to what comes after it", async () => {
    const { host, press } = await sent(received([]), vi.fn().mockResolvedValue(true));
    host.focus.mockClear();
    await press("Übernehmen");
    expect(host.focus).not.toHaveBeenCalled();
  });
});
