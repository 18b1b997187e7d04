import { amountText, parseAmount } from './money.ts';
import type { CampaignDocument } from './schema.ts';

type WireSource = NonNullable<CampaignDocument['sources']>[number];

/** What books say of one source, in minor units. */
export interface Booked {
  /** What came in, before anything of it was taken back. */
  readonly given: number;
  /** What of it is left. */
  readonly net: number;
}

/** What a source is published as beside books. */
export interface BookedSource {
  readonly source: WireSource;
  /** All that came in through it, in minor units: what is booked, and the rest. */
  readonly all: number;
  /** What its organiser stated before it was booked and no entry tells yet, in minor units. 0: the books tell all of it. */
  readonly rest: number;
}

/**
 * A source of a campaign whose books are kept here, as it is published once something of it is booked. The books are complete, and then
 * say more than any stated sum. But a sum that was stated before the first entry is not lost with it: entries use it up, what is taken
 * back is taken from the whole, and as long as a rest is left the entries are a part of it.
 * @param proceeds What a copy of the campaign's book brings, as written.
 */
export function bookedSource(
  source: WireSource,
  { given, net }: Booked,
  currency: string,
  proceeds?: string,
): BookedSource {
  const { asOf: _asOf, bound: _bound, complete = true, copies, raised, ...plain } = source;
  const each = parseAmount(source.proceeds ?? (source.kind === 'sales' ? proceeds : undefined) ?? '', currency);
  const sold = each && copies !== undefined ? each.minor * copies : undefined;
  const stated = (raised === undefined ? undefined : parseAmount(raised, currency)?.minor) ?? sold;
  // Who says that the entries are all has no rest.
  const rest = source.complete || stated === undefined ? 0 : Math.max(0, stated - given);
  const all = rest + net;
  const hasCopies = copies !== undefined && (sold === undefined || sold === all);
  if (!rest) return { source: { ...plain, ...(hasCopies && { copies }), complete }, all, rest };
  const { copies: _copies, raised: _raised, ...written } = source;
  return {
    source: {
      ...written,
      ...(hasCopies && { copies }),
      ...(all >= 0 && { raised: amountText({ minor: all, currency }) }),
    },
    all,
    rest,
  };
}
