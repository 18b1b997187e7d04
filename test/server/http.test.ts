/* The HTTP side, asked by Request and answering with Response; no socket anywhere. */
import { afterEach, describe, expect, it } from 'vitest';
import { brotliDecompressSync } from 'node:zlib';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { ServerError } from '../../src/server/errors.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { give, open, referenceOf, type OpenOptions, type Opened } from './open.ts';

let opened: Opened;
afterEach(() => opened.stop());
const start = async (options?: OpenOptions): Promise<Opened> => (opened = await open(options));
const bodyOf = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { code: string } }).error.code;

describe('GET /campaigns/{id}', () => {
  it('answers in the wire format, for pages of any site', async () => {
    await start();
    const response = await opened.ask('/campaigns/mara');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'cache-control': expect.stringMatching(/^public, max-age=5, stale-while-revalidate=60/),
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    });
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    expect(await bodyOf(response)).toMatchObject({ glassjar: 1, title: '#einBuchFürMara', live: { events: true } });
  });

  it('answers 304 to who has it, however the tag is written, and 200 after a change', async () => {
    await start();
    const etag = (await opened.ask('/campaigns/mara')).headers.get('etag')!;
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*', etag.replace(/"$/, '-br"')]) {
      const response = await opened.ask('/campaigns/mara', { headers: { 'if-none-match': tag } });
      expect([tag, response.status]).toEqual([tag, 304]);
      expect(response.headers.get('cache-control')).toContain('max-age=5');
      expect(await response.text()).toBe('');
    }
    await opened.put(bookCampaign({ title: 'Neu' }));
    const response = await opened.ask('/campaigns/mara', { headers: { 'if-none-match': etag } });
    expect(response.status).toBe(200);
    expect(await bodyOf(response)).toMatchObject({ title: 'Neu' });
  });

  it('is made once for each change, however often it is asked for', async () => {
    await start();
    let read = 0;
    const getCampaign = opened.store.getCampaign.bind(opened.store);
    opened.store.getCampaign = (id) => {
      read += 1;
      return getCampaign(id);
    };
    await opened.put();
    await Promise.all(Array.from({ length: 50 }, () => opened.ask('/campaigns/mara')));
    const once = read;
    await Promise.all(Array.from({ length: 50 }, () => opened.ask('/campaigns/mara')));
    expect(read).toBe(once);
  });

  it('never keeps what was read before a change that came while it was made', async () => {
    await start();
    const sums = opened.store.sums.bind(opened.store);
    let release: (() => void) | undefined;
    opened.store.sums = async (id) => {
      if (!release) await new Promise<void>((go) => (release = go));
      return sums(id);
    };
    await opened.put(bookCampaign({ title: 'Eins' }));
    const slow = opened.ask('/campaigns/mara');
    await opened.clock.pass(0);
    await opened.put(bookCampaign({ title: 'Zwei' }));
    release!();
    await slow;
    expect(await bodyOf(await opened.ask('/campaigns/mara'))).toMatchObject({ title: 'Zwei' });
  });

  it('looks again each second while the store can’t tell of changes', async () => {
    await start({
      prepare: (store) => void (store.watch = () => Promise.reject(new Error('deaf'))),
    });
    await opened.clock.pass(0);
    await opened.ask('/campaigns/mara');
    await opened.put(bookCampaign({ title: 'Neu' }));
    await opened.clock.pass(1100);
    expect(await bodyOf(await opened.ask('/campaigns/mara'))).toMatchObject({ title: 'Neu' });
  });

  it('compresses for who can read that, with a tag of its own', async () => {
    await start();
    const plain = await opened.ask('/campaigns/mara');
    const packed = await opened.ask('/campaigns/mara', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('vary')).toBe('Accept-Encoding');
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
    const text = brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString();
    expect(text).toBe(await plain.text());
    const none = await opened.ask('/campaigns/mara', { headers: { 'accept-encoding': 'br;q=0, gzip;q=0' } });
    expect(none.headers.has('content-encoding')).toBe(false);
  });

  it('knows no campaign that isn’t there or isn’t published, and says the same of both', async () => {
    await start();
    await opened.store.putCampaign({ id: 'secret', document: bookCampaign(), currency: 'EUR', isPublished: false }, 0, {
      at: '',
      actor: 'test',
      what: 'update',
    });
    for (const path of ['', '/entries', '/events'])
      for (const id of ['secret', 'nobody']) {
        const response = await opened.ask(`/campaigns/${id}${path}`);
        expect([id, path, response.status]).toEqual([id, path, 404]);
        expect(await bodyOf(response)).toEqual({ error: { code: 'not-found', message: 'no such campaign' } });
      }
    expect((await opened.ask('/campaigns/..%2f..%2fetc')).status).toBe(400);
    expect((await opened.ask('/campaigns/__proto__')).status).toBe(400);
  });

  it('holds sums in place of lines where there are many, and they stay right from change to change', async () => {
    await start({ limits: { lines: 3 } });
    await opened.put(bookCampaign({ sources: [{ id: 'bank' }] }));
    let [raised, spent, fees] = [0, 0, 0];
    for (let round = 0; round < 6; round++) {
      const base = { at: '2026-05-22', source: '' };
      const minor = 100 * (round + 1);
      const amount = (of: number) => ({ minor: of, currency: 'EUR' });
      const gifts = Array.from({ length: 1 + round * 5 }, (_, nth) => ({
        ...base,
        ...{
          source: 'bank',
          flow: 'gift+' as const,
          reason: 'donation' as const,
          amount: amount(minor),
          key: `g${round}-${nth}`,
        },
      }));
      const costs = [
        {
          ...base,
          flow: 'cost+' as const,
          reason: 'expense' as const,
          label: 'Miete, Juni',
          amount: amount(10),
          key: `c${round}`,
        },
        { ...base, flow: 'cost+' as const, reason: 'fee' as const, amount: amount(1), key: `f${round}` },
      ];
      await opened.store.append('mara', [...gifts, ...costs], { at: '', actor: 'test', what: 'entry' });
      [raised, spent, fees] = [raised + minor * gifts.length, spent + 10, fees + 1];
      const { campaign } = decode(await bodyOf(await opened.ask('/campaigns/mara')));
      const totals = totalsOf(campaign);
      expect([totals.raised?.minor, totals.spent?.minor, totals.fees?.minor]).toEqual([raised, spent, fees]);
      expect(totals.discrepancies).toEqual([]);
      if (round) expect(campaign.entries).toMatchObject([{ label: 'Miete' }, { reason: 'fee' }]);
    }
  });

  it('answers HEAD without a body, and other methods not at all', async () => {
    await start();
    const response = await opened.ask('/campaigns/mara', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect((await opened.ask('/campaigns/mara', { method: 'DELETE' })).status).toBe(404);
  });
});

