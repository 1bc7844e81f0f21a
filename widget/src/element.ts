/** `<demografie-assistent>`: puts the views together, and keeps focus and scrolling sensible. */
import { html, nothing } from "lit/html.js";
import { Announcer } from "./announcer";
import { Api } from "./api";
import { baseUrl } from "./base";
import { Conversation, type Arrival } from "./conversation";
import { Drawn } from "./drawn";
import { Files } from "./files";
import type { Host } from "./host";
import { plainText } from "./markdown";
import { keptSession, preference, unconfirmedCode } from "./storage";
import { styleSheet } from "./styles";
import { texts } from "./texts";
import type { Message, Session } from "./types";
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
import { Uploads } from "./views/uploads";

interface Parts {
  conversation: Conversation;
  transcript: Transcript;
  sheet: Sheet;
  people: People;
  files: Files;
}

export class DemografieAssistent extends Drawn {
  private _base!: URL;
  private _api!: Api;
  private readonly _announcer = new Announcer(() => this.requestUpdate());
  private readonly _host: Host = {
    redraw: () => this.requestUpdate(),
    say: (text) => this._announcer.say(text),
    focus: (id) => this._focusOn(id),
  };
  private readonly _codeBox = new CodeBox("zugangscode", this._host);
  private readonly _phone = matchMedia("(max-width: 760px)");
  private _start: Start | null = null;
  private _parts: Parts | null = null;
  private _plain = preference.load("plain");
  private _drawer: "stages" | "people" | null = null;
  private _pending: (() => void)[] = [];

  connectedCallback(): void {
    this._base = baseUrl(this.getAttribute("server"));
    this._api = new Api(this._base);
    this._phone.addEventListener("change", this._host.redraw);
    document.addEventListener("visibilitychange", this._returned);
    const session = keptSession.load();
    if (session) this._enter(session);
    else this._leave(null);
  }

  disconnectedCallback(): void {
    this._parts?.files.release();
    this._phone.removeEventListener("change", this._host.redraw);
    document.removeEventListener("visibilitychange", this._returned);
  }

  /** Nothing is drawn before its style is there. */
  protected override async prepare(): Promise<void> {
    const sheet = await styleSheet(this._base);
    if (sheet) this.renderRoot.adoptedStyleSheets = [sheet];
  }

  protected override render() {
    const theme = this.closest("[data-kern-theme]")?.getAttribute("data-kern-theme");
    return html`<div class="da" lang="de" data-theme=${theme || nothing}>
      <button class="skip btn" type="button" @click=${this._skip}>${this._parts ? texts.toQuestion : texts.toForm}</button>
      ${this._announcer.render()}${this._view()}</div>`;
  }

  protected override updated(): void {
    for (const act of this._pending.splice(0)) act();
  }

  private _view() {
    if (!this._parts) return html`${header(null)}${this._start?.render() ?? nothing}`;
    const { conversation } = this._parts;
    const { member, process } = conversation.session;
    const code = unconfirmedCode.load();
    if (code) return html`${header(null)}${accessCode(code, this._codeBox, this._confirmed)}`;
    return html`${header({
      municipality: conversation.process?.process.municipality ?? process.municipality,
      member: conversation.me?.name ?? member.name,
      plain: this._plain,
      togglePlain: () => {
        this._plain = !this._plain;
        preference.save("plain", this._plain);
        this.requestUpdate();
      },
      help: conversation.readOnly ? null : () => void conversation.command({ name: "help" }, texts.header.help),
      account: () => {
        this._drawer = "people";
        this._focusOn("h-zugang");
      },
    })}${page({
      ...this._parts,
      narrow: this._phone.matches,
      drawer: this._drawer,
      toggle: (drawer) => {
        this._drawer = this._drawer === drawer ? null : drawer;
        this.requestUpdate();
      },
      toQuestion: () => this._focusOn(QUESTION),
      redraw: this._host.redraw,
    })}`;
  }

