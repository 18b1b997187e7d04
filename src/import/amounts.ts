/*
 * Amounts as files have them. Which sign parts the decimals is the file's habit, not one cell's: it is learnt from the cells that
 * can be read in one way only, and what can be read in two is read by it or refused.
 */
import { isCurrency } from '../core/currencies.ts';
import { decimalsOf } from '../core/currency.ts';
import { parseAmount } from '../core/money.ts';
import type { Unclear } from './statement.ts';

/** An amount as it stands in a cell, before it is known what its point means. */
export interface Written {
  /** -1, 1, or 0 where it has no sign. */
  readonly sign: -1 | 0 | 1;
  /** Digits with what parts them. */
  readonly figure: string;
  /** The currency at one of its ends. */
  readonly currency?: string;
}

const names: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  $: 'USD',
  us$: 'USD',
  '£': 'GBP',
  '₹': 'INR',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₩': 'KRW',
  '₦': 'NGN',
  '₱': 'PHP',
  '₫': 'VND',
  '₽': 'RUB',
  '฿': 'THB',
  fr: 'CHF',
  'fr.': 'CHF',
  sfr: 'CHF',
  'sfr.': 'CHF',
  franken: 'CHF',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
};

const invisible = /[\u200b\u200e\u200f\u061c\u2060-\u2069\u202a-\u202e\ufeff]/g;
const signAtStart = /^(\+|[-\u2212\u2012\u2013\ufe63\uff0d])\s*(?=\S)/;
const signAtEnd = /\s*(\+|[-\u2212\u2012\u2013\ufe63\uff0d])$/;
/** `50,-` and `50.--` mean no cents; `50-` is what some banks write for less than nothing. */
const noCents = /[.,]\s?[-\u2212\u2012\u2013\u2014\ufe63\uff0d]{1,2}$/;

/** A word or sign at an end of an amount, as a currency: ISO 4217 code, undefined for something else. */
export function currencyOf(word: string): string | undefined {
  const named = names[word.toLowerCase()];
  if (named) return named;
  const code = word.toUpperCase();
  return /^[A-Za-z]{3}$/.test(word) && isCurrency(code) ? code : undefined;
}

