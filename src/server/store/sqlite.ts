import { Worker } from 'node:worker_threads';
import type { Checked } from '../books/audit.ts';
import { ServerError } from '../errors.ts';
import { type Answer, type Call, type ThreadData, unpackError } from './sqlite-calls.ts';
import { openHere, pageSize, type SqliteOptions } from './sqlite-store.ts';
import type { BookedEntry, Store } from './store.ts';

/*
 * SQLite works and waits on the thread that calls it: for a disk, for another process that has the file locked, for a million lines
 * that are added up. So it has a thread of its own, and what takes long has another one.
 */

export type { SqliteOptions };

/**
 * Opens a store in a file of SQLite, or in memory (`:memory:`). Makes the file and its tables where there are none. Several
 * processes may have the same file open.
 * @throws ServerError `unavailable`, saying what is wrong with the file.
 */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Store> {
  // What is in memory can't be seen from another thread, and tests that let a statement fail hand in a function.
  if (file === ':memory:' || options.before) return openHere(file, options);
  const thread = await Thread.open(file);
  return new ThreadedStore(file, thread, options.now ?? Date.now);
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** News of campaigns. */
interface News {
  readonly onChange: (campaign: string) => void;
  readonly onTold: (isTold: boolean) => void;
}

/** In TypeScript as it is, or built. */
const program = new URL(import.meta.url.endsWith('.ts') ? 'sqlite-thread.ts' : 'sqlite-thread.js', import.meta.url);

/** A thread that has a file open. */
class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls: Call[] = [];
  #last = 0;
  #failure: ServerError | undefined;
  news: News | undefined;

  private constructor(file: string) {
    const workerData: ThreadData = { file };
    this.#worker = new Worker(program, { workerData });
    this.#worker.on('message', (answers: readonly Answer[]) => {
      for (const answer of answers) this.#hear(answer);
    });
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(undefined));
  }

  /** @throws ServerError `unavailable` when the file can't be opened. */
  static async open(file: string): Promise<Thread> {
    const thread = new Thread(file);
    try {
      await new Promise<void>((resolve, reject) => thread.#wait(0, { resolve, reject }));
    } catch (error) {
      await thread.#worker.terminate();
      throw error;
    }
    return thread;
  }

  /** Whether it can be asked no more. */
  get hasEnded(): boolean {
    return this.#failure !== undefined;
  }

  call<T>(method: string, args: readonly unknown[], now: number): Promise<T> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise<T>((resolve, reject) => {
      const id = ++this.#last;
      this.#wait(id, { resolve: resolve as (value: never) => void, reject });
      // What arrives in one turn of the event loop goes together, and shares a commit there.
      if (this.#calls.push({ id, method, args, now }) > 1) return;
      setImmediate(() => {
        const calls = this.#calls;
        this.#calls = [];
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        this.#worker.postMessage(calls);
      });
    });
  }

  async close(): Promise<void> {
    if (this.#failure) return;
    await this.call('close', [], 0);
    await this.#worker.terminate();
  }

  #wait(id: number, waiting: Waiting): void {
    // It keeps the process alive only while somebody waits for it.
    if (!this.#waiting.size) this.#worker.ref();
    this.#waiting.set(id, waiting);
  }

  #hear(answer: Answer): void {
    if ('changed' in answer) return this.news?.onChange(answer.changed);
    if ('told' in answer) return this.news?.onTold(answer.told);
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (!this.#waiting.size) this.#worker.unref();
    if ('error' in answer) waiting?.reject(unpackError(answer.error));
    else waiting?.resolve(answer.value as never);
  }

  #end(cause: unknown): void {
    this.#failure ??= new ServerError('unavailable', 'the database did not take it: its thread has ended', {
      cause,
      retryAfter: 5,
    });
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
    this.news?.onTold(false);
  }
}

/** The methods that go to the thread as they are. */
type Plain = Exclude<keyof Store, 'name' | 'everyEntry' | 'watch' | 'backup' | 'check' | 'close'>;

class ThreadedStore implements Store {
  readonly name = 'sqlite';
  readonly #file: string;
  readonly #now: () => number;
  readonly #news = new Set<News>();
  #thread: Thread;
  #opening: Promise<Thread> | undefined;
  /** What takes long and is waited for before the file is closed. */
  readonly #tasks = new Set<Promise<unknown>>();
  #isOpen = true;

  constructor(file: string, thread: Thread, now: () => number) {
    this.#file = file;
    this.#thread = thread;
    this.#now = now;
  }

