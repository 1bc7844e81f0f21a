/** Times and dates of the transcript, in German. */

const clock = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit" });
const longDay = new Intl.DateTimeFormat("de-DE", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat("de-DE", { day: "numeric", month: "long", year: "numeric" });

const safely = (format: Intl.DateTimeFormat, at: string): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : format.format(date);
};

export const timeOf = (at: string): string => safely(clock, at);
export const dayOf = (at: string): string => safely(longDay, at);
export const dateOf = (at: string): string => safely(shortDay, at);
