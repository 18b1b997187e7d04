import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ServerError } from './errors.ts';
import { isKnown, preferred } from './snapshots.ts';

/* Files of a build: compressed once, away from the event loop, and not sent again to who has them. */

/** A file and its media type. */
export interface SentFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

export type FindFile = (path: string) => Promise<SentFile | undefined>;

interface Kept {
  readonly etag: string;
  readonly encoded: Map<'br' | 'gzip', Promise<Buffer<ArrayBuffer>>>;
}

const packers = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const;

/** Below it there is nothing to win. */
const smallest = 1024;
/** Files that are remembered; a build has fewer. */
const most = 500;

/** @returns What answers with a file, by its path. It throws ServerError `not-found` where there is none. */
export function fileSender(
  find: FindFile,
): (path: string, request: Request, headers?: Readonly<Record<string, string>>) => Promise<Response> {
  const kept = new Map<string, Kept>();

  return async (path, { headers: asked }, more = {}) => {
    const file = await find(path);
    if (!file) throw new ServerError('not-found', 'there is no such file; is the library built?');
    const { body, type } = file;
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
    const etag = `"${hash}"`;
    let known = kept.get(path);
    if (known?.etag !== etag) {
      known = { etag, encoded: new Map() };
      if (kept.size >= most) kept.clear();
      kept.set(path, known);
    }
    const isText = /^(?:text\/|image\/svg)/.test(type) && body.length > smallest;
    const encoding = isText ? preferred(asked.get('accept-encoding') ?? '') : '';
    const headers = {
      'content-type': type,
      // A strong tag names the very bytes that are sent (RFC 9110, 8.8.3.3).
      etag: encoding ? `"${hash}-${encoding}"` : etag,
      ...(isText && { vary: 'Accept-Encoding' }),
      ...more,
    };
    if (isKnown(asked.get('if-none-match'), { etag })) return new Response(null, { status: 304, headers });
    if (!encoding) return new Response(body, { headers });
    let packed = known.encoded.get(encoding);
    if (!packed) {
      const options = encoding === 'br' ? { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } } : { level: 9 };
      packed = packers[encoding](body, options);
      known.encoded.set(encoding, packed);
    }
    return new Response(await packed, { headers: { ...headers, 'content-encoding': encoding } });
  };
}
