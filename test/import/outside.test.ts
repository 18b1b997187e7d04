/* What files leave open, found in files that nobody had in mind when the reader was written. */
import { describe, expect, test } from 'vitest';
import { read, rowsOf } from './open.ts';

const codeOf = async (text: string): Promise<unknown> => {
  const { problem } = await read(text);
  return problem && [problem.code, problem.columns];
};

describe('a card’s own statement', () => {
  const heading = 'Datum;Beschreibung;Kartennummer;Betrag';
  test('is asked about where it has what was bought without a minus', async () => {
    const rows = ['22.05.2026;Shop;1234;20,00', '23.05.2026;Laden;1234;9,99', '24.05.2026;Ihre Zahlung;1234;-29,99'];
    expect(await codeOf([heading, ...rows].join('\n'))).toEqual(['columns', ['Betrag']]);
  });
  test('is asked about too where only its two days tell that it is one', async () => {
    const text =
      'Trans. Date,Post Date,Description,Amount\n07/14/2026,07/15/2026,SHOP,84.31\n07/16/2026,07/17/2026,CAFE,2.99';
    expect(await codeOf(text)).toEqual(['columns', ['Amount']]);
  });
  test('is not read where what the house calls a purchase has no minus', async () => {
    const text =
      'Date,Description,Type,Amount\n2026-05-21,SHOP,Purchase,18.25\n2026-05-22,CAFE,Purchase,3.00\n2026-05-23,THANKS,Payment,-21.25';
    for (const row of await rowsOf(text)) expect(row).toMatch(/^refused unknown-sign /);
  });
  test('is read where most has a minus', async () => {
    const rows = ['22.05.2026;Shop;1234;-20,00', '23.05.2026;Laden;1234;-9,99', '24.05.2026;Gutschrift;1234;5,00'];
    expect(await rowsOf([heading, ...rows].join('\n'))).toEqual([
      'left-out went-out cost 2026-05-22 20.00 EUR Shop',
      'left-out went-out cost 2026-05-23 9.99 EUR Laden',
      'ready gift 2026-05-24 5.00 EUR',
    ]);
  });
  test('paid by its owner is no gift', async () => {
    for (const words of [
      'Ausgleich Kreditkarte gem. Abrechnung',
      'Kreditkartenabrechnung 05/2026',
      'PAYMENT RECEIVED - THANK YOU',
      'AUTOPAY 1234',
    ])
      expect(
        await rowsOf(`Datum;Beschreibung;Betrag\n22.05.2026;Shop;-20,00\n24.05.2026;${words};20,00`),
      ).toContainEqual(expect.stringMatching(/^left-out own-transfer /));
  });
});

describe('a running balance', () => {
  const heading = 'Datum;Text;Betrag;Saldo';
  const unsigned = ['22.05.2026;A;50,00;150,00', '23.05.2026;B;20,00;130,00', '24.05.2026;C;5,00;135,00'];
  test.each([
    ['the oldest first', unsigned],
    ['the newest first', unsigned.toReversed()],
  ])('tells which way amounts without a sign went, %s', async (_, rows) => {
    const found = await rowsOf([heading, ...rows].join('\n'));
    expect(new Set(found.map((row) => row.split(' 2026')[0]))).toEqual(
      new Set(['left-out went-out cost', 'ready gift', 'refused unknown-sign']),
    );
  });
  test('that falls with what has no minus belies the signs', async () => {
    const rows = ['22.05.2026;A;50,00;150,00', '23.05.2026;B;20,00;130,00', '24.05.2026;C;-5,00;135,00'];
    for (const row of await rowsOf([heading, ...rows].join('\n'))) expect(row).toMatch(/^refused unknown-sign /);
  });
  test('that leaps leaves signed amounts as they are', async () => {
    const rows = ['22.05.2026;A;50,00;150,00', '23.05.2026;B;-20,00;900,00'];
    expect(await rowsOf([heading, ...rows].join('\n'))).toEqual([
      'ready gift 2026-05-22 50.00 EUR A',
      'left-out went-out cost 2026-05-23 20.00 EUR B',
    ]);
  });
});

describe('a text in which labels pack all that is known', () => {
  test.each([
    [
      'Auftraggeber: Lena Beispiel Zahlungsreferenz: Alles Gute IBAN Auftraggeber: AT026000000001349870 BIC Auftraggeber: GIBAATWW',
      'Lena Beispiel | Alles Gute',
    ],
    [
      'Naam: L Voorbeeld Omschrijving: Leeshoek IBAN: NL91ABNA0417164300 Valutadatum: 22-05-2026',
      'L Voorbeeld | Leeshoek',
    ],
    [
      'SEPA Overboeking                 IBAN: NL91ABNA0417164300        BIC: RABONL2U                    Naam: L Voorbeeld                  Omschrijving: Leeshoek',
      'L Voorbeeld | Leeshoek',
    ],
    [
      '/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/NAME/L Voorbeeld/REMI/Leeshoek/EREF/NOTPROVIDED',
      'L Voorbeeld | Leeshoek',
    ],
    // The payer's own colon.
    ['Verwendungszweck: Spende', 'Verwendungszweck: Spende'],
    ['Danke an alle. Empfänger: die Leseecke', 'Danke an alle. Empfänger: die Leseecke'],
  ])('%s', async (text, words) => {
    expect(await rowsOf(`Datum;Text;Betrag\n22.05.2026;${text};50,00\n21.05.2026;Miete;-1,00`)).toContain(
      `ready gift 2026-05-22 50.00 EUR ${words}`,
    );
  });
});

describe('a column that asks whether a payment is no booked one', () => {
  test.each([
    ['Pending?', 'Yes', 'left-out pending'],
    ['Pending', 'true', 'left-out pending'],
    ['Pending?', 'No', 'ready'],
    ['Is Reversed', 'true', 'left-out reverted'],
    ['Is Reversed', 'false', 'ready'],
    ['Storno', 'ja', 'left-out reverted'],
    ['Cancellation', '', 'ready'],
    ['Cleared', 'true', 'ready'],
    ['Paid', 'Yes', 'ready'],
    ['Paid', 'No', 'left-out pending'],
    ['Void', 'true', 'left-out reverted'],
  ])('%s %s: %s', async (heading, cell, right) => {
    const text = `Date,Name,Amount,${heading}\n2026-05-22,Lena,50.00,${cell}\n2026-05-23,Otto,-1.00,${cell}`;
    const [row] = await rowsOf(text);
    expect(row).toMatch(new RegExp(`^${right} `));
  });
});
