/** Attributes that are properties of the same name too. */

/** `words` are strings, empty where the attribute is not there; `switches` are on where it is. */
export function reflect(prototype: HTMLElement, words: readonly string[], switches: readonly string[]): void {
  for (const name of words)
    Object.defineProperty(prototype, name, {
      get(this: HTMLElement) {
        return this.getAttribute(name) ?? "";
      },
      set(this: HTMLElement, value: string | null) {
        if (value) this.setAttribute(name, value);
        else this.removeAttribute(name);
      },
    });
  for (const name of switches)
    Object.defineProperty(prototype, name, {
      get(this: HTMLElement) {
        return this.hasAttribute(name);
      },
      set(this: HTMLElement, on: boolean) {
        this.toggleAttribute(name, on);
      },
    });
}
