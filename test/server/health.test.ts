/* Whether the server says by itself that something is wrong. */
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServerError } from '../../src/server/errors.ts';
import { listenOn, nodeListener } from '../../src/server/node.ts';
import { change, line } from '../contracts/store-samples.ts';
import { open, type Opened, type OpenOptions } from './open.ts';

let opened: Opened;
const start = async (options?: OpenOptions): Promise<void> => {
  opened = await open(options);
};
afterEach(() => opened.stop());
const health = async (): Promise<[number, string]> => {
  const response = await opened.ask('/health');
  return [response.status, await response.text()];
};

describe('/health', () => {
  it('is not ok when nothing can be written, and says why', async () => {
    await start();
    expect((await health())[0]).toBe(200);
    opened.store.ping = () => Promise.reject(new ServerError('unavailable', 'the disk is full'));
    expect(await health()).toEqual([503, expect.stringContaining('the disk is full')]);
  });

  it('is not ok when the database says nothing', async () => {
    await start();
    const ping = vi.fn<() => Promise<void>>(() => new Promise(() => undefined));
    opened.store.ping = ping;
    const answers = Array.from({ length: 20 }, health);
    await opened.clock.pass(5000);
    for (const [status, text] of await Promise.all(answers)) expect([status, text]).toEqual([503, expect.any(String)]);
    // Asked once for all who wait.
    expect(ping).toHaveBeenCalledOnce();
  });

  it('is not ok while the books don’t add up, which the log and a metric say, too', async () => {
    await start();
    opened.store.check = async () => ({
      flaws: ['mara: balance: the books say 1, their lines add up to 2'],
      notes: [],
    });
    await opened.handler.context.health.addUp();
    expect(await health()).toEqual([503, expect.stringMatching(/don’t add up.*balance/)]);
    expect(opened.lines.join('\n')).toContain('books-differ');
    expect(await (await opened.ask('/metrics')).text()).toContain('glassjar_flaws 1');
    opened.store.check = async () => ({ flaws: [], notes: ['a payment in USD'] });
    await opened.handler.context.health.addUp();
    expect((await health())[0]).toBe(200);
  });
});

describe('a chargeback', () => {
  const dispute = (state: string, id = `evt_${state}`): Promise<Response> =>
    opened.ask('/webhooks/stripe', {
      method: 'POST',
      headers: { 'x-signed': 'yes' },
      body: JSON.stringify({
        ...{ provider: 'stripe', id, type: `charge.dispute.${state}`, about: { ids: ['pi_1'] } },
        facts: [
          {
            ...{ kind: 'dispute', at: '2026-05-22T12:00:00Z', dispute: 'dp_1', state },
            amount: { minor: 5000, currency: 'EUR' },
          },
        ],
      }),
    });

  it('is a warning in the log and a metric, once each time it is told', async () => {
    await start();
    for (const state of ['opened', 'lost', 'won', 'lost']) expect((await dispute(state)).status).toBe(200);
    const told = opened.lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(told.filter(({ event }) => event === 'chargeback').map(({ level, state }) => [level, state])).toEqual([
      ['warn', 'opened'],
      ['warn', 'lost'],
    ]);
    const metrics = await (await opened.ask('/metrics')).text();
    for (const state of ['opened', 'lost', 'won'])
      expect(metrics).toContain(`glassjar_chargebacks_total{provider="stripe",state="${state}"} 1`);
  });
});

describe('a sum', () => {
  it('that is larger than can be counted is refused in words, and nothing is booked', async () => {
    await start();
    const huge = { minor: Number.MAX_SAFE_INTEGER, currency: 'EUR' };
    await opened.store.append('mara', [line('a', { amount: huge })], change);
    await expect(opened.store.append('mara', [line('b')], change)).rejects.toMatchObject({ code: 'invalid' });
    expect((await opened.store.sums('mara')).entries).toBe(1);
    expect((await opened.ask('/campaigns/mara')).status).toBe(200);
  });
});

