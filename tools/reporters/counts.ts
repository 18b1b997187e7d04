/** The line by which a test run tells tools/test.ts what became of its tests. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const countsLine = ({ passed, failed, skipped }: Counts): string =>
  `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The counts in a run's output; undefined when it never came to its end. */
export function readCounts(output: string): Counts | undefined {
  const found = [...output.matchAll(/^tests: (\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  return found && { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3]) };
}
