/** The right rail: who takes part, and what one can do with access and data. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import { dateOf } from "../format";
import type { Host } from "../host";
import { texts } from "../texts";
import type { Invitation } from "../types";
import { link } from "./button";
import { CodeBox } from "./code-box";

export class People {
  private _invitation: Invitation | null = null;
  private _problem = "";
  private _busy = false;
  private readonly _box: CodeBox;

  constructor(
    private readonly _conversation: Conversation,
    private readonly _api: Api,
    private readonly _host: Host & { signOut(): void },
  ) {
    this._box = new CodeBox("einladungscode", _host);
  }

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
        ${readOnly ? nothing : this._invite()}
        <p>${link(t.signOut, this._host.signOut)}</p>
        ${session.member.role === "founder"
          ? html`<p>${link(t.delete, () => this._conversation.command({ name: "delete" }, t.delete))}</p>`
          : nothing}
      </div>`;
  }

  private _invite(): TemplateResult {
    const t = texts.people;
    return html`<details class="more"><summary>${t.invite}</summary><form class="invite small" @submit=${this._submit}>
      <fieldset><legend>${t.inviteLead}</legend>${t.inviteRoles.map(
        ([role, title, hint], index) =>
          html`<label class="tick"><input type="radio" name="role" value=${role} ?checked=${index === 0} /><span>${title}<span
            class="muted">${hint}</span></span></label>`,
      )}</fieldset>
      <label class="lab" for="gast">${t.inviteName} <span class="muted">(${texts.start.optional})</span></label>
      <input class="field" id="gast" name="name" autocomplete="off" maxlength="120" />
      <button class="btn" type="submit" aria-disabled=${this._busy ? "true" : "false"}>${t.inviteGo}</button>
      ${this._problem ? html`<p class="err" role="alert">${this._problem}</p>` : nothing}
      ${this._invitation
        ? html`<div class="invited"><p class="lab">${t.inviteCode}</p>${this._box.render(this._invitation.code)}
            <p class="muted">${t.inviteUntil(dateOf(this._invitation.expires_at))}</p></div>`
        : nothing}</form></details>`;
  }

  private readonly _submit = async (event: Event) => {
    event.preventDefault();
    if (this._busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    this._busy = true;
    this._problem = "";
    try {
      this._invitation = await this._api.invite(String(data.get("role")), String(data.get("name") ?? "").trim());
      this._box.reset();
      this._host.say(`${texts.people.inviteCode}: ${this._invitation.code}`);
    } catch {
      this._problem = texts.people.inviteFailed;
    }
    this._busy = false;
    this._host.redraw();
  };
}
