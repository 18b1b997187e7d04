import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { environment, root } from '../project.ts';
import { type Counts, readCounts } from '../reporters/counts.ts';
import type { Step } from './steps.ts';

export interface Outcome {
  readonly counts: Counts;
  readonly output: string;
}

/** No step takes a quarter of this, even on a busy machine; one that does hangs. */
const limit = 20 * 60_000;

/** A line a minute, so that a watcher of a long run sees that it lives. */
function heartbeat(name: string): () => void {
  const from = Date.now();
  const timer = setInterval(() => console.log(`  … ${name}: ${Math.round((Date.now() - from) / 60_000)} min`), 60_000);
  return () => clearInterval(timer);
}

export async function runStep(step: Step): Promise<Outcome> {
  const [command, ...args] = step.command;
  const env = { ...environment(), ...step.env, FORCE_COLOR: '0', NO_COLOR: '1' };
  // A group of its own, so that a step that hangs takes its browsers with it.
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const end = (): void => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', end);
  const quiet = heartbeat(step.name);
  const timer = setTimeout(() => {
    output += `\nended: it took longer than ${limit / 60_000} minutes\n`;
    end();
  }, limit);
  const status = await new Promise<number>((done) => {
    child.once('error', (error) => {
      output += String(error);
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
  clearTimeout(timer);
  quiet();
  process.off('exit', end);
  const text = stripVTControlCharacters(output).replaceAll('\r', '').trim();
  return { output: text, counts: judge(step, status, text) };
}

function judge(step: Step, status: number, output: string): Counts {
  if (step.kind === 'check') return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const counts = readCounts(output);
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  // A run that fails without a failing test (none found, a file that doesn't load) has failed all the same.
  const silent = counts.failed === 0 && (status !== 0 || counts.passed + counts.skipped === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}
