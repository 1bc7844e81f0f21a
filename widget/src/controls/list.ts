/** A list of entries that can be added, moved and removed. */
import { html, nothing } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { button } from "../views/button";
import { icon } from "../views/icons";
import { idOf, type Control, type ControlContext, type Look, type Reading } from "./control";

export class ListControl implements Control {
  private _entries: string[];
  private _typed = "";

  constructor(private readonly _context: ControlContext) {
    const { current } = _context.prompt;
    this._entries = restored(_context.draft.load()) ?? (Array.isArray(current) ? [...current] : []);
  }

  render({ describedBy, invalid }: Look) {
    const label = this._entries.length ? texts.control.another : texts.control.entry;
    return html`${this._entries.length
        ? html`<ol class="le gap">${this._entries.map((entry, index) => this._row(entry, index))}</ol>`
        : nothing}
      <div class="addrow"><label class="vh" for=${idOf(this._context)}>${label}</label>
        <input class="field" id=${idOf(this._context)} type="text" autocomplete="off" placeholder=${label}
          aria-describedby=${describedBy} aria-invalid=${invalid ? "true" : "false"} .value=${live(this._typed)}
          @input=${(event: Event) => (this._typed = (event.target as HTMLInputElement).value)}
          @paste=${this._paste} @keydown=${this._key} />
        ${button(texts.control.add, this._add)}</div>`;
  }

  read(): Reading {
    const entries = [...this._entries, ...this._fresh()];
    return entries.length
      ? { value: entries, shown: entries.join(", ") }
      : { error: texts.control.empty.list };
  }

  private _row(entry: string, index: number) {
    const last = this._entries.length - 1;
    const button = (name: "up" | "down" | "close", label: string, off: boolean, act: () => void) =>
      html`<button class="iconbtn" type="button" aria-label=${label} title=${label} aria-disabled=${off ? "true" : nothing}
        @click=${() => !off && act()}>${icon(name)}</button>`;
    return html`<li><span>${entry}</span>${
      button("up", texts.control.up(entry), index === 0, () => this._move(index, -1))}${
      button("down", texts.control.down(entry), index === last, () => this._move(index, 1))}${
      button("close", texts.control.remove(entry), false, () => this._remove(index))}</li>`;
  }

  private _fresh(): string[] {
    return split(this._typed).filter((entry) => !this._entries.includes(entry));
  }

  private _take(): string[] {
    const fresh = this._fresh();
    this._entries.push(...fresh);
    this._typed = "";
    if (fresh.length) this._changed();
    return fresh;
  }

  private readonly _add = (event?: Event) => {
    const fresh = this._take();
    if (fresh.length) this._context.say(texts.control.added(fresh.join(", ")));
    this._context.redraw();
    const root = (event?.target as Element | null)?.getRootNode() as ParentNode | undefined;
    root?.querySelector<HTMLElement>(`#${idOf(this._context)}`)?.focus();
  };

  private readonly _key = (event: KeyboardEvent) => {
    // Enter adds what stands in the field; in an empty field it goes on, like everywhere else.
    if (event.key !== "Enter" || event.isComposing || !this._typed.trim()) return;
    event.preventDefault();
    this._add(event);
  };

  private readonly _paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!text.includes("\n")) return;
    event.preventDefault();
    this._typed = `${this._typed}${text}`;
    this._add(event);
  };

  private _move(index: number, by: number): void {
    const [entry] = this._entries.splice(index, 1);
    this._entries.splice(index + by, 0, entry!);
    this._context.say(texts.control.moved(entry!, index + by + 1));
    this._changed();
  }

  private _remove(index: number): void {
    const [entry] = this._entries.splice(index, 1);
    this._context.say(texts.control.removed(entry!));
    this._changed();
  }

  private _changed(): void {
    this._context.draft.save(this._entries.length ? JSON.stringify(this._entries) : "");
    this._context.redraw();
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
