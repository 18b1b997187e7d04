import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, formatMoney, formatNumber, formatPercent } from '../../src/core/format.ts';
import { amountText, money } from '../../src/core/money.ts';

const byTable = ['de', 'de-DE', 'en', 'en-US', 'en-GB'];
const byIntl = ['de-CH', 'de-AT', 'fr', 'ar', 'ar-EG', 'fa', 'en-IN', 'pt-BR', 'sv', 'ja'];
const locales = fc.constantFrom(...byTable, ...byIntl);
const currencies = fc.constantFrom('EUR', 'GBP', 'JPY', 'USD', 'INR', 'KWD', 'CHF');
const minors = fc.oneof(
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.integer({ min: -1e5, max: 1e5 }).map((whole) => whole * 1000),
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  fc.constantFrom(0, 1, -1, 5, -5, 99, 100, -100, 999, 1000, 99_999, 100_000, 123_456, 99_999_999, 100_000_000),
);

describe('amounts', () => {
  test('are written as Intl writes them, in every locale, by table or not', () => {
    fc.assert(
      fc.property(minors, currencies, locales, fc.boolean(), (minor, currency, locale, exact) => {
        const amount = money(minor, currency);
        const [, fraction = ''] = amountText(amount).split('.');
        const digits = exact || /[1-9]/.test(fraction) ? fraction.length : 0;
        const expected = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        })
          .format(amountText(amount) as `${number}`)
          .replace('-', '−');
        expect(formatMoney(amount, locale, exact)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('show cents where there are some, and always when they must', () => {
    expect(formatMoney(money(1_248_000, 'EUR'), 'de')).toBe('12.480\u00a0€');
    expect(formatMoney(money(1_248_000, 'EUR'), 'de', true)).toBe('12.480,00\u00a0€');
    expect(formatMoney(money(768, 'EUR'), 'de')).toBe('7,68\u00a0€');
    expect(formatMoney(money(760, 'EUR'), 'en')).toBe('€7.60');
    expect(formatMoney(money(1_248_000, 'EUR'), 'en')).toBe('€12,480');
    expect(formatMoney(money(-1_248_050, 'GBP'), 'en-GB')).toBe('−£12,480.50');
    expect(formatMoney(money(12_480, 'JPY'), 'en', true)).toBe('¥12,480');
    expect(formatMoney(money(1500, 'KWD'), 'en')).toBe('KWD\u00a01.500');
    expect(formatMoney(money(123_456_700, 'INR'), 'en-IN')).toBe('₹12,34,567');
  });

  test('of fifteen digits keep each one', () => {
    for (const locale of ['de', 'en-IN', 'fr']) {
      expect(formatMoney(money(999_999_999_999_999, 'EUR'), locale).replace(/\D/g, '')).toBe('999999999999999');
    }
  });

  test('of nothing have no minus', () => {
    expect(formatMoney(money(-0, 'EUR'), 'de')).toBe('0\u00a0€');
    expect(formatMoney(money(-0, 'EUR'), 'fr')).not.toMatch(/[-−]/);
  });
});

describe('numbers', () => {
  test('are written as Intl writes them, in every locale', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer(), fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(0, 999, 1000, -1000, 1_000_000)),
        locales,
        (value, locale) => {
          expect(formatNumber(value, locale)).toBe(new Intl.NumberFormat(locale).format(value).replace('-', '−'));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('percent', () => {
  test('are written as Intl writes them, whole, in every locale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), locales, (percent, locale) => {
        const expected = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
        // A decimal string, so that the expectation does not depend on how percent / 100 is rounded.
        expect(formatPercent(percent, locale)).toBe(expected.format(`${percent}e-2` as `${number}`));
      }),
      { numRuns: 500 },
    );
  });
});

describe('dates', () => {
  test('are written as Intl writes them, in every locale', () => {
    const days = fc.date({
      min: new Date('1900-01-01T00:00Z'),
      max: new Date('2199-12-31T00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, locales, (date, locale) => {
        const expected = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        expect(formatDate(date.toISOString().slice(0, 10), locale)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('stand in the time they were written in, with the time of day where there is one', () => {
    expect(formatDate('2026-05-22', 'de')).toBe('22. Mai 2026');
    expect(formatDate('2026-05-22T14:50:00+02:00', 'de')).toBe('22. Mai 2026, 14:50');
    expect(formatDate('2026-05-02T23:30:00-11:00', 'en')).toBe('May 2, 2026, 23:30');
    expect(formatDate('2026-03-01', 'en-GB')).toBe('1 March 2026');
    expect(formatDate('2026-05-22T00:10+14:00', 'fr')).toBe('22 mai 2026, 00:10');
  });
});
