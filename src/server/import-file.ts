import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { isCurrency } from '../core/currencies.ts';
import { today } from '../core/calendar.ts';
import { readFile as readStatement } from '../import/import.ts';
import type { Problem, ReadOptions, Row, Statement } from '../import/statement.ts';

/* `glassjar import`: what a bank's file says, read and not booked. */

/** @throws Error for an option that is none. */
export function importOptions(options: Readonly<Record<string, string>>, now: number): ReadOptions {
  const currency = (options['currency'] ?? 'EUR').toUpperCase();
  if (!isCurrency(currency)) throw new Error(`--currency ${options['currency']}: expected a currency like EUR`);
  const zone = options['zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return { currency, zone, today: today(now, zone) };
  } catch {
    throw new Error(`--zone ${zone}: expected a time zone like Europe/Berlin`);
  }
}

/** @throws Error that says which file can't be had. */
export async function bytesOf(file: string, input: NodeJS.ReadableStream): Promise<Uint8Array> {
  if (file === '-') return buffer(input);
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      EISDIR: 'expected a file, found a folder',
      EACCES: 'this file may not be read',
    };
    throw new Error(`${file}: ${why[error.code ?? ''] ?? error.message}`);
  });
}

/** @throws Error for what is no JSON. */
export function jsonOf(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error(`${file}: this is no JSON: give the file of npx glassjar export, or a campaign.json`);
  }
}

/** Reads a file. */
export const readImport = (bytes: Uint8Array, options: ReadOptions): Promise<Statement> =>
  readStatement(bytes, options);

/** What stands in a file, as one JSON object or in sentences. */
export const textOf = (statement: Statement, asJson: boolean): string =>
  asJson ? JSON.stringify(statement, null, 2) : sentencesOf(statement);

const problems: Readonly<Record<Problem['code'], string>> = {
  empty: 'nothing stands in it',
  binary: 'this is no text: export it from the bank as CSV, CAMT.053 or MT940',
  damaged: 'it is not whole: download it again',
  'too-large': 'it is larger than 32 MB: export a shorter time',
  'several-tables': 'several tables with different headings stand in it: save each of them as a file of its own',
  spreadsheet: 'this is a spreadsheet: save it as CSV (UTF-8)',
  pdf: 'this is a PDF, of which nothing can be read safely: export CSV, CAMT.053 or MT940 from the bank',
  intraday: 'this is CAMT.052, which holds nothing that is booked: export CAMT.053',
  notification: 'this is CAMT.054, a notification without balances: export CAMT.053',
  'payment-order': 'this is a payment order (pain), which holds nothing that is booked: export CAMT.053',
  'unknown-xml': 'this XML is no bank statement: export CAMT.053',
  'unknown-json': 'this JSON is no campaign of Glassjar',
  columns: 'what its columns hold can’t be told from their headings',
};

const reasons: Readonly<Record<NonNullable<Row['why']>, string>> = {
  'went-out': 'went out',
  returned: 'came back',
  pending: 'announced, not booked',
  failed: 'failed',
  reverted: 'reverted',
  refunded: 'refunded in full',
  balance: 'a balance',
  'own-transfer': 'between own accounts',
  test: 'made in test mode',
  zero: 'moves nothing',
  'other-currency': 'in another currency',
  'no-date': 'there is no date',
  'unreadable-date': 'its date can’t be read',
  'ambiguous-date': 'its date can be read in two ways: write it like 2026-05-22',
  'no-such-day': 'there is no such day',
  'future-date': 'its day is still to come',
  'no-amount': 'there is no amount',
  'unreadable-amount': 'its amount can’t be read',
  'ambiguous-amount': 'its amount can be read in two ways: write it with its cents, like 1500.00',
  decimals: 'its amount has more decimals than the currency',
  'two-amounts': 'it has two amounts that contradict each other',
  'unknown-sign': 'whether it came in or went out can’t be told',
  'unknown-state': 'the word about its state isn’t known',
  'unknown-currency': 'its currency can’t be told',
  quotes: 'a quote opens in it and never closes',
  columns: 'it has more cells than there are headings',
};

const inWords = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function sentencesOf({ closing, fits, format, opening, problem, profile, rows }: Statement): string {
  if (problem) {
    const { columns = [], sample = [] } = problem;
    const named = columns.length ? `: ${columns.map((heading) => `“${heading}”`).join(', ')}` : '';
    const file = problem.file ? `${problem.file}: ` : '';
    return [`${file}${problems[problem.code]}${named}`, ...sample.map((cells) => `  ${cells.join(' | ')}`)].join('\n');
  }
  const of = (state: Row['state']): readonly Row[] => rows.filter((row) => row.state === state);
  const line = ({ amount, at, currency, kind, line: number, message, name, why }: Row): string =>
    [
      `  ${String(number).padStart(5)}`,
      (at ?? '').padEnd(10),
      `${amount ?? '?'} ${currency ?? ''}`.padStart(15),
      ` ${why ? reasons[why] : kind}`,
      [name, message].filter(Boolean).join(': ') && `(${[name, message].filter(Boolean).join(': ')})`,
    ]
      .filter(Boolean)
      .join(' ');
  const part = (state: Row['state'], title: string): string[] => {
    const some = of(state);
    return some.length ? [`${title}: ${some.length}`, ...some.map(line)] : [];
  };
  const check =
    fits === null
      ? 'no balances to check the rows against'
      : fits
        ? `opening ${opening ?? ''}, closing ${closing ?? ''}: they fit the rows`
        : `opening ${opening ?? ''}, closing ${closing ?? ''}: they do NOT fit the rows, something is missing or misread`;
  return [
    `${format}${profile ? ` (${profile})` : ''}: ${inWords(rows.length, 'row', 'rows')}, ${check}`,
    ...part('ready', 'ready'),
    ...part('known', 'booked before'),
    ...part('left-out', 'left out'),
    ...part('refused', 'refused'),
  ].join('\n');
}
