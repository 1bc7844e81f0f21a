import { render } from "lit";
import { describe, expect, it } from "vitest";
import { markdown, parseBlocks, plainText, safeHref } from "../src/markdown";

const drawn = (source: string): HTMLElement => {
  const box = document.createElement("div");
  render(markdown(source), box);
  return box;
};
const bare = (source: string): string => drawn(source).innerHTML.replace(/<!--[^]*?-->/g, "");

describe("markdown", () => {
  it("draws paragraphs, line breaks and bold", () => {
    expect(bare("Guten **Tag**.\nZweite Zeile\n\nNeuer Absatz")).toBe(
      "<p>Guten <b>Tag</b>.<br>Zweite Zeile</p><p>Neuer Absatz</p>",
    );
  });

  it("draws bold over a line break", () => {
    expect(drawn("**eins\nzwei**").querySelector("b")?.textContent).toBe("einszwei");
  });

  it("draws lists, also right after a paragraph", () => {
    expect(parseBlocks("Davor:\n- eins\n- zwei\n\n1. erstens\n2. zweitens").map(({ kind }) => kind)).toEqual(["p", "ul", "ol"]);
    expect(drawn("- eins\n  geht weiter\n- zwei").querySelectorAll("li").length).toBe(2);
  });

  it("keeps the first number of a list", () => {
    expect(drawn("3. drei\n4. vier").querySelector("ol")?.getAttribute("start")).toBe("3");
  });

  it("draws links to safe places only", () => {
    expect(drawn("[BiB](https://www.bib.bund.de)").querySelector("a")?.getAttribute("href")).toBe("https://www.bib.bund.de");
    for (const href of ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x"])
      expect(safeHref(href)).toBeNull();
    expect(drawn("[klick](javascript:void)").querySelector("a")).toBeNull();
    expect(safeHref("api/documents/plan.pdf")).toBe("api/documents/plan.pdf");
  });

  it("never makes markup of a text", () => {
    const box = drawn('<img src=x onerror="alert(1)"> **<script>1</script>**');
    expect(box.querySelector("img, script")).toBeNull();
    expect(box.textContent).toContain("<script>1</script>");
  });

  it("leaves lone signs alone", () => {
    expect(bare("2 * 3 ** 4 [offen] __")).toBe("<p>2 * 3 ** 4 [offen] __</p>");
  });

  it("gives plain words for announcements", () => {
    expect(plainText("Danke, **notiert**.\n\n- eins\n- zwei")).toBe("Danke, notiert. eins. zwei");
  });
});
