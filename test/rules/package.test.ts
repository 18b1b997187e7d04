import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles, root } from './sources.ts';

type Target = string | Readonly<Record<string, string>>;

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly exports: Readonly<Record<string, Target>>;
  readonly sideEffects: readonly string[];
  readonly customElements: string;
};

const built = existsSync(join(root, 'dist/glassjar.js'));
const targets = Object.entries(manifest.exports).flatMap(([key, target]) =>
  (typeof target === 'string' ? [target] : Object.values(target)).map((path) => [key, path] as const),
);
const elements = listFiles('src/components/*/define.ts')
  .map((path) => path.split('/')[2] ?? '')
  .filter((name) => name !== 'shared');

/** Runs a module in a Node of its own, where the package is what an installed one is. */
function inNode(code: string): unknown {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

test('glassjar.css makes a box of every element before its script has come', () => {
  const [, selectors = ''] =
    /\*\/\s*:is\(([^)]*)\)[^{]*\{\s*display: block;/.exec(readFileSync(join(root, 'src/glassjar.css'), 'utf8')) ?? [];
  expect(
    selectors
      .split(/[,\s]+/)
      .filter(Boolean)
      .sort(),
  ).toEqual(elements.map((name) => `glassjar-${name}`).sort());
});

test('dist/ is built (npm run build)', () => {
  expect(built).toBe(true);
});

describe.runIf(built)('the package', () => {
  test.each(targets)('%s is there: %s', (_key, path) => {
    expect(globSync(path, { cwd: root })).not.toEqual([]);
  });

  test('importing the package registers nothing', () => {
    const said = inNode(`
      const { GlassjarPanel } = await import('glassjar');
      const registry = globalThis.customElements;
      console.log(JSON.stringify([typeof GlassjarPanel, registry?.get('glassjar-panel') === undefined]));`);
    expect(said).toEqual(['function', true]);
  });

  test.each(elements)('glassjar/%s can be imported and registers its element', (name) => {
    const said = inNode(`
      await import('glassjar/${name}');
      console.log(JSON.stringify(typeof globalThis.customElements?.get('glassjar-${name}')));`);
    expect(said).toBe('function');
  });

  test('every adapter can be imported by itself', () => {
    const names = listFiles('src/adapters/*.ts').map((path) => /([^/]+)\.ts$/.exec(path)?.[1] ?? '');
    const loads = names.map((name) => `await import('glassjar/adapters/${name}');`).join('\n');
    expect(inNode(`${loads}\nawait import('glassjar/schema');\nconsole.log('true')`)).toBe(true);
  });

  test('the files that register elements are kept by bundlers, and nothing else is', () => {
    const kept = (path: string): boolean =>
      manifest.sideEffects.some((glob) => matchesGlob(path, glob.replace(/^\.\//, '')));
    const files = [
      ...listFiles('src/**/*.ts'),
      ...listFiles('dist/{adapters,components,core}/**/*.js', 'dist/{index,define,version}.js'),
    ];
    const registering = files.filter((path) => /(?:^|\/)define\.(?:ts|js)$/.test(path) && !path.includes('/shared/'));
    expect(files.filter((path) => kept(path) && !path.includes('/shared/'))).toEqual(registering);
  });

  test('the manifest knows every element', () => {
    const { modules } = JSON.parse(readFileSync(join(root, manifest.customElements), 'utf8')) as {
      modules: { path: string; declarations?: { tagName?: string }[] }[];
    };
    const tags = modules.flatMap(({ declarations }) => declarations ?? []).flatMap(({ tagName }) => tagName ?? []);
    expect(tags).toEqual(expect.arrayContaining(elements.map((name) => `glassjar-${name}`)));
    expect(modules.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('the script bundle registers every element', () => {
    // What is not in the first bytes is registered by a chunk of its own.
    const code = listFiles('dist/glassjar.js', 'dist/chunks/*.js')
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    expect(elements.filter((name) => !code.includes(`glassjar-${name}`))).toEqual([]);
  });
});
