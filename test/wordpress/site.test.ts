import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pluginFiles, zipFile } from '../../tools/wordpress/build.ts';
import { zipOf } from '../../tools/wordpress/zip.ts';
import { casesOf } from '../long.ts';
import { openBrowser, openPage } from './lab/browser.ts';
import { coreFolder } from './lab/core.ts';
import { hasDebianCores } from './lab/packages.ts';
import { headOf, startSite, type Site } from './lab/site.ts';

/* What happens around the plugin: other posts, caches, deletion, uninstalling, other sites of a network. */
let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  const said = site.debugLog();
  const asked = site.outgoing();
  await site.stop();
  expect(said, 'debug.log').toBe('');
  expect(asked, 'requests to other hosts').toBe('');
});

const make = (code = ''): number =>
  site.php<number>(`
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
    ${code}
    return $id;`);
const read = async (id: number): Promise<Record<string, unknown>> =>
  (await (await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${id}`)).json()) as Record<string, unknown>;

describe('a page that was kept by a cache', () => {
  /** The installed plugin is replaced by that of a zip, as WordPress does it. */
  const update = (zip: string): void => {
    site.php(`
      require_once ABSPATH . 'wp-admin/includes/admin.php';
      require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
      // Nobody is asked for news of other plugins.
      remove_all_actions('upgrader_process_complete');
      $upgrader = new Plugin_Upgrader(new Automatic_Upgrader_Skin());
      $done = $upgrader->install('${zip}', ['overwrite_package' => true]);
      if ($done !== true) { throw new Exception(print_r($done, true)); }`);
  };
  /** The plugin as another version would be: all of its library's files differ. */
  const otherZip = (): string => {
    const file = join(site.folder, 'wp-content', 'other.zip');
    const files = pluginFiles().map(({ data, path }) =>
      /assets\/.*\.(?:js|css)$/.test(path)
        ? { path, data: Buffer.from(data.toString().replaceAll(version(), '0123456789')) }
        : { path, data },
    );
    writeFileSync(file, zipOf(files));
    return file;
  };
  const version = (): string => {
    const core = pluginFiles().find(({ path }) => path === 'glassjar/assets/glassjar.js');
    return /^\/\*! glassjar ([0-9a-f]{10}) \*\//.exec(core?.data.toString() ?? '')?.[1] ?? '';
  };

  test('works on after the plugin was updated: also with a script that a browser kept, and from folders of before', async () => {
    const id = make(`
      Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'sources' => [['id' => 'bank', 'label' => 'Account']],
        'give' => ['links' => [['label' => 'PayPal', 'url' => 'https://example.org/give']]]]);
      Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5', 'source' => 'bank'], 'kept' . $id);`);
    const url = site.php<string>(`return get_permalink(${id});`);
    update(otherZip());
    const kept = await (await fetch(url)).text();
    expect(kept).toMatch(/glassjar\.js\?ver=0123456789"/);
    const oldScript = await (await fetch(`${site.url}/wp-content/plugins/glassjar/assets/glassjar.js`)).text();
    expect(oldScript).toContain('?ver=0123456789"');
    update(zipFile);
    const now = version();
    expect(await (await fetch(url)).text()).toContain(`glassjar.js?ver=${now}"`);
    const pages: Record<string, string> = {
      'kept.html': kept,
      // Of a version that had a folder for itself.
      'older.html': kept.replaceAll(/assets\/(glassjar\.\w+)\?ver=0123456789/g, 'assets/lib-1a2b3c4d5e/$1'),
    };
    for (const [name, html] of Object.entries(pages)) writeFileSync(join(site.folder, name), html);
    const browser = await openBrowser();
    try {
      for (const [name, isScriptKept] of [
        ['kept.html', false],
        ['kept.html', true],
        ['older.html', false],
      ] as const) {
        const { page, wrong } = await openPage(browser);
        await page.setRequestInterception(true);
        page.on('request', (request) => {
          const isOld = isScriptKept && request.url().endsWith('glassjar.js?ver=0123456789');
          void (isOld ? request.respond({ contentType: 'text/javascript', body: oldScript }) : request.continue());
        });
        await page.goto(`${site.url}/${name}`);
        await page.waitForFunction(() =>
          document.querySelector('glassjar-panel')?.shadowRoot?.querySelector('.donate'),
        );
        // What is loaded only now: the sections and the dialog.
        await page.$eval('glassjar-panel', (panel) => panel.shadowRoot!.querySelector('summary')!.click());
        await page.waitForFunction(() => {
          const sections = document.querySelector('glassjar-panel')?.shadowRoot?.querySelector('glassjar-sections');
          sections?.shadowRoot?.querySelector<HTMLElement>('#heading-ledger[aria-expanded=false]')?.click();
          return sections?.shadowRoot?.querySelector('glassjar-ledger')?.shadowRoot?.textContent?.includes('€');
        });
        await page.$eval('glassjar-panel', (panel) => panel.shadowRoot!.querySelector<HTMLElement>('.donate')!.click());
        await page.waitForFunction(
          () =>
            document
              .querySelector('glassjar-panel')
              ?.shadowRoot?.querySelector('glassjar-donate')
              ?.shadowRoot?.querySelector('dialog')?.open,
        );
        const colours = await page.$eval('glassjar-panel', (panel) => getComputedStyle(panel).display);
        expect([name, wrong, colours]).toEqual([name, [], 'block']);
        await page.close();
      }
    } finally {
      await browser.close();
    }
    const assets = `${site.url}/wp-content/plugins/glassjar/assets`;
    const part = await fetch(`${assets}/lib-1a2b3c4d5e/chunks/donate-9e0f06d2.js`);
    expect([part.status, await part.text()]).toEqual([200, `export * from "${assets}/chunks/donate.js?ver=${now}";`]);
    const style = await fetch(`${assets}/lib-1a2b3c4d5e/glassjar.css`);
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=UTF-8']);
    for (const path of [
      'lib-1a2b3c4d5e/chunks/none-9e0f06d2.js',
      'lib-1a2b3c4d5e/../../glassjar.js',
      'lib-1/secrets.php',
    ])
      expect((await headOf(`${assets}/${path}`)).status, path).toBe(404);
  });

  test('has no hash of a file in it, which would refuse the file of the next version', async () => {
    const id = make();
    expect(await (await fetch(site.php<string>(`return get_permalink(${id});`))).text()).not.toContain('integrity=');
  });
});

