import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign, Entry, Flow, Source } from '../../src/core/campaign.ts';
import { decode } from '../../src/core/decode.ts';
import { GlassjarError } from '../../src/core/errors.ts';
import { addUp, totalsOf as allTotals, type Totals } from '../../src/core/ledger.ts';
import { soundTotals } from '../../src/core/sound.ts';
import { bounds, campaign, entry, euro, row, source } from './campaigns.ts';

/** Whatever is tested here: the page's short way sums books up as the long one does, or leaves them to it. */
function totalsOf(given: Campaign): Totals {
  const totals = allTotals(given);
  const short = soundTotals(given);
  if (short) expect(short).toEqual(totals);
  const { damaged, sources = [] } = given;
  const isFlawed = totals.discrepancies.length || damaged.sources || damaged.entries;
  const isPlain =
    !totals.bound.startsWith('about') &&
    totals.sources.every(({ rest }) => !rest) &&
    // To which of several sources money belongs that names none, ledger.ts knows.
    (!sources.length ||
      given.entries?.every(({ flow, source: named, reverses }) => flow[0] === 'c' || named || reverses) !== false) &&
    sources.every(({ supporters }) => supporters === undefined);
  if (isFlawed) expect(short).toBeUndefined();
  else if (isPlain) expect(short).toBeDefined();
  return totals;
}

const kindsOf = (totals: Totals): string[] => totals.discrepancies.map(({ kind }) => kind);
const of = (sources: readonly Source[], entries: readonly Entry[] = [], rest: Partial<Campaign> = {}): Totals =>
  totalsOf(campaign({ ...(sources.length && { sources }), ...(entries.length && { entries }), ...rest }));
const inCents = (totals: Totals): number | undefined => totals.raised?.minor;

describe('sums of sources', () => {
  test('add up what each states, gifts and sales apart', () => {
    const totals = of([
      source('bank', 9184, { label: 'Spendenkonto', supporters: 431 }),
      source('book', undefined, { kind: 'sales', copies: 429, proceeds: euro(7.68) }),
    ]);
    expect(totals).toEqual({
      raised: euro(9184 + 3294.72),
      bound: 'exact',
      supporters: 431,
      sources: [
        { id: 'bank', label: 'Spendenkonto', kind: 'gifts', raised: euro(9184), bound: 'exact' },
        { id: 'book', kind: 'sales', raised: euro(3294.72), bound: 'exact', copies: 429 },
      ],
      entries: 0,
      discrepancies: [],
    });
  });

  test('are absent and not 0 where nothing says them', () => {
    for (const sources of [[], [source('bank')], [source('book', undefined, { kind: 'sales', copies: 429 })]]) {
      const totals = of(sources);
      expect(totals.raised).toBeUndefined();
      expect(totals.spent).toBeUndefined();
      expect(totals.balance).toBeUndefined();
      expect(totals.supporters).toBeUndefined();
    }
  });

  test('of 0 are said where the organiser says so', () => expect(of([source('bank', 0)]).raised).toEqual(euro(0)));

  test('are only as well known as their worst part', () => {
    for (const one of bounds) {
      for (const other of bounds) {
        const worst = Math.max(bounds.indexOf(one), bounds.indexOf(other));
        expect(of([source('a', 1, { bound: one }), source('b', 1, { bound: other })]).bound).toBe(bounds[worst]);
      }
    }
  });

  test("take the book's proceeds for sales that name none, as the book itself does", () => {
    const sold = source('book', undefined, { kind: 'sales', copies: 429 });
    const book = { title: 'x', proceeds: euro(7.68) };
    expect(of([sold], [], { book }).raised).toEqual(euro(3294.72));
    // Copies of something that is given away bring nothing a book's price could tell.
    expect(of([{ ...sold, kind: 'gifts' }], [], { book }).raised).toBeUndefined();
  });

  test('are "at least" where one more source came in that nobody has put a figure on', () => {
    expect(of([source('bank', 9184), source('book', undefined, { kind: 'sales', copies: 429 })])).toMatchObject({
      raised: euro(9184),
      bound: 'at-least',
    });
    expect(of([source('bank', 9184), source('paypal')]).bound).toBe('at-least');
    // In a ledger a source without entries is one through which nothing has come yet.
    expect(of([source('bank'), source('paypal')], [row('e1', 'gift+', 5, { at: 'bank' })])).toMatchObject({
      raised: euro(5),
      bound: 'exact',
    });
  });

  test('count a source that stands twice once, and flag it', () => {
    const entries = [row('e1', 'gift+', 50, { at: 'bank' })];
    for (const [sources, raised] of [
      [[source('bank'), source('bank')], 50],
      [[source('bank', 50), source('bank', 50)], 50],
    ] as const) {
      const totals = of(sources, entries);
      expect(totals.raised).toEqual(euro(raised));
      expect(totals.sources).toHaveLength(1);
      expect(totals.discrepancies).toEqual([{ kind: 'duplicate-source', source: 'bank' }]);
    }
    expect(of([source('bank', 5, { supporters: 3 }), source('bank', 5, { supporters: 3 })]).supporters).toBe(3);
  });

  test('beyond what can be counted exactly throw instead of being rounded', () => {
    const vast = Array.from({ length: 10 }, (_, index) =>
      source(`s${index}`, undefined, { raised: { minor: 999_999_999_999_999, currency: 'EUR' } }),
    );
    expect(() => of(vast)).toThrow(GlassjarError);
    expect(() => of([source('book', undefined, { kind: 'sales', copies: 1e12, proceeds: euro(1000) })])).toThrow(
      GlassjarError,
    );
  });
});

