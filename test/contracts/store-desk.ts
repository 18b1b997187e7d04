import { describe, expect, it } from 'vitest';
import type { GivenBack } from '../../src/server/books/manual.ts';
import type { Change } from '../../src/server/store/store.ts';
import {
  all,
  begun,
  change,
  eur,
  event,
  line,
  mara,
  type OpenBench,
  paid,
  refund,
  sourceSums,
} from './store-samples.ts';

/** What is written by hand. */
export function deskContract(open: OpenBench): void {
  const fresh = async () => {
    const bench = await open();
    await bench.store.putCampaign(mara, 0, change);
    return bench;
  };

  describe('campaigns', () => {
    it('keeps a campaign as it was written, with a version that rises', async () => {
      const { store } = await open();
      const first = await store.putCampaign(mara, 0, change);
      expect(first).toEqual({ ...mara, version: first.version });
      expect(await store.getCampaign('mara')).toEqual(first);
      const second = await store.putCampaign({ ...mara, isPublished: false }, first.version, change);
      expect(second.version).toBeGreaterThan(first.version);
      expect((await store.listCampaigns()).map(({ id, isPublished }) => [id, isPublished])).toEqual([['mara', false]]);
      expect(await store.getCampaign('other')).toBeUndefined();
    });

    it('refuses a version that is not the last one any more', async () => {
      const { store } = await open();
      const { version } = await store.putCampaign(mara, 0, change);
      await expect(store.putCampaign(mara, 0, change)).rejects.toMatchObject({ code: 'conflict' });
      await store.append('mara', [line('a')], change);
      await expect(store.putCampaign(mara, version, change)).rejects.toMatchObject({ code: 'conflict' });
      await expect(store.putCampaign({ ...mara, id: 'new' }, 3, change)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('lets one of two who write at the same time win', async () => {
      const { again, store } = await fresh();
      const other = await again();
      const { version } = (await store.getCampaign('mara'))!;
      const done = await Promise.allSettled([
        store.putCampaign(mara, version, change),
        other.putCampaign(mara, version, change),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('keeps its currency once there is a line or a donation', async () => {
      const { store } = await fresh();
      const toYen = async () => {
        const { version } = (await store.getCampaign('mara'))!;
        return store.putCampaign({ ...mara, currency: 'JPY' }, version, change);
      };
      expect((await toYen()).currency).toBe('JPY');
      await store.append('mara', [line('a', { amount: { minor: 5, currency: 'JPY' } })], change);
      const { version } = (await store.getCampaign('mara'))!;
      await expect(store.putCampaign(mara, version, change)).rejects.toMatchObject({ code: 'invalid' });
    });

    it('writes down who changed what, newest first', async () => {
      const { store } = await fresh();
      await store.append('mara', [line('a')], { ...change, what: 'entry', detail: 'ten euros' });
      expect((await store.changes('mara', 5)).map(({ detail, what }) => [what, detail])).toEqual([
        ['entry', 'ten euros'],
        ['update', undefined],
      ]);
      expect(await store.changes('mara', 1)).toHaveLength(1);
    });
  });

  describe('lines entered by hand', () => {
    it('keeps the sums of each source, and the balance after each line', async () => {
      const { store } = await fresh();
      const written = await store.append(
        'mara',
        [
          line('a', { person: { name: 'Zoë 🌻', isPublic: true } }),
          line('b', { flow: 'sale+', reason: 'purchase', amount: eur(768), source: 'book', label: '1 copy' }),
          line('c', { flow: 'cost+', reason: 'expense', amount: eur(300), source: '', label: 'Rent, June' }),
          line('d', { flow: 'cost+', reason: 'fee', amount: eur(25), source: '' }),
        ],
        change,
      );
      expect(written.map(({ balance, number }) => [number, balance])).toEqual([
        [1, 1000],
        [2, 1768],
        [3, 1468],
        [4, 1443],
      ]);
      expect(new Set(written.map(({ id }) => id)).size).toBe(4);
      expect(await sourceSums(store, 'bank')).toEqual({ gifts: 1000, givers: 1, sales: 0 });
      expect(await sourceSums(store, 'book')).toEqual({ gifts: 0, givers: 0, sales: 768 });
      const sums = await store.sums('mara');
      expect(sums).toMatchObject({ spent: 300, fees: 25, entries: 4, pending: { count: 0, amount: 0 } });
      expect(sums.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(await store.entries('mara', { limit: 2 })).toEqual(written.slice(2).toReversed());
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('leaves out what is there already, and writes the rest', async () => {
      const { store } = await fresh();
      await store.append('mara', [line('a'), line('b')], change);
      const written = await store.append('mara', [line('b'), line('c'), line('c')], change);
      expect(written).toHaveLength(1);
      expect(await sourceSums(store, 'bank')).toMatchObject({ gifts: 3000, givers: 3 });
      expect(await store.append('mara', [line('a')], change)).toEqual([]);
    });

    it('keeps with a line what a bank’s file said of it, and gives it back with its key, here and elsewhere', async () => {
      const { again, store } = await fresh();
      const bank = { origin: 'camt.053', id: 'A-17', reference: 'digest' };
      await store.append('mara', [line('a', { bank }), line('b', { bank: { origin: 'lines' } }), line('c')], change);
      const seen = async (from: typeof store) =>
        (await all(from.everyEntry('mara'))).map((entry) => [entry.key, entry.bank]);
      const right = [
        ['a', bank],
        ['b', { origin: 'lines' }],
        ['c', undefined],
      ];
      expect(await seen(store)).toEqual(right);
      expect(await seen(await again())).toEqual(right);
      expect((await store.entries('mara', { limit: 3 })).map(({ key }) => key)).toEqual(['c', 'b', 'a']);
    });

    it('writes all lines or none', async () => {
      const { store } = await fresh();
      const wrong = line('b', { amount: { minor: 5, currency: 'USD' } });
      await expect(store.append('mara', [line('a'), wrong], change)).rejects.toMatchObject({ code: 'invalid' });
      expect((await store.sums('mara')).entries).toBe(0);
      await expect(store.append('nobody', [line('a')], change)).rejects.toMatchObject({ code: 'not-found' });
      await expect(store.append('mara', [line('a', { amount: eur(0) })], change)).rejects.toMatchObject({
        code: 'invalid',
      });
    });

    it('takes back a line where it was booked, up to what is left of it', async () => {
      const { store } = await fresh();
      const [gift] = await store.append('mara', [line('a')], change);
      const back = (key: string, minor: number, more = {}) =>
        store.append(
          'mara',
          [line(key, { flow: 'gift-', reason: 'void', source: '', reverses: gift!.id, amount: eur(minor), ...more })],
          change,
        );
      await back('b', 400);
      expect(await sourceSums(store, 'bank')).toEqual({ gifts: 600, givers: 1, sales: 0 });
      await expect(back('c', 601)).rejects.toMatchObject({ code: 'invalid' });
      await expect(back('c', 1, { flow: 'sale-' })).rejects.toMatchObject({ code: 'invalid' });
      await expect(back('c', 1, { flow: 'gift+' })).rejects.toMatchObject({ code: 'invalid' });
      await expect(back('c', 1, { reverses: 'e77' })).rejects.toMatchObject({ code: 'invalid' });
      await expect(back('c', 1, { source: 'book' })).rejects.toMatchObject({ code: 'invalid' });
      const [rest] = await back('c', 600);
      expect(rest).toMatchObject({ source: 'bank', reverses: gift!.id, balance: 0 });
      expect(await sourceSums(store, 'bank')).toEqual({ gifts: 0, givers: 0, sales: 0 });
      // What was taken back by mistake stands again.
      await store.append('mara', [line('d', { reverses: rest!.id, amount: eur(600) })], change);
      expect(await sourceSums(store, 'bank')).toEqual({ gifts: 600, givers: 1, sales: 0 });
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('gives back what came through a provider that tells of no refund: in parts, once each, never more than came', async () => {
      const { again, store } = await fresh();
      await store.take(
        event('e1', [paid('pi_1', 1000)], { ids: ['pi_1'] }, { begins: { campaign: 'mara', source: 'ko-fi' } }),
      );
      const at = '2026-03-05';
      const told = (id: string, minor: number): GivenBack => ({
        kind: 'refund',
        at,
        refund: id,
        amount: eur(minor),
        state: 'done',
      });
      const by: Change = { ...change, what: 'give-back', detail: '#1' };
      expect(await store.giveBack('mara', 'e1', told('desk.1', 400), by)).toBe(true);
      expect(await store.giveBack('mara', 'e1', told('desk.1', 400), by)).toBe(false);
      const [first] = await store.entries('mara', { limit: 1 });
      expect(first).toMatchObject({
        at,
        flow: 'gift-',
        reason: 'refund',
        reverses: 'e1',
        source: 'ko-fi',
        amount: eur(400),
      });
      expect(await sourceSums(store, 'ko-fi')).toEqual({ gifts: 600, givers: 1, sales: 0 });
      await expect(store.giveBack('mara', 'e1', told('desk.2', 601), by)).rejects.toMatchObject({ code: 'invalid' });
      // Ten at once, of two processes: what is left goes back once.
      const other = await again();
      const settled = await Promise.allSettled(
        [3, 4, 5, 6, 7].flatMap((n) =>
          [store, other].map((one) => one.giveBack('mara', 'e1', told(`${one === store}.${n}`, 600), by)),
        ),
      );
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await sourceSums(store, 'ko-fi')).toEqual({ gifts: 0, givers: 0, sales: 0 });
      expect((await store.sums('mara')).spent).toBe(0);
      expect((await store.changes('mara', 10)).filter(({ what }) => what === 'give-back')).toEqual([by, by]);
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('gives nothing back of what is no gift through a provider', async () => {
      const { store } = await fresh();
      await store.append('mara', [line('a')], change);
      await store.take(
        event('e1', [paid('pi_1'), refund('re_1', 500)], { ids: ['pi_1'] }, { begins: { campaign: 'mara' } }),
      );
      const lost: GivenBack = { kind: 'dispute', at: '2026-03-05', dispute: 'desk.1', amount: eur(1), state: 'lost' };
      const usd: GivenBack = { ...lost, amount: { minor: 1, currency: 'USD' } };
      await expect(store.giveBack('mara', 'e1', lost, change)).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.giveBack('mara', 'e3', lost, change)).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.giveBack('mara', 'e2', usd, change)).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.giveBack('mara', 'e9', lost, change)).rejects.toMatchObject({ code: 'not-found' });
      expect((await store.sums('mara')).entries).toBe(3);
      expect(await store.giveBack('mara', 'e2', lost, change)).toBe(true);
      expect((await store.entries('mara', { limit: 1 }))[0]).toMatchObject({ reason: 'dispute', amount: eur(1) });
    });

    it('takes a fee back from the fees', async () => {
      const { store } = await fresh();
      const [fee] = await store.append('mara', [line('a', { flow: 'cost+', reason: 'fee', source: '' })], change);
      await store.append('mara', [line('b', { flow: 'cost-', reason: 'void', source: '', reverses: fee!.id })], change);
      expect(await store.sums('mara')).toMatchObject({ spent: 0, fees: 0 });
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('lets no sum fall below zero', async () => {
      const { store } = await fresh();
      await store.append('mara', [line('a')], change);
      const more = line('b', { flow: 'gift-', reason: 'refund', amount: eur(1001) });
      await expect(store.append('mara', [more], change)).rejects.toMatchObject({ code: 'invalid' });
      const spent = line('b', { flow: 'cost-', reason: 'void', source: '' });
      await expect(store.append('mara', [spent], change)).rejects.toMatchObject({ code: 'invalid' });
      expect((await store.sums('mara')).entries).toBe(1);
    });

    it('reads pages without a gap or a repetition, and all lines in their order', async () => {
      const { store } = await fresh();
      const lines = Array.from({ length: 1203 }, (_, index) => line(`k${index}`, { amount: eur(index + 1) }));
      await store.append('mara', lines, change);
      const seen: number[] = [];
      let before: number | undefined;
      for (;;) {
        const page = await store.entries('mara', { limit: 500, ...(before !== undefined && { before }) });
        if (!page.length) break;
        seen.push(...page.map(({ number }) => number));
        before = seen.at(-1);
      }
      expect(seen).toEqual(lines.map((_, index) => 1203 - index));
      expect((await all(store.everyEntry('mara'))).map(({ number }) => number)).toEqual(seen.toReversed());
    });

    it('lets nobody change or remove a line, not even by SQL', async () => {
      const { store, tamper } = await fresh();
      await store.append('mara', [line('a')], change);
      await expect(tamper('UPDATE entries SET amount = 1')).rejects.toThrow(/never changed/);
      await expect(tamper('DELETE FROM entries')).rejects.toThrow(/never removed/);
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('finds a sum that somebody changed', async () => {
      const { store, tamper } = await fresh();
      await store.append('mara', [line('a')], change);
      await tamper('UPDATE sources SET gifts = gifts + 500');
      expect((await store.check()).flaws).toEqual([
        'mara: gifts of source "bank": the books say 1500, their lines add up to 1000',
      ]);
      await tamper('UPDATE campaigns SET balance = 7, entries = 2');
      expect((await store.check()).flaws).toHaveLength(3);
    });
  });

  describe('people', () => {
    it('are erased without touching a sum', async () => {
      const { store } = await fresh();
      const person = {
        name: 'Lena Geheim',
        message: 'Alles Gute',
        email: 'lena@geheim.example',
        isPublic: true,
        hideAmount: true,
      };
      const [written] = await store.append('mara', [line('a', { person }), line('b')], change);
      expect(written!.person).toEqual(person);
      const before = await store.sums('mara');
      const { version } = (await store.getCampaign('mara'))!;
      await store.erase('mara', written!.id, { ...change, what: 'erase' });
      expect(await store.sums('mara')).toEqual(before);
      expect((await store.getCampaign('mara'))!.version).toBeGreaterThan(version);
      expect(JSON.stringify([await all(store.everyEntry('mara')), await store.changes('mara', 9)])).not.toMatch(
        /geheim/i,
      );
      await expect(store.erase('mara', 'e99', change)).rejects.toMatchObject({ code: 'not-found' });
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('are nobody else’s once their number is free', async () => {
      const { store } = await fresh();
      const [first] = await store.append('mara', [line('a', { person: { name: 'A', isPublic: true } })], change);
      await store.erase('mara', first!.id, change);
      await store.beginDonation(begun('r1', { person: { name: 'B', isPublic: true } }));
      expect((await store.entries('mara', { limit: 1 }))[0]!.person).toBeUndefined();
    });

    it('are named later, also where nobody was known, and named anew; no sum moves, and all goes with one erasure', async () => {
      const { store } = await fresh();
      const [one, two] = await store.append(
        'mara',
        [line('a'), line('b', { person: { name: 'Lena', email: 'lena@geheim.example', isPublic: false } })],
        change,
      );
      const before = await store.sums('mara');
      const { version } = (await store.getCampaign('mara'))!;
      await store.nameGiver('mara', one!.id, { name: 'Tarek Geheim', isPublic: true }, change);
      await store.nameGiver('mara', one!.id, { name: 'Tarek G. Geheim', message: 'Hallo', isPublic: true }, change);
      await store.nameGiver('mara', two!.id, { name: 'Lena Geheim', isPublic: true }, change);
      expect((await all(store.everyEntry('mara'))).map(({ person }) => person)).toEqual([
        { name: 'Tarek G. Geheim', message: 'Hallo', isPublic: true },
        { name: 'Lena Geheim', email: 'lena@geheim.example', isPublic: true },
      ]);
      expect((await store.entries('mara', { limit: 1 }))[0]!.person?.name).toBe('Lena Geheim');
      expect(await store.sums('mara')).toEqual(before);
      expect((await store.getCampaign('mara'))!.version).toBeGreaterThan(version);
      for (const { id } of [one!, two!]) await store.erase('mara', id, change);
      expect(JSON.stringify(await all(store.everyEntry('mara')))).not.toMatch(/geheim/i);
      // Somebody who was erased may be named once more.
      await store.nameGiver('mara', two!.id, { name: 'L.', isPublic: true }, change);
      expect((await store.entries('mara', { limit: 1 }))[0]!.person).toEqual({ name: 'L.', isPublic: true });
      const nobody = store.nameGiver('mara', 'e99', { name: 'X', isPublic: true }, change);
      await expect(nobody).rejects.toMatchObject({ code: 'not-found' });
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('may stand at several lines, and are gone from all of them at once', async () => {
      const { store } = await fresh();
      const person = { name: 'Lena Geheim', isPublic: true };
      const [wrong] = await store.append('mara', [line('a', { person, source: 'book' })], change);
      const [, right] = await store.append(
        'mara',
        [
          line('b', { flow: 'gift-', reason: 'void', source: 'book', reverses: wrong!.id }),
          line('c', { source: 'bank', personOf: wrong!.id }),
        ],
        change,
      );
      expect(right!.person).toEqual(person);
      expect((await store.sums('mara')).sources).toMatchObject([
        { source: 'bank', gifts: 1000, givers: 1 },
        { source: 'book', gifts: 0, givers: 0 },
      ]);
      await store.nameGiver('mara', right!.id, { name: 'Lena G. Geheim', isPublic: true }, change);
      expect((await all(store.everyEntry('mara'))).map((entry) => entry.person?.name)).toEqual([
        'Lena G. Geheim',
        undefined,
        'Lena G. Geheim',
      ]);
      await store.erase('mara', right!.id, change);
      expect(JSON.stringify(await all(store.everyEntry('mara')))).not.toMatch(/geheim/i);
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });

    it('who began to give and never did are erased on their own, and dropped after a while', async () => {
      const { store } = await fresh();
      const person = (name: string) => ({ person: { name: `${name} Geheim`, isPublic: true } });
      for (const name of ['r1', 'r2', 'r3', 'r4']) await store.beginDonation(begun(name, person(name)));
      await store.take(event('e1', [paid('pi_3')], { donation: 'r3', ids: ['pi_3'] }));
      await store.take(event('e2', [{ kind: 'pending', at: '2026-03-01T10:00:00Z' }], { donation: 'r4', ids: [] }));
      await store.eraseGiver('r1', change);
      expect(await store.getDonation('r1')).not.toHaveProperty('person');
      await expect(store.eraseGiver('nobody', change)).rejects.toMatchObject({ code: 'not-found' });
      expect(await store.dropUnpaid('2000-01-01T00:00:00.000Z')).toBe(0);
      expect(await store.dropUnpaid('2999-01-01T00:00:00.000Z')).toBe(1);
      const names = await Promise.all(['r1', 'r2', 'r3', 'r4'].map((one) => store.getDonation(one)));
      // What was paid keeps its name, and so does what is on its way.
      expect(names.map((one) => one!.person?.name)).toEqual([undefined, undefined, 'r3 Geheim', 'r4 Geheim']);
      // It can still be paid; it is nameless then.
      await store.take(event('e3', [paid('pi_2')], { donation: 'r2', ids: ['pi_2'] }));
      await store.eraseGiver('r3', change);
      expect(JSON.stringify(await all(store.everyEntry('mara')))).not.toMatch(/geheim/i);
      expect((await store.sums('mara')).entries).toBe(2);
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
    });
  });

  it('completes a gift that was begun together with the lines beside it, all or none, and once', async () => {
    const { store } = await fresh();
    await store.beginDonation(begun('r'));
    const arrived = { ...event('t1', [paid('p1', 2000)], { donation: 'r', ids: [] }), provider: 'bank' };
    const foreign = line('b', { amount: { minor: 1, currency: 'USD' } });
    await expect(store.append('mara', [foreign], change, [arrived])).rejects.toMatchObject({ code: 'invalid' });
    expect((await store.sums('mara')).entries).toBe(0);
    expect(await store.append('mara', [line('a')], change, [arrived])).toMatchObject([
      { donation: 'r', amount: eur(2000) },
      { amount: eur(1000) },
    ]);
    expect(await store.append('mara', [line('a')], change, [arrived])).toEqual([]);
    expect((await store.sums('mara')).entries).toBe(2);
    expect(await store.getDonation('r')).toMatchObject({ status: 'paid' });
  });

  it('finds those keys that lines were written with, in their own campaign', async () => {
    const { store } = await fresh();
    await store.append('mara', [line('bank:a'), line('bank:b')], change);
    expect(await store.knownKeys('mara', ['bank:a', 'c', 'bank:a', "x'"])).toEqual(['bank:a']);
    expect(await store.knownKeys('mara', [])).toEqual([]);
    await store.putCampaign({ ...mara, id: 'other' }, 0, change);
    expect(await store.knownKeys('other', ['bank:a'])).toEqual([]);
  });
}
