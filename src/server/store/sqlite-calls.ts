import { ServerError, type ServerErrorCode } from '../errors.ts';

/* What goes between the server's thread and that of a file of SQLite. */

export interface ThreadData {
  readonly file: string;
}

export interface Call {
  readonly id: number;
  /** Of `SqliteStore`. */
  readonly method: string;
  readonly args: readonly unknown[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The answer to a call (0: to opening the file), or news. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: PackedError }
  | { readonly changed: string }
  | { readonly told: boolean };

/** An error without its class, which doesn't survive the way. */
export interface PackedError {
  readonly code?: ServerErrorCode;
  readonly retryAfter?: number;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: PackedError;
}

export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { cause, message, stack } = error;
  return {
    message,
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && { cause: packError(cause) }),
    ...(error instanceof ServerError && {
      code: error.code,
      ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
    }),
  };
}

export function unpackError({ cause, code, message, retryAfter, stack }: PackedError): Error {
  const options = cause && { cause: unpackError(cause) };
  if (code !== undefined)
    return new ServerError(code, message, { ...options, ...(retryAfter !== undefined && { retryAfter }) });
  const error = new Error(message, options);
  if (stack !== undefined) error.stack = stack;
  return error;
}
