import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type Client, type Pool, type Settings } from 'pg';
import type { Running } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { migrations } from './postgres-migrations.ts';
import { booksColumns, booksOf, type BooksRow } from './rows.ts';

/** A part of a statement that was not made of anything from outside. */
export class Part {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }
}

export const part = (strings: TemplateStringsArray, ...values: readonly unknown[]): Part => new Part(strings, values);

/** A statement as a template: what stands in it goes as a parameter, never as text; only a `Part` becomes part of it. */
export type Sql = <Rows extends readonly object[] = readonly object[]>(
  strings: TemplateStringsArray,
  ...values: readonly unknown[]
) => Promise<Rows>;

/** Writes a template out: `$1`, `$2` and their values. */
function written(piece: Part, values: unknown[] = []): { readonly text: string; readonly values: readonly unknown[] } {
  let text = piece.strings[0] ?? '';
  piece.values.forEach((value, index) => {
    text += value instanceof Part ? written(value, values).text : `$${values.push(value)}`;
    text += piece.strings[index + 1];
  });
  return { text, values };
}

export const sqlOn = (connection: Pick<Client, 'query'>): Sql =>
  (async (strings: TemplateStringsArray, ...given: readonly unknown[]) => {
    const { text, values } = written(new Part(strings, given));
    return (await connection.query(text, values)).rows;
  }) as Sql;

/** On which changed campaigns are told, by their id: rows would not fit. */
export const channel = 'glassjar';
/** Taken while tables are made: "Glas". */
const migrationLock = 0x476c6173;
/** How often a transaction that met another one is tried again. */
const tries = 20;

export const settingsOf = (url: string): Settings => ({
  connectionString: url,
  connectionTimeoutMillis: 10_000,
  application_name: 'glassjar',
  options: '-c synchronous_commit=on',
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  keepAlive: true,
  types: {
    // Sums are held to what a double counts exactly; the books refuse more.
    getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)),
  },
});

/** @param connections How many at most, beside those that listen. */
export function connect(url: string, connections: number): Pool {
  const pool = new pg.Pool({ ...settingsOf(url), max: connections });
  // A connection that is cut while nobody uses it is replaced; one in use tells whoever uses it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The codes of what is not our mistake and may pass, in words. */
const passing: readonly (readonly [RegExp, string])[] = [
  [/^(?:ECONN|ETIMEDOUT|EHOST|EPIPE|ENOTFOUND|EAI_)/, 'no connection: is its address right, and does it run?'],
  [/^LOST$/, 'the connection was lost'],
  [/^(?:57P|08|58)/, 'it is stopping or starting'],
  [/^53100$/, 'its disk is full'],
  [/^53/, 'it has too few connections or too little memory'],
  [/^(?:40|55P03|57014)/, 'too many want the same at once'],
  [/^25006$/, 'it can only be read'],
  [/^28/, 'it does not know this user or password'],
  [/^3D000$/, 'there is no database of this name: create it first'],
];

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof ServerError) return '';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  // The client has no code for what happens to its connection.
  return /terminated|not queryable|timeout|ended|closed/i.test(error.message) ? 'LOST' : '';
}

/** An error of the database becomes one that may be shown. Others stay as they are. */
export function shown(error: unknown): unknown {
  const code = codeOf(error);
  const why = code && passing.find(([pattern]) => pattern.test(code))?.[1];
  return why
    ? new ServerError('unavailable', `the database did not take it: ${why}`, { cause: error, retryAfter: 5 })
    : error;
}

/** What one piece of work writes with. All of it is written, or nothing. */
export interface Writing {
  readonly sql: Sql;
  /** The campaign's books, locked for others and to be changed in place; they are written at the end. */
  books(n: number): Promise<Running>;
  /** Says that this campaign is another one now: a new version, and listeners are told. */
  changed(n: number): Promise<void>;
}

/** One transaction on a connection of its own. */
export async function transact<T>(pool: Pool, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query(begin);
    const value = await work(sqlOn(client));
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((reason: Error) => {
      failure = reason;
    });
    throw error;
  } finally {
    // One that can't even go back is not given to anybody again.
    client.release(failure);
  }
}

/** One transaction, from its first line again when it met another one on the way. */
export async function write<T>(pool: Pool, work: (writing: Writing) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await transact(pool, 'BEGIN', async (sql) => {
        const books = new Map<number, Running>();
        const marked = new Set<number>();
        const writing: Writing = {
          sql,
          books: async (n) => {
            const found = books.get(n) ?? (await loadBooks(sql, n, true));
            books.set(n, found);
            return found;
          },
          changed: async (n) => {
            if (marked.has(n)) return;
            marked.add(n);
            (await writing.books(n)).version++;
          },
        };
        const value = await work(writing);
        for (const n of marked) await saveBooks(sql, books.get(n)!);
        return value;
      });
    } catch (error) {
      // Serialisation, deadlock: the other one is through by now.
      if (!/^40(?:001|P01)$/.test(codeOf(error)) || tried === tries) throw shown(error);
      await sleep(Math.min(tried, 10) * 10 * Math.random());
    }
  }
}

