/** What parts the cells of a pasted table. */
export type Separator = '\t' | ';' | ',';

/** One row as it was pasted. */
export interface TableRow {
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly separator: Separator;
  /** Without rows in which nothing is written. */
  readonly rows: readonly TableRow[];
}

/**
 * Reads a table as a spreadsheet copies it (tabs), or as banks and Excel write it into a file (semicolons in Germany, commas
 * elsewhere): RFC 4180 with any separator and any end of line. Never throws: a quote that is not closed ends with the text.
 */
export function readTable(text: string): Table {
  const plain = text.replace(/^\ufeff/, '');
  const separator = separatorOf(plain);
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begins = 1;
  let isQuoted = false;
  let wasQuoted = false;

  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endRow = (): void => {
    endCell();
    if (cells.some(Boolean)) rows.push({ line: begins, cells });
    cells = [];
    begins = line;
  };

  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]!;
    const isBreak = sign === '\n' || (sign === '\r' && plain[at + 1] !== '\n');
    if (isBreak) line += 1;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') cell += plain[++at]!;
      else isQuoted = false;
    } else if (sign === '"' && !wasQuoted && cell.trim() === '') {
      // Only a quote that begins a cell is one of CSV; `Lena "Leo" M.` is a name.
      cell = '';
      isQuoted = wasQuoted = true;
    } else if (sign === separator) endCell();
    else if (isBreak) endRow();
    else if (sign !== '\r') cell += sign;
  }
  endRow();
  return { separator, rows };
}

/** A tab is never written by hand; a semicolon parts cells wherever a comma parts decimals. */
function separatorOf(text: string): Separator {
  // What stands between two quotes is a cell's; the last of an odd number closes nothing.
  const pieces = text.split('"');
  const bare = pieces.filter((_, index) => index % 2 === 0 || index === pieces.length - 1).join('');
  if (bare.includes('\t')) return '\t';
  const lines = bare.split(/\r?\n|\r/).filter((line) => line.trim());
  return lines.length > 0 && lines.filter((line) => line.includes(';')).length * 2 > lines.length ? ';' : ',';
}
