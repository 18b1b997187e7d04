import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf } from '../../src/core/calendar.ts';
import { chartedOf, fitting, layOut, mostSeries, nearestMark, spread, type Paper } from '../../src/core/chart.ts';
import { countTicks, linear, placeTicks, timeTicks } from '../../src/core/scale.ts';
import type { Known, Reading, Series, Topic } from '../../src/core/series.ts';

const counts = fc.integer({ min: 0, max: 1e12 });
const most = fc.integer({ min: 2, max: 12 });
const instants = fc.date({
  min: new Date('1900-01-02'),
  max: new Date('9999-12-30'),
  noInvalidDate: true,
});
const dates = fc.tuple(instants, fc.constantFrom('', 'Z', '+02:00', '-11:00')).map(([date, offset]) => {
  const text = date.toISOString();
  return offset ? text.replace('Z', offset) : text.slice(0, 10);
});
const known = fc.constantFrom<Known>('exact', 'at-least', 'about', 'theoretical');

const rising = (values: readonly number[]): boolean => values.every((value, at) => !at || value > values[at - 1]!);
const steps = (values: readonly number[]): number[] => values.slice(1).map((value, at) => value - values[at]!);

describe('ticks of counts', () => {
  test('begin at 0, cover the largest value, are even and no more than there is room for', () => {
    fc.assert(
      fc.property(counts, most, (largest, room) => {
        const ticks = countTicks(largest, room);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(room);
        expect(new Set(steps(ticks)).size).toBe(1);
        expect(String(ticks[1])).toMatch(/^[125]0*$/);
        expect(ticks.every(Number.isSafeInteger)).toBe(true);
      }),
    );
  });

  test.each([
    [0, 5, [0, 1]],
    [1, 5, [0, 1]],
    [3, 5, [0, 1, 2, 3]],
    [1280, 5, [0, 500, 1000, 1500]],
    [1_400_000, 5, [0, 500_000, 1_000_000, 1_500_000]],
    [2000, 4, [0, 1000, 2000]],
  ])('for %i and room for %i', (largest, room, ticks) => expect(countTicks(largest, room)).toEqual(ticks));
});

describe('ticks of places', () => {
  test('begin at 1, cover the worst place, rise by one power and no more than there is room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), most, (worst, room) => {
        const ticks = placeTicks(worst, room);
        expect(ticks[0]).toBe(1);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(worst);
        expect(ticks.length).toBeLessThanOrEqual(room);
        expect(new Set(steps(ticks.map(Math.log10)).map(Math.round)).size).toBe(1);
      }),
    );
  });

  test('for the campaign of 2015', () => expect(placeTicks(51_000, 7)).toEqual([1, 10, 100, 1000, 10_000, 100_000]));
  test('when there is but the first place', () => expect(placeTicks(1, 7)).toEqual([1, 10]));
});

