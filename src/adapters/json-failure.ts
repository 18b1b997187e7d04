import { GlassjarError } from '../core/errors.ts';

/** What is known of a reading that failed. */
export interface Attempt {
  /** The file's absolute address. */
  readonly address: string;
  /** What came of the file, if anything. */
  readonly text: string;
  /** Milliseconds it was given, when they ran out. */
  readonly timeout?: number;
}

/**
 * Says what kept a JSON file from being read, and what its author can do. A part of its own, since a reader's page needs it only
 * when something is wrong.
 */
export function explain(cause: unknown, { address, text, timeout }: Attempt): GlassjarError {
  const name = decodeURI(address.replace(/[?#].*/, '').replace(/.*\/(?=.)/, ''));
  const told = (code: GlassjarError['code'], message: string, problems?: GlassjarError['problems']) =>
    new GlassjarError(code, `${name}: ${message}`, { cause, ...(problems && { problems }) });

  if (timeout)
    return told('timeout', `no complete answer within ${timeout / 1000} s; look whether ${address} opens in a tab`);
  if (cause instanceof GlassjarError) return told(cause.code, cause.message.replace('[glassjar] ', ''), cause.problems);
  if (cause instanceof Response) {
    const { status } = cause;
    return status === 404 || status === 410
      ? told('not-found', `there is no file at ${address} (${status})`)
      : told('http', `the server answered ${status} for ${address}`);
  }
  if (cause instanceof RangeError)
    return told('too-large', `larger than ${Number(cause.message) / 1024 / 1024} MB, which is no campaign`);
  if (cause instanceof SyntaxError) {
    return told(
      'not-json',
      /^\s*</.test(text)
        ? 'an HTML page came instead of JSON, perhaps an error or a login page'
        : `not JSON, look for a comma too many or a quote too few (${cause.message})`,
    );
  }
  return told(
    'network',
    `could not be reached; look whether ${address} opens in a tab, and whether its server allows this page (CORS)`,
  );
}
