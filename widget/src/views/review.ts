/** The review card: every answer of a stage, grouped like the questions were. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { itemOf } from "../guide";
import { texts } from "../texts";
import type { Prompt } from "../types";
import { bar, QUESTION, stageLine, stageTitle } from "./bar";
import { button, link } from "./button";
import { icon } from "./icons";
import type { OwnWords } from "./own-words";

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

export function review(conversation: Conversation, prompt: Prompt, own: OwnWords): TemplateResult {
  const t = texts.review;
  const stage = stageTitle(conversation, prompt.stage);
  const groups = grouped(conversation, prompt.stage);
  const rows = groups.flatMap((group) => group.rows);
  const open = rows.filter((row) => row.open).length;
  const off = conversation.outbox.busy;
  const { back } = texts.sheet;
  return html`<section class="sheet" id="frage" aria-labelledby=${QUESTION}>
    ${bar(t.bar, stageLine(conversation), conversation.savedAt)}
    <div class="sheet__body">
      <h2 class="q-title" id=${QUESTION} tabindex="-1">${prompt.text}</h2>
      <p class="hint">${t.count(rows.length - open, open)}</p>
      ${groups.map((group, index) => {
        const first = groups[index - 1]?.title !== group.title;
        return html`${first ? html`<div class="sumhead"><h3>${group.title}</h3></div>` : nothing}${
            group.item ? html`<h4 class="sumitem">${group.item}</h4>` : nothing
          }<dl class="sum">${group.rows.map((row) => line(conversation, row))}</dl>`;
      })}
      ${conversation.readOnly
        ? nothing
        : html`<div class="acts">
            ${button(t.close(stage), () => conversation.answer("confirm", t.close(stage)), "btn--go", undefined, off)}
            ${button(t.later, () => conversation.command({ name: "pause" }, t.later), "", undefined, off)}
            ${button([icon("back"), back], () => conversation.command({ name: "back" }, back), "btn--quiet push", undefined, off)}
          </div>`}
    </div>${conversation.readOnly ? nothing : own.render("rest")}</section>`;
}

function line(conversation: Conversation, row: Row): TemplateResult {
  const verb = row.open ? texts.review.complete : texts.review.change;
  const what = `${verb}: ${row.label}`;
  const act = () => conversation.command({ name: "edit", question: row.question }, what);
  return html`<div><dt>${row.label}</dt><dd>${row.open ? html`<span class="open">${row.open}</span>` : row.display}</dd>${
    conversation.readOnly
      ? nothing
      : html`<dd class="ch">${link(verb, act, what)}</dd>`
  }</div>`;
}

/** Answers and open points of a stage in the guide's order; the rounds of a repeated section one by one. */
export function grouped(conversation: Conversation, stage: string): Group[] {
  const { guide, answers, process, itemTitles } = conversation;
  const t = texts.review;
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
      const name = item ? itemTitles.get(item) ?? t.item(groups.filter((g) => g.title === title).length + 1) : null;
      group = { key, title, item: name, rows: [] };
      groups.push(group);
    }
    group.rows.push(row);
  }
  return groups;
}
