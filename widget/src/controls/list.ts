/** A list of entries that can be added, moved and removed. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { icon } from "../views/icons";
import { FIELD, type Control, type ControlContext, type Look, type Reading } from "./control";

export class ListControl implements Control {
  private entries: string[];
  private typed = "";

  constructor(private readonly context: ControlContext) {
    const { current } = context.prompt;
    this.entries = restored(context.draft.load()) ?? (Array.isArray(current) ? [...current] : []);
  }

  render({ describedBy, invalid }: Look) {
    const label = this.entries.length ? texts.control.another : texts.control.entry;
    return html`${this.entries.length
        ? html`<ol class="le gap">${this.entries.map((entry, index) => this.row(entry, index))}</ol>`
        : nothing}
      <div class="addrow"><label class="vh" for=${FIELD}>${label}</label>
        <input class="field" id=${FIELD} type="text" autocomplete="off" placeholder=${label}
          aria-describedby=${describedBy} aria-invalid=${invalid ? "true" : "false"} .value=${live(this.typed)}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
          @paste=${this.paste} @keydown=${this.key} />
        <button class="btn" type="button" @click=${this.add}>${texts.control.add}</button></div>`;
  }

  read(): Reading {
    this.take();
    return this.entries.length
      ? { value: [...this.entries], shown: this.entries.join(", ") }
      : { error: texts.control.empty.list };
  }

  private row(entry: string, index: number) {
    const last = this.entries.length - 1;
    const button = (name: "up" | "down" | "close", label: string, off: boolean, act: () => void) =>
      html`<button class="iconbtn" type="button" aria-label=${label} title=${label} aria-disabled=${off ? "true" : nothing}
        @click=${() => !off && act()}>${icon(name)}</button>`;
    return html`<li><span>${entry}</span>${
      button("up", texts.control.up(entry), index === 0, () => this.move(index, -1))}${
      button("down", texts.control.down(entry), index === last, () => this.move(index, 1))}${
      button("close", texts.control.remove(entry), false, () => this.remove(index))}</li>`;
  }

  private take(): string[] {
    const fresh = split(this.typed).filter((entry) => !this.entries.includes(entry));
    this.entries.push(...fresh);
    this.typed = "";
    if (fresh.length) this.changed();
    return fresh;
  }

  private readonly add = (event?: Event) => {
    const fresh = this.take();
    if (fresh.length) this.context.say(texts.control.added(fresh.join(", ")));
    this.context.redraw();
    const root = (event?.target as Element | null)?.getRootNode() as ParentNode | undefined;
    root?.querySelector<HTMLElement>(`#${FIELD}`)?.focus();
  };

  private readonly key = (event: KeyboardEvent) => {
    // Enter adds what stands in the field; in an empty field it goes on, like everywhere else.
    if (event.key !== "Enter" || event.isComposing || !this.typed.trim()) return;
    event.preventDefault();
    this.add(event);
  };

  private readonly paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!text.includes("\n")) return;
    event.preventDefault();
    this.typed = `${this.typed}${text}`;
    this.add(event);
  };

  private move(index: number, by: number): void {
    const [entry] = this.entries.splice(index, 1);
    this.entries.splice(index + by, 0, entry!);
    this.context.say(texts.control.moved(entry!, index + by + 1));
    this.changed();
  }

  private remove(index: number): void {
    const [entry] = this.entries.splice(index, 1);
    this.context.say(texts.control.removed(entry!));
    this.changed();
  }

  private changed(): void {
    this.context.draft.save(this.entries.length ? JSON.stringify(this.entries) : "");
    this.context.redraw();
  }
}

/** Lines become entries; a bullet or number before them is dropped. */
export function split(text: string): string[] {
  const entries = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/, "").trim())
    .filter(Boolean);
  return [...new Set(entries)];
}

function restored(draft: string | null): string[] | null {
  try {
    const entries: unknown = draft && JSON.parse(draft);
    return Array.isArray(entries) ? entries.filter((entry) => typeof entry === "string") : null;
  } catch {
    return null;
  }
}
