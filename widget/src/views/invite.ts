/** Inviting a colleague: what she may do, and the code for her. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import { dateOf } from "../format";
import type { Host } from "../host";
import { peopleTexts, texts } from "../texts";
import type { Invitation } from "../types";
import { CodeBox } from "./code-box";

const t = peopleTexts.invite;

export class Invite {
  private _invitation: Invitation | null = null;
  private _problem = "";
  private _busy = false;
  private readonly _box: CodeBox;

  constructor(
    private readonly _api: Api,
    private readonly _host: Host,
  ) {
    this._box = new CodeBox("einladungscode", _host);
  }

  render(): TemplateResult {
    return html`<form class="invite small" @submit=${this._submit}>
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
        : nothing}</form>`;
  }

  private readonly _submit = async (event: Event) => {
    event.preventDefault();
    if (this._busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    this._busy = true;
    this._problem = "";
    try {
      this._invitation = await this._api.call<Invitation>("POST", "api/invitations", {
        role: data.get("role"),
        name: String(data.get("name")).trim() || undefined,
      });
      this._box.reset();
      this._host.say(`${t.inviteCode}: ${this._invitation.code}`);
    } catch {
      this._problem = t.inviteFailed;
    }
    this._busy = false;
    this._host.redraw();
  };
}
