/*
 * The servers of the bench, each in a process of its own: `ours` is the reference server on SQLite as main.ts runs it, `bare` is the
 * least that Node can do: a fixed buffer, compared tags, and a list of those who listen.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultLimits } from '../../../src/server/context.ts';
import { createHandler } from '../../../src/server/handler.ts';
import { listenOn, nodeListener } from '../../../src/server/node.ts';
import { systemClock } from '../../../src/server/system.ts';
import { snapshotOf } from '../../../src/server/snapshots.ts';
import { openStore } from '../../../src/server/store/open.ts';
import { instant, type FromServer, type ToServer } from './messages.ts';
import { benchDocument } from './document.ts';

const say = (message: FromServer): void => void process.send?.(message);
const [, , role = '', database = ''] = process.argv;

interface Served {
  readonly port: number;
  readonly etag: () => Promise<string>;
  write(): Promise<void>;
  tell(): Promise<void>;
}

async function ours(): Promise<Served> {
  const store = await openStore(`sqlite:${database}`);
  const change = { at: '2026-05-22', actor: 'bench', what: 'entry' };
  await store.putCampaign({ id: 'mara', document: benchDocument(), currency: 'EUR', isPublished: true }, 0, change);
  const handler = createHandler({
    store,
    payments: [],
    clock: systemClock,
    random: (bytes) => randomBytes(bytes),
    log: () => {},
    publicUrl: 'http://127.0.0.1',
    // Sums in place of lines, so that the document stays as large as the other server's, however much is written.
    limits: { ...defaultLimits, lines: 0, listenersEach: Infinity },
    signal: new AbortController().signal,
  });
  const { port } = await listenOn(nodeListener(handler), 0, '127.0.0.1');
  let lines = 0;
  const write = async (): Promise<void> => {
    const line = { at: '2026-05-22', flow: 'gift+', reason: 'donation', source: 'bank' } as const;
    await store.append('mara', [{ ...line, amount: { minor: 1, currency: 'EUR' }, key: `k${lines++}` }], change);
  };
  await write();
  return { port, write, tell: write, etag: async () => (await handler.snapshots.get('mara'))!.etag };
}

async function bare(): Promise<Served> {
  const document = { ...benchDocument(), live: { version: 1, pollEvery: 30, events: true } };
  const { body, etag } = snapshotOf('mara', document as never);
  const message = Buffer.from(`id: 1\nevent: campaign\ndata: ${body.toString()}\n\n`);
  const listeners = new Set<ServerResponse>();
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'cache-control': 'public, max-age=5',
    'access-control-allow-origin': '*',
    etag,
  };
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/events')) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 5000\n\n');
      response.write(message);
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  return {
    port: (server.address() as AddressInfo).port,
    etag: async () => etag,
    write: async () => {},
    async tell() {
      for (const listener of listeners) listener.write(message);
    },
  };
}

const served = await (role === 'ours' ? ours() : bare());
let timer: NodeJS.Timeout | undefined;
process.on('message', (message: ToServer) => {
  if (message.do === 'write') {
    clearInterval(timer);
    if (message.on) timer = setInterval(() => void served.write(), 20);
  } else if (message.do === 'tell') {
    const at = instant();
    void served.tell().then(() => say({ is: 'telling', at }));
  } else {
    globalThis.gc?.();
    const { system, user } = process.cpuUsage();
    say({ is: 'standing', memory: process.memoryUsage().rss, cpu: system + user });
  }
});
say({ is: 'open', port: served.port, etag: await served.etag() });
