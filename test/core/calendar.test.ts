import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  dayOf,
  hasBegun,
  instantOf,
  isDate,
  isInstant,
  isOver,
  latest,
  timeOf,
  today,
} from '../../src/core/calendar.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const dayText = fc
  .date({ min: new Date('1900-01-01T00:00Z'), max: new Date('2199-12-31T00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const offset = fc.oneof(
  fc.constant('Z'),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom(0, 30, 45))
    .map(([sign, hours, minutes]) => `${sign}${two(hours)}:${two(minutes)}`),
);
const instantText = fc
  .tuple(
    dayText,
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.constantFrom('', ':07', ':59.123'),
    offset,
  )
  .map(([day, hour, minute, second, zone]) => `${day}T${two(hour)}:${two(minute)}${second}${zone}`);
const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2099, 0) });
const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'UTC',
  undefined,
);

describe('what is a date', () => {
  test('every real day and every instant with its offset', () => {
    fc.assert(fc.property(fc.oneof(dayText, instantText), (text) => isDate(text)));
  });

  test('only days that exist, leap years as the calendar has them', () => {
    const exist = (year: number, month: number, day: number): boolean => {
      const date = new Date(Date.UTC(year, month - 1, day));
      return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    };
    for (const year of [1900, 2000, 2023, 2024, 2100]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${two(month)}-${two(day)}`;
          expect(isDate(text), text).toBe(month > 0 && month < 13 && day > 0 && exist(year, month, day));
        }
      }
    }
  });

  test.each([
    '', '2026', '2026-05', '2026-5-22', '26-05-22', '22.05.2026', '05/22/2026', '2026/05/22', '20260522', '2026-05-22 ', ' 2026-05-22',
    '2026-05-22\n', '2026-02-29', '2026-04-31', '0000-01-01', '1899-12-31', '+002026-05-22', '2026-W21-5', 'today', '2026-05-22T14:50',
    '2026-05-22T14:50:00', '2026-05-22 14:50:00Z', '2026-05-22t14:50:00z', '2026-05-22T24:00:00Z', '2026-05-22T14:60:00Z',
    '2026-05-22T14:50:60Z', '2026-05-22T14:50:00+2:00', '2026-05-22T14:50:00+0200', '2026-05-22T14:50:00+15:00', '2026-05-22T14:50:00.Z',
    '2026-05-22T14:50:00 +02:00', '2026-05-22T', '2026-05-22Z', '٢٠٢٦-٠٥-٢٢', '2026-05-22T14Z',
  ])('%j is none', (text) => expect(isDate(text)).toBe(false)); // prettier-ignore

  test('its day and time of day are those that were written', () => {
    expect([dayOf('2026-05-22'), timeOf('2026-05-22'), isInstant('2026-05-22')]).toEqual([
      '2026-05-22',
      undefined,
      false,
    ]);
    const instant = '2026-05-22T00:30:00+14:00';
    expect([dayOf(instant), timeOf(instant), isInstant(instant)]).toEqual(['2026-05-22', '00:30', true]);
  });

  test('every one is an instant that can be compared', () => {
    fc.assert(fc.property(fc.oneof(dayText, instantText), (text) => Number.isFinite(instantOf(text))));
    expect(instantOf('2026-05-22T14:50+02:00')).toBe(Date.UTC(2026, 4, 22, 12, 50));
  });
});

describe('today', () => {
  test('is the day of the zone, always as YYYY-MM-DD', () => {
    expect(today(Date.parse('2026-03-28T23:00:00Z'), 'Europe/Berlin')).toBe('2026-03-29');
    expect(today(Date.parse('2026-03-28T22:59:59Z'), 'Europe/Berlin')).toBe('2026-03-28');
    expect(today(Date.parse('2026-01-05T01:00:00Z'), 'America/Los_Angeles')).toBe('2026-01-04');
    fc.assert(fc.property(moments, zones, (now, zone) => isDate(today(now, zone))));
  });

  test('never goes back', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 1e10 }), zones, (now, later, zone) => {
        expect(today(now, zone) <= today(now + later, zone)).toBe(true);
      }),
    );
  });
});

describe('beginning and end', () => {
  test('a last day in Berlin is open until its last second, also on the night when the clocks change', () => {
    const end = (now: string) => isOver('2026-03-29', Date.parse(now), 'Europe/Berlin');
    expect(end('2026-03-28T23:00:00Z')).toBe(false);
    expect(end('2026-03-29T01:00:00Z')).toBe(false);
    expect(end('2026-03-29T21:59:59.999Z')).toBe(false);
    expect(end('2026-03-29T22:00:00Z')).toBe(true);
    const autumn = (now: string) => isOver('2026-10-25', Date.parse(now), 'Europe/Berlin');
    expect(autumn('2026-10-25T22:59:59Z')).toBe(false);
    expect(autumn('2026-10-25T23:00:00Z')).toBe(true);
  });

  test('an instant strikes everywhere at once', () => {
    const end = '2026-03-29T12:00:00+02:00';
    for (const zone of ['Europe/Berlin', 'Pacific/Kiritimati', undefined]) {
      expect(isOver(end, Date.parse('2026-03-29T09:59:59.999Z'), zone)).toBe(false);
      expect(isOver(end, Date.parse('2026-03-29T10:00:00Z'), zone)).toBe(true);
      expect(hasBegun(end, Date.parse('2026-03-29T09:59:59.999Z'), zone)).toBe(false);
      expect(hasBegun(end, Date.parse('2026-03-29T10:00:00Z'), zone)).toBe(true);
    }
  });

  test('a day has begun before it is over, and what is over stays over', () => {
    fc.assert(
      fc.property(
        fc.oneof(dayText, instantText),
        moments,
        fc.integer({ min: 0, max: 1e11 }),
        zones,
        (date, now, later, zone) => {
          if (isOver(date, now, zone)) {
            expect(hasBegun(date, now, zone)).toBe(true);
            expect(isOver(date, now + later, zone)).toBe(true);
          }
          if (hasBegun(date, now, zone)) expect(hasBegun(date, now + later, zone)).toBe(true);
        },
      ),
    );
  });

  test('a bare day is neither before nor over on the day that is today', () => {
    fc.assert(
      fc.property(moments, zones, (now, zone) => {
        const day = today(now, zone);
        expect([hasBegun(day, now, zone), isOver(day, now, zone)]).toEqual([true, false]);
      }),
    );
  });

  describe('without a zone', () => {
    const before = process.env['TZ'];
    beforeEach(() => {
      process.env['TZ'] = 'America/New_York';
    });
    afterEach(() => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    });

    test("the reader's own day counts", () => {
      expect(today(Date.parse('2026-03-29T03:59:00Z'), undefined)).toBe('2026-03-28');
      expect(isOver('2026-03-29', Date.parse('2026-03-30T03:59:59Z'), undefined)).toBe(false);
      expect(isOver('2026-03-29', Date.parse('2026-03-30T04:00:00Z'), undefined)).toBe(true);
    });
  });
});

describe('the latest of several dates', () => {
  test('is one of them, and none is later', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.oneof(dayText, instantText), { nil: undefined })), (dates) => {
        const found = latest(dates);
        const given = dates.filter((date) => date !== undefined);
        if (!given.length) expect(found).toBeUndefined();
        else {
          expect(given).toContain(found);
          expect(Math.max(...given.map(instantOf))).toBe(instantOf(found!));
        }
      }),
    );
  });

  test('compares moments and not letters', () => {
    expect(latest(['2026-05-22T23:00:00-05:00', '2026-05-23T01:00:00+02:00'])).toBe('2026-05-22T23:00:00-05:00');
  });
});
