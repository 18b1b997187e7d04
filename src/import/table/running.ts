/* Which way money went as the running balance tells it: where amounts have no sign of their own it is the only thing in a file that says so. */
import type { TextRow } from './csv.ts';

/** What a row says: minor units; undefined for what can't be read. */
export interface Step {
  readonly row: TextRow;
  /** Without its sign. */
  readonly moved: number | undefined;
  /** The balance behind it, with its sign. */
  readonly balance: number | undefined;
}

/** By how much the balance changed with a row, where it did by the row's own amount: 1 up, -1 down. */
function changes(steps: readonly Step[]): Map<TextRow, 1 | -1> {
  const found = new Map<TextRow, 1 | -1>();
  for (const [index, { balance, moved, row }] of steps.entries()) {
    const before = steps[index - 1]?.balance;
    if (!moved || balance === undefined || before === undefined) continue;
    if (balance - before === moved) found.set(row, 1);
    else if (before - balance === moved) found.set(row, -1);
  }
  return found;
}

/** Which way each row moved the balance, as far as that shows. Files begin with the oldest or with the newest row. */
export function movesOf(steps: readonly Step[]): ReadonlyMap<TextRow, 1 | -1> {
  const down = changes(steps);
  const up = changes(steps.toReversed());
  return up.size > down.size ? up : down;
}
