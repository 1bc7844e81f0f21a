/** `<demografie-assistent>`: puts the views together, and keeps focus and scrolling sensible. */
import { html, nothing } from "lit/html.js";
import { reflect } from "./attributes";
import { Announcer } from "./announcer";
import { Api } from "./api";
import { baseUrl } from "./base";
import { Conversation, type Arrival } from "./conversation";
import { Drawn } from "./drawn";
import type { Host } from "./host";
import { Later } from "./later";
import { lead, plainText } from "./markdown";
import "shared";
import { scroll, showMessage, showQuestion } from "./scrolling";
import { keptSession, preference, unconfirmedCode, windowOpen } from "./storage";
import { styleSheet } from "./styles";
import { texts } from "./texts";
import type { Message, Session } from "./types";
import { accessCode } from "./views/access-code";
import { QUESTION, stageLine } from "./views/bar";
import type { Cards, Deck } from "./views/cards";
import { CodeBox } from "./views/code-box";
import { header } from "./views/header";
import type { Notice } from "./views/notices";
import { page } from "./views/page";
import { papers } from "./views/papers";
import { People } from "./views/people";
import { Sheet } from "./views/sheet";
import { Start } from "./views/start";
import { Transcript } from "./views/transcript";
import { floating, LAUNCH } from "./views/window";
import type { FormView } from "./views/form-view";
import type { Exchange } from "./views/exchange";
import type { Links } from "./views/shelf";

interface Parts {
  conversation: Conversation;
  transcript: Transcript;
  sheet: Sheet;
  people: People;
  deck: Deck;
}

/** Narrower than this, the rails are drawers. */
const NARROW = 760;
/** The attributes; each is a property of the same name too. */
const WORDS = ["server", "form", "theme", "municipality", "label"] as const;
const SWITCHES = ["open", "remember"] as const;

export interface DemografieAssistent extends Record<(typeof WORDS)[number], string>, Record<(typeof SWITCHES)[number], boolean> {}

export class DemografieAssistent extends Drawn {
  static readonly observedAttributes = ["form", "open", "theme", "municipality", "label"];
  private _base!: URL;
  private _api!: Api;
  private _later!: Later;
  private readonly _announcer = new Announcer(() => this.requestUpdate());
  private readonly _host: Host = {
    whole: false,
    redraw: () => this.requestUpdate(),
    say: (text) => this._announcer.say(text),
    focus: (id) => this._focusOn(id),
  };
  private readonly _codeBox = new CodeBox("zugangscode", this._host);
  private _narrow = false;
  private readonly _sizes = new ResizeObserver(() => {
    const narrow = this.clientWidth <= NARROW;
    if (narrow !== this._narrow) this.requestUpdate();
    this._narrow = narrow;
  });
  private readonly _small = matchMedia("(max-width: 560px), (max-height: 480px)");
  private _start: Start | null = null;
  private _parts: Parts | null = null;
  private _plain = preference.load("plain");
  private _drawer: "stages" | "people" | null = null;
  private _cards: Cards | null = null;
  /** What stands in place of the conversation. */
  private _instead: (() => unknown) | null = null;
  private _shelf = false;
  private _pending: (() => void)[] = [];
  private _begun = false;
  /** The person has done something here. */
  private _moves = false;
  private _ready = false;

