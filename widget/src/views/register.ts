/** Registering a municipality. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ApiError, type Api } from "../api";
import { texts } from "../texts";
import type { MunicipalityType, Place, Registration, Session } from "../types";
import { bar } from "./bar";
import { error, field, remember } from "./form";

type Name = "municipality" | "type" | "parent" | "ags" | "name" | "department";
const ORDER: Name[] = ["municipality", "type", "parent", "ags", "name"];

export class RegisterForm {
  private values: Record<Name, string> = { municipality: "", type: "", parent: "", ags: "", name: "", department: "" };
  private problems: Partial<Record<Name, string>> = {};
  private failure = "";
  private remember = false;
  private busy = false;
  private places: Place[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly redraw: () => void,
    private readonly focus: (id: string) => void,
    private readonly done: (session: Session, remember: boolean) => void,
  ) {}

  render(): TemplateResult {
    const t = texts.start;
    const text = (name: Name) => ({
      name,
      value: this.values[name],
      problem: this.problems[name],
      input: (value: string) => void (this.values[name] = value),
    });
    return html`<form class="sheet" aria-labelledby="neu" novalidate @submit=${this.submit}>
      ${bar(t.newBar, "", null, t.newBarHint)}
      <div class="sheet__body"><h2 class="q-title" id="neu">${t.newLead}</h2>
        ${field({ ...text("municipality"), label: t.municipality, hint: t.municipalityHint, list: "orte", input: this.look })}
        <datalist id="orte">${this.places.map((place) => html`<option value=${nameOf(place)}></option>`)}</datalist>
        <div class="f"><fieldset aria-describedby=${this.problems.type ? "type-e" : nothing}><legend class="lab">${t.type}</legend>
          ${error("type", this.problems.type)}
          <div class="opts opts--two">${t.types.map(
            ([value, title], index) => html`<div class="opt"><input type="radio" name="type" id=${index ? `type-${index}` : "type"}
              value=${value} .checked=${live(this.values.type === value)} @change=${() => this.pick(value)} /><label
              for=${index ? `type-${index}` : "type"}>${title}</label></div>`,
          )}</div></fieldset></div>
        ${this.values.type === "quarter" ? field({ ...text("parent"), label: t.parent }) : nothing}
        ${this.values.type === "quarter"
          ? nothing
          : field({ ...text("ags"), label: t.ags, hint: t.agsHint, optional: true, inputmode: "numeric", narrow: true })}
        <div class="pair">${field({ ...text("name"), label: t.name, hint: t.nameHint, autocomplete: "name" })}
        ${field({ ...text("department"), label: t.department, hint: "Zum Beispiel: Hauptamt.", optional: true, autocomplete: "organization" })}</div>
        ${remember("merken-neu", this.remember, (on) => (this.remember = on))}
        ${this.failure ? html`<div role="alert">${error("neu", this.failure)}</div>` : nothing}
        <div class="acts"><button class="btn btn--go" type="submit" aria-disabled=${this.busy ? "true" : "false"}>${
          this.busy ? t.working : t.register}</button></div>
      </div></form>`;
  }

  private pick(type: MunicipalityType): void {
    this.values.type = type;
    this.redraw();
  }

  /** Suggestions from the register of municipalities, where the server has one. */
  private readonly look = (typed: string) => {
    const place = this.places.find((found) => nameOf(found) === typed);
    this.values.municipality = place?.name ?? typed;
    if (place) {
      this.values.ags = place.ags;
      this.values.type = place.type;
      this.redraw();
      return;
    }
    clearTimeout(this.timer);
    if (typed.trim().length < 2) return;
    this.timer = setTimeout(async () => {
      try {
        this.places = (await this.api.places(typed.trim())).municipalities.slice(0, 12);
        this.redraw();
      } catch {
        // No register: the person types on.
      }
    }, 250);
  };

  private check(): Name | undefined {
    const t = texts.start.missing;
    const { municipality, type, parent, ags, name } = this.values;
    this.problems = {};
    if (!municipality.trim()) this.problems.municipality = t.municipality;
    if (!type) this.problems.type = t.type;
    if (type === "quarter" && !parent.trim()) this.problems.parent = t.parent;
    const digits = ags.replace(/\s/g, "");
    if (type !== "quarter" && digits && !/^(\d{5}|\d{8})$/.test(digits)) this.problems.ags = t.ags;
    if (!name.trim()) this.problems.name = t.name;
    return ORDER.find((field) => this.problems[field]);
  }

  private registration(): Registration {
    const { municipality, type, parent, ags, name, department } = this.values;
    const given: Registration = { municipality: municipality.trim(), type: type as MunicipalityType, name: name.trim() };
    if (type === "quarter") given.parent = parent.trim();
    else if (ags.trim()) given.ags = ags.replace(/\s/g, "");
    if (department.trim()) given.department = department.trim();
    return given;
  }

  private readonly submit = async (event: Event) => {
    event.preventDefault();
    if (this.busy) return;
    this.failure = "";
    const wrong = this.check();
    if (wrong) {
      this.redraw();
      this.focus(wrong);
      return;
    }
    this.busy = true;
    this.redraw();
    try {
      const session = await this.api.register(this.registration());
      this.busy = false;
      this.done(session, this.remember);
    } catch (problem) {
      this.busy = false;
      this.explain(problem as ApiError);
    }
    this.redraw();
  };

  private explain({ status, detail, body }: ApiError): void {
    this.failure = status === 0 ? texts.notice.loadFailedText : detail || texts.notice.refused;
    for (const problem of Array.isArray(body["errors"]) ? (body["errors"] as Record<string, unknown>[]) : []) {
      const name = String(problem["pointer"] ?? "").split("/").pop() as Name;
      if (name in this.values && problem["detail"]) this.problems[name] = String(problem["detail"]);
    }
  }
}

function nameOf({ name, type, district, state }: Place): string {
  const where = type === "municipality" ? district ?? state : state;
  return where ? `${name} (${where})` : name;
}
