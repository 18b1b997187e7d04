import type { Context } from '../../src/server/context.ts';
import { deskAt } from '../../src/server/desk/desk.ts';
import { login } from '../../src/server/desk/secrets.ts';
import { createHandler } from '../../src/server/handler.ts';
import type { Payments } from '../../src/server/payments/payments.ts';
import type { Store } from '../../src/server/store/store.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';

export const origin = 'https://give.example.org';

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: Readonly<Record<string, unknown>> & {
    readonly error?: {
      readonly code: string;
      readonly message: string;
      readonly problems?: { path: string; message: string }[];
    };
  };
}

export interface OpenDesk {
  readonly store: Store;
  readonly context: Context;
  /** What was logged, for what must not be in it. */
  readonly logged: string[];
  /** Milliseconds since 1970; may be turned. */
  now: number;
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Answered>;
  /** As the desk's page asks, with the session of `enter`. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answered>;
  /** Logs in. @returns The cookie. */
  readonly enter: () => Promise<string>;
}

/** What the desk's page sends with each call. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'x-glassjar-desk': '1',
  'sec-fetch-site': 'same-origin',
  origin,
};

export async function openDesk(publicUrl = origin, payments: readonly Payments[] = []): Promise<OpenDesk> {
  const logged: string[] = [];
  let cookie = '';
  const desk: OpenDesk = {
    store: undefined as never,
    context: undefined as never,
    logged,
    now: Date.parse('2026-06-20T12:00:00Z'),
    async ask(method, path, { body, headers = {} } = {}) {
      const request = new Request(`${publicUrl}/admin${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const response = await handle(request, { address: '192.0.2.1' });
      const text = await response.text();
      const isJson = response.headers.get('content-type') === 'application/json';
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: (isJson ? JSON.parse(text) : {}) as never,
      };
    },
    call: (method, path, body) => desk.ask(method, `/api${path}`, { body, headers: { ...pageHeaders, cookie } }),
    async enter() {
      const link = (await login(desk.context)).split('#login=')[1]!;
      const answered = await desk.ask('POST', '/api/login', { body: { link }, headers: pageHeaders });
      cookie = answered.headers.get('set-cookie')?.split(';')[0] ?? '';
      return cookie;
    },
  };
  const store = await openSqlite(':memory:', { now: () => desk.now });
  const handle = createHandler({
    store,
    payments,
    clock: { now: () => desk.now, after: () => () => {} },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    log: (level, event, fields) => void logged.push(JSON.stringify({ level, event, ...fields })),
    publicUrl,
    signal: new AbortController().signal,
    desk: deskAt(async (path) =>
      path === 'index.html'
        ? { body: new TextEncoder().encode('<!doctype html>'), type: 'text/html; charset=utf-8' }
        : undefined,
    ),
  });
  return Object.assign(desk, { store, context: handle.context });
}

/** A small campaign with an account and two sources. */
export const mara = {
  glassjar: 1,
  id: 'mara',
  title: 'Mara',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  sources: [
    { id: 'bank', label: 'Spendenkonto' },
    { id: 'book', label: 'Buch', kind: 'sales', proceeds: '7.68' },
  ],
  give: { bank: { holder: 'Mara Muster', iban: 'DE89370400440532013000' } },
};

/** A desk where someone has logged in and made the campaign `mara`. */
export async function openMara(payments: readonly Payments[] = []): Promise<OpenDesk & { revision: string }> {
  const desk = await openDesk(origin, payments);
  await desk.enter();
  const { json } = await desk.call('PUT', '/campaigns/mara', { document: mara });
  return Object.assign(desk, { revision: json['revision'] as string });
}

export const gift = (more: object = {}): object => ({
  kind: 'gift',
  at: '2026-06-01',
  amount: '50.00',
  source: 'bank',
  ...more,
});

/** Enters lines. */
export const enterLines = (desk: OpenDesk, lines: readonly object[], more: object = {}): Promise<Answered> =>
  desk.call('POST', '/campaigns/mara/entries', { request: crypto.randomUUID(), lines, ...more });
