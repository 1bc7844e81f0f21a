import { html, type TemplateResult } from "lit/html.js";

/** The view's title: the first heading where the element is the page, else one below the page's own. */
export function heading(whole: boolean, text: unknown, look = "title", id = ""): TemplateResult {
  return whole
    ? html`<h1 class=${look} id=${id} tabindex="-1">${text}</h1>`
    : html`<h2 class=${look} id=${id} tabindex="-1">${text}</h2>`;
}
