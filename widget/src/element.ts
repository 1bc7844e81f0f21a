/** `<demografie-assistent>`: puts the views together, and keeps focus and scrolling sensible. */
import { html, LitElement, nothing } from "lit";
import { Announcer } from "./announcer";
import { Api } from "./api";
import { baseUrl } from "./base";
import { Conversation, type Arrival } from "./conversation";
import { plainText } from "./markdown";
import { keptSession, preference, unconfirmedCode } from "./storage";
import { styleSheet } from "./styles";
import { texts } from "./texts";
import type { Session } from "./types";
import { accessCode } from "./views/access-code";
import { QUESTION } from "./views/bar";
import { CodeBox } from "./views/code-box";
import { header } from "./views/header";
import { lead } from "./views/methods";
import type { Notice } from "./views/notices";
import { page } from "./views/page";
import { People } from "./views/people";
import { Sheet } from "./views/sheet";
import { Start } from "./views/start";
import { Transcript } from "./views/transcript";

interface Parts {
  conversation: Conversation;
  transcript: Transcript;
  sheet: Sheet;
  people: People;
}

export class DemografieAssistent extends LitElement {
  private base!: URL;
  private api!: Api;
  private readonly announcer = new Announcer(() => this.requestUpdate());
  private readonly codeBox = new CodeBox("zugangscode", () => this.requestUpdate(), (text) => this.announcer.say(text));
  private readonly phone = matchMedia("(max-width: 760px)");
  private start: Start | null = null;
  private parts: Parts | null = null;
  private plain = preference.load("plain");
  private drawer: "stages" | "people" | null = null;
  private pending: (() => void)[] = [];

