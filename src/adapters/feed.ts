import { GlassjarError } from '../core/errors.ts';
import { readFeed, type Feed } from '../core/feed.ts';
import { piecesOf } from './http.ts';

/** How a feed is read. */
export interface FeedOptions {
  /** Address against which a relative one is resolved. */
  readonly base: string;
  /** The only origin that a feed is read from: the page's own. */
  readonly origin: string;
  /** In place of the global one. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for the whole answer. Default 8000. */
  readonly timeout?: number;
}

/** Bytes: a feed of a hundred whole posts is a tenth of it. */
const maxBytes = 2 * 1024 * 1024;

/**
 * Reads a feed (JSON Feed, RSS, Atom) of the page's own origin, once.
 * @throws GlassjarError that says what to do: `invalid` for another origin or what is no feed, else what went wrong on the way.
 */
export async function fetchFeed(src: string, { base, origin, timeout = 8000, ...options }: FeedOptions): Promise<Feed> {
  const address = parse(src, base);
  if (address?.origin !== origin) {
    throw new GlassjarError(
      'invalid',
      `feed ${src}: only a feed of this page's own site (${origin}) is read, so that no other site learns who reads here; ` +
        'let your server fetch it, or add the posts to the campaign',
    );
  }
  const limit = AbortSignal.timeout(timeout);
  const request = options.fetch ?? fetch;
  try {
    const response = await request(address.href, {
      signal: limit,
      // A redirect to another origin fails as well.
      mode: 'same-origin',
      cache: 'no-cache',
      headers: {
        accept: 'application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5',
      },
    });
    if (!response.ok) {
      const code = response.status === 404 || response.status === 410 ? 'not-found' : 'http';
      throw new GlassjarError(code, `feed ${src}: the server answered ${response.status} for ${address.href}`);
    }
    const feed = readFeed(await textOf(response), { base: response.url || address.href, offsetAt });
    if (feed) return feed;
    throw new GlassjarError(
      'invalid',
      `feed ${src}: no JSON Feed, RSS or Atom; look whether ${address.href} shows one, and not an HTML page, in a tab`,
    );
  } catch (error) {
    if (error instanceof GlassjarError) throw error;
    if (error instanceof RangeError)
      throw new GlassjarError('too-large', `feed ${src}: larger than 2 MB; let your blog put fewer posts into it`);
    throw limit.aborted
      ? new GlassjarError('timeout', `feed ${src}: no complete answer within ${timeout / 1000} s`, { cause: error })
      : new GlassjarError(
          'network',
          `feed ${src}: could not be reached at ${address.href}, or it leads to another site`,
          {
            cause: error,
          },
        );
  }
}

/** `URL.parse`, which engines of before 2024 lack. */
function parse(text: string, base: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Where the reader is, in minutes from UTC, summer time included. */
const offsetAt = (instant: number): number => -new Date(instant).getTimezoneOffset();

/** In whatever encoding the feed is. */
async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(response, maxBytes)) pieces.push(piece);
  const whole = new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  return decoderFor(response, whole).decode(whole);
}

/** By the server's word, else by the XML declaration (RFC 7303), else UTF-8. */
function decoderFor(response: Response, whole: Uint8Array): TextDecoder {
  const start = new TextDecoder('latin1').decode(whole.subarray(0, 200));
  const named =
    /;\s*charset="?([\w-]+)/i.exec(response.headers.get('content-type') ?? '') ??
    /^<\?xml[^>]*\sencoding=["']([\w-]+)/i.exec(start);
  try {
    return new TextDecoder(named?.[1]);
  } catch {
    return new TextDecoder();
  }
}
