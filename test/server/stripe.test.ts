/*
 * Stripe's notifications: each attack on them is one test with a fixed vector, and each event that is known becomes the facts that the
 * books count. Signatures here were made once with the secret below, so that no mistake of ours can sign what it then believes.
 */
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../src/server/books/facts.ts';
import { readConfig } from '../../src/server/config.ts';
import { stripePayments } from '../../src/server/payments/stripe.ts';
import { chargeFee, readStripeEvent, wanted } from '../../src/server/payments/stripe-events.ts';
import type { Payment } from '../../src/server/payments/payments.ts';
import type { Stripe } from 'stripe';
import { startStandIn, type StandIn } from '../e2e/stripe/standin.ts';
import { open, type Opened } from './open.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** 2026-05-22T12:00:00Z, which is what the test's clock says. */
const time = 1_779_451_200;
const body =
  '{"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":1779451190,"livemode":false,"type":"checkout.session.completed",' +
  '"data":{"object":{"id":"cs_test_1","object":"checkout.session","mode":"payment","currency":"eur","amount_total":5000,"payment_intent":"pi_1","payment_status":"paid","status":"complete","metadata":{"donation":"Zoë-reference","campaign":"mara"}}}}';
/** HMAC-SHA256 of `1779451200.<body>`. */
const fixed = 'a0f51a38b966c7c40ed9474b238f790c88d0bb67ee9307813a64fe81819bf30f';
const sign = (text: string, at: number = time, by: string = secret): string =>
  createHmac('sha256', by).update(`${at}.${text}`).digest('hex');
const header = (signature: string, at: number | string = time): string => `t=${at},v1=${signature}`;

let opened: Opened;
afterEach(() => opened?.stop());

const begin = async (webhookSecrets: readonly string[] = [secret], secretKey = 'sk_test_x'): Promise<void> => {
  opened = await open();
  opened.stop();
  const { clock } = opened;
  opened = await open({ payments: [stripePayments({ secretKey, webhookSecrets, now: () => clock.now() })] });
};
const post = async (signature: string | undefined, text: string | Uint8Array<ArrayBuffer> = body): Promise<number> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (signature !== undefined) headers['stripe-signature'] = signature;
  return (await opened.ask('/webhooks/stripe', { method: 'POST', headers, body: text })).status;
};

