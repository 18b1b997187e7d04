/* A table whose headings are known becomes payments. What the headings leave open is asked about; how cells look may only make it so. */
import { parseAmount, times, type Money } from '../../core/money.ts';
import { decimalOf, writtenAmount } from '../amounts.ts';
import { dayOfText, looksLikeDay, orderOf, type DayOptions } from '../days.ts';
import { kindOfFlow } from '../own.ts';
import { progressOf } from '../progress.ts';
import { decimalText, refusedFor, type Booked } from '../rows.ts';
import type { LeftOut, Problem, ReadOptions, RowKind } from '../statement.ts';
import {
  balanceOf,
  isBalance,
  isOwnTopUp,
  isOwnTransfer,
  isPartly,
  isPendingDay,
  kindOf,
  sectionOf,
  signOf,
  stateBelow,
  unpaid,
  type Section,
} from '../words.ts';
import { Cells } from './cells.ts';
import { currencyIn, doubts, settled, twins } from './columns.ts';
import type { TextRow } from './csv.ts';
import { isGiftList, undirected } from './direction.ts';
import type { Role } from './headings.ts';
import { hasOthers, type Layout } from './layout.ts';
import { MoneyReader, type Sum } from './money.ts';
import { profileOf, type Profile } from './profiles.ts';
import { textsOf } from './texts.ts';

export interface ReadTable {
  readonly profile: Profile | undefined;
  readonly rows: readonly Booked[];
  /** Balances that stand in the table as lines, in minor units with their sign. */
  readonly opening: number | null;
  readonly closing: number | null;
  readonly currency: string | null;
  readonly problem?: Problem;
}

/** What says in a column of its own that a name may be shown. */
const isYes = /^(?:ja|j|yes|y|x|true|wahr|1|✓|✔|öffentlich|public)$/i;

const nothing = { profile: undefined, rows: [], opening: null, closing: null, currency: null } as const;

/** Reads the rows below known headings. */
export function readTable(layout: Layout, options: ReadOptions): ReadTable {
  const { above, below, headings } = layout;
  if (hasOthers(layout)) return { ...nothing, problem: { code: 'several-tables' } };
  const profile = options.columns ? undefined : profileOf(headings.cells);
  const isHeadings = ({ cells }: TextRow): boolean =>
    cells.every((cell, index) => cell === (headings.cells[index] ?? ''));
  const rows = below.filter((row) => !isHeadings(row));
  const columns = settled(layout.columns, profile, options.columns, rows);
  const at = (role: Role): number => columns.findIndex((column) => column.role === role);
  const allAt = (role: Role): number[] => columns.flatMap((column, index) => (column.role === role ? [index] : []));

  const moneyAt = (['amount', 'credit', 'debit', 'gross', 'net'] as const).flatMap(allAt);
  const figures = [...moneyAt, ...allAt('balance'), ...allAt('fee')].flatMap((index) =>
    rows.flatMap(({ cells }) => {
      const written = writtenAmount(cells[index] ?? '');
      return typeof written === 'object' ? [written] : [];
    }),
  );
  const isSigned = figures.some(({ sign }) => sign !== 0);
  const unsure = options.columns
    ? []
    : doubts(columns, rows, isSigned || at('sign') >= 0 || at('credit') >= 0 || at('debit') >= 0);
  const twice = options.columns ? [] : twins(columns, rows);
  const asked = (inDoubt: readonly string[]): Problem => ({
    code: 'columns',
    headings: headings.cells,
    sample: rows.slice(0, 5).map(({ cells }) => cells),
    columns: [...new Set(inDoubt)],
  });
  if (unsure.length || twice.length) return { ...nothing, profile, problem: asked([...unsure, ...twice]) };
  const cells = new Cells(columns, rows);
  const seen = decimalOf(figures.map(({ figure }) => figure));
  const decimal = seen === 'unknown' || seen === 'mixed' ? (options.decimal ?? seen) : seen;
  const money = new MoneyReader(cells, above, decimal, profile?.currency, options);
  const undecided = options.columns || profile || !money.isUndirected ? [] : undirected(layout.columns, columns, rows);
  if (undecided.length) return { ...nothing, profile, problem: asked(undecided) };
  return new Reader(cells, money, profile, layout.delimiter, options, above).read();
}

