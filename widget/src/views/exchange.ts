/** Other municipalities: a view in place of the conversation, with three of its own. */
import { html, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { exchangeTexts } from "../texts";
import type { Message } from "../types";
import { button } from "./button";
import { Experience } from "./experience";
import { heading } from "./heading";
import { icon } from "./icons";
import { Neighbours } from "./neighbours";
import { SharingView } from "./sharing";

const t = exchangeTexts;

export const TITLE = "austausch-t";

export type ViewName = keyof typeof t.views;

/** One of the three. */
export interface View {
  /** Asks for what it shows, anew. */
  load(): Promise<void>;
  render(): TemplateResult;
  /** Closes what is open within it; false where nothing is. */
  close(): boolean;
}

export class Exchange {
  private readonly _views: Record<ViewName, View>;
  private _name: ViewName = "neighbours";

  constructor(
    api: Api,
    conversation: Conversation,
    private readonly _host: Host,
    /** Back to where one was. */
    private readonly _close: () => void,
    data: Message["data"],
  ) {
    this._views = {
      neighbours: new Neighbours(api, conversation, _host),
      experience: new Experience(api, conversation, _host),
      sharing: new SharingView(api, conversation, _host),
    };
    this._open(viewOf(data));
    _host.focus(TITLE);
  }

  render(): TemplateResult {
    return html`<div class="exchange" @keydown=${this._escape}>${heading(this._host.whole, t.title, "title", TITLE)}
      <p class="sub">${t.lead}</p>
      <div class="formtop"><div class="asks" role="group" aria-label=${t.title}>${(Object.keys(t.views) as ViewName[]).map(
        (name) => html`<button class="btn" type="button" aria-pressed=${name === this._name ? "true" : "false"}
          @click=${() => this._open(name)}>${t.views[name]}</button>`,
      )}</div>${button([icon("back"), t.back], this._close, "btn--quiet")}</div>
      <section aria-labelledby="austausch-u"><h2 id="austausch-u" tabindex="-1">${t.views[this._name]}</h2>${
        this._views[this._name].render()}</section></div>`;
  }

  private _open(name: ViewName): void {
    this._name = name;
    void this._views[name].load();
  }

  private readonly _escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    if (!this._views[this._name].close()) this._close();
  };
}

/** The view that shows more of what a message is about. */
export function viewOf(data: Message["data"]): ViewName {
  if (data?.["sharing"]) return "sharing";
  return data?.["measures"] ? "experience" : "neighbours";
}
