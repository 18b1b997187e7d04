import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { type StandIn, startStandIn } from '../e2e/stripe/standin.ts';
import { type Site, startSite } from './lab/site.ts';
import { deliver, event, id, liveKey, liveSecret, testKey, testSecret } from './lab/stripe.ts';

let site: Site;
let stripe: StandIn;
let campaign: number;

const constants = (changes: Record<string, string> = {}): Record<string, string> => ({
  GLASSJAR_STRIPE_API: `http://127.0.0.1:${stripe.port}`,
  GLASSJAR_STRIPE_LIVE_KEY: liveKey,
  GLASSJAR_STRIPE_TEST_KEY: testKey,
  GLASSJAR_STRIPE_LIVE_SECRETS: liveSecret,
  GLASSJAR_STRIPE_TEST_SECRETS: testSecret,
  ...changes,
});

beforeAll(async () => {
  site = await startSite();
  stripe = await startStandIn(liveSecret, () => `${site.url}/wp-json/glassjar/v1/stripe`);
  site.define(constants());
  site.php(`update_option('glassjar_settings', ['live' => true]);`);
});
afterAll(async () => {
  const said = site.debugLog();
  const asked = site.outgoing();
  await stripe.close();
  await site.stop();
  expect(said, 'debug.log').toBe('');
  expect(asked, 'requests to other hosts').toBe('');
});
beforeEach(() => {
  campaign = site.php<number>(`
    $GLOBALS['wpdb']->query('DELETE FROM ' . Glassjar\\Store::table('limits'));
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
    Glassjar\\Campaign::saveOptions($id, ['card' => true]);
    return $id;`);
});

const api = (path: string): string => `${site.url}/wp-json/glassjar/v1/${path}`;
const newKey = (): string => randomBytes(16).toString('base64url');
const intent = (changes: object = {}): object => ({
  amount: '25.00',
  currency: 'EUR',
  returnUrl: `${site.url}/x/?a=1#b`,
  ...changes,
});

interface Step {
  readonly kind: string;
  readonly url: string;
}
interface Answer {
  readonly status: number;
  readonly body: Step & { readonly code?: string; readonly error?: { code: string; message: string } };
  readonly headers: Headers;
}

async function begin(
  wanted: unknown = intent(),
  key = newKey(),
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(api(`campaigns/${campaign}/donations`), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site.url, 'idempotency-key': key, ...headers },
    body: typeof wanted === 'string' ? wanted : JSON.stringify(wanted),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers };
}

/** The session that the last donation led to, and the donation's reference. */
const lastSession = () => {
  const session = [...stripe.sessions.values()].at(-1)!;
  return { ...session, reference: session.metadata['donation']!, payment_intent: `pi_${session.id.slice(8)}` };
};
const status = async (reference: string): Promise<{ status: string; amount: string }> =>
  (await (await fetch(api(`donations/${reference}`))).json()) as { status: string; amount: string };
const raised = async (): Promise<number | undefined> => {
  const document: unknown = await (await fetch(api(`campaigns/${campaign}`))).json();
  return totalsOf(decode(document).campaign).raised?.minor;
};
/** A session as Stripe tells it, paid by card unless changed. */
const told = (changes: object = {}): object => ({
  ...lastSession(),
  status: 'complete',
  payment_status: 'paid',
  ...changes,
});

