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

/** The same in words, as Commerzbank shows them behind what was said. */
const spelt: readonly (readonly [RegExp, string])[] = [
  [/\bEnd-to-End-Ref\.:\s?/g, 'EREF+'],
  [/\bMandatsref(?:erenz)?\.?:\s?/g, 'MREF+'],
  [/\bGl(?:ä|ae)ubiger-ID:\s?/g, 'CRED+'],
  [/\bKundenref(?:erenz)?\.?:\s?/g, 'KREF+'],
];

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

/** The codes between slashes of Dutch and American banks (`/NAME/…/REMI/…`). */
const codes =
  'TRTP|IBAN|BIC|NAME|REMI|EREF|ORDP|BENM|ADDR|MARF|CSID|CNTP|ULTD|ULTB|PURP|ISDT|RTRN|TRCD|ACCW|PREF|RREF|ID|SVCL|OCMT|CHGS|EXCH|KREF|PAYREF|PARTNER|' +
  'CRNM|CACT|CBIC|DRNM|DACT|DBIC|OAMT|DCID|OPRP|CRED|DEBT|BATC|INST';
const code = new RegExp(`\\n?/(${codes}|(?<=\\n/)[A-Z]{4})/`, 'g');

/** Whether a text has such codes. */
export const isSlashed = (text: string): boolean => /\/(?:TRTP|NAME|REMI|IBAN|CNTP|ORDP|BENM|EREF)\//.test(text);

/** What stands behind each code. */
export function codesIn(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const found = [...text.matchAll(code)];
  found.forEach((one, index) => {
    const value = text.slice(one.index + one[0].length, found[index + 1]?.index ?? text.length);
    if (!values.has(one[1]!)) values.set(one[1]!, value.replace(/\/$/, ''));
  });
  return values;
}

function slashed(text: string): Purpose {
  const values = codesIn(text);
  // The counterparty in one: account, BIC, name, town.
  const [, , inOne] = (values.get('CNTP') ?? '').split('/');
  const said = (values.get('REMI') ?? '').replace(/^(?:USTD|STRD(?:\/CUR)?)\/\/?/, '').replace(/\/$/, '');
  const purpose = keyed(said);
  return {
    message: purpose.message,
    reference: purpose.reference ?? textOf(values.get('EREF')),
    name: textOf(values.get('NAME') ?? inOne ?? values.get('DRNM')),
  };
}

/** Labels behind which banks in Austria, Switzerland and the Netherlands put what is known of a payment into one text. */
const labels: Readonly<Record<string, 'name' | 'message' | 'reference' | 'other'>> = {
  auftraggeber: 'name',
  zahlungsempfänger: 'name',
  empfänger: 'name',
  absender: 'name',
  naam: 'name',
  verwendungszweck: 'message',
  zahlungsreferenz: 'message',
  mitteilung: 'message',
  mitteilungen: 'message',
  omschrijving: 'message',
  kenmerk: 'reference',
  betalingskenmerk: 'reference',
  'iban auftraggeber': 'other',
  'bic auftraggeber': 'other',
  'iban empfänger': 'other',
  'bic empfänger': 'other',
  'iban zahlungsempfänger': 'other',
  'bic zahlungsempfänger': 'other',
  referenzen: 'other',
  auftraggeberreferenz: 'other',
  'empfänger-kennung': 'other',
  mandat: 'other',
  iban: 'other',
  bic: 'other',
  incassant: 'other',
  'incassant id': 'other',
  machtiging: 'other',
  'machtiging id': 'other',
  'doorlopende incasso': 'other',
  valutadatum: 'other',
  'datum/tijd': 'other',
  'andere partij': 'other',
};
const label = new RegExp(
  `(?<![\\p{L}-])(${Object.keys(labels)
    .sort((one, other) => other.length - one.length)
    .join('|')}):\\s*`,
  'giu',
);

/** A text that is all labels and what stands behind them; undefined for any other. */
function labelled(text: string): Purpose | undefined {
  const found = [...text.matchAll(label)];
  const roles = found.map(([, word]) => labels[word!.toLowerCase()]!);
  // One word with a colon may be the payer's own.
  if (found.length < 2 || !roles.some((role) => role === 'name' || role === 'message')) return undefined;
  const behind = (role: string): string[] =>
    found.flatMap((one, index) =>
      roles[index] === role ? (textOf(text.slice(one.index + one[0].length, found[index + 1]?.index)) ?? []) : [],
    );
  const names = behind('name');
  const purpose = keyed(behind('message').join(' '));
  return {
    message: purpose.message,
    reference: purpose.reference ?? behind('reference')[0] ?? null,
    // Of two it can't be told who is at the other end.
    name: purpose.name ?? (names.length === 1 ? names[0]! : null),
  };
}

/** Takes a purpose apart. */
export const purposeOf = (text: string): Purpose => (isSlashed(text) ? slashed(text) : (labelled(text) ?? keyed(text)));

function keyed(source: string): Purpose {
  const text = spelt.reduce((all, [words, key]) => all.replace(words, key), source);
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
