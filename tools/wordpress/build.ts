/*
 * `npm run build:wordpress` makes dist/glassjar-wordpress.zip: the plugin's PHP with the built library in `assets/lib/`, in one
 * folder `glassjar/`, as WordPress installs it. Needs dist/ (npm run build).
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../project.ts';
import { type ZipEntry, zipOf } from './zip.ts';

export const zipFile = inRoot('dist', 'glassjar-wordpress.zip');

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
  const files = [
    ...filesOf(plugin, ['**/*.{php,json,js,css,txt,svg,png,po,pot,mo}'], ''),
    ...filesOf(inRoot('dist'), ['glassjar.js', 'glassjar.css', 'chunks/*.js'], 'assets/lib/'),
    { path: 'glassjar/LICENSE', data: readFileSync(inRoot('LICENSE')) },
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
