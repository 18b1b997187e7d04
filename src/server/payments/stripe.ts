import type { Stripe } from 'stripe';
import { chargeRule, toCharge } from '../../core/charge.ts';
import { ServerError } from '../errors.ts';
import type { Payment, Payments } from './payments.ts';
import { chargeFee, chargeOf, readStripeEvent } from './stripe-events.ts';
import { createVerifier } from './stripe-signature.ts';

/* Cards, direct debits and whatever else is switched on in one's Stripe account, through Stripe's own pages. */

export interface StripeOptions {
  /** `sk_test_…`, `sk_live_…`, or a restricted one (`rk_…`). */
  readonly secretKey: string;
  /** Of the webhook, `whsec_…`. Several while one is exchanged for another. */
  readonly webhookSecrets: readonly string[];
  /** Shows Stripe's form on the campaign's page instead of going to Stripe's. Costs that page Stripe's script. */
  readonly publishableKey?: string;
  /** Another address of Stripe's API, for tests: `http://127.0.0.1:12111`. */
  readonly apiBase?: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds for one request to Stripe. A supporter waits for it. */
const patience = 15_000;

/** @throws Error when a key or secret can't be one: a server that takes forged events must not start. */
export function stripePayments(options: StripeOptions): Payments {
  const { apiBase, now, publishableKey, secretKey, webhookSecrets } = options;
  if (!/^[sr]k_(?:test|live)_\w+$/.test(secretKey)) {
    throw new Error('STRIPE_SECRET_KEY: expected a key like sk_test_…, from dashboard.stripe.com/apikeys');
  }
  if (publishableKey !== undefined && !/^pk_(?:test|live)_\w+$/.test(publishableKey)) {
    throw new Error('STRIPE_PUBLISHABLE_KEY: expected a key like pk_test_…, from dashboard.stripe.com/apikeys');
  }
  const isLive = secretKey.includes('_live_');
  if (publishableKey && publishableKey.includes('_live_') !== isLive) {
    throw new Error('STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY: one is for tests and the other one live');
  }
  const verify = createVerifier(webhookSecrets, now);
  let client: Promise<Stripe> | undefined;
  // Twenty megabytes of SDK, for those who take cards.
  const stripe = (): Promise<Stripe> => (client ??= connect(secretKey, apiBase));

  return {
    name: 'stripe',
    options(currency) {
      const rule = chargeRule(currency);
      if (!rule) return undefined;
      const { maximum, minimum, step } = rule;
      return { intervals: ['once', 'month'], maximum, step, ...(minimum && { minimum }) };
    },
    async start(payment) {
      const { checkout } = await stripe();
      const session = await checkout.sessions
        .create(sessionOf(payment, publishableKey !== undefined), { idempotencyKey: `glassjar-${payment.key}` })
        .catch(refuse);
      const ids = [session.id, ...idsOf(session.payment_intent)];
      if (publishableKey && session.client_secret) {
        const { client_secret: clientSecret } = session;
        return { step: { kind: 'stripe', clientSecret, publishableKey, donation: payment.reference }, ids };
      }
      if (!session.url) throw new ServerError('payments', 'Stripe answered without an address to go to');
      return { step: { kind: 'redirect', url: session.url }, ids };
    },
    async readEvent(body, headers) {
      const event = await verify(body, headers.get('stripe-signature'));
      if (event.livemode !== isLive) {
        throw new ServerError('signature', `the event is ${isLive ? 'a test' : 'live'}, and the key isn’t`);
      }
      return readStripeEvent(event);
    },
    async isFinished(ids) {
      const session = ids.find((id) => id.startsWith('cs_'));
      if (!session) return true;
      const { checkout } = await stripe();
      return checkout.sessions.retrieve(session).then(
        ({ status }) => status === 'complete',
        () => true,
      );
    },
    async *eventsSince(since) {
      const { balanceTransactions, events, invoicePayments } = await stripe();
      const created = { gte: Math.floor(since / 1000) };
      for await (const event of events.list({ created, limit: 100 })) {
        const read = event.livemode === isLive && readStripeEvent(event);
        if (read) yield read;
      }
      // What Stripe keeps stands in no event, only in the account's own books.
      for await (const booked of balanceTransactions.list({ created, limit: 100, expand: ['data.source'] })) {
        const charge = chargeOf(booked);
        const [intent] = idsOf(charge?.payment_intent);
        // A month of a subscription doesn't have our reference; the books know it by its invoice.
        const months =
          intent && !charge?.metadata['donation']
            ? await invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: intent }, limit: 1 })
            : undefined;
        const read = chargeFee(booked, idsOf(months?.data[0]?.invoice)[0]);
        if (read) yield read;
      }
    },
  };
}

async function connect(key: string, apiBase: string | undefined): Promise<Stripe> {
  const { Stripe: Client } = await import('stripe');
  const base = apiBase === undefined ? undefined : new URL(apiBase);
  return new Client(key, {
    // Repeats what broke off, with the same idempotency key.
    maxNetworkRetries: 2,
    timeout: patience,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'http:' ? 80 : 443),
      protocol: base.protocol === 'http:' ? 'http' : 'https',
    }),
  });
}

function sessionOf(payment: Payment, isEmbedded: boolean): Stripe.Checkout.SessionCreateParams {
  const { amount, campaign, interval, reference, returnUrl, title } = payment;
  const metadata = { donation: reference, campaign };
  return {
    mode: interval ? 'subscription' : 'payment',
    ui_mode: isEmbedded ? 'embedded_page' : 'hosted_page',
    ...(isEmbedded ? { return_url: returnUrl } : { success_url: returnUrl, cancel_url: returnUrl }),
    client_reference_id: reference,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: amount.currency.toLowerCase(),
          unit_amount: toCharge(amount),
          product_data: { name: title.slice(0, 250) },
          ...(interval && { recurring: { interval } }),
        },
      },
    ],
    metadata,
    // Events of the payment itself don't have the session's.
    ...(interval ? { subscription_data: { metadata } } : { payment_intent_data: { metadata }, submit_type: 'donate' }),
    ...localeOf(payment.language),
  };
}

/** Languages of Stripe's pages; with another one they ask the browser. */
const locales =
  'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW'.split(
    ' ',
  );

function localeOf(language: string | undefined): Pick<Stripe.Checkout.SessionCreateParams, 'locale'> {
  const found = [language, language?.split('-', 1)[0]].find((one) => one !== undefined && locales.includes(one));
  return found ? { locale: found as Stripe.Checkout.SessionCreateParams.Locale } : {};
}

const idsOf = (held: string | { readonly id: string } | null | undefined): string[] =>
  held ? [typeof held === 'string' ? held : held.id] : [];

/** What Stripe says stays with us: its words may hold what someone typed. */
function refuse(cause: unknown): never {
  const { code, type } = cause as { readonly code?: unknown; readonly type?: unknown };
  const what = [type, code].filter((part) => typeof part === 'string' && /^\w+$/.test(part)).join(', ');
  throw new ServerError(
    'payments',
    `the payment provider can’t begin this${what && ` (${what})`}; nothing was charged`,
  );
}
