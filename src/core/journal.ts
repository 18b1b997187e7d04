import { instantOf, isInstant } from './calendar.ts';
import type { Campaign, Entry } from './campaign.ts';
import { addUp, sourcesOf, type Books, type EntryFlaw, type Totals } from './ledger.ts';
import { money, type Money } from './money.ts';
import { giversOf } from './privacy.ts';
import { fold, withIndex } from './list.ts';

/** One line of the ledger as a reader sees it. */
export interface Row {
  readonly entry: Entry;
  /** Which sum it belongs to: what came in (less what was given back) or what went out (less what came back). */
  readonly side: 'in' | 'out';
  /** What it does to the balance, in minor units; below zero when money leaves. */
  readonly effect: number;
  /** The balance after it, in minor units. Absent where none can be told, and on a line that isn't counted. */
  readonly balance?: number;
  /** The id of the source it belongs to, also where only the entry it takes back says so; `''`: none. */
  readonly source: string;
  /** Whether it is a fee, or takes one back. */
  readonly isFee: boolean;
  /** Who gave, where the amount may stand beside it. */
  readonly name?: string;
  readonly message?: string;
  /** The line it takes back. */
  readonly takesBack?: Row;
  /** The line that takes it back; the last one, where several do. */
  readonly takenBackBy?: Row;
  readonly flaw?: EntryFlaw['kind'];
}

/** All lines of a campaign, in the order in which things happened. */
export interface Journal {
  /** Oldest first. */
  readonly rows: readonly Row[];
  /** What came in and stands in no entry: all of a source, or the rest of it; the balance begins with it. Absent when no balance is told. */
  readonly carried?: Money;
  /** What the counted entries of each source add up to, by its id, in minor units. */
  readonly counted: ReadonlyMap<string, number>;
}

/** What one purpose cost. */
export interface Purpose {
  /** `''`: the entries don't say. */
  readonly label: string;
  readonly amount: Money;
}

type Draft = { -readonly [Key in keyof Row]: Row[Key] };

/**
 * The lines of a campaign with their running balance. Pure; linear in the number of entries when the file is in order.
 * A balance is told only where it is known exactly and its end is `totals.balance`.
 */
export function journalOf(campaign: Campaign, totals: Totals): Journal {
  const steps = journaling(campaign, totals);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Lines made at a stretch. */
const slice = 2500;

/** As `journalOf`, in steps that take a slow phone some 20 ms each. */
export function* journaling(campaign: Campaign, totals: Totals): Generator<void, Journal, void> {
  const { currency, damaged, entries = [] } = campaign;
  const flaws = new Map<Entry, EntryFlaw['kind']>();
  const sources = sourcesOf(campaign);
  const ids = new Set(sources.map(({ id }) => id));
  const {
    booked,
    books,
    place: placeOf,
  } = addUp(campaign, sources, ({ kind }, entry) => kind === 'duplicate' || flaws.has(entry) || flaws.set(entry, kind));
  yield;
  const giverOf = giversOf(campaign);
  yield;
  const draftOf = (entry: Entry, index: number): Draft => {
    const { flow, id = index, reverses } = entry;
    const side = flow[0] === 'c' ? 'out' : 'in';
    const effect = (flow[4] === '+') === (side === 'in') ? entry.amount.minor : -entry.amount.minor;
    const isFee = ((reverses && books.get(reverses)) || entry).reason === 'fee';
    const flaw = books.get(id) === entry ? flaws.get(entry) : 'duplicate';
    const place = side === 'in' ? placeOf(entry) : '';
    return {
      entry,
      side,
      effect,
      source: ids.has(place) ? place : '',
      isFee,
      ...(flaw && { flaw }),
      ...giverOf(entry),
    };
  };
  const drafts: Draft[] = [];
  for (const [index, entry] of withIndex(entries)) {
    drafts.push(draftOf(entry, index));
    if (!(drafts.length % slice)) yield;
  }
  const counting = drafts.filter(({ flaw }) => flaw !== 'duplicate');
  link(counting, books);
  yield;
  const counted = new Map([...booked].map(([id, { gifts = 0, sales = 0 }]) => [id, gifts + sales]));

  const rows = inOrder(drafts);
  yield;
  if (totals.bound !== 'exact' || damaged.entries || damaged.sources) return { rows, counted };
  let balance = 0;
  for (const { id, raised, rest } of totals.sources) balance += counted.has(id) ? (rest?.minor ?? 0) : raised.minor;
  // Of sums that contradict each other the smaller one counts: lines that go on to more would say that there is more.
  if (fold(counting, balance, (sum, { effect }) => sum + effect) !== totals.balance?.minor) return { rows, counted };
  const carried = money(balance, currency);
  for (const draft of rows) if (draft.flaw !== 'duplicate') draft.balance = balance += draft.effect;
  return { rows, carried, counted };
}

/** What takes back knows its line, and the line knows it. */
function link(drafts: readonly Draft[], books: Books): void {
  const takers = drafts.filter(({ entry, flaw }) => entry.reverses && flaw !== 'reverses-nothing');
  const ids = new Set(takers.map(({ entry }) => entry.reverses));
  const taken = new Map(drafts.filter(({ entry }) => ids.has(entry.id)).map((draft) => [draft.entry, draft]));
  for (const draft of takers) {
    const found = taken.get(books.get(draft.entry.reverses)!)!;
    draft.takesBack = found;
    found.takenBackBy = draft;
  }
}

/** By when it happened; what happened on the same day keeps the file's order, whichever end of the file is the newest. */
function inOrder(drafts: readonly Draft[]): Draft[] {
  const days = new Map<string, number>();
  const timeOf = ({ entry: { at } }: Draft): number => {
    if (isInstant(at)) return instantOf(at);
    let time = days.get(at);
    if (time === undefined) days.set(at, (time = instantOf(at)));
    return time;
  };
  const timed = drafts.map((draft) => ({ draft, time: timeOf(draft) }));
  const isNewestFirst = timed.length > 1 && timed[0]!.time > timed.at(-1)!.time;
  if (isNewestFirst) timed.reverse();
  return timed.sort((a, b) => a.time - b.time).map(({ draft }) => draft);
}

/**
 * What went out, by purpose, the largest first; fees are no purpose. A purpose is what stands before the first comma of a
 * label, so that "Rent, June" and "Rent, July" are one. The amounts add up to `totals.spent`.
 */
export function purposesOf({ rows }: Journal, currency: string): Purpose[] {
  const sums = new Map<string, number>();
  for (const { effect, entry, flaw, isFee, side, takesBack } of rows) {
    if (side === 'in' || isFee || flaw === 'duplicate') continue;
    const { label } = takesBack?.entry ?? entry;
    const purpose = label?.split(',', 1)[0]!.trim() ?? '';
    sums.set(purpose, (sums.get(purpose) ?? 0) - effect);
  }
  return [...sums]
    .map(([label, minor]) => ({ label, amount: money(minor, currency) }))
    .filter(({ amount }) => amount.minor)
    .sort((a, b) => b.amount.minor - a.amount.minor);
}
