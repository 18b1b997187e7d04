import { readAmount, type AmountFault } from './amount-input.ts';
import { readDay, type DayFault } from './day-input.ts';
import { times, type Money } from './money.ts';
import { readTable, type Separator, type TableRow } from './table-text.ts';
import { clean } from './text.ts';

/** What a column holds. */
export type Column = 'at' | 'amount' | 'copies' | 'name' | 'message' | 'label' | 'public' | 'skip';

/** What kind of lines are pasted. */
export type PasteKind = 'gift' | 'sale' | 'expense' | 'fee';

export interface PasteOptions {
  readonly kind: PasteKind;
  /** ISO 4217. */
  readonly currency: string;
  /** Whose way of writing the suggestions follow, BCP 47. */
  readonly locale: string;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  /** What one sold copy brings; with it a row of sales needs no amount. */
  readonly proceeds?: Money | undefined;
  /** What each column holds. Absent: as the first row names them, else as they look. */
  readonly columns?: readonly Column[] | undefined;
}

/** A line that is ready to be entered. */
export interface PastedLine {
  /** `YYYY-MM-DD`. */
  readonly at: string;
  readonly amount: Money;
  readonly copies?: number;
  readonly name?: string;
  readonly message?: string;
  readonly label?: string;
  /** Whether the row says that the name may be shown. */
  readonly isPublic: boolean;
}

/**
 * Why a row can't be entered: what is wrong with its day, its amount or its copies.
 * - `missing`: there is no such column.
 * - `commas`: commas part both cells and decimals, so that `12,50` may be 12 and something else.
 * - `went-out`: the amount has a minus: money that went out is no gift.
 */
export type RowFault =
  | { readonly field: 'at'; readonly fault: DayFault | { readonly kind: 'missing' } }
  | {
      readonly field: 'amount';
      readonly fault: AmountFault | { readonly kind: 'missing' | 'commas' | 'went-out' };
    }
  | { readonly field: 'copies'; readonly fault: { readonly kind: 'unreadable' } };

/** One pasted row, and what became of it: each row of the text is in exactly one. */
export interface PastedRow extends TableRow {
  readonly read?: PastedLine;
  readonly faults: readonly RowFault[];
}

export interface Pasted {
  readonly columns: readonly Column[];
  /** The first row, when it names the columns. */
  readonly header?: readonly string[];
  readonly rows: readonly PastedRow[];
}

/** Words by which a column's head is known, in German and English. The order decides where two would fit. */
const heads: readonly (readonly [Column, RegExp])[] = [
  ['at', /^(buchungs?(tag|datum)|datum|date|day|tag|booking date|value date|valuta(datum)?|wertstellung|am)$/],
  ['copies', /^(exemplare|st(ü|ue)ck(zahl)?|anzahl|menge|copies|quantity|qty|units|b(ü|ue)cher)$/],
  [
    'amount',
    /^(betrag|amount|summe|umsatz|gutschrift|credit|sum|value|eur|euro|€|erl(ö|oe)s)( ?\(?(in )?(eur|€)\)?)?$/,
  ],
  ['public', /^((ö|oe)ffentlich|public|nennen|darf genannt werden|may be named|name zeigen|show name)$/],
  ['label', /^(zweck|wof(ü|ue)r|bezeichnung|beschreibung|label|purpose|what for|description)$/],
  ['message', /^(nachricht|message|verwendungszweck|buchungstext|reference|comment|kommentar|gru(ß|ss)|note)$/],
  [
    'name',
    /^(name|spender(in)?|von|from|giver|donor|payer|sender|(auftraggeber|beg(ü|ue)nstigter|zahlungspflichtiger|empf(ä|ae)nger|zahlungsempf(ä|ae)nger)( ?\/ ?\p{L}+)?)$/u,
  ],
];

const yes = /^(ja|j|yes|y|x|true|wahr|1|✓|✔|öffentlich|public)$/i;

/** Reads a pasted list of transfers, sales or costs. What can be read in two ways is refused with its reason, row by row. */
export function readPaste(text: string, options: PasteOptions): Pasted {
  const { rows: all, separator } = readTable(text);
  const [first] = all;
  const named = first && namedColumns(first.cells, options);
  const rows = named ? all.slice(1) : all;
  const width = all.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const found = options.columns ?? named ?? guessed(rows, options);
  const columns = Array.from({ length: width }, (_, index) => found[index] ?? 'skip');
  return {
    columns,
    ...(named && first && { header: first.cells }),
    rows: rows.map((row) => ({ ...row, ...readRow(row.cells, columns, separator, options) })),
  };
}

/** The columns as the first row names them; undefined where that row is no head. */
function namedColumns(cells: readonly string[], options: PasteOptions): Column[] | undefined {
  if (cells.some((cell) => looksLikeDay(cell) || looksLikeAmount(cell, options))) return undefined;
  const taken = new Set<Column>();
  const columns = cells.map((cell): Column => {
    const word = cell.toLowerCase().replace(/\s+/g, ' ').replace(/:$/, '');
    const column = heads.find(([name, pattern]) => pattern.test(word) && !taken.has(name))?.[0] ?? 'skip';
    taken.add(column);
    return column;
  });
  taken.delete('skip');
  return taken.size ? columns : undefined;
}

