/* What was read of a payment becomes a row: one place decides what may be entered, for all formats. */
import { amountText } from '../core/money.ts';
import type { LeftOut, ReadOptions, Refusal, Row, RowKind, Unclear } from './statement.ts';

/** Minor units as a decimal string of the wire format. */
export const decimalText = (minor: number, currency: string): string => amountText({ minor, currency });

/** A payment as a format's reader understood it. */
export interface Booked extends Pick<
  Row,
  'line' | 'at' | 'amount' | 'currency' | 'name' | 'message' | 'reference' | 'bankId' | 'copies' | 'isPublic' | 'either'
> {
  /** Minor units, without a sign. */
  readonly minor: number | null;
  /** 1: came in; -1: went out; null: can't be told. */
  readonly sign: 1 | -1 | null;
  /** What the bank says it is; null: by its direction. */
  readonly kind: RowKind | null;
  /** Understood, and not to be entered. */
  readonly leftOut?: LeftOut;
  readonly refusal?: Refusal;
}

/** A payment of which nothing is understood yet but the line in which it stands. */
export const unread = (line: number, currency: string | null): Booked => ({
  line,
  at: null,
  amount: null,
  minor: null,
  currency,
  sign: null,
  kind: null,
  name: null,
  message: null,
  reference: null,
  bankId: null,
});

/** What a day or an amount that can't be told makes of a payment. */
export const refusedFor = ({ at, either, why }: Unclear): Partial<Booked> => ({
  refusal: why,
  ...(at && { at }),
  ...(either && { either }),
});

/** What becomes of a payment. Only what was received, booked and in the campaign's currency is ready. */
export function rowOf(booked: Booked, { currency, isKnown }: ReadOptions): Row {
  const {
    amount,
    at,
    bankId,
    copies,
    either,
    isPublic,
    leftOut,
    line,
    message,
    minor,
    name,
    reference,
    refusal,
    sign,
  } = booked;
  const kind = booked.kind ?? (leftOut === 'balance' || sign === null ? null : sign > 0 ? 'gift' : 'cost');
  const row = (state: Row['state'], why: Row['why']): Row => ({
    line,
    state,
    why,
    kind: leftOut === 'balance' ? null : kind,
    at,
    amount,
    currency: booked.currency,
    name,
    message,
    reference,
    bankId,
    ...(copies !== undefined && { copies }),
    ...(isPublic !== undefined && { isPublic }),
    ...(either && { either }),
  });
  if (refusal) return row('refused', refusal);
  if (leftOut) return row('left-out', leftOut);
  if (amount === null || minor === null) return row('refused', 'no-amount');
  if (at === null) return row('refused', 'no-date');
  if (booked.currency === null) return row('refused', 'unknown-currency');
  if (minor === 0) return row('left-out', 'zero');
  if (sign === null) return row('refused', 'unknown-sign');
  if (booked.currency !== currency) return row('left-out', 'other-currency');
  if (bankId !== null && isKnown?.(bankId)) return row('known', null);
  if (sign < 0) return row('left-out', 'went-out');
  if (kind === 'return' || kind === 'fee' || kind === 'cost') return row('left-out', 'returned');
  return row('ready', null);
}
