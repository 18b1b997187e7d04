import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import { type StandIn, startStandIn } from '../e2e/stripe/standin.ts';
import { headOf, startSite, type Site } from './lab/site.ts';
import { type Account, deliver, event, id, liveKey, liveSecret, startAccount } from './lab/stripe.ts';

/* What comes every month, what Stripe keeps of it, and sites whose addresses have a question mark. */
let site: Site;
let stripe: StandIn;
let account: Account;
let campaign: number;

interface Entry {
  readonly flow: string;
  readonly amount: string;
  readonly reason?: string;
  readonly name?: string;
}
const entries = (): Entry[] => site.php<Entry[]>(`return Glassjar\\Books::entries(${campaign});`);
const sums = (): string[] =>
  entries().map(({ amount, flow, reason = '' }) => `${flow} ${amount}${reason && ` ${reason}`}`);
const health = (name: string): { status: string; text: string } =>
  site.php<Record<string, { status: string; text: string }>>('return Glassjar\\SiteHealth::findings();', 1)[name]!;
/** The daily pass, as WordPress's cron does it. Asked for: what runs in here would keep the account from answering. */
const pass = async (): Promise<void> => {
  site.php(`update_option('cron', ['version' => 2]); wp_schedule_event(time() - 1, 'daily', 'glassjar_daily');`);
  expect((await headOf(`${site.url}/wp-cron.php`)).status).toBe(200);
};

beforeAll(async () => {
  site = await startSite();
  stripe = await startStandIn(liveSecret, () => `${site.url}/wp-json/glassjar/v1/stripe`);
  account = await startAccount(stripe.port);
  site.define({
    GLASSJAR_STRIPE_API: `http://127.0.0.1:${account.port}`,
    GLASSJAR_STRIPE_LIVE_KEY: liveKey,
    GLASSJAR_STRIPE_LIVE_SECRETS: liveSecret,
  });
});
afterAll(async () => {
  const said = site.debugLog();
  const asked = site.outgoing();
  await account.close();
  await stripe.close();
  await site.stop();
  expect(said, 'debug.log').toBe('');
  expect(asked, 'requests to other hosts').toBe('');
});
beforeEach(() => {
  account.events.splice(0);
  account.forbidden.clear();
  campaign = site.php<number>(`
    delete_option('glassjar_reconciled');
    update_option('glassjar_settings', ['live' => true, 'portal' => 'https://billing.stripe.com/p/login/lab']);
    foreach (['limits', 'donations', 'events'] as $table) { $GLOBALS['wpdb']->query('DELETE FROM ' . Glassjar\\Store::table($table)); }
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
    Glassjar\\Campaign::saveOptions($id, ['card' => true, 'monthly' => true]);
    return $id;`);
});

const api = (path: string): string => `${site.url}/wp-json/glassjar/v1/${path}`;
const begin = (changes: object = {}, at = api(`campaigns/${campaign}/donations`)): Promise<Response> =>
  fetch(at, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: site.url,
      'idempotency-key': randomBytes(16).toString('base64url'),
    },
    body: JSON.stringify({ amount: '25.00', currency: 'EUR', returnUrl: `${site.url}/x/`, ...changes }),
  });
const offer = async (): Promise<unknown> =>
  ((await (await fetch(api(`campaigns/${campaign}`))).json()) as { live: { donations?: unknown } }).live.donations;
const lastSession = () => [...stripe.sessions.values()].at(-1)!;
const tell = async (type: string, object: object, changes: object = {}): Promise<void> => {
  expect((await deliver(site.url, event(type, object, changes))).status).toBe(200);
};
/** A gift of 25 euros, paid once. @returns Its payment. */
const paid = async (): Promise<string> => {
  await begin();
  const [session, payment] = [lastSession(), id('pi_')];
  await tell('checkout.session.completed', {
    ...session,
    status: 'complete',
    payment_status: 'paid',
    payment_intent: payment,
  });
  return payment;
};