  override connectedCallback(): void {
    this.base = baseUrl(this.getAttribute("server"));
    this.api = new Api(this.base);
    super.connectedCallback();
    this.phone.addEventListener("change", this.redraw);
    document.addEventListener("visibilitychange", this.returned);
    const session = keptSession.load();
    if (session) this.enter(session);
    else this.leave(null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.phone.removeEventListener("change", this.redraw);
    document.removeEventListener("visibilitychange", this.returned);
  }

  /** Nothing is drawn before its style is there. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      const sheet = await styleSheet(this.base);
      if (sheet) (this.renderRoot as ShadowRoot).adoptedStyleSheets = [sheet];
    }
    super.scheduleUpdate();
  }

  protected override render() {
    const theme = this.closest("[data-kern-theme]")?.getAttribute("data-kern-theme");
    return html`<div class="da" lang="de" data-theme=${theme || nothing}>
      <button class="skip btn" type="button" @click=${this.skip}>${this.parts ? texts.toQuestion : texts.toForm}</button>
      ${this.announcer.render()}${this.view()}</div>`;
  }

  protected override updated(): void {
    for (const act of this.pending.splice(0)) act();
  }

  private view() {
    if (!this.parts) return html`${header(null)}${this.start?.render() ?? nothing}`;
    const { conversation } = this.parts;
    const { member, process } = conversation.session;
    const code = unconfirmedCode.load();
    if (code) return html`${header(null)}${accessCode(code, this.codeBox, this.confirmed)}`;
    return html`${header({
      municipality: conversation.process?.process.municipality ?? process.municipality,
      member: conversation.me?.name ?? member.name,
      plain: this.plain,
      togglePlain: () => {
        this.plain = !this.plain;
        preference.save("plain", this.plain);
        this.requestUpdate();
      },
      help: conversation.readOnly ? null : () => void conversation.command({ name: "help" }, texts.header.help),
      account: () => {
        this.drawer = "people";
        this.focusOn("h-zugang");
      },
    })}${page({
      ...this.parts,
      narrow: this.phone.matches,
      drawer: this.drawer,
      toggle: (drawer) => {
        this.drawer = this.drawer === drawer ? null : drawer;
        this.requestUpdate();
      },
      toQuestion: () => this.focusOn(QUESTION),
      redraw: this.redraw,
    })}`;
  }

  /** A session is there: show its conversation. */
  private enter(session: Session): void {
    this.api.token = session.token;
    this.start = null;
    const conversation = new Conversation(this.api, session, {
      redraw: this.redraw,
      say: (text) => this.announcer.say(text),
      loaded: () => {
        const { messages } = conversation;
        if (!unconfirmedCode.load()) this.afterDrawing(() => this.showQuestion(messages[messages.length - 1]?.id ?? null));
      },
      arrived: (arrival) => this.arrived(arrival),
      signedOut: (words) => {
        if (words) conversation.corner.clear();
        this.leave(
          words
            ? { kind: "info", title: texts.notice.ended, text: plainText(words) }
            : { kind: "warn", title: texts.start.ended, text: texts.start.endedText },
        );
      },
    });
    const say = (text: string) => this.announcer.say(text);
    const sheet = new Sheet(conversation, {
      redraw: this.redraw,
      say,
      focus: (id) => this.focusOn(id),
      plain: () => this.plain,
    });
    const transcript = new Transcript(conversation, this.redraw, () => sheet.hiddenMessage, () => sheet.ticked);
    const people = new People(conversation, this.api, this.redraw, say, () => void this.signOut());
    this.parts = { conversation, transcript, sheet, people };
    void conversation.load();
  }

  private leave(news: Notice | null): void {
    keptSession.clear();
    this.api.token = null;
    this.parts = null;
    this.drawer = null;
    this.start = new Start(
      this.api,
      this.redraw,
      (id) => this.focusOn(id),
      (session, remember) => this.signedIn(session, remember),
      news,
    );
    if (news) this.focusOn(news.kind === "warn" ? "code" : "start-t");
    this.requestUpdate();
  }

  private signedIn(session: Session, remember: boolean): void {
    keptSession.save(session, remember);
    unconfirmedCode.save(session.access_code ?? null);
    this.enter(session);
    if (session.access_code) this.focusOn(QUESTION);
    scrollTo(0, 0);
  }

  private readonly confirmed = () => {
    unconfirmedCode.save(null);
    this.focusQuestion(null);
  };

  private async signOut(): Promise<void> {
    await this.api.signOut().catch(() => undefined);
    this.parts?.conversation.corner.clear();
    this.leave({ kind: "info", title: texts.start.signedOut, text: texts.start.signedOutText });
  }

  private arrived({ newQuestion, first, error, messages }: Arrival): void {
    const sheet = this.parts?.sheet;
    if (!sheet) return;
    this.drawer = null;
    const open = this.parts?.conversation.prompt;
    const news = messages.filter(
      ({ kind, text, data }) => !(kind === "question" && (data?.["question"] === open?.question || text === open?.text)),
    );
    if (news.length)
      this.announcer.say(news.map(({ kind, text }) => plainText(kind === "methods" ? lead(text) : text)).join(" "));
    const cards = messages.find(({ kind }) => kind === "methods");
    if (newQuestion) sheet.renew();
    else sheet.reject(error);
    if (cards) this.afterDrawing(() => this.showMessage(cards.id));
    else if (newQuestion) this.focusQuestion(first);
    else this.afterDrawing(() => this.showQuestion(first));
  }

  private readonly skip = () => this.focusOn(this.parts ? QUESTION : "code");

  private readonly redraw = () => this.requestUpdate();

  private readonly returned = () => {
    if (!document.hidden && !unconfirmedCode.load()) void this.parts?.conversation.sync();
  };

  private afterDrawing(act: () => void): void {
    this.pending.push(act);
    this.requestUpdate();
  }

  private focusOn(id: string): void {
    this.afterDrawing(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }

  private focusQuestion(message: string | null): void {
    this.afterDrawing(() => {
      this.renderRoot.querySelector<HTMLElement>(`#${QUESTION}`)?.focus({ preventScroll: true });
      this.showQuestion(message);
    });
  }

  /** Methods are read before one answers: into view from their beginning. */
  private showMessage(message: string): void {
    const said = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(message)}"]`);
    if (!said) return;
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
    said.scrollIntoView();
  }

  /** The open question into view, with the last messages above it where there is room. */
  private showQuestion(message: string | null): void {
    const sheet = this.renderRoot.querySelector("#frage")?.getBoundingClientRect();
    if (!sheet) return;
    const said = message ? this.renderRoot.querySelector(`[data-id="${CSS.escape(message)}"]`)?.getBoundingClientRect() : null;
    const edge = sheet.top - 16;
    const whole = sheet.bottom + 16 - innerHeight;
    const words = said ? said.top - 16 : edge;
    const least = sheet.top - innerHeight * (whole > edge ? 0.3 : 0.45);
    scrollBy(0, Math.min(edge, Math.max(words, least, whole > edge ? -Infinity : whole)));
  }
}

customElements.define("demografie-assistent", DemografieAssistent);