describe('POST /webhooks/stripe', () => {
  it('takes what Stripe signed, letters beyond ASCII included', async () => {
    await begin();
    expect(sign(body)).toBe(fixed);
    expect(await post(header(fixed))).toBe(200);
  });

  it('takes the same event twice, and counts it once', async () => {
    await begin();
    expect([await post(header(fixed)), await post(header(fixed))]).toEqual([200, 200]);
    const metrics = await (await opened.ask('/metrics')).text();
    expect(metrics).toContain('outcome="known"} 1');
  });

  const attacks: readonly (readonly [string, string | undefined, string?])[] = [
    ['no signature at all', undefined],
    ['an empty signature', ''],
    ['a signature of nothing', 't=1779451200,v1='],
    ['a signature in capital letters', `t=1779451200,v1=${fixed.toUpperCase()}`],
    ['a signature with something behind it', `t=1779451200,v1=${fixed}zz`],
    ['no time', `v1=${fixed}`],
    ['two times', `t=1779451200,t=1779451201,v1=${fixed}`],
    ['a time that is none', header(fixed, '1779451200abc')],
    ['another secret’s signature', header(sign(body, time, 'whsec_AnotherSecretOfSomeone'))],
    ['an event signed with the empty secret', header(sign(body, time, ''))],
    ['an event signed with a blank', header(sign(body, time, ' '))],
    ['the secret with a line break behind it', header(sign(body, time, `${secret}\n`))],
    ['only the scheme for tests', `t=1779451200,v0=${fixed}`],
    ['a signature with a digit changed', header(fixed.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))],
    ['a signature cut short', header(fixed.slice(0, 32))],
    ['one blank more in the body', header(fixed), body.replace('{', '{ ')],
    ['another amount in the body', header(fixed), body.replace('5000', '500000')],
    ['the body written anew', header(fixed), JSON.stringify(JSON.parse(body), null, 2)],
    ['the time moved without signing anew', header(fixed, time + 1)],
    ['an event of six minutes ago, played again', header(sign(body, time - 301), time - 301)],
    ['an event from six minutes ahead', header(sign(body, time + 301), time + 301)],
    ['an event from ten years ahead', header(sign(body, time + 315_360_000), time + 315_360_000)],
    ['a signed text that is no JSON', header(sign('not json')), 'not json'],
    ['a signed list', header(sign('[]')), '[]'],
    ['a signed null', header(sign('null')), 'null'],
    [
      'a signed event without an object',
      header(sign('{"id":"evt_1","type":"x","created":1}')),
      '{"id":"evt_1","type":"x","created":1}',
    ],
  ];
  it.each(attacks)('refuses %s', async (_what, signature, text) => {
    await begin();
    expect(await post(signature, text)).toBe(400);
    expect(opened.taken).toEqual([]);
  });

  it('takes what is up to five minutes off, in both directions', async () => {
    await begin();
    expect(await post(header(sign(body, time - 300), time - 300))).toBe(200);
    expect(await post(header(sign(body, time + 300), time + 300))).toBe(200);
  });

  it('takes any of several secrets and any of several signatures, while one is exchanged', async () => {
    await begin(['whsec_TheOldOneOfTheTwo', secret]);
    expect(await post(header(fixed))).toBe(200);
    expect(await post(header(sign(body, time, 'whsec_TheOldOneOfTheTwo')))).toBe(200);
    expect(await post(`t=${time},v1=${'0'.repeat(64)},v1=${fixed},v0=${'1'.repeat(64)}`)).toBe(200);
  });

  it('takes no live event with a test key, and no test event with a live one', async () => {
    await begin();
    const liveBody = body.replace('"livemode":false', '"livemode":true');
    expect(await post(header(sign(liveBody)), liveBody)).toBe(400);
    await begin([secret], 'sk_live_x');
    expect(await post(header(fixed))).toBe(400);
    expect(await post(header(sign(liveBody)), liveBody)).toBe(200);
  });

  it('takes no more than a megabyte', async () => {
    await begin();
    const large = new Uint8Array(1024 * 1024 + 1).fill(32);
    expect(await post(header(fixed), large)).toBe(413);
  });

  it('answers 200 to what it doesn’t know, which has no effect', async () => {
    await begin();
    for (const type of ['customer.created', 'something.of.tomorrow']) {
      const text = body.replace('checkout.session.completed', type);
      expect(await post(header(sign(text)), text)).toBe(200);
    }
    expect(opened.taken).toEqual([]);
    const metrics = await (await opened.ask('/metrics')).text();
    expect(metrics).toContain('glassjar_events_total{provider="stripe",outcome="ignored"} 2');
  });

  it('asks Stripe to come again while it isn’t set up', async () => {
    opened = await open({ payments: [] });
    expect(await post(header(fixed))).toBe(503);
  });

  it('answers 5xx when it can’t be kept, so that Stripe tells it again', async () => {
    await begin();
    opened.store.take = async () => Promise.reject(new Error('disk full'));
    expect(await post(header(fixed))).toBe(500);
  });
});

describe('a server with a secret that is none', () => {
  it.each([[[]], [['']], [['   ']], [['short']], [[secret, '']], [['whsec with blanks']]])(
    'does not start: %j',
    (webhookSecrets) => {
      expect(() => stripePayments({ secretKey: 'sk_test_x', webhookSecrets, now: () => 0 })).toThrow(
        /STRIPE_WEBHOOK_SECRET/,
      );
    },
  );

  it.each([undefined, '', ' ', ',', 'whsec_1234567,', ', ,'])('does not start by its environment: %j', (value) => {
    const read = (): unknown => readConfig({ STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: value });
    if (value === 'whsec_1234567,') expect(read).not.toThrow();
    else expect(read).toThrow(/^STRIPE_WEBHOOK_SECRET: expected whsec_…/);
  });

  it('takes no key that is none', () => {
    for (const secretKey of ['', 'pk_test_x', 'sk_test_', 'sk_test_x y'])
      expect(() => stripePayments({ secretKey, webhookSecrets: [secret], now: () => 0 })).toThrow(/STRIPE_SECRET_KEY/);
  });
});

