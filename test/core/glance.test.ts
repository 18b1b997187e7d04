import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { glance } from '../../src/core/glance.ts';
import { shape, type Shape } from '../../src/core/shape.ts';
import { inRoot } from '../../tools/project.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { documents, junk, mutate, mutations, type Json } from './documents.ts';

const base = 'https://example.org/mara/campaign.json';
const minimal = { glassjar: 1, title: 'Mara', currency: 'EUR' };

/** A document without what is rare: what a glance need not know. */
function usual(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((item) => usual(item, key));
  if (typeof value === 'object' && value) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, usual(item, name)]));
  }
  if (key === 'currency') return 'EUR';
  if (key === 'language') return 'de';
  if (typeof value === 'number') return Math.min(value, 999);
  if (/^(amount|amounts|raised|price|proceeds)$/.test(key))
    return `${Number(String(value).slice(0, 6)) || 1}`.replace(/(\.\d).*/, '$15');
  return value === '' || value === '👩‍👩‍👧‍👦' || /^(mailto|tel):/.test(String(value)) ? './usual' : value;
}

/** A document that has all that the format has, each with a value such as most have. */
const samples: Readonly<Record<string, Json>> = {
  version: 1,
  text: 'zwei\nZeilen',
  name: '„Mara“ 🙂',
  amount: '0.50',
  positive: '12',
  count: 0,
  place: 1,
  date: '2026-05-22T14:50:00+02:00',
  link: './file',
  language: 'de-AT',
  currency: 'EUR',
  zone: 'America/New_York',
  iban: 'DE89 3704 0044 0532 0130 00',
  flag: false,
};
const sampleOf = (part: Shape): Json =>
  typeof part === 'string'
    ? (samples[part] ?? part.split('|').at(-1)!)
    : Array.isArray(part)
      ? [sampleOf((part as readonly [Shape])[0])]
      : Object.fromEntries(Object.entries(part).map(([name, of]) => [name.replace('!', ''), sampleOf(of)]));

/** Characters that texts.ts takes out, joins or leaves, in any company. */
const nasty = fc
  .array(
    fc.constantFrom(
      ...[
        '\u202e',
        '\u2069',
        '\u200b',
        '\u200e',
        '\u061c',
        '\ufeff',
        '\u0000',
        '\u0085',
        '\ud800',
        'e',
        '\u0301',
        '\u0344',
        '\u0958',
      ],
      ...[
        ' ',
        '\n',
        '\t',
        '\u000b',
        '\u200d',
        '\u200c',
        '👩',
        '\ufe0f',
        'ü',
        '\u1100',
        '\u1161',
        '\u00ad',
        '\u00a0',
        '\u2003',
      ],
    ),
  )
  .map((parts) => parts.join(''));

