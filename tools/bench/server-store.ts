/*
 * What the books cost, as ratios within one run on one machine:
 *   node tools/bench/server-store.ts            both parts
 *   node tools/bench/server-store.ts webhooks   signed events over HTTP into SQLite, answered after the commit
 *   node tools/bench/server-store.ts long       reading the books with 1,000 and with 1,000,000 lines
 */
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import type { Store } from '../../src/server/store/store.ts';
import { secret, type Mode } from './server-store-target.ts';

const part = process.argv[2];
const folder = await mkdtemp(join(tmpdir(), 'glassjar-bench-'));
const middle = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1]!;
const change = { at: '2026-01-01T00:00:00Z', actor: 'bench', what: 'update' };
const mara = { id: 'mara', document: { title: 'Mara' }, currency: 'EUR', isPublished: true };

/** A whole request: 2.2 kB of an event, signed. */
function request(n: number): Buffer {
  const body = JSON.stringify({
    id: `evt_${n}`,
    type: 'checkout.session.completed',
    payment: `pi_${n}`,
    reference: `ref_${n}`,
    amount: 500 + (n % 977),
    padding: 'x'.repeat(2050),
  });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const head = [
    'POST / HTTP/1.1',
    'host: bench',
    `content-length: ${Buffer.byteLength(body)}`,
    `signature: ${signature}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Sends all requests over a number of connections, each waiting for its answer. @returns Events per second. */
async function send(port: number, requests: readonly Buffer[], connections: number): Promise<number> {
  let next = 0;
  const run = async (socket: Socket): Promise<void> => {
    while (next < requests.length) {
      socket.write(requests[next++]!);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      if (!answer.toString('latin1', 0, 12).endsWith('204')) throw new Error(`answered ${answer.toString()}`);
    }
    socket.destroy();
  };
  const sockets = Array.from({ length: connections }, () => createConnection(port, '127.0.0.1').setNoDelay());
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const begun = performance.now();
  await Promise.all(sockets.map(run));
  return (requests.length / (performance.now() - begun)) * 1000;
}

async function measure(mode: Mode, round: number, requests: readonly Buffer[]): Promise<number> {
  const file = join(folder, `${mode}-${round}.db`);
  const target = fork(new URL('server-store-target.ts', import.meta.url), [mode, file, String(requests.length)]);
  const [port] = (await once(target, 'message')) as [number];
  // Once to warm up, and once for the clock.
  const cut = requests.length >> 2;
  await send(port, requests.slice(0, cut), 64);
  const speed = await send(port, requests.slice(cut), 64);
  target.kill();
  await once(target, 'close');
  if (mode !== 'verify') {
    const store = await openSqlite(file);
    const { entries } = await store.sums('mara');
    const { flaws } = await store.check();
    await store.close();
    if (entries !== requests.length || flaws.length)
      throw new Error(`${entries} of ${requests.length}: ${flaws.join()}`);
  }
  return speed;
}

async function webhooks(): Promise<void> {
  const requests = Array.from({ length: 12_000 }, (_, n) => request(n));
  const modes: readonly Mode[] = ['verify', 'group', 'single'];
  const speeds = new Map<Mode, number[]>(modes.map((mode) => [mode, []]));
  // Round about, so that a busy moment of the machine hits all alike.
  for (let round = 0; round < 3; round++) {
    for (const mode of modes) {
      const some = mode === 'single' ? requests.slice(0, 4000) : requests;
      speeds.get(mode)!.push(await measure(mode, round, some));
    }
  }
  const [verify, group, single] = modes.map((mode) => middle(speeds.get(mode)!)) as [number, number, number];
  console.info(
    `webhooks over HTTP, events/s: verify only ${verify.toFixed(0)}, ` +
      `group commit ${group.toFixed(0)}, single commits ${single.toFixed(0)}`,
  );
  console.info(`group commit to verify only: ${(group / verify).toFixed(2)} (at least 0.40)`);
  console.info(`group commit to single commits: ${(group / single).toFixed(1)} (at least 4)`);
}

/** Books of any length, written past the store: what is measured is reading. */
async function filled(count: number): Promise<Store> {
  const file = join(folder, `long-${count}.db`);
  const empty = await openSqlite(file);
  await empty.putCampaign(mara, 0, change);
  await empty.close();
  const db = new DatabaseSync(file);
  db.exec(`
    BEGIN;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO entries (campaign, number, at, flow, reason, sum, amount, source, key, balance)
    SELECT 1, i, '2026-01-01', 'gift+', 'donation', 'gifts', 100, 'bank', 'k' || i, 100 * i FROM n;
    INSERT INTO sources VALUES (1, 'bank', ${count} * 100, 0, ${count});
    UPDATE campaigns SET entries = ${count}, balance = ${count} * 100;
    COMMIT;
  `);
  db.close();
  return openSqlite(file);
}

async function long(): Promise<void> {
  const sizes = [1000, 1_000_000] as const;
  const stores = [await filled(sizes[0]), await filled(sizes[1])] as const;
  const reads: Readonly<Record<string, (store: Store, size: number) => Promise<unknown>>> = {
    'sums and document': (store) => Promise.all([store.getCampaign('mara'), store.sums('mara')]),
    'newest page of 50': (store) => store.entries('mara', { limit: 50 }),
    'page of 50 in the middle': (store, size) => store.entries('mara', { limit: 50, before: size >> 1 }),
  };
  for (const [name, read] of Object.entries(reads)) {
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < 4000; round++) {
      for (const which of [0, 1] as const) {
        const begun = performance.now();
        await read(stores[which], sizes[which]);
        if (round > 200) times[which].push(performance.now() - begun);
      }
    }
    const [short, tall] = times.map(middle) as [number, number];
    console.info(
      `${name}: ${(short * 1000).toFixed(0)} µs with 1,000 lines, ${(tall * 1000).toFixed(0)} µs with 1,000,000: ` +
        `${(tall / short).toFixed(2)} (at most 1.5)`,
    );
  }
  for (const store of stores) await store.close();
}

try {
  if (part !== 'long') await webhooks();
  if (part !== 'webhooks') await long();
} finally {
  await rm(folder, { recursive: true });
}
