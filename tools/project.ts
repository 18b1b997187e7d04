/* Where things are, and how a tool runs another. */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const inRoot = (...parts: string[]): string => join(root, ...parts);

/** The environment of `npm run`: the project's own commands first, its Node 24 among them. */
export const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: inRoot('node_modules', '.bin') + delimiter + (process.env['PATH'] ?? ''),
});

/** Runs one of the project's commands to its end and shows what it says; throws when it fails. */
export function run(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: root, env: environment(), stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}
