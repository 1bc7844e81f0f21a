/** The one live region: says new things to a screen reader, in order, each once. */
import { html, type TemplateResult } from "lit/html.js";

export class Announcer {
  private _text = "";
  private _drawn = true;

  constructor(private readonly _redraw: () => void) {}

  say(text: string): void {
    if (!this._drawn) text = `${this._text} ${text}`;
    // The same words twice in a row are news again: a different ending makes them a change.
    this._text = text === this._text ? `${text}\u00a0` : text;
    this._drawn = false;
    this._redraw();
  }

  render(): TemplateResult {
    this._drawn = true;
    return html`<p class="vh" aria-live="polite" aria-atomic="true">${this._text}</p>`;
  }
}
