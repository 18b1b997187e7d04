/* Lines of events on the bare socket: what is taken off Node's hands, and that all else reaches Node as it came. */
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listenOn, nodeListener, type Listening } from '../../src/server/node.ts';
import { openDoor } from '../../src/server/node-door.ts';
import { readAsking } from '../../src/server/node-lines.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { open, type Opened, type OpenOptions } from './open.ts';

const sockets: Socket[] = [];
let opened: Opened | undefined;
let listening: Listening | undefined;
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  opened?.stop();
  await listening?.close(50);
  [opened, listening] = [undefined, undefined];
});
async function start(options?: OpenOptions): Promise<Opened> {
  opened = await open(options);
  listening = await listenOn(nodeListener(opened.handler), 0, '127.0.0.1');
  return opened;
}

interface Dialled {
  readonly socket: Socket;
  readonly text: () => string;
  readonly closed: Promise<void>;
}
/** A connection on which these parts are said, one after the other, as packets of their own. */
async function dial(parts: readonly string[], port = listening!.port): Promise<Dialled> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  sockets.push(socket);
  let text = '';
  socket.on('data', (part) => (text += part.toString('latin1'))).on('error', () => {});
  const closed = new Promise<void>((done) => socket.on('close', () => done()));
  socket.on('end', () => socket.end());
  await new Promise<void>((done) => socket.on('connect', () => done()));
  for (const part of parts) {
    socket.write(part, 'latin1');
    await new Promise((wait) => setTimeout(wait, 20));
  }
  return { socket, text: () => text, closed };
}
const until = async (what: () => boolean): Promise<void> => {
  for (let nth = 0; !what() && nth < 2000; nth++) await new Promise((wait) => setTimeout(wait, 10));
  expect(what()).toBe(true);
};
const head = 'GET /campaigns/mara/events HTTP/1.1\r\nHost: x\r\n';
const asking = `${head}\r\n`;
/** Header lines that say something, sorted; those of the connection differ. */
const headers = (text: string): string[] =>
  text
    .split('\r\n\r\n')[0]!
    .split('\r\n')
    .filter((line) => !/^(?:date|connection|keep-alive|transfer-encoding):/i.test(line))
    .map((line) => line.toLowerCase())
    .sort();