describe('sums of entries', () => {
  test('come from the ledger where sources state none', () => {
    const totals = of(
      [source('bank'), source('book', undefined, { kind: 'sales' })],
      [
        row('e1', 'gift+', 50, { at: 'bank' }),
        row('e2', 'gift+', 30.5, { at: 'bank' }),
        row('e3', 'sale+', 7.68, { at: 'book' }),
        row('e4', 'gift-', 50, { reverses: 'e1', reason: 'refund' }),
        row('e5', 'cost+', 20, { reason: 'expense' }),
        row('e6', 'cost+', 1.2, { reason: 'fee' }),
      ],
    );
    expect(totals).toEqual({
      raised: euro(38.18),
      bound: 'exact',
      spent: euro(20),
      fees: euro(1.2),
      balance: euro(16.98),
      sources: [
        { id: 'bank', kind: 'gifts', raised: euro(30.5), bound: 'exact' },
        { id: 'book', kind: 'sales', raised: euro(7.68), bound: 'exact' },
      ],
      entries: 6,
      discrepancies: [],
    });
  });

  test('need no sources at all: gifts and sales make one each', () => {
    expect(of([], [entry('gift+', 5), entry('sale+', 7), entry('gift+', 1)])).toMatchObject({
      raised: euro(13),
      sources: [
        { id: '', kind: 'gifts', raised: euro(6) },
        { id: '', kind: 'sales', raised: euro(7) },
      ],
      discrepancies: [],
    });
  });

  test('of costs alone say what was spent, and no balance without a sum that came in', () => {
    const totals = of([], [entry('cost+', 20), entry('cost+', 1, { reason: 'fee' })]);
    expect(totals).toMatchObject({ spent: euro(20), fees: euro(1), entries: 2 });
    expect(totals.raised).toBeUndefined();
    expect(totals.balance).toBeUndefined();
  });

  test('may leave a balance below zero, which is then shown', () => {
    expect(of([source('bank', 10)], [entry('cost+', 30)]).balance).toEqual(euro(-20));
  });

  test('a loss counts as spent, and a cost that is taken back is spent no more', () => {
    const totals = of(
      [source('bank', 100)],
      [
        row('c1', 'cost+', 20),
        row('c2', 'cost+', 5, { reason: 'loss' }),
        row('c3', 'cost-', 20, { reverses: 'c1', reason: 'void' }),
        row('f1', 'cost+', 3, { reason: 'fee' }),
        row('f2', 'cost+', 2, { reason: 'fee' }),
        row('f3', 'cost-', 3, { reverses: 'f1' }),
        row('f4', 'cost-', 1, { reason: 'fee' }),
      ],
    );
    expect(totals).toMatchObject({ spent: euro(5), fees: euro(1), balance: euro(94), discrepancies: [] });
  });

  test('what takes an expense back takes it from what was spent, whatever it calls itself', () => {
    const totals = of(
      [],
      [
        row('c1', 'cost+', 20),
        row('f1', 'cost+', 9, { reason: 'fee' }),
        row('c2', 'cost-', 5, { reverses: 'c1', reason: 'fee' }),
      ],
    );
    expect(totals).toMatchObject({ spent: euro(15), fees: euro(9) });
  });

  test('what takes a gift back belongs where the gift was booked, over several steps too', () => {
    const entries = [
      row('e1', 'gift+', 50, { at: 'bank' }),
      row('e2', 'gift-', 50, { reverses: 'e1', reason: 'dispute' }),
      row('e3', 'gift+', 50, { reverses: 'e2', reason: 'dispute-won' }),
    ];
    for (const stated of [undefined, 50]) {
      expect(of([source('bank', stated), source('paypal', 0)], entries)).toMatchObject({
        raised: euro(50),
        discrepancies: [],
      });
    }
  });

  test('a refund from another account is booked where it says', () => {
    const entries = [
      row('e1', 'gift+', 50, { at: 'bank' }),
      row('e2', 'gift+', 60, { at: 'paypal' }),
      row('e3', 'gift-', 50, { at: 'paypal', reverses: 'e1' }),
    ];
    const totals = of([source('bank'), source('paypal')], entries);
    expect(totals.sources.map(({ raised }) => raised)).toEqual([euro(50), euro(10)]);
    expect(totals.discrepancies).toEqual([]);
  });

  test('circles of reversals end', () => {
    const entries = [
      row('a', 'gift-', 5, { reverses: 'b' }),
      row('b', 'gift+', 5, { reverses: 'a' }),
      row('c', 'gift+', 5, { reverses: 'c' }),
    ];
    expect(of([], entries).raised).toEqual(euro(5));
  });
});

