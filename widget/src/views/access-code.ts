/** The access code, shown once after registering. */
import { html, type TemplateResult } from "lit/html.js";
import { texts } from "../texts";
import { bar, QUESTION } from "./bar";
import { button } from "./button";
import type { CodeBox } from "./code-box";

export function accessCode(code: string, box: CodeBox, confirm: () => void): TemplateResult {
  const t = texts.accessCode;
  return html`<main class="single"><section class="sheet" id="frage" aria-labelledby=${QUESTION}>
    ${bar(t.bar, "", null, t.once)}
    <div class="sheet__body"><h1 class="q-title" id=${QUESTION} tabindex="-1">${t.title}</h1>
      <p class="hint">${t.lead}</p>
      ${box.render(code)}
      <p class="hint">${t.lost}</p>
      <div class="acts">${button(t.confirm, confirm, "btn--go")}</div>
    </div></section></main>`;
}
