import { authorEn, type AuthorWords } from './author-words.en.ts';
import { kinds } from './kinds.ts';
import { offsetIn } from './offset.ts';

/*
 * What an author can write instead of what was refused. Only what can be meant in one way is proposed; what can be read in two
 * ways, both; for the rest the format's own example has to do.
 */

/** What of a document its values are judged by, as far as it has it, and the language of the advice. */
export interface AdviceContext {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA. Absent: as in Berlin. */
  readonly timeZone?: string | undefined;
  readonly words?: AuthorWords;
}

type Adviser = (said: string, words: AuthorWords, timeZone: string) => string | undefined;

const write = (value: string, words: AuthorWords): string => words.write(JSON.stringify(value));

/** The one field that must be there, by the name of what has it. */
const musts: Readonly<Record<string, string>> = {
  organiser: 'name',
  beneficiary: 'name',
  goal: 'amount',
  milestones: 'amount',
  book: 'title',
  pledge: 'text',
  needs: 'text',
  embeds: 'url',
  press: 'outlet',
  noMoney: 'text',
};

/**
 * What to write in place of a refused value; undefined where nobody can tell.
 * @param path Where it stands: `goal.amount`, `entries[3].at`.
 * @param expected What the format has there: a kind of value, `a|b`, `[]` or `{}`.
 */
export function adviceFor(
  path: string,
  expected: string,
  found: unknown,
  { currency, timeZone = 'Europe/Berlin', words = authorEn }: AdviceContext,
): string | undefined {
  if (found === null) return words.leaveOut;
  if (expected === '[]') return typeof found === 'object' ? words.writeList : undefined;
  if (expected === 'version') return words.writeVersion;
  if (typeof found === 'number' && /^(text|name)$/.test(expected)) return write(String(found), words);
  if (expected === 'amount' || expected === 'positive') return amountAdvice(found, expected, currency, words);
  if (typeof found !== 'string' || found.length > 200) return undefined;
  if (expected === '{}') {
    const must = musts[/(\w*)(?:\[\d+\])?$/.exec(path)![1]!];
    return must && words.write(`{ ${JSON.stringify(must)}: ${JSON.stringify(found.slice(0, 60))} }`);
  }
  return Object.hasOwn(advisers, expected) ? advisers[expected]!(found.trim(), words, timeZone) : undefined;
}

const advisers: Readonly<Record<string, Adviser>> = {
  date: dateFor,
  link: linkFor,
  count: numberFor,
  place: (said, words) => (Number(said) ? numberFor(said, words) : undefined),
  flag(said, words) {
    if (/^(true|yes|ja)$/i.test(said)) return words.writeBare('true');
    return /^(false|no|nein)$/i.test(said) ? words.writeBare('false') : undefined;
  },
  currency(said, words) {
    const code = { '€': 'EUR', EURO: 'EUR', '£': 'GBP' }[said.toUpperCase()] ?? said.toUpperCase();
    return kinds.currency(code) && write(code, words);
  },
  language(said, words) {
    const code = { deutsch: 'de', german: 'de', englisch: 'en', english: 'en' }[said.toLowerCase()];
    return code || /^[a-z]{2}_[a-z]{2}$/i.test(said) ? write(code ?? said.replace('_', '-'), words) : undefined;
  },
  zone: (_said, words) => words.writeZone,
  iban: (_said, words) => words.wrongDigit,
};

/** The amounts of the format that a text or number may mean: one where it is sure, two where it can be read in two ways, else none. */
export function amountsFor(found: unknown, currency: string): readonly string[] {
  const said = (typeof found === 'number' ? String(found) : typeof found === 'string' ? found.slice(0, 60) : '')
    .replace(/[€$£\s]|EUR|Euro|[,.]?[-\u2013\u2014]{1,9}$/gi, '')
    .slice(0, 40);
  const [, whole, part] = /^(\d{1,3})[.,](\d\d)\d$/.exec(said) ?? [];
  const [grouped = ''] = /^\d{1,3}(?:[.,'\u2019]\d{3})+(?=$|[.,])/.exec(said) ?? [];
  const digits = (grouped.replace(/\D/g, '') || (/^\d+/.exec(said)?.[0] ?? '')).replace(/^0+(?=\d)/, '');
  const rest = /^[.,\d'\u2019]+$/.test(said)
    ? said.slice((grouped || (/^\d+/.exec(said)?.[0] ?? '')).length)
    : 'no amount';
  if (!/^([.,]\d{1,4})?$/.test(rest)) return [];
  const text = digits + rest.replace(',', '.');
  // Nothing stands behind a yen, so that "1.500" of them can be meant in one way only.
  return (whole && grouped === said ? [text, `${Number(whole)}.${part}`] : [text]).filter((amount) =>
    kinds.amount(amount, currency),
  );
}

function amountAdvice(
  found: unknown,
  kind: 'amount' | 'positive',
  currency: string,
  words: AuthorWords,
): string | undefined {
  const said = typeof found === 'string' || typeof found === 'number' ? `${found}`.slice(0, 60) : '';
  if (/^\s?[-\u2212\u2013]\s?\d/.test(said)) return words.noMinus;
  const [one, other] = amountsFor(found, currency)
    .filter((amount) => kinds[kind](amount, currency))
    .map((amount) => JSON.stringify(amount));
  if (!one) return undefined;
  return other ? words.writeEither(one, other) : words.write(one);
}

function dateFor(said: string, words: AuthorWords, timeZone: string): string | undefined {
  const [, day = '', month = '', year] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(said) ?? [];
  const turned = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year) return kinds.date(turned) ? write(turned, words) : words.noSuchDay;
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d)?)?$/.exec(said) ?? [];
  if (!date) return undefined;
  if (!kinds.date(date)) return words.noSuchDay;
  if (!time) return undefined;
  const zone = kinds.zone(timeZone) ?? 'Europe/Berlin';
  const written = `${date}T${time}${offsetIn(zone, date, time)}`;
  return kinds.date(written) && words.writeOffset(JSON.stringify(written), cityOf(zone));
}

/** The city that a zone is named after: `America/New_York`. */
const cityOf = (timeZone: string): string => timeZone.replace(/.*\//, '').replaceAll('_', ' ');

function linkFor(said: string, words: AuthorWords): string | undefined {
  if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i.test(said)) return write(`mailto:${said}`, words);
  const secure = `https://${said}`;
  return /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(said) && kinds.link(secure) ? write(secure, words) : undefined;
}

/** A whole number in quotes, or with its thousands parted. */
function numberFor(said: string, words: AuthorWords): string | undefined {
  const digits = said.replace(/[.,\s'\u2019](?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,12}$/.test(digits) ? words.writeBare(String(Number(digits))) : undefined;
}
