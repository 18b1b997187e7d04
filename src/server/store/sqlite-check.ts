import { copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backup as copy } from 'node:sqlite';
import { Audit, type AuditLine, type Checked, compareDonation, heldNotes } from '../books/audit.ts';
import type { Fact, ProviderEvent } from '../books/facts.ts';
import { ServerError } from '../errors.ts';
import { loadBooks } from './sqlite-books.ts';
import { Database, isBusy, migrate, schemaFlaws, settle, shown } from './sqlite-database.ts';
import { applicationId, headerOf, isShortOf, keepToOwner } from './sqlite-file.ts';

/* Whether a file of SQLite is whole and adds up; copies of it, there and back. */

/** Adds all lines up again, holds donations against their facts, and asks SQLite about its file. */
export function checkBooks(db: Database): Checked {
  // One moment of the books, whoever else is writing.
  db.exec('BEGIN');
  try {
    return readAll(db);
  } finally {
    db.exec('COMMIT');
  }
}

const withoutLog =
  'it was copied or moved while a server used it, without its log (-wal), so that the newest lines may be missing: copy it with `npx glassjar backup`';

function readAll(db: Database): Checked {
  const notes: string[] = [];
  const flaws = db
    .all<Record<string, string>>('PRAGMA integrity_check')
    .flatMap((row) => Object.values(row))
    .filter((text) => text !== 'ok')
    .map((text) => `the file: ${text}`);
  flaws.push(...schemaFlaws(db));
  const short = db.get<{ short: string | null }>('SELECT short FROM pulse')?.short;
  if (short === '') flaws.push(`the file: ${withoutLog}`);
  else if (short) notes.push(`the file (found ${short}): ${withoutLog}`);
  const broken = db.all<{ table: string }>('PRAGMA foreign_key_check');
  flaws.push(...broken.map(({ table }) => `the file: a row of ${table} names what is not there`));
  for (const { id, n } of db.all<{ id: string; n: number }>('SELECT id, n FROM campaigns')) {
    const audit = new Audit(id);
    let after = 0;
    for (;;) {
      const lines = db.all<AuditLine>(
        `SELECT number, flow, reason, sum, amount, source, reverses, donation, balance FROM entries
         WHERE campaign = ? AND number > ? ORDER BY number LIMIT 1000`,
        ...[n, after],
      );
      for (const line of lines) audit.add(line);
      if (lines.length < 1000) break;
      after = lines.at(-1)!.number;
    }
    const donations = checkDonations(db, id, n);
    flaws.push(...audit.finish(loadBooks(db, n)), ...donations.flaws);
    notes.push(...donations.notes);
  }
  const held = db.all<{ event: string }>('SELECT event FROM held ORDER BY n');
  notes.push(...heldNotes(held.map(({ event }) => JSON.parse(event) as ProviderEvent)));
  return { flaws, notes };
}

function checkDonations(db: Database, id: string, n: number): Checked {
  const flaws: string[] = [];
  const notes: string[] = [];
  const books = loadBooks(db, n);
  let pending = 0;
  let after = 0;
  for (;;) {
    const donations = db.all<{ n: number; status: string }>(
      'SELECT n, status FROM donations WHERE campaign = ? AND n > ? ORDER BY n LIMIT 1000',
      ...[n, after],
    );
    for (const donation of donations) {
      const rows = db.all<{ facts: string }>('SELECT facts FROM events WHERE donation = ?', donation.n);
      const booked = db.get<{ net: number }>(
        `SELECT coalesce(sum(CASE flow WHEN 'gift+' THEN amount WHEN 'gift-' THEN -amount ELSE 0 END), 0) AS net
         FROM entries WHERE donation = ?`,
        donation.n,
      )!;
      pending += Number(donation.status === 'pending');
      const facts = rows.flatMap((row) => JSON.parse(row.facts) as Fact[]);
      const stands = { net: booked.net, status: donation.status };
      const found = compareDonation(`${id}: donation ${donation.n}`, stands, facts, books.currency);
      flaws.push(...found.flaws);
      notes.push(...found.notes);
    }
    if (donations.length < 1000) break;
    after = donations.at(-1)!.n;
  }
  if (pending !== books.pendingCount) flaws.push(`${id}: ${books.pendingCount} are said to be pending, ${pending} are`);
  return { flaws, notes };
}

