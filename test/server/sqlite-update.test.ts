import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { applicationId } from '../../src/server/store/sqlite-file.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { migrations } from '../../src/server/store/sqlite-migrations.ts';
import { change, line, mara } from '../contracts/store-samples.ts';

test('books of before banks’ files were known go on, and take rows of such files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'glassjar-'));
  try {
    const file = join(folder, 'old.db');
    const old = new DatabaseSync(file);
    for (const step of migrations.slice(0, 3)) old.exec(step);
    old.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = 3;
      INSERT INTO campaigns (id, document, currency, published, version, entries, balance)
      VALUES ('mara', '${JSON.stringify(mara.document)}', 'EUR', 1, 2, 1, 1000);
      INSERT INTO sources (campaign, source, gifts, sales, givers) VALUES (1, 'bank', 1000, 0, 1);
      INSERT INTO entries (campaign, number, at, flow, reason, sum, amount, source, key, balance)
      VALUES (1, 1, '2026-03-01', 'gift+', 'donation', 'gifts', 1000, 'bank', 'old', 1000)`);
    old.close();
    const store = await openSqlite(file);
    const bank = { origin: 'camt.053', id: 'A-1' };
    expect(await store.append('mara', [line('old'), line('bank:new', { bank })], change)).toMatchObject([{ bank }]);
    const [newest, oldest] = await store.entries('mara', { limit: 2 });
    expect([newest!.number, oldest!.number, oldest!.bank]).toEqual([2, 1, undefined]);
    expect((await store.check()).flaws).toEqual([]);
    const copy = join(folder, 'copy.db');
    await store.backup?.(copy);
    await store.close();
    const again = await openSqlite(copy);
    expect((await again.entries('mara', { limit: 1 }))[0]).toMatchObject({ bank });
    await again.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
