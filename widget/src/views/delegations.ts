/** Questions that were handed over: what is asked of me, and whom the others wait for. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { peopleTexts, texts } from "../texts";
import type { Delegation, Process } from "../types";
import { button, link } from "./button";
import { waiting } from "./waiting";

const t = peopleTexts.delegations;
/** Where the focus goes when the button that was pressed is gone. */
export const WAITING = "wartet-auf";

export class Delegations {
  private _all: Delegation[] | null = null;
  private _problem = "";
  /** The process as it was when they were asked for: it comes anew with whatever may have changed them. */
  private _asked: Process | null | undefined;
  private readonly _leaving = new Set<string>();

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {}

  /** What is asked of me, soonest first. */
  mine(): unknown {
    return this._drawn(
      ({ for_me }) => for_me,
      t.nothingMine,
      (list) => html`${
        list.length > 1 && !this._conversation.readOnly
          ? html`<p>${button(t.inTurn, () => this._conversation.command({ name: "mine" }, t.inTurn))}</p>`
          : nothing
      }<ul class="plain tasks" role="list">${list.map((each) => this._task(each))}</ul>`,
    );
  }

  /** What others were asked, by person. */
  waiting(): unknown {
    return this._drawn(
      ({ for_me }) => !for_me,
      t.nothingWaits,
      (list) =>
        [...byRecipient(list)].map(
          ([recipient, theirs]) => html`<h3 class="small">${t.waitsFor(recipient)}</h3><ul class="plain tasks" role="list">${
            theirs.map((each) => this._waits(each))}</ul>`,
        ),
    );
  }

  private _drawn(wanted: (each: Delegation) => boolean, none: string, draw: (list: Delegation[]) => unknown): unknown {
    const { process } = this._conversation;
    if (this._asked !== process) {
      this._asked = process;
      void this._lookUp();
    }
    if (this._problem) return html`<div class="small"><p>${this._problem}</p>${button(texts.notice.retry, () => this._lookUp())}</div>`;
    if (!this._all) return waiting(texts.later.loading);
    const list = this._all.filter(wanted);
    return html`<div class="small">${list.length ? draw(list) : html`<p class="muted">${none}</p>`}</div>`;
  }

  private _task(each: Delegation): TemplateResult {
    const question = each.question ?? each.open_questions[0];
    const { label, note, by_name } = each;
    return html`<li><b>${label}</b>${until(each)}${by_name ? html`<span class="muted">${t.from(by_name)}</span>` : nothing}${
      note ? html`<span>„${note}“</span>` : nothing}${
      question && !this._conversation.readOnly
        ? link(t.answer, () => this._conversation.command({ name: "edit", question }, t.answerWhat(label)), t.answerWhat(label))
        : nothing}</li>`;
  }

  private _waits(each: Delegation): TemplateResult {
    const { label, from_me } = each;
    return html`<li><b>${label}</b>${until(each)}${
      from_me && !this._conversation.readOnly
        ? link(t.takeBack, () => this._takeBack(each), t.takeBackWhat(label))
        : nothing}</li>`;
  }

  private async _takeBack({ id, label }: Delegation): Promise<void> {
    if (this._leaving.has(id)) return;
    this._leaving.add(id);
    const words = t.takenBack(label);
    try {
      await this._api.call("DELETE", `api/delegations/${encodeURIComponent(id)}`);
      await this._lookUp();
      this._host.focus(WAITING);
      // The question is open again, and may be the next one.
      if (!(await this._conversation.follow(words))) this._host.say(words);
    } catch (error) {
      this._problem = this._conversation.explain(error);
      this._host.say(this._problem);
      this._host.redraw();
    }
    this._leaving.delete(id);
  }

  private async _lookUp(): Promise<void> {
    try {
      this._all = (await this._api.call<{ delegations: Delegation[] }>("GET", "api/delegations")).delegations;
      this._problem = "";
    } catch (error) {
      this._problem = this._conversation.explain(error);
    }
    this._host.redraw();
  }
}

/** In the order in which they come; open ones come with the soonest first. */
export function byRecipient(list: Delegation[]): Map<string, Delegation[]> {
  const found = new Map<string, Delegation[]>();
  for (const each of list) found.set(each.to_text, [...(found.get(each.to_text) ?? []), each]);
  return found;
}

const until = ({ due_text, overdue }: Delegation): unknown =>
  due_text ? html`<span class=${overdue ? "" : "muted"}>${(overdue ? t.overdue : t.until)(due_text)}</span>` : nothing;
