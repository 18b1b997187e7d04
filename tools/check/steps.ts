/* What `npm test` and `npm run test:long` do, in this order. A check counts as one; a test run counts its tests. */
import { globSync, readFileSync } from 'node:fs';
import type { Browsers } from '../browsers/find.ts';
import { type Engine, engines, wantedEngines } from '../browsers/find.ts';
import { whyNot } from '../../test/wordpress/lab/packages.ts';
import { inRoot } from '../project.ts';

export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly kind: 'check' | 'tests';
  readonly env?: Readonly<Record<string, string>>;
  /** Why the step can't be done on this machine. */
  readonly skip?: string;
}

const check = (name: string, ...command: [string, ...string[]]): Step => ({ name, command, kind: 'check' });

function engineStep(engine: Engine, browsers: Browsers): Step {
  const step: Step = { name: `elements in ${engine}`, command: ['wtr'], kind: 'tests', env: { BROWSERS: engine } };
  if (!wantedEngines().includes(engine)) return { ...step, skip: 'not in BROWSERS' };
  return browsers[engine] ? step : { ...step, skip: 'no such browser here' };
}

/** @param files Of the project: all of them, if none is named. */
function endToEndStep(browsers: Browsers, ...files: string[]): Step {
  const step: Step = { name: 'end to end', command: ['vitest', 'run', '--project', 'e2e', ...files], kind: 'tests' };
  return browsers.chromium ? step : { ...step, skip: 'needs Chromium or Chrome' };
}

function wordpressStep(...files: string[]): Step {
  const command = ['vitest', 'run', '--project', 'wordpress', ...files] as const;
  const step: Step = { name: 'WordPress', command, kind: 'tests' };
  const skip = whyNot();
  return skip ? { ...step, skip } : step;
}

export const stepsFor = (browsers: Browsers): Step[] => [
  check('types', 'tsc', '-p', 'tsconfig.json'),
  check('types of src without Node', 'tsc', '-p', 'tsconfig.build.json', '--noEmit'),
  check('lint', 'oxlint', '--type-aware', '--deny-warnings'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check('build', 'node', 'tools/build.ts'),
  check('manifest and README tables', 'node', 'tools/docs.ts', '--check'),
  check('package', 'publint', '--strict'),
  check('size', 'node', 'tools/size.ts'),
  { name: 'unit and rules', command: ['vitest', 'run', '--project', 'unit'], kind: 'tests' },
  { name: 'server', command: ['vitest', 'run', '--project', 'server'], kind: 'tests' },
  endToEndStep(browsers),
  wordpressStep(),
  ...engines.map((engine) => engineStep(engine, browsers)),
];

/** Tests of a folder that have a short form in `npm test` (test/long.ts). */
const longTests = (folder: string): string[] =>
  globSync(`test/${folder}/**/*.test.ts`, { cwd: inRoot() })
    .filter((file) => readFileSync(inRoot(file), 'utf8').includes("/long.ts'"))
    .sort();

/** The same tests with all of their cases. */
export const longStepsFor = (browsers: Browsers): Step[] => [
  check('build', 'node', 'tools/build.ts'),
  ...[endToEndStep(browsers, ...longTests('e2e')), wordpressStep(...longTests('wordpress'))].map((step) => ({
    ...step,
    name: `${step.name}, all cases`,
    env: { GLASSJAR_LONG: '1' },
  })),
];