test('books that say they are complete, and count everyone, go the page’s short way', () => {
  const given = campaign({
    sources: [source('bank', undefined, { complete: true, supporters: 2 }), source('book', 7, { kind: 'sales' })],
    entries: [row('e1', 'gift+', 50, { at: 'bank' }), entry('gift+', 5, { source: 'bank', name: 'Lena' })],
  });
  expect(soundTotals(given)).toMatchObject({ supporters: 2, raised: euro(62) });
});

describe('what stands twice', () => {
  test('counts once and is flagged, however often it arrives', () => {
    const one = row('e1', 'gift+', 50);
    const totals = of([], [one, { ...one }, row('e2', 'gift+', 1), { ...one }]);
    expect(totals).toMatchObject({ raised: euro(51), entries: 2 });
    expect(totals.discrepancies).toEqual([
      { kind: 'duplicate', entry: 'e1' },
      { kind: 'duplicate', entry: 'e1' },
    ]);
  });

  test('but differs counts as the line that leaves less, in either order', () => {
    for (const [one, other, raised, balance] of [
      [row('e', 'gift+', 70), row('e', 'gift+', 50), 50, 50],
      [row('e', 'gift+', 50), row('e', 'cost+', 50), undefined, undefined],
      [row('e', 'cost+', 5), row('e', 'cost+', 9), 100, 91],
      [row('e', 'cost-', 5), row('e', 'cost-', 2), 100, 82],
    ] as const) {
      const rest = raised === 100 ? [row('g', 'gift+', 100), row('c', 'cost+', balance === 82 ? 20 : 0.01)] : [];
      for (const entries of [
        [one, other],
        [other, one],
      ]) {
        const totals = of([], [...rest, ...entries]);
        expect(totals.raised).toEqual(raised === undefined ? undefined : euro(raised));
        if (balance !== undefined && totals.balance) expect(Math.round(totals.balance.minor / 100)).toBe(balance);
        expect(kindsOf(totals)).toEqual(['duplicate']);
      }
    }
  });

  test('without an id is two things: nothing says that they are one', () => {
    expect(of([], [entry('gift+', 5), entry('gift+', 5)])).toMatchObject({ raised: euro(10), discrepancies: [] });
  });
});

