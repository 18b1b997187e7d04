import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DonationStep } from '../../core/donation.ts';
import type { Checked } from '../books/audit.ts';
import type { ProviderEvent } from '../books/facts.ts';
import type { GivenBack } from '../books/manual.ts';
import { ServerError } from '../errors.ts';
import { campaignOf, type CampaignRow, type DonationAndPerson, entryOf, limited, sumsOf } from './rows.ts';
import { append, knownKeys, lastLineOf, linesAfter, linesBefore, loadBooks } from './sqlite-books.ts';
import { backup, checkBooks } from './sqlite-check.ts';
import { Commits } from './sqlite-commit.ts';
import { Database, emptyLog, isBusy, migrate, settle, shown, type Writing } from './sqlite-database.ts';
import { isShortOf, keepToOwner, whyNotWritable } from './sqlite-file.ts';
import { answer, beginDonation, donationOfKey, giveBack, readDonation, selectDonation } from './sqlite-donations.ts';
import { dropUnpaid, erase, eraseGiver, log, nameGiver, putCampaign } from './sqlite-desk.ts';
import { type Outside, take } from './sqlite-take.ts';
import { Watchers } from './sqlite-watch.ts';
import type {
  BookedEntry,
  BookSums,
  Change,
  Donation,
  NewDonation,
  NewEntry,
  Page,
  Person,
  Store,
  StoredCampaign,
} from './store.ts';

export interface SqliteOptions {
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** Called before each statement: for tests that let one fail. */
  readonly before?: (sql: string) => void;
}

/** Milliseconds that opening waits for other processes. */
const patience = 10_000;

/**
 * Opens a store in a file of SQLite, or in memory (`:memory:`), that works on the thread that it is called on. Makes the file and its
 * tables where there are none. Several processes may have the same file open.
 * @throws ServerError `unavailable`, saying what is wrong with the file.
 */
export async function openHere(file: string, options: SqliteOptions = {}): Promise<SqliteStore> {
  const until = Date.now() + patience;
  const isShort = file !== ':memory:' && isShortOf(file);
  if (file !== ':memory:') keepToOwner(file);
  for (;;) {
    let db: Database | undefined;
    try {
      db = new Database(file, options.before);
      settle(db, file);
      migrate(db, file);
      if (isShort) db.run("UPDATE pulse SET short = '' WHERE short IS NULL");
      // Of a server that was killed after it erased a name, the log holds it still.
      emptyLog(db);
      return new SqliteStore(db, options.now ?? Date.now);
    } catch (error) {
      db?.close();
      // Another process is making the tables.
      if (isBusy(error) && Date.now() < until) {
        await sleep(20);
        continue;
      }
      const reason = shown(error);
      throw reason instanceof ServerError
        ? new ServerError('unavailable', `${file}: ${reason.message}`, { cause: error })
        : new ServerError('unavailable', `${file} is no database of SQLite, or a broken one: restore a backup`, {
            cause: error,
          });
    }
  }
}

/** Lines of a page of all. */
export const pageSize = 500;

