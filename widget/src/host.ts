/** What a part of the page may ask of the element around it. */
export interface Host {
  redraw(): void;
  /** For screen readers. */
  say(text: string): void;
  /** Where the element is the page: it has the landmarks and the first heading. */
  whole: boolean;
  /** Moves the focus to an element, once it is drawn. */
  focus(id: string): void;
}
