import type { AmountFault } from '../../core/amount-input.ts';
import { decimalsOf } from '../../core/currency.ts';
import { formatMoney } from '../../core/format.ts';
import { money } from '../../core/money.ts';
import type { DonateMessages } from './messages.ts';

/** The currency as it stands beside an amount: `€`, `CHF`. */
export const signOf = (currency: string, locale: string): string =>
  formatMoney(money(0, currency), locale).replace(/[\p{Nd}\s\u200e\u200f\u061c]/gu, '');

/** An amount's figures alone. */
export const numberOf = (text: string): string => /\p{Nd}(?:.*\p{Nd})?/u.exec(text)?.[0] ?? '12';

/** Why an amount was not taken, and what to write instead. */
export function faultWords(fault: AmountFault, currency: string, locale: string, { faults }: DonateMessages): string {
  switch (fault.kind) {
    case 'empty':
      return faults.empty;
    case 'unreadable':
      return faults.unreadable(
        decimalsOf(currency) ? numberOf(formatMoney({ minor: 1250, currency: 'EUR' }, locale)) : '1200',
      );
    case 'ambiguous':
      return faults.ambiguous(fault.whole, fault.part);
    case 'not-positive':
      return faults.notPositive;
    case 'decimals':
      return faults.decimals(fault.decimals);
    case 'too-small':
      return faults.tooSmall(formatMoney(fault.limit, locale));
    case 'too-large':
      return faults.tooLarge(formatMoney(fault.limit, locale));
    case 'step':
    default:
      return faults.step(formatMoney(fault.limit, locale));
  }
}
