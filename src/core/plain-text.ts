import { characterOf, type XmlElement } from './xml.ts';
import { beginsAt, withIndex } from './list.ts';

/*
 * HTML of feeds, reduced to plain text: it is read as data and never becomes markup. Paragraphs are parted by a blank line, as the
 * wire format has them. Each character is looked at a bounded number of times.
 */

/** What holds no text for readers, with all that is inside. */
const silent: ReadonlySet<string> = new Set(
  'script style textarea title iframe noembed noframes noscript template select svg math object audio video canvas'.split(
    ' ',
  ),
);
/** Of these, those whose content HTML reads as text up to their end tag. */
const raw: ReadonlySet<string> = new Set('script style textarea title iframe noembed noframes noscript'.split(' '));
const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary table ul'.split(
    ' ',
  ),
);
const lines: ReadonlySet<string> = new Set(['li', 'tr']);

/** The named entities that blogs write; others stay as written. */
const entities: ReadonlyMap<string, string> = new Map(
  [
    'amp&', 'lt<', 'gt>', 'quot"', "apos'", 'nbsp\u00a0', 'shy\u00ad', 'iexcl¡', 'cent¢', 'pound£', 'yen¥', 'sect§', 'copy©',
    'laquo«', 'raquo»', 'reg®', 'deg°', 'plusmn±', 'sup2²', 'sup3³', 'acute´', 'micro\u00b5', 'para¶', 'middot·', 'frac12½',
    'frac14¼', 'frac34¾', 'iquest¿', 'Agrave\u00c0', 'Aacute\u00c1', 'Acirc\u00c2', 'Atilde\u00c3', 'Auml\u00c4', 'Aring\u00c5',
    'AElig\u00c6', 'Ccedil\u00c7', 'Egrave\u00c8', 'Eacute\u00c9', 'Ecirc\u00ca', 'Euml\u00cb', 'Iacute\u00cd', 'Icirc\u00ce',
    'Ntilde\u00d1', 'Oacute\u00d3', 'Ocirc\u00d4', 'Ouml\u00d6', 'times×', 'Oslash\u00d8', 'Uacute\u00da', 'Uuml\u00dc',
    'szlig\u00df', 'agrave\u00e0', 'aacute\u00e1', 'acirc\u00e2', 'atilde\u00e3', 'auml\u00e4', 'aring\u00e5', 'aelig\u00e6',
    'ccedil\u00e7', 'egrave\u00e8', 'eacute\u00e9', 'ecirc\u00ea', 'euml\u00eb', 'iacute\u00ed', 'icirc\u00ee', 'iuml\u00ef',
    'ntilde\u00f1', 'oacute\u00f3', 'ocirc\u00f4', 'ouml\u00f6', 'divide÷', 'oslash\u00f8', 'ugrave\u00f9', 'uacute\u00fa',
    'ucirc\u00fb', 'uuml\u00fc', 'oelig\u0153', 'ndash–', 'mdash—', 'lsquo‘', 'rsquo’', 'sbquo‚', 'ldquo“', 'rdquo”', 'bdquo„',
    'dagger†', 'bull•', 'hellip…', 'prime′', 'lsaquo‹', 'rsaquo›', 'euro€', 'trade™', 'larr←', 'uarr↑', 'rarr→', 'darr↓',
    'minus−', 'hearts♥', 'thinsp\u2009', 'ensp\u2002', 'emsp\u2003', 'zwnj\u200c', 'zwj\u200d',
  ].map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
); // prettier-ignore

/** What HTML makes of the numbers 128 to 159: windows-1252. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const decode = (text: string): string =>
  text.replace(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,7});/g, (whole, reference: string) => {
    if (!reference.startsWith('#')) return entities.get(reference) ?? whole;
    const character = characterOf(reference);
    return windows[character.codePointAt(0)! - 128] ?? character;
  });

/** Puts texts and the ends of lines and paragraphs together, with no more blanks than a reader would see. */
class Writer {
  readonly #pieces: string[] = [];
  #breaks = 0;
  #isBlank = false;

