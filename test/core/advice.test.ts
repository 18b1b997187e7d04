import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviceFor } from '../../src/core/advice.ts';
import { authorDe } from '../../src/core/author-words.de.ts';
import { kinds } from '../../src/core/kinds.ts';

const euro = { currency: 'EUR' };

const sure: [what: string, path: string, expected: string, found: unknown, advice: string | undefined][] = [
  ['an amount without quotes', 'goal.amount', 'positive', 15_000, 'write "15000"'],
  ['cents without quotes', 'book.proceeds', 'amount', 7.68, 'write "7.68"'],
  ['a German amount', 'goal.amount', 'amount', '9.184,50', 'write "9184.50"'],
  ['an English amount', 'goal.amount', 'amount', '9,184.50', 'write "9184.50"'],
  ['millions', 'goal.amount', 'amount', '1.234.567', 'write "1234567"'],
  ['a comma', 'goal.amount', 'amount', '15000,5', 'write "15000.5"'],
  ['a sign', 'goal.amount', 'amount', '9184 €', 'write "9184"'],
  ['a code', 'goal.amount', 'amount', 'EUR 9184', 'write "9184"'],
  ['no cents', 'goal.amount', 'amount', '50,-', 'write "50"'],
  ['a minus', 'entries[0].amount', 'positive', '-5.00', 'write it without a minus'],
  ['words', 'goal.amount', 'amount', 'lots', undefined],
  ['a letter too many', 'goal.amount', 'amount', '12o00', undefined],
  ['too large', 'goal.amount', 'amount', '9'.repeat(30), undefined],
  ['a German day', 'ends', 'date', '30.6.2026', 'write "2026-06-30"'],
  ['a day that isn’t', 'ends', 'date', '2026-06-31', 'there is no such day'],
  ['a German day that isn’t', 'ends', 'date', '31.06.2026', 'there is no such day'],
  ['an American day', 'ends', 'date', '06/05/2026', undefined],
  ['a number in quotes', 'sources[0].supporters', 'count', '431', 'write 431, without quotes'],
  ['a number with points', 'reach[0].value', 'count', '1.400.000', 'write 1400000, without quotes'],
  ['a decimal number', 'reach[0].value', 'count', '1.4', undefined],
  ['a flag in quotes', 'hideNames', 'flag', 'true', 'write true, without quotes'],
  ['a flag in German', 'needs[0].done', 'flag', 'nein', 'write false, without quotes'],
  ['a currency’s sign', 'currency', 'currency', '€', 'write "EUR"'],
  ['a currency in small letters', 'currency', 'currency', 'chf', 'write "CHF"'],
  ['no currency', 'currency', 'currency', 'points', undefined],
  ['an address without its scheme', 'url', 'link', 'www.example.org/give', 'write "https://www.example.org/give"'],
  ['an e-mail address', 'url', 'link', 'jo@example.org', 'write "mailto:jo@example.org"'],
  ['a script', 'url', 'link', 'javascript:alert(1)', undefined],
  ['a language’s name', 'language', 'language', 'Deutsch', 'write "de"'],
  ['a language with an underscore', 'language', 'language', 'de_AT', 'write "de-AT"'],
  ['a name alone', 'organiser', '{}', 'Anna', 'write { "name": "Anna" }'],
  ['an amount alone', 'milestones[2]', '{}', '5000', 'write { "amount": "5000" }'],
  ['something alone that has no one field', 'sources[0]', '{}', '5000', undefined],
  ['a text without quotes', 'give.bank.reference', 'text', 2026, 'write "2026"'],
  ['null', 'goal', '{}', null, 'leave the field out where there is nothing to say'],
];

describe('what to write instead', () => {
  test.each(sure)('%s (%s)', (_what, path, expected, found, advice) => {
    expect(adviceFor(path, expected, found, euro)).toBe(advice);
  });

  test('is both where it can be read in two ways', () => {
    expect(adviceFor('goal.amount', 'amount', '15.000', euro)).toBe('write "15000" or "15.00", whichever is meant');
    expect(adviceFor('goal.amount', 'amount', '15,000', euro)).toBe('write "15000" or "15.00", whichever is meant');
  });

  test('of a time without its place is what is missing, as it was on that day', () => {
    for (const found of ['2026-05-22T14:50', '2026-05-22 14:50:10'])
      expect(adviceFor('asOf', 'date', found, euro)).toContain('"2026-05-22T14:50+02:00"');
    expect(adviceFor('asOf', 'date', '2026-11-22T14:50', euro)).toContain('"2026-11-22T14:50+01:00"');
    const elsewhere = (timeZone: string): string | undefined =>
      adviceFor('asOf', 'date', '2026-11-22T14:50', { currency: 'USD', timeZone });
    expect(elsewhere('America/New_York')).toBe(
      'say how far from UTC it is: "2026-11-22T14:50-05:00" where it is New York’s time',
    );
    expect(elsewhere('Asia/Kolkata')).toContain('+05:30');
    expect(elsewhere('UTC')).toContain('+00:00');
    expect(elsewhere('Bielefeld'), 'of no zone that there is: Berlin').toContain('+01:00');
  });

  test('of a currency without cents can be meant in one way', () => {
    expect(adviceFor('goal.amount', 'amount', '1.500', { currency: 'ISK' })).toBe('write "1500"');
    expect(adviceFor('goal.amount', 'amount', '10,000', { currency: 'JPY' })).toBe('write "10000"');
  });

  test('is said in German too', () => {
    const german = { currency: 'EUR', words: authorDe };
    expect(adviceFor('goal.amount', 'amount', '12.000,-', german)).toBe(
      'Richtig ist "12000" oder "12.00", je nachdem, was gemeint ist',
    );
    expect(adviceFor('asOf', 'date', '2026-11-22T14:50', german)).toBe(
      'Der Abstand zu UTC gehört dazu: "2026-11-22T14:50+01:00", wenn es die Zeit von Berlin ist',
    );
  });

  test('is always something the format takes', () => {
    const digits = fc.stringMatching(/^[0-9]{1,7}([.,' ][0-9]{1,3}){0,3}( ?€|,-)?$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('amount', 'positive'), (found, kind) => {
        for (const [, amount] of adviceFor('goal.amount', kind, found, euro)?.matchAll(/"([^"]*)"/g) ?? [])
          expect(kinds[kind](amount, 'EUR')).toBeDefined();
      }),
      {
        examples: [
          ['0', 'positive'],
          ['0,00 €', 'positive'],
        ],
      },
    );
    expect(adviceFor('book.ranks[0].rank', 'place', '0', euro)).toBe(undefined);
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom('https://', ''), (url, prefix) => {
        const [, link] = /"(.*)"/.exec(adviceFor('url', 'link', url.replace(/^https?:\/\//, prefix), euro) ?? '') ?? [];
        if (link) expect(kinds.link(link)).toBeDefined();
      }),
    );
  });

  test('never throws, and is short', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(kinds), '{}', '[]', 'a|b', 'constructor'),
        fc.anything({ withNullPrototype: true }),
        fc.string({ maxLength: 20 }),
        (expected, found, path) => {
          expect((adviceFor(path, expected, found, euro) ?? '').length).toBeLessThan(250);
        },
      ),
    );
  });
});
