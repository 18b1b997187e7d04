import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logIn, openBrowser, openPage, submit } from './lab/browser.ts';
import { formPairs, packed } from './lab/form.ts';
import { type Site, startSite } from './lab/site.ts';

let site: Site;
let browser: Browser;
let page: Page;
let wrong: string[];

const formUrl = (id: number): string =>
  `${site.url}/wp-admin/edit.php?post_type=glassjar_campaign&page=glassjar-campaign&campaign=${id}`;
const textOf = (selector: string): Promise<string> =>
  page.$eval(selector, (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim());
const phpText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** A campaign. @returns Its number. */
const make = (fields: object, title = 'Mara', status = 'publish'): number =>
  site.php<number>(`
    $id = wp_insert_post(wp_slash(['post_type' => 'glassjar_campaign', 'post_status' => '${status}', 'post_title' => ${phpText(title)}, 'post_excerpt' => 'About her.']));
    $fields = json_decode(${phpText(JSON.stringify(fields))}, true);
    Glassjar\\Campaign::save($id, $fields);
    Glassjar\\Campaign::saveOptions($id, ['categories' => [1], 'appearance' => ['form' => 'ring', 'give' => '#123456']]);
    return $id;`);

/** All that is saved of a campaign, but for the heights that the preview measures. */
const saved = (id: number): unknown =>
  site.php(`
    $options = Glassjar\\Campaign::options(${id});
    $options['appearance'] = array_intersect_key($options['appearance'], ['form' => 1, 'give' => 1]);
    return [get_the_title(${id}), get_post_field('post_excerpt', ${id}), get_post_status(${id}), Glassjar\\Campaign::fields(${id}), Glassjar\\Campaign::news(${id}), $options];`);

const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => item(i));
const day = (index: number): string => new Date(Date.UTC(2020, 0, 1) + index * 86_400_000).toISOString().slice(0, 10);

/** Something in every field that the form asks for. */
const everything = {
  currency: 'EUR',
  beneficiary: { name: 'Mara', about: 'Eleven.', consent: 'Her parents wrote it.' },
  organiser: { name: 'Kai', about: 'A neighbour.', url: 'https://example.org/kai' },
  goal: { amount: '15000.00', label: 'Half a year of rent' },
  milestones: [{ amount: '5000.00', label: 'A wheelchair' }],
  starts: '2026-01-01',
  ends: '2027-01-01',
  url: 'https://example.org/story',
  give: {
    bank: { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', reference: 'Mara' },
    links: [{ label: 'PayPal', url: 'https://example.org/give', fee: '2,49 %' }],
    amounts: ['5.00', '25.00'],
    taxReceipt: false,
  },
  sources: [
    {
      id: 'bank',
      label: 'Konto',
      kind: 'gifts',
      raised: '9184.00',
      bound: 'at-least',
      supporters: 431,
      asOf: '2026-05-22',
      proof: 'https://example.org/p',
    },
    { id: 'book', label: 'Buch', kind: 'sales', copies: 12 },
  ],
  book: {
    title: 'Ein Meer voll Licht',
    author: 'Kai',
    isbn: '9783161484100',
    cover: 'https://example.org/cover.jpg',
    price: '12.00',
    proceeds: '7.68',
    pledge: { text: 'All of it', until: '2026-12-31' },
    shops: [{ name: 'Laden', url: 'https://example.org/book' }],
    ranks: [{ list: 'Spiegel', rank: 7, at: '2026-05-22', bound: 'about' }],
  },
  updates: [{ at: '2026-05-22', title: 'News 😀', text: 'Two\nlines', url: 'https://example.org/n', pinned: true }],
  press: [{ at: '2026-05-22', outlet: 'Zeitung', title: 'Mara', url: 'https://example.org/z', kind: 'newspaper' }],
  embeds: [{ url: 'https://example.org/v', title: 'A video' }],
  needs: [{ text: 'Letters', wanted: 40, got: 3, url: 'https://example.org/l', done: true }],
  reach: [{ at: '2026-05-22', label: 'Views', value: 12_800, bound: 'at-least' }],
  share: {
    text: 'Look',
    hashtags: ['einBuchFürMara', 'mara'],
    counts: [{ network: 'mastodon', count: 12, bound: 'about', at: '2026-05-22' }],
  },
  thanks: 'Thank you\nall',
  hideNames: true,
  noMoney: { text: 'Write letters' },
};

beforeAll(async () => {
  site = await startSite();
  browser = await openBrowser();
  ({ page, wrong } = await openPage(browser));
  await logIn(page, site);
});
afterAll(async () => {
  const said = site.debugLog();
  await browser.close();
  await site.stop();
  expect(said, 'debug.log').toBe('');
  expect(wrong, 'failed requests and scripts').toEqual([]);
});

const lists: Readonly<Record<string, (index: number) => unknown>> = {
  milestones: (i) => ({ amount: `${i + 1}.00`, label: `Step ${i}` }),
  'give.links': (i) => ({ label: `Link ${i}`, url: `https://example.org/${i}`, fee: `${i} %` }),
  'give.amounts': (i) => `${i + 1}.00`,
  sources: (i) => ({
    id: `s-${i}`,
    label: `Source ${i}`,
    kind: 'gifts',
    raised: `${i}.50`,
    bound: 'about',
    supporters: i + 1,
  }),
  'book.shops': (i) => ({ name: `Shop ${i}`, url: `https://example.org/${i}` }),
  'book.ranks': (i) => ({ at: day(i), list: `List ${i}`, rank: i + 1 }),
  updates: (i) => ({ at: day(i), title: `News ${i}`, text: `Line one ${i}\nline two ü 😀` }),
  press: (i) => ({ at: day(i), outlet: `Paper ${i}`, title: `"Mara" & <b>${i}</b>`, url: `https://example.org/${i}` }),
  embeds: (i) => ({ url: `https://example.org/${i}`, title: `Video ${i}` }),
  needs: (i) => ({ text: `Need ${i}`, wanted: i + 1, got: 0 }),
  reach: (i) => ({ at: day(i), label: `Views ${i}`, value: i + 1 }),
  'share.hashtags': (i) => `tag${i}`,
  'share.counts': (i) => ({ network: `net${i}`, count: i + 1 }),
};

/** Everything, with a list of many items at a place. */
const withMany = (place: string, count: number): Record<string, unknown> => {
  const fields = structuredClone(everything) as Record<string, unknown>;
  const [first = '', second] = place.split('.');
  const list = many(count, lists[place]!);
  if (second) (fields[first] as Record<string, unknown>)[second] = list;
  else fields[first] = list;
  return fields;
};

/** Asks as the browser's user, without its page. */
async function ask(url: string, body?: string, type = 'application/x-www-form-urlencoded'): Promise<Response> {
  const cookies = await page.browserContext().cookies();
  return fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body }),
    redirect: 'manual',
  });
}

