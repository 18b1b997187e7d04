/* A file of SQLite: who can read it, what can be done to it behind the server's back, and what is left of what was erased. */
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, restoreStore } from '../../../src/server/store/open.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { change, line, mara, sourceSums } from '../../contracts/store-samples.ts';
import { canSeal, seal } from '../sealed.ts';
import { numbered } from '../worker.ts';

let folder: string;
let file: string;
const stores: Store[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glassjar-'));
  file = join(folder, 'books.db');
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await rm(folder, { recursive: true });
});

async function books(at = file): Promise<Store> {
  const store = await openSqlite(at);
  stores.push(store);
  return store;
}
async function filled(): Promise<Store> {
  const store = await books();
  await store.putCampaign(mara, 0, change);
  await store.append('mara', [line('a'), line('b', { amount: { minor: 500, currency: 'EUR' } })], change);
  return store;
}
function sql(text: string, at = file): unknown {
  const db = new DatabaseSync(at, { timeout: 2000 });
  try {
    return db.exec(text);
  } finally {
    db.close();
  }
}
const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
const row = `(campaign, number, at, flow, reason, sum, amount, source, key, balance)
  VALUES (1, 2, '2026-03-01', 'gift+', 'donation', 'gifts', 99, 'bank', 'z', 1)`;
const sameKey = `(campaign, number, at, flow, reason, sum, amount, source, key, balance)
  VALUES (1, 9, '2026-03-01', 'gift+', 'donation', 'gifts', 99, 'bank', 'a', 1)`;

describe('a line of the books', () => {
  it.each([
    `REPLACE INTO entries ${row}`,
    `INSERT OR REPLACE INTO entries ${row}`,
    `INSERT OR REPLACE INTO entries ${sameKey}`,
    `PRAGMA recursive_triggers = OFF; INSERT OR REPLACE INTO entries ${sameKey}`,
    `INSERT INTO entries ${row} ON CONFLICT DO UPDATE SET amount = 99`,
    `INSERT INTO entries ${sameKey} ON CONFLICT (campaign, key) DO UPDATE SET amount = 99`,
    `UPDATE entries SET amount = 99 WHERE number = 2`,
    `UPDATE OR REPLACE entries SET number = 1 WHERE number = 2`,
    `UPDATE OR IGNORE entries SET amount = 99`,
    `DELETE FROM entries`,
    `PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE number = 2`,
  ])('is neither changed nor replaced nor removed by SQL: %s', async (text) => {
    const store = await filled();
    expect(() => sql(text)).toThrow(/reverse it/);
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
    expect((await store.entries('mara', { limit: 9 })).map(({ amount }) => amount.minor)).toEqual([500, 1000]);
  });

  it.each([
    ['DROP TRIGGER entries_stay', 'trigger entries_stay is missing'],
    [
      'DROP TRIGGER entries_once; CREATE TRIGGER entries_once BEFORE INSERT ON entries BEGIN SELECT 1; END',
      'not as it',
    ],
    ['DROP INDEX entries_by_key', 'index entries_by_key is missing'],
    ["CREATE TRIGGER more AFTER INSERT ON entries BEGIN UPDATE campaigns SET title = ''; END", 'trigger more'],
    ['DROP TRIGGER entries_stay; UPDATE entries SET amount = 99 WHERE number = 2', 'add up to'],
    ['UPDATE campaigns SET balance = 7', 'balance'],
  ])('is found to be unguarded or changed: %s', async (text, flaw) => {
    const store = await filled();
    sql(text);
    expect((await store.check()).flaws.join()).toContain(flaw);
  });

  it('of a database of the first version is guarded as soon as it is opened', async () => {
    await (await filled()).close();
    sql(
      'DROP TRIGGER entries_once; DROP TABLE pulse; DROP TABLE named; DROP TABLE settings; ' +
        'ALTER TABLE entries DROP COLUMN bank_id; ALTER TABLE entries DROP COLUMN bank_origin; ' +
        'ALTER TABLE entries DROP COLUMN bank_reference; PRAGMA user_version = 1',
    );
    const store = await books();
    expect(() => sql(`REPLACE INTO entries ${row}`)).toThrow(/never replaced/);
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
  });
});

