/** The open question: the one raised sheet of the page. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { keyed } from "lit/directives/keyed.js";
import { MultipleControl } from "../controls/choice";
import type { Control } from "../controls/control";
import { FIELD } from "../controls/control";
import { controlFor } from "../controls";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { texts } from "../texts";
import type { Message, Prompt } from "../types";
import { bar, QUESTION, stageLine, stageTitle } from "./bar";
import { button } from "./button";
import type { Deck } from "./cards";
import { icon } from "./icons";
import { OwnWords } from "./own-words";
import { rest } from "./rest";

export interface SheetHost extends Host {
  plain(): boolean;
}

export class Sheet {
  private _control: Control | null = null;
  private _shownFor: Prompt | null = null;
  private _count = 0;
  private _submitted = false;
  private _problem: { text: string; message: string | null } | null = null;
  private readonly _own: OwnWords;

  constructor(
    private readonly _conversation: Conversation,
    private readonly _host: SheetHost,
    private readonly _deck: Deck,
  ) {
    this._own = new OwnWords(_conversation, () => (this._submitted = false));
  }

  /** The message that the sheet shows beside its field. */
  get hiddenMessage(): string | null {
    return this._problem?.message ?? null;
  }

  /** What is ticked in the open question, sent or not; null where there is nothing to tick. */
  get ticked(): string[] | null {
    return this._control instanceof MultipleControl ? this._control.ticked : null;
  }

  /** A new question, or the same anew: the control starts afresh. */
  renew(): void {
    this._submitted = false;
    this._control = null;
    this._problem = null;
  }

  /** What the assistant did not understand is said beside the field that it came from. */
  reject(message: Message | null): void {
    if (!message || !this._submitted) return;
    this._problem = { text: message.text, message: message.id };
    this._host.focus(FIELD);
  }

  render(): TemplateResult {
    const { prompt } = this._conversation;
    if (!prompt) return rest(this._conversation, this._own);
    if (this._shownFor?.question !== prompt.question || this._shownFor.revision !== prompt.revision) this.renew();
    this._shownFor = prompt;
    if (prompt.kind === "review") return this._review(prompt);
    this._control ??= this._freshControl(prompt);
    return this._question(prompt, this._control);
  }

  private _question(prompt: Prompt, control: Control): TemplateResult {
    const { readOnly, outbox } = this._conversation;
    const title = (this._host.plain() && prompt.plain) || prompt.text;
    const describedBy = [prompt.help ? "frage-h" : "", this._problem ? "frage-e" : ""].filter(Boolean).join(" ");
    const off = outbox.busy;
    return html`<form class="sheet" id="frage" aria-labelledby=${QUESTION} novalidate @submit=${this._submit}>
      ${bar(headline(this._conversation, prompt), stageLine(this._conversation), this._conversation.savedAt)}
      <div class="sheet__body">${keyed(
        this._count,
        html`<fieldset aria-describedby=${prompt.help ? "frage-h" : nothing}>
          <legend id=${QUESTION} tabindex="-1">${title}</legend>
          ${prompt.help ? html`<p class="hint" id="frage-h">${prompt.help}</p>` : nothing}
          ${asides(prompt)}
          ${this._problem
            ? html`<p class="err" id="frage-e">${icon("stop")}<span>${this._problem.text}</span></p>`
            : nothing}
          ${readOnly ? nothing : control.render({ describedBy, invalid: this._problem !== null })}
        </fieldset>`,
      )}${readOnly
        ? html`<p class="hint gap">${texts.sheet.viewer}</p>`
        : html`<div class="acts">
            <button class="btn btn--go" type="submit" aria-disabled=${off ? "true" : nothing}>${texts.sheet.go}</button>
            ${prompt.allow_unknown ? this._act("unknown", texts.sheet.unknown, "", off) : nothing}
            ${prompt.required ? nothing : this._act("skip", texts.sheet.skip, "btn--quiet", off)}
            ${this._act("back", texts.sheet.back, "btn--quiet push", off, true)}
          </div>`}</div>
      ${readOnly ? nothing : this._own.render(prompt.kind === "text" ? "ask" : "answer")}
    </form>`;
  }

  /** Every answer of a stage, and its end. */
  private _review(prompt: Prompt): TemplateResult {
    const { _conversation: conversation } = this;
    const off = conversation.outbox.busy;
    const close = texts.sheet.close(stageTitle(conversation, prompt.stage));
    return html`<section class="sheet" id="frage" aria-labelledby=${QUESTION}>
      ${bar(texts.sheet.review, stageLine(conversation), conversation.savedAt)}
      <div class="sheet__body"><h2 class="q-title" id=${QUESTION} tabindex="-1">${prompt.text}</h2>
        ${this._deck((cards) => cards.review(prompt))}
        ${conversation.readOnly
          ? nothing
          : html`<div class="acts">
              ${button(close, () => conversation.answer("confirm", close), "btn--go", undefined, off)}
              ${this._act("pause", texts.sheet.later, "", off)}
              ${this._act("back", texts.sheet.back, "btn--quiet push", off, true)}
            </div>`}
      </div>${conversation.readOnly ? nothing : this._own.render("rest")}</section>`;
  }

  private _act(name: string, label: string, look: string, off: boolean, arrow = false): TemplateResult {
    const act = () => {
      this._submitted = false;
      this._conversation.command({ name }, label);
    };
    return button(arrow ? [icon("back"), label] : label, act, look, undefined, off);
  }

  private readonly _submit = (event: Event) => {
    event.preventDefault();
    if (!this._control || this._conversation.outbox.busy) return;
    const reading = this._control.read();
    if ("error" in reading) {
      const unknown = this._conversation.prompt?.allow_unknown ? ` ${texts.control.emptyUnknown}` : "";
      this._problem = { text: reading.error + unknown, message: null };
      this._host.say(this._problem.text);
      this._host.focus(FIELD);
      this._host.redraw();
      return;
    }
    this._problem = null;
    this._submitted = true;
    if ("words" in reading) this._conversation.say(reading.words);
    else this._conversation.answer(reading.value, reading.shown);
  };

  private _freshControl(prompt: Prompt): Control {
    this._count += 1;
    const { corner } = this._conversation;
    const name = `draft:${prompt.question}`;
    return controlFor({
      prompt,
      redraw: () => this._host.redraw(),
      say: (text) => this._host.say(text),
      draft: { load: () => corner.load<string>(name), save: (text) => corner.save(name, text) },
    });
  }
}

function headline({ progress }: Conversation, prompt: Prompt): string {
  if (!prompt.section) return texts.sheet.asked;
  if (prompt.current !== undefined && prompt.current !== null) return texts.sheet.change;
  if (prompt.revision > 0 || !progress || progress.stage !== prompt.stage) return texts.sheet.complete;
  const { answered, total, exact } = progress;
  return texts.sheet.question(Math.min(answered + 1, Math.max(total, 1)), total, exact);
}

function asides({ why, example }: Prompt): TemplateResult | typeof nothing {
  const aside = (title: string, text: string) =>
    html`<details class="more"><summary>${title}</summary><div>${text}</div></details>`;
  return why || example
    ? html`<div class="asides">${why ? aside(texts.sheet.why, why) : nothing}${
        example ? aside(texts.sheet.example, example) : nothing
      }</div>`
    : nothing;
}
