/** Brings things into view: in the window, in a part of the page around, or in the page. */

/** What scrolls, as far as it is to be seen. */
interface Box {
  top: number;
  height: number;
}

/** What is read before one answers: into view from its beginning. */
export function showMessage(root: ShadowRoot, message: string): void {
  const said = root.querySelector<HTMLElement>(`[data-id="${CSS.escape(message)}"]`);
  if (!said) return;
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
  said.scrollIntoView();
}

/** The open question into view, with the last messages above it where there is room. */
export function showQuestion(root: ShadowRoot, message: string | null): void {
  const sheet = root.querySelector("#frage")?.getBoundingClientRect();
  if (!sheet) return;
  const said = message ? root.querySelector(`[data-id="${CSS.escape(message)}"]`)?.getBoundingClientRect() : null;
  scroll(root, (box) => {
    const top = sheet.top - box.top;
    const edge = top - 16;
    const whole = sheet.bottom - box.top + 16 - box.height;
    const words = said ? said.top - box.top - 16 : edge;
    const least = top - box.height * (whole > edge ? 0.3 : 0.45);
    return Math.min(edge, Math.max(words, least, whole > edge ? -Infinity : whole));
  });
}

/** Scrolls whatever scrolls: the window, a part of the page around, or the page. */
export function scroll(root: ShadowRoot, by: (box: Box) => number): void {
  let node: Node | null = root.querySelector(".frame, .start, .single");
  for (; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    if (!(node instanceof Element) || node === document.documentElement || node === document.body) continue;
    if (node.scrollHeight <= node.clientHeight || !/auto|scroll/.test(getComputedStyle(node).overflowY)) continue;
    return node.scrollBy(0, by({ top: node.getBoundingClientRect().top, height: node.clientHeight }));
  }
  scrollBy(0, by({ top: 0, height: innerHeight }));
}
