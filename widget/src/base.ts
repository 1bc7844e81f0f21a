/** Where the server is: `…/static/widget.js` was loaded from it, so its base path is `…/`. */

const script = typeof document === "undefined" ? null : (document.currentScript as HTMLScriptElement | null);
const source = script?.src ?? "";

export function baseUrl(given: string | null): URL {
  if (given) return new URL(given.endsWith("/") ? given : `${given}/`, document.baseURI);
  const own = source || document.querySelector<HTMLScriptElement>('script[src*="static/widget.js"]')?.src;
  return own ? new URL("../", own) : new URL("./", document.baseURI);
}
