/** The transcript: set like minutes, with the speaker in words. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import type { Conversation } from "../conversation";
import { dayOf, timeOf } from "../format";
import { markdown, parseBlocks } from "../markdown";
import type { Outgoing } from "../outbox";
import { texts } from "../texts";
import type { Choice, DocumentEntry, Figure, Invite, Message, Upload } from "../types";
import { button, link } from "./button";
import type { Deck } from "./cards";
import { icon } from "./icons";
import type { Sheet } from "./sheet";
import { elsewhere, type Links } from "./shelf";
import type { Host } from "../host";
import { waiting as waits } from "./waiting";

/** So many messages are drawn at first; earlier ones on request, so that long conversations stay quick. */
const WINDOW = 60;
/** And so many within a page of others, where nobody scrolls to the open question. */
const FEW = 3;

export class Transcript {
  /** The first message drawn. It stays the first while others come: what is drawn is drawn once. */
  private _first: number | undefined;

  constructor(
    private readonly _conversation: Conversation,
    /** What the sheet says itself, the open question and an error beside its field, is not shown twice. */
    private readonly _sheet: Sheet,
    private readonly _deck: Deck,
    private readonly _host: Host,
    private readonly _exchange: Links["exchange"],
  ) {}

  render(): TemplateResult {
    const visible = this._visible();
    const earlier = (this._first ??= Math.max(0, visible.length - (this._host.whole ? WINDOW : FEW)));
    const waiting = this._conversation.outbox.all;
    const last = lasts(visible);
    let day = "";
    let before: Message | undefined;
    return html`<h2 class="vh" id="h-log">${texts.log.title}</h2>
      <div role="log" aria-live="off" aria-labelledby="h-log">${
        earlier
          ? html`<p class="earlier">${button(texts.log.earlier(earlier), this._more, "btn--quiet")}</p>`
          : nothing
      }<ol class="log">${visible.slice(earlier).map((message) => {
        const today = dayOf(message.at);
        const line = today === day ? nothing : html`<li class="day">${today}</li>`;
        const goesOn = before?.from === message.from && timeOf(before.at) === timeOf(message.at) && today === day;
        day = today;
        before = message;
        return keyed(
          message.id,
          html`${line}<li class=${goesOn ? "goes-on" : nothing} data-id=${message.id}>${
            message.from === "member" ? this._mine(message) : [this._said(message), this._parts(message, last)]
          }</li>`,
        );
      })}${waiting.map((item) => html`<li>${this._outgoing(item)}</li>`)}${
        waiting.some((item) => item.state === "sending")
          ? html`<li>${waits(texts.log.waiting)}</li>`
          : nothing
      }</ol></div>`;
  }

  /** Without what the sheet below says itself. */
  private _visible(): Message[] {
    const { messages, prompt } = this._conversation;
    const list = [...messages];
    const hidden = this._sheet.hiddenMessage;
    const start = list.map((message) => message.from).lastIndexOf("member");
    return list.filter((message, index) => {
      if (index <= start || message.from !== "assistant") return true;
      if (message.id === hidden) return false;
      if (message.kind === "summary" && message.data?.["answers"]) return prompt?.kind !== "review";
      if (message.kind !== "question" || !prompt) return true;
      return message.data?.["question"] !== prompt.question && message.text.trim() !== prompt.text.trim();
    });
  }

  private _said(message: Message): TemplateResult {
    const head = html`<span class="who">${texts.assistant}, <time datetime=${message.at}>${timeOf(message.at)}</time></span>`;
    if (message.kind === "methods")
      return html`<div class="say say--wide">${head}${this._deck((cards) => cards.methods(message))}</div>`;
    // The documents themselves stand below, in place of their list.
    const listed = partsOf(message).list?.length;
    const body = markdown(parseBlocks(message.text).filter((block) => block.kind === "p" || block.items.length !== listed));
    if (message.data?.["answers"])
      return html`<div class="say">${head}<details class="more"><summary>${texts.log.summary}</summary><div>${body}</div></details></div>`;
    if (message.kind === "error" || message.kind === "hint") {
      const kind = message.kind === "error" ? "danger" : "info";
      return html`<div class="say">${head}<div class="note note--${kind}">${icon(
        message.kind === "error" ? "stop" : "info")}<div>${body}${this._choices(message)}</div></div></div>`;
    }
    return html`<div class="say ${message.kind === "question" ? "say--question" : ""}">${head}${body}${this._choices(message)}</div>`;
  }

