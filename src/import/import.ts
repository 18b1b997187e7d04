/*
 * Reads a file of a bank, of a provider or of people into rows. It books nothing, reads no clock and fetches nothing; the libraries
 * it needs (Papa Parse for tables, fflate for archives) load where such a file is read.
 */
import { keysOf } from './booking.ts';
import { readCamt, documentOf, type Account } from './camt.ts';
import { decodeText } from './encoding.ts';
import { readLines } from './lines.ts';
import { isMt940, readMt940 } from './mt940.ts';
import { readOwn } from './own.ts';
import { progressOf } from './progress.ts';
import { decimalText, rowOf, type Booked } from './rows.ts';
import { unread, type Format, type Problem, type ReadOptions, type Row, type Statement } from './statement.ts';

/** Bytes of a file, and of all that an archive holds, at most. */
export const largest = 32 << 20;

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Reads a file. Never throws for what stands in it: what can't be read is told as the statement's `problem`. */
export async function readFile(bytes: Uint8Array, options: ReadOptions): Promise<Statement> {
  if (bytes.length > largest) return unread({ code: 'too-large' });
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return unread({ code: 'pdf' });
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return unread({ code: 'spreadsheet' });
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return readArchive(bytes, options);
  const text = decodeText(bytes);
  if (text === undefined) return unread({ code: 'binary' });
  return readText(text, options);
}

/** Reads a text, as it was pasted or as a file holds it. */
export async function readText(source: string, options: ReadOptions): Promise<Statement> {
  const text = source.replace(/^\ufeff/, '').replaceAll('\u0000', '');
  const plain = text.trimStart();
  if (!plain) return unread({ code: 'empty' });
  if (plain.startsWith('<')) {
    const document = documentOf(plain);
    if ('problem' in document) return unread(document.problem, document.problem.code === 'damaged' ? 'camt.053' : null);
    return fromAccounts('camt.053', readCamt(document.root, text, options), options);
  }
  if (isMt940(text)) return fromAccounts('mt940', readMt940(text, options), options);
  if (plain.startsWith('{') && !plain.startsWith('{1:')) return readJson(plain, options);
  return readTableText(text, options);
}

function readJson(text: string, options: ReadOptions): Statement {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unread({ code: 'damaged' }, 'glassjar');
  }
  const booked = readOwn(json, options);
  return booked ? statementOf('glassjar', 'glassjar', booked, options) : unread({ code: 'unknown-json' });
}

async function readTableText(text: string, options: ReadOptions): Promise<Statement> {
  const [{ layoutOf }, { readTable }] = await Promise.all([import('./table/layout.ts'), import('./table/read.ts')]);
  const layout = layoutOf(text, options);
  if (!layout) {
    const lines = readLines(text, options);
    return lines ? statementOf('lines', null, lines, options) : unread({ code: 'columns', ...(await sampleOf(text)) });
  }
  const { closing, currency, opening, problem, profile, rows } = readTable(layout, options);
  if (problem) return { ...unread(problem, 'csv'), profile: profile?.id ?? null };
  return {
    ...statementOf('csv', profile?.id ?? null, rows, options),
    ...balances(opening, closing, movedOf(rows), currency),
  };
}

/** The first rows of a table whose headings aren't known, as they are. */
async function sampleOf(text: string): Promise<Pick<Problem, 'headings' | 'sample'>> {
  const [{ delimiters, readCsv }, { isHeadings }] = await Promise.all([
    import('./table/csv.ts'),
    import('./table/layout.ts'),
  ]);
  const tables = delimiters.map((delimiter) => readCsv(text, delimiter, 45).map(({ cells }) => cells));
  const widthOf = (rows: readonly (readonly string[])[]): number => Math.max(0, ...rows.map(({ length }) => length));
  const [rows = []] = tables.sort((one, other) => widthOf(other) - widthOf(one));
  const start = rows.findIndex(({ length }) => length === widthOf(rows));
  const table = rows.slice(Math.max(0, start));
  const [first = []] = table;
  return isHeadings(first)
    ? { headings: first, sample: table.slice(1, 6) }
    : { headings: [], sample: table.slice(0, 5) };
}

/** What was booked, in minor units with its sign; null where that can't be told of each. */
function movedOf(rows: readonly Booked[]): number | null {
  let moved = 0;
  for (const { leftOut, minor, refusal, sign } of rows) {
    if (leftOut === 'balance' || leftOut === 'pending' || leftOut === 'failed') continue;
    if (minor === null || sign === null || refusal === 'quotes' || refusal === 'columns') return null;
    moved += minor * sign;
  }
  return moved;
}

