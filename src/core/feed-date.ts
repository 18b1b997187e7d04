import { isDate } from './calendar.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The zones that RFC 822 names, in hours from UTC; RFC 2822 (4.3) takes any other as UTC. */
const zones: Readonly<Record<string, number>> = {
  EDT: -4,
  EST: -5,
  CDT: -5,
  CST: -6,
  MDT: -6,
  MST: -7,
  PDT: -7,
  PST: -8,
};

/** `Thu, 21 May 2026 09:12:00 +0200`; the weekday and the seconds may be left out. */
const rfc822 =
  /^(?:[a-z]{3,9},?\s{1,9})?(\d{1,2})\s{1,9}([a-z]{3})[a-z]{0,6}\s{1,9}(\d{4}|\d\d)\s{1,9}(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s{0,9}([+-]\d{4}|[a-z]{1,5}))?$/i;

/** `2026-05-21T09:12:00.5+02:00`, or a bare day. */
const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?)\d*)?(z|[+-]\d\d:\d\d))?$/i;

const two = (value: number | string): string => String(value).padStart(2, '0');

/** A feed's date, RFC 822 (RSS) or RFC 3339 (Atom, JSON Feed, Dublin Core), as the wire format has it; undefined for what is none. */
export function readFeedDate(text: string): string | undefined {
  const written = text.trim().slice(0, 60);
  const mail = rfc822.exec(written);
  if (mail) {
    const [, day, name, year = '', hour, minute, second, zone = ''] = mail;
    const month = months.indexOf(name!.toLowerCase()) + 1;
    // RFC 2822, 4.3: two digits up to 49 are of this century.
    const century = year.length > 2 ? '' : year < '50' ? '20' : '19';
    const offset = /^[+-]/.test(zone)
      ? `${zone.slice(0, 3)}:${zone.slice(3)}`
      : withSign((zones[zone.toUpperCase()] ?? 0) * 60);
    return dateOf([century + year, two(month), two(day!)], [two(hour!), minute!, second ?? '00'], offset);
  }
  const [, year, month, day, hour, minute, second = '00', offset] = rfc3339.exec(written) ?? [];
  if (!year) return undefined;
  return dateOf([year, month!, day!], hour ? [hour, minute!, second] : undefined, offset?.toUpperCase());
}

/** Puts a date together; undefined for a day, a time or an offset that doesn't exist. */
function dateOf(
  [year, month, day]: readonly [string, string, string],
  time?: readonly [hour: string, minute: string, second: string],
  offset = '',
): string | undefined {
  const bare = `${year}-${month}-${day}`;
  // A leap second is none of the wire format's.
  const date = time ? `${bare}T${time.join(':').replace(/:60(?=\.|$)/, ':59')}${offset}` : bare;
  return isDate(date) ? date : undefined;
}

/** Minutes from UTC as written behind a time: `+02:00`, `Z`. */
function withSign(minutes: number): string {
  if (!minutes) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/**
 * An instant that a machine wrote in UTC, as blogs' feeds do, in a clock of people: the same moment at another offset. A date
 * with an offset of its own stays as its author wrote it.
 * @param offsetAt Minutes from UTC at a moment (ms since 1970), east is positive.
 */
export function inLocalTime(date: string, offsetAt: (instant: number) => number): string {
  if (!/(?:Z|[+-]00:00)$/.test(date)) return date;
  const instant = new Date(date).getTime();
  const offset = Math.round(offsetAt(instant));
  return `${new Date(instant + offset * 60_000).toISOString().slice(0, 19)}${withSign(offset)}`;
}
