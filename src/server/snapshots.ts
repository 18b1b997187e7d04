import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Clock, Limits } from './context.ts';
import { foldCosts, type CostFold } from './costs.ts';
import { documentOf, type Books, type PublicDocument } from './document.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Payments } from './payments/payments.ts';
import type { BookedEntry, Store } from './store/store.ts';

/*
 * The public documents, made once for each change and answered from memory: a campaign that goes round the world is read thousands of
 * times a second, and changes a few times a minute. While the database is away, what is in memory is answered on, with its age.
 */

/** A public document, ready to be sent. */
export interface Snapshot {
  readonly id: string;
  /** Strong, of the uncompressed body: `"…"`. */
  readonly etag: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly document: PublicDocument;
  /** Seconds since it was last known to be the newest. Absent: it is. */
  readonly age?: number;
  /** The body for an `Accept-Encoding`, made when it is first asked for; with headers to match. */
  encoded(accepted: string | null | undefined): Encoded;
}

export interface Encoded {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Snapshots {
  /**
   * The newest one, or with an `age` the last that could be made; undefined when there is no such campaign, or it isn't published.
   * Rejects only when it could never be made.
   */
  get(id: string): Promise<Snapshot | undefined>;
  /** What is in memory, if it is the newest: for the shortest way to an answer. */
  peek(id: string): Snapshot | undefined;
  /** Tells of campaigns that may have changed. */
  onChange(listener: (id: string) => void): void;
}

/** Milliseconds that a document is taken to be the newest while the store can't tell of changes. */
const blindFor = 1000;
/** Milliseconds that a newer document is waited for while there is one in memory. */
const patience = 1000;
/** Milliseconds after which one that couldn't be made is tried again, whoever asks. */
const restFor = 2000;
/** Milliseconds after which a store that couldn't tell of changes is asked to again, at first and at most. */
const watchSoonest = 1000;
const watchLatest = 15_000;
const perPage = 500;
/** Lines that usually come between two readings. */
const fewNew = 8;

const shared: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'cache-control': 'public, max-age=5, stale-while-revalidate=60, stale-if-error=86400',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Age, ETag, Retry-After',
  vary: 'Accept-Encoding',
  'x-content-type-options': 'nosniff',
};

export interface SnapshotOptions {
  readonly store: Store;
  readonly payments: readonly Payments[];
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Stops it. */
  readonly signal: AbortSignal;
}

interface Kept {
  readonly snapshot: Snapshot;
  /** The turn that it was made in. */
  readonly turn: number;
  /** When it was last known to be the newest. */
  at: number;
  /** Whether the campaign has changed since. */
  isBehind: boolean;
}

/** One that is being made. */
interface Making {
  /** It, or what is in memory when it fails or takes long. */
  answer: Promise<Snapshot | undefined>;
  /** Whether it takes longer than a reader should wait. */
  isLate: boolean;
}

