import type { Flow } from '../../core/campaign.ts';
import type { Money } from '../../core/money.ts';
import { donationState } from './donation.ts';
import type { Fact, ProviderEvent } from './facts.ts';
import type { Running } from './sums.ts';

/* What a line entered by hand may say, and what may be told by hand in a provider's place. Pure; shared by all stores. Each answers why not, or nothing. */

interface ByHand {
  readonly flow: Flow;
  readonly amount: Money;
  readonly source: string;
  readonly reverses?: string;
}

/** A line as it stands, of which something may be taken back. */
export interface Standing {
  readonly number: number;
  readonly flow: Flow;
  readonly reason: string;
  readonly amount: number;
  readonly source: string;
  readonly reverses: number | null;
  readonly donation: number | null;
}

export function whyNotAmount({ amount }: { readonly amount: Money }, currency: string): string | undefined {
  if (amount.currency !== currency) return `the books are in ${currency}, this is in ${amount.currency}`;
  if (Number.isSafeInteger(amount.minor) && amount.minor > 0) return undefined;
  return 'an amount must be above zero: what it does is said by the flow';
}

/** @param left What is left of the line it takes back, in minor units. */
export function whyNotReverse(line: ByHand, reversed: Standing | undefined, left: number): string | undefined {
  const { amount, flow, source } = line;
  if (!reversed) return `there is no line ${line.reverses} to take back`;
  if (reversed.donation !== null) {
    return 'this line came from a payment: refund it at the provider, and the books follow';
  }
  if (reversed.flow[0] !== flow[0] || reversed.flow[4] === flow[4])
    return `${flow} does not take back ${reversed.flow}`;
  if (source && source !== reversed.source) {
    return 'what takes money back belongs to the source it was booked under';
  }
  return amount.minor > left ? 'more would be taken back than is left of this line' : undefined;
}

/** That money of a gift went back, told by hand because its provider doesn't tell. */
export type GivenBack = Extract<Fact, { readonly kind: 'refund' | 'dispute' }>;

export const notGiven = 'this line is no gift that came through a provider';

/** @param facts All that is known of the donation. */
export function whyNotGiveBack(back: GivenBack, facts: readonly Fact[], currency: string): string | undefined {
  const why = whyNotAmount(back, currency);
  if (why) return why;
  return back.amount.minor > donationState(facts, currency).gifts
    ? 'more would go back than is left of this gift'
    : undefined;
}

/** As an event, so that one place alone decides what it does to the books. Counts once, by the fact's own id. */
export const toldByHand = (back: GivenBack, donation: string): ProviderEvent => ({
  provider: 'desk',
  id: back.kind === 'refund' ? back.refund : back.dispute,
  type: 'given-back',
  about: { donation, ids: [] },
  facts: [back],
});

/** After a line was booked: whether a sum fell below zero. */
export function whyNotBooked(books: Running, source: string): string | undefined {
  const row = books.sources.get(source);
  const sums = [books.spent, books.fees, row?.gifts ?? 0, row?.sales ?? 0];
  return sums.some((sum) => sum < 0) ? 'more would be taken back than there is' : undefined;
}

/**
 * By how much the number of gifts that stand changes.
 * @param root The gift at the bottom of what is taken back, with what was left of it before and after. Absent: a line of its own.
 */
export function giversBy(
  flow: Flow,
  root?: { readonly flow: Flow; readonly before: number; readonly after: number },
): number {
  if (!root) return Number(flow === 'gift+');
  return root.flow === 'gift+' ? Number(root.after > 0) - Number(root.before > 0) : 0;
}
