import { expect, it } from 'vitest';
import { amountChoices, readAmount } from '../../src/core/amount-input.ts';
import { amountInput } from '../../src/desk/input-values.ts';
import { parseAmount } from '../../src/core/money.ts';

it('offers both readings of an amount, each of which is read at once', () => {
  for (const locale of ['de', 'en']) {
    for (const [text, currency, minors] of [
      ['9,000', 'EUR', [900_000, 900]],
      ['1.500', 'EUR', [150_000, 150]],
      ['1.250', 'KWD', [1_250_000, 1250]],
      ['1.255', 'KWD', [1_255_000, 1255]],
    ] as const) {
      const choices = amountChoices(text, currency, locale);
      expect(choices.map(({ amount }) => amount.minor)).toEqual(minors);
      for (const one of choices) expect(readAmount(one.text, currency, locale).amount).toEqual(one.amount);
    }
    for (const text of ['9000', '9,00', '', 'ten']) expect(amountChoices(text, 'EUR', locale)).toEqual([]);
    expect(amountChoices('9,000', 'JPY', locale)).toEqual([]);
  }
});

it('offers no reading that the provider would refuse', () => {
  const maximum = { minor: 100_000, currency: 'EUR' };
  expect(amountChoices('9,000', 'EUR', 'en', { maximum }).map(({ text }) => text)).toEqual(['9.00']);
});

it('shows no amount in a field that would be asked about when it is read back', () => {
  for (const locale of ['de', 'en']) {
    for (const [text, currency] of [
      ['9000.00', 'EUR'],
      ['1.250', 'KWD'],
      ['999.999', 'KWD'],
      ['9000', 'JPY'],
      ['0.005', 'KWD'],
    ] as const) {
      expect(readAmount(amountInput(text, locale), currency, locale).amount).toEqual(parseAmount(text, currency));
    }
  }
});
