import { today } from '../../core/calendar.ts';
import { amountText, parseAmount } from '../../core/money.ts';
import type { GivenBack } from '../books/manual.ts';
import { ServerError } from '../errors.ts';
import type { BookedEntry, StoredCampaign } from '../store/store.ts';
import { RefusedDocument } from './campaigns.ts';
import { change } from './changes.ts';
import type { DeskContext } from './desk-route.ts';
import { entryOf } from './entries.ts';
import type { Actor } from './guard.ts';

/** What the desk tells in a provider's place. */
export interface Back {
  /** Unique to what is asked for; the same when it is asked again. */
  readonly request: string;
  /** Decimal, of the campaign's currency; not more than is left of the gift. */
  readonly amount: string;
  /** The day on which it went. */
  readonly at: string;
  /** `dispute`: a bank took it. */
  readonly reason: 'refund' | 'dispute';
}

/** Whether the gift of a line is given back here, because whoever it came through never tells of it. */
export const isGivenBackHere = (
  { donation, flow, reverses, source }: BookedEntry,
  payments: DeskContext['payments'],
): boolean =>
  donation !== undefined &&
  flow === 'gift+' &&
  reverses === undefined &&
  payments.some(({ name, tellsRefunds }) => name === source && tellsRefunds === false);

/**
 * Tells of a gift that its money went back, or a part of it, where the provider doesn't.
 * @throws ServerError `forbidden` for a gift whose provider does: told twice, it would go twice. RefusedDocument for a day or an
 * amount that can't be.
 */
export async function giveBack(
  { clock, payments, store }: Pick<DeskContext, 'clock' | 'payments' | 'store'>,
  campaign: StoredCampaign,
  number: number,
  back: Back,
  actor: Actor,
): Promise<void> {
  const { currency, document, id } = campaign;
  const entry = await entryOf(store, id, number);
  if (!isGivenBackHere(entry, payments)) {
    throw new ServerError('forbidden', 'what was paid through a provider is given back there, and the books follow');
  }
  const zone = typeof document['timeZone'] === 'string' ? document['timeZone'] : 'UTC';
  const now = clock.now();
  const refuse = (path: string, message: string): never => {
    throw new RefusedDocument([{ path, message }]);
  };
  const first = today(Date.parse(entry.at), zone);
  if (back.at < first || back.at > today(now, zone)) refuse('at', `expected a day from ${first} to today`);
  const amount = parseAmount(back.amount, currency);
  if (!amount?.minor) return refuse('amount', 'expected an amount above 0 like "5.00"');
  const { at, reason } = back;
  const own = `desk.${id}.${number}.${back.request}`;
  const fact: GivenBack =
    reason === 'refund'
      ? { kind: 'refund', at, refund: own, amount, state: 'done' }
      : { kind: 'dispute', at, dispute: own, amount, state: 'lost' };
  const detail = `#${number}: ${amountText(amount)} ${currency}`;
  await store.giveBack(id, entry.id, fact, change(now, actor.name, 'give-back', detail));
}