describe('a glance', () => {
  test.each(['kai', 'mara'])('is enough for %s', (name) => {
    const document = JSON.parse(readFileSync(inRoot('demo', `${name}.json`), 'utf8')) as unknown;
    expect(glance(document, base)).toEqual(decode(document, base).campaign);
  });

  test('is enough for a document that has all that the format has', () => {
    expect(glance(sampleOf(shape), base)).toEqual(decode(sampleOf(shape), base).campaign);
    expect(glance(bookCampaign(), base)).toEqual(decode(bookCampaign(), base).campaign);
  });

  test('is enough for every usual document, and sees what the decoder sees', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { campaign } = decode(usual(document), base);
        expect(glance(usual(document), base)).toEqual(campaign);
      }),
      { numRuns: 500 },
    );
  });

  test('accepts nothing that the decoder refuses, and reads all that it accepts as the decoder does', () => {
    let accepted = 0;
    let refused = 0;
    const spoilt = fc
      .tuple(
        fc.oneof(
          documents.map((document) => usual(document)),
          documents,
        ),
        fc.array(mutations, { minLength: 1, maxLength: 3 }),
      )
      .map(([document, list]) => list.reduce(mutate, document));
    fc.assert(
      fc.property(fc.oneof({ weight: 20, arbitrary: spoilt }, { weight: 1, arbitrary: junk }), (document) => {
        const seen = glance(document, base);
        if (!seen) {
          refused++;
          return;
        }
        accepted++;
        const { campaign, problems } = decode(document, base);
        expect(problems).toEqual([]);
        expect(seen).toMatchObject(campaign);
      }),
      { numRuns: 5000 },
    );
    // Else the mutations were too tame, or too wild, to prove anything.
    expect(accepted).toBeGreaterThan(250);
    expect(refused).toBeGreaterThan(1000);
  });

  test('reads a text as the decoder does, or gives it up', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), nasty), (title) => {
        const seen = glance({ ...minimal, title }, base);
        if (seen) expect(seen).toEqual(decode({ ...minimal, title }, base).campaign);
      }),
      { numRuns: 5000 },
    );
  });

  test('reads a link as the decoder does, or gives it up', () => {
    const parts = fc.constantFrom(
      'https://',
      'http://',
      '.',
      '..',
      '/',
      '//',
      '\\',
      'a',
      'example',
      '.org',
      ':8',
      '@',
      '?',
      '#',
      '%',
      'xn--',
      '1',
      '-',
      'ü',
      ' ',
      'javascript:',
      '\t',
    );
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 6 }).map((all) => all.join('')),
        (url) => {
          const seen = glance({ ...minimal, url }, base);
          if (!seen) return;
          accepted++;
          expect(decode({ ...minimal, url }, base)).toEqual({ campaign: seen, problems: [] });
        },
      ),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(60);
  });

  test('reads an amount as the decoder does, or gives it up', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.constantFrom('EUR', 'USD', 'GBP', 'CHF'),
        (minor, currency) => {
          const written = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
          const document = {
            ...minimal,
            currency,
            sources: [{ id: 'a', raised: written, proceeds: written.slice(0, -3) }],
          };
          const seen = glance(document, base);
          if (minor < 10n ** 12n) expect(seen).toEqual(decode(document, base).campaign);
          else expect(seen).toBeUndefined();
        },
      ),
    );
  });

  test.each([
    ['another version', { ...minimal, glassjar: 2 }],
    ['no title', { glassjar: 1, currency: 'EUR' }],
    ['a rare currency', { ...minimal, currency: 'JPY' }],
    ['a field that nobody knows and that is no text', { ...minimal, titel: ['Mara'] }],
    ['a text for a list', { ...minimal, sources: 'bank' }],
    ['an object for a list', { ...minimal, sources: {} }],
    ['a list for an object', { ...minimal, give: [] }],
    ['a text for an object', { ...minimal, give: '' }],
    ['a number for an object', { ...minimal, share: 5 }],
    ['a list in a list', { ...minimal, sources: [[]] }],
    ['a number for an amount', { ...minimal, goal: { amount: 5 } }],
    ['a list for an amount', { ...minimal, goal: { amount: ['5'] } }],
    ['a list for a word', { ...minimal, sources: [{ id: 'a', bound: ['about'] }] }],
    ['a day that is none', { ...minimal, ends: '2026-02-30' }],
    ['a time zone that is none', { ...minimal, timeZone: 'Mars/Base' }],
    ['nothing', null],
    ['a list', [minimal]],
    ['a text', 'campaign'],
  ])('gives up %s', (_, document) => {
    expect(glance(document, base)).toBeUndefined();
  });

  test('takes nothing from a prototype, and gives nothing to one', () => {
    const document = JSON.parse(
      '{"glassjar":1,"title":"M","currency":"EUR","__proto__":{"goal":{"amount":"5"}}}',
    ) as unknown;
    expect(glance(document, base)).toBeUndefined();
    expect(glance(Object.create(minimal), base)).toBeUndefined();
    expect('toString' in glance(minimal, base)!).toBe(false);
  });
});
