import type { Reason } from '../core/campaign.ts';
import type { BookedEntry, BookSums } from './store/store.ts';

/*
 * What went out, summed up by reason and purpose, and what came in by source before anything was taken back, for campaigns with more
 * lines than a page should load. Kept from line to line, so that a new one costs the same however many there are.
 */

/** The sum of one purpose, in minor units; below zero where more was taken back than spent. */
export interface CostSum {
  readonly reason: Reason;
  /** What stands before the first comma of the label. `''`: nothing does. */
  readonly purpose: string;
  readonly minor: number;
  /** Of its last line. */
  readonly at?: string;
}

/** Purposes that are told apart; what is beyond is summed by its reason. */
const mostPurposes = 200;

export interface CostFold {
  /** The last line that was taken in, by its number. 0: none. */
  readonly last: number;
  take(line: BookedEntry): void;
  /** What came in by source, before anything was taken back, in minor units. */
  readonly given: ReadonlyMap<string, number>;
  /** The sums, or plain ones where they don't fit what the books say: what is shown in total is never a guess. */
  sums(books: BookSums): readonly CostSum[];
}

export function foldCosts(): CostFold {
  const found = new Map<string, { reason: Reason; purpose: string; minor: number; at: string }>();
  /** Where a line that isn't a fee was booked, for what takes it back. Fees go to fees, whatever takes them back. */
  const places = new Map<string, string>();
  const given = new Map<string, number>();
  let last = 0;

  return {
    given,
    get last() {
      return last;
    },
    take(line) {
      if (line.number <= last) return;
      last = line.number;
      const { amount, at, flow, id, label = '', reason, reverses, source } = line;
      if (flow[0] !== 'c') {
        if (flow[4] === '+' && !reverses) given.set(source, (given.get(source) ?? 0) + amount.minor);
        return;
      }
      const known = reverses ? (places.get(reverses) ?? 'fee ') : undefined;
      const purpose = reason === 'fee' ? '' : (label.split(',', 1)[0] ?? '').trim();
      const isRoom = found.size < mostPurposes;
      const own = found.has(`${reason} ${purpose}`) || isRoom ? `${reason} ${purpose}` : `${reason} `;
      const place = known ?? own;
      if (place !== 'fee ') places.set(id, place);
      const [placeReason] = place.split(' ', 1) as [Reason];
      const sum = found.get(place) ?? {
        reason: placeReason,
        purpose: place.slice(placeReason.length + 1),
        minor: 0,
        at,
      };
      sum.minor += flow === 'cost+' ? amount.minor : -amount.minor;
      sum.at = at;
      found.set(place, sum);
    },
    sums({ at, fees, spent }) {
      const all = [...found.values()];
      const add = (isFee: boolean): number =>
        all.filter(({ reason }) => (reason === 'fee') === isFee).reduce((sum, { minor }) => sum + minor, 0);
      if (add(true) === fees && add(false) === spent) return all;
      const when = at === undefined ? {} : { at };
      return [
        { reason: 'expense', purpose: '', minor: spent, ...when },
        { reason: 'fee', purpose: '', minor: fees, ...when },
      ];
    },
  };
}
