/** Inside an iframe: tells the page around it what happens, and how high the content is. */

export class Frame {
  private _origin: string | null = null;

  /** `origins` are those that may frame; nothing is ever told to any other. */
  constructor(
    private readonly _origins: string[],
    private readonly _height: () => number,
  ) {
    this._meet(location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin));
    // A browser that does not say who frames: the page around may greet.
    addEventListener("message", ({ source, origin }) => source === parent && this._meet(origin));
  }

  tell(event: string, detail: object = {}): void {
    if (this._origin) parent.postMessage({ source: "demografie-assistent", event, ...detail }, this._origin);
  }

  measure(): void {
    this.tell("height", { height: this._height() });
  }

  private _meet(origin: string): void {
    if (!this._origins.includes(origin)) return;
    this._origin = origin;
    this.measure();
  }
}
