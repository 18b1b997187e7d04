import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Asset } from './desk-route.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The desk's page from the folder that it is built into (`dist/desk`). */
export function folderAssets(folder: string): (path: string) => Promise<Asset | undefined> {
  return async (path) => {
    // Names that a build makes, and no way out of the folder.
    if (!/^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/.test(path)) return undefined;
    const type = types[extname(path)];
    if (!type) return undefined;
    try {
      return { body: new Uint8Array(await readFile(join(folder, path))), type };
    } catch {
      return undefined;
    }
  };
}
