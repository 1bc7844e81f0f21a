/** The items of a list on the form: added, moved, taken out. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import { addItem, items, orderItems, removeItem, type Item } from "../collections";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { formTexts } from "../texts";
import { button } from "../views/button";
import { icon } from "../views/icons";
import { notice } from "../views/notices";

const t = formTexts;

export class Items {
  list: Item[] = [];
  private _asked: string | null = null;
  private _problem = "";
  private _busy = false;

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
    private readonly _collection: string,
    /** Items that belong to another list are neither added nor taken out here. */
    private readonly _own: boolean,
  ) {}

  async load(): Promise<void> {
    this.list = (await items(this._api, this._collection)).items;
  }

  /** A title with its buttons, above the item's questions. */
  head(item: Item, index: number): TemplateResult {
    const name = item.title || t.item(index + 1);
    const { id } = item;
    const tool = (sign: "up" | "down" | "close", label: string, off: boolean, act: () => unknown) =>
      html`<button class="iconbtn" type="button" id="${sign}-${id}" aria-label=${label} title=${label} aria-disabled=${
        off ? "true" : nothing} @click=${() => off || act()}>${icon(sign)}</button>`;
    return html`<div class="itemhead"><h3 class="sumitem" id="eintrag-${id}" tabindex="-1">${name}</h3>${
      !this._own || this._conversation.readOnly
        ? nothing
        : html`<span>${tool("up", t.up(name), index === 0, () => this._move(index, -1))}${
            tool("down", t.down(name), index === this.list.length - 1, () => this._move(index, 1))}${
            tool("close", t.remove(name), false, () => this._ask(id))}</span>`}</div>${
      this._asked === id
        ? notice({
            kind: "warn", title: t.removeTitle(name), text: t.removeText,
            actions: [
              { label: t.keep, act: () => this._ask(null, `close-${id}`) },
              { label: t.removeGo, act: () => void this._remove(item, name), quiet: true },
            ],
          })
        : nothing}`;
  }

  /** Below the last item: what went wrong, and the way to another. */
  foot(section: string): TemplateResult {
    return html`${this._problem ? html`<p class="err">${icon("stop")}<span>${this._problem}</span></p>` : nothing}${
      !this._own || this._conversation.readOnly
        ? nothing
        : html`<div class="acts acts--tight">${button(t.add, this._add, "", `${t.add}: ${section}`)}</div>`}`;
  }

  private _ask(id: string | null, focus = ""): void {
    this._asked = id;
    if (focus) this._host.focus(focus);
    else if (id) this._host.say(t.removeText);
    this._host.redraw();
  }

  private readonly _add = () =>
    this._during(async () => {
      const { id } = await addItem(this._api, this._collection);
      await this.load();
      this._host.say(t.added);
      this._host.focus(`eintrag-${id}`);
    });

  private _remove(item: Item, name: string): Promise<void> {
    const after = this.list[this.list.indexOf(item) + 1] ?? this.list[this.list.indexOf(item) - 1];
    return this._during(async () => {
      await removeItem(this._api, this._collection, item.id);
      this._asked = null;
      await this.load();
      await this._conversation.lookUpAnswers();
      this._host.say(t.removed(name));
      this._host.focus(after ? `eintrag-${after.id}` : "formular-t");
    });
  }

  private _move(index: number, by: number): Promise<void> {
    const ids = this.list.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    ids.splice(index + by, 0, moved!);
    return this._during(async () => {
      this.list = (await orderItems(this._api, this._collection, ids)).items;
      const place = index + by + 1;
      this._host.say(t.moved(this.list[place - 1]!.title || t.item(place), place));
      this._host.focus(`${by < 0 ? "up" : "down"}-${moved}`);
    });
  }

  private async _during(act: () => Promise<void>): Promise<void> {
    if (this._busy) return;
    this._busy = true;
    this._problem = "";
    try {
      await act();
    } catch (error) {
      this._problem = this._conversation.explain(error);
      this._host.say(this._problem);
      // Somebody else may have changed the list: it is shown as it is.
      await this.load().catch(() => undefined);
    }
    this._busy = false;
    this._host.redraw();
  }
}
