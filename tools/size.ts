/*
 * `npm run size`: what a page has to load, in bytes of brotli at its best (11), against the budgets below. Run it after a
 * build. `--parts` adds which source file costs how much: what the bundle would lose without it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { bundle } from './size/bundle.ts';
import { parts } from './size/parts.ts';
import { staticImports } from './size/static-imports.ts';
import { inRoot } from './project.ts';

/**
 * `most` is held by this check: lowered with every cut, raised only for a capability and by what it costs; some 60 B of it are air, since
 * names of chunks and variables alone make the size jump by as much. It is what a page loads: Lit, validation, the JSON adapter and both
 * languages. `goal` is where it shall go with one of them.
 */
const budgets = {
  /** All the script that a page with a resting panel loads. */
  'glassjar.js': { most: 21_350, goal: 15_000 },
  /** A page with the four elements alone. */
  'four elements': { most: 18_800, goal: 12_000 },
} as const;

const four = ['counter', 'progress', 'book', 'share'];

const brotli = (code: string | Buffer): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const bytes = (count: number): string => `${count.toLocaleString('en')} B`;

let failed = false;

/** @param source The same once more, to be bundled with one language and with both. */
async function judge(name: keyof typeof budgets, size: number, source: string, note: string): Promise<void> {
  const { goal, most } = budgets[name];
  if (size > most) failed = true;
  const verdict = size > most ? `OVER by ${bytes(size - most)}` : `${bytes(most - size)} left`;
  const one = size - brotli(await bundle(source)) + brotli(await bundle(source, 'de'));
  const distance = one > goal ? `${bytes(one - goal)} above the goal` : 'the goal is reached';
  console.log(`${name}: ${bytes(size)} of ${bytes(most)}, ${verdict} (${note})`);
  console.log(`  with one language ${bytes(one)} of ${bytes(goal)}, ${distance}`);
}

const entry = inRoot('dist', 'glassjar.js');
if (!existsSync(entry)) {
  console.error('There is no dist/glassjar.js. Run: npm run build');
  process.exit(1);
}

/** The file and whatever it imports before it runs. */
function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const imported of staticImports(readFileSync(file, 'utf8'))) closure(join(dirname(file), imported), seen);
  return seen;
}

const loaded = [...closure(entry)];
const code = readFileSync(entry, 'utf8');
const lit = brotli(await bundle("export * from 'lit';"));
const total = loaded.reduce((sum, file) => sum + brotli(readFileSync(file)), 0);
const whole = `export * from ${JSON.stringify(inRoot('src', 'define.ts'))};`;
await judge('glassjar.js', total, whole, `Lit alone ${bytes(lit)}; minified ${bytes(code.length)}`);
if (loaded.length > 1) {
  failed = true;
  const others = loaded.slice(1).map((file) => relative(inRoot('dist'), file));
  console.log(`glassjar.js imports ${others.join(', ')} at once, but a page at rest has to load one script`);
}

const elements = four
  .map((name) => `import ${JSON.stringify(inRoot('src', 'components', name, 'define.ts'))};`)
  .join('\n');
await judge('four elements', brotli(await bundle(elements)), elements, four.join(', '));
console.log(
  `glassjar.all.js: ${bytes(brotli(readFileSync(inRoot('dist', 'glassjar.all.js'))))} (no budget: everything in one file)`,
);

/** What a part that loads on use adds to a page at rest: its chunk and what that imports beyond glassjar.js. */
const onUse = readdirSync(inRoot('dist', 'chunks'))
  .filter((file) => file.endsWith('.js'))
  .map((file) => {
    const more = [...closure(inRoot('dist', 'chunks', file))].filter((path) => !loaded.includes(path));
    const size = more.reduce((sum, path) => sum + brotli(readFileSync(path)), 0);
    return { name: file.replace(/-\w{8}\.js$/, ''), size };
  })
  .sort((a, b) => b.size - a.size);
console.log(`on use: ${onUse.map(({ name, size }) => `${name} ${bytes(size)}`).join(', ')}`);

if (process.argv.includes('--parts')) {
  for (const { name, cost, raw } of parts(code, readFileSync(`${entry}.map`, 'utf8'), brotli)) {
    console.log(`${String(cost).padStart(7)} B  ${String(raw).padStart(6)} minified  ${name}`);
  }
}
process.exitCode = failed ? 1 : 0;