const pairsOf = async (id: number): Promise<[string, string][]> =>
  formPairs(await (await ask(formUrl(id))).text(), 'glassjar-form');
const encoded = (pairs: readonly [string, string][]): string =>
  new URLSearchParams(pairs.map((pair) => [...pair])).toString();

describe('a form that is saved as it is loses nothing', () => {
  test('by a browser, with 3,000 news and 60 reports', async () => {
    const id = make({ ...withMany('updates', 3000), press: many(60, lists['press']!) });
    const before = saved(id);
    await page.goto(formUrl(id), { waitUntil: 'domcontentloaded' });
    await submit(page, 'button[name=status][value=publish]');
    expect(await textOf('.notice-success')).toContain('Saved');
    expect(saved(id)).toEqual(before);
    wrong.splice(0);
  });

  test.each(Object.keys(lists))('without scripts, with 3,000 in %s', async (place) => {
    const id = make(withMany(place, 3000));
    const before = saved(id);
    const { status } = await ask(formUrl(id), encoded([['status', 'publish'], ...(await pairsOf(id))]));
    expect(status).toBe(302);
    expect(saved(id)).toEqual(before);
  });

  test('or says that it didn’t arrive whole, and saves nothing', async () => {
    const id = make(everything);
    const before = saved(id);
    const pairs: [string, string][] = (await pairsOf(id)).map(([name, value]) => [
      name,
      value.replace('Eleven', 'Twelve'),
    ]);
    const whole = encoded(pairs);
    for (const body of [whole.slice(0, -20), whole.slice(0, whole.length / 2), encoded(pairs.slice(0, -1))]) {
      const answer = await ask(formUrl(id), body);
      expect(answer.status).toBe(413);
      expect(await answer.text()).toContain('only a part of the form arrived');
    }
    const without = JSON.stringify(JSON.parse(packed(pairs))).replace('Twelve', '');
    for (const text of [packed(pairs).slice(0, -9), without, '', '{}', '[]', 'null']) {
      const nonce = pairs.find(([name]) => name === '_wpnonce')!;
      expect((await ask(formUrl(id), encoded([nonce, ['glassjar_whole', text]]))).status, text.slice(-80)).toBe(413);
    }
    expect(saved(id)).toEqual(before);
    expect((await ask(formUrl(id), encoded([pairs[0]!, ['glassjar_whole', packed(pairs)]]))).status).toBe(302);
    expect(JSON.stringify(saved(id))).toContain('Twelve');
  });
});
