import { decimalsOf } from './currency.ts';
import { formatMoney } from './format.ts';
import { parseAmount, type Money } from './money.ts';

/** What an amount must keep to. All amounts in the campaign's currency. */
export interface AmountLimits {
  /** The least that can be given, as the payment provider has it. Absent: anything above zero. */
  readonly minimum?: Money | undefined;
  /** The most. Absent: what a bank transfer carries, a little less than 10^9 whole units. */
  readonly maximum?: Money | undefined;
  /** Minor units of which an amount must be a multiple: 10 where a provider takes three decimals, of which the last is 0. */
  readonly step?: number | undefined;
}

/**
 * Why a text is no amount:
 * - `empty`: nothing was written.
 * - `unreadable`: something else than an amount (`1e3`, `ten`, another currency's sign).
 * - `ambiguous`: one separator before three digits, `1.000`: a thousand in Berlin, one in London. `whole` and `part` say what to write.
 * - `not-positive`: zero or less.
 * - `decimals`: more of them than the currency has.
 * - `too-small`, `too-large`, `step`: outside of what the provider takes.
 */
export type AmountFault =
  | { readonly kind: 'empty' | 'unreadable' | 'not-positive' }
  | { readonly kind: 'ambiguous'; readonly whole: string; readonly part: string }
  | { readonly kind: 'decimals'; readonly decimals: number }
  | { readonly kind: 'too-small' | 'too-large' | 'step'; readonly limit: Money };

/** What was read: an amount, or why there is none. */
export type AmountReading =
  { readonly amount: Money; readonly fault?: never } | { readonly fault: AmountFault; readonly amount?: never };

/**
 * Where each script's digits begin. A keyboard in Arabic, Hindi or Japanese writes these, and they can be read in one way
 * only, so refusing them would help nobody; what was understood is shown before anyone pays.
 */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

/** Signs of an amount, with the blanks around it. */
const longest = 200;

/** What people call a currency beside its code and its sign in their language. */
const names: Readonly<Record<string, string>> = {
  EUR: '€ euro euros',
  GBP: '£ pound pounds pfund',
  USD: '$ us$ dollar dollars',
  CHF: 'fr fr. sfr sfr. franken francs franc',
  JPY: '¥ ￥ yen 円',
  SEK: 'kr kr. kronor krona kronen',
  NOK: 'kr kr. kroner krone kronen',
  DKK: 'kr kr. kroner krone kronen',
  ISK: 'kr kr. krónur króna kronen',
  PLN: 'zł zloty złoty złotych',
  CZK: 'kč kronen koruna korun',
  HUF: 'ft ft. forint forints',
};

/** Marks that nobody sees and that mean nothing within a number. Overrides of the direction are none of them: they change what is seen. */
const unseen = /[\u00ad\u061c\u200b\u200c\u200e\u200f\u2060\ufeff]|\u200d/g;

const maxWhole = 999_999_999;

const fail = (fault: AmountFault): AmountReading => ({ fault });

/**
 * Reads an amount as people write it: `12`, `12,50`, `12.50`, `1.234,56`, `1,234.56`, `1 234`, `50,-`, `50 €`, `٥٠`. What can be
 * read in two ways is refused and never guessed. Which sign parts the decimals is seen from the text, not from the
 * language: the page is in one, the keyboard often in another.
 * @param currency ISO 4217 code.
 * @param locale Whose way of writing the fault's suggestions follow, BCP 47.
 */
export function readAmount(text: string, currency: string, locale: string, limits: AmountLimits = {}): AmountReading {
  // No amount is longer, and what is could keep a page busy.
  if (text.length > longest) return tooLong(text, largest(currency, limits));
  const plain = plainDigits(bare(text.normalize('NFC').replace(unseen, '').trim(), currency, locale));
  if (plain === '') return fail({ kind: 'empty' });
  if (plain === undefined) return fail({ kind: 'unreadable' });
  if (/^[-\u2212\u2013]\s*\d/.test(plain)) return fail({ kind: 'not-positive' });
  const parts = split(plain);
  if (!parts) return fail({ kind: 'unreadable' });
  const { fraction, whole } = parts;
  const decimals = decimalsOf(currency);
  if (parts.isAmbiguous && decimals) {
    const part = whole + decimalSign(locale) + fraction.slice(0, decimals);
    // A zero in front makes three decimals readable in one way: no thousands begin with it.
    return fail({ kind: 'ambiguous', whole: whole + fraction, part: decimals > 2 ? `0${part}` : part });
  }
  // Behind a yen there is nothing: what a sign parts are thousands.
  if (!parts.isAmbiguous && fraction.length > decimals) return fail({ kind: 'decimals', decimals });
  return fromDigits(parts.isAmbiguous ? whole + fraction : whole, parts.isAmbiguous ? '' : fraction, currency, limits);
}

function fromDigits(whole: string, fraction: string, currency: string, limits: AmountLimits): AmountReading {
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (digits.length > 15) return fail({ kind: 'too-large', limit: largest(currency, limits) });
  const amount = parseAmount(fraction ? `${digits}.${fraction}` : digits, currency);
  // Fifteen digits with decimals are still more than what is counted exactly.
  if (!amount) return fail({ kind: 'too-large', limit: largest(currency, limits) });
  return within(amount, limits);
}

/** An amount that a text may mean, and a text that means nothing else. */
export interface AmountChoice {
  readonly text: string;
  readonly amount: Money;
}

