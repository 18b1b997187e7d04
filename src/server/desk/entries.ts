import { today } from '../../core/calendar.ts';
import type { Problem } from '../../core/errors.ts';
import { amountText, parseAmount, sum } from '../../core/money.ts';
import { parseReference } from '../../core/reference.ts';
import type { ProviderEvent } from '../books/facts.ts';
import { entryNumber } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import type { BookedEntry, Donation, NewEntry, Store, StoredCampaign } from '../store/store.ts';
import { RefusedDocument } from './campaigns.ts';
import { change } from './changes.ts';
import { compare, type Fresh, isAfter, isKnown, keyOf, type Returns, returnsFor, similarTo } from './compare.ts';
import type { Actor } from './guard.ts';
import { sourcesOf, type Prepared } from './lines.ts';

/** What the books say of lines, each by its place in what was sent. */
export interface Entered {
  /** Booked before. */
  readonly known: readonly number[];
  /** Not booked before as far as is known, but an entry of that day and amount stands that may be the same. */
  readonly similar: readonly number[];
  /** What returns may take back. */
  readonly returns: Returns;
  /** Those that are the money of a gift that was announced here, by its creditor reference. */
  readonly matched: readonly number[];
  /** Absent in a preview. */
  readonly written?: readonly BookedEntry[];
}

interface EnterOptions {
  /** What lines that are `again` are unique by; the same for a request that is repeated. */
  readonly request: string;
  readonly isPreview: boolean;
  readonly actor: Actor;
  readonly now: number;
}

/**
 * Enters lines, all or none. A line that the books hold already is left out. A line of a file is known by its key; one without a key
 * by all that it says, the second of two equal ones only when the books hold two, so that a list pasted again adds nothing, and ten
 * anonymous gifts of 10 € on one day are ten.
 * @throws RefusedDocument for a return that takes nothing back, or more than is left.
 */
export async function enter(
  store: Store,
  campaign: StoredCampaign,
  lines: readonly Prepared[],
  options: EnterOptions,
): Promise<Entered> {
  const books = await compare(store, campaign.id, lines, options.isPreview);
  const payments = lines.map((line, index) => paymentOf(campaign.id, line, index, options.request));
  const paid = await paidBefore(store, payments);
  const announced = await announcedGifts(store, campaign.id, lines);
  const seen = new Map<string, number>();
  const known: number[] = [];
  const matched: { readonly index: number; readonly line: Prepared; readonly donation: Donation }[] = [];
  const fresh: { readonly index: number; readonly line: Prepared; readonly key: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const donation = announced.get(line.creditorReference ?? '');
    if (paid.has(payments[index] ?? '') || (!line.again && isKnown(line, books, seen))) known.push(index);
    else if (donation && line.flow === 'gift+') {
      matched.push({ index, line, donation });
      // One transfer pays it; a second one with its reference is a gift of its own.
      announced.delete(line.creditorReference ?? '');
    } else fresh.push({ index, line, key: keyOf(line, index, options.request, books) });
  }
  const found = {
    known,
    matched: matched.map(({ index }) => index),
    similar: options.isPreview ? similarTo(books, fresh) : [],
    returns: options.isPreview ? returnsFor(books, fresh) : [],
  };
  if (options.isPreview) return found;
  const entries = await resolved(store, campaign.id, fresh);
  const events = matched.map(({ donation, index, line }) => paymentEvent(line, donation, payments[index]!));
  const written = await write(store, campaign, entries, events, options);
  // What the store left out, because another paste of the same list was quicker, is known as well.
  const keys = new Set(written.map(({ key }) => key));
  known.push(...fresh.filter(({ key }) => !keys.has(key)).map(({ index }) => index));
  const isWritten = (donation: Donation): boolean => written.some((entry) => entry.donation === donation.reference);
  known.push(...matched.filter(({ donation }) => !isWritten(donation)).map(({ index }) => index));
  return { ...found, known: known.sort((a, b) => a - b), written };
}