export function createSnapshots({ clock, limits, log, metrics, payments, signal, store }: SnapshotOptions): Snapshots {
  const kept = new Map<string, Kept>();
  const making = new Map<string, Making>();
  /** How often each was told to have changed. */
  const turns = new Map<string, number>();
  /** Those that could not be made when they last were to be, and what calls the next try off. */
  const failed = new Map<string, () => void>();
  const folds = new Map<string, CostFold>();
  const listeners: ((id: string) => void)[] = [];
  let isTold = false;

  const tell = (id: string): void => {
    for (const listener of listeners) listener(id);
  };
  const turnOf = (id: string): number => turns.get(id) ?? 0;

  function changed(id: string): void {
    turns.set(id, turnOf(id) + 1);
    const found = kept.get(id);
    if (found && !found.isBehind) {
      found.isBehind = true;
      if (isTold) found.at = clock.now();
    }
    // What is being made may have been read before the change.
    making.delete(id);
    tell(id);
  }

  function told(is: boolean): void {
    if (is === isTold || signal.aborted) return;
    isTold = is;
    // Until now each was known to be the newest; what was made before telling began may be old already.
    if (is) for (const id of kept.keys()) changed(id);
    else for (const found of kept.values()) if (!found.isBehind) found.at = clock.now();
    if (!is)
      log('warn', 'changes-unheard', { hint: 'the database can’t tell of changes now; it is asked each second' });
  }

  function watch(wait: number): void {
    store.watch(changed, signal, told).then(
      () => told(true),
      (error: unknown) => {
        if (signal.aborted) return;
        log('error', 'watch-failed', describeError(error));
        clock.after(wait, () => watch(Math.min(wait * 2, watchLatest)));
      },
    );
  }
  watch(watchSoonest);
  signal.addEventListener('abort', () => {
    for (const callOff of failed.values()) callOff();
  });

  function peek(id: string): Snapshot | undefined {
    const found = kept.get(id);
    const isNewest = found && !found.isBehind && (isTold || clock.now() - found.at < blindFor);
    return isNewest ? found.snapshot : undefined;
  }

  /** What is in memory, as old as it is. */
  function remembered(id: string): Snapshot | undefined {
    const found = kept.get(id);
    return found && aged(found.snapshot, Math.floor((clock.now() - found.at) / 1000));
  }

  async function get(id: string): Promise<Snapshot | undefined> {
    const found = peek(id);
    if (found) return found;
    // While the database is away nobody waits for it again and again.
    const isAway = failed.has(id) || making.get(id)?.isLate;
    return (isAway ? remembered(id) : undefined) ?? (making.get(id) ?? begin(id)).answer;
  }

  function begin(id: string): Making {
    const turn = turnOf(id);
    const at = clock.now();
    const made = make(id).then(
      (snapshot) => {
        // Told of a change meanwhile, it is answered to who asked before the change, and is not the newest.
        const isBehind = turnOf(id) !== turn;
        if (snapshot && (kept.get(id)?.turn ?? 0) <= turn) kept.set(id, { snapshot, turn, at, isBehind });
        if (!snapshot && !isBehind) kept.delete(id);
        const wasAway = one.isLate || failed.has(id);
        if (failed.has(id)) log('info', 'answered-anew', { campaign: id });
        failed.get(id)?.();
        failed.delete(id);
        // Who was given an older one is told.
        if (wasAway) tell(id);
        return snapshot;
      },
      (error: unknown) => {
        rest(id, error);
        throw error;
      },
    );
    const one: Making = { answer: made, isLate: false };
    if (kept.has(id)) {
      one.answer = first(made, () => {
        one.isLate = true;
        return remembered(id);
      });
    }
    making.set(id, one);
    made
      .catch(() => undefined)
      .finally(() => {
        if (making.get(id) === one) making.delete(id);
      });
    return one;
  }

  /** What was made, or what is in memory once that fails or takes longer than a reader should wait. */
  function first(
    made: Promise<Snapshot | undefined>,
    inMemory: () => Snapshot | undefined,
  ): Promise<Snapshot | undefined> {
    let callOff = (): void => undefined;
    const late = new Promise<Snapshot | undefined>((go) => {
      callOff = clock.after(patience, () => go(inMemory()));
    });
    const failing = made.catch((error: unknown) => {
      const old = inMemory();
      if (old) return old;
      throw error;
    });
    return Promise.race([late, failing]).finally(() => callOff());
  }

  /** Tries again later, so that what is in memory isn't shown a moment longer than it must be, also when nobody asks. */
  function rest(id: string, error: unknown): void {
    if (!kept.has(id) || signal.aborted) return;
    if (!failed.has(id)) log('warn', 'answered-from-memory', { campaign: id, ...describeError(error) });
    failed.get(id)?.();
    failed.set(
      id,
      clock.after(restFor, () => {
        if (!making.has(id)) begin(id).answer.catch(() => undefined);
      }),
    );
  }

  async function make(id: string): Promise<Snapshot | undefined> {
    const campaign = await store.getCampaign(id);
    if (!campaign?.isPublished) return undefined;
    const books = await readBooks(id);
    const options = payments.map((one) => one.options(campaign.currency)).find((one) => one !== undefined);
    const live = { pollEvery: limits.pollEvery, events: limits.listeners > 0 };
    metrics.count('glassjar_renderings_total');
    return snapshotOf(id, documentOf(campaign, books, live, options));
  }

  async function readBooks(id: string): Promise<Books> {
    const [sums, shares] = await Promise.all([store.sums(id), store.shares(id)]);
    if (sums.entries <= limits.lines) return { sums, shares, lines: (await newerThan(id, 0)).toReversed() };
    const fold = folds.get(id) ?? foldCosts();
    folds.set(id, fold);
    if (!fold.last) for await (const line of store.everyEntry(id)) fold.take(line);
    else for (const line of (await newerThan(id, fold.last)).toReversed()) fold.take(line);
    // A line may have come between; then the sums of before don't fit and those of now are asked for.
    return { sums, shares, costs: fold.sums(sums), given: fold.given };
  }

  /** All lines after a number, newest first. */
  async function newerThan(id: string, number: number): Promise<BookedEntry[]> {
    const all: BookedEntry[] = [];
    for (;;) {
      const before = all.at(-1)?.number;
      // Of those that are known already, few are asked for again.
      const most = number && before === undefined ? fewNew : perPage;
      const limit = Math.min(most, before === undefined ? most : before - number - 1);
      if (limit < 1) return all;
      const page = await store.entries(id, { limit, ...(before !== undefined && { before }) });
      all.push(...page.filter((line) => line.number > number));
      if (page.length < limit || (page.at(-1)?.number ?? 0) <= number + 1) return all;
    }
  }

  return { get, peek, onChange: (listener) => void listeners.push(listener) };
}

