/** The foot of every screen: what a public body has to say about its service. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../texts";

/** Where the element is not the page, a paper must not take the page's place. */
export const papers = (base: URL, whole: boolean): TemplateResult =>
  html`<div class="foot small" role=${whole ? "contentinfo" : nothing}>${texts.papers.map(
    ([id, title]) =>
      html`<a class="link" href="${base.href}papiere/${id}" target=${whole ? nothing : "_blank"} rel="noopener">${title}</a>`,
  )}</div>`;
