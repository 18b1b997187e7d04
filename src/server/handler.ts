import { Hono, type Context as HonoContext } from 'hono';
import { GlassjarError } from '../core/errors.ts';
import { basePathOf, below } from './base-path.ts';
import { addressOf, createBrake } from './brake.ts';
import { defaultLimits, type Clock, type Context, type Limits, type Random } from './context.ts';
import { ServerError, statusOf } from './errors.ts';
import { createEvents, type Events } from './events.ts';
import { createHealth } from './health.ts';
import { describeError, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createPages } from './pages.ts';
import type { Payments } from './payments/payments.ts';
import { decode, json, type Route } from './route.ts';
import { routes as apiRoutes } from './routes/all.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';
import type { Store } from './store/store.ts';

/** What the server is made of. All that has an effect on the world is handed in. */
export interface HandlerOptions {
  readonly store: Store;
  /** In the order in which they are asked whether they take a campaign's currency. */
  readonly payments: readonly Payments[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Where this server is, without a slash at the end: `https://give.example.org`. */
  readonly publicUrl: string;
  /** Origins of pages that may start donations, and to which supporters may be sent back. Empty: any may start. */
  readonly origins?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** How many proxies of one's own stand before the server, each of which appends to `X-Forwarded-For`. */
  readonly trustProxy?: number;
  /** Routes beside the API: the organiser's desk. Made here, so that they get what all routes get. */
  readonly desk?: (context: Context) => readonly Route[];
  /** Shuts down: ends all lines of events, and stops listening to the store. */
  readonly signal: AbortSignal;
}

/** What a request came through. */
export interface Connection {
  /** The other end of the socket. */
  readonly address?: string | undefined;
}

/** The whole server as a function of the Web's standards; it never rejects. */
export interface Handler {
  (request: Request, connection?: Connection): Promise<Response>;
  /** The hash by which who asks is counted. */
  callerOf(address: string | undefined, forwarded: string | undefined | null): string;
  /** For the shortest ways to an answer, which node.ts takes. */
  readonly snapshots: Snapshots;
  readonly events: Events;
  readonly metrics: Metrics;
  readonly context: Context;
  /** All that it answers. */
  readonly routes: readonly Route[];
}

interface Env {
  readonly Bindings: Connection;
}

/** Errors are made answers here and nowhere else. */
const crossOrigin: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Age, ETag, Retry-After',
};
const guards: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
};

