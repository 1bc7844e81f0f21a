/** A question on the form: what is stored, what stands in its field, and how it is saved. */
import { ApiError, type Api } from "../api";
import { controlFor } from "../controls";
import type { Control } from "../controls/control";
import type { Conversation } from "../conversation";
import type { Host } from "../host";
import { formTexts } from "../texts";
import type { Answer, GuideQuestion, Prompt } from "../types";

const t = formTexts;

export class Row {
  /** The field's id. */
  readonly id: string;
  readonly prompt: Prompt;
  readonly control: Control;
  problem = "";
  /** What a colleague has stored meanwhile. */
  conflict: Answer | null = null;
  /** What the field held when it came or was last saved. */
  private readonly _clean: string;
  /** What the field held when „Weiß ich noch nicht“ was ticked: with anything else in it, the tick is void. */
  private _unknownAt: string | null;

  constructor(
    private readonly _conversation: Conversation,
    readonly question: GuideQuestion,
    question_id: string,
    stage: string,
    host: Pick<Host, "redraw" | "say">,
    public stored = _conversation.answers.find((answer) => answer.question === question_id),
  ) {
    this.prompt = {
      required: false, allow_unknown: false, ...question,
      question: question_id, stage, section: "", text: question.text ?? "", kind: question.kind!,
      current: stored?.value ?? null, revision: stored?.revision ?? 0,
    } as Prompt;
    this.id = `feld-${question_id.replace(/\W/g, "-")}`;
    const { id, prompt } = this;
    const without = { load: () => null, save: () => undefined };
    this._clean = reading(controlFor({ ...host, id, prompt, draft: without }));
    this.control = controlFor({ ...host, id, prompt, draft: this._draft });
    this._unknownAt = stored?.status === "unknown" ? this._clean : null;
  }

  get unknown(): boolean {
    return this._unknownAt === reading(this.control);
  }

  set unknown(on: boolean) {
    this._unknownAt = on ? reading(this.control) : null;
  }

  get changed(): boolean {
    return this.unknown ? this.stored?.status !== "unknown" : reading(this.control) !== this._clean;
  }

  /** What the person wants to be stored, in words. */
  get shown(): string {
    const read = this.control.read();
    return this.unknown ? t.unknown : "shown" in read ? read.shown : "words" in read ? read.words : "";
  }

  forget(): void {
    this._draft.save("");
  }

  /** The stored answer, or null where it could not be stored: then `problem` or `conflict` says why. */
  async put(api: Api): Promise<Answer | null> {
    const read = this.control.read();
    this.problem = "error" in read && !this.unknown ? read.error : "";
    if (this.problem) return null;
    const given = this.unknown ? { status: "unknown" } : { value: "value" in read ? read.value : "words" in read ? read.words : "" };
    const { question } = this.prompt;
    try {
      const path = `api/answers/${encodeURIComponent(question)}`;
      const stored = await api.call<Answer>("PUT", path, { ...given, revision: this.stored?.revision ?? 0 });
      this.forget();
      const { answers } = this._conversation;
      this._conversation.answers = [...answers.filter((answer) => answer.question !== question), stored];
      return stored;
    } catch (error) {
      const { status, body } = error instanceof ApiError ? error : new ApiError(0);
      if (status === 409 && body["answer"]) this.conflict = body["answer"] as Answer;
      else this.problem = this._conversation.explain(error);
      return null;
    }
  }

  private get _draft() {
    const { corner } = this._conversation;
    const name = `draft:${this.prompt.question}`;
    return { load: () => corner.load<string>(name), save: (text: string) => corner.save(name, text) };
  }
}

const reading = (control: Control): string => JSON.stringify(control.read());
