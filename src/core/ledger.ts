import { weakest, type Bound, type Campaign, type Entry, type Source } from './campaign.ts';
import { add, money, subtract, sum, times, type Money } from './money.ts';

/** What one source brought. */
export interface SourceTotal {
  readonly id: string;
  readonly label?: string;
  readonly kind: 'gifts' | 'sales';
  readonly raised: Money;
  readonly bound: Bound;
  readonly copies?: number;
}

/** Something in the books that doesn't fit, for the panel to show. */
export type Discrepancy =
  | {
      readonly kind: 'sum';
      readonly source: string;
      readonly label?: string;
      readonly stated: Money;
      readonly counted: Money;
    }
  /** An entry that stands twice, takes back what isn't there to take, or names no source there is. */
  | { readonly kind: 'duplicate' | 'reverses-nothing' | 'unknown-source'; readonly entry: string }
  /** A source that stands twice, whose copies contradict its sum, or from which more went back than came (`''`: no source). */
  | { readonly kind: 'duplicate-source' | 'copies' | 'negative'; readonly source: string };

/** The campaign's sums, all derived. A sum is absent when nothing says it or when lines of it could not be read. */
export interface Totals {
  /** What came in and was confirmed, less refunds: gifts and sales. */
  readonly raised?: Money;
  /** How well `raised` is known. */
  readonly bound: Bound;
  /** What went to the purpose. Present only with entries. */
  readonly spent?: Money;
  readonly fees?: Money;
  /** raised - spent - fees. */
  readonly balance?: Money;
  /** People, where sources say how many. */
  readonly supporters?: number;
  readonly sources: readonly SourceTotal[];
  /** How many entries were counted and held against what the sources state. */
  readonly entries: number;
  readonly discrepancies: readonly Discrepancy[];
}

/** Entries by their id, or by a number where they have none. */
type Books = ReadonlyMap<string | number, Entry>;

/**
 * Derives all sums of a campaign. Pure; linear in the number of entries. Of two sums that contradict each other the
 * smaller one counts until the organiser has mended it: a panel must never show more than came in.
 * @throws GlassjarError `invalid` when a sum is too large to be counted exactly.
 */
export function totalsOf(campaign: Campaign): Totals {
  const { currency, damaged } = campaign;
  const isWhole = !damaged.sources && !damaged.entries;
  const discrepancies: Discrepancy[] = [];
  const sources = sourcesOf(campaign, (source) => discrepancies.push({ kind: 'duplicate-source', source }));
  const books = countedOnce(campaign, discrepancies);
  const booked = bookBySource(campaign, books, discrepancies);
  const loose = booked.get('');

  const found: SourceTotal[] = [];
  // A refused entry belonged to some source or to none; which can't be known, so entries make no sum any more.
  let known = !damaged.sources && !(damaged.entries && (loose || !sources.length));
  let isOpen = false;
  for (const source of sources) {
    const total = totalOf(source, campaign, damaged.entries ? undefined : booked.get(source.id), discrepancies);
    if (total) found.push(total);
    else if (damaged.entries) known = false;
    // Something came in here, or may have: in a ledger, a source without entries is one through which nothing came yet.
    else if (source.copies || !books.size) isOpen = true;
  }
  for (const kind of ['gifts', 'sales'] as const) {
    const raised = loose?.[kind];
    // Beside stated sums money of no known source may be in one of them already; what was taken back is taken back.
    if (raised && raised.minor > 0 && statesSums(campaign)) isOpen = true;
    else if (raised) found.push({ id: '', kind, raised, bound: 'exact' });
  }
  for (const { id, raised } of found) if (raised.minor < 0) discrepancies.push({ kind: 'negative', source: id });

  const all = sum(
    found.map((total) => total.raised),
    currency,
  );
  known &&= all.minor >= 0;
  const raised = known && found.length ? all : undefined;
  const people = sources.filter((source) => source.supporters !== undefined);
  return {
    ...(raised && { raised }),
    bound: weakest([isOpen ? 'at-least' : 'exact', ...found.map((total) => total.bound)]),
    ...(books.size && !damaged.entries && costs(books, currency, raised, discrepancies)),
    ...(people.length &&
      !damaged.sources && { supporters: people.reduce((count, source) => count + (source.supporters ?? 0), 0) }),
    sources: known ? found : [],
    entries: isWhole ? books.size : 0,
    // Where lines are missing, the rest can't be accused of not fitting.
    discrepancies: isWhole ? discrepancies : [],
  };
}

/** The sources, each id once: the first that has it. */
export function sourcesOf({ sources = [] }: Campaign, onTwice?: (id: string) => void): readonly Source[] {
  const seen = new Set<string>();
  return sources.filter(({ id }) => {
    if (!seen.has(id)) return seen.add(id);
    onTwice?.(id);
    return false;
  });
}

const isPlus = ({ flow }: Entry): boolean => flow[4] === '+';
const isCost = ({ flow }: Entry): boolean => flow[0] === 'c';

/** What a line does to the balance, in minor units. */
const effectOf = (entry: Entry): number => (isPlus(entry) === isCost(entry) ? -entry.amount.minor : entry.amount.minor);

