/* A table whose headings are known becomes payments. What the headings leave open is asked about; how cells look may only make it so. */
import { isCurrency } from '../../core/currencies.ts';
import { parseIban } from '../../core/iban.ts';
import { parseReference } from '../../core/reference.ts';
import { decimalOf, figureOf, writtenAmount, type Decimal, type Written } from '../amounts.ts';
import { dayOfText, looksLikeDay, orderOf, type DayOptions } from '../days.ts';
import { purposeOf, textOf } from '../purpose.ts';
import type { Booked } from '../rows.ts';
import type { LeftOut, Problem, ReadOptions, Refusal, RowKind } from '../statement.ts';
import {
  balanceOf,
  isBalance,
  isDoubtful,
  isOutType,
  isOwnTopUp,
  isOwnTransfer,
  isPendingDay,
  kindOf,
  signOf,
  stateOf,
} from '../words.ts';
import type { TextRow } from './csv.ts';
import type { Role } from './headings.ts';
import { roleOf, headingOf } from './headings.ts';
import type { Column, Layout } from './layout.ts';
import { profileOf, roleIn, type Profile, type Reading } from './profiles.ts';

export interface ReadTable {
  readonly profile: Profile | undefined;
  readonly rows: readonly Booked[];
  /** Balances that stand in the table as lines, in minor units with their sign. */
  readonly opening: number | null;
  readonly closing: number | null;
  readonly currency: string | null;
  readonly problem?: Problem;
}

const nothing = { profile: undefined, rows: [], opening: null, closing: null, currency: null } as const;

/** The columns with what the profile and the file as a whole make of them. */
function settled(
  columns: readonly Column[],
  profile: Profile | undefined,
  told: readonly Role[] | undefined,
  rows: readonly TextRow[],
): Column[] {
  const has = (role: Role): boolean => all.some((column) => column.role === role);
  let all = columns.map((column, index): Column => {
    const role = told?.[index] ?? roleIn(profile, column.heading) ?? column.role;
    return { ...column, role };
  });
  if (told) return all;
  const turn = (from: Role, to: Role): void => {
    all = all.map((column) => (column.role === from ? { ...column, role: to } : column));
  };
  // In Dutch, Swedish and Italian `Valuta` is the currency, in German the day from which interest counts.
  all = all.map((column, index) => {
    const isCode = ({ cells }: TextRow): boolean => !cells[index] || currencyIn(cells[index]) !== undefined;
    return column.plain === 'valuta' && rows.some(({ cells }) => cells[index]) && rows.every(isCode)
      ? { ...column, role: 'currency' }
      : column;
  });
  // A state of the United States, beside towns and postal codes.
  if (all.some(({ plain }) => /^(?:city|zip|zip code|postal code|country|address|ort|town)$/.test(plain)))
    all = all.map((column) => (column.plain === 'state' && !profile ? { ...column, role: 'other' } : column));
  // `Soll/Haben` is the amount where there is no other.
  if (has('sign') && !['amount', 'credit', 'debit', 'gross', 'net'].some((role) => has(role as Role)))
    turn('sign', 'amount');
  if (has('gross') && has('amount')) turn('gross', 'other');
  if (has('text')) turn('text', has('message') ? 'type' : 'message');
  // Who owns the account stands in each row; who is at the other end is the one that is named beside.
  if (has('own') && !has('name') && !has('payer') && !has('payee') && !has('first-name')) turn('own', 'name');
  return all;
}

