/**
 * The page for an iframe: tells the page around it what happens in the element, and how high it is.
 * It stands before the element's own script, so as to miss nothing.
 */
import { Frame } from "./frame";

const { origins = "" } = (document.currentScript as HTMLScriptElement).dataset;
const element = document.querySelector("demografie-assistent")!;

if (origins && parent !== window) {
  const frame = new Frame(origins.split(" "), () => document.documentElement.offsetHeight);
  new ResizeObserver(() => frame.measure()).observe(element);
  for (const event of ["ready", "signed-in", "signed-out", "message", "stage-completed", "error"])
    element.addEventListener(event, (told) => frame.tell(event, (told as CustomEvent<object | null>).detail ?? {}));
}
