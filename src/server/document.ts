import { bookedSource } from '../core/booked-source.ts';
import type { DonationOptions } from '../core/donation.ts';
import { isLink, resolveLink } from '../core/link.ts';
import { kinds } from '../core/kinds.ts';
import { amountText } from '../core/money.ts';
import type { CampaignDocument } from '../core/schema.ts';
import { shape as wire, type Shape } from '../core/shape.ts';
import type { CostSum } from './costs.ts';
import { costLines, dayIn, entryOf, type WireEntry } from './document-lines.ts';
import type { BookedEntry, BookSums, StoredCampaign } from './store/store.ts';

/*
 * What anyone may read of a campaign: the wire format, made from what its organiser wrote and what the books say. Only what the
 * wire format knows gets in, field by field, so that nothing else ever gets out.
 */

type ShareCounts = NonNullable<NonNullable<CampaignDocument['share']>['counts']>;
type WireSource = NonNullable<CampaignDocument['sources']>[number];

/** What the page's side of this server reads beside the wire format, of which other readers take no notice. */
export interface Live {
  /** Rises with each change, so that an older answer out of some cache never takes figures back. */
  readonly version: number;
  /** Seconds between two readings. */
  readonly pollEvery: number;
  /** Whether the server tells of changes itself, at `…/events`. */
  readonly events: boolean;
  /** Whether shares are counted at `…/shares`. */
  readonly shares: boolean;
  /** How many entries there are at `…/entries`. Absent: all of them are in the document. */
  readonly lines?: number;
  /** What can be given here. Absent: nothing. Amounts are decimal strings. */
  readonly donations?: Omit<DonationOptions, 'minimum' | 'maximum'> & {
    readonly minimum?: string;
    readonly maximum?: string;
  };
}

export type PublicDocument = CampaignDocument & { readonly live: Live };

/** What the books say of a campaign. */
export interface Books {
  readonly sums: BookSums;
  /** All lines, oldest first. Absent: there are too many, and sums stand for them. */
  readonly lines?: readonly BookedEntry[];
  /** What went out, by reason and purpose; together exactly `sums.spent` and `sums.fees`. Only beside absent lines. */
  readonly costs?: readonly CostSum[];
  /** What came in by source, before anything was taken back, in minor units. Only beside absent lines. */
  readonly given?: ReadonlyMap<string, number>;
  readonly shares: readonly { readonly channel: string; readonly count: number; readonly at: string }[];
}

/** What one source brought by the books, in minor units. */
interface Net {
  gifts: number;
  sales: number;
  /** What came in, before anything was taken back. */
  given: number;
}

