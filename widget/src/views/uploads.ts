/** A table of one's own: chosen, read by the server, looked at, and taken over. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Files } from "../files";
import type { Host } from "../host";
import { cardTexts } from "../texts";
import type { Cell, Problem, Received, Upload } from "../types";
import { button } from "./button";
import { icon } from "./icons";
import { table } from "./table";
import { waiting } from "./waiting";

const t = cardTexts.upload;
/** So many problems are named at once. */
const NAMED = 8;

/** The uploads of a page, one for each purpose. */
export class Uploads {
  private readonly _boxes = new Map<string, UploadBox>();

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
    private readonly _files: Files,
  ) {}

  render(upload: Upload): TemplateResult | typeof nothing {
    if (this._conversation.readOnly) return nothing;
    const { purpose } = upload;
    let box = this._boxes.get(purpose);
    if (!box) this._boxes.set(purpose, (box = new UploadBox(purpose, this._api, this._conversation, this._host, this._files)));
    return box.render(upload);
  }
}

class UploadBox {
  private readonly _id: string;
  private _name = "";
  private _busy = "";
  private _problem = "";
  private _taken = "";
  private _received: Received | null = null;

  constructor(
    private readonly _purpose: string,
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
    private readonly _files: Files,
  ) {
    this._id = `datei-${_purpose}`;
  }

  render({ template }: Upload): TemplateResult {
    const { _id: id, _files: files, _received: received } = this;
    const what = t.names[this._purpose] ?? t.any;
    const label = received ? t.other : t.choose;
    const layouts = template ? ["csv", "xlsx"].map((end) => [template.replace(/(csv|xlsx)$/, end), cardTexts.files.formats[end]!] as const) : [];
    return html`<section class="upload" aria-labelledby=${id} @dragover=${stop} @drop=${this._drop}>
      <h3 id=${id}>${t.title(what)}</h3><p class="hint small">${t.lead}</p>
      <input type="file" hidden accept=".csv,.xlsx" @change=${this._choose} />
      <div class="acts acts--tight">${button(label, open, "", `${label}: ${what}`, !!this._busy)}${layouts.map(
        ([href, word]) => files.button(href, t.template(word), t.templateOf(word, what)),
      )}</div>${files.state(layouts.map(([href]) => href))}
      <div id="${id}-e" tabindex="-1">${this._busy ? waiting(this._busy) : nothing}${
        this._problem ? html`<p class="err">${icon("stop")}<span>${this._problem}</span></p>` : nothing}${
        this._taken ? html`<p class="ok">${icon("check")}${this._taken}</p>` : nothing}${received ? this._reading(received) : nothing}</div>
    </section>`;
  }

  private _reading({ preview, problems }: Received): TemplateResult {
    const usable = preview && !problems.some(isError);
    const sums = preview && totals(preview.totals);
    return html`<h4>${this._headline(!!preview)}</h4>${listed(problems)}${
      sums?.rows.length ? table(t.totals, sums.columns, sums.rows) : nothing}${
      preview
        ? html`<details class="more" open><summary>${t.rows}</summary>${table(t.rows, preview.columns, preview.rows)}</details>`
        : nothing
    }${usable ? html`<div class="acts acts--tight">${button(t.take, this._confirm, "", undefined, !!this._busy)}</div>` : html`<p>${t.mend}</p>`}`;
  }

  private _headline(readable: boolean): string {
    const years = this._received?.preview?.years ?? [];
    return (readable ? t.read : t.unread)(this._name) + (years.length ? `, ${span(years)}` : "");
  }

  private readonly _choose = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file, mended, may be chosen again.
    if (file) void this._send(file).finally(() => (input.value = ""));
  };

  private readonly _drop = (event: DragEvent) => {
    stop(event);
    const file = event.dataTransfer?.files[0];
    if (file) void this._send(file);
  };

  private async _send(file: File): Promise<void> {
    if (this._busy) return;
    this._received = null;
    this._problem = this._taken = "";
    this._name = file.name;
    await this._during(t.reading, async () => {
      this._received = await send(this._api, this._purpose, file);
      const errors = this._received.problems.filter(isError).length;
      this._host.say(`${this._headline(!!this._received.preview)}. ${t.found(errors, this._received.problems.length - errors)}`.trim());
    });
    this._host.focus(`${this._id}-e`);
  }

  private readonly _confirm = async () => {
    const { _received: received } = this;
    if (!received) return;
    await this._during(t.reading, async () => {
      this._taken = (await confirm(this._api, received.id))?.text || t.taken;
      this._received = null;
    });
    if (this._received) return this._host.focus(`${this._id}-e`);
    if (await this._conversation.follow(this._taken)) return;
    this._host.say(this._taken);
    this._host.focus(`${this._id}-e`);
  };

  /** Says what is being done, and what went wrong with it. */
  private async _during(words: string, act: () => Promise<void>): Promise<void> {
    this._busy = words;
    this._problem = "";
    this._host.say(words);
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

/** Sends a file to be read; nothing counts before it is confirmed. */
export function send(api: Api, purpose: string, file: File): Promise<Received> {
  const form = new FormData();
  form.set("file", file);
  return api.send("POST", `api/uploads/${purpose}`, form, (response) => response.json() as Promise<Received>);
}

export const confirm = (api: Api, upload: string) =>
  api.call<{ text?: string } | undefined>("POST", `api/uploads/${encodeURIComponent(upload)}/confirm`);

const stop = (event: Event): void => event.preventDefault();
const open = (event: Event): void =>
  (event.currentTarget as Element).closest("section")!.querySelector<HTMLInputElement>("input")!.click();
export const isError = ({ severity }: Problem): boolean => severity === "error";

export function listed(problems: Problem[]): TemplateResult[] {
  const all = [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
  const list = (some: Problem[]) =>
    html`<ul class="problems" role="list">${some.map(
      (problem) =>
        html`<li class=${problem.severity}>${icon(isError(problem) ? "stop" : "info")}<span><b>${t[problem.severity]}</b> ${sentence(problem)}</span></li>`,
    )}</ul>`;
  const rest = all.slice(NAMED);
  return [
    ...(all.length ? [list(all.slice(0, NAMED))] : []),
    ...(rest.length ? [html`<details class="more"><summary>${t.more(rest.length)}</summary>${list(rest)}</details>`] : []),
  ];
}

/** „Zeile 12, Spalte „Frauen“: Hier steht keine Zahl.“ */
export function sentence({ row, column, text }: Problem): string {
  const place = [row && t.row(row), column && t.column(column)].filter(Boolean).join(", ");
  return place ? `${place}: ${text}` : text;
}

/** Years in words; without a gap only the first and the last. */
export function span(years: number[]): string {
  const first = years[0]!;
  const last = years[years.length - 1]!;
  return years.length > 2 && last - first === years.length - 1 ? `${first} bis ${last}` : years.join(", ");
}

/** The sums as a table: a row for each year, a column for each name. */
export function totals(list: { year: number; name: string; value: number }[]): { columns: string[]; rows: Cell[][] } {
  const names = [...new Set(list.map(({ name }) => name))];
  const years = [...new Set(list.map(({ year }) => year))];
  return {
    columns: [t.year, ...names],
    rows: years.map((year) => [
      String(year),
      ...names.map((name) => list.find((sum) => sum.year === year && sum.name === name)?.value ?? null),
    ]),
  };
}
