import type { Flow, Reason } from '../../core/campaign.ts';

/* How a line moves the running sums. Pure; shared by all stores. Amounts are minor units. */

/** What a line moves. */
export type Sum = 'gifts' | 'sales' | 'spent' | 'fees';

/** Running sums of one source. */
export interface SourceRow {
  gifts: number;
  sales: number;
  givers: number;
}

/** A campaign's books as they run, for one transaction to work on. */
export interface Running {
  /** The store's own number of the campaign. */
  readonly n: number;
  currency: string;
  version: number;
  entries: number;
  balance: number;
  spent: number;
  fees: number;
  pendingCount: number;
  pendingAmount: number;
  bookedAt: string | null;
  readonly sources: Map<string, SourceRow>;
}

/** A line as far as sums go. */
export interface Moving {
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
}

/** Which sum: what takes back a fee is one, whatever it is called. */
export function sumOf(flow: Flow, reason: string, reversed?: string): Sum {
  if (flow.startsWith('gift')) return 'gifts';
  if (flow.startsWith('sale')) return 'sales';
  return (reversed ?? reason) === 'fee' ? 'fees' : 'spent';
}

/** Plus or minus in its own sum. */
export const signed = ({ amount, flow }: { readonly amount: number; readonly flow: Flow }): number =>
  flow.endsWith('+') ? amount : -amount;

/** Plus or minus in the balance: what goes out is minus. */
export const balanceOf = (line: { readonly amount: number; readonly flow: Flow }): number =>
  line.flow.startsWith('cost') ? -signed(line) : signed(line);

export function sourceOf(books: Running, source: string): SourceRow {
  const known = books.sources.get(source);
  if (known) return known;
  const row = { gifts: 0, sales: 0, givers: 0 };
  books.sources.set(source, row);
  return row;
}

/** Moves the sums by a line. @returns Its place and the balance after it. @throws UncountableError when a sum can't be counted exactly. */
export function book(books: Running, line: Moving, sum: Sum): { readonly number: number; readonly balance: number } {
  const by = signed(line);
  if (sum === 'spent' || sum === 'fees') books[sum] = exact(books[sum] + by);
  else {
    const row = sourceOf(books, line.source);
    row[sum] = exact(row[sum] + by);
  }
  books.balance = exact(books.balance + balanceOf(line));
  books.entries++;
  return { number: books.entries, balance: books.balance };
}

/** A sum that a double doesn't count exactly any more. */
export class UncountableError extends RangeError {}

function exact(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new UncountableError('the sum would be larger than can be counted exactly');
  return minor;
}

/** A copy that a transaction may work on and throw away. */
export const copyOf = (books: Running): Running => ({
  ...books,
  sources: new Map([...books.sources].map(([source, row]) => [source, { ...row }])),
});

/** A line's id, from its place. */
export const entryId = (number: number): string => `e${number}`;

/** The place of a line from its id, or 0 for what is none. */
export const entryNumber = (id: string): number => (/^e[1-9]\d{0,14}$/.test(id) ? Number(id.slice(1)) : 0);
