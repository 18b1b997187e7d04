import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { entriesWithoutSums } from './lab/books.ts';
import { type Admin, openAdmin } from './lab/admin.ts';
import { axeFindings, fill, logIn, openPage, submit } from './lab/browser.ts';
import type { Site } from './lab/site.ts';

/* The books of people who have many gifts, and more than one treasurer. */
let site: Site;
let browser: Browser;
let page: Page;
let close: Admin['close'];

beforeAll(async () => {
  ({ site, browser, page, close } = await openAdmin({ db: 'mariadb' }));
});
afterAll(() => close());

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly flow: string;
  readonly amount: string;
  readonly source?: string;
  readonly reason?: string;
  readonly name?: string;
  readonly reverses?: string;
}

const make = (title = 'Mara'): number =>
  site.php<number>(`
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => '${title}']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'sources' => [['id' => 'bank', 'label' => 'Bank'], ['id' => 'fete', 'label' => 'Summer fête']]]);
    return $id;`);
const entries = (id: number): Entry[] => site.php<Entry[]>(`return Glassjar\\Books::entries(${id});`);
const add = (id: number, more = "'amount' => '50', 'source' => 'bank', 'name' => 'Oma Erna'", donation = 0): string =>
  site.php<{ id: string }>(
    `return Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', ${more}], wp_generate_uuid4(), ${donation});`,
  ).id;
const screen = (id: number, more = ''): string =>
  `${site.url}/wp-admin/edit.php?post_type=glassjar_campaign&page=glassjar-books&campaign=${id}${more}`;
