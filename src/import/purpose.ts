/* What a payer wrote, out of the text in which banks pack it with their own references. */
import { parseReference } from '../core/reference.ts';
import { clean } from '../core/text.ts';

export interface Purpose {
  readonly message: string | null;
  /** ISO 11649 if there is one, else the payer's end-to-end reference. */
  readonly reference: string | null;
  /** Who paid for whom, where the bank names somebody else (`ABWA+`). */
  readonly name: string | null;
}

/** The keywords of the German banks' SEPA purpose (Deutsche Kreditwirtschaft, DFÜ-Abkommen, Anlage 3), with `+` or, as cooperative banks show them, `:`. */
const keyword =
  /(?<![A-Z])(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|SQTP|RREF|RREF|ANAM|GCRE)(?:\+|:(?=\s))\s?/g;

const nothing = /^(?:notprovided|not provided|nonref|none|-|keine angabe|\s*)$/i;

/** A text without invisible signs and with single blanks; null for none, and for what stands for none. */
export function textOf(text: string | undefined): string | null {
  const plain = clean((text ?? '').replace(/[\t\r\n ]+/g, ' '));
  return !plain || nothing.test(plain) ? null : plain;
}

/** The first reference of ISO 11649 in a text, in one piece or in groups of four. */
function creditorReference(text: string): string | undefined {
  for (const [found] of text.matchAll(/(?<![A-Z0-9])RF\d\d(?: ?[A-Z0-9]{1,4}){1,6}(?![A-Z0-9])/gi)) {
    const words = found.split(' ');
    for (let length = words.length; length > 0; length--) {
      const reference = parseReference(words.slice(0, length).join(''));
      if (reference) return reference;
    }
  }
  return undefined;
}

/** Takes a purpose apart. */
export function purposeOf(text: string): Purpose {
  const parts = new Map<string, string>();
  const found = [...text.matchAll(keyword)];
  const before = found.length ? text.slice(0, found[0]!.index) : text;
  found.forEach((one, at) => {
    const value = text.slice(one.index + one[0].length, found[at + 1]?.index ?? text.length);
    const key = one[1]!;
    if (!parts.has(key)) parts.set(key, value);
    else if (key === 'SVWZ') parts.set(key, `${parts.get(key)} ${value}`);
  });
  const said = parts.get('SVWZ');
  const message = textOf(said ?? before);
  return {
    message,
    reference:
      creditorReference(said ?? text) ?? creditorReference(parts.get('EREF') ?? '') ?? textOf(parts.get('EREF')),
    name: textOf(parts.get('ABWA')),
  };
}
