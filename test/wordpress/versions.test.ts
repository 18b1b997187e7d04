import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAdapter } from '../../src/adapters/server.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { casesOf } from '../long.ts';
import { type StandIn, startStandIn } from '../e2e/stripe/standin.ts';
import type { Core } from './lab/core.ts';
import { hasDebianCores, whyNot } from './lab/packages.ts';
import { headOf, startSite, type Site } from './lab/site.ts';
import { deliver, event, id, liveKey, liveSecret } from './lab/stripe.ts';

/* The oldest WordPress that is promised, on the database that most have, and the newest ones: a short walk through everything. */
const every: readonly { core: Core; db: 'sqlite' | 'mariadb'; version: RegExp }[] = [
  { core: 'bookworm', db: 'mariadb', version: /^6\.1\./ },
  { core: 'trixie', db: 'sqlite', version: /^6\.8\./ },
  // Debian's unstable moves; the newest there is.
  { core: 'sid', db: 'mariadb', version: /^[7-9]\./ },
];
// What is as it was promised longest; all other files stand on 6.5.
const legs = casesOf(every, every.slice(0, 1));

const can = legs.filter(({ db }) => hasDebianCores() && !whyNot(db === 'mariadb'));
for (const { core } of legs.filter((leg) => !can.includes(leg)))
  test.skip(`WordPress of ${core}: not on this machine`, () => {});

describe.each(can)('WordPress of $core on $db', ({ core, db, version }) => {
  let site: Site;
  let stripe: StandIn;

  beforeAll(async () => {
    site = await startSite({ core, db });
    stripe = await startStandIn(liveSecret, () => '');
    site.define({
      GLASSJAR_STRIPE_API: `http://127.0.0.1:${stripe.port}`,
      GLASSJAR_STRIPE_LIVE_KEY: liveKey,
      GLASSJAR_STRIPE_LIVE_SECRETS: liveSecret,
    });
  });
  afterAll(async () => {
    const said = site.debugLog();
    const asked = site.outgoing();
    await stripe.close();
    await site.stop();
    expect(said, 'debug.log').toBe('');
    expect(asked, 'requests to other hosts').toBe('');
  });

  test('a post with a shortcode and a block has both, their words, one style sheet and one module', async () => {
    const [url, campaign] = site.php<[string, number]>(`
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Erste']);
      Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'sources' => [['id' => 'bank', 'raised' => '5']]]);
      $post = wp_insert_post(['post_type' => 'post', 'post_status' => 'publish', 'post_title' => 'Post',
        'post_content' => '[glassjar]' . PHP_EOL . PHP_EOL . '<!-- wp:glassjar/counter {"noDetails":true} /-->']);
      return [get_permalink($post), $id];`);
    const html = await (await fetch(url)).text();
    expect(html).toMatch(/<glassjar-panel[^>]*><p>.*€5.*<\/glassjar-panel>/s);
    expect(html).toContain('<glassjar-counter no-details');
    // 6.1 prints single quotes, 7.1 the id before the src: all of them a module.
    const scripts = html.match(/<script[^>]*\/glassjar\.js[^>]*>/g) ?? [];
    expect(scripts).toHaveLength(1);
    expect(scripts[0]).toMatch(/ type=["']module["']/);
    expect(html.match(/<link[^>]*\/glassjar\.css[^>]*>/g)).toHaveLength(1);
    const script = /src=["']([^"']+)/.exec(scripts[0]!)?.[1] ?? '';
    // The very address by which the parts import it.
    const part = await (await fetch(script.replace('glassjar.js', 'chunks/donate.js'))).text();
    expect(part).toContain(`"../${script.split('/').at(-1)}"`);
    expect((await headOf(script)).headers.get('content-type')).toContain('javascript');
    site.php(`wp_delete_post(${campaign}, true);`);
  });

  test('a campaign, its books, a gift by card, told thirty times at once, and an end of it all', async () => {
    expect(site.version).toMatch(version);
    const campaign = site.php<number>(`
      update_option('glassjar_settings', ['live' => true, 'removeAll' => true]);
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Ein Buch für Mara 😀']);
      Glassjar\\Campaign::save($id, ['currency' => 'EUR', 'sources' => [['id' => 'bank', 'label' => 'Konto']]]);
      Glassjar\\Campaign::saveOptions($id, ['card' => true]);
      Glassjar\\Books::add($id, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '50', 'source' => 'bank', 'name' => 'Łena 😀'], 'a');
      return $id;`);
    const adapter = serverAdapter({
      url: `${site.url}/wp-json/glassjar/v1/campaigns/${campaign}`,
      fetch: (url, init) => {
        const headers = new Headers(init?.headers);
        headers.set('origin', site.url);
        return fetch(url, { ...init, headers });
      },
    });
    const before = await adapter.getCampaign();
    expect(before.problems).toEqual([]);
    expect(before.campaign).toMatchObject({ title: 'Ein Buch für Mara 😀', entries: [{ name: 'Łena 😀' }] });
    expect(totalsOf(before.campaign).raised?.minor).toBe(5000);

    const amount = { minor: 2500, currency: 'EUR' };
    const key = 'a-key-of-the-attempt-0001';
    const steps = await Promise.all(
      Array.from({ length: 5 }, () => adapter.startDonation!({ key, amount, returnUrl: site.url, name: 'Jo' })),
    );
    expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBe(1);
    expect(stripe.sessions.size).toBe(1);
    const [session] = [...stripe.sessions.values()];
    const payment_intent = id('pi_');
    const events = [
      event('checkout.session.completed', { ...session, payment_status: 'paid', payment_intent }),
      event('refund.created', { id: id('re_'), amount: 1000, currency: 'eur', payment_intent, status: 'succeeded' }),
      event('refund.created', { id: id('re_'), amount: 500, currency: 'eur', payment_intent, status: 'succeeded' }),
    ];
    const sent = await Promise.all(Array.from({ length: 30 }, (_, index) => deliver(site.url, events[index % 3]!)));
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
    const { campaign: after } = await adapter.getCampaign();
    expect(totalsOf(after)).toMatchObject({ raised: { minor: 6000 }, entries: 4, discrepancies: [] });
    expect(await adapter.getDonation!(session!.metadata['donation']!)).toMatchObject({ status: 'paid', amount });

    const findings = site.php<Record<string, { status: string; text: string }>>(`
      require_once ABSPATH . 'wp-admin/includes/plugin.php';
      return Glassjar\\SiteHealth::findings();`);
    // No HTTPS in the lab; all else is well.
    expect(
      Object.entries(findings)
        .filter(([, { status }]) => status !== 'good')
        .map(([name]) => name),
    ).toEqual(['https']);

    const left = site.php<{ tables: string[]; options: string[]; posts: string; caps: string[] }>(`
      require_once ABSPATH . 'wp-admin/includes/plugin.php';
      require_once ABSPATH . 'wp-admin/includes/file.php';
      deactivate_plugins('glassjar/glassjar.php');
      uninstall_plugin('glassjar/glassjar.php');
      global $wpdb;
      wp_cache_flush();
      return [
        'tables' => $wpdb->get_col("SHOW TABLES LIKE '%glassjar%'"),
        'options' => $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%glassjar%'"),
        'posts' => $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->posts WHERE post_type LIKE 'glassjar%'"),
        'caps' => array_values(array_filter(array_keys(get_role('administrator')->capabilities), function ($cap) { return strpos($cap, 'glassjar') !== false; })),
      ];`);
    expect(left).toEqual({ tables: [], options: [], posts: '0', caps: [] });
  });
});
