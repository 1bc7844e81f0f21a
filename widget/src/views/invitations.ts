/** An invitation for someone who was asked something and has no access yet: made when wanted, and shown here alone. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Api } from "../api";
import type { Conversation } from "../conversation";
import { dateOf } from "../format";
import type { Host } from "../host";
import { cardTexts } from "../texts";
import type { Invite, InvitationText } from "../types";
import { button } from "./button";
import { CodeBox } from "./code-box";

const t = cardTexts.invitation;

interface Shown extends InvitationText {
  box: CodeBox;
  mail: CodeBox;
}

export class Invitations {
  /** By delegation. A code is told once: what is shown here is kept nowhere else. */
  private readonly _shown = new Map<string, Shown>();
  private readonly _problems = new Map<string, string>();
  private readonly _busy = new Set<string>();

  constructor(
    private readonly _api: Api,
    private readonly _conversation: Conversation,
    private readonly _host: Host,
  ) {}

  render(invite: Invite): TemplateResult {
    const { delegation } = invite;
    const shown = this._shown.get(delegation);
    const problem = this._problems.get(delegation);
    return html`<div class="invite invite--card">${
      shown ? letter(delegation, shown) : button(t.show, () => this._show(invite), "", undefined, this._busy.has(delegation))
    }${problem ? html`<p class="err">${problem}</p>` : nothing}</div>`;
  }

  private async _show({ delegation, href }: Invite): Promise<void> {
    this._busy.add(delegation);
    this._problems.delete(delegation);
    try {
      const invitation = await this._api.call<InvitationText>("POST", href);
      this._shown.set(delegation, {
        ...invitation,
        box: new CodeBox(`einladung-${delegation}`, this._host),
        mail: new CodeBox(`brief-${delegation}`, this._host),
      });
      this._host.say(t.ready);
      this._host.focus(`einladung-${delegation}-t`);
    } catch (error) {
      const problem = this._conversation.explain(error);
      this._problems.set(delegation, problem);
      this._host.say(problem);
    }
    this._busy.delete(delegation);
    this._host.redraw();
  }
}

function letter(delegation: string, { subject, text, code, expires_at, box, mail }: Shown): TemplateResult {
  return html`<h3 id="einladung-${delegation}-t" tabindex="-1">${t.title}</h3>
    <p class="small">${t.lead(dateOf(expires_at))}</p>
    <p class="lab">${t.code}</p>${box.render(code)}
    <p class="lab">${t.subject}</p><p>${subject}</p>
    <p class="lab">${t.text}</p>${mail.render(text, t.copyText, "letter")}`;
}
