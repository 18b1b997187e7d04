import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageOf, anchorOf, countOutlets, groupReports, newsOf, reportsOf } from '../../src/core/news.ts';
import { foldAfter, paragraphsOf } from '../../src/core/paragraphs.ts';
import { expectProportion } from './growth.ts';

describe('updates', () => {
  test('are newest first in whatever order they come, pinned ones on top, undated ones last', () => {
    const news = newsOf(
      [
        { id: 'old', at: '2026-05-01' },
        { id: 'pinned', at: '2026-04-01', pinned: true },
        { id: 'new', at: '2026-05-21T09:12:00+02:00' },
        { id: 'newer', at: '2026-05-21T07:13:00Z' },
      ],
      {
        items: [
          { title: 'undated', tags: [] },
          { title: 'undated too', tags: [] },
        ],
      },
    );
    expect(news.map(({ id, title }) => id ?? title)).toEqual([
      'pinned',
      'newer',
      'new',
      'old',
      'undated',
      'undated too',
    ]);
  });

  test('keep the feed’s order where a post has no date that can be read', () => {
    const post = (title: string, at?: string) => ({ title, tags: [], ...(at && { at }) });
    const posts = [post('a'), post('b', '2026-05-20'), post('c'), post('d', '2026-05-10'), post('e')];
    expect(newsOf([{ id: 'own', at: '2026-05-15' }], { items: posts }).map(({ id, title }) => id ?? title)).toEqual([
      'a',
      'b',
      'c',
      'own',
      'd',
      'e',
    ]);
    expect(reportsOf([], { title: 'Blog', items: posts }).map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('have keys of their own, also when ids come twice', () => {
    const news = newsOf([
      { id: 'a', at: '2026-05-01' },
      { id: 'a', at: '2026-05-02' },
      { at: '2026-05-02' },
      { at: '2026-05-02' },
    ]);
    expect(new Set(news.map(({ key }) => key)).size).toBe(4);
  });

  test('take a feed’s posts that they don’t have yet, by address or id', () => {
    const news = newsOf(
      [
        { id: 'a', at: '2026-05-01', title: 'own' },
        { url: 'https://blog.example/b/', at: '2026-05-02', title: 'own too' },
      ],
      {
        title: 'blog',
        items: [
          { id: 'a', title: 'by id', tags: [] },
          { url: 'http://blog.example/b#more', title: 'by address', tags: [] },
          { url: 'https://blog.example/c', title: 'new', tags: ['Thanks'], at: '2026-05-03' },
          { url: 'https://blog.example/c', title: 'twice', tags: [] },
          { title: 'without either', tags: ['family'] },
        ],
      },
    );
    expect(news.map(({ title }) => title)).toEqual(['new', 'without either', 'own too', 'own']);
    expect(news.map(({ kind }) => kind)).toEqual(['thanks', undefined, undefined, undefined]);
  });

  test('are called by their id in an address', () => {
    expect(anchorOf({ id: 'ü 1' })).toBe('glassjar-updates-ü 1');
    expect(anchorOf({})).toBeUndefined();
  });
});

describe('an age', () => {
  const now = Date.parse('2026-05-22T12:00:00Z');
  test.each([
    ['2026-05-22T11:59:40Z', { unit: 'minute', count: 0 }],
    ['2026-05-22T12:30:00Z', { unit: 'minute', count: 0 }],
    ['2026-05-22T11:01:00Z', { unit: 'minute', count: 59 }],
    ['2026-05-22T11:00:00Z', { unit: 'hour', count: 1 }],
    ['2026-05-21T12:00:01Z', { unit: 'hour', count: 23 }],
    ['2026-05-21T12:00:00Z', { unit: 'day', count: 1 }],
    ['2026-05-16T01:00:00Z', { unit: 'day', count: 6 }],
    ['2026-05-15T23:00:00Z', undefined],
    ['2026-05-22', { unit: 'day', count: 0 }],
    ['2026-05-21', { unit: 'day', count: 1 }],
    ['2026-05-23', undefined],
    ['2026-05-22T13:30:00Z', undefined],
    ['2015-05-22', undefined],
  ])('of %s', (date, age) => expect(ageOf(date, now, 'UTC')).toEqual(age));

  test('is counted in days of the campaign’s calendar', () => {
    const late = Date.parse('2026-05-22T22:30:00Z');
    expect(ageOf('2026-05-22', late, 'UTC')).toEqual({ unit: 'day', count: 0 });
    expect(ageOf('2026-05-22', late, 'Europe/Berlin')).toEqual({ unit: 'day', count: 1 });
  });
});

describe('reports', () => {
  const press = [
    { outlet: 'Tageblatt', at: '2026-05-21', title: 'first' },
    { outlet: 'Radio', title: 'undated' },
    { outlet: 'tageblatt ', at: '2026-05-22T08:00:00+02:00', title: 'second' },
    { outlet: 'Stern', at: '2026-05-21T10:00:00+02:00', title: 'third' },
  ];

  test('stand by day, the newest first, the undated last', () => {
    expect(
      groupReports(reportsOf(press), 'day').map(({ day, reports }) => [day, reports.map(({ title }) => title)]),
    ).toEqual([
      ['2026-05-22', ['second']],
      ['2026-05-21', ['first', 'third']],
      [undefined, ['undated']],
    ]);
  });

  test('stand by outlet, the busiest first', () => {
    expect(groupReports(reportsOf(press), 'outlet').map(({ outlet, reports }) => [outlet, reports.length])).toEqual([
      ['tageblatt ', 2],
      ['Stern', 1],
      ['Radio', 1],
    ]);
  });

  test('count an outlet once, however it is written', () => {
    expect(countOutlets(press)).toBe(3);
    expect(countOutlets([])).toBe(0);
  });

  test('take a feed’s posts with its title as the outlet', () => {
    const feed = {
      title: 'The Blog',
      items: [
        { url: 'https://blog.example/a', title: 'A', at: '2026-05-23', language: 'en', tags: [] },
        { url: 'https://blog.example/b', title: 'B', tags: [] },
      ],
    };
    expect(reportsOf([{ outlet: 'Own', url: 'https://blog.example/b/' }], feed)).toEqual([
      { outlet: 'The Blog', url: 'https://blog.example/a', title: 'A', at: '2026-05-23', language: 'en' },
      { outlet: 'Own', url: 'https://blog.example/b/' },
    ]);
    expect(reportsOf(undefined, { items: feed.items }).map(({ outlet }) => outlet)).toEqual(['A', 'B']);
  });
});

describe('paragraphs', () => {
  test('are parted by blank lines, also such with blanks in them', () => {
    expect(paragraphsOf('one\ntwo\n \t\n\n three')).toEqual(['one\ntwo', 'three']);
    expect(paragraphsOf(' \n\n ')).toEqual([]);
  });

  test('a wall of text is parted at the ends of sentences', () => {
    const sentence = 'This is a sentence of some length, which says little. ';
    const parts = paragraphsOf(sentence.repeat(50));
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(900);
      expect(part).toMatch(/\.$/);
    }
  });

  test('lose no word and part none', () => {
    const words = fc.array(
      fc.oneof(fc.constantFrom('a', 'b.', '\n', '\n\n', '“!', 'x'.repeat(1000)), fc.string({ unit: 'grapheme' })),
    );
    const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        expect(wordsOf(paragraphsOf(text).join('\n'))).toEqual(wordsOf(text));
      }),
    );
  });

  test.each(['x', 'x ', 'x. ', '\n \n', ' '])('a wall of %j takes time in proportion', (unit) => {
    expectProportion(300_000, (size) => unit.repeat(size), paragraphsOf);
  });

  test('fold where enough was shown and enough is left', () => {
    const of = (...lengths: number[]): number => foldAfter(lengths.map((length) => 'x'.repeat(length)));
    expect(of()).toBe(0);
    expect(of(100)).toBe(1);
    expect(of(800)).toBe(1);
    expect(of(400, 200)).toBe(1);
    expect(of(400, 100)).toBe(2);
    expect(of(100, 100, 100, 100, 200)).toBe(4);
    expect(of(100, 100, 100)).toBe(3);
  });
});
