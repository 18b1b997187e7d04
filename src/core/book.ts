import { instantOf, isOver } from './calendar.ts';
import { weakest, type Book, type Bound, type Campaign, type Rank } from './campaign.ts';
import { sourcesOf } from './sound.ts';
import { exact } from './minor.ts';
import type { Money } from './money.ts';
import { fold } from './list.ts';

/** Copies sold and what they brought. */
export interface Sales {
  readonly copies: number;
  readonly bound: Bound;
  /** What one copy brings, when it is the same for all that were counted. */
  readonly each?: Money | undefined;
  readonly total?: Money | undefined;
}

/** What the sales sources say of the book, or undefined when none counts copies or one of them could not be read. */
export function salesOf(campaign: Campaign): Sales | undefined {
  const { book, currency, damaged } = campaign;
  const counted = sourcesOf(campaign).filter(({ copies, kind }) => kind === 'sales' && copies !== undefined);
  if (!counted.length || damaged.sources) return undefined;
  let copies = 0;
  let total: number | undefined = 0;
  const each = counted.map(({ proceeds = book?.proceeds }) => proceeds);
  counted.forEach((source, index) => {
    const minor = each[index]?.minor;
    copies += source.copies!;
    total = minor === undefined || total === undefined ? undefined : exact(total + minor * source.copies!);
  });
  const [first] = each;
  return {
    copies,
    bound: weakest(counted.map(({ bound }) => bound)),
    each: each.every((proceeds) => proceeds?.minor === first?.minor) ? first : undefined,
    total: total === undefined ? undefined : { minor: total, currency },
  };
}

/** Whether the seller's promise still holds. A pledge without an end holds. @param now Milliseconds since 1970. */
export function pledgeHolds(book: Book, now: number, timeZone: string | undefined): boolean {
  return Boolean(book.pledge && !(book.pledge.until && isOver(book.pledge.until, now, timeZone)));
}

/** The best place the book reached; of equal ones the first in time. */
export function bestRank({ ranks = [] }: Book): Rank | undefined {
  return fold<Rank, Rank | undefined>(ranks, undefined, (best, rank) =>
    !best || rank.rank < best.rank || (rank.rank === best.rank && instantOf(rank.at) < instantOf(best.at))
      ? rank
      : best,
  );
}
