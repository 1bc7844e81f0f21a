/** The dark band of a sheet: where one is, in words, and when it was last saved. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { timeOf } from "../format";
import { texts } from "../texts";
import { icon } from "./icons";

/** The id of the open question's heading, where the focus goes. */
export const QUESTION = "frage-t";

export function bar(title: string, place: string, savedAt: string | null, aside?: string): TemplateResult {
  return html`<div class="sheet__bar"><span><span><b>${title}</b>${
      place ? html`<span class="dot"> ·</span>` : nothing}</span>${place ? html` <span>${place}</span>` : nothing}</span>${
    savedAt
      ? html`<span class="saved">${icon("check")}${texts.sheet.saved} <time datetime=${savedAt}>${timeOf(savedAt)}</time></span>`
      : aside
        ? html`<span class="saved">${aside}</span>`
        : nothing
  }</div>`;
}

export function stageTitle({ process, progress, guide }: Conversation, id = progress?.stage): string {
  return process?.stages.find((stage) => stage.id === id)?.title ?? (id ? guide.stage(id)?.title : "") ?? "";
}

export function stageLine(conversation: Conversation): string {
  const { progress, prompt, process } = conversation;
  if (!progress) return "";
  const id = prompt?.stage ?? progress.stage;
  const index = process?.stages.findIndex((stage) => stage.id === id) ?? -1;
  const number = index >= 0 ? index + 1 : progress.stage_number;
  return `${stageTitle(conversation, id)} · ${texts.stages.number(number, progress.stages)}`;
}
