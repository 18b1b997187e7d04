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
 * times a second, and changes a few times a minute.
 */

/** A public document, ready to be sent. */
export interface Snapshot {
  readonly id: string;
  /** Strong, of the uncompressed body: `"…"`. */
  readonly etag: string;
  readonly body: Buffer<ArrayBuffer>;
  readonly document: PublicDocument;
  /** The body for an `Accept-Encoding`, made when it is first asked for; with headers to match. */
  encoded(accepted: string | null | undefined): Encoded;
}

export interface Encoded {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Snapshots {
  /** The newest one; undefined when there is no such campaign, or it isn't published. */
  get(id: string): Promise<Snapshot | undefined>;
  /** What is in memory, if it is the newest: for the shortest way to an answer. */
  peek(id: string): Snapshot | undefined;
  /** Tells of campaigns that may have changed. */
  onChange(listener: (id: string) => void): void;
}

/** Milliseconds that a document is taken to be the newest while the store can't tell of changes. */
const blindFor = 1000;
const perPage = 500;
/** Lines that usually come between two readings. */
const fewNew = 8;

const shared: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  'cache-control': 'public, max-age=5, stale-while-revalidate=60, stale-if-error=86400',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After',
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
  readonly at: number;
}

export function createSnapshots({ clock, limits, log, metrics, payments, signal, store }: SnapshotOptions): Snapshots {
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<Snapshot | undefined>>();
  /** How often each was told to have changed. */
  const turns = new Map<string, number>();
  const folds = new Map<string, CostFold>();
  const listeners: ((id: string) => void)[] = [];
  let isTold = true;

  function changed(id: string): void {
    kept.delete(id);
    turns.set(id, (turns.get(id) ?? 0) + 1);
    // What is being made may have been read before the change.
    making.delete(id);
    for (const listener of listeners) listener(id);
  }
  void store.watch(changed, signal).then(
    () => (isTold = false),
    (error: unknown) => {
      isTold = false;
      log('error', 'watch-ended', describeError(error));
    },
  );

  function peek(id: string): Snapshot | undefined {
    const found = kept.get(id);
    return found && (isTold || clock.now() - found.at < blindFor) ? found.snapshot : undefined;
  }

  function get(id: string): Promise<Snapshot | undefined> {
    const found = peek(id);
    if (found) return Promise.resolve(found);
    const running = making.get(id);
    if (running) return running;
    const turn = turns.get(id);
    const made = make(id)
      .then((snapshot) => {
        // Told of a change meanwhile, it is answered to who asked before the change, and not kept.
        if (snapshot && turns.get(id) === turn) kept.set(id, { snapshot, at: clock.now() });
        return snapshot;
      })
      .finally(() => {
        if (making.get(id) === made) making.delete(id);
      });
    making.set(id, made);
    return made;
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
    return { sums, shares, costs: fold.sums(sums) };
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

const preferred = (accepted: string): 'br' | 'gzip' | '' =>
  /\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(accepted)
    ? 'br'
    : /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(accepted)
      ? 'gzip'
      : '';

/** Whether `If-None-Match` names this document, in whichever encoding. */
export function isKnown(header: string | null | undefined, { etag }: Snapshot): boolean {
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
    ['etag', 'cache-control', 'vary', 'access-control-allow-origin'].map((name) => [name, headers[name] ?? '']),
  );
