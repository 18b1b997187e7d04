/* What a provider never tells, the desk does: that a gift's money went back. */
import { describe, expect, test } from 'vitest';
import { koFiPayments } from '../../src/server/payments/ko-fi.ts';
import { openMara } from './desk-open.ts';

const payments = [koFiPayments({ token: '8a2f8a4e-1c2b-4f6e-9d3c-0123456789ab', campaign: 'mara' })];

/** A desk whose campaign got 5 € through Ko-fi (line 1), and 25 € by a card (line 2). */
async function start() {
  const desk = await openMara(payments);
  for (const [provider, minor, at] of [
    ['ko-fi', 500, '2026-06-10T22:30:00Z'],
    ['stripe', 2500, '2026-06-11T12:00:00Z'],
  ] as const) {
    await desk.store.take({
      ...{ provider, id: provider, type: 'x', about: { ids: [provider] } },
      facts: [{ kind: 'paid', at, payment: provider, amount: { minor, currency: 'EUR' } }],
      begins: { campaign: 'mara', source: provider, name: 'Lena M.' },
    });
  }
  const back = (number: number, more: object = {}) =>
    desk.call('POST', `/campaigns/mara/entries/${number}/give-back`, {
      ...{ request: crypto.randomUUID(), amount: '5.00', at: '2026-06-12', reason: 'refund', ...more },
    });
  return { ...desk, back };
}

describe('a gift through Ko-fi', () => {
  test('is the one that the desk gives back', async () => {
    const { call } = await start();
    const { json } = await call('GET', '/campaigns/mara/entries');
    expect(json['entries']).toMatchObject([{ isGivenBackHere: false }, { isPayment: true, isGivenBackHere: true }]);
  });

  test('goes back in parts and leaves the public books with them, each once and each in the log of changes', async () => {
    const { back, call, store } = await start();
    const request = 'a-request-of-mine';
    expect((await back(1, { request, amount: '2.00' })).status).toBe(200);
    expect((await back(1, { request, amount: '2.00' })).status).toBe(200);
    expect((await back(1, { amount: '3.00', reason: 'dispute' })).status).toBe(200);
    const [second, first] = await store.entries('mara', { limit: 2 });
    expect(first).toMatchObject({ at: '2026-06-12', flow: 'gift-', reason: 'refund', amount: { minor: 200 } });
    expect(second).toMatchObject({ flow: 'gift-', reason: 'dispute', amount: { minor: 300 } });
    expect((await call('GET', '/campaigns/mara')).json['sums']).toMatchObject({ raised: '25.00', spent: '0.00' });
    expect((await store.changes('mara', 2)).map(({ actor, detail, what }) => [actor, what, detail])).toEqual([
      ['desk', 'give-back', '#1: 3.00 EUR'],
      ['desk', 'give-back', '#1: 2.00 EUR'],
    ]);
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
    // And what is undone by that can't be undone by another way.
    expect((await call('POST', '/campaigns/mara/entries/1/reverse', { reason: 'refund' })).status).toBe(403);
  });

  test.each([
    ['more than is left', { amount: '5.01' }],
    ['nothing', { amount: '0.00' }],
    ['less than nothing', { amount: '-1.00' }],
    ['what is no amount', { amount: '5,00' }],
    ['a day before it came', { at: '2026-06-10' }],
    ['a day that is yet to come', { at: '2026-06-21' }],
    ['a day that is none', { at: '2026-02-30' }],
    ['an instant', { at: '2026-06-12T10:00:00Z' }],
    ['a reason that is none', { reason: 'void' }],
    ['a request without a name', { request: '' }],
  ])('does not go back with %s', async (_what, more) => {
    const { back, store } = await start();
    expect((await back(1, more)).status).toBe(400);
    expect((await store.sums('mara')).entries).toBe(2);
    expect((await store.changes('mara', 10)).map(({ what }) => what)).toEqual(['create']);
  });

  test('goes back on the day it came, by the campaign’s own calendar', async () => {
    const { back } = await start();
    expect((await back(1, { at: '2026-06-11' })).status).toBe(200);
  });
});

test('a gift through a provider that tells of refunds is not given back here, nor one entered by hand', async () => {
  const { back, call, store } = await start();
  expect((await back(2)).status).toBe(403);
  const lines = [{ kind: 'gift', at: '2026-06-01', amount: '5.00', source: 'bank' }];
  await call('POST', '/campaigns/mara/entries', { request: 'a-request', lines });
  expect((await back(3)).status).toBe(403);
  expect((await back(9)).status).toBe(404);
  expect((await store.sums('mara')).entries).toBe(3);
});
