import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bound, Campaign } from '../../src/core/campaign.ts';
import type { Totals } from '../../src/core/ledger.ts';
import { passed } from '../../src/core/milestones.ts';

const euros = (minor: number) => ({ minor, currency: 'EUR' });
const totals = (minor: number | undefined, bound: Bound = 'exact', currency = 'EUR'): Totals => ({
  raised: minor === undefined ? undefined : { minor, currency },
  bound,
  sources: [],
  entries: 0,
  discrepancies: [],
});
const campaign = (milestones: readonly number[], goal?: number): Campaign => ({
  glassjar: 1,
  title: 'Mara',
  currency: 'EUR',
  damaged: { sources: false, entries: false },
  milestones: milestones.map((minor) => ({ amount: euros(minor) })),
  ...(goal !== undefined && { goal: { amount: euros(goal), label: 'the goal' } }),
});
const amounts = (...of: Parameters<typeof passed>): number[] => passed(...of).map(({ amount }) => amount.minor);

describe('milestones are passed', () => {
  it('between two readings, and the goal with them', () => {
    expect(amounts(campaign([300, 100, 200], 400), totals(100), totals(400))).toEqual([200, 300, 400]);
    expect(amounts(campaign([100]), totals(99), totals(100))).toEqual([100]);
    expect(amounts(campaign([100]), totals(100), totals(200))).toEqual([]);
  });

  it('never by the first reading, nor without a sum, nor when it fell', () => {
    expect(amounts(campaign([100], 200), undefined, totals(500))).toEqual([]);
    expect(amounts(campaign([100], 200), totals(undefined), totals(500))).toEqual([]);
    expect(amounts(campaign([100], 200), totals(50), totals(undefined))).toEqual([]);
    expect(amounts(campaign([100], 200), totals(500), totals(50))).toEqual([]);
  });

  it('not by what is known roughly, nor by what is counted in something else', () => {
    expect(amounts(campaign([100]), totals(50), totals(500, 'about'))).toEqual([]);
    expect(amounts(campaign([100]), totals(50, 'about'), totals(500))).toEqual([]);
    expect(amounts(campaign([100]), totals(50, 'at-least'), totals(500, 'at-least'))).toEqual([100]);
    expect(amounts(campaign([100]), totals(50, 'exact', 'CHF'), totals(500))).toEqual([]);
  });

  it('once where the goal is a milestone too, and then as the goal', () => {
    expect(passed(campaign([100], 100), totals(50), totals(500))).toEqual([{ amount: euros(100), label: 'the goal' }]);
  });

  it('each exactly once on the way up, however the way is cut', () => {
    const sums = fc.array(fc.nat(10_000), { minLength: 2, maxLength: 20 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { maxLength: 10 }), sums, (steps, way) => {
        const seen = way.slice(1).flatMap((sum, index) => amounts(campaign(steps), totals(way[index]!), totals(sum)));
        const between = steps.filter((step) => way[0]! < step && step <= way.at(-1)!);
        expect(seen).toEqual(between.sort((a, b) => a - b));
      }),
    );
  });
});
