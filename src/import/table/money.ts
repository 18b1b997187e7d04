/* How much a row moved, in which currency, and which way. What can't be told is refused, never taken for money that came in. */
import { isCurrency } from '../../core/currencies.ts';
import { parseIban } from '../../core/iban.ts';
import { figureOf, writtenAmount, type Decimal, type Written } from '../amounts.ts';
import type { ReadOptions, Refusal } from '../statement.ts';
import { isInType, isOutText, isOutType, isTypeKnown, kindOf, signOf } from '../words.ts';
import type { Cells } from './cells.ts';
import { currencyIn } from './columns.ts';
import type { TextRow } from './csv.ts';
import { headingOf, roleOf, type Role } from './headings.ts';
import { movesOf } from './running.ts';
import { signOfFlow } from '../own.ts';

export interface Sum {
  readonly amount: string;
  readonly minor: number;
}

export interface Found {
  readonly written?: Written;
  /** 1: in; -1: out; null: can't be told. */
  readonly sign: 1 | -1 | null;
  readonly column?: number;
  readonly refusal?: Refusal;
}

const amountsIn = (cells: readonly string[]): Written[] =>
  cells.flatMap((cell) => {
    const written = writtenAmount(cell);
    return typeof written === 'object' ? [written] : [];
  });

export class MoneyReader {
  readonly #cells: Cells;
  readonly #decimal: Decimal;
  /** What the lines above the headings or the house's habit name for the whole file. */
  readonly currency: string | undefined;
  readonly #campaign: string;
  /** Whether the organiser said what the columns hold. */
  readonly #isTold: boolean;
  /** Whether amounts below `Debit` have a minus. */
  readonly #debitMinus: { readonly some: boolean; readonly all: boolean };
  readonly #isSigned: boolean;
  /** Whether the account named above the table is of a country with another currency, and the file names none. */
  readonly #isForeign: boolean;
  /** Whether nothing but words can say which way money went. */
  readonly isUndirected: boolean;
  /** Whether fees have a minus. */
  readonly #feeMinus: boolean;
  /** Which way each row moved the running balance, where the file has one and that shows. */
  readonly #moves: ReadonlyMap<TextRow, 1 | -1>;
  /**
   * Whether what came in can't be told by the signs: no amount has one, though the running balance fell or a text says that money
   * went out; or the balance fell with each that has none or a plus.
   */
  readonly #isBelied: boolean;

