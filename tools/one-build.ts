import type { Plugin } from 'vite';
import { buildId } from './build-id.ts';

/**
 * Ties chunks to the script they were made with: it exports a name that no other build has, and each chunk asks for it. Chunks and
 * scripts import from each other by single letters, which another build has as well, for other things; so tied, what does not belong
 * together is refused by the browser before a line of it runs.
 */
export function oneBuild(): Plugin {
  return {
    name: 'glassjar:one-build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const name = `build_${buildId()}`;
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      if (chunks.length < 2) return;
      for (const chunk of chunks) {
        const end = chunk.isEntry
          ? `export const ${name}=0;`
          : chunk.imports.some((file) => bundle[file]?.type === 'chunk' && bundle[file].isEntry)
            ? `import{${name}}from"../${chunks.find(({ isEntry }) => isEntry)!.fileName}";`
            : '';
        // At the end, where no place that a map names moves.
        chunk.code = chunk.code.replace(
          /\s*(?=\n\/\/# sourceMappingURL=|$)/,
          `${chunk.code.trimEnd().endsWith(';') ? '' : ';'}${end}`,
        );
      }
    },
  };
}