  connectedCallback(): void {
    this._host.whole = this.form === "page";
    this._base = baseUrl(this.server);
    this._api = new Api(this._base);
    this._later = new Later(this._base, this._host);
    this._narrow = this.clientWidth <= NARROW;
    this._sizes.observe(this);
    document.addEventListener("visibilitychange", this._returned);
    if (this.form !== "floating") this._begin();
    else if (this.open || windowOpen.load()) {
      this.open = true;
      this._begin();
    }
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this._begun = false;
    this._cards?.release();
    this._sizes.disconnect();
    document.removeEventListener("visibilitychange", this._returned);
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected || !this._later) return;
    if (name === "open") {
      if (this.open) this._begin();
      windowOpen.save(this.open);
      this._tell(this.open ? "open" : "close");
    }
    this.requestUpdate();
  }

  /** Opens the window, as a click on its button does. */
  show(): void {
    this.open = true;
    this._focusOn(this._parts ? QUESTION : "start-t");
  }

  /** Closes it; the focus goes back to the button. */
  hide(): void {
    const inside = this.renderRoot.activeElement;
    this.open = false;
    if (inside) this._focusOn(LAUNCH);
  }

  /** The conversation is asked for when it is to be seen, and not before. */
  private _begin(): void {
    if (this._begun) return;
    this._begun = true;
    const session = keptSession.load();
    if (session) this._enter(session);
    else this._leave(null);
  }

  private _tell(event: string, detail: object = {}): void {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  /** Nothing is drawn before its style is there. */
  protected override async prepare(): Promise<void> {
    const sheet = await styleSheet(this._base);
    // The reader's own size of text; the page around may have given its root another.
    const size = new CSSStyleSheet();
    const probe = document.createElement("p");
    size.replaceSync("p{font:medium serif}");
    this.renderRoot.adoptedStyleSheets = [size];
    this.renderRoot.append(probe);
    size.replaceSync(`:host{--da-rem:${getComputedStyle(probe).fontSize}!important}`);
    probe.remove();
    if (sheet) this.renderRoot.adoptedStyleSheets = [size, sheet];
  }

  protected override render() {
    const theme = this.theme || this.closest("[data-kern-theme]")?.getAttribute("data-kern-theme");
    const content = () => html`<button class="skip btn" type="button" @click=${this._skip}>${
      this._parts ? texts.toQuestion : texts.toForm}</button>${this._announcer.render()}${this._view()}${papers(this._base, this._host.whole)}`;
    if (this.form === "floating")
      return floating({
        label: this.label || texts.product,
        theme: theme ?? null,
        open: this.open,
        place: this._parts ? stageLine(this._parts.conversation) : "",
        page: this._base.href,
        content: this._begun ? content() : nothing,
        show: () => this.show(),
        hide: () => this.hide(),
      });
    return html`<div class="da ${this._host.whole ? "da--page" : ""}" lang="de" data-theme=${theme || nothing}>${content()}</div>`;
  }

  protected override updated(): void {
    this._toggleWindow();
    if (!this._ready) this._tell("ready");
    this._ready = true;
    for (const act of this._pending.splice(0)) act();
  }

  /** Where it fills the screen the window is modal; shown without a click, it takes no focus. */
  private _toggleWindow(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || dialog.open === this.open) return;
    if (!this.open) dialog.close();
    else if (this._small.matches) dialog.showModal();
    else dialog.toggleAttribute("open", true);
  }

  private _view() {
    const { whole } = this._host;
    if (!this._parts) return html`${header(null, whole)}${this._start?.render() ?? nothing}`;
    const { conversation } = this._parts;
    const { member, process } = conversation.session;
    const code = unconfirmedCode.load();
    if (code) return html`${header(null, whole)}${accessCode(code, this._codeBox, this._confirmed, whole)}`;
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
    }, whole)}${page({
      ...this._parts,
      narrow: this._narrow || this.form === "floating",
      whole,
      instead: this._instead,
      links: {
        form: () => {
          let view: FormView;
          this._show(() =>
            this._later.render("form", ({ FormView }) =>
              (view ??= new FormView(conversation, this._api, this._host, this._closeForm)).render(),
            ),
          );
        },
        exchange: this._openExchange,
        paper: (stage) => {
          const { municipality, type } = (conversation.process ?? conversation.session).process;
          const url = new URL(`fragen/${stage}`, this._base);
          url.search = `${new URLSearchParams({ name: municipality, type: type ?? "" })}`;
          return url.href;
        },
        shelf: this._shelf,
        openShelf: () => {
          this._shelf = true;
          this.requestUpdate();
        },
      },
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
    this._cards = null;
    this._start = null;
    const conversation = new Conversation(this._api, session, {
      ...this._host,
      tell: (event, detail) => this._tell(event, detail),
      loaded: () => {
        const { messages } = conversation;
        // Within a page of others the element moves nothing of its own accord.
        if (unconfirmedCode.load()) return;
        if (this._moves) this._focusQuestion(messages[messages.length - 1]?.id ?? null);
        else if (this._host.whole || this.form === "floating")
          this._afterDrawing(() => showQuestion(this.renderRoot, messages[messages.length - 1]?.id ?? null));
      },
      drawn: (act) => this._afterDrawing(() => requestAnimationFrame(() => setTimeout(act))),
      arrived: (arrival) => this._arrived(arrival),
      // On a phone the notices lie above what is to be seen; the focus stays where it is.
      noticed: () => this._afterDrawing(() => this.renderRoot.querySelector(".main > .notes")?.scrollIntoView({ block: "nearest" })),
      signedOut: (words) => {
        if (words) conversation.corner.clear();
        this._leave(
          words
            ? { kind: "info", title: texts.notice.ended, text: plainText(words) }
            : { kind: "warn", title: texts.start.ended, text: texts.start.endedText },
        );
      },
    });
    const deck: Deck = (draw) =>
      this._later.render("cards", ({ Cards }) =>
        draw((this._cards ??= new Cards(this._api, conversation, this._host, () => sheet.ticked))));
    const sheet = new Sheet(conversation, { ...this._host, plain: () => this._plain }, deck);
    const transcript = new Transcript(conversation, sheet, deck, this._host, this._openExchange);
    const people = new People(conversation, this._api, { ...this._host, signOut: () => void this._signOut() }, this._later);
    this._parts = { conversation, transcript, sheet, people, deck };
    void conversation.load();
  }

  private _leave(news: Notice | null): void {
    if (this._parts) this._tell("signed-out");
    keptSession.clear();
    this._api.token = null;
    this._cards?.release();
    this._parts = this._cards = this._drawer = this._instead = null;
    this._start = new Start(this._api, this._host, (session, remember) => this._signedIn(session, remember), news, this);
    if (news) this._focusOn(news.kind === "warn" ? "code" : "start-t");
    this.requestUpdate();
  }

  private _signedIn(session: Session, remember: boolean): void {
    keptSession.save(session, remember);
    unconfirmedCode.save(session.access_code ?? null);
    this._moves = true;
    this._enter(session);
    this._tell("signed-in", { role: session.member.role });
    if (session.access_code) this._focusOn(QUESTION);
    this._afterDrawing(() => scroll(this.renderRoot, (box) => this.getBoundingClientRect().top - (box.top > 0 ? box.top : 16)));
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
    this._drawer = this._instead = null;
    const open = this._parts?.conversation.prompt;
    const news = messages.filter(
      ({ kind, text, data }) => !(kind === "question" && (data?.["question"] === open?.question || text === open?.text)),
    );
    if (news.length)
      this._announcer.say(news.map(({ kind, text }) => plainText(kind === "methods" ? lead(text) : text)).join(" "));
    const cards = messages.find(isRead);
    if (newQuestion) sheet.renew();
    else sheet.reject(error);
    if (cards) this._afterDrawing(() => showMessage(this.renderRoot, cards.id));
    else if (newQuestion) this._focusQuestion(first);
    else this._afterDrawing(() => showQuestion(this.renderRoot, first));
  }

  private _show(instead: () => unknown): void {
    this._instead = instead;
    this._drawer = null;
    this.requestUpdate();
  }

  private readonly _openExchange: Links["exchange"] = (from, data) => {
    const drawer = this._drawer;
    let view: Exchange;
    const close = () => {
      this._instead = null;
      this._drawer = drawer;
      this._focusOn(from);
    };
    this._show(() =>
      this._later.render("exchange", ({ Exchange }) =>
        (view ??= new Exchange(this._api, this._parts!.conversation, this._host, close, data)).render(),
      ),
    );
  };

  private readonly _closeForm = () => {
    this._instead = null;
    this._focusQuestion(null);
  };

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
      showQuestion(this.renderRoot, message);
    });
  }
}

/** Methods, figures and documents come before the open question. */
const isRead = ({ kind, data }: Message): boolean => kind === "methods" || !!(data?.["figure"] ?? data?.["documents"]);

reflect(DemografieAssistent.prototype, WORDS, SWITCHES);

// Loaded twice, by two parts of a page: the first stands.
if (!customElements.get("demografie-assistent")) customElements.define("demografie-assistent", DemografieAssistent);
