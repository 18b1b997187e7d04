import { basePathOf } from '../base-path.ts';
import type { Context } from '../context.ts';
import { ServerError } from '../errors.ts';
import { isGood, labelOf, lifetimes } from './secrets.ts';

/** Who asks: someone who logged in, or a script with a token. */
export interface Actor {
  readonly kind: 'session' | 'token';
  /** For the log of changes. */
  readonly name: string;
}

type Guarded = Pick<Context, 'store' | 'clock' | 'random' | 'publicUrl'>;

/** Sent by the desk's page with each call. A form or a picture of another site can't, and its scripts may not without CORS. */
export const callHeader = 'x-glassjar-desk';

const isSecure = (publicUrl: string): boolean => new URL(publicUrl).protocol === 'https:';

/**
 * `__Host-`: the browser takes it only from this very host, by https, for all of it; a neighbouring subdomain can't plant one. Behind a
 * path it isn't for all of the host, whose other pages need not have it: then `__Secure-`.
 */
export const cookieName = (publicUrl: string): string => {
  if (!isSecure(publicUrl)) return 'glassjar-desk';
  return basePathOf(publicUrl) ? '__Secure-glassjar-desk' : '__Host-glassjar-desk';
};

/** The `Set-Cookie` of a session; of none: the one that takes it away. */
export function sessionCookie(publicUrl: string, secret: string | undefined): string {
  const age = secret ? Math.floor(lifetimes.session / 1000) : 0;
  const secure = isSecure(publicUrl) ? '; Secure' : '';
  return `${cookieName(publicUrl)}=${secret ?? ''}; Path=${basePathOf(publicUrl) || '/'}; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}

export function sessionOf(request: Request, publicUrl: string): string | undefined {
  const name = `${cookieName(publicUrl)}=`;
  const found = request.headers
    .get('cookie')
    ?.split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(name));
  // Of two cookies of one name nobody knows which is ours.
  return found?.length === 1 ? found[0]!.slice(name.length) : undefined;
}

export const tokenOf = (request: Request): string | undefined => {
  const sent = request.headers.get('authorization');
  return sent === null ? undefined : (/^Bearer ([^\s]+)$/i.exec(sent)?.[1] ?? '');
};

/**
 * Refuses what another site's page makes a browser send. Three things, each enough: SameSite=Strict keeps the cookie at home,
 * the header can't be sent from elsewhere, and browsers say where a request comes from.
 * @throws ServerError `forbidden`
 */
export function checkOrigin(request: Request, publicUrl: string): void {
  const { headers } = request;
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isHome =
    (site === null || site === 'same-origin' || (isRead && site === 'none')) &&
    (origin === null || origin === new URL(publicUrl).origin);
  // A browser names at least one of the two with whatever changes something.
  const isNamed = isRead || site !== null || origin !== null;
  if (isHome && isNamed && (isRead || headers.get(callHeader) === '1')) return;
  throw new ServerError('forbidden', 'this came from another page than the desk, and was not done');
}

/**
 * Who asks, by token or by session. A token is looked at alone: no cookie makes up for a wrong one.
 * @throws ServerError `unauthorized`, the same for whatever is missing, wrong, withdrawn or too old; `forbidden` from another page.
 */
export async function identify(request: Request, context: Guarded): Promise<Actor> {
  const token = tokenOf(request);
  if (token !== undefined) {
    if (await isGood(context, token, 'token')) return { kind: 'token', name: await nameOf(token, context) };
  } else {
    const session = sessionOf(request, context.publicUrl);
    if (session !== undefined && (await isGood(context, session, 'session'))) {
      checkOrigin(request, context.publicUrl);
      return { kind: 'session', name: (await labelOf(context, session, 'session')) ?? 'desk' };
    }
  }
  throw new ServerError('unauthorized', 'please log in: `npx glassjar login` makes a link');
}

/** What a token is called in the log of changes. */
async function nameOf(token: string, { store }: Guarded): Promise<string> {
  const label = await labelOf({ store }, token, 'token');
  return label ? `token: ${label}` : 'token';
}
