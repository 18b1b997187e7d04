import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basePathOf, below } from './base-path.ts';
import type { Handler } from './handler.ts';
import { openDoor, type FirstBytes } from './node-door.ts';
import { AnswerLine, openLine, readAsking, SocketLine } from './node-lines.ts';
import { isKnown, notModified, type Encoded } from './snapshots.ts';
import { campaignId } from './route.ts';

/*
 * The handler on Node's own server. Two answers take a shorter way than through Request and Response, since they are given thousands of
 * times a second: a campaign that is in memory, and the line of events. Both say exactly what the handler would.
 */

export interface NodeListener {
  (request: IncomingMessage, response: ServerResponse): void;
  /** Takes a line of events off Node's hands before Node has read a byte of it. */
  readonly takesFirst: FirstBytes;
}

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
  const base = basePathOf(handler.context.publicUrl);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (base) request.url = below(base, request.url ?? '');
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
          const known = first(request.headers['last-event-id']);
          const forwarded = request.headers['x-forwarded-for'];
          const asking = { campaign: id, known, forwarded: Array.isArray(forwarded) ? forwarded.join() : forwarded };
          void openLine(handler, asking, new AnswerLine(request, response));
          return;
        }
      }
    }
    void whole(request, response);
  };
  const takesFirst: FirstBytes = (socket, bytes) => {
    const asking = readAsking(bytes);
    if (asking) void openLine(handler, asking, new SocketLine(socket));
    return asking !== undefined;
  };
  return Object.assign(answer, { takesFirst });
}

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

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
  const door = openDoor(server, listener.takesFirst, requestTimeout / 2);
  await new Promise<void>((opened, refused) => {
    server.once('error', refused);
    server.listen(port, host, opened);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: (patience = 10_000) =>
      new Promise((closed) => {
        const timer = setTimeout(() => {
          server.closeAllConnections();
          door.closeTaken();
        }, patience);
        door.closeSilent();
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
