import type { Entry } from '../core/campaign.ts';
import { decode, type Reading } from '../core/decode.ts';
import { GlassjarError, type Problem } from '../core/errors.ts';
import { movedTo } from '../core/told.ts';

/** Entries of one answer, the most that a server hands out. They are read as they come, so that the page has its turn between. */
const perPage = 500;

/** What a page can't read of an entry is missing from its sums. */
interface Lines {
  /** In the order of the books: the first has number 1. */
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
  readonly isDamaged: boolean;
}

/**
 * The lines of a server's books, page by page. Lines are only ever added, so those that are here are not asked for again; a name
 * that is withdrawn meanwhile leaves this page when it is loaded anew.
 */
export class EntryPages {
  readonly #url: string;
  #lines: Lines = { entries: [], problems: [], isDamaged: false };

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * A campaign that was read with sums, with its first `count` lines in their place.
   * @param ask Answers with what stands at an address.
   * @throws GlassjarError `invalid` when a line is missing.
   */
  async fill(
    { campaign, problems }: Reading,
    count: number,
    ask: (url: string) => Promise<unknown>,
    onProgress?: (read: number) => void,
  ): Promise<Reading> {
    const lines = await this.#upTo(count, campaign.currency, ask, onProgress);
    const damaged = { ...campaign.damaged, entries: lines.isDamaged };
    return {
      campaign: { ...campaign, entries: lines.entries.slice(0, count), damaged },
      problems: [...problems, ...lines.problems],
    };
  }

  async #upTo(
    count: number,
    currency: string,
    ask: (url: string) => Promise<unknown>,
    onProgress?: (read: number) => void,
  ): Promise<Lines> {
    const known = this.#lines;
    const have = known.entries.length;
    const pages: Entry[][] = [];
    const problems: Problem[] = [];
    let { isDamaged } = known;
    for (let before = count + 1; before > have + 1;) {
      const url = `${this.#url}${this.#url.includes('?') ? '&' : '?'}before=${before}&limit=${Math.min(perPage, before - 1 - have)}`;
      const entries = numbered(await ask(url), before - 1, url);
      const reading = decode({ glassjar: 1, title: '-', currency, entries });
      pages.push([...reading.campaign.entries!].toReversed());
      for (const problem of reading.problems) problems.push(movedTo(`${url}, ${problem.path}`, problem));
      isDamaged ||= reading.campaign.damaged.entries;
      before -= entries.length;
      onProgress?.(count + 1 - before + have);
    }
    if (count <= have) return known;
    const entries = [...known.entries, ...pages.toReversed().flat()];
    return (this.#lines = { entries, problems: [...known.problems, ...problems], isDamaged });
  }
}

/** The lines of an answer, newest first, each with the number that follows. */
function numbered(answer: unknown, newest: number, url: string): readonly object[] {
  const { entries = [] } = (answer ?? {}) as { readonly entries?: readonly { readonly number?: number }[] };
  const missing = entries.findIndex(({ number }, index) => number !== newest - index);
  if (!entries.length || missing >= 0) {
    const number = newest - Math.max(0, missing);
    throw new GlassjarError('invalid', `${url}: line ${number} of the books did not come; try again`);
  }
  return entries;
}
