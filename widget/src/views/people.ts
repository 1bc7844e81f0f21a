/** The right rail: who takes part, and what one can do with access and data. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { texts } from "../texts";
import type { Later } from "../later";
import type { Invite } from "./invite";
import { link } from "./button";

export class People {
  private _invite: Invite | null = null;
  private _opened = false;

  constructor(
    private readonly _conversation: Conversation,
    private readonly _api: Api,
    private readonly _host: Host & { signOut(): void },
    private readonly _later: Later,
  ) {}

  render(): TemplateResult {
    const t = texts.people;
    const { process, session, readOnly } = this._conversation;
    return html`<div><h2 id="h-beteiligte" tabindex="-1">${t.title}</h2>
        <ul class="plain small">${process?.members.map(
          ({ id, name, department, role }) =>
            html`<li>${[name, department, t.roles[role]].filter(Boolean).join(", ")}${
              id === session.member.id ? ` (${texts.you})` : nothing
            }</li>`,
        )}</ul></div>
      <div><h2 id="h-zugang" tabindex="-1">${t.access}</h2>
        ${readOnly
          ? nothing
          : html`<details class="more" @toggle=${this._toggled}><summary>${t.invite}</summary>${
              this._opened
                ? this._later.render(({ Invite }) => (this._invite ??= new Invite(this._api, this._host)).render())
                : nothing}</details>`}
        <p>${link(t.signOut, this._host.signOut)}</p>
        ${session.member.role === "founder"
          ? html`<p>${link(t.delete, () => this._conversation.command({ name: "delete" }, t.delete))}</p>`
          : nothing}
      </div>`;
  }

  private readonly _toggled = () => {
    this._opened = true;
    this._host.redraw();
  };
}
