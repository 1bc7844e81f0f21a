/** Registering a municipality. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { ApiError, type Api } from "../api";
import type { Host } from "../host";
import { texts } from "../texts";
import type { MunicipalityType, Place, Registration, Session } from "../types";
import { bar } from "./bar";
import { error, field, remember } from "./form";

type Name = "municipality" | "type" | "parent" | "ags" | "name" | "department";
const ORDER: Name[] = ["municipality", "type", "parent", "ags", "name"];

export class RegisterForm {
  private _values: Record<Name, string> = { municipality: "", type: "", parent: "", ags: "", name: "", department: "" };
  private _problems: Partial<Record<Name, string>> = {};
  private _failure = "";
  private _remember = false;
  private _busy = false;
  private _places: Place[] = [];
  private _timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly _api: Api,
    private readonly _host: Host,
    private readonly _done: (session: Session, remember: boolean) => void,
    given: { municipality: string; remember: boolean },
  ) {
    this._values.municipality = given.municipality;
    this._remember = given.remember;
  }

  render(): TemplateResult {
    const t = texts.start;
    const text = (name: Name) => ({
      name,
      value: this._values[name],
      problem: this._problems[name],
      input: (value: string) => void (this._values[name] = value),
    });
    return html`<form class="sheet" aria-labelledby="neu" novalidate @submit=${this._submit}>
      ${bar(t.newBar, "", null, t.newBarHint)}
      <div class="sheet__body"><h2 class="q-title" id="neu">${t.newLead}</h2>
        ${field({ ...text("municipality"), label: t.municipality, hint: t.municipalityHint, list: "orte", input: this._look })}
        <datalist id="orte">${this._places.map((place) => html`<option value=${nameOf(place)}></option>`)}</datalist>
        <div class="f"><fieldset aria-describedby=${this._problems.type ? "type-e" : nothing}><legend class="lab">${t.type}</legend>
          ${error("type", this._problems.type)}
          <div class="opts opts--two">${t.types.map(
            ([value, title], index) => html`<div class="opt"><input type="radio" name="type" id=${index ? `type-${index}` : "type"}
              value=${value} .checked=${live(this._values.type === value)} @change=${() => this._pick(value)} /><label
              for=${index ? `type-${index}` : "type"}>${title}</label></div>`,
          )}</div></fieldset></div>
        ${this._values.type === "quarter" ? field({ ...text("parent"), label: t.parent }) : nothing}
        ${this._values.type === "quarter"
          ? nothing
          : field({ ...text("ags"), label: t.ags, hint: t.agsHint, optional: true, inputmode: "numeric", narrow: true })}
        <div class="pair">${field({ ...text("name"), label: t.name, hint: t.nameHint, autocomplete: "name" })}
        ${field({ ...text("department"), label: t.department, hint: "Zum Beispiel: Hauptamt.", optional: true, autocomplete: "organization" })}</div>
        ${remember("merken-neu", this._remember, (on) => (this._remember = on))}
        ${this._failure ? html`<div role="alert">${error("neu", this._failure)}</div>` : nothing}
        <div class="acts"><button class="btn btn--go" type="submit" aria-disabled=${this._busy ? "true" : "false"}>${
          this._busy ? t.working : t.register}</button></div>
      </div></form>`;
  }

  private _pick(type: MunicipalityType): void {
    this._values.type = type;
    this._host.redraw();
  }

  /** Suggestions from the register of municipalities, where the server has one. */
  private readonly _look = (typed: string) => {
    const place = this._places.find((found) => nameOf(found) === typed);
    this._values.municipality = place?.name ?? typed;
    if (place) {
      this._values.ags = place.ags;
      this._values.type = place.type;
      this._host.redraw();
      return;
    }
    clearTimeout(this._timer);
    if (typed.trim().length < 2) return;
    this._timer = setTimeout(async () => {
      try {
        this._places = (await this._api.places(typed.trim())).municipalities.slice(0, 12);
        this._host.redraw();
      } catch {
        // No register: the person types on.
      }
    }, 250);
  };

  private _check(): Name | undefined {
    const t = texts.start.missing;
    const { municipality, type, parent, ags, name } = this._values;
    this._problems = {};
    if (!municipality.trim()) this._problems.municipality = t.municipality;
    if (!type) this._problems.type = t.type;
    if (type === "quarter" && !parent.trim()) this._problems.parent = t.parent;
    const digits = ags.replace(/\s/g, "");
    if (type !== "quarter" && digits && !/^(\d{5}|\d{8})$/.test(digits)) this._problems.ags = t.ags;
    if (!name.trim()) this._problems.name = t.name;
    return ORDER.find((field) => this._problems[field]);
  }

  private _registration(): Registration {
    const { municipality, type, parent, ags, name, department } = this._values;
    const given: Registration = { municipality: municipality.trim(), type: type as MunicipalityType, name: name.trim() };
    if (type === "quarter") given.parent = parent.trim();
    else if (ags.trim()) given.ags = ags.replace(/\s/g, "");
    if (department.trim()) given.department = department.trim();
    return given;
  }

  private readonly _submit = async (event: Event) => {
    event.preventDefault();
    if (this._busy) return;
    this._failure = "";
    const wrong = this._check();
    if (wrong) {
      this._host.redraw();
      this._host.focus(wrong);
      return;
    }
    this._busy = true;
    this._host.redraw();
    try {
      const session = await this._api.register(this._registration());
      this._busy = false;
      this._done(session, this._remember);
    } catch (problem) {
      this._busy = false;
      this._explain(problem as ApiError);
    }
    this._host.redraw();
  };

  private _explain({ status, detail, body }: ApiError): void {
    this._failure = status === 0 ? texts.notice.loadFailedText : detail || texts.notice.refused;
    for (const problem of Array.isArray(body["errors"]) ? (body["errors"] as Record<string, unknown>[]) : []) {
      const name = String(problem["pointer"] ?? "").split("/").pop() as Name;
      if (name in this._values && problem["detail"]) this._problems[name] = String(problem["detail"]);
    }
  }
}

function nameOf({ name, type, district, state }: Place): string {
  const where = type === "municipality" ? district ?? state : state;
  return where ? `${name} (${where})` : name;
}
