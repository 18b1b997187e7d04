/*
 * Text becomes rows of cells. The parsing is Papa Parse's; what is added is the line each row begins on, and that a quote which opens
 * a cell and never closes costs its own row only: the rows it would swallow are read by themselves.
 */
import Papa from 'papaparse';
import { looksLikeDay } from '../days.ts';

export interface TextRow {
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether a quote in it opens a cell and never closes, so that where its cells end can't be told. */
  readonly isTorn?: boolean;
}

export const delimiters = [';', '\t', ',', '|'] as const;
/** The unit separator parts nothing: with it each line is one cell. */
export type Delimiter = (typeof delimiters)[number] | '\u001f';

/** So many torn rows are read one by one; a file with more has no quotes in the sense of CSV. */
const mostTorn = 40;

const countLines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/** Whether a cell holds what looks like a further row of the table. */
const swallows = (cells: readonly string[], delimiter: Delimiter): boolean =>
  cells.some(
    (cell) =>
      cell.includes('\n') &&
      cell
        .split('\n')
        .slice(1)
        .some((line) => {
          const parts = line.split(delimiter);
          return parts.length > 2 && parts.some((part) => looksLikeDay(part.replaceAll('"', '')));
        }),
  );

/**
 * Reads a text as a table. Blank rows are left out.
 * @param most So many rows at most: a look at the beginning.
 * @param onRead Called after each row with how many characters were read, and of how many.
 */
export function readCsv(
  source: string,
  delimiter: Delimiter,
  most = Infinity,
  onRead?: (done: number, total: number) => void,
): TextRow[] {
  const text = source.replace(/\r\n?/g, '\n');
  const rows: TextRow[] = [];
  let from = 0;
  let line = 1;
  let torn = 0;
  const add = (row: TextRow): void => {
    const cells = row.cells.map((cell) => cell.trim());
    if (cells.some(Boolean)) rows.push({ ...row, cells });
  };
  while (from < text.length && rows.length < most) {
    const start = from;
    let failedAt: number | undefined;
    Papa.parse<string[]>(text.slice(from), {
      delimiter,
      newline: '\n',
      quoteChar: torn < mostTorn ? '"' : '\u0000',
      step({ data, errors, meta }, parser) {
        const end = start + meta.cursor;
        if (errors.some(({ type }) => type === 'Quotes') || swallows(data, delimiter)) {
          failedAt = from;
          parser.abort();
          return;
        }
        add({ line, cells: data });
        line += countLines(text, from, end);
        from = end;
        onRead?.(from, text.length);
        if (rows.length >= most) parser.abort();
      },
    });
    if (failedAt === undefined) break;
    const end = text.indexOf('\n', failedAt);
    const next = end < 0 ? text.length : end + 1;
    const alone = text.slice(failedAt, end < 0 ? text.length : end);
    const cells = alone.split(delimiter).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    );
    // Quotes that are only written wrongly, `"Lena "Leo" M."`, leave no doubt where the cells end.
    const isClear = alone.split(delimiter).every((cell) => /^\s*(?:".*"\s*|[^"]*|[^"\s].*)$/.test(cell));
    add({ line, cells, ...(!isClear && { isTorn: true }) });
    torn += 1;
    line += 1;
    from = next;
  }
  return rows;
}
