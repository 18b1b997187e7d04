import { amountText, sum } from '../../core/money.ts';
import { ServerError } from '../errors.ts';
import type { BookedEntry, NewEntry, Store, StoredCampaign } from '../store/store.ts';
import { change } from './changes.ts';
import type { Actor } from './guard.ts';
import type { Prepared } from './lines.ts';
import { hashOf } from './secrets.ts';

/** What became of lines: those that the books hold already, by their place in what was sent. */
export interface Entered {
  readonly known: readonly number[];
  /** Absent in a preview. */
  readonly written?: readonly BookedEntry[];
}

/**
 * What makes two lines the same gift. Who gave is in it with 16 bits only: enough to tell two givers of one day apart, too few
 * to tell from what stays in the books, after a name was erased, whose it was.
 */
async function likenessOf({ amount, at, flow, label = '', person, reason, source }: Omit<NewEntry, 'key'>) {
  const who = await hashOf([person?.name, person?.message, label].map((one) => one ?? '').join('\n'));
  return [at.slice(0, 10), flow, reason, amount.minor, source, who.slice(0, 4)].join(':');
}

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
  const booked = await likenesses(store, campaign.id);
  const seen = new Map<string, number>();
  const known: number[] = [];
  const fresh: { readonly index: number; readonly entry: NewEntry }[] = [];
  for (const [index, { again, ...line }] of lines.entries()) {
    const likeness = await likenessOf(line);
    const before = seen.get(likeness) ?? 0;
    if (!again) seen.set(likeness, before + 1);
    const { live = 0, reversed = 0 } = booked.get(likeness) ?? {};
    if (!again && before < live) known.push(index);
    else {
      const key = again ? `again:${options.request}:${index}` : `like:${likeness}:${before + reversed}`;
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
  const places = await Promise.all(written.map(likenessOf));
  for (const { entry, index } of fresh) {
    const at = places.indexOf(await likenessOf(entry));
    if (at >= 0) places.splice(at, 1);
    else known.push(index);
  }
  return { known: known.sort((a, b) => a - b), written };
}

/** How many lines of each likeness there are that stand, and how many were taken back. */
async function likenesses(store: Store, campaign: string) {
  const booked = new Map<string, { live: number; reversed: number }>();
  const byId = new Map<string, string>();
  for await (const entry of store.everyEntry(campaign)) {
    if (entry.donation) continue;
    const taken = entry.reverses === undefined ? undefined : byId.get(entry.reverses);
    const likeness = taken ?? (await likenessOf(entry));
    const counts = booked.get(likeness) ?? { live: 0, reversed: 0 };
    if (taken) {
      counts.live -= 1;
      counts.reversed += 1;
    } else {
      counts.live += 1;
      byId.set(entry.id, likeness);
    }
    booked.set(likeness, counts);
  }
  return booked;
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
