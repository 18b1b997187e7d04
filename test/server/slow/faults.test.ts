import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore, restoreStore } from '../../../src/server/store/open.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { begun, change, event, line, mara, paid, refund, sourceSums } from '../../contracts/store-samples.ts';
import { numbered, sumOfNumbered } from '../worker.ts';

let folder: string;
const stores: Store[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glassjar-'));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

const keep = (store: Store): Store => {
  stores.push(store);
  return store;
};

describe('a statement that fails', () => {
  /** All that is done to the books; told again until it was taken. */
  const steps: readonly ((store: Store) => Promise<unknown>)[] = [
    (store) => store.take(event('e0', [refund('re_1', 500)], { ids: ['pi_1'] })),
    (store) => store.beginDonation(begun('r1', { person: { name: 'Lena', isPublic: true } })),
    (store) => store.answerDonation('r1', { kind: 'redirect', url: 'https://pay.example/1' }, ['cs_1']),
    (store) => store.take(event('e1', [paid('pi_1')], { donation: 'r1', ids: ['pi_1', 'cs_1'] })),
    (store) => store.append('mara', [line('a'), line('b')], change),
    (store) => store.append('mara', [line('c', { flow: 'gift-', reason: 'void', source: '', reverses: 'e3' })], change),
    (store) => store.erase('mara', 'e1', change),
    (store) => store.countShare('mara', 'mail'),
  ];

  it('leaves the books as they were before, whichever it is, and all can be told again', async () => {
    let count = 0;
    let failing = 0;
    const store = async (): Promise<Store> => {
      const opened = keep(
        await openSqlite(':memory:', {
          before: () => {
            if (++count === failing) throw new Error('pulled');
          },
        }),
      );
      await opened.putCampaign(mara, 0, change);
      return opened;
    };
    const outcome = async (books: Store) => {
      const { at: _, ...sums } = await books.sums('mara');
      return {
        sums,
        lines: (await books.entries('mara', { limit: 99 })).map(({ flow, amount, person }) => [flow, amount, person]),
      };
    };
    const whole = await store();
    for (const step of steps) await step(whole);
    const expected = await outcome(whole);

    let tried = 0;
    for (const [index, step] of steps.entries()) {
      for (let k = 1; ; k++) {
        const books = await store();
        for (const before of steps.slice(0, index)) await before(books);
        const { lines } = await outcome(books);
        [count, failing] = [0, k];
        const failed = await step(books).then(
          () => false,
          () => true,
        );
        const isThrough = count < k;
        failing = 0;
        expect(await books.check()).toEqual({ flaws: [], notes: [] });
        if (failed) expect((await outcome(books)).lines).toEqual(lines);
        if (!failed && isThrough) break;
        await step(books);
        for (const after of steps.slice(index + 1)) await after(books);
        expect(await outcome(books), `step ${index}, statement ${k}`).toEqual(expected);
        tried++;
        await books.close();
      }
    }
    expect(tried).toBeGreaterThan(80);
  });

  it('takes nothing with it that shares its commit', async () => {
    const store = keep(await openSqlite(':memory:'));
    await store.putCampaign(mara, 0, change);
    const done = await Promise.allSettled([
      store.append('mara', [line('a')], change),
      store.append('mara', [line('b', { amount: { minor: -1, currency: 'EUR' } })], change),
      store.append('mara', [line('c')], change),
      store.append('nobody', [line('d')], change),
    ]);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(await sourceSums(store, 'bank')).toMatchObject({ gifts: 2000, givers: 2 });
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
  });
});

describe('a full disk', () => {
  const small = (): string | undefined => {
    const mount = join(folder, 'small');
    try {
      execFileSync('mkdir', ['-p', mount]);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mount], { stdio: 'ignore' });
      return mount;
    } catch {
      return undefined;
    }
  };

  it('is told as such, keeps what was acknowledged, lets people read, and goes on when there is room', async (context) => {
    const mount = small() ?? '';
    context.skip(!mount, 'only root can make a small disk');
    try {
      const store = await openSqlite(join(mount, 'books.db'));
      await store.putCampaign(mara, 0, change);
      await writeFile(join(mount, 'other'), new Uint8Array(2_000_000));
      let known = 0;
      const fill = async (): Promise<void> => {
        for (; known < 20_000; known++) await store.take(numbered(known));
      };
      const failure = await fill().catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'unavailable', retryAfter: 5 });
      expect(String(failure)).toMatch(/full|disk/);
      expect((await sourceSums(store, 'stripe')).gifts).toBe(sumOfNumbered(known));
      await expect(store.take(numbered(known))).rejects.toMatchObject({ code: 'unavailable' });
      await rm(join(mount, 'other'));
      expect(await store.take(numbered(known))).toBe('applied');
      expect((await sourceSums(store, 'stripe')).gifts).toBe(sumOfNumbered(known + 1));
      expect(await store.check()).toEqual({ flaws: [], notes: [] });
      await store.close();
    } finally {
      execFileSync('umount', [mount]);
    }
  });
});

