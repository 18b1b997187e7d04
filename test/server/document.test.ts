/* The public document: whatever the books hold, it decodes, it adds up, and it holds nothing that isn't public. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../src/core/campaign.ts';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { foldCosts } from '../../src/server/costs.ts';
import { documentOf, publicEntries, type PublicDocument } from '../../src/server/document.ts';
import type { NewEntry, StoredCampaign } from '../../src/server/store/store.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';

const change = { at: '2026-05-22T12:00:00Z', actor: 'test', what: 'entry' };
const live = { pollEvery: 30, events: true };
const euro = (minor: number) => ({ minor, currency: 'EUR' });

const stored = (document: Record<string, unknown>): StoredCampaign => ({
  id: 'mara',
  document,
  currency: 'EUR',
  version: 7,
  isPublished: true,
});

/** What one kind of store makes of some lines: the document with each of them, and the one with sums. */
async function bothOf(
  document: Record<string, unknown>,
  lines: readonly NewEntry[],
): Promise<[PublicDocument, PublicDocument]> {
  const store = await openSqlite(':memory:', { now: () => Date.parse('2026-05-22T12:00:00Z') });
  await store.putCampaign(stored(document), 0, change);
  await store.append('mara', lines, change);
  const sums = await store.sums('mara');
  const all = (await store.entries('mara', { limit: 500 })).toReversed();
  const fold = foldCosts();
  for (const line of all) fold.take(line);
  const campaign = stored(document);
  return [
    documentOf(campaign, { sums, lines: all, shares: [] }, live, undefined),
    documentOf(campaign, { sums, costs: fold.sums(sums), given: fold.given, shares: [] }, live, undefined),
  ];
}

let keys = 0;
const line = (flow: NewEntry['flow'], minor: number, rest: Partial<NewEntry> = {}): NewEntry => ({
  at: '2026-05-22T12:00:00Z',
  flow,
  reason: flow[0] === 'g' ? 'donation' : flow[0] === 's' ? 'purchase' : 'expense',
  amount: euro(minor),
  source: '',
  key: `k${keys++}`,
  ...rest,
});