/** Copies the database while it is in use. The copy appears under its name only when it is whole, for its owner's eyes only. */
export async function backup(db: Database, file: string): Promise<void> {
  if (await exists(file)) throw new ServerError('conflict', `${file} is there already: name another file`);
  const part = `${file}.part`;
  try {
    await rm(part, { force: true });
    keepToOwner(part);
    await copyOf(db, part);
    const flaws = verify(part);
    if (flaws.length) throw new ServerError('unavailable', `the copy does not add up: ${flaws[0]}`);
    await toDisk(part);
    await rename(part, file);
    await toDisk(dirname(file));
  } catch (error) {
    throw shown(error);
  } finally {
    await removeWithLog(part);
  }
}

/**
 * In one step, from a connection of its own: one that writes meanwhile would break the copy off, and small steps would begin again
 * with every commit. Readers and writers go on; SQLite copies on another thread.
 */
async function copyOf(db: Database, to: string): Promise<void> {
  const own = db.file === ':memory:' ? undefined : new Database(db.file);
  try {
    await copy((own ?? db).connection, to, { rate: 2 ** 31 - 1 });
  } finally {
    own?.close();
  }
}

/** What a restore leaves to do. */
export interface Restored {
  /** Where the database is now that was there. */
  readonly old?: string;
  /** Lines whose names were erased after the backup was made, and are back with it; undefined: the old database can't be read. */
  readonly erased: readonly Erased[] | undefined;
}

export interface Erased {
  readonly campaign: string;
  readonly at: string;
  /** Which line: `#12`. */
  readonly line: string;
}

/**
 * Puts a backup in place of a database. The server MUST NOT run meanwhile. What was there stays beside it, and at every moment one of
 * the two is in its place. No login and no token of the backup works any more: one that was withdrawn since would otherwise be good
 * again.
 * @throws ServerError `invalid` when the backup is none, does not add up, or knows less campaigns than what is there: nothing was
 * changed then. `conflict` when a server has the database open.
 */
export async function restoreSqlite(from: string, file: string): Promise<Restored> {
  if (!(await exists(from))) throw new ServerError('invalid', `${from} is not there`);
  const why = whyNoBackup(from);
  if (why !== undefined) throw new ServerError('invalid', `${from} is not restored: ${why}`);
  if ((await exists(file)) && (await isSame(from, file)))
    throw new ServerError('invalid', `${from} is the database itself: name a backup`);
  const part = `${file}.part`;
  try {
    await removeWithLog(part);
    keepToOwner(part);
    // Its log comes along, if it has one; the backup itself is left as it is.
    await copyFile(from, part);
    if (await exists(`${from}-wal`)) await copyFile(`${from}-wal`, `${part}-wal`);
    keepToOwner(part);
    const flaws = verify(part);
    if (flaws.length) throw new ServerError('invalid', `${from} does not add up: ${flaws.join('; ')}`);
    const known = renew(part, Date.now());
    const old = (await exists(file)) ? await setAside(file, part) : undefined;
    await toDisk(part);
    await rename(part, file);
    await toDisk(dirname(file));
    return old === undefined ? { erased: [] } : { old, erased: erasedSince(old, known) };
  } finally {
    await removeWithLog(part);
  }
}

/** What the header of a file says against it, before anything is done with it. */
function whyNoBackup(file: string): string | undefined {
  const header = headerOf(file);
  if (!header) return 'it is no database of SQLite, or a broken one';
  if (header.application !== applicationId || header.version === 0) return "it is another program's database";
  if (isShortOf(file)) return withoutLog;
  return undefined;
}

