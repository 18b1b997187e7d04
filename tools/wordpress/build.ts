/*
 * `npm run build:wordpress` makes dist/glassjar-wordpress.zip: the plugin's PHP with the built library and the languages,
 * in one folder `glassjar/`, as WordPress installs it. Needs dist/ (npm run build).
 *
 * Pages are kept by caches for longer than a plugin stays the same, so the library's files have the same names in every version, and
 * a page that was made by another one still finds them. Which version is meant stands behind the `?`, also where the files import one
 * another: browsers keep files for long as well, and parts of two versions do not fit together.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../project.ts';
import { languageFiles } from './languages.ts';
import { type ZipEntry, zipOf } from './zip.ts';

export const zipFile = inRoot('dist', 'glassjar-wordpress.zip');

/** The packages of which the built library holds code. */
const thirdParty = [
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  'lean-qr',
  '@stripe/stripe-js',
  'papaparse',
  'fflate',
];

/** Their licences, word for word, as these want it of copies. */
function thirdPartyLicences(): string {
  const parts = thirdParty.map((name) => {
    const folder = inRoot('node_modules', ...name.split('/'));
    const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string };
    const licence = readFileSync(`${folder}/LICENSE`, 'utf8').replaceAll('\r\n', '\n').trim();
    return `${name} ${version}\nhttps://www.npmjs.com/package/${name}\n\n${licence}\n`;
  });
  const intro = 'The files in assets/ hold code of these packages, each under its own licence:\n';
  return [intro, ...parts].join(`\n${'-'.repeat(78)}\n\n`);
}

/** A part's name without the build's id, in a path and in the imports of others. */
const chunkId = /-[0-9a-f]{8}(?=\.js$)/;

/**
 * The files of a library under names that outlive an update; each begins with a comment that says of which version it is.
 * @throws Where a file would name another as it is called no more.
 */
export function lasting(library: readonly ZipEntry[]): ZipEntry[] {
  const hash = createHash('sha256');
  for (const { data, path } of library) hash.update(path).update('\0').update(data);
  const version = hash.digest('hex').slice(0, 10);
  const named = new Set<string>();
  const before = library.map(({ path }) => path.split('/').at(-1)!).filter((name) => chunkId.test(name));
  return library.map(({ data, path }) => {
    const name = path.replace(chunkId, '');
    if (named.has(name)) throw new Error(`two parts are called ${name}`);
    named.add(name);
    const text = data
      .toString()
      .replace(/(["'`])(\.\.?\/(?:chunks\/)?[\w.-]+\.js)\1/g, (_all, quote: string, file: string) => {
        return `${quote}${file.replace(chunkId, '')}?ver=${version}${quote}`;
      })
      // The maps are not in the zip.
      .replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '');
    const left = before.find((file) => text.includes(file));
    if (left) throw new Error(`${name} names ${left}, which is called otherwise in the plugin`);
    return { path: name, data: Buffer.from(`/*! glassjar ${version} */\n${text}`) };
  });
}

/** All files of the plugin, by their path in it. */
export function pluginFiles(): ZipEntry[] {
  const plugin = inRoot('src', 'wordpress');
  const built = ['glassjar.js', 'import-page/import.js', 'import-page/import-reader.js'];
  if (!built.every((file) => existsSync(inRoot('dist', ...file.split('/')))))
    throw new Error('dist/ is not built: npm run build');
  const filesOf = (folder: string, patterns: readonly string[], to: string): ZipEntry[] =>
    globSync(patterns as string[], { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = `${entry.parentPath}/${entry.name}`;
        return {
          path: `glassjar/${to}${file.slice(folder.length + 1).replaceAll('\\', '/')}`,
          data: readFileSync(file),
        };
      });
  const front = readFileSync(`${plugin}/front.css`);
  const library = lasting(
    filesOf(inRoot('dist'), ['glassjar.js', 'glassjar.css', 'chunks/*.js'], '').map(({ data, path }) => ({
      path,
      // One style sheet, and not a second one for what only a theme's columns need.
      data: path.endsWith('.css') ? Buffer.concat([data, Buffer.from('\n'), front]) : data,
    })),
  );
  // Where money is entered from banks' files, with the worker that reads them.
  const reader = lasting(filesOf(inRoot('dist', 'import-page'), ['*.js'], ''));
  const files = [
    ...filesOf(plugin, ['**/*.{php,json,js,css,txt,svg,png}'], '').filter(({ path }) => path !== 'glassjar/front.css'),
    ...library.map(({ data, path }) => ({ path: path.replace('/', '/assets/'), data })),
    ...reader.map(({ data, path }) => ({ path: path.replace('/', '/assets/import/'), data })),
    ...languageFiles().map(({ data, path }) => ({ path: `glassjar/${path}`, data })),
    { path: 'glassjar/LICENSE', data: readFileSync(inRoot('LICENSE')) },
    { path: 'glassjar/LICENSE-THIRD-PARTY.txt', data: Buffer.from(thirdPartyLicences()) },
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Writes the zip. @returns Its size in bytes. */
export function buildWordpress(): number {
  const zip = zipOf(pluginFiles());
  writeFileSync(zipFile, zip);
  return zip.length;
}

if (import.meta.main) console.log(`dist/glassjar-wordpress.zip: ${buildWordpress()} B`);
