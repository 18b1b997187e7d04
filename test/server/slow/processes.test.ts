import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { openStore } from '../../../src/server/store/open.ts';
import { change, mara, sourceSums } from '../../contracts/store-samples.ts';
import { startCluster } from '../postgres-cluster.ts';
import { numbered, sumOfNumbered } from '../worker.ts';

const worker = fileURLToPath(new URL('../worker.ts', import.meta.url));
const cluster = await startCluster();

interface Worker {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  /** Numbers of the events it acknowledged. */
  readonly acknowledged: Set<number>;
  /** Resolves when so many were acknowledged, or it has ended. */
  readonly until: (count: number) => Promise<void>;
  readonly ended: Promise<unknown>;
}

function start(url: string, from: number, to: number): Worker {
  const child = spawn(process.execPath, [worker, url, String(from), String(to)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const acknowledged = new Set<number>();
  let rest = '';
  let isReady: () => void;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === 'ready') isReady();
      else acknowledged.add(Number(line));
    }
  });
  child.stdin!.on('error', () => undefined);
  const ended = once(child, 'close');
  const until = async (count: number): Promise<void> => {
    while (acknowledged.size < count && child.exitCode === null)
      await Promise.race([once(child.stdout!, 'data'), ended]);
  };
  return { child, ready, acknowledged, until, ended };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glassjar-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await cluster?.stop();
});

describe('SQLite under kill -9', () => {
  it('keeps every acknowledged event exactly once, in 100 rounds', async () => {
    const file = join(folder, 'killed.db');
    const url = `sqlite:${file}`;
    const first = await openSqlite(file);
    await first.putCampaign(mara, 0, change);
    await first.close();

    const size = 200;
    const acknowledged = new Set<number>();
    const rounds = 100;
    let begun = 0;
    let waiting = start(url, 0, size);
    for (let round = 0; round < rounds; round++) {
      const now = waiting;
      // The next one is brought up meanwhile: starting takes longer than living.
      if (round + 1 < rounds) waiting = start(url, (round + 1) * size, (round + 2) * size);
      await now.ready;
      now.child.stdin!.write('go\n');
      // In the midst of it, however fast the machine is.
      await now.until(Math.random() * 120);
      await sleep(Math.random() * 8);
      now.child.kill('SIGKILL');
      await now.ended;
      if (now.acknowledged.size) begun++;
      for (const n of now.acknowledged) acknowledged.add(n);
      if (round % 20 && round + 1 < rounds) continue;
      const store = await openSqlite(file);
      const told = [...acknowledged].map((n) => `evt_${n}`);
      expect(await store.missing('stripe', told)).toEqual([]);
      // Adds all up again; asks for SQLite's own check of the file, too.
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
      await store.close();
    }
    expect(begun).toBeGreaterThan(rounds / 2);
    expect(acknowledged.size).toBeGreaterThan(rounds);

    // The provider tells all of it again: what was there is known, what was lost counts now.
    const store = await openSqlite(file);
    const known = await Promise.all([...acknowledged].map((n) => store.take(numbered(n))));
    expect(new Set(known)).toEqual(new Set(['known']));
    const all = rounds * size;
    for (let from = 0; from < all; from += 2000) {
      const some = Array.from({ length: Math.min(2000, all - from) }, (_, index) => store.take(numbered(from + index)));
      await Promise.all(some);
    }
    expect((await sourceSums(store, 'stripe')).gifts).toBe(sumOfNumbered(all));
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
    await store.close();
  });
});

describe.each([
  ['SQLite', async () => `sqlite:${join(folder, 'twice.db')}`, false],
  ['PostgreSQL', () => cluster!.database(), !cluster],
] as const)('%s in two processes', (_, address, isSkipped) => {
  it.skipIf(isSkipped)('counts 200 events once that both are told at once', async () => {
    const url = await address();
    const store = await openStore(url);
    await store.putCampaign(mara, 0, change);
    const both = [start(url, 0, 200), start(url, 0, 200)];
    await Promise.all(both.map(({ ready }) => ready));
    for (const { child } of both) child.stdin!.write('go\n');
    await Promise.all(both.map(({ ended }) => ended));
    for (const { acknowledged } of both) expect(acknowledged.size).toBe(200);
    const { gifts, givers } = await sourceSums(store, 'stripe');
    expect(gifts).toBe(sumOfNumbered(200));
    expect(givers).toBe(134);
    expect((await store.sums('mara')).entries).toBe(200);
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
    await store.close();
  });
});
