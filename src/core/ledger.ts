import { fold } from './list.ts';
import { weakest, type Bound, type Campaign, type Entry, type Source } from './campaign.ts';
import { exact } from './minor.ts';
import { rootOf, signed, soldOf, sourcesOf, statedOf, type Books } from './sound.ts';
import type { Money } from './money.ts';

// What a page needs of these, also where its books fit, is a module of its own.
export { sourcesOf, statedOf, type Books } from './sound.ts';

/** What one source brought. */
export interface SourceTotal {
  readonly id: string;
  readonly label?: string | undefined;
  readonly kind: 'gifts' | 'sales';
  readonly raised: Money;
  readonly bound: Bound;
  readonly copies?: number | undefined;
  /** What of `raised` no entry tells, beside entries that tell a part of it. Absent where they tell all of it or none. */
  readonly rest?: Money | undefined;
}

/** An entry that stands twice, takes back what isn't there to take, or names no source there is. */
export interface EntryFlaw {
  readonly kind: 'duplicate' | 'reverses-nothing' | 'unknown-source';
  /** Its id, or what it names where it has none. */
  readonly entry: string;
}

/** Something in the books that doesn't fit, for the panel to show. */
export type Discrepancy =
  | {
      readonly kind: 'sum';
      readonly source: string;
      readonly label?: string | undefined;
      readonly stated: Money;
      readonly counted: Money;
    }
  | EntryFlaw
  /** A source that stands twice, whose copies contradict its sum, or from which more went back than came (`''`: no source). */
  | { readonly kind: 'duplicate-source' | 'copies' | 'negative'; readonly source: string };

/** The campaign's sums, all derived. A sum is absent when nothing says it or when lines of it could not be read. */
export interface Totals {
  /** What came in and was confirmed, less refunds: gifts and sales. */
  readonly raised?: Money | undefined;
  /** How well `raised` is known. */
  readonly bound: Bound;
  /** What went to the purpose. Present only with entries. */
  readonly spent?: Money | undefined;
  readonly fees?: Money | undefined;
  /** raised - spent - fees. */
  readonly balance?: Money | undefined;
  /** People, where sources say how many; absent also where a gift is in a source that doesn't say it: it is everyone or no number. */
  readonly supporters?: number | undefined;
  readonly sources: readonly SourceTotal[];
  /** How many entries were counted and held against what the sources state. */
  readonly entries: number;
  readonly discrepancies: readonly Discrepancy[];
}

/**
 * Derives all sums of a campaign. Pure; linear in the number of entries. Of two sums that contradict each other the
 * smaller one counts until the organiser has mended it: a panel must never show more than came in.
 * @throws GlassjarError `invalid` when a sum is too large to be counted exactly.
 */