describe('what a source states and what its entries add up to', () => {
  const compare = (stated: number, counted: number, bound: (typeof bounds)[number], rest: Partial<Source>): Totals =>
    of(
      [source('bank', stated, { bound, label: 'Konto', ...rest })],
      [row('e1', counted < 0 ? 'gift-' : 'gift+', Math.abs(counted), { at: 'bank' })],
    );

  test.each([
    ['exact', 500, 450, 50],
    ['exact', 500, 499.99, 0.01],
    ['exact', 500, -20, 520],
    ['at-least', 500, 499.99, 0.01],
    ['about', 500, 449, 51],
  ] as const)(
    '%s %i with %d in entries: these are a part of it, and the rest is told',
    (bound, stated, counted, rest) => {
      const totals = compare(stated, counted, bound, {});
      expect(totals).toMatchObject({ raised: euro(stated), bound, discrepancies: [] });
      expect(totals.sources[0]).toMatchObject({ raised: euro(stated), rest: euro(rest) });
    },
  );

  test('a source with no entry of its own is not compared, whatever it says', () => {
    for (const complete of [true, false]) {
      expect(
        of([source('bank', 500, { complete }), source('till')], [row('e1', 'gift+', 5, { at: 'till' })]),
      ).toMatchObject({
        raised: euro(505),
        discrepancies: [],
      });
    }
  });

  test.each([
    ['exact', 500, 500, 500],
    ['at-least', 500, 500, 500],
    ['at-least', 500, 620, 500],
    ['about', 500, 500, 500],
    ['about', 500, 460, 500],
    ['about', 500, 540, 500],
  ] as const)('%s %i agrees with %i', (bound, stated, counted, shown) => {
    const totals = compare(stated, counted, bound, { complete: true });
    expect(totals).toMatchObject({ raised: euro(shown), bound, discrepancies: [] });
  });

  test.each([
    ['exact', 500, 450, 450],
    ['exact', 500, 499.99, 499.99],
    ['exact', 500, 500.01, 500],
    ['at-least', 500, 499.99, 499.99],
    ['about', 500, 449, 449],
    ['about', 500, 5000, 500],
    ['exact', 0, 5, 0],
  ] as const)(
    '%s %i, of which all is said to stand in entries, disagrees with %d: the smaller one is shown, and both are told',
    (bound, stated, counted, shown) => {
      const totals = compare(stated, counted, bound, { complete: true });
      expect(totals.raised).toEqual(euro(shown));
      expect(totals.discrepancies).toEqual([
        { kind: 'sum', source: 'bank', label: 'Konto', stated: euro(stated), counted: euro(counted) },
      ]);
    },
  );

  test('more in entries than is stated is wrong, whether they are complete or not', () => {
    for (const [bound, counted] of [
      ['exact', 500.01],
      ['about', 551],
    ] as const) {
      expect(compare(500, counted, bound, {})).toMatchObject({ raised: euro(500), discrepancies: [{ kind: 'sum' }] });
    }
    expect(compare(500, 5000, 'at-least', {}).discrepancies).toEqual([]);
  });

  test('copies times proceeds are held against the entries too', () => {
    const sold = source('book', undefined, { kind: 'sales', copies: 2, proceeds: euro(7.68) });
    expect(of([sold], [row('s1', 'sale+', 15.36, { at: 'book' })]).discrepancies).toEqual([]);
    expect(of([sold], [row('s1', 'sale+', 7.68, { at: 'book' })])).toMatchObject({
      raised: euro(15.36),
      sources: [{ rest: euro(7.68) }],
      discrepancies: [],
    });
    expect(of([{ ...sold, complete: true }], [row('s1', 'sale+', 7.68, { at: 'book' })])).toMatchObject({
      raised: euro(7.68),
      discrepancies: [{ kind: 'sum', stated: euro(15.36), counted: euro(7.68) }],
    });
  });

  test('a stated sum that its own copies contradict is flagged, and the smaller one is shown', () => {
    const sold = (raised: number, bound: (typeof bounds)[number] = 'exact'): Totals =>
      of([source('book', raised, { kind: 'sales', copies: 429, proceeds: euro(7.68), bound })]);
    expect(sold(3294.72)).toMatchObject({ raised: euro(3294.72), discrepancies: [] });
    expect(sold(4000)).toMatchObject({ raised: euro(3294.72), discrepancies: [{ kind: 'copies', source: 'book' }] });
    expect(sold(3000)).toMatchObject({ raised: euro(3000), discrepancies: [{ kind: 'copies', source: 'book' }] });
    // Two figures of which neither is exact can't contradict each other.
    expect(sold(4000, 'at-least')).toMatchObject({ raised: euro(4000), discrepancies: [] });
    expect(sold(4000, 'about')).toMatchObject({ raised: euro(4000), discrepancies: [] });
  });

  test('sales booked to a source of gifts count there', () => {
    const totals = of(
      [source('till', 12)],
      [row('e1', 'gift+', 5, { at: 'till' }), row('e2', 'sale+', 7, { at: 'till' })],
    );
    expect(totals).toMatchObject({ raised: euro(12), sources: [{ id: 'till', kind: 'gifts' }], discrepancies: [] });
  });
});

describe('entries of no known source', () => {
  test('are flagged, and counted where sources state no sums', () => {
    const totals = of(
      [source('bank')],
      [row('e1', 'gift+', 50, { at: 'Bank' }), row('e2', 'gift+', 5, { at: 'bank' })],
    );
    expect(totals).toMatchObject({ raised: euro(55), discrepancies: [{ kind: 'unknown-source', entry: 'e1' }] });
  });

  test('are left out where a source of their kind states its sum, which may well hold them already; a wrong name is flagged', () => {
    for (const [at, sources, discrepancies] of [
      ['Bank', [source('bank', 9184)], [{ kind: 'unknown-source', entry: 'e1' }]],
      [undefined, [source('bank', 9184), source('paypal')], []],
    ] as const) {
      const totals = of(sources, [row('e1', 'gift+', 50, at ? { at } : {})]);
      expect(totals).toMatchObject({
        raised: euro(9184),
        bound: 'at-least',
        discrepancies,
      });
    }
  });

  test('that name none belong to the only source of their kind, whether or not that states its sum', () => {
    const sources = [source('bank', 9184), source('book', undefined, { kind: 'sales', copies: 3, proceeds: euro(7) })];
    const totals = of(sources, [
      row('e1', 'gift+', 50),
      row('e2', 'sale+', 7),
      row('e3', 'gift+', 9),
      row('e4', 'gift-', 9, { reverses: 'e3' }),
    ]);
    expect(totals).toMatchObject({ raised: euro(9205), bound: 'exact', discrepancies: [] });
    expect(totals.sources.map(({ rest }) => rest)).toEqual([euro(9134), euro(14)]);
    expect(of([source('card')], [row('e1', 'gift+', 50)]).sources).toEqual([
      { id: 'card', kind: 'gifts', raised: euro(50), bound: 'exact' },
    ]);
  });

  test('that take money back do count', () => {
    expect(of([source('bank', 100)], [entry('gift-', 30)]).raised).toEqual(euro(70));
  });

  test('in costs are nothing to flag', () => {
    expect(
      of([source('bank', 100)], [row('c1', 'cost+', 30, { at: 'elsewhere' }), entry('cost+', 1)]).discrepancies,
    ).toEqual([]);
  });
});

