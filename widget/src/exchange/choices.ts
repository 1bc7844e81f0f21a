/** What a person is about to change in what is shared; nothing of it holds before she sends it. */
import type { Card, Sharing, SharingItem } from "./wire";

export class Choices {
  private readonly _switched: Map<string, boolean>;
  private readonly _renewed: Set<string>;
  /** The contact as it stands in the field; null while nobody has touched it. */
  contact: string | null;

  /** Goes on with what was kept. */
  constructor(kept: Kept | null = null) {
    this._switched = new Map(kept?.switched);
    this._renewed = new Set(kept?.renewed);
    this.contact = kept?.contact ?? null;
  }

  get kept(): Kept {
    return { switched: [...this._switched], renewed: [...this._renewed], contact: this.contact };
  }

  /** Whether a point is to be shared. */
  on({ id, shared }: SharingItem): boolean {
    return this._switched.get(id) ?? shared;
  }

  switch({ id, shared }: SharingItem, on: boolean): void {
    if (on === shared) this._switched.delete(id);
    else this._switched.set(id, on);
  }

  /** Whether the text as it is now takes the place of the one that is shared. */
  renews({ id }: SharingItem): boolean {
    return this._renewed.has(id);
  }

  renew({ id }: SharingItem, on: boolean): void {
    if (on) this._renewed.add(id);
    else this._renewed.delete(id);
  }

  /** What is to be sent; null where nothing is different. Texts that are gone, and changes that others made first, fall out. */
  body({ items, contact }: Sharing): Body | null {
    const body: Body = { items: {}, seen: {} };
    for (const item of items) {
      const on = this.on(item);
      if (on === item.shared && !(on && item.changed && this.renews(item))) continue;
      body.items[item.id] = on;
      if (on) body.seen[item.id] = item.mark;
    }
    const wanted = this.contact?.trim() || null;
    if (this.contact !== null && wanted !== contact) body.contact = wanted;
    return Object.keys(body.items).length || "contact" in body ? body : null;
  }

  /** Points whose texts can be asked for anew. */
  chosen({ items }: Sharing): string[] {
    return items.filter((item) => this.on(item) && item.text !== null).map(({ id }) => id);
  }

  /**
   * The card as it will be: what the server would share now, save for the texts that stay as they
   * were shared and for the contact, which it does not know yet.
   */
  card(card: Card, { items, contact }: Sharing): Card {
    const fresh = new Map(card.items.map((item) => [item.id, item]));
    return {
      ...card,
      contact: this.contact === null ? contact : this.contact.trim() || null,
      items: items.filter((item) => this.on(item)).map((item) => {
        const stays = item.shared && !this.renews(item);
        const { id, shared_title: title, shared_text: text } = item;
        return (stays ? null : fresh.get(id)) ?? { id, title: title ?? item.title, text: text ?? "" };
      }),
    };
  }
}

/** Choices as they can be stored. */
export interface Kept {
  switched: [string, boolean][];
  renewed: string[];
  contact: string | null;
}

export interface Body {
  items: Record<string, boolean>;
  /** The marks of the texts that were shown, of all that is switched on. */
  seen: Record<string, string>;
  contact?: string | null;
}
