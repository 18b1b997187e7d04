import { beginsAt } from './list.ts';
/*
 * A small XML reader, for feeds. A page that requires Trusted Types refuses DOMParser, so it is read here, as untrusted text:
 * no document type is obeyed (an entity that it declares stays as written, so nothing can be blown up or fetched), depth is
 * bounded, each character is looked at a bounded number of times, and nothing throws.
 */

/** An element, with its names resolved (Namespaces in XML 1.0). */
export interface XmlElement {
  /** The namespace's address; empty for none. */
  readonly space: string;
  /** The name without its prefix, case kept. */
  readonly name: string;
  /** By name as written, with its prefix: `xml:lang`. Entities are decoded. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
  /** Whether its end was read; not so for those that the first fault in the text has cut off. */
  readonly isWhole: boolean;
}

interface Open {
  readonly element: { isWhole: boolean; readonly children: (XmlElement | string)[] } & XmlElement;
  readonly tag: string;
  readonly spaces: ReadonlyMap<string, string>;
  readonly outer: Open | undefined;
}

/** Deeper than any feed; searching names through it stays cheap. */
const deepest = 200;

const nameAt = /[^\s/>=<"'&]+/y;
const blanksAt = /\s*/y;
const equalsAt = /\s*=\s*/y;

const xmlEntities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The character of a number as `&#…;` has it: without the `&` and `;`, `#8217` or `#x2019`. What is no character becomes U+FFFD. */
export function characterOf(reference: string): string {
  const hex = /^#x/i.test(reference);
  const code = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
}

const decode = (text: string): string =>
  text.replace(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|amp|lt|gt|quot|apos);/g, (_, reference: string) =>
    reference.startsWith('#') ? characterOf(reference) : xmlEntities.get(reference)!,
  );

/** The root element, or undefined where the text has none. After the first fault nothing more is read; what came before is kept. */
export function readXml(text: string): XmlElement | undefined {
  let at = 0;
  let root: XmlElement | undefined;
  let open: Open | undefined;
  let depth = 0;

  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  /** Goes behind the next such mark; to the end where there is none. Answers what lies before it. */
  const until = (mark: string): string | undefined => {
    const end = text.indexOf(mark, at);
    const before = end < 0 ? undefined : text.slice(at, end);
    at = end < 0 ? text.length : end + mark.length;
    return before;
  };

  function spaceOf(prefix: string, spaces: ReadonlyMap<string, string>): string {
    let found = spaces.get(prefix);
    for (let outer = open; outer && found === undefined; outer = outer.outer) found = outer.spaces.get(prefix);
    return found ?? '';
  }

  function readAttributes(): Map<string, string> | undefined {
    const attributes = new Map<string, string>();
    for (;;) {
      match(blanksAt);
      const name = match(nameAt);
      if (!name) return attributes;
      if (!match(equalsAt)) return undefined;
      const quote = text.charAt(at++);
      const value = quote === '"' || quote === "'" ? until(quote) : undefined;
      if (value === undefined) return undefined;
      attributes.set(name, decode(value));
    }
  }

  /** Answers whether it was read. */
  function readStart(): boolean {
    const tag = match(nameAt);
    const attributes = tag ? readAttributes() : undefined;
    const isEmpty = beginsAt(text, '/>', at);
    if (!attributes || (!isEmpty && text.charAt(at) !== '>') || depth >= deepest) return false;
    at += isEmpty ? 2 : 1;
    const spaces = new Map<string, string>();
    for (const [key, value] of attributes) {
      if (key === 'xmlns') spaces.set('', value);
      else if (key.startsWith('xmlns:')) spaces.set(key.slice(6), value);
    }
    const colon = tag.indexOf(':');
    const space = spaceOf(colon < 0 ? '' : tag.slice(0, colon), spaces);
    const element = { space, name: tag.slice(colon + 1), attributes, children: [], isWhole: isEmpty };
    if (open) open.element.children.push(element);
    else if (root) return false;
    root ??= element;
    if (isEmpty) return true;
    open = { element, tag, spaces, outer: open };
    depth += 1;
    return true;
  }

  function readEnd(): boolean {
    const tag = match(nameAt);
    match(blanksAt);
    if (!open || open.tag !== tag || text.charAt(at) !== '>') return false;
    at += 1;
    open.element.isWhole = true;
    open = open.outer;
    depth -= 1;
    return true;
  }

  /** Goes past a document type, its inner declarations with their quotes and comments included. */
  function skipDoctype(): void {
    let isInside = false;
    while (at < text.length) {
      const sign = text.charAt(at);
      if (beginsAt(text, '<!--', at)) {
        at += 4;
        until('-->');
        continue;
      }
      at += 1;
      if (sign === '"' || sign === "'") until(sign);
      else if (sign === '[') isInside = true;
      else if (sign === ']') isInside = false;
      else if (sign === '>' && !isInside) return;
    }
  }

  while (at < text.length) {
    const before = until('<');
    if (before === undefined) break;
    if (before && open) open.element.children.push(decode(before));
    if (beginsAt(text, '!--', at)) {
      at += 3;
      until('-->');
    } else if (beginsAt(text, '![CDATA[', at)) {
      at += 8;
      const data = until(']]>');
      if (data === undefined) break;
      open?.element.children.push(data);
    } else if (beginsAt(text, '!', at)) skipDoctype();
    else if (beginsAt(text, '?', at)) until('?>');
    else if (beginsAt(text, '/', at)) {
      at += 1;
      if (!readEnd()) break;
    } else if (!readStart()) break;
  }
  return root;
}

/** All the text within an element. */
export function textOf({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