describe('GET /campaigns/{id}/entries', () => {
  const seeded = async (): Promise<void> => {
    await start();
    const lines = Array.from({ length: 7 }, (_, index) => ({
      at: '2026-05-22',
      flow: 'gift+' as const,
      reason: 'donation' as const,
      amount: { minor: 100 * (index + 1), currency: 'EUR' },
      source: 'bank',
      key: `k${index}`,
    }));
    await opened.store.append('mara', lines, { at: '', actor: 'test', what: 'entry' });
  };

  it('answers pages, newest first, until there are no more', async () => {
    await seeded();
    const numbers: number[] = [];
    for (let before = ''; ;) {
      const response = await opened.ask(`/campaigns/mara/entries?limit=3${before}`);
      const page = (await response.json()) as { entries: { number: number; balance: string }[]; next?: number };
      numbers.push(...page.entries.map(({ number }) => number));
      if (numbers.length === 3) expect(page.entries[0]).toMatchObject({ number: 7, amount: '7.00', balance: '28.00' });
      if (!page.next) break;
      before = `&before=${page.next}`;
    }
    expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it.each(['limit=0', 'limit=501', 'limit=x', 'before=0', 'before=-1', 'before=1e99', 'limit=1.5'])(
    'refuses %s, and never answers all instead',
    async (query) => {
      await seeded();
      const response = await opened.ask(`/campaigns/mara/entries?${query}`);
      expect(response.status).toBe(400);
      expect(await codeOf(response)).toBe('invalid');
    },
  );
});

describe('GET /campaigns/{id}/events', () => {
  const read = async (response: Response): Promise<() => string> => {
    let text = '';
    void (async () => {
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>)
        text += new TextDecoder().decode(part);
      text += '<end>';
    })();
    return () => text;
  };

  it('tells the newest at once, and changes at most once a second, with the newest figures', async () => {
    await start();
    const text = await read(await opened.ask('/campaigns/mara/events'));
    await opened.clock.pass(0);
    expect(text()).toMatch(/^retry: \d{4,5}\n\nid: [\w-]{22}\nevent: campaign\ndata: \{.*\}\n\n$/);
    for (const title of ['A', 'B', 'C']) {
      await opened.put(bookCampaign({ title }));
      await opened.clock.pass(200);
    }
    await opened.clock.pass(2000);
    expect([...text().matchAll(/"title":"(\w)"/g)].map(([, title]) => title)).toEqual(['A', 'C']);
  });

  it('says nothing to who has the newest, and nothing when nothing has changed', async () => {
    await start();
    const etag = (await opened.ask('/campaigns/mara')).headers.get('etag')!;
    const text = await read(await opened.ask('/campaigns/mara/events', { headers: { 'last-event-id': etag } }));
    await opened.store.countShare('mara', 'facebook');
    await opened.clock.pass(3000);
    expect(text().match(/event: /g) ?? []).toHaveLength(1);
    expect(text(), 'only a number of the version has changed').toContain('event: campaign');
  });

  it('gives a sign of life', async () => {
    await start();
    const text = await read(await opened.ask('/campaigns/mara/events'));
    await opened.clock.pass(60_000);
    expect(text().match(/^:$/gm)).toHaveLength(2);
  });

  it('tells only that it changed, where the document is large', async () => {
    await start({ limits: { pushed: 100 } });
    const text = await read(await opened.ask('/campaigns/mara/events'));
    await opened.clock.pass(0);
    expect(text()).toMatch(/event: changed\ndata:\n\n$/);
  });

  it('has room for so many, and sends others back to asking', async () => {
    await start({ limits: { listeners: 2 } });
    const first = await opened.ask('/campaigns/mara/events');
    await opened.ask('/campaigns/mara/events');
    const third = await opened.ask('/campaigns/mara/events');
    expect(third.status).toBe(503);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    await first.body?.cancel();
    expect((await opened.ask('/campaigns/mara/events')).status).toBe(200);
  });

  it('has twenty places for one address, and lets others in', async () => {
    await start();
    const lines = await Promise.all(Array.from({ length: 21 }, () => opened.ask('/campaigns/mara/events')));
    expect(lines.map(({ status }) => status)).toEqual([...Array<number>(20).fill(200), 503]);
    expect(Number(lines[20]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await opened.ask('/campaigns/mara/events', { from: '192.0.2.8' })).status).toBe(200);
    await lines[0]!.body?.cancel();
    expect((await opened.ask('/campaigns/mara/events')).status).toBe(200);
  });

  it('gives HEAD no place', async () => {
    await start();
    const { headers, status } = await opened.ask('/campaigns/mara/events', { method: 'HEAD' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect((await opened.ask('/campaigns/nobody/events', { method: 'HEAD' })).status).toBe(404);
    expect(opened.handler.events.size).toBe(0);
  });

  it('tells the first of a change that came while its document was made', async () => {
    let change = (): Promise<void> => Promise.resolve();
    await start({
      prepare(store) {
        const sums = store.sums.bind(store);
        store.sums = async (id) => {
          const [run, summed] = [change, await sums(id)];
          change = () => Promise.resolve();
          await run();
          return summed;
        };
      },
    });
    change = async () => {
      await opened.put(bookCampaign({ title: 'Neu' }));
      // Told before the first has its document.
      await opened.clock.pass(2000);
    };
    const text = await read(await opened.ask('/campaigns/mara/events'));
    await opened.clock.pass(3000);
    expect(text()).toContain('"title":"Neu"');
  });

  it('ends when the server does, and when the campaign is withdrawn', async () => {
    await start();
    const text = await read(await opened.ask('/campaigns/mara/events'));
    opened.stop();
    await opened.clock.pass(10);
    expect(text()).toMatch(/<end>$/);
    expect((await opened.ask('/campaigns/mara/events')).status).toBe(503);
    expect(opened.handler.events.size).toBe(0);
  });
});

describe('POST /campaigns/{id}/donations', () => {
  it('answers with the next step, once for one key', async () => {
    await start();
    const key = { 'idempotency-key': '0123456789abcdef' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => give(opened, {}, { headers: key })));
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(texts.size).toBe(1);
    expect(opened.payments.started).toHaveLength(1);
    expect(opened.payments.started[0]).toMatchObject({
      key: '0123456789abcdef',
      campaign: 'mara',
      title: '#einBuchFürMara',
      amount: { minor: 5000, currency: 'EUR' },
    });
    const other = await give(opened, { amount: '5000.00' }, { headers: key });
    expect(other.status).toBe(409);
  });

  it('has a reference that can’t be guessed from another one or from the key', async () => {
    await start();
    const references = await Promise.all([give(opened), give(opened)].map(async (asked) => referenceOf(await asked)));
    expect(new Set(references).size).toBe(2);
    for (const reference of references) expect(reference).toMatch(/^[\w-]{24}$/);
  });

  it.each([
    '-5',
    '0',
    '0.00',
    '1e3',
    'NaN',
    'Infinity',
    '0x10',
    '99999999999999999999',
    '10.005',
    '1.234,56',
    '1,50',
    "1'234.56",
    '١٢٣',
    ' 5',
    '',
    '0.49',
    '1000000.00',
  ])('refuses the amount %s', async (amount) => {
    await start();
    const response = await give(opened, { amount });
    expect(response.status).toBe(400);
    expect(opened.payments.started).toEqual([]);
  });

  it.each([
    ['an amount that is a number', { amount: 10 }],
    ['an amount that is a list', { amount: [10] }],
    ['no amount', { amount: undefined }],
    ['another currency', { currency: 'USD' }],
    ['another interval', { interval: 'week' }],
    ['a name too long', { name: 'x'.repeat(201) }],
  ])('refuses %s', async (_what, body) => {
    await start();
    expect((await give(opened, body)).status).toBe(400);
  });

  it('takes no notice of fields that are none of a page’s', async () => {
    await start();
    const response = await give(opened, {
      status: 'paid',
      role: 'admin',
      amount_paid: '9999',
      verified: true,
      id: 'x',
    });
    expect(response.status).toBe(200);
    const donation = await opened.store.getDonation(await referenceOf(response));
    expect(donation).toMatchObject({ status: 'open', amount: { minor: 5000 } });
  });

  it.each([undefined, '', 'short', 'ä'.repeat(16), 'x'.repeat(256)])('wants a key, and not %s', async (key) => {
    await start();
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (key !== undefined && !/ä/.test(key)) headers['idempotency-key'] = key;
    const body = JSON.stringify({ amount: '5.00', currency: 'EUR', returnUrl: 'https://example.org' });
    const response = await opened.ask('/campaigns/mara/donations', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  });

  it('takes JSON only, so that no other site’s form can post it', async () => {
    await start();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await give(opened, {}, { headers: { 'content-type': type } })).status).toBe(400);
  });

  it('takes no body without end', async () => {
    await start();
    expect((await give(opened, { message: 'x'.repeat(20_000) })).status).toBe(413);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(4096)),
    });
    const init = {
      method: 'POST',
      duplex: 'half',
      headers: { 'content-type': 'application/json', 'idempotency-key': '0123456789abcdef' },
      body: endless,
    };
    expect((await opened.ask('/campaigns/mara/donations', init as RequestInit)).status).toBe(413);
  });

  it('starts none for a campaign that is over, or wants no money, or whose currency nobody takes', async () => {
    await start();
    for (const change of [{ ends: '2026-05-21' }, { noMoney: { text: 'Kommt vorbei' } }, { currency: 'CHF' }]) {
      await opened.put(bookCampaign(change));
      const response = await give(opened, { currency: change.currency ?? 'EUR' });
      expect([change, response.status]).toEqual([change, 409]);
    }
    await opened.put(bookCampaign({ ends: '2026-05-22', timeZone: 'Europe/Berlin' }));
    expect((await give(opened)).status, 'until its last second').toBe(200);
  });

  it('says that the provider is to blame, without its words', async () => {
    await start();
    opened.payments.fault = 'refused';
    const response = await give(opened);
    expect(response.status).toBe(502);
    opened.payments.fault = 'none';
  });

  it('lets only the sites start that its owner names, if any are named', async () => {
    await start({ origins: ['https://blog.example'] });
    const from = async (origin: string): Promise<number> => (await give(opened, {}, { headers: { origin } })).status;
    expect(await from('https://blog.example')).toBe(200);
    expect(await from('https://give.example.org')).toBe(200);
    expect(await from('https://evil.example')).toBe(403);
    expect(await from('null')).toBe(403);
  });

  describe('the way back', () => {
    const backOf = async (returnUrl: string): Promise<URL> => {
      await give(opened, { returnUrl });
      return new URL(opened.payments.started.at(-1)!.returnUrl);
    };

    it('leads where the page asked, where that is the campaign’s own site, with all that the address had', async () => {
      await start();
      const back = await backOf('https://example.org/mara?page=2#give');
      expect(back.origin + back.pathname).toBe('https://example.org/mara');
      expect(back.searchParams.get('page')).toBe('2');
      expect(back.hash).toBe('#give');
      expect(back.searchParams.get('glassjar-donation')).toMatch(/^[\w-]{24}$/);
    });

    it.each([
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'https://example.org@evil.example',
      'https://example.org\\@evil.example',
      'https:evil.example',
      'https:/\\evil.example/',
      'javascript:alert(1)//example.org',
      'data:text/html,x',
      'https://user:secret@example.org/',
      'http://example.org/',
      'https://example.org.evil.example/',
      '',
      'x',
    ])('never leads to %s, and strands nobody', async (returnUrl) => {
      await start();
      const back = await backOf(returnUrl);
      expect(back.origin + back.pathname).toBe('https://example.org/mara');
      expect(back.searchParams.has('glassjar-donation')).toBe(true);
    });

    it('leads to sites that the owner names, and to this server where the campaign has no page', async () => {
      await start({ origins: ['https://blog.example'] });
      expect((await backOf('https://blog.example/x')).origin).toBe('https://blog.example');
      await opened.put(bookCampaign({ url: undefined }));
      expect((await backOf('https://evil.example')).origin).toBe('https://give.example.org');
    });

    it('has no braces, which the provider would fill in', async () => {
      await start();
      expect((await backOf('https://example.org/?a={CHECKOUT_SESSION_ID}')).href).not.toMatch(/[{}]/);
    });
  });

  describe('the brake', () => {
    it('lets one address begin ten in an hour, and others go on', async () => {
      await start();
      const from = '198.51.100.9';
      const statuses: number[] = [];
      for (let nth = 0; nth < 12; nth++) statuses.push((await give(opened, {}, { from })).status);
      expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
      const response = await give(opened, {}, { from });
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3000);
      expect((await give(opened, {}, { from: '198.51.100.10' })).status).toBe(200);
      await opened.clock.pass(3_600_000);
      expect((await give(opened, {}, { from })).status).toBe(200);
    });

    it('lets no more begin when they come all at once, and doesn’t count repetitions', async () => {
      await start();
      const from = '198.51.100.9';
      const key = { 'idempotency-key': '0123456789abcdef' };
      const repeated = Array.from({ length: 20 }, () => give(opened, {}, { from, headers: key }));
      expect(new Set((await Promise.all(repeated)).map(({ status }) => status))).toEqual(new Set([200]));
      await give(opened, {}, { from, headers: key });
      const all = await Promise.all(Array.from({ length: 40 }, () => give(opened, {}, { from })));
      expect(all.filter(({ status }) => status === 200)).toHaveLength(9);
      expect(opened.payments.started).toHaveLength(10);
    });

    it('answers again what has begun, also to who may begin no more', async () => {
      await start();
      const from = '198.51.100.9';
      const headers = { 'idempotency-key': '0123456789abcdef' };
      const first = await (await give(opened, {}, { from, headers })).text();
      for (let nth = 0; nth < 10; nth++) await give(opened, {}, { from });
      expect((await give(opened, {}, { from })).status).toBe(429);
      const again = await give(opened, {}, { from, headers });
      expect([again.status, await again.text()]).toEqual([200, first]);
      expect(opened.payments.started).toHaveLength(10);
    });

    it('holds against nobody what the server could not take', async () => {
      await start();
      const from = '198.51.100.9';
      const begin = opened.store.beginDonation.bind(opened.store);
      opened.store.beginDonation = () => Promise.reject(new ServerError('unavailable', 'it can only be read'));
      const headers = { 'idempotency-key': '0123456789abcdef' };
      const refused: number[] = [];
      for (let nth = 0; nth < 30; nth++) refused.push((await give(opened, {}, { from, headers })).status);
      expect(new Set(refused)).toEqual(new Set([503]));
      opened.store.beginDonation = begin;
      const statuses = [(await give(opened, {}, { from, headers })).status];
      for (let nth = 0; nth < 10; nth++) statuses.push((await give(opened, {}, { from })).status);
      expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    });

    it('lets one address fail five times', async () => {
      await start();
      for (let nth = 0; nth < 5; nth++) {
        const donation = await referenceOf(await give(opened, {}, { from: '198.51.100.9' }));
        const fact = { kind: 'failed', at: '2026-05-22T12:00:00Z' };
        const event = {
          provider: 'stripe',
          id: `f${nth}`,
          type: 'failed',
          about: { donation, ids: [] },
          facts: [fact],
        };
        await opened.ask('/webhooks/stripe', {
          method: 'POST',
          headers: { 'x-signed': 'yes' },
          body: JSON.stringify(event),
        });
      }
      expect((await give(opened, {}, { from: '198.51.100.9' })).status).toBe(429);
      expect((await give(opened, {}, { from: '198.51.100.10' })).status).toBe(200);
    });

    const tries = async (header: (nth: number) => string, from: (nth: number) => string): Promise<number> => {
      let refused = 0;
      for (let nth = 0; nth < 15; nth++) {
        const { status } = await give(opened, {}, { from: from(nth), headers: { 'x-forwarded-for': header(nth) } });
        if (status === 429) refused += 1;
      }
      return refused;
    };

    it('isn’t lifted by a made-up X-Forwarded-For', async () => {
      await start();
      expect(
        await tries(
          (nth) => `203.0.113.${nth}`,
          () => '198.51.100.9',
        ),
      ).toBe(5);
    });

    it('reads what its own proxy adds, and nothing that stands before it', async () => {
      await start({ trustProxy: 1 });
      expect(
        await tries(
          (nth) => `203.0.113.${nth}, 198.51.100.9`,
          () => '10.0.0.1',
        ),
      ).toBe(5);
      await start({ trustProxy: 1 });
      expect(
        await tries(
          (nth) => `203.0.113.${nth}`,
          () => '10.0.0.1',
        ),
      ).toBe(0);
      await start({ trustProxy: 2 });
      expect(
        await tries(
          (nth) => `203.0.113.${nth}, 198.51.100.9, 10.0.0.2`,
          () => '10.0.0.1',
        ),
      ).toBe(5);
    });

    it('counts an IPv6 network as one', async () => {
      await start();
      expect(
        await tries(
          () => '',
          (nth) => `2001:db8:1:2:${nth}::1`,
        ),
      ).toBe(5);
      await start();
      expect(
        await tries(
          () => '',
          (nth) => `2001:db8:1:${nth}::1`,
        ),
      ).toBe(0);
    });

    it('counts all IPv6 networks of one larger one together, ten times as patiently', async () => {
      await start();
      const statuses: number[] = [];
      for (let nth = 0; nth < 102; nth++) {
        statuses.push((await give(opened, {}, { from: `2001:db8:1:${nth.toString(16)}::1` })).status);
      }
      expect(statuses).toEqual([...Array<number>(100).fill(200), 429, 429]);
      expect((await give(opened, {}, { from: '2001:db8:2::1' })).status).toBe(200);
      await opened.clock.pass(3_600_000);
      expect((await give(opened, {}, { from: '2001:db8:1::1' })).status).toBe(200);
    });

    it('says once that a proxy seems to stand before it of which it wasn’t told, and names no address', async () => {
      const warned = (): string[] => opened.lines.filter((line) => line.includes('forwarded-ignored'));
      await start();
      await give(opened);
      expect(warned()).toEqual([]);
      const headers = { 'x-forwarded-for': '203.0.113.5' };
      for (let nth = 0; nth < 3; nth++) await give(opened, {}, { headers });
      expect(warned()).toHaveLength(1);
      expect(JSON.parse(warned()[0]!)).toMatchObject({ level: 'warn', hint: expect.stringContaining('TRUST_PROXY=1') });
      expect(warned()[0]).not.toContain('203.0');
      await start({ trustProxy: 1 });
      await give(opened, {}, { headers });
      expect(warned()).toEqual([]);
    });
  });
});

