/* What Stripe would tell a site: events as its API makes them, signed as it signs. */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const liveKey = 'rk_live_lab000000000000';
export const testKey = 'rk_test_lab000000000000';
export const liveSecret = 'whsec_lab_live_0000000000000000';
export const testSecret = 'whsec_lab_test_0000000000000000';

export const id = (prefix: string): string => prefix + randomBytes(12).toString('hex');

/** An event about an object. */
export const event = (type: string, object: object, changes: object = {}): object => ({
  id: id('evt_'),
  object: 'event',
  api_version: '2024-10-28.acacia',
  created: Math.floor(Date.now() / 1000),
  livemode: true,
  type,
  data: { object },
  ...changes,
});

export interface Sent {
  readonly secret?: string;
  /** Seconds since 1970. Default: now. */
  readonly at?: number;
  /** In place of the right one. */
  readonly header?: string;
  /** Where the site listens. Default: as with pretty permalinks. */
  readonly path?: string;
}

/** Delivers an event (or a text as it is). @returns The answer. */
export function deliver(site: string, what: object | string, sent: Sent = {}): Promise<Response> {
  const { at = Math.floor(Date.now() / 1000), path = '/wp-json/glassjar/v1/stripe', secret = liveSecret } = sent;
  const body = typeof what === 'string' ? what : JSON.stringify(what);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return fetch(`${site}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': sent.header ?? `t=${at},v1=${signature}` },
    body,
  });
}

/** What a Stripe account holds beside sessions. */
export interface Account {
  readonly port: number;
  /** Newest first, as Stripe lists them. */
  readonly events: object[];
  /** Payment intents and invoices by id, as they stand now. */
  readonly objects: Map<string, object>;
  /** Bodies of the sessions that were asked for, as forms. */
  readonly wanted: URLSearchParams[];
  /** Paths that the key may not read. */
  readonly forbidden: Set<string>;
  close(): Promise<void>;
}

/** Answers what a site asks of an account; what is about sessions is asked of the stand-in. @param behind Its port. */
export async function startAccount(behind: number): Promise<Account> {
  const [events, objects, wanted, forbidden] = [
    [] as object[],
    new Map<string, object>(),
    [] as URLSearchParams[],
    new Set<string>(),
  ];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, , kind = '', name = ''] = pathname.split('/');
    if (forbidden.has(kind)) return send(403, { error: { message: `The provided key may not read ${kind}` } });
    if (kind === 'events') {
      const from = events.findIndex((one) => (one as { id: string }).id === searchParams.get('starting_after')) + 1;
      const since = Number(searchParams.get('created[gte]'));
      const found = events.filter((one) => (one as { created: number }).created >= since).slice(from, from + 2);
      return send(200, { object: 'list', data: found, has_more: from + found.length < events.length });
    }
    if (kind === 'payment_intents' || kind === 'invoices') {
      const found = objects.get(name);
      return found ? send(200, found) : send(404, { error: { message: `No such object: '${name}'` } });
    }
    if (request.method === 'POST') wanted.push(new URLSearchParams(body));
    const said = await fetch(`http://127.0.0.1:${behind}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        ['authorization', 'content-type', 'idempotency-key'].flatMap((header) =>
          request.headers[header] ? [[header, String(request.headers[header])]] : [],
        ),
      ),
      ...(request.method === 'POST' && { body }),
    });
    send(said.status, await said.json());
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  return {
    port: (server.address() as AddressInfo).port,
    events,
    objects,
    wanted,
    forbidden,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
