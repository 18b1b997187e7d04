import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign, Entry } from '../../src/core/campaign.ts';
import { csvOf, type Cell } from '../../src/core/csv.ts';
import { decode } from '../../src/core/decode.ts';
import { journalOf } from '../../src/core/journal.ts';
import { columns, ledgerCsv, ledgerJson } from '../../src/core/ledger-files.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { campaign, entry, euro, row, source } from './campaigns.ts';

/** A reader of RFC 4180 of its own, character by character. */
function parse(csv: string, comma = ','): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < csv.length; at++) {
    const letter = csv[at]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (csv[at + 1] === '"') cell += csv[at++]!;
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === comma || (letter === '\r' && csv[at + 1] === '\n')) {
      rows.at(-1)!.push(cell);
      cell = '';
      if (letter === '\r') {
        rows.push([]);
        at += 1;
      }
    } else cell += letter;
  }
  expect(quoted, 'a quote that nobody closed').toBe(false);
  expect(rows.pop(), 'an end of the last line').toEqual([]);
  return rows;
}

const formula = /^[\s"]*[=+\-@＝＋－＠]|^[\t\r]/;
const nasty = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ';', ',', ' ', '＝', 'cmd|', 'A1', "'"), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
);
const withoutGuards = (text: string) => text.replaceAll("'", '');

describe('CSV', () => {
  test('reads back as what was written, save for the guards', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nasty, nasty, nasty), { maxLength: 6 }), (rows) => {
        const csv = csvOf(['a', 'b', 'c'], rows);
        expect(csv.startsWith('\ufeff')).toBe(true);
        const [header, ...cells] = parse(csv.slice(1));
        expect(header).toEqual(['a', 'b', 'c']);
        expect(cells.map((line) => line.map(withoutGuards))).toEqual(rows.map((line) => line.map(withoutGuards)));
      }),
    );
  });

  test('begins no formula, also where a spreadsheet parts cells by semicolons or tabs', () => {
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const csv = csvOf(['a', 'b'], [[one, other]]).slice(1);
        for (const cell of parse(csv).flat()) expect(cell).not.toMatch(formula);
        // Such a spreadsheet may mind the quotes or not.
        const lines = csv.split(/[;\t\r\n]/).slice(1);
        for (const piece of lines) expect(piece).not.toMatch(formula);
      }),
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['a;=HYPERLINK("x")', `a;'=HYPERLINK("x")`],
    ['a;"=1"', `a;'"=1"`],
    ['＝1', "'＝1"],
    ['Rent - June', 'Rent - June'],
    ['a=b', 'a=b'],
  ])('%j is written as %j', (text, written) => expect(parse(csvOf(['x'], [[text]]).slice(1))[1]).toEqual([written]));

  test('numbers of its own stay numbers, and what is absent stays empty', () => {
    const cells: Cell[] = [{ number: '-25.00' }, undefined, ''];
    expect(csvOf(['a', 'b', 'c'], [cells])).toBe('\ufeff"a","b","c"\r\n-25.00,,""\r\n');
  });
});

const shy = { name: 'Shy Person', message: 'A secret', hideAmount: true } as const;
const lines: readonly Entry[] = [
  entry('gift+', 25, { id: 'a', source: 'bank', name: 'Lena "L." M.', message: 'Zeile 1\nZeile 2' }),
  entry('gift+', 10, { id: 'b', source: 'bank', ...shy }),
  row('c', 'gift-', 25, { reverses: 'a', reason: 'refund' }),
  entry('cost+', 4.5, { id: 'd', label: '=cmd|calc' }),
];
const sources = [source('bank', 10), source('book', undefined, { kind: 'sales', copies: 2 })];
const whole = (rest: Partial<Campaign> = {}) =>
  campaign({ id: 'mara', entries: lines, sources, book: { title: 'x', proceeds: euro(7.68) }, ...rest });
const csvRows = (of: Campaign) =>
  parse(ledgerCsv(journalOf(of, totalsOf(of)), of).slice(1))
    .slice(1)
    .map((cells) => Object.fromEntries(cells.map((cell, index) => [columns[index]!, cell])));

describe('the ledger as CSV', () => {
  test('has each line with its change and its balance', () => {
    expect(csvRows(whole()).map(({ amount, balance, change, id }) => [id, amount, change, balance])).toEqual([
      ['a', '25.00', '25.00', '40.36'],
      ['b', '10.00', '10.00', '50.36'],
      ['c', '25.00', '-25.00', '25.36'],
      ['d', '4.50', '-4.50', '20.86'],
    ]);
  });

  test('says what reverses what, and where it belongs', () => {
    expect(csvRows(whole())[2]).toMatchObject({ flow: 'gift-', reason: 'refund', reverses: 'a', source: 'bank' });
  });

  test('guards what a giver or an organiser wrote', () => {
    expect(csvRows(whole())[3]!['label']).toBe("'=cmd|calc");
    expect(csvRows(whole())[0]).toMatchObject({ name: 'Lena "L." M.', message: 'Zeile 1\nZeile 2' });
  });

  test('counts a doubled line once', () => {
    const doubled = csvRows(whole({ sources: [], entries: [lines[0]!, { ...lines[0]! }] }));
    expect(doubled.map(({ change }) => change)).toEqual(['25.00', '']);
  });
});

describe('the ledger as JSON', () => {
  test('is a campaign document from which the same sums follow', () => {
    const { campaign: again, problems } = decode(JSON.parse(ledgerJson(whole())));
    expect(problems).toEqual([]);
    expect(totalsOf(again)).toEqual(totalsOf(whole()));
  });
});

test.each([
  [
    'the giver',
    whole({
      entries: [...lines, entry('gift-', 10, { id: 'e', reverses: 'b', name: 'Shy Person', message: 'A secret' })],
    }),
    ['Shy Person', 'A secret'],
    ['Lena'],
  ],
  ['the giver, once,', whole(), ['Shy Person', 'A secret'], ['Lena']],
  ['the campaign', whole({ hideNames: true }), ['Shy Person', 'A secret', 'Lena', 'Zeile'], []],
])('no file tells a name that %s withheld', (_whose, of, hidden, shown) => {
  for (const file of [ledgerJson(of), ledgerCsv(journalOf(of, totalsOf(of)), of)]) {
    for (const text of hidden) expect(file).not.toContain(text);
    for (const text of shown) expect(file).toContain(text);
    expect(file).toContain('10.00');
  }
});
