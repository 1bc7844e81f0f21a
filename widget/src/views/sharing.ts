/** What we share: a switch beside each text as others would see it, the card as a whole, and taking it all back. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { ApiError, type Api } from "../api";
import type { Conversation } from "../conversation";
import { Choices, type Kept } from "../exchange/choices";
import type { Card, Sharing, SharingItem, SharingKind } from "../exchange/wire";
import type { Host } from "../host";
import { exchangeTexts, texts } from "../texts";
import { Asking } from "./asking";
import type { View } from "./exchange";
import { card, foreign } from "./foreign";
import { icon } from "./icons";
import { notice } from "./notices";

const t = exchangeTexts.sharing;
const PREVIEW = "vorschau-t";
const WITHDRAW = "zuruecknehmen";
/** Where the browser keeps what is not sent yet. */
const DRAFT = "draft:sharing";

/** What a municipality is has one point of each kind: those stand together. */
const GROUPS: [string, SharingKind[]][] = [
  [t.us, ["basics", "figures", "stage", "themes"]],
  [t.fields, ["field"]],
  [t.measures, ["measure"]],
  [t.lessons, ["lessons"]],
  [t.methods, ["method"]],
];

export class SharingView implements View {
  private readonly _sharing: Asking<Sharing>;
  private _choices: Choices;
  /** Points whose text became another one while it was looked at. */
  private _anew: string[] = [];
  private _card: Card | null = null;
  private _problem = "";
  private _said = "";
  private _busy = false;
  private _asks = false;

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {
    this._sharing = new Asking(_conversation, _host, () => this.load());
    this._choices = new Choices(_conversation.corner.load<Kept>(DRAFT));
  }

  /** What was ticked and typed stays. */
  async load(): Promise<void> {
    await this._sharing.ask(this._api.call<Sharing>("GET", "api/sharing"));
  }

  close(): boolean {
    const open = this._asks || this._card;
    if (open) this._host.focus(this._asks ? WITHDRAW : "vorschau");
    this._asks = false;
    this._card = null;
    this._host.redraw();
    return !!open;
  }

  render(): TemplateResult {
    return this._sharing.render((sharing) => {
      const { may_change: may, visible, items, contact } = sharing;
      return html`<p class="hint">${may ? t.lead : t.viewer}</p><p><b>${visible ? t.visible : t.hidden}</b></p>
        <form class="paper formview" novalidate aria-labelledby="austausch-u" @submit=${this._submit}>${GROUPS.map(([title, kinds]) => {
          const list = items.filter(({ kind }) => kinds.includes(kind));
          return list.length
            ? html`<fieldset class="f share"><legend>${title}</legend>${list.map((item) => this._item(item, may))}</fieldset>`
            : nothing;
        })}${this._contact(contact, may)}
          <div class="acts formend">${may
            ? html`<button class="btn btn--go" type="submit" aria-disabled=${this._busy ? "true" : nothing}>${t.go}</button>`
            : nothing}<button class="btn" type="button" id="vorschau" @click=${this._preview}>${t.preview}</button>${may && visible
            ? html`<button class="btn btn--quiet" type="button" id=${WITHDRAW} @click=${this._ask}>${t.withdraw}</button>`
            : nothing}</div>
          ${may && this._choices.body(sharing) ? html`<p class="hint">${t.unsaved}</p>` : nothing}
          ${this._problem ? html`<p class="err">${icon("stop")}<span>${this._problem}</span></p>` : nothing}
          ${this._said ? html`<p class="ok">${icon("check")}<span>${this._said}</span></p>` : nothing}</form>
        ${this._asks ? this._question() : nothing}
        ${this._card
          ? html`<div class="method gap"><h3 class="q-title" id=${PREVIEW} tabindex="-1">${t.asOthers}</h3>${card(this._card)}</div>`
          : nothing}`;
    });
  }