/**
 * Lets one after the other work on what is known by these ids, also where there is no row yet: who holds an event for an id and who
 * ties that id to a donation must not miss each other. For the first locks of a transaction: all take them in the same order.
 */
export async function lock(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(h) FROM (
      SELECT DISTINCT hashtextextended(id, 0) AS h FROM unnest(${ids}::text[]) AS id ORDER BY 1
    ) AS hashes`;
}

/** Further locks. Waiting for them while holding others could wait for ever: the transaction begins again instead. */
export async function lockMore(sql: Sql, ids: readonly string[]): Promise<void> {
  const [row] = await sql<{ all: boolean | null }[]>`
    SELECT bool_and(pg_try_advisory_xact_lock(hashtextextended(id, 0))) AS all FROM unnest(${ids}::text[]) AS id`;
  if (row!.all === false) throw Object.assign(new Error('another transaction works on these ids'), { code: '40001' });
}

export async function loadBooks(sql: Sql, n: number, isLocked = false): Promise<Running> {
  const [row] = await sql<BooksRow[]>`
    SELECT ${new Part([booksColumns], [])} FROM campaigns WHERE n = ${n} ${isLocked ? part`FOR UPDATE` : part``}`;
  const sources = await sql<{ source: string; gifts: number; sales: number; givers: number }[]>`
    SELECT source, gifts, sales, givers FROM sources WHERE campaign = ${n} ORDER BY source`;
  return booksOf(row!, sources);
}

async function saveBooks(sql: Sql, books: Running): Promise<void> {
  const { balance, bookedAt, entries, fees, n, pendingAmount, pendingCount, sources, spent, version } = books;
  const [row] = await sql<{ id: string }[]>`
    UPDATE campaigns SET version = ${version}, entries = ${entries}, balance = ${balance}, spent = ${spent}, fees = ${fees},
      pending_count = ${pendingCount}, pending_amount = ${pendingAmount}, booked_at = ${bookedAt}
    WHERE n = ${n} RETURNING id`;
  for (const [source, { gifts, givers, sales }] of sources) {
    await sql`
      INSERT INTO sources (campaign, source, gifts, sales, givers) VALUES (${n}, ${source}, ${gifts}, ${sales}, ${givers})
      ON CONFLICT (campaign, source) DO UPDATE
      SET gifts = excluded.gifts, sales = excluded.sales, givers = excluded.givers
      WHERE (sources.gifts, sources.sales, sources.givers) IS DISTINCT FROM (excluded.gifts, excluded.sales, excluded.givers)`;
  }
  // Delivered with the commit, and not at all without it.
  await sql`SELECT pg_notify(${channel}, ${row!.id})`;
}

/**
 * Makes sure that what is said to be written is, and brings the tables up to date; another process may be doing the same.
 * @throws ServerError `unavailable`
 */
export async function prepare(pool: Pool): Promise<void> {
  const [setting] = await sqlOn(pool)<{ fsync: string; commit: string; version: number }[]>`
    SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
      current_setting('server_version_num')::int AS version`;
  const { commit, fsync, version } = setting!;
  if (fsync !== 'on' || commit === 'off') {
    throw new ServerError(
      'unavailable',
      `PostgreSQL has fsync = ${fsync}, synchronous_commit = ${commit}: both must be on`,
    );
  }
  if (version < 130_000) throw new ServerError('unavailable', 'PostgreSQL 13 or newer is needed');
  await transact(pool, 'BEGIN', async (sql) => {
    await sql`SELECT pg_advisory_xact_lock(${migrationLock})`;
    await sql`
      CREATE TABLE IF NOT EXISTS glassjar_migrations (step int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`;
    const done = await sql<{ step: number }[]>`SELECT step FROM glassjar_migrations`;
    const last = Math.max(0, ...done.map(({ step }) => step));
    if (last > migrations.length) {
      throw new ServerError(
        'unavailable',
        `this database was written by a newer version (${last}, this one knows ${migrations.length}): update`,
      );
    }
    // All steps in one transaction, since PostgreSQL can: tables are up to date or as they were.
    for (let step = last; step < migrations.length; step++) {
      await sql`${new Part([migrations[step]!], [])}`;
      await sql`INSERT INTO glassjar_migrations (step) VALUES (${step + 1})`;
    }
  });
}