  readonly getCampaign = this.#plain('getCampaign');
  readonly listCampaigns = this.#plain('listCampaigns');
  readonly putCampaign = this.#plain('putCampaign');
  readonly sums = this.#plain('sums');
  readonly entries = this.#plain('entries');
  readonly append = this.#plain('append');
  readonly knownKeys = this.#plain('knownKeys');
  readonly giveBack = this.#plain('giveBack');
  readonly erase = this.#plain('erase');
  readonly nameGiver = this.#plain('nameGiver');
  readonly beginDonation = this.#plain('beginDonation');
  readonly answerDonation = this.#plain('answerDonation');
  readonly getDonation = this.#plain('getDonation');
  readonly donationOfKey = this.#plain('donationOfKey');
  readonly listDonations = this.#plain('listDonations');
  readonly eraseGiver = this.#plain('eraseGiver');
  readonly dropUnpaid = this.#plain('dropUnpaid');
  readonly take = this.#plain('take');
  readonly missing = this.#plain('missing');
  readonly countShare = this.#plain('countShare');
  readonly shares = this.#plain('shares');
  readonly changes = this.#plain('changes');
  readonly putSecret = this.#plain('putSecret');
  readonly checkSecret = this.#plain('checkSecret');
  readonly dropSecret = this.#plain('dropSecret');
  readonly secrets = this.#plain('secrets');
  readonly setting = this.#plain('setting');
  readonly putSetting = this.#plain('putSetting');
  readonly ping = this.#plain('ping');

  async *everyEntry(campaign: string): AsyncIterable<BookedEntry> {
    for (let after = 0; ;) {
      const lines = await this.#call<readonly BookedEntry[]>('entriesAfter', [campaign, after]);
      yield* lines;
      if (lines.length < pageSize) return;
      after = lines.at(-1)!.number;
    }
  }

  async watch(
    onChange: (campaign: string) => void,
    signal: AbortSignal,
    onTold: (isTold: boolean) => void = () => undefined,
  ): Promise<void> {
    if (signal.aborted) return;
    const news = { onChange, onTold };
    this.#news.add(news);
    signal.addEventListener('abort', () => {
      this.#news.delete(news);
      if (!this.#news.size && this.#isOpen) this.#call('watch', [false]).catch(() => undefined);
    });
    if (this.#news.size === 1) await this.#watch(this.#thread);
  }

  backup(file: string): Promise<void> {
    return this.#task('backup', [file]);
  }

  check(): Promise<Checked> {
    return this.#task<Checked>('check', []);
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#news.clear();
    await Promise.allSettled([...this.#tasks]);
    await this.#thread.close();
  }

  #plain<Name extends Plain>(method: Name): NonNullable<Store[Name]> {
    return ((...args: readonly unknown[]) => this.#call(method, args)) as NonNullable<Store[Name]>;
  }

  async #call<T>(method: string, args: readonly unknown[]): Promise<T> {
    if (!this.#isOpen) throw stopping();
    const thread = this.#thread.hasEnded ? await this.#again() : this.#thread;
    return thread.call<T>(method, args, this.#now());
  }

  /** Opens the file anew when its thread has ended, which nothing that is known of makes it. */
  #again(): Promise<Thread> {
    this.#opening ??= (async () => {
      try {
        this.#thread = await Thread.open(this.#file);
        if (this.#news.size) await this.#watch(this.#thread);
        for (const { onTold } of this.#news) onTold(true);
        return this.#thread;
      } finally {
        this.#opening = undefined;
      }
    })();
    return this.#opening;
  }

  #watch(thread: Thread): Promise<void> {
    thread.news = {
      onChange: (campaign) => {
        for (const { onChange } of this.#news) onChange(campaign);
      },
      onTold: (isTold) => {
        for (const { onTold } of this.#news) onTold(isTold);
      },
    };
    return thread.call('watch', [true], this.#now());
  }

  /** On a thread that is there for it alone, so that nobody waits behind it. */
  async #task<T>(method: 'backup' | 'check', args: readonly unknown[]): Promise<T> {
    if (!this.#isOpen) throw stopping();
    const run = async (): Promise<T> => {
      await this.#call('guard', []);
      const thread = await Thread.open(this.#file);
      try {
        return await thread.call<T>(method, args, this.#now());
      } finally {
        await thread.close();
      }
    };
    const task = run();
    this.#tasks.add(task);
    try {
      return await task;
    } finally {
      this.#tasks.delete(task);
    }
  }
}

const stopping = (): ServerError => new ServerError('unavailable', 'the server is stopping');