/** Keeps what is in place under another name as well, so that it can be replaced in one step. @returns That name. */
async function setAside(file: string, part: string): Promise<string> {
  if (isInUse(file)) throw new ServerError('conflict', `${file} is in use: stop the server first`);
  const lost = campaignsLost(file, part);
  if (lost.length) {
    throw new ServerError(
      'invalid',
      `the books in place have campaigns that the backup doesn’t know: ${lost.join(', ')}. Is it of other books, or older? If it is meant, move ${file} away first`,
    );
  }
  const old = `${file}.before-restore-${new Date().toISOString().replace(/\D/g, '').slice(0, 17)}`;
  // Of a broken file its log is left; beside the new one it would be taken for its own.
  for (const end of ['-wal', '-shm']) if (await exists(file + end)) await rename(file + end, old + end);
  // Disks that can't give a file two names get a copy.
  await link(file, old).catch(() => copyFile(file, old));
  keepToOwner(old);
  return old;
}

/** Campaigns of a database that another one doesn't know; none when it can't be read. */
function campaignsLost(file: string, by: string): readonly string[] {
  const idsOf = (name: string): readonly string[] => {
    const db = new Database(name);
    try {
      return db.all<{ id: string }>('SELECT id FROM campaigns ORDER BY id').map(({ id }) => id);
    } finally {
      db.close();
    }
  };
  try {
    const known = new Set(idsOf(by));
    return idsOf(file).filter((id) => !known.has(id));
  } catch {
    return [];
  }
}

async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one), stat(other)]);
  return a.dev === b.dev && a.ino === b.ino;
}

const removeWithLog = async (file: string): Promise<void> => {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(file + end, { force: true });
};

/** Makes sure that a file, or the names in a folder, are on the disk for good. */
async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  // Not every disk does so for folders.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const erasures = `SELECT c.id AS campaign, x.at, coalesce(x.detail, '') AS line FROM changes x JOIN campaigns c ON c.n = x.campaign
  WHERE x.what = 'erase' ORDER BY x.n`;

/**
 * Makes a copy fit to go on from. Versions rise above all that went out before, or pages and caches that know a later state would
 * take the restored one for what they have.
 * @returns The erasures that the copy knows.
 */
function renew(file: string, now: number): readonly Erased[] {
  const db = new Database(file);
  try {
    db.exec('BEGIN IMMEDIATE');
    db.run('DELETE FROM secrets');
    db.run('UPDATE campaigns SET version = max(version + 1, ?)', now);
    db.exec('COMMIT');
    return db.all<Erased>(erasures);
  } finally {
    db.close();
  }
}

/** What was erased in the old database and stands in the backup still. */
function erasedSince(old: string, known: readonly Erased[]): readonly Erased[] | undefined {
  const textOf = ({ at, campaign, line }: Erased): string => JSON.stringify([campaign, at, line]);
  const before = new Set(known.map(textOf));
  let db: Database | undefined;
  try {
    db = new Database(old);
    return db.all<Erased>(erasures).filter((one) => !before.has(textOf(one)));
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}

/** Asks for the file alone, which also puts into it what stands in its log. A broken file is in nobody's use. */
function isInUse(file: string): boolean {
  let db: Database | undefined;
  try {
    db = new Database(file);
    db.exec('PRAGMA journal_mode = DELETE');
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    db?.close();
  }
}

/** Opens a file as the server would and adds it up. @returns Every flaw. */
function verify(file: string): readonly string[] {
  let db: Database | undefined;
  try {
    db = new Database(file);
    settle(db, file);
    // As it came: bringing it up to date would add what it lacks.
    const flaws = schemaFlaws(db);
    if (flaws.length) return flaws;
    migrate(db, file);
    return checkBooks(db).flaws;
  } catch (error) {
    return [error instanceof ServerError ? error.message : `${file} is no database of SQLite, or a broken one`];
  } finally {
    db?.close();
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