function balances(
  opening: number | null,
  closing: number | null,
  moved: number | null,
  currency: string | null,
): Pick<Statement, 'opening' | 'closing' | 'fits'> {
  const written = (minor: number | null): string | null =>
    minor === null || !currency ? null : decimalText(minor, currency);
  const fits = opening === null || closing === null ? null : moved !== null && opening + moved === closing;
  return { opening: written(opening), closing: written(closing), fits };
}

function statementOf(
  format: Format,
  profile: string | null,
  booked: readonly Booked[],
  options: ReadOptions,
): Statement {
  const rows = booked.map((one) => rowOf(one, options));
  return { format, profile, opening: null, closing: null, fits: null, rows };
}

/** One statement of several accounts' or days': in order, each closing balance must be the next one's opening balance. */
function fromAccounts(format: Format, accounts: readonly Account[], options: ReadOptions): Statement {
  const { rows, ...head } = statementOf(format, null, [], options);
  const statement = {
    ...head,
    rows: [...rows, ...onceOf(accounts.map((account) => account.rows.map((row) => rowOf(row, options))))],
  };
  if (!accounts.length) return { ...statement, problem: { code: 'empty' } };
  const keys = new Set(accounts.map(({ currency, iban }) => `${iban} ${currency}`));
  const each = accounts.map(
    ({ closing, currency, moved, opening }) => balances(opening, closing, moved, currency).fits,
  );
  const fits = each.includes(false) ? false : each.includes(null) ? null : true;
  if (keys.size > 1) return { ...statement, fits };
  const ordered = [...accounts].sort((one, other) => (one.from ?? '').localeCompare(other.from ?? ''));
  const isChain = ordered.every(({ opening }, index) => index === 0 || ordered[index - 1]!.closing === opening);
  const [first] = ordered;
  const last = ordered.at(-1);
  const { closing, opening } = balances(first!.opening, last!.closing, null, first!.currency);
  return { ...statement, opening, closing, fits: fits && isChain };
}

/**
 * The rows of several statements, each booking once: a day's statement beside the month's, or the same file twice. What an earlier one
 * has is known; as many equal ones as one statement has are different.
 */
function onceOf(statements: readonly (readonly Row[])[]): Row[] {
  const seen = new Set<string>();
  return statements.flatMap((rows) => {
    const keys = keysOf(rows);
    const once = rows.map((row, at): Row =>
      row.state === 'ready' && seen.has(keys[at]!) ? { ...row, state: 'known', why: null } : row,
    );
    for (const key of keys) seen.add(key);
    return once;
  });
}

async function readArchive(bytes: Uint8Array, options: ReadOptions): Promise<Statement> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  let isTooLarge = false;
  const names: string[] = [];
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        names.push(name);
        if (name.endsWith('/') || /(?:^|\/)(?:\.|__MACOSX\/)/.test(name)) return false;
        total += originalSize;
        isTooLarge ||= total > largest;
        return !isTooLarge;
      },
    });
  } catch {
    return unread({ code: 'damaged' });
  }
  if (isTooLarge) return unread({ code: 'too-large' });
  // A spreadsheet is an archive too.
  if (names.some((name) => /^(?:xl\/|content\.xml$|Index\/)/.test(name))) return unread({ code: 'spreadsheet' });
  const accounts: Account[] = [];
  const tables: Statement[] = [];
  const all = Object.keys(files).sort();
  const tell = progressOf(options, all.length);
  for (const [index, name] of all.entries()) {
    const within = { ...options, onProgress: (share: number) => tell(index + share) };
    const text = decodeText(files[name]!)?.replace(/^\ufeff/, '');
    if (text === undefined) return unread({ code: 'binary', file: name });
    const plain = text.trimStart();
    if (plain.startsWith('<')) {
      const document = documentOf(plain);
      if ('problem' in document) return unread({ ...document.problem, file: name });
      accounts.push(...readCamt(document.root, text, within));
    } else {
      const table = await readText(text, within);
      if (table.problem) return unread({ ...table.problem, file: name }, table.format);
      tables.push(table);
    }
  }
  if (accounts.length && !tables.length) return fromAccounts('camt.053', accounts, options);
  const [only, more] = tables;
  if (only && !more && !accounts.length) return only;
  if (!only && !accounts.length) return unread({ code: 'empty' });
  const rows = onceOf([
    ...accounts.map((account) => account.rows.map((row) => rowOf(row, options))),
    ...tables.map((table) => table.rows),
  ]);
  return {
    format: only?.format ?? 'camt.053',
    profile: only?.profile ?? null,
    opening: null,
    closing: null,
    fits: null,
    rows,
  };
}
