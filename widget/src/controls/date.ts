import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { parseDate, showDate } from "../values/date";
import { icon } from "../views/icons";
import { FIELD, type Control, type ControlContext, type Look, type Reading } from "./control";

export class DateControl implements Control {
  private text: string;

  constructor(private readonly context: ControlContext) {
    const current = context.prompt.current;
    this.text = context.draft.load() ?? (typeof current === "string" ? showDate(current) : "");
  }

  render({ describedBy, invalid }: Look) {
    const value = parseDate(this.text);
    return html`<div class="gap">
      <input class="field w-m" id=${FIELD} type="text" autocomplete="off" aria-labelledby="frage-t"
        aria-describedby="datum-h verstanden ${describedBy}" aria-invalid=${invalid ? "true" : "false"}
        .value=${live(this.text)} @input=${this.changed} />
      <p class="small muted" id="datum-h">${texts.control.date}</p>
      <p class="small ok" id="verstanden">${
        value ? html`${icon("check")}${texts.control.understood(showDate(value))}` : nothing
      }</p></div>`;
  }

  read(): Reading {
    const text = this.text.trim();
    if (!text) return { error: texts.control.empty.date };
    const value = parseDate(text);
    return value ? { value, shown: showDate(value) } : { words: text };
  }

  private readonly changed = (event: Event) => {
    this.text = (event.target as HTMLInputElement).value;
    this.context.draft.save(this.text);
    this.context.redraw();
  };
}
