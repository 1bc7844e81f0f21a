import { html, nothing, type TemplateResult } from "lit/html.js";

/** `look` is its classes; `name` its accessible name where the label alone would not do. */
export function button(label: unknown, act: (event: Event) => unknown, look = "", name?: string, off = false): TemplateResult {
  return html`<button class="btn ${look}" type="button" aria-label=${name ?? nothing} aria-disabled=${off ? "true" : nothing}
    @click=${(event: Event) => off || act(event)}>${label}</button>`;
}

/** A button that looks like a link. */
export function link(label: string, act: () => unknown, name?: string): TemplateResult {
  return html`<button class="link" type="button" aria-label=${name ?? nothing} @click=${act}>${label}</button>`;
}
