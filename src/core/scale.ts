import { dayOf, instantOf } from './calendar.ts';
import { times } from './list.ts';

/** Maps a domain onto a range of px, in proportion. A domain without extent lands in the middle. */
export const linear =
  (from: number, to: number, start: number, end: number) =>
  (value: number): number =>
    from === to ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start);

/** Places on a scale where each power of ten has the same room, turned: 1 is on top. */
export function logarithmic(worst: number, top: number, bottom: number): (place: number) => number {
  const scale = linear(0, Math.log10(worst), top, bottom);
  return (place) => scale(Math.log10(place));
}

/**
 * Ticks for counts: 0, then even steps of 1, 2 or 5 times a power of ten, the last at or above the largest value.
 * @param most How many there is room for, at least 2.
 */
export function countTicks(largest: number, most: number): number[] {
  for (let power = 1; ; power *= 10) {
    for (const step of [power, 2 * power, 5 * power]) {
      const steps = Math.max(1, Math.ceil(largest / step));
      if (steps < Math.max(2, most)) return times(steps + 1, (index) => index * step);
    }
  }
}

/** Ticks for places in a list, on a logarithmic scale: 1, then powers of ten, the last at or above the worst place. */
export function placeTicks(worst: number, most: number): number[] {
  let powers = 1;
  while (10 ** powers < worst) powers += 1;
  const each = Math.ceil(powers / (Math.max(2, most) - 1));
  return times(Math.ceil(powers / each) + 1, (index) => 10 ** (index * each));
}

const dayLength = 86_400_000;
const shortestMonth = 28;
/** Over more days than these, months are what one thinks in. */
const longestInDays = 112;
const daySteps = [1, 2, 3, 7, 14, 28, 56] as const;
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000] as const;

/**
 * Ticks for the time between two dates: days in even steps from the first day on, or first days of months where that is
 * too long for days. Where no two of them have room: both days; and both dates as they are written where it is less than a day, once where they are one.
 * @param room How many ticks' texts fit beside each other over the whole time; may be a fraction.
 */
export function timeTicks(from: string, to: string, room: number): string[] {
  const first = dayOf(from);
  const last = dayOf(to);
  const days = Math.round((instantOf(last) - instantOf(first)) / dayLength);
  if (days < 1) return from === to ? [from] : [from, to];
  const step = daySteps.find((each) => each * room >= days);
  const ticks =
    step && days <= longestInDays
      ? times(Math.floor(days / step) + 1, (index) => addDays(first, index * step))
      : monthTicks(first, last, days / room / shortestMonth);
  return ticks.length > 1 ? ticks : [first, last];
}

const addDays = (day: string, days: number): string =>
  new Date(instantOf(day) + days * dayLength).toISOString().slice(0, 10);

/** @param least How many months two ticks must be apart. */
function monthTicks(first: string, last: string, least: number): string[] {
  const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const start = monthOf(first) + (first.endsWith('-01') ? 0 : 1);
  const end = monthOf(last);
  const step = monthSteps.find((each) => each >= least) ?? Infinity;
  const ticks: string[] = [];
  for (let month = Math.ceil(start / step) * step; month <= end; month += step) {
    const year = String(Math.floor(month / 12)).padStart(4, '0');
    ticks.push(`${year}-${String((month % 12) + 1).padStart(2, '0')}-01`);
  }
  return ticks;
}
