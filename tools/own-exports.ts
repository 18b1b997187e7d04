import type { Plugin } from 'vite';

/**
 * Where a bundle inlines what is imported on use, Rolldown's helper copies the part's exports with `for … in`, and thereby also what a
 * page's old library has put on Object.prototype: the script would throw and register nothing. Own exports only.
 */
export function ownExports(): Plugin {
  return {
    name: 'glassjar:own-exports',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code.replace(
          /for\((?:var|let) (\w+) in (\w+)\)(?=\w+\(\w+,\1,\{get:\2\[\1\])/,
          (_found, name: string, all: string) => `for(let ${name} of Object.keys(${all}))`,
        );
      }
    },
  };
}
