/*
 * A small backend for one campaign, as a site would write it around the official SDK: the page's own API, and the hook by which
 * Stripe confirms. It serves the demo's folder and the built library as well, so that all is one site.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Stripe } from 'stripe';
import type { DonationIntent, DonationState, DonationStep } from '../../../src/adapters/adapter.ts';
import { chargeRule, fromCharge, toCharge } from '../../../src/core/charge.ts';
import { inRoot } from '../../../tools/project.ts';
import { bookCampaign } from '../../fixtures/campaigns.ts';

interface Donation {
  readonly intent: DonationIntent;
  readonly session: string;
  status: DonationState['status'];
}

export interface Backend {
  readonly origin: string;
  /** Confirmed money in cents, beyond what the campaign began with. */
  readonly confirmed: () => number;
  /** By reference. */
  readonly donations: ReadonlyMap<string, Donation>;
  /** What the next requests to start a donation meet: nothing, a connection that breaks, or an answer that never comes. */
  fault: 'none' | 'broken' | 'hanging';
  /** Whether Stripe's form is shown on the page. */
  isEmbedded: boolean;
  /** Sent with the page. */
  policy: string;
  /** How often a donation was asked for. */
  readonly asked: () => number;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Starts it. @param secret Of the hook. @param stripePort Where Stripe's API is. */
export async function startBackend(secret: string, stripePort: () => number): Promise<Backend> {
  const stripe = () =>
    new Stripe('sk_test_x', {
      host: '127.0.0.1',
      port: stripePort(),
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    });
  const donations = new Map<string, Donation>();
  const references = new Map<string, string>();
  let asked = 0;

  const confirmed = (): number =>
    [...donations.values()]
      .filter(({ status }) => status === 'paid')
      .reduce((sum, { intent }) => sum + intent.amount.minor, 0);

  async function start(intent: DonationIntent): Promise<DonationStep> {
    // A key's reference is its own from the first time on, so that asking again asks for the very same session.
    const reference = references.get(intent.key) ?? `d-${references.size + 1}-${Math.random().toString(36).slice(2)}`;
    references.set(intent.key, reference);
    const back = new URL(intent.returnUrl);
    back.searchParams.set('glassjar-donation', reference);
    const session = await stripe().checkout.sessions.create(
      {
        mode: intent.interval ? 'subscription' : 'payment',
        ui_mode: backend.isEmbedded ? 'embedded_page' : 'hosted_page',
        ...(backend.isEmbedded ? { return_url: back.href } : { success_url: back.href, cancel_url: back.href }),
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: intent.amount.currency.toLowerCase(),
              unit_amount: toCharge(intent.amount),
              product_data: { name: 'Mara' },
              ...(intent.interval && { recurring: { interval: 'month' as const } }),
            },
          },
        ],
        metadata: { donation: reference, ...(intent.name && { name: intent.name }) },
      },
      { idempotencyKey: intent.key },
    );
    if (!donations.has(reference)) donations.set(reference, { intent, session: session.id, status: 'cancelled' });
    return backend.isEmbedded
      ? { kind: 'stripe', clientSecret: session.client_secret!, publishableKey: 'pk_test_x', donation: reference }
      : { kind: 'redirect', url: session.url! };
  }

  /** The landing page proves nothing: paid is what the hook said. */
  async function stateOf(reference: string): Promise<DonationState | undefined> {
    const donation = donations.get(reference);
    if (!donation) return undefined;
    const { amount } = donation.intent;
    if (donation.status !== 'cancelled') return { status: donation.status, amount };
    const { status } = await stripe().checkout.sessions.retrieve(donation.session);
    return { status: status === 'complete' ? 'pending' : 'cancelled', amount };
  }

  async function confirm(body: string, signature: string): Promise<void> {
    const event = await Stripe.webhooks.constructEventAsync(body, signature, secret);
    if (!event.type.startsWith('checkout.session.')) return;
    const session = event.data.object as Stripe.Checkout.Session;
    const donation = donations.get(session.metadata?.['donation'] ?? '');
    if (!donation || donation.status === 'paid') return;
    const isWhole = fromCharge(session.amount_total!, session.currency!).minor === donation.intent.amount.minor;
    if (session.payment_status === 'paid' && isWhole) donation.status = 'paid';
    else if (event.type === 'checkout.session.completed') donation.status = 'pending';
    else if (event.type === 'checkout.session.async_payment_failed') donation.status = 'failed';
  }

  const campaign = (): unknown => {
    const cents = 918_400 + confirmed();
    return bookCampaign({
      sources: [
        { id: 'bank', label: 'Spenden', raised: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}` },
      ],
      give: {
        amounts: ['10', '50'],
        bank: { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89 3704 0044 0532 0130 00' },
        links: [{ label: 'PayPal', url: 'https://www.paypal.me/mara' }],
      },
    });
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const json = (status: number, value: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const body = await text(request);
    if (pathname === '/hook') {
      await confirm(body, String(request.headers['stripe-signature']));
      return json(200, {});
    }
    if (pathname === '/api/campaign')
      return json(200, {
        campaign: campaign(),
        minimum: chargeRule('EUR')?.minimum,
        maximum: chargeRule('EUR')?.maximum,
      });
    if (pathname === '/api/donations') {
      asked += 1;
      const { fault } = backend;
      if (fault === 'broken') return void request.socket.destroy();
      const step = await start(JSON.parse(body) as DonationIntent);
      // It got here, and what it did stays done; only the answer is lost.
      return fault === 'hanging' ? undefined : json(200, step);
    }
    const reference = /^\/api\/donations\/([\w-]+)$/.exec(pathname)?.[1];
    if (reference) {
      const state = await stateOf(reference);
      return state ? json(200, state) : json(404, {});
    }
    return serve(pathname, response);
  }

  async function serve(path: string, response: ServerResponse): Promise<void> {
    for (const folder of [inRoot('test', 'e2e', 'stripe', 'site'), inRoot('dist'), inRoot('demo')]) {
      const file = await readFile(join(folder, path)).catch(() => undefined);
      if (!file) continue;
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
      if (backend.policy) response.setHeader('content-security-policy', backend.policy);
      response.end(file);
      return;
    }
    response.writeHead(404).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));

  const backend: Backend = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    confirmed,
    donations,
    fault: 'none',
    isEmbedded: false,
    policy: '',
    asked: () => asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return backend;
}
