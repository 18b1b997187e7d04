/*
 * What reading a file of a bank or of people makes: rows, each with what became of it. Nothing is booked here, and nothing is
 * guessed: what can be read in two ways is asked about or refused.
 */

/**
 * What becomes of a row.
 * - `ready`: money that was received and booked, in the campaign's currency.
 * - `known`: its bank's id was booked before.
 * - `left-out`: understood, and no gift by itself: `why` says so. An organiser may choose it all the same.
 * - `refused`: can't be read as it stands: `why` says what to mend.
 */
export type RowState = 'ready' | 'known' | 'left-out' | 'refused';

/** Why a row is left out. */
export type LeftOut =
  | 'went-out' // Money that left the account: a cost, a fee, a transfer of one's own.
  | 'returned' // Money that had gone out and came back: no gift.
  | 'pending' // Announced, not booked.
  | 'failed' // Refused, cancelled, expired.
  | 'reverted' // Taken back by the bank or the provider.
  | 'refunded' // Given back in full.
  | 'balance' // A balance, no payment.
  | 'own-transfer' // From or to another account of the same owner, a payout, a change of currencies.
  | 'test' // Made in a provider's test mode.
  | 'zero' // Nothing was moved.
  | 'other-currency';

/** Why a row is refused. */
export type Refusal =
  | 'no-date'
  | 'unreadable-date'
  | 'ambiguous-date' // `05/06/2026`, and no other date of the file shows which number is the month.
  | 'no-such-day'
  | 'future-date'
  | 'no-amount'
  | 'unreadable-amount'
  | 'ambiguous-amount' // `1.500`, and no other amount of the file shows what the point is.
  | 'decimals' // More of them than the currency has.
  | 'two-amounts' // Both what came in and what went out, or two that contradict each other.
  | 'unknown-sign' // Whether it came in or went out can't be told.
  | 'unknown-state' // A word about the payment's state that isn't known.
  | 'unknown-currency'
  | 'quotes' // A quote opens a cell and never closes: rows may have been swallowed.
  | 'columns'; // More or fewer cells than the headings have.

/** Why a day or an amount can't be told. */
export interface Unclear {
  readonly why: Refusal;
  /** The days or the amounts that it may be. */
  readonly either?: readonly [string, string];
  /** The day, where it is still to come. */
  readonly at?: string;
}

/** What a row would be booked as. */
export type RowKind = 'gift' | 'sale' | 'cost' | 'fee' | 'return';

export interface Row {
  /** The line of the file it begins on, from 1. Within an archive: of its own file. */
  readonly line: number;
  readonly state: RowState;
  readonly why: LeftOut | Refusal | null;
  /** Null for what is no payment. */
  readonly kind: RowKind | null;
  /** The day of booking, `YYYY-MM-DD`. */
  readonly at: string | null;
  /** A decimal string without a sign: `"50.00"`. */
  readonly amount: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** Who is at the other end. */
  readonly name: string | null;
  /** What they wrote: never the bank's own word for the kind of booking. */
  readonly message: string | null;
  /** A structured reference (ISO 11649, QR reference), else the payer's end-to-end reference. */
  readonly reference: string | null;
  /** The bank's or provider's own id of the booking. */
  readonly bankId: string | null;
  /** How many were sold, where a column says so. */
  readonly copies?: number;
  /** Whether a column says that the name may be shown. Absent: none does. */
  readonly isPublic?: boolean;
  /** The two readings of a day or an amount that is ambiguous: days, or decimal strings. */
  readonly either?: readonly [string, string];
}

/** Which kind of file it is. `lines`: a date, an amount and words on each line. */
export type Format = 'csv' | 'camt.053' | 'mt940' | 'glassjar' | 'lines';

/**
 * Why a file gives no rows, or must be asked about.
 * - `empty`, `binary`, `damaged`, `too-large`: nothing can be read.
 * - `spreadsheet`, `pdf`: a format that has to be exported as CSV first.
 * - `intraday`, `notification`, `payment-order`: CAMT.052, CAMT.054, pain: nothing in it is booked, or it has no balance.
 * - `several-currencies`: accounts in an archive that can't be one statement.
 * - `several-tables`: further headings, other ones, stand among its rows.
 * - `columns`: a table whose columns must be told; `headings` and `sample` show it, `columns` names those in doubt.
 */
export interface Problem {
  readonly code:
    | 'empty'
    | 'binary'
    | 'damaged'
    | 'too-large'
    | 'spreadsheet'
    | 'pdf'
    | 'intraday'
    | 'notification'
    | 'payment-order'
    | 'unknown-xml'
    | 'unknown-json'
    | 'several-tables'
    | 'columns';
  /** The file within an archive. */
  readonly file?: string;
  /** As the file has them; without any where it has none. */
  readonly headings?: readonly string[];
  /** The first rows as they are. */
  readonly sample?: readonly (readonly string[])[];
  /** Headings that are not known though what stands below them may matter, or that are there twice. */
  readonly columns?: readonly string[];
}

/** A file that was read. */
export interface Statement {
  readonly format: Format | null;
  /** Whose file it is, as far as its headings tell: `ing-de`. Null: no file of a known house. */
  readonly profile: string | null;
  /** Signed decimal strings in the account's currency, where the file states both. */
  readonly opening: string | null;
  readonly closing: string | null;
  /** Whether opening, all that was booked, and closing fit. Null where the file doesn't state both balances. */
  readonly fits: boolean | null;
  readonly rows: readonly Row[];
  readonly problem?: Problem;
}

/** How to read it. */
export interface ReadOptions {
  /** The campaign's, ISO 4217. */
  readonly currency: string;
  /** IANA time zone in which an instant becomes a day. */
  readonly zone: string;
  /** Today there, `YYYY-MM-DD`. */
  readonly today: string;
  /** What the organiser said of the columns of a file with such headings, in the headings' order. */
  readonly columns?: readonly import('./table/headings.ts').Role[];
  /** Which number stands first in dates that can be read in two ways, where the file doesn't show it. */
  readonly order?: 'day' | 'month';
  /** Which sign parts decimals in amounts that can be read in two ways, where the file doesn't show it. */
  readonly decimal?: ',' | '.';
  /** What one sold copy brings, a decimal string: with it a row of copies needs no amount. */
  readonly proceeds?: string;
  /** Whether a bank's id was booked before. */
  readonly isKnown?: (bankId: string) => boolean;
  /** Called while a file is read, about a hundred times at most, with the share that is done: above 0, at most 1, never less than before. */
  readonly onProgress?: (share: number) => void;
}

/** A file of which nothing could be read. */
export const unread = (problem: Problem, format: Format | null = null): Statement => ({
  format,
  profile: null,
  opening: null,
  closing: null,
  fits: null,
  rows: [],
  problem,
});
