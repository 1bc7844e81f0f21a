/** The floating form: a button, and the window that it opens. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../texts";
import { button } from "./button";
import { icon, mark } from "./icons";

export const LAUNCH = "start-knopf";

export interface WindowLook {
  label: string;
  theme: string | null;
  open: boolean;
  /** Where in the conversation one is. */
  place: string;
  /** The address of the full page. */
  page: string;
  content: unknown;
  show(): void;
  hide(): void;
}

export function floating({ label, theme, open, place, page, content, show, hide }: WindowLook): TemplateResult {
  const t = texts.window;
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    hide();
  };
  const cancel = (event: Event) => {
    event.preventDefault();
    hide();
  };
  return html`<div class="da da--launch" role="region" aria-label=${label} lang="de" data-theme=${theme || nothing}><button class="btn btn--go launch" id=${LAUNCH} type="button"
      aria-haspopup="dialog" ?hidden=${open} @click=${show}>${icon("talk")}${label}</button></div>
    <dialog class="win" aria-labelledby="w-t" @keydown=${escape} @cancel=${cancel}><div class="da da--window" lang="de" data-theme=${theme || nothing}>
      <div class="win__head"><slot name="logo">${mark()}</slot><h2 id="w-t">${label}<span>${place}</span></h2>
        <a class="iconbtn" href=${page} target="_blank" aria-label=${t.big} title=${t.big}>${icon("big")}</a>${button(
          icon("close"), hide, "iconbtn", t.close)}</div>
      <p class="notice">${texts.program}</p><div class="win__scroll" tabindex="0" role="group" aria-label=${t.content}>${content}</div></div></dialog>`;
}