describe('ticks of time', () => {
  const between = (from: string, to: string, room = 3): string[] => timeTicks(from, to, room);
  const rooms = fc.double({ min: 0.3, max: 12, noNaN: true });

  test('are at least two dates between both ends, in order, and as far apart as their texts need', () => {
    fc.assert(
      fc.property(dates, dates, rooms, (one, other, room) => {
        const [from = '', to = ''] = [one, other].sort((a, b) => instantOf(a) - instantOf(b));
        const ticks = between(from, to, room);
        const [first, last] = [dayOf(from), dayOf(to)];
        expect(ticks.length).toBeGreaterThanOrEqual(from === to ? 1 : 2);
        if (first >= last) expect(ticks).toEqual(from === to ? [from] : [from, to]);
        else {
          expect(rising(ticks.map(instantOf))).toBe(true);
          expect(ticks[0]! >= first).toBe(true);
          expect(ticks.at(-1)! <= last).toBe(true);
          const least = (instantOf(last) - instantOf(first)) / room;
          if (ticks.length > 2)
            for (const step of steps(ticks.map(instantOf))) expect(step).toBeGreaterThanOrEqual(least * (1 - 1e-9));
        }
      }),
    );
  });

  test('are days in even steps from the first on', () => {
    expect(between('2026-05-19', '2026-05-22')).toEqual(['2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22']);
    expect(between('2026-05-19', '2026-05-22', 2)).toEqual(['2026-05-19', '2026-05-21']);
    expect(between('2026-05-30', '2026-06-20')).toEqual(['2026-05-30', '2026-06-06', '2026-06-13', '2026-06-20']);
  });

  test('are first days of months and years over longer times', () => {
    expect(between('2026-01-15', '2026-06-20', 6)).toEqual([
      '2026-02-01',
      '2026-03-01',
      '2026-04-01',
      '2026-05-01',
      '2026-06-01',
    ]);
    expect(between('2015-05-22', '2026-05-22', 4)).toEqual(['2020-01-01', '2025-01-01']);
  });

  test('are both days where no others have room', () => {
    expect(between('2026-05-20', '2026-06-12', 1.6)).toEqual(['2026-05-20', '2026-06-12']);
    expect(between('1900-01-01', '9999-12-31', 0.3)).toEqual(['1900-01-01', '9999-12-31']);
  });

  test('are both dates as they are written within a day', () => {
    const [from, to] = ['2026-05-22T09:00:00+02:00', '2026-05-22T14:50:00+02:00'] as const;
    expect(between(from, to)).toEqual([from, to]);
  });
});

describe('labels beside each other', () => {
  test('keep their distance and order, and their bounds where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }), (wanted) => {
        const placed = spread(wanted, 12, 0, 100);
        const inOrder = [...placed].sort((one, other) => one - other);
        for (const step of steps(inOrder)) expect(step).toBeGreaterThanOrEqual(12 - 1e-9);
        expect(inOrder[0]).toBeGreaterThanOrEqual(0);
        expect(inOrder.at(-1)).toBeLessThanOrEqual(100);
        for (const [one, y] of wanted.entries())
          for (const [other, z] of wanted.entries()) if (y < z) expect(placed[one]).toBeLessThan(placed[other]!);
      }),
    );
  });

  test('stay where they want to be when nothing is in the way', () =>
    expect(spread([80, 10, 40], 12, 0, 100)).toEqual([80, 10, 40]));
});

const widthOf = (text: string): number => 7 * Array.from(text).length;

test('a text is cut to its width, and never to nothing', () => {
  expect(fitting('Facebook', 200, widthOf)).toBe('Facebook');
  expect(fitting('Facebook', 0, widthOf)).toBe('F…');
  expect(fitting('', 0, widthOf)).toBe('');
  let measured = 0;
  const counting = (text: string): number => {
    measured += text.length;
    return widthOf(text);
  };
  expect(fitting('x'.repeat(10_000), 1e6, counting)).toBe(`${'x'.repeat(60)}…`);
  expect(measured).toBeLessThan(1000);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 14, max: 500 }), (text, width) => {
      const cut = fitting(text, width, widthOf);
      expect(widthOf(cut)).toBeLessThanOrEqual(width);
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
    }),
  );
});

test('a scale without extent lands in the middle', () => expect(linear(5, 5, 0, 10)(5)).toBe(5));

const reading = (value: number, at?: string, how: Known = 'exact'): Reading => ({
  value,
  known: how,
  ...(at && { at }),
});
const paper: Paper = {
  width: 400,
  height: 180,
  em: 12,
  widthOf,
  writeValue: String,
  writeTime: dayOf,
  writeName: ({ name }) => name,
};
const series = (name: string, ...readings: Reading[]): Series => ({ name, readings });
const topic = (kind: Topic['kind'], ...all: Series[]): Topic => ({ kind, series: all });

const anyTopic = fc.record({
  kind: fc.constantFrom<Topic['kind']>('shares', 'reach', 'ranks'),
  series: fc.array(
    fc.record({
      name: fc.string({ minLength: 1 }),
      readings: fc
        .array(fc.record({ value: fc.integer({ min: 1, max: 1e12 }), known, at: dates }), {
          minLength: 1,
          maxLength: 9,
        })
        .map((readings) => readings.sort((one, other) => instantOf(one.at) - instantOf(other.at))),
    }),
    { minLength: 1, maxLength: 7 },
  ),
});