/** Whether what stands below a known heading is something else than it says: a state, a currency, which way money went. */
function contradicts(role: Role, cells: readonly string[], isSigned: boolean, days: number): boolean {
  if (/^(?:sign|state|currency|amount|credit|debit|gross|net|fee|refunded|balance-impact|mode|kind)$/.test(role))
    return false;
  // Where it is the only one, each of its rows is refused.
  if (role === 'date' || role === 'valued')
    return days > 1 && !cells.some(looksLikeDay) && !cells.every((cell) => isPendingDay(cell) || /^-*$/.test(cell));
  if (role === 'balance') return !cells.some((cell) => typeof writtenAmount(cell) === 'object');
  const areStates = cells.every((cell) => stateOf(cell) !== undefined) && cells.some(isDoubtful);
  const areSigns = role !== 'type' && !isSigned && cells.every((cell) => signOf(cell) !== undefined);
  // Foreign currencies beside the account's own have their known columns.
  const areCurrencies = role !== 'other' && cells.every((cell) => /^[A-Z]{3}$/.test(cell) && isCurrency(cell));
  return areStates || areSigns || areCurrencies;
}

/** Headings below which something stands that could change what an amount means. */
function doubts(columns: readonly Column[], rows: readonly TextRow[], isSigned: boolean): string[] {
  const days = columns.filter(({ role }) => role === 'date' || role === 'valued').length;
  return columns.flatMap(({ heading, role }, index) => {
    const cells = rows.map(({ cells: all }) => all[index] ?? '').filter(Boolean);
    if (!cells.length) return [];
    if (role) return contradicts(role, cells, isSigned, days) ? [heading] : [];
    const mostly = (test: (cell: string) => boolean): boolean => cells.filter(test).length * 5 >= cells.length * 4;
    const matters =
      cells.some(isDoubtful) ||
      (!isSigned && mostly((cell) => signOf(cell) !== undefined)) ||
      mostly((cell) => isCurrency(cell.toUpperCase()) && cell.length === 3) ||
      mostly((cell) => /[.,]\d\d\D*$/.test(cell) && typeof writtenAmount(cell) === 'object');
    return matters ? [heading] : [];
  });
}

/** Reads the rows below known headings. */
export function readTable(layout: Layout, options: ReadOptions): ReadTable {
  const { above, below, headings } = layout;
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
  if (unsure.length || twice.length) {
    return {
      ...nothing,
      profile,
      problem: {
        code: 'columns',
        headings: headings.cells,
        sample: rows.slice(0, 5).map(({ cells }) => cells),
        columns: [...new Set([...unsure, ...twice])],
      },
    };
  }
  const reader = new Reader(
    columns,
    rows,
    above,
    profile,
    layout.delimiter,
    decimalOf(figures.map(({ figure }) => figure)),
    options,
  );
  return reader.read();
}

/** Amount columns of one role that say two things in one row: which of them counts can't be told. */
function twins(columns: readonly Column[], rows: readonly TextRow[]): string[] {
  return (['amount', 'credit', 'debit', 'gross', 'net'] as const).flatMap((role) => {
    const same = columns.flatMap((column, index) => (column.role === role ? [index] : []));
    if (same.length < 2) return [];
    const differ = rows.some(({ cells }) => {
      const filled = same.map((index) => cells[index] ?? '').filter(Boolean);
      return new Set(filled).size > 1;
    });
    return differ ? same.map((index) => columns[index]!.heading) : [];
  });
}

interface Sum {
  readonly amount: string;
  readonly minor: number;
}

interface Found {
  readonly written?: Written;
  /** 1: in; -1: out; null: can't be told. */
  readonly sign: 1 | -1 | null;
  readonly column?: number;
  readonly refusal?: Refusal;
}

class Reader {
  readonly #columns: readonly Column[];
  readonly #rows: readonly TextRow[];
  readonly #profile: Profile | undefined;
  readonly #delimiter: string;
  readonly #decimal: Decimal;
  readonly #options: ReadOptions;
  readonly #at: ReadonlyMap<Role, readonly number[]>;
  readonly #day: DayOptions;
  readonly #currency: string | undefined;
  /** Whether amounts below `Debit` have a minus. */
  readonly #debitMinus: { readonly some: boolean; readonly all: boolean };
  readonly #isSigned: boolean;
  /** Whether the account named above the table is of a country with another currency, and the file names none. */
  readonly #isForeign: boolean;
  /** Whether fees have a minus. */
  readonly #feeMinus: boolean;
  #opening: number | null = null;
  #closing: number | null = null;