describe('what is read before Node reads', () => {
  const read = (text: string) => readAsking(Buffer.from(text, 'latin1'));

  it('is a whole request for a line of events', () => {
    const nothing = { campaign: 'mara', known: undefined, forwarded: undefined };
    expect(read(asking)).toEqual(nothing);
    expect(read(`${head}Last-Event-ID: abc\r\nX-Forwarded-For: 1.2.3.4\r\nx-forwarded-for:5.6.7.8 \r\n\r\n`)).toEqual({
      ...{ campaign: 'mara', known: 'abc', forwarded: '1.2.3.4, 5.6.7.8' },
    });
    expect(read(`${head}Cookie: a=1\r\nCookie: b=2\r\nAccept: text/event-stream\r\n\r\n`)).toEqual(nothing);
  });

  it.each([
    ['nothing', ''],
    ['less than a request', 'GET /cam'],
    ['a request that is not whole', head],
    ['another address', 'GET /campaigns/mara HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another method', asking.replace('GET', 'HEAD')],
    ['another version', asking.replace('1.1', '1.0')],
    ['a question', asking.replace('events', 'events?a=1')],
    ['an id that is none', asking.replace('mara', 'Mara%20')],
    ['no host', 'GET /campaigns/mara/events HTTP/1.1\r\n\r\n'],
    ['an empty host', 'GET /campaigns/mara/events HTTP/1.1\r\nHost:\r\n\r\n'],
    ['two hosts', `${head}Host: y\r\n\r\n`],
    ['two last ids', `${head}Last-Event-ID: a\r\nLast-Event-ID: b\r\n\r\n`],
    ['a body', `${head}Content-Length: 3\r\n\r\n`],
    ['a body with its bytes', `${head}Content-Length: 4\r\n\r\n\r\n\r\n`],
    ['a chunked body', `${head}Transfer-Encoding: chunked\r\n\r\n`],
    ['an upgrade', `${head}Connection: upgrade\r\nUpgrade: websocket\r\n\r\n`],
    ['something that is awaited', `${head}Expect: 100-continue\r\n\r\n`],
    ['two requests', asking + asking],
    ['a field folded over two lines', `${head}X: a\r\n b\r\n\r\n`],
    ['a blank before the colon', `${head}X : a\r\n\r\n`],
    ['a field without a name', `${head}: a\r\n\r\n`],
    ['a control sign', `${head}X: a\u0000b\r\n\r\n`],
    ['a letter beyond ASCII', `${head}X: \u00e4\r\n\r\n`],
    ['line ends of another kind', asking.replaceAll('\r\n', '\n')],
    ['too much', `${head}X: ${'a'.repeat(9000)}\r\n\r\n`],
    ['too many fields', `${head}${'X: a\r\n'.repeat(101)}\r\n`],
  ])('is not %s, which is left to Node', (_what, text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('a line of events', () => {
  it('tells the same on the bare socket as through Node’s answer, with the same headers', async () => {
    const server = await start();
    const { clock, handler } = server;
    const [bare, answered, second] = await Promise.all([
      dial([asking]),
      // Says that a body of nothing follows, which is nobody's but Node's to read.
      dial([`${head}Content-Length: 0\r\n\r\n`]),
      dial(['GET /campaigns/mara HTTP/1.1\r\nHost: x\r\n\r\n', asking]),
    ]);
    const lines = [bare, answered, second];
    await until(() => lines.every(({ text }) => text().includes('event: campaign')));
    expect(handler.events.size).toBe(3);
    expect(bare.text()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(bare.text()).toMatch(/\r\nconnection: close\r\n/);
    expect(bare.text()).toMatch(/\r\ndate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\n/);
    expect(answered.text()).toMatch(/\r\ntransfer-encoding: chunked\r\n/i);
    expect(headers(bare.text())).toEqual(headers(answered.text()));
    await server.put(bookCampaign({ title: 'Neu' }));
    await clock.pass(1000);
    await until(() => lines.every(({ text }) => text().includes('"title":"Neu"')));
    const messages = bare.text().split('\r\n\r\n').slice(1).join('\r\n\r\n');
    expect(messages).toMatch(/^retry: \d+\n\nid: \S+\nevent: campaign\ndata: \{.*\}\n\nid: \S+\nevent: campaign\n/s);
    // To the known ones nothing is told again.
    const id = /id: (\S+)/.exec(messages.slice(messages.lastIndexOf('id: ')))![1]!;
    const known = await dial([`${head}Last-Event-ID: ${id}\r\n\r\n`]);
    await until(() => known.text().includes('retry:'));
    expect(known.text()).not.toContain('event:');
  });

  it('is refused with an answer of its own', async () => {
    await start();
    const nobody = await dial([asking.replace('mara', 'nobody')]);
    await nobody.closed;
    expect(nobody.text()).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    const [, body = ''] = nobody.text().split('\r\n\r\n');
    expect(nobody.text()).toContain(`content-length: ${body.length}\r\n`);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'not-found' } });
    await listening!.close(50);
    await start({ limits: { listenersEach: 1 } });
    const first = await dial([asking]);
    await until(() => first.text().includes('event:'));
    const second = await dial([asking]);
    await second.closed;
    expect(second.text()).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n[^]*retry-after: \d+\r\n/);
  });

  it('is over when the other end goes, however it goes', async () => {
    const { handler } = await start();
    const lines = await Promise.all([dial([asking]), dial([asking]), dial([asking])]);
    await until(() => handler.events.size === 3);
    lines[0].socket.destroy();
    lines[1].socket.resetAndDestroy();
    lines[2].socket.end();
    await until(() => handler.events.size === 0);
    // What comes on it afterwards is nobody's.
    const chatty = await dial([asking, asking, 'x'.repeat(70_000)]);
    await until(() => chatty.text().includes('event: campaign'));
    expect(chatty.text().match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('is let go when a megabyte waits for it', async () => {
    const server = await start({ limits: { pushed: 8 * 1024 * 1024 } });
    const { clock, handler } = server;
    const { socket } = await dial([asking]);
    await until(() => handler.events.size === 1);
    socket.pause();
    for (let nth = 0; handler.events.size && nth < 40; nth++) {
      await server.put(bookCampaign({ summary: `${nth}${'x'.repeat(2_000_000)}` }));
      await clock.pass(1000);
      await new Promise((wait) => setTimeout(wait, 5));
    }
    await until(() => handler.events.size === 0);
  });

  it('ends when the server stops, and holds nothing up, as little as who says nothing', async () => {
    await start();
    const line = await dial([asking]);
    await until(() => line.text().includes('event:'));
    const silent = await dial([]);
    opened!.stop();
    await listening!.close(5000);
    await Promise.all([line.closed, silent.closed]);
  });
});

describe('all else reaches Node as it came', () => {
  it('whole, in pieces, and one after the other', async () => {
    await start();
    const body = '{"channel":"x"}';
    const post = `POST /campaigns/mara/shares HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const get = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
    const dialled = await Promise.all([
      dial([post + body]),
      dial([post, body]),
      dial([post.slice(0, 9), post.slice(9) + body.slice(0, 4), body.slice(4)]),
      dial(['P', 'O', 'S', (post + body).slice(3)]),
      dial([get, post + body]),
      dial([get + post + body]),
    ]);
    await until(() => dialled.every(({ text }) => text().includes('HTTP/1.1 204')));
    expect(dialled.map(({ text }) => text().match(/HTTP\/1\.1 \d+/g))).toEqual([
      ...Array.from({ length: 4 }, () => ['HTTP/1.1 204']),
      ...Array.from({ length: 2 }, () => ['HTTP/1.1 200', 'HTTP/1.1 204']),
    ]);
    expect((await opened!.store.shares('mara'))[0]).toMatchObject({ count: 6 });
  });

  it('also a large body, of which Node is given no byte twice and none too few', async () => {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => response.end(String(Buffer.concat(parts).length)));
    });
    openDoor(server, () => false, 5000);
    await listenAt(server);
    const size = 3_000_000;
    const { text } = await dial(
      [`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n${'a'.repeat(100)}`, 'b'.repeat(size - 100)],
      portOf(server),
    );
    await until(() => text().endsWith(String(size)));
    server.closeAllConnections();
    server.close();
  });

  it('with Node’s own patience for who never finishes a request', async () => {
    const server = createServer({ headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 });
    openDoor(server, () => false, 5000);
    await listenAt(server);
    const { closed, text } = await dial(['GET / HTTP/1.1\r\nHo'], portOf(server));
    await closed;
    expect(text()).toMatch(/^HTTP\/1\.1 408 /);
    server.close();
  });

  it('and who says nothing is not waited for', async () => {
    const server = createServer();
    openDoor(server, () => false, 30);
    await listenAt(server);
    const { closed, text } = await dial([], portOf(server));
    await closed;
    expect(text()).toBe('');
    // One that goes before it said anything, and one that breaks off, end nothing else.
    (await dial([], portOf(server))).socket.end();
    (await dial([], portOf(server))).socket.resetAndDestroy();
    await new Promise((wait) => setTimeout(wait, 50));
    server.close();
  });
});

const listenAt = (server: Server): Promise<void> => new Promise((listens) => server.listen(0, '127.0.0.1', listens));
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
