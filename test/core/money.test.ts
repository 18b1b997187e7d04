import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCurrency } from '../../src/core/currencies.ts';
import { decimalsOf } from '../../src/core/currency.ts';
import { GlassjarError } from '../../src/core/errors.ts';
import { add, amountText, money, parseAmount, subtract, sum, times, type Money } from '../../src/core/money.ts';

// ISO 4217 list one, the currencies whose minor unit is not two digits; the published list, not the code's own table.
const zero = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
  .split(' ')
  .filter((c) => c !== 'UYI');
const three = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
const four = 'CLF UYW'.split(' ');
const two =
  'AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR MGA MRU MXN MYR NOK NZD PHP PLN RON SAR SEK SGD THB TRY TWD UAH USD XCG ZAR ZWG'.split(
    ' ',
  );
const all = [...zero, ...two, ...three, ...four];

const anyCurrency = fc.constantFrom(...all);
const anyMinor = fc.integer({ min: 0, max: 999_999_999_999_999 });
const euros = fc.integer({ min: -1e12, max: 1e12 }).map((minor) => money(minor, 'EUR'));

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof GlassjarError ? error.code : `not a GlassjarError: ${String(error)}`;
  }
};

describe('currencies', () => {
  test.each([
    [0, zero],
    [2, two],
    [3, three],
    [4, four],
  ])('%i decimals, as ISO 4217 says', (decimals, codes) => {
    expect(codes.map((code) => [code, decimalsOf(code)])).toEqual(codes.map((code) => [code, decimals]));
  });

  test('every currency that the engine knows is in the table, but for those out of use and the units of banks', () => {
    const retired = ['ANG', 'CUC', 'HRK', 'SLL', 'ZWL', 'XDR', 'XSU', 'XUA'];
    for (const code of Intl.supportedValuesOf('currency')) {
      if (retired.includes(code)) continue;
      const { maximumFractionDigits } = new Intl.NumberFormat('en', {
        style: 'currency',
        currency: code,
      }).resolvedOptions();
      // CLDR rounds away cents that nobody pays with any more (HUF, COP); ISO, which the banks go by, keeps them.
      if (maximumFractionDigits) expect(decimalsOf(code), code).toBe(maximumFractionDigits);
      expect(isCurrency(code), code).toBe(true);
    }
  });

  test.each([
    '',
    'eur',
    'EU',
    'EURO',
    'XXX',
    'XTS',
    'XAU',
    'AAA',
    'UR ',
    'RGB',
    'DAE',
    'EDA',
    'toString',
    'DEM',
    'BTC',
  ])('%j is none', (code) => expect(isCurrency(code)).toBe(false));
});

