import { clock } from './clock.ts';

/** What the ticker needs of a page; handed in by tests. */
export interface Page {
  readonly isHidden: () => boolean;
  /** Calls back whenever the page becomes visible, comes back from the back/forward cache, or is online again. */
  readonly onReturn: (callback: () => void) => void;
  readonly wait: (callback: () => void, ms: number) => () => void;
}

/** One timer for all that waits on a page. */
export interface Ticker {
  /**
   * Calls back once at a time (ms since 1970), or as soon as the page is looked at after it. Answers with a way to call it off.
   * @param onReturn Called in its place, and not waiting for the time, when the page is looked at again or is online again.
   */
  at(time: number, callback: () => void, onReturn?: () => void): () => void;
}

/** Of a pause, ms: no one sees the difference, and a browser takes what is longer than `most` for none at all. */
const least = 20;
const most = 2 ** 31 - 1;

/** The page in which we stand. Touched at the first use, not at import: the package can be imported without a page. */
const thisPage: Page = {
  isHidden: () => document.hidden,
  onReturn: (callback) => {
    document.addEventListener('visibilitychange', callback);
    addEventListener('pageshow', callback);
    addEventListener('online', callback);
  },
  wait: (callback, ms) => {
    // Whatever arithmetic yields (no number at all, one out of range): never a timer that turns hot.
    const timer = setTimeout(callback, ms > least ? Math.min(ms, most) : least);
    return () => clearTimeout(timer);
  },
};

/** A ticker: at most one timer at any time, set for what is due next, and none while the page is hidden. */
export function createTicker(page: Page = thisPage): Ticker {
  const waiting = new Set<{
    readonly time: number;
    readonly callback: () => void;
    readonly onReturn?: (() => void) | undefined;
  }>();
  let isListening = false;
  let stop: (() => void) | undefined;

  const run = (isReturn = false): void => {
    if (page.isHidden()) {
      stop?.();
      stop = undefined;
      return;
    }
    for (const entry of [...waiting]) {
      const back = isReturn && entry.onReturn;
      if ((!back && entry.time > clock.now()) || !waiting.delete(entry)) continue;
      try {
        (back || entry.callback)();
      } catch (error) {
        // One that fails must not keep the others waiting.
        console.error(error);
      }
    }
    schedule();
  };

  const schedule = (): void => {
    stop?.();
    stop = undefined;
    if (!waiting.size || page.isHidden()) return;
    let next = Infinity;
    for (const { time } of waiting) next = Math.min(next, time);
    stop = page.wait(run, next - clock.now());
  };

  return {
    at(time, callback, onReturn) {
      const entry = { time, callback, onReturn };
      waiting.add(entry);
      if (!isListening) page.onReturn(() => run(true));
      isListening = true;
      schedule();
      return () => {
        if (waiting.delete(entry)) schedule();
      };
    },
  };
}

/** The page's one ticker. */
export const ticker: Ticker = createTicker();
