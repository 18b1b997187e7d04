import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from '../../src/core/json-text.ts';
import { fold, times, withIndex } from '../../src/core/list.ts';

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), fc.oneof(tie('value'), fc.constant(undefined))),
  ),
})).value;

it('writes JSON as the language does', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(jsonText(value)).toBe(JSON.stringify(value));
      expect(jsonText(value, '  ')).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

it('folds, counts and numbers as the language does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (list) => {
      expect(fold(list, 1, (sum, item) => sum + item)).toBe(list.reduce((sum, item) => sum + item, 1));
      expect([...withIndex(list)]).toEqual([...list.entries()]);
      expect(times(list.length, (index) => index * 2)).toEqual(Array.from(list, (_, index) => index * 2));
    }),
  );
});