/** Lines as a store lets them stand: what goes back was there. */
const books = fc
  .array(
    fc.record({
      flow: fc.constantFrom('gift+' as const, 'sale+' as const, 'cost+' as const),
      minor: fc.integer({ min: 1, max: 1_000_000_00 }),
      source: fc.constantFrom('', 'bank', 'book', 'stripe', 'ko-fi'),
      isFee: fc.boolean(),
      label: fc.constantFrom('', 'Miete, Juni', 'Miete, Juli', 'Therapie'),
      back: fc.integer({ min: 0, max: 4 }),
      isNamed: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((rows) => {
    let count = 0;
    return rows.flatMap(({ back, flow, isFee, isNamed, label, minor, source }): NewEntry[] => {
      count += 1;
      const id = `e${count}`;
      const isCost = flow === 'cost+';
      const first = line(flow, minor, {
        source: isCost ? '' : source,
        ...(isCost && isFee && { reason: 'fee' as Reason }),
        ...(isCost && !isFee && label && { label }),
        ...(isNamed && { person: { name: 'Lena', email: 'lena@example.org', isPublic: true } }),
      });
      if (back !== 1 || minor < 2) return [first];
      count += 1;
      const half = Math.floor(minor / 2);
      const minus = `${flow.slice(0, 4)}-` as NewEntry['flow'];
      return [first, line(minus, half, { source: first.source, reason: isCost ? 'void' : 'refund', reverses: id })];
    });
  });

describe('the public document', () => {
  it('decodes without problems and adds up, whatever the books hold', async () => {
    await fc.assert(
      fc.asyncProperty(books, fc.boolean(), async (lines, isPlain) => {
        const document = isPlain ? bookCampaign({ sources: undefined }) : bookCampaign();
        for (const made of await bothOf(document, lines)) {
          const { campaign, problems } = decode(JSON.parse(JSON.stringify(made)));
          expect(problems).toEqual([]);
          expect(totalsOf(campaign).discrepancies).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says the same sums with each line and without', async () => {
    await fc.assert(
      fc.asyncProperty(
        books,
        fc.constantFrom([{}], [{ raised: '500' }], [{}, {}], [{ raised: '500' }, {}]),
        async (lines, gifts) => {
          fc.pre(lines.length > 0);
          const document = bookCampaign({
            sources: [
              ...gifts.map((more, index) => ({ id: ['bank', 'fest'][index], label: 'Konto', ...more })),
              { id: 'book', kind: 'sales' },
            ],
          });
          const [whole, summed] = (await bothOf(document, lines)).map((made) => totalsOf(decode(made).campaign));
          // Nothing came in: a sum of nothing, or none.
          expect(summed?.raised ?? euro(0)).toEqual(whole?.raised ?? euro(0));
          expect(summed?.bound).toBe(whole?.bound);
          // Where nothing went out there is no line to say so; nothing is said then, and nothing wrong.
          if (lines.some(({ flow }) => flow.startsWith('c'))) {
            expect([summed?.spent, summed?.fees]).toEqual([whole?.spent, whole?.fees]);
            if (whole?.raised) expect(summed?.balance).toEqual(whole.balance);
          }
          const bySource = (totals: typeof whole) =>
            totals?.sources
              .filter(({ id }) => id && !id.startsWith('other-'))
              .map(({ id, raised }) => [id, raised.minor]);
          expect(bySource(summed)).toEqual(expect.arrayContaining(bySource(whole) ?? []));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['the only source of gifts, beside copies sold', [{ id: 'konto' }], ['konto', 900 + 7680], 'exact'],
    ['the only one, which states its sum', [{ id: 'konto', raised: '500' }], ['konto', 50_000 + 7680], 'exact'],
    ['several that state nothing', [{ id: 'konto' }, { id: 'fest' }], ['other-gifts', 900 + 7680], 'exact'],
    [
      'several, of which one states a sum',
      [{ id: 'konto', raised: '500' }, { id: 'fest' }],
      [undefined, 50_000 + 7680],
      'at-least',
    ],
    ['none', [], ['other-gifts', 900 + 7680], 'exact'],
  ] as const)('places a gift that names no source: %s', async (_, gifts, [home, raised], bound) => {
    const book = { id: 'book', kind: 'sales', copies: 10, proceeds: '7.68' };
    for (const made of await bothOf(bookCampaign({ sources: [...gifts, book] }), [line('gift+', 900)])) {
      const { campaign, problems } = decode(JSON.parse(JSON.stringify(made)));
      expect(problems).toEqual([]);
      expect(totalsOf(campaign)).toMatchObject({ raised: euro(raised), bound, discrepancies: [] });
      const shown = publicEntries(
        [{ ...line('gift+', 900), id: 'e1', number: 1 } as never],
        bookCampaign({ sources: [...gifts, book] }),
        made,
      );
      if (made.live.lines) expect(shown[0]?.source).toBe(home);
      else expect(made.entries?.[0]?.source).toBe(home);
    }
  });

  it('says that nothing came in yet, so that the panel shows how to be the first', async () => {
    const unstated = { ...bookCampaign(), book: undefined };
    for (const sources of [undefined, [], [{ id: 'bank', label: 'Spendenkonto' }, { id: 'paypal' }]]) {
      for (const document of await bothOf({ ...unstated, sources }, [])) {
        const { campaign, problems } = decode(document);
        expect(problems).toEqual([]);
        expect(totalsOf(campaign)).toMatchObject({ raised: euro(0), bound: 'exact', discrepancies: [] });
      }
    }
  });

  it('says no zero where the organiser states a sum, or sales nobody counted', async () => {
    for (const document of await bothOf(bookCampaign(), [])) {
      expect(totalsOf(decode(document).campaign).raised?.minor).toBeGreaterThan(0);
    }
  });

  it('keeps what the organiser states by hand beside what the books count', async () => {
    const [made] = await bothOf(bookCampaign(), [line('gift+', 5000, { source: 'stripe' })]);
    expect(made.sources).toEqual([
      { id: 'bank', label: 'Spendenkonto', raised: '9184', supporters: 431 },
      { id: 'book', kind: 'sales', copies: 429, proceeds: '7.68' },
      { id: 'stripe', label: 'Stripe', kind: 'gifts', supporters: 1, complete: true },
    ]);
    expect(totalsOf(decode(made).campaign).raised).toEqual(euro(918_400 + 429 * 768 + 5000));
    expect(made.asOf, 'no fresher than its oldest part').toBe('2026-05-22T14:50:00+02:00');
  });

  it('takes the books’ word once they have all that was stated, and says that they are complete', async () => {
    const [made, summed] = await bothOf(bookCampaign(), [
      line('gift+', 918_400, { source: 'bank' }),
      line('sale+', 429 * 768, { source: 'book' }),
    ]);
    expect(made.sources).toEqual([
      { id: 'bank', label: 'Spendenkonto', supporters: 431, complete: true },
      { id: 'book', kind: 'sales', copies: 429, proceeds: '7.68', complete: true },
    ]);
    expect(summed.sources?.[0]).toMatchObject({ raised: '9184.00', complete: true });
    expect(made.asOf, 'to the day').toBe('2026-05-22');
    const [other] = await bothOf(bookCampaign(), [line('sale+', 429 * 768 + 100, { source: 'book' })]);
    expect(other.sources?.[1], 'copies that contradict the books').toEqual({
      id: 'book',
      kind: 'sales',
      proceeds: '7.68',
      complete: true,
    });
  });

  it('keeps a sum that was stated before the first entry: entries are a part of it until they are all of it', async () => {
    const gift = { key: 'first', source: 'bank' };
    for (const [lines, raised, isPart] of [
      [[line('gift+', 5000, gift)], 918_400, true],
      [[line('gift+', 5000, gift), line('gift-', 2000, { reverses: 'e1', reason: 'refund' })], 916_400, true],
      [[line('gift+', 918_400, gift), line('gift+', 100, { source: 'bank' })], 918_500, false],
      [[line('gift+', 918_400, gift), line('gift-', 918_400, { reverses: 'e1', reason: 'void' })], 0, false],
    ] as const) {
      for (const made of await bothOf(bookCampaign({ sources: bookCampaign()['sources'] }), lines)) {
        const { campaign, problems } = decode(made);
        const totals = totalsOf(campaign);
        expect(problems).toEqual([]);
        expect(totals.discrepancies).toEqual([]);
        expect(totals.sources.find(({ id }) => id === 'bank')?.raised).toEqual(euro(raised));
        expect(made.sources?.[0]?.complete ?? false).toBe(!isPart);
        expect(totals.supporters).toBe(431);
      }
    }
    const sources = [{ id: 'bank', raised: '9184', complete: true }];
    const [told] = await bothOf(bookCampaign({ sources }), [line('gift+', 5000, gift)]);
    expect(totalsOf(decode(told).campaign).sources[0]?.raised, 'who says that they are all').toEqual(euro(5000));
  });

  it('counts everyone who gave, also without a source, or nobody', async () => {
    const four = [1, 2, 3, 4].map((minor) => line('gift+', minor * 1000));
    for (const made of await bothOf(bookCampaign({ sources: [{ id: 'bank', label: 'Konto' }], book: undefined }), [
      ...four,
      line('gift+', 2000, { source: 'bank' }),
    ])) {
      const totals = totalsOf(decode(made).campaign);
      expect(totals).toMatchObject({ supporters: 5, raised: euro(12_000), discrepancies: [] });
    }
    const [loose] = await bothOf(bookCampaign({ sources: undefined, book: undefined }), four);
    expect(totalsOf(decode(loose).campaign).supporters).toBeUndefined();
  });

  it('holds no address or number by which a giver can be reached, though they agreed to be named', async () => {
    const message = 'Ruf an: 0171 2345678, DE89 3704 0044 0532 0130 00';
    const both = await bothOf(bookCampaign(), [
      line('gift+', 5000, { source: 'stripe', person: { name: 'Lena', message, isPublic: true } }),
      line('gift+', 5000, { source: 'stripe', person: { name: 'lena@example.org', isPublic: true } }),
    ]);
    expect(both[0].entries?.[0]).toMatchObject({ name: 'Lena', message: 'Ruf an: […], […]' });
    expect(both[0].entries?.[1]).not.toHaveProperty('name');
    expect(JSON.stringify(both.map(({ entries }) => entries))).not.toMatch(/2345678|0532|lena@/);
  });

  it('holds only what the wire format has: no e-mail, nothing of an organiser’s notes', async () => {
    const document = bookCampaign({
      secret: 'canary-1',
      organiser: { name: 'Jo', email: 'canary-2@example.org' },
      goal: { amount: '15000', note: { deep: 'canary-3' } },
      entries: [{ at: '2026-05-01', flow: 'gift+', amount: '1', name: 'canary-4' }],
      __proto__: { polluted: 'canary-5' },
    });
    const person = { name: 'Lena', message: 'Alles Gute', email: 'canary-6@example.org', isPublic: true };
    const both = await bothOf(document, [
      line('gift+', 5000, { person, source: 'stripe' }),
      line('gift+', 5000, { person: { ...person, name: 'canary-7', message: 'canary-8', isPublic: false } }),
    ]);
    expect(JSON.stringify(both)).not.toMatch(/canary/);
    expect(both[0].entries?.[0]).toEqual({
      id: 'e1',
      at: '2026-05-22',
      flow: 'gift+',
      reason: 'donation',
      amount: '50.00',
      source: 'stripe',
      name: 'Lena',
      message: 'Alles Gute',
    });
  });

  it('sends no names where the campaign withdraws them', async () => {
    const [made] = await bothOf(bookCampaign({ hideNames: true }), [
      line('gift+', 1, { person: { name: 'Lena', message: 'Hallo', isPublic: true } }),
    ]);
    expect(JSON.stringify(made.entries)).not.toMatch(/Lena|Hallo/);
  });

  it('tells the day in the campaign’s own time, and never the second', async () => {
    const document = bookCampaign({ timeZone: 'Europe/Berlin' });
    const [made] = await bothOf(document, [line('gift+', 1, { at: '2026-05-22T22:30:00Z' })]);
    expect(made.entries?.[0]?.at).toBe('2026-05-23');
  });

  it('sums costs by reason and purpose, and what was taken back where it was booked', async () => {
    const [, made] = await bothOf(bookCampaign({ sources: undefined }), [
      line('gift+', 100_000),
      line('cost+', 40_000, { label: 'Miete, Juni' }),
      line('cost+', 30_000, { label: 'Miete, Juli' }),
      line('cost+', 500, { reason: 'fee', label: 'Konto' }),
      line('cost-', 10_000, { reason: 'void', reverses: 'e2' }),
      line('cost-', 100, { reason: 'void', reverses: 'e4' }),
    ]);
    expect(made.entries).toMatchObject([
      { flow: 'cost+', reason: 'expense', amount: '600.00', label: 'Miete' },
      { flow: 'cost+', reason: 'fee', amount: '4.00' },
    ]);
  });

  it('shows that more went back than came, and doesn’t hide it in a sum', () => {
    // No store lets this stand; should one ever, the panel says so.
    const net = { sales: 0, givers: 0 };
    const sources = [
      { source: 'stripe', gifts: 5000, ...net },
      { source: 'bank', gifts: -100, ...net },
    ];
    const sums = { sources, spent: 0, fees: 0, entries: 2, pending: { count: 0, amount: 0 } };
    const booked = [
      { ...line('gift+', 5000, { source: 'stripe' }), id: 'e1', number: 1, balance: 5000 },
      { ...line('gift-', 100, { source: 'bank', reason: 'refund' }), id: 'e2', number: 2, balance: 4900 },
    ];
    for (const kept of [
      { sums, lines: booked, shares: [] },
      { sums, costs: [], shares: [] },
    ]) {
      const made = documentOf(stored(bookCampaign({ sources: [{ id: 'bank' }] })), kept, live, undefined);
      expect(totalsOf(decode(made).campaign).discrepancies).toContainEqual({ kind: 'negative', source: 'bank' });
    }
  });

  it('reads a link without a host as one of the campaign’s own page', async () => {
    const book = { title: 'Ein Buch', cover: './mara/cover.jpg', shops: [{ name: 'Laden', url: '/laden' }] };
    const [made] = await bothOf(bookCampaign({ url: 'https://example.org/2026/post', book }), []);
    expect(made.book).toMatchObject({
      cover: 'https://example.org/2026/mara/cover.jpg',
      shops: [{ url: 'https://example.org/laden' }],
    });
    // What is no link stays what it is, for its author to read of; so does one where nobody says whose page it is on.
    const [wrong] = await bothOf(bookCampaign({ book: { title: 'Ein Buch', cover: 'cover.jpg' } }), []);
    expect(wrong.book).toMatchObject({ cover: 'cover.jpg' });
    const [nowhere] = await bothOf(bookCampaign({ url: undefined, book }), []);
    expect(nowhere.book).toMatchObject({ cover: './mara/cover.jpg' });
  });

  it('leaves a wrong value for its author to read of', async () => {
    const [made] = await bothOf(bookCampaign({ goal: { amount: '12.000,-' } }), []);
    expect(decode(made).problems.map(({ path }) => path)).toEqual(['goal.amount']);
  });

  it('offers giving only where a provider takes the currency', () => {
    const sums = { sources: [], spent: 0, fees: 0, entries: 0, pending: { count: 0, amount: 0 } };
    const bare = stored(bookCampaign({ give: undefined }));
    const made = (options: Parameters<typeof documentOf>[3]) =>
      documentOf(bare, { sums, lines: [], shares: [] }, live, options);
    expect(made(undefined)).not.toHaveProperty('give');
    expect(made(undefined).live).not.toHaveProperty('donations');
    expect(made({ minimum: euro(50) })).toMatchObject({ give: {}, live: { donations: { minimum: '0.50' } } });
  });

  it('counts shares beside those that were counted by hand', () => {
    const sums = { sources: [], spent: 0, fees: 0, entries: 0, pending: { count: 0, amount: 0 } };
    const shares = [
      { channel: 'mastodon', count: 12, at: '2026-05-22T12:00:00Z' },
      { channel: 'facebook', count: 3, at: '2026-05-22T12:00:00Z' },
    ];
    expect(documentOf(stored(bookCampaign()), { sums, lines: [], shares }, live, undefined).share?.counts).toEqual([
      { network: 'facebook', count: 1280, bound: 'at-least', at: '2026-05-22' },
      { network: 'mastodon', count: 12, at: '2026-05-22' },
    ]);
  });
});