const field = (place: string): string => `#glassjar-${place.replaceAll('.', '-')}`;
const textOf = (selector: string, of = page): Promise<string> =>
  of.$eval(selector, (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim());
const lines = (): Promise<string[]> =>
  page.$$eval('table.widefat tbody tr', (rows) =>
    rows.map((row) => (row as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
  );

describe('many gifts', () => {
  test('cost nobody more rows: pages, screens and feeds read as many with 3,000 as with 50', async () => {
    const [few, many] = [make('Few'), make('Many')];
    for (const [id, count] of [
      [few, 50],
      [many, 3000],
    ] as const) {
      site.php(`${entriesWithoutSums(id, count)} Glassjar\\Sums::catchUp(${id}, 60.0);`);
    }
    const places = [few, many].map((id) =>
      site.php<string>(
        `return get_permalink(wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'With ${id}', 'post_content' => '[glassjar id="${id}"][glassjar_ledger id="${id}"]']));`,
      ),
    );
    const api = (id: number): string => `${site.url}/wp-json/glassjar/v1/campaigns/${id}`;
    const rowsOf = async (ask: () => Promise<unknown>): Promise<number> => {
      await ask();
      site.countRows(true);
      await ask();
      return site.countRows(false);
    };
    const counts = async (id: number, place: string): Promise<Record<string, number>> => {
      const read = (url: string, init?: RequestInit) => async () => (await fetch(url, init)).text();
      const etag = (await fetch(api(id))).headers.get('etag')!;
      site.php(
        `global $wpdb; $wpdb->query("UPDATE $wpdb->posts SET post_status = IF(ID = ${id}, 'publish', 'trash') WHERE post_type = 'glassjar_campaign'");`,
      );
      return {
        page: await rowsOf(read(place)),
        rest: await rowsOf(read(api(id))),
        'not modified': await rowsOf(read(api(id), { headers: { 'if-none-match': etag } })),
        entries: await rowsOf(read(`${api(id)}/entries?limit=20`)),
        feed: await rowsOf(read(`${site.url}/campaigns/feed/`)),
        list: await rowsOf(read(`${site.url}/campaigns/`)),
        books: await rowsOf(() => page.goto(screen(id))),
        campaigns: await rowsOf(() => page.goto(`${site.url}/wp-admin/edit.php?post_type=glassjar_campaign`)),
        adding: await rowsOf(async () => {
          await page.goto(screen(id));
          await fill(page, field('amount'), '5');
          await submit(page, '.glassjar-entry .button-primary');
        }),
      };
    };
    const short = await counts(few, places[0]!);
    const long = await counts(many, places[1]!);
    for (const [what, rows] of Object.entries(short)) {
      // Beyond a page of the list there is a link to the next, and no more.
      expect([what, long[what]! <= rows + 12], `${what}: ${rows} and ${long[what]} rows`).toEqual([what, true]);
    }
    site.php(
      `global $wpdb; $wpdb->query("UPDATE $wpdb->posts SET post_status = 'publish' WHERE post_type = 'glassjar_campaign'");`,
    );
  });
});

describe('books of before, which have no sums', () => {
  test('show the right total at once, get their sums bit by bit, and lose nothing that is booked meanwhile', async () => {
    const id = make();
    site.php(entriesWithoutSums(id, 1300));
    const read = async (): Promise<{ live: { lines: number }; sources: { raised: string }[] }> =>
      (await (await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${id}`)).json()) as never;
    const sum = (all: { raised: string }[]): number =>
      Math.round(all.reduce((most, { raised }) => most + Number(raised) * 100, 0));
    const known = site.php<number>(
      `return (int) $GLOBALS['wpdb']->get_var("SELECT SUM(amount) FROM " . Glassjar\\Store::table('entries') . " WHERE campaign = ${id} AND flow = 'gift+'");`,
    );
    const early = site.php<{ entries: number; sums: { kind: string; minor: number }[] }>(
      `return Glassjar\\Sums::of(${id});`,
    );
    expect(early.entries).toBe(1300);
    expect(early.sums.filter(({ kind }) => kind === 'gifts').reduce((all, { minor }) => all + minor, 0)).toBe(known);
    expect(site.php(`return [Glassjar\\Sums::follow(${id}), Glassjar\\Sums::catchUp(${id}, 0.0)];`)).toEqual([
      true,
      false,
    ]);
    add(id, "'amount' => '1'");
    const document = await read();
    expect(document.live.lines).toBe(1301);
    expect(sum(document.sources)).toBe(known + 100);
    site.php(`return Glassjar\\Sums::catchUp(${id}, 60.0);`);
    expect(site.php(`return [Glassjar\\Sums::count(${id}), Glassjar\\Sums::wrong()];`)).toEqual([1301, []]);
  });

  test('don’t make a campaign take cards that takes none', () => {
    const id = make();
    site.php(`${entriesWithoutSums(id, 1100)} Glassjar\\Sums::catchUp(${id}, 60.0);`);
    const html = site.php<string>(`return do_shortcode('[glassjar id="${id}"]');`, 0);
    expect(html).toContain(' src="server:');
    expect(html).toContain('raised');
    expect(html).not.toContain('Donate by card');
  });

  test('are read in pages where addresses are plain, too', async () => {
    const id = make();
    site.php(`${entriesWithoutSums(id, 1100)} Glassjar\\Sums::catchUp(${id}, 60.0);`);
    const adapter = serverAdapter({ url: `${site.url}/index.php?rest_route=/glassjar/v1/campaigns/${id}` });
    const { campaign } = await adapter.getCampaign();
    const all = await adapter.allEntries!.read!();
    expect([all.problems, all.campaign.entries!.length]).toEqual([[], 1100]);
    expect(totalsOf(all.campaign).raised).toEqual(totalsOf(campaign).raised);
    expect(await (await fetch(`${site.url}/?page_id=0&glassjar`)).text()).toBeTruthy();
  });
});

describe('an entry', () => {
  const open = (id: number, name: string, at = page): Promise<unknown> => at.goto(screen(id, `&entry=${name}`));

  test('is found by a name, words, an amount as people write it, kind, source and time', async () => {
    const id = make();
    add(id);
    add(id, "'amount' => '1234.50', 'source' => 'fete', 'label' => 'Cake, Saturday'");
    add(id, "'amount' => '7', 'name' => 'Bert', 'hideAmount' => true");
    site.php(
      `Glassjar\\Books::add(${id}, ['at' => '2026-06-02', 'flow' => 'cost+', 'reason' => 'fee', 'amount' => '3'], 'fee-${id}');`,
    );
    const find = async (query: string): Promise<string[]> => {
      await page.goto(screen(id, query));
      return (await page.$('table.widefat')) ? lines() : [];
    };
    expect(await find('&s=erna')).toEqual([expect.stringContaining('Oma Erna')]);
    expect(await find('&s=cake+saturday')).toEqual([expect.stringContaining('1,234.50')]);
    expect(await find(`&s=${encodeURIComponent('1.234,50')}`)).toEqual([expect.stringContaining('1,234.50')]);
    expect(await find('&kind=fee')).toEqual([expect.stringContaining('Fee')]);
    expect(await find('&source=fete')).toHaveLength(1);
    expect(await find('&from=2026-06-01&to=2026-06-02')).toHaveLength(1);
    expect(await find('&who=hidden')).toEqual([expect.stringContaining('Bert')]);
    expect((await find('&sort=much'))[0]).toContain('1,234.50');
    expect(await find('&s=%25')).toEqual([]);
    for (const minus of ['-', '−']) {
      expect(await find(`&s=${encodeURIComponent(`${minus}3.00`)}`)).toEqual([expect.stringContaining('Fee')]);
    }
    expect(await axeFindings(page, '.glassjar-admin')).toEqual([]);
  });

  test('is mended by two, and its giver stands with the right one', async () => {
    const id = make();
    const name = add(id);
    await open(id, name);
    await page.select(field('right.source'), 'fete');
    await fill(page, field('right.amount'), '55');
    await submit(page, '.glassjar-correct .button-primary');
    expect(await textOf('.notice-success')).toContain('booked anew');
    expect(entries(id)).toMatchObject([
      { id: name, flow: 'gift+', amount: '50.00', source: 'bank' },
      { flow: 'gift-', amount: '50.00', source: 'bank', reason: 'void', reverses: name },
      { flow: 'gift+', amount: '55.00', source: 'fete', name: 'Oma Erna' },
    ]);
    expect(entries(id)[0]).not.toHaveProperty('name');
    expect(await page.$('.glassjar-correct')).toBeNull();
  });

  test('is given back on the day it came or later; a day to come is asked about', async () => {
    const id = make();
    const name = add(id);
    const day = async (at: string): Promise<string> => {
      await page.$eval(field('back.at'), (input, value) => ((input as HTMLInputElement).value = value), at);
      await submit(page, '.glassjar-reverse .button-primary');
      return (await page.$(`${field('back.at')}-fault`)) ? textOf(`${field('back.at')}-fault`) : '';
    };
    await open(id, name);
    expect(await day('2026-05-21')).toContain('can’t have been given back before');
    expect(await day('2031-05-21')).toContain('still to come');
    expect(entries(id)).toHaveLength(1);
    await page.click(field('back.ahead'));
    expect(await day('2031-05-21')).toBe('');
    expect(entries(id)[1]).toMatchObject({ at: '2031-05-21', flow: 'gift-' });
  });

  test('stays readable in the trash, where nothing is added; of a campaign that isn’t there, that is said', async () => {
    const id = make();
    add(id);
    await page.goto(screen(id));
    site.php(`wp_trash_post(${id});`);
    await page.$eval('details:has(.glassjar-entry)', (details) => ((details as HTMLDetailsElement).open = true));
    await fill(page, '#glassjar-amount', '9');
    await submit(page, '.glassjar-entry .button-primary');
    expect(await textOf('.notice-error')).toContain('this campaign is in the trash');
    expect(await textOf('.notice-warning')).toContain('its books can be read');
    expect(await page.$('.glassjar-entry, .glassjar-import')).toBeNull();
    expect([entries(id).length, (await lines()).length]).toEqual([1, 1]);
    expect(
      site.php(
        `$request = new WP_REST_Request('POST', '/glassjar/v1/campaigns/${id}/entries');
        $request->set_header('Idempotency-Key', 'key-in-the-trash');
        $request->set_body('{"at": "2026-05-22", "flow": "gift+", "amount": "5"}');
        return rest_do_request($request)->get_status();`,
        1,
      ),
    ).toBe(409);
    await page.goto(screen(99_999));
    expect(await textOf('.glassjar-admin')).toContain('There is no such campaign');
  });

  test('of which two treasurers had the page open is changed by the first, and the second is told', async () => {
    const id = make();
    const name = add(id);
    const { page: other, wrong: also } = await openPage(browser);
    await logIn(other, site);
    await open(id, name);
    await open(id, name, other);
    await fill(page, field('back.amount'), '20');
    await submit(page, '.glassjar-reverse .button-primary');
    await fill(other, field('back.amount'), '30');
    await submit(other, '.glassjar-reverse .button-primary');
    expect(await textOf('.notice-warning', other)).toContain('Somebody changed this entry meanwhile');
    await open(id, name);
    await open(id, name, other);
    await submit(page, '.glassjar-void button');
    await submit(other, '.glassjar-void button');
    expect(await textOf('.notice-warning', other)).toContain('nothing was booked twice');
    await other.goBack();
    await submit(other, '.glassjar-correct .button-primary').catch(() => undefined);
    expect(entries(id).map(({ amount, flow }) => flow + amount)).toEqual(['gift+50.00', 'gift-20.00', 'gift-30.00']);
    await other.close();
    expect(also).toEqual([]);
  });

  test('that came by card has no button to give it back, and says where to', async () => {
    const id = make();
    const name = add(id, "'amount' => '50', 'source' => 'card'", 7);
    await open(id, name);
    expect(await textOf('.glassjar-admin')).toContain('Refund it at Stripe; it comes here by itself.');
    expect(await page.$('.glassjar-reverse, .glassjar-correct, .glassjar-void')).toBeNull();
    const before = entries(id);
    const other = add(id);
    await open(id, other);
    await page.$eval(
      '.glassjar-void input[name=entry]',
      (input, card) => ((input as HTMLInputElement).value = card),
      name,
    );
    await submit(page, '.glassjar-void button');
    expect(await textOf('.notice-warning')).toContain('Refund it at Stripe');
    expect(entries(id)).toHaveLength(before.length + 1);
  });

  test('is named later, with an address that nobody sees and WordPress’s tools find, and unnamed again', async () => {
    const id = make();
    const name = add(id, "'amount' => '50'");
    await open(id, name);
    await fill(page, field('who.name'), 'Änne L.');
    await fill(page, field('who.email'), 'no address');
    await submit(page, '.glassjar-name .button-primary');
    expect(await textOf(`${field('who.email')}-fault`)).toContain('no e-mail address');
    await fill(page, field('who.email'), 'Aenne@Example.test');
    await submit(page, '.glassjar-name .button-primary');
    expect(entries(id)[0]).toMatchObject({ name: 'Änne L.' });
    const publicly = await (await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${id}`)).text();
    expect(publicly).toContain('Änne L.');
    expect(publicly).not.toMatch(/example\.test/i);
    const found = site.php<{ data: { data: { value: string }[] }[] }>(
      `return Glassjar\\Privacy::export('aenne@example.test');`,
    );
    expect(found.data[0]!.data.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['Änne L.', 'aenne@example.test', '2026-05-22: gift, 50.00 EUR']),
    );
    expect(site.php(`return Glassjar\\Privacy::erase('aenne@example.test')['items_removed'];`)).toBe(true);
    expect(entries(id)[0]).toMatchObject({ amount: '50.00' });
    expect(entries(id)[0]).not.toHaveProperty('name');
  });

  test('stands in a file that German Excel opens: a mark, semicolons, a comma before the cents, German words', async () => {
    const id = make();
    add(id, "'amount' => '1250.5', 'source' => 'fete', 'name' => '=HYPERLINK(1)'");
    site.php(
      `Glassjar\\Books::add(${id}, ['at' => '2026-06-02', 'flow' => 'cost+', 'amount' => '3', 'label' => 'Miete; Juni'], 'rent-${id}'); update_user_meta(1, 'locale', 'de_DE');`,
    );
    await page.goto(screen(id));
    const url = await page.$eval('a[href*="form=csv"]', (link) => (link as HTMLAnchorElement).href);
    const bytes = await page.evaluate(
      async (from) => [...new Uint8Array(await (await fetch(from)).arrayBuffer())],
      url,
    );
    site.php(`delete_user_meta(1, 'locale');`);
    expect(bytes.slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    const [head, first, second] = Buffer.from(bytes.slice(3)).toString('utf8').split('\r\n');
    expect(head!.split(';').slice(1, 4)).toEqual(['Datum', 'Was', 'Betrag']);
    expect(first).toMatch(/^1;2026-05-22;Spende;1250,50;EUR;Summer fête;;'=HYPERLINK\(1\);/);
    expect(second).toContain('-3,00;EUR;;"Miete; Juni"');
  });

  test('that is sent again from a page gone back to is asked about, and booked once', async () => {
    const id = make();
    await page.goto(screen(id));
    const key = await page.$eval('.glassjar-entry input[name=key]', (input) => (input as HTMLInputElement).value);
    const send = async (amount: string): Promise<void> => {
      await page.goto(screen(id));
      await page.$eval(
        '.glassjar-entry input[name=key]',
        (input, same) => ((input as HTMLInputElement).value = same),
        key,
      );
      await fill(page, field('amount'), amount);
      await submit(page, '.glassjar-entry .button-primary');
    };
    await send('5');
    await send('5');
    expect(await textOf('.notice-warning')).toContain('nothing was booked twice');
    await send('6');
    expect(await textOf(`${field('amount')}-fault`)).toContain('in the books already');
    expect(entries(id)).toHaveLength(1);
    await submit(page, '.glassjar-entry .button-primary');
    expect(entries(id)).toHaveLength(2);
  });
});
