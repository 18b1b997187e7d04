/* Readers and writers as they are in life: pages that ask again and again, givers whose page tries again with the same key. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly age: number;
  readonly body: string;
}

/** Milliseconds after which a page gives up on an answer. */
const patience = 15_000;
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

export function ask(
  port: number,
  path: string,
  { body, headers = {} }: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  return new Promise((told) => {
    const none = (): void => told({ status: 0, age: 0, body: '' });
    const signal = AbortSignal.timeout(patience);
    const method = body === undefined ? 'GET' : 'POST';
    const options = { host: '127.0.0.1', port, path, method, agent, signal, headers: { ...headers } };
    const asking = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('error', none);
      response.on('end', () =>
        told({ status: response.statusCode ?? 0, age: Number(response.headers['age'] ?? 0), body: text }),
      );
    });
    asking.on('error', none);
    asking.end(body);
  });
}

const json = { 'content-type': 'application/json' };

export interface Load {
  readonly reads: { count: number; failed: number; slowest: number; oldest: number };
  readonly writes: { begun: number; done: number; again: number };
  /** What was answered to a gift that ended it. */
  readonly refusals: readonly string[];
  /**
   * @param within Milliseconds that what was begun has to come through.
   * @returns How many gifts are in the books for good, each of 10 €; -1 when some never came through.
   */
  stop(within: number): Promise<number>;
}

/** @param ports Of the servers, which are asked in turn. */
export function startLoad(ports: readonly number[], readers: number, writers: number): Load {
  const stopping = new AbortController();
  const refusals: string[] = [];
  let isGivenUp = false;
  const reads = { count: 0, failed: 0, slowest: 0, oldest: 0 };
  const writes = { begun: 0, done: 0, again: 0 };
  const portOf = (nth: number): number => ports[nth % ports.length]!;

  async function read(nth: number): Promise<void> {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      const { age, status } = await ask(portOf(nth), '/campaigns/mara');
      reads.count++;
      reads.slowest = Math.max(reads.slowest, performance.now() - began);
      reads.oldest = Math.max(reads.oldest, age);
      if (status !== 200) reads.failed++;
      await sleep(50 + Math.random() * 50);
    }
  }

  /** Asks until it is answered well, each time another server. */
  async function insist(nth: number, path: string, body: string, headers: Record<string, string>): Promise<string> {
    for (let tried = 0; ; tried++) {
      const { body: text, status } = await ask(portOf(nth + tried), path, { body, headers });
      if (status >= 200 && status < 300) return text;
      // What is wrong with the request stays wrong, and nobody of these givers has tried too often.
      if (status >= 400 && status < 500) throw new Error(`a gift was answered with ${status}: ${text}`);
      if (isGivenUp) throw new Error('a gift that was begun never came through');
      writes.again++;
      await sleep(200 + Math.random() * 200);
    }
  }

  async function write(nth: number): Promise<void> {
    while (!stopping.signal.aborted) {
      writes.begun++;
      const from = `198.18.${writes.begun >> 8}.${writes.begun & 255}`;
      const begun = await insist(
        nth,
        '/campaigns/mara/donations',
        JSON.stringify({ amount: '10.00', currency: 'EUR', returnUrl: 'https://example.org/', name: `Giver ${nth}` }),
        { ...json, 'idempotency-key': randomUUID(), 'x-forwarded-for': from },
      );
      const back = new URL((JSON.parse(begun) as { url: string }).url).searchParams.get('back') ?? '';
      const donation = new URL(back).searchParams.get('glassjar-donation') ?? '';
      const event = JSON.stringify({
        ...{ provider: 'stripe', id: `evt_${donation}`, type: 'paid', about: { donation, ids: [`pi_${donation}`] } },
        facts: [
          {
            ...{ kind: 'paid', at: new Date().toISOString(), payment: `pi_${donation}` },
            amount: { minor: 1000, currency: 'EUR' },
          },
        ],
      });
      await insist(nth, '/webhooks/stripe', event, json);
      // A provider tells some of it twice.
      await insist(nth + 1, '/webhooks/stripe', event, json);
      writes.done++;
      await sleep(20);
    }
  }

  const all = [
    ...Array.from({ length: readers }, (_, nth) => read(nth)),
    ...Array.from({ length: writers }, (_, nth) =>
      write(nth).catch((error: unknown) => void refusals.push(error instanceof Error ? error.message : String(error))),
    ),
  ];
  return {
    reads,
    writes,
    refusals,
    async stop(within) {
      stopping.abort();
      const late = setTimeout(() => (isGivenUp = true), within);
      await Promise.all(all);
      clearTimeout(late);
      return refusals.length ? -1 : writes.done;
    },
  };
}