/** The columns as their cells look: the first of days, the first of amounts, then texts. */
function guessed(rows: readonly TableRow[], options: PasteOptions): Column[] {
  const { kind } = options;
  const some = rows.slice(0, 50);
  const width = some.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const texts: Column[] = kind === 'gift' ? ['name', 'message'] : ['label'];
  const free: Column[] = ['at', ...(kind === 'sale' ? (['copies'] as const) : []), 'amount'];
  return Array.from({ length: width }, (_, index) => {
    const cells = some.map((row) => row.cells[index] ?? '').filter(Boolean);
    const mostly = (test: (cell: string) => boolean): boolean =>
      cells.length > 0 && cells.filter(test).length * 2 > cells.length;
    const take = (column: Column): Column | undefined => {
      const at = free.indexOf(column);
      return at < 0 ? undefined : free.splice(at, 1)[0];
    };
    if (mostly(looksLikeDay)) return take('at') ?? 'skip';
    if (mostly((cell) => /^\d{1,6}$/.test(cell))) return take('copies') ?? take('amount') ?? 'skip';
    if (mostly((cell) => looksLikeAmount(cell, options))) return take('amount') ?? 'skip';
    return cells.length ? (texts.shift() ?? 'skip') : 'skip';
  });
}

const looksLikeDay = (cell: string): boolean => {
  const { fault } = readDay(cell);
  return !fault || fault.kind === 'ambiguous' || fault.kind === 'no-such-day';
};

const looksLikeAmount = (cell: string, { currency, locale }: PasteOptions): boolean => {
  const { fault } = readAmount(unsigned(cell), currency, locale);
  return !fault || !/^(empty|unreadable)$/.test(fault.kind);
};

const minus = /^[-\u2212\u2013]\s?(?=\p{Nd})|(?<=\p{Nd})\s?[-\u2212]$/u;

/** Without a sign before or (as some banks have it) behind. `50,-` keeps its dash. */
const unsigned = (cell: string): string => cell.replace(/^\+\s?/, '').replace(minus, '');

function readRow(
  cells: readonly string[],
  columns: readonly Column[],
  separator: Separator,
  options: PasteOptions,
): Pick<PastedRow, 'read' | 'faults'> {
  const faults: RowFault[] = [];
  const cell = (column: Column): string | undefined => {
    const at = columns.indexOf(column);
    return at < 0 ? undefined : (cells[at] ?? '');
  };
  const text = (column: Column): string | undefined => clean(cell(column) ?? '') || undefined;

  const written = cell('at');
  const day = written === undefined ? undefined : readDay(written, options.today);
  if (!day) faults.push({ field: 'at', fault: { kind: 'missing' } });
  else if (day.fault) faults.push({ field: 'at', fault: day.fault });

  const copies = cell('copies') || undefined;
  const count = copies && /^[1-9]\d{0,5}$/.test(copies) ? Number(copies) : undefined;
  if (copies && !count) faults.push({ field: 'copies', fault: { kind: 'unreadable' } });

  const amount = readSum(cells, columns, separator, options, count, faults);
  if (faults.length || !day?.day || !amount) return { faults };
  const read = {
    at: day.day,
    amount,
    copies: count,
    name: text('name'),
    message: text('message'),
    label: text('label'),
    isPublic: yes.test(cell('public') ?? ''),
  };
  return { faults, read: withoutAbsent(read) };
}

function readSum(
  cells: readonly string[],
  columns: readonly Column[],
  separator: Separator,
  { currency, kind, locale, proceeds }: PasteOptions,
  copies: number | undefined,
  faults: RowFault[],
): Money | undefined {
  const at = columns.indexOf('amount');
  const written = at < 0 ? undefined : (cells[at] ?? '');
  if (!written && proceeds && copies) return times(proceeds, copies);
  // Copies that can't be read are told already, and would have made the amount.
  if (!written && proceeds && faults.some(({ field }) => field === 'copies')) return undefined;
  if (written === undefined) {
    faults.push({ field: 'amount', fault: { kind: 'missing' } });
    return undefined;
  }
  // `22.05.2026,12,50,Lena`: nobody can tell whether 50 is cents or a cell.
  const wasTorn = separator === ',' && /^\d+$/.test(written) && /^\d\d$/.test(cells[at + 1] ?? '');
  const wentOut = minus.test(written) && (kind === 'gift' || kind === 'sale');
  const { amount, fault } = readAmount(unsigned(written), currency, locale);
  if (wasTorn) faults.push({ field: 'amount', fault: { kind: 'commas' } });
  else if (fault) faults.push({ field: 'amount', fault });
  else if (wentOut) faults.push({ field: 'amount', fault: { kind: 'went-out' } });
  return amount;
}

const withoutAbsent = (line: { [Key in keyof PastedLine]: PastedLine[Key] | undefined }): PastedLine =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as unknown as PastedLine;
