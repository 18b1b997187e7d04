import { Hono } from 'hono';
import { GlassjarError } from '../../core/errors.ts';
import { basePathOf } from '../base-path.ts';
import { ServerError, statusOf } from '../errors.ts';
import { fileSender } from '../files.ts';
import { describeError } from '../log.ts';
import type { Context } from '../context.ts';
import { decode, json, route as routeOf, type Route } from '../route.ts';
import { deskRoutes } from '../routes/desk.ts';
import { createLoginBrake } from './brake.ts';
import { ChangedMeanwhile, RefusedDocument } from './campaigns.ts';
import type { Asset, DeskContext, DeskRoute } from './desk-route.ts';
import { identify, tokenOf, type Actor } from './guard.ts';

/** Bytes of a request: a campaign with years of news, or ten thousand lines. */
const mostBytes = 4 * 1024 * 1024;

/** What the page may do: nothing but what comes from this server, no frames, no HTML made of text. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html glassjar-import',
].join('; ');

const protection: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
};

const nobody: Actor = { kind: 'session', name: '' };

/**
 * The organiser's desk: everything under `/admin`. Takes the request as it came, and by which hash its sender is counted.
 * No answer of it may be kept, framed, or read from another site.
 */
export function createDesk(context: DeskContext): (request: Request, caller: string) => Promise<Response> {
  const brake = createLoginBrake(context.clock);
  const app = new Hono<{ Bindings: { caller: string } }>().basePath('/admin');

  const sendFile = fileSender(context.assets);
  for (const route of deskRoutes) {
    app.on(route.method, `/api${route.path}`, async ({ env: { caller }, req }) => {
      const request = req.raw;
      const actor = await admit(route, request, caller);
      const body = route.body ? decode(route.body, await bodyOf(request, route.mostBytes ?? mostBytes)) : undefined;
      const query = new URL(request.url).searchParams;
      return route.handle({ actor, body, brake, caller, params: req.param(), query, request }, context);
    });
  }
  app.all('/api/*', () => {
    throw new ServerError('not-found', 'there is nothing at this address');
  });
  app.get('*', async ({ req }) => {
    const path = new URL(req.url).pathname.replace(/^\/admin\/?/, '');
    // The page names its parts from where it stands, so it stands at one address.
    if (path === 'index.html' || req.path === '/admin/') return toDesk(context);
    return sendFile(path || 'index.html', req.raw);
  });
  app.notFound(() => answerOf(new ServerError('not-found', 'there is nothing at this address')));
  app.onError((error) => {
    const told = asServerError(error);
    if (!told) context.log('error', 'desk-failed', describeError(error));
    return told
      ? answerOf(told)
      : json({ error: { code: 'failed', message: 'something went wrong here; nothing was saved' } }, 500);
  });

  async function admit({ access }: DeskRoute, request: Request, caller: string): Promise<Actor> {
    if (access === 'open') return nobody;
    const hasToken = tokenOf(request) !== undefined;
    try {
      const actor = await identify(request, context);
      if (access === 'session' && actor.kind === 'token') {
        throw new ServerError('forbidden', 'this is done in the desk, not by a script');
      }
      return actor;
    } catch (error) {
      // A good token is never braked: whoever fails on the same network would lock it out.
      if (hasToken && error instanceof ServerError && error.code === 'unauthorized') {
        brake.check(caller);
        brake.failed(caller);
      }
      throw error;
    }
  }

  return async (request, caller) => {
    const response = await app.fetch(request, { caller });
    for (const [name, value] of Object.entries(protection)) response.headers.set(name, value);
    return response;
  };
}

/**
 * The desk for `createHandler({ desk: deskAt(folderAssets('dist/desk')) })`: everything under `/admin`, out of reach for other
 * sites' pages. Bodies are read by the desk itself, since a campaign with its news is larger than what anyone else may send.
 * @param assets The files of its page.
 */
export const deskAt =
  (assets: (path: string) => Promise<Asset | undefined>) =>
  (context: Context): readonly Route[] => {
    const desk = createDesk({ ...context, assets });
    const root = routeOf({
      ...{ method: 'get', path: '/', summary: 'To the organiser’s desk.', access: 'own', answers: {}, errors: [] },
      handle: async () => toDesk(context),
    });
    const pages = (['get', 'post', 'put', 'delete'] as const).flatMap((method) =>
      ['/admin', '/admin/*'].map((path) =>
        routeOf({
          method,
          path,
          summary: 'The organiser’s desk.',
          access: 'own',
          answers: {},
          errors: [],
          handle: ({ caller, request }) => desk(request, caller),
        }),
      ),
    );
    return [root, ...pages];
  };

/** To where the page is, with the server's own path. */
const toDesk = ({ publicUrl }: Pick<Context, 'publicUrl'>): Response =>
  new Response(null, {
    status: 302,
    headers: { location: `${basePathOf(publicUrl)}/admin`, 'cache-control': 'no-store' },
  });

/** What may be told of an error; undefined for one that nobody foresaw. */
function asServerError(error: unknown): ServerError | undefined {
  if (error instanceof ServerError) return error;
  return error instanceof GlassjarError ? new RefusedDocument(error.problems) : undefined;
}

function answerOf(error: ServerError): Response {
  const { code, message, retryAfter } = error;
  const problems = error instanceof RefusedDocument ? { problems: error.problems } : {};
  const changed = error instanceof ChangedMeanwhile && error.changed ? { changed: error.changed } : {};
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return json({ error: { code, message, ...problems, ...changed } }, statusOf[code], headers);
}

/** The body as JSON. Anything else than JSON by its own word is refused: a form of another site can't say that. */
async function bodyOf(request: Request, most: number): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ServerError('invalid', 'expected content-type: application/json');
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) throw new ServerError('too-large', `expected ${most} bytes at most`);
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (cause) {
    throw new ServerError('invalid', 'expected JSON', { cause });
  }
}
