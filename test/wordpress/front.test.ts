import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { type Site, startSite } from './lab/site.ts';

let site: Site;
let mara: number;

const phpText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** A campaign. @returns Its number. */
const make = (fields: object, title = 'Ein Buch für Mara', status = 'publish'): number =>
  site.php<number>(`
    $id = wp_insert_post(wp_slash(['post_type' => 'glassjar_campaign', 'post_status' => '${status}', 'post_title' => ${phpText(title)}]));
    Glassjar\\Campaign::save($id, json_decode(${phpText(JSON.stringify(fields))}, true));
    return $id;`);

/** A post. @returns Its address. */
const post = (content: string, more = ''): string =>
  site.php<string>(`
    return get_permalink(wp_insert_post(wp_slash(['post_type' => 'post', 'post_status' => 'publish', 'post_title' => 'Beitrag',
      'post_content' => ${phpText(content)}${more}])));`);

/** What a shortcode makes, for a user. */
const shown = (code: string, as = 0): string => site.php<string>(`return do_shortcode(${phpText(code)});`, as);

const page = async (url: string): Promise<string> => (await fetch(url)).text();

type Element = DefaultTreeAdapterTypes.Element;
const elementsOf = (html: string): Element[] => {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  walk(parseFragment(html));
  return found;
};

