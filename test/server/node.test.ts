/* The handler behind Node's own server: the short ways answer as the long one does, and it stops without breaking anything off. */
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listenOn, nodeListener, type Listening } from '../../src/server/node.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { open, type OpenOptions, type Opened } from './open.ts';

let opened: Opened;
let listening: Listening;
afterEach(async () => {
  opened.stop();
  await listening.close(100);
});
const start = async (options?: OpenOptions): Promise<void> => {
  opened = await open(options);
  listening = await listenOn(nodeListener(opened.handler), 0, '127.0.0.1');
};
const get = (
  path: string,
  headers: Record<string, string> = {},
): Promise<{ message: IncomingMessage; text: () => string; ended: Promise<unknown> }> =>
  new Promise((answered, failed) => {
    request({ port: listening.port, host: '127.0.0.1', path, headers }, (message) => {
      let text = '';
      message.on('data', (part: Buffer) => (text += part.toString('latin1')));
      answered({ message, text: () => text, ended: new Promise((done) => message.on('close', done)) });
    })
      .on('error', failed)
      .end();
  });
const whole = async (
  path: string,
  headers?: Record<string, string>,
): Promise<IncomingMessage & { readonly body: string }> => {
  const { ended, message, text } = await get(path, headers);
  await ended;
  return Object.assign(message, { body: text() });
};
/** Headers that say something; those of the connection differ. */
const told = ({ headers }: IncomingMessage): Record<string, unknown> => {
  const { connection: _c, date: _d, 'keep-alive': _k, 'transfer-encoding': _t, ...rest } = headers;
  return rest;
};
const until = async (what: () => boolean): Promise<void> => {
  for (let nth = 0; !what() && nth < 200; nth++) await new Promise((wait) => setTimeout(wait, 10));
  expect(what()).toBe(true);
};

describe('on Node', () => {
  it.each([{}, { 'accept-encoding': 'br' }, { 'accept-encoding': 'gzip' }])(
    'answers the same out of memory as the handler does: %j',
    async (headers: Record<string, string>) => {
      await start();
      const first = await whole('/campaigns/mara', headers);
      const second = await whole('/campaigns/mara', headers);
      expect(second.statusCode).toBe(200);
      expect(told(second)).toEqual(told(first));
      expect(second.body).toBe(first.body);
      const etag = String(first.headers.etag);
      const known = await whole('/campaigns/mara', { ...headers, 'if-none-match': etag });
      await opened.put(bookCampaign());
      expect([known.statusCode, known.body, known.headers.etag]).toEqual([304, '', etag]);
      const after = await whole('/campaigns/mara', { ...headers, 'if-none-match': etag });
      expect(after.statusCode).toBe(200);
    },
  );

  it('tells of events as the handler does, to many with one writing down', async () => {
    await start();
    const lines = await Promise.all([get('/campaigns/mara/events'), get('/campaigns/mara/events')]);
    await until(() => lines.every(({ text }) => text().includes('event: campaign')));
    expect(lines[0].message.headers['content-type']).toBe('text/event-stream');
    await opened.put(bookCampaign({ title: 'Neu' }));
    await opened.clock.pass(1000);
    await until(() => lines.every(({ text }) => text().includes('"title":"Neu"')));
    for (const { message } of lines) message.destroy();
    await until(() => opened.handler.events.size === 0);
  });

  it('refuses events as the handler does', async () => {
    await start({ limits: { listeners: 0 } });
    const full = await whole('/campaigns/mara/events');
    expect([full.statusCode, Number(full.headers['retry-after']) > 0]).toEqual([503, true]);
    opened.stop();
    await listening.close(100);
    await start();
    expect((await whole('/campaigns/nobody/events')).statusCode).toBe(404);
    expect((await whole('/campaigns/A%20/events')).statusCode).toBe(400);
  });

  it('gives one address twenty lines of events, and HEAD none', async () => {
    await start();
    const head = await fetch(`http://127.0.0.1:${listening.port}/campaigns/mara/events`, { method: 'HEAD' });
    expect([head.status, opened.handler.events.size]).toEqual([200, 0]);
    const lines = await Promise.all(Array.from({ length: 20 }, () => get('/campaigns/mara/events')));
    const more = await whole('/campaigns/mara/events', { 'x-forwarded-for': '198.51.100.1' });
    expect([more.statusCode, Number(more.headers['retry-after']) > 0]).toEqual([503, true]);
    for (const { message } of lines) message.destroy();
    await until(() => opened.handler.events.size === 0);
  });

  it('knows who asks by the socket', async () => {
    await start({ limits: { shares: 2 } });
    const share = () =>
      fetch(`http://127.0.0.1:${listening.port}/campaigns/mara/shares`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': String(Math.random()) },
        body: '{"channel":"x"}',
      }).then(({ status }) => status);
    expect([await share(), await share(), await share()]).toEqual([204, 204, 429]);
  });

  it('survives what is no request', async () => {
    await start();
    for (const text of [
      'GET /campaigns/%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
      'x\r\n\r\n',
      'GET /campaigns/mara HTTP/1.1\r\nHost: evil|example\r\n\r\n',
    ]) {
      await new Promise<void>((done) => {
        const socket = connect(listening.port, '127.0.0.1', () => socket.end(text));
        socket
          .on('close', () => done())
          .on('error', () => done())
          .resume();
      });
    }
    expect((await whole('/health')).statusCode).toBe(200);
  });

  it('stops: finishes what is on the way, ends the lines of events, takes nothing more', async () => {
    await start();
    const line = await get('/campaigns/mara/events');
    await until(() => line.text() !== '');
    let release = (): void => {};
    const held = new Promise<void>((go) => (release = go));
    opened.store.ping = () => held;
    const slow = whole('/health');
    await new Promise((wait) => setTimeout(wait, 50));
    opened.stop();
    const closed = listening.close();
    await line.ended;
    release();
    expect((await slow).statusCode).toBe(200);
    await closed;
    await expect(whole('/health')).rejects.toThrow();
  });
});
