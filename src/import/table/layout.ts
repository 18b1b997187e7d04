/* Where a file's headings stand, and what its columns hold. */
import { progressOf } from '../progress.ts';
import type { ReadOptions } from '../statement.ts';
import { type Delimiter, delimiters, readCsv, type TextRow } from './csv.ts';
import { looksLikeDay } from '../days.ts';
import { headingOf, roleOf, type Heading, type Role } from './headings.ts';

/** Headings stand within so many rows. */
const deepest = 40;

export interface Column {
  readonly heading: string;
  readonly role: Role | undefined;
  readonly currency?: string;
  readonly isUtc: boolean;
  /** The heading as it is compared. */
  readonly plain: string;
}

export interface Layout {
  readonly delimiter: Delimiter;
  readonly columns: readonly Column[];
  /** The rows above the headings. */
  readonly above: readonly TextRow[];
  readonly below: readonly TextRow[];
  readonly headings: TextRow;
}

const moneyRoles: ReadonlySet<Role | undefined> = new Set<Role>(['amount', 'credit', 'debit', 'gross', 'net', 'sign']);
const dayRoles: ReadonlySet<Role | undefined> = new Set<Role>(['date', 'valued']);

export function columnsOf(cells: readonly string[]): Column[] {
  return cells.map((cell): Column => {
    const heading: Heading = headingOf(cell);
    return {
      heading: cell,
      plain: heading.plain,
      isUtc: heading.isUtc,
      ...(heading.currency && { currency: heading.currency }),
      role: heading.plain || heading.currency ? (roleOf(heading) ?? (heading.plain ? undefined : 'amount')) : undefined,
    };
  });
}

/** How well a row serves as headings: the number of those that are known; 0 for what can't be one. */
function fit(columns: readonly Column[], hasProceeds: boolean): number {
  const named = columns.filter(({ heading }) => heading);
  const known = named.filter(({ role }) => role);
  const hasDay = known.some(({ role }) => dayRoles.has(role));
  const hasMoney = known.some(({ role }) => moneyRoles.has(role) || (hasProceeds && role === 'copies'));
  return hasDay && hasMoney && known.length * 2 >= named.length ? known.length : 0;
}

/** The layout of a table each of whose lines was put in quotes as a whole, as a spreadsheet does that took it for one column. */
function wrappedLayout(text: string): Layout | undefined {
  if (!/^\s*"[^"\n]*""/.test(text)) return undefined;
  const inner = readCsv(text, '\u001f').map(({ cells }) => cells[0] ?? '');
  return layoutOf(inner.join('\n'));
}

/** The layout whose headings are known best; undefined where none are. */
export function layoutOf(
  text: string,
  options: Pick<ReadOptions, 'columns' | 'onProgress' | 'proceeds'> = {},
): Layout | undefined {
  if (options.columns) return toldLayout(text, options.columns);
  // Where it is known what one sold copy brings, copies are money.
  const hasProceeds = options.proceeds !== undefined;
  let best: { delimiter: Delimiter; index: number; score: number } | undefined;
  for (const delimiter of delimiters) {
    readCsv(text, delimiter, deepest).forEach((row, index) => {
      const score = fit(columnsOf(row.cells), hasProceeds);
      if (score > (best?.score ?? 1)) best = { delimiter, index, score };
    });
  }
  if (!best) return wrappedLayout(text);
  // Reading the cells is the first half, what they mean the second.
  const tell = progressOf(options, 1, [0, 0.5]);
  const rows = readCsv(text, best.delimiter, Infinity, (done, total) => tell(done / total));
  const headings = rows[best.index]!;
  return {
    delimiter: best.delimiter,
    columns: columnsOf(headings.cells),
    above: rows.slice(0, best.index),
    headings,
    below: rows.slice(best.index + 1),
  };
}

/**
 * Whether further headings stand in the file, other ones or in another order, above the ones that were found or among the rows: what
 * stands below those would be read by the wrong columns, or not at all.
 */
export function hasOthers({ above, below, headings }: Layout): boolean {
  const own = headings.cells.filter(Boolean).join('\n');
  const isOther = ({ cells }: TextRow): boolean => {
    const named = cells.filter(Boolean);
    // Headings have no figures; so is seen quickly what most rows are not.
    if (named.length < 2 || named.some((cell) => /\d/.test(cell)) || named.join('\n') === own) return false;
    const columns = columnsOf(cells);
    return isMoneyTable(columns) || (named.length > 2 && columns.every(({ heading, role }) => !heading || role));
  };
  // Headings of accounts stand above the table that counts; those of money are a table of their own.
  return (
    below.some(isOther) ||
    above.some(({ cells }) => !cells.some((cell) => /\d/.test(cell)) && isMoneyTable(columnsOf(cells)))
  );
}

const isMoneyTable = (columns: readonly Column[]): boolean => fit(columns, false) > 1;

/** Whether a row may be headings that aren't known: words all along, and neither a day nor an amount. */
export const isHeadings = (cells: readonly string[]): boolean =>
  cells.length > 1 &&
  cells.every((cell) => /\p{L}/u.test(cell) && !looksLikeDay(cell) && !/^[\d.,\s-]+\s*\p{L}{1,4}$/u.test(cell));

/**
 * The layout of a table whose columns an organiser has told. Its headings are its first row of as many cells, unless that row is one
 * of money already.
 */
function toldLayout(text: string, told: readonly Role[]): Layout | undefined {
  for (const delimiter of delimiters) {
    const rows = readCsv(text, delimiter);
    const start = rows.findIndex(({ cells }) => cells.length === told.length);
    if (start < 0) continue;
    const row = rows[start]!;
    const isData = told.some((role, index) => dayRoles.has(role) && looksLikeDay(row.cells[index] ?? ''));
    const headings = isData ? { line: row.line, cells: told.map(() => '') } : row;
    return {
      delimiter,
      columns: columnsOf(headings.cells),
      above: rows.slice(0, start),
      headings,
      below: rows.slice(isData ? start : start + 1),
    };
  }
  return undefined;
}
