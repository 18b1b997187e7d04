import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { authorDe } from '../../src/core/author-words.de.ts';
import { authorEn } from '../../src/core/author-words.en.ts';
import type { GlassjarError } from '../../src/core/errors.ts';
import { jsonAdapter } from '../../src/adapters/json.ts';
import { adapterContract } from '../contracts/adapter.contract.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A real server whose one answer a test writes. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/kai.json`;
}

const failing = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  timeout = 8000,
): Promise<unknown> =>
  jsonAdapter({ url: await serve(answer), timeout })
    .getCampaign()
    .catch((error: unknown) => error);

describe('json adapter', () => {
  adapterContract(async (document) => {
    let text = JSON.stringify(document);
    const url = await serve((_request, response) => response.setHeader('content-type', 'application/json').end(text));
    return {
      adapter: jsonAdapter({ url }),
      change: (next) => {
        text = JSON.stringify(next);
      },
    };
  });

  it('asks conditionally and takes a 304 for unchanged', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.setHeader('etag', '"1"').end(JSON.stringify(bookCampaign()));
    });
    const adapter = jsonAdapter({ url });
    const first = await adapter.getCampaign();
    expect(await adapter.getCampaign()).toBe(first);
    expect(asked).toEqual([undefined, '"1"']);
  });

  it('resolves relative links against where the file really was', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/kai.json') response.writeHead(302, { location: '/2015/kai.json' }).end();
      else response.end(JSON.stringify(bookCampaign({ url: './story' })));
    });
    const { campaign } = await jsonAdapter({ url }).getCampaign();
    expect(campaign.url).toBe(new URL('/2015/story', url).href);
  });

  it('takes a byte-order mark', async () => {
    const url = await serve((_request, response) => response.end(`\uFEFF${JSON.stringify(bookCampaign())}`));
    expect((await jsonAdapter({ url }).getCampaign()).problems).toEqual([]);
  });

  it('invents no date for figures that name none', async () => {
    const url = await serve((_request, response) =>
      response
        .setHeader('last-modified', 'Fri, 22 May 2015 12:50:00 GMT')
        .end('{"glassjar":1,"title":"A","currency":"EUR"}'),
    );
    expect((await jsonAdapter({ url }).getCampaign()).campaign.asOf).toBeUndefined();
  });

  it('tells a missing file from a failing server', async () => {
    expect(await failing((_request, response) => response.writeHead(404).end())).toMatchObject({ code: 'not-found' });
    expect(await failing((_request, response) => response.writeHead(503).end())).toMatchObject({
      code: 'http',
      message: expect.stringContaining('503'),
    });
  });

  describe('says in both languages what to do about', () => {
    /** What is said of an address written into a page, when a host answers so. */
    const said = async (src: string, page: string, answer?: (url: string) => Response): Promise<[string, string]> => {
      const fetch = (async (url: string) => {
        if (answer) return answer(url);
        throw new TypeError('Failed to fetch');
      }) as typeof globalThis.fetch;
      const error = (await jsonAdapter({ url: src, base: page, fetch })
        .getCampaign()
        .catch((failure: unknown) => failure)) as GlassjarError;
      expect(error.message).toBe(`[glassjar] ${error.say!(authorEn)}`);
      const german = error.say!(authorDe);
      expect(german).not.toMatch(/undefined|could|look |there is/);
      return [error.message, german];
    };
    const gone = (): Response => new Response('', { status: 404 });
    const page = (): Response =>
      new Response('<!doctype html><title>Login</title>', { headers: { 'content-type': 'text/html' } });
    const blog = 'https://blog.example/2026/help/?x=1';

    it('a file that is missing: the address that was asked, and what it was resolved against', async () => {
      const [english, german] = await said('campaign.json', blog, gone);
      expect(english).toBe(
        '[glassjar] campaign.json: there is no file at https://blog.example/2026/help/campaign.json (404); ' +
          'src="campaign.json" is looked for from https://blog.example/2026/help/: write the path from there, or one from the site’s root with a / in front ("/campaign.json")',
      );
      expect(german).toContain('wird von https://blog.example/2026/help/ aus gesucht');
      const [rooted] = await said('/campaign.json', blog, gone);
      expect(rooted).toBe('[glassjar] campaign.json: there is no file at https://blog.example/campaign.json (404)');
    });

    it('a page in place of a file', async () => {
      const [english, german] = await said('data/campaign.json', blog, page);
      expect(english).toContain(
        'an HTML page came instead of JSON from https://blog.example/2026/help/data/campaign.json',
      );
      expect(english).toContain('is looked for from');
      expect(german).toContain('Statt JSON kam eine HTML-Seite');
    });

    it('a link to look at a file', async () => {
      const [hub] = await said('https://github.com/mara/site/blob/main/campaign.json', blog, page);
      expect(hub).toContain('https://raw.githubusercontent.com/mara/site/main/campaign.json');
      const [lab] = await said('https://gitlab.com/mara/site/-/blob/main/campaign.json', blog, page);
      expect(lab).toContain('https://gitlab.com/mara/site/-/raw/main/campaign.json');
      const [box] = await said('https://www.dropbox.com/s/x/campaign.json?dl=0', blog, page);
      expect(box).toContain('use its link to the file itself');
    });

    it('a script in place of a file', async () => {
      const script = (): Response =>
        new Response('var x = 1', { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
      const [english, german] = await said('/x.json', blog, script);
      expect(english).toContain('has to begin with {');
      expect(english).toContain('text/javascript, not application/json');
      expect(german).toContain('muss mit { beginnen');
    });

    it('a file that nobody may read', async () => {
      const [english] = await said('/x.json', blog, () => new Response('', { status: 403 }));
      expect(english).toContain('permissions');
    });

    it('a server that is elsewhere and allows nobody (CORS)', async () => {
      const [english, german] = await said('https://files.example/campaign.json', blog);
      expect(english).toContain('"Access-Control-Allow-Origin: https://blog.example"');
      expect(english).toContain('CORS');
      expect(german).toContain('"Access-Control-Allow-Origin: https://blog.example"');
    });

    it('what is on the own site and is kept away all the same', async () => {
      expect((await said('campaign.json', blog))[0]).toContain('connect-src');
    });

    it('http on a page of https', async () => {
      const [english, german] = await said('http://files.example/campaign.json', blog);
      expect(english).toContain('write https:// in front');
      expect(german).toContain('Richtig ist https:// am Anfang');
    });

    it('a page that was opened from the disk', async () => {
      const [english, german] = await said('campaign.json', 'file:///home/mara/page.html');
      expect(english).toContain('put it on a web server');
      expect(german).toContain('von der Festplatte geöffnet');
    });

    it('the author’s own computer', async () => {
      expect((await said('http://localhost:8080/campaign.json', blog))[0]).toContain('nobody but you');
      expect((await said('campaign.json', 'http://localhost:8080/'))[0]).toContain('connect-src');
    });

    it('another encoding than UTF-8', async () => {
      const bytes = new Uint8Array([
        0xff,
        0xfe,
        ...Array.from('{"glassjar":1}', (sign) => [sign.charCodeAt(0), 0]).flat(),
      ]);
      const [english, german] = await said('/x.json', blog, () => new Response(bytes));
      expect(english).toContain('saved as UTF-16');
      expect(english).toContain('save it as UTF-8');
      expect(german).toContain('Als UTF-8 speichern');
    });
  });

  it('names the file and the fault of broken JSON', async () => {
    const failure = await failing((_request, response) => response.end('{"glassjar": 1,}'));
    expect(failure).toMatchObject({
      code: 'not-json',
      message:
        '[glassjar] kai.json: not JSON, line 1, column 15: a comma too many: behind the last one, before }, there must be none; delete it',
    });
    expect((failure as GlassjarError).say!(authorDe)).toMatch(
      /^kai\.json: Das ist kein JSON\. Zeile 1, Spalte 15: Ein Komma zu viel/,
    );
  });

  it('ends an endless body', async () => {
    const failure = await failing((_request, response) => {
      const megabyte = ' '.repeat(1024 * 1024);
      const more = (): void => {
        while (!response.destroyed && response.write(megabyte));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    }, 60_000);
    expect(failure).toMatchObject({ code: 'too-large' });
  });

  it('gives up on an answer that never ends', async () => {
    const failure = await failing((_request, response) => void response.write('{"glassjar":'), 200);
    expect(failure).toMatchObject({ code: 'timeout' });
  });

  it('says what to look at when nothing answers', async () => {
    const url = await serve((_request, response) => void response.destroy());
    await expect(jsonAdapter({ url }).getCampaign()).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('CORS'),
    });
  });
});