describe('reversals', () => {
  test.each([
    ['of nothing', [row('e1', 'gift+', 50), row('e2', 'gift-', 50, { reverses: 'e9' })]],
    ['of itself', [row('e0', 'gift+', 50), row('e2', 'gift-', 50, { reverses: 'e2' })]],
    ['in the same direction', [row('e1', 'gift+', 50), row('e2', 'gift+', 50, { reverses: 'e1' })]],
    [
      'of a gift as a cost',
      [row('e1', 'gift+', 50), row('c0', 'cost+', 60), row('e2', 'cost-', 50, { reverses: 'e1' })],
    ],
    [
      'of a sale as a gift',
      [row('s1', 'sale+', 50), row('g1', 'gift+', 50), row('e2', 'gift-', 50, { reverses: 's1' })],
    ],
  ])('%s are flagged', (_, entries) => {
    expect(of([], entries).discrepancies).toEqual([{ kind: 'reverses-nothing', entry: 'e2' }]);
  });

  test('are named by what they reverse when they have no id', () => {
    expect(of([], [entry('gift+', 9), entry('gift-', 5, { reverses: 'e9' })]).discrepancies).toEqual([
      { kind: 'reverses-nothing', entry: 'e9' },
    ]);
  });

  test('may stand before what they reverse', () => {
    const totals = of(
      [source('bank')],
      [row('e2', 'gift-', 20, { reverses: 'e1' }), row('e1', 'gift+', 50, { at: 'bank' })],
    );
    expect(totals).toMatchObject({ raised: euro(30), sources: [{ id: 'bank', raised: euro(30) }], discrepancies: [] });
  });
});

describe('sums below zero, which no campaign can have', () => {
  test('in a source are flagged and lower the total', () => {
    const totals = of(
      [source('bank', 100), source('book', undefined, { kind: 'sales' })],
      [row('s1', 'sale-', 7, { at: 'book' })],
    );
    expect(totals).toMatchObject({ raised: euro(93), discrepancies: [{ kind: 'negative', source: 'book' }] });
  });

  test('as the total of what came in are withheld, and the balance with it', () => {
    const totals = of([], [entry('gift+', 5), entry('gift-', 7), entry('cost+', 1)]);
    expect(totals.raised).toBeUndefined();
    expect(totals.balance).toBeUndefined();
    expect(totals).toMatchObject({ sources: [], spent: euro(1), discrepancies: [{ kind: 'negative', source: '' }] });
  });

  test('as costs are withheld, for they would make the balance larger than what came in', () => {
    for (const reason of ['expense', 'fee'] as const) {
      const totals = of([source('bank', 100)], [entry('cost-', 30, { reason })]);
      expect(totals.spent).toBeUndefined();
      expect(totals.fees).toBeUndefined();
      expect(totals.balance).toBeUndefined();
      expect(totals).toMatchObject({ raised: euro(100), discrepancies: [{ kind: 'negative', source: '' }] });
    }
  });
});

