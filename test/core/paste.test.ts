import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate } from '../../src/core/format.ts';
import { amountText, money } from '../../src/core/money.ts';
import { readDay } from '../../src/core/day-input.ts';
import { readPaste, type PasteOptions } from '../../src/core/paste.ts';
import { readTable } from '../../src/core/table-text.ts';

const options: PasteOptions = { kind: 'gift', currency: 'EUR', locale: 'de', today: '2026-06-20' };
const amounts = (text: string, more: Partial<PasteOptions> = {}) =>
  readPaste(text, { ...options, ...more }).rows.map(({ read, faults }) =>
    read
      ? `${read.at} ${amountText(read.amount)}`
      : faults.map(({ field, fault }) => `${field} ${fault.kind}`).join(', '),
  );

describe('a day', () => {
  test.each([
    ['2026-05-22', '2026-05-22'],
    ['20260522', '2026-05-22'],
    ['2026-05-22T14:50:00+02:00', '2026-05-22'],
    ['22.05.2026', '2026-05-22'],
    ['5.6.26', '2026-06-05'],
    ['22.05.2026 14:30 Uhr', '2026-05-22'],
    ['22. Mai 2026', '2026-05-22'],
    ['3. März 2026', '2026-03-03'],
    ['22 May 2026', '2026-05-22'],
    ['Dec 1, 2025', '2025-12-01'],
    ['22/05/2026', '2026-05-22'],
    ['05/22/2026', '2026-05-22'],
    ['05/05/2026', '2026-05-05'],
  ])('%s is %s', (text, day) => expect(readDay(text)).toEqual({ day }));

  test.each([
    ['', 'empty'],
    ['yesterday', 'unreadable'],
    ['12', 'unreadable'],
    ['05/06/2026', 'ambiguous'],
    ['5-6-26', 'ambiguous'],
    ['31.02.2026', 'no-such-day'],
    ['2026-13-01', 'no-such-day'],
    ['21.06.2026', 'future'],
  ])('%s is refused: %s', (text, kind) => expect(readDay(text, '2026-06-20').fault?.kind).toBe(kind));

  test('one that can be read in two ways says both', () => {
    expect(readDay('05/06/2026').fault).toEqual({ kind: 'ambiguous', one: '2026-06-05', other: '2026-05-06' });
  });

  test('each day is read back as each language writes it', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('de', 'en-GB', 'en-US'), (date, locale) => {
        const day = date.toISOString().slice(0, 10);
        expect(readDay(formatDate(day, locale))).toEqual({ day });
      }),
    );
  });
});

describe('a table', () => {
  test.each([
    ['a\tb;c\td,e', [['a', 'b;c', 'd,e']]],
    ['a;"b;c";"d ""e"""', [['a', 'b;c', 'd "e"']]],
    [
      'a,"b\r\nc"\r\n\r\nd,e\r\n',
      [
        ['a', 'b\r\nc'],
        ['d', 'e'],
      ],
    ],
    [
      '\ufeffa;b\rc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['Lena "Leo" M.;5', [['Lena "Leo" M.', '5']]],
    ['', []],
  ])('%j', (text, cells) => expect(readTable(text).rows.map((row) => row.cells)).toEqual(cells));

  test('whatever is pasted is read without a failure, and what is quoted comes back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readTable(text)));
    const cell = fc.string().map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.constantFrom('\t', ';', ','), (rows, sign) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(sign)).join('\n');
        expect(readTable(text).rows.map(({ cells }) => cells)).toEqual(rows.filter((row) => row.some(Boolean)));
      }),
    );
  });
});

