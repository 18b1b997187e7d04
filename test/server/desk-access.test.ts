import { describe, expect, test } from 'vitest';
import { issue, login } from '../../src/server/desk/secrets.ts';
import { deskRoutes } from '../../src/server/routes/desk.ts';
import { mara, openDesk, openMara, origin, pageHeaders, type OpenDesk } from './desk-open.ts';

/** A request for each route, in which nothing but who asks could be wrong. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /login': { link: 'x'.repeat(43) },
  'POST /tokens': { label: 'import' },
  'PUT /campaigns/:id': { document: { ...mara, title: 'Mara!' } },
  'POST /campaigns/:id/publish': { isPublished: true },
  'POST /preview': { id: 'mara', document: mara },
  'POST /campaigns/:id/entries': { request: 'a-request', lines: [{ kind: 'gift', at: '2026-06-02', amount: '5.00' }] },
  'POST /campaigns/:id/entries/:number/reverse': { reason: 'void' },
  'POST /campaigns/:id/entries/:number/source': { source: 'bank' },
  'POST /campaigns/:id/entries/:number/name': { name: 'Lena M.', isPublic: true },
  'POST /campaigns/:id/entries/:number/give-back': {
    ...{ request: 'a-request', amount: '1.00', at: '2026-06-02', reason: 'refund' },
  },
};
const routes = deskRoutes.map(({ access, method, path }) => ({
  access,
  method,
  name: `${method} ${path}`,
  path: `/api${path.replace(':id', 'mara').replace(':number', '1').replace(':token', 'a'.repeat(64)).replace(':donation', 'a'.repeat(32))}`,
}));

const ask = (desk: OpenDesk, { method, name, path }: (typeof routes)[number], headers: Record<string, string>) =>
  desk.ask(method, path, { headers, ...(bodies[name] !== undefined && { body: bodies[name] }) });

async function withToken(): Promise<{ desk: OpenDesk; token: string; cookie: string }> {
  const desk = await openMara();
  const cookie = await desk.enter();
  const { json } = await desk.call('POST', '/tokens', { label: 'import' });
  return { desk, cookie, token: json['token'] as string };
}

describe('who may do what', () => {
  test('every route is tried below', () => {
    const needing = deskRoutes.filter(({ body }) => body).map(({ method, path }) => `${method} ${path}`);
    expect(needing.filter((name) => !(name in bodies))).toEqual([]);
    expect(routes.length).toBeGreaterThan(15);
  });

  describe.each(routes)('$name', (route) => {
    const { access, method } = route;
    const isOpen = access === 'open';

    test('without a login: 401, the same for whatever is missing or wrong', async () => {
      const { cookie, desk } = await withToken();
      const answers = [
        await ask(desk, route, pageHeaders),
        await ask(desk, route, { ...pageHeaders, cookie: `${cookie.split('=')[0]}=${'A'.repeat(43)}` }),
        await ask(desk, route, { ...pageHeaders, cookie: `${cookie.split('=')[0]}=x` }),
        await ask(desk, route, { ...pageHeaders, authorization: `Bearer ${'A'.repeat(43)}` }),
        await ask(desk, route, { ...pageHeaders, authorization: 'Basic eDp5' }),
        // A token is no session, and a session is no token.
        await ask(desk, route, { ...pageHeaders, authorization: `Bearer ${cookie.split('=')[1]}` }),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    test('from another page: 403, and nothing done', async () => {
      const { cookie, desk } = await withToken();
      const changes = method !== 'GET';
      const { origin: _own, ...silent } = pageHeaders;
      const foreign: Record<string, string>[] = [
        { ...pageHeaders, 'sec-fetch-site': 'cross-site' },
        { ...pageHeaders, 'sec-fetch-site': 'same-site' },
        { ...pageHeaders, origin: 'https://evil.example' },
        { ...silent, origin: 'null' },
        ...(changes
          ? [
              { origin, 'sec-fetch-site': 'same-origin' },
              { ...pageHeaders, 'sec-fetch-site': 'none' },
              { 'x-glassjar-desk': '1' },
            ]
          : []),
      ];
      const before = await desk.store.changes('mara', 10);
      for (const headers of foreign) {
        expect((await ask(desk, route, { ...headers, cookie })).status, JSON.stringify(headers)).toBe(403);
      }
      expect(await desk.store.changes('mara', 10)).toEqual(before);
      expect((await desk.call('GET', '/session')).status).toBe(200);
    });

    test('with a token: what scripts may do, and nothing else', async () => {
      const { desk, token } = await withToken();
      const { status } = await ask(desk, route, { authorization: `Bearer ${token}` });
      if (isOpen) expect(status).toBe(403);
      else if (access === 'session') expect(status).toBe(403);
      else expect([200, 201, 404, 409]).toContain(status);
    });

    test('no answer may be kept, framed, or read from elsewhere', async () => {
      const { cookie, desk } = await withToken();
      for (const headers of [{ ...pageHeaders, cookie }, {}]) {
        const answered = await ask(desk, route, headers as Record<string, string>);
        expect(answered.headers.get('cache-control')).toBe('no-store');
        expect(answered.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
        expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
        expect(answered.headers.get('access-control-allow-origin')).toBeNull();
      }
    });
  });
});

describe('the one-time link', () => {
  const enter = (desk: OpenDesk, link: string, headers: Record<string, string> = {}) =>
    desk.ask('POST', '/api/login', { body: { link }, headers: { ...pageHeaders, ...headers } });
  const linkOf = async (desk: OpenDesk): Promise<string> => (await login(desk.context)).split('#login=')[1]!;

  test('carries its secret where no server and no referrer sees it', async () => {
    const desk = await openDesk();
    expect(await login(desk.context)).toMatch(/^https:\/\/give\.example\.org\/admin#login=[\w-]{43}$/);
  });

  test('works once', async () => {
    const desk = await openDesk();
    const link = await linkOf(desk);
    expect((await enter(desk, link)).status).toBe(200);
    expect((await enter(desk, link)).status).toBe(401);
  });

  test('of twenty that come at once, one gets in', async () => {
    const desk = await openDesk();
    const link = await linkOf(desk);
    const all = await Promise.all(Array.from({ length: 8 }, () => enter(desk, link)));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('ends after half an hour', async () => {
    const desk = await openDesk();
    const link = await linkOf(desk);
    desk.now += 30 * 60_000;
    expect((await enter(desk, link)).status).toBe(401);
  });

  test('each is another one, and only its hash is kept', async () => {
    const desk = await openDesk();
    const [one, other] = [await linkOf(desk), await linkOf(desk)];
    expect(one).not.toBe(other);
    const kept = JSON.stringify(await desk.store.secrets('login'));
    expect(kept).not.toContain(one);
  });

  test('who tries too often waits; who has the link or a token gets in all the same', async () => {
    const desk = await openDesk();
    const link = await linkOf(desk);
    for (let tried = 0; tried < 10; tried++) expect((await enter(desk, 'x'.repeat(43))).status).toBe(401);
    const braked = await enter(desk, 'x'.repeat(43));
    expect(braked.status).toBe(429);
    expect(Number(braked.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await enter(desk, link)).status).toBe(200);
    const token = await issue(desk.context, 'token', 'import');
    const asked = async (secret: string): Promise<number> =>
      (await desk.ask('GET', '/api/campaigns', { headers: { authorization: `Bearer ${secret}` } })).status;
    expect([await asked(token), await asked('y'.repeat(43)), await asked(token)]).toEqual([200, 429, 200]);
    desk.now += 15 * 60_000;
    expect((await enter(desk, 'x'.repeat(43))).status).toBe(401);
  });

  test('is asked for in a kilobyte', async () => {
    const desk = await openDesk();
    const body = JSON.stringify({ link: 'x', more: 'x'.repeat(1024) });
    expect((await desk.ask('POST', '/api/login', { body, headers: pageHeaders })).status).toBe(413);
  });

  test.each(['', ' ', "' or 1=1 --", 'x'.repeat(200), '\u0000'])('%j is no link', async (link) => {
    expect((await enter(await openDesk(), link)).status).toBe(401);
  });

  test('no secret is ever logged', async () => {
    const desk = await openDesk();
    const link = await linkOf(desk);
    const cookie = (await enter(desk, link)).headers.get('set-cookie')!;
    expect(desk.logged.join()).not.toContain(link);
    expect(desk.logged.join()).not.toContain(/=([\w-]{43})/.exec(cookie)![1]);
  });
});

describe('a session', () => {
  test('its cookie is for this host alone, out of reach for scripts and other sites', async () => {
    const desk = await openDesk();
    const link = (await login(desk.context)).split('#login=')[1]!;
    const { headers } = await desk.ask('POST', '/api/login', { body: { link }, headers: pageHeaders });
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-glassjar-desk=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  test('without https it is no Secure cookie, which a browser would not keep', async () => {
    const desk = await openDesk('http://localhost:3000');
    const link = (await login(desk.context)).split('#login=')[1]!;
    const headers = { ...pageHeaders, origin: 'http://localhost:3000' };
    const answered = await desk.ask('POST', '/api/login', { body: { link }, headers });
    expect(answered.headers.get('set-cookie')).toMatch(/^glassjar-desk=[\w-]{43}; .*SameSite=Strict$/);
  });

  test('one that was planted before the login is not the one after it', async () => {
    const desk = await openDesk();
    const planted = await desk.enter();
    const link = (await login(desk.context)).split('#login=')[1]!;
    const { headers } = await desk.ask('POST', '/api/login', {
      body: { link },
      headers: { ...pageHeaders, cookie: planted },
    });
    expect(headers.get('set-cookie')).not.toContain(planted.split('=')[1]);
    expect((await desk.ask('GET', '/api/session', { headers: { cookie: planted } })).status).toBe(401);
  });

  test('two cookies of its name are none', async () => {
    const desk = await openDesk();
    const cookie = await desk.enter();
    const both = `${cookie}; ${cookie.split('=')[0]}=${'A'.repeat(43)}`;
    expect((await desk.ask('GET', '/api/session', { headers: { cookie: both } })).status).toBe(401);
  });

  test('ends after a week, and with a logout', async () => {
    const desk = await openDesk();
    await desk.enter();
    desk.now += 7 * 24 * 3_600_000 - 1;
    expect((await desk.call('GET', '/session')).status).toBe(200);
    desk.now += 1;
    expect((await desk.call('GET', '/session')).status).toBe(401);
    await desk.enter();
    const left = await desk.call('POST', '/logout');
    expect(left.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await desk.call('GET', '/session')).status).toBe(401);
  });
});

describe('a token', () => {
  test('is told once, listed by what it is for, and withdrawn', async () => {
    const { desk, token } = await withToken();
    const bearer = { authorization: `Bearer ${token}` };
    expect((await desk.ask('GET', '/api/campaigns', { headers: bearer })).status).toBe(200);
    const listed = await desk.call('GET', '/tokens');
    expect(listed.text).not.toContain(token);
    const [{ id, label } = { id: '', label: '' }] = listed.json['tokens'] as { id: string; label: string }[];
    expect(label).toBe('import');
    expect((await desk.call('DELETE', `/tokens/${id}`)).status).toBe(200);
    expect((await desk.ask('GET', '/api/campaigns', { headers: bearer })).status).toBe(401);
  });

  test('withdrawing takes tokens away, and never a session', async () => {
    const { cookie, desk } = await withToken();
    const { hashOf } = await import('../../src/server/desk/secrets.ts');
    expect((await desk.call('DELETE', `/tokens/${await hashOf(cookie.split('=')[1]!)}`)).status).toBe(404);
    expect((await desk.call('GET', '/session')).status).toBe(200);
  });

  test('what a script did stands in the log under its name', async () => {
    const { desk, token } = await withToken();
    await desk.ask('POST', '/api/campaigns/mara/publish', {
      body: { isPublished: true },
      headers: { authorization: `Bearer ${token}` },
    });
    expect((await desk.store.changes('mara', 1))[0]).toMatchObject({ what: 'publish', actor: 'token: import' });
  });

  test.each([
    ['the account', { bank: { holder: 'Mara Muster', iban: 'GB82WEST12345698765432' } }],
    ['its holder', { bank: { ...mara.give.bank, holder: 'Evil' } }],
    ['its BIC', { bank: { ...mara.give.bank, bic: 'COBADEFFXXX' } }],
    ['the links', { ...mara.give, links: [{ label: 'PayPal', url: 'https://paypal.example/evil' }] }],
    ['all ways at once, by taking them away', undefined],
  ])('does not change where money goes: %s', async (_what, give) => {
    const { desk, token } = await withToken();
    const { json } = await desk.call('GET', '/campaigns/mara');
    const answered = await desk.ask('PUT', '/api/campaigns/mara', {
      body: { document: { ...mara, give }, revision: json['revision'], confirmIban: '5432' },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answered.status).toBe(403);
    expect(answered.json.error?.message).toContain('in the desk');
    expect((await desk.store.getCampaign('mara'))?.document['give']).toEqual(mara.give);
  });

  test('makes no campaign that asks for money, and does the rest', async () => {
    const { desk, token } = await withToken();
    const put = (path: string, body: object) =>
      desk.ask('PUT', `/api/campaigns/${path}`, { body, headers: { authorization: `Bearer ${token}` } });
    const { give, ...without } = mara;
    expect((await put('other', { document: { ...mara, id: 'other' } })).status).toBe(403);
    const links = [{ label: 'PayPal', url: 'https://paypal.example/evil' }];
    expect((await put('other', { document: { ...without, id: 'other', give: { links } } })).status).toBe(403);
    expect((await put('other', { document: { ...without, id: 'other' } })).status).toBe(201);
    const { json } = await desk.call('GET', '/campaigns/mara');
    const document = { ...mara, title: 'Neu', give: { ...give, amounts: ['5.00'] } };
    expect((await put('mara', { document, revision: json['revision'] })).status).toBe(200);
  });
});

describe('what is asked', () => {
  test.each([
    ['text/plain', '{"isPublished":true}', 400],
    ['application/json', '{', 400],
    ['application/json', '{"isPublished":"true"}', 400],
    ['application/json', '{"isPublished":true,"role":"admin"}', 400],
    ['application/json', `"${'x'.repeat(4 * 1024 * 1024)}"`, 413],
  ])('%s %.40s is %i', async (type, body, status) => {
    const desk = await openMara();
    const cookie = await desk.enter();
    const headers = { ...pageHeaders, cookie, 'content-type': type };
    expect((await desk.ask('POST', '/api/campaigns/mara/publish', { body, headers })).status).toBe(status);
    expect((await desk.store.getCampaign('mara'))?.isPublished).toBe(false);
  });

  test.each(['?limit=', '?limit=0', '?limit=all', '?limit=501', '?before=-1', '?before=x'])(
    'a page of lines %s is refused, and never means all',
    async (query) => {
      const desk = await openMara();
      expect((await desk.call('GET', `/campaigns/mara/entries${query}`)).status).toBe(400);
    },
  );

  test.each(['/campaigns/nobody', '/campaigns/..%2f', '/campaigns/mara/entries/0/erase', '/nowhere'])(
    '%s is not there',
    async (path) => {
      const desk = await openMara();
      expect((await desk.call(path.endsWith('erase') ? 'POST' : 'GET', path)).status).toBe(404);
    },
  );

  test('a failure nobody foresaw says nothing of itself', async () => {
    const desk = await openMara();
    Object.assign(desk.store, { listCampaigns: () => Promise.reject(new Error('disk /var/lib/glassjar.db is full')) });
    const answered = await desk.call('GET', '/campaigns');
    expect(answered.status).toBe(500);
    expect(answered.text).not.toContain('glassjar.db');
    expect(desk.logged.join()).toContain('desk-failed');
  });

  test('the page is served with a policy that lets nothing else in', async () => {
    const desk = await openDesk();
    const { headers, status } = await desk.ask('GET', '');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*require-trusted-types-for 'script'/);
    expect((await desk.ask('GET', '/../secrets.js')).status).toBe(404);
  });
});
