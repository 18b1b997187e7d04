import * as z from 'zod';
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
      // Who has a list is asked again each day; of the others, what is answered with 200 is gone.
      if (outcome === 'homeless' && !provider.eventsSince) {
        throw new ServerError('unavailable', 'the campaign of this gift isn’t there yet', { retryAfter: 3600 });
      }
      return json({ received: true, ...(outcome === 'test' && { test: true }) });
    },
  });

/** Says that a provider's test arrived, for whoever set it up and looks for it. */
function noteTest(provider: string, { log, metrics }: Context): 'test' {
  metrics.count('glassjar_events_total', { provider, outcome: 'test' });
  log('info', 'event', { provider, outcome: 'test', hint: 'a test arrived; it counts nothing' });
  return 'test';
}

/** Takes an event into the books; what doesn't fit the campaign it begins in is told in the log and has no effect. */
export async function take(event: ProviderEvent | undefined, provider: string, context: Context): Promise<string> {
  const outcome = event ? await apply(event, context) : 'ignored';
  context.metrics.count('glassjar_events_total', { provider, outcome });
  context.log('info', 'event', { provider, outcome, type: event?.type });
  return outcome;
}

async function apply(event: ProviderEvent, { brake, log, store }: Context): Promise<string> {
  if (event.begins) {
    const campaign = await store.getCampaign(event.begins.campaign);
    const paid = event.facts.find((fact) => fact.kind === 'paid');
    if (!campaign || (paid && paid.amount.currency !== campaign.currency)) {
      log('error', 'event-without-campaign', { provider: event.provider, id: event.id, type: event.type });
      return campaign ? 'ignored' : 'homeless';
    }
  }
  const outcome = await store.take(event);
  const { donation } = event.about;
  if (outcome === 'applied' && donation && event.facts.some(({ kind }) => kind === 'failed')) brake.failed(donation);
  return outcome;
}

export const webhookRoutes: readonly Route[] = [
  webhook('stripe', 'application/json'),
  webhook('ko-fi', 'application/x-www-form-urlencoded'),
];
