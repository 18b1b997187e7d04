/* A file read as the command line reads it, with each row on one line: what is compared in tables of cases. */
import { readText } from '../../src/import/import.ts';
import type { ReadOptions, Row, Statement } from '../../src/import/statement.ts';

export const options: ReadOptions = { currency: 'EUR', zone: 'Europe/Berlin', today: '2026-11-28' };

/** `ready gift 2026-05-22 50.00 EUR Lena | Alles Gute`: what is unknown is left out. */
export const told = ({ amount, at, currency, kind, message, name, state, why }: Row): string =>
  [state, why, kind, at, amount, currency, [name, message].filter(Boolean).join(' | ')].filter(Boolean).join(' ');

export async function rowsOf(text: string, changes: Partial<ReadOptions> = {}): Promise<string[]> {
  const { rows } = await readText(text, { ...options, ...changes });
  return rows.map(told);
}

export const read = (text: string, changes: Partial<ReadOptions> = {}): Promise<Statement> =>
  readText(text, { ...options, ...changes });
