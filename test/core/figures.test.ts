import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestRank, pledgeHolds, salesOf } from '../../src/core/book.ts';
import { asOf, statusOf, weakest, type Book, type Bound, type Rank, type ShareCount } from '../../src/core/campaign.ts';
import { totalsOf, type Totals } from '../../src/core/ledger.ts';
import { progressOf, type Progress } from '../../src/core/progress.ts';
import { sharesOf } from '../../src/core/reach.ts';
import { bounds, campaign, entry, euro, source } from './campaigns.ts';

const cents = (minor: number) => ({ minor, currency: 'EUR' });

describe('progress', () => {
  const progress = (raised: number, goal?: number, milestones: readonly number[] = []): Progress | undefined => {
    const given = campaign({
      sources: [source('bank', undefined, { raised: cents(raised) })],
      ...(goal !== undefined && { goal: { amount: cents(goal) } }),
      milestones: milestones.map((minor) => ({ amount: cents(minor) })),
    });
    return progressOf(given, totalsOf(given));
  };
  /** Totals as a ledger with refunds may leave them. */
  const of = (gifts: number, sales: number): Totals => ({
    raised: cents(gifts + sales),
    bound: 'exact',
    sources: [
      { id: 'a', kind: 'gifts', raised: cents(gifts), bound: 'exact' },
      { id: 'b', kind: 'sales', raised: cents(sales), bound: 'exact' },
    ],
    entries: 0,
    discrepancies: [],
  });

  test('is none without a goal or a milestone, and none without a total', () => {
    expect(progress(5000)).toBeUndefined();
    const silent = campaign({ goal: { amount: euro(5) } });
    expect(progressOf(silent, totalsOf(silent))).toBeUndefined();
  });

  test('says 100 not before it is true, and more when it is more', () => {
    expect(progress(99_999, 100_000)?.percent).toBe(99);
    expect(progress(100_000, 100_000)?.percent).toBe(100);
    expect(progress(100_001, 100_000)?.percent).toBe(100);
    expect(progress(183_000, 100_000)?.percent).toBe(183);
    expect(progress(0, 100_000)?.percent).toBe(0);
    expect(progress(1, 100_000)?.percent).toBe(0);
  });

  test('is exact for the largest sums too', () => {
    const most = 999_999_999_999_999;
    expect(progress(most - 1, most)?.percent).toBe(99);
    expect(progress(most, most)?.percent).toBe(100);
    expect(progress(most, 1)?.percent).toBe(99_999_999_999_999_900);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: most }), (raised, goal) => {
        const percent = progress(raised, goal)!.percent;
        const exact = (BigInt(raised) * 100n) / BigInt(goal);
        expect(percent).toBe(Number(exact));
        expect(percent >= 100).toBe(raised >= goal);
      }),
    );
  });

  test('goes towards the next milestone where no goal is named, and past the last', () => {
    expect(progress(300, undefined, [500, 100])?.goal.amount).toEqual(cents(500));
    expect(progress(100, undefined, [500, 100])?.goal.amount).toEqual(cents(500));
    expect(progress(600, undefined, [500, 100])).toMatchObject({ goal: { amount: cents(500) }, percent: 120 });
    expect(progress(300, 1000, [500, 100])?.goal.amount).toEqual(cents(1000));
  });

  test('marks milestones on the scale and those that were reached, smallest first', () => {
    expect(progress(500, 1000, [2000, 750, 500])?.milestones).toEqual([
      { at: 0.5, reached: true, goal: { amount: cents(500) } },
      { at: 0.75, reached: false, goal: { amount: cents(750) } },
    ]);
  });

  test('gives gifts and sales their shares of the goal', () => {
    expect(progressOf(campaign({ goal: { amount: cents(1000) } }), of(250, 500))).toMatchObject({
      gifts: 0.25,
      sales: 0.5,
    });
    expect(progressOf(campaign({ goal: { amount: cents(1000) } }), of(1000, 1000))).toMatchObject({
      percent: 200,
      gifts: 0.5,
      sales: 0.5,
    });
  });

  test('fills no more than what came in, also when more gifts were returned than made', () => {
    const towards = (totals: Totals) => progressOf(campaign({ goal: { amount: cents(100) } }), totals)!;
    expect(towards(of(-50, 100))).toMatchObject({ percent: 50, gifts: 0, sales: 0.5 });
    expect(towards(of(100, -50))).toMatchObject({ percent: 50, gifts: 0.5, sales: 0 });
    expect(towards(of(-100, 50))).toMatchObject({ percent: 0, gifts: 0, sales: 0 });
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        (gifts, sales, goal) => {
          const found = progressOf(campaign({ goal: { amount: cents(goal) } }), of(gifts, sales))!;
          expect(found.percent).toBeGreaterThanOrEqual(0);
          expect(found.gifts).toBeGreaterThanOrEqual(0);
          expect(found.sales).toBeGreaterThanOrEqual(0);
          expect(found.gifts + found.sales).toBeLessThanOrEqual(1);
          expect(found.gifts + found.sales).toBeCloseTo(Math.min(1, Math.max(0, (gifts + sales) / goal)), 9);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a campaign in time', () => {
  const at = (now: string, rest: Parameters<typeof campaign>[0]) =>
    statusOf(campaign({ timeZone: 'Europe/Berlin', ...rest }), Date.parse(now));

  test('is upcoming, running, ended', () => {
    const days = { starts: '2026-05-19', ends: '2026-06-30' };
    expect(at('2026-05-18T21:59:59Z', days)).toBe('upcoming');
    expect(at('2026-05-18T22:00:00Z', days)).toBe('running');
    expect(at('2026-06-30T21:59:59Z', days)).toBe('running');
    expect(at('2026-06-30T22:00:00Z', days)).toBe('ended');
  });

  test('without days runs', () => expect(at('2026-05-18T00:00:00Z', {})).toBe('running'));

  test('figures are as of what it says, else of the oldest of their sources, else of the last entry', () => {
    const entries = [entry('gift+', 5, { at: '2026-05-20' }), entry('gift+', 5, { at: '2026-05-22T09:00:00Z' })];
    const sources = [source('bank', 5, { asOf: '2026-05-21' }), source('x')];
    const now = Date.parse('2026-06-01T12:00:00Z');
    expect(asOf(campaign({ asOf: '2026-01-01', sources, entries }), now)).toBe('2026-01-01');
    expect(asOf(campaign({ sources: [...sources, source('book', 5, { asOf: '2026-05-14' })], entries }), now)).toBe(
      '2026-05-14',
    );
    expect(asOf(campaign({ entries }), now)).toBe('2026-05-22T09:00:00Z');
    expect(asOf(campaign({ sources }), now)).toBe('2026-05-21');
    expect(asOf(campaign(), now)).toBeUndefined();
  });

  test('a date that is still to come makes no figure fresher: the newest that isn’t later counts, else nothing is said', () => {
    const now = Date.parse('2026-05-22T10:00:00Z');
    const when = (rest: Parameters<typeof campaign>[0]) => asOf(campaign({ timeZone: 'Europe/Berlin', ...rest }), now);
    const entries = [entry('gift+', 5, { at: '2026-05-20' }), entry('gift+', 5, { at: '2027-11-22' })];
    expect(when({ entries })).toBe('2026-05-20');
    expect(when({ asOf: '2027-01-01', entries })).toBe('2026-05-20');
    expect(when({ asOf: '2027-01-01' })).toBeUndefined();
    expect(when({ entries: [entries[1]!] })).toBeUndefined();
    expect(when({ asOf: '2026-05-23' })).toBeUndefined();
    expect(when({ asOf: '2026-05-22' })).toBe('2026-05-22');
    expect(when({ asOf: '2026-05-22T12:30:00+02:00' })).toBe('2026-05-22T12:30:00+02:00');
    expect(when({ asOf: '2026-05-22T14:30:00+02:00' })).toBeUndefined();
    const sources = [source('bank', 5, { asOf: '2028-01-01' }), source('book', 5, { asOf: '2026-05-02' })];
    expect(when({ sources, entries })).toBe('2026-05-02');
  });

  test('whatever dates there are, the figures are never as of one that is still to come, nor of one that nobody wrote', () => {
    const dates = fc
      .integer({ min: Date.parse('2026-05-01'), max: Date.parse('2026-06-10') })
      .chain((time) => fc.constantFrom(new Date(time).toISOString(), new Date(time).toISOString().slice(0, 10)));
    const now = Date.parse('2026-05-22T10:00:00Z');
    const latest = [new Date(now + 3_600_000).toISOString(), '2026-05-22'];
    fc.assert(
      fc.property(fc.option(dates, { nil: undefined }), fc.array(dates), fc.array(dates), (said, stated, booked) => {
        const when = asOf(
          campaign({
            timeZone: 'UTC',
            ...(said && { asOf: said }),
            sources: stated.map((date, index) => source(`s${index}`, 5, { asOf: date })),
            entries: booked.map((date) => entry('gift+', 5, { at: date })),
          }),
          now,
        );
        const written = [said, ...stated, ...booked].filter((date) => date !== undefined);
        const come = written.filter((date) => date <= latest[date.length > 10 ? 0 : 1]!);
        if (come.length) expect(come).toContain(when);
        else expect(when).toBeUndefined();
      }),
    );
  });
});

test('the weakest of bounds: exact, then at least, then about; none is exact', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Bound | undefined>(...bounds, undefined)), (list) => {
      const worst = Math.max(0, ...list.map((bound) => bounds.indexOf(bound ?? 'exact')));
      expect(weakest(list)).toBe(bounds[worst]);
      expect(weakest(list.toReversed())).toBe(bounds[worst]);
    }),
  );
});