describe('nothing on a page moves when a late script comes', () => {
  /** Two of blocks, one of them with letters that grow with the window, and a classic one. */
  const themes = casesOf(
    ['twentytwentyfour', 'twentytwentythree', 'twentytwentyone'],
    ['twentytwentyfour', 'twentytwentyone'],
  );
  let url: string;

  beforeAll(() => {
    if (!hasDebianCores()) return;
    const classic = 'wp-content/themes/twentytwentyone';
    cpSync(join(coreFolder('bookworm'), classic), join(site.folder, classic), { recursive: true });
    url = site.php<string>(`
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Ein Buch für Mara und ihre Familie im Taunus', 'post_content' => 'The story.']);
      Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'language' => 'de', 'goal' => ['amount' => '15000'], 'milestones' => [['amount' => '5000', 'label' => 'Die Miete bis Ostern']],
        'beneficiary' => ['name' => 'Mara und ihre Familie'], 'organiser' => ['name' => 'Hilfsfonds e. V.'],
        'sources' => [['id' => 'bank', 'label' => 'Spendenkonto bei der Sparkasse'], ['id' => 'book', 'kind' => 'sales', 'label' => 'Buch', 'copies' => 429, 'raised' => '3294.72', 'supporters' => 429]],
        'give' => ['bank' => ['holder' => 'Mara Hilfsfonds e. V.', 'iban' => 'DE89370400440532013000', 'reference' => 'Mara 2026'],
          'links' => [['label' => 'PayPal', 'url' => 'https://example.org/a'], ['label' => 'betterplace', 'url' => 'https://example.org/b']]],
        'book' => ['title' => 'Ein Meer voll Licht', 'author' => 'Kai Lorenz', 'price' => '12.90', 'proceeds' => '7.68', 'shops' => [['name' => 'Laden', 'url' => 'https://example.org/c'], ['name' => 'Buchhandlung am Markt', 'url' => 'https://example.org/d']]],
        'share' => ['counts' => [['network' => 'mastodon', 'count' => 1280, 'at' => '2026-05-22']]],
        'updates' => [['at' => '2026-05-22', 'title' => 'Wir sind bei der Hälfte', 'text' => 'Heute früh sind es neuntausend geworden.']]]);
      foreach (range(1, 4) as $n) { Glassjar\\Books::add($id, ['at' => "2026-05-1$n", 'flow' => 'gift+', 'amount' => '50', 'source' => 'bank', 'name' => "Lena $n"], "moves-$n"); }
      $text = PHP_EOL . PHP_EOL . 'And so on.' . PHP_EOL . PHP_EOL;
      $post = function ($content) { return get_permalink(wp_insert_post(['post_status' => 'publish', 'post_title' => 'Post', 'post_content' => $content])); };
      $parts = '';
      foreach (['counter', 'progress', 'donate', 'bank', 'book', 'share', 'updates', 'needs', 'record'] as $name) { $parts .= "[glassjar_$name id=$id]$text"; }
      return $post("[glassjar id=$id form=jar]$text<!-- wp:glassjar/panel {\\"campaign\\":$id} /-->$text$parts");`);
  });

  test.skipIf(!hasDebianCores()).each(themes)(
    'in %s: a panel, a shortcode, a block, single parts',
    async (theme) => {
      site.php(`switch_theme('${theme}');`);
      const browser = await openBrowser();
      const moved: string[] = [];
      try {
        for (const width of [360, 760, 1280, 1600]) {
          const { page } = await openPage(browser, width);
          // High enough to see all of it: what moves further down is no less wrong.
          await page.setViewport({ width, height: 5000 });
          await page.setRequestInterception(true);
          const held: (() => void)[] = [];
          let isOpen = false;
          page.on('request', (request) => {
            const go = (): void => void request.continue();
            // A theme's own letters move things as they come, also without a panel.
            if (request.resourceType() === 'font') void request.abort();
            else if (!isOpen && request.url().includes('/assets/glassjar.js')) held.push(go);
            else go();
          });
          const loaded = page.goto(url);
          await page.waitForFunction(() => document.querySelector('.glassjar-outline') && document.styleSheets.length);
          await page.evaluate(async () => {
            await new Promise((done) => setTimeout(done, 150));
            const found: string[] = [];
            Object.assign(globalThis, { found });
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries() as (PerformanceEntry & {
                value: number;
                sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
              })[])
                found.push(
                  `${entry.value.toFixed(4)} ${entry.sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName}.${(node as Element).className} ${previousRect.y} ${currentRect.y}`).join(' ')}`,
                );
            }).observe({ type: 'layout-shift' });
          });
          isOpen = true;
          for (const go of held) go();
          await loaded;
          await page.waitForFunction(() =>
            [...document.querySelectorAll('glassjar-panel, glassjar-counter')].every((element) =>
              element.shadowRoot?.querySelector('.base'),
            ),
          );
          await new Promise((done) => setTimeout(done, 250));
          const found = await page.evaluate(() => (globalThis as unknown as { found: string[] }).found);
          moved.push(...found.map((entry) => `${theme} ${width}: ${entry}`));
          await page.browserContext().close();
        }
      } finally {
        await browser.close();
        site.php(`switch_theme('twentytwentyfour');`);
      }
      expect(moved).toEqual([]);
    },
    120_000,
  );
});

describe('the document is rendered anew', () => {
  test.each([
    [
      'when its title changes',
      `wp_update_post(['ID' => $id, 'post_title' => 'Nino &amp; "<b>Co</b>"']);`,
      { title: 'Nino & "Co"' },
    ],
    ['when its excerpt does', `wp_update_post(['ID' => $id, 'post_excerpt' => 'Short']);`, { summary: 'Short' }],
    [
      'when its data do',
      `Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'goal' => ['amount' => '5']]);`,
      { goal: { amount: '5.00' } },
    ],
    [
      'when its news do',
      `Glassjar\\Campaign::saveNews($id, ['needs' => [['text' => 'Books']]]);`,
      { needs: [{ text: 'Books' }] },
    ],
    ['when its address does', `wp_update_post(['ID' => $id, 'post_name' => 'other-' . $id]);`, {}],
    [
      'when the site speaks another language',
      `update_option('WPLANG', 'de_DE'); update_option('timezone_string', 'Europe/Berlin');`,
      { timeZone: 'Europe/Berlin' },
    ],
  ])('%s', async (_, change, expected) => {
    const id = make();
    const before = await read(id);
    site.php(`$id = ${id}; ${change}`);
    const after = await read(id);
    expect(after).toMatchObject(expected);
    expect(after['live']).not.toEqual(before['live']);
    if (change.includes('post_name')) expect(after['url']).toContain(`other-${id}`);
    site.php(`delete_option('WPLANG'); update_option('timezone_string', '');`);
  });

  test('when a post of a chosen category is published, changed, hidden', async () => {
    const id = make(`
      $term = wp_insert_term('Mara', 'category')['term_id'];
      Glassjar\\Campaign::saveOptions($id, ['categories' => [$term]]);
      Glassjar\\Campaign::saveNews($id, ['updates' => [['at' => '2026-05-01', 'title' => 'Written here']]]);`);
    expect(await read(id)).toMatchObject({ updates: [{ title: 'Written here' }] });
    const post = site.php<number>(
      `return wp_insert_post(['post_status' => 'publish', 'post_title' => 'News &amp; more', 'post_content' => '<p>Hello <script>alert(1)</script>[gallery] world</p>', 'post_category' => [get_cat_ID('Mara')]]);`,
    );
    expect(await read(id)).toMatchObject({
      updates: [{ title: 'Written here' }, { id: `post-${post}`, title: 'News & more' }],
    });
    expect(JSON.stringify(await read(id))).not.toContain('[gallery]');
    for (const change of [`'post_password' => 'x'`, `'post_password' => '', 'post_status' => 'draft'`]) {
      site.php(`wp_update_post(['ID' => ${post}, ${change}]);`);
      expect((await read(id))['updates']).toHaveLength(1);
    }
  });
});

test('a post that is deleted for good, or taken out of its category, is no update any more', async () => {
  const id = make(`
    $term = wp_insert_term('Gone', 'category')['term_id'];
    Glassjar\\Campaign::saveOptions($id, ['categories' => [$term]]);`);
  const [deleted, moved] = [1, 2].map(() =>
    site.php<number>(
      `return wp_insert_post(['post_status' => 'publish', 'post_title' => 'News', 'post_category' => [get_cat_ID('Gone')]]);`,
    ),
  );
  expect((await read(id))['updates']).toHaveLength(2);
  site.php(`wp_remove_object_terms(${moved}, get_cat_ID('Gone'), 'category');`);
  expect(await read(id)).toMatchObject({ updates: [{ id: `post-${deleted}` }] });
  // Another plugin may keep WordPress from telling of the terms.
  site.php(`remove_all_actions('deleted_term_relationships'); wp_delete_post(${deleted}, true);`);
  expect(await read(id)).not.toHaveProperty('updates');
});

test('a revision of the story has no say in the bank account or the sums', () => {
  const found = site.php(`
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara', 'post_content' => 'One']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'goal' => ['amount' => '5']]);
    wp_update_post(['ID' => $id, 'post_content' => 'Two']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'goal' => ['amount' => '7']]);
    $old = array_values(wp_get_post_revisions($id))[0]->ID;
    wp_restore_post_revision($old);
    return [wp_post_revision_meta_keys('glassjar_campaign'), get_post_meta($old, '_glassjar_document', true), Glassjar\\Campaign::fields($id)['goal']];`);
  expect(found).toEqual([expect.not.arrayContaining(['_glassjar_document']), '', { amount: '7.00' }]);
});

test('a preview is not kept as what everyone reads', async () => {
  const id = make();
  const shown = site.php<string>(`
    add_filter('glassjar_document', function ($document) { return ['title' => 'Not yet'] + $document; });
    $GLOBALS['wp_query']->is_preview = true;
    return Glassjar\\Campaign::rendered(${id})['body'];`);
  expect(shown).toContain('Not yet');
  expect(await read(id)).toMatchObject({ title: 'Mara' });
});

test('the language of who is logged in is not kept as what everyone reads', async () => {
  const id = make(`Glassjar\\Campaign::saveOptions($id, ['card' => true]);`);
  site.php(`
    add_filter('determine_locale', function () { return 'de_DE'; });
    add_filter('glassjar_document', function ($document) { return ['title' => determine_locale()] + $document; });
    Glassjar\\Campaign::rendered(${id});`);
  // It is made in the site's own language, whoever asks first.
  expect(await read(id)).toMatchObject({ title: 'en_US' });
});

test('a site in two languages makes the document once, and each page is in one language', async () => {
  const id = make(
    `Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '1250'], 'two' . $id);`,
  );
  const found = site.php<{ stamps: string[]; words: string[] }>(`
    global $wpdb;
    $of = function () use ($wpdb) { return $wpdb->get_var('SELECT CONCAT(rendered_stamp, etag, version) FROM ' . Glassjar\\Store::table('documents') . ' WHERE campaign = ${id}'); };
    $plain = function () { return Glassjar\\Core\\Text::ofHtml(do_shortcode('[glassjar_counter id=${id}]')); };
    Glassjar\\Campaign::rendered(${id});
    $stamps = [$of()];
    $words = [$plain()];
    $german = function () { return 'de_DE'; };
    wp_mkdir_p(WP_LANG_DIR);
    copy(WP_PLUGIN_DIR . '/glassjar/languages/glassjar-de_DE.mo', WP_LANG_DIR . '/de_DE.mo');
    // As plugins for several languages do it, in the middle of a request.
    add_filter('locale', $german);
    Glassjar\\Campaign::rendered(${id});
    $stamps[] = $of();
    $words[] = $plain();
    remove_filter('locale', $german);
    $words[] = $plain();
    return ['stamps' => $stamps, 'words' => $words];`);
  expect(new Set(found.stamps).size).toBe(1);
  expect(found.words[0]).toContain('€1,250 raised');
  expect(found.words[1]).toMatch(/1\.250\u00a0€ gesammelt \(Stand/);
  expect(found.words[2]).toBe(found.words[0]);
});

test.each([
  ['-8', '', 'Etc/GMT+8', undefined],
  ['5.5', '', 'Asia/Kolkata', undefined],
  ['0', '', 'UTC', undefined],
  ['', 'America/New_York', 'America/New_York', undefined],
  ['10.5', '', undefined, '2026-11-28T23:59:59+10:30'],
])(
  'a site whose zone is %s%s ends a campaign at one hour for all who read it',
  async (offset, name, timeZone, ends) => {
    site.php(`update_option('gmt_offset', '${offset}'); update_option('timezone_string', '${name}');`);
    const id = make(`Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'ends' => '2026-11-28']);`);
    const document = await read(id);
    expect([document['timeZone'], document['ends']]).toEqual([timeZone, ends ?? '2026-11-28']);
    site.php(`update_option('gmt_offset', '0'); update_option('timezone_string', '');`);
  },
);

test('a document that can’t be kept is read all the same', async () => {
  const id = make();
  for (const write of [1, 2]) {
    site.fault(write);
    const response = await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${id}`);
    site.fault(0);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ title: 'Mara' });
  }
});