describe('what was erased', () => {
  const holds = async (text: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const name of await readdir(folder)) {
      if ((await readFile(join(folder, name))).includes(text)) found.push(name);
    }
    return found;
  };
  const lena = { name: 'Lena Abendrot', message: 'x'.repeat(9000), email: 'lena@abendrot.example', isPublic: true };

  it('stands nowhere in the file, nor in its log', async () => {
    const store = await filled();
    const [booked] = await store.append('mara', [line('c', { person: lena })], change);
    expect(await holds('Abendrot')).not.toEqual([]);
    await store.erase('mara', booked!.id, change);
    for (const text of ['Abendrot', 'lena@abendrot', 'xxxxxxxxxxxxxxxx']) expect(await holds(text)).toEqual([]);
  });

  it('goes as soon as it can when somebody is reading just then', async () => {
    const store = await filled();
    const [booked] = await store.append('mara', [line('c', { person: lena })], change);
    const reader = new DatabaseSync(file);
    reader.exec('BEGIN; SELECT * FROM people');
    await store.erase('mara', booked!.id, change);
    reader.exec('COMMIT');
    reader.close();
    for (let waited = 0; waited < 100 && (await holds('Abendrot')).length; waited++) await sleep(100);
    expect(await holds('Abendrot')).toEqual([]);
  });
});

describe('a copy', () => {
  it('of the file alone, made while a server has it, is told to be short, once as a flaw and then as a note', async () => {
    await filled();
    const copy = join(folder, 'copy.db');
    await copyFile(file, copy);
    await expect(restoreStore(`sqlite:${join(folder, 'other.db')}`, copy)).rejects.toThrow(/without its log/);
    const short = await books(copy);
    expect((await short.check()).flaws.join()).toMatch(/without its log .*glassjar backup/);
    const { flaws, notes } = await short.check();
    expect([flaws, notes.join()]).toEqual([[], expect.stringContaining('without its log')]);
  });

  it('of a file that no server has, and of the file with its log, is whole', async () => {
    const store = await filled();
    const both = join(folder, 'both.db');
    await copyFile(file, both);
    await copyFile(`${file}-wal`, `${both}-wal`);
    expect(await (await books(both)).check()).toEqual({ flaws: [], notes: [] });
    await store.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('books'))).toEqual(['books.db']);
    const still = join(folder, 'still.db');
    await copyFile(file, still);
    const copied = await books(still);
    expect(await copied.check()).toEqual({ flaws: [], notes: [] });
    expect((await copied.sums('mara')).entries).toBe(2);
  });
});

describe('files', () => {
  it('are their owner’s alone: the database, its log, backups, and what a restore leaves', async () => {
    await writeFile(file, '');
    await chmod(file, 0o644);
    const store = await filled();
    const copy = join(folder, 'copy.db');
    await store.backup!(copy);
    for (const name of await readdir(folder)) expect([name, await modeOf(join(folder, name))]).toEqual([name, '600']);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['books.db-shm', 'books.db-wal']));
    await store.close();
    await chmod(copy, 0o644);
    const { old } = await restoreStore(`sqlite:${file}`, copy);
    expect([await modeOf(file), await modeOf(old!)]).toEqual(['600', '600']);
  });
});

describe('what is no backup of these books is refused, and nothing is changed:', () => {
  const cases: Readonly<Record<string, (copy: string) => Promise<void> | void>> = {
    'an empty file': (copy) => writeFile(copy, ''),
    'an empty database': (copy) => {
      sql('CREATE TABLE t (a); DROP TABLE t', copy);
    },
    'a text': (copy) => writeFile(copy, 'backup '.repeat(2000)),
    'another program’s database': (copy) => {
      sql('CREATE TABLE moz_cookies (a)', copy);
    },
    'another program’s database under our number': (copy) => {
      sql('CREATE TABLE t (a); PRAGMA application_id = 1198289267; PRAGMA user_version = 1', copy);
    },
    'one of a newer server': async (copy) => {
      await whole(copy);
      sql('PRAGMA user_version = 99', copy);
    },
    'one without its triggers': async (copy) => {
      await whole(copy);
      sql('DROP TRIGGER entries_stay', copy);
    },
    'one without an index': async (copy) => {
      await whole(copy);
      sql('DROP INDEX entries_by_key', copy);
    },
    'one without a table': async (copy) => {
      await whole(copy);
      sql('DROP TABLE secrets', copy);
    },
    'one that is cut': async (copy) => {
      await whole(copy);
      await truncate(copy, 20_000);
    },
    'one that is cut to its header': async (copy) => {
      await whole(copy);
      await truncate(copy, 4096);
    },
    'one whose sums were changed': async (copy) => {
      await whole(copy);
      sql('UPDATE sources SET gifts = 999999', copy);
    },
    'one of other campaigns': async (copy) => {
      const other = await books(copy);
      await other.putCampaign({ ...mara, id: 'other' }, 0, change);
      await other.close();
    },
    'one that knows no campaign at all': async (copy) => {
      await (await books(copy)).close();
    },
    'the database itself': async (copy) => {
      execFileSync('ln', [file, copy]);
    },
  };
  /** A backup as it must be. */
  async function whole(copy: string): Promise<void> {
    const store = await books();
    await store.backup!(copy);
    await store.close();
  }

  it.each(Object.entries(cases))('%s', async (_, make) => {
    await (await filled()).close();
    const copy = join(folder, 'copy.db');
    await make(copy);
    const before = await readFile(copy);
    await expect(restoreStore(`sqlite:${file}`, copy)).rejects.toMatchObject({ code: 'invalid' });
    expect(await readFile(copy)).toEqual(before);
    const kept = await books();
    expect(await sourceSums(kept, 'bank')).toMatchObject({ gifts: 1500 });
    expect((await readdir(folder)).filter((name) => /part|before/.test(name))).toEqual([]);
  });
});