describe('a page to pay on', () => {
  test('asks for the campaign’s currency and no other', async () => {
    for (const interval of ['once', 'month']) {
      expect((await begin({ interval })).status).toBe(200);
      expect(account.wanted.at(-1)!.get('adaptive_pricing[enabled]')).toBe('false');
    }
  });

  test('what is paid in another currency all the same is in no sum, and is told', async () => {
    await begin();
    const session = { ...lastSession(), status: 'complete', payment_status: 'paid', payment_intent: id('pi_') };
    await tell('checkout.session.completed', { ...session, currency: 'usd', amount_total: 2700 });
    expect(sums()).toEqual([]);
    expect(health('notes').status).toBe('recommended');
    const state = await (await fetch(api(`donations/${session.metadata['donation']}`))).json();
    expect(state).toMatchObject({ status: 'paid', amount: '25.00', currency: 'EUR' });
    await tell('refund.created', {
      id: id('re_'),
      amount: 2700,
      currency: 'usd',
      payment_intent: session.payment_intent,
      status: 'succeeded',
    });
    expect(sums()).toEqual([]);
  });
});

describe('a gift that comes every month', () => {
  test('is offered where it is wanted and where it can be said how it is ended', async () => {
    expect(await offer()).toMatchObject({ intervals: ['once', 'month'] });
    const change = (code: string): unknown => site.php(`${code} return null;`);
    change(`update_option('glassjar_settings', ['live' => true]);`);
    expect(await offer()).not.toHaveProperty('intervals');
    expect((await begin({ interval: 'month' })).status).toBe(400);
    change(
      `Glassjar\\Campaign::save(${campaign}, ['currency' => 'EUR', 'organiser' => ['name' => 'Lena', 'url' => 'https://lena.example']]);`,
    );
    expect(await offer()).toMatchObject({ intervals: ['once', 'month'] });
    change(`Glassjar\\Campaign::saveOptions(${campaign}, ['card' => true]);`);
    expect(await offer()).not.toHaveProperty('intervals');
    for (const interval of ['month', 'week', 5]) expect((await begin({ interval })).status).toBe(400);
  });

  test('tells on Stripe’s page and beside the panel how it is ended', async () => {
    await begin({ interval: 'month' });
    const wanted = account.wanted.at(-1)!;
    expect(wanted.get('mode')).toBe('subscription');
    expect(wanted.get('line_items[0][price_data][recurring][interval]')).toBe('month');
    expect(wanted.get('custom_text[submit][message]')).toContain('https://billing.stripe.com/p/login/lab');
    const shown = (): string => site.php<string>(`return do_shortcode('[glassjar id="${campaign}"]');`, 0);
    expect(shown()).toContain('<a href="https://billing.stripe.com/p/login/lab">');
    site.php(`Glassjar\\Campaign::saveOptions(${campaign}, ['card' => true]);`);
    expect(shown()).not.toContain('billing.stripe.com');
  });

  // Stripe's API says it in other places since 2025-03-31; a webhook has the version of the day it was made.
  test.each([['as today'], ['as before 2025']])(
    'is one gift a month, told in any order, and a refund of one takes that one (%s)',
    async (version) => {
      const isOld = version === 'as before 2025';
      await begin({ interval: 'month', name: 'Lena' });
      const session = lastSession();
      const about = { metadata: session.metadata };
      const month = (number: number): { invoice: string; payment: string; told: [string, object][] } => {
        const [invoice, payment] = [id('in_'), id('pi_')];
        const told: [string, object][] = [
          [
            'invoice.paid',
            {
              id: invoice,
              object: 'invoice',
              amount_paid: 2500,
              currency: 'eur',
              billing_reason: number === 1 ? 'subscription_create' : 'subscription_cycle',
              ...(isOld
                ? { subscription_details: about, payment_intent: payment }
                : { parent: { subscription_details: about } }),
            },
          ],
          ['payment_intent.succeeded', { id: payment, amount_received: 2500, currency: 'eur', metadata: {} }],
        ];
        if (!isOld)
          told.push([
            'invoice_payment.paid',
            { id: id('inpay_'), invoice, payment: { type: 'payment_intent', payment_intent: payment } },
          ]);
        return { invoice, payment, told };
      };
      const [first, second] = [month(1), month(2)];
      first.told.push([
        'checkout.session.completed',
        { ...session, status: 'complete', payment_status: 'paid', payment_intent: null, invoice: first.invoice },
      ]);
      const refund: [string, object] = [
        'refund.created',
        { id: id('re_'), amount: 2500, currency: 'eur', payment_intent: second.payment, status: 'succeeded' },
      ];
      // The refund comes first, and each thing twice.
      for (const [type, object] of [refund, ...second.told.toReversed(), ...first.told.toReversed()])
        for (const twice of [event(type, object)])
          for (const _ of [1, 2]) expect((await deliver(site.url, twice)).status).toBe(200);
      expect(sums()).toEqual(
        expect.arrayContaining(['gift+ 25.00 donation', 'gift+ 25.00 donation', 'gift- 25.00 refund']),
      );
      expect(sums()).toHaveLength(3);
      // Who gave was asked once, for one gift.
      expect(entries().filter(({ name }) => name)).toHaveLength(1);
      const state = await (await fetch(api(`donations/${session.metadata['donation']}`))).json();
      expect(state).toEqual({ status: 'paid', amount: '25.00', currency: 'EUR', interval: 'month' });
      expect(health('notes').status).toBe('good');
    },
  );

  test('of another site on the same account, or of nothing, is none of ours', async () => {
    const metadata = { donation: randomBytes(18).toString('base64url'), campaign: String(campaign) };
    for (const changes of [{}, { amount_paid: 0 }, { billing_reason: 'subscription_create' }, { id: null }])
      await tell('invoice.paid', {
        id: id('in_'),
        amount_paid: 2500,
        currency: 'eur',
        billing_reason: 'subscription_cycle',
        parent: { subscription_details: { metadata } },
        ...changes,
      });
    expect(sums()).toEqual([]);
  });
});

