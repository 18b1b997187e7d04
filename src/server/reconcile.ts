import type { Context } from './context.ts';
import { describeError } from './log.ts';
import type { ProviderEvent } from './books/facts.ts';
import type { Payments } from './payments/payments.ts';
import { take } from './routes/webhooks.ts';

/*
 * What a provider told while nobody listened. A provider tells a thing again for three days; after that only asking helps. Once a day
 * its own list is held against the books, and what is missing is taken in.
 */

const day = 86_400_000;
/** How far back is asked: what the provider tells again, and a day. */
export const lookBack = 4 * day;
/** How far back is asked after a start, before which the server may have stood still: Stripe lists thirty days, less one for the way. */
export const lookBackFirst = 29 * day;
/** Events that are held against the books at once. */
const batch = 100;

export interface Reconciled {
  readonly provider: string;
  /** Events that the provider has. */
  readonly seen: number;
  /** Those of them that the books didn't have. */
  readonly missing: number;
}

/** @param since Milliseconds since 1970. Rejects when a provider can't be asked; what was found until then stays. */
export async function reconcile(context: Context, since: number): Promise<readonly Reconciled[]> {
  const found: Reconciled[] = [];
  for (const provider of context.payments) {
    if (provider.eventsSince) found.push(await compare(provider, provider.eventsSince(since), context));
  }
  context.metrics.set(
    'glassjar_differences',
    found.reduce((sum, { missing }) => sum + missing, 0),
  );
  return found;
}

async function compare(
  { name }: Payments,
  listed: AsyncIterable<ProviderEvent>,
  context: Context,
): Promise<Reconciled> {
  let [seen, missing] = [0, 0];
  let waiting: ProviderEvent[] = [];
  const settle = async (): Promise<void> => {
    const events = waiting;
    waiting = [];
    const unknown = new Set(
      await context.store.missing(
        name,
        events.map(({ id }) => id),
      ),
    );
    for (const event of events) if (unknown.has(event.id)) await take(event, name, context);
    seen += events.length;
    missing += unknown.size;
  };
  for await (const event of listed) {
    waiting.push(event);
    if (waiting.length === batch) await settle();
  }
  await settle();
  context.log(missing ? 'warn' : 'info', 'reconciled', { provider: name, seen, missing });
  return { provider: name, seen, missing };
}

/** How long the name of a gift is kept that was begun and never paid, in days. */
export const unpaidDays = 7;

/** Reconciles a minute from now and then once a day, until the signal. Then drops names of those who began to give and never did. */
export function reconcileDaily(context: Context, signal: AbortSignal): void {
  let stop = (): void => {};
  let reach = lookBackFirst;
  const settle = async (): Promise<void> => {
    await reconcile(context, context.clock.now() - reach);
    // Only what was looked through needn't be again.
    reach = lookBack;
    // After that: what was paid while the server stood still is known to be paid by now.
    const before = new Date(context.clock.now() - unpaidDays * day).toISOString();
    const dropped = await context.store.dropUnpaid(before);
    if (dropped) context.log('info', 'unpaid-names-dropped', { count: dropped });
  };
  const next = (wait: number): void => {
    stop = context.clock.after(wait, () => {
      if (signal.aborted) return;
      settle()
        .catch((error: unknown) => context.log('error', 'reconcile-failed', describeError(error)))
        .finally(() => next(day));
    });
  };
  next(60_000);
  signal.addEventListener('abort', () => stop());
}
