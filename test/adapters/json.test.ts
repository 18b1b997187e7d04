import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
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

  it('says that an HTML page came instead', async () => {
    const failure = await failing((_request, response) => response.end('<!doctype html><title>Login</title>'));
    expect(failure).toMatchObject({ code: 'not-json', message: expect.stringContaining('HTML') });
  });

  it('names the file and the fault of broken JSON', async () => {
    const failure = await failing((_request, response) => response.end('{"glassjar": 1,}'));
    expect(failure).toMatchObject({
      code: 'not-json',
      message: expect.stringMatching(/^\[glassjar\] kai\.json: not JSON/),
    });
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