/** What came in under an id under which the same went out too has been taken back, or is the other side of one booking. */
function takenBack(rows: readonly Booked[]): Booked[] {
  const keyOf = ({ bankId, minor, sign }: Booked): string => `${bankId} ${minor} ${sign}`;
  const out = new Set(rows.filter(({ bankId, sign }) => bankId !== null && sign === -1).map(keyOf));
  return rows.map((row) => {
    const isIn = row.bankId !== null && row.sign === 1 && !row.leftOut && !row.refusal;
    return isIn && out.has(keyOf({ ...row, sign: -1 })) ? { ...row, leftOut: 'reverted' } : row;
  });
}

/** The different lengths of rows. */
const lengthsOf = (rows: readonly TextRow[]): ReadonlySet<number> => new Set(rows.map(({ cells }) => cells.length));

class Reader {
  readonly #cells: Cells;
  readonly #money: MoneyReader;
  readonly #profile: Profile | undefined;
  readonly #delimiter: string;
  readonly #day: DayOptions;
  readonly #options: ReadOptions;
  /** What one sold copy brings. */
  readonly #proceeds: Money | undefined;
  /** Whether nearly all that stands below a heading of balances is one: what is something else has slipped there. */
  readonly #hasBalances: boolean;
  /** How many cells a whole row has. */
  readonly #length: number;
  readonly #hasDays: boolean;
  #opening: number | null = null;
  /** What the last title among the rows said of those below it. */
  #section: Section = 'booked';
  #closing: number | null = null;

