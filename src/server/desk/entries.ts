import { createHash } from 'node:crypto';
import { amountText, sum } from '../../core/money.ts';
import { ServerError } from '../errors.ts';
import type { BookedEntry, NewEntry, Store, StoredCampaign } from '../store/store.ts';
import { change } from './changes.ts';
import type { Actor } from './guard.ts';
import type { Prepared } from './lines.ts';

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

/**
 * Takes a line back by a new one: the books only grow.
 * @throws ServerError `conflict` when it was taken back already or takes one back itself; `forbidden` for a payment, which is given
 * back where it was made, or the provider's account and the books would part.
 */
export async function reverse(
  store: Store,
  campaign: string,
  number: number,
  reason: 'void' | 'refund',
  actor: Actor,
  now: number,
): Promise<BookedEntry> {
  const entry = await entryOf(store, campaign, number);
  if (entry.donation) {
    throw new ServerError('forbidden', 'this was paid through a provider: give it back there, and the books follow');
  }
  if (entry.reverses || !entry.flow.endsWith('+')) {
    throw new ServerError('conflict', 'this line takes another one back itself: enter the amount anew instead');
  }
  const flow = `${entry.flow.slice(0, 4)}-` as BookedEntry['flow'];
  const { amount, id, source } = entry;
  const line: NewEntry = {
    at: new Date(now).toISOString().slice(0, 10),
    flow,
    reason,
    amount,
    source,
    reverses: id,
    key: `reverse:${id}`,
  };
  const detail = `#${number}: ${amountText(amount)} ${amount.currency}`;
  const [written] = await store.append(campaign, [line], change(now, actor.name, 'reverse', detail));
  if (!written) throw new ServerError('conflict', 'this line was taken back already');
  return written;
}

/** Takes a name and a message away for good; the sums stay. */
export async function erase(store: Store, campaign: string, number: number, actor: Actor, now: number): Promise<void> {
  const { id } = await entryOf(store, campaign, number);
  await store.erase(campaign, id, change(now, actor.name, 'erase', `#${number}`));
}
