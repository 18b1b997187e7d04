import { amountText } from './money.ts';
import type { Row } from './journal.ts';

/** What of the ledger a reader asked for. Absent: all of it. */
export interface Choice {
  readonly side?: Row['side'] | undefined;
  /** A source's id; `''`: what has no source. */
  readonly source?: string | undefined;
  /** Words and amounts, all of which must be found in a line. */
  readonly query?: string | undefined;
}

/**
 * Prepares lines for choosing among them; what is searched is built on the first search and kept.
 * @param shown What a reader sees of a line, so that nothing is found that isn't shown.
 * @returns Chooses; keeps the order.
 */
export function chooser(rows: readonly Row[], shown: (row: Row) => string): (choice: Choice) => readonly Row[] {
  let folded: readonly string[] | undefined;
  return ({ query = '', side, source }) => {
    const terms = query.split(/\s+/).map(termOf).filter(isTerm);
    if (!terms.length && !side && source === undefined) return rows;
    if (terms.length) folded ??= rows.map((row) => fold(shown(row)));
    return rows.filter(
      (row, index) =>
        (!side || row.side === side) &&
        (source === undefined || (row.side === 'in' && row.source === source)) &&
        terms.every(({ amounts, word }) => {
          if (folded![index]!.includes(word)) return true;
          return amounts.length && amounts.some((amount) => amountText(row.entry.amount).startsWith(amount));
        }),
    );
  };
}

interface Term {
  readonly word: string;
  /** The ways to read it as an amount in the wire's writing. */
  readonly amounts: readonly string[];
}

const isTerm = (term: Term | undefined): term is Term => term !== undefined;

/** A word, and the amounts it may mean: "1.234,50" and "1,234.50" are 1234.50. A word without letters or digits is none. */
function termOf(text: string): Term | undefined {
  const word = fold(text);
  if (!/[\p{L}\p{N}]/u.test(word)) return undefined;
  const number = /^[+\-−]?\p{Sc}?(\d[\d.,]*?)[.,]?\p{Sc}?$/u.exec(word)?.[1];
  if (!number) return { word, amounts: [] };
  // The last mark may part the decimals or, like all before it, thousands.
  const parts = number.split(/[.,]/);
  const fraction = parts.length > 1 ? parts.pop()! : '';
  const whole = parts.join('');
  return {
    word,
    amounts: fraction ? [`${whole}.${fraction}`, ...(fraction.length === 3 ? [whole + fraction] : [])] : [whole],
  };
}

/** Letters alike in all spellings of case and accent: "Müller" and "muller". */
export function fold(text: string): string {
  // Most text is plain; to take it apart costs more than to look.
  // eslint-disable-next-line no-control-regex -- the range is all of ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  // Two signs stand for whole sentences, and nobody types them: taken apart, a run of them is eighteen times as long. And engines put
  // the marks of one letter in order in the square of their number.
  return text
    .replace(/[\ufdfa\ufdfb]/g, ' ')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss');
}
