/*
 * The server under faults: fifty pages read and five givers give, while the database under one or two servers is taken away and
 * brought back. Promised is that no read fails once a document was made, that no gift is lost or counted twice, and that all is as
 * before within a minute. Everything stays on loopback, and what was started is stopped.
 *   node tools/faults.ts                 all of it, about ten minutes
 *   node tools/faults.ts --short         each kind of fault once, shorter
 *   node tools/faults.ts --only=network  those whose name holds a word
 * Ends with 1 when a promise was broken. FAULTS_LOG=1 shows what the servers say.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/server/store/open.ts';
import { startCluster } from '../test/server/postgres-cluster.ts';
import { postgresDatabase, sqliteDatabase, type Database } from './faults/databases.ts';
import { ask, startLoad } from './faults/load.ts';
import type { FromServer } from './faults/messages.ts';
import { inRoot } from './project.ts';

const isShort = process.argv.includes('--short');
const only = /--only=(\S+)/.exec(process.argv.join(' '))?.[1] ?? '';
/** Milliseconds within which all is as before. */
const soon = 60_000;

interface Scenario {
  readonly store: 'PostgreSQL' | 'SQLite';
  readonly fault: string;
  readonly seconds: number;
  readonly servers: number;
}

const kinds: readonly (readonly [
  store: Scenario['store'],
  fault: string,
  seconds: readonly number[],
  short: number,
])[] = [
  ['PostgreSQL', 'stopped', [10], 3],
  ['PostgreSQL', 'frozen', [5, 45], 3],
  ['PostgreSQL', 'network', [5, 45], 3],
  ['PostgreSQL', 'forgotten', [0], 0],
  ['SQLite', 'locked', [5, 15], 5],
  ['SQLite', 'full', [10], 3],
  ['SQLite', 'read-only', [10], 3],
];
/** Faults that giving can't wait for. */
const refusing = new Set(['stopped', 'forgotten', 'full', 'read-only']);
const scenarios: readonly Scenario[] = kinds
  .flatMap(([store, fault, long, short], nth) =>
    isShort
      ? [{ store, fault, seconds: short, servers: 1 + (nth % 2) }]
      : long.flatMap((seconds) => [1, 2].map((servers) => ({ store, fault, seconds, servers }))),
  )
  .filter(({ fault, store }) => `${store} ${fault}`.toLowerCase().includes(only.toLowerCase()));

const next = <Kind extends FromServer['is']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromServer, { is: Kind }>> =>
  new Promise((told, failed) => {
    child.on('message', (message: FromServer) => {
      if (message.is === kind) told(message as Extract<FromServer, { is: Kind }>);
    });
    child.on('exit', () => failed(new Error('a server has ended')));
  });

const children = new Set<ChildProcess>();

async function startServer(url: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(inRoot('tools', 'faults', 'server.ts'), [url]);
  children.add(child);
  child.on('exit', () => children.delete(child));
  const { port } = await next(child, 'open');
  return { child, port };
}

interface Outcome {
  readonly cells: readonly (string | number)[];
  readonly broken: readonly string[];
}

const change = { at: '2026-01-01T00:00:00Z', actor: 'faults', what: 'update' };
const document = {
  glassjar: 1,
  title: 'Mara',
  currency: 'EUR',
  sources: [{ id: 'stripe', kind: 'stripe', label: 'Stripe' }],
};

