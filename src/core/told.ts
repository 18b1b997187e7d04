import { authorEn, type AuthorWords, type Saying } from './author-words.en.ts';
import { GlassjarError, type GlassjarErrorCode, type Problem } from './errors.ts';

/** A problem that can be said in each language. Its own fields are plain, so that it survives JSON and structured cloning in English. */
export class Told implements Problem {
  readonly path: string;
  readonly message: string;
  readonly #say: Saying;

  constructor(path: string, say: Saying) {
    this.path = path;
    this.message = say(authorEn);
    this.#say = say;
  }

  /** The message in the language of the words. */
  in(words: AuthorWords): string {
    return this.#say(words);
  }

  /** The same at another place. */
  at(path: string): Told {
    return new Told(path, this.#say);
  }
}

/** A problem at another place: one of a document that was read in parts, as its author would write the place in the whole. */
export const movedTo = (path: string, problem: Problem): Problem =>
  problem instanceof Told ? problem.at(path) : { ...problem, path };

/** An error that can be said in each language. */
export const told = (
  code: GlassjarErrorCode,
  say: Saying,
  options: { readonly cause?: unknown; readonly problems?: readonly Problem[] } = {},
): GlassjarError => new GlassjarError(code, say(authorEn), { ...options, say });

/** What is thrown of a document in which nothing can be shown. */
export function notCampaign(problems: readonly Told[], cause?: unknown): GlassjarError {
  const all = (words: AuthorWords): string =>
    problems.map((problem) => `${problem.path}${problem.path && ': '}${problem.in(words)}`).join('; ');
  return told('invalid', (words) => `${words.notCampaign}: ${all(words)}`, { problems, cause });
}
