/** The page of a running conversation: stages, conversation, people. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import { stageTitle } from "./bar";
import { button } from "./button";
import type { Deck } from "./cards";
import { icon } from "./icons";
import { heading } from "./heading";
import { notice, notices } from "./notices";
import type { People } from "./people";
import type { Sheet } from "./sheet";
import { shelf, type Links } from "./shelf";
import { stages } from "./stages";
import type { Transcript } from "./transcript";
import { waiting } from "./waiting";

export interface PageLook {
  conversation: Conversation;
  transcript: Transcript;
  sheet: Sheet;
  people: People;
  deck: Deck;
  narrow: boolean;
  whole: boolean;
  /** What stands in place of the conversation: the form view, other municipalities. */
  instead: (() => unknown) | null;
  drawer: "stages" | "people" | null;
  toggle(drawer: "stages" | "people"): void;
  toQuestion(): void;
  redraw(): void;
  links: Links;
}

export function page(look: PageLook): TemplateResult {
  const { conversation, narrow } = look;
  const left = html`<nav class="rail" id="stufen" aria-labelledby="h-stufen">${stages(conversation)}</nav>`;
  const right = html`<div class="rail rail--docs" id="beteiligte" role=${look.whole ? "complementary" : "region"} aria-labelledby="h-unterlagen h-beteiligte">${shelf(conversation, look.deck, look.links)}${look.people.render()}</div>`;
  return html`<div class="frame">
    <div class="slot">${narrow
      ? html`${drawers(look)}${look.drawer === "stages" ? left : nothing}${look.drawer === "people" ? right : nothing}`
      : left}</div>
    <div class="main" role=${look.whole ? "main" : nothing}>${look.instead ? look.instead() : main(look)}</div>
    ${narrow ? nothing : right}
  </div>`;
}

function drawers({ conversation: { progress }, drawer, toggle }: PageLook): TemplateResult {
  const button = (name: "stages" | "people", target: string, label: string) =>
    html`<button class="btn" type="button" aria-expanded=${drawer === name ? "true" : "false"}
      aria-controls=${drawer === name ? target : nothing} @click=${() => toggle(name)}>${label}</button>`;
  return html`<div class="drawers">
    ${button("stages", "stufen", progress ? texts.stages.number(progress.stage_number, progress.stages) : texts.stages.title)}
    ${button("people", "beteiligte", texts.people.drawer)}</div>`;
}

function main({ conversation, transcript, sheet, toQuestion, redraw, whole }: PageLook): TemplateResult {
  const { loadState, progress, guide } = conversation;
  if (loadState === "failed")
    return html`${heading(whole, texts.product)}${notice({
      kind: "danger",
      title: texts.notice.loadFailed,
      text: texts.notice.loadFailedText,
      actions: [{ label: texts.notice.retry, act: () => void conversation.load() }],
    })}`;
  if (loadState === "loading") return html`${heading(whole, texts.product, "vh")}${waiting(texts.loading)}`;
  const stage = progress ? guide.stage(progress.stage) : undefined;
  return html`${heading(whole, stageTitle(conversation) || texts.product)}
    <p class="sub">${progress ? `${texts.stages.number(progress.stage_number, progress.stages)}. ` : nothing}${
      stage?.duration ?? nothing
    }</p>
    ${transcript.render()}${notices(conversation, redraw)}
    <p class="tofrage">${button([icon("down"), texts.toQuestion], toQuestion)}</p>
    ${sheet.render()}`;
}
