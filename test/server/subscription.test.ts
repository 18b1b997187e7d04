/* The first month of a subscription is told by its session, by its invoice and by its payment; it is one payment, whoever comes first. */
import { describe, expect, it } from 'vitest';
import type { Stripe } from 'stripe';
import { chargeFee, readStripeEvent } from '../../src/server/payments/stripe-events.ts';
import type { ProviderEvent } from '../../src/server/books/facts.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { begun, change, mara, orders, sourceSums } from '../contracts/store-samples.ts';

type Told = (run: number) => ProviderEvent | undefined;

const told =
  (type: string, object: (run: number) => Record<string, unknown>, at = 1_772_359_200): Told =>
  (run) =>
    readStripeEvent({
      ...{ id: `evt_${type}_${JSON.stringify(object(run))}_${at}`, type, created: at, data: { object: object(run) } },
    } as unknown as Stripe.Event);
const metadataOf = (run: number) => ({ donation: `reference-${run}`, campaign: 'mara' });
const session = (more: (run: number) => Record<string, unknown>, at?: number): Told =>
  told(
    'checkout.session.completed',
    (run) => ({
      ...{ id: `cs_${run}`, mode: 'subscription', currency: 'eur', amount_total: 2500, payment_status: 'paid' },
      ...{ payment_intent: null, subscription: `sub_${run}`, invoice: null, metadata: metadataOf(run), ...more(run) },
    }),
    at,
  );
const invoice = (name: string, reason: string): Told =>
  told('invoice.paid', (run) => ({
    ...{ id: `${name}_${run}`, currency: 'eur', amount_paid: 2500, billing_reason: reason },
    parent: { subscription_details: { metadata: metadataOf(run), subscription: `sub_${run}` } },
  }));
const tie = (name: string, payment: string): Told =>
  told('invoice_payment.paid', (run) => ({
    ...{ invoice: `${name}_${run}`, payment: { type: 'payment_intent', payment_intent: `${payment}_${run}` } },
  }));
const refund: Told = told('refund.created', (run) => ({
  ...{ id: `re_${run}`, amount: 1000, currency: 'eur', payment_intent: `pi_${run}`, status: 'succeeded' },
}));
const fee: Told = (run) =>
  chargeFee(
    {
      ...{ id: `txn_${run}`, type: 'charge', currency: 'eur', fee: 60, created: 1_772_359_300 },
      source: { object: 'charge', id: `ch_${run}`, currency: 'eur', payment_intent: `pi_${run}` },
    } as unknown as Stripe.BalanceTransaction,
    `in_${run}`,
  );
const known = session((run) => ({ invoice: `in_${run}` }));
const unknown = session(() => ({}));
const first = invoice('in', 'subscription_create');
const paying = tie('in', 'pi');

/** Takes them in, in every order, each twice. @returns What all of it comes to, by runs. */
async function inEveryOrder(events: readonly Told[]) {
  const store = await openSqlite(':memory:');
  await store.putCampaign(mara, 0, change);
  let run = 0;
  const stands = new Set<string>();
  for (const order of orders(events)) {
    const before = [await sourceSums(store, 'stripe'), await store.sums('mara')] as const;
    if (run % 2) await store.beginDonation(begun(`reference-${run}`));
    for (const one of [...order, ...order]) {
      const event = one(run);
      if (event) await store.take(event);
    }
    if (!(run % 2)) await store.beginDonation(begun(`reference-${run}`));
    const [{ gifts, givers }, { fees }] = [await sourceSums(store, 'stripe'), await store.sums('mara')];
    const { status } = (await store.getDonation(`reference-${run}`))!;
    const by = [gifts - before[0].gifts, givers - before[0].givers, fees - before[1].fees];
    stands.add(JSON.stringify([status, ...by]));
    run++;
  }
  expect((await store.check()).flaws).toEqual([]);
  await store.close();
  return [...stands].map((text) => JSON.parse(text) as unknown);
}

describe('the first month counts once', () => {
  it.each([
    ['its session alone, which knows the invoice', [known], ['paid', 2500, 1, 0]],
    ['its invoice alone', [first], ['paid', 2500, 1, 0]],
    ['session and invoice', [known, first], ['paid', 2500, 1, 0]],
    ['a session that knows no invoice, and the invoice', [unknown, first], ['paid', 2500, 1, 0]],
    [
      'a session told without its invoice, then with it, and the invoice',
      [unknown, session((run) => ({ invoice: `in_${run}` }), 1_772_359_201), first],
      ['paid', 2500, 1, 0],
    ],
    ['session, invoice, payment, refund and fee', [known, first, paying, refund, fee], ['paid', 1500, 1, 60]],
    [
      'a session that knows no invoice, the invoice, payment, refund and fee',
      [unknown, first, paying, refund, fee],
      ['paid', 1500, 1, 60],
    ],
    ['no session at all, but invoice, payment, refund and fee', [first, paying, refund, fee], ['paid', 1500, 1, 60]],
    [
      'the months after it beside it, each a gift of its own',
      [known, first, invoice('in2', 'subscription_cycle'), tie('in2', 'pi2')],
      ['paid', 5000, 2, 0],
    ],
  ] as const)('by %s', async (_what, events, expected) => {
    expect(await inEveryOrder(events)).toEqual([expected]);
  });

  it('and is on its way as long as nobody has named its invoice, since it would count again with that', async () => {
    expect(await inEveryOrder([unknown])).toEqual([['pending', 0, 0, 0]]);
  });

  it('also when the account speaks as Stripe did before 2025', async () => {
    const old = told('invoice.paid', (run) => ({
      ...{ id: `in_${run}`, currency: 'eur', amount_paid: 2500, billing_reason: 'subscription_create' },
      ...{
        subscription: `sub_${run}`,
        subscription_details: { metadata: metadataOf(run) },
        payment_intent: `pi_${run}`,
      },
    }));
    expect(await inEveryOrder([known, old])).toEqual([['paid', 2500, 1, 0]]);
    expect(await inEveryOrder([unknown, old, refund])).toEqual([['paid', 1500, 1, 0]]);
  });
});

describe('a single gift counts once', () => {
  const single = (intent: string | null): Told =>
    session((run) => ({ mode: 'payment', subscription: null, payment_intent: intent && `${intent}_${run}` }));
  const intent = told('payment_intent.succeeded', (run) => ({
    ...{
      id: `pi_${run}`,
      currency: 'eur',
      amount_received: 2500,
      latest_charge: `ch_${run}`,
      metadata: metadataOf(run),
    },
  }));
  it.each([
    ['session', [single('pi')], ['paid', 2500, 1, 0]],
    ['payment', [intent], ['paid', 2500, 1, 0]],
    ['session and payment', [single('pi'), intent, refund], ['paid', 1500, 1, 0]],
    ['a session that names no payment, and the payment', [single(null), intent, refund], ['paid', 1500, 1, 0]],
  ] as const)('by %s', async (_what, events, expected) => {
    expect(await inEveryOrder(events)).toEqual([expected]);
  });
});
