/* What holds for any statement: made in each format it reads back to the same rows, and nothing that isn't understood is ever ready. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, figureOf, writtenAmount } from '../../src/import/amounts.ts';
import type { Statement } from '../../src/import/statement.ts';
import { read } from './open.ts';

interface Payment {
  readonly day: string;
  /** Cents with their sign, never 0. */
  readonly cents: number;
  readonly name: string;
  readonly words: string;
}

const letters = fc.stringMatching(/^[A-Z][a-z]{2,8}( [A-Z][a-zäöüß]{2,8})?$/);
const payment: fc.Arbitrary<Payment> = fc.record({
  day: fc
    .date({ min: new Date('2025-01-02'), max: new Date('2026-11-20'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  cents: fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((cents) => cents !== 0),
  name: letters,
  words: letters,
});
const payments = fc.array(payment, { minLength: 1, maxLength: 12 });
const start = fc.integer({ min: -1_000_000, max: 1_000_000 });

const dot = (cents: number): string => (Math.abs(cents) / 100).toFixed(2);
const comma = (cents: number): string => dot(cents).replace('.', ',');
const grouped = (cents: number): string => comma(cents).replace(/\B(?=(\d{3})+,)/g, '.');
const sum = (all: readonly Payment[]): number => all.reduce((total, { cents }) => total + cents, 0);
const german = (day: string): string => day.split('-').toReversed().join('.');
const short = (day: string): string => day.slice(2).replaceAll('-', '');

const formats: Readonly<Record<string, (all: readonly Payment[], opening: number) => string>> = {
  'German CSV': (all) =>
    [
      'Buchungstag;Valuta;Name;Verwendungszweck;Betrag;Währung',
      ...all.map(({ cents, day, name, words }) =>
        [german(day), german(day), name, words, (cents < 0 ? '-' : '') + grouped(cents), 'EUR'].join(';'),
      ),
    ].join('\r\n'),
  'English CSV in quotes': (all) =>
    [
      '"Date","Payee","Reference","Amount","Balance"',
      ...all.map(({ cents, day, name, words }) =>
        [day, name, words, (cents < 0 ? '-' : '') + dot(cents), '1.00'].map((cell) => `"${cell}"`).join(','),
      ),
    ].join('\n'),
  'debit and credit': (all) =>
    [
      'Datum\tName\tVerwendungszweck\tSoll\tHaben',
      ...all.map(({ cents, day, name, words }) =>
        [german(day), name, words, cents < 0 ? comma(cents) : '', cents < 0 ? '' : comma(cents)].join('\t'),
      ),
    ].join('\n'),
  'a sign of its own, balances as lines': (all, opening) =>
    [
      'Datum;Name;Verwendungszweck;Umsatz;S/H',
      `01.01.2025;;Anfangssaldo;${comma(opening)};${opening < 0 ? 'S' : 'H'}`,
      ...all.map(({ cents, day, name, words }) =>
        [german(day), name, words, comma(cents), cents < 0 ? 'S' : 'H'].join(';'),
      ),
      `30.11.2026;;Endsaldo;${comma(opening + sum(all))};${opening + sum(all) < 0 ? 'S' : 'H'}`,
    ].join('\n'),
  'CAMT.053': (all, opening) => {
    const balance = (code: string, cents: number): string =>
      `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${dot(cents)}</Amt><CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-05-22</Dt></Dt></Bal>`;
    const entry = ({ cents, day, name, words }: Payment): string =>
      `<Ntry><Amt Ccy="EUR">${dot(cents)}</Amt><CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><${cents < 0 ? 'Cdtr' : 'Dbtr'}><Pty><Nm>${name}</Nm></Pty></${cents < 0 ? 'Cdtr' : 'Dbtr'}></RltdPties><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
    return `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', opening)}${balance('CLBD', opening + sum(all))}${all.map(entry).join('\n')}</Stmt></BkToCstmrStmt></Document>`;
  },
  MT940: (all, opening) => {
    const balance = (cents: number): string => `${cents < 0 ? 'D' : 'C'}260522EUR${comma(cents)}`;
    const entry = ({ cents, day, name, words }: Payment): string =>
      `:61:${short(day)}${short(day).slice(2)}${cents < 0 ? 'D' : 'C'}R${comma(cents)}NTRFNONREF\r\n:86:166?00GUTSCHRIFT?20SVWZ+${words}?32${name}`;
    return [
      ':20:STARTUMS',
      ':25:1/2',
      `:60F:${balance(opening)}`,
      ...all.map(entry),
      `:62F:${balance(opening + sum(all))}`,
      '-',
    ].join('\r\n');
  },
};

const essence = ({ rows }: Statement): unknown[] =>
  rows
    .filter(({ why }) => why !== 'balance')
    .map(({ amount, at, message, name, state, why }) => [state, why, at, amount, name, message]);
const expected = (all: readonly Payment[]): unknown[] =>
  all.map(({ cents, day, name, words }) =>
    cents < 0 ? ['left-out', 'went-out', day, dot(cents), name, words] : ['ready', null, day, dot(cents), name, words],
  );

describe.each(Object.entries(formats))('a statement made as %s', (name, make) => {
  test('reads back to the same rows, and its balances fit', async () => {
    await fc.assert(
      fc.asyncProperty(payments, start, async (all, opening) => {
        const found = await read(make(all, opening));
        expect(essence(found)).toEqual(expected(all));
        const hasBalances = /balances|CAMT|MT940/.test(name);
        expect(found.fits).toBe(hasBalances ? true : null);
      }),
      { numRuns: 60 },
    );
  });

  test('is told where a row is missing or an amount was changed', async () => {
    if (!/balances|CAMT|MT940/.test(name)) return;
    await fc.assert(
      fc.asyncProperty(payments, start, fc.integer({ min: 1, max: 99 }), async (all, opening, more) => {
        const text = make(all, opening);
        const right = make([{ ...all[0]!, cents: all[0]!.cents + more }, ...all.slice(1)], opening - more);
        // The balances of the one and the rows of the other.
        fc.pre(all[0]!.cents + more !== 0);
        expect((await read(text)).fits).toBe(true);
        expect((await read(right)).fits).toBe(true);
        expect(
          (
            await read(
              make(all, opening).replace(
                /(Anfangssaldo;|<Amt Ccy="EUR">|EUR)(\d+)/,
                (_, head: string, digits: string) => head + (Number(digits) + 1),
              ),
            )
          ).fits,
        ).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

/** Whether digits stand in a text in that order. */
function standsIn(digits: string, text: string): boolean {
  let at = 0;
  for (const digit of digits) {
    at = text.indexOf(digit, at) + 1;
    if (!at) return false;
  }
  return true;
}

test('no amount is made whose digits do not stand in the input in that order', () => {
  const sign = fc.constantFrom(..."0123456789.,’' €-+$E()  \u00a0".split(''));
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 14 }).map((all) => all.join('')),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      fc.constantFrom(',', '.', 'mixed', 'unknown'),
      (text, currency, decimal) => {
        const written = writtenAmount(text);
        if (typeof written !== 'object') return;
        const found = figureOf(written.figure, currency, decimal);
        if ('why' in found) return;
        const digits = found.amount.replace('.', '').replace(/^0+|0+$/g, '');
        expect(standsIn(digits, text)).toBe(true);
        // And none is left out but zeros at its ends.
        expect(text.replace(/\D/g, '').replace(/^0+|0+$/g, '')).toBe(digits);
      },
    ),
    { numRuns: 20_000 },
  );
});

test('a habit never turns an amount that can be read in one way only', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom(comma, grouped, dot), (cents, write) => {
      const text = write(cents);
      expect(figureOf(text, 'EUR', decimalOf([text]))).toMatchObject({ minor: cents });
    }),
  );
});

describe('nothing that is not understood is ever ready', () => {
  const headings = ['Buchungstag', 'Name', 'Verwendungszweck', 'Betrag', 'Währung', 'Status', 'S/H', 'Saldo'];
  const cells = ({ cents, day, name, words }: Payment, index: number): string[] => [
    german(day),
    name,
    words,
    comma(cents),
    index % 3 === 2 ? 'USD' : 'EUR',
    index % 4 === 3 ? 'Vorgemerkt' : 'Gebucht',
    cents < 0 ? 'S' : 'H',
    `1.000,0${index % 10}`,
  ];
  const foreign = fc.constantFrom(
    '',
    'Xyz',
    'Сумма',
    '金額',
    'Kolumn 4',
    'Betrag',
    'Datum',
    'Saldo',
    'Information',
    '???',
  );

  test('columns shuffled, headings dropped or replaced by foreign words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(payment, { minLength: 4, maxLength: 8 }),
        fc.shuffledSubarray([...headings.keys()], { minLength: headings.length }),
        fc.array(fc.tuple(fc.nat(7), foreign), { maxLength: 3 }),
        async (all, order, changes) => {
          const names = [...headings];
          for (const [index, word] of changes) names[index] = word;
          // A file that calls its balance the amount lies, and nobody can tell.
          fc.pre(names[3] === 'Betrag' || !names.includes('Betrag'));
          const lines = [
            order.map((index) => names[index]).join(';'),
            ...all.map((one, row) => order.map((index) => cells(one, row)[index]).join(';')),
          ];
          const { rows } = await read(lines.join('\n'));
          for (const row of rows) {
            if (row.state !== 'ready') continue;
            const index = row.line - 2;
            const truth = all[index]!;
            expect([row.at, row.amount, truth.cents > 0, index % 3 !== 2, index % 4 !== 3]).toEqual([
              truth.day,
              dot(truth.cents),
              true,
              true,
              true,
            ]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        const found = await read(text);
        for (const row of found.rows)
          if (row.state === 'ready')
            expect(standsIn(row.amount!.replace(/\D/g, '').replace(/^0+|0+$/g, ''), text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
