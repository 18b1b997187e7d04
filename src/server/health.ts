import type { Clock } from './context.ts';
import { ServerError } from './errors.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/store.ts';

/* Whether the server can do what it is there for: write, and show sums that are true. */

export interface Health {
  /** @throws ServerError `unavailable`, saying what is wrong: nothing can be written, or the books don't add up. */
  check(): Promise<void>;
  /** Adds all books up again, notes what differs, and lets `check` say so until they add up. */
  addUp(): Promise<void>;
}

export interface HealthOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Milliseconds that a database has to say that it was written to. */
const patience = 5000;
const day = 86_400_000;

export function createHealth({ clock, log, metrics, store }: HealthOptions): Health {
  let writing: Promise<void> | undefined;
  let flaws: readonly string[] = [];

  /** Once for all who ask meanwhile: it writes. */
  function write(): Promise<void> {
    writing ??= store.ping().finally(() => (writing = undefined));
    return writing;
  }

  return {
    async check() {
      let callOff = (): void => undefined;
      const late = new Promise<never>((_, refuse) => {
        callOff = clock.after(patience, () => refuse(new ServerError('unavailable', 'the database does not answer')));
      });
      await Promise.race([write(), late]).finally(() => callOff());
      if (flaws.length) {
        throw new ServerError('unavailable', `the books don’t add up, see \`npx glassjar check\`: ${flaws[0]}`);
      }
    },
    async addUp() {
      ({ flaws } = await store.check());
      metrics.set('glassjar_flaws', flaws.length);
      for (const flaw of flaws.slice(0, 10)) log('error', 'books-differ', { flaw, all: flaws.length });
    },
  };
}

/** Adds the books up at the start and then once a day, until the signal. */
export function addUpDaily(health: Health, { clock, log }: HealthOptions, signal: AbortSignal): void {
  let stop = (): void => undefined;
  const next = (wait: number): void => {
    stop = clock.after(wait, () => {
      if (signal.aborted) return;
      health
        .addUp()
        .catch((error: unknown) => {
          if (!signal.aborted) log('error', 'check-failed', describeError(error));
        })
        .finally(() => next(day));
    });
  };
  next(0);
  signal.addEventListener('abort', () => stop());
}
