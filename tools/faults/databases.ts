/* The databases of the fault run, each with what can be done to it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../test/server/postgres-cluster.ts';
import { canSeal, seal } from '../../test/server/sealed.ts';
import { startProxy } from './proxy.ts';

/** What goes wrong: begins, lasts, and is over when it resolves. */
export type Fault = (seconds: number) => Promise<void>;

export interface Database {
  readonly url: string;
  readonly faults: Readonly<Record<string, Fault>>;
  close(): Promise<void>;
}

/** A database of a PostgreSQL, reached over a network that can fail. */
export async function postgresDatabase(cluster: Cluster): Promise<Database> {
  const direct = new URL(await cluster.database());
  const proxy = await startProxy(Number(direct.port));
  const url = Object.assign(new URL(direct), { port: String(proxy.port) }).href;
  return {
    url,
    faults: {
      async stopped(seconds) {
        await cluster.halt();
        await sleep(seconds * 1000);
        await cluster.start();
      },
      async frozen(seconds) {
        cluster.signal('SIGSTOP');
        await sleep(seconds * 1000);
        cluster.signal('SIGCONT');
      },
      async network(seconds) {
        proxy.freeze();
        await sleep(seconds * 1000);
        proxy.thaw();
      },
      async forgotten() {
        proxy.forget();
      },
    },
    close: () => proxy.close(),
  };
}

const holder = `
  import { DatabaseSync } from 'node:sqlite';
  const db = new DatabaseSync(process.argv[1], { timeout: 5000 });
  db.exec('BEGIN IMMEDIATE');
  setTimeout(() => db.exec('COMMIT'), Number(process.argv[2]) * 1000);`;

/**
 * A file of SQLite.
 * @param folder An empty one.
 * @param isSmall Whether it is on a disk of 64 MB, which root can make.
 */
export function sqliteDatabase(folder: string, isSmall: boolean): Database {
  mkdirSync(folder, { recursive: true });
  const hasDisk = isSmall && tried('mount', '-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder);
  const file = join(folder, 'books.db');
  const faults: Record<string, Fault> = {
    async locked(seconds) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', holder, file, String(seconds)]);
      await once(child, 'close');
    },
  };
  if (hasDisk) {
    faults['full'] = async (seconds) => {
      const other = join(folder, 'other');
      const end = Date.now() + seconds * 1000;
      // Again and again: what the server gives back is taken, too.
      while (Date.now() < end) {
        fill(other);
        await sleep(100);
      }
      rmSync(other);
    };
  }
  let isSealed = false;
  if (canSeal(folder)) {
    faults['read-only'] = async (seconds) => {
      isSealed = true;
      seal(file, '+');
      await sleep(seconds * 1000);
      seal(file, '-');
      isSealed = false;
    };
  }
  const remove = (): void => {
    if (isSealed) seal(file, '-');
    if (hasDisk) tried('umount', folder);
    rmSync(folder, { recursive: true, force: true });
  };
  // Also when the run is broken off.
  process.once('exit', remove);
  return {
    url: `sqlite:${file}`,
    faults,
    async close() {
      process.off('exit', remove);
      remove();
    },
  };
}

function fill(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (const size of [65_536, 4096]) {
      try {
        for (;;) writeSync(descriptor, Buffer.alloc(size));
      } catch {
        // No room for more of this size.
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function tried(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
