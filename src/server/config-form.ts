/*
 * The form of what an environment says. Values come from files that Docker, systemd, shells and hosts each read in their own way: with
 * quotes, comments, line ends and names that were meant for another reader. Such a value is never guessed at. It stops the server with
 * one line that says what was expected and what was found; a secret is never repeated in it.
 */

/** Why a value isn't taken. */
export class Unfit extends Error {
  /** In place of what the setting expects. */
  readonly expected: string | undefined;

  /** @param found What was found, without any of its text. Empty: the value itself says it. */
  constructor(found = '', expected?: string) {
    super(found);
    this.expected = expected;
  }
}

/** One setting: what it must look like, and what becomes of it. */
export interface Setting<Value> {
  readonly expected: string;
  /** Never repeated. `secret`: set to nothing, it stops the server instead of switching a check off. */
  readonly keeps?: 'secret' | 'private';
  /** @throws Unfit */
  readonly read: (text: string) => Value;
}

/** White space at the ends, also the kinds that can't be seen: a line end of Windows, a mark of byte order. */
const ends = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;
const trimmed = (text: string): string => text.replace(ends, '');

const quotes = '"\'`“”„‟‘’‚«»';
const words =
  /^(?:change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|it)|place[-_ ]?holder|to[-_ ]?do|tbd|fix[-_ ]?me|none|null|nil|undefined|n\/?a|secret|password|passwort|token|dummy|foo|bar|empty|x+)$/i;
/** What stands where somebody was to write something else. */
const placeholder = /\.{3}|…|[*•]{3}|<[^>]*>|\{\{|\byour[-_]?domain\b/i;
/** The same in secrets; hosts may really be called so (your-server.de). */
const phrase =
  /x{4}|\byour[-_ ]?(?:own|host|server|url|app|api|key|secret|token|password|stripe|webhook|live|test|project|name|user)|_here\b|(?:change|replace)[-_]?(?:me|this)|(?:paste|insert|enter)[-_ ]?(?:your|the|key|here)/i;
const unfilled = /\$\{|^\$\w+$|^%\w+%$|\$\(/;

/** What ids and keys of others begin with, for who has mixed them up. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^whsec_/, 'the signing secret of a webhook (whsec_…)'],
  [/^(?:absec|ws)_/, 'a secret of another kind than a webhook’s'],
  [/^we_/, 'the id of a webhook (we_…), not its signing secret'],
  [/^sk_/, 'a secret key of Stripe (sk_…)'],
  [/^rk_/, 'a restricted key of Stripe (rk_…)'],
  [/^pk_/, 'a publishable key of Stripe (pk_…)'],
  [/^(?:acct|ca|cs|cus|ek|evt|in|pi|price|prod|seti|sub|tok)_/, 'an id of Stripe, not a key'],
  [/^https?:/i, 'an address'],
  [/^[a-z][a-z+\d]*:\/\//i, 'an address'],
];
const secretLike = /(?:whsec|absec|[srpe]k)_\w/;

/** What a text looks like, without any of it. */
export function looksLike(text: string): string {
  const kind = kinds.find(([pattern]) => pattern.test(text));
  if (kind) return kind[1];
  if (/\s/.test(text)) return 'a blank within it';
  return `${text.length} ${text.length === 1 ? 'sign' : 'signs'} of another form`;
}

/** What can be wrong with any value, whatever it is for. */
function faultIn(text: string, name: string, isKept: boolean): string | undefined {
  if (/[\p{Cc}]/u.test(text)) return 'a line break or another sign that can’t be seen';
  if (text.startsWith('#') || /\s#/.test(text)) return 'a comment, which belongs on a line of its own';
  if (/^(?:export|set|setx)\s/i.test(text) || text.startsWith(`${name}=`)) return 'the setting’s own name again';
  if (text.split(/[\s,]+/).some((part) => quotes.includes(part[0] ?? ' ') || quotes.includes(part.at(-1) ?? ' '))) {
    return 'quotes, which some readers of such files keep (docker --env-file): leave them out';
  }
  if (unfilled.test(text)) return 'a name in place of a value: nothing was put in for it';
  if (placeholder.test(text) || words.test(text) || (isKept && phrase.test(text)))
    return 'a placeholder, where a value of your own belongs';
  if (/[\u200b-\u200f\u2060\ufeff\u00a0]/.test(text)) return 'a sign within it that can’t be seen';
  return undefined;
}

/** A value as it may be shown: on one line, short, and nothing that might be a secret. */
function shown(text: string): string {
  if (secretLike.test(text) || /:\/\/[^/]*@/.test(text)) return '';
  const short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return `=${short.replace(/[\p{Cc}]/gu, '\ufffd')}`;
}

/**
 * Reads one setting.
 * @returns Undefined when it isn't set, or set to nothing but white space.
 * @throws Error in one line.
 */
export function readSetting<Value>(
  name: string,
  { expected, keeps, read }: Setting<Value>,
  given: string | undefined,
): Value | undefined {
  if (given === undefined) return undefined;
  const text = trimmed(given);
  const refuse = (found: string, wanted = expected): never => {
    const seen = keeps ? '' : shown(text);
    throw new Error(`${name}${seen}: expected ${wanted}${found ? `; found ${found}` : ''}`);
  };
  if (!text) return keeps === 'secret' ? refuse('nothing: leave the whole line out to do without it') : undefined;
  const fault = faultIn(text, name, keeps !== undefined);
  if (fault) refuse(fault);
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    // What is shown says more than words about it, but for what may not be shown.
    return refuse(error.message || (keeps || !shown(text) ? looksLike(text) : ''), error.expected);
  }
}

/** The parts of a list, parted by commas, blanks or both. */
export const listOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter(Boolean);

/** A whole number in plain digits: `0x1F`, `1e3` and `8080/tcp` are none. */
export const wholeFrom =
  (least: number, most: number) =>
  (text: string): number => {
    if (!/^\d{1,9}$/.test(text)) throw new Unfit();
    const number = Number(text);
    if (number < least || number > most) throw new Unfit();
    return number;
  };

/** An http(s) address without a name, a query or a mark; with its path, and no slash at the end. */
export function addressFrom(text: string): URL {
  // The parser alone takes blanks, backslashes and one slash as well.
  if (!/^https?:\/\/[^/\\\s]/i.test(text) || /[\s\\]/.test(text) || !URL.canParse(text)) throw new Unfit();
  const url = new URL(text);
  if (url.username || url.password) throw new Unfit('a name or a password in it');
  if (url.search || url.hash || text.endsWith('?') || text.endsWith('#')) {
    throw new Unfit('something behind ? or #, which an address of a server has not');
  }
  if (!/^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])$/i.test(url.hostname))
    throw new Unfit('a sign that no host’s name has');
  return url;
}

/** An address of which only scheme, host and port count; a path would be dropped in silence, and so stops. */
export function originFrom(text: string): string {
  const url = addressFrom(text);
  if (url.pathname !== '/') throw new Unfit('a path behind the host, which an origin has not');
  return url.origin;
}
