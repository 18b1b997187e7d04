/* A campaign with its books moves from a server to WordPress and back, with the same sums. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { jsonOfBooks } from '../../src/server/desk/export.ts';
import { transfer } from '../../src/server/desk/transfer.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';
import { type Admin, openAdmin } from './lab/admin.ts';
import { axeFindings } from './lab/browser.ts';
import type { Site } from './lab/site.ts';

let site: Site;
let page: Page;
let close: Admin['close'];
let folder: string;

const screen = (): string => `${site.url}/wp-admin/edit.php?post_type=glassjar_campaign&page=glassjar-transfer`;
const document = {
  glassjar: 1,
  title: 'Mara & „Ilse“',
  summary: '5 < 6 & 7 > 3',
  currency: 'EUR',
  goal: { amount: '15000' },
  sources: [
    { id: 'konto', label: 'Spendenkonto', raised: '1184.00', asOf: '2026-06-01' },
    { id: 'buch', label: 'Buch', kind: 'sales' },
  ],
  updates: [{ at: '2026-05-22', title: 'Danke' }],
  needs: [{ text: 'Helfer' }],
  entries: [
    { id: 'd', at: '2026-05-25', flow: 'gift-', reason: 'refund', amount: '20.00', source: 'konto', reverses: 'a' },
    { id: 'a', at: '2026-05-20', flow: 'gift+', amount: '50.00', source: 'konto', name: 'Lena', message: 'Alles Gute' },
    { id: 'b', at: '2026-05-21', flow: 'sale+', amount: '7.68', source: 'buch', label: 'Buch' },
    { id: 'c', at: '2026-05-22', flow: 'cost+', reason: 'fee', amount: '1.10', label: 'Bank' },
    { at: '2026-05-23', flow: 'gift+', amount: '10.00' },
  ],
};

const sums = (json: unknown): unknown => {
  const { balance, fees, raised, spent } = totalsOf(decode(json).campaign);
  return { balance, fees, raised, spent };
};
const published = (id: number): unknown => site.php(`return Glassjar\\Campaign::document(${id});`);
const exported = (id: number): unknown =>
  JSON.parse(site.php<string>(`return implode('', iterator_to_array(Glassjar\\Admin\\Export::json(${id}), false));`));

async function upload(json: string, name = 'campaign.json'): Promise<void> {
  writeFileSync(join(folder, name), json);
  await page.goto(screen());
  const input = (await page.$('#glassjar-file')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(join(folder, name));
  await Promise.all([page.waitForNavigation(), page.click('.glassjar-admin form .button-primary')]);
}
const campaigns = (): number =>
  site.php<number>(
    "return count(get_posts(['post_type' => 'glassjar_campaign', 'post_status' => 'any', 'numberposts' => -1]));",
  );
const fault = (): Promise<string> => page.$eval('#glassjar-fault', (element) => element.textContent ?? '');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'glassjar-transfer-'));
  ({ site, page, close } = await openAdmin());
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await close();
});

describe('the screen', () => {
  test('makes a draft of a file, with its entries, its news and its sums, and says what was added', async () => {
    await page.goto(screen());
    expect(await axeFindings(page, '.glassjar-admin')).toEqual([]);
    await upload(JSON.stringify(document));
    expect(page.url()).toContain('page=glassjar-campaign&campaign=');
    const said = await page.$eval('.notice-success', (element) => element.textContent ?? '');
    expect(said).toContain('with 6 entries');
    expect(said).toContain('booked as one entry without a name');
    const id = Number(/campaign=(\d+)/.exec(page.url())![1]);
    expect(site.php(`return get_post_status(${id});`)).toBe('draft');
    const made = published(id) as typeof document;
    expect([made.title, made.summary, made.updates[0]!.title, made.needs[0]!.text]).toEqual([
      document.title,
      document.summary,
      'Danke',
      'Helfer',
    ]);
    expect(sums(made)).toEqual(sums(document));
    expect(made.entries.map((entry) => ('name' in entry ? entry.name : ''))).toContain('Lena');
  });

  test('says which entries of a file are of days to come', async () => {
    await upload(JSON.stringify({ ...document, entries: [{ ...document.entries[1], at: '2031-05-20' }] }));
    const said = await page.$eval('.notice-warning', (element) => element.textContent ?? '');
    expect(said).toContain('1 entry is of a day still to come');
  });

  test.each([
    ['{"a": 1}', 'no campaign of Glassjar'],
    ['not JSON', 'is no JSON, or it was cut off'],
    [JSON.stringify(document).slice(0, -100), 'is no JSON, or it was cut off'],
    [JSON.stringify({ ...document, glassjar: 2 }), 'newer version of Glassjar'],
    [JSON.stringify({ ...document, starts: '2026-11-29', ends: '2026-11-27' }), 'before its first one'],
    [JSON.stringify({ ...document, live: { lines: 5000 } }), 'short form'],
    [JSON.stringify({ ...document, entries: [{ ...document.entries[1], amount: '50,00' }] }), 'entries[0].amount'],
    [JSON.stringify({ ...document, entries: [document.entries[0]] }), 'takes back “a”'],
    [JSON.stringify({ ...document, entries: [document.entries[1], document.entries[1]] }), 'have the id “a”'],
  ])('makes nothing of %.40s', async (json, said) => {
    const before = campaigns();
    await upload(json);
    expect(await fault()).toContain(said);
    expect(campaigns()).toBe(before);
  });

  test('a write that fails leaves no half of a campaign', () => {
    const before = campaigns();
    const made = site.php<string>(
      `add_filter('query', static function ($sql) { static $n = 0; return strpos($sql, 'glassjar_entries') !== false && stripos($sql, 'INSERT') === 0 && ++$n === 3 ? 'UPDATE no_such_table SET a = 1' : $sql; });
      $GLOBALS['wpdb']->suppress_errors(true);
      try { Glassjar\\Transfer::import(${JSON.stringify(JSON.stringify(document)).replaceAll('$', '\\$')}); return 'made'; } catch (Glassjar\\StoreError $error) { return 'failed'; }`,
      1,
    );
    expect(made).toBe('failed');
    expect(campaigns()).toBe(before);
  });
});

test('from here to a server and back, with names and the same sums', async () => {
  const id = site.php<number>(
    `return Glassjar\\Transfer::import(${JSON.stringify(JSON.stringify(document))})['id'];`,
    1,
  );
  const store: Store = await openSqlite(':memory:');
  const moved = exported(id) as Record<string, unknown>;
  expect(sums(moved)).toEqual(sums(document));
  await transfer(store, 'mara', moved, { kind: 'session', name: 'Anna' }, Date.parse('2026-11-28'));
  let text = '';
  for await (const part of jsonOfBooks(store, (await store.getCampaign('mara'))!)) text += part;
  expect(sums(JSON.parse(text))).toEqual(sums(document));
  await store.close();
  const again = site.php<number>(`return Glassjar\\Transfer::import(${JSON.stringify(text)})['id'];`, 1);
  expect(sums(published(again))).toEqual(sums(document));
  expect((published(again) as typeof document).entries.map((entry) => ('name' in entry ? entry.name : ''))).toContain(
    'Lena',
  );
});

test('more entries than readers load at once move whole', async () => {
  const entries = Array.from({ length: 1200 }, (_, index) => ({
    at: '2026-05-20',
    flow: 'gift+',
    amount: `${index + 1}.00`,
    source: 'konto',
  }));
  const many = { ...document, sources: [{ id: 'konto' }], entries };
  const id = site.php<number>(`return Glassjar\\Transfer::import(${JSON.stringify(JSON.stringify(many))})['id'];`, 1);
  const back = exported(id) as { entries: unknown[] };
  expect(back.entries).toHaveLength(1200);
  expect(sums(back)).toEqual(sums(many));
});
