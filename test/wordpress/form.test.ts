import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Admin, openAdmin } from './lab/admin.ts';
import { fill, logIn, openPage, submit } from './lab/browser.ts';
import { formPairs, packed } from './lab/form.ts';
import type { Site } from './lab/site.ts';

let site: Site;
let browser: Browser;
let page: Page;
let wrong: string[];
let close: Admin['close'];

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

/** All that is saved of a campaign. */
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
  ({ site, browser, page, wrong, close } = await openAdmin());
});
afterAll(() => close());

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

  test('with a name and a summary that look like markup, and with tags beyond those that are listed', async () => {
    const id = make({ currency: 'EUR' });
    const tags = site.php<number[]>(`
      $ids = [];
      for ($i = 0; $i < 230; $i++) { $ids[] = wp_insert_term("tag $i", 'post_tag')['term_id']; }
      Glassjar\\Campaign::saveOptions(${id}, ['tags' => $ids]);
      return $ids;`);
    const text = 'Is 5 < 6 & 7 > 3? 100%25 <b>sure</b> &lt; "yes" 😀';
    for (let times = 0; times < 2; times++) {
      const typed = (await pairsOf(id)).map(([name, value]): [string, string] => [
        name,
        times === 0 && ['title', 'summary', 'glassjar[beneficiary][name]', 'glassjar[thanks]'].includes(name)
          ? text
          : value,
      ]);
      expect((await ask(formUrl(id), encoded(typed))).status).toBe(302);
      const pairs = new Map(await pairsOf(id));
      expect([
        pairs.get('title'),
        pairs.get('summary'),
        pairs.get('glassjar[beneficiary][name]'),
        pairs.get('glassjar[thanks]'),
      ]).toEqual([text, text, text, text]);
      expect(JSON.parse(pairs.get('base')!)).toMatchObject({ title: text, summary: text, tree: { thanks: text } });
      const { summary, title } = site.php<{ summary: string; title: string }>(
        `return Glassjar\\Campaign::document(${id});`,
      );
      expect([title, summary]).toEqual([text, text]);
    }
    const kept = site.php<{ tags: number[] }>(`return Glassjar\\Campaign::options(${id});`).tags;
    expect(new Set(kept)).toEqual(new Set(tags));
  });

  test('also when more is sent than PHP takes at once', async () => {
    const id = make({ currency: 'EUR' });
    const long = 'x'.repeat(9_000_000);
    const pairs = (await pairsOf(id)).map(([name, value]): [string, string] => [
      name,
      name === 'glassjar[thanks]' ? long : value,
    ]);
    const lengthOf = (): number =>
      site.php<number>(`return strlen(Glassjar\\Campaign::fields(${id})['thanks'] ?? '');`);
    const most = site.php<string>(`return ini_get('post_max_size');`);
    expect(most).toBe('8M');
    expect((await ask(formUrl(id), encoded(pairs))).status).toBe(302);
    expect(lengthOf()).toBe(
      site.php(
        `return strlen(Glassjar\\Campaign::check(['thanks' => str_repeat('x', ${long.length}), 'currency' => 'EUR'])['fields']['thanks']);`,
      ),
    );
  });

  test('or says that it didn’t arrive whole, and saves nothing', async () => {
    const id = make(everything);
    const before = saved(id);
    const pairs: [string, string][] = (await pairsOf(id)).map(([name, value]) => [
      name,
      name === 'base' ? value : value.replace('Eleven', 'Twelve'),
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

/** Saves as the form's script does. */
async function save(
  id: number,
  pairs: readonly [string, string][],
  status = 'publish',
): Promise<Record<string, unknown>> {
  const url = `${site.url}/wp-admin/admin-ajax.php?action=glassjar_save&campaign=${id}`;
  const answer = await ask(url, packed([...pairs, ['status', status]]), 'application/json');
  return (await answer.json()) as Record<string, unknown>;
}
const put = (pairs: readonly [string, string][], change: Readonly<Record<string, string>>): [string, string][] =>
  pairs.map(([name, value]) => [name, change[name] ?? value]);

/** The places of all values in a tree. */
const places = (value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, Array.isArray(value) ? Number(key) : key]))
    : [at];
type Tree = Record<string | number, unknown>;

/** Everything with another value at a place, or none where there is only yes or nothing. */
function changedAt(place: readonly (string | number)[]): Tree {
  const fields = structuredClone(everything) as Tree;
  const last = place.at(-1)!;
  const parent = place.slice(0, -1).reduce<Tree>((tree, key) => tree[key] as Tree, fields);
  const was = parent[last];
  const other: Readonly<Record<string, unknown>> = {
    iban: 'DE02120300000000202051',
    currency: 'CHF',
    bound: was === 'about' ? 'at-least' : 'about',
    taxReceipt: true,
    bic: 'BYLADEM1001',
    kind: was === 'gifts' ? 'sales' : was === 'sales' ? 'gifts' : 'radio',
    network: 'bluesky',
  };
  if (String(last) in other) parent[last] = other[last];
  else if (was === true) delete parent[last];
  else if (typeof was === 'number') parent[last] = was + 1;
  else if (/^\d{4}-\d\d-\d\d$/.test(String(was))) parent[last] = '2026-06-01';
  else if (/^\d+\.\d\d$/.test(String(was))) parent[last] = '77.00';
  else if (String(was).startsWith('https://')) parent[last] = 'https://example.org/by-b';
  else parent[last] = `${String(was)}-b`;
  return fields;
}

describe('what a campaign has', () => {
  const text = { ...everything, thanks: 'Line one\nline "two" \\ 😀' };
  const copies: Readonly<Record<string, string>> = {
    'as WordPress’s importer does': 'add_post_meta($copy, $key, wp_slash($value));',
    'as a plugin does that forgets the slashes': 'add_post_meta($copy, $key, $value);',
    'as a plugin does that writes tables': `$wpdb->insert($wpdb->postmeta, ['post_id' => $copy, 'meta_key' => $key, 'meta_value' => $value]);`,
  };
  test.each(Object.keys(copies))('survives being copied %s', (way) => {
    const id = make(text);
    const copy = site.php<number>(`
      global $wpdb;
      $copy = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara', 'post_excerpt' => 'About her.']);
      foreach (get_post_meta(${id}) as $key => $values) { foreach ($values as $value) { ${copies[way]} } }
      return $copy;`);
    expect(saved(copy)).toEqual(saved(id));
  });

  test('is kept with its emoji where the tables take no character of four bytes', () => {
    const id = make(text);
    const meta = site.php<string>(`return get_post_meta(${id}, '_glassjar_document', true);`);
    expect(meta).not.toMatch(/[\u{10000}-\u{10ffff}]/u);
    expect(meta).toContain('\\ud83d\\ude00');
  });

  test('is not replaced by half of a request, nor by one that read it before somebody else wrote', async () => {
    const id = make(everything);
    const before = saved(id);
    const call = (body: string, match = ''): { status: number; tag: string } =>
      site.php(`
        $read = new WP_REST_Request('GET', '/glassjar/v1/campaigns/${id}/news');
        $tag = rest_do_request($read)->get_headers()['ETag'];
        $r = new WP_REST_Request('POST', '/glassjar/v1/campaigns/${id}/news');
        $r->set_header('if_match', ${phpText(match)});
        $r->set_body(${phpText(body)});
        return ['status' => rest_do_request($r)->get_status(), 'tag' => $tag];`);
    for (const body of ['{"updates":[{"at":"2026-', '{}', '"x"', '{"other":1}'])
      expect(call(body).status, body).toBe(400);
    const { tag } = call('{}');
    expect(saved(id)).toEqual(before);
    expect(call('{"press":[{"outlet":"One"}]}', tag).status).toBe(200);
    expect(call('{"press":[{"outlet":"Two"}]}', tag).status).toBe(409);
    expect(JSON.stringify(saved(id))).toContain('"One"');
  });

  test('goes for good when it was only tried, and stays when people saw its books, without an error page', async () => {
    const trial = make({ currency: 'EUR' }, 'Trial', 'draft');
    const seen = make({ currency: 'EUR' }, 'Seen');
    const trashed = site.php<number>(`
      foreach ([${trial}, ${seen}] as $id) {
        Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5', 'name' => 'Test'], "trial-$id");
        wp_trash_post($id);
      }
      return count(get_posts(['post_type' => 'glassjar_campaign', 'post_status' => 'trash', 'numberposts' => -1]));`);
    expect(trashed).toBe(2);
    await page.goto(`${site.url}/wp-admin/edit.php?post_status=trash&post_type=glassjar_campaign`);
    await submit(page, '#delete_all');
    expect(await textOf('.wrap, #wpbody-content')).toContain('1 campaign with books was kept');
    expect(
      site.php(
        `return [get_post(${trial}) === null, get_post_status(${seen}), Glassjar\\Books::isBegun(${trial}), Glassjar\\Books::isBegun(${seen})];`,
      ),
    ).toEqual([true, 'trash', false, true]);
    site.php(`wp_untrash_post(${seen});`);
  });
});

describe('what can’t be so is told beside its field, and nothing is saved', () => {
  test('a source with entries stays by its short name, and may be called otherwise', async () => {
    const id = make({
      currency: 'EUR',
      sources: [
        { id: 'bank', label: 'Konto' },
        { id: 'till', label: 'Till' },
      ],
    });
    site.php(`
      Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '50', 'source' => 'bank'], wp_generate_uuid4());
      Glassjar\\Books::add(${id}, ['at' => '2026-05-23', 'flow' => 'gift+', 'amount' => '20', 'source' => 'bank'], wp_generate_uuid4());`);
    const raised = (): unknown => site.php(`return Glassjar\\Front\\Renderer::facts(${id})->totals['raised'];`);
    const send = async (change: (name: string, value: string) => string): Promise<Response> =>
      ask(formUrl(id), encoded((await pairsOf(id)).map(([name, value]) => [name, change(name, value)])));
    const renamed = await send((name, value) => (name === 'glassjar[sources][0][id]' ? 'account' : value));
    const beside = /id="glassjar-sources-0-id-fault">([^<]*)</.exec(await renamed.text())?.[1];
    expect(beside).toBe('2 entries are booked to “bank”, so this short name stays. What readers see can be changed.');
    const removed = await send((name, value) => (name.startsWith('glassjar[sources][0]') ? '' : value));
    const there = /id="glassjar-sources-fault">([^<]*)</.exec(await removed.text())?.[1];
    expect(there).toContain('“Konto” can’t go: 2 entries are booked to it.');
    expect(
      site.php(
        `return Glassjar\\Campaign::save(${id}, ['currency' => 'EUR', 'sources' => [['id' => 'till', 'label' => 'Till']]]);`,
      ),
    ).toEqual([['sources', 'booked']]);
    expect(raised()).toBe(7000);
    const relabelled = await send((name, value) => {
      const labels: Record<string, string> = { Till: '', Konto: 'Spendenkonto' };
      return name.endsWith('[label]') || name.endsWith('[id]')
        ? (labels[value] ?? (value === 'till' ? '' : value))
        : value;
    });
    expect(relabelled.status).toBe(302);
    expect(site.php(`return Glassjar\\Campaign::fields(${id})['sources'];`)).toEqual([
      expect.objectContaining({ id: 'bank', label: 'Spendenkonto' }),
    ]);
    expect(raised()).toBe(7000);
  });

  test('days that can’t be are told beside them, and news of a day to come are asked about once', async () => {
    const id = make({ currency: 'EUR', sources: [{ id: 'bank', label: 'Konto', raised: '5' }] });
    const typed = async (more: Record<string, string>): Promise<Response> => {
      const pairs = new Map(await pairsOf(id));
      for (const [name, value] of Object.entries(more)) pairs.set(name, value);
      const end = pairs.get('glassjar_end')!;
      pairs.delete('glassjar_end');
      return ask(formUrl(id), encoded([...pairs, ['glassjar_end', end]]));
    };
    const turned = await (await typed({ 'glassjar[starts]': '2026-11-29', 'glassjar[ends]': '2026-11-27' })).text();
    expect(turned).toMatch(/id="glassjar-ends-fault">The last day is before the first one\./);
    expect((await typed({ 'glassjar[starts]': '2026-11-29', 'glassjar[ends]': '2026-11-29' })).status).toBe(302);
    const later = await (await typed({ 'glassjar[sources][0][asOf]': '2031-01-01' })).text();
    expect(later).toMatch(/id="glassjar-sources-0-asOf-fault">This day is still to come/);
    const news = { 'glassjar[updates][0][at]': '2031-01-01', 'glassjar[updates][0][title]': 'Soon' };
    const asked = await (await typed(news)).text();
    expect(asked).toMatch(/id="glassjar-updates-0-at-fault">This day is still to come/);
    expect(asked).toContain('name="ahead"');
    expect((await typed({ ...news, ahead: '1' })).status).toBe(302);
    expect((await typed({ title: 'Mara again' })).status).toBe(302);
  });
});

describe('two people, or two tabs, on one form', () => {
  let id: number;
  let old: [string, string][];
  const write = (fields: object): void => {
    site.php(`
      $fields = json_decode(${phpText(JSON.stringify(fields))}, true);
      Glassjar\\Campaign::save(${id}, $fields);
      Glassjar\\Campaign::saveNews(${id}, $fields);`);
  };

  beforeAll(async () => {
    id = make(everything);
    old = await pairsOf(id);
  });

  /** Everything with other values in all places of a field, as far as they can be changed together. */
  const changedIn = (field: string): Tree => {
    const fields = structuredClone(everything) as Tree;
    for (const place of places(everything).filter(([first]) => first === field)) {
      const other = changedAt(place);
      const at = (tree: Tree): Tree => place.slice(0, -1).reduce<Tree>((inner, key) => inner[key] as Tree, tree);
      const last = place.at(-1)!;
      if (last in at(other)) at(fields)[last] = at(other)[last];
      else delete at(fields)[last];
    }
    return fields;
  };

  test.each(Object.keys(everything))('what was changed meanwhile in any field of %s is not undone', async (field) => {
    write(changedIn(field));
    const theirs = saved(id);
    const answer = await save(id, put(old, { summary: 'About him.' }));
    expect(saved(id)).toEqual(theirs);
    expect(answer['conflict']).toContain('changed meanwhile');
    // What was typed meanwhile and what was changed are put together, when that is said.
    const merged = await (
      await ask(formUrl(id), encoded([...old.slice(0, -1), ['merge', '1'], ['glassjar_end', '1']]))
    ).text();
    expect(await save(id, formPairs(merged, 'glassjar-form'))).toMatchObject({ id });
    expect(saved(id)).toEqual(theirs);
  });

  test('every field that the form asks for is among them', () => {
    const asked = site.php<string[]>(`
      $found = [];
      foreach (Glassjar\\Admin\\Fields::groups() as $group) {
        foreach ($group['fields'] as $field) {
          foreach ($field['kind'] === 'rows' ? $field['fields'] : [null] as $one) { $found[] = $field['path'] . ($one === null ? '' : ".0.{$one['path']}"); }
        }
      }
      return $found;`);
    const changed = new Set(places(everything).map((place) => place.join('.').replace(/\.1\./, '.0.')));
    const missing = asked.filter((place) => !changed.has(place) && !changed.has(`${place}.0`));
    expect(missing).toEqual([]);
  });

  test('who both changed the same field says whose it shall be', async () => {
    write(everything);
    old = await pairsOf(id);
    write({
      ...everything,
      goal: { ...everything.goal, amount: '20000.00' },
      updates: [{ at: '2026-06-01', title: 'By B' }, ...everything.updates],
    });
    const mine = put(old, {
      'glassjar[goal][amount]': '30000',
      'glassjar[updates][0][text]': 'By A',
      'glassjar[thanks]': 'By A',
    });
    const first = await save(id, mine);
    expect(first['conflict']).toContain('name="resolve[goal-amount]"');
    expect(first['conflict']).not.toContain('name="resolve[updates]"');
    const shown = async (more: [string, string][]): Promise<string> =>
      (await ask(formUrl(id), encoded([...mine.slice(0, -1), ['merge', '1'], ...more, ['glassjar_end', '1']]))).text();
    const undecided = await shown([]);
    expect(undecided).toContain('Choose one in each row');
    for (const [choice, amount] of [
      ['theirs', '20,000.00'],
      ['mine', '30000'],
    ] as const) {
      const both = new Map(formPairs(await shown([['resolve[goal-amount]', choice]]), 'glassjar-form'));
      expect(both.get('glassjar[goal][amount]')).toBe(amount);
      expect(both.get('glassjar[thanks]')).toBe('By A');
      expect(
        [...both]
          .filter(([name]) => /updates.*\[t/.test(name))
          .map(([, value]) => value)
          .join(' '),
      ).toMatch(/^By B  News 😀 By A\s*$/);
    }
    expect(site.php<{ goal: object }>(`return Glassjar\\Campaign::fields(${id});`).goal).toMatchObject({
      amount: '20000.00',
    });
  });

  test('whatever way it was changed by: REST, a revision, a command line, the list of campaigns', async () => {
    const ways: Readonly<Record<string, string>> = {
      rest: `$r = new WP_REST_Request('POST', '/wp/v2/glassjar_campaign/${id}'); $r->set_param('title', 'By REST'); rest_do_request($r);`,
      news: `$r = new WP_REST_Request('POST', '/glassjar/v1/campaigns/${id}/updates'); $r->set_param('id', ${id}); $r->set_body('{"title":"By REST"}'); rest_do_request($r);`,
      revision: `wp_restore_post_revision(array_values(wp_get_post_revisions(${id}))[0]->ID); wp_update_post(['ID' => ${id}, 'post_title' => 'Restored']);`,
      command: `wp_update_post(['ID' => ${id}, 'post_status' => 'draft']);`,
    };
    for (const [way, code] of Object.entries(ways)) {
      const before = await pairsOf(id);
      site.php(code);
      const theirs = saved(id);
      expect(await save(id, put(before, { 'glassjar[thanks]': way })), way).toHaveProperty('conflict');
      expect(saved(id)).toEqual(theirs);
    }
  });

  test('a form that was sent twice makes one campaign, and saves the same once more', async () => {
    const fresh = formPairs(await (await ask(formUrl(0).replace('&campaign=0', ''))).text(), 'glassjar-form');
    const typed = put(fresh, { title: 'Once' });
    const first = await save(0, typed, 'draft');
    const second = await save(0, typed, 'draft');
    expect(second).toMatchObject({ id: first['id'] });
    expect(
      site.php(
        `return count(get_posts(['post_type' => 'glassjar_campaign', 'post_status' => 'any', 'title' => 'Once']));`,
      ),
    ).toBe(1);
  });

  test('a currency that was chosen while something was booked is told, and one whose campaign is gone can be taken along', async () => {
    const here = make({ currency: 'EUR' });
    const open = await pairsOf(here);
    site.php(
      `Glassjar\\Books::add(${here}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5'], 'meanwhile-${here}');`,
    );
    const answer = (await save(here, put(open, { 'glassjar[currency]': 'CHF' }))) as { faults: object };
    expect(Object.keys(answer.faults)).toEqual(['currency']);
    const gone = make({ currency: 'EUR' });
    const before = await pairsOf(gone);
    site.php(`wp_delete_post(${gone}, true);`);
    expect((await save(gone, before))['refusal']).toContain('not there any more');
  });

  test('an old tab without a stamp, and one whose login ended, overwrite nothing', async () => {
    const theirs = saved(id);
    const now = await pairsOf(id);
    expect(await save(id, put(now, { base: '', 'glassjar[thanks]': 'x' }))).toHaveProperty('conflict');
    const { nonce } = (await save(id, put(now, { _wpnonce: '0123456789', 'glassjar[thanks]': 'x' }))) as {
      nonce: string;
    };
    const url = `${site.url}/wp-admin/admin-ajax.php?action=glassjar_save&campaign=${id}`;
    const out = await fetch(url, { method: 'POST', body: packed(now) });
    expect(out.status).toBe(401);
    expect(await out.json()).toHaveProperty('login');
    expect(saved(id)).toEqual(theirs);
    expect(await save(id, put(now, { _wpnonce: nonce }))).toMatchObject({ id });
  });

  test('who changed account, links, goal and agreement is kept with both values, also when the account of who did it is gone', async () => {
    write(changedAt(['give', 'bank', 'iban']));
    site.php(`
      $user = wp_insert_user(['user_login' => 'bea', 'user_pass' => 'x', 'display_name' => 'Bea 😀', 'role' => 'administrator']);
      wp_set_current_user($user);
      Glassjar\\Campaign::save(${id}, json_decode(${phpText(JSON.stringify(everything))}, true));
      require_once ABSPATH . 'wp-admin/includes/user.php';
      wp_set_current_user(1);
      wp_delete_user($user);`);
    const html = await (await ask(formUrl(id))).text();
    const [, history = ''] = /id="glassjar-group-history"(.*?)<\/table>/s.exec(html) ?? [];
    expect(history.replace(/<[^>]*>/g, ' ')).toMatch(
      /Bea 😀\s+IBAN\s+DE02 1203 0000 0000 2020 51\s+DE89 3704 0044 0532 0130 00/,
    );
    const [, link = ''] = /href="([^"]*action=glassjar_history[^"]*)"/.exec(html) ?? [];
    const csv = await (await ask(link.replaceAll('&#038;', '&'))).text();
    expect(csv).toContain('"Bea 😀","IBAN","DE02 1203 0000 0000 2020 51","DE89 3704 0044 0532 0130 00"');
    expect((await ask(link.replace(/_wpnonce=\w+/, ''))).status).toBe(403);
  });
});

describe('what was typed', () => {
  let id: number;
  const press = (): Promise<void> =>
    page.$eval('button[name=status][value=publish]', (button) => (button as HTMLElement).click());
  const text = (selector: string): Promise<string> =>
    page.$eval(selector, (input) => (input as HTMLInputElement).value);

  beforeAll(() => {
    id = make({ currency: 'EUR', thanks: 'Thanks' });
  });

  test.each([
    [413, 'more than a certain size|no more than'],
    [403, 'firewall'],
    [500, 'server failed'],
    [502, 'server failed'],
    [200, 'server failed'],
    [0, 'can’t be reached'],
  ])('stays in the form when the server answers %d, and can be taken along', async (status, words) => {
    await page.goto(formUrl(id));
    await fill(page, '#glassjar-thanks', `Typed ${status}`);
    await page.setRequestInterception(true);
    const stop = (request: HTTPRequest): void => {
      if (!request.url().includes('glassjar_save')) return void request.continue();
      if (status === 0) return void request.abort();
      return void request.respond({ status, contentType: 'text/html', body: '<b>Fatal error</b>' });
    };
    page.on('request', stop);
    await press();
    await page.waitForSelector('#glassjar-faults');
    expect(await textOf('#glassjar-faults')).toMatch(new RegExp(words));
    expect(await textOf('#glassjar-faults')).toContain('Download');
    expect(await text('#glassjar-thanks')).toBe(`Typed ${status}`);
    page.off('request', stop);
    await page.setRequestInterception(false);
    // The page is loaded anew, as after a login: it is offered again, rows and all.
    await page.goto(formUrl(id));
    expect(await text('#glassjar-thanks')).toBe('Thanks');
    await page.$eval('.glassjar-kept button', (button) => (button as HTMLElement).click());
    expect(await text('#glassjar-thanks')).toBe(`Typed ${status}`);
    wrong.splice(0);
  });

  test('is saved when PHP prints its notices around the answer', async () => {
    await page.setRequestInterception(true);
    const around = async (request: HTTPRequest): Promise<void> => {
      if (!request.url().includes('glassjar_save')) return request.continue();
      const answer = await ask(request.url(), request.postData() ?? '', 'application/json');
      return request.respond({
        status: 200,
        contentType: 'text/html',
        body: `<br />Warning: x {y}\n${await answer.text()}\n<!-- z -->`,
      });
    };
    const listen = (request: HTTPRequest): void => void around(request);
    page.on('request', listen);
    await submit(page, 'button[name=status][value=publish]');
    page.off('request', listen);
    await page.setRequestInterception(false);
    expect(await text('#glassjar-thanks')).toBe('Typed 0');
    expect(await page.$('.glassjar-kept')).toBeNull();
  });

  test('comes back with rows that were added, moved and left out', async () => {
    await page.goto(formUrl(id));
    for (const number of [1, 2, 3]) {
      await page.$eval('#glassjar-group-giving .glassjar-add', (button) => (button as HTMLElement).click());
      await fill(page, `#glassjar-group-giving .glassjar-row:last-child input`, `Link ${number}`);
    }
    await page.$eval('#glassjar-group-giving .glassjar-row:nth-child(2) .glassjar-remove', (button) =>
      (button as HTMLElement).click(),
    );
    const labels = (): Promise<string[]> =>
      page.$$eval('#glassjar-group-giving .glassjar-row input[id$=label]', (all) =>
        all.map((input) => (input as HTMLInputElement).value),
      );
    const before = await labels();
    await page.reload();
    await page.$eval('.glassjar-kept button', (button) => (button as HTMLElement).click());
    expect(await labels()).toEqual(before);
    await page.$eval('.glassjar-kept, #glassjar-told', (told) => told.textContent);
    await page.evaluate(() => {
      sessionStorage.clear();
    });
  });

  test('is told of when somebody else takes over, by WordPress’s own lock', async () => {
    site.php(
      `wp_insert_user(['user_login' => 'bert', 'user_pass' => 'lab-pass', 'display_name' => 'Bert', 'role' => 'administrator']);`,
    );
    await page.goto(formUrl(id));
    const other = await openPage(browser);
    await logIn(other.page, site, 'bert', 'lab-pass');
    await other.page.goto(formUrl(id));
    expect(await other.page.$eval('#post-lock-dialog', (dialog) => dialog.textContent)).toContain(
      'admin is currently editing',
    );
    await Promise.all([other.page.waitForNavigation(), other.page.click('#post-lock-dialog .button-primary')]);
    expect(other.page.url()).toContain('page=glassjar-campaign');
    expect(await other.page.$('#post-lock-dialog.hidden')).not.toBeNull();
    await fill(page, '#glassjar-thanks', 'Typed while Bert took over');
    await page.evaluate('wp.heartbeat.connectNow()');
    await page.waitForSelector('#post-lock-dialog:not(.hidden)');
    expect(await textOf('#post-lock-dialog')).toContain('Bert has taken over');
    await page.$eval('[data-glassjar-close]', (button) => (button as HTMLElement).click());
    expect(await text('#glassjar-thanks')).toBe('Typed while Bert took over');
    await fill(other.page, '#glassjar-thanks', 'By Bert');
    await submit(other.page, 'button[name=status][value=publish]');
    await press();
    await page.waitForSelector('.glassjar-conflict');
    expect(await textOf('.glassjar-conflict')).toMatch(
      /changed meanwhile by Bert, last at \d.*Thanks to everyone.*By Bert.*Typed while Bert took over/,
    );
    await page.click('.glassjar-conflict input[value=mine]');
    await submit(page, 'button[name=merge]');
    expect(await textOf('#glassjar-told')).toContain('nothing is saved yet');
    await submit(page, 'button[name=status][value=publish]');
    expect(site.php<{ thanks: string }>(`return Glassjar\\Campaign::fields(${id});`).thanks).toBe(
      'Typed while Bert took over',
    );
    expect(other.wrong).toEqual([]);
    await other.page.browserContext().close();
  });
});
