import { describe, expect, test } from 'vitest';
import { read, rowsOf, told } from './open.ts';

const table = (...lines: string[]): string => lines.join('\n');
const german = (...rows: string[]): string => table('Datum;Betrag;Name;Verwendungszweck', ...rows);

describe('amounts', () => {
  test.each([
    ['50,00', '50.00'],
    ['50', '50.00'],
    ['50,-', '50.00'],
    ['50,5', '50.50'],
    ['50,0000', '50.00'],
    ['1.250,00', '1250.00'],
    ['1 250,00', '1250.00'],
    ["1'250.00", '1250.00'],
    ['1,250.00', '1250.00'],
    ['1.234.567,89', '1234567.89'],
    ['+50,00', '50.00'],
    ['50,00 €', '50.00'],
    ['€50.00', '50.00'],
    ['EUR 50,00', '50.00'],
    ['50,00 EUR', '50.00'],
    ['50 Euro', '50.00'],
    ['25 euros', '25.00'],
    ['\u200e50,00\u202c', '50.00'],
    ['0050,00', '50.00'],
  ])('%s is %s', async (written, amount) => {
    expect(await rowsOf(german(`22.05.2026;${written};Lena;`))).toEqual([`ready gift 2026-05-22 ${amount} EUR Lena`]);
  });

  test.each([
    ['12€50', 'unreadable-amount'],
    ['50 €uro', 'unreadable-amount'],
    ['fünfzig', 'unreadable-amount'],
    ['5O,00', 'unreadable-amount'],
    [',89', 'unreadable-amount'],
    ['1e3', 'unreadable-amount'],
    ['1.500', 'ambiguous-amount'],
    ['€55.555', 'ambiguous-amount'],
    ['50,005', 'ambiguous-amount'],
    ['50,0055', 'decimals'],
    ['1,2,3', 'unreadable-amount'],
    ['--50', 'unreadable-amount'],
    ['50-20', 'unreadable-amount'],
    ['12 50', 'unreadable-amount'],
    ['50 USD EUR', 'unreadable-amount'],
    ['', 'no-amount'],
  ])('%s is refused: %s', async (written, why) => {
    const { rows } = await read(german(`22.05.2026;${written};Lena;`));
    expect(rows.map((row) => [row.state, row.why])).toEqual([['refused', why]]);
  });

  test('a file’s other amounts show what a point is', async () => {
    expect(await rowsOf(german('22.05.2026;1.500;Lena;', '21.05.2026;20,00;Jo;'))).toEqual([
      'ready gift 2026-05-22 1500.00 EUR Lena',
      'ready gift 2026-05-21 20.00 EUR Jo',
    ]);
    expect(await rowsOf(german('22.05.2026;1.500;Lena;', '21.05.2026;20,00;Jo;', '20.05.2026;20.00;Ada;'))).toEqual([
      'refused ambiguous-amount gift 2026-05-22 EUR Lena',
      'ready gift 2026-05-21 20.00 EUR Jo',
      'ready gift 2026-05-20 20.00 EUR Ada',
    ]);
  });

  test('behind a yen there is nothing, so that what a sign parts are thousands', async () => {
    expect(await rowsOf(table('Date;Amount;Name', '2026-05-22;10,000;Lena'), { currency: 'JPY' })).toEqual([
      'ready gift 2026-05-22 10000 JPY Lena',
    ]);
    expect(await rowsOf(table('Date;Amount;Name', '2026-05-22;1.500;Lena'), { currency: 'ISK' })).toEqual([
      'ready gift 2026-05-22 1500 ISK Lena',
    ]);
    expect(await rowsOf(table('Date;Amount;Name', '2026-05-22;1.5;Lena'), { currency: 'JPY' })).toEqual([
      'refused decimals gift 2026-05-22 JPY Lena',
    ]);
    expect(await rowsOf(table('Date;Amount;Name', '2026-05-22;1.500;Lena'), { currency: 'KWD' })).toEqual([
      'refused ambiguous-amount gift 2026-05-22 KWD Lena',
    ]);
  });

  test('another currency is never the campaign’s, wherever it is named', async () => {
    const forms = [
      german('22.05.2026;5000 HUF;Lena;'),
      table('Datum;Betrag;Währung;Name', '22.05.2026;5000;HUF;Lena'),
      table('Datum;Betrag (HUF);Name', '22.05.2026;5000;Lena'),
      table('Währung:;HUF', 'Datum;Betrag;Name', '22.05.2026;5000;Lena'),
      table('Datum;Währung;Betrag;Name', '22.05.2026;HUF;5000;Lena'),
    ];
    for (const form of forms)
      expect(await rowsOf(form)).toEqual(['left-out other-currency gift 2026-05-22 5000.00 HUF Lena']);
    expect(await rowsOf(table('Datum;Betrag (EUR);Währung;Name', '22.05.2026;5000;HUF;Lena'))).toEqual([
      'refused unknown-currency gift 2026-05-22 Lena',
    ]);
    expect(await rowsOf(table('Datum;Betrag;Währung;Name', '22.05.2026;5000;Taler;Lena'))).toEqual([
      'refused unknown-currency gift 2026-05-22 Lena',
    ]);
  });
});