describe('a pasted list', () => {
  test('columns are known by their German heads, whatever stands beside them', () => {
    const { columns, rows } = readPaste(
      'Buchungstag;IBAN;Auftraggeber/Empfänger;Verwendungszweck;Betrag (EUR)\n22.05.2026;DE00;Lena M.;Gute Besserung!;1.050,00',
      options,
    );
    expect(columns).toEqual(['at', 'skip', 'name', 'message', 'amount']);
    expect(rows[0]?.read).toEqual({
      at: '2026-05-22',
      amount: money(105_000, 'EUR'),
      name: 'Lena M.',
      message: 'Gute Besserung!',
      isPublic: false,
    });
  });

  test('without heads columns are known by how they look', () => {
    expect(readPaste('Lena M.\t22.05.2026\t50,00 €\tAlles Gute', options).columns).toEqual([
      'name',
      'at',
      'amount',
      'message',
    ]);
    expect(readPaste('2026-05-22\t214\t1643,52', { ...options, kind: 'sale' }).columns).toEqual([
      'at',
      'copies',
      'amount',
    ]);
  });

  test('what the organiser says of a column goes first', () => {
    const columns = ['skip', 'at', 'amount', 'skip'] as const;
    expect(readPaste('Lena M.\t22.05.2026\t50,00 €\tAlles Gute', { ...options, columns }).rows[0]?.read).toEqual({
      at: '2026-05-22',
      amount: money(5000, 'EUR'),
      isPublic: false,
    });
  });

  test('German and English amounts are read as they are written', () => {
    expect(amounts('22.05.2026\t1.234,56\n22.05.2026\t1,234.56\n22.05.2026\t+50\n22.05.2026\t50,-')).toEqual([
      '2026-05-22 1234.56',
      '2026-05-22 1234.56',
      '2026-05-22 50.00',
      '2026-05-22 50.00',
    ]);
  });

  test('what can be read in two ways is refused, each for itself, and the rest is kept', () => {
    expect(amounts('05/06/2026\t50\n22.05.2026\t1.000\n22.05.2026\t7\n22.05.2026\t-5,00\n31.12.2026\t5')).toEqual([
      'at ambiguous',
      'amount ambiguous',
      '2026-05-22 7.00',
      'amount went-out',
      'at future',
    ]);
  });

  test('commas that part cells and decimals at once are not guessed', () => {
    expect(amounts('22.05.2026,12,50,Lena')).toEqual(['amount commas']);
    expect(amounts('22.05.2026,"12,50",Lena')).toEqual(['2026-05-22 12.50']);
  });

  test('money out may have the minus of a bank statement', () => {
    expect(amounts('01.06.2026;-2.250,00;Miete Juni', { kind: 'expense' })).toEqual(['2026-06-01 2250.00']);
    expect(amounts('01.06.2026;41,87-;Gebühren', { kind: 'fee' })).toEqual(['2026-06-01 41.87']);
  });

  test('copies alone are worth what a copy brings', () => {
    const proceeds = money(768, 'EUR');
    expect(amounts('Datum;Exemplare\n14.06.2026;214\n15.06.2026;1.000', { kind: 'sale', proceeds })).toEqual([
      '2026-06-14 1643.52',
      'copies unreadable',
    ]);
  });

  test('a name is public only where the list says so', () => {
    const { rows } = readPaste('Datum\tBetrag\tName\töffentlich\n1.6.2026\t5\tA\tja\n1.6.2026\t5\tB\tnein', options);
    expect(rows.map(({ read }) => read?.isPublic)).toEqual([true, false]);
  });

  test('names lose what could turn or hide their neighbours', () => {
    const { rows } = readPaste('1.6.2026\t5\tAnna\u202e€000.01\t=HYPERLINK("x")', options);
    expect(rows[0]?.read).toMatchObject({ name: 'Anna€000.01', message: '=HYPERLINK("x")' });
  });

  test('no row is lost: each is read or says why not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { header, rows } = readPaste(text, options);
        expect(rows.length + (header ? 1 : 0)).toBe(readTable(text).rows.length);
        for (const { faults, read } of rows) expect(read === undefined).toBe(faults.length > 0);
      }),
    );
  });

  test('every amount comes back to the cent, in both ways of writing', () => {
    const minors = fc.integer({ min: 1, max: 99_999_999_900 });
    fc.assert(
      fc.property(fc.array(minors, { minLength: 1 }), fc.boolean(), (cents, isGerman) => {
        const write = (minor: number): string => {
          const [whole = '', part = ''] = amountText(money(minor, 'EUR')).split('.');
          const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isGerman ? '.' : ',');
          return grouped + (isGerman ? ',' : '.') + part;
        };
        const text = cents.map((minor) => `2026-05-22\t${write(minor)}`).join('\n');
        expect(readPaste(text, options).rows.map(({ read }) => read?.amount.minor)).toEqual(cents);
      }),
    );
  });
});