test('what can’t be read is refused as on every route', () => {
  const id = make();
  const found = site.php(`
    add_filter('glassjar_document', function () { throw new Glassjar\\StoreError('lab'); });
    $answer = rest_do_request(new WP_REST_Request('GET', '/glassjar/v1/campaigns/${id}'));
    return [$answer->get_status(), $answer->get_data()['code']];`);
  expect(found).toEqual([503, 'glassjar_unavailable']);
});

test('a currency in which there are entries stays', () => {
  const id = make(`Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5'], 'k' . $id);`);
  expect(
    site.php(`return Glassjar\\Campaign::save(${id}, ['currency' => 'USD', 'goal' => ['amount' => '7']]);`),
  ).toEqual([['currency', 'currency']]);
  expect(site.php(`return Glassjar\\Campaign::fields(${id});`)).toEqual({ currency: 'EUR', goal: { amount: '7.00' } });
});

test('meta that another plugin writes is made safe, or is nothing', async () => {
  const id = make();
  const evil = [
    '{"url":"javascript:alert(1)","goal":{"amount":"-5"},"entries":[{"at":"2026-05-22","flow":"gift+","amount":"999"}],"organiser":{"name":"x","email":"y@example.org"}}',
    'O:8:"stdClass":0:{}',
    '[1,2]',
    '{"a":',
    '\u0000',
  ];
  for (const text of evil) {
    const code = `update_post_meta(${id}, '_glassjar_document', wp_slash(base64_decode('${Buffer.from(text).toString('base64')}')));`;
    site.php(code);
    const document = await read(id);
    for (const field of ['entries', 'goal']) expect(document, text).not.toHaveProperty(field);
    expect(JSON.stringify(document)).not.toMatch(/javascript|stdClass|y@example/);
  }
});