/** A cell as an amount; `empty` for none, undefined for something else. Signs, codes and brackets are only taken off its ends. */
export function writtenAmount(text: string): Written | 'empty' | undefined {
  let rest = text.normalize('NFC').replace(invisible, '').trim();
  if (rest === '') return 'empty';
  let sign: -1 | 0 | 1 = 0;
  let currency: string | undefined;
  // A spreadsheet's guard against formulas.
  rest = rest.replace(/^'(?=[-+\d])/, '');
  const inBrackets = /^\((.*)\)$/.exec(rest);
  if (inBrackets) {
    rest = inBrackets[1]!.trim();
    sign = -1;
  }
  const takeSign = (found: string): boolean => {
    if (sign) return false;
    sign = found === '+' ? 1 : -1;
    return true;
  };
  // Sign and currency stand in any order, each once, at either end.
  for (let turn = 0; turn < 4; turn++) {
    const front = signAtStart.exec(rest);
    if (front) {
      if (!takeSign(front[1]!)) return undefined;
      rest = rest.slice(front[0].length);
      continue;
    }
    // English banks write `CR` and `DR` behind an amount, German ones `H` and `S`.
    const side = /\s?(CR|DR|H|S)$/i.exec(rest);
    if (side && /\d$/.test(rest.slice(0, side.index))) {
      if (!takeSign(/^[CH]/i.test(side[1]!) ? '+' : '-')) return undefined;
      rest = rest.slice(0, side.index);
      continue;
    }
    const word = /^(us\$|\p{Sc}|[\p{L}]+\.?)\s*(?=[\d+\-\u2212])/iu.exec(rest);
    if (word) {
      const code = currencyOf(word[1]!);
      if (!code || (currency && currency !== code)) return undefined;
      currency = code;
      rest = rest.slice(word[0].length);
      continue;
    }
    const tail = /\s*(\p{Sc}|[\p{L}]+\.?)$/iu.exec(rest);
    if (tail) {
      const code = currencyOf(tail[1]!);
      if (!code || (currency && currency !== code)) return undefined;
      currency = code;
      rest = rest.slice(0, tail.index);
      continue;
    }
    // What stands before a dash is the decimal sign: the point of `1.250,-` parts thousands.
    const none = noCents.exec(rest);
    if (none) {
      rest = `${rest.slice(0, none.index)}${none[0][0]}00`;
      continue;
    }
    const back = signAtEnd.exec(rest);
    if (!back) break;
    if (!takeSign(back[1]!)) return undefined;
    rest = rest.slice(0, back.index);
  }
  if (!/^\d[\d.,'\u2019\s\u00a0\u202f]*$/.test(rest)) return undefined;
  return { sign, figure: rest, ...(currency && { currency }) };
}

/** Which sign parts decimals in a file. `mixed`: both do, each cell by itself. */
export type Decimal = ',' | '.' | 'mixed' | 'unknown';

interface Parts {
  readonly whole: string;
  readonly fraction: string;
  readonly decimal: ',' | '.' | undefined;
}

const grouped = (text: string): string | undefined => {
  const sign = /\D/.exec(text)?.[0];
  if (!sign) return text;
  const plain = text.replaceAll(sign, ' ');
  const fits = /^\d{1,3}(?: \d{3})+$/.test(plain) || (sign === ',' && /^\d{1,2}(?: \d\d)* \d{3}$/.test(plain));
  return fits ? plain.replaceAll(' ', '') : undefined;
};

/** Every way in which a figure can be read. */
function readings(figure: string): Parts[] {
  const plain = figure.replace(/[\u00a0\u202f]/g, ' ').trim();
  const found: Parts[] = [];
  const whole = grouped(plain);
  if (whole !== undefined) found.push({ whole, fraction: '', decimal: undefined });
  for (const decimal of [',', '.'] as const) {
    const at = plain.lastIndexOf(decimal);
    if (at < 0 || plain.indexOf(decimal) !== at) continue;
    const head = grouped(plain.slice(0, at).trim());
    const fraction = plain.slice(at + 1);
    if (head !== undefined && /^\d+$/.test(fraction)) found.push({ whole: head, fraction, decimal });
  }
  return found;
}

/** How a file parts its decimals, as far as its cells show. */
export function decimalOf(figures: Iterable<string>): Decimal {
  const seen = new Set<',' | '.'>();
  for (const figure of figures) {
    const [one, other] = readings(figure);
    if (!one || other) continue;
    if (one.decimal) seen.add(one.decimal);
    else {
      const group = /[.,]/.exec(figure)?.[0];
      if (group) seen.add(group === ',' ? '.' : ',');
    }
  }
  const [only] = seen;
  return seen.size > 1 ? 'mixed' : (only ?? 'unknown');
}

/** An amount without its sign, as a decimal string of the wire format. */
export interface Figure {
  readonly amount: string;
  readonly minor: number;
}

/** What a figure says, or why it can't be told. */
export function figureOf(figure: string, currency: string, decimal: Decimal): Figure | Unclear {
  const decimals = decimalsOf(currency);
  let found = readings(figure);
  if (!found.length) return { why: 'unreadable-amount' };
  if (found.length > 1 && (decimal === ',' || decimal === '.')) {
    // By the file's habit the other sign parts thousands.
    found = found.filter((parts) => parts.decimal === decimal || (!parts.decimal && !figure.includes(decimal)));
  }
  // Behind a yen there is nothing: what a sign parts are thousands.
  if (found.length > 1 && decimals === 0) found = found.filter((parts) => !parts.decimal);
  // `1.000` beside `50.00`: three decimals of which none counts are no habit of the file's.
  const [only] = found;
  if (found.length === 1 && only?.decimal && only.whole.length < 4 && only.fraction.length === 3 && decimals === 2)
    found = readings(figure);
  const [parts, other] = found;
  if (!parts) return { why: 'unreadable-amount' };
  if (other) {
    const [first, second] = [parts, other].map((one) => figureFrom(one, currency));
    const isEither = first && second && 'amount' in first && 'amount' in second;
    return { why: 'ambiguous-amount', ...(isEither && { either: [first.amount, second.amount] as const }) };
  }
  return figureFrom(parts, currency);
}

function figureFrom(parts: Parts, currency: string): Figure | Unclear {
  const decimals = decimalsOf(currency);
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > decimals) return { why: 'decimals' };
  const digits = parts.whole.replace(/^0+(?=\d)/, '');
  const money = parseAmount(fraction ? `${digits}.${fraction}` : digits, currency);
  if (!money) return { why: 'unreadable-amount' };
  const cents = decimals ? `.${fraction.padEnd(decimals, '0')}` : '';
  return { amount: digits + cents, minor: money.minor };
}
