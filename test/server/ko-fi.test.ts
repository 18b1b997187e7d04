/* Ko-fi's notifications: a form with one field, believed for its token. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../../src/server/books/facts.ts';
import { koFiPayments } from '../../src/server/payments/ko-fi.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { open, type Opened } from './open.ts';

const token = '8a2f8a4e-1c2b-4f6e-9d3c-0123456789ab';
let opened: Opened;
afterEach(() => opened?.stop());

const start = async (): Promise<void> => {
  opened = await open({ payments: [koFiPayments({ token, campaign: 'mara' })] });
};
const told = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  verification_token: token,
  message_id: 'm-1',
  kofi_transaction_id: 't-1',
  timestamp: '2026-05-22T11:59:00Z',
  type: 'Donation',
  is_public: true,
  from_name: 'Lena M.',
  message: 'Gute Besserung!',
  amount: '3.00',
  currency: 'EUR',
  email: 'canary@example.org',
  url: 'https://ko-fi.com/x',
  ...changes,
});
const send = (data: unknown): Promise<Response> =>
  opened.ask('/webhooks/ko-fi', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ data: typeof data === 'string' ? data : JSON.stringify(data) }),
  });
const post = async (data: unknown): Promise<number> => (await send(data)).status;
const raised = async (): Promise<unknown> => {
  const { entries } = (await (await opened.ask('/campaigns/mara')).json()) as { entries?: unknown[] };
  return entries ?? [];
};

describe('POST /webhooks/ko-fi', () => {
  it('counts a gift once, by its transaction', async () => {
    await start();
    expect([await post(told()), await post(told({ message_id: 'm-2' }))]).toEqual([200, 200]);
    expect(await raised()).toMatchObject([{ flow: 'gift+', amount: '3.00', source: 'ko-fi' }]);
  });

  it.each([
    ['another token', told({ verification_token: 'another-token-of-someone' })],
    ['an empty token', told({ verification_token: '' })],
    ['no token', told({ verification_token: undefined })],
    ['a token that is a list', told({ verification_token: [token] })],
    ['a token that is almost right', told({ verification_token: token.toUpperCase() })],
    ['no transaction', told({ kofi_transaction_id: '' })],
    ['no JSON', 'x'],
    ['no data', ''],
    ['null', 'null'],
  ])('refuses %s', async (_what, data) => {
    await start();
    expect(await post(data)).toBe(400);
    expect(await raised()).toEqual([]);
  });

  it.each([
    ['an order of the shop', { type: 'Shop Order' }],
    ['a commission', { type: 'Commission' }],
    ['no amount', { amount: '0' }],
    ['an amount below zero', { amount: '-3.00' }],
    ['an amount with a comma', { amount: '3,00' }],
  ])('counts nothing of %s, and says that all is well', async (_what, changes) => {
    await start();
    expect(await post(told(changes))).toBe(200);
    expect(await raised()).toEqual([]);
  });

  it.each([
    ['today', '00000000-1111-2222-3333-444444444444'],
    ['of former years', '0a1fac0c-f960-4506-a60e-824979a74e71'],
    ['without an id', '00000000-0000-0000-0000-000000000000'],
  ])('counts nothing of Ko-fi’s own test, %s, and says in answer and log that it was one', async (_when, id) => {
    await start();
    const test = { kofi_transaction_id: id, from_name: 'Jo Example', message: 'Good luck with the integration!' };
    for (const type of ['Donation', 'Subscription', 'Shop Order']) {
      const response = await send(told({ ...test, type }));
      expect([response.status, await response.json()]).toEqual([200, { received: true, test: true }]);
    }
    expect(await raised()).toEqual([]);
    expect(opened.lines.filter((line) => line.includes('"outcome":"test"'))).toHaveLength(3);
    expect(opened.lines.join()).not.toMatch(/Jo|luck/);
    // Believed no more than anything else.
    expect(await post(told({ ...test, verification_token: 'another-token-of-someone' }))).toBe(400);
  });

  it('keeps name and message to itself unless they are public', async () => {
    const payments = koFiPayments({ token, campaign: 'mara' });
    const read = async (changes: Record<string, unknown>): Promise<ProviderEvent | undefined> => {
      const body = new URLSearchParams({ data: JSON.stringify(told(changes)) }).toString();
      const event = await payments.readEvent(new TextEncoder().encode(body), new Headers());
      return event === 'test' ? undefined : event;
    };
    expect((await read({}))?.begins).toMatchObject({ name: 'Lena M.', message: 'Gute Besserung!' });
    expect(JSON.stringify(await read({ is_public: false }))).not.toMatch(/Lena|Besserung|canary/);
    expect(JSON.stringify(await read({}))).not.toContain('canary');
  });

  it('keeps what comes for a campaign that isn’t there yet, says so in the check, and counts it then', async () => {
    opened = await open({ payments: [koFiPayments({ token, campaign: 'later' })] });
    expect(await post(told({ amount: '25.00' }))).toBe(200);
    expect(opened.lines.join()).toContain('event-without-campaign');
    const note = expect.stringMatching(/25\.00 EUR.*t-1.*later.*in no sum/) as unknown;
    expect(await opened.store.check()).toEqual({ flaws: [], notes: [note] });
    await opened.put(bookCampaign({ id: 'later' }), 'later');
    expect((await opened.store.sums('later')).entries).toBe(1);
    expect(await post(told({ amount: '25.00' }))).toBe(200);
    expect((await opened.store.sums('later')).entries).toBe(1);
    expect(await opened.store.check()).toEqual({ flaws: [], notes: [] });
  });

  it('keeps what came in another currency than the campaign’s, in no sum, and says so in the check', async () => {
    await start();
    expect([
      await post(told({ currency: 'USD', amount: '25.00' })),
      await post(told({ currency: 'USD', amount: '25.00' })),
    ]).toEqual([200, 200]);
    expect(await raised()).toEqual([]);
    expect(opened.lines.join()).toContain('event-in-another-currency');
    const note = expect.stringMatching(/another currency than EUR.*25\.00 USD.*t-1.*in no sum/) as unknown;
    expect(await opened.store.check()).toEqual({ flaws: [], notes: [note] });
    expect(await opened.store.listDonations('mara', { limit: 10 })).toEqual([]);
  });

  it.each([{ amount: '3,00' }, { amount: '' }, { currency: 'Euro' }, { timestamp: 'now' }])(
    'notes a gift that can’t be read, by its transaction and nothing else: %j',
    async (changes: { readonly amount?: string }) => {
      await start();
      expect(await post(told(changes))).toBe(200);
      expect(await post(told({ type: 'Shop Order', ...changes }))).toBe(200);
      const note = expect.stringMatching(/can’t be read \(t-1\)/) as unknown;
      expect(await opened.store.check()).toEqual({ flaws: [], notes: [note] });
      const noted = opened.lines.filter((line) => line.includes('gift-unreadable'));
      expect(noted).toEqual([expect.stringContaining('"t-1"')]);
      expect(noted.join()).not.toMatch(/Lena|Besserung/);
      // Told once more as it should be, it counts.
      if (changes.amount !== undefined)
        expect([await post(told()), ((await raised()) as unknown[]).length]).toEqual([200, 1]);
    },
  );

  it.each(['', ' ', 'short'])('does not start with the token %j', (wrong) => {
    expect(() => koFiPayments({ token: wrong, campaign: 'mara' })).toThrow(/KOFI_TOKEN/);
  });

  it('is not set up unless it is', async () => {
    opened = await open();
    await opened.put(bookCampaign());
    expect(await post(told())).toBe(503);
  });
});
