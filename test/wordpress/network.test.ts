import { afterAll, beforeAll, expect, test } from 'vitest';
import { headOf, startSite, type Site } from './lab/site.ts';

/* A network of sites (multisite): each keeps books of its own. */
let site: Site;

beforeAll(async () => {
  site = await startSite({ plugin: true });
  const domain = new URL(site.url).host;
  site.php(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    require_once ABSPATH . 'wp-admin/includes/upgrade.php';
    require_once ABSPATH . 'wp-admin/includes/network.php';
    deactivate_plugins('glassjar/glassjar.php');
    foreach ($GLOBALS['wpdb']->tables('ms_global') as $table => $prefixed) { $GLOBALS['wpdb']->$table = $prefixed; }
    install_network();
    $done = populate_network(1, '${domain}', 'admin@example.test', 'Lab', '/', false);
    if (is_wp_error($done) && $done->get_error_code() !== 'no_wildcard_dns') { throw new Exception($done->get_error_message()); }`);
  site.define({
    MULTISITE: true,
    SUBDOMAIN_INSTALL: false,
    DOMAIN_CURRENT_SITE: domain,
    PATH_CURRENT_SITE: '/',
    SITE_ID_CURRENT_SITE: 1,
    BLOG_ID_CURRENT_SITE: 1,
  });
  site.php(`
    require_once ABSPATH . 'wp-admin/includes/plugin.php';
    $id = wpmu_create_blog('${domain}', '/second/', 'Second', 1, ['public' => 1], 1);
    if (is_wp_error($id)) { throw new Exception($id->get_error_message()); }
    // A port is no part of a domain to WordPress, which drops its colon.
    $GLOBALS['wpdb']->update($GLOBALS['wpdb']->blogs, ['domain' => '${domain}'], ['blog_id' => $id]);
    clean_blog_cache($id);
    switch_to_blog($id); update_option('permalink_structure', '/%postname%/'); restore_current_blog();
    $done = activate_plugin('glassjar/glassjar.php', '', true);
    if (is_wp_error($done)) { throw new Exception($done->get_error_message()); }`);
});
afterAll(async () => {
  const said = site.debugLog();
  await site.stop();
  expect(said, 'debug.log').toBe('');
});

const tables = (): string[] =>
  site.php<string[]>(`return $GLOBALS['wpdb']->get_col("SHOW TABLES LIKE '%glassjar_entries'");`);
const read = async (path: string, id: number): Promise<Record<string, unknown>> =>
  (await (await fetch(`${site.url}${path}wp-json/glassjar/v1/campaigns/${id}`)).json()) as Record<string, unknown>;

test('each site gets its tables with its first request, and the books of one are not another’s', async () => {
  await headOf(`${site.url}/second/wp-json/`);
  expect(tables().toSorted()).toEqual(['wp_2_glassjar_entries', 'wp_glassjar_entries']);
  const make = (blog: number): number =>
    site.php<number>(`
      switch_to_blog(${blog});
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Of ${blog}', 'import_id' => 500]);
      Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
      Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '${blog}'], 'k');
      return $id;`);
  expect([make(1), make(2)]).toEqual([500, 500]);
  expect(await read('/', 500)).toMatchObject({ title: 'Of 1', entries: [{ amount: '1.00' }] });
  expect(await read('/second/', 500)).toMatchObject({ title: 'Of 2', entries: [{ amount: '2.00' }] });
});

test('tables of before get the columns of what banks say with the first request to each site; their entries stay', async () => {
  const columns = (blog: number): string[] =>
    site.php<string[]>(
      `switch_to_blog(${blog}); return $GLOBALS['wpdb']->get_col('SHOW COLUMNS FROM ' . Glassjar\\Store::table('entries'));`,
    );
  const before = site.php<string[][]>(`
    $left = [];
    foreach ([1, 2] as $blog) {
      switch_to_blog($blog);
      $table = Glassjar\\Store::table('entries');
      foreach (['DROP INDEX reference', 'DROP COLUMN bank_id', 'DROP COLUMN origin', 'DROP COLUMN reference'] as $change) { $GLOBALS['wpdb']->query("ALTER TABLE $table $change"); }
      $left[] = $GLOBALS['wpdb']->get_col("SHOW COLUMNS FROM $table");
      update_option('glassjar_schema', 4);
      restore_current_blog();
    }
    return $left;`);
  for (const left of before) expect(left).not.toContain('bank_id');
  for (const path of ['/', '/second/']) await headOf(`${site.url}${path}wp-json/`);
  for (const blog of [1, 2]) expect(columns(blog)).toEqual(expect.arrayContaining(['bank_id', 'origin', 'reference']));
  expect(await read('/second/', 500)).toMatchObject({ entries: [{ amount: '2.00' }] });
});

test('what a request has read of one site is not another’s', () => {
  expect(
    site.php(`
      $of = function ($blog) { switch_to_blog($blog); $title = Glassjar\\Front\\Renderer::facts(500)->campaign['title']; restore_current_blog(); return $title; };
      return [$of(1), $of(2), $of(1)];`),
  ).toEqual(['Of 1', 'Of 2', 'Of 1']);
});

test('a site that is deleted takes its tables along, and no others', () => {
  site.php(`require_once ABSPATH . 'wp-admin/includes/ms.php'; wpmu_delete_blog(2, true);`);
  expect(tables()).toEqual(['wp_glassjar_entries']);
});