/** @param options What a provider takes in the campaign's currency. */
export function documentOf(
  { currency, document, version }: StoredCampaign,
  books: Books,
  live: Omit<Live, 'donations' | 'lines' | 'shares' | 'version'>,
  options: DonationOptions | undefined,
): PublicDocument {
  const {
    entries: _kept,
    sources: wanted,
    ...written
  } = pick(wire, document, pageOf(document)) as Record<string, unknown>;
  const stated: readonly WireSource[] = Array.isArray(wanted) ? (wanted as WireSource[]) : [];
  const { lines, sums } = books;
  const zone = kinds.zone(document['timeZone']) ?? 'UTC';
  const text = (minor: number): string => amountText({ minor, currency });

  const { homes: own, nets } = homed(lines ? netsOf(lines) : netsIn(sums, books.given), stated);
  const givers = new Map(sums.sources.map((source) => [source.source, source.givers]));
  const peopleOf = (id: string): number | undefined => {
    const people =
      (givers.get(id) ?? 0) +
      (own.some((home) => home.kind === 'gifts' && home.source.id === id) ? (givers.get('') ?? 0) : 0);
    return people || undefined;
  };
  const sources: WireSource[] = [];
  const below: WireEntry[] = [];
  const add = (source: WireSource, all: number): void => {
    const isBelow = !lines && all < 0;
    sources.push({ ...source, ...(!lines && !isBelow && { raised: text(all) }) });
    // More went back than came: no source can state that, but a line can, and the panel shows that it doesn't fit.
    if (isBelow) below.push({ at: dayIn(sums.at, zone), flow: 'gift-', amount: text(-all), source: source.id });
  };
  const seen = new Set<string>();
  /** Of which a sum was stated before the first entry, and not all of it is booked. */
  const parts = new Set<string>();
  for (const source of stated) {
    const { id } = source ?? {};
    if (typeof id !== 'string' || seen.has(id)) {
      if (typeof id !== 'string') sources.push(source);
      continue;
    }
    seen.add(id);
    const net = nets.get(id);
    const says = source.raised !== undefined || source.copies !== undefined;
    // Beside lines, a source without any is one through which nothing came; without lines that has to be said.
    if (net || (!lines && !says)) {
      const known = net ?? { gifts: 0, sales: 0, given: 0 };
      const booked = withBooks(source, known, peopleOf(id), document, currency);
      if (booked.rest) parts.add(id);
      add(booked.source, booked.all);
    } else sources.push(source);
  }
  for (const [id, net] of nets) {
    if (!id || seen.has(id)) continue;
    const isSold = kindOf(net) === 'sales';
    const people = peopleOf(id);
    add(
      {
        id,
        label: labelOf(id),
        kind: isSold ? 'sales' : 'gifts',
        ...(!isSold && people && { supporters: people }),
        complete: true,
      },
      net.gifts + net.sales,
    );
  }

  // Beside sums that are stated, or givers that are counted, money of no source would be a riddle; then it gets one.
  const loose = nets.get('');
  const isStated =
    !lines ||
    sources.some(
      (source) =>
        source?.raised !== undefined ||
        source?.supporters !== undefined ||
        (source?.copies !== undefined && proceedsOf(source, document)),
    );
  // What may be a part of a stated sum of its kind is left as it is: nobody knows whether it has to be added.
  const isHeld = (kind: 'gifts' | 'sales'): boolean =>
    ofKind(sources, kind).some(
      (source) =>
        !source.complete &&
        (source.raised !== undefined || (source.copies !== undefined && proceedsOf(source, document))),
    );
  const held = loose ? (['gifts', 'sales'] as const).filter((kind) => loose[kind] && isHeld(kind)) : [];
  if (!lines) {
    for (const kind of held) {
      const flow = `${kind === 'gifts' ? 'gift' : 'sale'}${loose![kind] > 0 ? '+' : '-'}` as const;
      below.push({ at: dayIn(sums.at, zone), flow, amount: text(Math.abs(loose![kind])) });
    }
  }
  const added =
    loose && isStated ? homesOf(loose, seen, document['language']).filter(({ kind }) => !held.includes(kind)) : [];
  const homes = [...own, ...added];
  for (const { kind, net, source } of added) {
    const people = kind === 'gifts' ? givers.get('') : undefined;
    add({ ...source, kind, ...(people && { supporters: people }), complete: true }, net.gifts + net.sales);
  }

  const entries = lines
    ? lines.map((line) => entryOf(line, zone, document['hideNames'] === true, homes))
    : [...costLines(books.costs ?? [], sums, zone, text), ...below];
  // Books without a line in which nothing is stated by hand: nothing came in yet, and who could give first has to see how.
  if (!sums.entries && !sources.some((source) => source?.raised !== undefined || source?.copies !== undefined)) {
    const empty = sources.length ? sources : [{ id: 'gifts' }];
    sources.splice(0, sources.length, ...empty.map((source) => ({ ...source, raised: text(0) })));
  }
  const counts = shareCounts(written['share'], books.shares);
  return {
    ...(written as CampaignDocument),
    ...asOfOf(written, sources, sums, new Set(nets.keys()), parts, zone),
    ...(sources.length && { sources }),
    ...(entries.length && { entries }),
    ...(counts && { share: { ...(written['share'] as object | undefined), counts } }),
    // A panel offers this server's own way to give where there is `give`, be it empty.
    ...(options && { give: written['give'] ?? {} }),
    live: {
      version,
      ...live,
      shares: true,
      ...(!lines && { lines: sums.entries }),
      ...(options && { donations: optionsOf(options) }),
    },
  };
}

/** The campaign's own page: where a link without a host leads to, and not to this server. */
function pageOf({ url }: StoredCampaign['document']): string | undefined {
  return typeof url === 'string' && /^https?:/i.test(url) && isLink(url) ? url : undefined;
}

/** What of a value the wire format has. Values of a wrong kind stay, so that their author reads of them; objects in their place don't. */
function pick(shape: Shape, value: unknown, page: string | undefined): unknown {
  if (shape === 'link' && typeof value === 'string') return isLink(value) ? resolveLink(value, page) : value;
  if (typeof shape === 'string') return typeof value === 'object' ? undefined : value;
  if (Array.isArray(shape)) {
    return Array.isArray(value)
      ? value.map((item: unknown) => pick((shape as readonly [Shape])[0], item, page))
      : undefined;
  }
  if (typeof value !== 'object' || !value || Array.isArray(value)) return undefined;
  const kept: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(shape as Readonly<Record<string, Shape>>)) {
    const name = field.replace(/!$/, '');
    if (!Object.hasOwn(value, name)) continue;
    const found = pick(inner, (value as Record<string, unknown>)[name], page);
    if (found !== undefined) kept[name] = found;
  }
  return kept;
}

