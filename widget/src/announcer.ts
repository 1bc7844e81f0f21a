/** The one live region: says new things to a screen reader, in order, each once. */
import { html, type TemplateResult } from "lit";

export class Announcer {
  private text = "";

  constructor(private readonly redraw: () => void) {}

  say(text: string): void {
    // The same words twice in a row are news again: a different ending makes them a change.
    this.text = text === this.text ? `${text}\u00a0` : text;
    this.redraw();
  }

  render(): TemplateResult {
    return html`<p class="vh" aria-live="polite" aria-atomic="true">${this.text}</p>`;
  }
}
