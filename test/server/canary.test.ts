/*
 * Personal data, marked so that it is found again, goes through everything; then every public answer, every line of the log, every error
 * and every number is searched for it.
 */
import { afterEach, expect, it } from 'vitest';
import { koFiPayments } from '../../src/server/payments/ko-fi.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { give, open, referenceOf, testPayments, type Opened } from './open.ts';

let opened: Opened;
afterEach(() => opened.stop());

const canaries = {
  email: 'canary.lena@example.org',
  iban: 'DE02 1203 0000 0000 2020 51',
  street: 'Canarygasse 7',
  address: '203.0.113.77',
  network: '2001:db8:dead:beef::77',
  hidden: 'Canary Heimlich',
};
const found = (text: string): string[] =>
  Object.entries(canaries).flatMap(([name, value]) =>
    text.includes(value) || text.includes(value.replaceAll(' ', '')) || text.includes(encodeURIComponent(value))
      ? [name]
      : [],
  );

it('tells nobody an e-mail, an IBAN, an address or a hidden name', async () => {
  const token = '8a2f8a4e-1c2b-4f6e';
  const payments = testPayments();
  opened = await open({ payments: [payments, koFiPayments({ token, campaign: 'mara' })], trustProxy: 1 });
  const { store } = opened;
  const change = { at: '', actor: canaries.email, what: 'entry' };
  await opened.put(
    bookCampaign({
      organiser: { name: 'Jo', email: canaries.email, street: canaries.street },
      bankOfDonors: canaries.iban,
    }),
  );
  const person = { name: canaries.hidden, message: canaries.street, email: canaries.email, isPublic: false };
  const line = { at: '2026-05-22', flow: 'gift+' as const, reason: 'donation' as const, source: 'bank' };
  await store.append(
    'mara',
    [{ ...line, amount: { minor: 100, currency: 'EUR' }, key: canaries.iban, person }],
    change,
  );
  const forwarded = { 'x-forwarded-for': canaries.address };
  const begun = await give(
    opened,
    { name: 'Lena', message: 'Hallo', email: canaries.email },
    { from: canaries.network, headers: forwarded },
  );
  const reference = await referenceOf(begun);
  await opened.pay(reference, 5000);
  const koFi = {
    ...{ verification_token: token, kofi_transaction_id: 't', timestamp: '2026-05-22T12:00:00Z', type: 'Donation' },
    ...{
      amount: '3.00',
      currency: 'EUR',
      is_public: false,
      from_name: canaries.hidden,
      message: canaries.street,
      email: canaries.email,
    },
  };

  const texts: string[] = [await begun.text()];
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...forwarded },
    from: canaries.address,
  };
  const asked: [string, Parameters<Opened['ask']>[1]?][] = [
    ['/campaigns/mara'],
    ['/campaigns/mara/entries'],
    [`/campaigns/mara/entries?before=${encodeURIComponent(canaries.email)}`],
    [`/donations/${reference}`],
    [`/donations/${encodeURIComponent(canaries.email)}`],
    [`/${encodeURIComponent(canaries.email)}`],
    ['/health'],
    ['/metrics'],
    ['/openapi.json'],
    ['/campaigns/mara/donations', { ...post, body: JSON.stringify({ amount: canaries.iban, name: canaries.email }) }],
    ['/campaigns/mara/donations', { ...post, body: canaries.email }],
    ['/campaigns/mara/shares', { ...post, body: JSON.stringify({ channel: canaries.email }) }],
    ['/webhooks/stripe', { ...post, body: canaries.email }],
    ['/webhooks/ko-fi', { ...form, body: new URLSearchParams({ data: JSON.stringify(koFi) }) }],
    ['/webhooks/ko-fi', { ...form, body: new URLSearchParams({ data: canaries.email }) }],
  ];
  const askAll = async (): Promise<void> => {
    for (const [path, init] of asked) {
      const response = await opened.ask(path, init);
      texts.push(`${path} ${JSON.stringify([...response.headers])} ${await response.text()}`);
    }
  };
  await askAll();
  const events = await opened.ask('/campaigns/mara/events');
  const first = await events.body!.getReader().read();
  texts.push(new TextDecoder().decode(first.value));

  // And when things break whose errors hold it all.
  const broken = async (): Promise<never> =>
    Promise.reject(
      new Error(`row ${Object.values(canaries).join(' | ')}`.replace(canaries.street, '').replace(canaries.hidden, '')),
    );
  Object.assign(store, {
    getCampaign: broken,
    getDonation: broken,
    entries: broken,
    take: broken,
    ping: broken,
    beginDonation: broken,
  });
  payments.fault = 'refused';
  await askAll();

  // A path that someone made up is theirs; it is answered with nothing of it.
  const answers = texts.map((text) => text.replace(/^\/\S+ /, ''));
  expect(answers.flatMap((text) => found(text).map((what) => `${what}: ${text.slice(0, 200)}`))).toEqual([]);
  expect(opened.lines.flatMap((text) => found(text).map((what) => `${what}: ${text.slice(0, 200)}`))).toEqual([]);
  expect(opened.lines.join(), 'nor what leads to a donation').not.toContain(reference);
  expect(found(JSON.stringify(canaries)), 'it would be found').toHaveLength(Object.keys(canaries).length);
});
