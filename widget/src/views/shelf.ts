/** The upper part of the right rail: what can be taken out, seen as a form, printed. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import { link } from "./button";
import type { Message } from "../types";
import type { Deck } from "./cards";

/** Ways out of the conversation: the stage as a form, its questions on paper. */
export interface Links {
  form(): void;
  /** Other municipalities; `from` is the id of what was pressed, `data` the message that it stands by. */
  exchange(from: string, data?: Message["data"]): void;
  /** The address of all questions of a stage, to be printed. */
  paper(stage: string): string;
  /** Someone who only reads has asked for the documents. */
  shelf: boolean;
  openShelf(): void;
}

/** The way to the documents and figures; who only reads takes them out here. */
export function shelf(conversation: Conversation, deck: Deck, links: Links): TemplateResult {
  const { title, all, figures, form, paper } = texts.documents;
  const stage = conversation.progress?.stage ?? conversation.process?.current_stage ?? "kickoff";
  return html`<div><h2 id="h-unterlagen">${title}</h2>${
    conversation.readOnly
      ? html`<details class="more" @toggle=${links.openShelf}><summary>${all}</summary>${
          links.shelf ? deck((cards) => cards.shelf()) : nothing}</details>`
      : [
          html`<p>${link(all, () => conversation.command({ name: "documents" }, title))}</p>`,
          html`<p>${link(figures, () => conversation.command({ name: "figures" }, figures))}</p>`,
        ]
  }<p>${elsewhere("andere", links.exchange)}</p><p>${link(form, links.form)}</p><p><a class="link" href=${links.paper(stage)} target="_blank" rel="noopener">${paper}</a></p></div>`;
}

/** The way to other municipalities. */
export const elsewhere = (id: string, open: Links["exchange"], data?: Message["data"]): TemplateResult =>
  html`<button class="link" id=${id} type="button" @click=${() => open(id, data)}>${texts.documents.exchange}</button>`;
