import { createHash } from 'node:crypto';
import { amountText } from '../../core/money.ts';
import type { BookedEntry, NewEntry, Store } from '../store/store.ts';
import type { Prepared } from './lines.ts';

/* What the books hold already of lines that are to be entered: what is known, what may be the same, and what a return may take back. */

/** An entry that a return may take back. */
interface Returnable {
  readonly id: string;
  readonly at: string;
  readonly amount: string;
  /** What of it was not taken back. */
  readonly left: string;
  readonly name?: string;
  readonly label?: string;
  /** Whether both came with the same reference. */
  readonly isSure: boolean;
}

/** What each return may take back, by its place in what was sent. */
export type Returns = readonly { readonly line: number; readonly entries: readonly Returnable[] }[];

type Likable = Pick<NewEntry, 'amount' | 'at' | 'flow' | 'label' | 'person' | 'reason' | 'source'>;

/** What two lines that are alike have in common for all to see. */
const outsideOf = ({ amount, at, flow, reason, source }: Likable): string =>
  [at.slice(0, 10), flow, reason, amount.minor, source].join(':');

/** What makes two lines the same gift: all that was said of it. Nowhere kept. */
function likenessOf(line: Likable): string {
  const { label = '', person } = line;
  const who = [person?.name ?? '', person?.message ?? '', label].join('\n');
  return `${outsideOf(line)}:${createHash('sha256').update(who).digest('hex')}`;
}

/**
 * What of it is kept with a line, so that a list is known again after a name was erased. Who gave is in it with 16 bits only: too
 * few to tell from them whose name it was.
 */
const traceOf = (likeness: string): string => likeness.slice(0, likeness.lastIndexOf(':') + 5);

/** How many candidates are named for a return. */
const mostReturnable = 10;

export function isKnown(line: Prepared, { booked, keys }: Compared, seen: Map<string, number>): boolean {
  if (line.key !== undefined) return keys.has(line.key);
  const likeness = likenessOf(line);
  return count(seen, likeness) < (booked.get(likeness) ?? 0);
}

/** What a line is unique by in the books. */
export function keyOf(line: Prepared, index: number, request: string, { traces }: Compared): string {
  if (line.again) return `again:${request}:${line.key ?? index}`;
  if (line.key !== undefined) return line.key;
  const trace = traceOf(likenessOf(line));
  return `like:${trace}:${count(traces, trace)}`;
}

/** Counts one more. @returns How many there were. */
function count(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}

/** A line that stands, and what of it was not taken back. */
interface Standing {
  readonly entry: BookedEntry;
  left: number;
}

/** What of the books may have to do with lines that are to be entered. */
export interface Compared {
  /** How many entries of each likeness stand. */
  readonly booked: ReadonlyMap<string, number>;
  /** How many there are of each trace. */
  readonly traces: Map<string, number>;
  /** The keys of the lines that were booked before. */
  readonly keys: Set<string>;
  readonly standing: readonly Standing[];
}

const dayAndAmount = ({ amount, at, flow }: Pick<NewEntry, 'amount' | 'at' | 'flow'>): string =>
  [at.slice(0, 10), flow, amount.minor].join(':');

/**
 * What the books have to do with lines. Those that all have keys are looked up by these alone when they are written, or when each is known:
 * only a question about likeness is worth going through the books.
 */
export async function compare(
  store: Store,
  campaign: string,
  lines: readonly Prepared[],
  isPreview: boolean,
): Promise<Compared> {
  const asked = lines.flatMap(({ key }) => key ?? []);
  if (asked.length < lines.length) return goThrough(store, campaign, lines);
  const keys = new Set(await store.knownKeys(campaign, asked));
  const isSettled = !isPreview || lines.every(({ again, key = '' }) => !again && keys.has(key));
  if (!isSettled) return goThrough(store, campaign, lines);
  return { booked: new Map(), traces: new Map(), keys, standing: [] };
}

/**
 * Goes through the books once. Only those entries are looked at closely that could be one of `lines`, or be taken back by one: books
 * of a million entries are gone through while someone waits.
 */
