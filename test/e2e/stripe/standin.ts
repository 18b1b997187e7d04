/*
 * Stands in for Stripe's API, on this machine only: what the flow asks of it, refused where Stripe refuses it. Requests are checked
 * against the official SDK's types, and a few rules by hand that types don't hold.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { checkoutParams } from './schema.ts';

/** A Checkout session, as far as anyone here looks at it. */
export interface Session {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly mode: string;
  readonly ui_mode: string;
  readonly currency: string;
  readonly amount_total: number;
  readonly metadata: Record<string, string>;
  readonly success_url: string | null;
  readonly cancel_url: string | null;
  readonly return_url: string | null;
  readonly url: string | null;
  readonly client_secret: string | null;
  /** Of a payment, from when it is tried. */
  payment_intent: string | null;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
}

export interface StandIn {
  readonly port: number;
  /** All sessions by id, in the order made. */
  readonly sessions: ReadonlyMap<string, Session>;
  /** How many sessions were asked for, repeated requests included. */
  readonly asked: () => number;
  /** What the payer does on Stripe's page; tells nobody. `debit`: done, but the money is days away. */
  pay(id: string, by: 'card' | 'debit'): void;
  /** Sends the backend a signed event about a session. Answers with its status. */
  tell(type: string, id: string, changes?: Partial<Session>): Promise<number>;
  close(): Promise<void>;
}

const apiVersion = '2026-10-28.endive';
const id = (prefix: string): string => prefix + randomBytes(12).toString('hex');

/** Nested form fields: `a[b][0][c]=1` is `{ a: { b: [{ c: '1' }] } }`. */
function readForm(body: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    let at = root;
    path.forEach((key, index) => {
      if (index === path.length - 1) at[key] = value;
      else at = (at[key] ??= {}) as Record<string, unknown>;
    });
  }
  const asLists = (node: unknown): unknown => {
    if (typeof node !== 'object' || !node) return node;
    const entries = Object.entries(node).map(([key, inner]) => [key, asLists(inner)] as const);
    const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
    return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
  };
  return asLists(root) as Record<string, unknown>;
}

interface Refusal {
  readonly type: string;
  readonly message: string;
  readonly param?: string | undefined;
  readonly code?: string;
}

/** Stripe's least charge in its own counting (docs.stripe.com/currencies), for the currencies of these tests. */
const least: Readonly<Record<string, number>> = { eur: 50, usd: 50, gbp: 30, jpy: 50 };

interface Wanted {
  mode: string;
  ui_mode?: string;
  line_items: { quantity?: number; price_data: { currency: string; unit_amount: number; recurring?: unknown } }[];
  metadata?: Record<string, string>;
  success_url?: string;
  cancel_url?: string;
  return_url?: string;
}

/** What types don't hold: words that were renamed, the least amount, and which addresses belong to which kind of page. */
function faultOf(wanted: Wanted): Refusal | undefined {
  const invalid = (param: string, message: string): Refusal => ({ type: 'invalid_request_error', param, message });
  const { mode, ui_mode: page = 'hosted_page' } = wanted;
  if (!['payment', 'setup', 'subscription'].includes(mode)) return invalid('mode', `Invalid mode: ${mode}`);
  if (!['hosted_page', 'embedded_page', 'elements', 'form'].includes(page))
    return invalid('ui_mode', `Invalid ui_mode: ${page}`);
  if (page === 'hosted_page' && !wanted.success_url)
    return invalid('success_url', 'Missing required param: success_url.');
  if (page === 'embedded_page' && !wanted.return_url)
    return invalid('return_url', 'Missing required param: return_url.');
  for (const { price_data: price } of wanted.line_items) {
    if (!/^[a-z]{3}$/.test(price.currency)) return invalid('currency', `Invalid currency: ${price.currency}`);
    if (!Number.isInteger(price.unit_amount) || price.unit_amount < (least[price.currency] ?? 50))
      return { ...invalid('unit_amount', 'Amount must be at least 50 cents'), code: 'amount_too_small' };
    if ((mode === 'subscription') !== Boolean(price.recurring))
      return invalid('line_items', 'Recurring prices belong to subscriptions.');
  }
  return undefined;
}

