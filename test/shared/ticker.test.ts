import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clock } from '../../src/components/shared/clock.ts';
import { createTicker, type Page } from '../../src/components/shared/ticker.ts';

/** A page whose time and visibility a test sets. */
function fakePage() {
  const page = { hidden: false, timers: new Map<number, () => void>(), come: () => {} };
  const made: Page = {
    isHidden: () => page.hidden,
    onReturn: (callback) => {
      page.come = callback;
    },
    wait: (callback, ms) => {
      const due = clock.now() + ms;
      page.timers.set(due, callback);
      return () => page.timers.delete(due);
    },
  };
  return { page, ticker: createTicker(made) };
}

describe('ticker', () => {
  const { now } = clock;
  let time = 0;
  beforeEach(() => {
    time = 1000;
    clock.now = () => time;
  });
  afterEach(() => {
    clock.now = now;
  });

  /** Lets time pass to a moment and rings what is due. */
  const pass = (page: { timers: Map<number, () => void> }, to: number): void => {
    time = to;
    for (const [due, callback] of [...page.timers]) {
      if (due > to) continue;
      page.timers.delete(due);
      callback();
    }
  };

  it('has one timer, for what is due next', () => {
    const { page, ticker } = fakePage();
    ticker.at(5000, () => {});
    ticker.at(3000, () => {});
    ticker.at(9000, () => {});
    expect([...page.timers.keys()]).toEqual([3000]);
  });

  it('calls at a return, long before its time, what asks for it', () => {
    const { page, ticker } = fakePage();
    const called: string[] = [];
    ticker.at(5000, () => called.push('a turn'));
    ticker.at(
      5000,
      () => called.push('another turn'),
      () => called.push('a return'),
    );
    page.come();
    expect(called).toEqual(['a return']);
    pass(page, 5000);
    expect(called).toEqual(['a return', 'a turn']);
    ticker.at(
      9000,
      () => called.push('in time'),
      () => called.push('never'),
    );
    pass(page, 9000);
    expect(called.at(-1)).toBe('in time');
  });

  it('calls each once, in its time', () => {
    const { page, ticker } = fakePage();
    const called: string[] = [];
    ticker.at(5000, () => called.push('late'));
    ticker.at(3000, () => called.push('early'));
    pass(page, 3000);
    expect(called).toEqual(['early']);
    pass(page, 5000);
    pass(page, 9000);
    expect(called).toEqual(['early', 'late']);
    expect(page.timers.size).toBe(0);
  });

  it('has no timer while the page is hidden, and catches up when it is looked at again', () => {
    const { page, ticker } = fakePage();
    let called = 0;
    ticker.at(3000, () => (called += 1));
    page.hidden = true;
    page.come();
    expect(page.timers.size).toBe(0);
    time = 8000;
    expect(called).toBe(0);
    page.hidden = false;
    page.come();
    expect(called).toBe(1);
  });

  it('calls off, and lets one that fails keep nobody waiting', () => {
    const { page, ticker } = fakePage();
    const { error } = console;
    console.error = () => {};
    let called = 0;
    ticker.at(3000, () => {
      throw new Error('mine alone');
    });
    ticker.at(3000, () => (called += 1));
    ticker.at(4000, () => (called += 10))();
    pass(page, 5000);
    console.error = error;
    expect(called).toBe(1);
  });
});