/** What a text may mean that can be read in two ways, within the limits; empty for any other text. */
export function amountChoices(
  text: string,
  currency: string,
  locale: string,
  limits: AmountLimits = {},
): readonly AmountChoice[] {
  const { fault } = readAmount(text, currency, locale, limits);
  if (fault?.kind !== 'ambiguous') return [];
  return [fault.whole, fault.part].flatMap((one) => {
    const { amount } = readAmount(one, currency, locale, limits);
    return amount ? [{ text: one, amount }] : [];
  });
}

/** Why a text that is longer than any amount is none. */
function tooLong(text: string, limit: Money): AmountReading {
  if (!text.trim()) return fail({ kind: 'empty' });
  return fail(/^\d+$/.test(text.trim()) ? { kind: 'too-large', limit } : { kind: 'unreadable' });
}

/** Holds an amount against the limits; a chosen one as well as a written one. */
export function within(amount: Money, limits: AmountLimits): AmountReading {
  const { minimum, step = 1 } = limits;
  const maximum = largest(amount.currency, limits);
  if (amount.minor <= 0) return fail({ kind: 'not-positive' });
  if (minimum && amount.minor < minimum.minor) return fail({ kind: 'too-small', limit: minimum });
  if (amount.minor > maximum.minor) return fail({ kind: 'too-large', limit: maximum });
  if (amount.minor % step) return fail({ kind: 'step', limit: { ...amount, minor: step } });
  return { amount };
}

/** The most that can be given: what the provider says, else what a bank transfer carries. */
const largest = (currency: string, { maximum }: AmountLimits): Money =>
  maximum ?? parseAmount(`${maxWhole}`, currency) ?? { minor: maxWhole, currency };

/** Without the campaign's own currency, at the ends alone, and without the dash that stands for no cents: `50,-`. */
function bare(text: string, currency: string, locale: string): string {
  const sign = formatMoney({ minor: 0, currency }, locale).replace(/[\p{Nd}\s\u200e\u200f\u061c]/gu, '');
  const known = [currency, sign, ...(names[currency] ?? (currency.endsWith('D') ? '$ dollar dollars' : '')).split(' ')];
  const own = alternatives(known.filter(Boolean));
  const rest = text
    .replace(new RegExp(String.raw`^([-\u2212\u2013]?\s*)(?:${own})(?!\p{L})\s*`, 'iu'), '$1')
    .replace(new RegExp(String.raw`(\P{L})(?:${own})$`, 'iu'), '$1')
    .trim();
  const decimals = decimalsOf(currency);
  const signs = alternatives(known.filter((name) => name && !/[\p{L}.]/u.test(name)));
  // In France and Portugal the sign may stand where the decimals begin. Whoever means something else doesn't end so.
  const parted =
    signs && decimals ? new RegExp(String.raw`(\p{Nd})(?:${signs})(\p{Nd}{${decimals}})$`, 'u') : undefined;
  return (parted ? rest.replace(parted, '$1\u066b$2') : rest).replace(
    /(\p{Nd})[.,]\s?[-\u2212\u2013\u2014]{1,2}$/u,
    '$1\u066b',
  );
}

/** Literal texts as a pattern, the longest first. */
const alternatives = (texts: readonly string[]): string =>
  [...texts]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[$.]/g, String.raw`\$&`))
    .join('|');

/** With Latin digits, or undefined where two scripts' digits stand in one amount: nobody writes that, but a lookalike may. */
function plainDigits(text: string): string | undefined {
  const used = new Set<number>();
  const latin = text
    .replace(/\uff0c/g, ',')
    .replace(/\uff0e/g, '.')
    .replace(/\p{Nd}/gu, (digit) => {
      const zero = zeros.find((start) => digit.codePointAt(0)! - start >= 0 && digit.codePointAt(0)! - start < 10);
      used.add(zero ?? -1);
      return zero === undefined ? 'x' : String(digit.codePointAt(0)! - zero);
    });
  return used.size > 1 ? undefined : latin;
}

interface Parts {
  readonly whole: string;
  readonly fraction: string;
  readonly isAmbiguous?: boolean;
}

/**
 * Parts an amount at its decimals, or answers undefined for what is none. Points and commas part thousands or decimals;
 * blanks, apostrophes and Arabic's \u066c only thousands; Arabic's \u066b only decimals.
 */
function split(text: string): Parts | undefined {
  const [, head, mark, tail = ''] = /^(\d[\d.,\s'\u2019\u066c]*?)(?:([.,\u066b])(\d*))?$/.exec(text) ?? [];
  if (!head) return undefined;
  const sign = /\D/.exec(head)?.[0];
  // The same sign all along parts thousands: 1.000.000.
  const whole = sign && sign === mark ? ungroup(text, sign) : sign ? ungroup(head, sign) : head;
  if (!whole) return undefined;
  if (!mark || sign === mark) return { whole, fraction: '' };
  const isEither = mark !== '\u066b' && !sign && tail.length === 3 && whole.length <= 3 && !whole.startsWith('0');
  return { whole, fraction: tail, isAmbiguous: isEither };
}

/** Digits whose thousands are parted by a sign (in India hundreds above the first thousand: 1,00,000); undefined where the groups are none. */
function ungroup(text: string, sign: string): string | undefined {
  const plain = text.replaceAll(sign, ' ');
  const areGroups =
    /^[1-9]\d{0,2}(?: \d{3})+$/.test(plain) || (sign === ',' && /^[1-9]\d?(?: \d\d)* \d{3}$/.test(plain));
  return areGroups ? plain.replaceAll(' ', '') : undefined;
}

/** How a locale writes decimals, seen from an amount that has some. */
function decimalSign(locale: string): string {
  const [, sign = '.'] = /5(\D)67/.exec(formatMoney({ minor: 1_234_567, currency: 'EUR' }, locale)) ?? [];
  return sign;
}
