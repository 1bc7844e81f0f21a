/** Documents to take out, each in its formats. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Files } from "../files";
import type { Host } from "../host";
import { cardTexts, texts } from "../texts";
import type { DocumentEntry } from "../types";
import { button } from "./button";
import { waiting } from "./waiting";

export class Documents {
  private _all: DocumentEntry[] | null = null;
  private _problem = "";
  private _asked = false;

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
    private readonly _files: Files,
  ) {}

  list(list: DocumentEntry[]): TemplateResult {
    return documents(list, this._files);
  }

  /** All of them, for someone who does not ask for them in the conversation. */
  shelf(): TemplateResult {
    if (!this._asked) void this._lookUp();
    this._asked = true;
    if (this._problem)
      return html`<p class="hint">${this._problem}</p>${button(texts.notice.retry, () => void this._lookUp())}`;
    return this._all ? this.list(this._all) : waiting(texts.later.loading);
  }

  private async _lookUp(): Promise<void> {
    this._problem = "";
    try {
      this._all = (await this._api.call<{ documents: DocumentEntry[] }>("GET", "api/documents")).documents;
    } catch (error) {
      this._problem = this._conversation.explain(error);
      this._host.say(this._problem);
    }
    this._host.redraw();
  }
}

export function documents(list: DocumentEntry[], files: Files): TemplateResult {
  const { formats: words, named } = cardTexts.files;
  return html`<ul class="docs" role="list">${list.map(
    ({ title, formats, complete }) =>
      html`<li><p><b>${title}</b>${complete ? nothing : html` <span class="open">${texts.documents.draft}</span>`}</p><div
        class="acts acts--tight">${formats.map(({ format, href }) => {
          const word = words[format] ?? format.toUpperCase();
          return files.button(href, word, named(title, word));
        })}</div>${files.state(formats.map(({ href }) => href))}</li>`,
  )}</ul>`;
}
