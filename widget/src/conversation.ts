/** One member's conversation: transcript, open question, send queue and what the rails show. */
import { Api, ApiError } from "./api";
import { GuideIndex } from "./guide";
import { Outbox, type Outgoing } from "./outbox";
import { Corner } from "./storage";
import { texts } from "./texts";
import type { Answer, Chat, Command, Message, Post, Process, Progress, Prompt, Reply, Session, Value } from "./types";
import { uuid } from "./uuid";

/** What a reply means for the eye and the focus. */
export interface Arrival {
  /** Another question is open now, or the same one anew. */
  newQuestion: boolean;
  /** The first message that came, to scroll to. */
  first: string | null;
  /** The input did not fit: what the assistant says about it. */
  error: Message | null;
  messages: Message[];
}

export interface Conflict {
  post: Post;
  shown: string;
  stored: string;
  revision?: number;
}

export interface ConversationEvents {
  redraw(): void;
  /** For screen readers. */
  say(text: string): void;
  /** The whole conversation is there, or there again. */
  loaded(): void;
  /** Calls back once what has changed is to be seen. */
  drawn(act: () => void): void;
  arrived(arrival: Arrival): void;
  /** A notice has come: it is to be seen. */
  noticed(): void;
  /** For the page around the element: what happened, without anybody's words. */
  tell(event: string, detail: object): void;
  /** 401: the person must sign in again. */
  signedOut(lastWords: string | null): void;
}

/** The question whose answer are the chosen methods. */
export const METHODS = "workshop.methods";

export type Fault = "offline" | "busy" | null;
type Answered = { question: string; label?: string };

const WAIT_SAID_AFTER = 1200;
const SLOW_AFTER = 6000;

export class Conversation {
  messages: Message[] = [];
  prompt: Prompt | null = null;
  progress: Progress | null = null;
  process: Process | null = null;
  guide = new GuideIndex(null);
  answers: Answer[] = [];
  /** The ids of the chosen methods, as far as this page knows. */
  methods: string[] = [];
  conflict: Conflict | null = null;
  refusal: { title: string; text: string } | null = null;
  /** Words that the server did not take: they go back into their field. */
  returned: string | null = null;
  fault: Fault = null;
  /** A message takes so long that the person is told; so long that she may begin to wonder. */
  sending = false;
  slow = false;
  savedAt: string | null = null;
  loadState: "loading" | "ready" | "failed" = "loading";
  readonly corner: Corner;
  readonly outbox: Outbox;
  private _answered: Record<string, Answered>;

  constructor(
    private readonly _api: Api,
    readonly session: Session,
    private readonly _on: ConversationEvents,
  ) {
    this.corner = new Corner(`${session.process.id}:${session.member.id}`);
    this._answered = this.corner.load("answered") ?? {};
    this.outbox = new Outbox({
      send: (post) => this._send(post),
      changed: (items) => {
        this.corner.save("outbox", items.length ? items : null);
        _on.redraw();
      },
      delivered: (item, reply) => this._delivered(item, reply),
      refused: (item, error) => this._refused(item, error),
      unauthorised: () => _on.signedOut(null),
      failed: (_item, error) => this.unreached(error),
    });
  }

  get readOnly(): boolean {
    return ["viewer", "adviser"].includes(this.me?.role ?? this.session.member.role);
  }

  get me() {
    return this.process?.members.find((member) => member.id === this.session.member.id);
  }

  async load(): Promise<void> {
    this.loadState = "loading";
    this._on.redraw();
    try {
      const [chat] = await Promise.all([this._api.chat(), this._refresh()]);
      this.messages = chat.messages;
      this._open(chat);
      this.savedAt = [...chat.messages].reverse().find((message) => message.from === "member")?.at ?? null;
      this.loadState = "ready";
      this.outbox.restore(this.corner.load<Outgoing[]>("outbox") ?? [], new Set(chat.messages.map(({ id }) => id)));
      this._on.loaded();
      // What is drawn first needs neither guide nor earlier answers: they come when it stands.
      this._on.drawn(() => void this.lookUp());
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return this._on.signedOut(null);
      this.loadState = "failed";
    }
    this._on.redraw();
  }

  /** What came in elsewhere: another tab, a colleague. */
  async sync(): Promise<void> {
    if (this.loadState !== "ready" || this.outbox.busy) return;
    try {
      await this._catchUp(true);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this._on.signedOut(null);
    }
    this._on.redraw();
  }

