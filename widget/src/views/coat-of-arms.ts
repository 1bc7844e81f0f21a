/** The municipality's coat of arms on its documents: chosen, looked at, taken over, taken away. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import { sizeOf } from "../saving";
import type { Host } from "../host";
import { cardTexts, texts } from "../texts";
import type { Problem } from "../types";
import { button } from "./button";
import { icon } from "./icons";
import { confirm, isError, listed, send } from "./uploads";
import { waiting } from "./waiting";

const t = cardTexts.coat;
const PURPOSE = "coat-of-arms";

interface Kept {
  id: string;
  purpose: string;
  name: string;
  confirmed: boolean;
}

export class CoatOfArms {
  /** Those taken over, the newest first; null until they were asked for. */
  private _kept: Kept[] | null = null;
  private _asked = false;
  /** The one just chosen, with its picture as the browser has it. */
  private _chosen: { id: string; file: File; url: string; problems: Problem[] } | null = null;
  private _busy = "";
  private _problem = "";
  private _said = "";

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {}

  render(): TemplateResult | typeof nothing {
    if (this._conversation.readOnly) return nothing;
    return html`<details class="more coat" @toggle=${this._opened}><summary>${t.title}</summary><div>${
      this._asked ? this._inside() : nothing}</div></details>`;
  }

  private _inside(): TemplateResult {
    const used = this._kept?.[0];
    return html`<p class="hint small">${t.lead}</p>
      ${used ? html`<p>${t.used(used.name)}</p>` : nothing}
      <input type="file" hidden accept=".png,.svg,image/png,image/svg+xml" @change=${this._choose} />
      <div class="acts acts--tight">${button(used || this._chosen ? t.other : t.choose, browse, "", undefined, !!this._busy)}${
        used ? button(t.remove, this._remove, "btn--quiet", undefined, !!this._busy) : nothing}</div>
      <div id="wappen-e" tabindex="-1">${this._busy ? waiting(this._busy) : nothing}${
        this._problem ? html`<p class="err">${icon("stop")}<span>${this._problem}</span></p>` : nothing}${
        this._said ? html`<p class="ok">${icon("check")}${this._said}</p>` : nothing}${this._preview()}</div>`;
  }

  private _preview(): TemplateResult | typeof nothing {
    if (!this._chosen) return nothing;
    const { file, url, problems } = this._chosen;
    if (problems.some(isError)) return html`${listed(problems)}`;
    const { process, session } = this._conversation;
    return html`<p>${t.read(file.name, sizeOf(file.size))}</p>
      <div class="coat__in"><img src=${url} alt=${t.alt((process ?? session).process.municipality)} /></div>${listed(problems)}
      <div class="acts acts--tight">${button(t.take, this._confirm, "", undefined, !!this._busy)}</div>`;
  }

  private readonly _opened = () => {
    if (this._asked) return;
    this._asked = true;
    void this._during(texts.later.loading, () => this._lookUp());
  };

  private readonly _choose = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file || this._busy) return;
    this._forget();
    await this._during(t.reading, async () => {
      const { id, problems } = await send(this._api, PURPOSE, file);
      this._chosen = { id, file, url: URL.createObjectURL(file), problems };
      const wrong = problems.filter(isError).map(({ text }) => text);
      this._host.say(wrong.join(" ") || t.read(file.name, sizeOf(file.size)));
    });
    // The same file, mended, may be chosen again.
    input.value = "";
    this._host.focus("wappen-e");
  };

  private readonly _confirm = async () => {
    const { _chosen: chosen } = this;
    if (!chosen) return;
    await this._during(t.reading, async () => {
      await confirm(this._api, chosen.id);
      await this._lookUp();
      this._forget();
      this._tell(t.taken);
    });
    this._host.focus("wappen-e");
    await this._conversation.sync();
  };

  /** Each one taken over goes: without the newest, the one before would count again. */
  private readonly _remove = async () => {
    await this._during(t.removing, async () => {
      for (const { id } of this._kept ?? []) await this._api.call("DELETE", `api/uploads/${encodeURIComponent(id)}`);
      await this._lookUp();
      this._tell(t.removed);
    });
    this._host.focus("wappen-e");
  };

  private async _lookUp(): Promise<void> {
    const { uploads } = await this._api.call<{ uploads: Kept[] }>("GET", "api/uploads");
    this._kept = uploads.filter(({ purpose, confirmed }) => purpose === PURPOSE && confirmed);
  }

  private _tell(words: string): void {
    this._said = words;
    this._host.say(words);
  }

  private _forget(): void {
    if (this._chosen) URL.revokeObjectURL(this._chosen.url);
    this._chosen = null;
  }

  private async _during(words: string, act: () => Promise<void>): Promise<void> {
    this._busy = words;
    this._problem = this._said = "";
    this._host.redraw();
    try {
      await act();
    } catch (error) {
      this._problem = this._conversation.explain(error);
      this._host.say(this._problem);
    }
    this._busy = "";
    this._host.redraw();
  }
}

const browse = (event: Event): void =>
  (event.currentTarget as Element).closest("details")!.querySelector<HTMLInputElement>("input[type=file]")!.click();
