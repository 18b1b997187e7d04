import { latest } from './calendar.ts';
import { weakest, type Bound, type ShareCount } from './campaign.ts';
import { fold } from './list.ts';

/** How often a campaign was shared. */
export interface Shares {
  readonly count: number;
  readonly bound: Bound;
  /** When the newest of the counts was taken. */
  readonly at?: string;
}

/** Sums each network's newest count; undefined when none was ever taken. */
export function sharesOf(counts: readonly ShareCount[] = []): Shares | undefined {
  const newest = new Map<string, ShareCount>();
  for (const count of counts) {
    const network = count.network.toLowerCase();
    const known = newest.get(network);
    // Of two counts of one time, the later in the list is the newer, here as in the element that shows their course.
    if (!known || latest([count.at, known.at]) === count.at) newest.set(network, count);
  }
  if (!newest.size) return undefined;
  const all = [...newest.values()];
  const at = latest(all.map((count) => count.at));
  return {
    count: fold(all, 0, (sum, { count }) => sum + count),
    bound: weakest(all.map(({ bound }) => bound)),
    ...(at && { at }),
  };
}
