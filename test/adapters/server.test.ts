/* The adapter, held against the real handler. */
import { afterEach, describe, expect, it } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import type { CampaignAdapter, DonationIntent, Reading } from '../../src/adapters/adapter.ts';
import { moreNetworks } from '../../src/components/share/more-networks.ts';
import { networks } from '../../src/components/share/networks.ts';
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

  it('counts a share on each channel that the page offers', async () => {
    const { adapter } = await backend();
    const channels = [...networks, ...moreNetworks].map(({ id }) => id).concat('copy', 'system');
    for (const channel of channels) await adapter.countShare!(channel);
    const { campaign } = await adapter.getCampaign();
    const counted = campaign.share?.counts?.filter(({ count }) => count === 1).map(({ network }) => network);
    // What the organiser counted by hand stays as it was counted.
    expect(counted?.toSorted()).toEqual(channels.filter((channel) => channel !== 'facebook').toSorted());
    await expect(adapter.countShare!('nowhere')).rejects.toMatchObject({ code: 'invalid' });
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
