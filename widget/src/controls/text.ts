import { html } from "lit";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { FIELD, type Control, type ControlContext, type Look, type Reading } from "./control";

const LONGEST = 10_000;

export class TextControl implements Control {
  private text: string;

  constructor(private readonly context: ControlContext) {
    const current = context.prompt.current;
    this.text = context.draft.load() ?? (typeof current === "string" ? current : "");
  }

  render({ describedBy, invalid }: Look) {
    return html`<textarea class="field gap grow" id=${FIELD} rows="3" aria-labelledby="frage-t"
      aria-describedby=${describedBy} aria-invalid=${invalid ? "true" : "false"}
      .value=${live(this.text)} @input=${this.changed}></textarea>`;
  }

  read(): Reading {
    const value = this.text.trim();
    if (!value) return { error: texts.control.empty.text };
    if (value.length > LONGEST) return { error: texts.control.tooLong(LONGEST) };
    return { value, shown: value };
  }

  private readonly changed = (event: Event) => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.context.draft.save(this.text);
  };
}
