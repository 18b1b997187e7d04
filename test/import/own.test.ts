/* This product's own files come back as what they were. */
import { expect, test } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { csvOf } from '../../src/core/csv.ts';
import { columns as wireColumns, ledgerJson } from '../../src/core/ledger-files.ts';
import { sheetIn } from '../../src/core/ledger-sheet.ts';
import { read, told } from './open.ts';

const entries = [
  { id: 'a', at: '2026-05-20', flow: 'gift+', amount: '50.00', name: 'Lena', message: 'Alles Gute' },
  { id: 'b', at: '2026-05-21', flow: 'sale+', amount: '7.68', label: 'Buch' },
  { id: 'c', at: '2026-05-22', flow: 'cost+', reason: 'fee', amount: '1.10' },
  { id: 'd', at: '2026-05-23', flow: 'cost+', amount: '1250.00', label: 'Druck' },
  { id: 'e', at: '2026-05-24', flow: 'gift-', reason: 'refund', amount: '50.00', reverses: 'a' },
] as const;
const right = [
  'ready gift 2026-05-20 50.00 EUR Lena | Alles Gute',
  'ready sale 2026-05-21 7.68 EUR Buch',
  'left-out went-out fee 2026-05-22 1.10 EUR',
  'left-out went-out cost 2026-05-23 1250.00 EUR Druck',
  'left-out went-out return 2026-05-24 50.00 EUR',
];

test('a campaign’s document, and the ledger’s download as JSON', async () => {
  const document = { glassjar: 1, title: 'Mara', currency: 'EUR', entries };
  const found = await read(JSON.stringify(document));
  expect([found.format, found.problem]).toEqual(['glassjar', undefined]);
  expect(found.rows.map(told)).toEqual(right);
  expect(found.rows.map(({ bankId }) => bankId)).toEqual(['a', 'b', 'c', 'd', 'e']);
  const { campaign } = decode(document);
  expect((await read(ledgerJson(campaign))).rows.map(told)).toEqual(right);
});

test('an entry that can’t be read is refused in its place', async () => {
  const found = await read(
    JSON.stringify({
      glassjar: 1,
      title: 'x',
      currency: 'EUR',
      entries: [{ ...entries[0], amount: '50,00' }, entries[1]],
    }),
  );
  expect(found.rows.map(({ state }) => state)).toEqual(['refused', 'ready']);
});

test.each(['wire', 'de', 'en'])('the ledger’s CSV: %s', async (language) => {
  const columns = ['number', ...wireColumns, 'public'] as const;
  const sheet = language === 'wire' ? undefined : sheetIn(language);
  const reasons = { 'gift+': 'donation', 'sale+': 'purchase', 'cost+': 'expense', 'gift-': 'refund' } as const;
  const rows = entries.map((entry, index) => {
    const reason = 'reason' in entry ? entry.reason : reasons[entry.flow];
    return [
      { number: String(index + 1) },
      entry.at,
      sheet ? sheet.flows[entry.flow] : entry.flow,
      sheet ? sheet.reasons[reason] : reason,
      { number: entry.amount },
      { number: '-1.00' },
      { number: '10.00' },
      'EUR',
      undefined,
      'label' in entry ? entry.label : undefined,
      'name' in entry ? entry.name : undefined,
      'message' in entry ? entry.message : undefined,
      undefined,
      entry.id,
      undefined,
    ];
  });
  const text = csvOf(sheet ? columns.map((column) => sheet.headings[column]) : columns, rows, sheet?.form);
  const found = await read(text);
  expect([found.profile, found.problem]).toEqual(['glassjar', undefined]);
  expect(found.rows.map(told)).toEqual(right);
  expect(found.rows.map(({ bankId }) => bankId)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
