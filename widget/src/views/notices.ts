/** Notices stay until they are dealt with. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import { button } from "./button";
import { icon } from "./icons";

export interface Notice {
  kind: "info" | "warn" | "danger";
  title: string;
  text: unknown;
  actions?: { label: string; act: () => void; quiet?: boolean }[];
}

const signs = { info: "info", warn: "care", danger: "stop" } as const;

export function notice({ kind, title, text, actions }: Notice): TemplateResult {
  return html`<div class="note note--${kind}" role="group" aria-label=${title}>
    ${icon(signs[kind])}<div><p class="note__t">${title}</p><p>${text}</p>${
      actions
        ? html`<div class="acts acts--tight">${actions.map(
            ({ label, act, quiet }) =>
              button(label, act, quiet ? "btn--quiet" : ""),
          )}</div>`
        : nothing
    }</div></div>`;
}

/** What stands between the person and the open question just now. */
export function notices(conversation: Conversation, redraw: () => void): TemplateResult | typeof nothing {
  const t = texts.notice;
  const list: Notice[] = [];
  const { fault, slow, conflict, refusal } = conversation;
  if (fault)
    list.push({
      kind: "danger",
      title: fault === "offline" ? t.offline : t.busy,
      text: fault === "offline" ? t.offlineText : t.busyText,
      actions: [{ label: t.retry, act: () => conversation.retry() }],
    });
  if (slow) list.push({ kind: "info", title: t.slow, text: t.slowText });
  if (refusal)
    list.push({
      kind: "danger",
      ...refusal,
      actions: [
        {
          label: t.dismiss,
          act: () => {
            conversation.refusal = null;
            redraw();
          },
        },
      ],
    });
  if (conflict)
    list.push({
      kind: "warn",
      title: t.conflict,
      text: html`${conflict.stored ? html`${t.conflictNow(conflict.stored)} ` : nothing}${t.conflictMine(conflict.shown)}`,
      actions: [
        { label: t.keepTheirs, act: () => conversation.keepTheirs() },
        { label: t.keepMine, act: () => conversation.keepMine(), quiet: true },
      ],
    });
  return list.length ? html`<div class="notes">${list.map(notice)}</div>` : nothing;
}
