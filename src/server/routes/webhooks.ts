import * as z from 'zod';
import { unreadable } from '../books/audit.ts';
import type { ProviderEvent } from '../books/facts.ts';
import type { Context } from '../context.ts';
import { ServerError } from '../errors.ts';
import { json, route, type Route } from '../route.ts';

/* What payment providers tell. Answered with 2xx only when it is on the disk, so that they tell it again otherwise. */

const told = z.object({
  received: z.literal(true),
  test: z.literal(true).optional().meta({ description: 'It came as it should, and counts nothing: it was a test.' }),
});

/** A provider's way to tell. */
export const webhook = (name: string, type: string): Route =>
  route({
    method: 'post',
    path: `/webhooks/${name}`,
    summary: `What ${name} tells about payments. Verified before it is read; the same event counts once.`,
    access: 'hook',
    body: { raw: type },
    answers: { 200: { description: 'Taken in for good.', type: 'application/json', schema: told } },
    errors: [400, 413, 503],
    async handle({ body, request }, context) {
      const provider = context.payments.find((one) => one.name === name);
      // Asked to come again: the owner may only have forgotten a setting.
      if (!provider) throw new ServerError('unavailable', `${name} is not set up on this server`, { retryAfter: 3600 });
      const event = await provider.readEvent(body, request.headers);
      const outcome = event === 'test' ? noteTest(name, context) : await take(event, name, context);
      return json({ received: true, ...(outcome === 'test' && { test: true }) });
    },
  });

/** Says that a provider's test arrived, for whoever set it up and looks for it. */
function noteTest(provider: string, { log, metrics }: Context): 'test' {
  metrics.count('glassjar_events_total', { provider, outcome: 'test' });
  log('info', 'event', { provider, outcome: 'test', hint: 'a test arrived; it counts nothing' });
  return 'test';
}

/** Takes an event into the books. Money that fits no campaign, or not its currency, is kept as well: it is in no sum, and `check` tells. */
export async function take(event: ProviderEvent | undefined, provider: string, context: Context): Promise<string> {
  const outcome = event ? await apply(event, context) : 'ignored';
  context.metrics.count('glassjar_events_total', { provider, outcome });
  context.log('info', 'event', { provider, outcome, type: event?.type });
  return outcome;
}

async function apply(event: ProviderEvent, { brake, log, metrics, store }: Context): Promise<string> {
  const outcome = await store.take(event);
  if (outcome !== 'known') {
    await noteHomeless(event, { log, store });
    for (const fact of event.facts) {
      if (fact.kind !== 'dispute') continue;
      const { state } = fact;
      metrics.count('glassjar_chargebacks_total', { provider: event.provider, state });
      // Money that is taken back, or will be unless somebody answers the bank.
      if (state !== 'won') log('warn', 'chargeback', { provider: event.provider, id: event.id, state });
    }
  }
  const { donation } = event.about;
  if (outcome === 'applied' && donation && event.facts.some(({ kind }) => kind === 'failed')) brake.failed(donation);
  return outcome;
}

/** Says in the log what `check` says later, for whoever reads that first. */
async function noteHomeless(
  { about, begins, facts, id, provider, type }: ProviderEvent,
  { log, store }: Pick<Context, 'log' | 'store'>,
): Promise<void> {
  if (type === unreadable) log('error', 'gift-unreadable', { provider, id: about.ids[0] });
  if (!begins) return;
  const campaign = await store.getCampaign(begins.campaign);
  const isForeign = facts.some((fact) => fact.kind === 'paid' && fact.amount.currency !== campaign?.currency);
  if (!campaign) log('error', 'event-without-campaign', { provider, id, type });
  else if (isForeign) log('error', 'event-in-another-currency', { provider, id, type, currency: campaign.currency });
}

export const webhookRoutes: readonly Route[] = [
  webhook('stripe', 'application/json'),
  webhook('ko-fi', 'application/x-www-form-urlencoded'),
];
