import type { Campaign } from './campaign.ts';
import { GlassjarError, type Problem } from './errors.ts';
import { expectations, kinds, type Kind } from './kinds.ts';
import { resolveLink } from './link.ts';
import { shape, type Shape } from './shape.ts';

/** What came of reading a document: the campaign, and what of the document had to be refused. */
export interface Reading {
  readonly campaign: Campaign;
  /** Empty when the whole document was good. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a campaign document of the wire format. What is refused is left out and named in `problems`; the rest is kept
 * where that is truthful: see `Campaign.damaged`.
 * @param base Address of the document; relative links are resolved against it.
 * @throws GlassjarError `invalid` when it is no campaign: no object, another version, no title, no currency.
 */
export function decode(input: unknown, base?: string): Reading {
  const problems: Problem[] = [];
  const currency = kinds.currency(isRecord(input) ? input['currency'] : undefined) ?? '';

  /** Answers undefined for what is refused, and `missing` tells of a field that must be there. */
  function read(at: Shape, value: unknown, path: string): unknown {
    if (typeof at === 'string') return readValue(at, value, path);
    if (Array.isArray(at)) {
      if (!Array.isArray(value)) return refuse(path, 'a list in [ ]', value);
      return value
        .map((item, index) => read((at as readonly [Shape])[0], item, `${path}[${index}]`))
        .filter((item) => item !== undefined);
    }
    if (!isRecord(value)) return refuse(path, 'fields in { }', value);
    const found: Record<string, unknown> = {};
    let whole = true;
    for (const [key, inner] of Object.entries(at)) {
      const field = key.replace('!', '');
      // Own fields only: a document can't reach into prototypes, nor inherit from a page that patched them.
      const given = Object.hasOwn(value, field) ? value[field] : undefined;
      const kept =
        given === undefined && field === key ? undefined : read(inner, given, path ? `${path}.${field}` : field);
      if (kept !== undefined && kept !== '') found[field] = kept;
      // A value without its refused bound, or a promise without its refused end, would claim more than its author did.
      else if (field !== key || (given !== undefined && /^(bound|until)$/.test(field))) whole = false;
    }
    return whole ? found : undefined;
  }

  function readValue(at: string, value: unknown, path: string): unknown {
    if (at.includes('|')) {
      const words = at.split('|');
      return words.includes(value as string) ? value : refuse(path, `one of "${words.join('", "')}"`, value);
    }
    // An amount can't be judged without its currency, whose own absence is told anyway.
    if ((at === 'amount' || at === 'positive') && !currency) return undefined;
    const kept = kinds[at as Kind](value, currency);
    if (kept === undefined) return refuse(path, expectations[at as Kind], value);
    return at === 'link' ? resolveLink(kept as string, base) : kept;
  }

  function refuse(path: string, expected: string, found: unknown): undefined {
    problems.push({ path, message: `expected ${expected}, got ${tell(found)}` });
    return undefined;
  }

  const found = read(shape, input, '') as { -readonly [Key in keyof Campaign]: Campaign[Key] } | undefined;
  if (!found) {
    const all = problems.map(({ path, message }) => `${path ? `${path}: ` : ''}${message}`).join('; ');
    throw new GlassjarError('invalid', `not a campaign that can be shown: ${all}`, { problems });
  }
  const touches = (pattern: RegExp) => problems.some(({ path }) => pattern.test(path));
  // "Please no money" that can't be read still means it.
  if (touches(/^noMoney/)) delete found.give;
  // A source or an entry that was refused may have held any money, so a sum without it would be a guess; a refused label
  // or name changes no sum.
  const damaged = {
    sources: touches(/^sources(\[\d+\](\.(id|kind|raised|bound|copies|proceeds))?)?$/),
    entries: touches(/^entries(\[\d+\](\.(id|at|flow|reason|amount|source|reverses))?)?$/),
  };
  return { campaign: { ...found, damaged }, problems };
}

/** What was found, in a few words; of objects only their kind, for they may be cyclic or refuse to be serialised. */
function tell(found: unknown): string {
  if (found === undefined) return 'nothing';
  if (typeof found === 'string') return JSON.stringify(found.length > 60 ? `${found.slice(0, 60)}…` : found);
  if (Array.isArray(found)) return 'a list';
  return isRecord(found) ? 'fields' : String(found as number).slice(0, 60);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
