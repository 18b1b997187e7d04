/* Pages of the ledger: made a few at a time, and there while the database is away. */
import { afterEach, expect, it } from 'vitest';
import { ServerError } from '../../src/server/errors.ts';
import { change, line } from '../contracts/store-samples.ts';
import { open, type Opened } from './open.ts';

let opened: Opened;
let isAway = false;
let [asked, atOnce, most] = [0, 0, 0];
afterEach(() => opened.stop());

async function start(): Promise<void> {
  [isAway, asked, atOnce, most] = [false, 0, 0, 0];
  opened = await open({
    prepare(store) {
      const [entries, getCampaign] = [store.entries.bind(store), store.getCampaign.bind(store)];
      const unavailable = (): Promise<never> => Promise.reject(new ServerError('unavailable', 'away'));
      store.getCampaign = (id) => (isAway ? unavailable() : getCampaign(id));
      store.entries = async (...all) => {
        if (isAway) return unavailable();
        asked++;
        most = Math.max(most, ++atOnce);
        await new Promise((go) => setImmediate(go));
        return entries(...all).finally(() => atOnce--);
      };
    },
  });
  await opened.store.append(
    'mara',
    Array.from({ length: 60 }, (_, n) => line(`k${n}`)),
    change,
  );
  await opened.ask('/campaigns/mara');
  [asked, most] = [0, 0];
}
const page = (query = ''): Promise<Response> => opened.ask(`/campaigns/mara/entries${query}`);
const numbers = async (response: Response): Promise<number[]> =>
  ((await response.json()) as { entries: { number: number }[] }).entries.map(({ number }) => number);

it('reads a page once for all who ask meanwhile', async () => {
  await start();
  await Promise.all(Array.from({ length: 50 }, () => page('?limit=20')));
  expect(asked).toBe(1);
  await opened.store.append('mara', [line('new')], change);
  expect((await numbers(await page('?limit=20')))[0]).toBe(61);
});

it('shows a name no more that was erased, also where the document doesn’t', async () => {
  await start();
  const [booked] = await opened.store.append('mara', [line('p', { person: { name: 'Lena', isPublic: true } })], change);
  expect(await (await page()).text()).toContain('Lena');
  await opened.store.erase('mara', booked!.id, change);
  expect(await (await page()).text()).not.toContain('Lena');
});

it('makes two at once, whoever asks for how many', async () => {
  await start();
  const all = await Promise.all(Array.from({ length: 40 }, (_, n) => page(`?limit=10&before=${n + 12}`)));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  expect([asked, most]).toEqual([40, 2]);
});

it('sends back who asks for more than can wait, and goes on afterwards', async () => {
  await start();
  const all = await Promise.all(Array.from({ length: 700 }, (_, n) => page(`?limit=1&before=${n + 2}`)));
  const refused = all.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]!.headers.get('retry-after')).toBe('2');
  expect((await page('?limit=7')).status).toBe(200);
});

it('answers with what it has while the database is away, and says how old that is', async () => {
  await start();
  const before = await numbers(await page('?limit=5'));
  isAway = true;
  await opened.store.append('mara', [line('new')], change);
  await opened.clock.pass(30_000);
  const response = await page('?limit=5');
  expect([response.status, response.headers.get('age')]).toEqual([200, '30']);
  expect(await numbers(response)).toEqual(before);
  expect((await page('?limit=6')).status).toBe(503);
});
