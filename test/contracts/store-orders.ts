import { describe, expect, it } from 'vitest';
import type { Fact, ProviderEvent } from '../../src/server/books/facts.ts';
import table from '../fixtures/shared/donations.json' with { type: 'json' };
import { begun, change, event, mara, type OpenBench, orders, sourceSums } from './store-samples.ts';

interface Lifecycle {
  readonly name: string;
  readonly currency: string;
  readonly facts: readonly Fact[];
  readonly expected: {
    readonly status: string;
    readonly gifts: number;
    readonly losses: number;
    readonly fees: number;
  };
}

const lifecycles = (table.cases as readonly Lifecycle[]).filter(({ currency }) => currency === 'EUR');

/** The events of one donation; what moves money back names the payment only, as providers do. */
function eventsOf({ facts }: Lifecycle, run: string): ProviderEvent[] {
  const own = (id: string): string => `${id}-${run}`;
  return facts.map((told, index) => {
    const fact = { ...told } as Record<string, unknown>;
    for (const name of ['payment', 'refund', 'dispute'])
      if (typeof fact[name] === 'string') fact[name] = own(fact[name]);
    const isOurs = told.kind === 'paid' || told.kind === 'pending' || told.kind === 'failed' || told.kind === 'expired';
    const about = { ...(isOurs && { donation: `ref-${run}` }), ids: [own('pi_1'), ...(isOurs ? [own('cs')] : [])] };
    return event(`evt-${run}-${index}`, [fact as unknown as Fact], about);
  });
}

/** What order, repetition and delay do: nothing. */
export function orderContract(open: OpenBench): void {
  describe('events in any order', () => {
    it('end in the same sums, for every order of every lifecycle, each told twice', { timeout: 120_000 }, async () => {
      const { store } = await open();
      await store.putCampaign(mara, 0, change);
      const wanted = { gifts: 0, losses: 0, fees: 0 };
      let runs = 0;
      for (const lifecycle of lifecycles) {
        const { expected, facts } = lifecycle;
        const few = facts.length < (store.name === 'sqlite' ? 5 : 3) ? [...orders(facts.map((_, index) => index))] : [];
        // Of long lives every rotation of the row and of its mirror: all orders are tried without a store.
        const row = facts.map((_, index) => index);
        const turns = row.flatMap((by) => [
          [...row.slice(by), ...row.slice(0, by)],
          [...row.slice(by), ...row.slice(0, by)].toReversed(),
        ]);
        for (const order of few.length ? few : turns) {
          const run = String(runs++);
          const events = eventsOf(lifecycle, run);
          const told = [...order, ...order].map((index) => events[index]!);
          const late = runs % 3;
          if (late) await store.beginDonation(begun(`ref-${run}`));
          await Promise.all(told.map((one) => store.take(one)));
          if (!late) await store.beginDonation(begun(`ref-${run}`));
          expect((await store.getDonation(`ref-${run}`))!.status, `${lifecycle.name}: ${order.join()}`).toBe(
            expected.status,
          );
          for (const name of ['gifts', 'losses', 'fees'] as const) wanted[name] += expected[name];
        }
      }
      const { fees, spent } = await store.sums('mara');
      expect({ gifts: (await sourceSums(store, 'stripe')).gifts, losses: spent, fees }).toEqual(wanted);
      expect((await store.check()).flaws).toEqual([]);
    });
  });
}
