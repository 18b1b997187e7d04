/** What can go wrong in the server, each with the status that an answer has. A closed list. */
export const statusOf = {
  invalid: 400,
  signature: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
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
