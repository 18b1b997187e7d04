import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  expect(await read(id)).toMatchObject({ title: 'Mara' });
});

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
