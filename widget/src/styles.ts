/** The style sheet beside the script, had once and shared by all elements of a page. */

const loaded = new Map<string, Promise<CSSStyleSheet | null>>();

export function styleSheet(base: URL): Promise<CSSStyleSheet | null> {
  const address = new URL("static/widget.css", base).href;
  let sheet = loaded.get(address);
  if (!sheet) loaded.set(address, (sheet = load(address)));
  return sheet;
}

async function load(address: string): Promise<CSSStyleSheet | null> {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(linked(address) ?? (await (await fetch(address, { credentials: "omit" })).text()));
    return sheet;
  } catch {
    return null; // Plain, but it works.
  }
}

/** The assistant's own pages link it already: then it need not be fetched again. */
function linked(address: string): string | null {
  try {
    const sheet = [...document.styleSheets].find(({ href }) => href === address)!;
    return [...sheet.cssRules].map(({ cssText }) => cssText).join("\n");
  } catch {
    return null; // Not linked, not there yet, or of another origin.
  }
}
