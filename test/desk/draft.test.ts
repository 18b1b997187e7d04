import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSame,
  merge,
  pathText,
  valueAt,
  withItem,
  withoutItem,
  withValue,
  type Draft,
} from '../../src/desk/draft.ts';

const json = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
}) as fc.Arbitrary<Draft>;

test('a place is named as problems name it', () => {
  expect(pathText(['sources', 0, 'label'])).toBe('sources[0].label');
  expect(pathText(['title'])).toBe('title');
});

describe('a draft', () => {
  test('is never changed in place', () => {
    const draft = Object.freeze({ goal: Object.freeze({ amount: '5' }) });
    expect(withValue(draft, ['goal', 'amount'], '7')).toEqual({ goal: { amount: '7' } });
    expect(draft).toEqual({ goal: { amount: '5' } });
  });

  test('loses the fields around a value that was emptied, but no item of a list', () => {
    expect(withValue({ title: 'x', give: { bank: { iban: 'DE' } } }, ['give', 'bank', 'iban'], undefined)).toEqual({
      title: 'x',
    });
    expect(withValue({ press: [{ outlet: 'x' }, { outlet: 'y' }] }, ['press', 0, 'outlet'], undefined)).toEqual({
      press: [{}, { outlet: 'y' }],
    });
  });

  test('takes items and gives them back', () => {
    const one = withItem({}, ['needs'], { text: 'a' });
    const two = withItem(one, ['needs'], { text: 'b' }, true);
    expect(two).toEqual({ needs: [{ text: 'b' }, { text: 'a' }] });
    expect(withoutItem(withoutItem(two, ['needs'], 0), ['needs'], 0)).toEqual({});
  });

  test('does not read what an object inherits', () => {
    expect(valueAt({}, ['constructor'])).toBeUndefined();
    expect(valueAt({}, ['__proto__', 'toString'])).toBeUndefined();
  });

  test('what is put in is found again', () => {
    const path = fc.array(fc.oneof(fc.constantFrom('x', 'y'), fc.nat(2)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(json, path, (draft, rest) => {
        const at = ['z', ...rest];
        expect(valueAt(withValue(draft, at, 'found'), at)).toBe('found');
      }),
    );
  });
});

describe('two ways on from one document', () => {
  test('each keeps its own changes', () => {
    const base = { title: 'a', goal: { amount: '1', label: 'x' } };
    const { both, draft } = merge(
      base,
      { ...base, goal: { amount: '2', label: 'x' } },
      { title: 'b', goal: { amount: '1', label: 'y' } },
    );
    expect(draft).toEqual({ title: 'b', goal: { amount: '2', label: 'y' } });
    expect(both).toEqual([]);
  });

  test('where both changed the same, what was written here stays and is named', () => {
    const { both, draft } = merge({ title: 'a' }, { title: 'mine' }, { title: 'theirs' });
    expect(draft).toEqual({ title: 'mine' });
    expect(both).toEqual(['title']);
  });

  test('what nobody changed here is theirs, and what nobody changed there is mine', () => {
    fc.assert(
      fc.property(json, json, (base, other) => {
        expect(isSame(merge(base, base, other).draft, other)).toBe(true);
        expect(isSame(merge(base, other, base).draft, other)).toBe(true);
      }),
    );
  });

  test('nothing that was written here is lost', () => {
    fc.assert(
      fc.property(json, json, json, (base, mine, theirs) => {
        const { draft } = merge(base, mine, theirs);
        for (const key of Object.keys(mine)) {
          const own = mine[key];
          if (isSame(own, base[key]) || (typeof own === 'object' && own && !Array.isArray(own))) continue;
          expect(isSame(draft[key], own)).toBe(true);
        }
      }),
    );
  });
});
