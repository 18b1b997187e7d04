/* Files that were made to have something booked that is none: each looks like one that is read, but for one thing. */
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/import/import.ts';
import { options, read, rowsOf } from './open.ts';

const table = (...rows: readonly string[]): string => rows.join('\n');
const states = async (text: string): Promise<string[]> =>
  (await read(text)).rows.map(({ amount, at, state, why }) => `${state} ${why} ${at} ${amount}`);

describe('two tables in one file', () => {
  test.each([
    [
      'a wider one below',
      [
        'Datum;Name;Betrag',
        '20.05.2026;Anna;50,00',
        'Datum;Valuta;Name;Zweck;Betrag',
        '21.05.2026;21.05.2026;Ben;x;25,00',
      ],
    ],
    [
      'the same headings in another order',
      [
        'Datum;Name;Betrag;Saldo',
        '21.05.2026;Ben;5,00;105,00',
        '',
        'Datum;Name;Saldo;Betrag',
        '22.05.2026;Cem;112,00;7,00',
      ],
    ],
    [
      'the sides exchanged',
      ['Datum;Name;Soll;Haben', '21.05.2026;Ben;;5,00', 'Datum;Name;Haben;Soll', '22.05.2026;Miete;;80,00'],
    ],
  ])('are told, and no row of either is taken: %s', async (_name, rows) => {
    const { problem, rows: found } = await read(table(...rows));
    expect([problem?.code, found]).toEqual(['several-tables', []]);
  });

  test('the same headings once more, as at a new page, are none', async () => {
    const page = ['Datum;Name;Betrag', '21.05.2026;Ben;5,00'];
    expect(await states(table(...page, ...page))).toHaveLength(2);
  });
});

describe('titles among the rows', () => {
  test('say what is not booked yet', async () => {
    const rows = [
      'Datum;Name;Betrag',
      'Gebuchte Umsätze;;',
      '21.05.2026;Ben;5,00',
      '',
      'Vorgemerkte Umsätze;;',
      '22.05.2026;Anna;50,00',
    ];
    expect(await states(table(...rows))).toEqual(['ready null 2026-05-21 5.00', 'left-out pending 2026-05-22 50.00']);
  });

  test('say what went out where no sign does', async () => {
    const rows = [
      'Date,Name,Amount',
      'Deposits and credits,,',
      '2026-05-21,Ben,5.00',
      'Withdrawals and debits,,',
      '2026-05-22,Rent,80.00',
    ];
    expect(await states(table(...rows))).toEqual([
      'ready null 2026-05-21 5.00',
      'refused unknown-sign 2026-05-22 80.00',
    ]);
  });
});

test('what has no day of booking is not booked, whatever day it will count from', async () => {
  const rows = [
    'Buchungstag;Wertstellung;Auftraggeber;Betrag',
    ';27.11.2026;Ben;70,00',
    '26.11.2026;26.11.2026;Ada;5,00',
  ];
  expect(await states(table(...rows))).toEqual(['left-out pending 2026-11-27 70.00', 'ready null 2026-11-26 5.00']);
});

test.each(['Partially refunded', 'partial_refund', 'Teilweise erstattet', ''])(
  'a payment of which a part went back isn’t ready in full: %j',
  async (state) => {
    const rows = [
      'Date,Name,Amount,Status',
      `2026-05-20,Anna,50.00,${state}`,
      '2026-05-21,Ben,5.00,Completed',
      '2026-05-22,Cem,6.00,Completed',
    ];
    expect((await states(table(...rows)))[0]).toMatch(/^refused unknown-state/);
  },
);

test.each([
  'Habenzinsen',
  'Zinsgutschrift',
  'Interest',
  'Cashback',
  'Hold on Available Balance',
  'Release of Payment Hold',
  'Freigabe von Reserve',
  'Umbuchung vom Tagesgeldkonto',
])('money of one’s own is no gift: %s', async (type) => {
  const rows = ['Date;Transaction type;Name;Amount', `2026-05-20;${type};Club;50.00`, '2026-05-21;x;Ben;-5.00'];
  expect((await states(table(...rows)))[0]).toBe('left-out own-transfer 2026-05-20 50.00');
});