  /** What belongs to a message beside its words. */
  private _parts(message: Message, last: Map<string, string>): unknown {
    const { chart, list, upload, invite } = partsOf(message);
    return [
      message.kind === "exchange" ? elsewhere(`andere-${message.id}`, this._exchange, message.data) : nothing,
      chart ? this._deck((cards) => cards.figure(chart, last.get(chart.href)!)) : nothing,
      Array.isArray(list)
        ? this._deck((cards) => [cards.documents(list), last.get("documents") === message.id ? cards.coatOfArms() : nothing])
        : nothing,
      upload && last.get(upload.purpose) === message.id ? this._deck((cards) => cards.upload(upload)) : nothing,
      invite ? this._deck((cards) => cards.invitation(invite)) : nothing,
    ];
  }

  /** What one may say next with a button: questions near the one that was asked, commands. */
  private _choices({ data }: Message): TemplateResult | typeof nothing {
    const list = data?.["buttons"] ?? data?.["suggestions"];
    const { _conversation: conversation } = this;
    if (!Array.isArray(list) || conversation.readOnly) return nothing;
    return html`<div class="asks">${(list as Choice[]).map(({ title, text, command }) =>
      button(title, () => (command ? conversation.command(command, title) : conversation.say(text ?? title))),
    )}</div>`;
  }

  private _mine(message: Message): TemplateResult {
    const answered = this._conversation.answeredBy(message);
    const label = answered?.label;
    return html`<div class="mine ${answered ? "" : "mine--free"}"><p><span class="q">${texts.you}, <time
        datetime=${message.at}>${timeOf(message.at)}</time>${label ? ` · ${label}` : nothing}</span><span class="a">${message.text}</span></p>${
      answered && !this._conversation.readOnly
        ? link(
            texts.log.change, () => this._change(answered.question, label), texts.log.changeWhat(label ?? message.text))
        : nothing
    }</div>`;
  }

  private _outgoing(item: Outgoing): TemplateResult {
    const failed = item.state === "failed";
    return html`<div class="mine ${failed ? "unsent" : ""} ${item.post.answer ? "" : "mine--free"}"><p><span
        class="q">${texts.you}, ${timeOf(item.at)}${item.label ? ` · ${item.label}` : nothing}</span><span class="a">${item.shown}</span></p>${
      failed
        ? html`<span class="unsent__acts">${link(texts.log.resend, () => this._conversation.retry())}
            ${link(texts.log.discard, () => this._conversation.outbox.discard(item.post.id))}</span>
            <p class="status">${icon("care")}${texts.log.unsent}</p>`
        : item.state === "sending" && this._conversation.sending
          ? html`<span class="small muted sends">${texts.log.sending}</span>`
          : nothing
    }</div>`;
  }

  private _change(question: string, label?: string): void {
    const what = label ?? this._conversation.labelOf(question);
    this._conversation.command({ name: "edit", question }, what ? texts.log.changeWhat(what) : texts.log.change);
  }

  private readonly _more = () => {
    this._first = Math.max(0, this._first! - WINDOW * 2);
    this._host.redraw();
  };
}

const partsOf = ({ data }: Message) => ({
  chart: data?.["figure"] as Figure | undefined,
  list: data?.["documents"] as DocumentEntry[] | undefined,
  upload: data?.["upload"] as Upload | undefined,
  invite: data?.["invite"] as Invite | undefined,
});

/**
 * The last message for each chart's address and each table that may be sent as a file: a chart
 * shows the figures as they stand, so a new one renews the earlier; only one
 * asks for the file, and only one of the lists of documents for the coat of arms.
 */
function lasts(messages: Message[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const message of messages) {
    const { chart, list, upload } = partsOf(message);
    if (list) found.set("documents", message.id);
    if (chart) found.set(chart.href, message.id);
    if (upload) found.set(upload.purpose, message.id);
  }
  return found;
}