describe('a document that could not be read whole', () => {
  const entries = [row('e1', 'gift+', 50, { at: 'bank' }), row('c1', 'cost+', 5)];
  const broken = (sources: boolean, rest: boolean): Partial<Campaign> => ({ damaged: { sources, entries: rest } });

  test('gives no total when a source is missing from it, nor its parts, nor how many gave', () => {
    const totals = of([source('bank', 50, { supporters: 3 })], entries, broken(true, false));
    expect(totals.raised).toBeUndefined();
    expect(totals.balance).toBeUndefined();
    expect(totals.supporters).toBeUndefined();
    expect(totals).toMatchObject({ sources: [], spent: euro(5), fees: euro(0), discrepancies: [], entries: 0 });
  });

  test('gives no sum of entries when one is missing from it', () => {
    const totals = of([source('bank')], entries, broken(false, true));
    expect(totals.raised).toBeUndefined();
    expect(totals.spent).toBeUndefined();
    expect(totals.balance).toBeUndefined();
    expect(totals).toMatchObject({ sources: [], entries: 0 });
    expect(of([], entries, broken(false, true)).raised).toBeUndefined();
  });

  test('still gives what all sources state, unchecked', () => {
    expect(of([source('bank', 70)], entries, broken(false, true))).toMatchObject({
      raised: euro(70),
      entries: 0,
      discrepancies: [],
    });
  });

  test('gives no total when money that belongs to no source was among what is missing', () => {
    expect(of([source('bank', 70)], [entry('gift-', 5)], broken(false, true)).raised).toBeUndefined();
  });

  test('accuses no line of naming what was refused', () => {
    const reversing = [row('e2', 'gift-', 5, { reverses: 'refused', at: 'bank' })];
    expect(of([source('bank', 70)], reversing, broken(false, true)).discrepancies).toEqual([]);
    const elsewhere = [row('e2', 'gift-', 5, { reverses: 'refused' })];
    expect(of([source('bank', 70)], elsewhere, broken(false, true)).discrepancies).toEqual([]);
    const sold = source('book', 70, { kind: 'sales', copies: 9 });
    expect(of([sold], [], { book: { title: 'x', proceeds: euro(1) }, ...broken(true, false) }).discrepancies).toEqual(
      [],
    );
    expect(of([], [row('e1', 'gift+', 5, { at: 'refused' })], broken(true, false)).discrepancies).toEqual([]);
  });

  test('from the file to the sum: one unreadable amount and no total that pretends', () => {
    const document = (amount: unknown): unknown => ({
      glassjar: 1,
      title: 'x',
      currency: 'EUR',
      sources: [{ id: 'bank' }],
      entries: [
        { at: '2026-05-22', flow: 'gift+', amount: '50', source: 'bank' },
        { at: '2026-05-23', flow: 'gift-', amount, source: 'bank' },
      ],
    });
    expect(totalsOf(decode(document('20')).campaign).raised).toEqual(euro(30));
    for (const amount of ['20,00', '-20', 20, null, '2.000', '0'])
      expect(totalsOf(decode(document(amount)).campaign).raised).toBeUndefined();
  });
});

