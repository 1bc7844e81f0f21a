/** A chart: as a picture, and its figures as a table. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Files } from "../files";
import { cardTexts, texts } from "../texts";
import type { Figure } from "../types";
import { button } from "./button";
import { icon } from "./icons";
import { table } from "./table";
import { waiting } from "./waiting";

export function figure({ href, alt, title, table: numbers }: Figure, files: Files, as: string): TemplateResult {
  const t = cardTexts.figure;
  const url = files.picture(href, as);
  const failed = url === "";
  const png = href.replace(/\.svg(?=$|\?)/, ".png");
  const name = title ?? numbers?.caption ?? alt;
  return html`<figure class="fig"><figcaption class=${failed ? "" : "vh"}>${name}</figcaption>${
      failed
        ? html`<p class="hint">${icon("info")}${t.failed}</p>${button(texts.notice.retry, () => files.again(href))}`
        : html`<div class="fig__in">${url ? html`<img src=${url} alt=${alt} />` : waiting(t.loading)}</div>`
    }<div class="fig__acts">${
      numbers
        ? html`<details class="more" ?open=${failed}><summary>${t.table}</summary>${table(
            numbers.caption ?? name, numbers.columns, numbers.rows)}</details>`
        : nothing
    }${failed ? nothing : files.button(png, t.save, t.saveWhat(name))}</div>${files.state([png])}</figure>`;
}
