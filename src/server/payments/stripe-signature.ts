import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Stripe } from 'stripe';
import { ServerError } from '../errors.ts';

/*
 * Whether a notification is Stripe's (docs.stripe.com/webhooks/signature): `t=<seconds>,v1=<hex>`, where v1 is the HMAC-SHA256 of
 * `<t>.<body as it came>`. By hand, since the official library takes times ten years ahead, and can be told to take any.
 */

/** Seconds that an event's time may be off, in either direction: an older one is played again, a newer one made up. */
export const toleranceInSeconds = 300;

export type Verify = (body: Uint8Array, header: string | null) => Promise<Stripe.Event>;

/** @throws Error for a secret that can't be one: with an empty one, anyone could sign. */
export function createVerifier(secrets: readonly string[], now: () => number): Verify {
  if (!secrets.length || secrets.some((secret) => !/^\S{8,}$/.test(secret))) {
    throw new Error(
      'STRIPE_WEBHOOK_SECRET: expected whsec_… (several: with commas between), from dashboard.stripe.com/webhooks or `stripe listen`',
    );
  }
  const refuse = (why: string): never => {
    throw new ServerError('signature', `not accepted: ${why}`);
  };
  return async (body, header) => {
    if (!header) return refuse('no Stripe-Signature');
    const fields = header.split(',').map((field) => field.split('=', 2) as [string, string?]);
    const times = fields.filter(([name]) => name === 't').map(([, value]) => value ?? '');
    const signatures = fields.filter(([name]) => name === 'v1').map(([, value]) => Buffer.from(value ?? ''));
    const [time = ''] = times;
    if (times.length !== 1 || !/^\d{1,12}$/.test(time)) return refuse('no time in Stripe-Signature');
    const isSigned = secrets.some((secret) => {
      const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
      // As Stripe writes it, in small letters: read as hexadecimal, other texts would pass for it.
      const bytes = Buffer.from(wanted);
      return signatures.some((signature) => signature.length === bytes.length && timingSafeEqual(signature, bytes));
    });
    if (!isSigned) return refuse('the signature fits no secret of this server');
    if (Math.abs(now() / 1000 - Number(time)) > toleranceInSeconds)
      return refuse('its time is more than five minutes off');
    return parse(body) ?? refuse('it is no event');
  };
}

/** Signed, so it is Stripe's; still only what looks like an event goes on. */
function parse(body: Uint8Array): Stripe.Event | undefined {
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
  const event = found as Partial<Stripe.Event> | null;
  const isEvent =
    typeof event === 'object' &&
    event !== null &&
    typeof event.id === 'string' &&
    typeof event.type === 'string' &&
    typeof event.created === 'number' &&
    typeof event.data?.object === 'object';
  return isEvent ? (event as Stripe.Event) : undefined;
}
