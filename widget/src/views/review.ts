/** The review card: every answer of a stage, grouped like the questions were. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import { items } from "../collections";
import type { Conversation } from "../conversation";
import { itemOf } from "../guide";
import type { Host } from "../host";
import { cardTexts, texts } from "../texts";
import type { Process, Prompt } from "../types";
import { link } from "./button";

const t = cardTexts.review;

export interface Row {
  question: string;
  label: string;
  display: string;
  open: string | null;
}

export interface Group {
  title: string;
  item: string | null;
  rows: Row[];
}

/** The answers, asked for anew whenever something has changed; what one can do with them stands around, in the sheet. */
export class Review {
  private readonly _titles = new Map<string, string>();
  private _seen: Process | null = null;

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {}

  render({ stage }: Prompt): TemplateResult {
    const { process } = this._conversation;
    if (process !== this._seen) void this._lookUp(stage);
    this._seen = process;
    return card(this._conversation, stage, this._titles);
  }

  private async _lookUp(stage: string): Promise<void> {
    const conversation = this._conversation;
    try {
      const { answers } = await this._api.answers(stage);
      conversation.answers = [...conversation.answers.filter(({ question }) => !question.startsWith(`${stage}.`)), ...answers];
      const rounds = answers.map(({ question }) => question.split(".")).filter(({ length }) => length === 4);
      for (const name of new Set(rounds.map(([of, collection]) => `${of}.${collection}`)))
        for (const { id, title } of (await items(this._api, name)).items) this._titles.set(id, title);
    } catch (error) {
      // What is known so far stands; without names the items are numbered.
      conversation.explain(error);
    }
    this._host.redraw();
  }
}

function card(conversation: Conversation, stage: string, titles: Map<string, string>): TemplateResult {
  const groups = grouped(conversation, stage, titles);
  const rows = groups.flatMap((group) => group.rows);
  const open = rows.filter((row) => row.open).length;
  return html`<p class="hint">${t.count(rows.length - open, open)}</p>
    ${groups.map((group, index) => {
      const first = groups[index - 1]?.title !== group.title;
      return html`${first ? html`<div class="sumhead"><h3>${group.title}</h3></div>` : nothing}${
          group.item ? html`<h4 class="sumitem">${group.item}</h4>` : nothing
        }<dl class="sum">${group.rows.map((row) => line(conversation, row))}</dl>`;
    })}`;
}

function line(conversation: Conversation, row: Row): TemplateResult {
  const verb = row.open ? texts.log.complete : texts.log.change;
  const what = `${verb}: ${row.label}`;
  const act = () => conversation.command({ name: "edit", question: row.question }, what);
  return html`<div><dt>${row.label}</dt><dd>${row.open ? html`<span class="open">${row.open}</span>` : row.display}</dd>${
    conversation.readOnly
      ? nothing
      : html`<dd class="ch">${link(verb, act, what)}</dd>`
  }</div>`;
}

/** Answers and open points of a stage in the guide's order; the rounds of a repeated section one by one. */
export function grouped(conversation: Conversation, stage: string, titles: Map<string, string>): Group[] {
  const { guide, answers, process } = conversation;
  const rows: Row[] = answers
    .filter(({ question }) => question.startsWith(`${stage}.`) && !/\.more$/.test(question) && question !== `${stage}.review`)
    .map(({ question, label, display, status }) => ({
      question,
      label,
      display,
      open: status === "unknown" ? t.unknown : status === "skipped" ? t.skipped : null,
    }));
  const known = new Set(rows.map((row) => row.question));
  for (const question of process?.stages.find(({ id }) => id === stage)?.open_points ?? [])
    if (!known.has(question))
      rows.push({ question, label: conversation.labelOf(question) ?? t.open, display: "", open: t.open });

  const items: string[] = [];
  for (const row of rows) {
    const item = itemOf(row.question);
    if (item && !items.includes(item)) items.push(item);
  }
  const place = ({ question }: Row) => {
    const item = itemOf(question);
    const section = guide.section(question);
    const start = section?.questions[0]?.question ?? section?.questions[0]?.id;
    return item && start
      ? [guide.order(start), items.indexOf(item) + 1, guide.order(question)]
      : [guide.order(question), 0, 0];
  };
  const ordered = rows
    .map((row, index) => ({ row, at: [...place(row), index] }))
    .sort((a, b) => a.at.reduce((found, part, i) => found || part - b.at[i]!, 0));

  const groups: (Group & { key: string })[] = [];
  for (const { row } of ordered) {
    const item = itemOf(row.question);
    const title = guide.section(row.question)?.title ?? t.others;
    const key = `${title}#${item ?? ""}`;
    let group = groups[groups.length - 1];
    if (group?.key !== key) {
      const name = item ? titles.get(item) ?? t.item(groups.filter((g) => g.title === title).length + 1) : null;
      group = { key, title, item: name, rows: [] };
      groups.push(group);
    }
    group.rows.push(row);
  }
  return groups;
}
