/* A whole server for tests: the real handler, a clock that is turned by hand, and a provider that is a few lines. */
import type { Clock, Limits } from '../../src/server/context.ts';
import type { ProviderEvent } from '../../src/server/books/facts.ts';
import { ServerError } from '../../src/server/errors.ts';
import { createHandler, type Handler, type HandlerOptions } from '../../src/server/handler.ts';
import { createLog } from '../../src/server/log.ts';
import type { Payment, Payments } from '../../src/server/payments/payments.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

export interface TestClock extends Clock {
  /** Lets time pass, and what was to run in it. */
  pass(milliseconds: number): Promise<void>;
}

export function testClock(start: number = Date.parse('2026-05-22T12:00:00Z')): TestClock {
  let now = start;
  let waiting: { at: number; run: () => void }[] = [];
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
  return {
    now: () => now,
    after(milliseconds, run) {
      const entry = { at: now + milliseconds, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await settle();
        const [next] = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        waiting = waiting.filter((entry) => entry !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
      await settle();
    },
  };
}

/** A provider whose word is plain JSON: `{ id, facts, … }`, "signed" with a header. */
export function testPayments(): Payments & { readonly started: Payment[]; fault: 'none' | 'refused'; isDone: boolean } {
  const payments = {
    name: 'stripe',
    started: [] as Payment[],
    fault: 'none' as 'none' | 'refused',
    isDone: false,
    options: (currency: string) =>
      currency === 'EUR'
        ? {
            intervals: ['once', 'month'] as const,
            minimum: { minor: 50, currency },
            maximum: { minor: 99_999_999, currency },
          }
        : undefined,
    async start(payment: Payment) {
      if (payments.fault === 'refused') throw new ServerError('payments', 'the provider refuses');
      payments.started.push(payment);
      const url = `https://pay.example/${payment.reference}?back=${encodeURIComponent(payment.returnUrl)}`;
      const back = new URL(payment.returnUrl).searchParams.get('glassjar-donation') ?? '';
      return {
        step: { kind: 'redirect' as const, url: `${url}&glassjar-donation=${back}` },
        ids: [`cs_${payment.reference}`],
      };
    },
    async readEvent(body: Uint8Array, headers: Headers) {
      if (headers.get('x-signed') !== 'yes') throw new ServerError('signature', 'not accepted');
      return JSON.parse(new TextDecoder().decode(body)) as ProviderEvent;
    },
    isFinished: async () => payments.isDone,
  };
  return payments;
}

export interface Opened {
  readonly handler: Handler;
  readonly store: Store;
  readonly clock: TestClock;
  readonly payments: ReturnType<typeof testPayments>;
  /** What the store was asked to take in. */
  readonly taken: ProviderEvent[];
  /** What was logged. */
  readonly lines: string[];
  /** Asks the handler, as a page would. */
  ask(path: string, init?: RequestInit & { readonly from?: string }): Promise<Response>;
  put(document?: Record<string, unknown>, id?: string): Promise<void>;
  pay(reference: string, minor: number, id?: string): Promise<Response>;
  stop(): void;
}

export interface OpenOptions extends Partial<Omit<HandlerOptions, 'limits' | 'store'>> {
  readonly limits?: Partial<Limits>;
  /** Changes the store before anything uses it. */
  readonly prepare?: (store: Store) => void;
}

export async function open(options: OpenOptions = {}): Promise<Opened> {
  const clock = testClock();
  const store = await openSqlite(':memory:', { now: () => clock.now() });
  const taken: ProviderEvent[] = [];
  const take = store.take.bind(store);
  store.take = (event) => {
    taken.push(event);
    return take(event);
  };
  options.prepare?.(store);
  const payments = testPayments();
  const lines: string[] = [];
  const controller = new AbortController();
  let counter = 0;
  const handler = createHandler({
    payments: [payments],
    clock,
    random: (bytes) => Uint8Array.from({ length: bytes }, (_, index) => (counter++ * 31 + index * 7) % 256),
    log: createLog(
      (line) => lines.push(line),
      () => clock.now(),
    ),
    publicUrl: 'https://give.example.org',
    signal: controller.signal,
    ...options,
    store,
  });
  const opened: Opened = {
    handler,
    store,
    clock,
    payments,
    taken,
    lines,
    ask: (path, { from, ...init } = {}) =>
      handler(new Request(new URL(path, 'https://give.example.org'), init), { address: from ?? '192.0.2.7' }),
    async put(document = bookCampaign(), id = 'mara') {
      const known = await store.getCampaign(id);
      const currency = typeof document['currency'] === 'string' ? document['currency'] : 'EUR';
      await store.putCampaign({ id, document, currency, isPublished: true }, known?.version ?? 0, {
        at: new Date(clock.now()).toISOString(),
        actor: 'test',
        what: 'update',
      });
    },
    pay: (reference, minor, id = `evt-${reference}`) =>
      opened.ask('/webhooks/stripe', {
        method: 'POST',
        headers: { 'x-signed': 'yes' },
        body: JSON.stringify({
          provider: 'stripe',
          id,
          type: 'paid',
          about: { donation: reference, ids: [] },
          facts: [
            {
              kind: 'paid',
              at: new Date(clock.now()).toISOString(),
              payment: `pi-${reference}`,
              amount: { minor, currency: 'EUR' },
            },
          ],
        }),
      }),
    stop: () => controller.abort(),
  };
  await opened.put();
  return opened;
}

let keys = 0;
/** Asks to begin a donation, with a key of its own. */
export const give = (
  opened: Opened,
  body: Record<string, unknown> = {},
  { from, headers = {} }: { from?: string; headers?: Record<string, string> } = {},
): Promise<Response> =>
  opened.ask('/campaigns/mara/donations', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `key-of-this-test-${keys++}`, ...headers },
    body: JSON.stringify({ amount: '50.00', currency: 'EUR', returnUrl: 'https://example.org/mara', ...body }),
    ...(from && { from }),
  });

/** The reference that a begun donation's step leads back with. */
export const referenceOf = async (response: Response): Promise<string> =>
  new URL(((await response.clone().json()) as { url: string }).url).searchParams.get('glassjar-donation') ?? '';
