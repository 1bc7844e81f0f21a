import { html, nothing } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { parseNumber, showNumber } from "../values/number";
import { headingOf, idOf, type Control, type ControlContext, type Look, type Reading } from "./control";

export class NumberControl implements Control {
  private _text: string;

  constructor(private readonly _context: ControlContext) {
    const current = _context.prompt.current;
    this._text = _context.draft.load() ?? (typeof current === "number" ? this._show(current) : "");
  }

  render({ describedBy, invalid }: Look) {
    const unit = this._context.prompt.unit;
    const id = `${idOf(this._context)}-einheit`;
    return html`<div class="unit gap">
      <input class="field" id=${idOf(this._context)} type="text" inputmode="decimal" autocomplete="off" aria-labelledby=${headingOf(this._context)}
        aria-describedby="${unit ? `${id} ` : ""}${describedBy}" aria-invalid=${invalid ? "true" : "false"}
        .value=${live(this._text)} @input=${this._changed} />${
          unit ? html`<span class="unit__u" id=${id}>${unit}</span>` : nothing
        }</div>`;
  }

  /** "rund 5000" and "12,3 Tsd." are left to the assistant: it understands them and says so. */
  read(): Reading {
    const text = this._text.trim();
    if (!text) return { error: texts.control.empty.number };
    const value = parseNumber(text);
    if (value === null) return { words: text };
    const unit = this._context.prompt.unit;
    return { value, shown: unit ? `${this._show(value)} ${unit}` : this._show(value) };
  }

  /** A year (its least value says so) is written without a point. */
  private _show(value: number): string {
    return (this._context.prompt.min ?? 0) >= 1000 ? String(value) : showNumber(value);
  }

  private readonly _changed = (event: Event) => {
    this._text = (event.target as HTMLInputElement).value;
    this._context.draft.save(this._text);
  };
}
