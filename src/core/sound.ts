import { fold } from './list.ts';
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
  const isCounting = sources.some(({ supporters }) => supporters !== undefined);
  let isSound = books.size === entries.length && places.size === sources.length && !damaged.sources && !damaged.entries;
  /** In minor units: by source, else by what came in. */
  const booked = new Map<Source | SourceTotal['kind'], number>();
  const namesOf = new Map<Source | undefined, number>();
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
      const { source: named } = rootOf(entry, books);
      const source = places.get(named!);
      // Beside sources, ledger.ts knows to which of them money belongs that names none.
      if (sources.length ? !source : named) return undefined;
      // Whether everyone is counted, and the names are no more than the people, ledger.ts finds out where that isn't plain to see.
      if (isCounting && flow[0] === 'g') {
        const names = (namesOf.get(source) ?? 0) + (entry.name && !source!.complete ? 1 : 0);
        namesOf.set(source, names);
        isSound &&= names <= (source!.supporters ?? -1);
      }
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
    isSound &&= counted === undefined || counted === stated || (bound === 'at-least' && counted > stated!);
    if (stated !== undefined) found.push({ id, label, kind, raised: money(stated), bound, copies });
    // Something came in here, or may have: in a ledger, a source without entries is one through which nothing came yet.
    else if (copies || !entries.length) isOpen = true;
  }
  for (const kind of ['gifts', 'sales'] as const) {
    const minor = booked.get(kind);
    if (minor !== undefined) found.push({ id: '', kind, raised: money(minor), bound: 'exact' });
  }
  if (!isSound || spent < 0 || fees < 0 || found.some(({ raised }) => raised.minor < 0)) return undefined;

  const all = fold(found, 0, (sum, { raised }) => exact(sum + raised.minor));
  const isRaised = found.length > 0;
  const hasCosts = entries.length > 0;
  return {
    raised: isRaised ? money(all) : undefined,
    bound: weakest([isOpen ? 'at-least' : 'exact', ...found.map((total) => total.bound)]),
    spent: hasCosts ? money(spent) : undefined,
    fees: hasCosts ? money(fees) : undefined,
    balance: hasCosts && isRaised ? money(all - spent - fees) : undefined,
    supporters: isCounting ? fold(sources, 0, (sum, { supporters = 0 }) => sum + supporters) : undefined,
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

/** The entry at the bottom of what takes money back, as far as it is here: what was booked first, or what says where it belongs. */
export function rootOf(entry: Entry, books: Books): Entry {
  let at = entry;
  // Nobody wins a dispute over a dispute's dispute; the limit ends circles.
  for (let hops = 0; hops < 9 && !at.source && at.reverses; hops++)
    at = books.get(at.reverses) ?? { ...at, reverses: '' };
  return at;
}

/** What a source's copies brought in minor units, where it counts them. */
export function soldOf({ copies, kind, proceeds }: Source, { book }: Campaign): number | undefined {
  const each = proceeds ?? (kind === 'sales' ? book?.proceeds : undefined);
  return each && copies !== undefined ? exact(each.minor * copies) : undefined;
}

/** What a source says came in through it, in minor units. */
export const statedOf = (source: Source, campaign: Campaign): number | undefined =>
  source.raised?.minor ?? soldOf(source, campaign);