  private _item(item: SharingItem, may: boolean): TemplateResult {
    const on = this._choices.on(item);
    const id = `frei-${item.id.replace(/\W/g, "-")}`;
    const outdated = item.shared && (item.changed || item.gone);
    const hints = item.hints.length
      ? html`<ul class="problems small" id="${id}-p">${item.hints.map((hint) => html`<li>${icon("care")}<span>${hint}</span></li>`)}</ul>`
      : nothing;
    return html`<div class="share__one">${may
        ? html`<label class="tick"><input type="checkbox" id=${id} .checked=${live(on)} aria-describedby="${id}-t${
            item.hints.length ? ` ${id}-p` : ""}" @change=${(event: Event) => this._switch(item, event)} /><span>${item.title}${
            item.kind === "basics" ? html`<span class="muted small">${t.basics}</span>` : nothing}</span></label>`
        : html`<h3 class="sumitem">${item.title}</h3><p class="small">${item.shared ? t.shared : t.unshared}</p>`}
      ${this._anew.includes(item.id) ? html`<p class="err">${icon("stop")}<span>${t.anew}</span></p>` : nothing}
      ${outdated
        ? html`<p><span class="open">${item.gone ? t.gone : t.changed}</span></p><p class="small muted">${t.seen}</p>
            ${foreign(item.shared_text, `${id}-t`)}${item.gone ? nothing : html`<p class="small muted">${t.now}</p>${foreign(item.text)}`}`
        : foreign(item.text, `${id}-t`)}
      ${hints}${may && on && outdated && !item.gone
        ? html`<label class="tick small"><input type="checkbox" aria-label="${t.renew}: ${item.title}" .checked=${live(this._choices.renews(item))}
            @change=${(event: Event) => this._renew(item, event)} /><span>${t.renew}</span></label>`
        : nothing}</div>`;
  }

  private _contact(stored: string | null, may: boolean): TemplateResult {
    return html`<div class="f"><label class="lab" for="ansprech">${exchangeTexts.contact}${
        may ? html` <span class="muted">(${texts.start.optional})</span>` : nothing}</label>
      <p class="hint small" id="ansprech-h">${t.contactHint}</p>
      <input class="field" id="ansprech" maxlength="300" autocomplete="off" aria-describedby="ansprech-h" ?readonly=${!may}
        .value=${live(this._choices.contact ?? stored ?? "")}
        @input=${(event: Event) => {
          this._choices.contact = (event.target as HTMLInputElement).value;
          this._changed();
        }} /></div>`;
  }

  private _question(): TemplateResult {
    return html`<div class="notes gap" id="zurueck-t" tabindex="-1">${notice({
      kind: "warn",
      title: t.withdrawTitle,
      text: t.withdrawText,
      actions: [
        { label: t.withdrawYes, act: () => void this._withdraw() },
        { label: t.withdrawNo, act: () => void this.close(), quiet: true },
      ],
    })}</div>`;
  }

  private _changed(): void {
    this._conversation.corner.save(DRAFT, this._choices.kept);
    this._touched();
  }

  private _forget(): void {
    this._conversation.corner.save(DRAFT, null);
    this._choices = new Choices();
    this._anew = [];
  }

  private _switch(item: SharingItem, event: Event): void {
    this._choices.switch(item, (event.target as HTMLInputElement).checked);
    this._changed();
  }

  private _renew(item: SharingItem, event: Event): void {
    this._choices.renew(item, (event.target as HTMLInputElement).checked);
    this._changed();
  }

  /** What was said and shown before is no longer so. */
  private _touched(): void {
    this._said = this._problem = "";
    this._card = null;
    this._host.redraw();
  }

  private _tell(words: string): void {
    this._said = words;
    this._host.say(words);
    this._host.redraw();
  }

  private _failed(error: unknown): void {
    this._problem = this._conversation.explain(error);
    this._host.say(this._problem);
  }

  private readonly _ask = () => {
    this._asks = true;
    this._host.focus("zurueck-t");
    this._host.redraw();
  };

  private readonly _preview = async () => {
    const sharing = this._sharing.answer!;
    const changes = this._choices.body(sharing);
    this._touched();
    const query = changes ? `?${new URLSearchParams(this._choices.chosen(sharing).map((id) => ["item", id]))}` : "";
    // Nothing is ticked: there is nothing to ask for.
    if (query === "?") return this._tell(t.nobody);
    try {
      const { card: seen } = await this._api.call<{ card: Card | null }>("GET", `api/sharing/preview${query}`);
      if (!seen) return this._tell(t.nobody);
      this._card = changes ? this._choices.card(seen, sharing) : seen;
      this._host.focus(PREVIEW);
    } catch (error) {
      this._failed(error);
    }
    this._host.redraw();
  };

  private readonly _submit = async (event: Event) => {
    event.preventDefault();
    if (this._busy) return;
    const before = this._sharing.answer!;
    this._touched();
    const body = this._choices.body(before);
    if (!body) return this._tell(t.nothing);
    this._busy = true;
    this._host.redraw();
    try {
      this._sharing.answer = await this._api.call<Sharing>("PUT", "api/sharing", body);
      this._forget();
      this._tell(this._sharing.answer.visible ? t.done : t.withdrawn);
    } catch (error) {
      this._failed(error);
      if (error instanceof ApiError && error.status === 409) await this._readAnew(before, body.seen);
    }
    this._busy = false;
    this._host.redraw();
  };

  /** Shows the texts as they are by now; what was ticked stays, and where to look again is said. */
  private async _readAnew(before: Sharing, seen: Record<string, string>): Promise<void> {
    await this.load();
    const now = this._sharing.answer ?? before;
    this._anew = now.items.filter(({ id, mark }) => seen[id] && seen[id] !== mark).map(({ id }) => id);
  }

  private async _withdraw(): Promise<void> {
    this._touched();
    try {
      await this._api.call("DELETE", "api/sharing");
      this._forget();
      this._asks = false;
      await this.load();
      this._tell(t.withdrawn);
      this._host.focus("austausch-u");
    } catch (error) {
      this._failed(error);
    }
    this._host.redraw();
  }
}
