/* A campaign with its books that moves: the sums are the same, whatever it came from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { jsonOfBooks } from '../../src/server/desk/export.ts';
import { transfer } from '../../src/server/desk/transfer.ts';
import { documentOf } from '../../src/server/document.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';

const actor = { kind: 'session', name: 'Anna' } as const;
const now = Date.parse('2026-11-28T12:00:00Z');
const document = {
  glassjar: 1,
  title: 'Mara',
  currency: 'EUR',
  language: 'de',
  sources: [
    { id: 'konto', label: 'Spendenkonto' },
    { id: 'buch', kind: 'sales' },
  ],
  updates: [{ at: '2026-05-22', title: 'Danke' }],
  entries: [
    { id: 'd', at: '2026-05-25', flow: 'gift-', reason: 'refund', amount: '20.00', source: 'konto', reverses: 'a' },
    { id: 'a', at: '2026-05-20', flow: 'gift+', amount: '50.00', source: 'konto', name: 'Lena', message: 'Alles Gute' },
    { id: 'b', at: '2026-05-21', flow: 'sale+', amount: '7.68', source: 'buch', label: 'Buch' },
    { id: 'c', at: '2026-05-22', flow: 'cost+', reason: 'fee', amount: '1.10', label: 'Bank' },
    { at: '2026-05-23', flow: 'gift+', amount: '10.00' },
  ],
};

/** What readers are told of a campaign's books. */
async function sumsOf(store: Store, id: string): Promise<unknown> {
  const stored = (await store.getCampaign(id))!;
  const lines = await store.entries(id, { limit: 500 });
  const sums = await store.sums(id);
  const made = documentOf(
    stored,
    { sums, shares: [], lines: lines.toReversed() },
    { pollEvery: 60, events: false },
    undefined,
  );
  const { balance, fees, raised, spent } = totalsOf(decode(made).campaign);
  return { balance, fees, raised, spent };
}

async function exported(store: Store, id: string): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of jsonOfBooks(store, (await store.getCampaign(id))!)) text += part;
  return JSON.parse(text) as Record<string, unknown>;
}

const memory = (): Promise<Store> => openSqlite(':memory:');

describe('a campaign that moves', () => {
  it('has the same sums and names, and moves on and back', async () => {
    const [one, other] = [await memory(), await memory()];
    expect(await transfer(one, 'mara', document, actor, now)).toEqual({ id: 'mara', entries: 5, added: 5, rest: 0 });
    const moved = await exported(one, 'mara');
    await transfer(other, 'again', moved, actor, now);
    expect(await sumsOf(other, 'again')).toEqual(await sumsOf(one, 'mara'));
    const direct = totalsOf(decode(document).campaign);
    expect(await sumsOf(one, 'mara')).toMatchObject({
      balance: direct.balance,
      spent: direct.spent,
      fees: direct.fees,
    });
    expect((await other.entries('again', { limit: 9 })).map(({ person }) => person?.name)).toContain('Lena');
    expect((await exported(other, 'again'))['updates']).toEqual(document.updates);
    await Promise.all([one.close(), other.close()]);
  });

  it('keeps what a source states beyond its entries, as one entry without a name', async () => {
    const store = await memory();
    const [konto, buch] = document.sources;
    const sources = [{ ...konto, raised: '1184.00', supporters: 12, asOf: '2026-06-01' }, buch];
    expect(await transfer(store, 'mara', { ...document, sources }, actor, now)).toMatchObject({ entries: 6, rest: 1 });
    const rest = (await store.entries('mara', { limit: 1 }))[0]!;
    expect(rest).toMatchObject({
      at: '2026-06-01',
      flow: 'gift+',
      amount: { minor: 114_400 },
      label: 'Ohne einzelne Buchungen',
    });
    expect(await sumsOf(store, 'mara')).toMatchObject({ raised: { minor: 118_400 + 768 } });
    await store.close();
  });

  it('leaves sums that are about so much, or that have no entry, as they were written', async () => {
    const store = await memory();
    const sources = [
      { id: 'konto', raised: '12000', bound: 'about' },
      { id: 'buch', kind: 'sales', copies: 431, proceeds: '7.68' },
    ];
    await transfer(store, 'mara', { ...document, sources }, actor, now);
    expect((await store.getCampaign('mara'))!.document['sources']).toEqual(sources);
    await store.close();
  });

  it('goes on where it was cut off, and books nothing twice', async () => {
    const store = await memory();
    const cut = { ...document, entries: document.entries.slice(1, 3) };
    await transfer(store, 'mara', cut, actor, now);
    await transfer(
      store,
      'mara',
      { ...document, entries: [...document.entries.slice(1), document.entries[0]] },
      actor,
      now,
    );
    await transfer(
      store,
      'mara',
      { ...document, entries: [...document.entries.slice(1), document.entries[0]] },
      actor,
      now,
    );
    expect((await store.sums('mara')).entries).toBe(5);
    await expect(transfer(store, 'mara', { ...document, title: 'Andere' }, actor, now)).rejects.toThrow(/already/);
    await expect(
      transfer(store, 'mara', { ...document, entries: [{ ...document.entries[1], amount: '1.00' }] }, actor, now),
    ).rejects.toThrow(/other entries/);
    await store.close();
  });

  it.each([
    [[], /no campaign of Glassjar/],
    [{ glassjar: 2 }, /no campaign of Glassjar/],
    [{ ...document, live: { lines: 5000 } }, /short form/],
    [{ ...document, entries: [{ ...document.entries[1], amount: '50,00' }] }, /need mending/],
    [{ ...document, entries: [document.entries[0]] }, /takes back "a", which is not in it/],
    [{ ...document, entries: [document.entries[1], document.entries[1]] }, /two of its entries have the id "a"/],
  ])('makes nothing of what can’t be moved whole', async (json, said) => {
    const store = await memory();
    await expect(transfer(store, 'mara', json, actor, now)).rejects.toThrow(said);
    expect(await store.listCampaigns()).toEqual([]);
    await store.close();
  });

  it('any books: the same sums', async () => {
    const entry = fc.record({
      at: fc.constantFrom('2026-05-20', '2026-05-21T10:00:00+02:00', '2026-06-30'),
      flow: fc.constantFrom('gift+', 'sale+', 'cost+'),
      amount: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
      source: fc.option(fc.constantFrom('konto', 'buch'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 30 }), async (entries) => {
        const store = await memory();
        const fit = entries.map(({ source, ...one }) => {
          const wanted = one.flow === 'sale+' ? 'buch' : 'konto';
          return one.flow !== 'cost+' && source === wanted ? { ...one, source } : one;
        });
        const json = JSON.parse(JSON.stringify({ ...document, entries: fit })) as Record<string, unknown>;
        await transfer(store, 'mara', json, actor, now);
        const direct = totalsOf(decode(json).campaign);
        expect(await sumsOf(store, 'mara')).toMatchObject({
          balance: direct.balance,
          spent: direct.spent,
          fees: direct.fees,
        });
        await store.close();
      }),
      { numRuns: 15 },
    );
  });
});
