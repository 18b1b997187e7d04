/* What holds for any statement: made in each format it reads back to the same rows, and nothing that isn't understood is ever ready. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, figureOf, writtenAmount } from '../../src/import/amounts.ts';
import type { Statement } from '../../src/import/statement.ts';
import { readFile } from '../../src/import/import.ts';
import { options, read } from './open.ts';

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
  'Dutch MT940': (all, opening) => {
    const balance = (cents: number): string => `${cents < 0 ? 'D' : 'C'}260522EUR${comma(cents)}`;
    const entry = ({ cents, day, name, words }: Payment): string =>
      `:61:${short(day)}${short(day).slice(2)}${cents < 0 ? 'D' : 'C'}${comma(cents)}NTRFNONREF\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/NAME/${name}/REMI/${words}/EREF/NOTPROVIDED`;
    return [
      ':20:ABN AMRO',
      ':25:1',
      `:60F:${balance(opening)}`,
      ...all.map(entry),
      `:62F:${balance(opening + sum(all))}`,
      '',
    ].join('\n');
  },
  'CSV in American English with days in its order': (all) =>
    [
      'Date,Description,Payee,Amount',
      // A day that can be read in one way only shows the order.
      '"12/31/2024","x","x","-1.00"',
      ...all.map(({ cents, day, name, words }) =>
        [`${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`, words, name, (cents < 0 ? '-' : '') + dot(cents)]
          .map((cell) => `"${cell}"`)
          .join(','),
      ),
    ].join('\n'),
  'Swiss CSV with money in and out': (all) =>
    [
      'Buchungsdatum;Avisierungstext;Name;Gutschrift in EUR;Lastschrift in EUR;Saldo',
      ...all.map(({ cents, day, name, words }) => {
        const figure = dot(cents).replace(/\B(?=(\d{3})+\.)/g, '’');
        return [german(day), words, name, cents < 0 ? '' : figure, cents < 0 ? `-${figure}` : '', ''].join(';');
      }),
    ].join('\n'),
  'our own JSON': (all) =>
    JSON.stringify({
      glassjar: 1,
      title: 'x',
      currency: 'EUR',
      entries: all.map(({ cents, day, name, words }) => ({
        at: day,
        flow: cents < 0 ? 'cost+' : 'gift+',
        amount: dot(cents),
        name,
        ...(cents < 0 ? { label: words } : { message: words }),
      })),
    }),
  'our own CSV': (all) =>
    [
      'number,at,flow,reason,amount,change,balance,currency,name,message,id',
      ...all.map(({ cents, day, name, words }, index) =>
        [
          index + 1,
          day,
          cents < 0 ? 'cost+' : 'gift+',
          '',
          dot(cents),
          (cents < 0 ? '-' : '') + dot(cents),
          '1.00',
          'EUR',
          name,
          words,
          index,
        ].join(','),
      ),
    ].join('\n'),
  'lines as people type them': (all) =>
    all
      .map(
        ({ cents, day, name, words }) => `${german(day)} ${cents < 0 ? '-' : ''}${grouped(cents)} € ${name}, ${words}`,
      )
      .join('\n'),
};

const essence = ({ rows }: Statement): unknown[] =>
  rows
    .filter(({ name, why }) => why !== 'balance' && name !== 'x')
    .map(({ amount, at, message, name, state, why }) => [state, why, at, amount, name, message]);
/** Lines have words, and don't say whose: they stand as the name. Our own costs have nobody's name. */
const expected = (all: readonly Payment[], format: string): unknown[] =>
  all.map(({ cents, day, name, words }) => [
    ...(cents < 0 ? ['left-out', 'went-out'] : ['ready', null]),
    day,
    dot(cents),
    ...(format.startsWith('lines') ? [`${name}, ${words}`, null] : [name, words]),
  ]);

