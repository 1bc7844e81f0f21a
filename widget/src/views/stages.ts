/** The left rail: five stages on one thread, each with its state in words. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "../conversation";
import { texts } from "../texts";
import type { Stage } from "../types";
import { icon } from "./icons";

/** So many open points are named; the rest is counted. */
const NAMED = 3;

export function stages(conversation: Conversation): TemplateResult {
  const t = texts.stages;
  const current = conversation.progress?.stage ?? conversation.process?.current_stage;
  return html`<div><h2 id="h-stufen" tabindex="-1">${t.title}</h2><ol class="stages">${conversation.process?.stages.map((stage) => {
    const now = stage.id === current;
    const look = stage.status === "completed" ? "done" : now || stage.status === "in_progress" ? "now" : "";
    return html`<li class=${look}><span class="knot">${stage.status === "completed" ? icon("check") : nothing}</span>
      ${conversation.readOnly
        ? html`<span class="name" aria-current=${now ? "step" : nothing}>${stage.title}</span>`
        : html`<button class="name" type="button" aria-current=${now ? "step" : nothing}
            @click=${() => conversation.command({ name: "goto", stage: stage.id }, t.goto(stage.title))}>${stage.title}</button>`}
      <span class="state">${now && stage.status === "not_started" ? t.begun : state(stage)}</span>${openPoints(conversation, stage)}</li>`;
  })}</ol></div>${dates(conversation)}`;
}

function dates({ dates: list }: Conversation): TemplateResult | typeof nothing {
  return list.length
    ? html`<div><h2>${texts.stages.dates}</h2><ul class="plain small">${list.slice(0, NAMED).map(
        ({ label, display }) => html`<li>${display}: ${label}</li>`)}</ul></div>`
    : nothing;
}

function state({ status, answered, total }: Stage): string {
  const t = texts.stages;
  return status === "in_progress" ? t.in_progress(answered, total) : t[status] ?? "";
}

function openPoints(conversation: Conversation, { title, open_points: open }: Stage): TemplateResult | typeof nothing {
  if (!open.length) return nothing;
  const t = texts.stages;
  return html`<p class="opencount"><span class="open">${t.open(open.length)}</span></p>
    <ul class="openlist" aria-label=${t.openIn(title)}>${open.slice(0, NAMED).map((question) => {
      const label = conversation.labelOf(question) ?? question;
      const act = () => conversation.command({ name: "edit", question }, `${texts.log.complete}: ${label}`);
      return html`<li>${conversation.readOnly ? label : html`<button type="button" @click=${act}>${label}</button>`}</li>`;
    })}${open.length > NAMED ? html`<li class="muted">${t.more(open.length - NAMED)}</li>` : nothing}</ul>`;
}
