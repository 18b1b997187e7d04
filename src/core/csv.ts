/** A cell: a text of whatever origin, or a number that the writer itself made (a decimal string). */
export type Cell = string | { readonly number: string } | undefined;

/** What parts cells, and what stands before the decimals. */
export interface CsvForm {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

/** RFC 4180, for programs. */
export const plainForm: CsvForm = { separator: ',', decimal: '.' };

/**
 * Where a spreadsheet may see a formula begin (full-width forms included), with the blanks and quotes it would skip before
 * it: at the start of a cell, and after what some spreadsheet takes for the end of one. A German Excel parts cells by
 * semicolons and doesn't mind our quotes.
 */
const formula = /(?<=^|[;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠]|[\t\r])/g;

/**
 * CSV after RFC 4180: CRLF, and every text in quotes. Safe to open in a spreadsheet: an apostrophe stands before
 * whatever could begin a formula (OWASP, CSV injection). Begins with a byte-order mark, without which Excel misreads umlauts.
 * @param header Names of the columns.
 * @param form As a spreadsheet of one language wants it, which reads all of a line into one cell otherwise.
 */
export function csvOf(header: readonly string[], rows: Iterable<readonly Cell[]>, form: CsvForm = plainForm): string {
  const lines = [csvLine(header, form)];
  for (const row of rows) lines.push(csvLine(row, form));
  return `\ufeff${lines.join('')}`;
}

/** One line of such a file, for files that are written piece by piece. */
export const csvLine = (row: readonly Cell[], { decimal, separator }: CsvForm = plainForm): string =>
  `${row.map((cell) => cellOf(cell, decimal)).join(separator)}\r\n`;

function cellOf(cell: Cell, decimal: string): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return cell.number.replace('.', decimal);
  return `"${cell.replace(formula, "'").replaceAll('"', '""')}"`;
}