describe('a gift by card', () => {
  test('is begun at Stripe, counted when Stripe says paid, and not before', async () => {
    const { body, status: code } = await begin();
    expect([code, body.kind]).toEqual([200, 'redirect']);
    const session = lastSession();
    expect(body.url).toBe(session.url);
    expect(session).toMatchObject({ mode: 'payment', amount_total: 2500, currency: 'eur' });
    expect(session.success_url).toBe(`${site.url}/x/?a=1&glassjar-donation=${session.reference}#b`);
    expect(session.cancel_url).toBe(session.success_url);
    expect(await raised()).toBe(0);
    expect((await deliver(site.url, event('checkout.session.completed', told()))).status).toBe(200);
    expect(await raised()).toBe(2500);
    expect(await status(session.reference)).toEqual({
      status: 'paid',
      amount: '25.00',
      currency: 'EUR',
      interval: 'once',
    });
  });

  test('shows a name and a message, never the address; and an address can be told and erased', async () => {
    await begin(
      intent({ name: '<img src=x onerror=1> "Lena"', message: 'O:8:"stdClass":0:{}', role: 'administrator' }),
    );
    const session = lastSession();
    await deliver(
      site.url,
      event('checkout.session.completed', told({ customer_details: { email: 'Canary@Example.org' } })),
    );
    const text = await (await fetch(api(`campaigns/${campaign}`))).text();
    const { entries } = JSON.parse(text) as { entries: { name: string; message: string; at: string }[] };
    expect(entries[0]).toMatchObject({ name: '<img src=x onerror=1> "Lena"', message: 'O:8:"stdClass":0:{}' });
    expect(entries[0]?.at).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const seen of [text, JSON.stringify(await status(session.reference))])
      expect(seen.toLowerCase()).not.toContain('canary');
    expect(text).not.toContain('<img');
    const exported = JSON.stringify(site.php(`return Glassjar\\Privacy::export('canary@example.org');`));
    expect(exported).toContain('Lena');
    expect(exported).toContain('25.00 EUR');
    expect(site.php(`return Glassjar\\Privacy::erase('canary@example.org');`)).toMatchObject({
      items_removed: true,
      done: true,
    });
    const after = (await (await fetch(api(`campaigns/${campaign}`))).json()) as { entries: object[] };
    expect(after.entries[0]).not.toHaveProperty('name');
    expect(await raised()).toBe(2500);
    expect(site.php(`return Glassjar\\Privacy::export('canary@example.org');`)).toEqual({ data: [], done: true });
  });

  test('is one donation, however often it is asked for under one key, also at once', async () => {
    const key = newKey();
    const before = stripe.sessions.size;
    const answers = await Promise.all(Array.from({ length: 8 }, () => begin(intent(), key)));
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
    expect(new Set(answers.map(({ status: code }) => code))).toEqual(new Set([200]));
    expect(stripe.sessions.size).toBe(before + 1);
    expect(await begin(intent({ amount: '30.00' }), key)).toMatchObject({
      status: 409,
      body: { error: { code: 'key-used' } },
    });
    await deliver(site.url, event('checkout.session.completed', told()));
    expect((await begin(intent(), key)).body.url).toContain('glassjar-donation=');
    expect(stripe.sessions.size).toBe(before + 1);
  });

  test('whose webhook never comes is counted when the supporter comes back', async () => {
    await begin();
    const session = lastSession();
    expect(await status(session.reference)).toMatchObject({ status: 'cancelled' });
    stripe.pay(session.id, 'card');
    site.php(`$GLOBALS['wpdb']->query('UPDATE ' . Glassjar\\Store::table('donations') . ' SET asked_at = 0');`);
    expect(await status(session.reference)).toMatchObject({ status: 'paid' });
    expect(await raised()).toBe(2500);
    // … and is not counted again when it comes after all.
    await deliver(site.url, event('checkout.session.completed', told({ payment_intent: null })));
    expect(await raised()).toBe(2500);
  });

  test('at Stripe’s fault is a refusal that can be repeated', async () => {
    site.define(constants({ GLASSJAR_STRIPE_API: 'http://127.0.0.1:9' }));
    const key = newKey();
    expect(await begin(intent(), key)).toMatchObject({ status: 502, body: { error: { code: 'payments' } } });
    site.define(constants());
    expect(await begin(intent(), key)).toMatchObject({ status: 200 });
  });
});

