import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe } from 'vitest';
import { openHere, type SqliteOptions } from '../../src/server/store/sqlite-store.ts';
import type { Store } from '../../src/server/store/store.ts';
import { storeContract } from '../contracts/store.contract.ts';
import type { Bench } from '../contracts/store-samples.ts';

const stores: Store[] = [];
const folders: string[] = [];

async function open(options?: SqliteOptions): Promise<Bench & { readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'glassjar-'));
  folders.push(folder);
  const file = join(folder, 'books.db');
  const again = async (): Promise<Store> => {
    const store = await openHere(file, options);
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
  return { store: await again(), again, tamper, file };
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

// On this thread, which is quicker; on one of its own it is in slow/sqlite.test.ts.
describe('SQLite', () => {
  storeContract(open);
});
