/** The field for words of one's own, below every question. */
import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";

const LONGEST = 4000;

export class OwnWords {
  private text: string;

  constructor(
    private readonly conversation: Conversation,
    private readonly sent: () => void,
  ) {
    this.text = conversation.corner.load<string>("own") ?? "";
  }

  render(purpose: "answer" | "ask" | "rest"): TemplateResult {
    const t = texts.sheet;
    if (this.conversation.returned) {
      this.keep(this.conversation.returned);
      this.conversation.returned = null;
    }
    const label = { answer: t.own, ask: t.ownAsk, rest: t.ownPause }[purpose];
    const hint = { answer: t.ownHint, ask: t.ownAskHint, rest: t.ownPauseHint }[purpose];
    return html`<div class="own"><label for="frei">${label}</label>
      <div class="row"><textarea class="field grow" id="frei" rows="1" maxlength=${LONGEST} aria-describedby="frei-h"
        .value=${live(this.text)} @input=${this.changed} @keydown=${this.key}></textarea><button class="btn" type="button"
        aria-disabled=${this.conversation.outbox.busy ? "true" : "false"} @click=${this.send}>${t.send}</button></div>
      <p class="small muted" id="frei-h">${hint}</p></div>`;
  }

  private readonly changed = (event: Event) => {
    this.keep((event.target as HTMLTextAreaElement).value);
  };

  private readonly key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  };

  private readonly send = () => {
    const words = this.text.trim();
    if (!words || !this.conversation.say(words)) return;
    this.sent();
    this.keep("");
  };

  private keep(text: string): void {
    this.text = text;
    this.conversation.corner.save("own", text);
  }
}