export function totalsOf(campaign: Campaign): Totals {
  const { currency, damaged } = campaign;
  const discrepancies: Discrepancy[] = [];
  const flag = (found: Discrepancy): unknown => discrepancies.push(found);
  const money = (minor: number): Money => ({ minor: exact(minor), currency });

  const sources = sourcesOf(campaign, (source) => flag({ kind: 'duplicate-source', source }));
  const { booked, books, fees, giversAt, mayHold, spent } = addUp(campaign, sources, flag);
  const entries = books.size;
  const loose = booked.get('');

  const found: SourceTotal[] = [];
  // A refused entry belonged to some source or to none; which can't be known, so entries make no sum any more.
  let isKnown = !damaged.sources && !(damaged.entries && (loose || !sources.length));
  let isOpen = false;
  for (const source of sources) {
    const { bound = 'exact', copies, id, kind = 'gifts', label, raised } = source;
    const sums = damaged.entries ? undefined : booked.get(id);
    const counted = sums && (sums.gifts ?? 0) + (sums.sales ?? 0);
    const sold = soldOf(source, campaign);
    const stated = raised?.minor ?? sold;
    let minor = stated ?? counted;
    let isFlawed = false;
    if (raised && sold !== undefined && bound === 'exact' && sold !== raised.minor) {
      flag({ kind: 'copies', source: id });
      minor = Math.min(sold, raised.minor);
      isFlawed = true;
    }
    if (stated !== undefined && counted !== undefined && !fits(source, stated, counted)) {
      flag({ kind: 'sum', source: id, label, stated: money(stated), counted: money(counted) });
      minor = Math.min(minor!, counted);
      isFlawed = true;
    }
    const rest = isFlawed ? undefined : restOf(source, stated, counted);
    if (minor !== undefined)
      found.push({
        id,
        label,
        kind,
        raised: money(minor),
        bound,
        copies,
        rest: rest === undefined ? rest : money(rest),
      });
    else if (damaged.entries) isKnown = false;
    // Something came in here, or may have: in a ledger, a source without entries is one through which nothing came yet.
    else if (copies || !entries) isOpen = true;
  }
  for (const kind of ['gifts', 'sales'] as const) {
    const minor = loose?.[kind];
    // Beside a stated sum of its kind, money of no known source may be in that already; what was taken back is taken back.
    if (minor && minor > 0 && ofKind(sources, kind).some(mayHold)) isOpen = true;
    else if (minor !== undefined) found.push({ id: '', kind, raised: money(minor), bound: 'exact' });
  }
  for (const { id, raised } of found) if (raised.minor < 0) flag({ kind: 'negative', source: id });
  // More taken back than spent would make the balance more than what came in.
  const isOverdrawn = spent < 0 || fees < 0;
  if (isOverdrawn) flag({ kind: 'negative', source: '' });

  const all = fold(found, 0, (sum, { raised }) => exact(sum + raised.minor));
  isKnown &&= all >= 0;
  const isRaised = isKnown && found.length;
  const hasCosts = entries && !damaged.entries && !isOverdrawn;
  const isWhole = !damaged.sources && !damaged.entries;
  return {
    raised: isRaised ? money(all) : undefined,
    bound: weakest([isOpen ? 'at-least' : 'exact', ...found.map((total) => total.bound)]),
    spent: hasCosts ? money(spent) : undefined,
    fees: hasCosts ? money(fees) : undefined,
    balance: hasCosts && isRaised ? money(all - spent - fees) : undefined,
    supporters: damaged.sources ? undefined : peopleOf(sources, [...books.values()], giversAt),
    sources: isKnown ? found : [],
    entries: isWhole ? entries : 0,
    // Where lines are missing, the rest can't be accused of not fitting.
    discrepancies: isWhole ? discrepancies : [],
  };
}

/**
 * What the entries add up to, in minor units: by the source they belong to (`''`: none that there is), and what went out.
 * @param flag Told of each mistake.
 */
export function addUp(
  campaign: Campaign,
  sources: readonly Source[],
  flag: (found: EntryFlaw, entry: Entry) => unknown,
) {
  const books = new Map<string | number | undefined, Entry>();
  // What stands twice under one id counts once: where the two differ, the one that leaves less.
  const leaves = (entry: Entry): number => (entry.flow[0] === 'c' ? -signed(entry) : signed(entry));
  campaign.entries?.forEach((entry, index) => {
    const key = entry.id ?? index;
    const known = books.get(key);
    if (known) flag({ kind: 'duplicate', entry: entry.id! }, entry);
    if (!known || leaves(entry) < leaves(known)) books.set(key, entry);
  });

  /** Whether more is stated of a source than its entries say, of which money that names no source may be a part. */
  const mayHold = (source: Source): boolean => !source.complete && statedOf(source, campaign) !== undefined;
  const place = placesOf(sources, books, mayHold);
  // Whose gifts name no source, a source has counted only where these are a part of what it states or says to be all.
  const counting = new Set(sources.filter((source) => source.complete || mayHold(source)).map(({ id }) => id));
  const giversAt = (entry: Entry): string => {
    const at = place(entry);
    return counting.has(at) || rootOf(entry, books).source ? at : '';
  };
  const booked = new Map<string, { gifts?: number; sales?: number }>();
  const ids = new Set(sources.map(({ id }) => id));
  let spent = 0;
  let fees = 0;
  for (const entry of books.values()) {
    const { flow, id, reverses } = entry;
    const taken = reverses ? books.get(reverses) : undefined;
    if (reverses && (taken?.flow[0] !== flow[0] || taken?.flow[4] === flow[4])) {
      flag({ kind: 'reverses-nothing', entry: id ?? reverses }, entry);
    }
    if (flow[0] === 'c') {
      if ((taken ?? entry).reason === 'fee') fees = exact(fees + signed(entry));
      else spent = exact(spent + signed(entry));
    } else {
      const named = place(entry);
      const at = ids.has(named) ? named : '';
      if (!at && named) flag({ kind: 'unknown-source', entry: id ?? named }, entry);
      const sums = booked.get(at) ?? {};
      const kind = flow[0] === 'g' ? 'gifts' : 'sales';
      sums[kind] = exact((sums[kind] ?? 0) + signed(entry));
      booked.set(at, sums);
    }
  }
  return { booked, books, fees, giversAt, mayHold, place, spent };
}

