import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type Client, type Pool, type Settings } from 'pg';
import { type Running, UncountableError } from '../books/sums.ts';
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

export const sqlOn = (connection: Pick<Client | Connections, 'query'>): Sql =>
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

/** Milliseconds for a connection to be made or to become free, and for an answer, counted here: the server may be gone. */
const connectWithin = 8000;
const answerWithin = 20_000;

export const settingsOf = (url: string): Settings => ({
  connectionString: url,
  connectionTimeoutMillis: connectWithin,
  application_name: 'glassjar',
  // The server finds by itself, too, that nobody is there any more: what a dead connection has locked would keep others waiting.
  options:
    '-c synchronous_commit=on -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=20000',
  query_timeout: answerWithin,
  statement_timeout: 15_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 20_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  types: {
    // Sums are held to what a double counts exactly; the books refuse more.
    getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)),
  },
});

/** Breaks a connection off at once: a farewell to a server that doesn't answer would be waited for. */
export function cut(client: Client): void {
  client.connection.stream.destroy();
}

/**
 * The connections of a store. When one of them turns out to be lost, those that nobody uses most likely are, too: they are thrown
 * away with it, so that after a cut network not one after the other has to be found out by somebody who waits.
 */
export class Connections {
  readonly #pool: Pool;
  readonly #open = new Set<Client>();
  readonly #idle = new Set<Client>();

  /** @param most How many at most, beside the one that listens. */
  constructor(url: string, most: number) {
    const [open, idle] = [this.#open, this.#idle];
    this.#pool = new pg.Pool({ ...settingsOf(url), max: most });
    // A connection that is cut while nobody uses it is replaced; one in use tells whoever uses it.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => {
      client.on('error', () => undefined);
      open.add(client);
    });
    this.#pool.on('acquire', (client) => void idle.delete(client));
    this.#pool.on('release', (_, client) => void idle.add(client));
    this.#pool.on('remove', (client) => {
      open.delete(client);
      idle.delete(client);
    });
  }

  /**
   * @param work Says `broken` of a connection that nobody is to be given again.
   * @throws What `work` throws, or the client when there is no connection.
   */
  async with<T>(work: (client: Client, broken: () => void) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let isBroken = false;
    try {
      return await work(client, () => (isBroken = true));
    } catch (error) {
      if (isLost(error)) {
        isBroken = true;
        this.#dropIdle();
      }
      throw error;
    } finally {
      if (isBroken) cut(client);
      client.release(isBroken);
    }
  }

  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly object[] }> {
    return this.with((client) => client.query(text, values));
  }

  /** Waits for those in use. */
  async end(): Promise<void> {
    const ended = this.#pool.end();
    // A farewell to a server that doesn't answer is not waited for.
    const timer = setTimeout(() => {
      for (const client of this.#open) if (this.#idle.has(client)) cut(client);
    }, 1000);
    await ended;
    clearTimeout(timer);
  }

  #dropIdle(): void {
    for (const client of [...this.#idle]) {
      // As if it had said so itself: the pool gives it to nobody from now on.
      client.emit('error', new Error('the connection is given up'));
      cut(client);
    }
  }
}

const migrateHelp =
  'run `npx glassjar migrate <role of the server>` once, with DATABASE_URL naming the role that may make tables';

/** The codes of what is not our mistake and may pass, in words. */
const passing: readonly (readonly [RegExp, string])[] = [
  [/^(?:ECONN|ETIMEDOUT|EHOST|EPIPE|ENET|ENOTFOUND|EAI_)/, 'no connection: is its address right, and does it run?'],
  [/^LOST$/, 'the connection was lost'],
  [/^(?:57P|08|58)/, 'it is stopping or starting'],
  [/^53100$/, 'its disk is full'],
  [/^53/, 'it has too few connections or too little memory'],
  [/^(?:40|55P03|57014|BUSY)/, 'too many want the same at once'],
  [/^25006$/, 'it can only be read'],
  [/^42501$/, `its role lacks a right: ${migrateHelp}`],
  [/^42704$/, 'there is no role of this name: create it first (CREATE ROLE … LOGIN)'],
  [/^28/, 'it does not know this user or password'],
  [/^3D000$/, 'there is no database of this name: create it first'],
];

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof ServerError) return '';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  // The client has no code for what happens to its connection.
  if (/timeout exceeded when trying to connect/.test(error.message)) return 'BUSY';
  return /terminated|not queryable|timeout|ended|closed/i.test(error.message) ? 'LOST' : '';
}