async function write(
  store: Store,
  campaign: StoredCampaign,
  entries: readonly NewEntry[],
  events: readonly ProviderEvent[],
  { actor, now }: EnterOptions,
): Promise<readonly BookedEntry[]> {
  const amounts = [
    ...entries.map(({ amount }) => amount),
    ...events.flatMap(({ facts }) => facts.flatMap((fact) => (fact.kind === 'paid' ? fact.amount : []))),
  ];
  if (!amounts.length) return [];
  const detail = `${amounts.length}: ${amountText(sum(amounts, campaign.currency))} ${campaign.currency}`;
  return store.append(campaign.id, entries, change(now, actor.name, 'entries', detail), events);
}

/**
 * The lines as they are written: a return with the flow and the source of what it takes back.
 * @throws RefusedDocument
 */
async function resolved(store: Store, campaign: string, fresh: Fresh): Promise<NewEntry[]> {
  const problems: Problem[] = [];
  const taken = new Map<string, number>();
  const entries: NewEntry[] = [];
  for (const { index, key, line } of fresh) {
    const { again: _again, creditorReference: _reference, isReturn, key: _key, ...entry } = line;
    if (!isReturn) {
      entries.push({ ...entry, key });
      continue;
    }
    const why = await whyNotReturn(store, campaign, line, taken);
    if (typeof why === 'string') problems.push({ path: `lines[${index}].reverses`, message: why });
    else entries.push({ ...entry, key, flow: `${why.flow.slice(0, 4)}-` as NewEntry['flow'], source: why.source });
  }
  if (problems.length) throw new RefusedDocument(problems);
  return entries;
}

/** @param taken What earlier lines of the list take back, by entry. @returns The entry, or why a line can't take it back. */
async function whyNotReturn(
  store: Store,
  campaign: string,
  line: Prepared,
  taken: Map<string, number>,
): Promise<BookedEntry | string> {
  const { amount, reverses } = line;
  if (!reverses) return 'expected the id of the entry that it takes back';
  const [entry] = await store.entries(campaign, { before: entryNumber(reverses) + 1, limit: 1 });
  if (entry?.id !== reverses) return 'expected the id of an entry of this campaign';
  if (entry.donation) return 'this was paid through a provider: it is given back there, and the books follow';
  if (entry.reverses || !/^(?:gift|sale)\+$/.test(entry.flow)) return 'expected a gift or a sale to take back';
  if (isAfter(entry, line)) return `expected an entry of ${line.at} or before: nothing goes back before it came`;
  const before = taken.get(reverses) ?? 0;
  const left = leftOf(entry, await backs(store, campaign, entry)) - before;
  if (amount.minor > left)
    return `expected at most ${amountText({ ...amount, minor: Math.max(0, left) })}, which is what is left of it`;
  taken.set(reverses, before + amount.minor);
  return entry;
}

/** Gifts that were announced with a transfer and whose money has not come, by the reference that their givers were told. */
async function announcedGifts(
  store: Store,
  campaign: string,
  lines: readonly Prepared[],
): Promise<Map<string, Donation>> {
  const wanted = new Set(lines.flatMap(({ creditorReference }) => creditorReference ?? []));
  const found = new Map<string, Donation>();
  if (!wanted.size) return found;
  for (const status of ['open', 'pending', 'failed', 'cancelled'] as const) {
    for (const donation of await store.listDonations(campaign, { status, limit: mostAnnounced })) {
      const reference = donation.step?.kind === 'transfer' ? parseReference(donation.step.reference) : undefined;
      if (reference !== undefined && wanted.has(reference)) found.set(reference, donation);
    }
  }
  return found;
}

/**
 * What the payment of a line with a creditor reference is known by: by its key, else by the day and the amount of that reference; of one
 * that is `again` by the request, so that a request that is repeated pays once.
 */
function paymentOf(campaign: string, line: Prepared, index: number, request: string): string | undefined {
  const { again, amount, at, creditorReference, flow, key } = line;
  if (creditorReference === undefined || flow !== 'gift+') return undefined;
  const own = again ? `again:${request}:${key ?? index}` : (key ?? `${at.slice(0, 10)}:${amount.minor}`);
  return `${campaign}:${creditorReference}:${own}`;
}

/** Those payments that were told before: they stand in the books as a donation's. */
async function paidBefore(store: Store, payments: readonly (string | undefined)[]): Promise<ReadonlySet<string>> {
  const told = payments.filter((payment) => payment !== undefined);
  const unknown = new Set(told.length ? await store.missing('bank', told) : []);
  return new Set(told.filter((payment) => !unknown.has(payment)));
}

