/** Who is like us: a list, and the card of each. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Card, Likeness, Neighbour } from "../exchange/wire";
import type { Host } from "../host";
import { exchangeTexts } from "../texts";
import { Asking } from "./asking";
import { button } from "./button";
import type { View } from "./exchange";
import { card, likeness, origin } from "./foreign";
import { icon } from "./icons";

const t = exchangeTexts.neighbours;
const CARD = "steckbrief-t";

type Found = { total: number; note: string | null; municipalities: Neighbour[] };

export class Neighbours implements View {
  private readonly _list: Asking<Found>;
  private readonly _card: Asking<{ card: Card } & Likeness>;
  private _opened: Neighbour | null = null;

  constructor(
    private readonly _api: Api,
    conversation: Conversation,
    private readonly _host: Host,
  ) {
    this._list = new Asking(conversation, _host, () => this.load());
    this._card = new Asking(conversation, _host, () => this._opened && this._open(this._opened));
  }

  async load(): Promise<void> {
    this._opened = null;
    if (!(await this._list.ask(this._api.call<Found>("GET", "api/exchange/municipalities")))) return;
    const { note, total } = this._list.answer!;
    this._host.say(note ?? t.count(total));
  }

  close(): boolean {
    if (!this._opened) return false;
    const { id } = this._opened;
    this._opened = null;
    this._host.focus(`kommune-${id}`);
    this._host.redraw();
    return true;
  }

  render(): TemplateResult {
    if (this._opened) return this._one(this._opened);
    return this._list.render(({ note, total, municipalities }) =>
      note
        ? html`<p class="hint">${note}</p>`
        : html`<p class="hint">${t.count(total)}${total > municipalities.length ? ` ${t.first(municipalities.length)}` : nothing}</p>
            <ul class="cards" role="list">${municipalities.map(
              (one) => html`<li class="method"><h3>${one.name}</h3>${origin(one.origin)}${likeness(one)}
                <div class="acts"><button class="btn" type="button" id="kommune-${one.id}" aria-label=${t.openOf(one.name)}
                  @click=${() => this._open(one)}>${t.open}</button></div></li>`,
            )}</ul>`,
    );
  }

  private _one(one: Neighbour): TemplateResult {
    return html`${button([icon("back"), t.back], () => this.close(), "btn--quiet")}
      <div class="method"><h3 class="q-title" id=${CARD} tabindex="-1">${one.name}</h3>${origin(one.origin)}${this._card.render(
        (answer) => html`${likeness(answer)}${card(answer.card)}`)}</div>`;
  }

  private async _open(one: Neighbour): Promise<void> {
    this._opened = one;
    this._card.answer = null;
    this._host.focus(CARD);
    await this._card.ask(this._api.call("GET", `api/exchange/municipalities/${encodeURIComponent(one.id)}`));
  }
}
