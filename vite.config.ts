import { defineConfig } from 'vite';
import htmlLiterals from 'rollup-plugin-html-literals';
import { cssLiterals } from './tools/css-literals.ts';

export const literals = () => [
  cssLiterals(),
  htmlLiterals({ filter: (id) => id.includes('/src/components/'), options: { shouldMinifyCSS: () => false } }),
];

/*
 * The files for script tags, with Lit inside. (The npm entries need no bundler: tsc writes them, see tools/build.ts.)
 *   vite build             dist/glassjar.js, and beside it one chunk for each part that is loaded on use
 *   vite build --mode all  dist/glassjar.all.js, the same in one file, so that one hash pins everything
 */
export default defineConfig(({ mode }) => {
  const all = mode === 'all';
  return {
    publicDir: false,
    plugins: literals(),
    build: {
      target: 'es2022',
      sourcemap: true,
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: 'src/define.ts', formats: ['es'], fileName: () => (all ? 'glassjar.all.js' : 'glassjar.js') },
      rolldownOptions: {
        // What a lazy part shares with the entry stays in the entry and is imported from there: one script at rest.
        preserveEntrySignatures: 'allow-extension',
        output: {
          // Vite keeps the whitespace of ES library output unless told twice.
          minify: true,
          codeSplitting: !all,
          // A hash, because an entry and a chunk of two versions do not fit together.
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  };
});
