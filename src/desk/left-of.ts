import { amountText, parseAmount } from '../core/money.ts';
import type { Booked } from './api.ts';

/** What of a gift has not been taken back. Lines that take one back are newer, so that a list from the newest on has them all. */
export function leftOf({ amount, id }: Booked, entries: readonly Booked[], currency: string): string {
  const minorOf = (text: string): number => parseAmount(text, currency)?.minor ?? 0;
  const taken = entries.filter(({ reverses }) => reverses === id);
  // What brought back what was taken names the line that took it.
  const names = new Set(taken.map((line) => line.id));
  const brought = entries.filter(({ reverses }) => reverses !== undefined && names.has(reverses));
  const sum = (lines: readonly Booked[]): number => lines.reduce((all, line) => all + minorOf(line.amount), 0);
  return amountText({ minor: Math.max(0, minorOf(amount) - sum(taken) + sum(brought)), currency });
}
