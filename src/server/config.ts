import {
  addressFrom,
  listOf,
  looksLike,
  originFrom,
  readSetting,
  type Setting,
  Unfit,
  wholeFrom,
} from './config-form.ts';

/* What the environment says, checked before anything starts: a wrong value is told in one line that says what to write. */

/** What must look like a pattern, in which a sign may stand for a mistake of another kind. */
const matching =
  (pattern: RegExp) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new Unfit();
    return text;
  };

/** Of a key or secret what stands behind its kind must not be a placeholder either: `sk_live_xxx`, `whsec_changeme`. */
const stripe = (pattern: RegExp) => (text: string) => {
  if (!pattern.test(text)) throw new Unfit();
  const own = text.replace(/^(?:[srp]k_(?:test|live)|whsec)_/, '');
  if (/^(?:x{2,}|(?:change|replace)[-_]?(?:me|this)|placeholder|secret|key|todo)$/i.test(own)) {
    throw new Unfit('a placeholder, where a value of your own belongs');
  }
  return text;
};

function secretsFrom(text: string): readonly string[] {
  const all = listOf(text);
  if (!all.length) throw new Unfit();
  return all.map((one) => {
    // The wrong one of several is described, and not all of them.
    if (!/^whsec_[\w+/=-]{4,}$/.test(one)) throw new Unfit(looksLike(one));
    return stripe(/./)(one);
  });
}

function hostFrom(text: string): string {
  if (/^https?:/i.test(text)) throw new Unfit('an address: only its host belongs here');
  if (/^\[.*\]/.test(text)) throw new Unfit('brackets, which belong into addresses only');
  if (/^[^:]+:\d+$/.test(text)) throw new Unfit('a port, which belongs to PORT');
  if (!/^[\w.-]+$|^[\da-f:.]+(?:%\w+)?$/i.test(text)) throw new Unfit();
  return text;
}

const databaseForms = 'sqlite:./glassjar.db or postgres://user:password@host/database';

