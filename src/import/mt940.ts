/*
 * MT940, SWIFT's customer statement message, as banks in Germany (DFÜ-Abkommen, Anlage 3, chapter 8: sub-fields of `:86:`), Austria
 * and the Netherlands (codes between slashes) write it.
 */
import { isCurrency } from '../core/currencies.ts';
import { isDate } from '../core/calendar.ts';
import type { Account } from './camt.ts';
import { figureOf } from './amounts.ts';
import { progressOf } from './progress.ts';
import { codesIn, isSlashed, purposeOf, textOf } from './purpose.ts';
import { kindOf } from './words.ts';
import type { Booked } from './rows.ts';
import type { ReadOptions } from './statement.ts';

interface Field {
  readonly tag: string;
  readonly line: number;
  /** The lines of its content. */
  readonly content: readonly string[];
}

/** Whether a text is such a message. */
export const isMt940 = (text: string): boolean =>
  /^(?:\{4:\s*)?:20:/m.test(text) && /^:(?:60[FM]|61|62[FM]):/m.test(text);

function fieldsOf(text: string): Field[] {
  const fields: { tag: string; line: number; content: string[] }[] = [];
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const line = raw.replace(/^\{1:.*?\{4:\s*|^@@@?|^\{4:\s*/, '');
    const [, tag, rest] = /^:(\d\d[A-Z]?):(.*)$/.exec(line) ?? [];
    if (tag !== undefined) fields.push({ tag, line: index + 1, content: [rest ?? ''] });
    else if (/^-\}?\s*$|^\{|^\s*$|^-$/.test(line)) return;
    else fields.at(-1)?.content.push(line);
  });
  return fields;
}

interface Balance {
  readonly minor: number;
  readonly currency: string;
  readonly at: string;
}

function balanceIn({ content }: Field): Balance | undefined {
  const [, mark, date, currency = '', figure = ''] =
    /^([CD])(\d{6})([A-Z]{3})([\d,.]+)\s*$/.exec(content[0] ?? '') ?? [];
  if (!mark || !isCurrency(currency)) return undefined;
  const sum = figureIn(figure, currency);
  return sum && { minor: mark === 'D' ? -sum.minor : sum.minor, currency, at: dayIn(date!) };
}

/** Amounts have a comma before their decimals, also where none follow: `50,`. */
function figureIn(figure: string, currency: string): { amount: string; minor: number } | undefined {
  if (!/^\d+(?:,\d*)?$/.test(figure)) return undefined;
  const found = figureOf(figure.replace(/,$/, ''), currency, ',');
  return 'why' in found ? undefined : found;
}

const dayIn = (date: string): string => `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4, 6)}`;

const movement = /^(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\d[\d,.]*)(?:([NFS])([A-Z0-9]{3}))?(.*?)(?:\/\/(.*))?$/;

/** Reads a file's messages: each is one account's statement. */
export function readMt940(text: string, options: ReadOptions): Account[] {
  const accounts: { -readonly [Key in keyof Account]: Account[Key] }[] = [];
  let rows: Booked[] = [];
  let currency = '';
  const fields = fieldsOf(text);
  const tell = progressOf(options, fields.length);
  fields.forEach((field, index) => {
    tell(index + 1);
    const account = accounts.at(-1);
    if (field.tag === '20') {
      rows = [];
      currency = '';
      accounts.push({ iban: null, currency: null, opening: null, closing: null, moved: 0, from: null, rows });
    } else if (!account) return;
    else if (field.tag === '25') account.iban = textOf(field.content.join(''));
    else if (field.tag === '60F' || field.tag === '60M') {
      const balance = balanceIn(field);
      account.opening = balance?.minor ?? null;
      account.from = balance?.at ?? null;
      account.currency = currency = balance?.currency ?? '';
    } else if (field.tag === '62F' || field.tag === '62M') account.closing = balanceIn(field)?.minor ?? null;
    else if (field.tag === '61') {
      const next = fields[index + 1];
      const row = movementOf(field, next?.tag === '86' ? next.content : [], currency, options);
      rows.push(row);
      if (row.leftOut === 'pending') return;
      account.moved =
        row.minor === null || row.sign === null || account.moved === null ? null : account.moved + row.minor * row.sign;
    }
  });
  return accounts;
}

function movementOf(field: Field, about: readonly string[], currency: string, options: ReadOptions): Booked {
  const nothing = {
    at: null,
    amount: null,
    minor: null,
    currency: currency || null,
    sign: null,
    kind: null,
    name: null,
  } as const;
  const [, value, entry, mark, , figure, , code, customer, bank] = movement.exec(field.content[0] ?? '') ?? [];
  const details = aboutOf(about);
  const words = {
    message: details.message,
    reference: details.reference ?? referenceIn(customer),
    bankId: referenceIn(bank),
  };
  if (!value || !mark || !figure) return { line: field.line, ...nothing, ...words, refusal: 'unreadable-amount' };
  const sum = currency ? figureIn(figure, currency) : undefined;
  const isReturn = mark === 'RC' || mark === 'RD' || code === 'RTI' || details.isReturn;
  const at = bookedOn(value, entry);
  const booked: Booked = {
    line: field.line,
    at: isDate(at) ? at : null,
    amount: sum?.amount ?? null,
    minor: sum?.minor ?? null,
    currency: currency || null,
    // A reversed credit goes out, a reversed debit comes back.
    sign: mark === 'C' || mark === 'RD' || mark === 'EC' ? 1 : -1,
    kind: isReturn ? 'return' : details.isFee || code === 'CHG' || code === 'COM' ? 'fee' : null,
    name: details.name,
    ...words,
  };
  if (mark === 'EC' || mark === 'ED') return { ...booked, leftOut: 'pending' };
  if (!currency) return { ...booked, refusal: 'unknown-currency' };
  if (!sum) return { ...booked, refusal: 'unreadable-amount' };
  if (!booked.at) return { ...booked, refusal: 'no-such-day' };
  if (at > options.today) return { ...booked, refusal: 'future-date' };
  return booked;
}

const referenceIn = (text: string | undefined): string | null => {
  const plain = textOf(text);
  return plain && !/^(?:(?:NONREF|NOREF|NOTPROVIDED)\b|\/+$)/i.test(plain) ? plain : null;
};

/** The day of booking: of it only day and month are told, so that at the turn of a year it is the nearest one to the value date. */
function bookedOn(value: string, entry: string | undefined): string {
  const day = dayIn(value);
  if (!entry) return day;
  const year = Number(day.slice(0, 4));
  const distance = (of: number): number =>
    Math.abs(Date.parse(`${of}-${entry.slice(0, 2)}-${entry.slice(2)}`) - Date.parse(day));
  const [nearest = year] = [year, year - 1, year + 1].sort((one, other) => distance(one) - distance(other));
  return `${nearest}-${entry.slice(0, 2)}-${entry.slice(2)}`;
}

interface About {
  readonly message: string | null;
  readonly reference: string | null;
  readonly name: string | null;
  readonly isReturn: boolean;
  readonly isFee: boolean;
}

/** Business transaction codes (Geschäftsvorfallcodes) of returns and of the bank's own charges. */
const returnCodes = new Set('108 109 159 181 182 183 184 185 109'.split(' '));
const feeCodes = new Set('805 806 807 808 809 810 811 812 813 814 815 817 818 819 820 821'.split(' '));

/** What the field `:86:` says. */
function aboutOf(content: readonly string[]): About {
  const whole = content.join('');
  // Some banks leave the business transaction code out; what stands for a separator is always one of these then.
  const [, code = '', separator] = /^(\d{3})([^\w\s])(?=\d\d)/.exec(whole) ?? /^()([?<~^])(?=\d\d)/.exec(whole) ?? [];
  if (separator) return structuredAbout(code, separator, whole.slice(code.length));
  if (isSlashed(whole)) {
    // A code that isn't known ends what came before it where it begins a line.
    const text = content.map((line) => (/^\/[A-Z]{4}\//.test(line) ? `\n${line}` : line)).join('');
    const type = kindOf(codesIn(text).get('TRTP') ?? '');
    return {
      ...purposeOf(text),
      isReturn: codesIn(text).has('RTRN') || type === 'return',
      isFee: type === 'fee',
    };
  }
  const purpose = purposeOf(content.join(' '));
  const kind = kindOf(whole);
  return { ...purpose, isReturn: kind === 'return', isFee: kind === 'fee' };
}

/** The longest a sub-field is: what fills it goes on in the next one, in the middle of a word too. */
const fullLine = 27;

/** What Polish banks put into a sub-field that is empty: 0xFF, as the code page has it in which the file is read. */
const isBlank = /^[\s\u00a0\u00ff\u02d9]*$/;

function structuredAbout(code: string, separator: string, text: string): About {
  const isPolish = separator !== '?';
  // German banks fill a sub-field before they begin the next one; others break where they like.
  const fills = (length: number): boolean => (isPolish ? length === fullLine || length === 35 : length >= fullLine);
  const fields = new Map<string, string>();
  for (const part of text.split(separator).slice(1)) {
    const key = part.slice(0, 2);
    if (/^\d\d$/.test(key)) {
      if (!isBlank.test(part.slice(2))) fields.set(key, part.slice(2));
    } else {
      // The separator stood within a text.
      const [last] = [...fields.keys()].slice(-1);
      if (last) fields.set(last, fields.get(last)! + separator + part);
    }
  }
  const join = (keys: readonly string[]): string =>
    keys.reduce((all, key) => {
      const value = fields.get(key);
      if (value === undefined) return all;
      const isApart = all !== '' && !/\s$/.test(all) && !fills(lengthBefore(fields, keys, key));
      return all + (isApart ? ' ' : '') + value;
    }, '');
  // In Poland 27 and 28 are the other's name, 29 the account, 60 to 63 days and numbers of the bank.
  const purpose = purposeOf(
    join((isPolish ? '20 21 22 23 24 25 26' : '20 21 22 23 24 25 26 27 28 29 60 61 62 63').split(' ')),
  );
  const name = textOf(join(['32', '33']) || (isPolish ? join(['27', '28']) : ''));
  const typed = kindOf(fields.get('00') ?? '');
  return {
    message: purpose.message,
    reference: purpose.reference,
    name: purpose.name ?? name,
    isReturn: returnCodes.has(code) || typed === 'return',
    isFee: feeCodes.has(code) || typed === 'fee',
  };
}

/** How long the last sub-field before one is. */
function lengthBefore(fields: ReadonlyMap<string, string>, keys: readonly string[], key: string): number {
  const before = keys.slice(0, keys.indexOf(key)).filter((one) => fields.has(one));
  return fields.get(before.at(-1) ?? '')?.length ?? fullLine;
}
