import type { ReadOptions } from '../../import/statement.ts';
import { Part } from '../../part.ts';
import type { Read } from './read.ts';
import type { Asked } from './reader.ts';

/** Where the worker's script stands: beside the page's own. */
const address = new URL(/* @vite-ignore */ `./import-reader.js${new URL(import.meta.url).search}`, import.meta.url)
  .href;

/** What of trusted types is used here; not every browser has them. */
interface Trusting {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(text: string): object };
  };
}

/** A page that demands trusted types takes a worker's address by a policy only. */
const policy = (globalThis as Trusting).trustedTypes?.createPolicy('glassjar-import', {
  createScriptURL: () => address,
});

/** The policy's word for the address is a text wherever one is asked for. */
const trusted = (policy?.createScriptURL('') ?? address) as unknown as string;

/** The same reader, for where no worker can be had. */
const readPart = new Part(() => import('./read.ts'), 'readForScreen');

type Told = { readonly share: number } | { readonly read: Read } | { readonly error: string };

/**
 * Reads in a worker, so that the page goes on. Where none can be had (another origin, a policy) the page reads by itself.
 * @param signal Ends it.
 */
export async function readInBackground(
  given: Uint8Array | string,
  options: ReadOptions,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Read> {
  const byWorker = await askWorker(given, options, onProgress, signal);
  if (byWorker || signal.aborted) return byWorker ?? Promise.reject(new DOMException('stopped', 'AbortError'));
  const { readForScreen } = await readPart.load();
  return readForScreen(given, { ...options, onProgress });
}

/** Undefined: there is no worker, or it was stopped. */
function askWorker(
  given: Uint8Array | string,
  options: ReadOptions,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Read | undefined> {
  return new Promise((resolve, reject) => {
    let worker: Worker;
    try {
      worker = new Worker(trusted, { type: 'module' });
    } catch {
      resolve(undefined);
      return;
    }
    const end = (then: () => void): void => {
      worker.terminate();
      then();
    };
    signal.addEventListener('abort', () => end(() => resolve(undefined)), { once: true });
    worker.addEventListener('error', () => end(() => resolve(undefined)));
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if ('share' in data) onProgress(data.share);
      else if ('read' in data) end(() => resolve(data.read));
      else end(() => reject(new Error(data.error)));
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none: it is of this page.
    worker.postMessage({ given, options } satisfies Asked);
  });
}
