/* Whatever the server refuses of a donation, the page says in words of its own: each refusal has a code, each code a meaning there. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DonationIntent, DonationRefusal } from '../../src/adapters/adapter.ts';
import { serverAdapter } from '../../src/adapters/server.ts';
import { deDonate, deDonateFormal } from '../../src/components/locales/de.donate.ts';
import { enDonate } from '../../src/components/locales/en.donate.ts';
import { ServerError, type ServerErrorCode } from '../../src/server/errors.ts';
import { startDonation } from '../../src/server/routes/donations.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { give, open, type Opened, type OpenOptions } from './open.ts';

let opened: Opened;
afterEach(() => opened?.stop());

const intent = (more: Partial<DonationIntent> = {}): DonationIntent => ({
  key: 'b5f1d7c4-7c1e-4b51-9a0e-1d2c3b4a5f60',
  amount: { minor: 5000, currency: 'EUR' },
  returnUrl: 'https://example.org/mara',
  ...more,
});

interface Refused {
  readonly code: string;
  readonly status: number;
  readonly refusal: DonationRefusal | undefined;
  readonly message: string;
}

/** What the server answers, and what the page's adapter makes of it. */
async function begin(wanted: Partial<DonationIntent> = {}, headers: Record<string, string> = {}): Promise<Refused> {
  let code = '';
  let status = 0;
  const asking: typeof fetch = async (input, init) => {
    // What the page read while it still could give.
    if (init?.method !== 'POST')
      return Response.json({ ...bookCampaign(), live: { version: 1, pollEvery: 30, donations: {} } });
    const all = { ...(init?.headers as Record<string, string>), ...headers };
    const response = await opened.handler(new Request(input as string, { ...init, headers: all }), {
      address: '192.0.2.7',
    });
    ({ status } = response);
    code = ((await response.clone().json()) as { error?: { code: string } }).error?.code ?? '';
    return response;
  };
  const adapter = serverAdapter({ url: 'https://give.example.org/campaigns/mara', fetch: asking });
  await adapter.getCampaign();
  const error = (await adapter.startDonation!(intent(wanted)).catch((reason: unknown) => reason)) as Partial<Refused>;
  return { code, status, refusal: error.refusal, message: error.message ?? '' };
}

type Way = readonly [
  what: string,
  code: ServerErrorCode,
  refusal: DonationRefusal | undefined,
  refuse: () => Promise<Refused>,
  options?: OpenOptions,
];

const ways: readonly Way[] = [
  [
    'a campaign that has ended',
    'over',
    'over',
    async () => {
      await opened.put(bookCampaign({ ends: '2026-01-01' }));
      return begin();
    },
  ],
  [
    'a campaign that takes no money',
    'closed',
    'closed',
    async () => {
      await opened.put(bookCampaign({ noMoney: { text: 'Kommt vorbei' } }));
      return begin();
    },
  ],
  ['a server without a provider', 'closed', 'closed', () => begin(), { payments: [] }],
  [
    'a site that may not',
    'forbidden',
    'closed',
    () => begin({}, { origin: 'https://other.example' }),
    { origins: ['https://example.org'] },
  ],
  [
    'a campaign that is gone',
    'not-found',
    'closed',
    async () => {
      const { version } = (await opened.store.getCampaign('mara'))!;
      const change = { at: '2026-05-22T12:00:00Z', actor: 'test', what: 'unpublish' };
      await opened.store.putCampaign(
        { id: 'mara', document: bookCampaign(), currency: 'EUR', isPublished: false },
        version,
        change,
      );
      return begin();
    },
  ],
  ['too little', 'invalid', 'unfit', () => begin({ amount: { minor: 49, currency: 'EUR' } })],
  ['too much', 'invalid', 'unfit', () => begin({ amount: { minor: 999_999_999, currency: 'EUR' } })],
  ['another currency', 'invalid', 'unfit', () => begin({ amount: { minor: 5000, currency: 'USD' } })],
  ['a key that is none', 'invalid', 'unfit', () => begin({ key: 'short' })],
  ['too long a message', 'too-large', 'unfit', () => begin({ message: 'x'.repeat(20_000) })],
  [
    'a key used for something else',
    'key-used',
    'used',
    async () => {
      await begin();
      return begin({ amount: { minor: 6000, currency: 'EUR' } });
    },
  ],
  [
    'a key whose giver was erased',
    'key-gone',
    'used',
    async () => {
      const named = { name: 'Lena M.' };
      await begin(named);
      const { reference } = opened.payments.started[0]!;
      await opened.pay(reference, 5000);
      const [line] = await opened.store.entries('mara', { limit: 1 });
      await opened.store.erase('mara', line!.id, { at: '2026-05-22T12:00:00Z', actor: 'test', what: 'erase' });
      return begin(named);
    },
  ],
  [
    'too many tries',
    'too-many',
    'busy',
    async () => {
      for (let nth = 0; nth < 10; nth++) await give(opened);
      return begin();
    },
  ],
  [
    'a provider that refuses',
    'payments',
    'declined',
    () => {
      opened.payments.fault = 'refused';
      return begin();
    },
  ],
  // What passes by itself: the page says that it can't be done just now.
  [
    'books that can’t be written',
    'unavailable',
    undefined,
    () => {
      opened.store.beginDonation = () => Promise.reject(new ServerError('unavailable', 'the disk is full'));
      return begin();
    },
  ],
];

const all = ways.map(([what, code, refusal, refuse, options = {}]) => [what, code, refusal, refuse, options] as const);

describe('a donation that is refused', () => {
  it.each(all)('for %s has its code, and its words', async (_what, code, refusal, refuse, options) => {
    opened = await open(options);
    const found = await refuse();
    expect(found).toMatchObject({ code });
    expect(found.refusal).toBe(refusal);
    expect(startDonation.errors).toContain(found.status);
    // The server's English is for whoever looks into the console.
    expect(found.message).toMatch(/the server answered \d+: \S/);
    for (const words of [enDonate, deDonate, { ...deDonate, ...deDonateFormal }]) {
      expect(words[refusal ?? 'unreachable']).toMatch(/\S/);
      expect(words[refusal ?? 'unreachable']).toMatch(/Nothing was charged|nothing was charged now|nichts abgebucht/);
    }
  });

  it('for an erased key has begun nothing a second time, and a new key begins once more', async () => {
    opened = await open();
    const [, , , refuse] = ways.find(([, code]) => code === 'key-gone')!;
    await refuse();
    expect(opened.payments.started).toHaveLength(1);
    expect((await opened.store.sums('mara')).entries).toBe(1);
    expect((await begin({ key: 'another-key-of-the-page-0001', name: 'Lena M.' })).status).toBe(200);
    expect(opened.payments.started).toHaveLength(2);
  });
});
