import { dayOf, instantOf } from './calendar.ts';
import { countTicks, linear, logarithmic, placeTicks, timeTicks } from './scale.ts';
import type { Reading, Series, Topic } from './series.ts';
import { fold, withIndex } from './list.ts';

/*
 * A chart of readings over time as numbers, without a page: what is where on a sheet of paper. All `x` count from the side
 * where one begins to read, so that time runs from right to left where reading does; `y` counts from the top.
 */

/** Moves labels apart: each at least `gap` from the next and within the bounds, in the order wanted, as near to it as goes. */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, index) => index).sort((one, other) => wanted[one]! - wanted[other]!);
  const placed: number[] = [];
  let least = from;
  for (const index of order) {
    placed[index] = Math.max(least, wanted[index]!);
    least = placed[index] + gap;
  }
  let most = to;
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const index = order[at]!;
    placed[index] = Math.min(most, placed[index]!);
    most = placed[index] - gap;
  }
  return placed;
}

/** No label is longer, however much room there is. */
const mostSigns = 60;

/** The longest beginning of a text that fits, with an ellipsis where that isn't all. Its first sign stays in any case. */
export function fitting(text: string, width: number, widthOf: (text: string) => number): string {
  // eslint-disable-next-line typescript/no-misused-spread -- whole code points are enough to cut by
  const signs = [...text];
  if (signs.length <= mostSigns && widthOf(text) <= width) return text;
  const cut = (length: number): string => `${signs.slice(0, length).join('').trimEnd()}…`;
  let fits = 1;
  let tooLong = Math.min(signs.length, mostSigns) + 1;
  while (tooLong - fits > 1) {
    const length = Math.floor((fits + tooLong) / 2);
    if (widthOf(cut(length)) <= width) fits = length;
    else tooLong = length;
  }
  return cut(fits);
}

/** What a chart is drawn on, and how its figures are written. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  /** Size of its texts in px. */
  readonly em: number;
  /** How wide a text is in px. */
  readonly widthOf: (text: string) => number;
  readonly writeValue: (value: number) => string;
  readonly writeTime: (date: string) => string;
  readonly writeName: (series: Series) => string;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** A tick of the time axis. */
export interface TimeTick extends Tick {
  /** Where its text begins. */
  readonly textAt: number;
  /** 0, or 1 for a text below another. */
  readonly row: number;
}

/** A reading on the paper. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  /** Index of its series. */
  readonly of: number;
  readonly reading: Reading;
  /** False where it would cover the one before it; the line goes through it all the same. */
  readonly isDrawn: boolean;
}

/** What joins two readings that follow each other. */
export interface Line {
  readonly of: number;
  /** Marks it joins, in order. */
  readonly marks: readonly Mark[];
  /** Whether either end is only theoretical. */
  readonly isTheoretical: boolean;
}

/** Name of a series at the end of its line. */
export interface EndLabel {
  readonly of: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'end';
}

export interface Chart {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** In time's order. */
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
  readonly ends: readonly EndLabel[];
  readonly values: readonly Tick[];
  readonly times: readonly TimeTick[];
}

/** As many series as can be told apart on one pair of axes. */
export const mostSeries = 5;

/** Papers with fewer ems than these are narrow. */
const narrow = 24;

/** Whether any reading of a series has a place in time. */
export const isDated = ({ readings }: Series): boolean => readings.some(({ at }) => at);

/** The series of a topic that a chart shows: those with a dated reading, the largest first where there are too many. */
export function chartedOf({ kind, series }: Topic): readonly Series[] {
  const dated = series.filter(isDated);
  if (dated.length <= mostSeries) return dated;
  const sign = kind === 'ranks' ? 1 : -1;
  const last = ({ readings }: Series): number => readings.at(-1)!.value;
  const chosen = new Set([...dated].sort((one, other) => sign * (last(one) - last(other))).slice(0, mostSeries));
  return dated.filter((one) => chosen.has(one));
}

