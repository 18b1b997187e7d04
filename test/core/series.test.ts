import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharesOf } from '../../src/core/reach.ts';
import { best, hasCourse, newest, topicsOf } from '../../src/core/series.ts';
import { readSnowball, snowball } from '../../src/core/snowball.ts';
import { campaign } from './campaigns.ts';

const count = (network: string, value: number, at?: string) => ({ network, count: value, ...(at && { at }) });
const rank = (place: number, at: string, list = 'A') => ({ rank: place, at, list });
const book = (...ranks: ReturnType<typeof rank>[]) => ({ title: 'a', ranks });

describe('topics', () => {
  test('are none where nothing was read', () => {
    expect(topicsOf(campaign({}))).toEqual([]);
    expect(topicsOf(campaign({ book: book(), reach: [], share: { counts: [] } }))).toEqual([]);
  });

  test('are the shares of all networks, each kind of reach alone, and the places in all lists', () => {
    const found = topicsOf(
      campaign({
        book: book(rank(5, '2026-05-20'), rank(3, '2026-05-20', 'B')),
        reach: [
          { at: '2026-05-20', label: 'visits', value: 10 },
          { at: '2026-05-20', label: 'contacts', value: 99, bound: 'theoretical' },
        ],
        share: { counts: [count('x', 1), count('y', 2)] },
      }),
    );
    expect(found.map(({ kind, series }) => [kind, ...series.map(({ name }) => name)])).toEqual([
      ['shares', 'x', 'y'],
      ['reach', 'visits'],
      ['reach', 'contacts'],
      ['ranks', 'A', 'B'],
    ]);
    expect(found[2]!.series[0]!.readings).toEqual([{ at: '2026-05-20', value: 99, known: 'theoretical' }]);
  });

  test('have the oldest first, the undated before them, and of one time the later in the list last', () => {
    const counts = [
      count('x', 4, '2026-05-22'),
      count('X', 9),
      count('x', 1, '2026-05-20'),
      count('x', 5, '2026-05-22'),
    ];
    const [shares] = topicsOf(campaign({ share: { counts } }));
    expect(shares!.series).toHaveLength(1);
    expect(shares!.series[0]!.readings.map(({ value }) => value)).toEqual([9, 1, 4, 5]);
    expect(newest(shares!.series[0]!).value).toBe(5);
  });

  test('have the newest count that the share bar has', () => {
    const days = fc.option(
      fc.integer({ min: 10, max: 14 }).map((day) => `2026-05-${day}`),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'B', 'b'), fc.nat(99), days)), (given) => {
        const counts = given.map(([network, value, at]) => count(network, value, at));
        const [shares] = topicsOf(campaign({ share: { counts } }));
        const sum = shares?.series.reduce((all, series) => all + newest(series).value, 0);
        expect(sum).toBe(sharesOf(counts)?.count);
      }),
    );
  });
});

test('the best place is the first of the smallest', () => {
  const [ranks] = topicsOf(
    campaign({ book: book(rank(2, '2026-05-21'), rank(1, '2026-05-22'), rank(1, '2026-05-23')) }),
  );
  expect(best(ranks!.series[0]!)).toMatchObject({ value: 1, at: '2026-05-22' });
});

test('a course needs two times', () => {
  const of = (...counts: ReturnType<typeof count>[]) =>
    hasCourse(topicsOf(campaign({ share: { counts } }))[0]!.series[0]!);
  expect(of(count('x', 1))).toBe(false);
  expect(of(count('x', 1), count('x', 2, '2026-05-22'))).toBe(false);
  expect(of(count('x', 1, '2026-05-22'), count('x', 2, '2026-05-22'))).toBe(false);
  expect(of(count('x', 1, '2026-05-21'), count('x', 2, '2026-05-22'))).toBe(true);
});

describe('the snowball', () => {
  test('is people times contacts, exact to the last reader', () => {
    expect(snowball(10, 300)).toBe(3000);
    expect(snowball(1_000_000, 1_000_000)).toBe(1e12);
  });

  test('reads whole numbers from 1 to a million', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (value) => {
        expect(readSnowball(` ${value} `)).toBe(value);
      }),
    );
    expect(readSnowball('0010')).toBe(10);
  });

  test.each([
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    '1,5',
    '1.000',
    '1e3',
    '0x10',
    '1000001',
    '9999999',
    '99999999999',
    'ten',
    '١٠',
    'NaN',
  ])('refuses “%s”', (typed) => expect(readSnowball(typed)).toBeUndefined());
});
