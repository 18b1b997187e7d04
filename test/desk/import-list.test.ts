import { describe, expect, test } from 'vitest';
import { ImportList } from '../../src/desk/import/list.ts';
import type { ImportHost } from '../../src/desk/import/host.ts';
import type { Row, Statement } from '../../src/import/statement.ts';

const host = (more: Partial<ImportHost> = {}): ImportHost => ({
  ...{ currency: 'EUR', zone: 'Europe/Berlin', today: '2026-06-01', hasOne: true, keepsNames: true, proceeds: {} },
  ...{ sources: [{ id: 'konto' }], mustChoose: { gifts: false, sales: false } },
  enter: () => Promise.resolve({ known: [] }),
  ...more,
});

const row = (more: Partial<Row> = {}): Row => ({
  ...{ line: 2, state: 'ready', why: null, kind: 'gift', at: '2026-05-22', amount: '50.00', currency: 'EUR' },
  ...{ name: 'Oma Erna', message: 'Alles Gute', reference: null, bankId: null },
  ...more,
});
const spent = row({
  state: 'left-out',
  why: 'went-out',
  kind: 'cost',
  amount: '80.00',
  name: 'Stadtwerke',
  message: 'Strom',
});
const unread = row({ state: 'refused', why: 'unreadable-amount', amount: null });

const listOf = (rows: readonly Row[], more: Partial<Statement> = {}, at = host()): ImportList =>
  new ImportList(
    { ...{ format: 'csv', profile: 'ing-de', opening: null, closing: null, fits: null }, rows, ...more },
    at,
    'request-1',
    (copies) => `${copies} copies`,
  );

const ticked = (list: ImportList): number[] =>
  [...list.items()].flatMap(({ index, isTicked }) => (isTicked ? [index] : []));
const linesOf = (list: ImportList) => list.lines().map(({ line }) => line);

describe('what is ticked before anybody has said anything', () => {
  test('is money that came in, was booked, and is in the campaign’s currency', () => {
    const rows = [
      row(),
      spent,
      unread,
      row({ state: 'left-out', why: 'pending' }),
      row({ state: 'left-out', why: 'other-currency', currency: 'USD' }),
      row({ state: 'left-out', why: 'balance', kind: null }),
      row({ state: 'left-out', why: 'went-out', kind: 'fee' }),
      row({ state: 'left-out', why: 'returned', kind: 'gift' }),
    ];
    expect(ticked(listOf(rows))).toEqual([0]);
  });

  test('is neither what was booked before, nor what may have been, nor a day to come', () => {
    const list = listOf([row(), row(), row({ at: '2026-06-02' }), row({ at: '2026-06-01' })]);
    list.know([0, 1, 2, 3], { known: [0], similar: [1] });
    expect(ticked(list)).toEqual([3]);
    expect([...list.items()].map(({ state }) => state)).toEqual(['known', 'similar', 'ahead', 'ready']);
  });
});

describe('what an organiser ticks', () => {
  test('can be anything with a day and an amount of the campaign’s currency, and nothing else', () => {
    const list = listOf([
      ...[spent, row({ state: 'left-out', why: 'failed' }), unread],
      ...[
        row({ state: 'left-out', why: 'balance', kind: null }),
        row({ state: 'left-out', why: 'zero', amount: '0.00' }),
      ],
      row({ state: 'left-out', why: 'other-currency', currency: 'USD' }),
    ]);
    list.tick([0, 1, 2, 3, 4, 5], true);
    expect(ticked(list)).toEqual([0, 1]);
    expect(linesOf(list)).toMatchObject([{ kind: 'expense', amount: '80.00' }, { kind: 'gift' }]);
  });

  test('is one more where the books know it, and on a day to come where that is meant', () => {
    const list = listOf([row(), row({ at: '2026-06-02' })]);
    list.know([0, 1], { known: [0] });
    list.tick([0, 1], true);
    expect(linesOf(list)).toMatchObject([{ again: true }, { ahead: true }]);
    expect(linesOf(list)[1]).not.toHaveProperty('again');
  });

  test('all at once is only what is ready, and what is booked before is counted', () => {
    const list = listOf([row(), row(), spent, row({ state: 'left-out', why: 'pending' })]);
    list.know([0, 1, 2, 3], { known: [0] });
    list.tick([0, 1, 2, 3], false);
    list.tick([0, 1, 2, 3], true, new Set(['ready'] as const));
    expect(ticked(list)).toEqual([1]);
    list.tick([0], true);
    expect(list.count()).toMatchObject({ ticked: 2, again: 1 });
  });

  test('stays unticked when the rule for money that went out comes after it', () => {
    const list = listOf([spent, spent, row({ state: 'left-out', why: 'went-out', kind: 'return' })]);
    list.choose(1, { isTicked: false });
    list.outRule = 'cost';
    expect(ticked(list)).toEqual([0]);
  });
});