async function goThrough(store: Store, campaign: string, lines: readonly Prepared[]): Promise<Compared> {
  const wanted = {
    outsides: new Set(lines.map(outsideOf)),
    keys: new Set(lines.flatMap(({ key }) => key ?? [])),
    days: new Set(lines.map(dayAndAmount)),
    returned: new Set(lines.flatMap(({ amount, isReturn }) => (isReturn ? [amount.minor] : []))),
    references: new Set(lines.flatMap(({ bank, isReturn }) => (isReturn && bank?.reference) || [])),
  };
  const booked = new Map<string, number>();
  const traces = new Map<string, number>();
  const keys = new Set<string>();
  const likenesses = new Map<string, string>();
  const standing = new Map<string, Standing>();
  for await (const entry of store.everyEntry(campaign)) {
    if (wanted.keys.has(entry.key)) keys.add(entry.key);
    if (entry.reverses !== undefined) {
      const taken = likenesses.get(entry.reverses);
      if (taken !== undefined) booked.set(taken, booked.get(taken)! - 1);
      const stood = standing.get(entry.reverses);
      if (stood) stood.left -= entry.amount.minor;
    } else if (!entry.donation) {
      if (wanted.outsides.has(outsideOf(entry))) {
        const likeness = likenessOf(entry);
        likenesses.set(entry.id, likeness);
        count(booked, likeness);
        count(traces, traceOf(likeness));
      }
      const isReturnable =
        /^(?:gift|sale)\+$/.test(entry.flow) &&
        (wanted.returned.has(entry.amount.minor) || wanted.references.has(entry.bank?.reference ?? ''));
      if (isReturnable || wanted.days.has(dayAndAmount(entry)))
        standing.set(entry.id, { entry, left: entry.amount.minor });
    }
  }
  return { booked, traces, keys, standing: [...standing.values()].filter(({ left }) => left > 0) };
}

/** Lines that were not booked before, each with its place in what was sent. */
export type Fresh = readonly { readonly index: number; readonly line: Prepared; readonly key: string }[];

/**
 * Lines for which an entry of that day and amount stands, of which nobody can tell whether it is the same. One entry stands for one
 * line only; and two ids of one bank are two bookings.
 */
export function similarTo({ keys, standing }: Compared, fresh: Fresh): number[] {
  const places = new Map<string, BookedEntry[]>();
  for (const { entry } of standing) {
    // What a line of this very list is known as is no other line's.
    if (keys.has(entry.key)) continue;
    const place = dayAndAmount(entry);
    places.set(place, [...(places.get(place) ?? []), entry]);
  }
  return fresh.flatMap(({ index, line }) => {
    // What has no key was compared by all that it says.
    if (line.again || line.key === undefined || line.isReturn) return [];
    const alike = places.get(dayAndAmount(line)) ?? [];
    const isOther = ({ bank }: BookedEntry): boolean =>
      bank?.id !== undefined && line.bank?.id !== undefined && bank.origin === line.bank.origin;
    const at = alike.findIndex((entry) => !isOther(entry));
    if (at < 0) return [];
    alike.splice(at, 1);
    return [index];
  });
}

/** What each return may take back: first what came with the same reference, then the newest of that amount. */
export function returnsFor({ standing }: Compared, fresh: Fresh): Returns {
  return fresh.flatMap(({ index, line }) => {
    if (!line.isReturn) return [];
    const entries = standing
      .filter(
        ({ entry, left }) => /^(?:gift|sale)\+$/.test(entry.flow) && left >= line.amount.minor && !isAfter(entry, line),
      )
      .map((one, _at, all) => ({ ...one, isSure: isSure(one, line, all) }))
      .filter(({ isSure: sure, left }) => sure || left === line.amount.minor)
      .sort((one, other) => Number(other.isSure) - Number(one.isSure) || other.entry.number - one.entry.number)
      .slice(0, mostReturnable)
      .map(({ entry: { amount, at, id, label, person }, isSure: sure, left }): Returnable => ({
        ...{ id, at: at.slice(0, 10), amount: amountText(amount), isSure: sure },
        left: amountText({ ...amount, minor: left }),
        ...(person?.name && { name: person.name }),
        ...(label && { label }),
      }));
    return [{ line: index, entries }];
  });
}

export const isAfter = (entry: BookedEntry, line: Prepared): boolean => entry.at.slice(0, 10) > line.at.slice(0, 10);

const isSameReference = ({ bank }: BookedEntry, line: Prepared): boolean =>
  bank?.reference !== undefined && bank.reference === line.bank?.reference;

/** Of what a payer chose only a few bits are kept: sure is what they and the amount leave one of. */
function isSure(one: Standing, line: Prepared, all: readonly Standing[]): boolean {
  if (!isSameReference(one.entry, line)) return false;
  if (line.creditorReference !== undefined) return true;
  const isExact = ({ entry, left }: Standing): boolean => left === line.amount.minor && isSameReference(entry, line);
  return isExact(one) && all.filter(isExact).length === 1;
}
