/** Numbers as Germans write them. What is not plainly one number is left to the assistant to understand. */

const PLAIN = /^([-−–]?)(\d+|\d{1,3}(?:[.\u00a0\u202f ]\d{3})+)(?:,(\d+))?$/;

/** The number, or null where the text is more than a number ("rund 5000", "12.3"). */
export function parseNumber(text: string): number | null {
  const found = PLAIN.exec(text.trim());
  if (!found) return null;
  const whole = found[2]!.replace(/\D/g, "");
  const value = Number(`${whole}.${found[3] ?? "0"}`);
  return Number.isSafeInteger(Math.trunc(value)) ? (found[1] ? -value || 0 : value) : null;
}

const format = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 10 });

export function showNumber(value: number): string {
  return format.format(value).replace("-", "−");
}
