import { decimalsOf } from './currency.ts';
import { GlassjarError } from './errors.ts';
import type { Money } from './money.ts';

/**
 * Minor units that a double counts exactly.
 * @throws GlassjarError `invalid` for what it doesn't.
 */
export function exact(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new GlassjarError('invalid', `expected whole minor units, got ${minor}`);
  // Minus zero, what nothing less nothing is, would be shown with its minus.
  return minor + 0;
}

/** The wire format's decimal string for an amount: `"7.68"`. The inverse of `parseAmount`. */
export function amountText({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return (minor < 0 ? '-' : '') + whole + (decimals ? `.${digits.slice(-decimals)}` : '');
}
