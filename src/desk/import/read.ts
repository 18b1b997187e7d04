/* Reads for the screen: the statement, and of each row that can't be read how it stands in the file. No DOM: a worker runs it. */
import { decodeText } from '../../import/encoding.ts';
import { readFile, readText } from '../../import/import.ts';
import type { ReadOptions, Statement } from '../../import/statement.ts';

export interface Read {
  readonly statement: Statement;
  /** By line of the file, as it stands there; of rows that were refused only. */
  readonly raw: ReadonlyMap<number, string>;
}

/** Signs of a line that are shown at most. */
const longest = 400;

/** @param given A file's bytes, or a text that was pasted. */
export async function readForScreen(given: Uint8Array | string, options: ReadOptions): Promise<Read> {
  const statement = typeof given === 'string' ? await readText(given, options) : await readFile(given, options);
  const refused = statement.rows.filter(({ state }) => state === 'refused');
  const isArchive = typeof given !== 'string' && given[0] === 0x50 && given[1] === 0x4b;
  const text = refused.length && !isArchive ? (typeof given === 'string' ? given : decodeText(given)) : undefined;
  const lines = text?.split(/\r\n|\n|\r/) ?? [];
  return {
    statement,
    raw: new Map(refused.map(({ line }) => [line, (lines[line - 1] ?? '').trim().slice(0, longest)])),
  };
}
