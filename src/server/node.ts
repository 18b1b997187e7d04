import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from './handler.ts';
import { eventHeaders } from './routes/campaigns.ts';
import { isKnown, notModified, type Encoded } from './snapshots.ts';
import { campaignId } from './route.ts';
import { ServerError } from './errors.ts';

/*
 * The handler on Node's own server. Two answers take a shorter way than through Request and Response, since they are given thousands of
 * times a second: a campaign that is in memory, and the line of events. Both say exactly what the handler would.
 */

export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/** Bytes that wait for one listener before it is let go. */
const mostWaiting = 1024 * 1024;
/** Milliseconds for a whole request to come in. */
const requestTimeout = 20_000;

/** Headers as a flat list, the form that Node sends with the least work; made once for each document. */
const flat = new WeakMap<Encoded, { readonly full: string[]; readonly same: string[] }>();

function headersOf(encoded: Encoded): { readonly full: string[]; readonly same: string[] } {
  let found = flat.get(encoded);
  if (!found) {
    const list = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).flat();
    found = { full: list(encoded.headers), same: list(notModified(encoded)) };
    flat.set(encoded, found);
  }
  return found;
}

export function nodeListener(handler: Handler): NodeListener {
  const whole = getRequestListener(
    (request, env) =>
      handler(request, { address: (env as { incoming: IncomingMessage }).incoming.socket.remoteAddress }),
    { overrideGlobalObjects: false },
  );
  const route = 'get /campaigns/:id';
  const countSent = handler.metrics.counter('glassjar_requests_total', { route, status: 200 });
  const countSame = handler.metrics.counter('glassjar_requests_total', { route, status: 304 });
  return (request, response) => {
    const { method, url = '' } = request;
    if (method === 'GET' && url.startsWith('/campaigns/')) {
      const rest = url.slice('/campaigns/'.length);
      if (!rest.includes('/')) {
        const snapshot = handler.snapshots.peek(rest);
        if (snapshot) {
          const encoded = snapshot.encoded(request.headers['accept-encoding']);
          const { full, same } = headersOf(encoded);
          const isSame = isKnown(request.headers['if-none-match'], snapshot);
          if (isSame) {
            countSame();
            response.writeHead(304, same).end();
          } else {
            countSent();
            response.writeHead(200, full).end(encoded.body);
          }
          return;
        }
      } else if (rest.endsWith('/events')) {
        const id = rest.slice(0, -'/events'.length);
        if (campaignId.safeParse(id).success) {
          void listen(handler, id, request, response);
          return;
        }
      }
    }
    void whole(request, response);
  };
}

async function listen(handler: Handler, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let leave: (() => void) | undefined;
  const end = (): void => {
    leave?.();
    response.end();
  };
  const known = request.headers['last-event-id'];
  const forwarded = request.headers['x-forwarded-for'];
  const caller = handler.callerOf(
    request.socket.remoteAddress,
    Array.isArray(forwarded) ? forwarded.join() : forwarded,
  );
  try {
    leave = await handler.events.join(
      id,
      {
        send(message) {
          if (!response.headersSent) response.writeHead(200, { ...eventHeaders });
          // Who doesn't read is let go, and comes again when they can.
          if (response.writableLength > mostWaiting) response.destroy();
          else response.write(message);
        },
        end,
      },
      caller,
      Array.isArray(known) ? known[0] : known,
    );
  } catch (error) {
    const [status, retryAfter] =
      error instanceof ServerError ? [statusOfJoin(error), error.retryAfter] : [500, undefined];
    handler.metrics.count('glassjar_requests_total', { route: 'get /campaigns/:id/events', status });
    response.writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      ...(retryAfter && { 'retry-after': String(Math.ceil(retryAfter)) }),
    });
    response.end(
      JSON.stringify({
        error: {
          code: status === 404 ? 'not-found' : 'unavailable',
          message: 'no events here now; ask for the campaign itself',
        },
      }),
    );
    return;
  }
  handler.metrics.count('glassjar_requests_total', { route: 'get /campaigns/:id/events', status: 200 });
  if (response.destroyed) leave();
  response.on('close', leave);
  // A line that stays open is no idle one.
  request.socket.setTimeout(0);
}

const statusOfJoin = ({ code }: ServerError): number => (code === 'not-found' ? 404 : 503);

export interface Listening {
  /** The port that it got. */
  readonly port: number;
  readonly server: Server;
  /** Takes no more requests, waits for those on the way, at most so many milliseconds. */
  close(patience?: number): Promise<void>;
}

/** Opens a port. Rejects when it is taken. */
export async function listenOn(listener: NodeListener, port: number, host: string): Promise<Listening> {
  const server = createServer(
    { requestTimeout, headersTimeout: requestTimeout / 2, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5000 },
    listener,
  );
  server.maxHeadersCount = 100;
  await new Promise<void>((opened, refused) => {
    server.once('error', refused);
    server.listen(port, host, opened);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: (patience = 10_000) =>
      new Promise((closed) => {
        const timer = setTimeout(() => server.closeAllConnections(), patience);
        // A connection that is kept for another request would hold the server after its last answer.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        server.close(() => {
          clearTimeout(timer);
          clearInterval(idle);
          closed();
        });
      }),
  };
}
