/* What Stripe would tell a site: events as its API makes them, signed as it signs. */
import { createHmac, randomBytes } from 'node:crypto';

export const liveKey = 'rk_live_lab000000000000';
export const testKey = 'rk_test_lab000000000000';
export const liveSecret = 'whsec_lab_live_0000000000000000';
export const testSecret = 'whsec_lab_test_0000000000000000';

export const id = (prefix: string): string => prefix + randomBytes(12).toString('hex');

/** An event about an object. */
export const event = (type: string, object: object, changes: object = {}): object => ({
  id: id('evt_'),
  object: 'event',
  api_version: '2024-10-28.acacia',
  created: Math.floor(Date.now() / 1000),
  livemode: true,
  type,
  data: { object },
  ...changes,
});

export interface Sent {
  readonly secret?: string;
  /** Seconds since 1970. Default: now. */
  readonly at?: number;
  /** In place of the right one. */
  readonly header?: string;
}

/** Delivers an event (or a text as it is). @returns The answer. */
export function deliver(site: string, what: object | string, sent: Sent = {}): Promise<Response> {
  const { at = Math.floor(Date.now() / 1000), secret = liveSecret } = sent;
  const body = typeof what === 'string' ? what : JSON.stringify(what);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return fetch(`${site}/wp-json/glassjar/v1/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': sent.header ?? `t=${at},v1=${signature}` },
    body,
  });
}
