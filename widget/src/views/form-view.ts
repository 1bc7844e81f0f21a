/** A stage as a form: all its questions at once, the same answers and checks as in the conversation. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { ApiError, type Api } from "../api";
import { controlFor } from "../controls";
import type { Control } from "../controls/control";
import type { Conversation } from "../conversation";
import { waiting } from "../files";
import type { Host } from "../host";
import { texts } from "../texts";
import { later } from "../texts-more";
import type { Answer, GuideQuestion, GuideSection, Prompt, Value } from "../types";
import { button } from "./button";
import { heading } from "./heading";
import { icon } from "./icons";
import { notice } from "./notices";

const t = later.form;

/** A question on the form: what is stored, and what stands in its field. */
interface Row {
  id: string;
  question: GuideQuestion;
  prompt: Prompt;
  control: Control;
  stored: Answer | undefined;
  /** What the field held when it came or was last saved. */
  clean: string;
  problem: string;
  conflict: Answer | null;
}

export class FormView {
  private _stage = "";
  private _rows = new Map<string, Row>();
  private _items = new Map<string, { id: string; title: string }[]>();
  private _state: "loading" | "ready" | "saving" | "failed" = "loading";
  private _said = "";

  constructor(
    private readonly _conversation: Conversation,
    private readonly _api: Api,
    private readonly _host: Host,
    private readonly _close: () => void,
  ) {
    const { prompt, progress } = _conversation;
    void this._open(prompt?.stage ?? progress?.stage ?? "kickoff");
  }

