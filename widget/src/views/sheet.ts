/** The open question: the one raised sheet of the page. */
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { MultipleControl } from "../controls/choice";
import type { Control } from "../controls/control";
import { FIELD } from "../controls/control";
import { controlFor } from "../controls";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import type { Message, Prompt } from "../types";
import { bar, QUESTION, stageLine } from "./bar";
import { icon } from "./icons";
import { OwnWords } from "./own-words";
import { rest } from "./rest";
import { review } from "./review";

export interface SheetHost {
  redraw(): void;
  say(text: string): void;
  /** Moves the focus to an element of the sheet, once it is drawn. */
  focus(id: string): void;
  plain(): boolean;
}

export class Sheet {
  private control: Control | null = null;
  private shownFor: Prompt | null = null;
  private count = 0;
  private submitted = false;
  private problem: { text: string; message: string | null } | null = null;
  private readonly own: OwnWords;

  constructor(
    private readonly conversation: Conversation,
    private readonly host: SheetHost,
  ) {
    this.own = new OwnWords(conversation, () => (this.submitted = false));
  }

  /** The message that the sheet shows beside its field. */
  get hiddenMessage(): string | null {
    return this.problem?.message ?? null;
  }

  /** What is ticked in the open question, sent or not; null where there is nothing to tick. */
  get ticked(): string[] | null {
    return this.control instanceof MultipleControl ? this.control.ticked : null;
  }

  /** A new question, or the same anew: the control starts afresh. */
  renew(): void {
    this.submitted = false;
    this.control = null;
    this.problem = null;
  }

  /** What the assistant did not understand is said beside the field that it came from. */
  reject(message: Message | null): void {
    if (!message || !this.submitted) return;
    this.problem = { text: message.text, message: message.id };
    this.host.focus(FIELD);
  }

  render(): TemplateResult {
    const { prompt } = this.conversation;
    if (!prompt) return rest(this.conversation, this.own);
    if (this.shownFor?.question !== prompt.question || this.shownFor.revision !== prompt.revision) this.renew();
    this.shownFor = prompt;
    if (prompt.kind === "review") return review(this.conversation, prompt, this.own);
    this.control ??= this.freshControl(prompt);
    return this.question(prompt, this.control);
  }

  private question(prompt: Prompt, control: Control): TemplateResult {
    const { readOnly, guide, outbox } = this.conversation;
    const title = (this.host.plain() && guide.plain(prompt)) || prompt.text;
    const describedBy = [prompt.help ? "frage-h" : "", this.problem ? "frage-e" : ""].filter(Boolean).join(" ");
    const off = outbox.busy ? "true" : nothing;
    return html`<form class="sheet" id="frage" aria-labelledby=${QUESTION} novalidate @submit=${this.submit}>
      ${bar(headline(this.conversation, prompt), stageLine(this.conversation), this.conversation.savedAt)}
      <div class="sheet__body">${keyed(
        this.count,
        html`<fieldset aria-describedby=${prompt.help ? "frage-h" : nothing}>
          <legend id=${QUESTION} tabindex="-1">${title}</legend>
          ${prompt.help ? html`<p class="hint" id="frage-h">${prompt.help}</p>` : nothing}
          ${asides(prompt)}
          ${this.problem
            ? html`<p class="err" id="frage-e">${icon("stop")}<span>${this.problem.text}</span></p>`
            : nothing}
          ${readOnly ? nothing : control.render({ describedBy, invalid: this.problem !== null })}
        </fieldset>`,
      )}${readOnly
        ? html`<p class="hint gap">${texts.sheet.viewer}</p>`
        : html`<div class="acts">
            <button class="btn btn--go" type="submit" aria-disabled=${off}>${texts.sheet.go}</button>
            ${prompt.allow_unknown ? this.button("unknown", texts.sheet.unknown, "", off) : nothing}
            ${prompt.required ? nothing : this.button("skip", texts.sheet.skip, "btn--quiet", off)}
            ${this.button("back", texts.sheet.back, "btn--quiet push", off, true)}
          </div>`}</div>
      ${readOnly ? nothing : this.own.render(prompt.kind === "text" ? "ask" : "answer")}
    </form>`;
  }

  private button(name: string, label: string, look: string, off: unknown, arrow = false): TemplateResult {
    const act = () => {
      this.submitted = false;
      this.conversation.command({ name }, label);
    };
    return html`<button class="btn ${look}" type="button" aria-disabled=${off} @click=${act}>${
      arrow ? icon("back") : nothing}${label}</button>`;
  }

  private readonly submit = (event: Event) => {
    event.preventDefault();
    if (!this.control || this.conversation.outbox.busy) return;
    const reading = this.control.read();
    if ("error" in reading) {
      const unknown = this.conversation.prompt?.allow_unknown ? ` ${texts.control.emptyUnknown}` : "";
      this.problem = { text: reading.error + unknown, message: null };
      this.host.say(this.problem.text);
      this.host.focus(FIELD);
      this.host.redraw();
      return;
    }
    this.problem = null;
    this.submitted = true;
    if ("words" in reading) this.conversation.say(reading.words);
    else this.conversation.answer(reading.value, reading.shown);
  };

  private freshControl(prompt: Prompt): Control {
    this.count += 1;
    const { corner } = this.conversation;
    const name = `draft:${prompt.question}`;
    return controlFor({
      prompt,
      redraw: () => this.host.redraw(),
      say: (text) => this.host.say(text),
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