describe('amounts of the wire format', () => {
  test('every amount of every currency comes back from its text as it was', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        expect(parseAmount(amountText({ minor, currency }), currency)).toEqual({ minor, currency });
      }),
    );
  });

  test('an amount may be written with fewer decimals than its currency has', () => {
    expect(parseAmount('7.5', 'EUR')).toEqual({ minor: 750, currency: 'EUR' });
    expect(parseAmount('15000', 'EUR')).toEqual({ minor: 1_500_000, currency: 'EUR' });
    expect(parseAmount('15000', 'JPY')).toEqual({ minor: 15_000, currency: 'JPY' });
    expect(parseAmount('1.234', 'KWD')).toEqual({ minor: 1234, currency: 'KWD' });
    expect(parseAmount('1.2345', 'CLF')).toEqual({ minor: 12_345, currency: 'CLF' });
    expect(parseAmount('0', 'EUR')).toEqual({ minor: 0, currency: 'EUR' });
  });

  test('a negative balance is written with a minus before it', () => {
    expect(amountText(money(-5, 'EUR'))).toBe('-0.05');
    expect(amountText(money(-12_345, 'KWD'))).toBe('-12.345');
    expect(amountText(money(-7, 'JPY'))).toBe('-7');
  });

  test('a currency without cents takes no decimals, not even zeros', () => {
    expect(parseAmount('5.0', 'JPY')).toBeUndefined();
    expect(parseAmount('5.', 'JPY')).toBeUndefined();
  });

  test('fifteen digits of minor units are the most, in any currency', () => {
    expect(parseAmount('9999999999999.99', 'EUR')?.minor).toBe(999_999_999_999_999);
    expect(parseAmount('999999999999999', 'JPY')?.minor).toBe(999_999_999_999_999);
    expect(parseAmount('999999999999.999', 'KWD')?.minor).toBe(999_999_999_999_999);
    expect(parseAmount('1000000000000', 'KWD')).toBeUndefined();
    expect(parseAmount('1000000000000000', 'JPY')).toBeUndefined();
  });

  test('no text at all makes anything but an exact amount or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[0-9.,eE ]{1,18}$/)),
        anyCurrency,
        (text, currency) => {
          const read = parseAmount(text, currency);
          if (!read) return;
          expect(Number.isSafeInteger(read.minor) && read.minor >= 0).toBe(true);
          const [whole, fraction = ''] = text.split('.');
          expect(amountText(read)).toBe(
            decimalsOf(currency) ? `${whole}.${fraction.padEnd(decimalsOf(currency), '0')}` : whole,
          );
        },
      ),
    );
  });
});

describe('sums', () => {
  test('do not depend on order or grouping', () => {
    fc.assert(
      fc.property(euros, euros, euros, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(subtract(add(a, b), b).minor === a.minor).toBe(true);
      }),
    );
  });

  test('are never minus zero, which would be shown as "-0"', () => {
    const nothing = money(0, 'EUR');
    for (const value of [subtract(nothing, nothing), times(nothing, 3), sum([], 'EUR'), money(-0, 'EUR')]) {
      expect(Object.is(value.minor, 0)).toBe(true);
    }
  });

  test('0.1 + 0.2 is 0.30, and a million cents are 10000.00', () => {
    const read = (text: string) => parseAmount(text, 'EUR')!;
    expect(amountText(add(read('0.1'), read('0.2')))).toBe('0.30');
    expect(amountText(times(read('0.01'), 1e6))).toBe('10000.00');
    function* cents(): Generator<Money> {
      for (let count = 0; count < 1e6; count++) yield { minor: 1, currency: 'EUR' };
    }
    expect(amountText(sum(cents(), 'EUR'))).toBe('10000.00');
  });

  test('of two currencies are refused with the code "currency"', () => {
    const [euro, yen] = [money(1, 'EUR'), money(1, 'JPY')];
    expect(codeOf(() => add(euro, yen))).toBe('currency');
    expect(codeOf(() => subtract(euro, yen))).toBe('currency');
    expect(codeOf(() => sum([euro, yen], 'EUR'))).toBe('currency');
    expect(codeOf(() => sum([euro], 'JPY'))).toBe('currency');
  });

  test('beyond what can be counted exactly are refused and never rounded', () => {
    const most = money(Number.MAX_SAFE_INTEGER, 'EUR');
    expect(codeOf(() => add(most, money(1, 'EUR')))).toBe('invalid');
    expect(codeOf(() => subtract(money(-Number.MAX_SAFE_INTEGER, 'EUR'), money(1, 'EUR')))).toBe('invalid');
    expect(codeOf(() => times(money(999_999_999_999_999, 'EUR'), 10))).toBe('invalid');
    expect(codeOf(() => times(money(768, 'EUR'), 1e15))).toBe('invalid');
  });

  test.each([0.5, NaN, Infinity, 2 ** 53, '5' as unknown as number])('money of %s minor units is refused', (minor) => {
    expect(codeOf(() => money(minor, 'EUR'))).toBe('invalid');
  });

  test('money of no currency is refused', () => {
    expect(codeOf(() => money(1, 'XXX'))).toBe('invalid');
    expect(codeOf(() => money(1, 'eur'))).toBe('invalid');
  });
});