/** Lays a chart out. Only dated readings stand on it; values above none begin at 0, places at 1 on top. */
export function layOut(topic: Topic, paper: Paper): Chart {
  const { em, height, width, widthOf, writeName, writeTime, writeValue } = paper;
  const series = chartedOf(topic);
  const dated = series.flatMap(({ readings }, of) =>
    readings.flatMap((reading) => (reading.at ? { of, reading } : [])),
  );
  const extreme = fold(dated, 0, (most, { reading }) => Math.max(most, reading.value));
  const isRank = topic.kind === 'ranks';
  const top = em;
  const { from, instants, to } = extentOf(dated.map(({ reading }) => reading.at!));
  const textWidth = Math.max(...[from, to].map((date) => widthOf(writeTime(date))));
  // Where not even two dates fit beside each other, the second stands below the first.
  const isStacked = 2 * textWidth + em > width;
  const bottom = height - (isStacked ? 3.2 : 2) * em;
  const ticks = (isRank ? placeTicks : countTicks)(extreme, Math.floor((bottom - top) / (2 * em)) + 1);
  const left = Math.max(...ticks.map((tick) => widthOf(writeValue(tick)))) + 0.75 * em;
  // A narrow paper needs its width for the lines; their names then stand among them.
  const hasMargin = series.length > 1 && width >= narrow * em;
  const longestName = width * (hasMargin ? 0.28 : 0.5);
  const names = series.length > 1 ? series.map((one) => fitting(writeName(one), longestName, widthOf)) : [];
  const right = width - (hasMargin ? Math.max(...names.map(widthOf)) + 0.7 * em : 0.5 * em);
  const yOf = isRank ? logarithmic(ticks.at(-1)!, top, bottom) : linear(0, ticks.at(-1)!, bottom, top);

  const xOf = linear(instants[0], instants[1], left + 0.4 * em, right - 0.4 * em);
  const times = hangUp(
    timeTicks(from, to, (right - left) / (textWidth + 1.5 * em)).map((date) => ({
      at: xOf(instantOf(date)),
      text: writeTime(date),
    })),
    { em, isStacked, width, widthOf },
  );

  const all = dated.map(({ of, reading }) => ({ of, reading, x: xOf(instantOf(reading.at!)), y: yOf(reading.value) }));
  const perSeries = series.map((_, of) => thin(all.filter((mark) => mark.of === of)));
  return {
    left,
    right,
    top,
    bottom,
    marks: perSeries.flat().sort((one, other) => one.x - other.x),
    lines: perSeries.flatMap(linesOf),
    ends: names.length ? endsOf(perSeries, names, { bottom, em, hasMargin, left, right, top, widthOf }) : [],
    values: ticks.map((tick) => ({ at: yOf(tick), text: writeValue(tick) })),
    times,
  };
}

/** First and last of some dates, and the time between, in which the noons of both days lie as well: there stand the ticks. */
function extentOf(dates: readonly string[]): { from: string; to: string; instants: readonly [number, number] } {
  let from = dates[0]!;
  let to = from;
  for (const date of dates) {
    if (instantOf(date) < instantOf(from)) from = date;
    if (instantOf(date) > instantOf(to)) to = date;
  }
  const ends = [from, to];
  if (dayOf(from) < dayOf(to)) ends.push(dayOf(from), dayOf(to));
  const instants = ends.map(instantOf);
  return { from, to, instants: [Math.min(...instants), Math.max(...instants)] };
}

interface Axis extends Pick<Paper, 'em' | 'width' | 'widthOf'> {
  readonly isStacked: boolean;
}

/** Hangs texts on their ticks, all on the paper and none over another: of ticks too near to each other the earlier stays. */
function hangUp(ticks: readonly Tick[], { em, isStacked, width, widthOf }: Axis): TimeTick[] {
  const middle = ({ at, text }: Tick): number => at - widthOf(text) / 2;
  const onPaper = (start: number, { text }: Tick): number => Math.max(0, Math.min(start, width - widthOf(text)));
  const [first, second, ...others] = ticks;
  if (first && second && !others.length) {
    // Two give way to each other: an axis needs both its ends.
    const gap = widthOf(first.text) + em / 2;
    const start = onPaper(Math.min(middle(first), isStacked ? width : onPaper(middle(second), second) - gap), first);
    const next = onPaper(isStacked ? middle(second) : Math.max(middle(second), start + gap), second);
    return [
      { ...first, textAt: start, row: 0 },
      { ...second, textAt: next, row: isStacked ? 1 : 0 },
    ];
  }
  let taken = -em;
  return ticks.flatMap((tick) => {
    const start = onPaper(middle(tick), tick);
    if (start < taken + em / 2) return [];
    taken = start + widthOf(tick.text);
    return [{ ...tick, textAt: start, row: 0 }];
  });
}

/** Marks nearer than this to the one before are not drawn, px. */
const nearest = 5;

