/** A code to be copied or noted. */
import { html, type TemplateResult } from "lit/html.js";
import type { Host } from "../host";
import { texts } from "../texts";
import { icon } from "./icons";

export class CodeBox {
  private _copied = "";

  constructor(
    private readonly _id: string,
    private readonly _host: Host,
  ) {}

  reset(): void {
    this._copied = "";
  }

  render(code: string, label: string = texts.accessCode.copy, look = "code"): TemplateResult {
    const { copied, copyByHand } = texts.accessCode;
    const done = this._copied === copied;
    return html`<div class="codebox"><output class=${look} id=${this._id}>${code}</output>
      <button class="btn" type="button" @click=${(event: Event) => this._copy(event, code)}>${icon(done ? "check" : "copy")}${
        done ? copied : label}</button></div>${this._copied === copyByHand ? html`<p class="small muted">${copyByHand}</p>` : ""}`;
  }

  /** Without TLS browsers offer no clipboard: then the code is selected, ready to be copied. */
  private async _copy(event: Event, code: string): Promise<void> {
    const root = (event.currentTarget as Element).getRootNode() as ParentNode;
    try {
      await navigator.clipboard.writeText(code);
      this._copied = texts.accessCode.copied;
    } catch {
      const output = root.querySelector(`#${this._id}`);
      if (output) getSelection()?.selectAllChildren(output);
      this._copied = document.execCommand?.("copy") ? texts.accessCode.copied : texts.accessCode.copyByHand;
    }
    this._host.say(this._copied);
    this._host.redraw();
  }
}
