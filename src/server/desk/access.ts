import * as z from 'zod';
import { clean } from '../../core/text.ts';
import { ServerError } from '../errors.ts';
import { json } from '../route.ts';
import { deskRoute, type DeskRoute } from './desk-route.ts';
import { checkOrigin, sessionCookie, sessionOf } from './guard.ts';
import { drop, isGood, issue, labelOf } from './secrets.ts';

/* Getting in and out, and tokens for scripts. */

const enter = deskRoute({
  method: 'POST',
  path: '/login',
  access: 'open',
  body: z.strictObject({ link: z.string().max(200) }),
  mostBytes: 1024,
  async handle({ body: { link }, brake, caller, request }, context) {
    // Also here, or another site could log a visitor in as someone else.
    checkOrigin(request, context.publicUrl);
    // Before it is used up.
    const name = await labelOf(context, link, 'login');
    if (!(await isGood(context, link, 'login', true))) {
      // Only now: nobody guesses 256 bits, but a stranger on the same network could lock the organiser out by failing.
      brake.check(caller);
      brake.failed(caller);
      throw new ServerError(
        'unauthorized',
        'this link was used already or is too old: `npx glassjar login` makes a new one',
      );
    }
    // Whatever session the browser came with ends here: one that someone else planted must not become a good one.
    const before = sessionOf(request, context.publicUrl);
    if (before) await drop(context, before);
    const session = await issue(context, 'session', name);
    context.log('info', 'desk-login');
    return json({ kind: 'session' }, 200, { 'set-cookie': sessionCookie(context.publicUrl, session) });
  },
});

const leave = deskRoute({
  method: 'POST',
  path: '/logout',
  access: 'session',
  async handle({ request }, context) {
    await drop(context, sessionOf(request, context.publicUrl) ?? '');
    return json({}, 200, { 'set-cookie': sessionCookie(context.publicUrl, undefined) });
  },
});

const whoAmI = deskRoute({
  method: 'GET',
  path: '/session',
  access: 'either',
  handle: async ({ actor }, { publicUrl }) => json({ kind: actor.kind, name: actor.name, publicUrl }),
});

const listTokens = deskRoute({
  method: 'GET',
  path: '/tokens',
  access: 'session',
  async handle(_asked, { clock, store }) {
    const all = await store.secrets('token');
    const tokens = all
      .filter(({ expires }) => expires > clock.now())
      .map(({ expires, hash, label }) => ({ id: hash, label: label ?? '', expires: new Date(expires).toISOString() }));
    return json({ tokens });
  },
});

const makeToken = deskRoute({
  method: 'POST',
  path: '/tokens',
  access: 'session',
  body: z.strictObject({ label: z.string().max(80).transform(clean) }),
  async handle({ body: { label } }, context) {
    if (!label) throw new ServerError('invalid', 'label: expected what the token is for, to know it by');
    context.log('info', 'desk-token-made');
    return json({ token: await issue(context, 'token', label) }, 201);
  },
});

const withdrawToken = deskRoute({
  method: 'DELETE',
  path: '/tokens/:token',
  access: 'session',
  async handle({ params: { token = '' } }, { log, store }) {
    const all = await store.secrets('token');
    // By its list, so that this takes away tokens and never a session.
    if (!all.some(({ hash }) => hash === token)) throw new ServerError('not-found', 'there is no such token');
    await store.dropSecret(token);
    log('info', 'desk-token-withdrawn');
    return json({});
  },
});

export const accessRoutes: readonly DeskRoute[] = [enter, leave, whoAmI, listTokens, makeToken, withdrawToken];
