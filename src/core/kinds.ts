import { isDate } from './calendar.ts';
import { decimalsOf } from './currency.ts';
import { parseIban } from './iban.ts';
import { isLink } from './link.ts';
import { parseAmount, type Money } from './money.ts';
import { clean } from './text.ts';

/**
 * The kinds of single values in the wire format. Each reads one: it answers what the campaign keeps, or undefined for
 * what is refused. The schema and the page's decoder both ask these, so that they can't disagree on a value.
 */
export const kinds = {
  /** Any text; may be empty. */
  text: (value: unknown): string | undefined => (typeof value === 'string' ? clean(value) : undefined),
  /** A text in which something is to be seen. */
  name: (value: unknown): string | undefined => {
    const read = kinds.text(value);
    return read && /[\p{L}\p{N}\p{P}\p{S}]/u.test(read) ? read : undefined;
  },
  amount: (value: unknown, currency: string): Money | undefined =>
    typeof value === 'string' ? parseAmount(value, currency) : undefined,
  /** An amount above zero: a goal of 0 would be reached by nobody's help. */
  positive: (value: unknown, currency: string): Money | undefined => {
    const read = kinds.amount(value, currency);
    return read?.minor ? read : undefined;
  },
  count: (value: unknown): number | undefined =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1e12 ? (value as number) + 0 : undefined,
  /** A place in a list, from 1. */
  place: (value: unknown): number | undefined => kinds.count(value) || undefined,
  date: (value: unknown): string | undefined => (typeof value === 'string' && isDate(value) ? value : undefined),
  link: (value: unknown): string | undefined => (typeof value === 'string' && isLink(value) ? value : undefined),
  /** BCP 47, and such that Intl takes it: it throws over `de-x`. */
  language: (value: unknown): string | undefined =>
    typeof value === 'string' && /^[a-z]{2,3}(-|$)/i.test(value) && works(() => Intl.getCanonicalLocales(value))
      ? value
      : undefined,
  currency: (value: unknown): string | undefined =>
    typeof value === 'string' && decimalsOf(value) !== undefined ? value : undefined,
  /** A time zone is known when Intl can count in it; asked only for a document that names one. */
  zone: (value: unknown): string | undefined =>
    typeof value === 'string' && works(() => new Intl.DateTimeFormat('en', { timeZone: value })) ? value : undefined,
  iban: (value: unknown): string | undefined => (typeof value === 'string' ? parseIban(value) : undefined),
  flag: (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined),
  version: (value: unknown): 1 | undefined => (value === 1 ? value : undefined),
};

/** The name of a kind of value. */
export type Kind = keyof typeof kinds;

/** What each kind expects, told to an author with an example to copy. */
export const expectations: Readonly<Record<Kind, string>> = {
  text: 'a text in quotes',
  name: 'a text in quotes',
  amount: 'an amount like "12000.00"',
  positive: 'an amount above 0 like "12000.00"',
  count: 'a whole number like 431',
  place: 'a whole number from 1',
  date: 'a date like "2026-05-22" or "2026-05-22T14:50:00+02:00"',
  link: 'a link like "https://example.org/give" or "./file"',
  language: 'a language like "de"',
  currency: 'a currency like "EUR"',
  zone: 'a time zone like "Europe/Berlin"',
  iban: 'an IBAN whose check digits fit',
  flag: 'true or false',
  version: '1',
};

/** Whether Intl takes a name. */
function works(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}
