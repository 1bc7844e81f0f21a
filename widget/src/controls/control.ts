/** What every control of the question sheet can do. */
import type { TemplateResult } from "lit/html.js";
import type { Prompt, Value } from "../types";

/** What the person gave: a value, words for the assistant to understand, or nothing usable yet. */
export type Reading = { value: Value; shown: string } | { words: string } | { error: string };

export interface ControlContext {
  /** Where several stand on one page: the field's id. Its heading has the same with `-t`. */
  id?: string;
  prompt: Prompt;
  redraw(): void;
  say(text: string): void;
  draft: { load(): string | null; save(text: string): void };
}

export interface Look {
  /** Ids of hint and error, for aria-describedby. */
  describedBy: string;
  invalid: boolean;
}

export interface Control {
  render(look: Look): TemplateResult;
  read(): Reading;
}

/** The id of the element that takes the focus after an error. */
export const FIELD = "antwort";

export const idOf = ({ id }: ControlContext): string => id ?? FIELD;
export const headingOf = ({ id }: ControlContext): string => (id ? `${id}-t` : "frage-t");
