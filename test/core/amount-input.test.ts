import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, within, type AmountLimits } from '../../src/core/amount-input.ts';
import { decimalsOf } from '../../src/core/currency.ts';
import { formatMoney } from '../../src/core/format.ts';
import { money } from '../../src/core/money.ts';

const minor = (text: string, currency = 'EUR', locale = 'de'): number | string => {
  const { amount, fault } = readAmount(text, currency, locale);
  return amount ? amount.minor : fault!.kind;
};

describe('an amount as people write it', () => {
  it.each([
    ['12', 1200],
    [' 12 ', 1200],
    ['007', 700],
    ['12,50', 1250],
    ['12.50', 1250],
    ['12,5', 1250],
    ['12,', 1200],
    ['1,00', 100],
    ['0,01', 1],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ["1'234.56", 123_456],
    ['1’234', 123_400],
    ['1 234,50', 123_450],
    ['1\u00a0234', 123_400],
    ['1\u202f234', 123_400],
    ['1.000.000', 100_000_000],
    ['1,00,000.50', 10_000_050],
    ['12,34,567', 123_456_700],
    ['1,000,000.00', 100_000_000],
    ['1234.50', 123_450],
    ['50 €', 5000],
    ['€50', 5000],
    ['EUR 50', 5000],
    ['50 eur', 5000],
    ['50,-', 5000],
    ['50,– €', 5000],
    ['50.--', 5000],
    // What a keyboard in another script writes can be read in one way only.
    ['٥٠', 5000],
    ['۵۰', 5000],
    ['١٢٣', 12_300],
    ['١٬٢٣٤٫٥٠', 123_450],
    ['５０', 5000],
    ['１２．５０', 1250],
    ['५०', 5000],
  ])('%s is read', (text, expected) => {
    for (const locale of ['de', 'en', 'en-GB']) expect(minor(text, 'EUR', locale)).toBe(expected);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['€', 'empty'],
    ['0', 'not-positive'],
    ['0,00', 'not-positive'],
    ['-5', 'not-positive'],
    ['−5', 'not-positive'],
    ['- 5', 'not-positive'],
    ['1.000', 'ambiguous'],
    ['1,000', 'ambiguous'],
    ['12.345', 'ambiguous'],
    ['٥.٠٠٠', 'ambiguous'],
    ['0.500', 'decimals'],
    ['1000.000', 'decimals'],
    ['10.005,001', 'decimals'],
    ['12,3456', 'decimals'],
    ["1'000.000", 'decimals'],
    ['99999999999', 'too-large'],
    ['99999999999999999999', 'too-large'],
    ['9'.repeat(400), 'too-large'],
    ['1e3', 'unreadable'],
    ['NaN', 'unreadable'],
    ['Infinity', 'unreadable'],
    ['0x10', 'unreadable'],
    ['+5', 'unreadable'],
    ['ten', 'unreadable'],
    ['$50', 'unreadable'],
    ['USD 50', 'unreadable'],
    ['5²', 'unreadable'],
    ['½', 'unreadable'],
    ['5٠', 'unreadable'],
    ['1.00.000', 'unreadable'],
    ['1,2,3', 'unreadable'],
    ['1.234,56,78', 'unreadable'],
    ['1 23', 'unreadable'],
    ['0.000.000', 'unreadable'],
    ['.', 'unreadable'],
    [',50', 'unreadable'],
    ['5 5', 'unreadable'],
    ['10 bis 20', 'unreadable'],
    ['5\u202e0', 'unreadable'],
    ['<img src=x>', 'unreadable'],
  ])('%j is refused as %s', (text, kind) => {
    for (const locale of ['de', 'en']) expect(minor(text, 'EUR', locale)).toBe(kind);
  });

  it('says what to write instead of what can be read in two ways', () => {
    expect(readAmount('1.000', 'EUR', 'de').fault).toEqual({ kind: 'ambiguous', whole: '1000', part: '1,00' });
    expect(readAmount('12,345', 'EUR', 'en').fault).toEqual({ kind: 'ambiguous', whole: '12345', part: '12.34' });
    expect(readAmount('1.000', 'JPY', 'de').fault).toEqual({ kind: 'ambiguous', whole: '1000', part: '1' });
    for (const [text, currency] of [
      ['1.000', 'EUR'],
      ['999,999', 'KWD'],
      ['1.234', 'JPY'],
    ] as const) {
      const fault = readAmount(text, currency, 'de').fault;
      if (fault?.kind !== 'ambiguous') throw new Error('expected two readings');
      expect(readAmount(fault.whole, currency, 'de').amount).toBeDefined();
      expect(readAmount(fault.part, currency, 'de').amount).toBeDefined();
    }
  });

  it.each([
    ['50', 'JPY', 50],
    ['50,0', 'JPY', 'decimals'],
    ['1,00', 'JPY', 'decimals'],
    ['12,5', 'KWD', 12_500],
    ['12,25', 'KWD', 12_250],
    ['0.005', 'KWD', 5],
    ['1.250', 'KWD', 'ambiguous'],
    ['1.234,567', 'KWD', 1_234_567],
    ['¥50', 'JPY', 50],
    ['50 kr', 'SEK', 5000],
  ])('%s in %s', (text, currency, expected) => {
    expect(minor(text, currency, currency === 'SEK' ? 'sv' : 'en')).toBe(expected);
  });

  describe('within what the provider takes', () => {
    const eur: AmountLimits = { minimum: money(50, 'EUR'), maximum: money(99_999_999, 'EUR') };
    const yen: AmountLimits = { minimum: money(50, 'JPY') };
    const dinar: AmountLimits = { step: 10 };

    it.each([
      ['0,49', 'EUR', eur, 'too-small'],
      ['0,50', 'EUR', eur, undefined],
      ['49', 'JPY', yen, 'too-small'],
      ['50', 'JPY', yen, undefined],
      ['999999,99', 'EUR', eur, undefined],
      ['1000000', 'EUR', eur, 'too-large'],
      ['1,25', 'KWD', dinar, undefined],
      ['0,005', 'KWD', dinar, 'step'],
    ] as const)('%s %s', (text, currency, limits, kind) => {
      expect(readAmount(text, currency, 'de', limits).fault?.kind).toBe(kind);
    });

    it('names the limit', () => {
      expect(readAmount('0,20', 'EUR', 'de', eur).fault).toEqual({ kind: 'too-small', limit: money(50, 'EUR') });
      expect(readAmount('0,005', 'KWD', 'de', dinar).fault).toEqual({ kind: 'step', limit: money(10, 'KWD') });
    });

    it('holds a chosen amount to the same', () => {
      expect(within(money(20, 'EUR'), eur).fault?.kind).toBe('too-small');
      expect(within(money(2000, 'EUR'), eur).amount).toEqual(money(2000, 'EUR'));
    });
  });

  it('reads what the panel writes as the same amount, or asks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999_999 }),
        fc.constantFrom('EUR', 'GBP', 'JPY', 'KWD', 'CHF'),
        fc.constantFrom('de', 'en', 'de-CH', 'fr', 'sv', 'ar-EG', 'hi', 'fa'),
        (value, currency, locale) => {
          const limit = 999_999_999 * 10 ** decimalsOf(currency)!;
          const amount = money(Math.min(value, limit), currency);
          const read = readAmount(formatMoney(amount, locale, true).replace(/[\u200e\u200f]/g, ''), currency, locale);
          if (read.amount) expect(read.amount).toEqual(amount);
          else expect(read.fault.kind).toBe('ambiguous');
        },
      ),
    );
  });

  it('never throws, and answers with whole minor units above zero or a reason', () => {
    const signs = fc.constantFrom(..."0123456789.,' -€e+٠٥٬٫\u202f\u202ex");
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(signs).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (text, currency) => {
        const { amount, fault } = readAmount(text, currency, 'de');
        expect(Boolean(amount)).toBe(!fault);
        if (amount) {
          expect(Number.isSafeInteger(amount.minor) && amount.minor > 0).toBe(true);
          expect(amount.currency).toBe(currency);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads digits with two decimals alike in every language', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('.', ','), (value, sign) => {
        const digits = String(value).padStart(3, '0');
        const text = `${digits.slice(0, -2)}${sign}${digits.slice(-2)}`;
        expect(minor(text, 'EUR', 'de')).toBe(value);
        expect(minor(text, 'EUR', 'en')).toBe(value);
      }),
    );
  });
});