describe('for any ledger', () => {
  const flows: readonly Flow[] = ['gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-'];
  const anyEntry: fc.Arbitrary<Entry> = fc
    .record(
      {
        flow: fc.constantFrom(...flows, 'gift+' as const, 'gift+' as const),
        cents: fc.integer({ min: 1, max: 1e7 }),
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        source: fc.constantFrom('bank', 'book', 'nowhere'),
        reverses: fc.constantFrom('a', 'b', 'c', 'zzz'),
        reason: fc.constantFrom('fee' as const, 'expense' as const),
      },
      { requiredKeys: ['flow', 'cents'] },
    )
    .map(({ cents, ...rest }) => ({ at: '2026-05-22', amount: { minor: cents, currency: 'EUR' }, ...rest }) as Entry);
  const anySource = (id: string): fc.Arbitrary<Source> =>
    fc
      .record(
        {
          raised: fc.integer({ min: 0, max: 1e8 }).map((minor) => ({ minor, currency: 'EUR' })),
          bound: fc.constantFrom(...bounds),
          kind: fc.constantFrom('gifts' as const, 'sales' as const),
          copies: fc.integer({ min: 0, max: 500 }),
          proceeds: fc.constant(euro(7.68)),
          complete: fc.boolean(),
          supporters: fc.nat(3),
        },
        { requiredKeys: [] },
      )
      .map((rest) => ({ id, ...rest }) as Source);
  const anySources = fc.tuple(anySource('bank'), anySource('book')).chain((all) => fc.subarray(all));
  const anyLedger = fc.array(anyEntry, { maxLength: 12 });
  /** Lines under one id are the same line, as when a delivery is repeated. */
  const repeated = anyLedger.map((entries) =>
    entries.map((line) => entries.find(({ id }) => id && id === line.id) ?? line),
  );

  test('the order of its lines changes no sum and no finding', () => {
    fc.assert(
      fc.property(
        anySources,
        repeated.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
        ),
        (sources, [entries, shuffled]) => {
          const [one, other] = [of(sources, entries), of(sources, shuffled)];
          const sorted = (totals: Totals): string[] =>
            totals.discrepancies.map((found) => JSON.stringify(found)).sort();
          expect({ ...other, discrepancies: sorted(other) }).toEqual({ ...one, discrepancies: sorted(one) });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('nothing is ever below zero but a balance and a flagged source, and the parts make the total', () => {
    fc.assert(
      fc.property(anySources, anyLedger, (sources, entries) => {
        const totals = of(sources, entries);
        for (const value of [totals.raised, totals.spent, totals.fees])
          expect(value?.minor ?? 0).toBeGreaterThanOrEqual(0);
        if (totals.raised)
          expect(totals.sources.reduce((sum, { raised }) => sum + raised.minor, 0)).toBe(inCents(totals));
        for (const { id, raised } of totals.sources) {
          if (raised.minor < 0)
            expect(totals.discrepancies).toContainEqual(expect.objectContaining({ kind: 'negative', source: id }));
        }
        if (totals.balance)
          expect(totals.balance.minor).toBe(totals.raised!.minor - totals.spent!.minor - totals.fees!.minor);
      }),
      { numRuns: 500 },
    );
  });

  test('entries of a source are a part of what it states, and with the rest they are all of it; or they are told as wrong, never both', () => {
    fc.assert(
      fc.property(anySources, anyLedger, (sources, entries) => {
        const totals = of(sources, entries);
        for (const { id, raised, rest } of totals.sources) {
          const stating = sources.find((one) => one.id === id);
          const flaws = totals.discrepancies.filter((flaw) => 'source' in flaw && flaw.source === id);
          if (!rest) continue;
          const { booked } = addUp(campaign({ sources, entries }), sources, () => {});
          const { gifts = 0, sales = 0 } = booked.get(id)!;
          expect(gifts + sales + rest.minor).toBe(raised.minor);
          expect(rest.minor).toBeGreaterThan(0);
          expect(stating?.complete ?? false).toBe(false);
          expect(flaws).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a number of people is never less than the names beside it, and never leaves a gift out', () => {
    fc.assert(
      fc.property(anySources, anyLedger, (sources, entries) => {
        const named = entries.map((line) => (line.flow === 'gift+' ? { ...line, name: line.id ?? 'x' } : line));
        const { supporters } = of(sources, named);
        if (supporters === undefined) return;
        const { booked } = addUp(campaign({ sources, entries }), sources, () => {});
        for (const [id, { gifts = 0 }] of booked) {
          if (gifts > 0) expect(sources.find((one) => one.id === id)?.supporters).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the total is never more than what its lines brought plus what its sources state', () => {
    fc.assert(
      fc.property(anySources, anyLedger, (sources, entries) => {
        const { raised } = of(sources, entries);
        const income = entries.reduce(
          (sum, { flow, amount }) => (/^(gift|sale)\+/.test(flow) ? sum + amount.minor : sum),
          0,
        );
        const stated = sources.reduce(
          (sum, { raised: named, copies, proceeds }) =>
            sum + Math.max(named?.minor ?? 0, copies !== undefined && proceeds ? copies * proceeds.minor : 0),
          0,
        );
        expect(raised?.minor ?? 0).toBeLessThanOrEqual(
          sources.some(({ raised: named, copies, proceeds }) => named ?? (copies !== undefined && proceeds))
            ? stated + income
            : income,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('with exact stated sums the total is never more than they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), anyLedger, (cents, entries) => {
        const { raised } = of([source('bank', cents / 100), source('book', 0, { kind: 'sales' })], entries);
        expect(raised?.minor ?? 0).toBeLessThanOrEqual(cents);
      }),
      { numRuns: 500 },
    );
  });

  test('a repeated delivery changes no sum', () => {
    const withIds = anyLedger.map((entries) => entries.map((line, index) => ({ ...line, id: `e${index}` })));
    fc.assert(
      fc.property(anySources, withIds, fc.nat(11), (sources, entries, again) => {
        const { discrepancies: _, ...once } = of(sources, entries);
        const { discrepancies: __, ...twice } = of(sources, [...entries, ...entries.slice(again)]);
        expect(twice).toEqual(once);
      }),
    );
  });

  test('the campaign stays as it was', () => {
    fc.assert(
      fc.property(anySources, anyLedger, (sources, entries) => {
        const given = campaign({ sources, entries });
        const before = JSON.stringify(given);
        totalsOf(given);
        expect(JSON.stringify(given)).toBe(before);
      }),
    );
  });
});

test('a ledger ten times as long takes about ten times the looks at it, not a hundred times', () => {
  const looksAt = (count: number): number => {
    let looks = 0;
    const watched = (line: Entry): Entry =>
      new Proxy(line, {
        get(target, key) {
          looks++;
          return Reflect.get(target, key) as unknown;
        },
      });
    const entries = Array.from({ length: count }, (_, index) =>
      watched(
        row(
          `e${index}`,
          index % 2 ? 'gift-' : 'gift+',
          index % 2 ? 1 : 2,
          index % 2 ? { reverses: `e${index - 1}` } : { at: 'bank' },
        ),
      ),
    );
    expect(of([source('bank')], entries).raised).toEqual(euro(count / 2));
    return looks;
  };
  const few = looksAt(1000);
  expect(looksAt(10_000)).toBeLessThan(few * 15);
});

test('a hundred thousand entries, a long chain of reversals among them, are counted', () => {
  const chain = Array.from({ length: 100_000 }, (_, index) =>
    row(`e${index}`, index % 2 ? 'gift-' : 'gift+', 1, index ? { reverses: `e${index - 1}` } : { at: 'bank' }),
  );
  expect(of([], chain)).toMatchObject({ raised: euro(0), entries: 100_000 });
});

describe("the wire format's own example", () => {
  const document = {
    $schema: 'https://example.org/campaign.schema.json',
    glassjar: 1,
    id: 'mara',
    title: '#einBuchFürMara',
    summary: 'plain text',
    url: 'https://example.org/mara',
    language: 'de',
    currency: 'EUR',
    asOf: '2026-05-22T14:50:00+02:00',
    starts: '2026-05-19',
    ends: '2026-06-30',
    organiser: { name: 'Jo', url: 'https://example.org/jo', about: 'Blogger' },
    beneficiary: { name: 'Mara', about: 'Author', consent: 'how the family agreed' },
    goal: { amount: '15000', label: "six months' rent" },
    milestones: [{ amount: '5000', label: 'two months' }],
    sources: [
      {
        id: 'bank',
        label: 'Spendenkonto',
        kind: 'gifts',
        raised: '9184',
        bound: 'exact',
        supporters: 431,
        asOf: '2026-05-22',
        proof: 'https://example.org/proof',
      },
      { id: 'book', label: 'Buch', kind: 'sales', copies: 429, proceeds: '7.68' },
    ],
    entries: [
      {
        id: 'e1',
        at: '2026-05-22',
        flow: 'gift+',
        reason: 'donation',
        amount: '50.00',
        source: 'bank',
        name: 'Lena M.',
        message: 'Alles Gute',
      },
      { id: 'e2', at: '2026-05-23', flow: 'cost+', reason: 'expense', amount: '2250.00', label: 'Rent, June' },
      { id: 'e3', at: '2026-05-24', flow: 'gift-', reason: 'refund', amount: '50.00', reverses: 'e1' },
    ],
    book: {
      title: 'Das Buch',
      author: 'Mara',
      isbn: '978-3-16-148410-0',
      cover: './cover.webp',
      price: '12.90',
      proceeds: '7.68',
      pledge: { until: '2026-05-31', text: 'All proceeds go to the family' },
      shops: [{ name: 'Bookshop', url: 'https://example.org/shop' }],
      ranks: [
        { at: '2026-05-19', list: 'Amazon', rank: 51000, bound: 'about' },
        { at: '2026-05-21', list: 'Amazon', rank: 1 },
      ],
    },
    give: {
      amounts: ['10', '25', '50'],
      bank: { holder: 'Mara', iban: 'DE89 3704 0044 0532 0130 00', bic: 'COBADEFFXXX', reference: 'Mara' },
      links: [{ label: 'PayPal', url: 'https://example.org/paypal' }],
    },
    share: {
      url: 'https://example.org/mara',
      text: 'Ein Buch für Mara',
      hashtags: ['einBuchFürMara', 'einBuchFuerMara'],
      networks: ['mastodon', 'bluesky', 'facebook'],
      counts: [{ network: 'facebook', count: 1280, bound: 'at-least', at: '2026-05-22' }],
    },
    reach: [{ at: '2026-05-22T14:50:00+02:00', label: 'Contacts', value: 1400000, bound: 'about' }],
    updates: [{ id: 'u1', at: '2026-05-22', title: 'News', text: 'News', url: 'https://example.org/u1', kind: 'book' }],
    press: [
      {
        at: '2026-05-22',
        outlet: 'Paper',
        title: 'Story',
        url: 'https://example.org/p',
        kind: 'newspaper',
        language: 'de',
      },
    ],
    needs: [{ text: 'a publisher', done: false }],
    noMoney: { text: 'please no money: here is what helps' },
  };

  test('is read without a problem', () => expect(decode(document).problems).toEqual([]));

  test('shows its three sample entries as a part of the 9184 € that its bank states', () => {
    expect(totalsOf(decode(document).campaign)).toMatchObject({
      raised: euro(12_478.72),
      spent: euro(2250),
      fees: euro(0),
      balance: euro(10_228.72),
      supporters: 431,
      entries: 3,
      sources: [{ id: 'bank', raised: euro(9184), rest: euro(9184) }, { id: 'book' }],
      discrepancies: [],
    });
  });

  test('shows that they are not all, where they are said to be', () => {
    const [bank, book] = document.sources;
    const whole = { ...document, sources: [{ ...bank, complete: true }, book] };
    expect(totalsOf(decode(whole).campaign)).toMatchObject({
      raised: euro(3294.72),
      discrepancies: [{ kind: 'sum', source: 'bank', label: 'Spendenkonto', stated: euro(9184), counted: euro(0) }],
    });
  });

  test('comes out whole once the ledger is', () => {
    const whole = {
      ...document,
      entries: [...document.entries, { at: '2026-05-21', flow: 'gift+', amount: '9184', source: 'bank' }],
    };
    expect(totalsOf(decode(whole).campaign)).toMatchObject({
      raised: euro(12_478.72),
      bound: 'exact',
      balance: euro(10_228.72),
      discrepancies: [],
    });
  });
});
