import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Fact } from '../../src/server/books/facts.ts';
import type { Store } from '../../src/server/store/store.ts';
import { begun, change, event, line, mara, type OpenBench, paid, refund, sourceSums } from './store-samples.ts';

/** What donations begun and events told do. */
export function eventContract(open: OpenBench): void {
  const fresh = async () => {
    const bench = await open();
    await bench.store.putCampaign(mara, 0, change);
    return bench;
  };
  const begin = (store: Store, reference: string) => store.beginDonation(begun(reference));

  describe('donations', () => {
    it('are one for one key, also when they are begun twice at once', async () => {
      const { again, store } = await fresh();
      const other = await again();
      const [first, ...rest] = await Promise.all([
        store.beginDonation(begun('r1')),
        store.beginDonation(begun('r2', { key: 'key-r1' })),
        other.beginDonation(begun('r3', { key: 'key-r1' })),
      ]);
      for (const donation of rest) expect(donation).toEqual(first);
      await expect(store.beginDonation(begun('r4', { key: 'key-r1', fingerprint: 'other' }))).rejects.toMatchObject({
        code: 'key-used',
      });
      expect(await store.listDonations('mara', { limit: 9 })).toHaveLength(1);
    });

    it('are in the campaign’s currency, and of a campaign there is', async () => {
      const { store } = await fresh();
      const usd = begun('r1', { amount: { minor: 5, currency: 'USD' } });
      await expect(store.beginDonation(usd)).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.beginDonation(begun('r1', { campaign: 'other' }))).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it('remember what was answered', async () => {
      const { store } = await fresh();
      const person = { name: 'Lena', email: 'lena@geheim.example', isPublic: false };
      await store.beginDonation(begun('r1', { person, interval: 'month' }));
      const step = { kind: 'redirect', url: 'https://pay.example/1' } as const;
      const answered = await store.answerDonation('r1', step, ['cs_1', 'pi_1']);
      expect(answered).toMatchObject({
        reference: 'r1',
        source: 'stripe',
        status: 'open',
        interval: 'month',
        step,
        person,
      });
      expect(answered.ids).toEqual(['cs_1', 'pi_1']);
      expect(await store.getDonation('r1')).toEqual(answered);
      expect(await store.getDonation('r9')).toBeUndefined();
      await expect(store.answerDonation('r9', step, [])).rejects.toMatchObject({ code: 'not-found' });
    });

    it('are listed while somebody has to look at them', async () => {
      const { store } = await fresh();
      for (const reference of ['r1', 'r2', 'r3']) await begin(store, reference);
      await store.take(event('e1', [paid('pi_1')], { donation: 'r1', ids: [] }));
      await store.take(event('e2', [{ kind: 'pending', at: '2026-03-01T10:00:00Z' }], { donation: 'r2', ids: [] }));
      const references = async (status?: 'paid' | 'pending') =>
        (await store.listDonations('mara', { limit: 9, ...(status && { status }) })).map(({ reference }) => reference);
      expect(await references()).toEqual(['r3', 'r2']);
      expect(await references('paid')).toEqual(['r1']);
      expect((await store.sums('mara')).pending).toEqual({ count: 1, amount: 2500 });
    });
  });

  describe('events', () => {
    it('are found by their key, as long as it means the same', async () => {
      const { store } = await fresh();
      const { fingerprint, key } = begun('r1');
      expect(await store.donationOfKey(key, fingerprint)).toBeUndefined();
      const made = await begin(store, 'r1');
      expect(await store.donationOfKey(key, fingerprint)).toEqual(made);
      await expect(store.donationOfKey(key, 'other')).rejects.toMatchObject({ code: 'key-used' });
    });

    it('count what the provider took, once, with the name beside it', async () => {
      const { store } = await fresh();
      await store.beginDonation(begun('r1', { person: { name: 'Lena', isPublic: true } }));
      const told = event('e1', [paid('pi_1', 3000)], { donation: 'r1', ids: ['cs_1', 'pi_1'] });
      expect(await store.take(told)).toBe('applied');
      expect(await store.take(told)).toBe('known');
      expect(await store.take({ ...told, id: 'e2', type: 'other' })).toBe('applied');
      expect(await sourceSums(store, 'stripe')).toEqual({ gifts: 3000, givers: 1, sales: 0 });
      const [entry] = await store.entries('mara', { limit: 9 });
      expect(entry).toMatchObject({ donation: 'r1', person: { name: 'Lena' }, at: '2026-03-01T10:00:00Z' });
      expect((await store.getDonation('r1'))!.status).toBe('paid');
      const again = begun('r1', { person: { name: 'Lena', isPublic: true } });
      expect((await store.beginDonation(again)).reference).toBe('r1');
      await store.erase('mara', entry!.id, change);
      expect((await store.getDonation('r1'))!.person).toBeUndefined();
      // The hash over what was given is gone as well: nothing is known as the same any more, and nothing is begun anew unasked.
      const gone = { code: 'key-gone', message: expect.stringContaining('take a new key') };
      await expect(store.beginDonation(again)).rejects.toMatchObject(gone);
      await expect(store.donationOfKey(again.key, again.fingerprint)).rejects.toMatchObject(gone);
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('are held until their donation is known, whatever way it becomes known', async () => {
      const { store } = await fresh();
      expect(await store.take(event('e1', [refund('re_1', 500)], { ids: ['ch_1'] }))).toBe('held');
      expect(await store.take(event('e1', [refund('re_1', 500)], { ids: ['ch_1'] }))).toBe('known');
      // Ties the charge to a payment nobody knows yet.
      expect(await store.take(event('e2', [], { ids: ['pi_1', 'ch_1'] }))).toBe('held');
      expect(await store.take(event('e3', [paid('pi_1')], { donation: 'r1', ids: ['pi_1'] }))).toBe('held');
      expect((await store.sums('mara')).entries).toBe(0);
      await begin(store, 'r1');
      expect(await sourceSums(store, 'stripe')).toMatchObject({ gifts: 2000, givers: 1 });
      await begin(store, 'r2');
      await store.take(event('e4', [paid('pi_2')], { ids: ['pi_2', 'cs_2'] }));
      await store.answerDonation('r2', { kind: 'redirect', url: 'https://pay.example/2' }, ['cs_2']);
      expect(await sourceSums(store, 'stripe')).toMatchObject({ gifts: 4500, givers: 2 });
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('begin a donation where it began elsewhere, and wait for their campaign', async () => {
      const { store } = await open();
      const gift = (id: string, minor: number) =>
        event(
          id,
          [paid(id, minor)],
          { ids: [id] },
          {
            provider: 'ko-fi',
            begins: { campaign: 'mara', source: 'ko-fi', name: 'Jo', message: 'For Mara' },
          },
        );
      expect(await store.take(gift('k1', 500))).toBe('held');
      await store.putCampaign(mara, 0, change);
      expect(await store.take(gift('k2', 700))).toBe('applied');
      expect(await store.take(gift('k2', 700))).toBe('known');
      expect(await sourceSums(store, 'ko-fi')).toEqual({ gifts: 1200, givers: 2, sales: 0 });
      expect((await store.entries('mara', { limit: 1 }))[0]!.person).toMatchObject({ name: 'Jo', message: 'For Mara' });
    });

    it('begin a donation whatever keys others have taken', async () => {
      const { store } = await fresh();
      await store.beginDonation(begun('r1', { key: 'ko-fi:k1' }));
      const gift = event(
        'k1',
        [paid('k1')],
        { ids: ['k1'] },
        { provider: 'ko-fi', begins: { campaign: 'mara', source: 'ko-fi' } },
      );
      expect(await store.take(gift)).toBe('applied');
      expect(await sourceSums(store, 'ko-fi')).toMatchObject({ gifts: 2500, givers: 1 });
    });

    it('count a payment for one donation, whoever claims it later', async () => {
      const { store } = await fresh();
      await begin(store, 'r1');
      await begin(store, 'r2');
      await store.take(event('e1', [paid('pi_1')], { donation: 'r1', ids: [] }));
      await store.take(event('e2', [paid('pi_1')], { donation: 'r2', ids: [] }));
      expect(await sourceSums(store, 'stripe')).toMatchObject({ gifts: 2500, givers: 1 });
    });

    it('keep what is in another currency out of all sums, and tell of it', async () => {
      const { store } = await fresh();
      await begin(store, 'r1');
      const usd: Fact = {
        kind: 'paid',
        at: '2026-03-01T10:00:00Z',
        payment: 'pi_1',
        amount: { minor: 9, currency: 'USD' },
      };
      expect(await store.take(event('e1', [usd], { donation: 'r1', ids: [] }))).toBe('applied');
      expect((await store.sums('mara')).entries).toBe(0);
      // It is told, and is nothing wrong with the books.
      expect(await store.check()).toEqual({ flaws: [], notes: [expect.stringContaining('another currency than EUR')] });
    });

    it('refuse that a line from a payment is taken back by hand', async () => {
      const { store } = await fresh();
      await begin(store, 'r1');
      await store.take(event('e1', [paid('pi_1')], { donation: 'r1', ids: [] }));
      const back = line('b', { flow: 'gift-', reason: 'void', source: '', reverses: 'e1' });
      await expect(store.append('mara', [back], change)).rejects.toMatchObject({ code: 'invalid' });
    });

    it('are known to be missing until they were taken in', async () => {
      const { store } = await fresh();
      await store.take(event('e1', [], { ids: ['x'] }));
      expect(await store.missing('stripe', ['e1', 'e2', 'e3'])).toEqual(['e2', 'e3']);
      expect(await store.missing('ko-fi', ['e1'])).toEqual(['e1']);
      expect(await store.missing('stripe', [])).toEqual([]);
    });

    it('leave the campaign’s version alone when nothing that shows has changed', async () => {
      const { store } = await fresh();
      await begin(store, 'r1');
      const version = async () => (await store.getCampaign('mara'))!.version;
      const before = await version();
      await store.take(event('e1', [{ kind: 'failed', at: '2026-03-01T10:00:00Z' }], { donation: 'r1', ids: [] }));
      expect(await version()).toBe(before);
      await store.take(event('e2', [paid('pi_1')], { donation: 'r1', ids: [] }));
      expect(await version()).toBeGreaterThan(before);
    });
  });

  describe('listeners', () => {
    it('are told of what changes here and elsewhere, until they have enough', async () => {
      const { again, store } = await fresh();
      const other = await again();
      const enough = new AbortController();
      const heard = vi.fn<(campaign: string) => void>();
      await store.watch(heard, enough.signal);
      await store.append('mara', [line('a')], change);
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('mara'), 2000);
      heard.mockClear();
      // What was just written may be told again.
      await sleep(700);
      heard.mockClear();
      await other.append('mara', [line('b')], change);
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('mara'), 2000);
      enough.abort();
      await sleep(50);
      heard.mockClear();
      await store.append('mara', [line('c')], change);
      await sleep(700);
      expect(heard).not.toHaveBeenCalled();
    });
  });

  describe('what else is kept', () => {
    it('counts shares', async () => {
      const { store } = await fresh();
      await Promise.all([
        store.countShare('mara', 'mastodon'),
        store.countShare('mara', 'mastodon'),
        store.countShare('mara', 'mail'),
      ]);
      expect((await store.shares('mara')).map(({ channel, count }) => [channel, count])).toEqual([
        ['mail', 1],
        ['mastodon', 2],
      ]);
      await expect(store.countShare('other', 'mail')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('knows a secret until it expires, and one that is for once only once', async () => {
      const { store } = await fresh();
      const now = Date.now();
      await store.putSecret({ hash: 'h1', kind: 'login', expires: now + 60_000 });
      expect(await store.checkSecret('h1', 'session', now)).toBe(false);
      expect(await store.checkSecret('h1', 'login', now)).toBe(true);
      expect(await store.checkSecret('h1', 'login', now + 60_001)).toBe(false);
      const asked = await Promise.all([1, 2, 3].map(() => store.checkSecret('h1', 'login', now, true)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      await store.putSecret({ hash: 'h2', kind: 'token', expires: now + 60_000, label: 'script' });
      await store.dropSecret('h2');
      expect(await store.checkSecret('h2', 'token', now)).toBe(false);
    });

    it('lists the secrets of a kind by what they are for, until they are dropped', async () => {
      const { store } = await fresh();
      const now = Date.now();
      await store.putSecret({ hash: 'h2', kind: 'token', expires: now + 120_000, label: 'script' });
      await store.putSecret({ hash: 'h1', kind: 'token', expires: now + 60_000 });
      await store.putSecret({ hash: 'h3', kind: 'session', expires: now + 60_000 });
      expect(await store.secrets('token')).toEqual([
        { hash: 'h1', expires: now + 60_000 },
        { hash: 'h2', expires: now + 120_000, label: 'script' },
      ]);
      await store.dropSecret('h1');
      expect((await store.secrets('token')).map(({ hash }) => hash)).toEqual(['h2']);
    });

    it('keeps what the server tells its other commands', async () => {
      const { again, store } = await fresh();
      expect(await store.setting('address')).toBeUndefined();
      await store.putSetting('address', 'https://one.example');
      await store.putSetting('address', 'https://two.example');
      expect(await (await again()).setting('address')).toBe('https://two.example');
    });

    it('answers, and says so when it is closed', async () => {
      const { again } = await fresh();
      const other = await again();
      await other.ping();
      await other.close();
      await other.close();
      await expect(other.take(event('e1', [], { ids: [] }))).rejects.toMatchObject({ code: 'unavailable' });
      await expect(other.sums('mara')).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
}
