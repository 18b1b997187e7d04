import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasContacts, withoutContacts } from '../../src/core/privacy.ts';
import { expectProportion } from './growth.ts';

describe('what could reach a giver', () => {
  test.each([
    'lena@example.org',
    'Lena <lena.m+gift@mail.example.org>',
    'lena＠example．org',
    'lena (at) example.org',
    'lena[at]example.org',
    'Lena @lena@mastodon.example',
    'müller@bücher.example',
    '0171 1234567',
    'Lena, +49 171 123 45 67',
    '(030) 123456-78',
    '٠١٧١٢٣٤٥٦٧',
    '555-123-4567',
    'DE89 3704 0044 0532 0130 00',
  ])('is seen in %s', (text) => {
    expect(hasContacts(text)).toBe(true);
  });

  test.each([
    'Lena M.',
    'Pia @ home',
    'Abi 1984-1988',
    'Abi 1984/85',
    'Klasse 4b, 2026',
    'Hochzeit 05.06.2021',
    'geboren am 1. 2. 2024',
    '2026-06-19',
    'Haus 12, Wohnung 34',
    '100.000 Grüße',
    'FC 08 Musterstadt',
    '♥',
    '',
  ])('is not seen in "%s"', (text) => {
    expect(hasContacts(text)).toBe(false);
    expect(withoutContacts(text)).toBe(text);
  });

  test('is left out of a message, and the rest stays as it was', () => {
    expect(withoutContacts('Ruf an: 0171 1234567. Oder lena@example.org, ﬁn!')).toBe('Ruf an: […]. Oder […], fin!');
    expect(withoutContacts('ﬁn ½')).toBe('ﬁn ½');
  });

  test.each(['1 ', 'a.', '@', '+('])('takes time in proportion to a text of %j', (unit) => {
    expectProportion(100_000, (size) => unit.repeat(size / unit.length), withoutContacts);
  });

  test('what was left out is not found again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', '@', '0', '7', ' ', '+', '(', 'ä', '-') }), (text) => {
        const kept = withoutContacts(text);
        expect(kept).not.toMatch(/[a-zä]@[a-zä]+\.[a-zä]/);
        expect(withoutContacts(kept)).toBe(kept);
      }),
    );
  });
});
