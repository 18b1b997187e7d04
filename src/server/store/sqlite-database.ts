import { statSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Running } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { applicationId, isFrozen, isReadOnly } from './sqlite-file.ts';
import { migrations } from './sqlite-migrations.ts';

export type Value = SQLInputValue;

/**
 * Milliseconds that a statement waits for other processes, holding its thread. Whoever can wait longer does so between two tries, so
 * that others are served meanwhile.
 */
const busyFor = 10;

function identityOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino}` : '';
}

/** One connection. Statements are prepared once. */
export class Database {
  readonly file: string;
  /** Which file it was when it was opened, as the disk knows it. */
  identity = '';
  #connection: DatabaseSync;
  /** Whether its memory was for reading only when it was opened: then SQLite knows, and writes nothing there. */
  #knowsFrozen = false;
  readonly #statements = new Map<string, StatementSync>();
  readonly #before: ((sql: string) => void) | undefined;

  /** @param before Called before each statement: for tests that let one fail. */
  constructor(file: string, before?: (sql: string) => void) {
    this.file = file;
    this.#connection = this.#open();
    this.#before = before;
  }

  get connection(): DatabaseSync {
    return this.#connection;
  }

  /**
   * Opens the file once more: what was opened for reading only stays so, also when the file may be written by now. It is closed
   * first, since what connections of a process share stays as the first one opened it.
   * @throws What SQLite says; then there may be no connection, which `guard` says.
   */
  reopen(): void {
    // Where it was removed, opening would make an empty one.
    if (identityOf(this.file) !== this.identity)
      throw new ServerError('unavailable', `${this.file} is another one now`);
    this.#statements.clear();
    if (this.#connection.isOpen) this.#connection.close();
    this.#connection = this.#open();
    settle(this, this.file);
  }

  /**
   * Makes sure that SQLite may be asked. It maps the memory that all who have the file open share, and a process that writes into
   * the mapping of a file that has become read-only is ended by the kernel. Readers write there, too: they note what they read.
   * @throws ServerError `unavailable`
   */
  guard(): void {
    const why = this.#isFrozen() ? readOnly : this.#connection.isOpen ? undefined : noOpening;
    if (why) throw new ServerError('unavailable', `the database did not take it: ${why}`, { retryAfter: 5 });
  }

  #isFrozen(): boolean {
    return this.file !== ':memory:' && !this.#knowsFrozen && isFrozen(this.file);
  }

  #open(): DatabaseSync {
    this.#knowsFrozen = isFrozen(this.file);
    const connection = new DatabaseSync(this.file, { timeout: busyFor, enableForeignKeyConstraints: true });
    this.identity = identityOf(this.file);
    return connection;
  }

  get inTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  /** Several statements, or one that is needed once. */
  exec(sql: string): void {
    this.#before?.(sql);
    this.#connection.exec(sql);
  }

  /** @returns How many rows it changed. */
  run(sql: string, ...values: readonly Value[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** @returns The number of the new row. */
  insert(sql: string, ...values: readonly Value[]): number {
    return Number(this.#prepared(sql).run(...values).lastInsertRowid);
  }

  get<Row>(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: readonly Value[]): readonly Row[] {
    return this.#prepared(sql).all(...values) as unknown as readonly Row[];
  }

  /** Whoever is the last to close a file takes its log into it, and the header says so: then a copy of the file is whole. */
  close(): void {
    this.#statements.clear();
    try {
      if (this.file !== ':memory:') this.#connection.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE');
    } catch {
      // Others have it open, or it can't be written.
    }
    this.#connection.close();
  }

  #prepared(sql: string): StatementSync {
    this.#before?.(sql);
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** What one piece of work writes with. All of it is written, or nothing. */
export interface Writing {
  readonly db: Database;
  /** The campaign's books, to be changed in place; they are written at the end. */
  books(n: number): Running;
  /** Says that this campaign is another one now: a new version, and listeners are told. */
  changed(n: number): void;
}

const readOnly = 'it can only be read: give the server the right to write it and its folder';
const noOpening = 'it cannot be opened: does its folder exist, and may the server write there?';

/** SQLite's own codes for what is not our mistake and may pass. */
const passing: Readonly<Record<number, string>> = {
  5: 'it is locked by another process',
  6: 'it is locked by another process',
  8: readOnly,
  10: 'the disk reports an error',
  13: 'the disk is full',
  14: noOpening,
};

const codeOf = (error: unknown): number => {
  const { errcode } = (error ?? {}) as { errcode?: unknown };
  // The low byte is the kind; the rest says more exactly.
  return typeof errcode === 'number' ? errcode & 0xff : 0;
};

export const isBusy = (error: unknown): boolean => codeOf(error) === 5 || codeOf(error) === 6;

/** Whether the file could not be written though the disk has room: another connection may be able to. */
export const isSealed = (error: unknown): boolean => codeOf(error) === 8;

/**
 * What can't be written now may be later: an error of SQLite becomes one that may be shown. Others stay as they are.
 * @param file Where it is known: one that became read-only while it was open is an error of the disk to SQLite.
 */
export function shown(error: unknown, file?: string): unknown {
  const code = codeOf(error);
  const why = passing[code === 10 && file !== undefined && isReadOnly(file) ? 8 : code];
  if (why === undefined) return error;
  return new ServerError('unavailable', `the database did not take it: ${why}`, { cause: error, retryAfter: 5 });
}

const pragma = (database: Database, name: string): unknown =>
  Object.values(database.get<Record<string, unknown>>(`PRAGMA ${name}`) ?? {})[0];

/**
 * Sets what durability depends on and makes sure of it: a setting that did not take is an error, not a hope.
 * @throws ServerError `unavailable`
 */
export function settle(database: Database, file: string): void {
  const isMemory = file === ':memory:';
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  // 32 MB: where ids are random, each event touches pages all over its indexes. The log is put back into the file every 16 MB.
  database.exec('PRAGMA cache_size = -32768');
  database.exec('PRAGMA wal_autocheckpoint = 4096');
  // What was erased is overwritten, not only forgotten.
  database.exec('PRAGMA secure_delete = ON');
  const wanted: Readonly<Record<string, unknown>> = {
    journal_mode: isMemory ? 'memory' : 'wal',
    synchronous: 2,
    foreign_keys: 1,
    secure_delete: 1,
  };
  for (const [name, value] of Object.entries(wanted)) {
    const found = pragma(database, name);
    if (found === value) continue;
    const hint = name === 'journal_mode' ? '; put the file on a local disk, not on a network share' : '';
    throw new ServerError(
      'unavailable',
      `${file}: PRAGMA ${name} is ${String(found)}, must be ${String(value)}${hint}`,
    );
  }
}

/** Takes the log into the file and empties it. @returns Whether it is empty: nobody was reading what stands in it. */
export function emptyLog(database: Database): boolean {
  try {
    database.guard();
    return database.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')?.busy === 0;
  } catch {
    // Locked, or no room: what is written is safe in the log meanwhile.
    return false;
  }
}

/** @returns What a file of a version should hold and doesn't, in words, and what it holds that could change the books. */
export function schemaFlaws(database: Database): readonly string[] {
  const version = Number(pragma(database, 'user_version'));
  const whole = new Database(':memory:');
  try {
    for (const step of migrations.slice(0, version)) whole.exec(step);
    const wanted = partsOf(whole);
    const found = partsOf(database);
    const lacks = [...wanted].filter(([name, sql]) => found.get(name) !== sql);
    const own = [...found.keys()].filter((name) => name.startsWith('trigger') && !wanted.has(name));
    return [
      ...lacks.map(([name]) => `the file: ${name} is ${found.has(name) ? 'not as it was made' : 'missing'}`),
      ...own.map((name) => `the file: ${name} is none of the server’s`),
    ];
  } finally {
    whole.close();
  }
}

/** Tables, indexes and triggers, each with its SQL. */
const partsOf = (database: Database): Map<string, string> =>
  new Map(
    database
      .all<{ type: string; name: string; sql: string }>('SELECT type, name, sql FROM sqlite_schema WHERE sql NOT NULL')
      .filter(({ name }) => !name.startsWith('sqlite_'))
      .map(({ name, sql, type }) => [`${type} ${name}`, sql]),
  );

/** Brings the tables up to date, each step whole or not at all; another process may be doing the same. */
export function migrate(database: Database, file: string): void {
  const whose = pragma(database, 'application_id');
  const version = Number(pragma(database, 'user_version'));
  const isEmpty = !database.get('SELECT 1 FROM sqlite_schema LIMIT 1');
  if (whose !== applicationId && !isEmpty) {
    throw new ServerError('unavailable', `${file} is another program's database: name a file of its own`);
  }
  if (version > migrations.length) {
    throw new ServerError(
      'unavailable',
      `${file} was written by a newer version (${version}, this one knows ${migrations.length}): update, or restore a backup`,
    );
  }
  for (let step = version; step < migrations.length; step++) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Between looking and locking another process may have been faster.
      if (Number(pragma(database, 'user_version')) === step) {
        database.exec(migrations[step]!);
        database.exec(`PRAGMA application_id = ${applicationId}`);
        database.exec(`PRAGMA user_version = ${step + 1}`);
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
