/** The transcript: set like minutes, with the speaker in words. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Conversation } from "../conversation";
import { dayOf, timeOf } from "../format";
import { markdown } from "../markdown";
import type { Outgoing } from "../outbox";
import { texts } from "../texts";
import type { Message } from "../types";
import { icon } from "./icons";
import { methods } from "./methods";

/** So many messages are drawn; earlier ones on request, so that long conversations stay quick. */
const WINDOW = 60;

export class Transcript {
  private shown = WINDOW;

  constructor(
    private readonly conversation: Conversation,
    private readonly redraw: () => void,
    /** Said by the sheet itself: the open question, and an error beside its field. */
    private readonly hidden: () => string | null,
    private readonly ticked: () => string[] | null = () => null,
  ) {}

  render(): TemplateResult {
    const visible = this.visible();
    const earlier = Math.max(0, visible.length - this.shown);
    const waiting = this.conversation.outbox.all;
    let day = "";
    let before: Message | undefined;
    return html`<h2 class="vh" id="h-log">${texts.log.title}</h2>
      <div role="log" aria-live="off" aria-labelledby="h-log">${
        earlier
          ? html`<p class="earlier"><button class="btn btn--quiet" type="button" @click=${this.more}>${texts.log.earlier(earlier)}</button></p>`
          : nothing
      }<ol class="log">${repeat(
        visible.slice(earlier),
        (message) => message.id,
        (message) => {
          const today = dayOf(message.at);
          const line = today === day ? nothing : html`<li class="day">${today}</li>`;
          const goesOn = before?.from === message.from && timeOf(before.at) === timeOf(message.at) && today === day;
          day = today;
          before = message;
          return html`${line}<li class=${goesOn ? "goes-on" : nothing} data-id=${message.id}>${
            message.from === "member" ? this.mine(message) : this.said(message)
          }</li>`;
        },
      )}${repeat(waiting, (item) => item.post.id, (item) => html`<li>${this.outgoing(item)}</li>`)}${
        waiting.some((item) => item.state === "sending")
          ? html`<li><p class="wait"><span class="dots" aria-hidden="true"></span>${texts.log.waiting}</p></li>`
          : nothing
      }</ol></div>`;
  }

  /** Without what the sheet below says itself. */
  private visible(): Message[] {
    const { messages, prompt } = this.conversation;
    const list = [...messages];
    const hidden = this.hidden();
    const start = list.map((message) => message.from).lastIndexOf("member");
    return list.filter((message, index) => {
      if (index <= start || message.from !== "assistant") return true;
      if (message.id === hidden) return false;
      if (message.kind === "summary" && message.data?.["answers"]) return prompt?.kind !== "review";
      if (message.kind !== "question" || !prompt) return true;
      return message.data?.["question"] !== prompt.question && message.text.trim() !== prompt.text.trim();
    });
  }

  private said(message: Message): TemplateResult {
    const head = html`<span class="who">${texts.assistant}, <time datetime=${message.at}>${timeOf(message.at)}</time></span>`;
    if (message.kind === "methods")
      return html`<div class="say say--wide">${head}${methods(message, this.conversation, this.ticked)}</div>`;
    const body = markdown(message.text);
    if (message.data?.["answers"])
      return html`<div class="say">${head}<details class="more"><summary>${texts.log.summary}</summary><div>${body}</div></details></div>`;
    if (message.kind === "error" || message.kind === "hint") {
      const kind = message.kind === "error" ? "danger" : "info";
      return html`<div class="say">${head}<div class="note note--${kind}">${icon(
        message.kind === "error" ? "stop" : "info")}<div>${body}${this.suggestions(message)}</div></div></div>`;
    }
    return html`<div class="say ${message.kind === "question" ? "say--question" : ""}">${head}${body}</div>`;
  }

  /** What one may ask next: written questions near the one that was asked. */
  private suggestions(message: Message): TemplateResult | typeof nothing {
    const list = message.data?.["suggestions"];
    if (!Array.isArray(list) || this.conversation.readOnly) return nothing;
    return html`<p class="asks">${(list as { title: string; text: string }[]).map(
      ({ title, text }) => html`<button class="btn" type="button" @click=${() => this.conversation.say(text)}>${title}</button>`,
    )}</p>`;
  }

  private mine(message: Message): TemplateResult {
    const answered = this.conversation.answeredBy(message);
    const label = answered?.label;
    return html`<div class="mine ${answered ? "" : "mine--free"}"><p><span class="q">${texts.you}, <time
        datetime=${message.at}>${timeOf(message.at)}</time>${label ? ` · ${label}` : nothing}</span><span class="a">${message.text}</span></p>${
      answered && !this.conversation.readOnly
        ? html`<button class="link" type="button" aria-label=${texts.log.changeWhat(label ?? message.text)}
            @click=${() => this.change(answered.question, label)}>${texts.log.change}</button>`
        : nothing
    }</div>`;
  }

  private outgoing(item: Outgoing): TemplateResult {
    const failed = item.state === "failed";
    return html`<div class="mine ${failed ? "unsent" : ""} ${item.post.answer ? "" : "mine--free"}"><p><span
        class="q">${texts.you}, ${timeOf(item.at)}${item.label ? ` · ${item.label}` : nothing}</span><span class="a">${item.shown}</span></p>${
      failed
        ? html`<span class="unsent__acts"><button class="link" type="button" @click=${() => this.conversation.retry()}>${texts.log.resend}</button>
            <button class="link" type="button" @click=${() => this.conversation.outbox.discard(item.post.id)}>${texts.log.discard}</button></span>
            <p class="status">${icon("care")}${texts.log.unsent}</p>`
        : nothing
    }</div>`;
  }

  private change(question: string, label?: string): void {
    const what = label ?? this.conversation.labelOf(question);
    this.conversation.command({ name: "edit", question }, what ? texts.log.changeWhat(what) : texts.log.change);
  }

  private readonly more = () => {
    this.shown += WINDOW * 2;
    this.redraw();
  };
}