  /** After something done beside the chat: shows what the assistant says to it; false where it says nothing. */
  async follow(words: string): Promise<boolean> {
    const before = key(this.prompt);
    try {
      const messages = (await this._catchUp(true)).filter(({ from }) => from === "assistant");
      const newQuestion = before !== key(this.prompt);
      if (!messages.length && !newQuestion) return false;
      if (!messages.some(({ text }) => text.includes(words))) this._on.say(words);
      this._on.arrived({ newQuestion, first: messages[0]?.id ?? null, error: null, messages });
      return true;
    } catch (error) {
      this.explain(error);
      return false;
    }
  }

  async lookUpAnswers(): Promise<void> {
    this.answers = (await this._api.answers()).answers;
    this._on.redraw();
  }

  /** Dates that are still to come, soonest first. */
  get dates(): Answer[] {
    const today = now().slice(0, 10);
    return this.answers
      .filter(({ value }) => isDay(value) && (value as string) >= today.slice(0, (value as string).length))
      .sort((a, b) => ((a.value as string) < (b.value as string) ? -1 : 1));
  }

  /** In words, what went wrong with a call. */
  explain(error: unknown): string {
    const { status, detail } = error instanceof ApiError ? error : new ApiError(0);
    if (status === 401) this._on.signedOut(null);
    return detail || (status ? texts.call.failed : texts.call.offline);
  }

  redraw(): void {
    this._on.redraw();
  }

  say(text: string): boolean {
    return this.outbox.add({ post: { id: uuid(), text }, shown: text, at: now(), question: this.prompt?.question });
  }

  answer(value: Value, shown: string): boolean {
    const prompt = this.prompt;
    if (!prompt) return false;
    return this.put(prompt.question, value, prompt.revision, shown);
  }

  /** Sends an answer to any question, open or not. */
  put(question: string, value: Value, revision: number | undefined, shown: string): boolean {
    const post = { id: uuid(), answer: { question, value, revision } };
    return this.outbox.add({ post, shown, at: now(), question, label: this.labelOf(question) });
  }

  command(command: Command, shown: string): boolean {
    const asked = command.name === "unknown" || command.name === "skip" ? this.prompt?.question : undefined;
    return this.outbox.add({ post: { id: uuid(), command }, shown, at: now(), question: asked });
  }

  retry(): void {
    this.fault = null;
    void this.outbox.flush();
  }

  keepMine(): void {
    const conflict = this.conflict;
    if (!conflict?.post.answer) return;
    this.conflict = null;
    const { question, value } = conflict.post.answer;
    const revision = this.prompt?.question === question ? this.prompt.revision : conflict.revision;
    this.put(question, value, revision, conflict.shown);
  }

  keepTheirs(): void {
    const question = this.conflict?.post.answer?.question;
    if (question) this.corner.save(`draft:${question}`, null);
    this.conflict = null;
    this._on.arrived({ newQuestion: true, first: null, error: null, messages: [] });
  }

  /** Which question one of the person's own messages answered. */
  answeredBy(message: Message): Answered | null {
    const named = message.data?.["question"];
    const known = this._answered[message.id];
    const question = typeof named === "string" ? named : known?.question;
    if (!question || isPassing(question)) return null;
    return { question, label: this.labelOf(question) ?? known?.label };
  }

  labelOf(question: string): string | undefined {
    const answer = this.answers.find((found) => found.question === question);
    return answer?.label ?? this.guide.label(question);
  }

  unreached(error: ApiError): void {
    if (error.status === 401) return this._on.signedOut(null);
    this.fault = error.status === 0 ? "offline" : "busy";
    this._on.tell("error", { status: error.status });
    this._on.say(`${texts.notice[this.fault]}. ${texts.log.unsent}.`);
    this._on.noticed();
  }

  private async _send(post: Post): Promise<Reply> {
    const soon = setTimeout(() => {
      this.sending = true;
      this._on.say(texts.log.waiting);
    }, WAIT_SAID_AFTER);
    const late = setTimeout(() => {
      this.slow = true;
      this._on.say(texts.notice.slow);
    }, SLOW_AFTER);
    try {
      return await this._api.post(post);
    } finally {
      clearTimeout(soon);
      clearTimeout(late);
      this.slow = this.sending = false;
    }
  }

