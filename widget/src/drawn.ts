/**
 * A custom element that draws itself with Lit's templates, once for however many changes of a
 * moment. It has no reactive properties: what is shown comes from the conversation.
 */
import { render } from "lit/html.js";

export abstract class Drawn extends HTMLElement {
  readonly renderRoot: ShadowRoot = this.attachShadow({ mode: "open" });
  /** Fulfilled once what was asked for is drawn. */
  updateComplete: Promise<void> = Promise.resolve();
  private _asked = false;

  requestUpdate(): void {
    if (this._asked) return;
    this._asked = true;
    this.updateComplete = this._draw();
  }

  protected abstract render(): unknown;
  /** Before the first drawing. */
  protected abstract prepare(): Promise<void>;
  protected abstract updated(): void;

  private _prepared: Promise<void> | undefined;

  private async _draw(): Promise<void> {
    await (this._prepared ??= this.prepare());
    this._asked = false;
    render(this.render(), this.renderRoot);
    this.updated();
  }
}
