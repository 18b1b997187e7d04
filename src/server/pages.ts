import type { Clock } from './context.ts';
import { publicEntries } from './document.ts';
import { ServerError } from './errors.ts';
import { amountText } from '../core/money.ts';
import type { Snapshot, Snapshots } from './snapshots.ts';
import type { Store } from './store/store.ts';

/*
 * Pages of the ledger, made a few at a time and once for all who ask meanwhile: one who reads all of a large ledger over many
 * connections keeps nobody else waiting. What was sent last is kept for while the database is away.
 */

/** A page, ready to be sent. */
export interface LedgerPage {
  readonly body: Uint8Array<ArrayBuffer>;
  /** Seconds since it was last known to be the newest. Absent: it is. */
  readonly age?: number;
}

export interface Pages {
  /**
   * @param before Entries before this number; undefined: the newest. @param limit How many, 1 to 500.
   * @returns Undefined when there is no such campaign, or it isn't published.
   * @throws ServerError `unavailable` when too many are asked for at once, or the database is away and the page isn't kept.
   */
  get(campaign: string, before: number | undefined, limit: number): Promise<LedgerPage | undefined>;
}

/** Pages that are made at once, and that may wait for it. */
const atOnce = 2;
const mostWaiting = 500;
/** Bytes of all that is kept. */
const room = 16 * 1024 * 1024;

interface Kept {
  readonly at: number;
  readonly body: Uint8Array<ArrayBuffer>;
}

export function createPages({
  clock,
  snapshots,
  store,
}: {
  readonly clock: Clock;
  readonly snapshots: Snapshots;
  readonly store: Store;
}): Pages {
  /** Those that were asked for last are last. */
  const kept = new Map<string, Kept>();
  const making = new Map<string, { readonly of: Snapshot; readonly body: Promise<Uint8Array<ArrayBuffer>> }>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let size = 0;

  function keep(key: string, page: Kept): void {
    drop(key);
    kept.set(key, page);
    size += page.body.length;
    for (const oldest of kept.keys()) {
      if (size <= room) break;
      drop(oldest);
    }
  }
  function drop(key: string): void {
    size -= kept.get(key)?.body.length ?? 0;
    kept.delete(key);
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting.length >= mostWaiting)
      throw new ServerError('unavailable', 'too many read the ledger at once; please try again', { retryAfter: 2 });
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place.
      const next = waiting.shift();
      if (next) setImmediate(next);
      else running--;
    }
  }

  async function make(
    id: string,
    before: number | undefined,
    limit: number,
    of: Snapshot,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const campaign = await store.getCampaign(id);
    if (!campaign) throw new ServerError('not-found', 'no such campaign');
    const lines = await store.entries(id, { limit, ...(before !== undefined && { before }) });
    const { currency, document } = campaign;
    const last = lines.at(-1);
    const page = {
      entries: publicEntries(lines, document, of.document).map((entry, index) => ({
        ...entry,
        number: lines[index]!.number,
        balance: amountText({ minor: lines[index]!.balance, currency }),
      })),
      ...(last && last.number > 1 && { next: last.number }),
    };
    return Buffer.from(JSON.stringify(page));
  }

  return {
    async get(id, before, limit) {
      const of = await snapshots.get(id);
      if (!of) return undefined;
      const key = `${id} ${before ?? ''} ${limit}`;
      const found = kept.get(key);
      const old = found && { body: found.body, age: Math.floor((clock.now() - found.at) / 1000) };
      if (of.age !== undefined && old) return old;
      let made = making.get(key);
      if (made?.of !== of) {
        const at = clock.now();
        const body = inTurn(() => make(id, before, limit, of)).then((bytes) => {
          keep(key, { at, body: bytes });
          return bytes;
        });
        const own = { of, body };
        making.set(key, own);
        body
          .catch(() => undefined)
          .finally(() => {
            if (making.get(key) === own) making.delete(key);
          });
        made = own;
      }
      return made.body.then(
        (body) => ({ body }),
        (error: unknown) => {
          if (old && error instanceof ServerError && error.code === 'unavailable') return old;
          throw error;
        },
      );
    },
  };
}
