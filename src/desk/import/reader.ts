/* The worker that reads files beside the page, which goes on meanwhile. */
import type { ReadOptions } from '../../import/statement.ts';
import { readForScreen } from './read.ts';

/** What the page asks. */
export interface Asked {
  readonly given: Uint8Array | string;
  readonly options: ReadOptions;
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const onProgress = (share: number): void => postMessage({ share });
  void readForScreen(data.given, { ...data.options, onProgress }).then(
    (read) => postMessage({ read }),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
