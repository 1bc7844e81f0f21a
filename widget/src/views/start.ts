/** The start view: what this is, and the two ways in. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { ApiError, type Api } from "../api";
import type { Host } from "../host";
import { texts } from "../texts";
import type { Session } from "../types";
import { field, remember } from "./form";
import { heading } from "./heading";
import { notice, type Notice } from "./notices";
import { RegisterForm } from "./register";

export class Start {
  private _code = "";
  private _problem = "";
  private _remember = false;
  private _busy = false;
  private readonly _register: RegisterForm;

  constructor(
    private readonly _api: Api,
    private readonly _host: Host,
    private readonly _done: (session: Session, remember: boolean) => void,
    private readonly _news: Notice | null,
    given: { municipality: string; remember: boolean },
  ) {
    this._remember = given.remember;
    this._register = new RegisterForm(_api, _host, _done, given);
  }

  render(): TemplateResult {
    const t = texts.start;
    return html`<div class="start" role=${this._host.whole ? "main" : nothing}>${heading(this._host.whole, t.title, "title", "start-t")}
      <p class="lead">${t.lead}</p>
      ${this._news ? html`<div class="notes">${notice(this._news)}</div>` : ""}
      <div class="ways"><div class="ways__side">
        <form class="paper" aria-labelledby="wieder" novalidate @submit=${this._submit}>
          <h2 id="wieder">${t.returnTitle}</h2><p class="hint small">${t.returnLead}</p>
          ${field({
            name: "code", label: t.code, value: this._code, problem: this._problem || undefined, big: true,
            input: (value) => (this._code = value),
          })}
          ${remember("merken", this._remember, (on) => (this._remember = on))}
          <div class="acts"><button class="btn" type="submit" aria-disabled=${this._busy ? "true" : "false"}>${
            this._busy ? t.working : t.signIn}</button></div>
        </form>
        <div class="know">${notice({
          kind: "info",
          title: t.programTitle,
          text: html`${texts.program} ${t.privacy} ${t.nothingLeaves}`,
        })}</div>
      </div><div class="ways__main">${this._register.render()}</div></div></div>`;
  }

  private readonly _submit = async (event: Event) => {
    event.preventDefault();
    if (this._busy) return;
    const code = this._code.trim();
    this._problem = code ? "" : texts.start.missing.code;
    if (code) {
      this._busy = true;
      this._host.redraw();
      try {
        const session = await this._api.signIn(code);
        this._busy = false;
        return this._done(session, this._remember);
      } catch (failure) {
        this._busy = false;
        this._problem = reason(failure as ApiError);
      }
    }
    this._host.redraw();
    this._host.focus("code");
  };
}

function reason({ status, detail }: ApiError): string {
  if (status === 0) return texts.notice.loadFailedText;
  return detail || texts.start.wrongCode;
}

