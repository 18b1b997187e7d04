/* `npm run docs` renews the README's tables; `node tools/docs.ts --check` only says whether they are up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readElements, writeManifest } from './manifest.ts';
import { inRoot } from './project.ts';
import { end, start, withTables } from './readme-api.ts';

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

const file = inRoot('README.md');
if (!existsSync(file))
  refuse(`There is no README.md. Write one with the lines ${start} and ${end} where the tables go.`);
writeManifest();
const readme = readFileSync(file, 'utf8');
const renewed = withTables(readme, readElements());
if (renewed === undefined) refuse(`README.md has no ${start} … ${end}. Put both lines where the tables go.`);
if (process.argv.includes('--check')) {
  if (renewed !== readme) refuse('The tables in README.md are out of date. Run: npm run docs');
  console.log('README.md has the tables of the manifest');
} else {
  writeFileSync(file, renewed);
  console.log(renewed === readme ? 'README.md was up to date' : 'README.md renewed');
}
