/** One or several of given options; yes and no is a choice of two. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { texts } from "../texts";
import type { Option } from "../types";
import { idOf, type Control, type ControlContext, type Look, type Reading } from "./control";

/** From so many options on, a field narrows the choice. */
const MANY = 12;

abstract class Choice implements Control {
  protected readonly chosen: Set<string>;
  protected abstract readonly type: "radio" | "checkbox";
  private _filter = "";

  constructor(
    protected readonly context: ControlContext,
    protected readonly options: Option[],
    chosen: string[],
  ) {
    this.chosen = new Set(chosen.filter((value) => options.some((option) => option.value === value)));
  }

  abstract read(): Reading;

  protected hint(): TemplateResult | typeof nothing {
    return nothing;
  }

  render({ describedBy, invalid }: Look) {
    const name = idOf(this.context);
    const wanted = this._filter.trim().toLowerCase();
    const visible = this.options.filter(
      (option) =>
        !wanted || this.chosen.has(option.value) || `${option.title} ${option.hint ?? ""}`.toLowerCase().includes(wanted),
    );
    const short = this.options.length === 2 && this.options.every((option) => option.title.length < 24 && !option.hint);
    return html`${this.hint()}${
        this.options.length > MANY
          ? html`<div class="filter"><label for="${name}-filter">${texts.control.filter}</label>
              <input class="field w-m" id="${name}-filter" type="search" autocomplete="off" .value=${live(this._filter)}
                @input=${this._narrow} @keydown=${(event: KeyboardEvent) => event.key === "Enter" && event.preventDefault()} />
              <span class="small muted" role="status">${wanted ? texts.control.found(visible.length) : nothing}</span></div>`
          : nothing
      }<div class="opts ${short ? "opts--two" : ""}">${visible.map((option, index) => {
        const id = index === 0 ? name : `${name}-${index}`;
        return html`<div class="opt"><input type=${this.type} name=${name} id=${id} value=${option.value}
          .checked=${live(this.chosen.has(option.value))} aria-invalid=${invalid ? "true" : nothing}
          aria-describedby=${index === 0 && describedBy ? describedBy : nothing}
          @change=${this._pick} /><label for=${id}>${option.title}${
            option.hint ? html`<span>${option.hint}</span>` : nothing
          }</label></div>`;
      })}</div>`;
  }

  protected titles(): string {
    return this.picked().map((option) => option.title).join(", ");
  }

  protected picked(): Option[] {
    return this.options.filter((option) => this.chosen.has(option.value));
  }

  private readonly _pick = (event: Event) => {
    const { value, checked } = event.target as HTMLInputElement;
    if (this.type === "radio") this.chosen.clear();
    if (checked) this.chosen.add(value);
    else this.chosen.delete(value);
    this.context.redraw();
  };

  private readonly _narrow = (event: Event) => {
    this._filter = (event.target as HTMLInputElement).value;
    this.context.redraw();
  };
}

export class SingleControl extends Choice {
  protected readonly type = "radio";

  constructor(context: ControlContext) {
    const current = context.prompt.current;
    super(context, context.prompt.options ?? [], typeof current === "string" ? [current] : []);
  }

  read(): Reading {
    const option = this.picked()[0];
    return option ? { value: option.value, shown: option.title } : { error: texts.control.empty.choice };
  }
}

export class YesNoControl extends Choice {
  protected readonly type = "radio";

  constructor(context: ControlContext) {
    const current = context.prompt.current;
    super(
      context,
      [{ value: "yes", title: texts.control.yes }, { value: "no", title: texts.control.no }],
      typeof current === "boolean" ? [current ? "yes" : "no"] : [],
    );
  }

  read(): Reading {
    const option = this.picked()[0];
    return option ? { value: option.value === "yes", shown: option.title } : { error: texts.control.empty.choice };
  }
}

export class MultipleControl extends Choice {
  protected readonly type = "checkbox";

  constructor(context: ControlContext) {
    const current = context.prompt.current;
    super(context, context.prompt.options ?? [], Array.isArray(current) ? current : []);
  }

  get ticked(): string[] {
    return [...this.chosen];
  }

  protected override hint() {
    const { max } = this.context.prompt;
    const text = max
      ? texts.control.chosenOf(this.chosen.size, max)
      : this.chosen.size
        ? texts.control.chosen(this.chosen.size)
        : "";
    return text ? html`<p class="hint">${text}</p>` : nothing;
  }

  read(): Reading {
    const { min, max } = this.context.prompt;
    if (!this.chosen.size) return { error: texts.control.empty.choice };
    if (min && this.chosen.size < min) return { error: texts.control.atLeast(min) };
    if (max && this.chosen.size > max) return { error: texts.control.atMost(max) };
    return { value: this.picked().map((option) => option.value), shown: this.titles() };
  }
}