describe('what goes into the books', () => {
  test('of a bank’s words about a cost is nothing that everyone would see, unless it was written here', () => {
    const list = listOf([spent]);
    list.choose(0, { isTicked: true });
    expect(linesOf(list)[0]).not.toHaveProperty('label');
    list.choose(0, { label: 'Strom für die Lesung' });
    expect(linesOf(list)[0]).toMatchObject({ kind: 'expense', label: 'Strom für die Lesung' });
  });

  test('of a list of one’s own is what stands in it', () => {
    const list = listOf([row({ name: 'Miete, Juni', message: null })], { format: 'lines', profile: null });
    list.inKind = 'cost';
    expect(linesOf(list)).toEqual([
      expect.objectContaining({ kind: 'expense', label: 'Miete, Juni', amount: '50.00' }) as unknown,
    ]);
    expect(linesOf(list)[0]).not.toHaveProperty('name');
  });

  test('of a sale by copies says how many', () => {
    const list = listOf([row({ kind: 'sale', copies: 214, name: null, message: null })], { profile: null });
    expect(linesOf(list)[0]).toMatchObject({ kind: 'sale', label: '214 copies' });
  });

  test('money out never becomes a gift, whatever the list is said to be', () => {
    const list = listOf([row(), spent], { profile: null });
    list.inKind = 'sale';
    list.tick([0, 1], true);
    expect(linesOf(list).map(({ kind }) => kind)).toEqual(['sale', 'expense']);
    expect(list.kindsOf(list.item(1))).toEqual(['cost', 'fee', 'return']);
  });

  test('names and messages are public row by row, or as a column says', () => {
    const list = listOf([row(), row({ isPublic: true }), row()]);
    list.choose(2, { isPublic: true });
    expect(linesOf(list).map(({ isPublic }) => isPublic)).toEqual([undefined, true, true]);
    list.arePublic = true;
    list.choose(2, { isPublic: false });
    expect(linesOf(list).map(({ isPublic }) => isPublic)).toEqual([true, true, undefined]);
  });
});

describe('a row that could not be read', () => {
  test('is mended in its place, and is then like one that was read', () => {
    const list = listOf([unread, row()]);
    list.mend(0, { at: '2026-05-23', amount: '12.50', direction: 'in' });
    expect(linesOf(list)[0]).toMatchObject({ kind: 'gift', at: '2026-05-23', amount: '12.50', name: 'Oma Erna' });
    const again = listOf([unread, row()]);
    again.mend(0, { at: '2026-05-23', amount: '12.50', direction: 'in' });
    expect(linesOf(again)).toEqual(linesOf(list));
  });

  test('is not ticked where the books know it', () => {
    const list = listOf([unread, unread]);
    for (const index of [0, 1])
      list.mend(index, { at: '2026-05-23', amount: '12.50', direction: index ? 'out' : 'in' });
    expect(ticked(list)).toEqual([0, 1]);
    list.know([0, 1], { known: [0, 1] });
    expect(ticked(list)).toEqual([]);
  });

  test('is a cost where it went out, and in the campaign’s currency once its amount was written anew', () => {
    const list = listOf([row({ state: 'left-out', why: 'other-currency', currency: 'USD', kind: 'gift' })]);
    list.mend(0, { at: '2026-05-23', amount: '45.10', direction: 'in' });
    expect(linesOf(list)[0]).toMatchObject({ kind: 'gift', amount: '45.10' });
    list.mend(0, { direction: 'out' });
    expect(linesOf(list)[0]).toMatchObject({ kind: 'expense', amount: '45.10' });
  });
});

describe('a returned gift', () => {
  const returned = row({ state: 'left-out', why: 'went-out', kind: 'return' });
  const gift = { id: 'e1', at: '2026-05-01', amount: '50.00' };

  test('takes back the one that the bank names, and waits for a choice where it names none', () => {
    const list = listOf([returned, returned]);
    list.know([0, 1], {
      known: [],
      returns: [
        { line: 0, entries: [{ ...gift, isSure: true }] },
        { line: 1, entries: [{ ...gift, isSure: false }] },
      ],
    });
    list.tick([0, 1], true);
    expect(linesOf(list)).toMatchObject([{ kind: 'return', reverses: 'e1' }]);
    list.choose(1, { reverses: 'e2' });
    expect(linesOf(list)).toMatchObject([{ reverses: 'e1' }, { reverses: 'e2' }]);
  });
});

describe('where it came in', () => {
  const sources = [{ id: 'konto' }, { id: 'kasse' }, { id: 'buch', kind: 'sales' as const }];

  test('is the only source of its kind, and asked for where there are several', () => {
    const list = listOf(
      [row(), row({ kind: 'sale' })],
      {},
      host({ sources, mustChoose: { gifts: true, sales: false } }),
    );
    expect(list.lacksSource()).toBe('gift');
    list.choose(0, { source: 'kasse' });
    expect(list.lacksSource()).toBeUndefined();
    expect(linesOf(list).map(({ source }) => source)).toEqual(['kasse', 'buch']);
  });

  test('may be none only where no source states a sum', () => {
    const list = listOf([row()], {}, host({ sources, mustChoose: { gifts: true, sales: false } }));
    list.source.gift = '';
    expect(list.lacksSource()).toBe('gift');
    const free = listOf([row()], {}, host({ sources }));
    free.source.gift = '';
    expect(free.lacksSource()).toBeUndefined();
  });
});

test('what the books refused is unticked and says why, and what was entered is not entered again', () => {
  const list = listOf([row(), row()]);
  list.refuse(0, 'expected a day that has been');
  list.entered([1]);
  expect(ticked(list)).toEqual([]);
  expect(list.item(0)).toMatchObject({ state: 'refused', refusal: 'expected a day that has been' });
  expect(list.count().states).toMatchObject({ refused: 1, entered: 1 });
  list.tick([0, 1], true);
  expect(linesOf(list)).toHaveLength(1);
});
