import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * Gives each part that loads on use the way to be asked for again from another address: `() => import('./x.js')`, as src/part.ts is
 * handed it, becomes `(again) => import('./x.js' + again)`.
 */
export function partsAgain(): Plugin {
  return {
    name: 'glassjar:parts-again',
    renderChunk(code) {
      const changed = new MagicString(code);
      changed.replace(
        /\(\)\s*=>\s*import\((["'`])([^"'`]+)\1\)/g,
        (_found, _quote, address: string) => `(again) => import(${JSON.stringify(address)} + again)`,
      );
      return changed.hasChanged() ? { code: changed.toString(), map: changed.generateMap({ hires: true }) } : null;
    },
  };
}
