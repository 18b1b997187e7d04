/*
 * A static server for the demo and the built library. `npm start` uses it, and so do the end-to-end tests, which hand it
 * faults and headers, so that what they prove holds for the pages exactly as they are shipped.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import type { NodeListener } from '../../src/server/node.ts';

/** What goes wrong with one path, for tests. All that is given applies, in this order. */
export interface Fault {
  /** Wait so many milliseconds before anything is sent. */
  readonly delay?: number;
  /** Never answer; the connection stays open until the client or the server gives up. */
  readonly hang?: boolean;
  /** Close the connection without an answer: what a reader behind a blocker or without a network sees. */
  readonly drop?: boolean;
  /** Send this instead of the file. */
  readonly body?: string | Buffer;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Promise the whole body, send only so many bytes of it, then break the connection. */
  readonly truncate?: number;
}

/** One fault for good, or one chosen for each request (counted from 1 since it was set); undefined: answer as always. */
export type Faulty = Fault | ((nth: number) => Fault | undefined);

export interface ServeOptions {
  /** Folder of the pages. */
  readonly root: string;
  /** Folder of the built library, served at the same place; a page's own file comes first. */
  readonly dist: string;
  /** By path: `/kai.json`. Read at each request, so that a test may change it while a page is open. */
  readonly faults?: Map<string, Faulty>;
  /** Sent with every answer: a Content-Security-Policy, for one. Read at each request. */
  readonly headers?: Record<string, string>;
  /** Answers in place of the folders what is the server's own. Read at each request, since it may know its address only then. */
  live?: NodeListener | undefined;
  /** Default: any free port. */
  readonly port?: number;
}

export interface Served {
  /** `http://127.0.0.1:5173`, without a slash at the end. */
  readonly origin: string;
  /** Paths asked for, in order; a test may empty it. */
  readonly requests: string[];
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** What the reference server answers. */
const isLive = /^\/(?:campaigns|donations|webhooks)\/|^\/(?:health|metrics|openapi\.json)$|^\/admin(?:\/|$)/;

/** Serves the folders on this machine only, and resolves once the port is open. Rejects when it is taken. */
export async function createServer(options: ServeOptions): Promise<Served> {
  const requests: string[] = [];
  const counts = new WeakMap<Faulty, number>();

  const server = createHttpServer((request, response) => {
    const path = pathOf(request.url ?? '/');
    if (path === undefined) {
      response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end('No address of this server\n');
      return;
    }
    requests.push(path);
    if (options.live && isLive.test(path)) {
      options.live(request, response);
      return;
    }
    const faulty = options.faults?.get(path);
    const nth = faulty ? (counts.get(faulty) ?? 0) + 1 : 0;
    if (faulty) counts.set(faulty, nth);
    const fault = typeof faulty === 'function' ? faulty(nth) : faulty;
    answer(request, response, path, options, fault ?? {}).catch((error: unknown) => {
      // A page that was closed while its answer was on the way is no news.
      if (!response.headersSent) response.writeHead(500).end(String(error));
      else response.destroy();
    });
  });

  await new Promise<void>((opened, refused) => {
    server.once('error', refused);
    server.listen(options.port ?? 0, '127.0.0.1', opened);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        // Requests that hang on purpose, and idle keep-alive connections, would hold the port for ever.
        server.closeAllConnections();
      }),
  };
}

/** The path of a request's target, also of one that names a host; undefined for what is no address. */
function pathOf(target: string): string | undefined {
  // Put behind a host, since `//x` alone would be read as one.
  const url = target.startsWith('/') ? `http://localhost${target}` : target;
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).pathname : undefined;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  options: ServeOptions,
  fault: Fault,
): Promise<void> {
  if (fault.delay) await new Promise((waited) => setTimeout(waited, fault.delay));
  if (fault.hang) return;
  if (fault.drop) {
    request.socket.destroy();
    return;
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }

  const file = fault.body === undefined ? await find(path, [options.root, options.dist]) : undefined;
  const body = fault.body === undefined ? file?.body : Buffer.from(fault.body);
  if (!body) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`Nothing at ${path}\n`);
    return;
  }
  response.setHeader('Content-Type', types[extname(file?.path ?? path)] ?? 'application/octet-stream');
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  response.setHeader('ETag', etag);
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);

  const status = fault.status ?? 200;
  if (status === 200 && matches(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(status, { 'Content-Length': body.length });
  if (request.method === 'HEAD') response.end();
  else if (fault.truncate === undefined) response.end(body);
  else response.write(body.subarray(0, fault.truncate), () => request.socket.destroy());
}

const matches = (header: string | undefined, etag: string): boolean =>
  header === '*' || (header ?? '').split(/\s*,\s*/).some((tag) => tag.replace(/^W\//, '') === etag);

/** The first folder's file at a path. Answers undefined for whatever isn't a file inside one of them. */
async function find(path: string, folders: readonly string[]): Promise<{ path: string; body: Buffer } | undefined> {
  let wanted: string;
  try {
    wanted = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (wanted.includes('\0')) return undefined;
  if (wanted.endsWith('/')) wanted += 'index.html';
  for (const folder of folders) {
    const full = join(resolve(folder), wanted);
    // The URL parser already resolved plain "..", but not the encoded slashes of "..%2f".
    if (!full.startsWith(resolve(folder) + sep)) continue;
    const found = await stat(full).catch(() => undefined);
    if (found?.isFile()) return { path: full, body: await readFile(full) };
  }
  return undefined;
}