async function run({ fault, seconds, servers: count }: Scenario, database: Database): Promise<Outcome> {
  const broken: string[] = [];
  const own = await openStore(database.url);
  await own.putCampaign({ id: 'mara', document, currency: 'EUR', isPublished: true }, 0, change);
  await own.close();
  const servers = await Promise.all(Array.from({ length: count }, () => startServer(database.url)));
  const ports = servers.map(({ port }) => port);
  for (const port of ports) await ask(port, '/campaigns/mara');

  const load = startLoad(ports, 50, 5);
  await sleep(2000);
  const before = load.writes.done;
  await database.faults[fault]!(seconds);
  const over = performance.now();
  const isAsBefore = async (port: number): Promise<boolean> => {
    const [read, health] = await Promise.all([ask(port, '/campaigns/mara'), ask(port, '/health')]);
    return read.status === 200 && read.age === 0 && health.status === 200;
  };
  /** Gifts that were done when the fault was over: another five from then on say that giving works. */
  const done = load.writes.done;
  let after = Infinity;
  while (performance.now() - over < soon) {
    const all = await Promise.all(ports.map(isAsBefore));
    if (all.every(Boolean) && load.writes.done >= done + 5) {
      after = performance.now() - over;
      break;
    }
    await sleep(200);
  }
  if (after === Infinity) broken.push('not as before within a minute');
  await sleep(isShort ? 500 : 2000);
  const gifts = await load.stop(soon);
  broken.push(...new Set(load.refusals));
  if (before < 1) broken.push('nothing was given before the fault');
  // One that nobody notices says nothing about the server.
  if (refusing.has(fault) && !load.writes.again) broken.push('the fault was none: no gift was refused');
  if (load.reads.failed) broken.push(`${load.reads.failed} reads failed`);

  const sums = await whenDone(async () => {
    const store = await openStore(database.url);
    try {
      const { flaws } = await store.check();
      if (flaws.length) broken.push(`the books don’t add up: ${flaws[0]}`);
      return await store.sums('mara');
    } finally {
      await store.close();
    }
  });
  const booked = sums.sources.reduce((sum, source) => sum + source.gifts, 0) / 1000;
  const [lost, doubled] = gifts < 0 ? [0, 0] : [Math.max(0, gifts - booked), Math.max(0, booked - gifts)];
  if (lost) broken.push(`${lost} gifts lost`);
  if (doubled) broken.push(`${doubled} gifts counted twice`);
  // Every server shows what is in the books, two seconds after the last was written.
  await sleep(2500);
  for (const port of ports) {
    const shown = JSON.parse((await ask(port, '/campaigns/mara')).body || '{}') as {
      entries?: readonly unknown[];
      live?: { lines?: number };
    };
    const lines = shown.entries?.length ?? 0;
    if (lines !== Math.min(booked, 1000) && shown.live?.lines !== booked)
      broken.push(`a server shows ${lines} of ${booked} gifts`);
  }
  const longest: number[] = [];
  for (const { child } of servers) {
    const stopped = next(child, 'stopped');
    child.send('stop');
    longest.push((await stopped).longest);
  }
  const { reads, writes } = load;
  return {
    broken,
    cells: [
      reads.count,
      reads.failed,
      Math.round(reads.slowest),
      reads.oldest,
      gifts,
      writes.again,
      lost,
      doubled,
      after === Infinity ? 'never' : (after / 1000).toFixed(1),
      Math.round(Math.max(...longest)),
    ],
  };
}

/** A database may need a moment more. */
async function whenDone<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === 10) throw error;
      await sleep(1000);
    }
  }
}

const heads = [
  ...['store', 'fault', 'seconds', 'servers', 'reads', 'failed', 'slowest ms', 'oldest s'],
  ...['gifts', 'tried again', 'lost', 'doubled', 'as before after s', 'loop held ms', 'promises'],
];
const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => String(cell).padStart(Math.max(heads[at]!.length, at < 2 ? 10 : 0))).join(' | ');

const folder = await mkdtemp(join(tmpdir(), 'glassjar-faults-'));
const cluster = scenarios.some(({ store }) => store === 'PostgreSQL') ? await startCluster() : undefined;
const stopAll = (): void => {
  for (const child of children) child.kill('SIGKILL');
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    const stopped = cluster ? cluster.stop().catch(() => undefined) : Promise.resolve();
    void stopped.finally(() => process.exit(1));
  });
}
process.on('exit', stopAll);
let failures = 0;
try {
  console.log(row(heads));
  for (const [nth, scenario] of scenarios.entries()) {
    const { fault, seconds, servers, store } = scenario;
    const head = [store, fault, seconds, servers];
    const skip = (why: string): void => console.log(`${row(head)} | skipped: ${why}`);
    if (store === 'PostgreSQL' && !cluster) {
      skip('no PostgreSQL here');
      continue;
    }
    const database =
      cluster && store === 'PostgreSQL'
        ? await postgresDatabase(cluster)
        : sqliteDatabase(join(folder, String(nth)), fault === 'full');
    try {
      if (!database.faults[fault]) {
        skip('needs root, and a file system that can do it');
        continue;
      }
      const { broken, cells } = await run(scenario, database);
      failures += broken.length;
      console.log(row([...head, ...cells, broken.join('; ') || 'kept']));
    } catch (error) {
      failures++;
      console.log(`${row(head)} | ${error instanceof Error ? error.message : String(error)}`);
      stopAll();
    } finally {
      await database.close();
    }
  }
} finally {
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(failures ? `${failures} promises broken` : 'all promises kept');
process.exit(failures ? 1 : 0);
