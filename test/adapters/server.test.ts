/* The adapter, held against the real handler. */
import { afterEach, describe, expect, it } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import type { CampaignAdapter, DonationIntent, Reading } from '../../src/adapters/adapter.ts';
import { moreNetworks } from '../../src/components/share/more-networks.ts';
import { networks } from '../../src/components/share/networks.ts';
import { journalOf } from '../../src/core/journal.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { adapterContract } from '../contracts/adapter.contract.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { open, type Opened } from '../server/open.ts';

let opened: Opened | undefined;
afterEach(() => opened?.stop());

const fetchOf =
  ({ handler }: Opened): typeof fetch =>
  async (input, init) => {
    const request = new Request(input as string, init);
    request.signal.throwIfAborted();
    return handler(request, { address: '192.0.2.7' });
  };

async function backend(
  document: unknown = bookCampaign(),
  live = false,
): Promise<{ adapter: CampaignAdapter; server: Opened }> {
  const server = await open();
  opened = server;
  await server.put(document as Record<string, unknown>);
  const url = 'https://give.example.org/campaigns/mara';
  return { adapter: serverAdapter({ url, fetch: fetchOf(server), live }), server };
}

const intent: DonationIntent = {
  key: 'b5f1d7c4-7c1e-4b51-9a0e-1d2c3b4a5f60',
  amount: { minor: 5000, currency: 'EUR' },
  returnUrl: 'https://example.org/mara',
  name: 'Lena M.',
};

