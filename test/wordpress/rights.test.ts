import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from './lab/site.ts';

let site: Site;
let campaign: number;
/** What each logs in with: an application password. */
let users: Record<string, string>;

beforeAll(async () => {
  site = await startSite();
  const made = site.php<{ campaign: number; users: Record<string, string> }>(`
    $users = [];
    foreach (['subscriber', 'contributor', 'author', 'editor', 'administrator'] as $role) {
      $id = wp_insert_user(['user_login' => "a-$role", 'user_pass' => 'x', 'user_email' => "$role@example.test", 'role' => $role]);
      $users[$role] = "a-$role:" . WP_Application_Passwords::create_new_application_password($id, ['name' => 'lab'])[0];
    }
    $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Mara']);
    Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
    return ['campaign' => $id, 'users' => $users];`);
  ({ campaign, users } = made);
});
afterAll(async () => {
  const said = site.debugLog();
  await site.stop();
  expect(said, 'debug.log').toBe('');
});

const as = (role: string): Record<string, string> =>
  users[role] ? { authorization: `Basic ${Buffer.from(users[role]).toString('base64')}` } : {};

async function call(
  method: string,
  path: string,
  role: string,
  body: unknown = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${site.url}/wp-json${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-${role}-${path}-0001`, ...as(role) },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const everyone = ['nobody', 'subscriber', 'contributor', 'author', 'editor', 'administrator'];
const money = ['administrator'];
const news = ['editor', 'administrator'];

/** Who may call what that changes something. A route that is not here fails the test: nobody has thought about it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/entries': money,
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/entries/(?P<entry>e[0-9a-f]{16})/reverse': money,
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/import': money,
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/news': news,
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/updates': news,
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/check': news,
  // Not by role: by the page it comes from, and by Stripe's signature.
  'POST /glassjar/v1/campaigns/(?P<id>\\d{1,18})/donations': [],
  'POST /glassjar/v1/stripe': [],
};

describe('every route that changes something', () => {
  const refusals: Readonly<Record<string, readonly number[]>> = { 'POST /glassjar/v1/stripe': [503] };

  test('is known here, and none is open to all', () => {
    const routes = site.php<{ route: string; methods: string[]; open: boolean }[]>(`
      $found = [];
      foreach (rest_get_server()->get_routes('glassjar/v1') as $route => $handlers) {
        foreach ($handlers as $handler) {
          $methods = array_values(array_diff(array_keys($handler['methods']), ['GET', 'HEAD']));
          if ($route !== '/glassjar/v1' && $methods !== []) {
            $found[] = ['route' => $route, 'methods' => $methods, 'open' => ($handler['permission_callback'] ?? '__return_true') === '__return_true'];
          }
        }
      }
      return $found;`);
    const names = routes.flatMap(({ methods, route }) => methods.map((method) => `${method} ${route}`));
    expect(names.toSorted()).toEqual(Object.keys(allowed).toSorted());
    expect(routes.filter(({ open }) => open)).toEqual([]);
  });

  test.each(Object.keys(allowed))('%s', async (name) => {
    const [method = '', pattern = ''] = name.split(' ');
    const path = pattern
      .replace('(?P<id>\\d{1,18})', String(campaign))
      .replace('(?P<entry>e[0-9a-f]{16})', `e${'0'.repeat(16)}`);
    for (const role of everyone) {
      const { status } = await call(method, path, role);
      if (allowed[name]!.includes(role)) expect([role, status]).not.toEqual([role, expect.toBeOneOf([401, 403])]);
      else expect(refusals[name] ?? [role === 'nobody' ? 401 : 403, 403], `${role}: ${status}`).toContain(status);
    }
  });

  test('of reading, too: the books and the news of a draft are for those who keep them', async () => {
    const draft = site.php<number>(
      `return wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'draft', 'post_title' => 'Entwurf']);`,
    );
    for (const role of everyone) {
      const { status } = await call('GET', `/glassjar/v1/campaigns/${campaign}/news`, role);
      expect(['news', role, status]).toEqual(['news', role, news.includes(role) ? 200 : role === 'nobody' ? 401 : 403]);
      const entries = await call('GET', `/glassjar/v1/campaigns/${draft}/entries`, role);
      expect(['entries', role, entries.status]).toEqual(['entries', role, money.includes(role) ? 200 : 404]);
    }
    site.php(`wp_delete_post(${draft}, true);`);
  });
});

describe('WordPress’s own routes for campaigns', () => {
  test('give nobody a right that a role has not: an author makes none, an editor writes the story and publishes none', async () => {
    const wanted: Readonly<Record<string, number>> = {
      nobody: 401,
      subscriber: 403,
      contributor: 403,
      author: 403,
      administrator: 201,
    };
    for (const [role, expected] of Object.entries(wanted)) {
      const { status } = await call('POST', '/wp/v2/glassjar_campaign', role, { title: 'x', status: 'publish' });
      expect([role, status]).toEqual([role, expected]);
    }
    const story = await call('POST', `/wp/v2/glassjar_campaign/${campaign}`, 'editor', { content: 'A story' });
    expect(story.status).toBe(200);
    const { status } = await call('POST', '/wp/v2/glassjar_campaign', 'editor', { title: 'x', status: 'publish' });
    expect(status).toBe(403);
    expect((await call('DELETE', `/wp/v2/glassjar_campaign/${campaign}`, 'editor')).status).toBe(403);
  });

  test('let nobody change how a campaign stands in public who may not publish, by whatever way, and the story all the same', async () => {
    const stands = (): unknown =>
      site.php(
        `$post = get_post(${campaign}); return [$post->post_status, $post->post_date, $post->post_password, $post->post_name, $post->post_author];`,
      );
    const before = stands();
    const route = `/wp/v2/glassjar_campaign/${campaign}`;
    const author = site.php<number>(`return get_user_by('login', 'a-author')->ID;`);
    for (const change of [
      { status: 'draft' },
      { status: 'pending' },
      { status: 'private' },
      { status: 'future', date: '2031-01-01T00:00:00' },
      { date: '2020-01-01T00:00:00' },
      { date_gmt: '2031-01-01T00:00:00' },
      { password: 'x' },
      { slug: 'elsewhere' },
      { author },
    ]) {
      const { body, status } = await call('POST', route, 'editor', { ...change, title: 'Not saved' });
      expect([change, status]).toEqual([change, 403]);
      expect(JSON.stringify(body)).toMatch(/only who may publish|not allowed|not permitted|Sorry/);
    }
    expect((await call('DELETE', `${route}?force=true`, 'editor')).status).toBe(403);
    expect(stands()).toEqual(before);
    for (const way of ['program', 'xmlrpc', 'admin'] as const) {
      const said = site.php<string>(`
        wp_set_current_user(get_user_by('login', 'a-editor')->ID);
        add_filter('wp_die_handler', $die = static function () { return static function ($message) { throw new Exception(is_string($message) ? $message : 'x'); }; });
        if ('${way}' === 'xmlrpc') { define('XMLRPC_REQUEST', true); add_filter('wp_die_xmlrpc_handler', $die); }
        if ('${way}' === 'admin') { require_once ABSPATH . 'wp-admin/includes/class-wp-screen.php'; require_once ABSPATH . 'wp-admin/includes/screen.php'; set_current_screen('edit'); }
        $said = [];
        foreach (['post_status' => 'draft', 'post_date' => '2020-01-01 00:00:00', 'post_password' => 'x', 'post_name' => 'y', 'post_author' => ${author}] as $column => $value) {
          try { wp_update_post(['ID' => ${campaign}, $column => $value, 'edit_date' => true]); } catch (Exception $refused) { $said[] = $refused->getMessage(); }
        }
        return implode(' ', $said);`);
      expect(said.match(/only who may publish/g)?.length ?? 0, way).toBe(way === 'program' ? 0 : 5);
      expect(stands(), way).toEqual(before);
    }
    expect(
      (
        await call('POST', route, 'editor', {
          content: 'A new story',
          excerpt: 'Short',
          title: 'Mara',
          status: 'publish',
        })
      ).status,
    ).toBe(200);
    expect((await call('POST', route, 'administrator', { status: 'draft' })).status).toBe(200);
    expect((await call('POST', route, 'editor', { status: 'pending' })).status).toBe(200);
    expect((await call('POST', route, 'editor', { status: 'draft' })).status).toBe(200);
    expect((await call('POST', route, 'administrator', { status: 'publish' })).status).toBe(200);
    expect((stands() as string[])[0]).toBe('publish');
  });

  test('don’t show and don’t take the data of a campaign: a bank account is changed only where that right is asked for', async () => {
    const before = site.php(`return get_post_meta(${campaign}, '_glassjar_document', true);`);
    for (const role of ['editor', 'administrator']) {
      const evil = { give: { bank: { holder: 'Eve', iban: 'DE89370400440532013000' } } };
      await call('POST', `/wp/v2/glassjar_campaign/${campaign}`, role, {
        meta: { _glassjar_document: JSON.stringify(evil) },
      });
      const { body } = await call('GET', `/wp/v2/glassjar_campaign/${campaign}?context=edit`, role);
      expect(JSON.stringify(body)).not.toContain('_glassjar_');
    }
    expect(site.php(`return get_post_meta(${campaign}, '_glassjar_document', true);`)).toBe(before);
    const may = site.php<boolean[]>(`
      $may = [];
      foreach (['editor', 'administrator'] as $role) {
        wp_set_current_user(get_user_by('login', "a-$role")->ID);
        foreach (['_glassjar_document', '_glassjar_news', '_glassjar_options'] as $key) { $may[] = current_user_can('edit_post_meta', ${campaign}, $key); }
      }
      return $may;`);
    expect(may).toEqual([false, true, false, true, true, true]);
  });
});

describe('the books over REST', () => {
  const entries = async (): Promise<Record<string, unknown>[]> =>
    (
      (await call('GET', `/glassjar/v1/campaigns/${campaign}/entries?limit=500`, 'administrator')).body as {
        entries: Record<string, unknown>[];
      }
    ).entries.toReversed();
  const post = (path: string, body: unknown, key: string) =>
    fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${campaign}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, ...as('administrator') },
      body: JSON.stringify(body),
    });
  const gift = { at: '2026-05-22', flow: 'gift+', amount: '50.00', name: 'Lena M.' };

  test('take an entry once, and take it back by one of its own, in parts, and no more than there is', async () => {
    const before = (await entries()).length;
    const added = await Promise.all(Array.from({ length: 5 }, () => post('entries', gift, 'one-gift-0001')));
    const ids = await Promise.all(added.map(async (answer) => ((await answer.json()) as { id: string }).id));
    expect(new Set(ids).size).toBe(1);
    expect((await entries()).length).toBe(before + 1);
    const [id] = ids;
    expect((await post(`entries/${id}/reverse`, { amount: '20.00', reason: 'refund' }, 'back-00001')).status).toBe(200);
    expect((await post(`entries/${id}/reverse`, { amount: '30.01' }, 'back-00002')).status).toBe(400);
    expect((await post(`entries/${id}/reverse`, {}, 'back-00003')).status).toBe(200);
    expect((await post(`entries/${id}/reverse`, {}, 'back-00004')).status).toBe(400);
    expect((await entries()).slice(before).map(({ amount, flow }) => [flow, amount])).toEqual([
      ['gift+', '50.00'],
      ['gift-', '20.00'],
      ['gift-', '30.00'],
    ]);
  });

  test('don’t take back what came through a payment: that comes from the provider', async () => {
    const { id } = site.php<{ id: string }>(
      `return Glassjar\\Books::add(${campaign}, ['at' => '2026-05-22', 'flow' => 'gift+', 'amount' => '50'], 'paid-one', 7);`,
    );
    const before = await entries();
    const back = { ...gift, flow: 'gift-', reason: 'refund', reverses: id };
    expect((await post('entries', back, 'back-paid-1')).status).toBe(400);
    expect((await post(`entries/${id}/reverse`, {}, 'back-paid-2')).status).toBe(400);
    expect(await entries()).toEqual(before);
  });

  test('know a key again for the same entry of the same campaign only', async () => {
    const key = `one-key-${'x'.repeat(140)}`;
    const { id } = (await (await post('entries', gift, key)).json()) as { id: string };
    expect(await (await post('entries', gift, key)).json()).toEqual({ id, isNew: false });
    const before = await entries();
    for (const change of [{ amount: '50.01' }, { flow: 'sale+' }, { at: '2026-05-23' }])
      expect((await post('entries', { ...gift, ...change }, key)).status).toBe(409);
    expect((await post(`entries/${id}/reverse`, {}, key)).status).toBe(409);
    expect((await post(`entries/${id}/reverse`, { amount: '20.00' }, 'key-of-back')).status).toBe(200);
    expect((await post(`entries/${id}/reverse`, { amount: '20.00' }, 'key-of-back')).status).toBe(200);
    expect((await post(`entries/${id}/reverse`, { amount: '21.00' }, 'key-of-back')).status).toBe(409);
    expect((await entries()).length).toBe(before.length + 1);

    const other = site.php<number>(`
      $id = wp_insert_post(['post_type' => 'glassjar_campaign', 'post_status' => 'publish', 'post_title' => 'Nino']);
      Glassjar\\Campaign::save($id, ['currency' => 'EUR']);
      return $id;`);
    const there = await post(`../${other}/entries`, gift, key);
    expect(await there.json()).toMatchObject({ isNew: true });
  });

  test.each([
    ['no amount', { ...gift, amount: undefined }],
    ['an amount as people write it', { ...gift, amount: '50,00' }],
    ['a number', { ...gift, amount: 50 }],
    ['nothing', { ...gift, amount: '0.00' }],
    ['less', { ...gift, amount: '-5.00' }],
    ['no such day', { ...gift, at: '2026-02-30' }],
    ['no such flow', { ...gift, flow: 'gift' }],
    ['no such reason', { ...gift, reason: 'bribe' }],
    ['something to take back that is not there', { ...gift, flow: 'gift-', reverses: 'e0000000000000000' }],
    ['a list', [gift]],
    ['nothing at all', null],
  ])('refuse %s', async (name, entry) => {
    const before = await entries();
    expect((await post('entries', entry, `bad-${name}`.replaceAll(' ', '-'))).status).toBe(400);
    expect(await entries()).toEqual(before);
  });

  test('take texts as texts, whatever is in them', async () => {
    const hostile = [
      `'); DROP TABLE wp_users; --`,
      'O:8:"stdClass":0:{}',
      '<script>alert(1)</script>',
      '%s %d %1$s',
      '\\\\0 \\n',
      '😀',
    ];
    for (const [index, label] of hostile.entries()) {
      expect((await post('entries', { ...gift, label, name: label, message: label }, `hostile-${index}`)).status).toBe(
        200,
      );
      expect((await entries()).at(-1)).toMatchObject({ label, name: label, message: label });
    }
  });

  test('and the news take updates in order, and nothing that is wrong', async () => {
    expect((await post('updates', { title: 'One', text: 'a' }, 'x'.repeat(8))).status).toBe(200);
    expect(
      (await post('updates', { title: 'Two', at: '2026-05-23', url: 'https://example.org' }, 'x'.repeat(8))).status,
    ).toBe(200);
    expect((await post('updates', { title: 'Bad', url: 'javascript:alert(1)' }, 'x'.repeat(8))).status).toBe(400);
    const document = (await (await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${campaign}`)).json()) as {
      updates: { title: string }[];
    };
    expect(document.updates.map(({ title }) => title)).toEqual(['Two', 'One']);
    expect(
      (await post('news', { updates: [], press: [{ outlet: 'Paper' }], entries: [gift] }, 'x'.repeat(8))).status,
    ).toBe(200);
    expect(await (await fetch(`${site.url}/wp-json/glassjar/v1/campaigns/${campaign}`)).json()).toMatchObject({
      press: [{ outlet: 'Paper' }],
    });
  });
});
