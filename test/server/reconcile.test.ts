/* What webhooks missed is found by asking. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../../src/server/books/facts.ts';
import { reconcile, reconcileDaily } from '../../src/server/reconcile.ts';
import { give, open, referenceOf, testPayments, type Opened } from './open.ts';

const day = 86_400_000;
let opened: Opened;
afterEach(() => opened.stop());

const paid = (id: string, donation: string, minor: number): ProviderEvent => ({
  provider: 'stripe',
  id,
  type: 'checkout.session.completed',
  about: { donation, ids: [] },
  facts: [{ kind: 'paid', at: '2026-05-22T12:00:00Z', payment: `pi-${id}`, amount: { minor, currency: 'EUR' } }],
});

/** A provider that has told of some events, and has all of them in its list. */
async function start(): Promise<{ events: ProviderEvent[]; asked: number[]; fault: { isOn: boolean } }> {
  const events: ProviderEvent[] = [];
  const asked: number[] = [];
  const fault = { isOn: false };
  const payments = Object.assign(testPayments(), {
    async *eventsSince(since: number) {
      asked.push(since);
      if (fault.isOn) throw new Error('Stripe can’t be reached by lena@example.org');
      yield* events;
    },
  });
  opened = await open({ payments: [payments] });
  return { events, asked, fault };
}

describe('the reconcile', () => {
  it('takes in what is missing, once, and says how much it was', async () => {
    const { events } = await start();
    const references = await Promise.all([1, 2, 3].map(async () => referenceOf(await give(opened))));
    events.push(...references.map((reference, index) => paid(`evt-${index}`, reference, 1000)));
    await opened.store.take(events[0]!);
    const { context } = opened.handler;
    expect(await reconcile(context, 0)).toEqual([{ provider: 'stripe', seen: 3, missing: 2 }]);
    expect(await reconcile(context, 0)).toEqual([{ provider: 'stripe', seen: 3, missing: 0 }]);
    const { sources } = await opened.store.sums('mara');
    expect(sources).toMatchObject([{ source: 'stripe', gifts: 3000, givers: 3 }]);
    expect(await (await opened.ask('/metrics')).text()).toContain('glassjar_differences 0\n');
  });

  it('goes through lists of any length', async () => {
    const { events } = await start();
    const reference = await referenceOf(await give(opened));
    for (let nth = 0; nth < 250; nth++) events.push({ ...paid(`e${nth}`, reference, 1), facts: [] });
    expect(await reconcile(opened.handler.context, 0)).toMatchObject([{ seen: 250, missing: 250 }]);
  });

  it('comes a minute after the start and then once a day, also after a day on which it failed', async () => {
    const { asked, fault } = await start();
    const controller = new AbortController();
    reconcileDaily(opened.handler.context, controller.signal);
    await opened.clock.pass(59_000);
    expect(asked).toHaveLength(0);
    fault.isOn = true;
    await opened.clock.pass(2000);
    await opened.clock.pass(0);
    expect(asked).toHaveLength(1);
    expect(opened.lines.join()).toMatch(/reconcile-failed.*\[e-mail\]/);
    fault.isOn = false;
    await opened.clock.pass(day);
    expect(asked).toHaveLength(2);
    for (const since of asked)
      expect(since, 'all that is listed, until it was read once').toBeLessThan(opened.clock.now() - 28 * day);
    await opened.clock.pass(day);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toBeLessThan(opened.clock.now() - 3 * day);
    expect(asked[2]).toBeGreaterThan(opened.clock.now() - 5 * day);
    controller.abort();
    await opened.clock.pass(3 * day);
    expect(asked).toHaveLength(3);
  });

  it('drops the name of who began to give and never did, after seven days, and not before what was missed was asked for', async () => {
    const { events, fault } = await start();
    const begin = async (name: string) => referenceOf(await give(opened, { name }));
    const [paying, leaving] = [await begin('Lena M.'), await begin('Tarek G.')];
    const nameOf = async (reference: string) => (await opened.store.getDonation(reference))?.person?.name;
    const first = [await nameOf(paying), await nameOf(leaving)];
    expect(first.every(Boolean)).toBe(true);
    const controller = new AbortController();
    fault.isOn = true;
    reconcileDaily(opened.handler.context, controller.signal);
    for (let days = 0; days < 8; days++) await opened.clock.pass(day);
    // Nothing could be asked for: who knows whether they have paid?
    expect([await nameOf(paying), await nameOf(leaving)]).toEqual(first);
    events.push(paid('late', paying, 1000));
    fault.isOn = false;
    await opened.clock.pass(day);
    await expect.poll(() => nameOf(leaving)).toBeUndefined();
    expect(await nameOf(paying)).toBe(first[0]);
    controller.abort();
  });
});