describe('what Stripe tells', () => {
  test('counts once: fifty deliveries, ten at a time, of three events', async () => {
    await begin();
    const session = lastSession();
    const events = [
      event('checkout.session.completed', told()),
      event('payment_intent.succeeded', {
        id: session.payment_intent,
        amount_received: 2500,
        currency: 'eur',
        metadata: { donation: session.reference },
      }),
      event('refund.created', {
        id: id('re_'),
        amount: 1000,
        currency: 'eur',
        payment_intent: session.payment_intent,
        status: 'succeeded',
      }),
    ];
    for (let round = 0; round < 5; round++) {
      const sent = await Promise.all(
        Array.from({ length: 10 }, (_, index) => deliver(site.url, events[(index + round) % 3]!)),
      );
      expect(sent.map((answer) => answer.status)).toEqual(sent.map(() => 200));
    }
    expect(await raised()).toBe(1500);
    const { entries } = (await (await fetch(api(`campaigns/${campaign}`))).json()) as { entries: object[] };
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({ flow: 'gift-', reason: 'refund', amount: '10.00', source: 'card' });
  });

  test('is kept whole or not at all, whichever write fails: told again, it counts once', async () => {
    const answers: number[] = [];
    for (let write = 1; write <= 20; write++) {
      site.php(`$GLOBALS['wpdb']->query('DELETE FROM ' . Glassjar\\Store::table('limits'));`);
      const before = (await raised()) ?? 0;
      await begin(intent({ name: 'Lena' }));
      const paid = event('checkout.session.completed', told({ customer_details: { email: 'a@example.org' } }));
      site.fault(write);
      answers.push((await deliver(site.url, paid)).status);
      site.fault(0);
      // What was refused is nowhere yet; what was answered with yes is kept.
      expect(((await raised()) ?? 0) - before, `write ${write}`).toBe(answers.at(-1) === 200 ? 2500 : 0);
      expect((await deliver(site.url, paid)).status).toBe(200);
      expect(((await raised()) ?? 0) - before, `write ${write}, told again`).toBe(2500);
    }
    // Else no write failed, and this proves nothing.
    expect(answers.filter((code) => code === 503).length).toBeGreaterThan(7);
    expect(answers.at(-1)).toBe(200);
  });

  test('may come in any order: a refund and a dispute before the payment', async () => {
    await begin();
    const { payment_intent } = lastSession();
    const refund = { id: id('re_'), amount: 2500, currency: 'eur', payment_intent, status: 'succeeded' };
    const dispute = { id: id('dp_'), amount: 2500, currency: 'eur', payment_intent, status: 'lost' };
    await deliver(site.url, event('charge.dispute.funds_withdrawn', dispute));
    await deliver(site.url, event('refund.created', refund));
    expect(await raised()).toBe(0);
    await deliver(site.url, event('checkout.session.completed', told()));
    const document: unknown = await (await fetch(api(`campaigns/${campaign}`))).json();
    expect(totalsOf(decode(document).campaign)).toMatchObject({
      raised: { minor: 0 },
      spent: { minor: 2500 },
      discrepancies: [],
    });
  });

  test('is one payment, by whatever name it is told: the session’s, its own, or the session’s without one', async () => {
    await begin();
    const { id: session, payment_intent, reference } = lastSession();
    const paid = { id: payment_intent, amount_received: 2500, currency: 'eur', metadata: { donation: reference } };
    await deliver(site.url, event('checkout.session.completed', told({ payment_intent: null })));
    await deliver(
      site.url,
      event('checkout.session.async_payment_succeeded', told({ payment_intent: { id: payment_intent } })),
    );
    await deliver(site.url, event('payment_intent.succeeded', paid));
    await deliver(site.url, event('checkout.session.completed', told({ id: session, payment_intent: undefined })));
    expect(await raised()).toBe(2500);
    await deliver(
      site.url,
      event('refund.created', { id: id('re_'), amount: 500, currency: 'eur', payment_intent, status: 'succeeded' }),
    );
    expect(await raised()).toBe(2000);
  });

  test('of an unpaid direct debit counts nothing until it arrives', async () => {
    await begin();
    const { reference } = lastSession();
    await deliver(site.url, event('checkout.session.completed', told({ payment_status: 'unpaid' })));
    expect(await raised()).toBe(0);
    stripe.pay(lastSession().id, 'debit');
    expect(await status(reference)).toMatchObject({ status: 'pending' });
    await deliver(site.url, event('checkout.session.async_payment_succeeded', told()));
    expect(await raised()).toBe(2500);
  });

  test('is Stripe’s amount, not the form’s; the difference is noted', async () => {
    await begin();
    await deliver(site.url, event('checkout.session.completed', told({ amount_total: 2400 })));
    expect(await raised()).toBe(2400);
    expect(
      site.php(
        `global $wpdb; return $wpdb->get_var('SELECT notes FROM ' . Glassjar\\Store::table('donations') . ' ORDER BY id DESC LIMIT 1');`,
      ),
    ).toBe('amount');
  });

  test('in test mode is in no books, and test and live never meet', async () => {
    site.php(`update_option('glassjar_settings', ['live' => false]);`);
    await begin();
    const { reference } = lastSession();
    expect(
      (await deliver(site.url, event('checkout.session.completed', told()), { secret: testSecret })).status,
      'live, signed for test',
    ).toBe(400);
    await deliver(site.url, event('checkout.session.completed', told()));
    expect(await status(reference)).not.toMatchObject({ status: 'paid' });
    const played = event('checkout.session.completed', told(), { livemode: false });
    expect((await deliver(site.url, played)).status, 'test, signed for live').toBe(400);
    expect((await deliver(site.url, played, { secret: testSecret })).status).toBe(200);
    expect(await status(reference)).toMatchObject({ status: 'paid' });
    expect(await raised()).toBe(0);
    site.php(`update_option('glassjar_settings', ['live' => true]);`);
  });

  test('is believed only when it is signed, now, over these very bytes', async () => {
    await begin();
    const good = event('checkout.session.completed', told());
    const now = Math.floor(Date.now() / 1000);
    const bad: Parameters<typeof deliver>[2][] = [
      { secret: '' },
      { secret: 'whsec_lab_other_000000000000000' },
      { at: now - 310 },
      { at: now + 310 },
      { header: '' },
      { header: `t=${now},v1=` },
    ];
    for (const sent of bad) expect((await deliver(site.url, good, sent)).status, JSON.stringify(sent)).toBe(400);
    expect((await deliver(site.url, `{"x":"${'y'.repeat(1_000_001)}"}`)).status).toBe(413);
    expect((await deliver(site.url, 'nonsense')).status).toBe(400);
    expect(await raised()).toBe(0);
    site.define(constants({ GLASSJAR_STRIPE_LIVE_SECRETS: ' ', GLASSJAR_STRIPE_TEST_SECRETS: '' }));
    for (const secret of ['', ' '])
      expect((await deliver(site.url, good, { secret })).status, 'no secret is set').toBe(503);
    site.define(constants({ GLASSJAR_STRIPE_LIVE_SECRETS: `whsec_lab_next_0000000000000000 ${liveSecret}` }));
    expect((await deliver(site.url, good)).status, 'the older of two').toBe(200);
    site.define(constants());
    expect(await raised()).toBe(2500);
  });

  test('of others’ payments, or of nothing, changes nothing', async () => {
    const foreign = {
      id: id('cs_'),
      payment_status: 'paid',
      amount_total: 9900,
      currency: 'eur',
      payment_intent: id('pi_'),
      metadata: {},
    };
    for (const what of [
      event('checkout.session.completed', foreign),
      event('customer.created', { id: 'cus_1' }),
      {},
      [],
    ])
      expect(
        (await deliver(site.url, Array.isArray(what) || !('id' in what) ? { ...what, livemode: true } : what)).status,
      ).toBe(200);
    expect(await raised()).toBe(0);
  });
});

