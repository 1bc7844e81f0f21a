import { render } from "lit";
import { describe, expect, it, vi } from "vitest";
import { controlFor } from "../src/controls";
import type { Control, ControlContext } from "../src/controls/control";
import type { Prompt } from "../src/types";

function made(prompt: Partial<Prompt>, draft: string | null = null) {
  const box = document.createElement("div");
  const save = vi.fn();
  let control: Control;
  const redraw = () => render(control.render({ describedBy: "", invalid: false }), box);
  const context: ControlContext = {
    prompt: { question: "kickoff.x", text: "?", required: true, allow_unknown: true, revision: 0, ...prompt } as Prompt,
    redraw,
    say: vi.fn(),
    draft: { load: () => draft, save },
  };
  control = controlFor(context);
  redraw();
  const find = <T extends Element = HTMLInputElement>(selector: string) => box.querySelector<T>(selector)!;
  const type = (selector: string, value: string) => {
    find(selector).value = value;
    find(selector).dispatchEvent(new Event("input", { bubbles: true }));
  };
  const check = (selector: string, on = true) => {
    find(selector).checked = on;
    find(selector).dispatchEvent(new Event("change", { bubbles: true }));
  };
  return { box, control, save, find, type, check };
}

const options = [{ value: "a", title: "Vor Ort" }, { value: "b", title: "Digital", hint: "per Video" }, { value: "c", title: "Beides" }];

describe("controls", () => {
  it("text: keeps a draft and refuses nothing but emptiness", () => {
    const { control, type, save } = made({ kind: "text" });
    expect(control.read()).toHaveProperty("error");
    type("textarea", "  Die Schule  ");
    expect(save).toHaveBeenCalledWith("  Die Schule  ");
    expect(control.read()).toEqual({ value: "Die Schule", shown: "Die Schule" });
  });

  it("text: a draft goes before the stored value", () => {
    expect(made({ kind: "text", current: "alt" }).find<HTMLTextAreaElement>("textarea").value).toBe("alt");
    expect(made({ kind: "text", current: "alt" }, "neu").find<HTMLTextAreaElement>("textarea").value).toBe("neu");
  });

  it("number: a plain number is a value, anything else words", () => {
    const { control, type, find } = made({ kind: "number", unit: "Personen", current: 8412 });
    expect(find("input").value).toBe("8.412");
    expect(control.read()).toEqual({ value: 8412, shown: "8.412 Personen" });
    type("input", "rund 5000");
    expect(control.read()).toEqual({ words: "rund 5000" });
    type("input", " ");
    expect(control.read()).toHaveProperty("error");
  });

  it("number: a year has no point", () => {
    expect(made({ kind: "number", min: 2000, current: 2040 }).find("input").value).toBe("2040");
  });

  it("date: shows at once what it understood", () => {
    const { control, type, find } = made({ kind: "date" });
    type("input", "März 2027");
    expect(find("#antwort-v").textContent).toContain("März 2027");
    expect(control.read()).toEqual({ value: "2027-03", shown: "März 2027" });
    type("input", "nach der Sommerpause");
    expect(control.read()).toEqual({ words: "nach der Sommerpause" });
  });

  it("single: one of the options", () => {
    const { control, check, box } = made({ kind: "single", options });
    expect(control.read()).toHaveProperty("error");
    check('input[value="b"]');
    check('input[value="c"]');
    expect(control.read()).toEqual({ value: "c", shown: "Beides" });
    expect(box.querySelectorAll('input[type="radio"]')).toHaveLength(3);
    for (const input of box.querySelectorAll("input")) expect(box.querySelector(`label[for="${input.id}"]`)).not.toBeNull();
  });

  it("multiple: in the order of the options, within its bounds", () => {
    const { control, check } = made({ kind: "multiple", options, max: 2, current: ["c"] });
    check('input[value="a"]');
    expect(control.read()).toEqual({ value: ["a", "c"], shown: "Vor Ort, Beides" });
    check('input[value="b"]');
    expect(control.read()).toHaveProperty("error");
    check('input[value="a"]', false);
    expect(control.read()).toEqual({ value: ["b", "c"], shown: "Digital, Beides" });
  });

  it("multiple: a long choice can be narrowed without losing what is chosen", () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ value: `v${i}`, title: `Eintrag ${i}` }));
    const { box, check, type } = made({ kind: "multiple", options: many });
    check('input[value="v3"]');
    type("#antwort-filter", "19");
    expect([...box.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')].map(({ value }) => value)).toEqual(["v3", "v19"]);
  });

  it("yes_no: a boolean", () => {
    const { control, check } = made({ kind: "yes_no" });
    check('input[value="no"]');
    expect(control.read()).toEqual({ value: false, shown: "Nein" });
    expect(made({ kind: "yes_no", current: true }).control.read()).toEqual({ value: true, shown: "Ja" });
  });

  it("list: adds, moves, removes, and takes what still stands in the field", () => {
    const { control, type, find, box, save } = made({ kind: "list", current: ["Chor"] });
    type("input", "Feuerwehr");
    find<HTMLButtonElement>(".addrow button").click();
    find<HTMLButtonElement>('[aria-label="Feuerwehr nach oben"]').click();
    expect(save).toHaveBeenLastCalledWith('["Feuerwehr","Chor"]');
    find<HTMLButtonElement>('[aria-label="Chor entfernen"]').click();
    expect(box.querySelectorAll("li")).toHaveLength(1);
    type("input", "Beirat");
    expect(control.read()).toEqual({ value: ["Feuerwehr", "Beirat"], shown: "Feuerwehr, Beirat" });
  });

  it("a kind that is not known yet is answered in words", () => {
    expect(made({ kind: "map" as never }).find("textarea")).not.toBeNull();
  });
});
