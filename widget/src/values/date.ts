/**
 * Dates to the precision given. Only plain ways of writing are understood here, to show at once
 * what was understood; everything else goes to the assistant as typed.
 */

const MONTHS = [
  "Januar", "Februar", "März", "April", "Mai", "Juni",
  "Juli", "August", "September", "Oktober", "November", "Dezember",
];
const NAMES = "jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez";
const MONTH = `(${NAMES})[a-zäö]*\\.?`;

const pad = (value: number): string => String(value).padStart(2, "0");

function monthOf(name: string): number {
  const index = NAMES.split("|").indexOf(name.toLowerCase());
  return index >= 3 ? index : index + 1;
}

function day(year: number, month: number, date: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, date));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? `${year}-${pad(month)}-${pad(date)}` : null;
}

const month = (year: number, number: number): string | null =>
  number >= 1 && number <= 12 ? `${year}-${pad(number)}` : null;

const week = (year: number, number: number): string | null =>
  number >= 1 && number <= 53 ? `${year}-W${pad(number)}` : null;

const WAYS: [RegExp, (found: RegExpExecArray) => string | null][] = [
  [/^(\d{4})-(\d\d)-(\d\d)$/, (f) => day(+f[1]!, +f[2]!, +f[3]!)],
  [/^(\d{4})-(\d\d)$/, (f) => month(+f[1]!, +f[2]!)],
  [/^(\d{4})-q([1-4])$/i, (f) => `${f[1]}-Q${f[2]}`],
  [/^(\d{4})-w(\d\d)$/i, (f) => week(+f[1]!, +f[2]!)],
  [/^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/, (f) => day(+f[3]!, +f[2]!, +f[1]!)],
  [new RegExp(`^(\\d{1,2})\\.\\s*${MONTH}\\s+(\\d{4})$`, "i"), (f) => day(+f[3]!, monthOf(f[2]!), +f[1]!)],
  [new RegExp(`^${MONTH}\\s+(\\d{4})$`, "i"), (f) => month(+f[2]!, monthOf(f[1]!))],
  [/^(\d{1,2})[./](\d{4})$/, (f) => month(+f[2]!, +f[1]!)],
  [/^(?:q\s*([1-4])|([1-4])\.\s*(?:quartal|vierteljahr))[\s/]+(\d{4})$/i, (f) => `${f[3]}-Q${f[1] ?? f[2]}`],
  [/^kw\s*(\d{1,2})[\s/]+(\d{4})$/i, (f) => week(+f[2]!, +f[1]!)],
  [/^(\d{4})$/, (f) => (+f[1]! >= 1900 && +f[1]! <= 2150 ? f[1]! : null)],
];

/** ISO 8601 to the precision given, or null where the assistant has to understand it. */
export function parseDate(text: string): string | null {
  const trimmed = text.trim();
  const both = trimmed.split(/\s+bis\s+|\s*\/(?=\d{4}-)|(?<=^\d{4})\/(?=\d{4}$)/);
  if (both.length === 2) {
    const [from, to] = both.map(single);
    return from && to ? `${from}/${to}` : null;
  }
  return single(trimmed);
}

function single(text: string): string | null {
  for (const [pattern, value] of WAYS) {
    const found = pattern.exec(text);
    if (found) return value(found);
  }
  return null;
}

/** A stored date in words. */
export function showDate(iso: string): string {
  if (iso.includes("/")) return iso.split("/").map(showDate).join(" bis ");
  const [year, second, third] = iso.split("-");
  if (!second) return iso;
  if (second.startsWith("Q")) return `${second.slice(1)}. Quartal ${year}`;
  if (second.startsWith("W")) return `KW ${Number(second.slice(1))} ${year}`;
  const name = MONTHS[Number(second) - 1] ?? second;
  return third ? `${Number(third)}. ${name} ${year}` : `${name} ${year}`;
}