test('a campaign with books is not deleted for good, one without is', () => {
  const [kept, gone] = [
    make(`Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5'], 'd' . $id);`),
    make(),
  ];
  const left = site.php(`
    foreach ([${kept}, ${gone}] as $id) { wp_trash_post($id); wp_delete_post($id, true); }
    return [get_post_status(${kept}), get_post_status(${gone})];`);
  expect(left).toEqual(['trash', false]);
});

test('a persistent object cache changes nothing: what is booked is seen at once', async () => {
  // The least that a cache can be: one file, shared by all processes.
  const folder = join(site.folder, 'wp-content');
  writeFileSync(join(folder, 'object-cache.php'), `<?php\n${objectCache}`);
  try {
    const id = make();
    for (let count = 1; count <= 3; count++) {
      await read(id);
      site.php(
        `Glassjar\\Books::add(${id}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5'], "cache-${id}-${count}");`,
      );
      expect((await read(id))['entries']).toHaveLength(count);
    }
    expect(site.php(`return wp_using_ext_object_cache();`)).toBe(true);
  } finally {
    site.php(`unlink(WP_CONTENT_DIR . '/object-cache.php'); @unlink(WP_CONTENT_DIR . '/cache.bin');`);
  }
});

/** A drop-in that keeps everything in one file between requests. */
const objectCache = `
require_once ABSPATH . WPINC . '/class-wp-object-cache.php';
class Lab_Object_Cache extends WP_Object_Cache {
    public $lab = [];
    private function file() { return WP_CONTENT_DIR . '/cache.bin'; }
    private function load() { $this->lab = is_file($this->file()) ? unserialize((string) file_get_contents($this->file())) : []; }
    private function save() { file_put_contents($this->file(), serialize($this->lab)); }
    private function key($key, $group) { return get_current_blog_id() . ':' . ($group ?: 'default') . ':' . $key; }
    public function get($key, $group = 'default', $force = false, &$found = null) { $this->load(); $k = $this->key($key, $group); $found = array_key_exists($k, $this->lab); return $found ? $this->lab[$k] : false; }
    public function set($key, $data, $group = 'default', $expire = 0) { $this->load(); $this->lab[$this->key($key, $group)] = $data; $this->save(); return true; }
    public function add($key, $data, $group = 'default', $expire = 0) { $this->get($key, $group, false, $found); return $found ? false : $this->set($key, $data, $group); }
    public function replace($key, $data, $group = 'default', $expire = 0) { return $this->set($key, $data, $group); }
    public function delete($key, $group = 'default', $deprecated = false) { $this->load(); unset($this->lab[$this->key($key, $group)]); $this->save(); return true; }
    public function get_multiple($keys, $group = 'default', $force = false) { $all = []; foreach ($keys as $key) { $all[$key] = $this->get($key, $group); } return $all; }
    public function flush() { $this->lab = []; $this->save(); return true; }
}
function wp_cache_init() { $GLOBALS['wp_object_cache'] = new Lab_Object_Cache(); }
function wp_cache_add($key, $data, $group = '', $expire = 0) { return $GLOBALS['wp_object_cache']->add($key, $data, $group, $expire); }
function wp_cache_add_multiple(array $data, $group = '', $expire = 0) { foreach ($data as $key => $value) { wp_cache_add($key, $value, $group); } return []; }
function wp_cache_replace($key, $data, $group = '', $expire = 0) { return $GLOBALS['wp_object_cache']->replace($key, $data, $group); }
function wp_cache_set($key, $data, $group = '', $expire = 0) { return $GLOBALS['wp_object_cache']->set($key, $data, $group); }
function wp_cache_set_multiple(array $data, $group = '', $expire = 0) { foreach ($data as $key => $value) { wp_cache_set($key, $value, $group); } return []; }
function wp_cache_get($key, $group = '', $force = false, &$found = null) { return $GLOBALS['wp_object_cache']->get($key, $group, $force, $found); }
function wp_cache_get_multiple($keys, $group = '', $force = false) { return $GLOBALS['wp_object_cache']->get_multiple($keys, $group, $force); }
function wp_cache_delete($key, $group = '') { return $GLOBALS['wp_object_cache']->delete($key, $group); }
function wp_cache_delete_multiple(array $keys, $group = '') { foreach ($keys as $key) { wp_cache_delete($key, $group); } return []; }
function wp_cache_incr($key, $offset = 1, $group = '') { $value = (int) wp_cache_get($key, $group) + $offset; wp_cache_set($key, $value, $group); return $value; }
function wp_cache_decr($key, $offset = 1, $group = '') { return wp_cache_incr($key, -$offset, $group); }
function wp_cache_flush() { return $GLOBALS['wp_object_cache']->flush(); }
function wp_cache_flush_runtime() { return true; }
function wp_cache_flush_group($group) { return wp_cache_flush(); }
function wp_cache_supports($feature) { return false; }
function wp_cache_close() { return true; }
function wp_cache_add_global_groups($groups) {}
function wp_cache_add_non_persistent_groups($groups) {}
function wp_cache_switch_to_blog($id) {}
function wp_cache_reset() {}
`;

