/* What is being entered, apart from the element that shows it. */
import type { ReadOptions, Statement } from '../../import/statement.ts';
import type { Role } from '../../import/table/headings.ts';
import type { ImportList, ItemState } from './list.ts';

/** Rows that are shown at first, and more at a time. */
export const firstRows = 100;

/** What an organiser says of a file that it doesn't say itself. */
export type Told = Pick<ReadOptions, 'columns' | 'order' | 'decimal'>;

export type Filter = ItemState | 'all' | 'ticked' | 'waiting';

/** What is being entered; kept while another view is open. */
export interface ImportSession {
  text: string;
  /** The file that was chosen, in place of a text. */
  file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  statement: Statement | undefined;
  list: ImportList | undefined;
  raw: ReadonlyMap<number, string>;
  /** What was said of it so far. */
  told: Told;
  /** The columns, as they are being told. */
  columns: readonly Role[] | undefined;
  filter: Filter;
  shown: number;
}

export const emptySession = (): ImportSession => ({
  ...{ text: '', file: undefined, statement: undefined, list: undefined, columns: undefined },
  ...{ told: {}, raw: new Map(), filter: 'all', shown: firstRows },
});
