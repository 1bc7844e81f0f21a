/** The right rail: who takes part, and what one can do with access and data. */
import { html, nothing, type TemplateResult } from "lit";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import { dateOf } from "../format";
import { texts } from "../texts";
import type { Invitation } from "../types";
import { CodeBox } from "./code-box";

export class People {
  private invitation: Invitation | null = null;
  private problem = "";
  private busy = false;
  private readonly box: CodeBox;

  constructor(
    private readonly conversation: Conversation,
    private readonly api: Api,
    private readonly redraw: () => void,
    private readonly say: (text: string) => void,
    private readonly signOut: () => void,
  ) {
    this.box = new CodeBox("einladungscode", redraw, say);
  }

  render(): TemplateResult {
    const t = texts.people;
    const { process, session, readOnly } = this.conversation;
    return html`<div><h2 id="h-beteiligte" tabindex="-1">${t.title}</h2>
        <ul class="plain small">${process?.members.map(
          ({ id, name, department, role }) =>
            html`<li>${[name, department, t.roles[role]].filter(Boolean).join(", ")}${
              id === session.member.id ? ` (${texts.you})` : nothing
            }</li>`,
        )}</ul></div>
      <div><h2 id="h-zugang" tabindex="-1">${t.access}</h2>
        ${readOnly ? nothing : this.invite()}
        <p><button class="link small" type="button" @click=${this.signOut}>${t.signOut}</button></p>
        ${session.member.role === "founder"
          ? html`<p><button class="link small" type="button"
              @click=${() => this.conversation.command({ name: "delete" }, t.delete)}>${t.delete}</button></p>`
          : nothing}
      </div>`;
  }

  private invite(): TemplateResult {
    const t = texts.people;
    return html`<details class="more"><summary>${t.invite}</summary><form class="invite small" @submit=${this.submit}>
      <fieldset><legend>${t.inviteLead}</legend>${t.inviteRoles.map(
        ([role, title, hint], index) =>
          html`<label class="tick"><input type="radio" name="role" value=${role} ?checked=${index === 0} /><span>${title}<span
            class="muted">${hint}</span></span></label>`,
      )}</fieldset>
      <label class="lab" for="gast">${t.inviteName} <span class="muted">(${texts.start.optional})</span></label>
      <input class="field" id="gast" name="name" autocomplete="off" maxlength="120" />
      <button class="btn" type="submit" aria-disabled=${this.busy ? "true" : "false"}>${t.inviteGo}</button>
      ${this.problem ? html`<p class="err" role="alert">${this.problem}</p>` : nothing}
      ${this.invitation
        ? html`<div class="invited"><p class="lab">${t.inviteCode}</p>${this.box.render(this.invitation.code)}
            <p class="muted">${t.inviteUntil(dateOf(this.invitation.expires_at))}</p></div>`
        : nothing}</form></details>`;
  }

  private readonly submit = async (event: Event) => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = "";
    try {
      this.invitation = await this.api.invite(String(data.get("role")), String(data.get("name") ?? "").trim());
      this.box.reset();
      this.say(`${texts.people.inviteCode}: ${this.invitation.code}`);
    } catch {
      this.problem = texts.people.inviteFailed;
    }
    this.busy = false;
    this.redraw();
  };
}