describe('days', () => {
  test.each([
    ['2026-05-22', '2026-05-22'],
    ['22.05.2026', '2026-05-22'],
    ['22.5.26', '2026-05-22'],
    ['20260522', '2026-05-22'],
    ['2026/05/22', '2026-05-22'],
    ['2026.05.22.', '2026-05-22'],
    ['22/05/2026', '2026-05-22'],
    ['05/22/2026', '2026-05-22'],
    ['22-May-26', '2026-05-22'],
    ['22 May 2026', '2026-05-22'],
    ['May 22, 2026', '2026-05-22'],
    ['22. Mai 2026', '2026-05-22'],
    ['Fr, 22.05.2026', '2026-05-22'],
    ['22 mai 2026', '2026-05-22'],
    ['22.05.2026 10:15', '2026-05-22'],
    ['2026-05-22T23:30:00Z', '2026-05-23'],
    ['2026-05-22 23:30:00 UTC', '2026-05-23'],
    ['2026-05-22T23:30:00+02:00', '2026-05-22'],
    ['2026-05-22 23:30:00', '2026-05-22'],
    ['22.5.99', undefined],
  ])('%s is %s', async (written, at) => {
    const { rows } = await read(table('date;amount;name', `${written};50.00;Lena`));
    expect(rows.map((row) => (row.state === 'ready' ? row.at : undefined))).toEqual([at]);
  });

  test.each([
    ['05/06/2026', 'ambiguous-date'],
    ['05-06-2026', 'ambiguous-date'],
    ['31.02.2026', 'no-such-day'],
    ['gestern', 'unreadable-date'],
    ['', 'no-date'],
    ['01.01.2027', 'future-date'],
    ['22.05.', 'unreadable-date'],
  ])('%s is refused: %s', async (written, why) => {
    const { rows } = await read(table('date;amount;name', `${written};50.00;Lena`));
    expect(rows.map((row) => [row.state, row.why])).toEqual([['refused', why]]);
  });

  test('one file has one order of day and month', async () => {
    expect(await rowsOf(table('date,amount,name', '05/06/2026,50.00,Lena', '13/06/2026,20.00,Jo'))).toEqual([
      'ready gift 2026-06-05 50.00 EUR Lena',
      'ready gift 2026-06-13 20.00 EUR Jo',
    ]);
    expect(await rowsOf(table('date,amount,name', '05/06/2026,50.00,Lena', '05/13/2026,20.00,Jo'))).toEqual([
      'ready gift 2026-05-06 50.00 EUR Lena',
      'ready gift 2026-05-13 20.00 EUR Jo',
    ]);
    expect(
      await rowsOf(table('date,amount,name', '05/06/2026,50.00,Lena', '05/13/2026,20.00,Jo', '13/05/2026,20.00,Ada')),
    ).toEqual([
      'refused ambiguous-date gift 50.00 EUR Lena',
      'ready gift 2026-05-13 20.00 EUR Jo',
      'ready gift 2026-05-13 20.00 EUR Ada',
    ]);
    // Only in English a date may begin with the month.
    expect(await rowsOf(german('05/06/2026;50,00;Lena;'))).toEqual(['ready gift 2026-06-05 50.00 EUR Lena']);
  });
});

