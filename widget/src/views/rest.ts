/** No open question: before the start, in a pause, or when everything is done. */
import { html, nothing, type TemplateResult } from "lit";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import { bar, QUESTION } from "./bar";
import type { OwnWords } from "./own-words";

export function rest(conversation: Conversation, own: OwnWords): TemplateResult {
  const t = texts.rest;
  const stages = conversation.process?.stages ?? [];
  const done = stages.length > 0 && stages.every((stage) => stage.status === "completed");
  const fresh = !conversation.messages.some((message) => message.from === "member");
  const [head, title, text] = done
    ? [t.doneBar, t.doneTitle, t.doneText]
    : fresh
      ? [t.beginBar, t.beginTitle, t.beginText]
      : [t.bar, t.title, t.text];
  const act = () => conversation.command({ name: fresh ? "start" : "resume" }, fresh ? t.begin : t.resume);
  return html`<section class="sheet" id="frage" aria-labelledby=${QUESTION}>
    ${bar(head, "", conversation.savedAt)}
    <div class="sheet__body"><h2 class="q-title" id=${QUESTION} tabindex="-1">${title}</h2>
      <p class="hint">${text}</p>${
        conversation.readOnly
          ? nothing
          : html`<div class="acts"><button class="btn btn--go" type="button" @click=${act}>${fresh ? t.begin : t.resume}</button></div>`
      }</div>${conversation.readOnly ? nothing : own.render("rest")}</section>`;
}