describe('once a day', () => {
  const intent = (changes: object = {}, line: object | null = {}): object => ({
    amount_received: 2500,
    currency: 'eur',
    latest_charge: {
      id: id('ch_'),
      currency: 'eur',
      balance_transaction: line && { id: id('txn_'), fee: 63, currency: 'eur', created: 1_772_359_200, ...line },
    },
    ...changes,
  });

  test('what Stripe kept is booked as a cost, once', async () => {
    const payment = await paid();
    account.objects.set(payment, intent({}, null));
    await pass();
    expect(sums()).toEqual(['gift+ 25.00 donation']);
    account.objects.set(payment, intent());
    for (const _ of [1, 2, 3]) await pass();
    expect(sums()).toEqual(['gift+ 25.00 donation', 'cost+ 0.63 fee']);
    expect(health('reconcile')).toMatchObject({ status: 'good' });
    expect(health('hook').text).not.toContain('Nothing has come');
  });

  test('a fee in another currency is none of the campaign’s, and is asked for once', async () => {
    const payment = await paid();
    account.objects.set(payment, intent({}, { currency: 'chf' }));
    await pass();
    account.objects.set(payment, intent());
    await pass();
    expect(sums()).toEqual(['gift+ 25.00 donation']);
  });

  test('of a month it is found by its invoice', async () => {
    await begin({ interval: 'month' });
    const [invoice, payment] = [id('in_'), id('pi_')];
    await tell('checkout.session.completed', {
      ...lastSession(),
      status: 'complete',
      payment_status: 'paid',
      payment_intent: null,
      invoice,
    });
    account.objects.set(invoice, { id: invoice, payment_intent: payment });
    account.objects.set(payment, intent());
    await pass();
    expect(sums()).toEqual(['gift+ 25.00 donation', 'cost+ 0.63 fee']);
  });

  test('what was told while nobody listened is taken in, page by page, and counted', async () => {
    await begin();
    const session = { ...lastSession(), status: 'complete', payment_status: 'paid', payment_intent: id('pi_') };
    const others = [1, 2, 3].map(() =>
      event('payment_intent.succeeded', { id: id('pi_'), amount_received: 900, currency: 'eur' }),
    );
    account.events.push(
      ...others,
      event('checkout.session.completed', session),
      event('checkout.session.completed', session, { livemode: false }),
    );
    account.objects.set(session.payment_intent, intent());
    await pass();
    expect(sums()).toEqual(['gift+ 25.00 donation', 'cost+ 0.63 fee']);
    expect(health('reconcile')).toMatchObject({
      status: 'recommended',
      text: expect.stringContaining('1 message') as string,
    });
    // Fetched by us, it says nothing of the webhook.
    expect(health('hook').text).toContain('Nothing has come');
    await pass();
    expect(health('reconcile')).toMatchObject({ status: 'good' });
  });

  test('a difference, a key that may not ask, and a cron that stands still are told', async () => {
    const payment = await paid();
    account.objects.set(payment, intent({ amount_received: 2400 }));
    await pass();
    expect(health('reconcile').text).toContain(lastSession().metadata['donation']);
    account.forbidden.add('events');
    await pass();
    expect(health('reconcile').text).toContain('The provided key may not read events');
    site.php(`update_option('glassjar_reconciled', ['at' => time() - 4 * DAY_IN_SECONDS]);`);
    expect(health('reconcile')).toMatchObject({ status: 'recommended' });
  });
});

