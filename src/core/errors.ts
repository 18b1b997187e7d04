import type { AuthorWords, Saying } from './author-words.en.ts';

/**
 * What can go wrong, as a closed list:
 * - `network`: no answer came (offline, blocked, DNS, CORS).
 * - `http`: the answer was an error status.
 * - `timeout`: no complete answer in time.
 * - `too-large`: the answer was longer than a campaign can be.
 * - `not-json`: the answer is not JSON (often an HTML error page).
 * - `invalid`: it was read, but is no campaign (or feed) that can be shown; or it is not to be read from where it stands.
 * - `not-found`: the backend has no such campaign.
 * - `no-adapter`: `src` names a scheme that nobody registered.
 * - `currency`: two currencies were about to be added.
 */
export type GlassjarErrorCode =
  'network' | 'http' | 'timeout' | 'too-large' | 'not-json' | 'invalid' | 'not-found' | 'no-adapter' | 'currency';

/** One thing in a campaign document that was refused, told so that its author can mend it. */
export interface Problem {
  /** Where, as the author would write it: `goal.amount`, `entries[3].at`. Empty: the whole document. */
  readonly path: string;
  /** What was expected and what was found instead, in English. */
  readonly message: string;
  /** The message in the language of the words. Absent where there is none but the English one. */
  readonly in?: (words: AuthorWords) => string;
}

/**
 * The one error class of the library. `message` starts with `[glassjar]`, names the place and says what to do;
 * `code` is for programs; `cause` keeps what was thrown underneath.
 */
export class GlassjarError extends Error {
  override readonly name = 'GlassjarError';
  readonly code: GlassjarErrorCode;
  /** What was wrong in the document, when `code` is `invalid`. */
  readonly problems: readonly Problem[];
  /** Says the message in another language, to an author. Absent where there is none but the English one. */
  readonly say: Saying | undefined;

  constructor(
    code: GlassjarErrorCode,
    message: string,
    options: { cause?: unknown; problems?: readonly Problem[]; say?: Saying } = {},
  ) {
    super(`[glassjar] ${message}`, { cause: options.cause });
    this.code = code;
    this.problems = options.problems ?? [];
    this.say = options.say;
  }
}
