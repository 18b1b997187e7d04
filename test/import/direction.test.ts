/* Tables in which no amount has a sign: people's lists of what came in are read, what may hold both ways is asked about. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, rowsOf } from './open.ts';

const isRead = async (lines: readonly string[]): Promise<void> => {
  const { problem, rows } = await read(lines.join('\n'));
  expect(problem).toBeUndefined();
  expect(rows.map(({ state }) => state)).toEqual(lines.slice(1).map(() => 'ready'));
};

describe('a list of what came in is read without a question', () => {
  test.each([
    [['Datum;Betrag;Name;Verwendungszweck', '22.05.2026;50,00;Lena;Alles Gute', '23.05.2026;20,00;Otto;']],
    [['Datum;Betrag;Name;Text', '22.05.2026;50,00;Lena;Spende', '23.05.2026;20,00;Otto;Danke']],
    [['Datum;Betrag;Text', '22.05.2026;50,00;Lena', '23.05.2026;20,00;Kaffeekasse']],
    [['date,amount,donor,comment', '2026-05-22,50.00,Lena,Good luck', '2026-05-23,20.00,Otto,']],
    [['Date,Name,Amount,Message', '2026-05-22,Lena,50.00,Hi', '2026-05-23,Otto,20.00,']],
    // By what somebody paid, where it is named who did.
    [['Datum;Name;Betrag;Zahlungsart', '22.05.2026;Lena;50,00;bar', '23.05.2026;Otto;20,00;Überweisung']],
    // The headings of donation platforms speak of givers: what they sort by says nothing else.
    [
      [
        'Donation date,Donor,Amount,Type,Method',
        '2026-05-22,Lena,50.00,One-time,card',
        '2026-05-23,Otto,5.00,Monthly,ach',
      ],
    ],
    [
      [
        'Spendendatum;Spender;Betrag;Zahlungsart',
        '22.05.2026;Lena;50,00;SEPA-Lastschrift',
        '23.05.2026;Otto;5,00;PayPal',
      ],
    ],
    [['Datum;Spender*in;Spendenbetrag;Aktion', '22.05.2026;Lena;50,00;Sommerfest', '23.05.2026;Otto;5,00;Lauf']],
    [['Date,Supporter,Amount,Tier', '2026-05-22,Lena,50.00,Gold', '2026-05-23,Otto,5.00,Silver']],
    // Each word for the kind of booking is known as money in.
    [['Datum;Betrag;Art;Name', '22.05.2026;50,00;Spende;Lena', '23.05.2026;20,00;Gutschrift;Otto']],
    [['Date;Amount;Type;Name', '2026-05-22;50.00;Deposit;Lena', '2026-05-23;20.00;Donation;Otto']],
    // A column that isn't understood, with as many words as rows.
    [
      [
        'Datum;Betrag;Name;Gruß vom Grill',
        ...Array.from('abcdefghij').map(
          (letter) => `22.05.2026;50,00;Lena;Ein ganzer Satz, der von ${letter} handelt und lang ist`,
        ),
      ],
    ],
  ])('%j', isRead);
});

describe('a table of which nothing says which way money went is asked about', () => {
  test.each<[string[], string[]]>([
    [['Datum;Betrag;Art;Name', '22.05.2026;50,00;Spende;Lena', '23.05.2026;20,00;Miete;Haus'], ['Art']],
    [['Datum;Betrag;Typ;Text', '22.05.2026;50,00;Wpływy;Lena', '23.05.2026;20,00;Czynsz;Dom'], ['Typ']],
    [
      ['Datum;Betrag;Buchungstext;Verwendungszweck', '22.05.2026;5,00;Überweisung;x', '23.05.2026;2,00;Gutschrift;y'],
      ['Buchungstext'],
    ],
    [['Date,Amount,Name,Laji', '2026-05-22,50.00,Lena,Pano', '2026-05-23,20.00,Otto,Otto'], ['Laji']],
    [['Date,Amount,Name,Suunta', '2026-05-22,50.00,Lena,Tulo', '2026-05-23,20.00,Otto,Meno'], ['Suunta']],
    [['Date,Amount,Name,XY', '2026-05-22,50.00,Lena,1', '2026-05-23,20.00,Otto,2', '2026-05-24,9.00,Uta,1'], ['XY']],
    [['Date,Description,Amount,Category', '2026-05-22,Lunch,50.00,Food', '2026-05-23,May,20.00,Rent'], ['Category']],
    [
      ['Date,Description,Amount,Payment Method', '2026-05-22,Lunch,50.00,Cash', '2026-05-23,May,20.00,Card'],
      ['Payment Method'],
    ],
    [['Date,Merchant,Amount', '2026-05-22,Bakery,50.00', '2026-05-23,Garage,20.00'], ['Merchant']],
    [['Datum;Empfänger;Betrag;Verwendungszweck', '22.05.2026;Druckerei;50,00;Plakate'], ['Empfänger']],
    // A credit transfer goes either way; a salary is paid as well as received.
    [['Date,Amount,Type,Name', '2026-05-22,50.00,SEPA Credit Transfer,Lena'], ['Type']],
    [['Datum;Betrag;Art;Name', '22.05.2026;50,00;Gehalt;Lena'], ['Art']],
  ])('%j: %j', async (lines, columns) => {
    expect(await read(lines.join('\n'))).toMatchObject({ rows: [], problem: { code: 'columns', columns } });
  });

  test('a gift that was promised, or given in kind, is no money', async () => {
    const rows = ['2026-05-22,50.00,Pledge', '2026-05-23,20.00,Cash', '2026-05-24,5.00,Gift in Kind'];
    expect(await rowsOf(['Gift Date,Gift Amount,Gift Type', ...rows].join('\n'))).toEqual([
      'left-out pending gift 2026-05-22 50.00 EUR',
      'ready gift 2026-05-23 20.00 EUR',
      'refused unknown-state gift 2026-05-24 5.00 EUR',
    ]);
  });

  test('one sign in the table says it for all', async () => {
    expect(
      await rowsOf(
        'Datum;Betrag;Art;Name\n22.05.2026;50,00;Spende;Lena\n23.05.2026;-20,00;Miete;Haus\n24.05.2026;5,00;Neu;Uta',
      ),
    ).toEqual([
      'ready gift 2026-05-22 50.00 EUR Lena',
      'left-out went-out cost 2026-05-23 20.00 EUR Haus',
      'ready gift 2026-05-24 5.00 EUR Uta',
    ]);
  });

  test('a fee in it was paid', async () => {
    const text = 'Datum;Betrag;Art;Name\n22.05.2026;50,00;Spende;Lena\n23.05.2026;2,00;Gebühr;Bank';
    expect(await rowsOf(text)).toEqual([
      'ready gift 2026-05-22 50.00 EUR Lena',
      'left-out went-out fee 2026-05-23 2.00 EUR Bank',
    ]);
  });

  test('once its columns were told it is read', async () => {
    const text = 'Datum;Betrag;Name;Klasse\n22.05.2026;50,00;Lena;3a\n23.05.2026;20,00;Otto;3b';
    expect(await rowsOf(text, { columns: ['date', 'amount', 'name', 'other'] })).toEqual([
      'ready gift 2026-05-22 50.00 EUR Lena',
      'ready gift 2026-05-23 20.00 EUR Otto',
    ]);
  });

  test('told that a column has the kind of booking, what its words leave open is refused', async () => {
    const text = 'Datum;Betrag;Name;Laji\n22.05.2026;50,00;Lena;Gutschrift\n23.05.2026;20,00;Otto;Otto-Maksu';
    expect(await rowsOf(text, { columns: ['date', 'amount', 'name', 'type'] })).toEqual([
      'ready gift 2026-05-22 50.00 EUR Lena',
      'refused unknown-sign 2026-05-23 20.00 EUR Otto',
    ]);
  });
});

describe('words that nobody knows, in a table without a sign', () => {
  // Words of no language, which no list can hold.
  const word = fc.stringMatching(/^[bdgjkqvxz][aeiouy]{2}[qvwxz][aeiou][jqxz]$/);
  const cents = fc.integer({ min: 1, max: 99_999 });

  test.each(['Art', 'Type', 'Laji', 'Qwert', 'Kategorie'])('below %s they make no row ready', async (heading) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(cents, fc.nat(4)), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (words, payments, isFirst) => {
          const kinds = payments.map(([, which]) => words[which % words.length]!);
          const cells = payments.map(([sum], index) => {
            const rest = ['22.05.2026', `${Math.floor(sum / 100)},${String(sum % 100).padStart(2, '0')}`, 'Lena'];
            return (isFirst ? [kinds[index], ...rest] : [...rest, kinds[index]]).join(';');
          });
          const headings = ['Datum', 'Betrag', 'Name'];
          const top = (isFirst ? [heading, ...headings] : [...headings, heading]).join(';');
          const { rows } = await read([top, ...cells].join('\n'));
          expect(rows.filter(({ state }) => state === 'ready')).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('below a heading of givers they change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 12 }), async (words) => {
        const lines = words.map((one, index) => `22.05.2026;${index + 1},00;Lena;${one}`);
        const { rows } = await read(['Datum;Betrag;Spenderin;Aktion', ...lines].join('\n'));
        expect(rows.map(({ amount, state }) => `${state} ${amount}`)).toEqual(
          words.map((_, index) => `ready ${index + 1}.00`),
        );
      }),
      { numRuns: 100 },
    );
  });
});