describe('what Stripe’s events mean', () => {
  const read = (type: string, object: Record<string, unknown>) =>
    readStripeEvent({ id: 'evt_1', type, created: time, livemode: false, data: { object } } as unknown as Stripe.Event);
  const at = '2026-05-22T12:00:00.000Z';
  const amount = { minor: 5000, currency: 'EUR' };
  const metadata = { donation: 'ref', campaign: 'mara' };
  const session = {
    id: 'cs_1',
    mode: 'payment',
    currency: 'eur',
    amount_total: 5000,
    payment_intent: 'pi_1',
    invoice: null,
    metadata,
  };
  const factsOf = (type: string, object: Record<string, unknown>): readonly Fact[] | undefined =>
    read(type, object)?.facts;

  it('counts a session only when it is paid', () => {
    const paid = [{ kind: 'paid', at, payment: 'pi_1', amount }];
    expect(factsOf('checkout.session.completed', { ...session, payment_status: 'paid' })).toEqual(paid);
    expect(factsOf('checkout.session.completed', { ...session, payment_status: 'unpaid' })).toEqual([
      { kind: 'pending', at },
    ]);
    expect(
      factsOf('checkout.session.completed', { ...session, payment_status: 'no_payment_required' }),
    ).toBeUndefined();
    expect(factsOf('checkout.session.async_payment_succeeded', { ...session, payment_status: 'paid' })).toEqual(paid);
    expect(factsOf('checkout.session.async_payment_failed', session)).toEqual([{ kind: 'failed', at }]);
    expect(factsOf('checkout.session.expired', session)).toEqual([{ kind: 'expired', at }]);
  });

  it('says the same of a payment, by the same id, so that it counts once', () => {
    const intent = {
      id: 'pi_1',
      currency: 'eur',
      amount: 9999,
      amount_received: 5000,
      latest_charge: 'ch_1',
      metadata,
    };
    expect(read('payment_intent.succeeded', intent)).toMatchObject({
      about: { donation: 'ref', ids: ['pi_1', 'ch_1'] },
      facts: [{ kind: 'paid', payment: 'pi_1', amount }],
    });
    expect(factsOf('payment_intent.processing', intent)).toEqual([{ kind: 'pending', at }]);
    expect(factsOf('payment_intent.payment_failed', intent)).toEqual([{ kind: 'failed', at }]);
    expect(factsOf('payment_intent.canceled', intent)).toEqual([{ kind: 'expired', at }]);
  });

  it('takes no notice of what others sell through the same account', () => {
    expect(read('checkout.session.completed', { ...session, metadata: {}, payment_status: 'paid' })).toBeUndefined();
    expect(
      read('payment_intent.succeeded', { id: 'pi_9', currency: 'eur', amount_received: 1, metadata: {} }),
    ).toBeUndefined();
  });

  it.each([
    ['succeeded', 'done'],
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('reads a refund that is %s as %s, by its own id', (status, state) => {
    const refund = { id: 're_1', amount: 1000, currency: 'eur', payment_intent: 'pi_1', charge: 'ch_1', status };
    for (const type of ['refund.created', 'refund.updated', 'refund.failed'])
      expect(read(type, refund)).toMatchObject({
        about: { ids: ['pi_1', 'ch_1'] },
        facts: [{ kind: 'refund', refund: 're_1', amount: { minor: 1000 }, state }],
      });
    expect(
      read('charge.refunded', { id: 'ch_1', amount_refunded: 1000 }),
      'cumulative, and so not counted',
    ).toBeUndefined();
  });

  it('reads a dispute by what it did to the money', () => {
    const dispute = {
      id: 'dp_1',
      amount: 5000,
      currency: 'eur',
      payment_intent: 'pi_1',
      charge: 'ch_1',
      status: 'needs_response',
    };
    const stateOf = (type: string, status = 'needs_response') =>
      (factsOf(`charge.dispute.${type}`, { ...dispute, status })?.[0] as { state?: string } | undefined)?.state;
    expect(stateOf('created')).toBe('opened');
    expect(stateOf('funds_withdrawn')).toBe('withdrawn');
    expect(stateOf('funds_reinstated')).toBe('won');
    expect(stateOf('closed', 'won')).toBe('won');
    expect(stateOf('closed', 'lost')).toBe('lost');
    expect(stateOf('closed', 'warning_closed'), 'a question, no money').toBe('won');
    expect(stateOf('created', 'lost'), 'a direct debit’s').toBe('lost');
  });

  it('counts the first month by its invoice, as the session does, and each later one as a gift of its own', () => {
    const first = { ...session, mode: 'subscription', payment_intent: null, invoice: 'in_1', payment_status: 'paid' };
    expect(factsOf('checkout.session.completed', first)).toMatchObject([{ kind: 'paid', payment: 'in_1' }]);
    const invoice = {
      id: 'in_1',
      currency: 'eur',
      amount_paid: 5000,
      billing_reason: 'subscription_create',
      parent: { subscription_details: { metadata } },
    };
    expect(read('invoice.paid', invoice)).toMatchObject({
      about: { donation: 'ref', ids: ['in_1'] },
      facts: [{ payment: 'in_1' }],
    });
    const later = read('invoice.paid', { ...invoice, id: 'in_2', billing_reason: 'subscription_cycle' });
    expect(later).toMatchObject({ about: { ids: ['in_2'] }, begins: { campaign: 'mara', interval: 'month' } });
    expect(later?.about).not.toHaveProperty('donation');
    const tie = read('invoice_payment.paid', {
      invoice: 'in_2',
      payment: { type: 'payment_intent', payment_intent: 'pi_2' },
    });
    expect(tie).toMatchObject({ about: { ids: ['in_2', 'pi_2'] }, facts: [] });
  });

  it('counts each currency as Stripe does', () => {
    const paid = (currency: string, amount_total: number) =>
      (
        factsOf('checkout.session.completed', { ...session, currency, amount_total, payment_status: 'paid' })?.[0] as
          { amount: { minor: number } } | undefined
      )?.amount.minor;
    expect(paid('jpy', 500)).toBe(500);
    expect(paid('ugx', 500)).toBe(5);
    expect(paid('isk', 500)).toBe(5);
    expect(paid('kwd', 5000)).toBe(5000);
    expect(paid('ugx', 550), 'what can’t be').toBeUndefined();
    expect(paid('xyz', 500)).toBeUndefined();
    expect(paid('eur', 0)).toBeUndefined();
    expect(paid('eur', -5)).toBeUndefined();
  });

  it('reads what Stripe keeps off the account’s own books, in the campaign’s currency only', () => {
    const charge = { id: 'ch_1', object: 'charge', currency: 'eur', payment_intent: 'pi_1', metadata };
    const booked = { id: 'txn_1', type: 'charge', currency: 'eur', fee: 100, created: time, source: charge };
    const fee = (changes: Record<string, unknown>, payment?: string) =>
      chargeFee({ ...booked, ...changes } as unknown as Stripe.BalanceTransaction, payment);
    expect(fee({})).toMatchObject({
      id: 'txn_1',
      about: { ids: ['pi_1', 'ch_1'] },
      facts: [{ kind: 'fee', payment: 'pi_1', amount: { minor: 100 } }],
    });
    expect(fee({}, 'in_2')?.facts).toMatchObject([{ payment: 'in_2' }]);
    expect(fee({ currency: 'usd' })).toBeUndefined();
    expect(fee({ type: 'payout' })).toBeUndefined();
    expect(fee({ fee: 0 })).toBeUndefined();
  });

  it('says which events a webhook has to send', () => {
    for (const type of wanted) expect(type).toMatch(/^(?:checkout|payment_intent|refund|charge\.dispute|invoice)/);
    expect(new Set(wanted).size).toBe(wanted.length);
  });
});

describe('beginning a payment with the official SDK', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn('whsec_test', () => '');
  });
  afterAll(() => standIn.close());
  const provider = (publishableKey?: string) =>
    stripePayments({
      secretKey: 'sk_test_x',
      webhookSecrets: [secret],
      apiBase: `http://127.0.0.1:${standIn.port}`,
      now: () => 0,
      ...(publishableKey && { publishableKey }),
    });
  const payment: Payment = {
    reference: 'ref',
    key: 'a-key-of-a-test-1',
    campaign: 'mara',
    title: '#einBuchFürMara',
    amount: { minor: 5000, currency: 'EUR' },
    language: 'de-AT',
    returnUrl: 'https://example.org/mara?glassjar-donation=ref',
  };

  it('goes to Stripe’s page, once for one key', async () => {
    const first = await provider().start!(payment);
    expect(first.step).toMatchObject({
      kind: 'redirect',
      url: expect.stringContaining('https://checkout.stripe.com/'),
    });
    const session = standIn.sessions.get(first.ids[0]!);
    expect(session).toMatchObject({
      mode: 'payment',
      ui_mode: 'hosted_page',
      amount_total: 5000,
      metadata: { donation: 'ref', campaign: 'mara' },
      success_url: payment.returnUrl,
    });
    expect(await provider().start!(payment)).toEqual(first);
  });

  it('shows Stripe’s form on the page where it is told the key for that, and gives monthly', async () => {
    const { ids, step } = await provider('pk_test_x').start!({
      ...payment,
      key: 'a-key-of-a-test-2',
      interval: 'month',
    });
    expect(step).toMatchObject({ kind: 'stripe', publishableKey: 'pk_test_x', donation: 'ref' });
    expect(standIn.sessions.get(ids[0]!)).toMatchObject({ mode: 'subscription', ui_mode: 'embedded_page' });
  });

  it('knows whether someone has done their part, and says so when it can’t know', async () => {
    const { ids } = await provider().start!({ ...payment, key: 'a-key-of-a-test-3' });
    expect(await provider().isFinished!(ids)).toBe(false);
    standIn.pay(ids[0]!, 'debit');
    expect(await provider().isFinished!(ids)).toBe(true);
    expect(await provider().isFinished!(['cs_test_unknown'])).toBe(true);
  });

  it('says that Stripe refuses, and none of what was typed', async () => {
    const refused = provider().start!({ ...payment, key: 'a-key-of-a-test-1', title: 'lena@example.org' });
    await expect(refused).rejects.toMatchObject({ code: 'payments', message: expect.not.stringContaining('lena') });
  });
});