  private async _delivered(item: Outgoing, reply: Reply): Promise<void> {
    this.fault = this.conflict = this.refusal = null;
    const before = this.prompt;
    const { understood } = reply;
    const settled = understood.as === "answer" || (understood.as !== "unclear" && isSkip(item.post));
    if (item.question && settled && before?.section !== "") {
      this._answered[item.post.id] = { question: item.question, label: item.label ?? this.labelOf(item.question) };
      this.corner.save("answered", this._answered);
      this.corner.save(`draft:${item.question}`, null);
    }
    if (understood.as === "answer" && reply.messages[0]?.data?.["question"] === METHODS) this.methods = idsOf(understood.value);
    this._add(reply.messages);
    this._open(reply);
    this._on.tell("message", { understood: understood.as, question: item.question ?? null });
    if (understood.as !== "unclear") this.savedAt = reply.messages[0]?.at ?? now();
    const own = reply.messages.filter((message) => message.from === "assistant");
    const unclear = understood.as === "unclear";
    this._on.arrived({
      newQuestion: !unclear && (understood.as === "answer" || key(before) !== key(this.prompt)),
      first: reply.messages[0]?.id ?? null,
      error: unclear ? own.find((message) => message.kind === "error") ?? null : null,
      messages: own,
    });
    try {
      const open = this.process?.stages.filter(({ status }) => status !== "completed").map(({ id }) => id);
      await this._refresh();
      for (const { id, status } of this.process!.stages)
        if (status === "completed" && open?.includes(id)) this._on.tell("stage-completed", { stage: id });
      if (isDay(understood.value)) await this.lookUpAnswers();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this._on.signedOut(own[own.length - 1]?.text ?? null);
    }
  }

  private async _refused(item: Outgoing, error: ApiError): Promise<void> {
    const answer = item.post.answer;
    this._on.tell("error", { status: error.status });
    if (error.status === 409 && answer) {
      const current = (error.body["answer"] ?? error.body["current"] ?? error.body) as Partial<Answer>;
      const stored = current.display ?? (typeof current.value === "string" ? current.value : "");
      this.conflict = { post: item.post, shown: item.shown ?? "", stored, revision: current.revision };
    } else if (error.status === 403) {
      this.refusal = { title: texts.notice.readOnly, text: error.detail || texts.notice.readOnlyText };
    } else {
      this.refusal = { title: texts.notice.refused, text: error.detail || texts.notice.refusedText };
      this.returned = item.post.text ?? null;
    }
    this._on.say(this.conflict ? texts.notice.conflict : `${this.refusal?.title}. ${this.refusal?.text}`);
    try {
      await this._catchUp();
    } catch {
      // The notice stands; the next message will tell more.
    }
    this._on.noticed();
  }

  /** `beside` the queue: while a message of one's own is under way, its reply tells the newer state. */
  private async _catchUp(beside = false): Promise<Message[]> {
    const chat = await this._api.chat(this.messages[this.messages.length - 1]?.id);
    if (beside && this.outbox.busy) return [];
    const fresh = this._add(chat.messages);
    this._open(chat);
    await this._refresh();
    return fresh;
  }

  private _add(messages: Message[]): Message[] {
    const known = new Set(this.messages.map(({ id }) => id));
    const fresh = messages.filter(({ id }) => !known.has(id));
    this.messages = [...this.messages, ...fresh];
    return fresh;
  }

  private _open(chat: Pick<Chat, "prompt" | "progress">): void {
    this.prompt = chat.prompt;
    if (chat.prompt?.question === METHODS) this.methods = idsOf(chat.prompt.current);
    this.progress = chat.progress ?? this.progress;
  }

  private async _refresh(): Promise<void> {
    this.process = await this._api.process();
    this._on.redraw();
  }

  /** The guide in this process's words, and all answers. */
  async lookUp(): Promise<void> {
    const [guide, answers] = await Promise.allSettled([this._api.guide(), this._api.answers()]);
    if (guide.status === "fulfilled") this.guide = new GuideIndex(guide.value);
    if (answers.status === "fulfilled") this.answers = answers.value.answers;
    this.methods = idsOf(this.answers.find(({ question }) => question === METHODS)?.value);
    this._on.redraw();
  }
}

export const key = (prompt: Prompt | null): string => (prompt ? `${prompt.question}#${prompt.revision}` : "");
export const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value : []);
/** A day or month, as far as it can be compared. */
const isDay = (value: unknown): boolean => typeof value === "string" && /^\d{4}-\d\d(-\d\d)?$/.test(value);
const isSkip = (post: Post): boolean => post.command?.name === "unknown" || post.command?.name === "skip";
/** The closing of a list or stage is no answer that one would change. */
const isPassing = (question: string): boolean => /\.(more|review)$/.test(question);
const now = (): string => new Date().toISOString();