/** The store on one thread: `sqlite.ts` puts it on a thread of its own, since SQLite waits and works where it is called. */
export class SqliteStore implements Store {
  readonly name = 'sqlite';
  readonly #db: Database;
  readonly #now: () => number;
  readonly #commits: Commits;
  readonly #watchers: Watchers;
  #isOpen = true;
  #scrubbing: NodeJS.Timeout | undefined;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    this.#watchers = new Watchers(db);
    this.#commits = new Commits(db, (changed) => this.#watchers.tell(changed));
  }

  // Campaigns

  async getCampaign(id: string): Promise<StoredCampaign | undefined> {
    const row = this.#read().get<CampaignRow>('SELECT * FROM campaigns WHERE id = ?', id);
    return row && campaignOf(row);
  }

  async listCampaigns(): Promise<readonly StoredCampaign[]> {
    return this.#read().all<CampaignRow>('SELECT * FROM campaigns ORDER BY id').map(campaignOf);
  }

  putCampaign(campaign: Omit<StoredCampaign, 'version'>, ifVersion: number, change: Change): Promise<StoredCampaign> {
    return this.#write((writing, outside) => putCampaign(writing, campaign, ifVersion, change, outside));
  }

  // Books

  async sums(campaign: string): Promise<BookSums> {
    const books = loadBooks(this.#read(), this.#campaign(campaign));
    return sumsOf(books);
  }

  async entries(campaign: string, { before, limit }: Page): Promise<readonly BookedEntry[]> {
    const n = this.#campaign(campaign);
    const { currency } = this.#currency(n);
    const rows = linesBefore(this.#read(), n, before ?? Number.MAX_SAFE_INTEGER, limited(limit));
    return rows.map((row) => entryOf(row, currency));
  }

  async *everyEntry(campaign: string): AsyncIterable<BookedEntry> {
    for (let after = 0; ;) {
      const lines = await this.entriesAfter(campaign, after);
      yield* lines;
      if (lines.length < pageSize) return;
      after = lines.at(-1)!.number;
      // Who reads all of them keeps nobody waiting.
      await new Promise((go) => setImmediate(go));
    }
  }

  /** A page of all lines, oldest first: `pageSize` of them after a number, fewer at the end. */
  async entriesAfter(campaign: string, after: number): Promise<readonly BookedEntry[]> {
    const n = this.#campaign(campaign);
    const { currency } = this.#currency(n);
    return linesAfter(this.#read(), n, after, pageSize).map((row) => entryOf(row, currency));
  }

  append(
    campaign: string,
    lines: readonly NewEntry[],
    change: Change,
    events: readonly ProviderEvent[] = [],
  ): Promise<readonly BookedEntry[]> {
    return this.#write((writing, outside) => {
      const n = this.#campaign(campaign);
      const paid = events
        .filter((event) => take(writing, event, outside) === 'applied')
        .flatMap((event) => lastLineOf(writing.db, n, event));
      const numbers = [...paid, ...append(writing, n, lines, outside.now)];
      if (numbers.length) log(writing.db, n, change);
      const { currency } = writing.books(n);
      return numbers.flatMap((number) =>
        linesBefore(writing.db, n, number + 1, 1).map((row) => entryOf(row, currency)),
      );
    });
  }

  async knownKeys(campaign: string, keys: readonly string[]): Promise<readonly string[]> {
    return knownKeys(this.#read(), this.#campaign(campaign), keys);
  }

  async erase(campaign: string, entry: string, change: Change): Promise<void> {
    await this.#write((writing) => erase(writing, this.#campaign(campaign), entry, change));
    await this.#scrub();
  }

  async nameGiver(campaign: string, entry: string, person: Person, change: Change): Promise<void> {
    await this.#write((writing) => nameGiver(writing, this.#campaign(campaign), entry, person, change));
    await this.#scrub();
  }

  giveBack(campaign: string, entry: string, back: GivenBack, change: Change): Promise<boolean> {
    return this.#write((writing, outside) => giveBack(writing, this.#campaign(campaign), entry, back, change, outside));
  }

  // Donations

  beginDonation(donation: NewDonation): Promise<Donation> {
    return this.#write((writing, outside) =>
      beginDonation(writing, this.#campaign(donation.campaign), donation, outside),
    );
  }

  answerDonation(reference: string, step: DonationStep, ids: readonly string[]): Promise<Donation> {
    return this.#write((writing, outside) => answer(writing, reference, step, ids, outside));
  }

  async getDonation(reference: string): Promise<Donation | undefined> {
    const db = this.#read();
    const row = db.get<DonationAndPerson>(`${selectDonation} WHERE d.reference = ?`, reference);
    return row && readDonation(db, row);
  }

  async donationOfKey(key: string, fingerprint: string): Promise<Donation | undefined> {
    return donationOfKey(this.#read(), key, fingerprint);
  }

  async listDonations(
    campaign: string,
    { limit, status }: { status?: Donation['status']; limit: number },
  ): Promise<readonly Donation[]> {
    const db = this.#read();
    const wanted = status ? [status] : ['open', 'pending', 'disputed'];
    const rows = db.all<DonationAndPerson>(
      `${selectDonation} WHERE d.campaign = ? AND d.status IN (SELECT value FROM json_each(?)) ORDER BY d.n DESC LIMIT ?`,
      ...[this.#campaign(campaign), JSON.stringify(wanted), limit],
    );
    return rows.map((row) => readDonation(db, row));
  }

  async eraseGiver(reference: string, change: Change): Promise<void> {
    await this.#write((writing) => eraseGiver(writing, reference, change));
    await this.#scrub();
  }

  async dropUnpaid(before: string): Promise<number> {
    const dropped = await this.#write((writing) => dropUnpaid(writing, before));
    if (dropped) await this.#scrub();
    return dropped;
  }

  take(event: ProviderEvent): Promise<'applied' | 'known' | 'held'> {
    return this.#write((writing, outside) => take(writing, event, outside));
  }

  async missing(provider: string, ids: readonly string[]): Promise<readonly string[]> {
    const db = this.#read();
    return ids.filter((id) => !db.get('SELECT 1 FROM events WHERE provider = ? AND id = ?', provider, id));
  }

  // What else is counted and kept

  countShare(campaign: string, channel: string): Promise<void> {
    return this.#write((writing, { now }) => {
      const n = this.#campaign(campaign);
      writing.db.run(
        `INSERT INTO shares (campaign, channel, count, at) VALUES (?, ?, 1, ?)
         ON CONFLICT DO UPDATE SET count = count + 1, at = excluded.at`,
        ...[n, channel, now],
      );
      writing.changed(n);
    });
  }

  async shares(campaign: string): Promise<readonly { channel: string; count: number; at: string }[]> {
    const n = this.#campaign(campaign);
    return this.#read().all('SELECT channel, count, at FROM shares WHERE campaign = ? ORDER BY channel', n);
  }

  async changes(campaign: string, limit: number): Promise<readonly Change[]> {
    const rows = this.#read().all<Omit<Change, 'detail'> & { detail: string | null }>(
      'SELECT at, actor, what, detail FROM changes WHERE campaign = ? ORDER BY n DESC LIMIT ?',
      ...[this.#campaign(campaign), limit],
    );
    return rows.map(({ detail, ...change }) => ({ ...change, ...(detail !== null && { detail }) }));
  }

  putSecret({ expires, hash, kind, label }: Parameters<Store['putSecret']>[0]): Promise<void> {
    return this.#write(({ db }, { now }) => {
      db.run('DELETE FROM secrets WHERE expires < ?', Date.parse(now));
      db.run(
        'INSERT OR REPLACE INTO secrets (hash, kind, expires, label) VALUES (?, ?, ?, ?)',
        hash,
        kind,
        expires,
        label ?? null,
      );
    });
  }

  async checkSecret(hash: string, kind: string, now: number, once = false): Promise<boolean> {
    if (!once)
      return !!this.#read().get('SELECT 1 FROM secrets WHERE hash = ? AND kind = ? AND expires > ?', hash, kind, now);
    return this.#write(
      ({ db }) => db.run('DELETE FROM secrets WHERE hash = ? AND kind = ? AND expires > ?', hash, kind, now) === 1,
    );
  }

  dropSecret(hash: string): Promise<void> {
    return this.#write(({ db }) => void db.run('DELETE FROM secrets WHERE hash = ?', hash));
  }

  async secrets(kind: string): Promise<readonly { hash: string; label?: string; expires: number }[]> {
    return this.#read()
      .all<{ hash: string; label: string | null; expires: number }>(
        'SELECT hash, label, expires FROM secrets WHERE kind = ? ORDER BY expires, hash',
        kind,
      )
      .map(({ label, ...secret }) => ({ ...secret, ...(label !== null && { label }) }));
  }

  async setting(name: string): Promise<string | undefined> {
    return this.#read().get<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)?.value;
  }

  putSetting(name: string, value: string): Promise<void> {
    return this.#write(
      ({ db }) =>
        void db.run(
          'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
          ...[name, value],
        ),
    );
  }

  // The store itself

  async watch(
    onChange: (campaign: string) => void,
    signal: AbortSignal,
    onTold: (isTold: boolean) => void = () => undefined,
  ): Promise<void> {
    this.#watchers.add({ onChange, onTold }, signal);
  }

  backup(file: string): Promise<void> {
    return backup(this.#read(), file);
  }

  async check(): Promise<Checked> {
    const db = this.#read();
    const found = checkBooks(db);
    // Said once as a flaw; from then on it is known.
    const isNew = db.get("SELECT 1 FROM pulse WHERE short = ''");
    if (isNew) await this.#write((writing, { now }) => void writing.db.run('UPDATE pulse SET short = ?', now));
    return found;
  }

  async ping(): Promise<void> {
    const why = whyNotWritable(this.#read());
    if (why !== undefined) throw new ServerError('unavailable', `the database did not take it: ${why}`);
    await this.#write(({ db }, { now }) => void db.run('UPDATE pulse SET at = ?', now));
  }

  /**
   * Makes sure that the file may be opened once more by this process: what is shared would be, too.
   * @throws ServerError `unavailable` while it has become read-only.
   */
  async guard(): Promise<void> {
    this.#read();
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    await this.#commits.idle();
    this.#isOpen = false;
    clearTimeout(this.#scrubbing);
    this.#watchers.close();
    this.#db.close();
  }

  /**
   * Puts the log into the file and empties it: what was erased stands in it still. Somebody who reads just then is waited for, a
   * second long here and as long as it takes afterwards.
   */
  async #scrub(): Promise<void> {
    for (let tried = 0; this.#isOpen; tried++) {
      if (emptyLog(this.#db)) return;
      if (tried < 20) await sleep(50);
      else {
        clearTimeout(this.#scrubbing);
        this.#scrubbing = setTimeout(() => void this.#scrub().catch(() => undefined), 2000).unref();
        return;
      }
    }
  }

  #read(): Database {
    if (!this.#isOpen) throw new ServerError('unavailable', 'the server is stopping');
    this.#db.guard();
    return this.#db;
  }

  #write<T>(work: (writing: Writing, outside: Outside) => T): Promise<T> {
    if (!this.#isOpen) return Promise.reject(new ServerError('unavailable', 'the server is stopping'));
    const now = new Date(this.#now()).toISOString();
    return this.#commits.run((writing) =>
      work(writing, { now, reference: () => randomBytes(18).toString('base64url') }),
    );
  }

  #campaign(id: string): number {
    const row = this.#read().get<{ n: number }>('SELECT n FROM campaigns WHERE id = ?', id);
    if (!row) throw new ServerError('not-found', `there is no campaign ${id}`);
    return row.n;
  }

  #currency(n: number): { readonly currency: string } {
    return this.#read().get<{ currency: string }>('SELECT currency FROM campaigns WHERE n = ?', n)!;
  }
}
