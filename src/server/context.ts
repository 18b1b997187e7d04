import type { Brake } from './brake.ts';
import type { Events } from './events.ts';
import type { Log } from './log.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics.ts';
import type { Pages } from './pages.ts';
import type { Payments } from './payments/payments.ts';
import type { Snapshots } from './snapshots.ts';
import type { Store } from './store/store.ts';

/** Time, handed in so that tests can turn it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once, so many milliseconds from now. @returns The way to call it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** So many random bytes, fit for secrets. */
export type Random = (bytes: number) => Uint8Array;

/** What the server lets pass. */
export interface Limits {
  /** Lines that a public document holds one by one; with more of them it holds sums. */
  readonly lines: number;
  /** Bytes of a request that starts a donation or counts a share. */
  readonly body: number;
  /** Bytes of a provider's notification. */
  readonly hook: number;
  /** Donations that one address may begin in an hour, and how many of them may fail. */
  readonly starts: number;
  readonly failures: number;
  /** Shares that count from one address in an hour. */
  readonly shares: number;
  /** Pages that may listen at the same time. 0: none, they poll. */
  readonly listeners: number;
  /** How many of them one address may have, so that nobody takes all the room; an IPv6 network of 48 bits has ten times as many. */
  readonly listenersEach: number;
  /** Bytes of a document that is sent to listeners; of a larger one they are told that it changed. */
  readonly pushed: number;
  /** Seconds that pages let pass between two readings, at least 5. */
  readonly pollEvery: number;
}

export const defaultLimits: Limits = {
  lines: 1000,
  body: 16 * 1024,
  hook: 1024 * 1024,
  starts: 10,
  failures: 5,
  shares: 30,
  listeners: 10_000,
  listenersEach: 20,
  pushed: 16 * 1024,
  pollEvery: 30,
};

/** What a route works with. All that has an effect is in here, so that a route has none of its own. */
export interface Context {
  readonly store: Store;
  /** The first that takes a campaign's currency starts its donations. */
  readonly payments: readonly Payments[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly limits: Limits;
  /** Where this server is: `https://give.example.org`. */
  readonly publicUrl: string;
  /** Origins of pages that may start donations and to which supporters may be sent back. Empty: any page may start. */
  readonly origins: readonly string[];
  readonly snapshots: Snapshots;
  readonly pages: Pages;
  readonly events: Events;
  readonly brake: Brake;
  readonly metrics: Metrics;
  readonly health: Health;
}