export function snapshotOf(id: string, document: PublicDocument): Snapshot {
  const body = Buffer.from(JSON.stringify(document));
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const versions = new Map<string, Encoded>();
  const encode = (name: 'br' | 'gzip' | ''): Encoded => {
    const known = versions.get(name);
    if (known) return known;
    const made =
      name === 'br'
        ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : name === 'gzip'
          ? gzipSync(body, { level: 6 })
          : body;
    const headers = {
      ...shared,
      // A strong tag names the very bytes that are sent (RFC 9110, 8.8.3.3).
      etag: name ? `"${hash}-${name}"` : `"${hash}"`,
      'content-length': String(made.length),
      ...(name && { 'content-encoding': name }),
    };
    const encoded = { body: made, headers };
    versions.set(name, encoded);
    return encoded;
  };
  const plain = encode('');
  return {
    id,
    etag: `"${hash}"`,
    body,
    document,
    // Below a packet's worth there is nothing to win.
    encoded: (accepted) => (accepted && body.length > 1024 ? encode(preferred(accepted)) : plain),
  };
}

/** The same with an age of so many seconds, which every answer says (RFC 9111, 5.1). */
function aged(snapshot: Snapshot, age: number): Snapshot {
  return {
    ...snapshot,
    age,
    encoded(accepted) {
      const { body, headers } = snapshot.encoded(accepted);
      return { body, headers: { ...headers, age: String(age) } };
    },
  };
}

/** The better of the encodings that a reader accepts; `''`: as it is. */
export const preferred = (accepted: string): 'br' | 'gzip' | '' =>
  /\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(accepted)
    ? 'br'
    : /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(accepted)
      ? 'gzip'
      : '';

/** Whether `If-None-Match` names this document, in whichever encoding. */
export function isKnown(header: string | null | undefined, { etag }: Pick<Snapshot, 'etag'>): boolean {
  if (!header) return false;
  if (header === etag || header === '*') return true;
  return header.split(',').some(
    (tag) =>
      tag
        .trim()
        .replace(/^W\//, '')
        .replace(/-(?:br|gzip)"$/, '"') === etag,
  );
}

/** What a 304 says again (RFC 9110, 15.4.5), and whose page may read it; the rest stands in what is kept. */
export const notModified = ({ headers }: Encoded): Record<string, string> =>
  Object.fromEntries(
    ['etag', 'age', 'cache-control', 'vary', 'access-control-allow-origin'].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]]],
    ),
  );
