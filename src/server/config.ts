import * as z from 'zod';

/* What the environment says, checked before anything starts: a wrong value is told in one line that says what to write. */

const port = z.coerce
  .number({ error: 'expected a port like 8080' })
  .int()
  .min(0)
  .max(65_535, 'expected a port like 8080');
const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'expected an address like https://give.example.org',
  )
  .transform((text) => new URL(text).origin);
const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const whole = (what: string) =>
  z.coerce
    .number({ error: `expected ${what}` })
    .int(`expected ${what}`)
    .min(0, `expected ${what}`);

const schema = z
  .object({
    PORT: port.default(8080),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: origin.optional(),
    DATABASE_URL: z
      .string()
      .regex(/^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/, 'expected sqlite:./glassjar.db or postgres://…')
      .default('sqlite:./glassjar.db'),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^[sr]k_(?:test|live)_\w+$/, 'expected a key like sk_test_…, from dashboard.stripe.com/apikeys')
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .transform(list)
      .refine(
        (all) => all.length > 0 && all.every((secret) => /^\S{8,}$/.test(secret)),
        'expected whsec_… (several: with commas between), from dashboard.stripe.com/webhooks or `stripe listen`',
      )
      .optional(),
    STRIPE_PUBLISHABLE_KEY: z
      .string()
      .regex(/^pk_(?:test|live)_\w+$/, 'expected a key like pk_test_…; it shows Stripe’s form on the page itself')
      .optional(),
    STRIPE_API_BASE: origin.optional(),
    KOFI_TOKEN: z
      .string()
      .regex(/^\S{8,}$/, 'expected the verification token from ko-fi.com/manage/webhooks')
      .optional(),
    KOFI_CAMPAIGN: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected the id of the campaign that Ko-fi’s gifts go to')
      .optional(),
    ALLOWED_ORIGINS: z.string().transform(list).pipe(z.array(origin)).default([]),
    TRUST_PROXY: whole('how many proxies of your own stand before the server: 0, 1, …').max(9).default(0),
    POLL_EVERY: whole('seconds, at least 5').min(5, 'expected seconds, at least 5').default(30),
    LISTENERS: whole('how many pages may listen at once; 0: none').default(10_000),
  })
  .superRefine((found, context) => {
    const need = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (found.STRIPE_SECRET_KEY && !found.STRIPE_WEBHOOK_SECRET) {
      need('STRIPE_WEBHOOK_SECRET', 'expected whsec_…: without it nobody could tell Stripe’s word from a forged one');
    }
    if (!found.STRIPE_SECRET_KEY && (found.STRIPE_WEBHOOK_SECRET || found.STRIPE_PUBLISHABLE_KEY)) {
      need('STRIPE_SECRET_KEY', 'expected sk_test_… or sk_live_… beside the other Stripe settings');
    }
    if (Boolean(found.KOFI_TOKEN) !== Boolean(found.KOFI_CAMPAIGN)) {
      need(found.KOFI_TOKEN ? 'KOFI_CAMPAIGN' : 'KOFI_TOKEN', 'expected beside the other Ko-fi setting');
    }
  });

/** What the server is told by its environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
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

/** @throws Error in one line: what is wrong, and what to write. Secrets that are wrong aren't repeated. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // Set to nothing is set: an empty secret must stop the server, not switch the check off.
  const read = schema.safeParse(environment);
  if (!read.success) {
    const [issue] = read.error.issues;
    const name = String(issue?.path[0] ?? 'environment');
    const value = environment[name];
    const shown = /KEY|SECRET|TOKEN|DATABASE/.test(name) || value === undefined ? name : `${name}=${value}`;
    throw new Error(`${shown}: ${issue?.message ?? 'not as expected'}`);
  }
  const found = read.data;
  return {
    port: found.PORT,
    host: found.HOST,
    publicUrl: found.PUBLIC_URL ?? `http://localhost:${found.PORT}`,
    databaseUrl: found.DATABASE_URL,
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
    origins: found.ALLOWED_ORIGINS,
    trustProxy: found.TRUST_PROXY,
    pollEvery: found.POLL_EVERY,
    listeners: found.LISTENERS,
  };
}
