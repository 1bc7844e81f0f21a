/** Parts that are rarely used: each a script of its own, fetched when first drawn. */
import { html } from "lit/html.js";
import type { Host } from "./host";
import { texts } from "./texts";
import { button } from "./views/button";
import { waiting } from "./views/waiting";

/** Every part by the name of its file: `widget-cards.js` is made from `parts/cards.ts`. */
export interface Parts {
  cards: typeof import("./parts/cards");
  exchange: typeof import("./parts/exchange");
  form: typeof import("./parts/form");
  people: typeof import("./parts/people");
}

type Name = keyof Parts;

export class Later {
  private readonly _there: Partial<Parts> = {};
  private readonly _states: Partial<Record<Name, "loading" | "failed">> = {};

  constructor(
    private readonly _base: URL,
    private readonly _host: Host,
  ) {}

  /** What `draw` makes of a part; until it is there, a word about that. */
  render<K extends Name>(name: K, draw: (part: Parts[K]) => unknown): unknown {
    const part = this._there[name] as Parts[K] | undefined;
    if (part) return draw(part);
    if (!this._states[name]) void this._load(name);
    return this._states[name] === "failed"
      ? html`<p class="hint">${texts.later.failed}</p>${button(texts.notice.retry, () => void this._load(name))}`
      : waiting(texts.later.loading);
  }

  private async _load(name: Name): Promise<void> {
    // A module that could not be had once is not asked for again under the same address.
    const again = this._states[name] ? `?${Date.now()}` : "";
    this._states[name] = "loading";
    this._host.redraw();
    try {
      const part = (await import(new URL(`static/widget-${name}.js${again}`, this._base).href)) as Parts[Name];
      // The server has been renewed since this page was loaded.
      if (part.build !== BUILD) throw 0;
      Object.assign(this._there, { [name]: part });
    } catch {
      this._states[name] = "failed";
    }
    this._host.redraw();
  }
}
