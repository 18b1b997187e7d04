import { createHash } from 'node:crypto';
import { today } from '../../core/calendar.ts';
import type { Problem } from '../../core/errors.ts';
import { amountText, parseAmount, sum } from '../../core/money.ts';
import { ServerError } from '../errors.ts';
import type { BookedEntry, NewEntry, Store, StoredCampaign } from '../store/store.ts';
import { RefusedDocument } from './campaigns.ts';
import { change } from './changes.ts';
import type { Actor } from './guard.ts';
import { sourcesOf, type Prepared } from './lines.ts';

/** What became of lines: those that the books hold already, by their place in what was sent. */
export interface Entered {
  readonly known: readonly number[];
  /** Absent in a preview. */
  readonly written?: readonly BookedEntry[];
}

type Likable = Omit<NewEntry, 'key'>;

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

/**
 * Enters lines, all or none. A line that the books hold already is left out: the second of two equal lines is known only when the books
 * hold two, so that a list pasted again adds nothing, and ten anonymous gifts of 10 € on one day are ten.
 * @param request What lines that are `again` are unique by; the same for a request that is repeated.
 */
export async function enter(
  store: Store,
  campaign: StoredCampaign,
  lines: readonly Prepared[],
  options: { readonly request: string; readonly isPreview: boolean; readonly actor: Actor; readonly now: number },
): Promise<Entered> {
  const { booked, traces } = await likenesses(store, campaign.id, lines);
  const seen = new Map<string, number>();
  const known: number[] = [];
  const fresh: { readonly index: number; readonly entry: NewEntry }[] = [];
  for (const [index, { again, ...line }] of lines.entries()) {
    const likeness = likenessOf(line);
    const before = again ? 0 : count(seen, likeness);
    if (!again && before < (booked.get(likeness) ?? 0)) known.push(index);
    else {
      const trace = traceOf(likeness);
      const key = again ? `again:${options.request}:${index}` : `like:${trace}:${count(traces, trace)}`;
      fresh.push({ index, entry: { ...line, key } });
    }
  }
  if (options.isPreview) return { known };
  if (!fresh.length) return { known, written: [] };
  const entries = fresh.map(({ entry }) => entry);
  const total = amountText(
    sum(
      entries.map(({ amount }) => amount),
      campaign.currency,
    ),
  );
  const detail = `${entries.length}: ${total} ${campaign.currency}`;
  const written = await store.append(campaign.id, entries, change(options.now, options.actor.name, 'entries', detail));
  // What the store left out, because another paste of the same list was quicker, is known as well.
  const places = written.map(likenessOf);
  for (const { entry, index } of fresh) {
    const at = places.indexOf(likenessOf(entry));
    if (at >= 0) places.splice(at, 1);
    else known.push(index);
  }
  return { known: known.sort((a, b) => a - b), written };
}

/** Counts one more. @returns How many there were. */
function count(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}

/**
 * How many lines of each likeness stand, and how many there are of each trace. Only those are looked at closely that could be one
 * of `lines`: books of a million lines are gone through while someone waits.
 */
async function likenesses(store: Store, campaign: string, lines: readonly Likable[]) {
  const wanted = new Set(lines.map(outsideOf));
  const booked = new Map<string, number>();
  const traces = new Map<string, number>();
  const byId = new Map<string, string>();
  for await (const entry of store.everyEntry(campaign)) {
    const taken = entry.reverses === undefined ? undefined : byId.get(entry.reverses);
    if (taken !== undefined) booked.set(taken, booked.get(taken)! - 1);
    else if (!entry.donation && wanted.has(outsideOf(entry))) {
      const likeness = likenessOf(entry);
      byId.set(entry.id, likeness);
      count(booked, likeness);
      count(traces, traceOf(likeness));
    }
  }
  return { booked, traces };
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
