import { decimalsOf } from './currency.ts';
import { isCurrency } from './currencies.ts';
import { GlassjarError } from './errors.ts';
import { exact } from './minor.ts';

// What shows an amount needs these alone, so they are a module of their own.
export { amountText, exact } from './minor.ts';

/** An amount of money: a whole number of minor units (cents), never a float, and its ISO 4217 currency. */
export interface Money {
  /** Minor units. A safe integer; negative only as the result of a subtraction (a balance). */
  readonly minor: number;
  /** ISO 4217 code in capitals. */
  readonly currency: string;
}

/** Fifteen digits of minor units: more than any campaign, less than what a double counts exactly. */
const maxMinor = 999_999_999_999_999;

/**
 * Money from minor units.
 * @throws GlassjarError `invalid` when `minor` is no safe integer or the currency is unknown.
 */
export function money(minor: number, currency: string): Money {
  if (!isCurrency(currency)) {
    throw new GlassjarError('invalid', `expected an ISO 4217 currency, got ${currency}`);
  }
  return { minor: exact(minor), currency };
}

/** A decimal string of the wire format (`"7.68"`, `"15000"`), or undefined when it is none or has too many decimals. */
export function parseAmount(text: string, currency: string): Money | undefined {
  const decimals = decimalsOf(currency);
  const match = /^(0|[1-9]\d{0,14})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match || !isCurrency(currency)) return undefined;
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return undefined;
  const minor = Number(match[1] + fraction.padEnd(decimals, '0'));
  return minor <= maxMinor ? { minor, currency } : undefined;
}

/** @throws GlassjarError `currency` when the two differ. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new GlassjarError(
      'currency',
      `cannot add ${b.currency} to ${a.currency}: convert first, or keep two campaigns`,
    );
  }
  return money(a.minor + b.minor, a.currency);
}

/** @throws GlassjarError `currency` when the two differ. */
export function subtract(a: Money, b: Money): Money {
  return add(a, { ...b, minor: -b.minor });
}

/** A whole number of times an amount: 429 copies at 7.68. */
export function times(amount: Money, count: number): Money {
  return money(amount.minor * count, amount.currency);
}

/** @throws GlassjarError `currency` when one differs. */
export function sum(amounts: Iterable<Money>, currency: string): Money {
  let total = money(0, currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}
