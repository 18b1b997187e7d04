import { decode, type Reading } from '../core/decode.ts';
import { GlassjarError } from '../core/errors.ts';
import type { CampaignAdapter } from './adapter.ts';

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
export function jsonAdapter({
  url,
  base,
  timeout = 8000,
  pollEvery = 30,
  ...options
}: JsonAdapterOptions): CampaignAdapter {
  const address = new URL(url, base).href;
  const name = decodeURI(address.replace(/[?#].*/, '').replace(/.*\/(?=.)/, ''));
  let etag: string | null = null;
  let lastText: string | undefined;
  let last: Reading | undefined;

  async function getCampaign({ signal }: { readonly signal?: AbortSignal } = {}): Promise<Reading> {
    const limit = AbortSignal.timeout(timeout);
    try {
      return await read(signal ? either(signal, limit) : limit);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof GlassjarError) throw error;
      if (limit.aborted) {
        throw new GlassjarError(
          'timeout',
          `${name}: no complete answer within ${timeout / 1000} s; look whether ${address} opens in a tab`,
          { cause: error },
        );
      }
      throw new GlassjarError(
        'network',
        `${name}: could not be reached; look whether ${address} opens in a tab, and whether its server allows this page (CORS)`,
        { cause: error },
      );
    }
  }

  async function read(signal: AbortSignal): Promise<Reading> {
    const request = options.fetch ?? fetch;
    const response = await request(address, {
      signal,
      // The browser's own cache then asks the server each time, and may answer a 304 for us.
      cache: 'no-cache',
      headers: { accept: 'application/json', ...(etag && last && { 'if-none-match': etag }) },
    });
    if (response.status === 304 && last) return last;
    const { status } = response;
    if (status === 404 || status === 410)
      throw new GlassjarError('not-found', `${name}: there is no file at ${address} (${status})`);
    if (!response.ok) throw new GlassjarError('http', `${name}: the server answered ${status} for ${address}`);
    const text = await readText(response, name);
    etag = response.headers.get('etag');
    if (text !== lastText || !last) {
      const document = parse(text, name);
      last = decodeNamed(document, response.url || address, name);
      lastText = text;
    }
    return last;
  }

  return { name: 'json', pollEvery, getCampaign };
}

/** `AbortSignal.any`, which engines of before 2024 lack. */
function either(first: AbortSignal, second: AbortSignal): AbortSignal {
  const controller = new AbortController();
  for (const signal of [first, second]) {
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

/** Reads the body and counts it, so that an endless one ends. */
async function readText(response: Response, name: string): Promise<string> {
  const tooLarge = () =>
    new GlassjarError('too-large', `${name}: larger than ${maxBytes / 1024 / 1024} MB, which is no campaign`);
  if (Number(response.headers.get('content-length')) > maxBytes) throw tooLarge();
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return text + decoder.decode();
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      void reader?.cancel();
      throw tooLarge();
    }
    text += decoder.decode(part.value, { stream: true });
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const hint = /^\s*</.test(text)
      ? 'an HTML page came instead of JSON, perhaps an error or a login page'
      : `not JSON, look for a comma too many or a quote too few (${(error as Error).message})`;
    throw new GlassjarError('not-json', `${name}: ${hint}`, { cause: error });
  }
}

/** Names the file in what is wrong with it. */
function decodeNamed(document: unknown, base: string, name: string): Reading {
  try {
    return decode(document, base);
  } catch (error) {
    if (!(error instanceof GlassjarError)) throw error;
    throw new GlassjarError(error.code, error.message.replace('[glassjar] ', `${name}: `), {
      cause: error,
      problems: error.problems,
    });
  }
}