function databaseFrom(text: string): string {
  if (/^sqlite:/i.test(text)) {
    if (!/^sqlite:(?:\/\/(?=\/|\.))?(?!\/\/)./.test(text))
      throw new Unfit('an address of SQLite that names a host or no file');
    if (/^sqlite:(?:\/\/)?~/.test(text)) throw new Unfit('a ~, which only a shell reads: write the whole path');
    return text;
  }
  if (!/^postgres(?:ql)?:\/\//.test(text)) {
    throw new Unfit(/^[a-z][\w+.-]*:/i.test(text) ? 'an address of another kind' : looksLike(text));
  }
  const encode =
    'a sign in the name or the password that an address can’t hold: write @ as %40, # as %23, / as %2F, ? as %3F, % as %25';
  if (/[\s"<>\\^`{|}]/.test(text) || text.split('@').length > 2 || !URL.canParse(text)) throw new Unfit(encode);
  const { hash, host, password, pathname, search, username } = new URL(text);
  if (hash || `${pathname}${search}`.includes('@')) throw new Unfit(encode);
  try {
    decodeURIComponent(username + password + pathname);
  } catch {
    throw new Unfit(encode);
  }
  if (username === 'user' && password === 'password') throw new Unfit('the example of the documentation');
  if (!host && !new URLSearchParams(search).get('host')) throw new Unfit('no host');
  if (pathname.length < 2) throw new Unfit('no database behind the host');
  return text;
}

const expectedKey = 'a key like sk_test_…, from dashboard.stripe.com/apikeys';
const expectedSecret = 'whsec_… (several: with commas between), from dashboard.stripe.com/webhooks or `stripe listen`';
const many = 1_000_000;

const settings = {
  PORT: { expected: 'a port like 8080', read: wholeFrom(0, 65_535) },
  HOST: { expected: 'a host like 127.0.0.1, or 0.0.0.0 for all of this machine’s addresses', read: hostFrom },
  PUBLIC_URL: {
    expected: 'an address like https://give.example.org or https://example.org/jar',
    read: (text: string) => {
      const url = addressFrom(text);
      const path = url.pathname.replace(/\/+$/, '');
      if (/%|\/\//.test(path) || /(?:^|\/)admin$/.test(path)) throw new Unfit('a path that can’t be this server’s');
      return url.origin + path;
    },
  },
  DATABASE_URL: { expected: databaseForms, keeps: 'private', read: databaseFrom },
  STRIPE_SECRET_KEY: { expected: expectedKey, keeps: 'secret', read: stripe(/^[sr]k_(?:test|live)_\w+$/) },
  STRIPE_WEBHOOK_SECRET: { expected: expectedSecret, keeps: 'secret', read: secretsFrom },
  STRIPE_PUBLISHABLE_KEY: {
    expected: 'a key like pk_test_…; it shows Stripe’s form on the page itself',
    keeps: 'private',
    read: stripe(/^pk_(?:test|live)_\w+$/),
  },
  STRIPE_API_BASE: { expected: 'an address like http://127.0.0.1:12111', read: originFrom },
  KOFI_TOKEN: {
    expected: 'the verification token from ko-fi.com/manage/webhooks',
    keeps: 'secret',
    read: (text: string) => {
      if (!/^[\x21-\x7e]{8,200}$/.test(text) || !/ signs? of another form$/.test(looksLike(text))) throw new Unfit();
      return text;
    },
  },
  KOFI_CAMPAIGN: {
    expected: 'the id of the campaign that Ko-fi’s gifts go to: small letters, digits and hyphens',
    read: matching(/^[a-z0-9][a-z0-9-]{0,63}$/),
  },
  ALLOWED_ORIGINS: {
    expected: 'addresses like https://blog.example, with commas between; leave it out to allow all',
    read: (text: string) => listOf(text).map(originFrom),
  },
  TRUST_PROXY: { expected: 'how many proxies of your own stand before the server: 0, 1, …', read: wholeFrom(0, 9) },
  POLL_EVERY: { expected: 'seconds, at least 5', read: wholeFrom(5, 86_400) },
  LISTENERS: { expected: 'how many pages may listen at once; 0: none', read: wholeFrom(0, many) },
} satisfies Readonly<Record<string, Setting<unknown>>>;

type Settings = typeof settings;
type Found = { readonly [Name in keyof Settings]: ReturnType<Settings[Name]['read']> | undefined };

/** What the server is told by its environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where this server is for the world, with its path and without a slash at the end. */
  readonly publicUrl: string;
  /** Whether that was said, and isn't only made of the port. */
  readonly isPublicUrlSet?: true;
  readonly databaseUrl: string;
  readonly stripe?: {
    readonly secretKey: string;
    readonly webhookSecrets: readonly string[];
    readonly publishableKey?: string;
    readonly apiBase?: string;
  };
  readonly koFi?: { readonly token: string; readonly campaign: string };
  readonly origins: readonly string[];
  readonly trustProxy: number;
  readonly pollEvery: number;
  readonly listeners: number;
}

/** What is only right together. */
function checkTogether(found: Found): void {
  const need = (name: string, message: string): never => {
    throw new Error(`${name}: ${message}`);
  };
  const { KOFI_CAMPAIGN, KOFI_TOKEN, STRIPE_PUBLISHABLE_KEY, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET } = found;
  if (STRIPE_SECRET_KEY && !STRIPE_WEBHOOK_SECRET) {
    need('STRIPE_WEBHOOK_SECRET', 'expected whsec_…: without it nobody could tell Stripe’s word from a forged one');
  }
  if (!STRIPE_SECRET_KEY && (STRIPE_WEBHOOK_SECRET || STRIPE_PUBLISHABLE_KEY)) {
    need('STRIPE_SECRET_KEY', 'expected sk_test_… or sk_live_… beside the other Stripe settings');
  }
  const modeOf = (key: string): string => (key.includes('_live_') ? 'live' : 'test');
  if (STRIPE_SECRET_KEY && STRIPE_PUBLISHABLE_KEY && modeOf(STRIPE_SECRET_KEY) !== modeOf(STRIPE_PUBLISHABLE_KEY)) {
    const [wanted, other] = [modeOf(STRIPE_SECRET_KEY), modeOf(STRIPE_PUBLISHABLE_KEY)];
    need('STRIPE_PUBLISHABLE_KEY', `expected pk_${wanted}_… beside STRIPE_SECRET_KEY; found pk_${other}_…`);
  }
  if (Boolean(KOFI_TOKEN) !== Boolean(KOFI_CAMPAIGN)) {
    need(KOFI_TOKEN ? 'KOFI_CAMPAIGN' : 'KOFI_TOKEN', 'expected beside the other Ko-fi setting');
  }
}

/** @throws Error in one line: what is wrong, and what to write. Secrets that are wrong aren't repeated. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries(settings).map(([name, setting]) => [
    name,
    readSetting(name, setting as Setting<unknown>, environment[name]),
  ]);
  const found = Object.fromEntries(entries) as Found;
  checkTogether(found);
  const { PORT: port = 8080, PUBLIC_URL: publicUrl } = found;
  return {
    port,
    host: found.HOST ?? '127.0.0.1',
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    ...(publicUrl !== undefined && { isPublicUrlSet: true }),
    databaseUrl: found.DATABASE_URL ?? 'sqlite:./glassjar.db',
    ...(found.STRIPE_SECRET_KEY && {
      stripe: {
        secretKey: found.STRIPE_SECRET_KEY,
        webhookSecrets: found.STRIPE_WEBHOOK_SECRET ?? [],
        ...(found.STRIPE_PUBLISHABLE_KEY && { publishableKey: found.STRIPE_PUBLISHABLE_KEY }),
        ...(found.STRIPE_API_BASE && { apiBase: found.STRIPE_API_BASE }),
      },
    }),
    ...(found.KOFI_TOKEN &&
      found.KOFI_CAMPAIGN && { koFi: { token: found.KOFI_TOKEN, campaign: found.KOFI_CAMPAIGN } }),
    origins: found.ALLOWED_ORIGINS ?? [],
    trustProxy: found.TRUST_PROXY ?? 0,
    pollEvery: found.POLL_EVERY ?? 30,
    listeners: found.LISTENERS ?? 10_000,
  };
}