test('what nobody asked to have removed is there again when the plugin is', async () => {
  const id = make(
    `Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '5', 'name' => 'Lena'], 'u' . $id);`,
  );
  const before = await read(id);
  site.php(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    deactivate_plugins('glassjar/glassjar.php');`);
  expect((await headOf(`${site.url}/wp-json/glassjar/v1/campaigns/${id}`)).status).toBe(404);
  // WordPress includes uninstall.php and deletes the folder; the folder is needed once more here.
  site.php(
    `define('WP_UNINSTALL_PLUGIN', 'glassjar/glassjar.php'); require WP_PLUGIN_DIR . '/glassjar/uninstall.php';`,
  );
  site.php(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $done = activate_plugin('glassjar/glassjar.php');
    if (is_wp_error($done)) { throw new Exception($done->get_error_message()); }`);
  site.php(`flush_rewrite_rules();`);
  const { live: _before, ...kept } = before;
  const { live: _after, ...again } = await read(id);
  expect(again).toEqual(kept);
});

test('keys are saved only when they look like some, are not loaded with each page, and stay when a form comes back empty', () => {
  const found = site.php(`
    $save = function ($value) { update_option('glassjar_stripe', $value); };
    require_once ABSPATH . 'wp-admin/includes/template.php';
    $save(['live_key' => 'rk_live_aaaaaaaaaaaaaaaa', 'live_secrets' => " whsec_aaaaaaaaaaaaaaaaaaaa \n whsec_bbbbbbbbbbbbbbbbbbbb ", 'evil' => 'x']);
    $save(['live_key' => '', 'live_secrets' => '', 'test_key' => 'rk_live_aaaaaaaaaaaaaaaa', 'test_secrets' => 'secret']);
    $first = [get_option('glassjar_stripe'), Glassjar\\Settings::hookSecrets(true), Glassjar\\Settings::key(false), isset(wp_load_alloptions(true)['glassjar_stripe'])];
    $save(['live_key' => '-', 'live_secrets' => '-']);
    return [$first, get_option('glassjar_stripe')];`);
  const secrets = ['whsec_aaaaaaaaaaaaaaaaaaaa', 'whsec_bbbbbbbbbbbbbbbbbbbb'];
  expect(found).toEqual([
    [{ live_key: 'rk_live_aaaaaaaaaaaaaaaa', live_secrets: secrets.join(' ') }, secrets, '', false],
    [],
  ]);
});

