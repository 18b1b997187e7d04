import type { Entry } from '../../core/campaign.ts';
import { dayOf } from '../../core/calendar.ts';
import { decode } from '../../core/decode.ts';
import { totalsOf } from '../../core/ledger.ts';
import { GlassjarError, type Problem } from '../../core/errors.ts';
import { amountText } from '../../core/money.ts';
import { ServerError } from '../errors.ts';
import type { BookedEntry, NewEntry, Store } from '../store/store.ts';
import { RefusedDocument, saveCampaign } from './campaigns.ts';
import { change } from './changes.ts';
import type { Actor } from './guard.ts';

/*
 * A campaign with its books from a document of the wire format: the export of another server or of a WordPress site, or the
 * campaign.json of a page without either. The plugin's Transfer.php does the same by the same rules.
 *
 * - Entries are booked as they are, in their order; one that takes another back after that one.
 * - Where a source states what its entries make, the books say it from now on. Where it states more, the rest is booked as one entry
 *   without a name, so that the sum stays; where it states less, or has no entry, the statement is kept as it was written.
 */

type Fields = Readonly<Record<string, unknown>>;

/** What was made of a document. */
export interface Transferred {
  readonly id: string;
  /** How many entries its books have. */
  readonly entries: number;
  /** How many of them were added now: fewer where it was cut off before, none where it is here already. */
  readonly added: number;
  /** How many of these are a rest of what a source stated. */
  readonly rest: number;
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Makes a campaign of a document; readers don't see it yet. Done again after it was cut off, it goes on where it was.
 * @param id The campaign's id here.
 * @throws ServerError `invalid` for what is no campaign that can be moved: each place that is wrong; `conflict` when another one of that
 * id is here.
 */
export async function transfer(
  store: Store,
  id: string,
  json: unknown,
  actor: Actor,
  now: number,
): Promise<Transferred> {
  if (!isRecord(json) || json['glassjar'] !== 1) {
    throw new ServerError(
      'invalid',
      'this is no campaign of Glassjar: give the JSON file of an export, or a campaign.json',
    );
  }
  if (isRecord(json['live']) && json['live']['lines'] !== undefined) {
    throw new ServerError(
      'invalid',
      'this is the short form that readers load, with sums in place of its entries: give the JSON file of an export',
    );
  }
  const entries = entriesOf(json);
  const { document, rest } = withSameSums(json, entries);
  const lines = [...ordered(entries).map((entry) => lineOf(entry)), ...rest];
  const before = await store.getCampaign(id);
  if (before && JSON.stringify(before.document['title']) !== JSON.stringify(json['title'])) {
    throw new ServerError('conflict', `there is a campaign ${id} already: choose another id`);
  }
  if (!before) await saveCampaign(store, id, { document: { ...document, id } }, actor, now);
  const added = await book(store, id, lines, actor, now);
  return { id, entries: lines.length, added, rest: rest.length };
}

/** @throws RefusedDocument that names each place that can't be read. */
function entriesOf(json: Fields): readonly Entry[] {
  const problems: Problem[] = [];
  try {
    const read = decode(json);
    if (!read.problems.length) return read.campaign.entries ?? [];
    problems.push(...read.problems);
  } catch (error) {
    if (!(error instanceof GlassjarError)) throw error;
    problems.push(...error.problems);
  }
  throw new RefusedDocument(problems);
}

/** Entries, each after the one it takes back. @throws ServerError `invalid` where that is missing or named twice. */
function ordered(entries: readonly Entry[]): readonly Entry[] {
  const ids = entries.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ServerError('invalid', `two of its entries have the id "${twice}"`);
  const done = new Set<string>();
  const found: Entry[] = [];
  let left: readonly Entry[] = entries;
  while (left.length) {
    const later: Entry[] = [];
    for (const entry of left) {
      if (entry.reverses !== undefined && !done.has(entry.reverses)) later.push(entry);
      else {
        found.push(entry);
        if (entry.id !== undefined) done.add(entry.id);
      }
    }
    if (later.length === left.length) {
      throw new ServerError('invalid', `an entry takes back "${later[0]?.reverses ?? ''}", which is not in it`);
    }
    left = later;
  }
  return found;
}

/** A line to be written, with the ids it has in the document. */
interface Line extends Omit<NewEntry, 'key'> {
  readonly id?: string | undefined;
}

const usual = { 'gift+': 'donation', 'sale+': 'purchase', 'cost+': 'expense' } as const;

function lineOf({
  amount,
  at,
  flow,
  hideAmount,
  id,
  label,
  message,
  name,
  reason,
  reverses,
  source = '',
}: Entry): Line {
  const person = {
    isPublic: true,
    ...(name && { name }),
    ...(message && { message }),
    ...(hideAmount && { hideAmount }),
  };
  return {
    id,
    at,
    flow,
    reason: reason ?? (flow in usual ? usual[flow as keyof typeof usual] : 'void'),
    amount,
    source,
    ...(label && { label }),
    ...(reverses && { reverses }),
    ...((name || message) && { person }),
  };
}

/** The document and the rests with which the sums stay what they are: a gift that names no source may be a part of what one states. */
function withSameSums(json: Fields, entries: readonly Entry[]): Settled {
  const { document, rest } = settled(json, entries);
  const raisedOf = (sources: unknown, more: readonly Line[]): number => {
    const added = more.map(({ amount, at, flow, source }) => ({ at, flow, source, amount: amountText(amount) }));
    const whole = {
      ...json,
      sources,
      entries: [...((json['entries'] as readonly unknown[] | undefined) ?? []), ...added],
    };
    return totalsOf(decode(whole).campaign).raised?.minor ?? 0;
  };
  let over = raisedOf(document['sources'], rest) - raisedOf(json['sources'], []);
  const less = rest.map((line) => {
    const taken = Math.max(0, Math.min(line.amount.minor, over));
    over -= taken;
    return { ...line, amount: { ...line.amount, minor: line.amount.minor - taken } };
  });
  if (over === 0) return { document, rest: less.filter(({ amount }) => amount.minor > 0) };
  // Where no rest makes it so, what was stated stays stated.
  return { document: { ...document, ...(json['sources'] !== undefined && { sources: json['sources'] }) }, rest: [] };
}

interface Settled {
  readonly document: Fields;
  readonly rest: readonly Line[];
}

/** The document as it is written from now on, and what its sources state beyond their entries. */
function settled(json: Fields, entries: readonly Entry[]): Settled {
  const { entries: _entries, live: _live, ...fields } = json;
  const net = new Map<string, number>();
  let last = '';
  for (const { amount, at, flow, source } of entries) {
    if (dayOf(at) > last) last = dayOf(at);
    if (source === undefined || flow.startsWith('cost')) continue;
    net.set(source, (net.get(source) ?? 0) + (flow.endsWith('+') ? amount.minor : -amount.minor));
  }
  const stated = new Map((decode(json).campaign.sources ?? []).map((source) => [source.id, source]));
  const rest: Line[] = [];
  const sources = ((json['sources'] as readonly Fields[] | undefined) ?? []).map((written) => {
    const source = stated.get(String(written['id']));
    const booked = source && net.get(source.id);
    const isCounted = source?.raised === undefined && source?.copies !== undefined;
    if (!source || booked === undefined || isCounted || (source.bound ?? 'exact') !== 'exact') return written;
    const beyond = (source.raised?.minor ?? booked) - booked;
    if (beyond < 0) return written;
    const { asOf, complete: _complete, copies, raised, supporters, ...kept } = written;
    if (!beyond || !raised) return kept;
    const isSale = source.kind === 'sales';
    rest.push({
      at: dayOf(typeof asOf === 'string' ? asOf : last),
      flow: isSale ? 'sale+' : 'gift+',
      reason: isSale ? 'purchase' : 'donation',
      amount: { minor: beyond, currency: source.raised!.currency },
      source: source.id,
      label: String(json['language']).startsWith('de') ? 'Ohne einzelne Buchungen' : 'Without single entries',
    });
    // Beside a rest nobody can count who gave it.
    return { ...kept, ...(supporters !== undefined && { supporters }), ...(copies !== undefined && { copies }) };
  });
  const { asOf: _asOf, ...undated } = fields;
  return { document: { ...(entries.length ? undated : fields), ...(sources.length && { sources }) }, rest };
}

/** Lines that are written at once, unless one takes back another of them: that needs its new id. */
const portion = 500;

/** @throws ServerError `conflict` when the books hold something else. */
async function book(
  store: Store,
  campaign: string,
  lines: readonly Line[],
  actor: Actor,
  now: number,
): Promise<number> {
  const names = new Map<string, string>();
  let at = 0;
  for await (const entry of store.everyEntry(campaign)) {
    const line = lines[at++];
    if (!line || !isSame(line, entry)) {
      throw new ServerError('conflict', `the books of ${campaign} hold other entries: choose another id`);
    }
    if (line.id !== undefined) names.set(line.id, entry.id);
  }
  const known = at;
  while (at < lines.length) {
    const from = at;
    const fresh = new Set<string>();
    const some: NewEntry[] = [];
    for (; at < lines.length && some.length < portion; at++) {
      const { id, reverses, ...line } = lines[at]!;
      if (reverses !== undefined && fresh.has(reverses)) break;
      if (id !== undefined) fresh.add(id);
      const takesBack = reverses === undefined ? {} : { reverses: names.get(reverses)! };
      some.push({ ...line, ...takesBack, key: `transfer:${at}` });
    }
    const written = await store.append(campaign, some, change(now, actor.name, 'entries', `${some.length}: transfer`));
    written.forEach((entry, index) => {
      const { id } = lines[from + index]!;
      if (id !== undefined) names.set(id, entry.id);
    });
  }
  return lines.length - known;
}

const isSame = (line: Line, entry: BookedEntry): boolean =>
  line.flow === entry.flow &&
  dayOf(line.at) === dayOf(entry.at) &&
  amountText(line.amount) === amountText(entry.amount);
