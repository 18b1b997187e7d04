import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../src/core/csv.ts';
import { journalOf } from '../../src/core/journal.ts';
import { columns, ledgerCsv } from '../../src/core/ledger-files.ts';
import { sheetDate, sheetIn } from '../../src/core/ledger-sheet.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { campaign, entry } from './campaigns.ts';

/* The ledger as people open it with a double click. */

const books = () => {
  const of = campaign({
    entries: [entry('gift+', 1234.5, { at: '2026-05-22T14:02:00+02:00', name: 'Jörg', reason: 'donation' })],
  });
  return [journalOf(of, totalsOf(of)), of] as const;
};

describe('a sheet', () => {
  test('in German has semicolons, commas before the cents, German headings and words, and a mark for Excel', () => {
    const [head, row] = ledgerCsv(...books(), sheetIn('de-DE')).split('\r\n');
    expect(head).toMatch(/^\ufeff"Datum";"Richtung";"Grund";"Betrag";/);
    expect(row).toMatch(/^"2026-05-22 14:02";"Spende herein";"Spende";1234,50;1234,50;1234,50;"EUR";/);
  });

  test('in English has commas, points and English headings', () => {
    const [head, row] = ledgerCsv(...books(), sheetIn('en-GB')).split('\r\n');
    expect(head).toMatch(/^\ufeff"Date","Flow","Reason","Amount",/);
    expect(row).toMatch(/^"2026-05-22 14:02","gift in","gift",1234\.50,/);
  });

  test('of no language is in the words of the wire format, for programs', () => {
    const [head, row] = ledgerCsv(...books()).split('\r\n');
    expect(head).toBe(`\ufeff${columns.map((column) => `"${column}"`).join(',')}`);
    expect(row).toMatch(/^"2026-05-22T14:02:00\+02:00","gift\+",/);
  });

  test.each([
    ['de', ';', ','],
    ['de-AT', ';', ','],
    ['de-CH', ',', '.'],
    ['en-US', ',', '.'],
    ['fr', ';', ','],
    ['not a language', ',', '.'],
    ['', ',', '.'],
  ])('has the separators of %j', (locale, separator, decimal) => {
    expect(sheetIn(locale).form).toEqual({ separator, decimal });
  });

  test('says everything in both languages', () => {
    const [de, en] = [sheetIn('de'), sheetIn('en')];
    for (const part of ['headings', 'flows', 'reasons'] as const) {
      expect(Object.keys(de[part])).toEqual(Object.keys(en[part]));
      expect(new Set(Object.values(de[part])).size).toBe(Object.keys(de[part]).length);
      expect(new Set(Object.values(en[part])).size).toBe(Object.keys(en[part]).length);
    }
  });

  test('has days and times of day as spreadsheets read them', () => {
    expect([sheetDate('2026-05-22'), sheetDate('2026-05-22T09:05:00Z')]).toEqual(['2026-05-22', '2026-05-22 09:05']);
  });

  test('keeps every amount apart from what parts cells, and every text whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.string(), (minor, text) => {
        const number = `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
        const line = csvOf(['a', 'b'], [[{ number }, text]], { separator: ';', decimal: ',' })
          .split('\r\n')
          .slice(1)
          .join('\r\n');
        expect(line.slice(0, line.indexOf(';'))).toBe(number.replace('.', ','));
        expect(line.slice(line.indexOf(';') + 1)).toMatch(/^"[\s\S]*"\r\n$/);
      }),
    );
  });
});
