/** The access code, shown once after registering. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../texts";
import { bar, QUESTION } from "./bar";
import { button } from "./button";
import { heading } from "./heading";
import type { CodeBox } from "./code-box";

export function accessCode(code: string, box: CodeBox, confirm: () => void, whole: boolean): TemplateResult {
  const t = texts.accessCode;
  return html`<div class="single" role=${whole ? "main" : nothing}><section class="sheet" id="frage" aria-labelledby=${QUESTION}>
    ${bar(t.bar, "", null, t.once)}
    <div class="sheet__body">${heading(whole, t.title, "q-title", QUESTION)}
      <p class="hint">${t.lead}</p>
      ${box.render(code)}
      <p class="hint">${t.lost}</p>
      <div class="acts">${button(t.confirm, confirm, "btn--go")}</div>
    </div></section></div>`;
}
