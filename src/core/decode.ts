import { adviceFor } from './advice.ts';
import { authorEn, type AuthorWords } from './author-words.en.ts';
import type { Campaign } from './campaign.ts';
import type { Problem } from './errors.ts';
import { formatNumber } from './format.ts';
import type { Kind } from './kinds.ts';
import { read } from './read.ts';
import { notCampaign, Told } from './told.ts';

/** What came of reading a document: the campaign, and what of the document had to be refused. */
export interface Reading {
  readonly campaign: Campaign;
  /** Empty when the whole document was good. */
  readonly problems: readonly Problem[];
  /** What was read, for who tells its author more than what was refused. Absent where no person wrote it. */
  readonly document?: () => unknown;
}

/** What each kind expects, told to an author with an example to copy. */
export const expectations: Readonly<Record<Kind, string>> = authorEn.kinds;

/**
 * Reads a campaign document of the wire format. What is refused is left out and named in `problems`; the rest is kept
 * where that is truthful: see `Campaign.damaged`.
 * @param base Address of the document; relative links are resolved against it.
 * @throws GlassjarError `invalid` when it is no campaign: no object, another version, no title, no currency.
 */
export function decode(input: unknown, base?: string): Reading {
  const problems: Told[] = [];
  const { currency, timeZone } = (input ?? {}) as { currency?: unknown; timeZone?: unknown };
  const known = {
    currency: typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'EUR',
    timeZone: typeof timeZone === 'string' ? timeZone : undefined,
  };
  const campaign = read(input, base, (path, expected, found) => {
    const [, most] = /^\[\]<(\d+)$/.exec(expected) ?? [];
    if (most) {
      problems.push(tooMany(path, found as number, Number(most)));
      return;
    }
    problems.push(
      new Told(path, (words) => {
        const fault = words.expected(expectation(expected, words), tell(found, words));
        const advice = adviceFor(path, expected, found, { ...known, words });
        const effect = effectOf(path, words);
        const message = advice ? words.advised(fault, advice) : fault;
        return effect ? words.also(message, effect) : message;
      }),
    );
  });
  if (campaign) return { campaign, problems };
  throw notCampaign(problems);
}

/** A list of money that has more than is read. */
export const tooMany = (path: string, count: number, most: number): Told =>
  new Told(path, (words) =>
    words.tooManyBooks(formatNumber(count, words.language), formatNumber(most, words.language)),
  );

/** What a reader misses until it is mended, where that is more than the value itself: as read.ts has it. */
function effectOf(path: string, words: AuthorWords): string {
  const [top = '', field = ''] = path.replace(/\[\d+\]/, '').split('.');
  if (
    /^(sources|entries)$/.test(top) &&
    !/^(label|name|message|hideAmount|supporters|complete|asOf|proof)$/.test(field)
  ) {
    return words.sumsHidden;
  }
  if (/^(starts|ends|noMoney)$/.test(top)) return words.givingHidden;
  return (field || top).startsWith('hide') ? words.countsAsTrue : '';
}

function expectation(expected: string, words: AuthorWords): string {
  if (expected === '[]') return words.aList;
  if (expected === '{}') return words.someFields;
  if (expected.includes('|')) return words.oneOf(`"${expected.split('|').join('", "')}"`);
  return words.kinds[expected as Kind];
}

/** What was found, in a few words; of objects only their kind, for they may be cyclic or refuse to be serialised. */
function tell(found: unknown, words: AuthorWords): string {
  if (found === undefined) return words.gotNothing;
  if (typeof found === 'string') return JSON.stringify(found.length > 60 ? `${found.slice(0, 60)}…` : found);
  if (Array.isArray(found)) return words.gotList;
  return typeof found === 'object' && found ? words.gotFields : String(found as number).slice(0, 60);
}