function netsOf(lines: readonly BookedEntry[]): Map<string, Net> {
  const nets = new Map<string, Net>();
  for (const { amount, flow, reverses, source } of lines) {
    if (flow[0] === 'c') continue;
    const net = nets.get(source) ?? { gifts: 0, sales: 0, given: 0 };
    net[flow[0] === 'g' ? 'gifts' : 'sales'] += flow[4] === '+' ? amount.minor : -amount.minor;
    if (flow[4] === '+' && !reverses) net.given += amount.minor;
    nets.set(source, net);
  }
  return nets;
}

const netsIn = ({ sources }: BookSums, given: ReadonlyMap<string, number> | undefined): Map<string, Net> =>
  new Map(
    sources.map(({ gifts, sales, source }) => [source, { gifts, sales, given: given?.get(source) ?? gifts + sales }]),
  );

/** The sources of gifts, or of sales. */
const ofKind = (sources: readonly WireSource[], wanted: 'gifts' | 'sales'): readonly WireSource[] =>
  sources.filter((source) => (source?.kind ?? 'gifts') === wanted);

/** The kind of a source that nobody described, by what came in through it. */
const kindOf = ({ gifts, sales }: Net): 'gifts' | 'sales' => (sales !== 0 && gifts === 0 ? 'sales' : 'gifts');

/** Money that names no source belongs to the only one of its kind: sums in which it is there, and where it went. */
function homed(booked: ReadonlyMap<string, Net>, stated: readonly WireSource[]) {
  const nets = new Map(booked);
  const homes: Pick<Home, 'kind' | 'source'>[] = [];
  const loose = booked.get('');
  if (!loose) return { homes, nets };
  const known = new Map(
    stated.flatMap((source) => (typeof source?.id === 'string' ? [[source.id, source] as const] : [])),
  );
  const all = [...known.values()];
  for (const [id, net] of booked) if (id && !known.has(id)) all.push({ id, kind: kindOf(net) });
  const left = { ...loose };
  for (const kind of ['gifts', 'sales'] as const) {
    const [source, another] = ofKind(all, kind);
    if (!source || another || !(loose.given || loose[kind])) continue;
    const net = booked.get(source.id) ?? { gifts: 0, sales: 0, given: 0 };
    // What was given of both kinds is known as one sum; more of it leaves less of a stated sum beside it.
    const given = loose.given - loose[kind === 'gifts' ? 'sales' : 'gifts'];
    nets.set(source.id, { ...net, [kind]: net[kind] + loose[kind], given: net.given + given });
    homes.push({ kind, source });
    left[kind] = 0;
  }
  nets.set('', left);
  return { homes, nets };
}

/** A source as it is published beside books, with how many gave. */
function withBooks(
  source: WireSource,
  net: Net,
  people: number | undefined,
  document: StoredCampaign['document'],
  currency: string,
) {
  const proceeds = proceedsOf(source, document);
  const booked = bookedSource(source, { given: net.given, net: net.gifts + net.sales }, currency, proceeds);
  const isCounted = source.supporters === undefined && people !== undefined && source.kind !== 'sales' && !booked.rest;
  return { ...booked, source: { ...booked.source, ...(isCounted && { supporters: people }) } };
}

/** A sum that its organiser stated, as far as it stands in no line. */
export interface StatedRest {
  readonly source: WireSource;
  /** In minor units, above 0. */
  readonly rest: number;
  /** Whether lines tell a part of it. */
  readonly isBegun: boolean;
}

/**
 * What is stated of a campaign beside its books.
 * @param given What came in by source before anything was taken back, in minor units; where it isn't known, what is left counts.
 */
export function statedBeside(
  { currency, document }: StoredCampaign,
  sums: BookSums,
  given: ReadonlyMap<string, number>,
): StatedRest[] {
  const stated = Array.isArray(document['sources']) ? (document['sources'] as WireSource[]) : [];
  const { nets } = homed(netsIn(sums, given), stated);
  return stated.flatMap((source) => {
    const booked = nets.get(source.id);
    const net = booked ? booked.gifts + booked.sales : 0;
    const proceeds = proceedsOf(source, document);
    const { rest } = bookedSource(source, { given: booked?.given ?? 0, net }, currency, proceeds);
    return rest > 0 ? [{ source, rest, isBegun: booked !== undefined }] : [];
  });
}

