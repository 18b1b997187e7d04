import type { Database } from './sqlite-database.ts';

export interface Listener {
  onChange(campaign: string): void;
  onTold(isTold: boolean): void;
}

/** How often another process is looked for, in milliseconds. */
const every = 500;
/** How often in a row looking may fail, because the file is locked for a moment. */
const mostBlind = 4;

/**
 * Tells of changed campaigns: of what this process writes at once, of what another one writes by SQLite's own counter, which is
 * looked at only while somebody listens.
 */
export class Watchers {
  readonly #db: Database;
  readonly #listeners = new Set<Listener>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #versions = new Map<string, number>();
  #seen: unknown;
  /** Which one counted that: each connection counts for itself. */
  #counted: unknown;
  /** How often in a row looking has failed. */
  #blind = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  add(listener: Listener, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#remove(listener), { once: true });
    if (this.#timer) return;
    this.#seen = this.#counter();
    this.#counted = this.#db.connection;
    this.#versions = this.#read();
    this.#timer = setInterval(() => this.#look(), every).unref();
  }

  /** Of what was just committed here. */
  tell(campaigns: ReadonlySet<number>): void {
    if (!this.#listeners.size) return;
    for (const n of campaigns) {
      const row = this.#db.get<{ id: string; version: number }>('SELECT id, version FROM campaigns WHERE n = ?', n);
      if (!row) continue;
      this.#versions.set(row.id, row.version);
      this.#call(row.id);
    }
  }

  close(): void {
    this.#listeners.clear();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (!this.#listeners.size) this.close();
  }

  #look(): void {
    const before = this.#versions;
    try {
      this.#db.guard();
      const now = this.#counter();
      const { connection } = this.#db;
      if (now !== this.#seen || connection !== this.#counted) this.#versions = this.#read();
      this.#seen = now;
      this.#counted = connection;
    } catch {
      // Locked or unreadable at this moment: the next look tells.
      if (++this.#blind === mostBlind) for (const listener of this.#listeners) listener.onTold(false);
      return;
    }
    for (const [id, version] of this.#versions) if (before.get(id) !== version) this.#call(id);
    if (this.#blind >= mostBlind) for (const listener of this.#listeners) listener.onTold(true);
    this.#blind = 0;
  }

  #call(id: string): void {
    for (const listener of this.#listeners) listener.onChange(id);
  }

  #counter(): unknown {
    return this.#db.get<{ data_version: number }>('PRAGMA data_version')?.data_version;
  }

  #read(): Map<string, number> {
    const rows = this.#db.all<{ id: string; version: number }>('SELECT id, version FROM campaigns');
    return new Map(rows.map(({ id, version }) => [id, version]));
  }
}
