/* What `npm test` does, in this order. A check counts as one; a test run counts its tests. */
import type { Browsers } from '../browsers/find.ts';
import { type Engine, engines, wantedEngines } from '../browsers/find.ts';
import { whyNot } from '../../test/wordpress/lab/packages.ts';

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

function wordpressStep(): Step {
  const step: Step = { name: 'WordPress', command: ['vitest', 'run', '--project', 'wordpress'], kind: 'tests' };
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
  {
    name: 'end to end',
    command: ['vitest', 'run', '--project', 'e2e'],
    kind: 'tests',
    ...(browsers.chromium ? {} : { skip: 'needs Chromium or Chrome' }),
  },
  wordpressStep(),
  ...engines.map((engine) => engineStep(engine, browsers)),
];
