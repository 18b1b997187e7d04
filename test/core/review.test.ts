import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorDe } from '../../src/core/author-words.de.ts';
import { authorEn } from '../../src/core/author-words.en.ts';
import { decode } from '../../src/core/decode.ts';
import type { GlassjarError } from '../../src/core/errors.ts';
import { alsoMisspelt } from '../../src/core/misspelt.ts';
import { review } from '../../src/core/review.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { documents } from './documents.ts';
import { expectProportion } from './growth.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const context = { now, origin: 'https://blog.example', base: 'https://blog.example/help/campaign.json' };
const head = { glassjar: 1, title: 'Mara', currency: 'EUR' };

/** What is told of a document: by the place, in both languages. */
const toldOf = (document: object): Record<string, readonly [string, string]> =>
  Object.fromEntries(review(document, context).map((told) => [told.path, [told.message, told.in(authorDe)] as const]));
const english = (rest: object): Record<string, string> =>
  Object.fromEntries(Object.entries(toldOf({ ...head, ...rest })).map(([path, [message]]) => [path, message]));
const german = (rest: object): Record<string, string> =>
  Object.fromEntries(Object.entries(toldOf({ ...head, ...rest })).map(([path, [, message]]) => [path, message]));

describe('what an author is told of a document that can be read', () => {
  test('is nothing, of a good one', () => {
    expect(review(bookCampaign(), context)).toEqual([]);
    fc.assert(
      fc.property(documents, (document) => {
        const paths = review(document, { now: Date.parse('2100-01-01') }).map(({ path }) => path);
        // What a generator makes of dates and sources is no author's.
        expect(paths.filter((path) => !/^(starts|entries\[\d+\]\.source)$/.test(path))).toEqual([]);
      }),
    );
  });

  test.each([
    // Misspelt.
    [{ gaol: {} }, 'gaol', 'goal'],
    [{ goals: {} }, 'goals', 'goal'],
    [{ Goal: {} }, 'Goal', 'goal'],
    [{ asof: '2026-05-22' }, 'asof', 'asOf'],
    [{ as_of: '2026-05-22' }, 'as_of', 'asOf'],
    [{ curency: 'EUR' }, 'curency', 'currency'],
    [{ organizer: {} }, 'organizer', 'organiser'],
    [{ benificiary: {} }, 'benificiary', 'beneficiary'],
    [{ sources: [{ id: 'a', rasied: '5' }] }, 'sources[0].rasied', 'raised'],
    [{ sources: [{ id: 'a', suporters: 5 }] }, 'sources[0].suporters', 'supporters'],
    [{ give: { bank: { holder: 'M', ibn: 'x' } } }, 'give.bank.ibn', 'iban'],
    [{ book: { title: 'A', shops: [{ name: 'A', ulr: 'x' }] } }, 'book.shops[0].ulr', 'url'],
    // In German.
    [{ ziel: {} }, 'ziel', 'goal'],
    [{ Spendenziel: {} }, 'Spendenziel', 'goal'],
    [{ titel: 'x' }, 'titel', 'title'],
    [{ Währung: 'EUR' }, 'Währung', 'currency'],
    [{ quellen: [] }, 'quellen', 'sources'],
    [{ Buchungen: [] }, 'Buchungen', 'entries'],
    [{ neuigkeiten: [] }, 'neuigkeiten', 'updates'],
    [{ news: [] }, 'news', 'updates'],
    [{ presse: [] }, 'presse', 'press'],
    [{ goal: { betrag: '5' } }, 'goal.betrag', 'amount'],
    [{ sources: [{ id: 'a', spender: 5 }] }, 'sources[0].spender', 'supporters'],
    [{ entries: [{ datum: '2026-05-22' }] }, 'entries[0].datum', 'at'],
    [{ give: { konto: {} } }, 'give.konto', 'bank'],
    [{ give: { bank: { Kontoinhaber: 'M' } } }, 'give.bank.Kontoinhaber', 'holder'],
    [{ give: { bank: { verwendungszweck: 'M' } } }, 'give.bank.verwendungszweck', 'reference'],
    [{ updates: [{ text: 'x', überschrift: 'y' }] }, 'updates[0].überschrift', 'title'],
    // A German word with a slip.
    [{ spendenzeil: {} }, 'spendenzeil', 'goal'],
  ])('%j: %s is likely to be %s', (rest, path, meant) => {
    expect(english(rest)[path]).toBe(`there is no such field, and it is not read: did you mean "${meant}"?`);
    expect(german(rest)[path]).toBe(`Dieses Feld gibt es nicht, es wird nicht gelesen. Ist "${meant}" gemeint?`);
  });

  test.each([
    [{ iban: 'DE…' }, 'iban', '"give": { "bank": { "iban": … } }'],
    [{ Konto: {} }, 'Konto', '"give": { "bank": … }'],
    [{ raised: '5' }, 'raised', '"sources": [ { "raised": … } ]'],
    [{ goal: { amount: '5', milestones: [] } }, 'goal.milestones', '"milestones": …'],
    [{ give: { amounts: [], iban: 'x' } }, 'give.iban', '"give": { "bank": { "iban": … } }'],
    [{ hashtags: [] }, 'hashtags', '"share": { "hashtags": … }'],
    [{ give: { noMoney: {} } }, 'give.noMoney', '"noMoney": …'],
  ])('%j: %s belongs into %s', (rest, path, place) => {
    expect(english(rest)[path]).toContain(`it belongs into ${place}`);
    expect(german(rest)[path]).toContain(`Es gehört in ${place}`);
  });

  test('names the fields that there can be, where nothing is near', () => {
    expect(english({ goal: { amount: '5', xyzzy: 1 } })).toEqual({
      'goal.xyzzy': 'there is no such field here, and it is not read; here there can be "amount", "label"',
    });
  });

  test('tells of a campaign that was put one level too deep', () => {
    expect(english({ data: { ...head, sources: [] } })['data']).toContain('one level further out');
  });

  test('leaves notes alone', () => {
    expect(english({ $schema: 'x', _note: 'x', '//': 'x', '#': 'x', sources: [{ id: 'a', $comment: 'x' }] })).toEqual(
      {},
    );
  });

  test('tells once of what stands in many items', () => {
    const entries = Array.from({ length: 500 }, () => ({ at: '2026-05-22', betrag: '5', source: 'Bank' }));
    const told = english({ entries, sources: [{ id: 'bank' }] });
    expect(Object.keys(told)).toEqual(['entries[0].betrag', 'entries[0].source']);
    expect(told['entries[0].betrag']).toMatch(/"amount"\? \(and 499 times more\)$/);
  });

  test('is part of why a document is no campaign', () => {
    const thrown = (document: object): GlassjarError => {
      try {
        decode(document);
      } catch (error) {
        return alsoMisspelt(error as GlassjarError, document);
      }
      throw new Error('it was read');
    };
    const error = thrown({ glassjar: 1, titel: 'Mara', Waehrung: 'EUR' });
    expect(error.message).toContain('titel: there is no such field, and it is not read: did you mean "title"?');
    expect(error.say!(authorDe)).toContain(
      'Waehrung: Dieses Feld gibt es nicht, es wird nicht gelesen. Ist "currency" gemeint?',
    );
    expect(error.problems.map(({ path }) => path)).toEqual(['title', 'currency', 'titel', 'Waehrung']);
  });

  test('names the sources there are, where an entry names another', () => {
    const sources = [{ id: 'bank' }, { id: 'paypal' }];
    const entry = (source: string) => ({ at: '2026-05-22', flow: 'gift+', amount: '5', source });
    expect(english({ sources, entries: [entry('stripe')] })['entries[0].source']).toBe(
      'there is no source "stripe": write the "id" of one of "sources", "bank" or "paypal"',
    );
    expect(english({ sources, entries: [entry('Bank')] })['entries[0].source']).toBe(
      'there is no source "Bank": did you mean "bank"?',
    );
    expect(english({ entries: [entry('bank')] })['entries[0].source']).toContain('the file has none');
    expect(german({ sources, entries: [entry('stripe')] })['entries[0].source']).toContain('"bank" oder "paypal"');
    expect(english({ sources, entries: [entry('bank'), { ...entry(''), source: undefined }] })).toEqual({});
  });

  test('is a start after the end', () => {
    expect(english({ starts: '2026-07-01', ends: '2026-06-30' })['starts']).toContain(
      '("2026-07-01") after it ends ("2026-06-30")',
    );
    expect(german({ starts: '2026-07-01', ends: '2026-06-30' })['starts']).toContain('nach dem Ende');
    expect(english({ starts: '2026-07-01', ends: '2026-07-01' })).toEqual({});
    expect(english({ starts: '2026-07-01', ends: '2026-07-01T08:00:00+02:00' })).toEqual({});
    expect(english({ starts: '2026-07-01T09:00:00Z', ends: '2026-07-01T08:00:00Z' })).toHaveProperty('starts');
  });

  test('is a date that has not come, of figures and of money', () => {
    const entry = { flow: 'gift+', amount: '5' };
    const told = english({
      asOf: '2027-01-01',
      sources: [{ id: 'a', asOf: '2026-06-02T12:00:00Z' }],
      entries: [
        { ...entry, at: '2026-06-01' },
        { ...entry, at: '2026-07-01' },
      ],
    });
    expect(Object.keys(told)).toEqual(['asOf', 'sources[0].asOf', 'entries[1].at']);
    expect(told['asOf']).toContain('"2027-01-01" is still to come');
    expect(german({ asOf: '2027-01-01' })['asOf']).toContain('liegt noch vor uns');
    // What starts or ends may well be to come, and so may today's evening.
    expect(english({ starts: '2027-01-01', ends: '2028-01-01', asOf: '2026-06-01T12:30:00Z' })).toEqual({});
  });

  test('is a cover that is not shown, since it lies elsewhere', () => {
    const cover = (where: string) => english({ book: { title: 'A', cover: where } });
    expect(cover('https://cdn.example/x.jpg')['book.cover']).toContain('another site (https://cdn.example)');
    expect(german({ book: { title: 'A', cover: 'https://cdn.example/x.jpg' } })['book.cover']).toContain(
      'einer anderen Website',
    );
    for (const here of ['./x.jpg', '/x.jpg', 'https://blog.example/x.jpg']) expect(cover(here)).toEqual({});
  });

  test('are letters that were lost, as of a file in Latin-1', () => {
    const latin = new TextDecoder().decode(Uint8Array.from('{"title":"Für Mara"}', (sign) => sign.charCodeAt(0)));
    const told = toldOf({ ...head, ...(JSON.parse(latin) as object) });
    expect(told['title']![0]).toContain('UTF-8');
    expect(told['title']![1]).toContain('Codierung „UTF-8“');
  });

  test.each([
    // github.com/elyukai/optolith-client/issues/1264
    ['GÃ¼rteltasche', 'Gürteltasche'],
    ['Sattel (auÃŸen)', 'außen)'],
    ['MeiÃŸel', 'Meißel'],
    ['12 â‚¬', '€'],
    ['â€žHalloâ€œ', '„Hallo“'],
    ['5Â§', '5§'],
  ])('are letters that were read in another encoding: %s', (title, meant) => {
    expect(english({ title })['title']).toContain(`was probably "`);
    expect(english({ title })['title']).toContain(meant);
    expect(german({ title })['title']).toContain('war wohl einmal');
  });

  test('are no letters of other languages', () => {
    for (const title of ['São Paulo', 'Ângela', 'Às 5', 'À la carte', 'Ãos', 'châteaux', 'Größe', 'Łódź', 'Σ'])
      expect(english({ title })).toEqual({});
  });

  test('is what is too long to be shown', () => {
    expect(english({ summary: 'x'.repeat(30_000) })['summary']).toBe(
      'a text of 30,000 signs; only the first 20,000 of it are shown: shorten it, and link to the rest',
    );
    expect(german({ summary: 'x'.repeat(30_000) })['summary']).toContain('30.000 Zeichen');
    expect(english({ press: Array.from({ length: 6000 }, () => ({ outlet: 'A' })) })['press']).toContain(
      'a list of 6,000',
    );
  });

  test('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.string(), (value, name) => {
        for (const document of [
          value,
          { [name]: value },
          { goal: value },
          { sources: [value], entries: [{ [name]: value }] },
        ]) {
          for (const told of review(document, context)) expect(told.in(authorDe)).not.toBe('');
        }
      }),
    );
  });

  test.each([
    ['fields', (size: number) => Object.fromEntries(Array.from({ length: size / 8 }, (_, index) => [`f${index}`, 1]))],
    [
      'entries',
      (size: number) => ({ entries: Array.from({ length: size / 8 }, (_, index) => ({ source: `s${index}` })) }),
    ],
    [
      'sources',
      (size: number) => ({
        sources: Array.from({ length: size / 8 }, (_, index) => ({ id: `s${index}` })),
        entries: Array.from({ length: 2000 }, () => ({ source: 'x' })),
      }),
    ],
    ['a name', (size: number) => ({ ['x'.repeat(size)]: 1 })],
    ['a text', (size: number) => ({ title: 'Ã¤'.repeat(size / 2) })],
    ['nesting', (size: number) => JSON.parse(`${'{"a":'.repeat(size / 8)}1${'}'.repeat(size / 8)}`) as object],
  ])('costs no more than its size: %s', (_what, make) => {
    expectProportion(400_000, make, (document) => void review(document, context));
  });
});

test('every sentence for authors exists in both languages, and no other', () => {
  const leaves = (words: object, at = ''): string[] =>
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value
        ? leaves(value, `${at}${key}.`)
        : [`${at}${key} ${typeof value} ${typeof value === 'function' ? value.length : ''}`],
    );
  expect(leaves(authorDe)).toEqual(leaves(authorEn));
  const said = (words: object): unknown[] =>
    Object.values(words).flatMap((value: unknown): unknown[] => {
      if (typeof value === 'function')
        return [1, 2].map((count) =>
          (value as (...values: unknown[]) => unknown)(
            ...Array.from({ length: value.length }, () =>
              value.toString().includes('list(') || value.toString().includes('known') ? ['x', 'y'] : count,
            ),
          ),
        );
      return typeof value === 'object' && value ? said(value) : [value];
    });
  for (const sentence of [...said(authorDe), ...said(authorEn)])
    expect(sentence).not.toMatch(/undefined|NaN|\[object|^$/);
});
