import { randomBytes } from 'node:crypto';
import type { DonationStep } from '../../core/donation.ts';
import type { Checked } from '../books/audit.ts';
import type { ProviderEvent } from '../books/facts.ts';
import type { GivenBack } from '../books/manual.ts';
import { ServerError } from '../errors.ts';
import { append, lastLineOf, linesAfter, linesBefore } from './postgres-books.ts';
import { checkBooks } from './postgres-check.ts';
import {
  Connections,
  loadBooks,
  migrate,
  part,
  prepare,
  shown,
  type Sql,
  sqlOn,
  transact,
  write,
  type Writing,
} from './postgres-connection.ts';
import { dropUnpaid, erase, eraseGiver, log, nameGiver, putCampaign } from './postgres-desk.ts';
import { answer, beginDonation, donationOfKey, giveBack, readDonations } from './postgres-donations.ts';
import { changes, checkSecret, countShare, putSecret, secrets, shares } from './postgres-kept.ts';
import { listen } from './postgres-listen.ts';
import { type Outside, take } from './postgres-take.ts';
import { campaignOf, type CampaignRow, entryOf, limited, sumsOf } from './rows.ts';
import type {
  BookedEntry,
  BookSums,
  Change,
  Donation,
  KeptSecret,
  NewDonation,
  NewEntry,
  Page,
  Person,
  ShareCount,
  Store,
  StoredCampaign,
} from './store.ts';

export interface PostgresOptions {
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** How many connections at most, beside the one that listens. Default: 10. */
  readonly connections?: number;
}

/**
 * Opens a store in a PostgreSQL database (13 or newer) and makes its tables where there are none.
 * @throws ServerError `unavailable`, saying what is wrong with it.
 */
export async function openPostgres(
  url: string,
  { connections = 10, now = Date.now }: PostgresOptions = {},
): Promise<Store> {
  let pool: Connections | undefined;
  try {
    pool = new Connections(url, connections);
    await prepare(pool, url);
    return new PostgresStore(url, pool, now);
  } catch (error) {
    await pool?.end();
    throw refused(error);
  }
}

/**
 * Makes the tables or brings them up to date, for a server whose role may not.
 * @param server A role that gets the rights that a server needs.
 * @throws ServerError `unavailable`, saying what is wrong.
 */
export async function migratePostgres(url: string, server?: string): Promise<void> {
  try {
    await migrate(url, server);
  } catch (error) {
    throw refused(error);
  }
}

/** What the client says may hold the address, and with it the password. */
function refused(error: unknown): ServerError {
  const reason = shown(error);
  if (reason instanceof ServerError) return reason;
  return new ServerError('unavailable', 'PostgreSQL refused to open the database: is DATABASE_URL right?', {
    cause: error,
  });
}

class PostgresStore implements Store {
  readonly name = 'postgres';
  readonly #url: string;
  readonly #pool: Connections;
  readonly #sql: Sql;
  readonly #now: () => number;
  readonly #closed = new AbortController();

  constructor(url: string, pool: Connections, now: () => number) {
    this.#url = url;
    this.#pool = pool;
    this.#sql = sqlOn(pool);
    this.#now = now;
  }

  // Campaigns

