import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeRule, fromCharge, toCharge } from '../../src/core/charge.ts';
import { money, parseAmount } from '../../src/core/money.ts';

const amount = (text: string, currency: string) => parseAmount(text, currency)!;

describe('amounts as Stripe counts them', () => {
  it.each([
    // Two decimals, as nearly all.
    ['7.68', 'EUR', 768],
    ['10', 'USD', 1000],
    ['0.50', 'EUR', 50],
    ['0.30', 'GBP', 30],
    // None.
    ['500', 'JPY', 500],
    ['50', 'JPY', 50],
    ['100', 'KRW', 100],
    ['100', 'CLP', 100],
    ['1000', 'VND', 1000],
    ['100', 'XAF', 100],
    // None at Stripe, two by ISO 4217.
    ['5000', 'MGA', 5000],
    // None, but sent with two zeros behind.
    ['5', 'UGX', 500],
    ['5', 'ISK', 500],
    // Two when charged, whole when paid out.
    ['175', 'HUF', 17_500],
    ['10.45', 'TWD', 1045],
    ['800.45', 'TWD', 80_045],
    // Three, the last a 0.
    ['5.120', 'KWD', 5120],
    ['1', 'BHD', 1000],
    ['0.010', 'JOD', 10],
    ['1.250', 'OMR', 1250],
    ['2.5', 'TND', 2500],
  ])('%s %s is %i', (text, currency, charged) => {
    expect(toCharge(amount(text, currency))).toBe(charged);
    expect(fromCharge(charged, currency.toLowerCase())).toEqual(amount(text, currency));
  });

  it.each([
    ['5.124', 'KWD'],
    ['5000.50', 'MGA'],
    ['0.49', 'EUR'],
    ['49', 'JPY'],
    ['0.29', 'GBP'],
    ['174.99', 'HUF'],
    ['1000000', 'EUR'],
    ['100000000', 'JPY'],
    ['1000000', 'UGX'],
    ['1', 'CLF'],
    ['1', 'IQD'],
    ['1', 'LYD'],
    ['0', 'EUR'],
  ])('%s %s is refused and not rounded', (text, currency) => {
    expect(() => toCharge(amount(text, currency))).toThrow(/^\[glassjar\]/);
  });

  it('refuses a negative amount', () => {
    expect(() => toCharge(money(-500, 'EUR'))).toThrow('[glassjar]');
  });

  it('refuses what Stripe can not have meant', () => {
    expect(() => fromCharge(501, 'UGX')).toThrow('[glassjar]');
    expect(() => fromCharge(1, 'XXXX')).toThrow('[glassjar]');
  });

  it.each([
    ['EUR', 1, 1],
    ['JPY', 1, 1],
    ['HUF', 1, 100],
    ['TWD', 1, 100],
    ['UGX', 1, 1],
    ['ISK', 1, 1],
    ['KWD', 10, 10],
    ['MGA', 100, 100],
  ])('%s goes in steps of %i and is paid out in steps of %i', (currency, step, payoutStep) => {
    expect(chargeRule(currency)).toMatchObject({ step, payoutStep });
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
