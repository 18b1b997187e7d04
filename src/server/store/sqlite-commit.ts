import { copyOf, type Running, UncountableError } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import { type Database, isBusy, isSealed, shown, type Writing } from './sqlite-database.ts';
import { loadBooks, saveBooks } from './sqlite-books.ts';

interface Job {
  readonly work: (writing: Writing) => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** As many as share one commit: more would keep readers waiting. */
const most = 256;
/** How long another process may keep the file locked, in milliseconds. */
const patience = 10_000;
/** Milliseconds between two tries to open a file anew that could only be read. */
const reopenEvery = 2000;

/**
 * Group commit: what arrives in one turn of the event loop shares one transaction, and one wait for the disk. Each piece of work
 * has its own savepoint, so that one which fails takes nothing with it; all are answered after the commit.
 */
export class Commits {
  readonly #db: Database;
  readonly #onCommit: (campaigns: ReadonlySet<number>) => void;
  #queue: Job[] = [];
  #isDue = false;
  #waitingSince = 0;
  #isSealed = false;
  #reopenedAt = 0;
  #idle: (() => void)[] = [];

  constructor(db: Database, onCommit: (campaigns: ReadonlySet<number>) => void) {
    this.#db = db;
    this.#onCommit = onCommit;
  }

  run<T>(work: (writing: Writing) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: never) => void, reject });
      if (this.#isDue) return;
      this.#isDue = true;
      setImmediate(() => this.#commit());
    });
  }

  /** Resolves when nothing is waiting to be written. */
  async idle(): Promise<void> {
    if (this.#isDue) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #commit(): void {
    const jobs = this.#queue.splice(0, most);
    try {
      this.#unseal();
      this.#db.guard();
      this.#db.run('BEGIN IMMEDIATE');
    } catch (error) {
      // Only for a lock is there a wait; another fault before it takes nothing of it.
      this.#waitingSince = isBusy(error) ? this.#waitingSince || Date.now() : 0;
      if (isBusy(error) && Date.now() - this.#waitingSince < patience) {
        this.#queue.unshift(...jobs);
        // Two processes that wait equally long meet again.
        setTimeout(() => this.#commit(), 2 + Math.random() * 20);
        return;
      }
      this.#refuse(jobs, error);
      this.#next();
      return;
    }
    this.#waitingSince = 0;
    try {
      const { answers, changed } = this.#work(jobs);
      this.#db.run('COMMIT');
      for (const answer of answers) answer();
      if (changed.size) this.#onCommit(changed);
    } catch (error) {
      // What was in the transaction is gone, whoever's mistake it was.
      this.#rollBack();
      this.#refuse(jobs, error);
    }
    this.#next();
  }

  #work(jobs: readonly Job[]): { answers: readonly (() => void)[]; changed: ReadonlySet<number> } {
    const books = new Map<number, Running>();
    const changed = new Set<number>();
    const answers = jobs.map(({ reject, resolve, work }) => {
      const own = new Map<number, Running>();
      const marked = new Set<number>();
      const writing: Writing = {
        db: this.#db,
        books: (n) => {
          let found = own.get(n);
          if (!found) {
            const known = books.get(n);
            found = known ? copyOf(known) : loadBooks(this.#db, n);
            own.set(n, found);
          }
          return found;
        },
        changed: (n) => {
          if (marked.has(n)) return;
          marked.add(n);
          writing.books(n).version++;
        },
      };
      this.#db.run('SAVEPOINT work');
      try {
        const value = work(writing) as never;
        this.#db.run('RELEASE work');
        for (const n of marked) changed.add(n);
        for (const [n, running] of own) books.set(n, running);
        return () => resolve(value);
      } catch (error) {
        // A full disk ends the whole transaction by itself; then nothing of it can be kept.
        if (!this.#db.inTransaction || shown(error) !== error) throw error;
        this.#db.run('ROLLBACK TO work');
        this.#db.run('RELEASE work');
        return () => reject(error instanceof UncountableError ? new ServerError('invalid', error.message) : error);
      }
    });
    for (const n of changed) saveBooks(this.#db, books.get(n)!);
    return { answers, changed };
  }

  #rollBack(): void {
    try {
      if (this.#db.inTransaction) this.#db.connection.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself.
    }
  }

  /** A file that could only be read may be writable by now, for who opens it again. */
  #unseal(): void {
    if (!this.#isSealed || Date.now() - this.#reopenedAt < reopenEvery) return;
    this.#reopenedAt = Date.now();
    try {
      this.#db.reopen();
      this.#isSealed = false;
    } catch {
      // Not yet; what is to be written says why.
    }
  }

  #refuse(jobs: readonly Job[], error: unknown): void {
    if (isSealed(error)) this.#isSealed = true;
    const reason = shown(error, this.#db.file);
    const failure =
      reason instanceof ServerError
        ? reason
        : new ServerError('unavailable', 'the database did not take it', { cause: error, retryAfter: 5 });
    for (const { reject } of jobs) reject(failure);
  }

  #next(): void {
    if (this.#queue.length) {
      setImmediate(() => this.#commit());
      return;
    }
    this.#isDue = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
