import { expect } from 'vitest';

/** How much more the larger input is than the smaller one. */
const factor = 8;

/**
 * Holds that work grows no faster than what it works on: eight times as much takes some eight times as long, where a reader that
 * looks back would take 64. No time is asserted, only the ratio of two that were taken one after the other, each the shortest of
 * three, so that a busy machine changes nothing.
 * @param size Of the larger input.
 * @param make Makes an input of a size, which is not timed.
 */
export function expectProportion<Input>(
  size: number,
  make: (size: number) => Input,
  run: (input: Input) => void,
): void {
  const shortest = (input: Input): number => {
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      run(input);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  const small = shortest(make(Math.round(size / factor)));
  const large = shortest(make(size));
  // Below some milliseconds the clock and the collector are what is measured.
  expect(large / Math.max(small, 3), `${small.toFixed(1)} ms became ${large.toFixed(1)} ms`).toBeLessThan(factor * 4);
}
