import type { Column, PastedLine, PasteKind, RowFault } from '../core/paste.ts';
import { amountText } from '../core/money.ts';
import { formatDate } from '../core/format.ts';
import { amountFaultWords } from './input-values.ts';
import type { DeskWords } from './words/en.ts';

/* Between pasted rows and what the server takes. */

export interface LineOptions {
  readonly kind: PasteKind;
  readonly source: string;
  /** Whether all of them agreed to be named. */
  readonly isPublic: boolean;
  readonly words: DeskWords;
}

/** A line as the server takes it. */
export function lineFrom(read: PastedLine, { isPublic, kind, source, words }: LineOptions): object {
  const { amount, at, copies, label, message, name } = read;
  const sold = copies === undefined ? undefined : words.enter.copies(copies);
  const said = [label, sold].filter(Boolean).join(', ');
  return {
    kind,
    at,
    amount: amountText(amount),
    ...((kind === 'gift' || kind === 'sale') && source && { source }),
    ...(said && { label: said }),
    ...(kind === 'gift' && name && { name }),
    ...(kind === 'gift' && message && { message }),
    ...(kind === 'gift' && (name ?? message) && { isPublic: isPublic || read.isPublic }),
  };
}

/** Why a row can't be entered, in words. */
export function faultWords({ fault, field }: RowFault, words: DeskWords): string {
  if (field === 'copies') return words.copiesFault;
  if (field === 'amount') return amountFaultWords(fault, words);
  const { dayFaults, locale } = words;
  if (fault.kind !== 'ambiguous') return dayFaults[fault.kind];
  return dayFaults.ambiguous(formatDate(fault.one, locale), formatDate(fault.other, locale));
}

/** A row of cells as a pasted one would stand, in quotes where a cell holds what parts cells. */
export const rowWords = (cells: readonly string[] | undefined): string =>
  (cells ?? []).map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t');

/** One line typed by hand, in the order of the list's columns. */
export const oneRow = (columns: readonly Column[], values: Readonly<Partial<Record<Column, string>>>): string =>
  rowWords(columns.map((column) => values[column] ?? ''));

/** The text of a file. What is no UTF-8 is what German banks and Excel on Windows still write. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