test('the plugin comes with the licences of what is built into it, and says how it is built', () => {
  const [licences, readme] = ['LICENSE-THIRD-PARTY.txt', 'readme.txt'].map((name) =>
    readFileSync(join(site.folder, 'wp-content/plugins/glassjar', name), 'utf8'),
  );
  for (const name of ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'lean-qr', '@stripe/stripe-js'])
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
  for (const holder of ['Google LLC', 'David Evans', 'Stripe'])
    expect(licences).toMatch(new RegExp(`^Copyright \\(c\\) \\d{4}.* ${holder}`, 'm'));
  expect(readme).toMatch(/^== Source code ==\n\n.*npm run build:wordpress/m);
});

test('WordPress’s own tools for personal data find the plugin’s', () => {
  expect(
    site.php(`return [
      isset(apply_filters('wp_privacy_personal_data_exporters', [])['glassjar']),
      isset(apply_filters('wp_privacy_personal_data_erasers', [])['glassjar']),
      Glassjar\\Privacy::export("' OR 1=1 --"), Glassjar\\Privacy::export(''),
    ];`),
  ).toEqual([true, true, { data: [], done: true }, { data: [], done: true }]);
});

test('attempts that nobody paid are forgotten, with the name that was written; what was paid is not', () => {
  expect(
    site.php(`
      global $wpdb;
      $ids = [];
      foreach (['begun', 'open', 'cancelled', 'failed', 'paid', 'disputed'] as $status) {
        $person = Glassjar\\People::add(1, ['name' => 'Lena']);
        $ids[] = Glassjar\\Store::insertNew('donations', ['reference' => "forget-$status-000000", 'campaign' => 1, 'intent' => $status, 'request' => 'x', 'amount' => 1, 'currency' => 'EUR', 'livemode' => 1,
          'return_url' => '', 'session_url' => '', 'status' => $status, 'paid' => in_array($status, ['paid', 'disputed'], true) ? 1 : 0, 'payment' => $status === 'begun' ? null : "pi_$status", 'person' => $person, 'created_at' => '2020-01-01T00:00:00Z', 'updated_at' => '2020-01-01T00:00:00Z']);
      }
      $before = (int) $wpdb->get_var('SELECT COUNT(*) FROM ' . Glassjar\\Store::table('people'));
      Glassjar\\Maintenance::daily();
      return [$wpdb->get_col('SELECT status FROM ' . Glassjar\\Store::table('donations') . " WHERE reference LIKE 'forget-%' ORDER BY id"), $before - (int) $wpdb->get_var('SELECT COUNT(*) FROM ' . Glassjar\\Store::table('people'))];`),
  ).toEqual([['paid', 'disputed'], 4]);
});

test('who asked for all to be removed has nothing left, in whatever status', () => {
  make();
  const left = site.php(`
    foreach (['trash', 'auto-draft', 'draft', 'of-another-plugin'] as $status) {
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'draft', 'post_title' => $status]);
      $GLOBALS['wpdb']->update($GLOBALS['wpdb']->posts, ['post_status' => $status], ['ID' => $id]);
      clean_post_cache($id);
    }
    set_transient('glassjar_stripe_trouble', 'x', 3600);
    define('WP_UNINSTALL_PLUGIN', 'glassjar/glassjar.php');
    Glassjar\\Install::remove();
    return [
      (int) $GLOBALS['wpdb']->get_var("SELECT COUNT(*) FROM {$GLOBALS['wpdb']->posts} WHERE post_type = 'glassjar_campaign'"),
      get_transient('glassjar_stripe_trouble'),
    ];`);
  expect(left).toEqual([0, false]);
});
