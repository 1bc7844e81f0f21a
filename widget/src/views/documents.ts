/** Documents to take out, each in its formats. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Files } from "../files";
import { texts } from "../texts";
import type { DocumentEntry } from "../types";

export function documents(list: DocumentEntry[], files: Files): TemplateResult {
  const { formats: words, named } = texts.files;
  return html`<ul class="docs" role="list">${list.map(
    ({ title, formats, complete }) =>
      html`<li><p><b>${title}</b>${complete ? nothing : html` <span class="open">${texts.documents.draft}</span>`}</p><div
        class="acts acts--tight">${formats.map(({ format, href }) => {
          const word = words[format] ?? format.toUpperCase();
          return files.button(href, word, named(title, word));
        })}</div>${files.state(formats.map(({ href }) => href))}</li>`,
  )}</ul>`;
}
