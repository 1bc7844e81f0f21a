/** A file of the server, which needs the token: fetched, and saved on the person's device. */
import type { Api } from "./api";
import { showNumber } from "./values/number";

/** The browser has read a saved file long before. */
const KEPT = 60_000;

/** The size of a file in words: „38 kB“, „1,2 MB“. */
export function sizeOf(bytes: number): string {
  return bytes < 999_500 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${showNumber(Math.round(bytes / 100_000) / 10)} MB`;
}

/** A file by the address that the server gave, with the name to keep it under. */
export const fetchFile = (api: Api, href: string): Promise<{ blob: Blob; name: string }> =>
  api.send("GET", href, null, async (response) => ({
    blob: await response.blob(),
    name: fileName(response.headers.get("Content-Disposition"), href),
  }));

export function save(blob: Blob, name: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT);
}

/** The server's own name for a file, or the last part of its address. */
export function fileName(disposition: string | null, href: string): string {
  const given = disposition ?? "";
  try {
    const encoded = /filename\*=UTF-8''([^;]+)/i.exec(given);
    if (encoded) return decodeURIComponent(encoded[1]!);
  } catch {
    // Not encoded after all.
  }
  return /filename="?([^";]+)/i.exec(given)?.[1] ?? href.replace(/[?#].*/, "").replace(/.*\//, "");
}
