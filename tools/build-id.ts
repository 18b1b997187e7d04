import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { inRoot, root } from './project.ts';

/** Eight letters and digits that differ with all that a script build is made from: sources, Lit's version, settings and tools. */
export function buildId(): string {
  const hash = createHash('sha256');
  const files = globSync(['src/**/*.ts', 'package-lock.json', 'vite.config.ts', 'tools/*.ts'], { cwd: root });
  for (const file of files.sort()) hash.update(readFileSync(inRoot(file)));
  return hash.digest('hex').slice(0, 8);
}