describe('a file', () => {
  it('of another program, of a newer version, broken, or out of reach is refused in words', async () => {
    const other = join(folder, 'other.db');
    const db = new DatabaseSync(other);
    db.exec('CREATE TABLE t (a)');
    db.close();
    await expect(openStore(`sqlite:${other}`)).rejects.toThrow(/another program/);
    const newer = join(folder, 'newer.db');
    await (await openSqlite(newer)).close();
    const later = new DatabaseSync(newer);
    later.exec('PRAGMA user_version = 99');
    later.close();
    await expect(openStore(`sqlite:${newer}`)).rejects.toThrow(/newer version/);
    const text = join(folder, 'text.db');
    await writeFile(text, 'not a database at all, but a text that is long enough to have a header'.repeat(20));
    await expect(openStore(`sqlite:${text}`)).rejects.toThrow(/no database of SQLite/);
    await expect(openStore(`sqlite:${folder}/nowhere/books.db`)).rejects.toThrow(/folder/);
  });

  it('needs an address that says which', async () => {
    for (const url of ['', 'mysql://x/y', 'glassjar.db', 'sqlite:', 'sqlite://host/file']) {
      await expect(openStore(url)).rejects.toThrow(/write DATABASE_URL=sqlite:/);
    }
    const store = keep(await openStore('sqlite::memory:'));
    expect(store.name).toBe('sqlite');
  });

  it('that is locked for a while is waited for', async () => {
    const file = join(folder, 'locked.db');
    const store = keep(await openSqlite(file));
    await store.putCampaign(mara, 0, change);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const taken = store.take(numbered(0));
    await sleep(700);
    expect((await store.sums('mara')).entries).toBe(0);
    other.exec('COMMIT');
    other.close();
    expect(await taken).toBe('applied');
  });
});

describe('a backup', () => {
  it('made while events come in adds up, and is put in place of a database', async () => {
    const file = join(folder, 'running.db');
    const store = await openSqlite(file);
    await store.putCampaign(mara, 0, change);
    await Promise.all(Array.from({ length: 900 }, (_, n) => store.take(numbered(n))));
    const copy = join(folder, 'copy.db');
    let more = 900;
    const stop = new AbortController();
    const feeding = (async () => {
      while (!stop.signal.aborted) await Promise.all([1, 2, 3].map(() => store.take(numbered(more++))));
    })();
    await store.backup!(copy);
    stop.abort();
    await feeding;
    await expect(store.backup!(copy)).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.check()).toEqual({ flaws: [], notes: [] });
    await store.close();

    const { old } = await restoreStore(`sqlite:${file}`, copy);
    const restored = keep(await openSqlite(file));
    expect(await restored.check()).toEqual({ flaws: [], notes: [] });
    const { entries } = await restored.sums('mara');
    expect(entries).toBeGreaterThanOrEqual(900);
    expect(entries).toBeLessThanOrEqual(more);
    // What was there is there still.
    const before = keep(await openSqlite(old!));
    expect((await before.sums('mara')).entries).toBe(more);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('that is broken is refused, and nothing is changed', async () => {
    const file = join(folder, 'kept.db');
    const store = await openSqlite(file);
    await store.putCampaign(mara, 0, change);
    await store.append('mara', [line('a')], change);
    const copy = join(folder, 'tampered.db');
    await store.backup!(copy);
    await store.close();
    const cut = join(folder, 'cut.db');
    await copyFile(copy, cut);
    await truncate(cut, 20_000);
    const db = new DatabaseSync(copy);
    db.exec('UPDATE sources SET gifts = 999999');
    db.close();
    for (const broken of [copy, cut, join(folder, 'nothing.db')]) {
      await expect(restoreStore(`sqlite:${file}`, broken)).rejects.toMatchObject({ code: 'invalid' });
    }
    await expect(restoreStore('postgres://x/y', copy)).rejects.toThrow(/pg_restore/);
    const kept = keep(await openSqlite(file));
    expect(await sourceSums(kept, 'bank')).toMatchObject({ gifts: 1000 });
  });
});

describe('a restore', () => {
  it('waits until the server has stopped, and mends what is broken', async () => {
    const file = join(folder, 'mended.db');
    const store = await openSqlite(file);
    await store.putCampaign(mara, 0, change);
    await store.append('mara', [line('a')], change);
    const copy = join(folder, 'good.db');
    await store.backup!(copy);
    await expect(restoreStore(`sqlite:${file}`, copy)).rejects.toMatchObject({ code: 'conflict' });
    expect(await sourceSums(store, 'bank')).toMatchObject({ gifts: 1000 });
    await store.close();
    await truncate(file, 10_000);
    await restoreStore(`sqlite:${file}`, copy);
    const mended = keep(await openSqlite(file));
    expect(await sourceSums(mended, 'bank')).toMatchObject({ gifts: 1000 });
    expect(await mended.check()).toEqual({ flaws: [], notes: [] });
  });
});

describe('a folder that can only be read', () => {
  it('is refused in words', async (context) => {
    context.skip(process.getuid?.() === 0, 'root may write anywhere');
    const sealed = await mkdtemp(join(tmpdir(), 'glassjar-'));
    await chmod(sealed, 0o500);
    await expect(openStore(`sqlite:${sealed}/books.db`)).rejects.toThrow(/write there/);
    await rm(sealed, { recursive: true });
  });
});