test.each([
  ['Wn/Ma', 'Ma', 'Wn'],
  ['Soll/Haben', 'Entrée', 'Sortie'],
])('which way it went is read below %s', async (heading, into, out) => {
  const rows = [`Data;Name;Amount;${heading}`, `2026-05-20;Anna;50,00;${into}`, `2026-05-21;Rent;80,00;${out}`];
  // A heading that isn't known is asked about.
  const [first = 'asked', second = 'asked'] = await states(table(...rows));
  expect([first, second]).toEqual([expect.stringMatching(/^(?:ready|asked)/), expect.not.stringMatching(/^ready/)]);
});

test.each([
  'Tagessaldo',
  'Ihr aktueller Kontostand',
  'Summe der Eingänge',
  'Total Gutschriften',
  'SOLDE CREDITEUR AU 31/05/2026',
  'TOTAL DES MOUVEMENTS',
  'BALANCE FORWARD',
  'Brought forward',
  'B/F',
  'Grand total',
])('a balance is no gift: %s', async (text) => {
  expect(
    (await states(table('Date,Description,Amount', `2026-05-31,${text},50.00`, '2026-05-30,Lena,5.00')))[0],
  ).not.toMatch(/^ready/);
});

test('a day years ago is asked about where the year may stand first, and no other', async () => {
  expect(await states(table('Datum;Namn;Belopp', '26-05-20;Anna;50,00', '20-05-26;Ben;5,00'))).toEqual([
    'refused ambiguous-date null 50.00',
    'ready null 2026-05-20 5.00',
  ]);
});

test('a thousand beside cents is asked about', async () => {
  expect(await states(table('Date;Name;Amount', '2026-05-20;Anna;50.00', '2026-05-21;Ben;1.000'))).toEqual([
    'ready null 2026-05-20 50.00',
    'refused ambiguous-amount 2026-05-21 null',
  ]);
});

test.each(['Konto;DE12 3456;USD', 'Kontowährung: USD', 'Konto: 123 (USD)'])(
  'the account’s currency above the table counts: %s',
  async (above) => {
    expect((await states(table(above, '', 'Datum;Name;Betrag', '2026-05-20;Anna;50,00')))[0]).toMatch(
      /^left-out other-currency/,
    );
  },
);

test('the bank’s own word for the kind of booking is neither a message nor a name', async () => {
  expect(
    await rowsOf(
      table(
        'Buchungstag;Buchungstext;Auftraggeber;Betrag',
        '20.05.2026;GUTSCHRIFT;Anna;50,00',
        '21.05.2026;Dauerauftrag;Ben;5,00',
      ),
    ),
  ).toEqual(['ready gift 2026-05-20 50.00 EUR Anna', 'ready gift 2026-05-21 5.00 EUR Ben']);
});

test.each(['topup', 'advance', 'transfer', 'contribution', 'unknown_new'])(
  'of Stripe’s balance only charges and payments are gifts: %s',
  async (type) => {
    const head = 'id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description';
    const rows = [
      `txn_1,${type},x_1,50.00,0.00,50.00,eur,2026-05-20 10:30,2026-05-27 00:00,x`,
      'txn_2,charge,ch_1,5.00,0.00,5.00,eur,2026-05-20 10:30,2026-05-27 00:00,Lena',
    ];
    const [first, second] = await states(table(head, ...rows));
    expect([first, second]).toEqual([expect.not.stringMatching(/^ready/), expect.stringMatching(/^ready/)]);
  },
);

describe('the same statement twice', () => {
  const csv = new TextEncoder().encode(
    table('Date;Amount;Name', '2026-05-20;5.00;Ben', '2026-05-20;5.00;Ben', '2026-05-21;7.00;Ada'),
  );
  const ready = async (files: Readonly<Record<string, Uint8Array>>): Promise<number> =>
    (await readFile(zipSync(files), options)).rows.filter(({ state }) => state === 'ready').length;

  test('in one archive counts once, and two equal gifts of it are two', async () => {
    expect(await ready({ 'a.csv': csv })).toBe(3);
    expect(await ready({ 'a.csv': csv, 'a (1).csv': csv })).toBe(3);
  });

  test('a day’s beside the month’s', async () => {
    const day = new TextEncoder().encode(table('Date;Amount;Name', '2026-05-20;5.00;Ben', '2026-05-20;5.00;Ben'));
    expect(await ready({ 'day.csv': day, 'month.csv': csv })).toBe(3);
  });
});
