/*
 * `npm run build:wordpress` makes dist/glassjar-wordpress.zip: the plugin's PHP with the built library and the languages,
 * in one folder `glassjar/`, as WordPress installs it. Needs dist/ (npm run build). The library's folder is named by what is in it:
 * browsers keep its files for long, and parts of two versions do not fit together.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../project.ts';
import { languageFiles } from './languages.ts';
import { type ZipEntry, zipOf } from './zip.ts';

export const zipFile = inRoot('dist', 'glassjar-wordpress.zip');

/** The packages of which the built library holds code. */
const thirdParty = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'lean-qr', '@stripe/stripe-js'];

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

/** All files of the plugin, by their path in it. */
export function pluginFiles(): ZipEntry[] {
  const plugin = inRoot('src', 'wordpress');
  if (!existsSync(inRoot('dist', 'glassjar.js'))) throw new Error('dist/ is not built: npm run build');
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
  const library = filesOf(inRoot('dist'), ['glassjar.js', 'glassjar.css', 'chunks/*.js'], '');
  const hash = createHash('sha256');
  for (const { data } of library) hash.update(data);
  const folder = `lib-${hash.digest('hex').slice(0, 10)}`;
  const files = [
    ...filesOf(plugin, ['**/*.{php,json,js,css,txt,svg,png}'], ''),
    ...library.map(({ data, path }) => ({ path: path.replace('/', `/assets/${folder}/`), data })),
    { path: 'glassjar/assets/folder.txt', data: Buffer.from(`${folder}\n`) },
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
