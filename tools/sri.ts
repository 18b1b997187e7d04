/* dist/sri.json: what to write into `integrity` for the files that a page loads by a script tag. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './project.ts';

const pinned = ['glassjar.all.js', 'glassjar.js', 'glassjar.css'] as const;

export function writeSri(): void {
  const hashes = pinned.map((name) => {
    const hash = createHash('sha384')
      .update(readFileSync(inRoot('dist', name)))
      .digest('base64');
    return [name, `sha384-${hash}`] as const;
  });
  writeFileSync(inRoot('dist', 'sri.json'), JSON.stringify(Object.fromEntries(hashes), null, 2) + '\n');
}
