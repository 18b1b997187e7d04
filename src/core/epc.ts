import { withoutUnseen } from './iban.ts';
import { amountText, type Money } from './money.ts';
import { parseReference } from './reference.ts';
import { sepaCountryOf } from './sepa.ts';
import { clean } from './text.ts';

/*
 * The text of a payment QR code ("GiroCode"): EPC069-12, version 002, UTF-8. Its lines are, in this order: service tag,
 * version, character set, identification, BIC, holder, IBAN, amount, purpose, structured reference, unstructured reference.
 */

/** A transfer as an organiser writes it. */
export interface Transfer {
  /** The account holder, letter by letter as the bank has it: banks compare. */
  readonly holder: string;
  /** Bare and in capitals, its check digits fitting: see `parseIban`. */
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly reference?: string | undefined;
  /** Absent: whoever gives chooses it in the banking app. */
  readonly amount?: Money | undefined;
  /** ISO 4217, of the campaign. */
  readonly currency: string;
}

/** A transfer as it is shown and put into a code, so that both say the same: one line each, nothing invisible. */
export interface TransferLines {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
  /** May be empty, as the BIC. A structured one is bare and in capitals. */
  readonly reference: string;
  /** Whether the reference is a creditor reference (ISO 11649), which banks check. */
  readonly isStructured: boolean;
  readonly amount: Money | undefined;
}

/** What of a transfer was too long. */
export type Shortened = 'holder' | 'reference';

/** A payment code, and the transfer it holds. */
export interface Epc {
  /** What is put into the QR code; at most 331 bytes of UTF-8. */
  readonly text: string;
  readonly lines: TransferLines;
  readonly shortened: readonly Shortened[];
}

/** Why there can be no payment code; `bic`: malformed, or missing where one is needed. */
export type Obstacle = 'currency' | 'country' | 'iban' | 'bic' | 'holder' | 'amount';

/** What version 13 of a QR code holds at error correction M. */
const maxBytes = 331;
const maxHolder = 70;
const maxReference = 140;
const maxMinor = 999_999_999_99;

/** The transfer in lines that can be shown and copied. */
export function transferLines({ amount, bic = '', holder, iban, reference = '' }: Transfer): TransferLines {
  const structured = parseReference(line(reference));
  return {
    holder: line(holder),
    iban,
    bic: line(withoutUnseen(bic)).toUpperCase(),
    reference: structured ?? line(reference),
    isStructured: structured !== undefined,
    amount,
  };
}

/** The payment code of a transfer, or why there is none. A holder or a reference that is too long is shortened. */
export function epcOf(transfer: Transfer): Epc | Obstacle {
  const lines = transferLines(transfer);
  const { amount, bic, iban } = lines;
  const country = sepaCountryOf(iban);
  if (transfer.currency !== 'EUR' || (amount && amount.currency !== 'EUR')) return 'currency';
  if (!country) return 'country';
  if (iban.length !== country.ibanLength) return 'iban';
  if (bic ? !/^[A-Z\d]{4}[A-Z]{2}[A-Z\d]{2}([A-Z\d]{3})?$/.test(bic) : country.needsBic) return 'bic';
  if (!lines.holder) return 'holder';
  if (amount && (amount.minor < 1 || amount.minor > maxMinor)) return 'amount';

  const holder = fit(lines.holder, maxHolder, maxBytes);
  const left = maxBytes + 1 - bytesOf(textOf({ ...lines, holder, reference: '-' }));
  // Whatever the holder's letters, a structured reference has its room; only one's own words may lack it.
  const reference = lines.isStructured ? lines.reference : fit(lines.reference, maxReference, left);
  const kept = { ...lines, holder, reference };
  return {
    text: textOf(kept),
    lines: kept,
    shortened: (['holder', 'reference'] as const).filter((field) => kept[field] !== lines[field]),
  };
}

/** Nothing stands after the last line that is filled. */
function textOf({ amount, bic, holder, iban, isStructured, reference }: TransferLines): string {
  const money = amount ? `EUR${amountText(amount)}` : '';
  const references = isStructured ? [reference] : ['', reference];
  return ['BCD', '002', '1', 'SCT', bic, holder, iban, money, '', ...references].join('\n').trimEnd();
}

/** A text on one line, without what can't be seen: a line break in a field would begin the next one. */
const line = (text: string): string => clean(text.replace(/[\p{Cf}\p{Cs}]/gu, '').replace(/[\s\p{Cc}\p{Z}]+/gu, ' '));

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** The beginning of a text that is no longer than allowed, in UTF-16 units and in bytes; never a part of a grapheme. */
function fit(text: string, maxLength: number, room: number): string {
  if (text.length <= maxLength && bytesOf(text) <= room) return text;
  const begin = (pieces: Iterable<string>): string => {
    let kept = '';
    for (const piece of pieces) {
      const longer = kept + piece;
      if (longer.length > maxLength || bytesOf(longer) > room) break;
      kept = longer;
    }
    return kept.trimEnd();
  };
  // Some scripts chain letters to graphemes without end: of such a one, at least its beginning.
  return begin(graphemesOf(text)) || begin(text);
}

const graphemesOf = (text: string): Iterable<string> =>
  Intl.Segmenter
    ? [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
    : (text.match(/\P{M}\p{M}*/gu) ?? []);