  getCampaign(id: string): Promise<StoredCampaign | undefined> {
    return this.#read(async (sql) => {
      const [row] = await sql<CampaignRow[]>`SELECT * FROM campaigns WHERE id = ${id}`;
      return row && campaignOf(row);
    });
  }

  listCampaigns(): Promise<readonly StoredCampaign[]> {
    return this.#read(async (sql) =>
      (await sql<CampaignRow[]>`SELECT * FROM campaigns ORDER BY id COLLATE "C"`).map(campaignOf),
    );
  }

  putCampaign(campaign: Omit<StoredCampaign, 'version'>, ifVersion: number, change: Change): Promise<StoredCampaign> {
    return this.#write((writing, outside) => putCampaign(writing, campaign, ifVersion, change, outside));
  }

  // Books

  sums(campaign: string): Promise<BookSums> {
    // All of one moment.
    return this.#read(() =>
      transact(this.#pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async (sql) =>
        sumsOf(await loadBooks(sql, (await this.#campaign(campaign, sql)).n)),
      ),
    );
  }

  entries(campaign: string, { before = Number.MAX_SAFE_INTEGER, limit }: Page): Promise<readonly BookedEntry[]> {
    return this.#read(async (sql) => {
      const { currency, n } = await this.#campaign(campaign);
      return (await linesBefore(sql, n, before, limited(limit))).map((row) => entryOf(row, currency));
    });
  }

  async *everyEntry(campaign: string): AsyncIterable<BookedEntry> {
    const { currency, n } = await this.#read(() => this.#campaign(campaign));
    let after = 0;
    for (;;) {
      const rows = await this.#read((sql) => linesAfter(sql, n, after, 500));
      for (const row of rows) yield entryOf(row, currency);
      if (rows.length < 500) return;
      after = rows.at(-1)!.number;
    }
  }

  append(
    campaign: string,
    lines: readonly NewEntry[],
    change: Change,
    events: readonly ProviderEvent[] = [],
  ): Promise<readonly BookedEntry[]> {
    return this.#write(async (writing, outside) => {
      const { currency, n } = await this.#campaign(campaign, writing.sql);
      const paid: BookedEntry[] = [];
      // Before the lines, since whoever takes an event in locks what it is about first and the books then.
      for (const event of events) {
        if ((await take(writing, event, outside)) !== 'applied') continue;
        for (const number of await lastLineOf(writing.sql, n, event)) {
          paid.push(...(await linesAfter(writing.sql, n, number - 1, 1)).map((row) => entryOf(row, currency)));
        }
      }
      const numbers = await append(writing, n, lines, outside.now);
      if (!numbers.length && !paid.length) return [];
      await log(writing.sql, n, change);
      if (!numbers.length) return paid;
      const rows = await linesAfter(writing.sql, n, numbers[0]! - 1, numbers.length);
      return [...paid, ...rows.map((row) => entryOf(row, currency))];
    });
  }

  knownKeys(campaign: string, keys: readonly string[]): Promise<readonly string[]> {
    return this.#read(async (sql) => {
      const { n } = await this.#campaign(campaign);
      const rows = await sql<{ key: string }[]>`
        SELECT key FROM entries WHERE campaign = ${n} AND key = ANY (${keys}::text[])`;
      return rows.map(({ key }) => key);
    });
  }

  erase(campaign: string, entry: string, change: Change): Promise<void> {
    return this.#write(async (writing) => {
      await erase(writing, (await this.#campaign(campaign, writing.sql)).n, entry, change);
    });
  }

  nameGiver(campaign: string, entry: string, person: Person, change: Change): Promise<void> {
    return this.#write(async (writing) => {
      await nameGiver(writing, (await this.#campaign(campaign, writing.sql)).n, entry, person, change);
    });
  }

  giveBack(campaign: string, entry: string, back: GivenBack, change: Change): Promise<boolean> {
    return this.#write(async (writing, outside) => {
      const { n } = await this.#campaign(campaign, writing.sql);
      return giveBack(writing, n, entry, back, change, outside);
    });
  }

  // Donations

  beginDonation(donation: NewDonation): Promise<Donation> {
    return this.#write(async (writing, outside) => {
      const { n } = await this.#campaign(donation.campaign, writing.sql);
      return beginDonation(writing, n, donation, outside);
    });
  }

  answerDonation(reference: string, step: DonationStep, ids: readonly string[]): Promise<Donation> {
    return this.#write((writing, outside) => answer(writing, reference, step, ids, outside));
  }

  getDonation(reference: string): Promise<Donation | undefined> {
    return this.#read(async (sql) => (await readDonations(sql, part`WHERE d.reference = ${reference}`))[0]);
  }

  donationOfKey(key: string, fingerprint: string): Promise<Donation | undefined> {
    return this.#read((sql) => donationOfKey(sql, key, fingerprint));
  }

  listDonations(
    campaign: string,
    { limit, status }: { readonly status?: Donation['status']; readonly limit: number },
  ): Promise<readonly Donation[]> {
    return this.#read(async (sql) => {
      const { n } = await this.#campaign(campaign);
      const wanted = status ? [status] : ['open', 'pending', 'disputed'];
      return readDonations(
        sql,
        part`WHERE d.campaign = ${n} AND d.status = ANY (${wanted}::text[]) ORDER BY d.n DESC LIMIT ${Math.max(1, Math.trunc(limit))}`,
      );
    });
  }

  eraseGiver(reference: string, change: Change): Promise<void> {
    return this.#write((writing) => eraseGiver(writing, reference, change));
  }

  dropUnpaid(before: string): Promise<number> {
    return this.#write((writing) => dropUnpaid(writing, before));
  }

  take(event: ProviderEvent): Promise<'applied' | 'known' | 'held'> {
    return this.#write((writing, outside) => take(writing, event, outside));
  }

  missing(provider: string, ids: readonly string[]): Promise<readonly string[]> {
    return this.#read(async (sql) => {
      const rows = await sql<{ id: string }[]>`
        SELECT id FROM events WHERE provider = ${provider} AND id = ANY (${ids}::text[])`;
      const known = new Set(rows.map(({ id }) => id));
      return ids.filter((id) => !known.has(id));
    });
  }

  // What else is counted and kept

  countShare(campaign: string, channel: string): Promise<void> {
    return this.#write(async (writing, { now }) => {
      await countShare(writing, (await this.#campaign(campaign, writing.sql)).n, channel, now);
    });
  }

  shares(campaign: string): Promise<readonly ShareCount[]> {
    return this.#read(async (sql) => shares(sql, (await this.#campaign(campaign)).n));
  }

  changes(campaign: string, limit: number): Promise<readonly Change[]> {
    return this.#read(async (sql) => changes(sql, (await this.#campaign(campaign)).n, limit));
  }

  putSecret(secret: Parameters<Store['putSecret']>[0]): Promise<void> {
    return this.#write(({ sql }) => putSecret(sql, secret, this.#now()));
  }

  checkSecret(hash: string, kind: string, now: number, once = false): Promise<boolean> {
    return this.#read((sql) => checkSecret(sql, hash, kind, now, once));
  }

  dropSecret(hash: string): Promise<void> {
    return this.#read(async (sql) => {
      await sql`DELETE FROM secrets WHERE hash = ${hash}`;
    });
  }

  secrets(kind: string): Promise<readonly KeptSecret[]> {
    return this.#read((sql) => secrets(sql, kind));
  }

  setting(name: string): Promise<string | undefined> {
    return this.#read(
      async (sql) => (await sql<{ value: string }[]>`SELECT value FROM settings WHERE name = ${name}`)[0]?.value,
    );
  }

  putSetting(name: string, value: string): Promise<void> {
    return this.#write(async ({ sql }) => {
      await sql`
        INSERT INTO settings (name, value) VALUES (${name}, ${value})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
    });
  }

  // The store itself

  watch(
    onChange: (campaign: string) => void,
    signal: AbortSignal,
    onTold: (isTold: boolean) => void = () => undefined,
  ): Promise<void> {
    const until = AbortSignal.any([signal, this.#closed.signal]);
    const onGap = async (): Promise<void> => {
      for (const { id } of await this.listCampaigns()) if (!until.aborted) onChange(id);
    };
    return this.#read(() => listen(this.#url, { onChange, onGap, onTold }, until));
  }

  check(): Promise<Checked> {
    return this.#read(() => checkBooks(this.#pool));
  }

  ping(): Promise<void> {
    return this.#read(async (sql) => {
      await sql`UPDATE pulse SET at = ${new Date(this.#now()).toISOString()} WHERE n = 1`;
    });
  }

  async close(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    await this.#pool.end();
  }

  async #read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    if (this.#closed.signal.aborted) throw new ServerError('unavailable', 'the server is stopping');
    try {
      return await work(this.#sql);
    } catch (error) {
      throw shown(error);
    }
  }

  async #write<T>(work: (writing: Writing, outside: Outside) => Promise<T>): Promise<T> {
    const outside = {
      now: new Date(this.#now()).toISOString(),
      reference: () => randomBytes(18).toString('base64url'),
    };
    return this.#read(() => write(this.#pool, (writing) => work(writing, outside)));
  }

  async #campaign(id: string, sql = this.#sql): Promise<{ readonly n: number; readonly currency: string }> {
    const [row] = await sql<{ n: number; currency: string }[]>`SELECT n, currency FROM campaigns WHERE id = ${id}`;
    if (!row) throw new ServerError('not-found', `there is no campaign ${id}`);
    return row;
  }
}