/** Announced gifts that are looked through. */
const mostAnnounced = 10_000;

/** That the money of an announced gift has come, as a provider would tell it; what came counts, not what was announced. */
function paymentEvent({ amount, at }: Prepared, { reference }: Donation, payment: string): ProviderEvent {
  return {
    ...{ provider: 'bank', id: payment, type: 'transfer', about: { donation: reference, ids: [] } },
    facts: [{ kind: 'paid', at: `${at.slice(0, 10)}T12:00:00.000Z`, payment: `bank:${payment}`, amount }],
  };
}

/** @throws ServerError `not-found` */
export async function entryOf(store: Store, campaign: string, number: number): Promise<BookedEntry> {
  const [found] = await store.entries(campaign, { before: number + 1, limit: 1 });
  if (found?.number !== number) throw new ServerError('not-found', 'there is no line of that number in the books');
  return found;
}

export interface Reversal {
  readonly reason: 'void' | 'refund';
  /** A part of what is left, on a day that has been. Absent: all that is left, today. */
  readonly part?: { readonly request: string; readonly amount: string; readonly at: string } | undefined;
}

/**
 * Takes a line back by a new one, or a part of it: the books only grow.
 * @throws ServerError `conflict` when it was taken back already or takes one back itself; `forbidden` for a payment, which is given
 * back where it was made, or the provider's account and the books would part. RefusedDocument for a day or an amount that can't be.
 */
export async function reverse(
  store: Store,
  campaign: StoredCampaign,
  number: number,
  reversal: Reversal,
  actor: Actor,
  now: number,
): Promise<BookedEntry> {
  const entry = await takeable(store, campaign.id, number);
  const { part, reason } = reversal;
  const back = await backs(store, campaign.id, entry);
  const left = leftOf(entry, back);
  if (!part && left <= 0) throw takenBack();
  const whole = { amount: { ...entry.amount, minor: left }, at: new Date(now).toISOString().slice(0, 10) };
  const line: NewEntry = { ...backOf(entry), reason, ...(part ? partOf(part, entry, campaign, now) : whole) };
  // A request that is repeated finds less left than it asks for; the store knows it by its key.
  const isAgain = back.some(({ amount, at }) => at === line.at && amount.minor === line.amount.minor);
  if (part && line.amount.minor > left && !isAgain) {
    const most = amountText({ ...line.amount, minor: Math.max(0, left) });
    throw new RefusedDocument([{ path: 'amount', message: `expected at most ${most}, which is what is left` }]);
  }
  const detail = `#${number}: ${amountText(line.amount)} ${line.amount.currency}`;
  const log = change(now, actor.name, part ? 'give-back' : 'reverse', detail);
  const [written] = await store.append(campaign.id, [line], log);
  if (written) return written;
  if (part) return entry;
  throw takenBack();
}

const takenBack = (): ServerError => new ServerError('conflict', 'this line was taken back already');

/** A line that may be taken back by hand. */
async function takeable(store: Store, campaign: string, number: number): Promise<BookedEntry> {
  const entry = await entryOf(store, campaign, number);
  if (entry.donation) {
    throw new ServerError('forbidden', 'this was paid through a provider: give it back there, and the books follow');
  }
  if (entry.reverses || !entry.flow.endsWith('+')) {
    throw new ServerError('conflict', 'this line takes another one back itself: enter the amount anew instead');
  }
  return entry;
}

/** The line that takes all of another one back. */
const backOf = ({ amount, at, flow, id, source }: BookedEntry): NewEntry => ({
  ...{ at, amount, source, reason: 'void', reverses: id, key: `reverse:${id}` },
  flow: `${flow.slice(0, 4)}-` as BookedEntry['flow'],
});

/** When and how much of a line goes. */
function partOf(
  { amount: text, at, request }: NonNullable<Reversal['part']>,
  entry: BookedEntry,
  { currency, document }: StoredCampaign,
  now: number,
): Pick<NewEntry, 'at' | 'amount' | 'key'> {
  const zone = typeof document['timeZone'] === 'string' ? document['timeZone'] : 'UTC';
  const first = entry.at.slice(0, 10);
  const problems: Problem[] = [];
  if (at < first || at > today(now, zone))
    problems.push({ path: 'at', message: `expected a day from ${first} to today` });
  const amount = parseAmount(text, currency);
  if (!amount?.minor) problems.push({ path: 'amount', message: 'expected an amount above 0 like "5.00"' });
  if (problems.length || !amount) throw new RefusedDocument(problems);
  return { at, amount, key: `back:${entry.id}:${request}` };
}

