import { randomBytes } from 'node:crypto';
import type { Clock, Random } from './context.ts';

/* The world: its time and its chance. */

/** The world's time. What runs later keeps no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = (bytes) => randomBytes(bytes);
