/** A table that scrolls by itself where it is wider than the page. */
import { html, type TemplateResult } from "lit/html.js";
import type { Cell } from "../types";
import { showNumber } from "../values/number";

export function table(caption: string, columns: string[], rows: Cell[][]): TemplateResult {
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${caption}><table class="num"><caption
      class="vh">${caption}</caption><thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map(
        ([first = null, ...cells]) =>
          html`<tr><th scope="row">${show(first)}</th>${cells.map((cell) => html`<td>${show(cell)}</td>`)}</tr>`,
      )}</tbody></table></div>`;
}

/** In the first column a number is a year or an age. */
const show = (cell: Cell): string => (typeof cell === "number" ? showNumber(cell) : cell ?? "");
