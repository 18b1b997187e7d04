/* A list as people type it: on each line a date, an amount, and words. It has a grammar of its own, since there are no headings to go by. */
import { currencyOf, decimalOf, figureOf, writtenAmount } from './amounts.ts';
import { dayOfText, looksLikeDay, orderOf } from './days.ts';
import { purposeOf } from './purpose.ts';
import { refusedFor, unread, type Booked } from './rows.ts';
import type { ReadOptions } from './statement.ts';

interface Line {
  readonly line: number;
  readonly day: string;
  readonly amount: string;
  readonly words: string;
}

/** What may be an amount at the start of a text, with its sign and its currency at either end. */
function amountAtStart(text: string): { amount: string; words: string } | undefined {
  const found =
    /^((?:[+\-\u2212]\s?)?(?:(?:\p{Sc}|[A-Za-z]{3})\s?)?(?:[+\-\u2212]\s?)?\d(?:[\d.,'\u2019]|(?<=\d) (?=\d{3}(?!\d)))*(?:\s?[-\u2013]{1,2}(?=[\s;|,]|$))?)(?:\s?(?=[\p{Sc}\p{L}])(\p{Sc}|\p{L}+\.?)(?=[\s;|,.]|$))?(.*)$/u.exec(
      text,
    );
  if (!found) return undefined;
  const [, figure = '', word = '', rest = ''] = found;
  const isCurrency = word !== '' && currencyOf(word) !== undefined;
  const amount = isCurrency ? `${figure} ${word}` : figure.replace(/[,;]$/, '');
  const words = isCurrency ? rest : text.slice(figure.length);
  const isApart = words === '' || /^[\s;|,]/.test(words) || /[,;]$/.test(figure);
  return isApart && typeof writtenAmount(amount) === 'object'
    ? { amount, words: words.replace(/^[\s;|,]+/, '') }
    : undefined;
}

/** One line in its three parts; undefined for what doesn't begin with a date and an amount. */
function partsOf(text: string, line: number): Line | undefined {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ').trim();
  // The longest beginning that is a date: `24. November 2026` before `24.`.
  const ends = [...plain.matchAll(/[\s;|,:]+/g)].map(({ index }) => index).slice(0, 5);
  for (const end of ends.toReversed()) {
    const day = plain.slice(0, end);
    if (!looksLikeDay(day)) continue;
    const rest = amountAtStart(plain.slice(end).replace(/^[\s;|,:]+/, ''));
    if (rest) return { line, day, amount: rest.amount, words: rest.words.replaceAll(/[;|\t]+/g, ' ') };
  }
  return undefined;
}

/**
 * Reads such a list; undefined for a text that is none: not one of its lines begins with a date and an amount, or its lines look
 * like a table's.
 */
export function readLines(text: string, options: ReadOptions): Booked[] | undefined {
  const lines = text
    .split(/\r\n|\n|\r/)
    .flatMap((content, index) => (content.trim() ? [{ content, line: index + 1 }] : []));
  // With more than three cells it is a table that lacks its headings: which cell is what must be told.
  if (lines.some(({ content }) => content.split(/[;\t|]/).length > 3 || content.split('","').length > 2))
    return undefined;
  const read = lines.map(({ content, line }) => partsOf(content, line) ?? { line, content });
  const good = read.filter((one): one is Line => 'day' in one);
  // Around a list out of a letter stand lines of words; where figures stand in them, or what parts cells, it may be a table.
  const isTable = lines.some(({ content }) => /[;\t|]/.test(content));
  const others = read.filter((one) => 'content' in one && (isTable || /\d/.test(one.content)));
  if (!good.length || good.length < others.length) return undefined;
  const shown = orderOf(good.map(({ day }) => day));
  const order = shown === 'unknown' || shown === 'mixed' ? (options.order ?? shown) : shown;
  const seen = decimalOf(
    good.flatMap(({ amount }) => {
      const written = writtenAmount(amount);
      return typeof written === 'object' ? [written.figure] : [];
    }),
  );
  const decimal = seen === 'unknown' || seen === 'mixed' ? (options.decimal ?? seen) : seen;
  return read.map((one): Booked => {
    const base = unread(one.line, options.currency);
    if (!('day' in one)) {
      const [first = ''] = one.content.trim().split(/[\s;|,]+/);
      return {
        ...base,
        message: purposeOf(one.content).message,
        refusal: looksLikeDay(first) ? 'no-amount' : 'no-date',
      };
    }
    const written = writtenAmount(one.amount);
    const day = dayOfText(one.day, { order, isUtc: false, zone: options.zone, today: options.today });
    const named = { ...base, at: 'at' in day ? day.at : null, name: purposeOf(one.words).message };
    if (typeof written !== 'object') return { ...named, refusal: 'unreadable-amount' };
    const currency = written.currency ?? options.currency;
    const sum = figureOf(written.figure, currency, decimal);
    // `22.05.2026 - 15,50 EUR - Lena`: a dash between blanks parts, or says that it went out.
    if (/^[-\u2013\u2212]\s/.test(one.amount)) return { ...named, refusal: 'unknown-sign' };
    const sign = written.sign < 0 ? -1 : 1;
    const moved =
      'amount' in sum ? ({ ...named, ...sum, currency, sign } as const) : ({ ...named, currency, sign } as const);
    if ('why' in day) return { ...moved, ...refusedFor(day) };
    return 'why' in sum ? { ...moved, ...refusedFor(sum) } : moved;
  });
}