/** Entries that stand twice under one id count once: where they differ, the one that leaves less. */
function countedOnce({ entries = [] }: Campaign, discrepancies: Discrepancy[]): Books {
  const books = new Map<string | number, Entry>();
  entries.forEach((entry, index) => {
    const known = books.get(entry.id ?? index);
    if (known) discrepancies.push({ kind: 'duplicate', entry: entry.id! });
    if (!known || effectOf(entry) < effectOf(known)) books.set(entry.id ?? index, entry);
  });
  for (const entry of books.values()) {
    const { id, reverses, flow } = entry;
    if (!reverses) continue;
    const taken = books.get(reverses);
    if (taken?.flow[0] !== flow[0] || isPlus(taken!) === isPlus(entry)) {
      discrepancies.push({ kind: 'reverses-nothing', entry: id ?? reverses });
    }
  }
  return books;
}

/** The id of the source an entry belongs to: what takes money back belongs where it was booked, also when it doesn't say so. */
function placeOf(entry: Entry, books: Books): string {
  let at: Entry | undefined = entry;
  // Nobody wins a dispute over a dispute's dispute; the limit ends circles.
  for (let hops = 0; at && hops < 9; hops++) {
    if (at.source) return at.source;
    at = at.reverses ? books.get(at.reverses) : undefined;
  }
  return '';
}

type Parts = { gifts?: Money; sales?: Money };

function bookBySource(campaign: Campaign, books: Books, discrepancies: Discrepancy[]): Map<string, Parts> {
  const ids = new Set(campaign.sources?.map((source) => source.id));
  const isStated = statesSums(campaign);
  const booked = new Map<string, Parts>();
  for (const entry of books.values()) {
    if (isCost(entry)) continue;
    const named = placeOf(entry, books);
    const id = ids.has(named) ? named : '';
    if (!id && (named || isStated)) discrepancies.push({ kind: 'unknown-source', entry: entry.id ?? named });
    const kind = entry.flow[0] === 'g' ? 'gifts' : 'sales';
    const sums = booked.get(id) ?? {};
    sums[kind] = move(sums[kind] ?? money(0, campaign.currency), entry);
    booked.set(id, sums);
  }
  return booked;
}

const move = (total: Money, entry: Entry): Money => (isPlus(entry) ? add : subtract)(total, entry.amount);

/** What a source's copies brought, where it counts them. */
function copiesOf({ kind, copies, proceeds }: Source, { book }: Campaign): Money | undefined {
  const each = proceeds ?? (kind === 'sales' ? book?.proceeds : undefined);
  return each && copies !== undefined ? times(each, copies) : undefined;
}

const statesSums = (campaign: Campaign): boolean =>
  Boolean(campaign.sources?.some((source) => source.raised ?? copiesOf(source, campaign)));

/** A source's sum: as stated, else as copies times proceeds, else as its entries add up. */
function totalOf(
  source: Source,
  campaign: Campaign,
  booked: Parts | undefined,
  discrepancies: Discrepancy[],
): SourceTotal | undefined {
  const { id, label, kind = 'gifts', bound = 'exact', copies } = source;
  const sold = copiesOf(source, campaign);
  const stated = source.raised ?? sold;
  const counted = booked && sum(Object.values(booked), campaign.currency);
  let raised = stated ?? counted;
  if (source.raised && sold && bound === 'exact' && sold.minor !== source.raised.minor) {
    discrepancies.push({ kind: 'copies', source: id });
    raised = smaller(source.raised, sold);
  }
  if (stated && counted && !agree(stated.minor, counted.minor, bound)) {
    discrepancies.push({ kind: 'sum', source: id, ...(label && { label }), stated, counted });
    raised = smaller(raised!, counted);
  }
  return raised && { id, ...(label && { label }), kind, raised, bound, ...(copies !== undefined && { copies }) };
}

const smaller = (one: Money, other: Money): Money => (other.minor < one.minor ? other : one);

/** "About" may be a tenth off; what is further off is no rounding. */
function agree(stated: number, counted: number, bound: Bound): boolean {
  if (bound === 'about') return Math.abs(counted - stated) <= stated / 10;
  return bound === 'exact' ? counted === stated : counted >= stated;
}

function costs(
  books: Books,
  currency: string,
  raised: Money | undefined,
  discrepancies: Discrepancy[],
): Pick<Totals, 'spent' | 'fees' | 'balance'> {
  let spent = money(0, currency);
  let fees = spent;
  for (const entry of books.values()) {
    if (!isCost(entry)) continue;
    const { reason } = (entry.reverses && books.get(entry.reverses)) || entry;
    if (reason === 'fee') fees = move(fees, entry);
    else spent = move(spent, entry);
  }
  if (spent.minor < 0 || fees.minor < 0) {
    // More taken back than spent would make the balance more than what came in.
    discrepancies.push({ kind: 'negative', source: '' });
    return {};
  }
  return { spent, fees, ...(raised && { balance: subtract(subtract(raised, spent), fees) }) };
}
