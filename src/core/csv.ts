/** A cell: a text of whatever origin, or a number that the writer itself made (a decimal string). */
export type Cell = string | { readonly number: string } | undefined;

/** What parts cells, and what stands before the decimals. */
export interface CsvForm {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

/** RFC 4180, for programs. */
export const plainForm: CsvForm = { separator: ',', decimal: '.' };

/** What a formula begins with, full-width forms included. */
const formulaSign = /[=+\-@＝＋－＠]/;
/** What some spreadsheet takes for the end of a cell: a German Excel parts cells by semicolons and doesn't mind our quotes. */
const cellEnd = /[;\t\r\n]/;
/** What it would skip before a formula. */
const skipped = /[\s"]/;

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
  return `"${withoutFormulas(cell).replaceAll('"', '""')}"`;
}

/** A text with an apostrophe at each place where a spreadsheet may see a formula begin. Read from its end, each sign once. */
function withoutFormulas(text: string): string {
  if (!formulaSign.test(text) && !/[\t\r]/.test(text)) return text;
  const pieces: string[] = [];
  /** Whether a formula's sign comes next, behind what is skipped. */
  let leads = false;
  let end = text.length;
  for (let at = text.length - 1; at >= 0; at--) {
    const sign = text[at]!;
    leads = formulaSign.test(sign) || (leads && skipped.test(sign));
    const begins = at === 0 || cellEnd.test(text[at - 1]!);
    if (!begins || !(leads || sign === '\t' || sign === '\r')) continue;
    pieces.push(`'${text.slice(at, end)}`);
    end = at;
  }
  return text.slice(0, end) + pieces.toReversed().join('');
}