  constructor(
    columns: readonly Column[],
    rows: readonly TextRow[],
    above: readonly TextRow[],
    profile: Profile | undefined,
    delimiter: string,
    decimal: Decimal,
    options: ReadOptions,
  ) {
    this.#columns = columns;
    this.#rows = rows;
    this.#profile = profile;
    this.#delimiter = delimiter;
    this.#decimal = decimal;
    this.#options = options;
    const places = new Map<Role, number[]>();
    columns.forEach(({ role }, index) => {
      if (role) places.set(role, [...(places.get(role) ?? []), index]);
    });
    this.#at = places;
    const dayCells = [...this.#all('date'), ...this.#all('valued')].flatMap((index) =>
      rows.map(({ cells }) => cells[index] ?? ''),
    );
    const shown = orderOf(dayCells);
    this.#day = {
      order: shown === 'unknown' ? (profile?.order ?? (this.#isEnglish() ? 'unknown' : 'day')) : shown,
      isUtc: false,
      zone: options.zone,
      today: options.today,
    };
    this.#currency = this.#fileCurrency(above);
    this.#isForeign = above.some(({ cells }) => cells.some((cell) => isAbroad(cell, options.currency)));
    const writtenAt = (role: Role): Written[] =>
      this.#all(role).flatMap((index) =>
        rows.flatMap(({ cells }) => {
          const written = writtenAmount(cells[index] ?? '');
          return typeof written === 'object' ? [written] : [];
        }),
      );
    const debits = writtenAt('debit').filter(({ figure }) => /[1-9]/.test(figure));
    this.#debitMinus = { some: debits.some(({ sign }) => sign < 0), all: debits.every(({ sign }) => sign < 0) };
    this.#feeMinus = writtenAt('fee').some(({ sign }) => sign < 0);
    this.#balancesAbove(above);
    this.#isSigned = [...writtenAt('amount'), ...writtenAt('gross'), ...writtenAt('net')].some(
      ({ sign }) => sign !== 0,
    );
  }

  #all(role: Role): readonly number[] {
    return this.#at.get(role) ?? [];
  }

  /** The first cell of a role that has something in it. */
  #cell(row: TextRow, role: Role): string {
    for (const index of this.#all(role)) if (row.cells[index]) return row.cells[index];
    return '';
  }

  /** The first cell of a role that is a name: an account may stand where others have it. */
  #named(row: TextRow, role: Role): string {
    const cells = this.#all(role).map((index) => row.cells[index] ?? '');
    return cells.find((cell) => cell && !/^(?:[A-Z]{2}\d\d[\dA-Z ]*|[\d ./-]+)$/.test(cell)) ?? '';
  }

  /** Only in English a date with slashes may begin with the month. */
  #isEnglish(): boolean {
    return this.#columns.some(({ plain }) =>
      /\b(?:date|amount|description|balance|booked|payee|debit|credit)\b/.test(plain),
    );
  }

  /** The currency that headings or the lines above them name for the whole file. */
  #fileCurrency(above: readonly TextRow[]): string | undefined {
    for (const { cells } of above) {
      const at = cells.findIndex((cell) => cell && roleOf(headingOf(cell)) === 'currency');
      const code = at >= 0 ? currencyIn(cells.slice(at + 1).find(Boolean) ?? '') : undefined;
      if (code) return code;
    }
    return undefined;
  }

  /** The balances that the lines above the headings name. */
  #balancesAbove(above: readonly TextRow[]): void {
    for (const { cells } of above) {
      const at = cells.findIndex((cell) => balanceOf(cell) !== undefined);
      const written = at < 0 ? undefined : writtenAmount(cells.slice(at + 1).find(Boolean) ?? '');
      if (typeof written !== 'object') continue;
      const sum = figureOf(written.figure, this.#currency ?? this.#options.currency, this.#decimal);
      if (!('amount' in sum)) continue;
      const minor = written.sign < 0 ? -sum.minor : sum.minor;
      if (balanceOf(cells[at]!) === 'opening') this.#opening = minor;
      else this.#closing = minor;
    }
  }

  read(): ReadTable {
    const rows = this.#rows.flatMap((row) => this.#read(row));
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
    const dayText = this.#cell(row, 'date') || this.#cell(row, 'valued');
    const dayColumn = [...this.#all('date'), ...this.#all('valued')].find((index) => cells[index]);
    const found = this.#amount(row);
    const type = this.#cell(row, 'type');
    const currency = this.#currencyOf(row, found);
    const sum =
      found.written && 'code' in currency ? figureOf(found.written.figure, currency.code, this.#decimal) : undefined;
    const amount: Sum | undefined = sum && 'amount' in sum ? sum : undefined;
    const texts = this.#texts(row, found.sign);
    const base: Booked = {
      line,
      at: null,
      amount: amount?.amount ?? null,
      minor: amount?.minor ?? null,
      currency: 'code' in currency ? currency.code : null,
      sign: found.sign,
      kind: this.#kind(row, type, found.sign),
      ...texts,
    };
    if (row.isTorn) return [{ ...base, refusal: 'quotes' }];
    const isEmpty = !found.written && found.refusal === undefined;
    if (isEmpty && (!dayText || !(looksLikeDay(dayText) || isPendingDay(dayText)))) return this.#note(row);
    // More cells than headings, or an amount torn by the sign that parts cells: `22.05.2026,12,50,Lena`.
    if (cells.length > this.#columns.length && cells.slice(this.#columns.length).some(Boolean))
      return [{ ...base, refusal: 'columns' }];
    if (
      this.#delimiter === ',' &&
      found.column !== undefined &&
      /^\D*\d+$/.test(cells[found.column] ?? '') &&
      /^\d\d$/.test(cells[found.column + 1] ?? '')
    )
      return [{ ...base, refusal: 'columns' }];
    const names = new Set(
      (['name', 'payer', 'payee', 'own', 'first-name', 'last-name'] as const).flatMap((role) => this.#all(role)),
    );
    const balance = cells.find((text, index) => text && !names.has(index) && isBalance(text));
    if (balance !== undefined) {
      if (!amount) return this.#note(row, balance);
      if (found.sign !== null) this.#note(row, balance, amount.minor * found.sign);
      return [{ ...base, at: this.#dayOf(dayText, dayColumn), kind: null, leftOut: 'balance' }];
    }
    if (isPendingDay(dayText)) {
      const other = this.#cell(row, 'valued');
      return [{ ...base, at: this.#dayOf(other, this.#all('valued')[0]), leftOut: 'pending' }];
    }
    if (/^neutral$/i.test(this.#cell(row, 'sign')))
      return [{ ...base, at: this.#dayOf(dayText, dayColumn), leftOut: 'own-transfer' }];
    if (found.refusal) return [{ ...base, at: this.#dayOf(dayText, dayColumn), refusal: found.refusal }];
    if (isEmpty) return [{ ...base, at: this.#dayOf(dayText, dayColumn), refusal: 'no-amount' }];
    const day = dayOfText(dayText, { ...this.#day, isUtc: this.#columns[dayColumn ?? -1]?.isUtc ?? false });
    const dated = { ...base, at: 'at' in day ? day.at : null };
    const state = this.#state(row, amount);
    if (state === 'unknown-state') return [{ ...dated, refusal: state }];
    if ('why' in currency) return [{ ...dated, refusal: currency.why }];
    if (state) return [{ ...dated, leftOut: state }];
    if (sum && 'why' in sum) return [{ ...dated, refusal: sum.why }];
    if ('why' in day) return [{ ...dated, refusal: day.why }];
    if ((isOwnTransfer(type) || isOwnTopUp(texts.message ?? '')) && base.kind !== 'return')
      return [{ ...dated, leftOut: 'own-transfer' }];
    return [dated, ...this.#extras(row, dated)];
  }

  /** A line that is no payment: a balance is kept for the check, anything else belongs to what stands around the table. */
  #note(row: TextRow, label = row.cells.find(Boolean) ?? '', minor?: number): Booked[] {
    const which = balanceOf(label);
    const value = minor ?? null;
    if (which === 'opening') this.#opening = value;
    if (which === 'closing') this.#closing = value;
    return [];
  }

  #dayOf(text: string, column: number | undefined): string | null {
    const day = dayOfText(text, { ...this.#day, isUtc: this.#columns[column ?? -1]?.isUtc ?? false });
    return 'at' in day ? day.at : null;
  }

  /** The amount and which way it went. */
  #amount(row: TextRow): Found {
    const read = (index: number): Written | 'empty' | undefined => writtenAmount(row.cells[index] ?? '');
    const filled = (roles: readonly Role[]): { index: number; written: Written | undefined }[] =>
      roles
        .flatMap((role) => this.#all(role))
        .flatMap((index) => {
          const written = read(index);
          return written === 'empty' ? [] : [{ index, written }];
        });
    const [whole] = [
      ...filled(['amount']),
      ...filled(['gross']),
      ...(this.#all('gross').length ? [] : filled(['net'])),
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
    if (credit) {
      const sign = this.#creditSign(credit.written!);
      return {
        written: credit.written!,
        sign,
        column: credit.index,
        ...(sign === null && { refusal: 'unknown-sign' as const }),
      };
    }
    if (debit) {
      const sign = this.#debitSign(debit.written!);
      return {
        written: debit.written!,
        sign,
        column: debit.index,
        ...(sign === null && { refusal: 'unknown-sign' as const }),
      };
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
    const column = this.#all('sign');
    if (column.length) {
      const cell = this.#cell(row, 'sign');
      const told = signOf(cell);
      if (cell && told === undefined) return null;
      if (told === undefined) return written.sign === 0 ? null : written.sign;
      return written.sign !== 0 && written.sign !== told ? 'conflict' : told;
    }
    if (written.sign !== 0) return written.sign;
    if (this.#isSigned) return 1;
    // Nothing in the file has a sign: the bank's word for the kind of booking may say that money went out.
    const type = this.#cell(row, 'type');
    const said = signOf(type);
    if (said !== undefined) return said;
    return isOutType(type) ? null : 1;
  }

  #currencyOf(row: TextRow, { column, written }: Found): { readonly code: string } | { readonly why: Refusal } {
    const own = written?.currency;
    const named = column === undefined ? undefined : this.#columns[column]?.currency;
    const cell = this.#currencyCell(row, column);
    const told = cell === undefined ? undefined : currencyIn(cell);
    if (cell !== undefined && told === undefined) return { why: 'unknown-currency' };
    const found = [own, told, named].filter((code): code is string => code !== undefined);
    if (new Set(found).size > 1) return { why: 'unknown-currency' };
    const code = found[0] ?? this.#currency ?? this.#profile?.currency;
    if (code !== undefined) return { code };
    return this.#isForeign ? { why: 'unknown-currency' } : { code: this.#options.currency };
  }

  /** What the column says that belongs to the amount: the next one behind it, else the nearest before. */
  #currencyCell(row: TextRow, column: number | undefined): string | undefined {
    const all = this.#all('currency');
    if (!all.length) return undefined;
    const next = column === undefined ? undefined : all.find((index) => index > column && index <= column + 1);
    const before = column === undefined ? undefined : all.findLast((index) => index < column);
    const index = next ?? before ?? all[0]!;
    return row.cells[index] || undefined;
  }

  /** Why a row is no booked payment, or undefined for one that is. */
  #state(row: TextRow, amount: Sum | undefined): LeftOut | 'unknown-state' | undefined {
    const impact = this.#cell(row, 'balance-impact');
    if (impact && signOf(impact) === undefined) return 'pending';
    const mode = this.#cell(row, 'mode');
    if (/^(?:test|false)$/i.test(mode)) return 'test';
    let worst: LeftOut | undefined;
    for (const index of this.#all('state')) {
      const cell = row.cells[index];
      if (!cell) continue;
      const state = stateOf(cell);
      if (state === undefined) return 'unknown-state';
      if (state !== 'booked') worst ??= state;
    }
    if (worst) return worst;
    const back = this.#refunded(row);
    return back && amount && back.minor >= amount.minor ? 'refunded' : undefined;
  }

  #sumIn(row: TextRow, role: Role, currency: string): Sum | undefined {
    const written = writtenAmount(this.#cell(row, role));
    if (typeof written !== 'object') return undefined;
    const sum = figureOf(written.figure, currency, this.#decimal);
    return 'amount' in sum && sum.minor > 0 ? sum : undefined;
  }

  #refunded(row: TextRow): Sum | undefined {
    const currency = this.#currencyOf(row, this.#amount(row));
    return 'code' in currency ? this.#sumIn(row, 'refunded', currency.code) : undefined;
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
    const hasFees = this.#profile?.hasFees ?? (this.#all('net').length > 0 || this.#all('gross').length > 0);
    const written = writtenAmount(this.#cell(row, 'fee'));
    // Where fees have a minus, one without it came back.
    const cameBack = this.#feeMinus && typeof written === 'object' && written.sign >= 0;
    const fees = hasFees ? beside('fee', this.#sumIn(row, 'fee', currency), 'fee', cameBack ? 1 : -1) : [];
    return [...fees, ...beside('return', this.#sumIn(row, 'refunded', currency), 'refund')];
  }

  #kind(row: TextRow, type: string, sign: 1 | -1 | null): RowKind | null {
    const kind = kindOf(type);
    if (kind) return kind;
    if (sign === 1 && (this.#profile?.sale?.test(type) || this.#cell(row, 'copies'))) return 'sale';
    return null;
  }

  #texts(row: TextRow, sign: 1 | -1 | null): Pick<Booked, 'name' | 'message' | 'reference' | 'bankId'> {
    const said = [...new Set(this.#all('message').flatMap((index) => row.cells[index] || []))].join(' ');
    const purpose = purposeOf(said);
    const side = sign === -1 ? ['payee', 'payer'] : ['payer', 'payee'];
    const both = this.#all('payer').length > 0 && this.#all('payee').length > 0;
    const inParts = [this.#cell(row, 'first-name'), this.#cell(row, 'last-name')].filter(Boolean).join(' ');
    const name =
      this.#named(row, 'name') ||
      inParts ||
      this.#named(row, side[0] as Role) ||
      (both ? '' : this.#named(row, side[1] as Role)) ||
      (both ? this.#named(row, 'own') : '');
    const reading: Reading = {
      name: textOf(purpose.name ?? name),
      message: purpose.message,
      bankId: textOf(this.#cell(row, 'id')),
    };
    const told = this.#profile?.unpack?.(reading, said || this.#cell(row, 'type')) ?? reading;
    const reference = textOf(this.#cell(row, 'reference'));
    return {
      name: textOf(told.name ?? undefined),
      message: textOf(told.message ?? undefined),
      reference: (reference && parseReference(reference)) ?? purpose.reference ?? reference,
      bankId: told.bankId,
    };
  }
}

const currencyNames: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  zł: 'PLN',
  kč: 'CZK',
  fr: 'CHF',
  sfr: 'CHF',
};

/** A currency by its code, its sign or its name. */
function currencyIn(cell: string): string | undefined {
  const plain = cell.trim();
  const code = currencyNames[plain.toLowerCase()] ?? plain.toUpperCase();
  return isCurrency(code) ? code : undefined;
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
