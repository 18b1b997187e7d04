import { adviceFor } from './advice.ts';
import type { Campaign } from './campaign.ts';
import { GlassjarError, type Problem } from './errors.ts';
import type { Kind } from './kinds.ts';
import { read } from './read.ts';

/** What came of reading a document: the campaign, and what of the document had to be refused. */
export interface Reading {
  readonly campaign: Campaign;
  /** Empty when the whole document was good. */
  readonly problems: readonly Problem[];
}

/** What each kind expects, told to an author with an example to copy. */
export const expectations: Readonly<Record<Kind, string>> = {
  text: 'a text in quotes',
  name: 'a text in quotes that is not empty',
  amount: 'an amount in quotes, digits with a dot before the cents, like "12000.00"',
  positive: 'an amount above 0 in quotes, digits with a dot before the cents, like "12000.00"',
  count: 'a whole number like 431',
  place: 'a whole number from 1',
  date: 'a date like "2026-05-22" or "2026-05-22T14:50:00+02:00"',
  link: 'a link like "https://example.org/give" or "./file"',
  language: 'a language like "de"',
  currency: 'a currency like "EUR"',
  zone: 'a time zone like "Europe/Berlin"',
  iban: 'an IBAN whose check digits fit',
  flag: 'true or false',
  version: '1',
};

/**
 * Reads a campaign document of the wire format. What is refused is left out and named in `problems`; the rest is kept
 * where that is truthful: see `Campaign.damaged`.
 * @param base Address of the document; relative links are resolved against it.
 * @throws GlassjarError `invalid` when it is no campaign: no object, another version, no title, no currency.
 */
export function decode(input: unknown, base?: string): Reading {
  const problems: Problem[] = [];
  const { currency } = (input ?? {}) as { currency?: unknown };
  const known = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'EUR';
  const campaign = read(input, base, (path, expected, found) => {
    const advice = adviceFor(path, expected, found, known);
    const effect = effectOf(path);
    const message = `expected ${expectation(expected)}, got ${tell(found)}${advice ? `: ${advice}` : ''}${effect && `; ${effect}`}`;
    problems.push({ path, message });
  });
  if (campaign) return { campaign, problems };
  const all = problems.map(({ path, message }) => `${path ? `${path}: ` : ''}${message}`).join('; ');
  throw new GlassjarError('invalid', `not a campaign that can be shown: ${all}`, { problems });
}

/** What a reader misses until it is mended, where that is more than the value itself: as read.ts has it. */
function effectOf(path: string): string {
  const [top = '', field = ''] = path.replace(/\[\d+\]/, '').split('.');
  if (
    /^(sources|entries)$/.test(top) &&
    !/^(label|name|message|hideAmount|supporters|complete|asOf|proof)$/.test(field)
  ) {
    return 'until it is mended, sums that depend on it are not shown';
  }
  if (/^(starts|ends|noMoney)$/.test(top)) return 'until it is mended, no way to give is shown';
  return (field || top).startsWith('hide') ? 'until it is mended, it counts as true' : '';
}

function expectation(expected: string): string {
  if (expected === '[]') return 'a list in [ ]';
  if (expected === '{}') return 'fields in { }';
  if (expected.includes('|')) return `one of "${expected.split('|').join('", "')}"`;
  return expectations[expected as Kind];
}

/** What was found, in a few words; of objects only their kind, for they may be cyclic or refuse to be serialised. */
function tell(found: unknown): string {
  if (found === undefined) return 'nothing';
  if (typeof found === 'string') return JSON.stringify(found.length > 60 ? `${found.slice(0, 60)}…` : found);
  if (Array.isArray(found)) return 'a list';
  return typeof found === 'object' && found ? 'fields' : String(found as number).slice(0, 60);
}
