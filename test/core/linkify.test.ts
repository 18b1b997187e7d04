import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkify } from '../../src/core/linkify.ts';
import { expectProportion } from './growth.ts';

const links = (text: string): string[] => linkify(text).flatMap(({ url }) => url ?? []);

describe('bare addresses in a text', () => {
  test.each([
    ['See https://example.org/a.', 'https://example.org/a'],
    ['See https://example.org/a?b=1&c=2#d, then', 'https://example.org/a?b=1&c=2#d'],
    ['(https://example.org/a)', 'https://example.org/a'],
    ['https://example.org/a_(b)', 'https://example.org/a_(b)'],
    ['(as https://example.org/a_(b))', 'https://example.org/a_(b)'],
    ['(https://example.org/a).', 'https://example.org/a'],
    ['[https://example.org/a]!?', 'https://example.org/a'],
    ['„https://example.org/a“', 'https://example.org/a'],
    ['<https://example.org/a>', 'https://example.org/a'],
    ['HTTPS://EXAMPLE.org', 'HTTPS://EXAMPLE.org'],
    ['http://bücher.example/ä', 'http://bücher.example/ä'],
    ['line\nhttps://example.org\nline', 'https://example.org'],
  ])('%j links to %s', (text, url) => expect(links(text)).toEqual([url]));

  test.each([
    'javascript:alert(1)', 'javascript://https%3A', 'ftp://example.org', 'www.example.org', 'https://', 'https://.', 'xhttps://example.org',
    'https://user:pass@example.org/', 'https:// example.org', '#hashtag', 'data:text/html,https', 'https:///example.org',
  ])('%j has no link', (text) => expect(links(text)).toEqual([])); // prettier-ignore

  const piece = fc.constantFrom(
    'https://', 'http://', 'example.org', '/a', '(', ')', '[', ']', '.', ',', '"', '“', ' ', '\n', '@', 'javascript:', 'ä', '😀', '\u202e', '\\', '\t', '%00',
  ); // prettier-ignore
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  );

  test('no text is lost, and every link is what it says', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const pieces = linkify(whole);
        expect(pieces.map((found) => found.text).join('')).toBe(whole);
        for (const found of pieces) {
          if (found.url === undefined) continue;
          expect(found.url).toBe(found.text);
          expect(['http:', 'https:']).toContain(new URL(found.url).protocol);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['https://', 'https://a.', 'https://a)', 'https://a(', '(', 'http'])(
    '2 MB of %j take time in proportion',
    (unit) => {
      expectProportion(2_000_000, (size) => unit.repeat(size / unit.length), linkify);
    },
  );
});