describe('the server’s adapter', () => {
  adapterContract(async (document) => {
    const { adapter, server } = await backend(document);
    // What can be given is known from the first reading on.
    await adapter.getCampaign().catch(() => {});
    return { adapter, change: (next) => server.put(next as Record<string, unknown>) };
  });

  it('knows what can be given once it has read, and that a currency isn’t taken', async () => {
    const { adapter } = await backend();
    expect('startDonation' in adapter).toBe(false);
    await adapter.getCampaign();
    expect(adapter.donations).toEqual({
      intervals: ['once', 'month'],
      minimum: { minor: 50, currency: 'EUR' },
      maximum: { minor: 99_999_999, currency: 'EUR' },
    });
    expect('startDonation' in adapter).toBe(true);
    const other = await backend(bookCampaign({ currency: 'CHF' }));
    await other.adapter.getCampaign();
    expect('startDonation' in other.adapter).toBe(false);
    expect(other.adapter.donations).toBeUndefined();
  });

  it('begins a donation, and sees it through to paid and into the sum', async () => {
    const { adapter, server } = await backend();
    await adapter.getCampaign();
    const step = await adapter.startDonation!(intent);
    const reference = new URL((step as { url: string }).url).searchParams.get('glassjar-donation')!;
    expect(await adapter.getDonation!(reference)).toEqual({
      status: 'cancelled',
      amount: { minor: 5000, currency: 'EUR' },
      interval: 'once',
    });
    server.payments.isDone = true;
    await server.clock.pass(3000);
    expect((await adapter.getDonation!(reference)).status).toBe('pending');
    await server.pay(reference, 5000);
    expect((await adapter.getDonation!(reference)).status).toBe('paid');
    const { campaign } = await adapter.getCampaign();
    expect(campaign.entries).toMatchObject([
      { flow: 'gift+', amount: { minor: 5000 }, name: 'Lena M.', source: 'stripe' },
    ]);
  });

  it('has no share counted by a server that does not say it counts them', async () => {
    const { adapter } = await backend();
    expect('countShare' in adapter, 'before the first reading').toBe(false);
    const fetch = (async () => Response.json({ ...bookCampaign(), live: { version: 1 } })) as typeof globalThis.fetch;
    const silent = serverAdapter({ url: 'https://blog.example/wp-json/glassjar/v1/campaigns/7', fetch });
    await silent.getCampaign();
    expect('countShare' in silent).toBe(false);
  });

  it('counts a share on each channel that the page offers', async () => {
    const { adapter } = await backend();
    await adapter.getCampaign();
    const channels = [...networks, ...moreNetworks].map(({ id }) => id).concat('copy', 'system');
    for (const channel of channels) await adapter.countShare!(channel);
    const { campaign } = await adapter.getCampaign();
    const counted = campaign.share?.counts?.filter(({ count }) => count === 1).map(({ network }) => network);
    // What the organiser counted by hand stays as it was counted.
    expect(counted?.toSorted()).toEqual(channels.filter((channel) => channel !== 'facebook').toSorted());
    await expect(adapter.countShare!('nowhere')).rejects.toMatchObject({ code: 'invalid' });
  });

  describe('where a campaign has more entries than are sent to everyone', () => {
    type Line = Parameters<Opened['store']['append']>[1][number];
    const line = (index: number, rest: Partial<Line> = {}): Line => ({
      at: '2026-05-22',
      flow: 'gift+',
      reason: 'donation',
      amount: { minor: 100 + index, currency: 'EUR' },
      source: 'bank',
      key: `k${index}`,
      ...rest,
    });
    const mixed = (from: number, count: number): Line[] =>
      Array.from({ length: count }, (_, at) => {
        const index = from + at;
        if (index % 7 === 3) return line(index, { source: '' });
        if (index % 11 === 5)
          return line(index, { flow: 'cost+', reason: 'expense', source: '', label: 'Miete, Juni' });
        if (index % 13 === 6) return line(index, { flow: 'sale+', reason: 'purchase', source: '' });
        if (index % 17 === 8) return line(index, { source: 'nobody-said' });
        return line(index);
      });
    const audit = { at: '', actor: 'test', what: 'entry' } as const;

    async function crowded(
      count: number,
      limit = 5,
    ): Promise<{ adapter: CampaignAdapter; server: Opened; asked: string[] }> {
      const server = await open({ limits: { lines: limit } });
      opened = server;
      await server.put(bookCampaign({ sources: [{ id: 'bank', label: 'Konto' }], goal: undefined }));
      await server.store.append('mara', mixed(0, count), audit);
      const asked: string[] = [];
      const ask = fetchOf(server);
      const fetch = (async (input, init) => {
        asked.push(input as string);
        return ask(input, init);
      }) as typeof globalThis.fetch;
      const adapter = serverAdapter({ url: 'https://give.example.org/campaigns/mara', fetch });
      return { adapter, server, asked };
    }

    it('has them all on demand, to be added up against the sums', async () => {
      const { adapter } = await crowded(1300);
      const sums = await adapter.getCampaign();
      expect(adapter.allEntries?.count).toBe(1300);
      const progress: number[] = [];
      const { campaign, problems } = await adapter.allEntries!.read!({ onProgress: (read) => progress.push(read) });
      expect(problems).toEqual([]);
      expect(campaign.entries).toHaveLength(1300);
      expect(progress).toEqual([500, 1000, 1300]);
      const counted = totalsOf(campaign);
      const stated = totalsOf(sums.campaign);
      expect(counted.discrepancies).toEqual([]);
      expect([counted.raised, counted.spent, counted.fees, counted.balance]).toEqual([
        stated.raised,
        stated.spent,
        stated.fees,
        stated.balance,
      ]);
      // Each source's own lines, too: a sum without any would be no check.
      const { counted: bySource } = journalOf(campaign, counted);
      for (const { id, raised } of counted.sources) expect(bySource.get(id)).toBe(raised.minor);
    });

    it('asks for what came since only, also when it came while the pages were read', async () => {
      const { adapter, asked, server } = await crowded(20);
      await adapter.getCampaign();
      const all = adapter.allEntries!;
      await server.store.append('mara', mixed(20, 3), audit);
      const first = await all.read!();
      expect(first.campaign.entries).toHaveLength(20);
      expect(totalsOf(first.campaign).discrepancies).toEqual([]);
      await server.clock.pass(5000);
      await adapter.getCampaign();
      asked.length = 0;
      const { campaign } = await adapter.allEntries!.read!();
      expect(asked).toEqual(['https://give.example.org/campaigns/mara/entries?before=24&limit=3']);
      expect(campaign.entries).toHaveLength(23);
      expect(totalsOf(campaign).discrepancies).toEqual([]);
    });

    it('rejects rather than leave a line out', async () => {
      const { adapter, server } = await crowded(20);
      await adapter.getCampaign();
      const entries = server.store.entries.bind(server.store);
      server.store.entries = async (id, page) => (await entries(id, page)).filter(({ number }) => number !== 7);
      await expect(adapter.allEntries!.read!()).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('line 7 of the books did not come; try again'),
      });
      server.store.entries = async () => [];
      await expect(adapter.allEntries!.read!()).rejects.toMatchObject({ code: 'invalid' });
      server.store.entries = entries;
      expect((await adapter.allEntries!.read!()).campaign.entries).toHaveLength(20);
    });

    it('has none to offer where all are there', async () => {
      const { adapter } = await crowded(20, 1000);
      const { campaign } = await adapter.getCampaign();
      expect(campaign.entries).toHaveLength(20);
      expect(adapter.allEntries).toBeUndefined();
    });
  });

  it('says what the server says, in an error of ours', async () => {
    const { adapter } = await backend();
    await adapter.getCampaign();
    const asking = adapter.startDonation!({ ...intent, amount: { minor: 20, currency: 'EUR' } });
    await expect(asking).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('at least 0.50 EUR'),
    });
  });

  it('gives up on a server that never answers, and says so', async () => {
    const adapter = serverAdapter({
      url: 'https://give.example.org/campaigns/mara',
      timeout: 30,
      fetch: (_url, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    });
    await expect(adapter.getCampaign()).rejects.toMatchObject({ code: 'timeout' });
  });

  it('never goes back to older figures, whatever a cache on the way answers', async () => {
    const server = await open();
    opened = server;
    const old = await (await server.ask('/campaigns/mara')).text();
    await server.put(bookCampaign({ title: 'Neu' }));
    let answer = '';
    const adapter = serverAdapter({
      url: 'https://give.example.org/campaigns/mara',
      fetch: (input, init) => (answer ? Promise.resolve(new Response(answer)) : fetchOf(server)(input, init)),
    });
    const first = await adapter.getCampaign();
    answer = old;
    expect(await adapter.getCampaign()).toBe(first);
    expect(first.campaign.title).toBe('Neu');
  });

  describe('live', () => {
    it('hears of a change within a second, once, and stops when told to', async () => {
      const { adapter, server } = await backend(bookCampaign(), true);
      const seen: Reading[] = [await adapter.getCampaign()];
      const controller = new AbortController();
      const watching = adapter.watch!((reading) => seen.push(reading), { signal: controller.signal });
      await server.clock.pass(10);
      await server.put(bookCampaign({ title: 'Zwei' }));
      await server.put(bookCampaign({ title: 'Drei' }));
      await server.clock.pass(1000);
      expect(seen.map(({ campaign }) => campaign.title)).toEqual(['#einBuchFürMara', 'Drei']);
      expect(await adapter.getCampaign(), 'the very same').toBe(seen.at(-1));
      controller.abort();
      await watching;
      expect(server.handler.events.size).toBe(0);
    });

    it('leaves it at asking where the server has no room for one more', async () => {
      const server = await open({ limits: { listeners: 1 } });
      opened = server;
      const url = 'https://give.example.org/campaigns/mara';
      await server.ask('/campaigns/mara/events');
      const adapter = serverAdapter({ url, fetch: fetchOf(server), live: true });
      await adapter.getCampaign();
      await adapter.watch!(() => {}, { signal: new AbortController().signal });
    });

    it('is no watching at all unless it is asked for', async () => {
      const { adapter } = await backend();
      expect('watch' in adapter).toBe(false);
    });
  });
});
