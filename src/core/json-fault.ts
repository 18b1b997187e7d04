import { amountsFor } from './advice.ts';
import type { AuthorWords } from './author-words.en.ts';

/** The first fault of a text that is not JSON. */
export interface JsonFault {
  /** From 1; as an editor counts them. */
  readonly line: number;
  readonly column: number;
  readonly kind: keyof AuthorWords['jsonFaults'];
  /** Says what is wrong and what to write. */
  readonly say: (words: AuthorWords) => string;
}

/** A character that begins a text in some word processor, or in another language of programs. */
const quotes = "“”„‟‘’‚‛«»‹›`´'";
const curly = /[“”„‟‘’‚‛«»‹›´]/;
const blank = /[ \t\r\n]/;
/** Looks like a blank, or like nothing. */
const oddSpace = /[\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202a-\u202f\u205f\u2060\u3000\ufeff]/;
/** Where a word ends that should have been a value. */
const wordEnd = /[\s,:{}[\]"]/;

const closingOf: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Faults that are thrown on the way and caught by `faultOf`. */
class Found {
  readonly at: number;
  readonly kind: JsonFault['kind'];
  readonly values: readonly (string | number)[];
  constructor(at: number, kind: JsonFault['kind'], ...values: (string | number)[]) {
    this.at = at;
    this.kind = kind;
    this.values = values;
  }
}

/**
 * Finds what keeps a text from being JSON (RFC 8259), and says it as somebody would who looks over an author's shoulder. Reads each
 * character a bounded number of times, however deep the text is nested. Undefined for a text that is JSON.
 */
export function faultOf(text: string): JsonFault | undefined {
  const found = scan(text);
  if (!found) return undefined;
  const { at, kind, values } = found;
  const before = text.slice(0, at);
  const lines = before.split(/\r\n|\r|\n/);
  return {
    line: lines.length,
    column: lines.at(-1)!.replace(/^\ufeff/, '').length + 1,
    kind,
    say: (words) => (words.jsonFaults[kind] as (...values: readonly (string | number)[]) => string)(...values),
  };
}

function scan(text: string): Found | undefined {
  try {
    new Scanner(text).run();
    return undefined;
  } catch (found) {
    if (found instanceof Found) return found;
    throw found;
  }
}

class Scanner {
  readonly #text: string;
  #at = 0;
  /** Where each { and [ stands that is open, the innermost last. */
  readonly #open: number[] = [];
  /** The end of what was read last, and what it was. */
  #last = { end: 0, text: '' };

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  run(): void {
    const text = this.#text;
    if (text.slice(0, 400).includes('\0')) throw new Found(0, 'other-encoding');
    this.#blanks();
    if (this.#at >= text.length) throw new Found(0, 'empty');
    if (text[this.#at] === '<') throw new Found(this.#at, 'html');
    if (text[this.#at] !== '{' && !this.#isQuote()) throw new Found(this.#at, 'not-object', this.#shown(this.#at));
    this.#value();
    // One value after another, without recursion: a text may be nested deeper than a stack is.
    while (this.#open.length) this.#next();
    this.#blanks();
    if (this.#at < text.length) throw new Found(this.#at, 'too-much', this.#shown(this.#at));
  }

  /** What comes in the innermost list or object: its end, or a further item. */
  #next(): void {
    const text = this.#text;
    const at = this.#open.at(-1)!;
    const sign = text[at]!;
    const isFirst = this.#last.end === at + 1;
    const afterItem = this.#last;
    this.#blanks();
    let found = text[this.#at];
    if (found === undefined) throw new Found(at, 'unclosed', sign, closingOf[sign]!);
    if (found === '}' || found === ']') return this.#close(found);
    if (!isFirst) {
      if (found !== ',') throw this.#noComma(afterItem);
      const comma = this.#at++;
      this.#blanks();
      found = text[this.#at];
      if (found === '}' || found === ']') throw new Found(comma, 'trailing-comma', found);
      if (found === undefined) throw new Found(at, 'unclosed', sign, closingOf[sign]!);
    }
    if (found === ',') throw new Found(this.#at, isFirst ? 'unknown' : 'double-comma', ',');
    if (sign === '{') this.#name();
    this.#value();
  }

  #name(): void {
    const text = this.#text;
    const begin = this.#at;
    if (text[begin] !== '"') {
      if (this.#isQuote()) throw this.#wrongQuotes();
      const word = this.#word(begin);
      const isName = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(word);
      throw isName
        ? new Found(begin, 'unquoted-name', JSON.stringify(word))
        : new Found(begin, 'missing-name', this.#shown(begin));
    }
    this.#string();
    const name = this.#last;
    this.#blanks();
    const sign = text[this.#at];
    if (sign === '=') throw new Found(this.#at, 'equals-sign');
    if (sign !== ':') {
      // A text alone among fields: `{ "title" }`; or one whose quotation mark came too early.
      if (sign !== undefined && !/["\s,}\]\d{[]/.test(sign) && this.#at === name.end)
        throw new Found(this.#at, 'quote-inside', this.#shown(this.#at));
      throw new Found(name.end, 'missing-colon', name.text);
    }
    this.#at += 1;
    this.#last = { end: this.#at, text: `${name.text}:` };
    this.#blanks();
    const next = text[this.#at];
    if (next === undefined || /[,}\]]/.test(next)) throw new Found(name.end, 'missing-value', `${name.text}:`);
  }

  #value(): void {
    const text = this.#text;
    const begin = this.#at;
    const sign = text[begin]!;
    if (sign === '{' || sign === '[') {
      this.#open.push(begin);
      this.#at += 1;
      this.#last = { end: this.#at, text: sign };
      return;
    }
    if (sign === '"') return this.#string();
    if (this.#isQuote()) throw this.#wrongQuotes();
    const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s,}\]]|$)/y;
    literal.lastIndex = begin;
    const found = literal.exec(text)?.[0];
    // A blank between thousands, or a currency behind: "12 000", "12000 EUR".
    const more = /[ \u00a0\u202f]+(?:[\d€$£]|EUR\b|Euro\b|CHF\b)[^,}\]\n]*/y;
    more.lastIndex = begin + (found?.length ?? 0);
    const isNumber = found !== undefined && /\d$/.test(found);
    const split = isNumber ? more.exec(text)?.[0] : undefined;
    if (isNumber && text[begin + found.length] === ',') this.#decimalComma(begin, found);
    if (found === undefined || split) throw this.#wrongWord(begin);
    this.#at += found.length;
    this.#last = { end: this.#at, text: found };
  }

  /** "12000,50": within an object, what follows a comma is the name of a field and never a digit. */
  #decimalComma(begin: number, number: string): void {
    const rest = /,(\d{1,3}|-|–|—)(?=\s*[,}\]\n]|\s*$)/y;
    rest.lastIndex = begin + number.length;
    const decimals = rest.exec(this.#text)?.[0];
    if (decimals && this.#text[this.#open.at(-1) ?? 0] === '{') throw this.#badNumber(begin, number + decimals);
  }

  #badNumber(begin: number, found: string): Found {
    const [one = '', other] = amountsFor(found, 'EUR').map((amount) => JSON.stringify(amount));
    return new Found(begin, 'number', found.slice(0, 60), other ? '' : one);
  }

  /** Something that is neither text nor number nor word of JSON where a value belongs. */
  #wrongWord(begin: number): Found {
    const line = /[^\n\r"{}[\]]{0,80}/y;
    line.lastIndex = begin;
    // Up to the comma that ends the line, or the first one behind which a blank stands: a decimal comma is part of the number.
    const found = line
      .exec(this.#text)![0]
      .replace(/,(?:\s.*)?$/s, '')
      .trim();
    if (/^[-+−–]?[.,]?\d/.test(found) || /^[€$£]\s?\d/.test(found)) return this.#badNumber(begin, found);
    const said = {
      true: 'true',
      false: 'false',
      null: 'null',
      none: 'null',
      nil: 'null',
      undefined: 'null',
      nan: 'null',
      ja: 'true',
      yes: 'true',
      nein: 'false',
      no: 'false',
      wahr: 'true',
      falsch: 'false',
    }[found.toLowerCase()];
    if (said) return new Found(begin, 'wrong-word', found, said);
    const sign = this.#text[begin]!;
    if (/[\p{L}\p{N}#@/.]/u.test(sign)) return new Found(begin, 'unquoted-text', JSON.stringify(found));
    return new Found(begin, 'unknown', this.#shown(begin));
  }

  #string(): void {
    const text = this.#text;
    const begin = this.#at;
    for (this.#at += 1; ; this.#at += 1) {
      const sign = text[this.#at];
      if (sign === undefined || sign === '\n' || sign === '\r') {
        const shown = text.slice(begin, begin + 30).split(/[\n\r]/, 1)[0]!;
        throw new Found(begin, 'unclosed-text', shown.length < this.#at - begin ? `${shown}…` : shown);
      }
      if (sign === '"') break;
      if (sign < ' ') throw new Found(this.#at, 'control-character');
      if (sign === '\\') {
        const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
        escape.lastIndex = this.#at;
        const length = escape.exec(text)?.[0].length;
        if (!length) throw new Found(this.#at, 'bad-escape', text.slice(this.#at, this.#at + 2));
        this.#at += length - 1;
      }
    }
    this.#at += 1;
    const whole = text.slice(begin, this.#at);
    this.#last = { end: this.#at, text: whole.length > 40 ? `${whole.slice(0, 30)}…"` : whole };
  }

  #close(found: string): void {
    const at = this.#open.pop()!;
    const wanted = closingOf[this.#text[at]!]!;
    if (found !== wanted) throw new Found(this.#at, 'wrong-closing', found, wanted, lineAt(this.#text, at));
    this.#at += 1;
    this.#last = { end: this.#at, text: found };
  }

  /** After an item something stands that is neither a comma nor an end. */
  #noComma(item: { readonly end: number; readonly text: string }): Found {
    const sign = this.#text[this.#at]!;
    const isText = item.text.endsWith('"');
    // Directly behind a text's second quotation mark: it was not meant to be its end.
    if (isText && (/[\p{L}\p{N}]/u.test(sign) || (sign === '"' && this.#at === item.end)))
      return new Found(this.#at, 'quote-inside', this.#shown(this.#at));
    if (curly.test(sign)) return this.#wrongQuotes();
    if (sign === ':' || sign === '=' || sign === ';') return new Found(this.#at, 'unknown', sign);
    return new Found(item.end, 'missing-comma', item.text);
  }

  #isQuote(): boolean {
    const sign = this.#text[this.#at];
    return sign !== undefined && quotes.includes(sign);
  }

  #wrongQuotes(): Found {
    const sign = this.#text[this.#at]!;
    return curly.test(sign)
      ? new Found(this.#at, 'curly-quotes', sign)
      : new Found(this.#at, 'single-quotes', this.#shown(this.#at));
  }

  /** Goes past blanks. A comment, or what only looks like a blank, is a fault of its own. */
  #blanks(): void {
    const text = this.#text;
    while (this.#at < text.length && blank.test(text[this.#at]!)) this.#at += 1;
    const sign = text[this.#at];
    if (sign === undefined) return;
    if (oddSpace.test(sign)) throw new Found(this.#at, 'odd-space');
    const comment = /\/\/|\/\*|#(?!\w)|<!--/y;
    comment.lastIndex = this.#at;
    const found = comment.exec(text)?.[0];
    if (found) throw new Found(this.#at, 'comment', found);
  }

  #word(begin: number): string {
    let end = begin;
    while (end < this.#text.length && end < begin + 60 && !wordEnd.test(this.#text[end]!)) end += 1;
    return this.#text.slice(begin, end);
  }

  /** What stands at a place, short. */
  #shown(begin: number): string {
    const word = this.#text
      .slice(begin, begin + 24)
      .split(/[\n\r]/, 1)[0]!
      .trim();
    return word.length > 16 ? `${word.slice(0, 16)}…` : word;
  }
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\r|\n/).length;
