import { html } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { headingOf, idOf, type Control, type ControlContext, type Look, type Reading } from "./control";

const LONGEST = 10_000;

export class TextControl implements Control {
  private _text: string;

  constructor(private readonly _context: ControlContext) {
    const current = _context.prompt.current;
    this._text = _context.draft.load() ?? (typeof current === "string" ? current : "");
  }

  render({ describedBy, invalid }: Look) {
    return html`<textarea class="field gap grow" id=${idOf(this._context)} rows="3" aria-labelledby=${headingOf(this._context)}
      aria-describedby=${describedBy} aria-invalid=${invalid ? "true" : "false"}
      .value=${live(this._text)} @input=${this._changed}></textarea>`;
  }

  read(): Reading {
    const value = this._text.trim();
    if (!value) return { error: texts.control.empty.text };
    if (value.length > LONGEST) return { error: texts.control.tooLong(LONGEST) };
    return { value, shown: value };
  }

  private readonly _changed = (event: Event) => {
    this._text = (event.target as HTMLTextAreaElement).value;
    this._context.draft.save(this._text);
  };
}
