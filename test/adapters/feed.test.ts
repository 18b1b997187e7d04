import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fetchFeed } from '../../src/adapters/feed.ts';
import { GlassjarError } from '../../src/core/errors.ts';

const origin = 'https://blog.example';
const base = `${origin}/campaign/`;
const atom = readFileSync(new URL('../fixtures/feeds/blogger.atom', import.meta.url), 'utf8');

/** A fetch that answers so, and what it was asked. */
function server(body: BodyInit | null | (() => Promise<Response>), init: ResponseInit = {}) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = async (url: string, requestInit?: RequestInit): Promise<Response> => {
    asked.push({ url, init: requestInit });
    return typeof body === 'function' ? body() : new Response(body, init);
  };
  return { asked, options: { base, origin, fetch: fetch as unknown as typeof globalThis.fetch } };
}

const failure = async (promise: Promise<unknown>): Promise<GlassjarError> => {
  const error = await promise.then(
    () => undefined,
    (found: unknown) => found,
  );
  expect(error).toBeInstanceOf(GlassjarError);
  return error as GlassjarError;
};

describe('a feed', () => {
  test('is read from the page’s own site, without following to another', async () => {
    const { asked, options } = server(atom);
    const feed = await fetchFeed('../feed/', options);
    expect(feed.title).toBe('Lesezeichen & Co.');
    expect(asked).toHaveLength(1);
    expect(asked[0]!.url).toBe('https://blog.example/feed/');
    expect(asked[0]!.init).toMatchObject({ mode: 'same-origin' });
  });

  test.each([
    'https://elsewhere.example/feed',
    '//elsewhere.example/feed',
    'http://blog.example/feed',
    'https://blog.example:8443/feed',
    'data:text/xml,<rss/>',
    'http://[',
  ])('is not asked for at %s, and the author is told why', async (src) => {
    const { asked, options } = server(atom);
    const { code, message } = await failure(fetchFeed(src, options));
    expect(code).toBe('invalid');
    expect(message).toContain(`[glassjar] feed ${src}: only a feed of this page's own site (https://blog.example)`);
    expect(asked).toEqual([]);
  });

  test('is not taken from a base of another site either', async () => {
    const { asked, options } = server(atom);
    await failure(fetchFeed('feed.xml', { ...options, base: 'https://elsewhere.example/' }));
    expect(asked).toEqual([]);
  });

  test.each([
    [404, 'not-found'],
    [410, 'not-found'],
    [500, 'http'],
  ])('that answers %i is %s', async (status, code) => {
    const { options } = server('no', { status });
    expect(await failure(fetchFeed('/feed', options))).toMatchObject({ code });
  });

  test('that is a web page is told as such', async () => {
    const { options } = server('<!doctype html><html><body>Log in</body></html>');
    const { code, message } = await failure(fetchFeed('/feed', options));
    expect(code).toBe('invalid');
    expect(message).toContain('no JSON Feed, RSS or Atom');
  });

  test('that can’t be reached says where it was looked for', async () => {
    const { options } = server(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = await failure(fetchFeed('/feed', options));
    expect(error.code).toBe('network');
    expect(error.message).toContain('https://blog.example/feed');
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  test('that has no end is given up after 2 MB', async () => {
    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(256 * 1024));
      },
      cancel() {
        cancelled = true;
      },
    });
    const { options } = server(endless);
    expect(await failure(fetchFeed('/feed', options))).toMatchObject({ code: 'too-large' });
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThan(12);
  });

  test('that never comes is given up in time', async () => {
    const options = {
      base,
      origin,
      timeout: 20,
      fetch: ((_url: string, { signal }: RequestInit) =>
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)))) as typeof fetch,
    };
    expect(await failure(fetchFeed('/feed', options))).toMatchObject({ code: 'timeout' });
  });

  const latin = Uint8Array.from(
    Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><title>Müller</title></channel></rss>',
      'latin1',
    ),
  );
  test('is read in the encoding that its declaration names', async () => {
    expect((await fetchFeed('/feed', server(latin).options)).title).toBe('Müller');
  });

  test('is read in the encoding that the server names, which counts more', async () => {
    const utf8 = '<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><title>Müller</title></channel></rss>';
    const { options } = server(utf8, { headers: { 'content-type': 'application/xml; charset="utf-8"' } });
    expect((await fetchFeed('/feed', options)).title).toBe('Müller');
  });

  test('in an encoding that nobody knows is read as UTF-8', async () => {
    const { options } = server('<rss><channel><title>Müller</title></channel></rss>', {
      headers: { 'content-type': 'text/xml; charset=klingon' },
    });
    expect((await fetchFeed('/feed', options)).title).toBe('Müller');
  });
});