describe('what is refused', () => {
  test.each([
    ['-5'], ['0'], ['0.00'], ['1e3'], ['NaN'], ['Infinity'], ['0x10'], ['99999999999999999999'], ['10.005'], ['10,00'], ['0.49'],
    ['1000000.00'], [10], [['10']], [null], [{ minor: 1000 }], [''], [' 10'], ['10\n'],
  ])('the amount %j', async (amount) => {
    expect(await begin(intent({ amount }))).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
  }); // prettier-ignore

  test.each([
    ['another currency', { currency: 'USD' }],
    ['no currency', { currency: undefined }],
    ['a monthly gift', { interval: 'month' }],
    ['a name of 10 kB', { name: 'x'.repeat(10_000) }],
    ['a message that is none', { message: ['x'] }],
    ['an address that is none', { returnUrl: 5 }],
  ])('%s', async (_, changes) => expect(await begin(intent(changes))).toMatchObject({ status: 400 }));

  test('what is no JSON, too much, or without a key', async () => {
    expect(await begin('nonsense')).toMatchObject({ status: 400 });
    expect(await begin('[]')).toMatchObject({ status: 400 });
    expect(await begin(intent({ padding: 'x'.repeat(20_001) }))).toMatchObject({ status: 413 });
    for (const key of ['', 'short', 'x'.repeat(256), 'with a blank and more'])
      expect(await begin(intent(), key)).toMatchObject({ status: 400 });
  });

  test('pages of other sites, and what is no page', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `${site.url}.evil.example`,
      `${site.url}@evil.example`,
      'http://127.0.0.1',
    ]) {
      const { headers, status: code } = await begin(intent(), newKey(), { origin });
      expect([origin, code]).toEqual([origin, 403]);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
    site.php(
      `update_option('glassjar_settings', ['live' => true, 'origins' => ['https://friend.example', 'https://evil.example/path', 'http://plain.example']]);`,
    );
    const { headers, status: code } = await begin(intent(), newKey(), { origin: 'https://friend.example' });
    expect([code, headers.get('access-control-allow-origin')]).toEqual([200, 'https://friend.example']);
    const asked = { origin: 'https://friend.example', 'access-control-request-method': 'POST' };
    const preflight = await fetch(api(`campaigns/${campaign}/donations`), { method: 'OPTIONS', headers: asked });
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toBe('content-type, idempotency-key');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect(await begin(intent(), newKey(), { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await begin(intent(), newKey(), { origin: 'http://plain.example' })).toMatchObject({ status: 403 });
  });

  test('addresses to come back to that are elsewhere: the supporter comes back to the campaign', async () => {
    for (const returnUrl of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      `${site.url}@evil.example/`,
      'javascript:alert(1)',
      `${site.url}\\@evil.example`,
      '',
    ]) {
      expect(await begin(intent({ returnUrl }))).toMatchObject({ status: 200 });
      expect(lastSession().success_url, returnUrl).toMatch(
        new RegExp(`^${site.url}/campaign/mara[^@\\\\]*\\?glassjar-donation=[\\w-]+$`),
      );
    }
  });

  test('more begun in an hour from one address than the settings allow, and not paid; what was paid is not counted', async () => {
    site.php(`update_option('glassjar_settings', ['live' => true, 'starts' => 3]);`);
    const codes: number[] = [];
    let last: Answer | undefined;
    for (let count = 0; count < 6; count++) {
      codes.push((last = await begin()).status);
      // A school fête: each pays before the next begins.
      await deliver(site.url, event('checkout.session.completed', told()));
    }
    expect(codes).toEqual(codes.map(() => 200));
    codes.length = 0;
    for (let count = 0; count < 5; count++) codes.push((last = await begin()).status);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(3000);
    // No address is kept.
    expect(
      JSON.stringify(
        site.php(`global $wpdb; return $wpdb->get_results('SELECT * FROM ' . Glassjar\\Store::table('limits'));`),
      ),
    ).not.toContain('127.0.0.1');
  });

  test('campaigns that take no cards, are over, want no money, or are none', async () => {
    const set = (code: string): unknown => site.php(code);
    set(`Glassjar\\Campaign::saveOptions(${campaign}, ['card' => false]);`);
    expect(await begin()).toMatchObject({ status: 409, body: { error: { code: 'closed' } } });
    set(
      `Glassjar\\Campaign::saveOptions(${campaign}, ['card' => true]); Glassjar\\Campaign::save(${campaign}, ['currency' => 'EUR', 'ends' => '2020-01-01']);`,
    );
    expect(await begin()).toMatchObject({ status: 409, body: { error: { code: 'over' } } });
    set(`Glassjar\\Campaign::save(${campaign}, ['currency' => 'EUR', 'noMoney' => ['text' => 'Bücher']]);`);
    expect(await begin()).toMatchObject({ status: 409, body: { error: { code: 'closed' } } });
    set(`wp_update_post(['ID' => ${campaign}, 'post_status' => 'draft']);`);
    expect(await begin()).toMatchObject({ status: 404 });
  });

  test('references of others: the same answer for all that is not there', async () => {
    const answers = new Set<string>();
    for (const reference of ['x'.repeat(24), 'short', "'or'1'='1", '1', newKey()]) {
      const response = await fetch(api(`donations/${encodeURIComponent(reference)}`));
      expect(response.status).toBe(404);
      if (/^[\w-]+$/.test(reference)) answers.add(await response.text());
    }
    expect(answers.size).toBe(1);
  });
});