const fields = {
  currency: 'EUR',
  language: 'de',
  asOf: '2026-05-22',
  beneficiary: { name: 'Mara und ihre Familie' },
  goal: { amount: '15000' },
  sources: [{ id: 'bank', label: 'Spendenkonto', raised: '9184', bound: 'at-least', supporters: 431 }],
  give: {
    bank: { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89370400440532013000' },
    links: [{ label: 'PayPal', url: 'https://example.org/give' }],
  },
  book: { title: 'Ein Meer voll Licht', proceeds: '7.68', shops: [{ name: 'Laden', url: 'https://example.org/book' }] },
};

beforeAll(async () => {
  site = await startSite();
  mara = make(fields);
});
afterAll(async () => {
  const said = site.debugLog();
  const asked = site.outgoing();
  await site.stop();
  expect(said, 'debug.log').toBe('');
  expect(asked, 'requests to other hosts').toBe('');
});

describe('the panel without scripts', () => {
  test('says the total as well as it is known, how far that is, since when, and how to give', () => {
    const html = shown('[glassjar]');
    const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('at least €9,184 of €15,000, 61%');
    expect(text).toContain('May 22, 2026');
    expect(text).toContain('DE89 3704 0044 0532 0130 00');
    expect(html).toContain('<a href="https://example.org/give">');
    expect(html).toContain(`src="/wp-json/glassjar/v1/campaigns/${mara}"`);
  });

  test('asks the site as a server that takes payments only where it does', () => {
    site.define({ GLASSJAR_STRIPE_TEST_KEY: 'rk_test_0123456789abcdef' });
    expect(shown('[glassjar]')).toContain(' src="/wp-json/');
    site.php(`Glassjar\\Campaign::saveOptions(${mara}, ['card' => true]);`);
    expect(shown('[glassjar]')).toContain(` src="server:/wp-json/glassjar/v1/campaigns/${mara}"`);
    site.define({});
    expect(shown('[glassjar]')).toContain(' src="/wp-json/');
    site.php(`Glassjar\\Campaign::saveOptions(${mara}, []);`);
  });

  test('speaks German on a German site, and formally where the site does', () => {
    // WordPress takes a language only when a file of it is there.
    mkdirSync(`${site.folder}/wp-content/languages`, { recursive: true });
    for (const [locale, formal] of [
      ['de_DE', false],
      ['de_DE_formal', true],
    ] as const) {
      const words = `${site.folder}/wp-content/plugins/glassjar/languages/glassjar-${locale}.mo`;
      cpSync(words, `${site.folder}/wp-content/languages/${locale}.mo`);
      site.php(`update_option('WPLANG', '${locale}');`);
      const html = shown('[glassjar]');
      expect(html.replace(/<[^>]*>/g, ' ')).toContain('mindestens 9.184\u00a0€ von 15.000\u00a0€, 61 %');
      expect(/<glassjar-panel[^>]* formal[ >]/.test(html)).toBe(formal);
    }
    site.php(`update_option('WPLANG', '');`);
  });

  test('claims no total where none is known', () => {
    const id = make({ currency: 'EUR', sources: [{ id: 'a', kind: 'sales', copies: 3 }] }, 'Neu');
    expect(shown(`[glassjar_counter id="${id}"]`)).toMatch(/<glassjar-counter [^>]*><\/glassjar-counter>/);
    site.php(`wp_delete_post(${id}, true);`);
  });

  test('in a list of campaigns and in its feed each says what it is about and how far it is', async () => {
    site.php(`wp_update_post(['ID' => ${mara}, 'post_excerpt' => 'Mara is eleven.']);`);
    const list = await page(`${site.url}/campaigns/`);
    expect(list.replace(/<[^>]*>/g, ' ')).toMatch(
      /So far, at least €9,184 of €15,000 has been raised \(61%\)\.\s+Mara is eleven\./,
    );
    const feed = await page(`${site.url}/campaigns/feed/`);
    expect(feed).toContain('has been raised (61%). Mara is eleven.');
    const [, content = ''] = /<content:encoded><!\[CDATA\[(.*?)\]\]>/s.exec(feed) ?? [];
    expect(content).toContain('<p>Mara is eleven.</p>');
    expect(content).toContain('DE89 3704 0044 0532 0130 00');
    expect(content).not.toContain('Ein Buch für Mara');
    site.php(`wp_update_post(['ID' => ${mara}, 'post_excerpt' => '']);`);
  });

  test('without a summary, what is said of it is one sentence with the figure and how the story begins, never the panel’s words', async () => {
    site.php(
      `wp_update_post(['ID' => ${mara}, 'post_excerpt' => '', 'post_content' => '<!-- wp:heading --><h2>How it began</h2><!-- /wp:heading --><!-- wp:paragraph --><p>Mara reads &amp; writes.</p><!-- /wp:paragraph -->[glassjar_bank]']);`,
    );
    const told = 'So far, at least €9,184 of €15,000 has been raised (61%). How it began Mara reads &amp; writes.';
    const excerpt = site.php<string>(`return get_the_excerpt(${mara});`, 0);
    expect(excerpt).toBe(told);
    const feed = await page(`${site.url}/campaigns/feed/`);
    expect(feed).toMatch(
      /<description><!\[CDATA\[So far, at least €9,184 of €15,000 has been raised \(61%\)\. How it began Mara reads &#?\w+; writes\.\]\]/,
    );
    const embed = await page(`${site.php<string>(`return get_permalink(${mara});`)}embed/`);
    expect(embed.replace(/\s+/g, ' ')).toContain(told);
    expect(embed).toMatch(/<progress class="glassjar-bar" value="61" max="100"/);
    expect(embed).toMatch(/<a class="glassjar-give" target="_top"/);
    const list = await page(`${site.url}/campaigns/`);
    expect(list).toContain(told);
    expect(list).not.toContain('Archives:');
    site.php(`wp_update_post(['ID' => ${mara}, 'post_excerpt' => '', 'post_content' => '']);`);
  });

  test('signs in a summary that only look like tags stay', () => {
    const summary = 'If 5 < 6 & 7 > 3, a <b>book</b><script>alert(1)</script> costs <5 €.';
    const id = site.php<number>(`
      $id = wp_insert_post(wp_slash(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'I <3 books & cats', 'post_excerpt' => ${phpText(summary)}]));
      Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
      return $id;`);
    const document = site.php<{ title: string; summary: string }>(`return Glassjar\\Campaign::document(${id});`);
    expect(document).toMatchObject({ title: 'I <3 books & cats', summary: 'If 5 < 6 & 7 > 3, a book costs <5 €.' });
    site.php(`wp_delete_post(${id}, true);`);
  });

  test('no paragraph is around an element, in a page or in a feed, nor is an empty one left beside it', async () => {
    const url = post('So far [glassjar_counter] came in.\n[glassjar_bank]\n\nAnd on.');
    const feed = await page(`${site.url}/feed/`);
    for (const html of [await page(url), feed]) {
      expect(html).toMatch(/<p>So far<\/p>\s*<div/);
      expect(html).toContain('<p>came in.</p>');
      expect(html).toContain('<p>And on.</p>');
      expect(html).not.toMatch(/<p>\s*<div|<p>\s*<\/p>|<!--\/?glassjar/);
    }
  });

  test('a page that has the list’s address already keeps it', () => {
    const archive = (): unknown =>
      site.php(`
      delete_option('glassjar_archive'); update_option('glassjar_schema', 1); Glassjar\\Install::upgrade();
      return get_option('glassjar_archive');`);
    const id = site.php<number>(
      `return wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Campaigns']);`,
    );
    expect(archive()).toBe('');
    site.php(`wp_delete_post(${id}, true);`);
    expect(archive()).toBe('campaigns');
  });

  test('says of how many people gave no more than is known', () => {
    const people = (sources: object[]): string => {
      const id = make({ currency: 'EUR', sources }, 'Neu');
      const text = shown(`[glassjar_supporters id="${id}"]`).replace(/<[^>]*>/g, ' ');
      site.php(`wp_delete_post(${id}, true);`);
      return text;
    };
    const counted = { id: 'a', raised: '10', supporters: 431 };
    expect(people([counted])).toContain(' 431 people gave');
    expect(people([counted, { id: 'b', raised: '5' }])).toContain('At least 431 people gave');
    expect(people([{ ...counted, bound: 'about' }])).toContain('About 431 people gave');
    expect(people([counted, { id: 'b', kind: 'sales', raised: '5' }])).toContain(' 431 people gave');
  });

  test('keeps no room for a panel that can’t come', async () => {
    const html = await page(post('[glassjar]'));
    const style = await page(/href=['"]([^'"]*\/glassjar\.css[^'"]*)/.exec(html)?.[1] ?? '');
    const rule = /@media \(scripting: none\) \{(.*?)\n\}/s.exec(style)?.[1] ?? '';
    for (const part of ['.glassjar-outline {\n    display: none;', 'glassjar-panel {\n    min-block-size: 0;'])
      expect(rule).toContain(part);
  });

  test('is plain HTML in a feed: no element, no script, no style', async () => {
    post('[glassjar]\n\n<!-- wp:glassjar/bank /-->');
    const feed = await page(`${site.url}/feed/`);
    expect(feed).toContain('DE89 3704 0044 0532 0130 00');
    expect(feed).not.toMatch(/<glassjar-|<script|<style|<link rel=.stylesheet/);
  });
});

describe('shortcodes', () => {
  test('show what was asked for, of the campaign that was asked for', () => {
    const other = make({ ...fields, goal: { amount: '1' } }, 'Andere');
    const html = shown(`[glassjar id="${mara}" show="counter progress"]`);
    expect(
      elementsOf(html)
        .map(({ tagName }) => tagName)
        .filter((tag) => tag.startsWith('glassjar')),
    ).toEqual(['glassjar-counter', 'glassjar-progress']);
    expect(html).toContain(`/campaigns/${mara}"`);
    // Without a number: the one that was shown before another came, and a word about it for those who write.
    expect(shown('[glassjar]')).toContain(`/campaigns/${mara}"`);
    expect(shown('[glassjar]')).not.toContain('glassjar-notice');
    expect(shown('[glassjar]', 1)).toContain('glassjar-notice');
    site.php(`wp_delete_post(${other}, true);`);
  });

  test('without a number mean for good the campaign that was the newest when the post was written', async () => {
    const codes = [
      '[glassjar]',
      '[glassjar_bank]',
      '<!-- wp:glassjar/bank /-->',
      '<!-- wp:glassjar/panel {"form":"ring"} /-->',
    ];
    const old = codes.map((code) => post(code));
    const untouched = site.php<string>(`
      global $wpdb;
      $id = wp_insert_post(['post_type' => 'post', 'post_status' => 'publish', 'post_title' => 'Old', 'post_content' => '[glassjar_bank]']);
      delete_post_meta($id, '_glassjar_campaign');
      return get_permalink($id);`);
    const iban = 'DE02120300000000202051';
    const next = make({ ...fields, give: { bank: { holder: 'Nino', iban } } }, 'Nino');
    const first = `/campaigns/${mara}"`;
    for (const url of [...old, untouched]) {
      const html = await page(url);
      expect(html).toContain(first);
      expect(html).not.toContain('2020 51');
    }
    // Saved again, planned before, or in a widget: still the same.
    site.php(
      `foreach (get_posts(['numberposts' => -1]) as $post) { wp_update_post(['ID' => $post->ID, 'post_content' => $post->post_content . ' Later.']); }`,
    );
    for (const url of [...old, untouched]) expect(await page(url)).toContain(first);
    const fresh = post('[glassjar]');
    expect(await page(fresh)).toContain(`/campaigns/${next}"`);
    for (const change of [
      `wp_update_post(['ID' => ${next}, 'post_status' => 'draft']);`,
      `wp_trash_post(${next});`,
      `wp_delete_post(${next}, true);`,
    ]) {
      site.php(change);
      expect(await page(fresh), 'nobody else’s account').not.toContain('/campaigns/');
      for (const url of old) expect(await page(url)).toContain(first);
    }
    site.php(`foreach (get_posts(['numberposts' => -1]) as $post) { wp_delete_post($post->ID, true); }`);
  });

  test.each([
    ' id=ID',
    ' id="ID"',
    ' id=”ID″',
    ' id=” ID″',
    ' id=„ID“',
    ' id=«ID»',
    ' id=« ID »',
    ' id=‘ID’',
    " id=''ID''",
    ' id=&#8221;ID&#8243;',
    ' id=&amp;#8221;ID&amp;#8221;',
    ' id=&quot;ID&quot;',
    ' id&nbsp;=&nbsp;"ID"',
    '\u00a0id="ID"',
    '\u202fid=\u202f„ID“',
    ' ID="ID"',
    ' id="#ID"',
    ' id=#ID',
    ' id=Nr.ID',
    ' ID',
    '=ID',
    ' id: ID',
    '<br />\nid="ID"<br />\n',
    ' id=<strong>ID</strong>',
    ' id="ID" id=ID',
    ' kampagne=„ID“',
    ' id=ID,',
    ' id="ID',
  ])('read the number in [glassjar%s]', (inside) => {
    const other = make({ currency: 'EUR', goal: { amount: '1' } }, 'Andere');
    const code = `[glassjar${inside.replaceAll('ID', String(other)).replace(`${other}=`, 'ID=')}]`;
    const html = site.php<string>(`return do_shortcode(Glassjar\\Front\\Shortcodes::findable(${phpText(code)}));`, 1);
    expect(html).toContain(`/campaigns/${other}"`);
    expect(html).not.toContain('glassjar-notice');
    site.php(`wp_delete_post(${other}, true);`);
  });

  test.each([
    ['show=“counter, progress”', 'counter progress'],
    ['show=counter, progress', 'counter progress'],
    ['show=„counter“ show=progress', 'counter progress'],
    ['SHOW=”Counter + Progress”', 'counter progress'],
    ['zeige=„Zähler, Fortschritt“', 'counter progress'],
    ['show=&#8220;counter&nbsp;progress&#8221;', 'counter progress'],
    ['counter', 'counter'],
    ['heading–level=“3” show=ledger', 'ledger'],
  ])('read what is to be shown in [glassjar %s]', (inside, names) => {
    const html = shown(`[glassjar id=${mara} ${inside}]`, 1);
    const found = elementsOf(html)
      .map(({ tagName }) => tagName)
      .filter((tag) => /^glassjar-[a-z]+$/.test(tag));
    expect(found.map((tag) => tag.slice('glassjar-'.length)).join(' ')).toBe(names);
    expect(html).not.toContain('glassjar-notice');
    if (inside.includes('level')) expect(html).toContain('heading-level="3"');
  });

  test.each([
    ['show="zaehlerstand"', 'nothing called “zaehlerstand”'],
    ['colour=red', '“colour=red” is not known'],
    ['form=kreis', '“form=kreis” can’t be used'],
    ['id=ID id=999', 'Two campaigns'],
    ['id=mara', 'no number'],
    ['id="ID show=counter', 'no number'],
    ['form=ring form=jar', '“form” is there twice'],
  ])(
    'tell those who write, on the page and in both editors, what can’t be read in [glassjar %s], and nobody else',
    (inside, words) => {
      const code = `[glassjar ${inside.replaceAll('ID', String(mara))}]`;
      expect(shown(code, 1)).toContain('glassjar-notice');
      expect(shown(code, 1).replace(/<[^>]*>/g, '')).toContain(words);
      expect(shown(code)).not.toContain('glassjar-notice');
      if (/id=(?!"?ID"? (?!id))/.test(inside)) expect(shown(code)).not.toContain('DE89');
      if (words === 'no number') return;
      const told = site.php<[string[], string]>(`
      require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php'; require_once ABSPATH . 'wp-admin/includes/screen.php';
      $id = wp_insert_post(wp_slash(['post_type' => 'post', 'post_status' => 'draft', 'post_title' => 'x', 'post_content' => ${phpText(code)}]));
      $request = new WP_REST_Request('GET', "/wp/v2/posts/$id"); $request->set_param('context', 'edit');
      $told = rest_do_request($request)->get_data()['glassjar_told'];
      set_current_screen('post'); get_current_screen()->is_block_editor(false); $GLOBALS['post'] = get_post($id);
      ob_start(); Glassjar\\Front\\Blocks::notice();
      $html = ob_get_clean(); wp_delete_post($id, true);
      return [$told, $html];`);
      expect(told[0].join(' ')).toContain(words);
      expect(told[1].replace(/<[^>]*>/g, '')).toContain(words);
    },
  );

  test('of a campaign that is gone are a comment for readers and a notice for editors', () => {
    for (const id of ['999999', 'abc', '-1', '1e3', '7 OR 1=1']) {
      expect(shown(`[glassjar id="${id}"]`), id).toMatch(/^<!--[^<>]*-->$/);
      expect(shown(`[glassjar id="${id}"]`, 1), id).toContain('role="note"');
    }
  });

  test('show a draft to nobody but its editors', () => {
    const draft = make(fields, 'Geheim', 'draft');
    expect(shown(`[glassjar id="${draft}"]`)).not.toContain('Geheim');
    expect(shown(`[glassjar id="${draft}"]`, 1)).toContain('Geheim');
    site.php(`wp_delete_post(${draft}, true);`);
  });

  test.each([
    `[glassjar_embed url="javascript:alert(1)" label="x"]`,
    `[glassjar_embed url="https://example.org/" label='" onmouseover=alert(1) x="']`,
    `[glassjar_share text='"><img src=x onerror=alert(1)>' hashtags='</glassjar-share><script>alert(1)</script>']`,
    `[glassjar_bank reference='"><svg/onload=alert(1)>' amount="1.000" iban="DE02120300000000202051" holder="Evil"]`,
    `[glassjar form='bar" onclick="alert(1)' onclick="alert(1)" style="background:url(https://evil.example/)" src="https://evil.example/x.json" debug]`,
    `[glassjar_progress form="jar" raised="99999999" goal="1" currency="EUR" src="//evil.example"]`,
    `[glassjar_ledger heading_level="9" id="${'9'.repeat(40)}"]`,
    `[glassjar show='panel"><script>alert(1)</script>']`,
    `[glassjar_panel sections="ledger <script> press"]`,
  ])('let no contributor break out: %s', (code) => {
    const elements = elementsOf(shown(code));
    for (const { attrs, tagName } of elements) {
      expect(['script', 'img', 'svg', 'iframe']).not.toContain(tagName);
      for (const { name, value } of attrs) {
        expect(name).not.toMatch(/^on|^iban$|^holder$|^raised$|^goal$|^debug$/);
        expect(value).not.toMatch(/evil\.example|javascript:/);
        if (name === 'src') expect(value).toMatch(/^\/wp-json\/glassjar\/v1\/campaigns\/\d+$/);
      }
    }
  });

  test('stay whole inside of a paragraph, where editors put them', () => {
    const html = `<p>Bisher ${shown('[glassjar show="counter bank share"]')} gesammelt.</p>`;
    const found = elementsOf(html).filter(({ tagName }) => tagName.startsWith('glassjar-'));
    expect(found.map(({ tagName }) => tagName)).toEqual(['glassjar-counter', 'glassjar-bank', 'glassjar-share']);
    for (const { childNodes } of found) expect(childNodes.length).toBeGreaterThan(0);
  });

  test('keep what is allowed, however it is written', () => {
    expect(shown('[glassjar_counter no_details]')).toContain('<glassjar-counter no-details');
    expect(shown('[glassjar_counter no-details="1"]')).toContain('<glassjar-counter no-details');
    expect(shown('[glassjar_ledger headinglevel="3"]')).toContain('heading-level="3"');
    expect(shown('[glassjar_bank amount="12.50"]')).toContain('amount="12.50"');
    expect(shown('[glassjar_progress form="ring"]')).toContain('form="ring"');
  });
});

describe('a campaign of hostile texts', () => {
  const evil = '<img src=x onerror=alert(1)>"\'><script>alert(1)</script>';
  let id: number;
  beforeEach(() => {
    id = make(
      {
        ...fields,
        beneficiary: { name: evil },
        organiser: { name: `\u202E${evil}` },
        book: { title: evil, author: evil, shops: [{ name: evil, url: 'https://example.org/"onx=' }] },
        give: {
          links: [
            { label: evil, url: 'javascript:alert(1)' },
            { label: evil, url: 'https://example.org/' },
          ],
        },
        updates: [{ at: '2026-05-22', title: evil, url: 'https://example.org/' }],
        press: [{ outlet: evil, title: evil }],
        needs: [{ text: evil }],
        thanks: evil,
      },
      // The name itself is printed by the theme, and administrators may write HTML in it.
      'Böse "Aktion" & mehr',
    );
  });

  test('stays text in each element, in the head and in lists', async () => {
    for (const name of ['panel', 'book', 'updates', 'press', 'needs', 'record', 'share', 'donate', 'sections']) {
      for (const { attrs, tagName } of elementsOf(shown(`[glassjar_${name} id="${id}"]`))) {
        expect(['script', 'img']).not.toContain(tagName);
        for (const { name: attribute, value } of attrs) {
          expect(attribute).not.toMatch(/^on/);
          expect(value).not.toMatch(/^javascript:/);
        }
      }
    }
    const html = await page(site.php<string>(`return get_permalink(${id});`));
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(() => JSON.parse(json) as unknown).not.toThrow();
    site.php(`wp_delete_post(${id}, true);`);
  });
});

describe('blocks', () => {
  test('are made on the server, and stored posts hold no figure', async () => {
    const url = post('<!-- wp:glassjar/counter {"noDetails":true} /-->');
    expect(await page(url)).toMatch(
      /<div class="wp-block-glassjar-counter[^"]*"><div class="glassjar-room glassjar-sized"><glassjar-counter no-details/,
    );
  });

  test('can be previewed in the editor by those who write', () => {
    const rendered = site.php<string>(
      `$request = new WP_REST_Request('GET', '/wp/v2/block-renderer/glassjar/progress');
       $request->set_param('context', 'edit'); $request->set_param('attributes', ['form' => 'jar']);
       return rest_do_request($request)->get_data()['rendered'];`,
    );
    expect(rendered).toContain('form="jar"');
  });
});

describe('assets', () => {
  test('of a page without a panel: not one byte', async () => {
    const html = await page(post('<p>Nichts hier.</p>'));
    expect(html).not.toContain('glassjar');
  });

  test('of a page with one: a style sheet in the head and one module', async () => {
    const html = await page(post('[glassjar]'));
    const [head = '', body = ''] = html.split('</head>');
    expect(head.match(/<link[^>]*glassjar\.css/g)).toHaveLength(1);
    expect(body).not.toMatch(/<link[^>]*glassjar\.css/);
    expect(html.match(/<script type="module"[^>]*\/assets\/glassjar\.js\?ver=[0-9a-f]{10}"/g)).toHaveLength(1);
    expect(html).not.toContain('jquery');
  });

  test('of a widget in a classic theme: the style sheet stands before the first element, once, and nothing twice', async () => {
    const theme = `${site.folder}/wp-content/themes/classic`;
    mkdirSync(theme, { recursive: true });
    writeFileSync(`${theme}/style.css`, '/* Theme Name: Classic */');
    writeFileSync(
      `${theme}/functions.php`,
      "<?php add_action('widgets_init', function () { register_sidebar(['id' => 'side']); });",
    );
    writeFileSync(
      `${theme}/index.php`,
      '<!doctype html><html><head><?php wp_head(); ?></head><body><?php while (have_posts()) { the_post(); the_content(); } dynamic_sidebar("side"); wp_footer(); ?></body></html>',
    );
    const url = post('<p>Nichts hier.</p>');
    site.php(`
      update_option('widget_block', [2 => ['content' => '<!-- wp:shortcode -->[glassjar_counter]<!-- /wp:shortcode -->'],
        3 => ['content' => '<!-- wp:glassjar/panel /-->'], '_multiwidget' => 1]);
      switch_theme('classic');`);
    site.php(`update_option('sidebars_widgets', ['side' => ['block-2', 'block-3'], 'wp_inactive_widgets' => []]);`);
    const html = await page(url);
    site.php(`switch_theme('twentytwentyfour');`);
    const [head = '', body = ''] = html.split('</head>');
    expect(head).not.toContain('glassjar.css');
    expect(body.match(/<link[^>]*glassjar\.css/g)).toHaveLength(1);
    expect(body.indexOf('glassjar.css')).toBeLessThan(body.indexOf('<glassjar-counter'));
    expect(body.indexOf('<glassjar-counter')).toBeLessThan(body.indexOf('<glassjar-panel'));
    expect(html.match(/<script[^>]*\/glassjar\.js/g)).toHaveLength(1);
    for (const { childNodes, tagName } of elementsOf(body))
      if (tagName.startsWith('glassjar-')) expect(childNodes.length, tagName).toBeGreaterThan(0);
  });

  test('of a template part: the panel stands in the footer of every page, by block and by shortcode', async () => {
    const url = post('<p>Nichts hier.</p>');
    const part = site.php<number>(`
      $id = wp_insert_post(['post_type' => 'wp_template_part', 'post_status' => 'publish', 'post_name' => 'footer', 'post_title' => 'Footer',
        'post_content' => '<!-- wp:glassjar/counter /--><!-- wp:shortcode -->[glassjar_progress]<!-- /wp:shortcode -->']);
      wp_set_object_terms($id, get_stylesheet(), 'wp_theme');
      wp_set_object_terms($id, 'footer', 'wp_template_part_area');
      return $id;`);
    const html = await page(url);
    site.php(`wp_delete_post(${part}, true);`);
    const tags = elementsOf(html).map(({ tagName }) => tagName);
    expect(tags.filter((tag) => tag.startsWith('glassjar-'))).toEqual(['glassjar-counter', 'glassjar-progress']);
    expect(html.match(/<link[^>]*glassjar\.css/g)).toHaveLength(1);
    expect(html.match(/<script[^>]*\/glassjar\.js/g)).toHaveLength(1);
    expect(await page(url)).not.toContain('<glassjar-');
  });

  test('become a module below WordPress 6.5, whatever the order and quotes of the tag', () => {
    for (const tag of [
      `<script src='https://a/glassjar.js' id='glassjar-js'></script>`,
      `<script type='text/javascript' src="https://a/glassjar.js" id="glassjar-js"></script>\n`,
      `<script id="glassjar-js" type="text/javascript" src="https://a/glassjar.js"></script>`,
    ]) {
      const made = site.php<string>(`return Glassjar\\Front\\Assets::asModule(${phpText(tag)}, 'glassjar');`);
      expect(made.match(/type=/g)).toHaveLength(1);
      expect(made).toMatch(/^<script type="module"[^>]*src=/);
      expect(site.php<string>(`return Glassjar\\Front\\Assets::asModule(${phpText(tag)}, 'other');`)).toBe(tag);
    }
  });
});

describe('a campaign’s own page', () => {
  test('has its panel above the story, structured data and Open Graph', async () => {
    const url = site.php<string>(
      `wp_update_post(['ID' => ${mara}, 'post_content' => 'Die Geschichte.', 'post_excerpt' => 'Kurz gesagt.']); return get_permalink(${mara});`,
    );
    const html = await page(url);
    expect(html.indexOf('<glassjar-panel')).toBeGreaterThan(0);
    expect(html.indexOf('<glassjar-panel')).toBeLessThan(html.indexOf('Die Geschichte.'));
    expect(html).toContain('<meta property="og:title" content="Ein Buch für Mara">');
    const json = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as {
      '@graph': Record<string, unknown>[];
    };
    expect(json['@graph'][0]).toMatchObject({
      '@type': 'Project',
      name: 'Ein Buch für Mara',
      funding: { amount: { currency: 'EUR', minValue: '9184.00' } },
    });
    expect(html).not.toMatch(/property="og:[a-z]+"[^>]*9[.,]?184/);
  });

  test('leaves Open Graph to a plugin that writes it', async () => {
    site.define({ WPSEO_VERSION: '1' });
    const html = await page(site.php<string>(`return get_permalink(${mara});`));
    site.define({});
    expect(html).not.toContain('og:title');
    expect(html).toContain('application/ld+json');
  });

  test('does not show its panel twice where the story has one', async () => {
    const id = make(fields, 'Eigene');
    const url = site.php<string>(
      `wp_update_post(['ID' => ${id}, 'post_content' => '<!-- wp:glassjar/panel /-->']); return get_permalink(${id});`,
    );
    expect((await page(url)).match(/<glassjar-panel/g)).toHaveLength(1);
    site.php(`wp_delete_post(${id}, true);`);
  });
});