describe('what stands around a table, and headings in whatever place', () => {
  test('whatever stands above and below', async () => {
    expect(
      await rowsOf(
        table(
          '"Verein Leseecke e. V."',
          '',
          'Zeitraum;01.05.2026;31.05.2026',
          'Kontostand;1.234,56 EUR',
          german('22.05.2026;50,00;Lena;Alles Gute'),
          '',
          'Kontostand;22.05.2026;;1.234,56',
          'Ausdruck vom 23.05.2026',
          '* Alle Angaben ohne Gewähr',
        ),
      ),
    ).toEqual(['ready gift 2026-05-22 50.00 EUR Lena | Alles Gute']);
  });

  test('headings again, as in files that were put together', async () => {
    expect(
      await rowsOf(german('22.05.2026;50,00;Lena;', 'Datum;Betrag;Name;Verwendungszweck', '21.05.2026;20,00;Jo;')),
    ).toHaveLength(2);
  });

  test('the order of columns says nothing', async () => {
    expect(
      await rowsOf(
        table(
          'Saldo;Verwendungszweck;Betrag;Name;Buchungstext;Datum',
          '1.300,00;Alles Gute;50,00;Lena;GUTSCHRIFT;22.05.2026',
        ),
      ),
    ).toEqual(['ready gift 2026-05-22 50.00 EUR Lena | Alles Gute']);
  });

  test('lines of detail below a payment belong to it, and a sum without a day is refused', async () => {
    expect(await rowsOf(german('22.05.2026;50,00;Lena;', ';;;mehr dazu', ';20,00;Jo;'))).toEqual([
      'ready gift 2026-05-22 50.00 EUR Lena',
      'refused no-date gift 20.00 EUR Jo',
    ]);
  });

  test('an amount that is torn by the sign that parts cells is refused', async () => {
    const rows = await rowsOf(
      table(
        'Datum,Betrag,Name,Verwendungszweck',
        '22.05.2026,12,50,Lena',
        '21.05.2026,12,50,Lena,Alles Gute',
        '20.05.2026,12,Jo,',
      ),
    );
    expect(rows.map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual([
      'refused columns',
      'refused columns',
      'ready gift',
    ]);
  });
});

describe('which way it went', () => {
  test.each([
    ['Datum;Betrag;S/H;Name', ['H', 'S']],
    ['Datum;Betrag;Soll/Haben;Name', ['Haben', 'Soll']],
    ['Date;Amount;Debit/Credit;Name', ['Credit', 'Debit']],
    ['Date;Amount;DR/CR;Name', ['CR', 'DR']],
    ['Datum;Bedrag;Af Bij;Naam', ['Bij', 'Af']],
    ['Datum;Bedrag;CreditDebet;Naam', ['C', 'D']],
    ['Date;Amount;+/-;Name', ['+', '-']],
    ['Date;Amount;Direction;Name', ['IN', 'OUT']],
    ['Datum;Betrag;;Name', ['H', 'S']],
  ])('%s', async (headings, [into, out]) => {
    const rows = await rowsOf(table(headings, `22.05.2026;50,00;${into};Lena`, `21.05.2026;80,00;${out};Druckerei`));
    if (headings.includes(';;')) expect(rows).toEqual([]);
    else
      expect(rows).toEqual([
        'ready gift 2026-05-22 50.00 EUR Lena',
        'left-out went-out cost 2026-05-21 80.00 EUR Druckerei',
      ]);
  });

  test('a column without a heading that may hold a sign is asked about', async () => {
    expect(await read(table('Datum;Betrag;;Name', '22.05.2026;50,00;H;Lena'))).toMatchObject({
      problem: { code: 'columns', columns: [''] },
    });
  });

  test('a sign that is not known, or that contradicts the amount, is refused', async () => {
    const { rows } = await read(
      table(
        'Datum;Betrag;S/H;Name',
        '22.05.2026;50,00;X;Lena',
        '22.05.2026;-50,00;H;Lena',
        '22.05.2026;50,00;;Lena',
        '22.05.2026;-50,00;S;Jo',
      ),
    );
    expect(rows.map(({ state, why }) => `${state} ${why}`)).toEqual([
      'refused unknown-sign',
      'refused two-amounts',
      'refused unknown-sign',
      'left-out went-out',
    ]);
  });

  test('debit and credit in two columns, with or without signs, beside an amount or not', async () => {
    const right = ['ready gift 2026-05-22 50.00 EUR Lena', 'left-out went-out cost 2026-05-21 80.00 EUR Druckerei'];
    expect(
      await rowsOf(table('Datum;Soll;Haben;Name', '22.05.2026;;50,00;Lena', '21.05.2026;80,00;;Druckerei')),
    ).toEqual(right);
    expect(
      await rowsOf(table('Datum;Soll;Haben;Name', '22.05.2026;0,00;50,00;Lena', '21.05.2026;-80,00;0,00;Druckerei')),
    ).toEqual(right);
    expect(
      await rowsOf(table('Datum;Betrag;Soll;Haben;Name', '22.05.2026;;;50,00;Lena', '21.05.2026;;-80,00;;Druckerei')),
    ).toEqual(right);
    expect(
      await rowsOf(
        table('Datum;Betrag;Soll;Haben;Name', '22.05.2026;50,00;;50,00;Lena', '21.05.2026;-80,00;80,00;;Druckerei'),
      ),
    ).toEqual(right);
    expect(await rowsOf(table('Date;Paid out;Paid in;Name', '22.05.2026;;£50.00;Lena'), { currency: 'GBP' })).toEqual([
      'ready gift 2026-05-22 50.00 GBP Lena',
    ]);
    const { rows } = await read(
      table(
        'Datum;Soll;Haben;Name',
        '22.05.2026;10,00;50,00;Lena',
        '21.05.2026;80,00;;x',
        '20.05.2026;-80,00;;x',
        '19.05.2026;;-5,00;x',
      ),
    );
    expect(rows.map(({ state, why }) => `${state} ${why}`)).toEqual([
      'refused two-amounts',
      'refused unknown-sign',
      'refused unknown-sign',
      'refused unknown-sign',
    ]);
  });

  test('amounts without any sign beside a word that says money went out are no gifts', async () => {
    const { rows } = await read(
      table(
        'Datum;Betrag;Buchungstext;Verwendungszweck',
        '22.05.2026;50,00;GUTSCHRIFT;Spende',
        '21.05.2026;80,00;LASTSCHRIFT;Strom',
        '20.05.2026;8,00;KARTENZAHLUNG;Markt',
      ),
    );
    expect(rows.map(({ state, why }) => `${state} ${why}`)).toEqual([
      'ready null',
      'left-out went-out',
      'refused unknown-sign',
    ]);
  });
});

describe('how a payment stands', () => {
  test.each([
    ['Gebucht', 'ready'],
    ['COMPLETED', 'ready'],
    ['succeeded', 'ready'],
    ['Vorgemerkt', 'left-out'],
    ['PENDING', 'left-out'],
    ['Fehlgeschlagen', 'left-out'],
    ['canceled', 'left-out'],
    ['REVERTED', 'left-out'],
    ['Charged back', 'left-out'],
    ['Refunded', 'left-out'],
    ['En attente', 'left-out'],
    ['Geweigerd', 'left-out'],
    ['Fliegt gerade', 'refused'],
  ])('%s is %s', async (word, state) => {
    const { rows } = await read(table('Datum;Betrag;Name;Status', `22.05.2026;50,00;Lena;${word}`));
    expect(rows.map((row) => row.state)).toEqual([state]);
  });

  test('a column whose heading isn’t known is asked about when it says so', async () => {
    expect(
      await read(table('Datum;Betrag;Name;Lage', '22.05.2026;50,00;Lena;gebucht', '22.05.2026;50,00;Jo;vorgemerkt')),
    ).toMatchObject({ rows: [], problem: { code: 'columns', columns: ['Lage'] } });
    expect(await rowsOf(table('Datum;Betrag;Spender;Lage', '22.05.2026;50,00;Lena;Nord'))).toHaveLength(1);
  });

  test.each([
    ['Kurs', '1,25'],
    ['Restwert', '1.300,00'],
    ['Geldart', 'HUF'],
  ])('so is one that may be an amount, a balance or a currency: %s', async (heading, cell) => {
    const found = await read(table(`Datum;Betrag;Name;${heading}x`, `22.05.2026;50,00;Lena;${cell}`));
    expect(found).toMatchObject({ rows: [], problem: { code: 'columns', columns: [`${heading}x`] } });
  });

  test('a balance is no payment, in whatever words', async () => {
    for (const word of [
      'Anfangssaldo',
      'Endsaldo',
      'Alter Kontostand',
      'Neuer Saldo',
      'Opening balance',
      'Closing Balance',
      'Balance brought forward',
      'Saldovortrag',
      'Übertrag',
      'Solde initial',
      'Total',
    ]) {
      expect(await rowsOf(german(`22.05.2026;5.000,00;;${word}`))).toEqual([
        expect.stringContaining('left-out balance'),
      ]);
    }
  });
});

describe('what is public', () => {
  test('the bank’s word for the kind of booking is never a message', async () => {
    for (const word of ['Buchungstext', 'Umsatzart', 'Vorgang', 'Transaktionstyp', 'Type', 'Umsatztyp']) {
      const { rows } = await read(
        table(
          `Datum;${word};Verwendungszweck;Name;Betrag`,
          '22.05.2026;GUTSCHR. UEBERWEISUNG;Alles Gute;Lena;50,00',
          '21.05.2026;GUTSCHR. UEBERWEISUNG;;Jo;20,00',
        ),
      );
      expect(rows.map(({ message }) => message)).toEqual(['Alles Gute', null]);
    }
  });

  test('the account’s owner is nobody’s name', async () => {
    const { rows } = await read(
      table(
        'Datum;Auftraggeber;Empfänger;Verwendungszweck;Betrag',
        '22.05.2026;Lena;Verein;Spende;50,00',
        '21.05.2026;Verein;Druckerei;Plakate;-20,00',
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(['Lena', 'Druckerei']);
  });

  test('references, accounts and codes of the bank leave the words', async () => {
    const { rows } = await read(
      german(
        '22.05.2026;50,00;Lena;EREF+KD-1MREF+M-7CRED+DE98ZZZ09999999999SVWZ+Alles Gute',
        '21.05.2026;20,00;Jo;Spende EREF: NOTPROVIDED IBAN: DE89370400440532013000 BIC: COBADEFFXXX',
        '20.05.2026;20,00;Ada;NOTPROVIDED',
        '19.05.2026;20,00;Ben;Danke RF18 5390 0754 7034',
      ),
    );
    expect(rows.map(({ message, reference }) => [message, reference])).toEqual([
      ['Alles Gute', 'KD-1'],
      ['Spende', null],
      [null, null],
      ['Danke RF18 5390 0754 7034', 'RF18539007547034'],
    ]);
  });
});

describe('lists as people type them', () => {
  test('a date, an amount, words', async () => {
    expect(
      await rowsOf(
        table(
          '24.11.2026 50,00 Oma Erna',
          '24.11.26 50,- Oma',
          '',
          '24.11.2026 1.250,00 Oma',
          '24. November 2026 12,50 € Opa Karl',
          '24.11.2026; 20 Euro; Tante Jo',
          '24.11.2026\t15\tBen',
          '24.11.2026 1 250,00 Ada',
          '24.11.2026: 10 Cem',
        ),
      ),
    ).toEqual([
      'ready gift 2026-11-24 50.00 EUR Oma Erna',
      'ready gift 2026-11-24 50.00 EUR Oma',
      'ready gift 2026-11-24 1250.00 EUR Oma',
      'ready gift 2026-11-24 12.50 EUR Opa Karl',
      'ready gift 2026-11-24 20.00 EUR Tante Jo',
      'ready gift 2026-11-24 15.00 EUR Ben',
      'ready gift 2026-11-24 1250.00 EUR Ada',
      'ready gift 2026-11-24 10.00 EUR Cem',
    ]);
  });

  test('a list out of a letter is read, and what stands around it is not', async () => {
    const { rows } = await read(
      table(
        'Hallo Anna,',
        'hier die Spenden:',
        '05.11.2026 15,50 EUR Frau Kaiser',
        '06.11.2026 20,00 Jo',
        '',
        'Viele Grüße',
        'Tante Ida',
      ),
    );
    expect(rows.map(({ amount, state, why }) => `${state} ${why} ${amount}`)).toEqual([
      ...['refused no-date null', 'refused no-date null', 'ready null 15.50', 'ready null 20.00'],
      ...['refused no-date null', 'refused no-date null'],
    ]);
  });

  test('a dash between blanks may part or say that it went out: it is asked about', async () => {
    const { rows } = await read(table('05.11.2026 - 15,50 EUR - Frau Kaiser', '06.11.2026 -20,00 Druckerei'));
    expect(rows.map(({ state, why }) => [state, why])).toEqual([
      ['refused', 'unknown-sign'],
      ['left-out', 'went-out'],
    ]);
  });

  test('what is none of it is refused in its place, and nothing is made of half a line', async () => {
    const { rows } = await read(
      table(
        '24.11.2026 50,00 Oma',
        '24.11.2026 12€50 Opa',
        'und noch 20 von Jo',
        '24.11.2026 -20,00 Druckerei',
        '24.11.2026 5000 HUF Ada',
        '24.11.2026 30 Ben',
        '24.11.2026 1.500 Cem',
      ),
    );
    expect(rows.map(({ amount, state, why }) => `${state} ${why} ${amount}`)).toEqual([
      'ready null 50.00',
      'refused no-amount null',
      'refused no-date null',
      'left-out went-out 20.00',
      'left-out other-currency 5000.00',
      'ready null 30.00',
      'ready null 1500.00',
    ]);
  });

  test('a table without headings is asked about', async () => {
    expect(
      await read(
        table(
          'AT611904300234573201;Spende Lena;22.05.2026;22.05.2026;50,00;EUR',
          'AT611904300234573201;Strom;21.05.2026;21.05.2026;-80,00;EUR',
        ),
      ),
    ).toMatchObject({
      rows: [],
      problem: { code: 'columns', headings: [], sample: [{ length: 6 }, { length: 6 }] },
    });
  });

  test('told its columns, it is read, and so is any other', async () => {
    const { rows } = await read(
      table('AT61;Spende Lena;22.05.2026;22.05.2026;50,00;EUR', 'AT61;Strom;21.05.2026;21.05.2026;-80,00;EUR'),
      { columns: ['other', 'message', 'date', 'valued', 'amount', 'currency'] },
    );
    expect(rows.map(told)).toEqual([
      'ready gift 2026-05-22 50.00 EUR Spende Lena',
      'left-out went-out cost 2026-05-21 80.00 EUR Strom',
    ]);
  });
});

test.each([
  ['', 'empty'],
  ['   \n ', 'empty'],
  ['Liebe Leute, danke!', 'columns'],
  ['{"a": 1}', 'unknown-json'],
  ['{"a": ', 'damaged'],
])('%s gives no rows: %s', async (text, code) => {
  expect(await read(text)).toMatchObject({ rows: [], problem: { code } });
});
