/** What others know: measures and methods that they share, with what was learned, and taking one over. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { SharedMeasure } from "../exchange/wire";
import type { Host } from "../host";
import { exchangeTexts, texts } from "../texts";
import { Asking } from "./asking";
import { button } from "./button";
import type { View } from "./exchange";
import { foreign, origin } from "./foreign";
import { icon } from "./icons";

const t = exchangeTexts.experience;

type Found = { total: number; note: string | null; measures: SharedMeasure[] };
type Draft = { item: { title: string }; question: string };

export class Experience implements View {
  private readonly _found: Asking<Found>;
  private _words = "";
  /** By measure: the draft that came of it, or why none did. */
  private readonly _drafts = new Map<string, Draft | string>();
  private _busy = false;

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {
    this._found = new Asking(_conversation, _host, () => this.load());
  }

  async load(): Promise<void> {
    const query = this._words && `?q=${encodeURIComponent(this._words)}`;
    if (!(await this._found.ask(this._api.call<Found>("GET", `api/exchange/measures${query}`)))) return;
    const { note, total } = this._found.answer!;
    this._host.say(note ?? t.count(total));
  }

  close(): boolean {
    return false;
  }

  render(): TemplateResult {
    return html`<form class="paper" role="search" @submit=${this._submit}><label class="lab" for="suche">${t.words}</label>
        <p class="hint small" id="suche-h">${t.hint}</p>
        <div class="addrow"><input class="field" id="suche" name="q" maxlength="400" autocomplete="off" aria-describedby="suche-h"
          .value=${this._words} /><button class="btn btn--go" type="submit">${t.go}</button></div></form>
      ${this._found.render(({ note, total, measures }) =>
        note && !measures.length
          ? html`<p class="hint gap">${note}</p>`
          : html`<p class="hint gap">${t.count(total)}${total > measures.length ? ` ${t.first(measures.length)}` : nothing}</p>
              <ul class="cards" role="list">${measures.map((one) => this._one(one))}</ul>`,
      )}`;
  }

  private _one(one: SharedMeasure): TemplateResult {
    return html`<li class="method"><h3>${one.title}</h3><p class="small muted">${t.from(one.municipality.name)}</p>${origin(
      one.origin)}${foreign(one.text)}${one.lessons ? html`<h4 class="sumitem">${t.lessons}</h4>${foreign(one.lessons)}` : nothing}${
      this._draft(one)}</li>`;
  }

  private _draft(one: SharedMeasure): unknown {
    const draft = this._drafts.get(one.id);
    const id = `entwurf-${one.id.replace(/\W/g, "-")}`;
    if (draft && typeof draft !== "string")
      return html`<p class="ok" id=${id} tabindex="-1">${icon("check")}<span>${t.adopted(draft.item.title)}</span></p>
        <div class="acts">${button(t.open, () => this._edit(draft), "", t.openOf(draft.item.title))}</div>`;
    const problem = draft ? html`<p class="err">${icon("stop")}<span>${draft}</span></p>` : nothing;
    if (!one.can_adopt || this._conversation.readOnly) return problem;
    return html`${problem}<div class="acts">${button(
      t.adopt, () => void this._adopt(one, id), "", t.adoptOf(one.title), this._busy)}</div>`;
  }

  /** The draft's words first: its other questions may depend on answers that are not there yet. */
  private _edit({ item, question }: Draft): void {
    const description = question.replace(/\w+$/, "description");
    this._conversation.command({ name: "edit", question: description }, texts.log.changeWhat(item.title));
  }

  private async _adopt(one: SharedMeasure, id: string): Promise<void> {
    this._busy = true;
    this._host.redraw();
    try {
      const draft = await this._api.call<Draft>("POST", `api/exchange/measures/${encodeURIComponent(one.id)}/adopt`);
      this._drafts.set(one.id, draft);
      this._host.say(t.adopted(draft.item.title));
      this._host.focus(id);
      void this._conversation.sync();
    } catch (error) {
      const problem = this._conversation.explain(error);
      this._drafts.set(one.id, problem);
      this._host.say(problem);
    }
    this._busy = false;
    this._host.redraw();
  }

  private readonly _submit = (event: Event) => {
    event.preventDefault();
    this._words = String(new FormData(event.target as HTMLFormElement).get("q")).trim();
    this._drafts.clear();
    void this.load();
  };
}
