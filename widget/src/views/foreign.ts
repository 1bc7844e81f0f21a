/** What others wrote: plain text as it came, lines kept, nothing of it read as markup. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Card, Likeness, Origin } from "../exchange/wire";
import { exchangeTexts } from "../texts";
import { icon } from "./icons";

const t = exchangeTexts;

export const foreign = (text: string | null, id?: string) =>
  text ? html`<p class="foreign" id=${id ?? nothing}>${text}</p>` : nothing;

export const origin = (from: Origin) => (from ? html`<p class="small muted">${t.origin(from.name)}</p>` : nothing);

export const card = ({ items, contact }: Card): TemplateResult =>
  html`${items.map(({ title, text }) => html`<h4 class="sumitem">${title}</h4>${foreign(text)}`)}${
    contact ? html`<h4 class="sumitem">${t.contact}</h4>${foreign(contact)}` : nothing}`;

export const likeness = ({ because, differs }: Likeness) => [reasons("fits", because), reasons("care", differs)];

function reasons(kind: "fits" | "care", list: string[]) {
  return list.length
    ? html`<div class="why why--${kind}">${icon(kind === "fits" ? "check" : "info")}<div><b>${t[kind]}</b><ul>${list.map(
        (reason) => html`<li>${reason}</li>`)}</ul></div></div>`
    : nothing;
}
