import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeReference, parseReference } from '../../src/core/reference.ts';

const own = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  minLength: 1,
  maxLength: 21,
});

describe('creditor references (ISO 11649)', () => {
  // stdnum's and the EPC's own samples.
  test.each(['RF18539007547034', 'RF185390075470Y', 'RF72YW', 'RF529', 'RF23EF4UHBVNPLHKG3HZ9SGGT'])(
    '%s is one, in groups and in small letters as well',
    (reference) => {
      expect(parseReference(reference)).toBe(reference);
      expect(parseReference(` ${reference.replace(/(.{4})/g, '$1 ').toLowerCase()}\u00a0`)).toBe(reference);
    },
  );

  test.each([
    ['another check digit', 'RF17539007547034'],
    ['check digits that nobody makes', 'RF00539007547034'],
    ['a number cut off', 'RF181234567890'],
    ['nothing after the check digits', 'RF18'],
    ['more than 25 signs', 'RF23EF4UHBVNPLHKG3HZ9SGGT0'],
    ['an account', 'DE89370400440532013000'],
    ['words', 'Für Mara'],
    ['a long s', 'RF72YWſ'],
    ['a line break and what follows it', 'RF72YW\nRF72YW'],
    ['nothing', ''],
  ])('%s is none: %s', (_, text) => expect(parseReference(text)).toBeUndefined());

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

  test.each(['', '1'.repeat(22), 'Ä', '12 34', '1\n2', 'ſ'])('can’t be made around %j', (text) =>
    expect(makeReference(text)).toBeUndefined(),
  );
});