  /** A session is there: show its conversation. */
  private _enter(session: Session): void {
    this._api.token = session.token;
    this._start = null;
    const conversation = new Conversation(this._api, session, {
      ...this._host,
      loaded: () => {
        const { messages } = conversation;
        if (!unconfirmedCode.load()) this._afterDrawing(() => this._showQuestion(messages[messages.length - 1]?.id ?? null));
      },
      arrived: (arrival) => this._arrived(arrival),
      signedOut: (words) => {
        if (words) conversation.corner.clear();
        this._leave(
          words
            ? { kind: "info", title: texts.notice.ended, text: plainText(words) }
            : { kind: "warn", title: texts.start.ended, text: texts.start.endedText },
        );
      },
    });
    const files = new Files(this._api, conversation, this._host);
    const uploads = new Uploads(this._api, conversation, this._host, files);
    const sheet = new Sheet(conversation, { ...this._host, plain: () => this._plain });
    const transcript = new Transcript(conversation, sheet, files, uploads, this._host.redraw);
    const people = new People(conversation, this._api, { ...this._host, signOut: () => void this._signOut() });
    this._parts = { conversation, transcript, sheet, people, files };
    void conversation.load();
  }

  private _leave(news: Notice | null): void {
    keptSession.clear();
    this._api.token = null;
    this._parts?.files.release();
    this._parts = null;
    this._drawer = null;
    this._start = new Start(this._api, this._host, (session, remember) => this._signedIn(session, remember), news);
    if (news) this._focusOn(news.kind === "warn" ? "code" : "start-t");
    this.requestUpdate();
  }

  private _signedIn(session: Session, remember: boolean): void {
    keptSession.save(session, remember);
    unconfirmedCode.save(session.access_code ?? null);
    this._enter(session);
    if (session.access_code) this._focusOn(QUESTION);
    scrollTo(0, 0);
  }

  private readonly _confirmed = () => {
    unconfirmedCode.save(null);
    this._focusQuestion(null);
  };

  private async _signOut(): Promise<void> {
    await this._api.signOut().catch(() => undefined);
    this._parts?.conversation.corner.clear();
    this._leave({ kind: "info", title: texts.start.signedOut, text: texts.start.signedOutText });
  }

  private _arrived({ newQuestion, first, error, messages }: Arrival): void {
    const sheet = this._parts?.sheet;
    if (!sheet) return;
    this._drawer = null;
    const open = this._parts?.conversation.prompt;
    const news = messages.filter(
      ({ kind, text, data }) => !(kind === "question" && (data?.["question"] === open?.question || text === open?.text)),
    );
    if (news.length)
      this._announcer.say(news.map(({ kind, text }) => plainText(kind === "methods" ? lead(text) : text)).join(" "));
    const cards = messages.find(isRead);
    if (newQuestion) sheet.renew();
    else sheet.reject(error);
    if (cards) this._afterDrawing(() => this._showMessage(cards.id));
    else if (newQuestion) this._focusQuestion(first);
    else this._afterDrawing(() => this._showQuestion(first));
  }

  private readonly _skip = () => this._focusOn(this._parts ? QUESTION : "code");

  private readonly _returned = () => {
    if (!document.hidden && !unconfirmedCode.load()) void this._parts?.conversation.sync();
  };

  private _afterDrawing(act: () => void): void {
    this._pending.push(act);
    this.requestUpdate();
  }

  private _focusOn(id: string): void {
    this._afterDrawing(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }

  private _focusQuestion(message: string | null): void {
    this._afterDrawing(() => {
      this.renderRoot.querySelector<HTMLElement>(`#${QUESTION}`)?.focus({ preventScroll: true });
      this._showQuestion(message);
    });
  }

  /** What is read before one answers: into view from its beginning. */
  private _showMessage(message: string): void {
    const said = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(message)}"]`);
    if (!said) return;
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
    said.scrollIntoView();
  }

  /** The open question into view, with the last messages above it where there is room. */
  private _showQuestion(message: string | null): void {
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

/** Methods, figures and documents come before the open question. */
const isRead = ({ kind, data }: Message): boolean => kind === "methods" || !!(data?.["figure"] ?? data?.["documents"]);

customElements.define("demografie-assistent", DemografieAssistent);
