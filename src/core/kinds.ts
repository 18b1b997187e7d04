import { isDate } from './calendar.ts';
import { isCurrency } from './currencies.ts';
import { parseIban } from './iban.ts';
import { isLink } from './link.ts';
import { parseAmount, type Money } from './money.ts';
import { clean } from './text.ts';

/** Amounts need the document's currency to be judged. */
type Reader<Kept> = (value: unknown, currency?: string) => Kept | undefined;

/** A kind of value that is a text. */
const text =
  <Kept>(read: (value: string, currency: string) => Kept | undefined): Reader<Kept> =>
  (value, currency) =>
    typeof value === 'string' ? read(value, currency!) : undefined;

/** A kind of text that is kept as it is, when it passes. */
const only = (test: (value: string) => boolean): Reader<string> => text((value) => (test(value) ? value : undefined));

const count: Reader<number> = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1e12 ? (value as number) + 0 : undefined;

/**
 * The kinds of single values in the wire format. Each reads one: it answers what the campaign keeps, or undefined for
 * what is refused. The schema and the page's reader both ask these, so that they can't disagree on a value.
 */
export const kinds = {
  /** Any text; may be empty. */
  text: text(clean),
  /** A text in which something is to be seen. */
  name: text((value) => {
    const kept = clean(value);
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(kept) ? kept : undefined;
  }),
  amount: text<Money>(parseAmount),
  /** An amount above zero: a goal of 0 would be reached by nobody's help. */
  positive: text((value, currency) => {
    const read = parseAmount(value, currency);
    return read?.minor ? read : undefined;
  }),
  count,
  /** A place in a list, from 1. */
  place: ((value) => count(value) || undefined) as Reader<number>,
  date: only(isDate),
  link: only(isLink),
  /** BCP 47, and such that Intl takes it: it throws over `de-x`. */
  language: only((value) => /^[a-z]{2,3}(-|$)/i.test(value) && works(() => Intl.getCanonicalLocales(value))),
  currency: only(isCurrency),
  /** A time zone is known when Intl can count in it; asked only for a document that names one. */
  zone: only((value) => works(() => new Intl.DateTimeFormat('en', { timeZone: value }))),
  iban: text(parseIban),
  flag: ((value) => (typeof value === 'boolean' ? value : undefined)) as Reader<boolean>,
  version: ((value) => (value === 1 ? value : undefined)) as Reader<1>,
};

/** The name of a kind of value. */
export type Kind = keyof typeof kinds;

/** Whether Intl takes a name. */
function works(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}
