/** Views of the second script: fetched when first drawn, and drawn again when they are there. */
import { html } from "lit/html.js";
import type * as More from "./more";
import { waiting } from "./files";
import type { Host } from "./host";
import { texts } from "./texts";
import { button } from "./views/button";

export type Views = typeof More;

export class Later {
  private _views: Views | null = null;
  private _state: "" | "loading" | "failed" = "";

  constructor(
    private readonly _base: URL,
    private readonly _host: Host,
  ) {}

  /** What `draw` makes of the views; until they are there, a word about that. */
  render(draw: (views: Views) => unknown): unknown {
    if (this._views) return draw(this._views);
    if (!this._state) void this._load();
    return this._state === "failed"
      ? html`<p class="hint">${texts.later.failed}</p>${button(texts.notice.retry, () => void this._load())}`
      : waiting(texts.later.loading);
  }

  private async _load(): Promise<void> {
    // A module that could not be had once is not asked for again under the same address.
    const again = this._state ? `?${Date.now()}` : "";
    this._state = "loading";
    this._host.redraw();
    try {
      const views = (await import(new URL(`static/widget-more.js${again}`, this._base).href)) as Views;
      // The server has been renewed since this page was loaded.
      if (views.build !== BUILD) throw 0;
      this._views = views;
    } catch {
      this._state = "failed";
    }
    this._host.redraw();
  }
}
