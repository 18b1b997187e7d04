import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf, lineOf, originOf } from '../../src/import/booking.ts';
import type { Row } from '../../src/import/statement.ts';

const row = (more: Partial<Row> = {}): Row => ({
  ...{ line: 2, state: 'ready', why: null, kind: 'gift', at: '2026-05-22', amount: '50.00', currency: 'EUR' },
  ...{ name: 'Oma Erna', message: 'Alles Gute', reference: null, bankId: null },
  ...more,
});

describe('what a row is known by', () => {
  test('two equal rows of one file are two, and the same two in the same file again', () => {
    const rows = [row(), row(), row({ name: 'Opa' })];
    expect(new Set(keysOf(rows)).size).toBe(3);
    expect(keysOf(rows)).toEqual(keysOf(rows.map((one) => ({ ...one }))));
  });

  test('a longer file of the same account knows its beginning by the same keys, in any order of the rest', () => {
    const id = fc.option(fc.constantFrom('A', 'B', 'C'), { nil: null });
    const any = fc.record({
      at: fc.constantFrom('2026-05-01', '2026-05-02'),
      name: fc.constantFrom('a', 'b'),
      bankId: id,
    });
    fc.assert(
      fc.property(fc.array(any), fc.array(any), (first, later) => {
        const keys = keysOf([...first, ...later].map((one) => row(one)));
        expect(keys.slice(0, first.length)).toEqual(keysOf(first.map((one) => row(one))));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('neither its state nor its kind changes it, nor what stands in other columns beside the bank’s id', () => {
    const [key] = keysOf([row({ bankId: 'X1' })]);
    expect(keysOf([row({ bankId: 'X1', kind: 'sale', state: 'known', name: 'Erna', line: 9 })])).toEqual([key]);
    expect(keysOf([row({ bankId: 'X1', amount: '50.01' })])).not.toEqual([key]);
  });

  test('says nothing of who gave', () => {
    const [key] = keysOf([row()]);
    expect(key).toMatch(/^2026-05-22 50\.00 EUR row [0-9a-f]{4}$/);
  });
});

describe('the line that a row is booked as', () => {
  test('a gift keeps its words for the books, and shows them only when that was chosen', () => {
    const line = lineOf(row({ bankId: 'X1', reference: 'RF18539007547034' }), 'k', 'camt.053');
    expect(line).toEqual({
      ...{ kind: 'gift', at: '2026-05-22', amount: '50.00', key: 'k', name: 'Oma Erna', message: 'Alles Gute' },
      ...{ origin: 'camt.053', bankId: 'X1', reference: 'RF18539007547034' },
    });
    expect(lineOf(row(), 'k', 'lines', { isPublic: true }).isPublic).toBe(true);
    expect(lineOf(row({ name: null, message: null }), 'k', 'lines', { isPublic: true }).isPublic).toBeUndefined();
  });

  test('of a cost nobody’s name is taken, and it comes from no source', () => {
    const line = lineOf(row({ kind: 'cost' }), 'k', 'lines', { source: 'bank', label: 'Porto', isPublic: true });
    expect(line).toEqual({
      kind: 'expense',
      at: '2026-05-22',
      amount: '50.00',
      key: 'k',
      origin: 'lines',
      label: 'Porto',
    });
  });

  test('only what takes back names an entry', () => {
    expect(lineOf(row(), 'k', 'lines', { kind: 'return', reverses: 'e1' })).toMatchObject({
      kind: 'return',
      reverses: 'e1',
    });
    expect(lineOf(row(), 'k', 'lines', { reverses: 'e1' }).reverses).toBeUndefined();
  });

  test('names its kind of file', () => {
    expect(originOf({ format: 'csv', profile: 'ing-de' })).toBe('csv:ing-de');
    expect(originOf({ format: 'mt940', profile: null })).toBe('mt940');
  });
});