test('a site whose tables are those of the first version gets what they lack, and loses nothing', async () => {
  const payment = await paid();
  const before = sums();
  site.php(`
    foreach (['donations' => ['also', 'every'], 'events' => ['also']] as $table => $columns) {
      foreach ($columns as $column) { $GLOBALS['wpdb']->query('ALTER TABLE ' . Glassjar\\Store::table($table) . " DROP COLUMN $column"); }
    }
    update_option('glassjar_schema', 1);`);
  expect((await headOf(site.url)).status).toBe(200);
  await tell('refund.created', {
    id: id('re_'),
    amount: 500,
    currency: 'eur',
    payment_intent: payment,
    status: 'succeeded',
  });
  expect(sums()).toEqual([...before, 'gift- 5.00 refund']);
  expect((await begin({ interval: 'month' })).status).toBe(200);
});

describe('without pretty permalinks', () => {
  beforeEach(() => {
    site.php(`update_option('permalink_structure', '');`);
    return () => {
      site.php(`update_option('permalink_structure', '/%postname%/');`);
    };
  });

  test('a gift is begun, asked for and counted all the same', async () => {
    const [, source = ''] =
      / src="server:([^"]+)"/.exec(site.php<string>(`return do_shortcode('[glassjar id="${campaign}"]');`, 0)) ?? [];
    expect(source).toContain('rest_route=');
    const adapter = serverAdapter({
      url: source.replaceAll('&amp;', '&').replaceAll('&#038;', '&'),
      base: site.url,
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), origin: site.url } }),
    });
    const { campaign: read } = await adapter.getCampaign();
    expect(read.title).toBe('Mara');
    const amount = { minor: 2500, currency: 'EUR' };
    const step = await adapter.startDonation!({
      key: randomBytes(16).toString('hex'),
      amount,
      returnUrl: `${site.url}/?p=1`,
    });
    expect(step).toMatchObject({ kind: 'redirect' });
    const { success_url: back, ...session } = lastSession();
    const reference = new URL(back!).searchParams.get('glassjar-donation')!;
    expect(await adapter.getDonation!(reference)).toMatchObject({ status: 'cancelled' });
    const told = event('checkout.session.completed', {
      ...session,
      status: 'complete',
      payment_status: 'paid',
      payment_intent: id('pi_'),
    });
    expect((await deliver(site.url, told, { path: '/?rest_route=/glassjar/v1/stripe' })).status).toBe(200);
    expect(await adapter.getDonation!(reference)).toEqual({ status: 'paid', amount, interval: 'once' });
    expect(sums()).toEqual(['gift+ 25.00 donation']);
  });
});