export function createHandler(options: HandlerOptions): Handler {
  const { clock, log, payments, random, signal, store } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const metrics = createMetrics();
  const snapshots = createSnapshots({ store, payments, clock, limits, log, metrics, signal });
  const pages = createPages({ store, snapshots, clock });
  const health = createHealth({ store, clock, log, metrics });
  const events = createEvents({ snapshots, clock, random, limits, log, metrics, signal });
  const brake = createBrake(clock, random);
  const { publicUrl, origins = [] } = options;
  const context: Context = {
    ...{ store, payments, clock, random, log, limits, publicUrl, origins },
    ...{ snapshots, pages, events, brake, metrics, health },
  };
  const routes = [...apiRoutes, ...(options.desk?.(context) ?? [])];

  const { trustProxy = 0 } = options;
  let hasWarned = false;
  const callerOf: Handler['callerOf'] = (address, forwarded) => {
    if (forwarded && trustProxy === 0 && !hasWarned) {
      hasWarned = true;
      // Behind a proxy all readers are one caller, and ten of them use up what one may do; from anyone else the header means nothing.
      log('warn', 'forwarded-ignored', {
        hint: 'a request came with X-Forwarded-For, which is not looked at: if a proxy of yours stands before this server, write TRUST_PROXY=1',
      });
    }
    return brake.callerOf(addressOf(address, forwarded ?? null, trustProxy));
  };

  async function answer(route: Route, at: HonoContext<Env>): Promise<Response> {
    const request = at.req.raw;
    const params = route.params && decode(route.params, at.req.param());
    const query = route.query && decode(route.query, at.req.query());
    const body = route.body && (await readBody(route, request, limits));
    const caller = callerOf(at.env.address, request.headers.get('x-forwarded-for'));
    const response = await route.handle({ params, query, body, request, caller }, context);
    if (route.access === 'public')
      for (const [name, value] of Object.entries(crossOrigin)) response.headers.set(name, value);
    return response;
  }

  function failure(error: unknown, path: string): Response {
    const told = error instanceof GlassjarError ? new ServerError('invalid', error.message, { cause: error }) : error;
    if (!(told instanceof ServerError)) {
      log('error', 'failed', { route: path, ...describeError(error) });
      return json(
        { error: { code: 'internal', message: 'something went wrong here; it was noted' } },
        500,
        crossOrigin,
      );
    }
    const { code, message, retryAfter } = told;
    if (code === 'too-many') metrics.count('glassjar_refused_total', { route: path });
    if (statusOf[code] >= 500 || code === 'signature')
      log('warn', 'refused', { route: path, code, ...describeError(told) });
    return json({ error: { code, message } }, statusOf[code], {
      ...crossOrigin,
      ...(retryAfter !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
    });
  }

  const app = new Hono<Env>();
  for (const route of routes) {
    const path = `${route.method} ${route.path}`;
    app.on(route.method.toUpperCase(), route.path, async (at) => {
      const began = clock.now();
      const response = await answer(route, at).catch((error: unknown) => failure(error, path));
      // What other sites' pages may not read, they are not told either.
      if (route.access !== 'public') for (const name of Object.keys(crossOrigin)) response.headers.delete(name);
      for (const [name, value] of Object.entries(guards))
        if (!response.headers.has(name)) response.headers.set(name, value);
      metrics.count('glassjar_requests_total', { route: path, status: response.status });
      log('info', 'request', { route: path, status: response.status, ms: clock.now() - began });
      return response;
    });
  }
  for (const path of new Set(routes.filter(({ access }) => access === 'public').map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    app.options(path, () => new Response(null, { status: 204, headers: preflight(methods) }));
  }
  app.notFound(() =>
    json({ error: { code: 'not-found', message: 'nothing here; see /openapi.json' } }, 404, {
      ...crossOrigin,
      ...guards,
    }),
  );
  app.onError((error) => failure(error, 'unknown'));

  const base = basePathOf(publicUrl);
  const fetch = async (request: Request, connection: Connection = {}): Promise<Response> => {
    if (!base) return app.fetch(request, connection);
    const { origin, pathname, search } = new URL(request.url);
    const target = pathname + search;
    const inner = below(base, target);
    return app.fetch(inner === target ? request : new Request(origin + inner, request), connection);
  };
  return Object.assign(fetch, {
    callerOf,
    snapshots,
    events,
    metrics,
    context,
    routes,
  });
}

const preflight = (methods: readonly string[]): Record<string, string> => ({
  'access-control-allow-origin': '*',
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': 'Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID',
  // Two hours: browsers take no more.
  'access-control-max-age': '7200',
  vary: 'Origin',
});

async function readBody({ body }: Route, request: Request, limits: Limits): Promise<unknown> {
  if (!body) return undefined;
  const isRaw = 'raw' in body;
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  // A form of another site can send text and forms without asking first; JSON it can't.
  if (!isRaw && type !== 'application/json')
    throw new ServerError('invalid', 'Content-Type: expected application/json');
  const bytes = await readBytes(request, isRaw ? limits.hook : limits.body);
  if (isRaw) return bytes;
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ServerError('invalid', 'the body is not JSON', { cause });
  }
  return decode(body.schema, parsed);
}

/** Reads the body and counts it, so that an endless one ends, whatever its headers say. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): ServerError => new ServerError('too-large', `the body may have ${limit} bytes`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength;
      if (size > limit) throw tooLarge();
      parts.push(part);
    }
  } catch (cause) {
    // Whoever broke off hears no answer; it is no fault of the server's.
    throw cause instanceof ServerError ? cause : new ServerError('invalid', 'the body broke off', { cause });
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
