import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign, Entry, Flow, Source } from '../../src/core/campaign.ts';
import { journalOf, purposesOf, type Journal } from '../../src/core/journal.ts';
import { totalsOf, type Totals } from '../../src/core/ledger.ts';
import { chooser, fold, type Choice } from '../../src/core/search.ts';
import { campaign, entry, euro, row, source } from './campaigns.ts';
import { expectProportion } from './growth.ts';

const read = (
  entries: readonly Entry[],
  rest: Partial<Campaign> = {},
): { journal: Journal; totals: Totals; ids: (string | undefined)[] } => {
  const whole = campaign({ entries, ...rest });
  const totals = totalsOf(whole);
  const journal = journalOf(whole, totals);
  return { journal, totals, ids: journal.rows.map((one) => one.entry.id) };
};

const flows: readonly Flow[] = ['gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-'];
const anyEntries = fc.array(
  fc.record(
    {
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      at: fc.constantFrom('2026-05-19', '2026-05-20', '2026-05-20T09:00Z', '2026-06-01'),
      flow: fc.constantFrom(...flows),
      amount: fc.integer({ min: 1, max: 90_000 }).map((minor) => ({ minor, currency: 'EUR' })),
      source: fc.constantFrom('bank', 'book', 'elsewhere'),
      reverses: fc.constantFrom('a', 'b', 'c', 'z'),
      reason: fc.constantFrom('fee' as const, 'expense' as const, 'refund' as const),
      label: fc.constantFrom('Miete, Juni', 'Miete, Juli', 'Druck', ''),
    },
    { requiredKeys: ['at', 'flow', 'amount'] },
  ),
  { maxLength: 14 },
);
const anySources: fc.Arbitrary<Source[]> = fc.constantFrom(
  [],
  [source('bank'), source('book')],
  [source('bank', 100), source('book')],
  [source('bank', 100), source('other', 50)],
);

