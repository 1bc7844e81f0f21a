import { html, nothing } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { parseDate, showDate } from "../values/date";
import { icon } from "../views/icons";
import { headingOf, idOf, type Control, type ControlContext, type Look, type Reading } from "./control";

export class DateControl implements Control {
  private _text: string;

  constructor(private readonly _context: ControlContext) {
    const current = _context.prompt.current;
    this._text = _context.draft.load() ?? (typeof current === "string" ? showDate(current) : "");
  }

  render({ describedBy, invalid }: Look) {
    const value = parseDate(this._text);
    const id = idOf(this._context);
    return html`<div class="gap">
      <input class="field w-m" id=${id} type="text" autocomplete="off" aria-labelledby=${headingOf(this._context)}
        aria-describedby="${id}-d ${id}-v ${describedBy}" aria-invalid=${invalid ? "true" : "false"}
        .value=${live(this._text)} @input=${this._changed} />
      <p class="small muted gap8" id="${id}-d">${texts.control.date}</p>
      <p class="small ok gap8" id="${id}-v">${
        value ? html`${icon("check")}${texts.control.understood(showDate(value))}` : nothing
      }</p></div>`;
  }

  read(): Reading {
    const text = this._text.trim();
    if (!text) return { error: texts.control.empty.date };
    const value = parseDate(text);
    return value ? { value, shown: showDate(value) } : { words: text };
  }

  private readonly _changed = (event: Event) => {
    this._text = (event.target as HTMLInputElement).value;
    this._context.draft.save(this._text);
    this._context.redraw();
  };
}