/** What one copy brings, as core/ledger.ts finds it. */
function proceedsOf({ kind, proceeds }: WireSource, document: StoredCampaign['document']): string | undefined {
  if (proceeds !== undefined) return proceeds;
  const book = document['book'] as { readonly proceeds?: unknown } | undefined;
  return kind === 'sales' && typeof book?.proceeds === 'string' ? book.proceeds : undefined;
}

interface Home {
  readonly kind: 'gifts' | 'sales';
  readonly source: WireSource;
  readonly net: Net;
}

/** Sources for money that came through none. */
function homesOf(loose: Net, taken: ReadonlySet<string>, language: unknown): Home[] {
  const label = typeof language === 'string' && /^de\b/i.test(language) ? 'Weitere' : 'Other';
  return (['gifts', 'sales'] as const).flatMap((kind) => {
    if (!loose[kind]) return [];
    let id = `other-${kind}`;
    while (taken.has(id)) id += '-';
    return [{ kind, source: { id, label }, net: { gifts: 0, sales: 0, given: 0, [kind]: loose[kind] } }];
  });
}

/** A provider's name for readers. */
const labelOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

/**
 * Lines of the books as the wire format has them, for pages of entries.
 * @param shown What the campaign is shown as: where sums stand for the lines, each line belongs to a source that has one.
 */
export function publicEntries(
  lines: readonly BookedEntry[],
  document: StoredCampaign['document'],
  shown: PublicDocument | undefined,
): WireEntry[] {
  const zone = kinds.zone(document['timeZone']) ?? 'UTC';
  const homes = shown?.live.lines === undefined ? [] : homesIn(shown, document);
  return lines.map((line) => entryOf(line, zone, document['hideNames'] === true, homes));
}

/** The sources to which money belongs that came through none: the only one of its kind, or one that was added for it. */
function homesIn(shown: PublicDocument, document: StoredCampaign['document']): Pick<Home, 'kind' | 'source'>[] {
  const stated = new Set(((document['sources'] ?? []) as readonly WireSource[]).map((source) => source?.id));
  const added = (shown.sources ?? []).filter(({ id }) => !stated.has(id));
  return (['gifts', 'sales'] as const).flatMap((kind) => {
    const [only, another] = ofKind(shown.sources ?? [], kind);
    const source = only && !another ? only : added.find(({ id }) => new RegExp(`^other-${kind}-*$`).test(id));
    return source ? [{ kind, source }] : [];
  });
}

/** Where a source states a sum by hand, the whole is no fresher than that says; else it is of the last line. */
function asOfOf(
  written: Readonly<Record<string, unknown>>,
  sources: readonly WireSource[],
  { at }: BookSums,
  own: ReadonlySet<string>,
  parts: ReadonlySet<string>,
  zone: string,
): { asOf?: string } {
  const byHand = sources.some(
    (source) =>
      (parts.has(source?.id) || (!own.has(source?.id) && !source?.id?.startsWith('other-'))) &&
      (source?.raised !== undefined || source?.copies !== undefined),
  );
  const said = written['asOf'] as string | undefined;
  if (!at || byHand) return said === undefined ? {} : { asOf: said };
  // To the day: a time to the second tells who it was.
  return { asOf: dayIn(at, zone) };
}

/** What the organiser counted by hand, and beside it what was counted here on other networks. */
function shareCounts(share: unknown, counted: Books['shares']): ShareCounts | undefined {
  const stated = (share as { readonly counts?: unknown } | undefined)?.counts;
  const byHand = Array.isArray(stated) ? (stated as ShareCounts) : [];
  const named = new Set(byHand.map((count) => (count as ShareCounts[number] | undefined)?.network));
  const own = counted.filter(({ channel }) => !named.has(channel));
  if (!own.length) return byHand.length ? byHand : undefined;
  return [...byHand, ...own.map(({ at, channel, count }) => ({ network: channel, count, at: at.slice(0, 10) }))];
}

function optionsOf({ maximum, minimum, ...rest }: DonationOptions): NonNullable<Live['donations']> {
  return {
    ...rest,
    ...(minimum && { minimum: amountText(minimum) }),
    ...(maximum && { maximum: amountText(maximum) }),
  };
}
