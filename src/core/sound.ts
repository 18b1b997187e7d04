import { weakest, type Campaign, type Entry, type Source } from './campaign.ts';
import type { SourceTotal, Totals } from './ledger.ts';
import { exact } from './minor.ts';

/*
 * The sums of books that fit, which is what nearly every page has to show. Where anything doesn't, ledger.ts is loaded: it knows what
 * to make of it and how to tell. A test holds the two together.
 */

/**
 * Derives all sums of a campaign whose books fit, as `totalsOf` does. Undefined where something in them doesn't, or could not be read.
 * @throws GlassjarError `invalid` when a sum is too large to be counted exactly.
 */
export function soundTotals(campaign: Campaign): Totals | undefined {
  const { currency, damaged, entries = [], sources = [] } = campaign;
  const money = (minor: number) => ({ minor: exact(minor), currency });
  const books = new Map(entries.map((entry, index) => [entry.id ?? index, entry]));
  const places = new Map(sources.map((source) => [source.id, source]));
  const isStated = sources.some((source) => statedOf(source, campaign) !== undefined);
  const place = placesOf(campaign, sources, books);
  let isSound = books.size === entries.length && places.size === sources.length && !damaged.sources && !damaged.entries;
  /** In minor units: by source, else by what came in. */
  const booked = new Map<Source | SourceTotal['kind'], number>();
  let spent = 0;
  let fees = 0;
  for (const entry of entries) {
    const { flow, reverses } = entry;
    const taken = reverses ? books.get(reverses) : undefined;
    isSound &&= !reverses || (taken?.flow[0] === flow[0] && taken?.flow[4] !== flow[4]);
    if (flow[0] === 'c') {
      if ((taken ?? entry).reason === 'fee') fees = exact(fees + signed(entry));
      else spent = exact(spent + signed(entry));
    } else {
      const named = place(entry);
      const source = places.get(named);
      isSound &&= Boolean(source) || !(named || isStated);
      const key = source ?? (flow[0] === 'g' ? 'gifts' : 'sales');
      booked.set(key, exact((booked.get(key) ?? 0) + signed(entry)));
    }
  }

  const found: SourceTotal[] = [];
  let isOpen = false;
  for (const source of sources) {
    const { bound = 'exact', copies, id, kind = 'gifts', label, raised } = source;
    const counted = booked.get(source);
    const sold = soldOf(source, campaign);
    const stated = raised?.minor ?? sold ?? counted;
    isSound &&= bound !== 'exact' || sold === undefined || sold === stated;
    isSound &&= counted === undefined || fits(source, stated!, counted);
    const rest = restOf(source, stated, counted);
    if (stated !== undefined)
      found.push({
        id,
        label,
        kind,
        raised: money(stated),
        bound,
        copies,
        rest: rest === undefined ? rest : money(rest),
      });
    // Something came in here, or may have: in a ledger, a source without entries is one through which nothing came yet.
    else if (copies || !entries.length) isOpen = true;
  }
  for (const kind of ['gifts', 'sales'] as const) {
    const minor = booked.get(kind);
    if (minor !== undefined) found.push({ id: '', kind, raised: money(minor), bound: 'exact' });
  }
  if (!isSound || spent < 0 || fees < 0 || found.some(({ raised }) => raised.minor < 0)) return undefined;

  const all = found.reduce((sum, { raised }) => exact(sum + raised.minor), 0);
  const isRaised = found.length > 0;
  const hasCosts = entries.length > 0;
  return {
    raised: isRaised ? money(all) : undefined,
    bound: weakest([isOpen ? 'at-least' : 'exact', ...found.map((total) => total.bound)]),
    spent: hasCosts ? money(spent) : undefined,
    fees: hasCosts ? money(fees) : undefined,
    balance: hasCosts && isRaised ? money(all - spent - fees) : undefined,
    supporters: peopleOf(sources, entries, place),
    sources: found,
    entries: entries.length,
    discrepancies: [],
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

/** Entries by their id, or by a number where they have none. */
export type Books = ReadonlyMap<string | number | undefined, Entry>;

/** Signed by what the line does to its own sum: what takes back is minus. */
export const signed = ({ amount, flow }: Entry): number => (flow[4] === '+' ? amount.minor : -amount.minor);

/**
 * Tells of an entry the id of the source it belongs to, `''` for none. What takes money back belongs where it was booked, also when
 * it doesn't say so. Money that names no source belongs to the only one of its kind, where that states its sum: it is a part of that.
 */
export function placesOf(campaign: Campaign, sources: readonly Source[], books: Books): (entry: Entry) => string {
  const homeOf = (wanted: Source['kind']): string => {
    const [only, another] = sources.filter(({ kind = 'gifts' }) => kind === wanted);
    return only && !another && statedOf(only, campaign) !== undefined ? only.id : '';
  };
  const gifts = homeOf('gifts');
  const sales = homeOf('sales');
  return (entry) => {
    let at = entry;
    // Nobody wins a dispute over a dispute's dispute; the limit ends circles.
    for (let hops = 0; hops < 9 && !at.source; hops++) {
      const taken = at.reverses ? books.get(at.reverses) : undefined;
      if (!taken) break;
      at = taken;
    }
    // What was taken back of nothing that stands here is in no stated sum for sure.
    return at.source ?? (at.flow[4] === '-' || at.reverses ? '' : at.flow[0] === 'g' ? gifts : sales);
  };
}

/** What a source's copies brought in minor units, where it counts them. */
export function soldOf({ copies, kind, proceeds }: Source, { book }: Campaign): number | undefined {
  const each = proceeds ?? (kind === 'sales' ? book?.proceeds : undefined);
  return each && copies !== undefined ? exact(each.minor * copies) : undefined;
}

/** What a source says came in through it, in minor units. */
export const statedOf = (source: Source, campaign: Campaign): number | undefined =>
  source.raised?.minor ?? soldOf(source, campaign);

/**
 * Whether entries fit what their source states: they are all of it or a part; only a part is too little where the source says that
 * they are complete. "About" may be a tenth off; what is further off is no rounding.
 */
export function fits({ bound, complete }: Source, stated: number, counted: number): boolean {
  const more = counted - stated;
  if (bound === 'about' && Math.abs(more) * 10 <= stated) return true;
  return !more || (more < 0 ? !complete : bound === 'at-least');
}

/** What of a stated sum no entry tells, in minor units; undefined where all of it stands in entries, or none of it, or the source says so. */
export const restOf = ({ complete }: Source, stated: number | undefined, counted: number | undefined) =>
  complete || counted === undefined || !(counted < stated!) ? undefined : stated! - counted;

/**
 * How many people gave, as the sources count them: everyone, or undefined. Gifts of a source that counts nobody, or more names than a
 * source counts people, would make the number false.
 */
export function peopleOf(
  sources: readonly Source[],
  entries: readonly Entry[],
  place: (entry: Entry) => string,
): number | undefined {
  const taken = new Set(entries.flatMap(({ reverses = [] }) => reverses));
  const given = new Map<string, number>();
  const names = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (entry.flow[0] !== 'g') continue;
    const { flow, id, name, reverses } = entry;
    const at = place(entry);
    given.set(at, (given.get(at) ?? 0) + signed(entry));
    if (!name || flow[4] === '-' || reverses || (id !== undefined && taken.has(id))) continue;
    const known = names.get(at);
    if (known) known.add(name);
    else names.set(at, new Set([name]));
  }
  let people: number | undefined;
  for (const { bound = 'exact', id, supporters } of sources) {
    if (supporters === undefined) continue;
    if (bound === 'exact' && (names.get(id)?.size ?? 0) > supporters) return undefined;
    people = (people ?? 0) + supporters;
    given.delete(id);
  }
  for (const minor of given.values()) if (minor > 0) return undefined;
  return people;
}
