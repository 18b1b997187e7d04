import { build } from 'vite';
import { inChunks, script } from '../../vite.config.ts';
import { inRoot } from '../project.ts';

/** A file that is not there: the plugin below is its content. */
const entryFile = inRoot('virtual-entry.js');

/**
 * What a script would weigh in a page: its entry chunk, bundled in memory with the settings of the script builds.
 * @param language A language of the interface to leave out: `de`.
 */
export async function bundle(source: string, language?: string): Promise<string> {
  const left = language && inRoot('src', 'components', 'locales', `${language}.ts`);
  const result = await build({
    root: inRoot(),
    configFile: false,
    logLevel: 'warn',
    ...script,
    plugins: [
      {
        name: 'glassjar:virtual-entry',
        enforce: 'pre',
        resolveId: (id: string) => (id === entryFile ? id : undefined),
        load: (id: string) =>
          id === entryFile ? source : id === left ? `export const ${language} = undefined;` : undefined,
      },
      ...script.plugins,
    ],
    build: {
      write: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: entryFile, formats: ['es'], fileName: 'entry' },
      rolldownOptions: {
        checks: { pluginTimings: false },
        preserveEntrySignatures: 'allow-extension',
        output: inChunks(),
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (!entry) throw new Error('The bundle has no entry');
  const besides = chunks.filter((chunk) => entry.imports.includes(chunk.fileName));
  return [entry, ...besides].map((chunk) => chunk.code).join('\n');
}
