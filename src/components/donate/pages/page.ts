import type { Money } from '../../../core/money.ts';

/**
 * A site where one can give, and how its addresses take an amount: one file each. Only for sites whose address names the
 * currency too, or that know but one: an amount in another currency than it was meant would be a guess.
 */
export interface GivingPage {
  /** Host names of its pages, whole ones. */
  readonly hosts: readonly string[];
  /** The address with the amount filled in, or undefined where this address or this amount can't have it. */
  readonly fill: (url: URL, amount: Money) => string | undefined;
}
