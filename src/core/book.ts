import { instantOf, isOver } from './calendar.ts';
import { weakest, type Book, type Bound, type Campaign, type Rank } from './campaign.ts';
import { sourcesOf } from './ledger.ts';
import { sum, times, type Money } from './money.ts';

/** Copies sold and what they brought. */
export interface Sales {
  readonly copies: number;
  readonly bound: Bound;
  /** What one copy brings, when it is the same for all that were counted. */
  readonly each?: Money;
  readonly total?: Money;
}

/** What the sales sources say of the book, or undefined when none counts copies or one of them could not be read. */
export function salesOf(campaign: Campaign): Sales | undefined {
  const { book, currency, damaged } = campaign;
  const counted = sourcesOf(campaign).filter((source) => source.kind === 'sales' && source.copies !== undefined);
  if (!counted.length || damaged.sources) return undefined;
  const copies = counted.reduce((all, source) => all + (source.copies ?? 0), 0);
  const each = counted.map((source) => source.proceeds ?? book?.proceeds);
  const first = each[0];
  const known = each.every((proceeds) => proceeds !== undefined);
  return {
    copies,
    bound: weakest(counted.map((source) => source.bound)),
    ...(first && each.every((proceeds) => proceeds?.minor === first.minor) && { each: first }),
    ...(known && {
      total: sum(
        counted.map((source, index) => times(each[index]!, source.copies ?? 0)),
        currency,
      ),
    }),
  };
}

/** Whether the seller's promise still holds. A pledge without an end holds. @param now Milliseconds since 1970. */
export function pledgeHolds(book: Book, now: number, timeZone: string | undefined): boolean {
  return Boolean(book.pledge && !(book.pledge.until && isOver(book.pledge.until, now, timeZone)));
}

/** The best place the book reached; of equal ones the first in time. */
export function bestRank({ ranks = [] }: Book): Rank | undefined {
  return ranks.reduce<Rank | undefined>(
    (best, rank) =>
      !best || rank.rank < best.rank || (rank.rank === best.rank && instantOf(rank.at) < instantOf(best.at))
        ? rank
        : best,
    undefined,
  );
}
