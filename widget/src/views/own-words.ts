/** The field for words of one's own, below every question. */
import { html, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";

const LONGEST = 4000;

export class OwnWords {
  private _text: string;

  constructor(
    private readonly _conversation: Conversation,
    private readonly _sent: () => void,
  ) {
    this._text = _conversation.corner.load<string>("own") ?? "";
  }

  render(purpose: "answer" | "ask" | "rest"): TemplateResult {
    const t = texts.sheet;
    if (this._conversation.returned) {
      this._keep(this._conversation.returned);
      this._conversation.returned = null;
    }
    const label = { answer: t.own, ask: t.ownAsk, rest: t.ownPause }[purpose];
    const hint = { answer: t.ownHint, ask: t.ownAskHint, rest: t.ownPauseHint }[purpose];
    return html`<div class="own"><label for="frei">${label}</label>
      <div class="row"><textarea class="field grow" id="frei" rows="1" maxlength=${LONGEST} aria-describedby="frei-h"
        .value=${live(this._text)} @input=${this._changed} @keydown=${this._key}></textarea><button class="btn" type="button"
        aria-disabled=${this._conversation.outbox.busy ? "true" : "false"} @click=${this._send}>${t.send}</button></div>
      <p class="small muted" id="frei-h">${hint}</p></div>`;
  }

  private readonly _changed = (event: Event) => {
    this._keep((event.target as HTMLTextAreaElement).value);
  };

  private readonly _key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this._send();
  };

  private readonly _send = () => {
    const words = this._text.trim();
    if (!words || !this._conversation.say(words)) return;
    this._sent();
    this._keep("");
  };

  private _keep(text: string): void {
    this._text = text;
    this._conversation.corner.save("own", text);
  }
}
