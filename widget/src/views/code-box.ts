/** A code to be copied or noted. */
import { html, type TemplateResult } from "lit";
import { texts } from "../texts";
import { icon } from "./icons";

export class CodeBox {
  private copied = "";

  constructor(
    private readonly id: string,
    private readonly redraw: () => void,
    private readonly say: (text: string) => void,
  ) {}

  reset(): void {
    this.copied = "";
  }

  render(code: string): TemplateResult {
    return html`<div class="codebox"><output class="code" id=${this.id}>${code}</output>
      <button class="btn" type="button" @click=${(event: Event) => this.copy(event, code)}>${icon(
        this.copied === texts.accessCode.copied ? "check" : "copy")}${
        this.copied === texts.accessCode.copied ? this.copied : texts.accessCode.copy
      }</button></div>${this.copied === texts.accessCode.copyByHand ? html`<p class="small muted">${this.copied}</p>` : ""}`;
  }

  /** Without TLS browsers offer no clipboard: then the code is selected, ready to be copied. */
  private async copy(event: Event, code: string): Promise<void> {
    const root = (event.currentTarget as Element).getRootNode() as ParentNode;
    try {
      await navigator.clipboard.writeText(code);
      this.copied = texts.accessCode.copied;
    } catch {
      const output = root.querySelector(`#${this.id}`);
      if (output) getSelection()?.selectAllChildren(output);
      this.copied = document.execCommand?.("copy") ? texts.accessCode.copied : texts.accessCode.copyByHand;
    }
    this.say(this.copied);
    this.redraw();
  }
}
