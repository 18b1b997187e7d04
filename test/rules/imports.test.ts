import { describe, expect, test } from 'vitest';
import { parse, type Source, sources } from './sources.ts';

/* "Who may import whom": what each folder may reach, by path from the root or by package. */
const lit = /^(?:lit|@lit)(?:\/|$)/;
const core = /^src\/core\//;
const importer = /^src\/import\//;

interface Rule {
  readonly from: RegExp;
  readonly may: (to: string, type: boolean, from: string) => boolean;
}

const componentOf = (path: string): string | undefined => /^src\/components\/([^/]+)\//.exec(path)?.[1];
const commonFolders = new Set(['shared', 'locales']);

function componentMay(to: string, type: boolean, from: string): boolean {
  if (core.test(to) || lit.test(to) || to === 'src/version.ts' || to === 'src/part.ts') return true;
  // Stripe's default entry loads its script at import; the pure one waits to be told.
  if (to === '@stripe/stripe-js/pure') return true;
  if (to === 'lean-qr') return componentOf(from) === 'bank';
  if (to === 'src/adapters/adapter.ts') return type;
  if (to === 'src/adapters/registry.ts') return true;
  const target = componentOf(to);
  if (target === undefined) return false;
  if (target === componentOf(from) || commonFolders.has(target)) return true;
  // Another component by its front door only.
  return to === `src/components/${target}/define.ts` && !commonFolders.has(componentOf(from) ?? '');
}

