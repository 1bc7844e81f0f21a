import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../texts";
import { link } from "./button";
import { mark } from "./icons";

export interface HeaderLook {
  municipality: string;
  member: string;
  plain: boolean;
  togglePlain(): void;
  /** Not for those who only read: asking for help is a message. */
  help: (() => void) | null;
  account(): void;
}

export function header(look: HeaderLook | null, whole: boolean): TemplateResult {
  const t = texts.header;
  return html`<div role=${whole ? "banner" : nothing}><div class="top"><div class="top__in"><slot name="logo">${mark()}</slot>
      <p class="top__name"><b>${texts.product}</b>${look?.municipality ? html`<span>${look.municipality}</span>` : nothing}</p>
      ${look
        ? html`<div class="top__tools">
            <button class="switch" type="button" role="switch" aria-checked=${look.plain ? "true" : "false"}
              @click=${() => look.togglePlain()}>${t.plain}</button>
            ${look.help ? link(t.help, look.help) : nothing}
            ${link(look.member, look.account)}
          </div>`
        : nothing}
    </div></div><p class="notice">${texts.program}</p></div>`;
}