describe('the running balance', () => {
  /** Lines that all fit, and sources that state what they add up to, or more sources than there are lines for. */
  const soundBooks = fc
    .tuple(anyEntries, fc.boolean(), fc.boolean())
    .map(([list, isStated, hasOther]): { entries: Entry[]; sources: Source[] } => {
      const entries = list.map(({ amount, at, flow, label, reason, source: named = 'bank' }, index) => ({
        id: `e${index}`,
        at,
        flow: flow === 'gift-' ? ('gift+' as const) : flow,
        amount,
        source: named === 'book' ? 'book' : 'bank',
        ...(label && { label }),
        ...(reason && { reason }),
      }));
      const sumOf = (id: string) =>
        entries
          .filter((one) => one.source === id && !one.flow.startsWith('cost'))
          .reduce((sum, one) => sum + (one.flow.endsWith('+') ? 1 : -1) * one.amount.minor, 0);
      const stated = ['bank', 'book'].map((id) => ({
        ...source(id),
        ...(isStated && { raised: { minor: Math.max(0, sumOf(id)), currency: 'EUR' } }),
      }));
      return { entries, sources: hasOther ? [...stated, source('other', 12.34)] : stated };
    });

  test('ends at what is still in the jar, where the books add up', () => {
    let whole = 0;
    fc.assert(
      fc.property(soundBooks, ({ entries, sources }) => {
        const { journal, totals } = read(entries, { sources });
        if (!journal.carried || totals.discrepancies.length) return;
        whole += 1;
        expect(journal.rows.at(-1)!.balance).toBe(totals.balance!.minor);
      }),
      { numRuns: 800 },
    );
    expect(whole, 'books that add up').toBeGreaterThan(100);
  });

  test('is told only where the sums tell what is left, and never ends at anything else', () => {
    fc.assert(
      fc.property(anyEntries, anySources, (entries, sources) => {
        const { journal, totals } = read(entries as Entry[], { sources });
        if (!journal.carried) return;
        expect(totals).toMatchObject({ bound: 'exact', balance: {} });
        const told = journal.rows.map(({ balance }) => balance).filter((balance) => balance !== undefined);
        expect(told.at(-1) ?? journal.carried.minor).toBe(totals.balance!.minor);
      }),
      { numRuns: 1000 },
    );
  });

  test('is not told where a smaller sum is stated, which counts until it is mended', () => {
    const entries = [row('a', 'gift+', 120, { at: 'bank' })];
    const { journal, totals } = read(entries, { sources: [source('bank', 100)] });
    expect(totals.balance).toEqual(euro(100));
    expect(journal.rows[0]).not.toHaveProperty('balance');
    const all = read(entries, { sources: [source('bank', 150, { complete: true })] });
    expect(all.journal.rows[0]!.balance).toBe(12_000);
  });

  test('begins with what of a stated sum stands in no entry', () => {
    const entries = [row('a', 'gift+', 120, { at: 'bank' }), row('b', 'cost+', 20)];
    const { journal, totals } = read(entries, { sources: [source('bank', 150), source('book', 7)] });
    expect(journal.carried).toEqual(euro(37));
    expect(journal.rows.map(({ balance }) => balance)).toEqual([15_700, 13_700]);
    expect(totals.balance).toEqual(euro(137));
  });

  test('moves by each line’s effect, and by nothing else', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { journal } = read(entries as Entry[]);
        let before = journal.carried?.minor;
        for (const { balance, effect, flaw } of journal.rows) {
          if (before === undefined || flaw === 'duplicate') expect(balance).toBeUndefined();
          else expect(balance).toBe((before += effect));
        }
      }),
    );
  });

  test('marks as many doubled lines as the sums leave out', () => {
    fc.assert(
      fc.property(anyEntries, anySources, (entries, sources) => {
        const { journal, totals } = read(entries as Entry[], { sources });
        const of = (kind: string) => totals.discrepancies.filter((one) => one.kind === kind).length;
        expect(journal.rows.filter(({ flaw }) => flaw === 'duplicate')).toHaveLength(of('duplicate'));
        const isWrong = (flaw: string | undefined) => flaw === 'reverses-nothing' || flaw === 'unknown-source';
        const wrong = journal.rows.filter(({ flaw }) => isWrong(flaw)).length;
        // A line may be wrong in two ways; it says the first.
        expect(wrong).toBeLessThanOrEqual(of('reverses-nothing') + of('unknown-source'));
        expect(wrong > 0).toBe(of('reverses-nothing') + of('unknown-source') > 0);
      }),
    );
  });

  test('begins with what came through sources that have no entries', () => {
    const { journal, totals } = read([row('a', 'gift+', 20, { at: 'bank' })], {
      sources: [source('bank', 20), source('book', undefined, { kind: 'sales', copies: 10, proceeds: euro(7.68) })],
    });
    expect(journal.carried).toEqual(euro(76.8));
    expect(journal.rows[0]!.balance).toBe(9680);
    expect(totals.balance).toEqual(euro(96.8));
  });

  test('is absent where a sum is known roughly only, or lines could not be read', () => {
    const entries = [row('a', 'gift+', 20, { at: 'bank' })];
    for (const rest of [
      { sources: [source('bank', 20, { bound: 'at-least' as const })] },
      { sources: [source('bank', 20), source('book', 5, { bound: 'about' as const })] },
      { damaged: { sources: false, entries: true } },
    ]) {
      const { journal } = read(entries, rest);
      expect(journal.carried).toBeUndefined();
      expect(journal.rows[0]).not.toHaveProperty('balance');
    }
  });
});