/** What of a line was not taken back, in minor units. */
const leftOf = ({ amount }: BookedEntry, back: readonly BookedEntry[]): number =>
  back.reduce((rest, one) => rest - one.amount.minor, amount.minor);

/** The lines that take a line back. They are newer than it. */
async function backs(store: Store, campaign: string, { id, number }: BookedEntry): Promise<readonly BookedEntry[]> {
  const found: BookedEntry[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const lines = await store.entries(campaign, { before, limit: 500 });
    found.push(...lines.filter(({ reverses }) => reverses === id));
    const last = lines.at(-1);
    if (!last || last.number <= number + 1) return found;
    before = last.number;
  }
}

/**
 * Puts a line under another source, by a pair that takes back what is left of it and enters it anew on the same day with the same giver.
 * Only what was entered by hand: a refund of a provider's must find the gift where the provider booked it.
 */
export async function moveSource(
  store: Store,
  campaign: StoredCampaign,
  number: number,
  source: string,
  actor: Actor,
  now: number,
): Promise<readonly BookedEntry[]> {
  const entry = await takeable(store, campaign.id, number);
  const refuse = (message: string): never => {
    throw new RefusedDocument([{ path: 'source', message }]);
  };
  if (entry.flow.startsWith('cost')) refuse('expected a line of money that came in: what goes out goes from no source');
  const kind = entry.flow.startsWith('sale') ? 'sales' : 'gifts';
  const known = sourcesOf(campaign).find(({ id }) => id === source);
  if (source && !known) refuse('expected the id of a source of this campaign');
  if (known && (known.kind ?? 'gifts') !== kind) refuse(`expected a source of ${kind}`);
  if (source === entry.source) refuse('expected another source than the one it stands under');
  const left = leftOf(entry, await backs(store, campaign.id, entry));
  if (left <= 0) throw takenBack();
  const { at, flow, id, label, person, reason } = entry;
  const amount = { ...entry.amount, minor: left };
  const lines: readonly NewEntry[] = [
    { ...backOf(entry), amount },
    { at, flow, reason, amount, source, key: `moved:${id}`, ...(label && { label }), ...(person && { personOf: id }) },
  ];
  const detail = `#${number}: ${entry.source || '-'} → ${source || '-'}`;
  const written = await store.append(campaign.id, lines, change(now, actor.name, 'source', detail));
  if (!written.length) throw takenBack();
  return written;
}

/** Says who gave a line, also later: somebody who agreed only afterwards, or whose name was misspelt. */
export async function nameGiver(
  store: Store,
  campaign: string,
  number: number,
  {
    hideAmount,
    isPublic,
    message,
    name,
  }: {
    readonly name: string;
    readonly message?: string | undefined;
    readonly isPublic: boolean;
    readonly hideAmount?: boolean | undefined;
  },
  actor: Actor,
  now: number,
): Promise<BookedEntry> {
  const entry = await entryOf(store, campaign, number);
  if (entry.flow !== 'gift+' || entry.reverses) {
    throw new ServerError('invalid', 'only a gift has a giver: this line is none');
  }
  if (!name && !message) {
    throw new RefusedDocument([{ path: 'name', message: 'expected a name; to take one away, erase it' }]);
  }
  const person = {
    isPublic,
    ...(name && { name }),
    ...(message && { message }),
    ...(hideAmount && { hideAmount }),
  };
  await store.nameGiver(campaign, entry.id, person, change(now, actor.name, 'name', `#${number}`));
  return entryOf(store, campaign, number);
}

/** Takes a name and a message away for good; the sums stay. */
export async function erase(store: Store, campaign: string, number: number, actor: Actor, now: number): Promise<void> {
  const { id } = await entryOf(store, campaign, number);
  await store.erase(campaign, id, change(now, actor.name, 'erase', `#${number}`));
}
