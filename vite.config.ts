import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type Rolldown, type UserConfig } from 'vite';
import htmlLiterals from 'rollup-plugin-html-literals';
import { buildId } from './tools/build-id.ts';
import { cssLiterals } from './tools/css-literals.ts';
import { litPolicy } from './tools/lit-policy.ts';
import { oneBuild } from './tools/one-build.ts';
import { ownExports } from './tools/own-exports.ts';
import { partsAgain } from './tools/parts-again.ts';
import { terser } from './tools/terser.ts';

/** What every script build has in common; tools/size.ts measures with the same. */
export const script = {
  publicDir: false,
  // Without `development`, which a test's NODE_ENV would switch on: always Lit's production build.
  resolve: { conditions: ['module', 'browser'] },
  plugins: [
    htmlLiterals({
      filter: (id) => /\/src\/(?:components|desk)\//.test(id),
      options: { shouldMinifyCSS: () => false },
    }),
    cssLiterals(),
    litPolicy(),
    ownExports(),
    partsAgain(),
    terser(),
  ],
} satisfies UserConfig;

/** How the script of a page and its chunks are written; tools/size.ts measures with the same. */
export const inChunks = () => {
  const id = buildId();
  return {
    // Vite keeps the whitespace of ES library output unless told twice.
    minify: true,
    // All that the entry imports at once, also what it shares with parts: left alone, Rolldown makes chunks of it.
    codeSplitting: { groups: [{ name: 'glassjar', tags: ['$initial'] }] },
    // A hash, because an entry and a chunk of two versions do not fit together; one for all, since fourteen weigh more.
    chunkFileNames: ({ facadeModuleId, moduleIds, name }) => {
      const folder = basename(dirname(facadeModuleId ?? moduleIds.at(-1) ?? ''));
      // The element and the domain's module of one name are two chunks.
      return `chunks/${name === 'define' ? folder : folder === 'core' ? `core-${name}` : name}-${id}.js`;
    },
  } satisfies Rolldown.OutputOptions;
};

/** A script of the organiser's, and beside it the worker that reads files for it. */
function withReader(entry: Readonly<Record<string, string>>) {
  return {
    entry: { ...entry, 'import-reader': 'src/desk/import/reader.ts' },
    formats: ['es' as const],
    fileName: (_format: string, name: string) => `${name}.js`,
  };
}

/** The page of the server's desk, with the library for its preview in one more chunk. */
const desk = {
  ...script,
  plugins: [...script.plugins, beside({ 'index.html': 'src/desk/', 'desk.css': 'src/desk/', 'icon.svg': 'demo/' })],
  build: {
    target: 'es2022',
    outDir: 'dist/desk',
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: withReader({ desk: 'src/desk/desk.ts' }),
    rolldownOptions: {
      checks: { pluginTimings: false },
      // All in one folder: the worker stands beside whatever script starts it.
      output: { minify: true, chunkFileNames: '[name]-[hash].js' },
    },
  },
} satisfies UserConfig;

/** The import alone, for WordPress's admin. */
const importOnly = {
  ...desk,
  plugins: script.plugins,
  build: { ...desk.build, outDir: 'dist/import-page', lib: withReader({ import: 'src/desk/import/page.ts' }) },
} satisfies UserConfig;

/*
 * The files for script tags, with Lit inside. (The npm entries need no bundler: tsc writes them, see tools/build.ts.)
 *   vite build             dist/glassjar.js, and beside it one chunk for each part that is loaded on use
 *   vite build --mode all  dist/glassjar.all.js, the same in one file, so that one hash pins everything
 *   vite build --mode desk dist/desk/, the page of the server's desk
 *   vite build --mode import dist/import-page/, where money is entered from a bank's file, for WordPress
 */
export default defineConfig(({ mode }) => {
  const all = mode === 'all';
  if (mode === 'desk') return desk;
  if (mode === 'import') return importOnly;
  return {
    ...script,
    plugins: [...script.plugins, oneBuild()],
    build: {
      target: 'es2022',
      sourcemap: true,
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => (all ? 'glassjar.all.js' : 'glassjar.js') },
      rolldownOptions: {
        checks: { pluginTimings: false },
        // What a lazy part shares with the entry stays in the entry and is imported from there: one script at rest.
        preserveEntrySignatures: 'allow-extension',
        output: all ? { minify: true, codeSplitting: false } : inChunks(),
      },
    },
  };
});

/** Files that are sent as they are, each with the folder it comes from. */
function beside(files: Readonly<Record<string, string>>): Plugin {
  const pathOf = (name: string): string => fileURLToPath(new URL((files[name] ?? '') + name, import.meta.url));
  return {
    name: 'glassjar:beside',
    buildStart() {
      for (const name of Object.keys(files)) this.addWatchFile(pathOf(name));
    },
    generateBundle() {
      for (const fileName of Object.keys(files)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(pathOf(fileName)) });
      }
    },
  };
}
