import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorDe } from '../../src/core/author-words.de.ts';
import { authorEn } from '../../src/core/author-words.en.ts';
import { faultOf } from '../../src/core/json-fault.ts';
import { broken } from '../fixtures/broken-json.ts';
import { expectProportion } from './growth.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the fault of a text that is no JSON', () => {
  test.each(broken)('$what', ({ at, kind, says, text }) => {
    const fault = faultOf(text)!;
    expect([fault.kind, fault.line, fault.column]).toEqual([kind, ...at]);
    expect(fault.say(authorEn)).toContain(says ?? '');
    expect(fault.say(authorDe)).not.toBe(fault.say(authorEn));
    for (const words of [authorDe, authorEn]) expect(fault.say(words)).not.toMatch(/undefined|\n/);
  });

  test('is found in what has one, and in nothing else', () => {
    const json = fc.json({ maxDepth: 3 }).filter((text) => /^[{[]/.test(text));
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '0', '-', ' ', ':', '.', 'a', '\\', '/'),
        (text, at, put) => {
          const place = at % (text.length + 1);
          for (const spoilt of [
            text,
            text.slice(0, place) + put + text.slice(place + 1),
            text.slice(0, place) + put + text.slice(place),
          ]) {
            if (!spoilt.trim().startsWith('{')) continue;
            expect(faultOf(spoilt) === undefined, spoilt).toBe(isJson(spoilt));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('is found behind a byte-order mark, which is none', () => {
    expect(faultOf('\ufeff{ "a": 1 }')).toBeUndefined();
    expect(faultOf('\ufeff{ "a": 1, }')).toMatchObject({ line: 1, column: 9 });
  });

  test.each([
    ['deep nesting', (size: number) => '{"a":['.padEnd(size, '[')],
    ['a long text', (size: number) => `{"a":"${'x'.repeat(size)}`],
    ['many quotation marks', (size: number) => `{"a":${'"x",'.repeat(size / 4)}`],
    ['blanks', (size: number) => `{${' '.repeat(size)}`],
    ['digits', (size: number) => `{"a":${'1'.repeat(size)}x}`],
    ['lines', (size: number) => `{"a":1${'\n'.repeat(size)}"b"}`],
    ['a word', (size: number) => `{"a":${'x'.repeat(size)}`],
  ])('costs no more than its length: %s', (_what, make) => {
    expectProportion(400_000, make, (text) => void faultOf(text));
  });
});
