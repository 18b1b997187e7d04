import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mod97 } from '../../src/core/iban.ts';
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

const two = (value: number): string => String(value).padStart(2, '0');
const days = fc.record({
  d: fc.integer({ min: 1, max: 28 }),
  m: fc.integer({ min: 1, max: 12 }),
  y: fc.integer({ min: 1900, max: 2099 }),
});

test('days, hours, years and money are left alone, in whatever usual form', () => {
  fc.assert(
    fc.property(
      days,
      days,
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 1000, max: 999_999_999 }),
      (one, other, hour, minute, sum) => {
        const german = ({ d, m, y }: typeof one): string => `${two(d)}.${two(m)}.${y}`;
        const iso = ({ d, m, y }: typeof one): string => `${y}-${two(m)}-${two(d)}`;
        const grouped = sum.toLocaleString('de-DE');
        for (const text of [
          `${german(one)} - ${german(other)}`,
          `${german(one)} bis ${german(other)}, ${hour}:${two(minute)} Uhr`,
          `${german(one)} ${two(hour)}.${two(minute)} Uhr`,
          `${one.d}.${one.m}.${String(one.y).slice(2)} – ${other.d}.${other.m}.${String(other.y).slice(2)}`,
          `${iso(one)} ${two(hour)}:${two(minute)}`,
          `${iso(one)}T${two(hour)}:${two(minute)}:00Z`,
          `${iso(one)}/${iso(other)}`,
          `${one.m}/${one.d}/${one.y} ${two(hour)}:${two(minute)}`,
          `${two(one.d)}.${two(one.m)}. - ${german(other)}`,
          `${one.y} ${other.y} ${one.y}`,
          `${one.y}–${other.y}`,
          `${grouped} Euro`,
          `${grouped},50 €`,
          `€ ${sum.toLocaleString('en')}.50`,
          `CHF ${sum.toLocaleString('de-CH')}.50`,
        ]) {
          expect(withoutContacts(text)).toBe(text);
        }
      },
    ),
  );
});

test('accounts, cards and phones are hidden, however they are grouped', () => {
  const digitsOf = (size: number): fc.Arbitrary<string> =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size }).map((all) => all.join(''));
  const between = fc.constantFrom('', ' ', '\u00a0', '\u200b', '\u2060', '\u202f');
  fc.assert(
    fc.property(digitsOf(18), digitsOf(16), digitsOf(8), between, (account, card, phone, sign) => {
      const check = two(98 - mod97(`DE00${account}`));
      const iban = `DE${check}${account}`.replace(/(.{4})(?=.)/g, `$1${sign}`);
      expect(withoutContacts(`Bitte auf ${iban}, danke`)).toBe('Bitte auf […], danke');
      // No card begins with a 0, a 1 or a 2 followed by a year's digits.
      const plastic = `4${card.slice(1)}`.replace(/(.{4})(?=.)/g, `$1${sign}`);
      expect(withoutContacts(`Karte ${plastic}!`)).toBe('Karte […]!');
      for (const number of [
        `+49 171 ${phone}`,
        `0171${sign}${phone}`,
        `0171/${phone}`,
        `(0171) ${phone}`,
        `0049 171-${phone}`,
      ]) {
        expect(withoutContacts(`Tel. ${number}.`)).toBe('Tel. […].');
      }
    }),
  );
});