describe('sales of the book', () => {
  const sold = (copies: number | undefined, proceeds?: number, bound?: Bound) => ({
    kind: 'sales' as const,
    ...(copies !== undefined && { copies }),
    ...(proceeds !== undefined && { proceeds: euro(proceeds) }),
    ...(bound && { bound }),
  });
  const sales = (list: readonly ReturnType<typeof sold>[], rest: Parameters<typeof campaign>[0] = {}) =>
    salesOf(campaign({ sources: list.map((one, index) => source(`s${index}`, undefined, one)), ...rest }));

  test('are copies times proceeds', () => {
    expect(sales([sold(429, 7.68)])).toEqual({ copies: 429, bound: 'exact', each: euro(7.68), total: euro(3294.72) });
  });

  test("use the book's proceeds where the source names none", () => {
    expect(sales([sold(10)], { book: { title: 'x', proceeds: euro(7.68) } })).toMatchObject({
      each: euro(7.68),
      total: euro(76.8),
    });
  });

  test('of several sources add up; what each brings is told only where all bring the same', () => {
    expect(sales([sold(10, 7.68), sold(5, 7.68)])).toEqual({
      copies: 15,
      bound: 'exact',
      each: euro(7.68),
      total: euro(115.2),
    });
    const mixed = sales([sold(10, 7.68), sold(5, 2, 'at-least')]);
    expect(mixed).toEqual({ copies: 15, bound: 'at-least', total: euro(86.8) });
  });

  test('whose proceeds are not all known have copies and no total', () => {
    expect(sales([sold(10, 7.68), sold(5)])).toEqual({ copies: 15, bound: 'exact' });
    expect(sales([sold(10)])).toEqual({ copies: 10, bound: 'exact' });
  });

  test('are none where nothing counts copies, and 0 where the count is 0', () => {
    expect(sales([])).toBeUndefined();
    expect(sales([sold(undefined, 7.68)])).toBeUndefined();
    expect(salesOf(campaign({ sources: [source('bank', 5, { copies: 3 })] }))).toBeUndefined();
    expect(sales([sold(0, 7.68)])).toMatchObject({ copies: 0, total: euro(0) });
  });

  test('are none where a source could not be read', () => {
    expect(sales([sold(10, 7.68)], { damaged: { sources: true, entries: false } })).toBeUndefined();
    expect(sales([sold(10, 7.68)], { damaged: { sources: false, entries: true } })).toBeDefined();
  });

  test('count a source that stands twice once', () => {
    const book = source('book', undefined, sold(10, 7.68));
    expect(salesOf(campaign({ sources: [book, book] }))).toMatchObject({ copies: 10, total: euro(76.8) });
  });
});

