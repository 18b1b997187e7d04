import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeRule, fromCharge, toCharge } from '../../src/core/charge.ts';
import { money, parseAmount } from '../../src/core/money.ts';

/* Tables of cases that PHP shares are in test/fixtures/shared; shared-cases.test.ts runs them. Here is what is said of all. */

const amount = (text: string, currency: string) => parseAmount(text, currency)!;

describe('amounts as Stripe counts them', () => {
  it('refuses a negative amount', () => {
    expect(() => toCharge(money(-500, 'EUR'))).toThrow('[glassjar]');
  });

  it('refuses what Stripe can not have meant', () => {
    expect(() => fromCharge(501, 'UGX')).toThrow('[glassjar]');
    expect(() => fromCharge(1, 'XXXX')).toThrow('[glassjar]');
  });

  it('takes up to eight digits of its own counting', () => {
    expect(chargeRule('EUR')!.maximum).toEqual(amount('999999.99', 'EUR'));
    expect(chargeRule('JPY')!.maximum).toEqual(amount('99999999', 'JPY'));
    expect(chargeRule('UGX')!.maximum).toEqual(amount('999999', 'UGX'));
    expect(chargeRule('KWD')!.maximum).toEqual(amount('99999.990', 'KWD'));
  });

  it('knows the least where Stripe names one', () => {
    expect(chargeRule('EUR')!.minimum).toEqual(amount('0.50', 'EUR'));
    expect(chargeRule('JPY')!.minimum).toEqual(amount('50', 'JPY'));
    expect(chargeRule('KRW')!.minimum).toBeUndefined();
  });

  it('brings every amount there and back', () => {
    const currencies = fc.constantFrom('EUR', 'JPY', 'UGX', 'ISK', 'KWD', 'MGA', 'HUF', 'TWD', 'CHF');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), currencies, (value, currency) => {
        const { maximum, minimum, step } = chargeRule(currency)!;
        const minor = Math.min(maximum.minor, Math.max(minimum?.minor ?? step, value - (value % step) || step));
        const charged = toCharge(money(minor, currency));
        expect(Number.isSafeInteger(charged)).toBe(true);
        expect(fromCharge(charged, currency)).toEqual(money(minor, currency));
      }),
    );
  });
});
