import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, within, type AmountLimits } from '../../src/core/amount-input.ts';
import { decimalsOf } from '../../src/core/currency.ts';
import { formatMoney } from '../../src/core/format.ts';
import { money } from '../../src/core/money.ts';

/* Tables of cases that PHP shares are in test/fixtures/shared; shared-cases.test.ts runs them. Here is what is said of all. */

const minor = (text: string, currency = 'EUR', locale = 'de'): number | string => {
  const { amount, fault } = readAmount(text, currency, locale);
  return amount ? amount.minor : fault!.kind;
};

describe('an amount as people write it', () => {
  it('says what to write instead of what can be read in two ways', () => {
    expect(readAmount('1.000', 'EUR', 'de').fault).toEqual({ kind: 'ambiguous', whole: '1000', part: '1,00' });
    expect(readAmount('12,345', 'EUR', 'en').fault).toEqual({ kind: 'ambiguous', whole: '12345', part: '12.34' });
    for (const [text, currency] of [
      ['1.000', 'EUR'],
      ['999,999', 'KWD'],
    ] as const) {
      const fault = readAmount(text, currency, 'de').fault;
      if (fault?.kind !== 'ambiguous') throw new Error('expected two readings');
      expect(readAmount(fault.whole, currency, 'de').amount).toBeDefined();
      expect(readAmount(fault.part, currency, 'de').amount).toBeDefined();
    }
  });

  describe('within what the provider takes', () => {
    const eur: AmountLimits = { minimum: money(50, 'EUR'), maximum: money(99_999_999, 'EUR') };
    const dinar: AmountLimits = { step: 10 };

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
          const limit = 999_999_999 * 10 ** decimalsOf(currency);
          const amount = money(Math.min(value, limit), currency);
          const read = readAmount(formatMoney(amount, locale, true).replace(/[\u200e\u200f]/g, ''), currency, locale);
          if (read.amount) expect(read.amount).toEqual(amount);
          else {
            // Three decimals behind one sign may be thousands elsewhere; then one of the two readings is what was written.
            if (read.fault.kind !== 'ambiguous') throw new Error(`expected two readings, got ${read.fault.kind}`);
            expect(decimalsOf(currency)).toBe(3);
            const { part, whole } = read.fault;
            const minors = [whole, part].map((text) => readAmount(text, currency, locale));
            expect(minors.map((one) => one.amount?.minor ?? one.fault?.kind)).toContain(amount.minor);
          }
        },
      ),
    );
  });

  it('makes no amount whose digits do not stand in the text in that order', () => {
    const pieces = fc.constantFrom(
      ..."0123456789.,\u2019' -\u20ac$".split(''),
      ...['EUR', 'Euro', 'Fr.', 'CHF', 'kr', '\u00a5', '\u200b', '\u00a0', '000', '50', '.-', '\u066b', 'H', 'e'],
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 9 }),
        fc.constantFrom('EUR', 'CHF', 'USD', 'JPY', 'KWD', 'SEK'),
        fc.constantFrom('de', 'en'),
        (some, currency, locale) => {
          const text = some.join('');
          const { amount } = readAmount(text, currency, locale);
          if (!amount) return;
          const written = text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
          expect(String(amount.minor).replace(/0+$/, '')).toBe(written);
          // Between the digits stands nothing but what parts thousands or decimals, or the sign in place of the decimal sign.
          const inside = /\d.*\d/.exec(text)?.[0] ?? '';
          expect(inside).toMatch(/^[\d.,'\u2019\s\u200b\u066b]*(?:[\u20ac$]\d\d)?$/u);
        },
      ),
      { numRuns: 5000 },
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