/** Starts it. @param secret Signs the events. @param hook Where events go; asked when one is sent. */
export async function startStandIn(secret: string, hook: () => string): Promise<StandIn> {
  const validate = checkoutParams();
  const sessions = new Map<string, Session>();
  const remembered = new Map<string, { body: string; session: Session }>();
  let asked = 0;

  function send(response: ServerResponse, status: number, body: unknown): void {
    const headers = { 'content-type': 'application/json', 'request-id': id('req_'), 'stripe-version': apiVersion };
    response.writeHead(status, headers).end(JSON.stringify(body));
  }
  const refuse = (response: ServerResponse, status: number, error: Refusal): void => send(response, status, { error });

  function create(body: string, key: string | undefined, response: ServerResponse): void {
    asked += 1;
    const known = key ? remembered.get(key) : undefined;
    if (known && known.body !== body) {
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first used with.';
      return refuse(response, 400, { type: 'idempotency_error', message });
    }
    if (known) return send(response, 200, known.session);
    const params = readForm(body);
    if (!validate(params)) {
      const { instancePath, message, params: what } = validate.errors![0]!;
      const { additionalProperty, missingProperty } = what as Record<string, string | undefined>;
      const param = [instancePath.slice(1).replaceAll('/', '.'), additionalProperty ?? missingProperty]
        .filter(Boolean)
        .join('.');
      const code = additionalProperty
        ? 'parameter_unknown'
        : missingProperty
          ? 'parameter_missing'
          : 'parameter_invalid';
      return refuse(response, 400, { type: 'invalid_request_error', message: `${param}: ${message}`, param, code });
    }
    const wanted = params as unknown as Wanted;
    const fault = faultOf(wanted);
    if (fault) return refuse(response, 400, fault);
    const sid = id('cs_test_');
    const page = wanted.ui_mode ?? 'hosted_page';
    const [first] = wanted.line_items;
    const session: Session = {
      id: sid,
      object: 'checkout.session',
      mode: wanted.mode,
      ui_mode: page,
      currency: first!.price_data.currency,
      amount_total: wanted.line_items.reduce(
        (sum, { price_data: price, quantity }) => sum + (quantity ?? 1) * price.unit_amount,
        0,
      ),
      metadata: wanted.metadata ?? {},
      success_url: wanted.success_url ?? null,
      cancel_url: wanted.cancel_url ?? null,
      return_url: wanted.return_url ?? null,
      url: page === 'hosted_page' ? `https://checkout.stripe.com/c/pay/${sid}` : null,
      client_secret: page === 'hosted_page' ? null : `${sid}_secret_${randomBytes(8).toString('hex')}`,
      payment_intent: null,
      status: 'open',
      payment_status: 'unpaid',
    };
    sessions.set(sid, session);
    if (key) remembered.set(key, { body, session });
    send(response, 200, session);
  }

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (!/^(?:Bearer|Basic) (?:sk|rk)_(?:test|live)_/.test(request.headers.authorization ?? ''))
        return refuse(response, 401, { type: 'invalid_request_error', message: 'You did not provide an API key.' });
      if (request.method === 'POST' && pathname === '/v1/checkout/sessions')
        return create(body, request.headers['idempotency-key'] as string | undefined, response);
      const session = sessions.get(/^\/v1\/checkout\/sessions\/(\w+)$/.exec(pathname)?.[1] ?? '');
      if (session) return send(response, 200, session);
      const message = `Unrecognized request URL (${request.method} ${pathname})`;
      return refuse(response, 404, { type: 'invalid_request_error', message, code: 'resource_missing' });
    });
  });
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));

  return {
    port: (server.address() as AddressInfo).port,
    sessions,
    asked: () => asked,
    pay(sid, by) {
      const session = sessions.get(sid)!;
      session.payment_intent ??= id('pi_');
      Object.assign(session, { status: 'complete', payment_status: by === 'card' ? 'paid' : 'unpaid' });
    },
    async tell(type, sid, changes = {}) {
      const session = Object.assign(sessions.get(sid)!, changes);
      const created = Math.floor(Date.now() / 1000);
      const event = {
        id: id('evt_'),
        object: 'event',
        api_version: apiVersion,
        livemode: false,
        created,
        type,
        data: { object: session },
      };
      const body = JSON.stringify(event);
      const signature = createHmac('sha256', secret).update(`${created}.${body}`).digest('hex');
      const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${created},v1=${signature}` };
      return (await fetch(hook(), { method: 'POST', headers, body })).status;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