  /**
   * @param above The rows above the headings.
   * @param usual The currency that the house's files have when they name none.
   * @param options The campaign's currency, and what the organiser told of the columns.
   */
  constructor(
    cells: Cells,
    above: readonly TextRow[],
    decimal: Decimal,
    usual: string | undefined,
    { columns, currency: campaign }: Pick<ReadOptions, 'columns' | 'currency'>,
  ) {
    this.#cells = cells;
    this.#isTold = columns !== undefined;
    this.#decimal = decimal;
    this.#campaign = campaign;
    this.currency = currencyAbove(above) ?? usual;
    this.#isForeign = above.some((row) => row.cells.some((cell) => isAbroad(cell, campaign)));
    const below = (role: Role): Written[] => amountsIn(cells.below(role));
    const debits = below('debit').filter(({ figure }) => /[1-9]/.test(figure));
    this.#debitMinus = { some: debits.some(({ sign }) => sign < 0), all: debits.every(({ sign }) => sign < 0) };
    this.#feeMinus = below('fee').some(({ sign }) => sign < 0);
    this.#isSigned = (['amount', 'gross', 'net'] as const).some((role) => below(role).some(({ sign }) => sign !== 0));
    this.isUndirected = this.#findsNoDirection();
    this.#moves = this.#movesOf(this.currency ?? campaign);
    this.#isBelied = this.#isSigned
      ? (this.#moves.size > 0 && [...this.#moves].every(([row, way]) => this.#ownSign(row) === -way)) ||
        this.#isInverted()
      : [...this.#moves.values()].includes(-1) ||
        [...this.#cells.below('message'), ...this.#cells.below('type')].some((cell) => isOutText(cell)) ||
        this.#cells.below('type').some((cell) => signOf(cell) === -1);
  }

  /** Whether neither signs nor columns of their own nor a balance say which way money went. */
  #findsNoDirection(): boolean {
    const told = (['sign', 'credit', 'debit', 'kind', 'balance-impact'] as const).some((role) =>
      this.#cells.below(role).some(Boolean),
    );
    const types = this.#cells.rows.map((row) => this.#cells.cell(row, 'type'));
    const isSpelt = types.every((type) => signOf(type) !== undefined || isInType(type));
    return !told && !isSpelt && !this.#isSigned && !amountsIn(this.#cells.below('balance')).length;
  }

  /** Which way each row moved the one balance that the file has. */
  #movesOf(code: string): ReadonlyMap<TextRow, 1 | -1> {
    const [at, ...more] = this.#cells.all('balance');
    const [amount, ...others] = this.#cells.all('amount');
    if (at === undefined || amount === undefined || more.length || others.length) return new Map();
    const minor = (text: string, isSigned: boolean): number | undefined => {
      const written = writtenAmount(text);
      const sum = typeof written === 'object' ? this.figure(written, code) : undefined;
      if (!sum || !('minor' in sum)) return undefined;
      return isSigned && (written as Written).sign < 0 ? -sum.minor : sum.minor;
    };
    return movesOf(
      this.#cells.rows.map((row) => ({
        row,
        moved: minor(row.cells[amount] ?? '', false),
        balance: minor(row.cells[at] ?? '', true),
      })),
    );
  }

  /** Whether all that was bought, by the house's word, stands without a minus: then a minus is what was paid in. */
  #isInverted(): boolean {
    const bought = this.#cells.rows.filter((row) => isOutType(this.#cells.cell(row, 'type')));
    return bought.length > 1 && bought.every((row) => this.#ownSign(row) === 1);
  }

  /** What a signed amount says by itself: without a minus it came in. */
  #ownSign({ cells }: TextRow): 1 | -1 | undefined {
    const written = writtenAmount(cells[this.#cells.all('amount')[0] ?? -1] ?? '');
    return typeof written !== 'object' ? undefined : written.sign < 0 ? -1 : 1;
  }

  /** The amount and which way it went. */
  amountOf(row: TextRow): Found {
    const read = (index: number): Written | 'empty' | undefined => writtenAmount(row.cells[index] ?? '');
    const filled = (roles: readonly Role[]): { index: number; written: Written | undefined }[] =>
      roles
        .flatMap((role) => this.#cells.all(role))
        .flatMap((index) => {
          const written = read(index);
          return written === 'empty' ? [] : [{ index, written }];
        });
    const [whole] = [
      ...filled(['amount']),
      ...filled(['gross']),
      ...(this.#cells.all('gross').length ? [] : filled(['net'])),
    ];
    if (whole && !whole.written) return { sign: null, column: whole.index, refusal: 'unreadable-amount' };
    const isZero = ({ written }: { written: Written | undefined }): boolean =>
      Boolean(written && /^[0.,\s]*$/.test(written.figure));
    const ins = filled(['credit']);
    const outs = filled(['debit']);
    if ([...ins, ...outs].some(({ written }) => !written) && !whole)
      return { sign: null, refusal: 'unreadable-amount' };
    const [credit, moreIn] = ins.filter((one) => one.written && !isZero(one));
    const [debit, moreOut] = outs.filter((one) => one.written && !isZero(one));
    if (whole?.written) {
      const { written } = whole;
      const column = whole.index;
      const told = this.#sign(row, written);
      if (told === 'conflict') return { written, sign: null, column, refusal: 'two-amounts' };
      if (credit && debit) return { written, sign: null, column, refusal: 'two-amounts' };
      const side = credit ? this.#creditSign(credit.written!) : debit ? this.#debitSign(debit.written!) : undefined;
      if (side === null) return { written, sign: null, column, refusal: 'unknown-sign' };
      if (side === undefined)
        return { written, sign: told, column, ...(told === null && { refusal: 'unknown-sign' as const }) };
      const same = (credit ?? debit)!.written!.figure === written.figure;
      // Both say the same, or the file contradicts itself.
      if (!same || (written.sign !== 0 && written.sign !== side))
        return { written, sign: null, column, refusal: 'two-amounts' };
      return { written, sign: side, column };
    }
    if ((credit && debit) || moreIn || moreOut) return { sign: null, refusal: 'two-amounts' };
    const one = credit ?? debit;
    if (one) {
      const written = one.written!;
      const sign = credit ? this.#creditSign(written) : this.#debitSign(written);
      return { written, sign, column: one.index, ...(sign === null && { refusal: 'unknown-sign' as const }) };
    }
    const [zero] = [...ins, ...outs];
    return zero?.written ? { written: zero.written, sign: 1, column: zero.index } : { sign: null };
  }

  /** Below `Credit` stands what came in; with a minus it is something taken back, or the other column's. */
  #creditSign({ sign }: Written): 1 | null {
    return sign < 0 ? null : 1;
  }

  /** Below `Debit` stands what went out, with a minus all along or without one all along. */
  #debitSign({ sign }: Written): -1 | null {
    const { all, some } = this.#debitMinus;
    return sign > 0 || (some && !all) ? null : -1;
  }

  /** Which way a signed amount went; null: can't be told. */
  #sign(row: TextRow, written: Written): 1 | -1 | null | 'conflict' {
    const column = this.#cells.all('sign');
    if (column.length) {
      const cell = this.#cells.cell(row, 'sign');
      const told = signOf(cell);
      if (cell && told === undefined) return null;
      if (told === undefined) return written.sign === 0 ? null : written.sign;
      return written.sign !== 0 && written.sign !== told ? 'conflict' : told;
    }
    const flow = this.#cells.cell(row, 'kind');
    if (flow) return signOfFlow(flow) ?? null;
    // The balance fell with all that has no minus: it counts what is owed, or a minus means something else here.
    if (this.#isSigned && this.#isBelied) return null;
    if (written.sign !== 0) return written.sign;
    if (this.#isSigned) return 1;
    // Nothing in the file has a sign: the bank's word for the kind of booking may say that money went out.
    const type = this.#cells.cell(row, 'type');
    const said = signOf(type) ?? (isInType(type) ? 1 : this.#moves.get(row));
    if (said !== undefined || this.#isBelied) return said ?? null;
    if (isOutType(type)) return null;
    // A fee without a sign is one that was paid.
    if (kindOf(type) === 'fee') return -1;
    // What was told to be the kind of booking, in words that say nothing.
    return this.#isTold && type && this.isUndirected && !isTypeKnown(type) ? null : 1;
  }

  currencyOf(row: TextRow, { column, written }: Found): { readonly code: string } | { readonly why: Refusal } {
    const own = written?.currency;
    const named = column === undefined ? undefined : this.#cells.columns[column]?.currency;
    const cell = this.#currencyCell(row, column);
    const told = cell === undefined ? undefined : currencyIn(cell);
    if (cell !== undefined && told === undefined) return { why: 'unknown-currency' };
    const found = [own, told, named].filter((code): code is string => code !== undefined);
    if (new Set(found).size > 1) return { why: 'unknown-currency' };
    const code = found[0] ?? this.currency;
    if (code !== undefined) return { code };
    return this.#isForeign ? { why: 'unknown-currency' } : { code: this.#campaign };
  }

  /** What the column says that belongs to the amount: the next one behind it, else the nearest before. */
  #currencyCell(row: TextRow, column: number | undefined): string | undefined {
    const all = this.#cells.all('currency');
    if (!all.length) return undefined;
    const next = column === undefined ? undefined : all.find((index) => index > column && index <= column + 1);
    const before = column === undefined ? undefined : all.findLast((index) => index < column);
    const index = next ?? before ?? all[0]!;
    return row.cells[index] || undefined;
  }

  /** A sum in a currency without a sign; undefined for none. */
  figure(written: Written, currency: string): ReturnType<typeof figureOf> {
    return figureOf(written.figure, currency, this.#decimal);
  }

  /** What stands below a role's heading, without its sign; undefined for nothing. */
  sumIn(row: TextRow, role: Role, currency: string): Sum | undefined {
    const written = writtenAmount(this.#cells.cell(row, role));
    if (typeof written !== 'object') return undefined;
    const sum = this.figure(written, currency);
    return 'amount' in sum && sum.minor > 0 ? sum : undefined;
  }

  /** Which way a fee went: it came back where others have a minus and it has none. */
  feeSign(row: TextRow): 1 | -1 {
    const written = writtenAmount(this.#cells.cell(row, 'fee'));
    return this.#feeMinus && typeof written === 'object' && written.sign >= 0 ? 1 : -1;
  }
}

/** The currency that the lines above the headings name for the whole file. */
function currencyAbove(above: readonly TextRow[]): string | undefined {
  for (const { cells } of above) {
    const at = cells.findIndex((cell) => cell && roleOf(headingOf(cell)) === 'currency');
    const code = at >= 0 ? currencyIn(cells.slice(at + 1).find(Boolean) ?? '') : undefined;
    if (code) return code;
  }
  // Beside the number of the account, or in brackets behind it.
  const named = new Set(
    above.flatMap(({ cells }) =>
      cells.flatMap((cell) => {
        const found =
          /^(?:konto)?währung:?\s*([A-Z]{3})$/i.exec(cell)?.[1] ??
          /^([A-Z]{3})$/.exec(cell)?.[1] ??
          /\(([A-Z]{3})\)\s*$/.exec(cell)?.[1];
        return found && isCurrency(found.toUpperCase()) ? [found.toUpperCase()] : [];
      }),
    ),
  );
  return named.size === 1 ? [...named][0] : undefined;
}

/** Countries of the SEPA area whose accounts are not usually in euros. */
const ownCurrencies: Readonly<Record<string, string>> = {
  ...{
    CH: 'CHF',
    LI: 'CHF',
    GB: 'GBP',
    SE: 'SEK',
    DK: 'DKK',
    NO: 'NOK',
    IS: 'ISK',
    PL: 'PLN',
    CZ: 'CZK',
    HU: 'HUF',
    RO: 'RON',
  },
};

/** Whether a text is an IBAN of a country whose currency is not the campaign's. */
function isAbroad(text: string, currency: string): boolean {
  const iban = parseIban(text);
  return iban !== undefined && (ownCurrencies[iban.slice(0, 2)] ?? 'EUR') !== currency;
}
