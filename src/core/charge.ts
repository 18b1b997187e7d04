import { isCurrency } from './currencies.ts';
import { decimalsOf } from './currency.ts';
import { GlassjarError } from './errors.ts';
import { money, type Money } from './money.ts';

/*
 * Amounts as Stripe counts them (docs.stripe.com/currencies). Its exponents are not ISO 4217's, so they are a table of their
 * own: https://docs.stripe.com/currencies#zero-decimal and #special-cases. Other providers differ from both.
 */

/** Charged in whole units, also where ISO 4217 has cents (MGA). */
const zeroDecimal = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF';

/** Whole units, but sent with two zeros behind: 5 UGX are 500. UGX stands in both of Stripe's lists; this one wins. */
const zerosBehind = 'ISK UGX';

/** Three decimals, of which the last must be 0. Left out by Stripe's page of today: to be tried with a real account first. */
const threeDecimal = 'BHD JOD KWD OMR TND';

/** Two decimals when charged, but paid out in whole units only. */
const wholePayouts = 'HUF ISK TWD UGX';

/** The least that Stripe takes in one charge, in minor units of ISO 4217 (#minimum-and-maximum-charge-amounts). */
const least: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  JPY: 50,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  USD: 50,
};

/** Stripe's eight digits: more is refused by most ways of paying other than cards. */
const most = 99_999_999;

/** How Stripe counts one currency. */
export interface ChargeRule {
  /** Stripe's units in one minor unit of ISO 4217: `[100, 1]` for UGX, `[1, 100]` for MGA. */
  readonly ratio: readonly [charged: number, minor: number];
  /** Minor units of which an amount must be a multiple. */
  readonly step: number;
  /** Minor units of which a payout must be a multiple. */
  readonly payoutStep: number;
  /** Absent: Stripe names none; what the payer's bank makes of it must be worth half a dollar. */
  readonly minimum?: Money;
  readonly maximum: Money;
}

/** How Stripe counts a currency, or undefined for one that it doesn't take (four decimals, IQD, LYD). */
export function chargeRule(currency: string): ChargeRule | undefined {
  const decimals = decimalsOf(currency);
  if (!isCurrency(currency) || decimals > 3 || (decimals === 3 && !threeDecimal.includes(currency))) return undefined;
  const ratio = ratioOf(currency, decimals);
  const step = decimals === 3 ? 10 : ratio[1];
  return {
    ratio,
    step,
    payoutStep: wholePayouts.includes(currency) ? 10 ** decimals : step,
    ...(least[currency] && { minimum: money(least[currency], currency) }),
    maximum: money(Math.floor((most * ratio[1]) / ratio[0] / step) * step, currency),
  };
}

function ratioOf(currency: string, decimals: number): ChargeRule['ratio'] {
  if (zerosBehind.includes(currency)) return [100, 1];
  return [1, zeroDecimal.includes(currency) ? 10 ** decimals : 1];
}

/**
 * The integer by which Stripe is asked for an amount. Never rounds: what Stripe can't charge exactly is refused.
 * @throws GlassjarError `invalid` for a currency or an amount that Stripe doesn't take.
 */
export function toCharge({ currency, minor }: Money): number {
  const rule = chargeRule(currency);
  if (!rule) throw new GlassjarError('invalid', `${currency} can't be charged by Stripe`);
  if (minor <= 0 || minor % rule.step || minor > rule.maximum.minor) {
    throw new GlassjarError(
      'invalid',
      `${minor} minor units of ${currency} can't be charged: expected a multiple of ${rule.step}, up to ${rule.maximum.minor}`,
    );
  }
  if (rule.minimum && minor < rule.minimum.minor) {
    throw new GlassjarError(
      'invalid',
      `${minor} minor units of ${currency} are less than Stripe takes (${rule.minimum.minor})`,
    );
  }
  const [charged, of] = rule.ratio;
  return (minor / of) * charged;
}

/**
 * The amount that an integer of Stripe's means: `amount_total` of a session, `amount_received` of a payment.
 * @param currency In capitals or as Stripe sends it, in small letters.
 * @throws GlassjarError `invalid` for a currency that Stripe doesn't take and for what is no whole number of minor units.
 */
export function fromCharge(charged: number, currency: string): Money {
  const code = currency.toUpperCase();
  const rule = chargeRule(code);
  if (!rule) throw new GlassjarError('invalid', `${code} can't be charged by Stripe`);
  return money((charged / rule.ratio[0]) * rule.ratio[1], code);
}