/** Whether the connection is gone, or nobody at its other end. */
const isLost = (error: unknown): boolean => /^(?:ECONN|ETIMEDOUT|EHOST|EPIPE|ENET|LOST|57P)/.test(codeOf(error));

/** An error of the database becomes one that may be shown. Others stay as they are. */
export function shown(error: unknown): unknown {
  if (error instanceof UncountableError) return new ServerError('invalid', error.message);
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
export function transact<T>(pool: Connections, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return pool.with(async (client, broken) => {
    try {
      await client.query(begin);
      const value = await work(sqlOn(client));
      await client.query('COMMIT');
      return value;
    } catch (error) {
      // One that is lost can't go back; what it began ends with it.
      if (!isLost(error)) await client.query('ROLLBACK').catch(broken);
      throw error;
    }
  });
}

/** One transaction, from its first line again when it met another one on the way. */
export async function write<T>(pool: Connections, work: (writing: Writing) => Promise<T>): Promise<T> {
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
 * Makes sure that what is said to be written is, and brings the tables up to date; another process may be doing the same. Where they
 * are, no right to make any is needed.
 * @throws ServerError `unavailable`
 */
export async function prepare(pool: Connections, url: string): Promise<void> {
  const sql = sqlOn(pool);
  const [setting] = await sql<{ fsync: string; commit: string; version: number }[]>`
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
  const [table] = await sql<{ is: boolean }[]>`SELECT to_regclass('glassjar_migrations') IS NOT NULL AS is`;
  if (table!.is && (await lastStep(sql)) === migrations.length) return;
  try {
    await migrate(url);
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    const what = table!.is ? 'the tables are those of an older version' : 'there are no tables yet';
    throw new ServerError('unavailable', `${what}, and this role may not make them: ${migrateHelp}`, { cause: error });
  }
}

async function lastStep(sql: Sql): Promise<number> {
  const [row] = await sql<{ last: number }[]>`SELECT coalesce(max(step), 0)::int AS last FROM glassjar_migrations`;
  const { last } = row!;
  if (last <= migrations.length) return last;
  throw new ServerError(
    'unavailable',
    `this database was written by a newer version (${last}, this one knows ${migrations.length}): update`,
  );
}

/** Tables, and what a server does with them beside reading. Lines of the books are only added. */
const rights: Readonly<Record<string, string>> = {
  campaigns: 'INSERT, UPDATE',
  sources: 'INSERT, UPDATE',
  people: 'INSERT, UPDATE, DELETE',
  donations: 'INSERT, UPDATE',
  entries: 'INSERT',
  events: 'INSERT, UPDATE',
  provider_ids: 'INSERT',
  held: 'INSERT, DELETE',
  held_for: 'INSERT, DELETE',
  shares: 'INSERT, UPDATE',
  changes: 'INSERT',
  secrets: 'INSERT, UPDATE, DELETE',
  pulse: 'UPDATE',
  named: 'INSERT, UPDATE, DELETE',
  settings: 'INSERT, UPDATE',
  glassjar_migrations: '',
};

/**
 * Brings the tables up to date with the role of an address, which needs the right to make them.
 * @param server A role that gets what a server needs, and no more: it can add lines to the books, and change or remove none.
 */
export async function migrate(url: string, server?: string): Promise<void> {
  // Of a large table an index may take minutes.
  const client = new pg.Client({ ...settingsOf(url), statement_timeout: 0, query_timeout: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const sql = sqlOn(client);
    await sql`BEGIN`;
    await sql`SELECT pg_advisory_xact_lock(${migrationLock})`;
    await sql`
      CREATE TABLE IF NOT EXISTS glassjar_migrations (step int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`;
    // All steps in one transaction, since PostgreSQL can: tables are up to date or as they were.
    for (let step = await lastStep(sql); step < migrations.length; step++) {
      await sql`${new Part([migrations[step]!], [])}`;
      await sql`INSERT INTO glassjar_migrations (step) VALUES (${step + 1})`;
    }
    if (server !== undefined) await grant(sql, server);
    await sql`COMMIT`;
  } finally {
    // What was not committed ends with it.
    await client.end().catch(() => undefined);
  }
}

async function grant(sql: Sql, server: string): Promise<void> {
  const [names] = await sql<{ role: string; schema: string }[]>`
    SELECT format('%I', ${server}::text) AS role, format('%I', current_schema()) AS schema`;
  const { role, schema } = names!;
  const say = (text: string): Promise<unknown> => sql`${new Part([text], [])}`;
  await say(`GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
  for (const [table, more] of Object.entries(rights)) {
    await say(`GRANT SELECT${more && `, ${more}`} ON ${table} TO ${role}`);
  }
}
