/**
 * Dates of the wire format, RFC 3339: a bare day (`2026-05-22`, the campaign's own day) or an instant with its offset
 * (`2026-05-22T14:50:00+02:00`). They stay text: what the author wrote is shown as written, in the campaign's own time.
 */
const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?$/;

/** Whether a text is such a date and the day exists (no 30 February). */
export function isDate(text: string): boolean {
  const [, year, month, day] = pattern.exec(text) ?? [];
  if (!year || year < '1900') return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() + 1 === Number(month);
}

/** The day a date falls on in its own time, `YYYY-MM-DD`. */
export const dayOf = (date: string): string => date.slice(0, 10);

/** The time of day as written, `HH:MM`, or undefined for a bare day. */
export const timeOf = (date: string): string | undefined => date.slice(11, 16) || undefined;

/** Whether a date names an instant and not just a day. */
export const isInstant = (date: string): boolean => date.length > 10;

/** Milliseconds since 1970 for an instant; for a bare day, its noon in UTC, within a day of right anywhere. */
export const instantOf = (date: string): number => new Date(isInstant(date) ? date : `${date}T12:00Z`).getTime();

/** Whole minutes since an instant; undefined for a bare day, and for what was more than a day ago or is still to come. */
export function minutesSince(date: string, now: number): number | undefined {
  const minutes = Math.floor((now - instantOf(date)) / 60_000);
  // A reader's clock that runs behind must not make the past the future: up to an hour counts as now.
  return isInstant(date) && minutes >= -60 && minutes < 1440 ? Math.max(0, minutes) : undefined;
}

/** Today's date `YYYY-MM-DD` in an IANA time zone, or where the reader is when none is named. */
export function today(now: number, timeZone: string | undefined): string {
  // Sweden writes YYYY-MM-DD. Canada's English does too, but not in every engine: ICU 72 had the month first.
  if (timeZone) return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(now);
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether a start has come: an instant when it strikes, a day when it begins. */
export function hasBegun(date: string, now: number, timeZone: string | undefined): boolean {
  return isInstant(date) ? now >= instantOf(date) : today(now, timeZone) >= date;
}

/** Whether an end is over: an instant when it strikes, a day only when its last second is gone. */
export function isOver(date: string, now: number, timeZone: string | undefined): boolean {
  return isInstant(date) ? now >= instantOf(date) : today(now, timeZone) > date;
}

/** The latest of several dates. */
export function latest(dates: Iterable<string | undefined>): string | undefined {
  let found: string | undefined;
  for (const date of dates) {
    if (date && (!found || instantOf(date) > instantOf(found))) found = date;
  }
  return found;
}
