/** No open question: before the start, in a pause, or when everything is done. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import { bar, QUESTION } from "./bar";
import { button } from "./button";
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
  const go = fresh ? t.begin : t.resume;
  const act = () => conversation.command({ name: fresh ? "start" : "resume" }, go);
  return html`<section class="sheet" id="frage" aria-labelledby=${QUESTION}>
    ${bar(head, "", conversation.savedAt)}
    <div class="sheet__body"><h2 class="q-title" id=${QUESTION} tabindex="-1">${title}</h2>
      <p class="hint">${text}</p>${
        conversation.readOnly
          ? nothing
          : html`<div class="acts">${button(go, act, "btn--go")}</div>`
      }</div>${conversation.readOnly ? nothing : own.render("rest")}</section>`;
}