describe('the order', () => {
  test('is that of the days, and of a day that of the file', () => {
    const at = (id: string, date: string) => ({ ...row(id, 'gift+', 1), at: date });
    const days = [at('a', '2026-05-20'), at('b', '2026-05-22'), at('c', '2026-05-21'), at('d', '2026-05-22')];
    expect(read(days).ids).toEqual(['a', 'c', 'b', 'd']);
    expect(read(days.toReversed()).ids, 'a file with the newest first').toEqual(['a', 'c', 'b', 'd']);
  });

  test('puts instants where they fell, whatever their offset', () => {
    const at = (id: string, date: string) => ({ ...row(id, 'gift+', 1), at: date });
    const moments = [at('a', '2026-05-22T23:30:00Z'), at('b', '2026-05-23T01:00:00+02:00'), at('c', '2026-05-22')];
    expect(read(moments).ids).toEqual(['c', 'b', 'a']);
  });
});

describe('what reverses', () => {
  test('knows its line, and the line knows it, in whichever order they stand', () => {
    const lines = [
      row('back', 'gift-', 25, { reverses: 'gift', reason: 'refund' }),
      row('gift', 'gift+', 25, { at: 'bank' }),
    ];
    const { rows } = read(lines, { sources: [source('bank'), source('other')] }).journal;
    const [first, second] = ['gift', 'back'].map((id) => rows.find((one) => one.entry.id === id)!);
    expect(second!.takesBack).toBe(first);
    expect(first!.takenBackBy).toBe(second);
    expect(second!.source, 'it belongs where it was booked').toBe('bank');
  });

  test('is marked when there is nothing to take back, or it goes the same way', () => {
    const { rows } = read([
      row('a', 'gift+', 5),
      row('b', 'gift-', 5, { reverses: 'z' }),
      row('c', 'gift+', 5, { reverses: 'a' }),
      row('d', 'cost-', 5, { reverses: 'a' }),
    ]).journal;
    expect(rows.map(({ flaw }) => flaw)).toEqual([undefined, ...Array<string>(3).fill('reverses-nothing')]);
  });

  test('ends where lines reverse each other in a circle', () => {
    const { rows } = read([row('a', 'gift+', 5, { reverses: 'b' }), row('b', 'gift-', 5, { reverses: 'a' })]).journal;
    expect(rows).toHaveLength(2);
  });
});

describe('names', () => {
  const named = { name: 'Lena', message: 'Alles Gute' };

  test('stand beside an amount only where the giver let them', () => {
    const [open, shy] = read([entry('gift+', 5, named), entry('gift+', 5, { ...named, hideAmount: true })]).journal
      .rows;
    expect(open).toMatchObject(named);
    expect(shy).not.toHaveProperty('name');
    expect(shy).not.toHaveProperty('message');
  });

  test('stand beside no line that has the hidden amount: what takes it back, and what stands twice', () => {
    const hidden = entry('gift+', 5, { id: 'a', ...named, hideAmount: true });
    const lines = [
      hidden,
      entry('gift-', 5, { id: 'b', reverses: 'a', ...named }),
      entry('gift+', 5, { id: 'c', reverses: 'b', ...named }),
      entry('gift+', 6, { id: 'a', ...named }),
      entry('gift+', 7, { id: 'd', ...named }),
    ];
    for (const entries of [lines, lines.toReversed()]) {
      const told = read(entries).journal.rows.filter(({ name }) => name);
      expect(told.map(({ entry: { id } }) => id)).toEqual(['d']);
    }
    const later = [
      entry('gift+', 5, { id: 'a', ...named }),
      { ...hidden, flow: 'gift-' as const, id: 'b', reverses: 'a' },
    ];
    for (const one of read(later).journal.rows) expect(one, 'hidden when it was given back').not.toHaveProperty('name');
  });

  test('are found in a chain of a hundred thousand in time in proportion', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index) =>
        entry(index % 2 ? 'gift-' : 'gift+', 1, { id: `${index}`, reverses: `${index + 1}`, hideAmount: index === 0 }),
      );
    expectProportion(100_000, chain, read);
  });

  test('are all withdrawn when the campaign withdraws them, and no sum changes', () => {
    const entries = [entry('gift+', 5, named), entry('gift+', 7, named)];
    const { journal } = read(entries, { hideNames: true });
    for (const one of journal.rows) expect(one).not.toHaveProperty('name');
    expect(journal.rows.map(({ balance }) => balance)).toEqual(
      read(entries).journal.rows.map(({ balance }) => balance),
    );
  });
});