  render(): TemplateResult {
    const { process, guide } = this._conversation;
    const stage = guide.stage(this._stage);
    return html`${heading(this._host.whole, stage?.title, "title", "formular-t")}
      <p class="sub">${t.lead}</p>
      <div class="formtop"><label class="lab" for="formular-stufe">${t.stage}</label>
        <select class="field w-m" id="formular-stufe" @change=${this._chosen}>${process?.stages.map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === this._stage}>${title}</option>`)}</select>
        ${button([icon("back"), t.back], this._close, "btn--quiet")}</div>
      ${this._said ? html`<p class="ok">${icon("check")}${this._said}</p>` : nothing}
      ${this._state === "loading"
        ? waiting(texts.loading)
        : this._state === "failed"
          ? notice({
              kind: "danger", title: texts.notice.loadFailed, text: texts.notice.loadFailedText,
              actions: [{ label: texts.notice.retry, act: () => void this._open(this._stage) }],
            })
          : html`<form class="paper formview" novalidate aria-labelledby="formular-t" @submit=${this._submit}>
              ${stage?.sections.map((section) => this._section(section))}
              ${this._conversation.readOnly
                ? html`<p class="hint gap">${t.viewer}</p>`
                : html`<div class="acts"><button class="btn btn--go" type="submit" aria-disabled=${
                    this._state === "saving" ? "true" : nothing}>${this._state === "saving" ? t.saving : t.save}</button>
                  ${
                    this._said ? html`<p class="ok">${icon("check")}${this._said}</p>` : nothing}</div>`}</form>`}`;
  }

  private _section(section: GuideSection): TemplateResult {
    const { collection, title, questions } = section;
    const head = html`<div class="sumhead"><h2>${title}</h2></div>`;
    if (!collection) return html`${head}${questions.map((question) => this._field(question.question!, question))}`;
    const items = this._items.get(`${this._stage}.${collection}`) ?? [];
    return html`${head}${items.length ? nothing : html`<p class="hint">${t.none}</p>`}${items.map(
      ({ id, title: name }, index) => html`<h3 class="sumitem">${name || t.item(index + 1)}</h3>${questions.map(
        (question) => this._field(question.question!.replace("{item}", id), question))}`,
    )}${this._conversation.readOnly
      ? nothing
      : html`<div class="acts acts--tight">${button(t.add, () => this._add(collection), "", `${t.add}: ${title}`)}</div>`}`;
  }

  private _field(id: string, question: GuideQuestion): TemplateResult {
    const row = this._rows.get(id) ?? this._row(id, question);
    const { stored, prompt, conflict, problem } = row;
    const text = question.text && !/[{}]/.test(question.text) && !id.includes(".", id.indexOf(".") + 1) ? question.text : question.label ?? prompt.text;
    const hints = [question.help, question.condition].filter(Boolean).join(" ");
    const described = [hints ? `${row.id}-h` : "", problem ? `${row.id}-e` : ""].filter(Boolean).join(" ");
    const mark = stored && stored.status !== "answered" ? (stored.status === "unknown" ? t.unknown : t.skipped) : "";
    return html`<fieldset class="f" aria-describedby=${hints ? `${row.id}-h` : nothing}><legend id="${row.id}-t">${text}</legend>
      ${hints ? html`<p class="hint small" id="${row.id}-h">${hints}</p>` : nothing}
      ${problem ? html`<p class="err" id="${row.id}-e">${icon("stop")}<span>${problem}</span></p>` : nothing}
      ${this._conversation.readOnly
        ? html`<p>${stored?.display || html`<span class="open">${mark || t.open}</span>`}</p>`
        : html`${mark ? html`<p class="small"><span class="open">${t.mark(mark)}</span></p>` : nothing}${
            row.control.render({ describedBy: described, invalid: !!problem })}${
            this._changed(row) && !conflict ? html`<p class="small muted gap8">${t.changed}</p>` : nothing}`}
      ${conflict ? this._conflict(row, conflict) : nothing}</fieldset>`;
  }

  private _conflict(row: Row, theirs: Answer): TemplateResult {
    const reading = row.control.read();
    const mine = "shown" in reading ? reading.shown : "words" in reading ? reading.words : "";
    return html`<div class="notes">${notice({
      kind: "warn",
      title: t.conflict,
      text: `${t.now(theirs.display)} ${t.mine(mine)}`,
      actions: [
        {
          label: t.keepTheirs,
          act: () => {
            this._draft(row.prompt.question).save("");
            this._rows.set(row.prompt.question, this._row(row.prompt.question, row.question, theirs));
            this._host.redraw();
          },
        },
        {
          label: t.keepMine,
          quiet: true,
          act: () => {
            row.stored = theirs;
            row.conflict = null;
            void this._save([row]);
          },
        },
      ],
    })}</div>`;
  }

  private _row(id: string, question: GuideQuestion, stored = this._conversation.answers.find((a) => a.question === id)): Row {
    const prompt = {
      required: false, allow_unknown: false, ...question,
      question: id, stage: this._stage, section: "", text: question.text ?? "", kind: question.kind!,
      current: stored?.value ?? null, revision: stored?.revision ?? 0,
    } as Prompt;
    const field = `feld-${id.replace(/\W/g, "-")}`;
    const host = { redraw: () => this._host.redraw(), say: (text: string) => this._host.say(text) };
    const clean = reading(controlFor({ ...host, id: field, prompt, draft: { load: () => null, save: () => undefined } }));
    const control = controlFor({ ...host, id: field, prompt, draft: this._draft(id) });
    const row: Row = { id: field, question, prompt, control, stored, clean, problem: "", conflict: null };
    this._rows.set(id, row);
    return row;
  }

  private _draft(question: string) {
    const { corner } = this._conversation;
    const name = `draft:${question}`;
    return { load: () => corner.load<string>(name), save: (text: string) => corner.save(name, text) };
  }

  private _changed(row: Row): boolean {
    return reading(row.control) !== row.clean;
  }

  private async _open(stage: string): Promise<void> {
    this._stage = stage;
    this._rows.clear();
    this._state = "loading";
    this._said = "";
    this._host.redraw();
    try {
      await this._conversation.lookUpAnswers();
      for (const { collection } of this._conversation.guide.stage(stage)?.sections ?? [])
        if (collection) this._items.set(`${stage}.${collection}`, (await this._api.items(`${stage}.${collection}`)).items);
      this._state = "ready";
      this._host.focus("formular-t");
    } catch (error) {
      this._state = "failed";
      this._conversation.explain(error);
    }
    this._host.redraw();
  }

  private readonly _chosen = (event: Event) => void this._open((event.target as HTMLSelectElement).value);

  private async _add(collection: string): Promise<void> {
    const name = `${this._stage}.${collection}`;
    try {
      await this._api.addItem(name);
      this._items.set(name, (await this._api.items(name)).items);
    } catch (error) {
      this._host.say(this._conversation.explain(error));
    }
    this._host.redraw();
  }

  private readonly _submit = (event: Event) => {
    event.preventDefault();
    if (this._state === "saving") return;
    void this._save([...this._rows.values()].filter((row) => !row.conflict && this._changed(row)));
  };

  /** Saves each changed answer by itself: one that does not fit, or that a colleague has changed, holds up no other. */
  private async _save(rows: Row[]): Promise<void> {
    this._state = "saving";
    this._said = "";
    this._host.redraw();
    let saved = 0;
    for (const row of rows) if (await this._put(row)) saved += 1;
    const failed = rows.length - saved;
    this._state = "ready";
    this._said = saved ? t.saved(saved) : rows.length ? "" : t.nothing;
    this._host.say([this._said, failed ? t.failed(failed) : ""].filter(Boolean).join(" "));
    const wrong = rows.find(({ problem }) => problem);
    if (wrong) this._host.focus(wrong.id);
    if (saved) await this._conversation.sync();
    this._host.redraw();
  }

  private async _put(row: Row): Promise<boolean> {
    const read = row.control.read();
    row.problem = "error" in read ? read.error : "";
    if ("error" in read) return false;
    const value: Value = "value" in read ? read.value : read.words;
    const id = row.prompt.question;
    try {
      const stored = await this._api.put(id, { value, revision: row.stored?.revision ?? 0 });
      this._draft(id).save("");
      const { answers } = this._conversation;
      this._conversation.answers = [...answers.filter(({ question }) => question !== id), stored];
      this._row(id, row.question, stored);
      return true;
    } catch (error) {
      const { status, body } = error instanceof ApiError ? error : new ApiError(0);
      if (status === 409 && body["answer"]) row.conflict = body["answer"] as Answer;
      else row.problem = this._conversation.explain(error);
      return false;
    }
  }
}

const reading = (control: Control): string => JSON.stringify(control.read());
