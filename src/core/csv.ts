/** A cell: a text of whatever origin, or a number that the writer itself made (a decimal string). */
export type Cell = string | { readonly number: string } | undefined;

/**
 * Where a spreadsheet may see a formula begin (full-width forms included), with the blanks and quotes it would skip before
 * it: at the start of a cell, and after what some spreadsheet takes for the end of one. A German Excel parts cells by
 * semicolons and doesn't mind our quotes.
 */
const formula = /(?<=^|[;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠]|[\t\r])/g;

/**
 * CSV after RFC 4180: commas, CRLF, and every text in quotes. Safe to open in a spreadsheet: an apostrophe stands before
 * whatever could begin a formula (OWASP, CSV injection). Begins with a byte-order mark, without which Excel misreads umlauts.
 * @param header Names of the columns.
 */
export function csvOf(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.map(cellOf).join(',')];
  for (const row of rows) lines.push(row.map(cellOf).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** One line of such a file, for files that are written piece by piece. */
export const csvLine = (row: readonly Cell[]): string => `${row.map(cellOf).join(',')}\r\n`;

function cellOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return cell.number;
  return `"${cell.replace(formula, "'").replaceAll('"', '""')}"`;
}