describe('purposes', () => {
  test('add up to what went out', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { journal, totals } = read(entries as Entry[]);
        if (!totals.spent) return;
        const sum = purposesOf(journal, 'EUR').reduce((all, { amount }) => all + amount.minor, 0);
        expect(sum).toBe(totals.spent.minor);
      }),
    );
  });

  test('are what stands before the comma, less what came back', () => {
    const { journal } = read([
      entry('cost+', 100, { label: 'Miete, Juni' }),
      entry('cost+', 110, { label: 'Miete, Juli' }),
      entry('cost+', 30, { id: 'print', label: 'Druck' }),
      entry('cost-', 10, { label: 'Erstattet', reverses: 'print' }),
      entry('cost+', 3, { reason: 'fee', label: 'Konto' }),
      entry('cost+', 1),
    ]);
    expect(purposesOf(journal, 'EUR')).toEqual([
      { label: 'Miete', amount: euro(210) },
      { label: 'Druck', amount: euro(20) },
      { label: '', amount: euro(1) },
    ]);
  });
});

describe('choosing', () => {
  const { journal } = read(
    [
      entry('gift+', 1234.5, { id: 'a', source: 'bank', name: 'Jürgen Groß', message: 'Viel Glück' }),
      entry('gift+', 25, { id: 'b', source: 'shop', name: 'Hidden Person', hideAmount: true }),
      entry('gift-', 25, { id: 'c', reverses: 'b', label: 'Zurück an den Geber' }),
      entry('cost+', 250, { id: 'd', label: 'Miete' }),
    ],
    { sources: [source('bank'), source('shop')] },
  );
  const choose = chooser(journal.rows, ({ entry: { label }, message, name }) => [name, label, message].join(' '));
  const found = (choice: Choice) => choose(choice).map((one) => one.entry.id);

  test('nothing chosen is everything, the same list', () => {
    expect(choose({})).toBe(journal.rows);
    expect(choose({ query: ' € – ' })).toBe(journal.rows);
  });

  test.each([
    [{ side: 'in' }, 'abc'],
    [{ side: 'out' }, 'd'],
    [{ source: 'shop' }, 'bc'],
    [{ source: 'shop', side: 'out' }, ''],
    [{ query: 'jurgen' }, 'a'],
    [{ query: 'GROSS glück' }, 'a'],
    [{ query: 'glück miete' }, ''],
    [{ query: '1.234,50 €' }, 'a'],
    [{ query: '€1,234.50' }, 'a'],
    [{ query: '1234' }, 'a'],
    [{ query: '25' }, 'bcd'],
    [{ query: '25,00' }, 'bc'],
    [{ query: '-250.00' }, 'd'],
    [{ query: 'hidden' }, ''],
    [{ query: 'zurück', side: 'in', source: 'shop' }, 'c'],
  ] as [Choice, string][])('%j finds %j', (choice, ids) => expect(found(choice).join('')).toBe(ids));

  test('letters are alike in all their spellings', () => {
    expect(fold('Éß ﬁ Ü')).toBe('ess fi u');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

test('a name that is an address stands in no line, and a number in a message neither', () => {
  const { journal } = read([
    entry('gift+', 5, { name: 'lena@example.org', message: 'Ruf an: 0761 1234567, Lena' }),
    entry('gift+', 5, { name: 'Lena', message: 'Gute Besserung!' }),
  ]);
  const told = journal.rows.map(({ message, name }) => ({ name, message }));
  expect(told).toContainEqual({ name: undefined, message: 'Ruf an: […], Lena' });
  expect(told).toContainEqual({ name: 'Lena', message: 'Gute Besserung!' });
});
