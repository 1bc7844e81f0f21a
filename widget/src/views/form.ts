/** Parts of the forms of the start view. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import { icon } from "./icons";

export interface FieldLook {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  problem?: string | undefined;
  value?: string;
  list?: string;
  autocomplete?: string;
  inputmode?: "numeric";
  narrow?: boolean;
  big?: boolean;
  input?: (value: string) => void;
}

export function field(f: FieldLook): TemplateResult {
  const described = [f.hint ? `${f.name}-h` : "", f.problem ? `${f.name}-e` : ""].filter(Boolean).join(" ");
  return html`<div class="f"><label for=${f.name}>${f.label}${
      f.optional ? html` <span class="muted">(${texts.start.optional})</span>` : nothing
    }</label>${f.hint ? html`<p class="hint small" id="${f.name}-h">${f.hint}</p>` : nothing}${error(f.name, f.problem)}
    <input class="field ${f.narrow ? "w-m" : ""} ${f.big ? "code-in" : ""}" id=${f.name} name=${f.name} type="text" maxlength="200"
      .value=${live(f.value ?? "")} list=${f.list ?? nothing} autocomplete=${f.autocomplete ?? "off"} inputmode=${f.inputmode ?? nothing}
      spellcheck="false" aria-required=${f.optional ? nothing : "true"} aria-invalid=${f.problem ? "true" : "false"}
      aria-describedby=${described || nothing}
      @input=${(event: Event) => f.input?.((event.target as HTMLInputElement).value)} /></div>`;
}

export function error(name: string, problem: string | undefined): TemplateResult | typeof nothing {
  return problem ? html`<p class="err" id="${name}-e">${icon("stop")}<span>${problem}</span></p>` : nothing;
}

export function remember(name: string, on: boolean, set: (on: boolean) => void): TemplateResult {
  return html`<label class="tick f"><input type="checkbox" name=${name} .checked=${on} aria-describedby="${name}-h"
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} /><span>${texts.start.remember}<span
      class="muted small" id="${name}-h">${texts.start.rememberHint}</span></span></label>`;
}
