import { dayOf, timeOf } from './calendar.ts';
import { decimalsOf } from './currency.ts';
import { amountText } from './minor.ts';
import type { Money } from './money.ts';

/*
 * Figures and dates in words. Intl is the standard and the fallback, but the first Intl.NumberFormat of a page costs more
 * than all of Lit (about 70 ms on a slow phone), so the two languages of the house are written by table; a test holds the
 * table against Intl, character by character, but for one: a minus is a minus (U+2212), where Intl has the hyphen in most languages.
 */

interface Style {
  readonly group: string;
  readonly decimal: string;
  /** Intl groups from four digits on in German and English. */
  readonly money: (amount: string, symbol: string, minus: string) => string;
  readonly months: readonly string[];
  readonly date: (day: number, month: string, year: string) => string;
  readonly percent: string;
}

const german: Style = {
  group: '.',
  decimal: ',',
  money: (amount, symbol, minus) => `${minus}${amount}\u00a0${symbol}`,
  months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  date: (day, month, year) => `${day}. ${month} ${year}`,
  percent: '\u00a0%',
};

const british: Style = {
  group: ',',
  decimal: '.',
  money: (amount, symbol, minus) => `${minus}${symbol}${amount}`,
  months: 'January February March April May June July August September October November December'.split(' '),
  date: (day, month, year) => `${day} ${month} ${year}`,
  percent: '%',
};

const american: Style = { ...british, date: (day, month, year) => `${month} ${day}, ${year}` };

const styles: Readonly<Record<string, Style>> = {
  de: german,
  'de-DE': german,
  'en-GB': british,
  en: american,
  'en-US': american,
};

const symbols: Readonly<Record<string, string>> = { EUR: '€', GBP: '£' };

/** The table's style for a locale, for what both it and Intl can write. */
const styleOf = (locale: string): Style | undefined => styles[locale];

const grouped = (digits: string, group: string): string => digits.replace(/\B(?=(\d{3})+$)/g, group);

/**
 * An amount as its reader writes it: `12.480 €`, `€12,480`. Decimals are shown only when there are some, unless `exact`.
 * @param locale BCP 47.
 */
export function formatMoney(amount: Money, locale: string, exact = false): string {
  const { currency } = amount;
  const [whole = '', fraction = ''] = amountText({ ...amount, minor: Math.abs(amount.minor) }).split('.');
  const round = !exact && /^0*$/.test(fraction);
  const style = styleOf(locale);
  const symbol = symbols[currency];
  if (style && symbol) {
    const digits = grouped(whole, style.group) + (round ? '' : style.decimal + fraction);
    return style.money(digits, symbol, amount.minor < 0 ? '\u2212' : '');
  }
  const decimals = round ? 0 : decimalsOf(currency);
  // A decimal string keeps every digit; Intl reads it exactly where it takes strings, and as the nearest double before that.
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(amountText(amount) as `${number}`)
    .replace('-', '\u2212');
}

/** A whole number: `12.800`, `12,800`. */
export function formatNumber(value: number, locale: string): string {
  const style = styleOf(locale);
  return (style ? grouped(String(value), style.group) : new Intl.NumberFormat(locale).format(value)).replace(
    '-',
    '\u2212',
  );
}

/** Whole percent: `83 %`, `83%`. */
export function formatPercent(percent: number, locale: string): string {
  const style = styleOf(locale);
  if (style) return formatNumber(percent, locale) + style.percent;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);
}

/** A date as the campaign wrote it, in its own time: `22. Mai 2026`, with the time of day when it names one: `22. Mai 2026, 14:50`. */
export function formatDate(date: string, locale: string): string {
  const [year = '', month = '', day = ''] = dayOf(date).split('-');
  const style = styleOf(locale);
  const name = style?.months[Number(month) - 1];
  const written =
    style && name
      ? style.date(Number(day), name, year)
      : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(dayOf(date)));
  const time = timeOf(date);
  return time ? `${written}, ${time}` : written;
}
