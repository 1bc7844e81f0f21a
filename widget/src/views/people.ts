/** The right rail: who takes part, and what one can do with access and data. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { texts } from "../texts";
import type { Later, Parts } from "../later";
import type { Delegations } from "./delegations";
import type { Invite } from "./invite";
import type { OwnData } from "./own-data";
import { link } from "./button";

export class People {
  private _invite: Invite | null = null;
  private _delegations: Delegations | null = null;
  private _ownData: OwnData | null = null;
  /** What is unfolded, by its id. */
  private readonly _open = new Set<string>();

  constructor(
    private readonly _conversation: Conversation,
    private readonly _api: Api,
    private readonly _host: Host & { signOut(): void },
    private readonly _later: Later,
  ) {}

  render(): TemplateResult {
    const t = texts.people;
    const { _api: api, _conversation: conversation, _host: host } = this;
    const { process, session, readOnly } = conversation;
    const delegations = (part: Parts["people"]) => (this._delegations ??= new part.Delegations(api, conversation, host));
    return html`<div><h2 id="h-beteiligte" tabindex="-1">${t.title}</h2>
        <ul class="plain small">${process?.members.map(
          ({ id, name, department, role, at }) =>
            html`<li>${[name, department, t.roles[role]].filter(Boolean).join(", ")}${
              id === session.member.id ? ` (${texts.you})` : nothing
            }${at?.stage_title ? html`<span class="muted">${t.here(at.stage_title)}</span>` : nothing}</li>`,
        )}</ul>
        ${this._more("fuer-mich", t.mine, (part) => delegations(part).mine())}
        ${this._more("wartet-auf", t.waiting, (part) => delegations(part).waiting())}</div>
      <div><h2 id="h-zugang" tabindex="-1">${t.access}</h2>
        ${readOnly
          ? nothing
          : this._more("einladen", t.invite, ({ Invite }) => (this._invite ??= new Invite(api, host)).render())}
        ${this._more("meine-daten", t.ownData, ({ OwnData }) => (this._ownData ??= new OwnData(api, conversation, host)).render())}
        <p>${link(t.signOut, host.signOut)}</p>
        ${session.member.role === "founder"
          ? html`<p>${link(t.delete, () => conversation.command({ name: "delete" }, t.delete))}</p>`
          : nothing}
      </div>`;
  }

  /** What is fetched and drawn when it is unfolded. */
  private _more(id: string, title: string, draw: (part: Parts["people"]) => unknown): TemplateResult {
    const open = this._open.has(id);
    return html`<details class="more" ?open=${open} @toggle=${(event: Event) => {
      this._open[(event.target as HTMLDetailsElement).open ? "add" : "delete"](id);
      this._host.redraw();
    }}><summary id=${id}>${title}</summary>${open ? this._later.render("people", draw) : nothing}</details>`;
  }
}
