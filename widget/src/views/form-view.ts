/** A stage as a form: all its questions at once, the same answers and checks as in the conversation. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { ApiError, type Api } from "../api";
import type { Conversation } from "../conversation";
import { Items } from "../form/items";
import { Row } from "../form/row";
import type { Host } from "../host";
import { formTexts, texts } from "../texts";
import type { Answer, GuideQuestion, GuideSection } from "../types";
import { button } from "./button";
import { heading } from "./heading";
import { icon } from "./icons";
import { notice } from "./notices";
import { waiting } from "./waiting";

const t = formTexts;

export class FormView {
  private _stage = "";
  private _rows = new Map<string, Row>();
  private _items = new Map<string, Items>();
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
    return html`${heading(this._host.whole, guide.stage(this._stage)?.title, "title", "formular-t")}
      <p class="sub">${t.lead}</p>
      <div class="formtop"><label class="lab" for="formular-stufe">${t.stage}</label>
        <select class="field w-m" id="formular-stufe" @change=${this._chosen}>${process?.stages.map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === this._stage}>${title}</option>`)}</select>
        ${button([icon("back"), t.back], this._close, "btn--quiet")}</div>
      ${this._state === "loading"
        ? waiting(texts.loading)
        : this._state === "failed"
          ? notice({
              kind: "danger", title: texts.notice.loadFailed, text: texts.notice.loadFailedText,
              actions: [{ label: texts.notice.retry, act: () => void this._open(this._stage) }],
            })
          : this._form()}`;
  }

  private _form(): TemplateResult {
    const saving = this._state === "saving";
    const said = this._said ? html`<p class="ok">${icon("check")}${this._said}</p>` : nothing;
    return html`${said}<form class="paper formview" novalidate aria-labelledby="formular-t" @submit=${this._submit}>
      ${this._conversation.readOnly ? html`<p class="hint">${t.viewer}</p>` : nothing}
      ${this._conversation.guide.stage(this._stage)?.sections.map((section) => this._section(section))}
      ${this._conversation.readOnly
        ? nothing
        : html`<div class="acts formend"><button class="btn btn--go" type="submit" aria-disabled=${saving ? "true" : nothing}>${
            saving ? t.saving : t.save}</button>${said}</div>`}</form>`;
  }

  private _section({ collection, title, questions }: GuideSection): TemplateResult {
    const head = html`<div class="sumhead"><h2>${title}</h2></div>`;
    if (!collection) return html`${head}${questions.map((question) => this._field(question.question!, question))}`;
    const items = this._items.get(`${this._stage}.${collection}`);
    return html`${head}${items?.list.length ? nothing : html`<p class="hint">${t.none}</p>`}${items?.list.map(
      (item, index) => html`${items.head(item, index)}${questions.map(
        (question) => this._field(question.question!.replace("{item}", item.id), question))}`,
    )}${items?.foot(title)}`;
  }

  private _field(id: string, question: GuideQuestion): TemplateResult {
    const row = this._rows.get(id) ?? this._row(id, question);
    const { stored, prompt, conflict, problem } = row;
    const single = id.split(".").length === 2;
    const text = single && question.text && !/[{}]/.test(question.text) ? question.text : question.label ?? prompt.text;
    const hints = [question.help, question.condition].filter(Boolean).join(" ");
    const described = [hints ? `${row.id}-h` : "", problem ? `${row.id}-e` : ""].filter(Boolean).join(" ");
    const skipped = stored?.status === "skipped" ? t.skipped : "";
    const mark = stored?.status === "unknown" ? t.unknown : skipped;
    return html`<fieldset class="f" aria-describedby=${hints ? `${row.id}-h` : nothing} @input=${this._typed}><legend id="${row.id}-t">${text}</legend>
      ${hints ? html`<p class="hint small" id="${row.id}-h">${hints}</p>` : nothing}
      ${problem ? html`<p class="err" id="${row.id}-e">${icon("stop")}<span>${problem}</span></p>` : nothing}
      ${this._conversation.readOnly
        ? html`<p>${stored?.display || html`<span class="open">${mark || t.open}</span>`}</p>`
        : html`${skipped ? html`<p class="small"><span class="open">${t.mark(skipped)}</span></p>` : nothing}${
            row.control.render({ describedBy: described, invalid: !!problem })}${
            prompt.allow_unknown ? this._unknown(row, text) : nothing}${
            row.changed && !conflict ? html`<p class="small muted gap8">${t.changed}</p>` : nothing}`}
      ${conflict ? this._conflict(row, conflict) : nothing}</fieldset>`;
  }

  private _unknown(row: Row, question: string): TemplateResult {
    return html`<label class="tick small"><input type="checkbox" id="${row.id}-u" aria-label="${t.unknown}: ${question}" .checked=${live(row.unknown)} @change=${(event: Event) => {
      row.unknown = (event.target as HTMLInputElement).checked;
      this._host.redraw();
    }} /><span>${t.unknown}</span></label>`;
  }

  private _conflict(row: Row, theirs: Answer): TemplateResult {
    return html`<div class="notes">${notice({
      kind: "warn",
      title: t.conflict,
      text: `${t.now(theirs.display || t.unknown)} ${t.mine(row.shown)}`,
      actions: [
        {
          label: t.keepTheirs,
          act: () => {
            row.forget();
            this._row(row.prompt.question, row.question, theirs);
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

  private _row(id: string, question: GuideQuestion, stored?: Answer): Row {
    const row = new Row(this._conversation, question, id, this._stage, this._host, stored);
    this._rows.set(id, row);
    return row;
  }

  private async _open(stage: string): Promise<void> {
    this._stage = stage;
    this._rows.clear();
    this._state = "loading";
    this._said = "";
    this._host.redraw();
    try {
      await this._conversation.lookUp();
      if (!this._conversation.guide.stage(stage)) throw new ApiError(0);
      for (const { collection, items_of: of } of this._conversation.guide.stage(stage)?.sections ?? []) {
        if (!collection) continue;
        const name = `${stage}.${collection}`;
        const items = new Items(this._api, this._conversation, this._host, name, !of);
        await items.load();
        this._items.set(name, items);
      }
      this._state = "ready";
      this._host.focus("formular-t");
    } catch (error) {
      this._state = "failed";
      this._conversation.explain(error);
    }
    this._host.redraw();
  }

  /** A choice draws itself when it is made. */
  private readonly _typed = ({ target }: Event) => {
    if (!/radio|checkbox/.test((target as HTMLInputElement).type)) this._host.redraw();
  };

  private readonly _chosen = (event: Event) => void this._open((event.target as HTMLSelectElement).value);

  private readonly _submit = (event: Event) => {
    event.preventDefault();
    if (this._state === "saving") return;
    void this._save([...this._rows.values()].filter((row) => !row.conflict && row.changed && this._stands(row)));
  };

  /** Whether a row is still on the form: its item may have been taken out. */
  private _stands({ prompt: { question } }: Row): boolean {
    const [stage, collection, item, name] = question.split(".");
    return !name || !!this._items.get(`${stage}.${collection}`)?.list.some(({ id }) => id === item);
  }

  /** Saves each changed answer by itself: one that does not fit, or that a colleague has changed, holds up no other. */
  private async _save(rows: Row[]): Promise<void> {
    this._state = "saving";
    this._said = "";
    this._host.redraw();
    let saved = 0;
    for (const row of rows) {
      const stored = await row.put(this._api);
      if (!stored) continue;
      saved += 1;
      this._row(row.prompt.question, row.question, stored);
    }
    // A list's items may have got other names.
    if (saved) await Promise.allSettled([...this._items.values()].map((items) => items.load()));
    const failed = rows.length - saved;
    this._state = "ready";
    this._said = saved ? t.saved(saved) : rows.length ? "" : t.nothing;
    this._host.say([this._said, failed ? t.failed(failed) : ""].filter(Boolean).join(" "));
    const wrong = rows.find(({ problem }) => problem);
    if (wrong) this._host.focus(wrong.id);
    if (saved) await this._conversation.sync();
    this._host.redraw();
  }
}
