/* A server behind a path of another site: PUBLIC_URL=https://example.org/jar. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { basePathOf, below } from '../../src/server/base-path.ts';
import { deskAt } from '../../src/server/desk/desk.ts';
import { login } from '../../src/server/desk/secrets.ts';
import { createHandler } from '../../src/server/handler.ts';
import { listenOn, nodeListener, type Listening } from '../../src/server/node.ts';
import { returnUrl } from '../../src/server/return-url.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

const publicUrl = 'https://example.org/jar';
let listening: Listening | undefined;
const closing = new AbortController();
afterEach(async () => {
  await listening?.close(100);
  listening = undefined;
});

async function start(address = publicUrl) {
  const store = await openSqlite(':memory:');
  const change = { at: new Date().toISOString(), actor: 'test', what: 'create' };
  const { entries: _entries, ...document } = bookCampaign({ sources: [] });
  await store.putCampaign({ id: 'mara', document, currency: 'EUR', isPublished: true }, 0, change);
  const handler = createHandler({
    ...{ store, payments: [], log: () => {}, publicUrl: address, signal: closing.signal },
    clock: { now: Date.now, after: () => () => {} },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    desk: deskAt(async (path) =>
      path === 'index.html' ? { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html' } : undefined,
    ),
  });
  listening = await listenOn(nodeListener(handler), 0, '127.0.0.1');
  return handler;
}
const ask = (path: string): Promise<{ status: number | undefined; location: string | undefined }> =>
  new Promise((answered, failed) => {
    request({ port: listening!.port, host: '127.0.0.1', path }, (response) => {
      response.resume();
      answered({ status: response.statusCode, location: response.headers.location });
    })
      .on('error', failed)
      .end();
  });

test.each([
  ['/jar', '/jar/campaigns/x?a=/jar', '/campaigns/x?a=/jar'],
  ['/jar', '/jar', '/'],
  ['/jar', '/jar/', '/'],
  ['/jar', '/jar?x', '/?x'],
  ['/jar', '/jars/x', '/jars/x'],
  ['/jar', '/campaigns/x', '/campaigns/x'],
  ['/jar', '/jar//evil', '//evil'],
  ['', '/jar/x', '/jar/x'],
])('below %j, %j is %j', (base, target, inner) => expect(below(base, target)).toBe(inner));

test.each([
  ['https://example.org', ''],
  ['https://example.org/', ''],
  ['https://example.org/jar', '/jar'],
  ['https://example.org/a/b/', '/a/b'],
])('the path of %j is %j', (address, base) => expect(basePathOf(address)).toBe(base));

describe('whether the web server before it leaves the path on or takes it off', () => {
  it.each(['/campaigns/mara', '/campaigns/mara/entries', '/health', '/openapi.json', '/admin', '/admin/api/session'])(
    '%s is answered',
    async (path) => {
      const handler = await start();
      const expected = path.endsWith('session') ? 401 : 200;
      for (const target of [path, `/jar${path}`]) {
        expect((await ask(target)).status, target).toBe(expected);
        // Out of memory, on the short way.
        expect((await ask(target)).status, target).toBe(expected);
        expect((await handler(new Request(`https://example.org${target}`))).status, target).toBe(expected);
      }
      expect((await ask(`/other${path}`)).status).toBe(404);
    },
  );

  it('bodies come along', async () => {
    const handler = await start();
    const body = JSON.stringify({ channel: 'mastodon' });
    const headers = { 'content-type': 'application/json' };
    for (const at of ['', '/jar']) {
      const answer = await handler(
        new Request(`https://example.org${at}/campaigns/mara/shares`, { method: 'POST', headers, body }),
      );
      expect(answer.status).toBe(204);
    }
  });

  it('a line of events opens', async () => {
    await start();
    const said = await new Promise<string>((answered) => {
      const socket = connect(listening!.port, '127.0.0.1', () =>
        socket.write('GET /jar/campaigns/mara/events HTTP/1.1\r\nHost: x\r\n\r\n'),
      );
      socket.on('data', (data) => {
        answered(data.toString());
        socket.destroy();
      });
    });
    expect(said).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*text\/event-stream/);
  });
});

describe('what is made to be asked for again has the path', () => {
  it.each([
    [publicUrl, '/jar/admin'],
    ['https://example.org', '/admin'],
  ])('%s: the root and the desk’s other addresses lead to %s', async (address, location) => {
    await start(address);
    for (const path of ['/', '/admin/', '/admin/index.html']) {
      expect(await ask(path), path).toEqual({ status: 302, location });
    }
    if (address === publicUrl)
      for (const path of ['/jar', '/jar/']) expect(await ask(path)).toEqual({ status: 302, location });
  });

  it('the link to log in, and the cookie, which is for this path alone', async () => {
    const handler = await start();
    const link = await login(handler.context);
    expect(link).toMatch(/^https:\/\/example\.org\/jar\/admin#login=/);
    const headers = {
      'content-type': 'application/json',
      'x-glassjar-desk': '1',
      origin: 'https://example.org',
      'sec-fetch-site': 'same-origin',
    };
    const body = JSON.stringify({ link: link.split('#login=')[1] });
    const entered = await handler(new Request(`${publicUrl}/admin/api/login`, { method: 'POST', headers, body }));
    const cookie = entered.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^__Secure-glassjar-desk=[\w-]{43}; Path=\/jar; .*Secure$/);
    const again = await handler(
      new Request(`${publicUrl}/admin/api/session`, { headers: { cookie: cookie.split(';')[0]! } }),
    );
    expect(await again.json()).toMatchObject({ publicUrl });
  });

  it('the way back of who has given', () => {
    const way = { wanted: '', campaignUrl: undefined, publicUrl, origins: [], reference: 'r' };
    expect(returnUrl(way)).toBe('https://example.org/jar?glassjar-donation=r');
  });
});