describe('over real sockets', () => {
  it('an upload that is broken off is no error of the server’s', async () => {
    await start();
    const listening = await listenOn(nodeListener(opened.handler), 0, '127.0.0.1');
    try {
      const socket = connect(listening.port, '127.0.0.1');
      await new Promise<void>((go) => socket.once('connect', go));
      socket.write('POST /webhooks/stripe HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n\r\n{"half');
      await new Promise((go) => setTimeout(go, 100));
      socket.destroy();
      await vi.waitFor(() => expect(opened.lines.join('\n')).toContain('post /webhooks/stripe'));
      expect(opened.lines.filter((text) => text.includes('"level":"error"'))).toEqual([]);
    } finally {
      await listening.close(100);
    }
  });

  it('a refused line of events is closed by the server, however long the other end keeps it', async () => {
    await start({ limits: { listeners: 0 } });
    const listening = await listenOn(nodeListener(opened.handler), 0, '127.0.0.1');
    const sockets: Socket[] = [];
    const answers = Array.from(
      { length: 100 },
      () =>
        new Promise<string>((told) => {
          const socket = connect({ port: listening.port, host: '127.0.0.1', allowHalfOpen: true });
          sockets.push(socket);
          let text = '';
          socket.on('data', (part) => (text += part.toString()));
          socket.on('end', () => told(text));
          socket.write('GET /campaigns/mara/events HTTP/1.1\r\nHost: x\r\n\r\n');
        }),
    );
    try {
      for (const text of await Promise.all(answers)) expect(text).toMatch(/^HTTP\/1\.1 503 [^]*ask for the campaign/);
      // Our ends are still open; theirs are not.
      const left = async (): Promise<number> =>
        new Promise((told) => listening.server.getConnections((_, count) => told(count)));
      await vi.waitFor(async () => expect(await left()).toBe(0), 3000);
    } finally {
      for (const socket of sockets) socket.destroy();
      await listening.close(100);
    }
  });

  it('one IPv6 network gets its share of the lines of events, and others get theirs', async () => {
    await start({ limits: { listenersEach: 2, listeners: 1000 } });
    const ask = (address: string): Promise<number> =>
      opened.ask('/campaigns/mara/events', { from: address }).then(({ status }) => status);
    const statuses: number[] = [];
    for (let nth = 0; nth < 60; nth++) statuses.push(await ask(`2001:db8:7:${nth.toString(16)}::1`));
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(await ask('2001:db8:8::1')).toBe(200);
    expect(await ask('192.0.2.9')).toBe(200);
  });
});

describe('a file of the library', () => {
  it('is sent compressed over Node’s own server, and not again to who has it', async () => {
    const { folderAssets } = await import('../../src/server/desk/assets.ts');
    const { libraryRoutes } = await import('../../src/server/routes/library.ts');
    const { inRoot } = await import('../../tools/project.ts');
    await start({ desk: () => libraryRoutes(folderAssets(inRoot('dist'))) });
    const listening = await listenOn(nodeListener(opened.handler), 0, '127.0.0.1');
    const get = (headers: Record<string, string>): Promise<IncomingMessage & { size: number }> =>
      new Promise((told) => {
        request({ port: listening.port, path: '/glassjar.js', headers }, (answer) => {
          let size = 0;
          answer.on('data', (part: Buffer) => (size += part.length));
          answer.on('end', () => told(Object.assign(answer, { size })));
        }).end();
      });
    try {
      const plain = await get({});
      const sizes = [plain.size];
      for (const encoding of ['gzip', 'br']) {
        const packed = await get({ 'accept-encoding': encoding });
        expect([packed.statusCode, packed.headers['content-encoding'], packed.headers.vary]).toEqual([
          200,
          encoding,
          'Accept-Encoding',
        ]);
        sizes.push(packed.size);
        const same = await get({ 'accept-encoding': encoding, 'if-none-match': packed.headers.etag! });
        expect([same.statusCode, same.size, same.headers.etag]).toEqual([304, 0, packed.headers.etag]);
        expect(same.headers['cache-control']).toBe(packed.headers['cache-control']);
      }
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(sizes[2]! * 2).toBeLessThan(sizes[0]!);
      expect((await get({ 'if-none-match': plain.headers.etag! })).statusCode).toBe(304);
      expect((await get({ 'if-none-match': '"another"' })).statusCode).toBe(200);
    } finally {
      await listening.close(100);
    }
  });
});
