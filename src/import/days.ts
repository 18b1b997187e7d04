/*
 * Days as files have them. As with amounts the order of day and month is the file's habit: it is learnt from the dates that can be
 * read in one way only (`22/05/2026`), and by it the others are read; a file that shows no habit is asked about.
 */
import { isDate, today } from '../core/calendar.ts';
import type { Unclear } from './statement.ts';

/** Which stands first where a date is written with numbers. `mixed`: neither always. */
export type Order = 'day' | 'month' | 'mixed' | 'unknown';

const monthNames =
  'jan janv ene gen sty led urt január|feb febr fev fév fevr lut úno uno|mar mär mrz maer mars maa mrt märz march märc bře bre|apr avr abr kwi dub|' +
  'may mai mei mag maj kvě kve máj toukokuu|jun juin giu cze čer cer jún juni|jul juil lug lip čvc cvc júl juli|aug août aou ago sie srp|' +
  'sep sept set wrz zář zar|oct okt ott out paź paz říj rij|nov lis|dec dez déc dic gru pro';

const monthOf = (name: string): number => {
  const plain = name.toLowerCase().replace(/\.$/, '');
  const months = monthNames.split('|').map((month) => month.split(' '));
  for (const length of [plain.length, 4, 3]) {
    const start = plain.slice(0, length);
    const found = months.findIndex((month) => month.some((one) => one === start));
    if (found >= 0) return found + 1;
  }
  return 0;
};

const two = (number: string): string => number.padStart(2, '0');
/** Two digits are a year of this century. */
const full = (year: string): string => (year.length === 2 ? `20${year}` : year);

interface Written {
  /** Every day it may name, day first. */
  readonly days: readonly string[];
  /** An instant with its offset or in UTC, ISO 8601. */
  readonly instant?: string;
}

const timePart =
  /^(?<day>.+?)(?:,?\s*(?:T|\s|um|at|\/)\s*|\s+-\s+)(?<time>\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?\s*(?:[ap]\.?m\.?)?)\s*(?:Uhr\s*)?(?<offset>Z|UTC|GMT|[+-]\d\d:?\d\d(?:\s*UTC)?|[A-Z]{3,4})?$/i;

/** The days that a text may name; undefined for what is no date. */
function written(text: string): Written | undefined {
  const plain = text
    .normalize('NFC')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const timed = timePart.exec(plain)?.groups;
  const days = daysOf(timed?.['day'] ?? plain);
  if (!days) return undefined;
  const time = timed?.['time'] && clock(timed['time']);
  const offset = timed?.['offset'];
  if (time && offset && days.length === 1) {
    const zone = /^(?:Z|UTC|GMT)$/i.test(offset) ? 'Z' : /^([+-]\d\d):?(\d\d)/.exec(offset)?.slice(1).join(':');
    if (zone) return { days, instant: `${days[0]}T${time}${zone}` };
  }
  return { days, ...(time && days.length === 1 && { instant: `${days[0]}T${time}` }) };
}

function clock(time: string): string | undefined {
  const [, hours = '', minutes = '', seconds = '00', half] =
    /^(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?)?$/i.exec(time.trim()) ?? [];
  if (!minutes) return undefined;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? `${two(String(hour))}:${minutes}:${seconds}` : undefined;
}

function daysOf(text: string): readonly string[] | undefined {
  const plain = text.replace(/^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, '');
  const yearFirst = /^(\d{4})([-/. ]?)(\d\d?)\2(\d\d?)\.?$/.exec(plain);
  if (yearFirst && (yearFirst[2] || plain.length === 8))
    return [`${yearFirst[1]}-${two(yearFirst[3]!)}-${two(yearFirst[4]!)}`];

  const [, first, sign, second, year] = /^(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)$/.exec(plain) ?? [];
  if (first && second && year) {
    const dayFirst = `${full(year)}-${two(second)}-${two(first)}`;
    const monthFirst = `${full(year)}-${two(first)}-${two(second)}`;
    // `26-05-20` is a day of May 2026 where the year stands first.
    const reversed = year.length === 2 && first.length === 2 ? [`20${first}-${two(second)}-${year}`] : [];
    return sign === '.' ? [dayFirst] : [dayFirst, monthFirst, ...reversed];
  }
  const named =
    /^(?<day>\d{1,2})(?:\.|st|nd|rd|th)?[\s-]?(?:of |de )?(?<month>\p{L}{3,10}\.?)[\s,-]?(?:\s|de )?(?<year>\d{4}|\d\d)$/iu.exec(
      plain,
    ) ?? /^(?<month>\p{L}{3,10})\.?[\s-](?<day>\d{1,2})(?:st|nd|rd|th)?,?[\s-](?<year>\d{4})$/iu.exec(plain);
  const { day, month, year: of } = (named?.groups ?? {}) as Readonly<Record<string, string | undefined>>;
  const number = month ? monthOf(month) : 0;
  return day && number && of ? [`${full(of)}-${two(String(number))}-${two(day)}`] : undefined;
}

/** Whether a text is a date of any kind, also one of a day that doesn't exist. */
export const looksLikeDay = (text: string): boolean => written(text) !== undefined;

/** Which number stands first in a file's dates, as far as they show. */
export function orderOf(texts: Iterable<string>): Order {
  let day = false;
  let month = false;
  for (const text of texts) {
    const [first, second] = written(text)?.days ?? [];
    if (!first || !second || first === second) continue;
    if (isDate(first) === isDate(second)) continue;
    if (isDate(first)) day = true;
    else month = true;
  }
  return day && month ? 'mixed' : day ? 'day' : month ? 'month' : 'unknown';
}

export interface DayOptions {
  readonly order: Order;
  /** Whether the column says that its times are UTC's. */
  readonly isUtc: boolean;
  /** IANA zone in which an instant becomes a day. */
  readonly zone: string;
  /** Today there. */
  readonly today: string;
}

/** A day, `YYYY-MM-DD`. */
export interface Day {
  readonly at: string;
}

/** The day that a text names, or why there is none. */
export function dayOfText(text: string, { isUtc, order, today: latest, zone }: DayOptions): Day | Unclear {
  if (!text.trim()) return { why: 'no-date' };
  const found = written(text);
  if (!found) return { why: 'unreadable-date' };
  const days = [...new Set(found.days.slice(0, 2))].filter(isDate);
  const [one, other] = days;
  if (!one) return { why: 'no-such-day' };
  let at: string | undefined = one;
  if (other) {
    const [first, second] = found.days;
    at = order === 'day' ? first : order === 'month' ? second : undefined;
    if (!at || !isDate(at)) return { why: 'ambiguous-date', either: [one, other] };
  }
  // A day years ago that would be of late if the year stood first is nobody's guess.
  const [, , yearFirst] = found.days;
  const recent = `${Number(latest.slice(0, 4)) - 2}${latest.slice(4)}`;
  if (yearFirst && isDate(yearFirst) && at < recent && yearFirst >= recent && yearFirst <= latest)
    return { why: 'ambiguous-date', either: [at, yearFirst] };
  const { instant } = found;
  if (instant && (isUtc || /(?:Z|[+-]\d\d:\d\d)$/.test(instant))) {
    const moment = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(instant) ? instant : `${instant}Z`);
    if (!Number.isNaN(moment)) at = today(moment, zone);
  }
  return at > latest ? { why: 'future-date', at } : { at };
}