  constructor(
    cells: Cells,
    money: MoneyReader,
    profile: Profile | undefined,
    delimiter: string,
    options: ReadOptions,
    above: readonly TextRow[],
  ) {
    this.#cells = cells;
    this.#money = money;
    this.#profile = profile;
    this.#delimiter = delimiter;
    this.#options = options;
    const { currency, order, proceeds, today, zone } = options;
    this.#proceeds = proceeds === undefined ? undefined : parseAmount(proceeds, currency);
    const balances = cells.below('balance').filter(Boolean);
    const read = balances.filter((cell) => writtenAmount(cell) !== undefined);
    this.#hasBalances = read.length * 5 >= balances.length * 4;
    const last = cells.columns.findLastIndex(({ heading, role }) => heading || role);
    this.#length = Math.min(last + 1, Math.max(0, ...lengthsOf(cells.rows)));
    this.#hasDays = cells.below('date').some(Boolean);
    const shown = orderOf([...cells.below('date'), ...cells.below('valued')]);
    const usual = profile?.order ?? (this.#isEnglish() ? 'unknown' : 'day');
    const told = shown === 'unknown' || shown === 'mixed' ? order : undefined;
    this.#day = { order: told ?? (shown === 'unknown' ? usual : shown), isUtc: false, zone, today };
    this.#balancesAbove(above);
  }

  /** Only in English a date with slashes may begin with the month. */
  #isEnglish(): boolean {
    return this.#cells.columns.some(({ plain }) =>
      /\b(?:date|amount|description|balance|booked|payee|debit|credit)\b/.test(plain),
    );
  }

  /** The balances that the lines above the headings name. */
  #balancesAbove(above: readonly TextRow[]): void {
    for (const { cells } of above) {
      const label = cells.find((cell) => balanceOf(cell) !== undefined);
      const minor = label === undefined ? null : this.#balanceBehind(cells, label);
      if (label === undefined || minor === null) continue;
      if (balanceOf(label) === 'opening') this.#opening = minor;
      else this.#closing = minor;
    }
  }

  /** The amount in the next cell behind a label that has anything in it, in minor units with its sign; null for none. */
  #balanceBehind(cells: readonly string[], label: string): number | null {
    const written = writtenAmount(cells.slice(cells.indexOf(label) + 1).find(Boolean) ?? '');
    if (typeof written !== 'object') return null;
    const sum = this.#money.figure(written, this.#money.currency ?? this.#options.currency);
    return 'minor' in sum ? (written.sign < 0 ? -sum.minor : sum.minor) : null;
  }

  read(): ReadTable {
    const { rows: all } = this.#cells;
    const tell = progressOf(this.#options, all.length, [0.5, 1]);
    const rows = takenBack(
      all.flatMap((row, index) => {
        const read = this.#read(row);
        tell(index + 1);
        return read;
      }),
    );
    const currencies = new Set(
      rows.flatMap(({ currency, leftOut }) => (leftOut === 'balance' || !currency ? [] : [currency])),
    );
    // One balance alone is that of the day of the download, and proves nothing.
    const hasBoth = this.#opening !== null && this.#closing !== null;
    return {
      profile: this.#profile,
      rows,
      opening: hasBoth ? this.#opening : null,
      closing: hasBoth ? this.#closing : null,
      currency: currencies.size === 1 ? [...currencies][0]! : null,
    };
  }

  #read(row: TextRow): Booked[] {
    const { cells, line } = row;
    const dayText = this.#cells.cell(row, 'date') || this.#cells.cell(row, 'valued');
    const dayColumn = [...this.#cells.all('date'), ...this.#cells.all('valued')].find((index) => cells[index]);
    const found = this.#money.amountOf(row);
    const type = this.#cells.cell(row, 'type');
    const copies = this.#copiesOf(row);
    const sold = found.written || found.refusal || !copies ? undefined : this.#soldFor(copies);
    const currency = sold ? { code: sold.currency } : this.#money.currencyOf(row, found);
    const sum = found.written && 'code' in currency ? this.#money.figure(found.written, currency.code) : undefined;
    const amount: Sum | undefined = sold ?? (sum && 'amount' in sum ? sum : undefined);
    const sign = sold ? 1 : found.sign;
    const texts = textsOf(this.#cells, this.#profile, row, sign);
    const shown = this.#cells.cell(row, 'public');
    const base: Booked = {
      line,
      at: null,
      amount: amount?.amount ?? null,
      minor: amount?.minor ?? null,
      currency: 'code' in currency ? currency.code : null,
      sign,
      kind: this.#kind(row, type, sign),
      ...texts,
      ...(copies !== undefined && { copies }),
      ...(shown && { isPublic: isYes.test(shown) }),
    };
    if (row.isTorn) return [{ ...base, refusal: 'quotes' }];
    const isEmpty = !found.written && !sold && found.refusal === undefined;
    if (isEmpty && (!dayText || !(looksLikeDay(dayText) || isPendingDay(dayText)))) return this.#note(row);
    // More cells than headings, or an amount torn by the sign that parts cells: `22.05.2026,12,50,Lena`.
    if (cells.length > this.#cells.columns.length && cells.slice(this.#cells.columns.length).some(Boolean))
      return [{ ...base, refusal: 'columns' }];
    if (
      this.#delimiter === ',' &&
      found.column !== undefined &&
      /^\D*\d+$/.test(cells[found.column] ?? '') &&
      /^\d\d$/.test(cells[found.column + 1] ?? '')
    )
      return [{ ...base, refusal: 'columns' }];
    const names = new Set(
      (['name', 'payer', 'payee', 'own', 'first-name', 'last-name'] as const).flatMap((role) => this.#cells.all(role)),
    );
    // A giver may be called `Total`; a row that says nothing else is a sum.
    const saysMore = cells.some(
      (text, index) => text && !names.has(index) && /\p{L}{3}/u.test(text) && !looksLikeDay(text) && !currencyIn(text),
    );
    const balance = cells.find((text, index) => text && (!names.has(index) || !saysMore) && isBalance(text));
    if (balance !== undefined) {
      if (!amount) return this.#note(row, balance);
      if (found.sign !== null) this.#note(row, balance, amount.minor * found.sign);
      return [{ ...base, at: this.#dayOf(dayText, dayColumn), kind: null, leftOut: 'balance' }];
    }
    // Fewer cells than the other rows: one may be missing before the amount, so that another stands in its place.
    const isBalanceRead = this.#cells.all('balance').every((index) => writtenAmount(cells[index] ?? '') !== undefined);
    if (cells.length < this.#length || (this.#hasBalances && !isBalanceRead)) return [{ ...base, refusal: 'columns' }];
    if (isPendingDay(dayText)) {
      const other = this.#cells.cell(row, 'valued');
      return [{ ...base, at: this.#dayOf(other, this.#cells.all('valued')[0]), leftOut: 'pending' }];
    }
    if (/^neutral$/i.test(this.#cells.cell(row, 'sign')))
      return [{ ...base, at: this.#dayOf(dayText, dayColumn), leftOut: 'own-transfer' }];
    if (found.refusal) return [{ ...base, at: this.#dayOf(dayText, dayColumn), refusal: found.refusal }];
    if (isEmpty) return [{ ...base, at: this.#dayOf(dayText, dayColumn), refusal: 'no-amount' }];
    const day = dayOfText(dayText, { ...this.#day, isUtc: this.#cells.columns[dayColumn ?? -1]?.isUtc ?? false });
    const dated = { ...base, at: 'at' in day ? day.at : null };
    const state = this.#state(row, amount, dated.currency) ?? (this.#lacksDay(row) ? 'pending' : undefined);
    if (state === 'unknown-state') return [{ ...dated, refusal: state }];
    if ('why' in currency) return [{ ...dated, refusal: currency.why }];
    if (state ?? this.#section === 'pending') return [{ ...dated, leftOut: state ?? 'pending' }];
    // A title says that what stands below it went out, and no sign does.
    if (this.#section === 'out' && found.written?.sign === 0 && sign === 1)
      return [{ ...dated, refusal: 'unknown-sign' }];
    if (sum && 'why' in sum) return [{ ...dated, ...refusedFor(sum) }];
    if ('why' in day) return [{ ...dated, ...refusedFor(day) }];
    if ((isOwnTransfer(type) || isOwnTopUp(texts.message ?? '')) && base.kind !== 'return')
      return [{ ...dated, leftOut: 'own-transfer' }];
    const { income } = this.#profile ?? {};
    if (income && sign === 1 && base.kind === null && type && !income.test(type))
      return [{ ...dated, refusal: 'unknown-state' }];
    return [dated, ...this.#extras(row, dated)];
  }

  /** A line that is no payment: a balance is kept for the check, anything else belongs to what stands around the table. */
  #note(row: TextRow, label = row.cells.find(Boolean) ?? '', minor?: number): Booked[] {
    this.#section = sectionOf(row.cells.filter(Boolean)) ?? this.#section;
    const which = balanceOf(label);
    const value = minor ?? null;
    if (which === 'opening') this.#opening = value;
    if (which === 'closing') this.#closing = value;
    return [];
  }

  /** How many were sold, where a column says so in a whole number. */
  #copiesOf(row: TextRow): number | undefined {
    const cell = this.#cells.cell(row, 'copies');
    return /^[1-9]\d{0,5}$/.test(cell) ? Number(cell) : undefined;
  }

  /** What so many copies brought, where the row has no amount of its own. */
  #soldFor(copies: number): (Sum & { readonly currency: string }) | undefined {
    if (!this.#proceeds) return undefined;
    const { currency, minor } = times(this.#proceeds, copies);
    return { minor, currency, amount: decimalText(minor, currency) };
  }

  /** The bank's day of booking is empty where other rows have one: it is not booked yet, whatever day it will count from. */
  #lacksDay(row: TextRow): boolean {
    const days = this.#cells.all('date');
    return (
      this.#hasDays &&
      days.length > 0 &&
      days.every((index) => !row.cells[index]) &&
      this.#cells.cell(row, 'valued') !== ''
    );
  }

  #dayOf(text: string, column: number | undefined): string | null {
    const day = dayOfText(text, { ...this.#day, isUtc: this.#cells.columns[column ?? -1]?.isUtc ?? false });
    return 'at' in day ? day.at : null;
  }

  /** Why a row is no booked payment, or undefined for one that is. */
  #state(row: TextRow, amount: Sum | undefined, currency: string | null): LeftOut | 'unknown-state' | undefined {
    const impact = this.#cells.cell(row, 'balance-impact');
    if (impact && signOf(impact) === undefined) return 'pending';
    const mode = this.#cells.cell(row, 'mode');
    if (/^(?:test|false|sandbox|test ?mode|testmodus)$/i.test(mode)) return 'test';
    const without = isGiftList(this.#cells.columns) ? unpaid(this.#cells.cell(row, 'type')) : undefined;
    if (without) return without === 'pending' ? without : 'unknown-state';
    let worst: LeftOut | undefined;
    for (const index of this.#cells.all('state')) {
      const cell = row.cells[index];
      if (!cell && this.#isStatus(index)) return 'unknown-state';
      if (!cell) continue;
      // How much of it went back has to be said, too.
      if (isPartly(cell) && !this.#cells.cell(row, 'refunded')) return 'unknown-state';
      const state = stateBelow(this.#cells.columns[index]?.plain ?? '', cell);
      if (state === undefined) return 'unknown-state';
      if (state !== 'booked') worst ??= state;
    }
    if (worst) return worst;
    const back = currency ? this.#money.sumIn(row, 'refunded', currency) : undefined;
    return back && amount && back.minor >= amount.minor ? 'refunded' : undefined;
  }

  /** Whether a column says of nearly each payment how it stands, so that nothing in it is no good sign. */
  #isStatus(index: number): boolean {
    if (!/\bstatus\b|^state$|^zustand$|^estado$|^stato$|^statut$/.test(this.#cells.columns[index]?.plain ?? ''))
      return false;
    const filled = this.#cells.rows.filter(({ cells }) => cells[index]).length;
    return filled * 2 > this.#cells.rows.length;
  }

  /** What the row says beside its payment: a fee in a column of its own, a part that was given back. */
  #extras(row: TextRow, payment: Booked): Booked[] {
    const { bankId, currency } = payment;
    if (!currency) return [];
    const beside = (kind: RowKind, sum: Sum | undefined, id: string, sign: 1 | -1 = -1): Booked[] =>
      sum
        ? [
            {
              ...payment,
              ...sum,
              kind,
              sign,
              name: null,
              message: null,
              reference: null,
              bankId: bankId && `${bankId}/${id}`,
            },
          ]
        : [];
    const hasFees =
      this.#profile?.hasFees ?? (this.#cells.all('net').length > 0 || this.#cells.all('gross').length > 0);
    const fees = hasFees ? beside('fee', this.#money.sumIn(row, 'fee', currency), 'fee', this.#money.feeSign(row)) : [];
    return [...fees, ...beside('return', this.#money.sumIn(row, 'refunded', currency), 'refund')];
  }

  #kind(row: TextRow, type: string, sign: 1 | -1 | null): RowKind | null {
    const kind = kindOfFlow(this.#cells.cell(row, 'kind'), this.#cells.cell(row, 'reason')) ?? kindOf(type);
    if (kind) return kind;
    if (sign === 1 && (this.#profile?.sale?.test(type) || this.#cells.cell(row, 'copies'))) return 'sale';
    return null;
  }
}