describe('a chart', () => {
  test('holds every reading inside its axes, in time’s order, with the ticks around them', () => {
    fc.assert(
      fc.property(anyTopic, fc.integer({ min: 200, max: 900 }), (given, width) => {
        const chart = layOut(given, { ...paper, width });
        const { bottom, left, right, top } = chart;
        expect(right).toBeGreaterThan(left);
        expect(chart.marks).toHaveLength(chartedOf(given).flatMap(({ readings }) => readings).length);
        for (const { x, y } of chart.marks) {
          expect(x).toBeGreaterThanOrEqual(left - 1e-6);
          expect(x).toBeLessThanOrEqual(right + 1e-6);
          expect(y).toBeGreaterThanOrEqual(top - 1e-6);
          expect(y).toBeLessThanOrEqual(bottom + 1e-6);
        }
        let taken = [0, 0];
        for (const { at, row, text, textAt } of chart.times) {
          expect(textAt).toBeGreaterThanOrEqual(taken[row]!);
          taken = taken.with(row, textAt + widthOf(text) - 1e-6);
          expect(taken[row]).toBeLessThanOrEqual(width);
          expect(at).toBeGreaterThanOrEqual(left - 1e-6);
          expect(at).toBeLessThanOrEqual(right + 1e-6);
        }
        const ends = chart.values.map(({ at }) => at);
        expect(rising(given.kind === 'ranks' ? ends : ends.toReversed())).toBe(true);
        expect(Math.min(...ends)).toBeCloseTo(top, 6);
        expect(Math.max(...ends)).toBeCloseTo(bottom, 6);
        for (const [at, mark] of chart.marks.entries())
          if (at) {
            const before = chart.marks[at - 1]!;
            expect(mark.x).toBeGreaterThanOrEqual(before.x);
            expect(instantOf(mark.reading.at!)).toBeGreaterThanOrEqual(instantOf(before.reading.at!));
          }
      }),
    );
  });

  test('puts more higher, and a better place higher', () => {
    fc.assert(
      fc.property(anyTopic, (given) => {
        const { marks } = layOut(given, paper);
        for (const one of marks)
          for (const other of marks) {
            const isHigher =
              given.kind === 'ranks'
                ? one.reading.value < other.reading.value
                : one.reading.value > other.reading.value;
            if (isHigher) expect(one.y).toBeLessThanOrEqual(other.y);
          }
      }),
    );
  });

  test('joins the readings of one series only, each once, and adds none', () => {
    fc.assert(
      fc.property(anyTopic, (given) => {
        const { lines, marks } = layOut(given, paper);
        for (const { marks: joined, of } of lines) {
          expect(joined.every((mark) => mark.of === of && marks.includes(mark))).toBe(true);
        }
        const stretches = lines.reduce((sum, line) => sum + line.marks.length - 1, 0);
        const needed = chartedOf(given).reduce((sum, { readings }) => sum + readings.length - 1, 0);
        expect(stretches).toBe(needed);
      }),
    );
  });

  const may = (day: number): string => `2026-05-${day}`;

  test('begins at 0 for counts, and with 1 on top for places', () => {
    const { bottom, top, values } = layOut(
      topic('shares', series('a', reading(640, may(21)), reading(1280, may(22)))),
      paper,
    );
    expect(values[0]).toEqual({ at: bottom, text: '0' });
    const ranks = layOut(topic('ranks', series('a', reading(51_000, may(19)), reading(1, may(22)))), paper);
    expect(ranks.values[0]).toEqual({ at: top, text: '1' });
    expect(ranks.marks.at(-1)!.y).toBe(top);
  });

  test('leaves out what has no date, and has a line of its own for what is theoretical', () => {
    const { lines, marks } = layOut(
      topic(
        'reach',
        series(
          'a',
          reading(5),
          reading(10, may(19)),
          reading(20, may(20)),
          reading(30, may(21), 'theoretical'),
          reading(40, may(22)),
        ),
      ),
      paper,
    );
    expect(marks.map(({ reading: { value } }) => value)).toEqual([10, 20, 30, 40]);
    expect(lines.map(({ isTheoretical, marks: joined }) => [isTheoretical, joined.length])).toEqual([
      [false, 2],
      [true, 3],
    ]);
  });

  test('names its lines only where there are several, apart from each other', () => {
    const one = series('one', reading(10, may(19)), reading(20, may(22)));
    const other = series('other', reading(10, may(19)), reading(21, may(22)));
    const early = series('early', reading(5, may(19)), reading(9, may(20)));
    expect(layOut(topic('shares', one), paper).ends).toEqual([]);
    const { ends, marks, right } = layOut(topic('shares', one, other, early), paper);
    expect(ends.map(({ text }) => text)).toEqual(['one', 'other', 'early']);
    expect(Math.abs(ends[0]!.y - ends[1]!.y)).toBeGreaterThanOrEqual(12);
    expect(ends[0]!.x).toBeGreaterThan(right);
    const last = marks.find(({ of, reading: { value } }) => of === 2 && value === 9)!;
    // Room is after the end of the line, so there it stands.
    expect(ends[2]).toMatchObject({ y: last.y, anchor: 'start' });
    expect(ends[2]!.x).toBeGreaterThan(last.x);
  });

  test('puts a name where its line ends before the others to the side that is free', () => {
    const flat = series('flat', reading(100, may(19)), reading(100, may(29)));
    const ended = series('ended', reading(100, may(19)), reading(100, may(27)));
    const { ends, marks } = layOut(topic('shares', ended, flat), paper);
    const last = marks.findLast(({ of }) => of === 0)!;
    expect(ends[0]!.anchor).toBe('end');
    expect(Math.abs(ends[0]!.y - last.y)).toBeGreaterThanOrEqual(12);
  });

  test('keeps a narrow paper for the lines, with their names among them', () => {
    const one = series('one', reading(10, may(19)), reading(20, may(22)));
    const other = series('other', reading(10, may(19)), reading(90, may(22)));
    const given = topic('shares', one, other);
    const wide = layOut(given, { ...paper, width: 300 });
    const narrow = layOut(given, { ...paper, width: 250 });
    expect(narrow.right - narrow.left).toBeGreaterThan(wide.right - wide.left - 25);
    for (const { anchor, text, x } of narrow.ends) {
      expect(anchor).toBe('end');
      expect(x - widthOf(text)).toBeGreaterThanOrEqual(narrow.left);
      expect(x).toBeLessThanOrEqual(narrow.right);
    }
  });

  test('draws as many marks as can be seen, and always the last', () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      reading(index, new Date(Date.UTC(2026, 0, 1, index)).toISOString()),
    );
    const { lines, marks } = layOut(topic('shares', series('a', ...many)), paper);
    expect(lines[0]!.marks).toHaveLength(2000);
    expect(marks.filter(({ isDrawn }) => isDrawn).length).toBeLessThan(120);
    expect(marks.at(-1)!.isDrawn).toBe(true);
  });

  test('shows as many series as can be told apart: the largest, or the best places', () => {
    const all = Array.from({ length: 9 }, (_, index) => series(`s${index}`, reading(index + 1, may(22))));
    expect(chartedOf(topic('shares', ...all)).map(({ name }) => name)).toEqual(['s4', 's5', 's6', 's7', 's8']);
    expect(chartedOf(topic('ranks', ...all)).map(({ name }) => name)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(chartedOf(topic('shares', ...all))).toHaveLength(mostSeries);
  });

  test('finds the mark nearest to a finger, sideways first', () => {
    const { marks } = layOut(
      topic('shares', series('a', reading(0, may(19)), reading(9, may(20)), reading(3, may(22)))),
      paper,
    );
    for (const [index, { x, y }] of marks.entries()) expect(nearestMark(marks, x + 3, y + 20)).toBe(index);
    expect(nearestMark([], 1, 1)).toBe(-1);
  });
});
