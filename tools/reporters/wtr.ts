import type { Reporter, TestSuiteResult } from '@web/test-runner';
import { countsLine, type Counts } from './counts.ts';

function count(suite: TestSuiteResult | undefined, counts: Counts): void {
  for (const test of suite?.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const inner of suite?.suites ?? []) count(inner, counts);
}

export function countsReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        count(session.testResults, counts);
        counts.failed += session.errors.length;
      }
      // WTR's cursor codes would else share the line.
      console.log(`\n${countsLine(counts)}`);
    },
  };
}