describe.each(Object.entries(formats))('a statement made as %s', (name, make) => {
  test('reads back to the same rows, and its balances fit', async () => {
    await fc.assert(
      fc.asyncProperty(payments, start, async (all, opening) => {
        const found = await read(make(all, opening));
        expect(essence(found)).toEqual(expected(all, name));
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

describe('what the bank booked, whatever becomes of it here, adds up to closing minus opening', () => {
  /** What a bank may say of a payment. */
  type Word = 'booked' | 'pending' | 'fee' | 'returned';
  const said: fc.Arbitrary<readonly (readonly [Payment, Word])[]> = fc.array(
    fc.tuple(payment, fc.constantFrom<Word[]>('booked', 'booked', 'pending', 'fee', 'returned')),
    { minLength: 1, maxLength: 12 },
  );
  const booked = (all: readonly (readonly [Payment, Word])[]): number =>
    sum(all.filter(([, word]) => word !== 'pending').map(([one]) => one));
  const side = (cents: number): string => (cents < 0 ? 'DBIT' : 'CRDT');
  const camtEntry = ([{ cents, day }, word]: readonly [Payment, Word]): string =>
    `<Ntry><Amt Ccy="EUR">${dot(cents)}</Amt><CdtDbtInd>${side(cents)}</CdtDbtInd><RvslInd>${word === 'returned'}</RvslInd><Sts>${word === 'pending' ? 'PDNG' : 'BOOK'}</Sts><BookgDt><Dt>${day}</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>${word === 'fee' ? 'CHRG' : 'ESCT'}</SubFmlyCd></Fmly></Domn></BkTxCd></Ntry>`;
  const camtBalance = (code: string, cents: number): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${dot(cents)}</Amt><CdtDbtInd>${side(cents)}</CdtDbtInd><Dt><Dt>2026-05-22</Dt></Dt></Bal>`;
  const marks = { booked: ['C', 'D'], fee: ['C', 'D'], pending: ['EC', 'ED'], returned: ['RD', 'RC'] } as const;
  const makers: Readonly<
    Record<string, (all: readonly (readonly [Payment, Word])[], opening: number, closing: number) => string>
  > = {
    'CAMT.053.001.02': (all, opening, closing) =>
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>${camtBalance('OPBD', opening)}${camtBalance('CLBD', closing)}${all.map(camtEntry).join('')}</Stmt></BkToCstmrStmt></Document>`,
    MT940: (all, opening, closing) =>
      [
        ':20:X',
        ':25:1/2',
        `:60F:${opening < 0 ? 'D' : 'C'}260522EUR${comma(opening)}`,
        ...all.map(
          ([{ cents, day }, word]) =>
            `:61:${short(day)}${marks[word][cents < 0 ? 1 : 0]}${comma(cents)}${word === 'fee' ? 'NCHG' : 'NTRF'}NONREF`,
        ),
        `:62F:${closing < 0 ? 'D' : 'C'}260522EUR${comma(closing)}`,
        '-',
      ].join('\n'),
    'CSV with states and balances': (all, opening, closing) =>
      [
        'Buchungstag;Name;Verwendungszweck;Umsatzart;Betrag;Währung;Status',
        ...all.map(([{ cents, day, name, words }, word]) =>
          [
            german(day),
            name,
            words,
            word === 'fee' ? 'Entgelt' : word === 'returned' ? 'Rückgabe einer Zahlung' : 'Überweisung',
            (cents < 0 ? '-' : '+') + comma(cents),
            'EUR',
            word === 'pending' ? 'Vorgemerkt' : 'Gebucht',
          ].join(';'),
        ),
        `01.01.2025;;Anfangssaldo;;${opening < 0 ? '-' : ''}${comma(opening)};EUR;Gebucht`,
        `30.11.2026;;Endsaldo;;${closing < 0 ? '-' : ''}${comma(closing)};EUR;Gebucht`,
      ].join('\n'),
  };
  test.each(Object.entries(makers))('%s', async (_, make) => {
    await fc.assert(
      fc.asyncProperty(said, start, async (all, opening) => {
        const closing = opening + booked(all);
        const found = await read(make(all, opening, closing));
        expect([found.opening, found.closing, found.fits]).toEqual([
          (opening < 0 ? '-' : '') + dot(opening),
          (closing < 0 ? '-' : '') + dot(closing),
          true,
        ]);
        const rows = found.rows.filter(({ why }) => why !== 'balance');
        const total = rows.reduce((sofar, { amount, why }, index) => {
          const cents = Number(amount!.replace('.', '')) * (all[index]![0].cents < 0 ? -1 : 1);
          return why === 'pending' ? sofar : sofar + cents;
        }, 0);
        expect(total).toBe(closing - opening);
        for (const [index, row] of rows.entries()) {
          const [{ cents }, word] = all[index]!;
          expect(row.state).toBe(word === 'booked' && cents > 0 ? 'ready' : 'left-out');
          expect(row.why === 'pending').toBe(word === 'pending');
          expect(row.why === 'went-out').toBe(word !== 'pending' && cents < 0);
        }
        expect((await read(make(all, opening, closing + 1))).fits).toBe(false);
      }),
      { numRuns: 60 },
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

  test('cells merged and split, lines joined, other words for signs and states, other encodings', async () => {
    const otherWords = fc.constantFrom('Überwiesen', 'Кредит', '出', 'Zufuhr', 'x', '1', '0', 'ja', 'H/S', 'Info');
    const place = fc.nat(1_000_000);
    const among = fc.nat(3);
    const change = fc.oneof(
      fc.record({ kind: fc.constant('merge' as const), row: among, at: place }),
      fc.record({ kind: fc.constant('split' as const), row: among, at: place }),
      fc.record({ kind: fc.constant('join' as const), row: among, at: place }),
      fc.record({ kind: fc.constant('drop' as const), row: among, at: place }),
      fc.record({ kind: fc.constant('sign' as const), row: among, at: place, word: otherWords }),
      fc.record({ kind: fc.constant('state' as const), row: among, at: place, word: otherWords }),
    );
    const encodings = fc.constantFrom('utf-8', 'utf-16le', 'latin1', 'twice', 'cut');
    const encoded = (text: string, encoding: string): Uint8Array => {
      if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
      if (encoding === 'latin1') return Buffer.from(text, 'latin1');
      // UTF-8 that was taken for Latin-1 and written as UTF-8 again.
      if (encoding === 'twice') return Buffer.from(Buffer.from(text).toString('latin1'));
      return encoding === 'cut' ? Buffer.from(text).subarray(0, -7) : Buffer.from(text);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(payment, { minLength: 4, maxLength: 8, selector: ({ cents }) => Math.abs(cents) }),
        fc.shuffledSubarray([...headings.keys()], { minLength: headings.length }),
        // Each in a row of its own: a cell that is split and put together otherwise looks like any other.
        fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: ({ row }) => row }),
        encodings,
        async (all, order, changes, encoding) => {
          // An amount that is cut off at the end of a file can't be told from a whole one.
          fc.pre(encoding !== 'cut' || order.at(-1) !== 3);
          const table = all.map((one, row) => cells(one, row));
          for (const one of changes) {
            const row = table[one.row]!;
            if (one.kind === 'sign') row[6] = one.word;
            if (one.kind === 'state') row[5] = one.word;
          }
          const touched = new Set(
            changes.flatMap(({ kind, row }) => (kind === 'sign' || kind === 'state' ? [row] : [])),
          );
          let lines = [
            order.map((index) => headings[index]).join(';'),
            ...table.map((row) => order.map((index) => row[index]).join(';')),
          ];
          for (const { at, kind, row } of changes) {
            const which = Math.min(1 + row, lines.length - 1);
            const line = lines[which]!;
            const parts = line.split(';');
            if (kind === 'merge' && parts.length > 1) {
              const index = at % (parts.length - 1);
              parts.splice(index, 2, parts[index]! + parts[index + 1]!);
              lines[which] = parts.join(';');
            } else if (kind === 'split') {
              const index = at % line.length;
              lines[which] = `${line.slice(0, index)};${line.slice(index)}`;
            } else if (kind === 'drop') {
              parts.splice(at % parts.length, 1);
              lines[which] = parts.join(';');
            } else if (kind === 'join' && which + 1 < lines.length)
              lines = [...lines.slice(0, which), line + lines[which + 1]!, ...lines.slice(which + 2)];
          }
          const found = await readFile(encoded(lines.join('\n'), encoding), options);
          for (const row of found.rows) {
            if (row.state !== 'ready') continue;
            const index = all.findIndex(({ cents }) => dot(cents) === row.amount);
            const truth = all[index];
            expect([row.at, truth && truth.cents > 0, index % 3 !== 2, index % 4 !== 3, touched.has(index)]).toEqual([
              truth?.day,
              true,
              true,
              true,
              false,
            ]);
          }
        },
      ),
      { numRuns: 1000 },
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

describe('a long file', () => {
  const lengths = [2000, 20_000] as const;
  const one: Payment = { day: '2026-05-22', cents: 1234, name: 'Lena', words: 'Gutes' };
  test.each(['German CSV', 'English CSV in quotes', 'CAMT.053', 'MT940', 'lines as people type them'])(
    '%s: ten times as many rows take about ten times as long, and it tells how far it is',
    async (name) => {
      const took: number[] = [];
      // The first reading loads what is needed.
      await read(formats[name]!([one], 0));
      for (const length of lengths) {
        const text = formats[name]!(
          Array.from({ length }, () => one),
          0,
        );
        // Of three the shortest, so that a busy machine changes nothing.
        let best = Infinity;
        let shares: number[] = [];
        let found = await read(text);
        for (let round = 0; round < 3; round++) {
          const told: number[] = [];
          const from = performance.now();
          found = await read(text, { onProgress: (share) => void told.push(share) });
          best = Math.min(best, performance.now() - from);
          shares = told;
        }
        took.push(best);
        expect(found.rows).toHaveLength(length);
        if (name.startsWith('lines')) continue;
        expect(shares.length).toBeGreaterThan(10);
        expect(shares.length).toBeLessThan(110);
        expect(shares).toEqual(shares.toSorted((before, after) => before - after));
        expect(shares.at(-1)).toBe(1);
      }
      // What is worse than linear would take a hundred times as long.
      expect(took[1]! / Math.max(took[0]!, 5)).toBeLessThan(40);
    },
  );
});
