import { isDate } from './calendar.ts';

/** Months by the first three letters of their English and German names. */
const months: Readonly<Record<string, number>> = Object.fromEntries(
  'jan feb mar apr may jun jul aug sep oct nov dec jän feb mär apr mai jun jul aug sep okt nov dez jae feb mae mrz'
    .split(' ')
    .map((name, index) => [name, name === 'mrz' ? 3 : (index % 12) + 1]),
);

/** The zones that RFC 822 names and those that blogs write, in hours from UTC; RFC 2822 (4.3) takes any other as UTC. */
const zones: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'EDT-4 EST-5 CDT-5 CST-6 MDT-6 MST-7 PDT-7 PST-8 AST-4 ADT-3 AKST-9 AKDT-8 HST-10 WEST1 BST1 CET1 MEZ1 CEST2 MESZ2 EET2 ' +
    'EEST3 MSK3 JST9 KST9 AEST10 AEDT11 NZST12 NZDT13'
  )
    .split(' ')
    .map((zone) => [/^[A-Z]+/.exec(zone)![0], Number(/-?\d+$/.exec(zone)![0])]),
);

/** `T09:12:00.5+02:00`, `09:12 Uhr MESZ`, `9:12 pm`, `09:12:00 GMT+0200 (CEST)`, `09:12:00 +0200 CEST`: the end of a date with a time. */
const clock =
  /(?:t|[\s,]{1,9}(?:um\s|at\s|-\s)?)(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d?(?:\.\d{1,9})?)\d{0,9})?(?:\s?(?<half>[ap])\.?m\.?)?(?:\s?Uhr)?\s{0,9}(?:(?:GMT|UTC)?\s?(?<offset>[+-]\d\d(?::?\d\d)?)|(?<zone>[a-z]{1,5}))?\s?(?:\([^)]{0,40}\)|\[[^\]]{0,40}\]|[a-z]{2,5})?$/i;

/** A day's name may be wrong, and in any language: it says nothing that the rest does not. */
const weekday = String.raw`^(?:\p{L}{2,10}\.?,?\s{0,9}(?:(?:den|the)\s)?)?`;
const dayFirst = new RegExp(
  String.raw`${weekday}(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]{0,9}(?:of\s)?(\p{L}{3,9})\.?,?[\s-]{0,9}(\d{4}|\d\d)$`,
  'iu',
);
const monthFirst = new RegExp(
  String.raw`^(?:\p{L}{2,10}\.?,?\s{1,9})?(\p{L}{3,9})\.?\s{1,9}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,9}(\d{4})$`,
  'iu',
);
const numeric = new RegExp(String.raw`${weekday}(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4}|\d\d)$`, 'iu');

const two = (value: number | string): string => String(value).padStart(2, '0');

/**
 * A feed's date as the wire format has it: RFC 822 (RSS), RFC 3339 (Atom, JSON Feed, Dublin Core), and what feeds have instead of
 * them, in English and German (`Mo, 07 Dez 2026 09:12`, `May 21, 2026`, `Thursday, 21-May-26 09:12:00 GMT`, `21.05.2026 09:12 Uhr`).
 * A time without a zone is one of UTC. Undefined for what is no date, and for `05/06/2026`, which may be either of two.
 */
export function readFeedDate(text: string): string | undefined {
  const written = text
    .trim()
    .slice(0, 100)
    .normalize('NFC')
    // The clock of Unix puts the year last; stamps have no signs.
    .replace(
      /^(.{0,30}\p{L}\s{1,9}\d{1,2})\s{1,9}(\d{1,2}:\d\d(?::\d\d)?(?:\s[A-Z]{1,5})?)\s{1,9}(\d{4})$/u,
      '$1 $3 $2',
    )
    .replace(/^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)?(?=\D|$)/i, (_, year, month, day, hour, minute, second = '00') =>
      [`${year}-${month}-${day}T${hour}`, minute, second].join(':'),
    );
  const found = clock.exec(written);
  const day = dayIn(found ? written.slice(0, found.index) : written);
  if (!day || !found) return day && dateOf(day);
  const { half, hour = '', minute = '', offset, second = '00', zone = '' } = found.groups!;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour;
  const [, sign, hoursOff, minutesOff = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset ?? '') ?? [];
  return dateOf(
    day,
    [two(hours), minute, second.replace(/^\d(?!\d)/, '0$&')],
    sign ? `${sign}${hoursOff}:${minutesOff}` : withSign((zones[zone.toUpperCase()] ?? 0) * 60),
  );
}

type Day = readonly [year: string, month: string, day: string];

/** The day that a text without a time names. */
function dayIn(text: string): Day | undefined {
  const [, year, , month, day] = /^(\d{4})([-/.]?)(\d\d)\2(\d\d)$/.exec(text) ?? [];
  if (year) return [year, month!, day!];
  const [, first, sign, second, numbered = ''] = numeric.exec(text) ?? [];
  if (first && second) {
    // With points the day stands first; with slashes that is known where one of the two is no month.
    if (sign === '.' || (Number(first) > 12 && Number(second) <= 12)) return [full(numbered), two(second), two(first)];
    return Number(second) > 12 || first === second ? [full(numbered), two(first), two(second)] : undefined;
  }
  const [, date, name, named = ''] =
    dayFirst.exec(text) ?? monthFirst.exec(text)?.map((_, at, all) => all[[0, 2, 1, 3][at]!]) ?? [];
  const number = months[name?.slice(0, 3).toLowerCase() ?? ''];
  return date && number ? [full(named), two(number), two(date)] : undefined;
}

/** RFC 2822, 4.3: two digits up to 49 are of this century. */
const full = (year: string): string => (year.length > 2 ? year : year < '50' ? `20${year}` : `19${year}`);

/** Puts a date together; undefined for a day, a time or an offset that doesn't exist. */
function dateOf(
  [year, month, day]: Day,
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
