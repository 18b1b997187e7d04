import { describe, expect, test } from 'vitest';
import type { Campaign, Need } from '../../src/core/campaign.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { needsOf } from '../../src/core/needs.ts';
import { recordOf, type CampaignRecord } from '../../src/core/record.ts';
import { campaign, entry, euro, source } from './campaigns.ts';

const after = Date.parse('2026-07-01T12:00Z');
const during = Date.parse('2026-06-15T12:00Z');
const of = (rest: Partial<Campaign>, now = after): CampaignRecord | undefined => {
  const whole = campaign({ starts: '2026-06-01', ends: '2026-06-30', timeZone: 'Europe/Berlin', ...rest });
  return recordOf(whole, totalsOf(whole), now);
};

describe('the record of a campaign', () => {
  test('is there only after its end', () => {
    expect(of({}, during)).toBeUndefined();
    expect(of({}, Date.parse('2026-06-30T21:59Z'))).toBeUndefined();
    expect(of({}, Date.parse('2026-06-30T22:00Z'))).toBeDefined();
    const { ends: _ends, ...endless } = campaign();
    expect(recordOf(endless, totalsOf(endless), after)).toBeUndefined();
  });

  test('counts its days, the first and the last among them', () => {
    expect(of({})?.days).toBe(30);
    expect(of({ starts: '2026-06-30' })?.days).toBe(1);
    expect(of({ starts: '2026-07-09' })).not.toHaveProperty('days');
    expect(of({ ends: '2026-06-30T18:00:00+02:00' })).not.toHaveProperty('days');
  });

  test('has the final sums, and none that nothing says', () => {
    expect(of({ sources: [source('bank', 12_000)] })?.sums).toEqual({ raised: euro(12_000), bound: 'exact' });
    expect(of({})?.sums).toEqual({ bound: 'exact' });
    const entries = [entry('gift+', 100, { source: 'bank' }), entry('cost+', 70), entry('cost+', 5, { reason: 'fee' })];
    expect(of({ sources: [source('bank', 100)], entries })?.sums).toEqual({
      raised: euro(100),
      bound: 'exact',
      spent: euro(70),
      fees: euro(5),
      balance: euro(25),
    });
  });

  test('tells the news that has a title in the order in which it happened', () => {
    const updates = [
      { at: '2026-06-20', title: 'second' },
      { at: '2026-06-02', title: 'first' },
      { at: '2026-06-21', text: 'without a title' },
    ];
    expect(of({ updates })?.updates.map(({ title }) => title)).toEqual(['first', 'second']);
    expect(updates[0]!.title, 'the campaign is left as it was').toBe('second');
  });

  test('has the newest measurement of each thing, and each outlet once', () => {
    const record = of({
      reach: [
        { at: '2026-06-03', label: 'visits', value: 300 },
        { at: '2026-06-02', label: 'visits', value: 200 },
        { at: '2026-06-02', label: 'contacts', value: 9, bound: 'theoretical' },
      ],
      press: [{ outlet: 'Tageblatt' }, { outlet: 'Radio' }, { outlet: 'Tageblatt' }],
    });
    expect(record?.reach.map(({ label, value }) => [label, value])).toEqual([
      ['visits', 300],
      ['contacts', 9],
    ]);
    expect(record?.press).toEqual(['Tageblatt', 'Radio']);
  });
});

describe('needs', () => {
  const needs = (...list: Need[]) => campaign({ needs: list, ends: '2026-06-30', timeZone: 'UTC' });

  test('are met when they are said to be, or when as many have come as were wanted', () => {
    const states = needsOf(
      needs(
        { text: 'a', wanted: 40, got: 12 },
        { text: 'b', done: true },
        { text: 'c', wanted: 8, got: 9 },
        { text: 'd', wanted: 8, got: 8, done: false },
        { text: 'e', wanted: 0, got: 0 },
        { text: 'f', wanted: 3 },
      ),
      during,
    );
    expect(states.map(({ text, state }) => `${text} ${state}`)).toEqual([
      'a open',
      'd open',
      'e open',
      'f open',
      'b met',
      'c met',
    ]);
    expect(states.map(({ progress }) => progress?.share)).toEqual([0.3, 1, undefined, undefined, undefined, 1]);
  });

  test('that are open when the campaign ends stayed open', () => {
    expect(needsOf(needs({ text: 'a' }, { text: 'b', done: true }), after).map(({ state }) => state)).toEqual([
      'unmet',
      'met',
    ]);
  });
});

test('the people of a record are at least as many, where a source of gifts does not count them', () => {
  const ended = (sources: Campaign['sources']) => {
    const whole = campaign({ ends: '2020-01-01', ...(sources && { sources }) });
    return recordOf(whole, totalsOf(whole), Date.parse('2026-01-01'))?.people;
  };
  const bank = source('bank', 50, { supporters: 4 });
  expect(ended([bank])).toEqual({ count: 4, bound: 'exact' });
  expect(ended([bank, source('till', 2)])).toEqual({ count: 4, bound: 'at-least' });
  expect(ended([bank, source('book', 2, { kind: 'sales' })])).toEqual({ count: 4, bound: 'exact' });
});