describe('a restore', () => {
  it('that is broken off at any moment leaves books in their place', async () => {
    const store = await filled();
    const copy = join(folder, 'copy.db');
    await store.backup!(copy);
    for (let n = 0; n < 30; n++) await store.take(numbered(n));
    await store.close();
    const main = new URL('../../../src/server/store/open.ts', import.meta.url).href;
    const program = `
      import { syncBuiltinESMExports } from 'node:module';
      import fs from 'node:fs/promises';
      let left = Number(process.argv[1]);
      for (const name of ['copyFile', 'link', 'rename', 'open', 'rm']) {
        const real = fs[name];
        fs[name] = (...all) => (left-- > 0 ? real(...all) : process.kill(process.pid, 'SIGKILL'));
      }
      syncBuiltinESMExports();
      const { restoreStore } = await import(${JSON.stringify(main)});
      await restoreStore(${JSON.stringify(`sqlite:${file}`)}, ${JSON.stringify(copy)});`;
    const entries = new Set<number>();
    let isDone = false;
    for (let steps = 0; !isDone; steps++) {
      try {
        const args = ['--input-type=module', '-e', program, String(steps)];
        execFileSync(process.execPath, args, { stdio: 'ignore' });
        isDone = true;
      } catch {
        // Killed, as it should be.
      }
      expect(await readdir(folder)).toContain('books.db');
      const found = await books();
      entries.add((await found.sums('mara')).entries);
      expect(await found.check()).toEqual({ flaws: [], notes: [] });
      await found.close();
      expect(steps).toBeLessThan(60);
    }
    expect([...entries]).toEqual([32, 2]);
  });

  it('takes a copy with its log as it is, and leaves it so', async () => {
    const store = await filled();
    const copy = join(folder, 'copy.db');
    await copyFile(file, copy);
    await copyFile(`${file}-wal`, `${copy}-wal`);
    const before = await Promise.all([readFile(copy), readFile(`${copy}-wal`)]);
    await store.close();
    await rename(file, join(folder, 'away.db'));
    await restoreStore(`sqlite:${file}`, copy);
    expect(await Promise.all([readFile(copy), readFile(`${copy}-wal`)])).toEqual(before);
    expect((await (await books()).sums('mara')).entries).toBe(2);
  });
});

