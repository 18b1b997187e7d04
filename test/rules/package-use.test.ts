import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listFiles, root } from './sources.ts';

/* The package as others use it: in Node, where pages are made on a server, and in TypeScript, with nothing but what they asked for. */

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly files: readonly string[];
};

const built = existsSync(join(root, 'dist/define.js'));

/** What can be imported as a module: not the files for script tags, which are for pages. */
const modules = Object.entries(manifest.exports).flatMap(([key, target]) => {
  if (typeof target === 'string') return [];
  const at = target.default.replace('./', '').split('*');
  if (at.length === 1) return [key.replace('.', 'glassjar')];
  return listFiles(at.join('*')).map((path) =>
    key.replace('.', 'glassjar').replace('*', path.slice(at[0]!.length, path.length - at[1]!.length)),
  );
});

describe.runIf(built)('the package', () => {
  test('has something to import', () => {
    expect(modules).toEqual(
      expect.arrayContaining([
        'glassjar',
        'glassjar/define',
        'glassjar/panel',
        'glassjar/server',
        'glassjar/adapters/json',
      ]),
    );
  });

  test.each(modules)('%s can be imported where there is no page, and leaves the process free to end', (name) => {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `await import('${name}');`], {
      cwd: root,
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('has its changes and how to contribute in it', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const file of ['CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', 'LICENSE'])
      expect(stdout).toContain(`"${file}"`);
  });
});

describe.runIf(built)(
  'in TypeScript',
  () => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    const folder = mkdtempSync(join(root, '.cache', 'types-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    /** What tsc says of a file, strictly, with the types of pages and no others. */
    function check(name: string, code: string, lib = ['es2022', 'dom', 'dom.iterable']): string {
      writeFileSync(join(folder, `${name}.mts`), code);
      writeFileSync(
        join(folder, `${name}.json`),
        JSON.stringify({
          compilerOptions: {
            target: 'es2022',
            module: 'nodenext',
            moduleResolution: 'nodenext',
            strict: true,
            noEmit: true,
            skipLibCheck: false,
            types: [],
            lib,
          },
          files: [`${name}.mts`],
        }),
      );
      const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', join(folder, `${name}.json`)], {
        cwd: folder,
        encoding: 'utf8',
      });
      // Types of packages that are not ours are not ours to mend.
      return stdout
        .split('\n')
        .filter((line) => !/node_modules\//.test(line) && line.trim())
        .join('\n');
    }

    test.each(['panel', 'donate', 'share', 'define'])('events have their fields, with glassjar/%s alone', (name) => {
      const code = `
      import 'glassjar/${name}';
      const panel = document.createElement('div');
      panel.addEventListener('glassjar-loaded', (event) => { const title: string = event.campaign.title; void title; });
      panel.addEventListener('glassjar-error', (event) => { const path: string | undefined = event.problems[0]?.path; void path; });
      panel.addEventListener('glassjar-shared', (event) => { const channel: string = event.channel; void channel; });
      panel.addEventListener('glassjar-donated', (event) => { const minor: number | undefined = event.amount?.minor; void [minor, event.method, event.interval]; });
      panel.addEventListener('glassjar-donate-request', (event) => { const way: 'checkout' | 'link' | 'transfer' = event.method; void [way, event.url]; });
    `;
      expect(check(`events-${name}`, code)).toBe('');
    });

    test('the server is a function from Request to Response, without the types of Node', () => {
      const code = `
      import { createHandler } from 'glassjar/server';
      const handle: ReturnType<typeof createHandler>['fetch'] extends (request: Request) => infer Answer ? Answer : never = undefined as never;
      void handle;
    `;
      expect(check('server', code)).not.toMatch(/@types\/node|'node:|NodeJS|Buffer/);
    });
  },
  120_000,
);
