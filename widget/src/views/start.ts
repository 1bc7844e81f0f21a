/** The start view: what this is, and the two ways in. */
import { html, type TemplateResult } from "lit";
import { ApiError, type Api } from "../api";
import { texts } from "../texts";
import type { Session } from "../types";
import { field, remember } from "./form";
import { notice, type Notice } from "./notices";
import { RegisterForm } from "./register";

export class Start {
  private code = "";
  private problem = "";
  private remember = false;
  private busy = false;
  private readonly register: RegisterForm;

  constructor(
    private readonly api: Api,
    private readonly redraw: () => void,
    private readonly focus: (id: string) => void,
    private readonly done: (session: Session, remember: boolean) => void,
    private readonly news: Notice | null,
  ) {
    this.register = new RegisterForm(api, redraw, focus, done);
  }

  render(): TemplateResult {
    const t = texts.start;
    return html`<main class="start"><h1 class="title" id="start-t" tabindex="-1">${t.title}</h1>
      <p class="lead">${t.lead}</p>
      ${this.news ? html`<div class="notes">${notice(this.news)}</div>` : ""}
      <div class="ways"><div class="ways__side">
        <form class="paper" aria-labelledby="wieder" novalidate @submit=${this.submit}>
          <h2 id="wieder">${t.returnTitle}</h2><p class="hint small">${t.returnLead}</p>
          ${field({
            name: "code", label: t.code, value: this.code, problem: this.problem || undefined, big: true,
            input: (value) => (this.code = value),
          })}
          ${remember("merken", this.remember, (on) => (this.remember = on))}
          <div class="acts"><button class="btn" type="submit" aria-disabled=${this.busy ? "true" : "false"}>${
            this.busy ? t.working : t.signIn}</button></div>
        </form>
        <div class="know">${notice({
          kind: "info",
          title: t.programTitle,
          text: html`${texts.program} ${t.privacy} ${t.nothingLeaves}`,
        })}</div>
      </div><div class="ways__main">${this.register.render()}</div></div></main>`;
  }

  private readonly submit = async (event: Event) => {
    event.preventDefault();
    if (this.busy) return;
    const code = this.code.trim();
    this.problem = code ? "" : texts.start.missing.code;
    if (code) {
      this.busy = true;
      this.redraw();
      try {
        const session = await this.api.signIn(code);
        this.busy = false;
        return this.done(session, this.remember);
      } catch (failure) {
        this.busy = false;
        this.problem = reason(failure as ApiError);
      }
    }
    this.redraw();
    this.focus("code");
  };
}

function reason({ status, detail }: ApiError): string {
  if (status === 0) return texts.notice.loadFailedText;
  return detail || texts.start.wrongCode;
}