/** The sources of gifts, or of sales. */
export const ofKind = (sources: readonly Source[], wanted: 'gifts' | 'sales'): readonly Source[] =>
  sources.filter(({ kind = 'gifts' }) => kind === wanted);

/**
 * Tells of an entry the id of the source it belongs to, `''` for none. What takes money back belongs where it was booked, also when
 * it doesn't say so. Money that names no source belongs to the only one of its kind.
 */
function placesOf(
  sources: readonly Source[],
  books: Books,
  mayHold: (source: Source) => boolean,
): (entry: Entry) => string {
  const homeOf = (kind: 'gifts' | 'sales'): Source | undefined => {
    const [only, another] = ofKind(sources, kind);
    return another ? undefined : only;
  };
  const homes: Readonly<Record<string, Source | undefined>> = { g: homeOf('gifts'), s: homeOf('sales') };
  return (entry) => {
    const { flow, reverses, source } = rootOf(entry, books);
    if (source) return source;
    const home = homes[flow[0]!];
    // What was taken back of nothing that stands here is in no stated sum for sure.
    const isOutside = home && mayHold(home) && (flow[4] === '-' || reverses !== undefined);
    return home && !isOutside ? home.id : '';
  };
}

/**
 * Whether entries fit what their source states: they are all of it or a part; only a part is too little where the source says that
 * they are complete. "About" may be a tenth off; what is further off is no rounding.
 */
function fits({ bound, complete }: Source, stated: number, counted: number): boolean {
  const more = counted - stated;
  if (bound === 'about' && Math.abs(more) * 10 <= stated) return true;
  return !more || (more < 0 ? !complete : bound === 'at-least');
}

/** What of a stated sum no entry tells, in minor units; undefined where all of it stands in entries, or none of it, or the source says so. */
const restOf = ({ complete }: Source, stated: number | undefined, counted: number | undefined) =>
  complete || counted === undefined || !(counted < stated!) ? undefined : stated! - counted;

/**
 * How many people gave, as the sources count them: everyone, or undefined. Gifts of a source that counts nobody, or more names than a
 * source counts people, would make the number false. Who says that entries are complete has counted them, and may have two of one name.
 */
function peopleOf(
  sources: readonly Source[],
  entries: readonly Entry[],
  giversAt: (entry: Entry) => string,
): number | undefined {
  const taken = new Set(entries.flatMap(({ reverses = [] }) => reverses));
  const given = new Map<string, number>();
  const names = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (entry.flow[0] !== 'g') continue;
    const { flow, id, name, reverses } = entry;
    const at = giversAt(entry);
    given.set(at, (given.get(at) ?? 0) + signed(entry));
    if (!name || flow[4] === '-' || reverses || (id !== undefined && taken.has(id))) continue;
    const known = names.get(at);
    if (known) known.add(name);
    else names.set(at, new Set([name]));
  }
  let people: number | undefined;
  for (const { bound = 'exact', complete, id, supporters } of sources) {
    if (supporters === undefined) continue;
    if (!complete && bound === 'exact' && (names.get(id)?.size ?? 0) > supporters) return undefined;
    people = (people ?? 0) + supporters;
    given.delete(id);
  }
  for (const minor of given.values()) if (minor > 0) return undefined;
  return people;
}