test('the page’s side of the reference server reads it and gives by it', async () => {
  const fetchFromHere: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', site.url);
    return fetch(url, { ...init, headers });
  };
  const adapter = serverAdapter({ url: api(`campaigns/${campaign}`), fetch: fetchFromHere });
  const first = await adapter.getCampaign();
  expect(first.problems).toEqual([]);
  expect(await adapter.getCampaign()).toBe(first);
  expect(adapter.donations).toMatchObject({ minimum: { minor: 50, currency: 'EUR' }, step: 1 });
  const step = await adapter.startDonation!({
    key: newKey(),
    amount: { minor: 2500, currency: 'EUR' },
    returnUrl: site.url,
  });
  expect(step).toEqual({ kind: 'redirect', url: lastSession().url });
  await deliver(site.url, event('checkout.session.completed', told()));
  expect(await adapter.getDonation!(lastSession().reference)).toEqual({
    status: 'paid',
    amount: { minor: 2500, currency: 'EUR' },
    interval: 'once',
  });
  expect(await adapter.getCampaign()).not.toBe(first);
  await expect(adapter.getDonation!('x'.repeat(24))).rejects.toMatchObject({ code: 'not-found' });
  await expect(serverAdapter({ url: api('campaigns/0') }).getCampaign()).rejects.toMatchObject({ code: 'not-found' });
});

