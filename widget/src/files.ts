/** Files of the server, which need the token: saved on the person's device, or shown as pictures. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "./api";
import type { Conversation } from "./conversation";
import type { Host } from "./host";
import { fetchFile, save, sizeOf } from "./saving";
import { cardTexts } from "./texts";
import { button } from "./views/button";
import { icon } from "./views/icons";
import { waiting } from "./views/waiting";

/** `url` is its blob address; null while it is on its way, empty where it could not be had. */
interface Picture {
  as: string;
  url: string | null;
}

export class Files {
  private readonly _busy = new Set<string>();
  private readonly _problems = new Map<string, string>();
  /** The file saved last, and what was said of it. */
  private _saved: [href: string, words: string] | null = null;
  private readonly _pictures = new Map<string, Picture>();

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {}

  /** Saves a file when pressed. */
  button(href: string, label: string, name: string): TemplateResult {
    return button(label, () => this._save(href), "", name, this._busy.has(href));
  }

  /** How it goes with some files: under way, saved, or what went wrong. */
  state(hrefs: string[]): TemplateResult | typeof nothing {
    const problem = hrefs.map((href) => this._problems.get(href)).find(Boolean);
    if (problem) return html`<p class="err">${icon("stop")}<span>${problem}</span></p>`;
    if (hrefs.some((href) => this._busy.has(href))) return waiting(cardTexts.files.working);
    const [href, words] = this._saved ?? [];
    return href && hrefs.includes(href) ? html`<p class="ok small">${icon("check")}${words}</p>` : nothing;
  }

  /** The address of a picture as it stands now: fetched when first asked for, and anew when `as` has changed. */
  picture(href: string, as: string): string | null {
    if (this._pictures.get(href)?.as !== as) {
      this._forget(href);
      void this._fetchPicture(href, { as, url: null });
    }
    return this._pictures.get(href)!.url;
  }

  again(href: string): void {
    this._forget(href);
    this._host.redraw();
  }

  /** Lets go of all pictures. */
  release(): void {
    for (const href of this._pictures.keys()) this._forget(href);
  }

  private _forget(href: string): void {
    const url = this._pictures.get(href)?.url;
    if (url) URL.revokeObjectURL(url);
    this._pictures.delete(href);
  }

  private async _fetchPicture(href: string, picture: Picture): Promise<void> {
    this._pictures.set(href, picture);
    let url = "";
    try {
      url = URL.createObjectURL((await fetchFile(this._api, href)).blob);
    } catch (error) {
      this._conversation.explain(error);
    }
    // Let go of in the meantime: nobody would do it later.
    if (this._pictures.get(href) === picture) picture.url = url;
    else if (url) URL.revokeObjectURL(url);
    this._host.redraw();
  }

  private async _save(href: string): Promise<void> {
    this._busy.add(href);
    this._problems.delete(href);
    this._saved = null;
    this._host.say(cardTexts.files.working);
    try {
      const { blob, name } = await fetchFile(this._api, href);
      save(blob, name);
      this._saved = [href, cardTexts.files.saved(name, sizeOf(blob.size))];
      this._host.say(this._saved[1]);
    } catch (error) {
      const problem = this._conversation.explain(error);
      this._problems.set(href, problem);
      this._host.say(problem);
    }
    this._busy.delete(href);
    this._host.redraw();
  }
}
