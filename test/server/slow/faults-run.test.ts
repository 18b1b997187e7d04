/* The short form of `npm run faults`: each kind of fault once, under fifty readers and five givers. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { inRoot } from '../../../tools/project.ts';

it('keeps its promises: reads never fail, no gift is lost or doubled, all is as before within a minute', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [inRoot('tools', 'faults.ts'), '--short'], {
    encoding: 'utf8',
    timeout: 420_000,
  });
  expect(stdout).toMatch(/SQLite \|\s+locked .* kept\n/);
  // What ended it early stands on the other stream.
  expect([status, stdout, status ? stderr : '']).toEqual([0, expect.stringContaining('all promises kept'), '']);
}, 450_000);
