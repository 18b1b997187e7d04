import { readAmount, type AmountFault } from '../core/amount-input.ts';
import { dayOf, timeOf } from '../core/calendar.ts';
import { isCurrency } from '../core/currencies.ts';
import { amountText } from '../core/money.ts';
import type { FieldKind } from './fields.ts';
import type { DeskWords } from './words/en.ts';

/* Between what stands in a field of the form and what stands in the document. */

/** What was read of a field: a value (undefined: nothing is there), or why it can't be read. */
export type Typed = { readonly value: unknown } | { readonly fault: string };

export interface InputOptions {
  readonly currency: string;
  readonly words: DeskWords;
}

/** A wire amount as it is written into a field: `12000,00` in German. */
export function amountInput(value: string, locale: string): string {
  // A zero in front makes three decimals readable in one way: a field shows nothing that it would ask about.
  const plain = /^[1-9]\d{0,2}\.\d{3}$/.test(value) ? `0${value}` : value;
  return /^de\b/.test(locale) ? plain.replace('.', ',') : plain;
}

/** What is shown of a value in a field. */
export function shownValue(kind: FieldKind, value: unknown, locale: string): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    return value.map((one) => (kind === 'amounts' ? amountInput(String(one), locale) : String(one))).join(' ');
  }
  if (kind === 'amount') return amountInput(value as string, locale);
  return typeof value === 'object' ? '' : String(value as string | number | boolean);
}

/** Reads what was typed, by the field's kind. */
export function readTyped(kind: FieldKind, text: string, { currency, words }: InputOptions): Typed {
  const plain = text.trim();
  if (!plain) return { value: undefined };
  switch (kind) {
    case 'amount':
      return readMoney(plain, currency, words);
    case 'amounts': {
      const all = plain.split(/\s+/).map((one) => readMoney(one, currency, words));
      const fault = all.find((one) => 'fault' in one);
      return fault ?? { value: all.map((one) => ('value' in one ? one.value : undefined)) };
    }
    case 'count':
      return /^\d{1,12}$/.test(plain) ? { value: Number(plain) } : { fault: words.expected.count };
    case 'tags':
      return {
        value: plain
          .split(/[\s,]+/)
          .map((tag) => tag.replace(/^#/, ''))
          .filter(Boolean),
      };
    case 'iban':
      // Blanks stay as they are typed; what nobody sees goes.
      return { value: plain.replace(/\p{Cf}/gu, '').toUpperCase() };
    case 'link':
      return { value: plain };
    case 'choice':
      return { value: plain === 'true' ? true : plain === 'false' ? false : plain };
    case 'flag':
      return { value: true };
    case 'line':
    case 'text':
    case 'day':
    case 'moment':
    default:
      // As it is typed: a blank at the end may be the one before the next word.
      return { value: text };
  }
}

function readMoney(text: string, currency: string, words: DeskWords): Typed {
  const { amount, fault } = readAmount(text, currency, words.locale);
  if (!amount) return { fault: amountFaultWords(fault, words) };
  return { value: isCurrency(currency) ? amountText(amount) : text };
}

/** Why an amount can't be read, in words. */
export function amountFaultWords(
  fault: AmountFault | { readonly kind: 'missing' | 'commas' | 'went-out' },
  { amountFaults }: DeskWords,
): string {
  if (fault.kind === 'ambiguous') return amountFaults.ambiguous(fault.whole, fault.part);
  return fault.kind === 'decimals' ? amountFaults.decimals(fault.decimals) : amountFaults[fault.kind];
}

/** A day and, where one is known, a time of day: an instant with the offset of where this is written. */
export function momentFrom(day: string, time: string): string | undefined {
  if (!day) return undefined;
  if (!time) return day;
  const minutes = -new Date(`${day}T${time}`).getTimezoneOffset();
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${day}T${time}:00${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** Day and time of day as they stand in a date of the wire format. */
export const partsOfMoment = (value: unknown): readonly [day: string, time: string] =>
  typeof value === 'string' ? [dayOf(value), timeOf(value) ?? ''] : ['', ''];

/** An instant in the time of where this is read, as a date of the wire format. */
export function momentOf(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return `${local.slice(0, 16)}:00Z`;
}