describe('the pledge', () => {
  const book = (until?: string): Book => ({ title: 'x', pledge: { text: 'y', ...(until && { until }) } });

  test('holds through its last day and not after it', () => {
    const holds = (now: string) => pledgeHolds(book('2026-05-31'), Date.parse(now), 'Europe/Berlin');
    expect(holds('2026-05-30T12:00:00Z')).toBe(true);
    expect(holds('2026-05-31T21:59:59Z')).toBe(true);
    expect(holds('2026-05-31T22:00:00Z')).toBe(false);
  });

  test('holds until the instant, where it names one, and for good without an end', () => {
    expect(pledgeHolds(book('2026-05-31T12:00:00Z'), Date.parse('2026-05-31T11:59:59Z'), undefined)).toBe(true);
    expect(pledgeHolds(book('2026-05-31T12:00:00Z'), Date.parse('2026-05-31T12:00:00Z'), undefined)).toBe(false);
    expect(pledgeHolds(book(), Date.parse('2999-01-01T00:00:00Z'), undefined)).toBe(true);
  });

  test('that nobody made does not hold', () => expect(pledgeHolds({ title: 'x' }, 0, undefined)).toBe(false));
});

describe('the best rank', () => {
  const rank = (place: number, at: string, list = 'Amazon'): Rank => ({ rank: place, at, list });

  test('is the smallest place', () => {
    const ranks = [rank(51_000, '2026-05-19'), rank(1, '2026-05-21'), rank(2, '2026-05-20')];
    expect(bestRank({ title: 'x', ranks })).toBe(ranks[1]);
    expect(bestRank({ title: 'x' })).toBeUndefined();
    expect(bestRank({ title: 'x', ranks: [] })).toBeUndefined();
  });

  test('of equal places is the first in time, by the moment and not by the letters', () => {
    const late = rank(1, '2026-05-21T01:00:00+02:00');
    const later = rank(1, '2026-05-20T23:30:00Z');
    expect(bestRank({ title: 'x', ranks: [later, late] })).toBe(late);
    expect(bestRank({ title: 'x', ranks: [late, later] })).toBe(late);
  });
});

