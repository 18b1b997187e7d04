import { clean } from '../../core/text.ts';
import type { Context } from '../context.ts';

/*
 * What opens the desk: a one-time link, the session it is changed for, and tokens for scripts. Each is 256 random bits; the store
 * has only their hashes, from which none can be made again.
 */

export type SecretKind = 'login' | 'session' | 'token';

export type Secrets = Pick<Context, 'store' | 'clock' | 'random'>;

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long each lives, in milliseconds. */
export const lifetimes: Readonly<Record<SecretKind, number>> = {
  login: 30 * minute,
  session: 7 * day,
  token: 365 * day,
};

/** What a secret looks like; what doesn't is not asked for. */
const form = /^[A-Za-z0-9_-]{43}$/;

/** Makes a secret and keeps its hash. @returns The secret, which nobody can be told again. */
export async function issue({ clock, random, store }: Secrets, kind: SecretKind, label?: string): Promise<string> {
  const secret = Buffer.from(random(32)).toString('base64url');
  const expires = clock.now() + lifetimes[kind];
  await store.putSecret({ hash: await hashOf(secret), kind, expires, ...(label !== undefined && { label }) });
  return secret;
}

/** @param once Takes it away with that: of several callers at the same time one is told that it is good. */
export async function isGood(
  { clock, store }: Secrets,
  secret: string | undefined,
  kind: SecretKind,
  once = false,
): Promise<boolean> {
  return !!secret && form.test(secret) && store.checkSecret(await hashOf(secret), kind, clock.now(), once);
}

export async function drop({ store }: Secrets, secret: string): Promise<void> {
  if (form.test(secret)) await store.dropSecret(await hashOf(secret));
}

/** SHA-256 in hex. Of 256 random bits no slow hash is needed: there is nothing to guess. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Buffer.from(digest).toString('hex');
}

/**
 * Makes a one-time link to the desk, good for half an hour. The secret stands behind the `#`: it is in no log of a server or a
 * proxy, is handed to no other site, and a program that only looks links up can't use it up.
 * @param name Who will use it, for the log of changes.
 */
export async function login(context: Secrets & Pick<Context, 'publicUrl'>, name = ''): Promise<string> {
  const label = nameFrom(name);
  return `${context.publicUrl.replace(/\/$/, '')}/admin#login=${await issue(context, 'login', label)}`;
}

/** Who logs in, as the log of changes names them. Undefined: nobody said. */
export const nameFrom = (name: string): string | undefined => clean(name).slice(0, 80).trim() || undefined;

/** What a secret was labelled with. */
export async function labelOf(
  { store }: Pick<Secrets, 'store'>,
  secret: string,
  kind: SecretKind,
): Promise<string | undefined> {
  const hash = await hashOf(secret);
  return (await store.secrets(kind)).find((one) => one.hash === hash)?.label;
}
