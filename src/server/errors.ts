/**
 * What can go wrong in the server, each with the status that an answer has. A closed list. Those that refuse a donation are words on
 * the page, in its language (`refusals` in src/adapters/server.ts).
 */
export const statusOf = {
  invalid: 400,
  signature: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  /** The campaign takes no gifts any more. */
  over: 409,
  /** It takes none through this server. */
  closed: 409,
  /** An idempotency key comes again with something else. */
  'key-used': 409,
  /** What an idempotency key began can't be told from something else any more. */
  'key-gone': 409,
  'too-large': 413,
  'too-many': 429,
  payments: 502,
  unavailable: 503,
} as const;

export type ServerErrorCode = keyof typeof statusOf;

/** An error whose message may be shown: it says what to do, and holds no personal data and no secret. */
export class ServerError extends Error {
  readonly code: ServerErrorCode;
  /** Seconds after which to try again, where that helps. */
  readonly retryAfter?: number;

  constructor(code: ServerErrorCode, message: string, options?: ErrorOptions & { readonly retryAfter?: number }) {
    super(message, options);
    this.name = 'ServerError';
    this.code = code;
    if (options?.retryAfter !== undefined) this.retryAfter = options.retryAfter;
  }
}
