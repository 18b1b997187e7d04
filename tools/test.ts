/*
 * `npm test`: everything that must hold, on a machine that may have nothing but Node and npm. Gets the browsers first, goes on
 * after a failure, and closes with one line: N passed, N failed, N skipped.
 * `npm run test:long`: with --long, the few tests of which `npm test` tries only some cases, with all of them.
 */
import { findBrowsers } from './browsers/find.ts';
import { ensureBrowsers } from './browsers/install.ts';
import { runStep } from './check/run-step.ts';
import { longStepsFor, stepsFor } from './check/steps.ts';

/** What a step says when all is well: figures, not noise. */
const worthSaying = (output: string): string[] =>
  output.split('\n').filter((line) => / B of |no budget|^Found \d+ warn/.test(line));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const browsers = process.env['GLASSJAR_NO_INSTALL'] ? findBrowsers() : ensureBrowsers();
const total = { passed: 0, failed: 0, skipped: 0 };
let tests = 0;

const steps = process.argv.includes('--long') ? longStepsFor(browsers) : stepsFor(browsers);
for (const step of steps) {
  if (step.skip) {
    total.skipped += 1;
    console.log(`- ${step.name}: skipped, ${step.skip}`);
    continue;
  }
  const from = performance.now();
  const { counts, output } = await runStep(step);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  const found =
    step.kind === 'tests' ? `: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${step.name}${found} (${seconds} s)`);
  for (const line of counts.failed > 0 ? output.split('\n') : worthSaying(output)) console.log(`    ${line}`);
  if (step.kind === 'tests') tests += counts.passed + counts.failed;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

if (tests === 0) {
  console.log('No test ran at all.');
  total.failed += 1;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
