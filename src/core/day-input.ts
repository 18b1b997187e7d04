import { isDate } from './calendar.ts';

/**
 * Why a text is no day:
 * - `empty`: nothing was written.
 * - `unreadable`: something else than a date.
 * - `ambiguous`: `05/06/2026` is a day in May in the United States and one in June elsewhere. `one` and `other` say what it may be.
 * - `no-such-day`: 31 February.
 * - `future`: later than today; what has been booked has happened.
 */
export type DayFault =
  | { readonly kind: 'empty' | 'unreadable' | 'no-such-day' | 'future' }
  | { readonly kind: 'ambiguous'; readonly one: string; readonly other: string };

/** What was read: a day (`YYYY-MM-DD`), or why there is none. */
export type DayReading =
  { readonly day: string; readonly fault?: never } | { readonly fault: DayFault; readonly day?: never };

const fail = (fault: DayFault): DayReading => ({ fault });

/** The months by the first three letters of their German and English names. */
const months = 'jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez mrz'.split(' ');
const german: Readonly<Record<string, number>> = { mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 };

/** Signs of a date, with the blanks around it. */
const longest = 200;

const timeOfDay = /[T\s]+\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s*(?:Z|Uhr|[+-]\d\d:?\d\d))?$/i;

/**
 * Reads a day as people and banks write it: `2026-05-22`, `22.05.2026`, `22.5.26`, `22. Mai 2026`, `May 22, 2026`, `22/05/2026`, with
 * or without a time of day, which is dropped. With points the day stands first, as everywhere points are used. With slashes or
 * dashes, what can be read in two ways is refused and never guessed.
 * @param latest The last day that can be meant, `YYYY-MM-DD`: today.
 */
export function readDay(text: string, latest?: string): DayReading {
  // No date is longer, and what is could keep a page busy.
  if (text.length > longest) return fail({ kind: text.trim() ? 'unreadable' : 'empty' });
  const plain = text.normalize('NFC').trim().replace(timeOfDay, '');
  if (plain === '') return fail({ kind: 'empty' });
  const found = partsOf(plain);
  if (!found) return fail({ kind: 'unreadable' });
  const days = [...new Set(found)].filter(isDate);
  const [one, other] = days;
  if (!one) return fail({ kind: 'no-such-day' });
  if (other) return fail({ kind: 'ambiguous', one, other });
  return latest && one > latest ? fail({ kind: 'future' }) : { day: one };
}

/** The days that a text may name; undefined for what is no date. */
function partsOf(text: string): readonly string[] | undefined {
  const iso = /^(\d{4})([-/.]?)(\d\d)\2(\d\d)$/.exec(text);
  if (iso) return [`${iso[1]}-${iso[3]}-${iso[4]}`];

  const [, first, sign, second, year] = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)$/.exec(text) ?? [];
  if (first && second && year) {
    const dayFirst = dayFrom(year, second, first);
    return sign === '.' ? [dayFirst] : [dayFirst, dayFrom(year, first, second)];
  }

  const named =
    /^(?<day>\d{1,2})\.?\s?(?:of\s)?(?<month>\p{L}{3,9})\.?,?\s?(?<year>\d{4})$/u.exec(text) ??
    /^(?<month>\p{L}{3,9})\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})$/u.exec(text);
  const { day, month, year: full } = (named?.groups ?? {}) as Readonly<Record<string, string | undefined>>;
  const number = month && monthOf(month);
  return day && number && full ? [dayFrom(full, String(number), day)] : undefined;
}

function monthOf(name: string): number | undefined {
  const start = name.slice(0, 3).toLowerCase();
  return german[start] ?? (months.includes(start) ? months.indexOf(start) + 1 : undefined);
}

/** Two digits are a year of this century: nobody books what was given in the last one. */
const dayFrom = (year: string, month: string, day: string): string =>
  `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
