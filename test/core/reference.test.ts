import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeReference, parseReference } from '../../src/core/reference.ts';

/* Tables of cases that PHP shares are in test/fixtures/shared; shared-cases.test.ts runs them. Here is what is said of all. */

const own = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  minLength: 1,
  maxLength: 21,
});

describe('creditor references (ISO 11649)', () => {
  test('are made around digits of one’s own', () => {
    expect(makeReference('539007547034')).toBe('RF18539007547034');
    expect(makeReference('yw')).toBe('RF72YW');
    expect(makeReference('9')).toBe('RF529');
  });

  test('that are made are always read again', () => {
    fc.assert(
      fc.property(own, (text) => {
        const made = makeReference(text)!;
        expect(made).toMatch(/^RF\d\d/);
        expect(made.slice(4)).toBe(text);
        expect(parseReference(made)).toBe(made);
      }),
    );
  });

  test('notice each mistyped sign', () => {
    fc.assert(
      fc.property(own, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, place, by) => {
        const made = makeReference(text)!;
        const at = 4 + (place % text.length);
        const sign = made[at]!;
        if (!/\d/.test(sign)) return;
        const other = String((Number(sign) + by) % 10);
        expect(parseReference(made.slice(0, at) + other + made.slice(at + 1))).toBeUndefined();
      }),
    );
  });
});
