import type { Reading } from '../core/decode.ts';
import { GlassjarError } from '../core/errors.ts';
import { glance } from '../core/glance.ts';
import type { CallOptions, CampaignAdapter } from './adapter.ts';
import { readText } from './http.ts';
import { Part } from '../part.ts';

const failurePart = new Part(() => import('./http-failure.ts'), 'explain');
const slicesPart = new Part(() => import('./json-slices.ts'), 'decodeInSlices');

/** How a JSON file is read. */
export interface JsonAdapterOptions {
  /** Address of the file. */
  readonly url: string;
  /** Address against which a relative `url` is resolved. */
  readonly base?: string;
  /** In place of the global one. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for the whole answer. Default 8000: longer, and a reader has scrolled on. */
  readonly timeout?: number;
  /** Seconds between two readings, at least 5. Default 30. */
  readonly pollEvery?: number;
}

/** Bytes: a ledger of 100,000 entries is about 15 MB; twice that is no campaign but a mistake or an attack. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Reads a campaign from a JSON file. Asks conditionally (ETag), so that an unchanged file costs a few hundred bytes,
 * and sends cookies to its own site only.
 */
export function jsonAdapter(options: JsonAdapterOptions): CampaignAdapter {
  const { base, pollEvery = 30, timeout = 8000, url } = options;
  const address = new URL(url, base).href;
  let etag: string | null | undefined;
  let lastText: string | undefined;
  let last: Reading | undefined;

  async function getCampaign({ signal }: CallOptions = {}): Promise<Reading> {
    // In place of AbortSignal.any, which engines of before 2024 lack.
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    const timer = setTimeout(stop, timeout);
    signal?.addEventListener('abort', stop);
    let text = '';
    let response: Response | undefined;
    try {
      signal?.throwIfAborted();
      response = await (options.fetch ?? fetch)(address, {
        signal: controller.signal,
        // The browser's own cache then asks the server each time, and may answer a 304 for us.
        cache: 'no-cache',
        headers: { accept: 'application/json', ...(etag && { 'if-none-match': etag }) },
      });
      if (response.status === 304 && last) return last;
      if (!response.ok) throw response;
      text = await readText(response, maxBytes);
      if (text !== lastText) last = await decodeFrom(response.url || address, text);
      lastText = text;
      etag = response.headers.get('etag');
      return last!;
    } catch (cause) {
      signal?.throwIfAborted();
      throw await failurePart.load().then(
        ({ explain }) =>
          explain(cause, { ...options, text, response, timeout: controller.signal.aborted ? timeout : 0 }),
        // Offline, what explains it can't be loaded either.
        () => new GlassjarError('network', `${address}: ${String(cause)}`, { cause }),
      );
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  return { name: 'json', pollEvery, getCampaign };
}

/** Reads at once what is good and short; what reads by slices, and tells an author of mistakes, is loaded for what is not. */
async function decodeFrom(base: string, text: string): Promise<Reading> {
  const document = JSON.parse(text) as unknown;
  const isLong = (document as { entries?: unknown[] } | null)?.entries?.[9999];
  const campaign = isLong ? undefined : glance(document, base);
  return {
    ...(campaign ? { campaign, problems: [] } : await (await slicesPart.load()).decodeInSlices(document, base)),
    document: () => JSON.parse(text) as unknown,
  };
}
