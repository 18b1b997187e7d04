import { minutesSince } from '../../core/calendar.ts';
import type { Bound } from '../../core/campaign.ts';
import { formatDate, formatMoney, formatNumber } from '../../core/format.ts';
import type { Money } from '../../core/money.ts';
import type { Language } from './language.ts';

/** A value with its bound in words: "at least 12,800". */
export function bounded(text: string, bound: Bound | undefined, { messages }: Language): string {
  if (bound === 'at-least') return messages.atLeast(text);
  return bound === 'about' ? messages.about(text) : text;
}

/** An amount, with its bound in words. */
export const moneyWords = (amount: Money, language: Language, bound?: Bound): string =>
  bounded(formatMoney(amount, language.locale), bound, language);

/** A number, with its bound in words. */
export const numberWords = (value: number, language: Language, bound?: Bound): string =>
  bounded(formatNumber(value, language.locale), bound, language);

/** When something was: within a day and only for an instant "2 min ago", else the date as written. @param now ms since 1970 */
export function whenWords(date: string, now: number, { locale, messages }: Language): string {
  const minutes = minutesSince(date, now);
  if (minutes === undefined) return formatDate(date, locale);
  return minutes < 60 ? messages.minutesAgo(minutes) : messages.hoursAgo(Math.floor(minutes / 60));
}