describe('shares', () => {
  const count = (network: string, shared: number, at?: string, bound?: Bound): ShareCount => ({
    network,
    count: shared,
    ...(at && { at }),
    ...(bound && { bound }),
  });

  test("sum each network's newest count, whatever the order", () => {
    const counts = [
      count('facebook', 12_800, '2026-05-22', 'at-least'),
      count('facebook', 10_000, '2026-05-21', 'about'),
      count('x', 300, '2026-05-20T10:00:00Z'),
    ];
    const all = { count: 13_100, bound: 'at-least', at: '2026-05-22' };
    expect(sharesOf(counts)).toEqual(all);
    expect(sharesOf(counts.toReversed())).toEqual(all);
  });

  test('prefer a dated count to an undated one', () => {
    expect(sharesOf([count('x', 5), count('x', 3, '2026-05-20')])).toMatchObject({ count: 3 });
    expect(sharesOf([count('x', 3, '2026-05-20'), count('x', 5)])).toMatchObject({ count: 3 });
    expect(sharesOf([count('x', 5)])).toEqual({ count: 5, bound: 'exact' });
  });

  test('of one network under two spellings count once', () => {
    expect(sharesOf([count('Facebook', 5, '2026-05-20'), count('facebook', 7, '2026-05-21')])).toMatchObject({
      count: 7,
    });
  });

  test('are none where nobody counted', () => {
    expect(sharesOf([])).toBeUndefined();
    expect(sharesOf(undefined)).toBeUndefined();
  });
});
