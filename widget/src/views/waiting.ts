import { html, type TemplateResult } from "lit/html.js";

export const waiting = (text: string): TemplateResult => html`<p class="wait"><span class="dots" aria-hidden="true"></span>${text}</p>`;
