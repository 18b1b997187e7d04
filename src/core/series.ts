import { instantOf } from './calendar.ts';
import type { Campaign, Measurement } from './campaign.ts';
import { fold } from './list.ts';

/** How well a reading is known. */
export type Known = NonNullable<Measurement['bound']>;

/** One value that somebody read somewhere. */
export interface Reading {
  readonly value: number;
  readonly known: Known;
  /** When it was read. Absent: nobody wrote that down, so it stands on no time axis. */
  readonly at?: string;
}

/** What was read of one thing: undated readings first, then the oldest, the newest last. Never empty. */
export interface Series {
  /** A network, a bestseller list, or what was measured. */
  readonly name: string;
  readonly readings: readonly Reading[];
}

/** What belongs on one pair of axes: all networks' shares, one kind of reach, all lists' places. */
export interface Topic {
  readonly kind: 'shares' | 'reach' | 'ranks';
  /** Never empty. */
  readonly series: readonly Series[];
}

interface Named extends Reading {
  readonly name: string;
}

/** The topics of a campaign that have anything to show. Each kind of reach has axes of its own: visits are no contacts. */
export function topicsOf({ book, reach = [], share }: Campaign): readonly Topic[] {
  const shares = (share?.counts ?? []).map(({ at, bound = 'exact', count, network }) => ({
    name: network,
    value: count,
    known: bound,
    ...(at && { at }),
  }));
  const measured = reach.map(({ at, bound = 'exact', label, value }) => ({ name: label, value, known: bound, at }));
  const ranks = (book?.ranks ?? []).map(({ at, bound = 'exact', list, rank }) => ({
    name: list,
    value: rank,
    known: bound,
    at,
  }));
  return [
    { kind: 'shares' as const, series: seriesOf(shares) },
    ...seriesOf(measured).map((one) => ({ kind: 'reach' as const, series: [one] })),
    { kind: 'ranks' as const, series: seriesOf(ranks) },
  ].filter(({ series }) => series.length);
}

/** Groups readings by name, whose capitals don't count. Of readings at one time, those later in the list are newer. */
function seriesOf(all: readonly Named[]): readonly Series[] {
  const groups = new Map<string, { name: string; readings: Reading[] }>();
  for (const { name, ...reading } of all) {
    const key = name.toLowerCase();
    const group = groups.get(key) ?? { name, readings: [] };
    groups.set(key, group);
    group.readings.push(reading);
  }
  for (const { readings } of groups.values()) readings.sort((one, other) => timeOf(one) - timeOf(other));
  return [...groups.values()];
}

const timeOf = ({ at }: Reading): number => (at ? instantOf(at) : -Number.MAX_VALUE);

/** The newest reading of a series: the latest dated one, else the last in the list. */
export const newest = ({ readings }: Series): Reading => readings.at(-1)!;

/** The best place of a series of ranks; of equal ones the first in time. */
export const best = ({ readings }: Series): Reading =>
  fold(readings, readings[0]!, (found, reading) => (reading.value < found.value ? reading : found));

/** Whether time passed between readings of one series: without, a chart over time would show nothing. */
export const hasCourse = ({ readings }: Series): boolean => {
  const [first, ...rest] = readings.filter(({ at }) => at);
  return first !== undefined && rest.some((reading) => timeOf(reading) !== timeOf(first));
};