const rules: readonly Rule[] = [
  { from: core, may: (to) => core.test(to) || /^zod(\/|$)/.test(to) },
  // Reads files into rows, in a browser as on a server: without DOM and Node, with its own two libraries.
  { from: importer, may: (to) => core.test(to) || importer.test(to) || /^(?:papaparse|fflate)$/.test(to) },
  {
    from: /^src\/adapters\/(?:combine|registry)\.ts$/,
    may: (to) => core.test(to) || to === 'src/part.ts' || to.startsWith('src/adapters/'),
  },
  {
    from: /^src\/adapters\//,
    // Its own parts that load on use are named after it: json-slices.ts belongs to json.ts.
    may: (to, _type, from) =>
      core.test(to) ||
      to === 'src/part.ts' ||
      // What all of them need: the seam, and how an answer is read and its failure told.
      /^src\/adapters\/(?:adapter|http|http-failure)\.ts$/.test(to) ||
      to.startsWith(from.replace(/\.ts$/, '-')),
  },
  { from: /^src\/components\//, may: componentMay },
  // Picks the database by its address: the one place that knows them all.
  {
    from: /^src\/server\/store\/open\.ts$/,
    may: (to) => /^src\/(?:core|server\/(?:books|store))\/|^src\/server\/errors\.ts$|^(?!src\/)/.test(to),
  },
  {
    from: /^src\/server\/(store|payments)\//,
    may: (to, _type, from) => {
      const folder = from.split('/').slice(0, 3).join('/');
      // The folder's interface stands beside it (server/store.ts) or in it (server/store/store.ts); what rows mean in rows.ts.
      const own = [`${folder}.ts`, `${folder}/${folder.split('/').at(-1)}.ts`, `${folder}/rows.ts`];
      // What the books are and what can go wrong is the same whatever keeps them.
      const shared = to.startsWith('src/server/books/') || to === 'src/server/errors.ts';
      // Its own parts are named after it: sqlite-take.ts belongs to sqlite.ts.
      const part = to.startsWith(`${folder}/${/([^/]+?)(?:-[^/]+)?\.ts$/.exec(from)![1]}-`);
      return core.test(to) || own.includes(to) || shared || part || !/^src\/|^(?:lit|@lit)(?:\/|$)/.test(to);
    },
  },
  {
    from: /^src\/server\/books\//,
    may: (to) => core.test(to) || to.startsWith('src/server/books/'),
  },
  {
    from: /^src\/server\//,
    // The version is the library's, which the command line tells.
    may: (to) =>
      /^src\/(?:core|import|server)\/|^src\/version\.ts$/.test(to) || (!to.startsWith('src/') && !lit.test(to)),
  },
  {
    // The page of the server's desk: shows the panel as pages do, by its script, and shares its colours.
    from: /^src\/desk\//,
    may: (to) =>
      core.test(to) ||
      lit.test(to) ||
      importer.test(to) ||
      to.startsWith('src/desk/') ||
      /^src\/(?:define|part|adapters\/(?:adapter|inline)|components\/shared\/tokens\.styles)\.ts$/.test(to),
  },
  {
    from: /^src\/cli\//,
    may: (to) =>
      /^src\/(core|adapters|server|cli)\//.test(to) ||
      to === 'src/version.ts' ||
      (!to.startsWith('src/') && !lit.test(to)),
  },
  // The two entries gather what the folders offer; the script tag's also what loads on use.
  {
    from: /^src\/(?:index|define|autoload|parts)\.ts$/,
    may: (to) => /^src\/(?:core|adapters|components|(?:index|autoload|part|parts|version)\.ts)/.test(to),
  },
  // How anything loads on use: below all that does.
  { from: /^src\/part\.ts$/, may: (to) => core.test(to) },
  { from: /^src\/version\.ts$/, may: () => false },
];

/** What breaks the table on purpose, and why. An entry that is no longer needed fails. */
const exceptions: Readonly<Record<string, string>> = {
  'src/components/shared/campaign-controller.ts > src/adapters/inline.ts':
    'reads the element’s own children and attributes, which no `src` names and so no registry can pick',
  'src/components/shared/feed-controller.ts > src/adapters/feed.ts':
    'reads a feed, which is no campaign and which no registry knows',
};

function broken(source: Source): string[] {
  const rule = rules.find(({ from }) => from.test(source.path));
  if (!rule) return [`${source.path} is in no folder of the floor plan`];
  return source.imports
    .filter(({ to, type }) => !rule.may(to, type, source.path))
    .map(({ to }) => `${source.path} > ${to}`);
}

describe('who may import whom', () => {
  test('every import keeps to the floor plan', () => {
    expect(sources.flatMap(broken).filter((edge) => !(edge in exceptions))).toEqual([]);
  });

  test('every exception is still needed', () => {
    const edges = new Set(sources.flatMap(broken));
    expect(Object.keys(exceptions).filter((edge) => !edges.has(edge))).toEqual([]);
  });

  test.each([
    ['src/core/x.ts', "import { html } from 'lit';"],
    ['src/core/x.ts', "import { readFile } from 'node:fs';"],
    ['src/core/x.ts', "export type { A } from '../adapters/adapter.ts';"],
    ['src/adapters/x.ts', "import { jsonAdapter } from './json.ts';"],
    ['src/components/a/a.ts', "import { B } from '../b/b.ts';"],
    ['src/components/a/a.ts', "const b = await import('../b/b.ts');"],
    ['src/components/a/a.ts', "import { jsonAdapter } from '../../adapters/json.ts';"],
    ['src/components/a/a.ts', "import { open } from '../../adapters/adapter.ts';"],
    ['src/components/a/a.ts', "import { loadStripe } from '@stripe/stripe-js';"],
    ['src/desk/x.ts', "import type { Store } from '../server/store/store.ts';"],
    ['src/server/desk/x.ts', "import { look } from '../../desk/look.styles.ts';"],
    ['src/server/store/sqlite.ts', "import { list } from '../routes/list.ts';"],
    ['src/server/store/sqlite.ts', "import { take } from './postgres-take.ts';"],
    ['src/elsewhere/x.ts', ''],
  ])('it sees what is wrong in %s: %s', (path, text) => {
    expect(broken(parse(path, text))).toHaveLength(1);
  });
});

test('no file reaches itself', () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' > '));
    if (trail.includes(path) || done.has(path)) return;
    // A type leaves nothing behind when the program runs, so it cannot close a circle.
    for (const { to, type } of byPath.get(path)?.imports ?? []) if (!type) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  expect(cycles).toEqual([]);
});

test('what is imported is there', () => {
  const paths = new Set(sources.map(({ path }) => path));
  const missing = sources.flatMap(({ path, imports }) =>
    imports.filter(({ to }) => to.startsWith('src/') && !paths.has(to)).map(({ to }) => `${path} > ${to}`),
  );
  expect(missing).toEqual([]);
});

test('no barrel but src/index.ts', () => {
  expect(sources.filter(({ barrel }) => barrel).map(({ path }) => path)).toEqual(['src/index.ts']);
});

test('a file is named for what it does', () => {
  const vague = /(^|[/.-])(utils?|helpers?|misc|common|stuff)([/.-]|$)/;
  expect(sources.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
});