describe('whether it can be written', () => {
  it('is told: replaced and removed files, a file kept from writing, and all well', async () => {
    const store = await filled();
    await expect(store.ping()).resolves.toBeUndefined();
    await rename(file, join(folder, 'moved.db'));
    await expect(store.ping()).rejects.toThrow(/removed/);
    await writeFile(file, 'another one');
    await expect(store.ping()).rejects.toThrow(/another file/);
    await rm(file);
    await rename(join(folder, 'moved.db'), file);
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('is told while files that are open have become read-only: nothing ends, and all is as before afterwards', async (context) => {
    context.skip(!canSeal(folder), 'files that root may not write need root, and a file system that knows them');
    const store = await filled();
    seal(file, '+');
    try {
      const refusal = { code: 'unavailable', retryAfter: 5, message: expect.stringContaining('can only be read') };
      await expect(store.append('mara', [line('sealed')], change)).rejects.toMatchObject(refusal);
      await expect(store.ping()).rejects.toMatchObject(refusal);
      // Reading notes what it reads in a file beside it: what is asked for often is answered from memory meanwhile.
      await expect(store.sums('mara')).rejects.toMatchObject(refusal);
      await expect(store.check()).rejects.toMatchObject(refusal);
    } finally {
      seal(file, '-');
    }
    await expect(store.ping()).resolves.toBeUndefined();
    expect(await store.append('mara', [line('sealed')], change)).toHaveLength(1);
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
  });

  it.for([
    ['the file', ['']],
    ['the file and what is beside it', ['', '-wal', '-shm']],
  ] as const)(
    'is told of what was read-only when it was opened: %s is read, and written when it may be',
    async ([, ends], context) => {
      context.skip(!canSeal(folder), 'files that root may not write need root, and a file system that knows them');
      // As after a crash: the log stands beside the file.
      const crashed = await filled();
      const left = join(folder, 'left.db');
      for (const end of ['', '-wal', '-shm']) await copyFile(file + end, left + end);
      await crashed.close();
      const sealed = ends.map((end) => left + end);
      execFileSync('chattr', ['+i', ...sealed]);
      const heard: string[] = [];
      const listening = new AbortController();
      try {
        const store = await openStore(`sqlite:${left}`);
        stores.push(store);
        await store.watch((campaign) => heard.push(campaign), listening.signal);
        expect((await store.sums('mara')).entries).toBe(2);
        await expect(store.ping()).rejects.toThrow('can only be read');
        execFileSync('chattr', ['-i', ...sealed]);
        // It is opened anew no more often than every two seconds.
        await expect.poll(() => store.ping().then(() => 'written', String), { timeout: 20_000 }).toBe('written');
        expect(await store.append('mara', [line('later')], change)).toHaveLength(1);
        expect(heard).toContain('mara');
        heard.length = 0;
        const other = await openStore(`sqlite:${left}`);
        await other.append('mara', [line('elsewhere')], change);
        await other.close();
        await expect.poll(() => heard, { timeout: 20_000 }).toContain('mara');
        expect((await store.sums('mara')).entries).toBe(4);
        expect(await store.check()).toEqual({ flaws: [], notes: [] });
      } finally {
        listening.abort();
        execFileSync('chattr', ['-i', ...sealed]);
      }
    },
  );
});

describe('the locks on an open file', () => {
  /** What the kernel has noted for this process, of this file. */
  const locks = async (): Promise<number> => {
    const { ino } = await stat(file);
    const all = (await readFile('/proc/locks', 'utf8')).split('\n');
    return all.filter((text) => text.includes(` ${process.pid} `) && text.includes(`:${ino} `)).length;
  };

  it('are still there after it was checked, backed up and opened a second time', async (context) => {
    context.skip(process.platform !== 'linux', 'only Linux shows its locks');
    const store = await filled();
    const before = await locks();
    expect(before).toBeGreaterThan(0);
    await store.check();
    expect(await locks()).toBe(before);
    await store.backup!(join(folder, 'copy.db'));
    expect(await locks()).toBe(before);
    const second = await openStore(`sqlite:${file}`);
    await second.close();
    expect(await locks()).toBe(before);
  });
});

const turn = (): Promise<void> => new Promise((go) => setImmediate(go));

/** Does something again and again until something else is done. */
async function during(work: Promise<unknown>, again: () => Promise<void>): Promise<void> {
  const done = new AbortController();
  const watching = work.finally(() => done.abort());
  while (!done.signal.aborted) await again();
  await watching;
}

describe('long work', () => {
  it('keeps nobody waiting: what is asked meanwhile is answered while lines are added up', async () => {
    const store = await filled();
    await store.close();
    sql(`
      WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
      INSERT INTO entries (campaign, number, at, flow, reason, sum, amount, source, key, balance)
      SELECT 1, i, '2026-01-01', 'gift+', 'donation', 'gifts', 100, 'bank', 'k' || i, 1500 + 100 * (i - 2) FROM n;
      UPDATE sources SET gifts = 1500 + 9999800, givers = 100000;
      UPDATE campaigns SET entries = 100000, balance = 1500 + 9999800;`);
    const long = await openStore(`sqlite:${file}`);
    stores.push(long);
    let answered = 0;
    await during(long.check(), async () => {
      await long.sums('mara');
      answered++;
    });
    expect(await long.check()).toEqual({ flaws: [], notes: [] });
    expect(answered).toBeGreaterThan(20);
    let [count, turns] = [0, 0];
    const reading = (async () => {
      for await (const { number } of long.everyEntry('mara')) count += Number(number > 0);
    })();
    await during(reading, async () => {
      await turn();
      turns++;
    });
    expect(count).toBe(100_000);
    // The loop went round at least once for each page.
    expect(turns).toBeGreaterThan(200);
  });

  it('keeps no reader waiting: a file that somebody has locked is waited for elsewhere', async () => {
    const store = await filled();
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const written = store.append('mara', [line('late')], change);
    let turns = 0;
    const reads = (async () => {
      for (let read = 0; read < 50; read++) await store.sums('mara');
    })();
    await during(reads, async () => {
      await turn();
      turns++;
    });
    other.exec('COMMIT');
    other.close();
    expect(await written).toHaveLength(1);
    expect(turns).toBeGreaterThan(100);
  });
});
