import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupIban, parseIban } from '../../src/core/iban.ts';
import { expectations } from '../../src/core/decode.ts';
import { kinds } from '../../src/core/kinds.ts';
import { hostOf, isLink, resolveLink } from '../../src/core/link.ts';
import { clean } from '../../src/core/text.ts';

const isWellFormed = (text: string): boolean => !/\p{Cs}/u.test(text);
const nasty = fc.constantFrom(
  '\u202e', '\u2066', '\u2069', '\u200b', '\u200e', '\u061c', '\ufeff', '\u0000', '\u0085', '\ud800', '\udc00', 'e', '\u0301', '\u0327',
  '\u0e49', ' ', '\n', '\t', '\u200d', '\u200c', '👩', '🏽', '\ufe0f', 'ß', 'ü', '\u1100', '\u1161', '\u11a8', '가',
); // prettier-ignore
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(nasty).map((parts) => parts.join('')),
);

describe('texts', () => {
  test('lose what turns, hides or deletes their neighbours', () => {
    expect(clean('Anna\u202E€000.01')).toBe('Anna€000.01');
    for (const sign of '\u0000\u0008\u000b\u000d\u001b\u007f\u0085\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff') {
      expect(clean(`a${sign}b`), sign.codePointAt(0)!.toString(16)).toBe('ab');
    }
  });

  test('keep line breaks, as one sign, and tabs', () => {
    expect(clean('one\r\ntwo\n\tthree')).toBe('one\ntwo\n\tthree');
  });

  test('keep emoji that are joined, flags, and the non-joiner of Persian', () => {
    for (const text of ['👩‍👩‍👧‍👦', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '1️⃣', 'می‌خواهم', 'क्‍ष'])
      expect(clean(text)).toBe(text.normalize('NFC'));
  });

  test('keep four marks on a letter and no tower of them', () => {
    expect(clean(`Z${'\u0335'.repeat(500)}algo`)).toBe(`Z${'\u0335'.repeat(4)}algo`);
    expect(clean('Tiếng Việt, ทั้งนี้, עִבְרִית')).toBe('Tiếng Việt, ทั้งนี้, עִבְרִית'.normalize('NFC'));
  });

  test('come out well-formed, composed, trimmed, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = clean(text);
        expect(isWellFormed(once)).toBe(true);
        expect(once).toBe(once.normalize('NFC'));
        expect(once).toBe(once.trim());
        expect(clean(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('a hidden sign does not keep a letter from its mark', () => {
    expect(clean('u\u200b\u0308')).toBe('ü');
  });

  test.each(['', ' ', '\n', '\u200b', '\u202e', '\u200d', '\u200c\u200d', '\ufe0f', '\u00a0', '\u0301'])(
    '%j is no name, because nothing is to be seen',
    (text) => expect(kinds.name(text)).toBeUndefined(),
  );

  test.each(['Lena M.', '0', '👩‍👩‍👧‍👦', '…', '李', '#einBuchFürMara', '+'])('%j is a name', (text) =>
    expect(kinds.name(text)).toBe(text),
  );

  test('markup stays the text it is', () => {
    expect(clean('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('links', () => {
  test('whatever is accepted leads by an allowed scheme, from any page', () => {
    const base = 'https://host.example/dir/page.html';
    const parts = fc.constantFrom('javascript', 'https', 'http', 'mailto', 'tel', 'data', ':', '/', '//', '\\', '.', '..', '@', '?', '#',
      'evil.example', 'x', '\t', '\n', ' ', '\u0000', '%0a', '\u202e', 'alert(1)'); // prettier-ignore
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.array(parts).map((list) => list.join('')),
        ),
        (text) => {
          if (!isLink(text)) return;
          const url = new URL(text, base);
          expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(url.protocol);
          expect(url.username + url.password).toBe('');
          // What is written without a scheme stays on the page's own site.
          if (/^[./]/.test(text)) expect(url.host).toBe('host.example');
          expect(new URL(resolveLink(text, base)).href).toBe(url.href);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('are resolved against the document, and left alone without one', () => {
    expect(resolveLink('./cover.webp', 'https://example.org/a/kai.json')).toBe('https://example.org/a/cover.webp');
    expect(resolveLink('/give', 'https://example.org/a/kai.json')).toBe('https://example.org/give');
    expect(resolveLink('https://other.example/x', 'https://example.org/')).toBe('https://other.example/x');
    expect(resolveLink('./cover.webp', undefined)).toBe('./cover.webp');
    expect(resolveLink('./cover.webp', 'about:blank')).toBe('./cover.webp');
    expect(resolveLink('https://other.example/x', 'nonsense')).toBe('https://other.example/x');
  });

  test('show the host they lead to, a look-alike as what it is', () => {
    expect(hostOf('https://www.paypal.me/x')).toBe('paypal.me');
    expect(hostOf('https://pаypal.me/x')).toMatch(/^xn--/);
    expect(hostOf('mailto:kai@example.org')).toBe('');
    expect(hostOf('./x')).toBe('');
  });
});

describe('IBANs', () => {
  test('no sign outside ASCII becomes a letter of one by capitals', () => {
    // "ſ" is "S" and "ß" is "SS" in capitals.
    expect(parseIban('MT84MALT011000012345MTLCAST001ſ')).toBeUndefined();
  });

  test('one wrong digit or two neighbours swapped are always seen', () => {
    const iban = 'DE89370400440532013000';
    for (let at = 2; at < iban.length; at++) {
      for (const digit of '0123456789') {
        if (digit !== iban[at]) expect(parseIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBeUndefined();
      }
      const swapped = iban.slice(0, at) + (iban[at + 1] ?? '') + iban[at] + iban.slice(at + 2);
      if (swapped !== iban) expect(parseIban(swapped), swapped).toBeUndefined();
    }
  });

  test('are printed in groups of four', () => {
    expect(groupIban('DE89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
    expect(groupIban('BE72000000001616')).toBe('BE72 0000 0000 1616');
  });
});

describe('single values', () => {
  const junk = [
    null,
    undefined,
    true,
    0,
    5,
    1.5,
    -1,
    NaN,
    Infinity,
    5n,
    '',
    'x',
    [],
    ['5'],
    {},
    () => 5,
    Symbol('x'),
    new Date(0),
    Object('5'),
  ];

  test('no kind takes a value of another type, and none throws', () => {
    const wanted: Readonly<Record<string, string>> = {
      count: 'number',
      place: 'number',
      version: 'number',
      flag: 'boolean',
    };
    for (const [kind, read] of Object.entries(kinds)) {
      for (const value of junk) {
        const kept = (read as (value: unknown, currency: string) => unknown)(value, 'EUR');
        if (kept !== undefined) expect(typeof value, kind).toBe(wanted[kind] ?? 'string');
      }
    }
  });

  test('each kind says what it expects, and its own example is good', () => {
    for (const [kind, expected] of Object.entries(expectations)) {
      const example = /like ("[^"]+"|\d+)/.exec(expected)?.[1];
      if (example) {
        const read = kinds[kind as keyof typeof kinds] as (value: unknown, currency: string) => unknown;
        expect(read(JSON.parse(example), 'EUR'), kind).toBeDefined();
      }
    }
    expect(Object.keys(expectations)).toEqual(Object.keys(kinds));
  });

  test.each([-1, 1.5, NaN, Infinity, 1e12 + 1, 2 ** 53, '5', null])('%j is no count', (value) =>
    expect(kinds.count(value)).toBeUndefined(),
  );

  test('a count of minus zero is zero', () => expect(Object.is(kinds.count(-0), 0)).toBe(true));

  test('a place counts from 1', () => {
    expect(kinds.place(0)).toBeUndefined();
    expect(kinds.place(1)).toBe(1);
  });

  test('a goal of nothing is none', () => {
    for (const text of ['0', '0.00', '-5', '+5']) expect(kinds.positive(text, 'EUR')).toBeUndefined();
    expect(kinds.amount('0.00', 'EUR')).toEqual({ minor: 0, currency: 'EUR' });
  });

  test('a language that is kept never makes Intl throw', () => {
    for (const text of ['de', 'pt-BR', 'zh-Hant-TW', 'de-DE-1996', 'gsw', 'en-US-u-nu-latn'])
      expect(kinds.language(text)).toBe(text);
    for (const text of ['', 'd', 'deutsch ', 'de_DE', 'de-', 'german-language', '12'])
      expect(kinds.language(text), text).toBeUndefined();
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z]{1,3}(-[a-z0-9A-Z]{1,9}){0,3}$/), (text) => {
        if (kinds.language(text)) expect(() => new Intl.NumberFormat(text)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test('a time zone is one that can be counted in', () => {
    expect(kinds.zone('Europe/Berlin')).toBe('Europe/Berlin');
    for (const text of ['', 'Berlin', 'Europe/Atlantis', 'CEST ', '../etc'])
      expect(kinds.zone(text), text).toBeUndefined();
  });
});