  write(text: string): void {
    for (const [index, word] of withIndex(text.split(/[ \t\n\r\f]+/))) {
      if (index) this.#isBlank = true;
      if (!word) continue;
      const isFirst = !this.#pieces.length;
      if (this.#breaks && !isFirst) this.#pieces.push('\n'.repeat(this.#breaks));
      else if (this.#isBlank && !isFirst) this.#pieces.push(' ');
      this.#pieces.push(word);
      this.#breaks = 0;
      this.#isBlank = false;
    }
  }

  /** An element begins or ends. */
  tag(name: string, isStart: boolean): void {
    if (blocks.has(name)) this.#breaks = 2;
    else if (lines.has(name)) this.#breaks = Math.max(this.#breaks, 1);
    else if (name === 'td' || name === 'th' || name === 'img') this.#isBlank = true;
    if (name === 'li' && isStart) this.write('• ');
  }

  /** Two line breaks in a row are what many write for a paragraph. */
  lineBreak(): void {
    this.#breaks = Math.min(2, this.#breaks + 1);
  }

  toString(): string {
    return this.#pieces.join('');
  }
}

const tagName = /[A-Za-z][^\s/>]*/y;

/** The text of an HTML fragment: tags dropped, entities decoded, what scripts and styles hold left out. */
export function textOfHtml(html: string): string {
  const writer = new Writer();
  let at = 0;
  let skipping: { readonly name: string; depth: number } | undefined;
  while (at < html.length) {
    const found = html.indexOf('<', at);
    const start = found < 0 ? html.length : found;
    // A "<" that begins no tag is a sign like any other.
    const isMarkup = /^<(?:[A-Za-z!?]|\/[A-Za-z!?])/.test(html.slice(start, start + 3));
    const end = isMarkup ? start : Math.min(start + 1, html.length);
    if (!skipping) writer.write(decode(html.slice(at, end)));
    at = end;
    if (!isMarkup) continue;
    const isEnd = html.charAt(at + 1) === '/';
    tagName.lastIndex = at + (isEnd ? 2 : 1);
    const name = tagName.exec(html)?.[0].toLowerCase();
    if (!name) {
      at = behind(html, beginsAt(html, '<!--', at) ? '-->' : '>', at + 2);
      continue;
    }
    at = behindTag(html, tagName.lastIndex);
    if (!skipping && !silent.has(name)) {
      if (name === 'br') writer.lineBreak();
      else writer.tag(name, !isEnd);
    } else if (!skipping) {
      if (isEnd) continue;
      if (raw.has(name)) at = behindRaw(html, name, at);
      else if (html.charAt(at - 2) !== '/') skipping = { name, depth: 1 };
    } else if (skipping.name === name) {
      skipping.depth += isEnd ? -1 : 1;
      if (!skipping.depth) skipping = undefined;
    }
  }
  return writer.toString();
}

/** The text of an XHTML element's content, as Atom may carry it. */
export function textOfXhtml(element: XmlElement): string {
  const writer = new Writer();
  const visit = ({ children }: XmlElement): void => {
    for (const child of children) {
      if (typeof child === 'string') writer.write(child);
      else if (child.name === 'br') writer.lineBreak();
      else if (!silent.has(child.name)) {
        writer.tag(child.name, true);
        visit(child);
        writer.tag(child.name, false);
      }
    }
  };
  visit(element);
  return writer.toString();
}

/** Where it goes on behind the next such mark. */
function behind(html: string, mark: string, from: number): number {
  const end = html.indexOf(mark, from);
  return end < 0 ? html.length : end + mark.length;
}

/** Where it goes on behind a tag's attributes, in whose quoted values a ">" ends nothing. */
function behindTag(html: string, from: number): number {
  let at = from;
  for (let last = ''; at < html.length; at += 1) {
    const sign = html.charAt(at);
    if (sign === '>') return at + 1;
    if ((sign === '"' || sign === "'") && last === '=') at = behind(html, sign, at + 1) - 1;
    if (!/\s/.test(sign)) last = sign;
  }
  return html.length;
}

/** Where it goes on behind the end tag of what HTML reads as raw text. */
function behindRaw(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  return found ? behindTag(html, end.lastIndex) : html.length;
}
