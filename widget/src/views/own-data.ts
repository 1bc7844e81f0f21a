/** What is stored on the person herself: taken along as a file, or deleted. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { fetchFile, save, sizeOf } from "../saving";
import { peopleTexts } from "../texts";
import { link } from "./button";

const t = peopleTexts.ownData;

export class OwnData {
  private _busy = false;
  private _news = "";

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {}

  render(): TemplateResult {
    const { _conversation: conversation } = this;
    return html`<div><p>${link(t.save, () => this._save())}</p>${
        this._news ? html`<p class="small">${this._news}</p>` : nothing
      }${
        // The assistant says first what stays, and asks.
        conversation.readOnly ? nothing : html`<p>${link(t.delete, () => conversation.say(t.delete))}</p>`
      }</div>`;
  }

  private async _save(): Promise<void> {
    if (this._busy) return;
    this._busy = true;
    try {
      const { blob, name } = await fetchFile(this._api, "api/me/export");
      save(blob, name);
      this._news = t.saved(name, sizeOf(blob.size));
    } catch (error) {
      this._news = this._conversation.explain(error);
    }
    this._busy = false;
    this._host.say(this._news);
    this._host.redraw();
  }
}
