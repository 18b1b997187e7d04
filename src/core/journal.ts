import { instantOf, isInstant } from './calendar.ts';
import type { Campaign, Entry } from './campaign.ts';
import type { Totals } from './ledger.ts';
import { money, type Money } from './money.ts';
import { giverOf } from './privacy.ts';

/** What is wrong with one line: it stands twice and this one isn't counted, takes back what isn't there, or names no source there is. */
export type Flaw = 'duplicate' | 'reverses-nothing' | 'unknown-source';

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
  /** Who gave, where the amount may stand beside it. */
  readonly name?: string;
  readonly message?: string;
  /** The line it takes back. */
  readonly takesBack?: Row;
  /** The line that takes it back; the last one, where several do. */
  readonly takenBackBy?: Row;
  readonly flaw?: Flaw;
}

/** All lines of a campaign, in the order in which things happened. */
export interface Journal {
  /** Oldest first. */
  readonly rows: readonly Row[];
  /** What came in through sources that have no entries; the balance begins with it. Absent when there is no balance. */
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

const isPlus = ({ flow }: Entry): boolean => flow[4] === '+';

/**
 * The lines of a campaign with their running balance. Pure; linear in the number of entries when the file is in order.
 * Where the campaign's books add up and are known exactly, the last balance is `totals.balance`.
 */
export function journalOf(campaign: Campaign, totals: Totals): Journal {
  const { currency, damaged, entries = [] } = campaign;
  const drafts = entries.map((entry) => draftOf(entry, campaign));
  const byId = countedById(drafts);
  const ids = new Set(campaign.sources?.map(({ id }) => id));
  const isStated = statesSums(campaign);
  const counted = new Map<string, number>();
  for (const draft of drafts) {
    if (draft.flaw) continue;
    link(draft, byId);
    if (draft.side === 'out') continue;
    const named = placeOf(draft.entry, byId);
    draft.source = ids.has(named) ? named : '';
    if (!draft.source && (named || isStated)) draft.flaw ??= 'unknown-source';
    counted.set(draft.source, (counted.get(draft.source) ?? 0) + draft.effect);
  }

  const rows = inOrder(drafts);
  const isKnown = totals.balance && totals.bound === 'exact' && !damaged.entries && !damaged.sources;
  if (!isKnown) return { rows, counted };
  let balance = 0;
  for (const { id, raised } of totals.sources) if (!counted.has(id)) balance += raised.minor;
  const carried = money(balance, currency);
  for (const draft of rows) if (draft.flaw !== 'duplicate') draft.balance = balance += draft.effect;
  return { rows, carried, counted };
}

/** Beside stated sums money of no source can't be held against anything. */
const statesSums = ({ book, sources = [] }: Campaign): boolean =>
  sources.some(
    ({ copies, kind, proceeds, raised }) =>
      raised ?? (copies !== undefined && (proceeds ?? (kind === 'sales' && book?.proceeds))),
  );

function draftOf(entry: Entry, campaign: Campaign): Draft {
  const side = entry.flow[0] === 'c' ? 'out' : 'in';
  const { minor } = entry.amount;
  const effect = isPlus(entry) === (side === 'in') ? minor : -minor;
  return { entry, side, effect, source: '', ...giverOf(entry, campaign) };
}

/** The line that counts under each id: of several the one that leaves less, as in the sums; the others are marked. */
function countedById(drafts: readonly Draft[]): Map<string, Draft> {
  const byId = new Map<string, Draft>();
  for (const draft of drafts) {
    const { id } = draft.entry;
    if (id === undefined) continue;
    const known = byId.get(id);
    const counts = !known || draft.effect < known.effect;
    if (counts) byId.set(id, draft);
    if (known) (counts ? known : draft).flaw = 'duplicate';
  }
  return byId;
}

function link(draft: Draft, byId: ReadonlyMap<string, Draft>): void {
  const { flow, reverses } = draft.entry;
  if (!reverses) return;
  const taken = byId.get(reverses);
  if (!taken || taken.entry.flow[0] !== flow[0] || taken.entry.flow === flow) draft.flaw = 'reverses-nothing';
  else {
    draft.takesBack = taken;
    taken.takenBackBy = draft;
  }
}

/** What takes money back belongs where it was booked, also when it doesn't say so; the limit ends circles. */
function placeOf(entry: Entry, byId: ReadonlyMap<string, Draft>): string {
  let at: Entry | undefined = entry;
  for (let hops = 0; at && hops < 9; hops++) {
    if (at.source) return at.source;
    at = at.reverses ? byId.get(at.reverses)?.entry : undefined;
  }
  return '';
}

/** By when it happened; what happened on the same day keeps the file's order, whichever end of the file is the newest. */
function inOrder(drafts: Draft[]): Draft[] {
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
  for (const { effect, entry, flaw, side, takesBack } of rows) {
    if (side === 'in' || flaw === 'duplicate') continue;
    const { label, reason } = takesBack?.entry ?? entry;
    if (reason === 'fee') continue;
    const purpose = label?.split(',', 1)[0]!.trim() ?? '';
    sums.set(purpose, (sums.get(purpose) ?? 0) - effect);
  }
  return Array.from(sums, ([label, minor]) => ({ label, amount: money(minor, currency) }))
    .filter(({ amount }) => amount.minor)
    .sort((a, b) => b.amount.minor - a.amount.minor);
}
