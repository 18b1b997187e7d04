import { ServerError } from '../errors.ts';
import type { Restored } from './sqlite-check.ts';
import type { Store } from './store.ts';

/** What `DATABASE_URL` may be. */
export const databaseHelp =
  'write DATABASE_URL=sqlite:./glassjar.db for a file, sqlite::memory: to try things out, or postgres://user:password@host/database';

/**
 * Opens the store an address names. Makes its tables where there are none.
 *
 * The command line (`glassjar backup <file>`, `glassjar restore <file>`) is made of `Store.backup`, which copies while the server
 * runs and is whole or not there at all, and of `restoreStore`; `Store.check` says in words what does not add up. A PostgreSQL is
 * backed up with `pg_dump` and restored with `pg_restore`: its store has no `backup`.
 *
 * @param url `sqlite:./file`, `sqlite:/absolute/file`, `sqlite::memory:` or `postgres://…`.
 * @throws ServerError `invalid` for an address that is none, saying what to write; `unavailable` when the database can't be opened.
 */
export async function openStore(url: string): Promise<Store> {
  const file = fileOf(url);
  if (file !== undefined) return (await import('./sqlite.ts')).openSqlite(file);
  if (isPostgres(url)) return (await postgres()).openPostgres(url.trim());
  throw new ServerError('invalid', `no database is known by this address: ${databaseHelp}`);
}

const isPostgres = (url: string): boolean => /^postgres(?:ql)?:\/\//.test(url.trim());

const postgres = (): Promise<typeof import('./postgres.ts')> =>
  import('./postgres.ts').catch((cause: unknown) => {
    throw new ServerError('unavailable', 'PostgreSQL needs its client: npm install pg', { cause });
  });

/**
 * Makes the tables or brings them up to date. A server does so by itself where it may; in a PostgreSQL whose server has a role with no
 * more rights than it needs, the role that owns the tables does it once for each version.
 * @param role Of PostgreSQL: the server's, which gets the rights it needs.
 * @throws ServerError as `openStore`.
 */
export async function migrateStore(url: string, role?: string): Promise<void> {
  if (isPostgres(url)) await (await postgres()).migratePostgres(url.trim(), role);
  else await (await openStore(url)).close();
}

/**
 * Puts a backup in place of a SQLite database, after checking that it adds up. The server MUST NOT run meanwhile.
 * @returns Where the database that was there is now, and what is to be erased again.
 * @throws ServerError `invalid` when the backup is broken (nothing was changed) or the address is no file's.
 */
export async function restoreStore(url: string, from: string): Promise<Restored> {
  const file = fileOf(url);
  if (file === undefined || file === ':memory:') {
    throw new ServerError('invalid', 'only a file of SQLite is restored from here; for PostgreSQL use pg_restore');
  }
  return (await import('./sqlite-check.ts')).restoreSqlite(from, file);
}

/** The file that an address names; undefined for one of another kind. */
export function fileOf(url: string): string | undefined {
  const file = /^sqlite:(?:\/\/(?=\/|\.))?(.+)$/.exec(url.trim())?.[1];
  // An address with a host is a mistake, and would make a file of that name.
  return file?.startsWith('//') ? undefined : file;
}
