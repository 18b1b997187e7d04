import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchFeed } from '../../src/adapters/feed.ts';
import { jsonAdapter } from '../../src/adapters/json.ts';
import { serverAdapter } from '../../src/adapters/server.ts';
import type { GlassjarError } from '../../src/core/errors.ts';
import { listFiles, read } from '../rules/sources.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Small on the wire, and without an end once it is unpacked. */
async function bomb(status = 200): Promise<{ readonly url: string; readonly sent: () => number }> {
  const megabyte = gzipSync(Buffer.alloc(1024 * 1024, ' '));
  let sent = 0;
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    const more = (): void => {
      while (!response.destroyed && sent < 400) {
        sent += 1;
        // Members one after the other are one gzip file.
        if (!response.write(megabyte)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.json`, sent: () => sent };
}

const failure = (reading: Promise<unknown>): Promise<GlassjarError> =>
  reading.then(
    () => {
      throw new Error('it was read');
    },
    (error: unknown) => error as GlassjarError,
  );

describe('an answer that is small on the wire and large when it is unpacked', () => {
  const readers: [string, number, (url: string) => Promise<unknown>][] = [
    ['a JSON file', 32, (url) => jsonAdapter({ url }).getCampaign()],
    ['a server', 8, (url) => serverAdapter({ url }).getCampaign()],
    ['a server’s donation', 8, (url) => serverAdapter({ url }).getDonation!('r')],
    ['a feed', 2, (url) => fetchFeed(url, { base: url, origin: new URL(url).origin })],
  ];
  test.each(readers)('%s: is counted while it is read, and let go of', async (_what, megabytes, ask) => {
    const { url } = await bomb();
    const before = process.memoryUsage().rss;
    const error = await failure(ask(url));
    expect(error.code).toBe('too-large');
    expect(error.message).toContain(`larger than ${megabytes} MB`);
    expect((process.memoryUsage().rss - before) / 1024 / 1024, 'far less than the 400 MB that were sent').toBeLessThan(
      250,
    );
  });

  test('also where it is the server’s refusal', async () => {
    const { url } = await bomb(500);
    expect((await failure(serverAdapter({ url }).getCampaign())).code).toBe('too-large');
  });
});

test('no adapter reads a whole answer without counting', () => {
  // http.ts alone, where a page's own fetch has no streams to count.
  const reading = listFiles('src/adapters/*.ts', 'src/components/**/*.ts').filter(
    (path) =>
      path !== 'src/adapters/http.ts' &&
      /\bresponse\.(?:text|json|arrayBuffer|blob|formData|bytes)\(\)/i.test(read(path).code),
  );
  expect(reading).toEqual([]);
});