describe('GET /donations/{reference}', () => {
  it('tells how it stands, and nothing of who gave', async () => {
    await start();
    const reference = await referenceOf(await give(opened, { name: 'Lena Geheim', message: 'Nur für euch' }));
    const response = await opened.ask(`/donations/${reference}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await bodyOf(response)).toEqual({ status: 'cancelled', amount: '50.00', currency: 'EUR', interval: 'once' });
    opened.payments.isDone = true;
    expect(
      await bodyOf(await opened.ask(`/donations/${reference}`)),
      'the provider isn’t asked again at once',
    ).toMatchObject({
      status: 'cancelled',
    });
    await opened.clock.pass(3000);
    expect(await bodyOf(await opened.ask(`/donations/${reference}`))).toMatchObject({ status: 'pending' });
    await opened.pay(reference, 5000);
    expect(await bodyOf(await opened.ask(`/donations/${reference}`))).toMatchObject({ status: 'paid' });
  });

  it('says the same of every reference that is none', async () => {
    await start();
    const reference = await referenceOf(await give(opened));
    const near = reference.slice(0, -1) + (reference.endsWith('A') ? 'B' : 'A');
    for (const wrong of [near, 'x', '..%2fcampaigns', '__proto__', 'a'.repeat(150)]) {
      const response = await opened.ask(`/donations/${wrong}`);
      expect([wrong, response.status, await response.text()]).toEqual([
        wrong,
        404,
        '{"error":{"code":"not-found","message":"no such donation"}}',
      ]);
    }
  });
});

describe('POST /campaigns/{id}/shares', () => {
  const share = (channel: unknown, from = '192.0.2.7'): Promise<Response> =>
    opened.ask('/campaigns/mara/shares', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel }),
      from,
    });

  it('counts, sets no cookie, and shows the count', async () => {
    await start();
    const response = await share('mastodon');
    expect(response.status).toBe(204);
    expect(response.headers.has('set-cookie')).toBe(false);
    const { share: shown } = await bodyOf(await opened.ask('/campaigns/mara'));
    expect((shown as { counts: unknown[] }).counts).toContainEqual({ network: 'mastodon', count: 1, at: '2026-05-22' });
  });

  it('counts no channel that nobody offers, and no more than a person shares', async () => {
    await start();
    for (const channel of ['nowhere', 'A', '', 5, '<b>', '__proto__']) expect((await share(channel)).status).toBe(400);
    for (let nth = 0; nth < 30; nth++) await share('x');
    expect((await share('x')).status).toBe(429);
    expect((await share('x', '192.0.2.8')).status).toBe(204);
  });

  it('holds against nobody what the server could not take', async () => {
    await start();
    const count = opened.store.countShare.bind(opened.store);
    opened.store.countShare = () => Promise.reject(new ServerError('unavailable', 'it can only be read'));
    for (let nth = 0; nth < 40; nth++) expect((await share('x')).status).toBe(503);
    opened.store.countShare = count;
    expect((await share('x')).status).toBe(204);
  });
});

describe('other sites’ pages', () => {
  it('may ask first', async () => {
    await start();
    const response = await opened.ask('/campaigns/mara/donations', {
      method: 'OPTIONS',
      headers: { origin: 'https://blog.example' },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': expect.stringContaining('Idempotency-Key'),
    });
  });

  it('read errors, too, and never with credentials', async () => {
    await start();
    for (const path of ['/campaigns/nobody', '/donations/x', '/nowhere']) {
      const response = await opened.ask(path, { headers: { origin: 'https://evil.example' } });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    }
  });

  it('are told nothing by what is not for them', async () => {
    await start();
    for (const [path, method] of [
      ['/health', 'GET'],
      ['/metrics', 'GET'],
      ['/webhooks/stripe', 'POST'],
    ] as const) {
      const response = await opened.ask(path, { method, headers: { origin: 'https://evil.example' } });
      expect([path, response.headers.has('access-control-allow-origin')]).toEqual([path, false]);
    }
  });
});

describe('running it', () => {
  it('says whether the database answers', async () => {
    await start();
    expect(await bodyOf(await opened.ask('/health'))).toEqual({ status: 'ok', store: 'sqlite' });
    opened.store.ping = async () => Promise.reject(new Error('gone'));
    expect((await opened.ask('/health')).status).toBe(500);
  });

  it('counts for Prometheus', async () => {
    await start();
    await opened.ask('/campaigns/mara');
    await give(opened);
    const text = await (await opened.ask('/metrics')).text();
    expect(text).toContain('glassjar_requests_total{route="get /campaigns/:id",status="200"} 1\n');
    expect(text).toContain('glassjar_donations_started_total 1\n');
    expect(text).not.toMatch(/192\.0|mara/);
  });

  it('makes a bare 500 of what it doesn’t know, and notes it without personal data', async () => {
    await start();
    opened.store.entries = async () =>
      Promise.reject(
        new Error('no row for lena@example.org DE89 3704 0044 0532 0130 00 from 198.51.100.9 and 2001:db8::1'),
      );
    await opened.put();
    const response = await opened.ask('/campaigns/mara/entries');
    expect(response.status).toBe(500);
    expect(await bodyOf(response)).toEqual({
      error: { code: 'internal', message: 'something went wrong here; it was noted' },
    });
    const [line] = opened.lines.filter((one) => one.includes('"failed"'));
    expect(JSON.parse(line!)).toMatchObject({
      level: 'error',
      message: 'no row for [e-mail] [iban] from [address] and [address]',
    });
  });
});
