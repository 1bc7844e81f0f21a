/** Asking the server for what a view shows: its waiting, its failing, and only the last answer counts. */
import { html, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { texts } from "../texts";
import { button } from "./button";
import { waiting } from "./waiting";

export class Asking<T> {
  /** What came last. */
  answer: T | null = null;
  private _problem = "";
  private _asked = 0;

  constructor(
    private readonly _conversation: Conversation,
    private readonly _host: Host,
    private readonly _again: () => unknown,
  ) {}

  /** Whether it came and is the newest. */
  async ask(call: Promise<T>): Promise<boolean> {
    const mine = ++this._asked;
    this._problem = "";
    this._host.redraw();
    try {
      const answer = await call;
      if (mine !== this._asked) return false;
      this.answer = answer;
    } catch (error) {
      if (mine !== this._asked) return false;
      this.answer = null;
      this._problem = this._conversation.explain(error);
      this._host.say(this._problem);
    }
    this._host.redraw();
    return !this._problem;
  }

  /** What `draw` makes of it, or why it is not there. */
  render(draw: (answer: T) => TemplateResult): TemplateResult {
    if (this._problem) return html`<p class="err">${this._problem}</p>${button(texts.notice.retry, this._again)}`;
    return this.answer ? draw(this.answer) : waiting(texts.later.loading);
  }
}
