import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { parseNumber, showNumber } from "../values/number";
import { FIELD, type Control, type ControlContext, type Look, type Reading } from "./control";

export class NumberControl implements Control {
  private text: string;

  constructor(private readonly context: ControlContext) {
    const current = context.prompt.current;
    this.text = context.draft.load() ?? (typeof current === "number" ? this.show(current) : "");
  }

  render({ describedBy, invalid }: Look) {
    const unit = this.context.prompt.unit;
    return html`<div class="unit gap">
      <input class="field" id=${FIELD} type="text" inputmode="decimal" autocomplete="off" aria-labelledby="frage-t"
        aria-describedby="${unit ? "einheit " : ""}${describedBy}" aria-invalid=${invalid ? "true" : "false"}
        .value=${live(this.text)} @input=${this.changed} />${
          unit ? html`<span class="unit__u" id="einheit">${unit}</span>` : nothing
        }</div>`;
  }

  /** "rund 5000" and "12,3 Tsd." are left to the assistant: it understands them and says so. */
  read(): Reading {
    const text = this.text.trim();
    if (!text) return { error: texts.control.empty.number };
    const value = parseNumber(text);
    if (value === null) return { words: text };
    const unit = this.context.prompt.unit;
    return { value, shown: unit ? `${this.show(value)} ${unit}` : this.show(value) };
  }

  /** A year (its least value says so) is written without a point. */
  private show(value: number): string {
    return (this.context.prompt.min ?? 0) >= 1000 ? String(value) : showNumber(value);
  }

  private readonly changed = (event: Event) => {
    this.text = (event.target as HTMLInputElement).value;
    this.context.draft.save(this.text);
  };
}