test('a key is never in a page, a document or an answer', async () => {
  await begin();
  const pages = [
    '/',
    `/?p=${campaign}`,
    '/wp-json/',
    `/wp-json/glassjar/v1/campaigns/${campaign}`,
    '/wp-json/wp/v2/glassjar_campaign',
    '/wp-login.php',
  ];
  for (const page of pages) {
    const text = await (await fetch(site.url + page)).text();
    for (const secret of [liveKey, testKey, liveSecret, testSecret]) expect(text.includes(secret), page).toBe(false);
  }
});

test('what can be given is told beside the document', async () => {
  const { live } = (await (await fetch(api(`campaigns/${campaign}`))).json()) as { live: unknown };
  expect(live).toMatchObject({
    pollEvery: 30,
    events: false,
    donations: { minimum: '0.50', maximum: '999999.99', step: 1 },
  });
  site.define({});
  const without = (await (await fetch(api(`campaigns/${campaign}`))).json()) as { live: unknown };
  expect(without.live).toMatchObject({ pollEvery: 30, events: false });
  expect(without.live).not.toHaveProperty('donations');
  site.define(constants());
});

test('the check of the set-up counts what Stripe itself wrote in the mode in use, and tells of what needs a look', () => {
  const found = site.php<[string, string][]>(`
    $table = [Glassjar\\Store::class, 'table'];
    foreach (['events', 'donations'] as $name) { $GLOBALS['wpdb']->query('DELETE FROM ' . $table($name)); }
    $event = function (string $type, int $live) {
      Glassjar\\Store::insertNew('events', ['event' => "$type-$live", 'type' => $type, 'livemode' => $live, 'facts' => '[]', 'received_at' => "at-$type-$live"]);
    };
    $donation = function (string $notes, int $live) {
      Glassjar\\Store::insertNew('donations', ['reference' => "noted-$notes-$live", 'campaign' => 1, 'intent' => "$notes-$live", 'request' => 'x', 'amount' => 1, 'currency' => 'EUR', 'livemode' => $live,
        'return_url' => '', 'session_url' => '', 'status' => 'paid', 'notes' => $notes, 'created_at' => '', 'updated_at' => '']);
    };
    $ask = function (string $name) { return Glassjar\\SiteHealth::$name(); };
    delete_transient('glassjar_stripe_trouble');
    $event('fetched', 1);
    $event('checkout.session.completed', 0);
    $donation('', 1);
    $donation('currency', 0);
    $answers = [$ask('hook'), $ask('notes'), $ask('keys')];
    $event('refund.created', 1);
    $donation('currency', 1);
    set_transient('glassjar_stripe_trouble', 'Expired API Key', 3600);
    $answers = array_merge($answers, [$ask('hook'), $ask('notes'), $ask('keys')]);
    delete_transient('glassjar_stripe_trouble');
    return $answers;`);
  expect(found).toEqual([
    ['recommended', expect.stringContaining('glassjar/v1/stripe')],
    ['good', expect.any(String)],
    ['good', expect.not.stringContaining('Expired')],
    ['good', expect.stringContaining('at-refund.created-1')],
    ['recommended', expect.stringContaining('noted-currency-1')],
    ['recommended', expect.stringContaining('Expired API Key')],
  ]);
});