function thin(marks: readonly Omit<Mark, 'isDrawn'>[]): Mark[] {
  let drawn: Omit<Mark, 'isDrawn'> | undefined;
  return marks.map((mark, index) => {
    const isDrawn = !drawn || index === marks.length - 1 || Math.hypot(mark.x - drawn.x, mark.y - drawn.y) >= nearest;
    if (isDrawn) drawn = mark;
    return { ...mark, isDrawn };
  });
}

/** The lines through a series' marks, parted where a theoretical stretch begins or ends. */
function linesOf(marks: readonly Mark[]): Line[] {
  const lines: { of: number; marks: Mark[]; isTheoretical: boolean }[] = [];
  for (const [index, mark] of withIndex(marks)) {
    const before = marks[index - 1];
    if (!before) continue;
    const isTheoretical = [before, mark].some(({ reading }) => reading.known === 'theoretical');
    const line = lines.at(-1);
    if (line?.isTheoretical === isTheoretical) line.marks.push(mark);
    else lines.push({ of: mark.of, marks: [before, mark], isTheoretical });
  }
  return lines;
}

interface Frame {
  readonly bottom: number;
  readonly em: number;
  /** Whether there is room for names outside the axes. */
  readonly hasMargin: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly widthOf: (text: string) => number;
}

/** Names stand beside the ends of their lines: outside the axes where the line goes that far, else where most is free. */
function endsOf(series: readonly (readonly Mark[])[], names: readonly string[], frame: Frame): EndLabel[] {
  const { bottom, em, hasMargin, right, top } = frame;
  const lasts = series.map((marks) => marks.at(-1)!);
  const outside = lasts.filter(({ x }) => hasMargin && x > right - 2 * em);
  const places = spread(
    outside.map(({ y }) => y),
    1.25 * em,
    top,
    bottom,
  );
  const start = right + 0.6 * em;
  const taken: EndLabel[] = [];
  return lasts.map((last) => {
    const place = places[outside.indexOf(last)];
    if (place !== undefined) return { of: last.of, x: start, y: place, text: names[last.of]!, anchor: 'start' };
    const label = insideLabel(last, names[last.of]!, series, taken, frame);
    taken.push(label);
    return label;
  });
}

/** A name inside the axes: after its last mark, above or below it, wherever lines and other names are furthest away. */
function insideLabel(
  { of, x, y }: Mark,
  name: string,
  series: readonly (readonly Mark[])[],
  taken: readonly EndLabel[],
  { bottom, em, left, right, top, widthOf }: Frame,
): EndLabel {
  const after = {
    of,
    x: x + 0.7 * em,
    y,
    text: fitting(name, right - x - 0.7 * em, widthOf),
    anchor: 'start' as const,
  };
  const before = { of, x, text: fitting(name, x - left, widthOf), anchor: 'end' as const };
  const wanted: EndLabel[] = [after, { ...before, y: y - em }, { ...before, y: y + 1.1 * em }];
  const free = (label: EndLabel): number => {
    const length = widthOf(label.text);
    const from = label.anchor === 'start' ? label.x : label.x - length;
    const samples = [0, 0.25, 0.5, 0.75, 1].map((share) => from + share * length);
    const others = [
      ...samples.flatMap((at) => series.flatMap((marks) => heightAt(marks, at) ?? [])),
      ...taken.map((other) => other.y),
    ];
    // Cut short, or outside the axes, is worse than near to a line.
    const penalty = (label.text === name ? 0 : bottom) + (label.y < top - em || label.y > bottom - em / 2 ? bottom : 0);
    return Math.min(2.5 * em, ...others.map((other) => Math.abs(other - label.y))) - penalty;
  };
  return fold(wanted, wanted[0]!, (found, label) => (free(label) > free(found) ? label : found));
}

/** Where a series' line is at a place; undefined before it begins and after it ends. */
function heightAt(marks: readonly Mark[], x: number): number | undefined {
  const index = marks.findIndex((mark) => mark.x >= x);
  const to = marks[index];
  if (!to || (!index && to.x > x)) return undefined;
  const from = marks[Math.max(0, index - 1)]!;
  return linear(from.x, to.x, from.y, to.y)(x);
}

/** The mark nearest to a point, sideways first: a finger follows the time. */
export function nearestMark(marks: readonly Mark[], x: number, y: number): number {
  let found = -1;
  let least = Infinity;
  for (const [index, mark] of withIndex(marks)) {
    const distance = Math.hypot(mark.x - x, (mark.y - y) / 3);
    if (distance < least) {
      least = distance;
      found = index;
    }
  }
  return found;
}
