/* A SQLite file of its own for each case, opened as often as the case asks, and taken away after it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach } from 'vitest';
import type { Store } from '../../src/server/store/store.ts';
import type { OpenBench } from '../contracts/store-samples.ts';

/** @param openStore How the file is opened: on this thread or on one of its own. */
export function sqliteBench(openStore: (file: string) => Promise<Store>): OpenBench {
  const stores: Store[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'glassjar-'));
    folders.push(folder);
    const file = join(folder, 'books.db');
    const again = async (): Promise<Store> => {
      const store = await openStore(file);
      stores.push(store);
      return store;
    };
    const tamper = async (sql: string): Promise<void> => {
      const db = new DatabaseSync(file);
      try {
        db.exec(sql);
      } finally {
        db.close();
      }
    };
    return { store: await again(), again, tamper };
  };
}
