/* The events that both servers read (the plugin's PHP and this one's TypeScript), and what must stand in the books for them. */
import { describe, expect, it } from 'vitest';
import type { Stripe } from 'stripe';
import { donationState } from '../../src/server/books/donation.ts';
import type { Fact } from '../../src/server/books/facts.ts';
import { readStripeEvent } from '../../src/server/payments/stripe-events.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { begun, change, mara, orders, sourceSums } from '../contracts/store-samples.ts';
import table from '../fixtures/shared/stripe-events.json' with { type: 'json' };

interface Case {
  readonly name: string;
  readonly currency: string;
  readonly events: readonly Stripe.Event[];
  readonly expected: { readonly status: string; readonly gifts: number; readonly losses: number };
}

const cases = table.cases as unknown as readonly Case[];
const reference = 'reference-0000001';
const factsOf = (events: readonly Stripe.Event[]): Fact[] =>
  events.flatMap((event) => readStripeEvent(event)?.facts ?? []);
const stateOf = (facts: readonly Fact[], currency: string) => {
  const { gifts, losses, status } = donationState(facts, currency);
  return { status, gifts, losses };
};

describe('Stripe’s events', () => {
  it.each(cases)('come to the same in every order, each told twice: $name', ({ currency, events, expected }) => {
    for (const order of orders(events)) {
      expect(stateOf(factsOf([...order, ...order]), currency)).toEqual(expected);
    }
  });

  it('come to the same in the books, each told twice, the second time late', async () => {
    const store = await openSqlite(':memory:');
    for (const [index, { currency, events, expected, name }] of cases.entries()) {
      const campaign = `case-${index}`;
      // Of its own, as no two donations of one account have an id in common.
      const own = JSON.parse(
        JSON.stringify(events).replace(/"((?:evt|cs|pi|ch|re|dp|du)_\w+|reference-0000001)"/g, `"$1-${index}"`),
      ) as Stripe.Event[];
      await store.putCampaign({ ...mara, id: campaign, currency }, 0, change);
      const amount = { minor: 2500, currency };
      await store.beginDonation(begun(`${reference}-${index}`, { campaign, amount }));
      for (const event of [...own, ...own.toReversed()]) {
        const read = readStripeEvent(event);
        if (read) await store.take(read);
      }
      const { spent } = await store.sums(campaign);
      const { gifts } = await sourceSums(store, 'stripe', campaign);
      const { status } = (await store.getDonation(`${reference}-${index}`))!;
      expect({ status, gifts, losses: spent }, name).toEqual(expected);
    }
    await store.close();
  });
});

describe('a dispute of which not all is told', () => {
  const paid: Fact = {
    kind: 'paid',
    at: '2026-03-01T10:00:00Z',
    payment: 'pi_1',
    amount: { minor: 2500, currency: 'EUR' },
  };
  const event = (name: string, status: string, more: Record<string, unknown> = {}): Stripe.Event =>
    ({
      id: `evt_${name}`,
      type: `charge.dispute.${name}`,
      created: 1_772_359_200,
      data: {
        object: { id: 'dp_1', amount: 2500, currency: 'eur', payment_intent: 'pi_1', charge: 'ch_1', status, ...more },
      },
    }) as unknown as Stripe.Event;
  /** All that can be left of a list. */
  const parts = <T>(items: readonly T[]): T[][] =>
    items.reduce<T[][]>((all, item) => [...all, ...all.map((part) => [...part, item])], [[]]);

  it.each([
    ['lost', [event('created', 'needs_response'), event('funds_withdrawn', 'needs_response')], event('closed', 'lost')],
    ['lost', [event('funds_withdrawn', 'lost'), event('closed', 'lost')], event('created', 'lost')],
    ['lost', [event('created', 'lost'), event('closed', 'lost')], event('funds_withdrawn', 'lost')],
    [
      'won',
      [
        event('created', 'needs_response'),
        event('funds_withdrawn', 'needs_response'),
        event('funds_reinstated', 'won'),
      ],
      event('closed', 'won'),
    ],
    [
      'won',
      [event('created', 'needs_response'), event('funds_withdrawn', 'needs_response'), event('closed', 'won')],
      event('funds_reinstated', 'won'),
    ],
    ['won', [event('created', 'warning_needs_response')], event('closed', 'warning_closed')],
  ] as const)('and that was %s in the end stands as if all had been', (end, others, last) => {
    const expected = end === 'lost' ? { status: 'refunded', gifts: 0 } : { status: 'paid', gifts: 2500 };
    for (const part of parts<Stripe.Event>(others)) {
      for (const order of orders([...part, last])) {
        expect(stateOf([...factsOf(order), paid, ...factsOf(order)], 'EUR')).toEqual({ ...expected, losses: 0 });
      }
    }
  });

  it('takes nothing when it was lost before any money went, and what went when that is told', () => {
    const free = event('closed', 'lost', { balance_transactions: [] });
    expect(stateOf([paid, ...factsOf([free])], 'EUR')).toEqual({ status: 'paid', gifts: 2500, losses: 0 });
    const moved = factsOf([free, event('funds_withdrawn', 'lost')]);
    expect(stateOf([paid, ...moved], 'EUR')).toMatchObject({ status: 'refunded', gifts: 0 });
    const booked = event('closed', 'lost', { balance_transactions: [{ id: 'txn_1' }] });
    expect(stateOf([paid, ...factsOf([booked])], 'EUR')).toMatchObject({ status: 'refunded', gifts: 0 });
  });

  it('is nobody’s to decide when it was prevented, and takes what was withdrawn', () => {
    expect(factsOf([event('created', 'prevented')])).toEqual([]);
    const moved = factsOf([event('created', 'prevented'), event('funds_withdrawn', 'prevented')]);
    expect(stateOf([paid, ...moved], 'EUR')).toMatchObject({ status: 'refunded', gifts: 0 });
  });
});
