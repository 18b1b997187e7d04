import { describe, expect, test } from 'vitest';
import { faultsOf, groupOf } from '../../src/desk/checks.ts';
import { fieldName, groups } from '../../src/desk/fields.ts';
import { momentFrom, partsOfMoment, readTyped, shownValue } from '../../src/desk/input-values.ts';
import { de } from '../../src/desk/words/de.ts';
import { en } from '../../src/desk/words/en.ts';
import { shape, type Shape } from '../../src/core/shape.ts';
import { decode } from '../../src/core/decode.ts';

const parts = groups.flatMap((group) => group.parts);
const fields = parts.flatMap((part) => part.fields.map((field) => ({ field, name: fieldName(part, field) })));

/** What the wire format has at a place; undefined: it has no such place. */
function shapeAt(name: string): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const key of name.split('.')) {
    if (Array.isArray(at)) [at] = at as readonly [Shape];
    at = (at as Readonly<Record<string, Shape>>)[key] ?? (at as Readonly<Record<string, Shape>>)[`${key}!`];
  }
  return at;
}

describe('the form', () => {
  test.each(fields)('$name is a field of the wire format, of that kind', ({ field, name }) => {
    const found = shapeAt(name);
    expect(found).toBeDefined();
    const kinds: Readonly<Record<string, RegExp>> = {
      amount: /^(amount|positive)$/,
      count: /^(count|place)$/,
      day: /^date$/,
      moment: /^date$/,
      link: /^link$/,
      iban: /^iban$/,
      flag: /^flag$/,
    };
    if (typeof found === 'string' && kinds[field.kind]) expect(found).toMatch(kinds[field.kind]!);
    if (field.kind === 'choice' && typeof found === 'string' && found.includes('|')) {
      expect(found.split('|').sort()).toEqual([...(field.options ?? [])].sort());
    }
  });

  test.each([
    ['en', en],
    ['de', de],
  ] as const)('in %s it has a word for each field, and none for what is not there', (_name, words) => {
    const wanted = new Set([
      ...fields.map(({ name }) => name),
      ...parts.flatMap(({ path }) => (path.length ? [path.join('.')] : [])),
    ]);
    expect(Object.keys(words.fields).sort()).toEqual([...wanted].sort());
    for (const { field, name } of fields) {
      for (const option of field.options ?? [])
        expect(words.fields[name]?.options?.[option], `${name} ${option}`).toBeTruthy();
    }
  });

  test('every field is found again by its place', () => {
    for (const { name, parts: own } of groups) {
      for (const part of own) {
        const place = [...part.path, part.fields[0]!.key].join('.');
        expect(groupOf(part.isList ? place.replace(/\.(\w+)$/, '[3].$1') : place), place).toBe(name);
      }
    }
  });

  test('what the documents of the wire format may not hold is told in words of one’s own, at its field', () => {
    const draft = {
      glassjar: 1,
      title: '',
      currency: 'EUR',
      goal: { label: 'x' },
      give: { bank: { holder: 'x', iban: 'DE00' } },
      updates: [{}],
    };
    const faults = faultsOf(draft, { 'goal.amount': '1.000' }, { currency: 'EUR', words: de });
    expect(faults).toEqual({
      title: de.expected.name,
      'goal.amount': 'Tausender oder Komma? Schreib 1000 oder 1,00.',
      'give.bank.iban': de.expected.iban,
      'updates[0].at': de.expected.date,
    });
  });

  test('the words of both languages take the same values', () => {
    const leaves = (words: object, at = ''): [string, unknown][] =>
      Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
        typeof value === 'object' && value ? leaves(value, `${at}${key}.`) : [[at + key, value] as [string, unknown]],
      );
    const own = new Map(leaves({ ...de, fields: {} }));
    for (const [key, value] of leaves({ ...en, fields: {} })) {
      expect(typeof own.get(key), key).toBe(typeof value);
      if (typeof value === 'function') expect((own.get(key) as () => void).length, key).toBe(value.length);
    }
  });
});

describe('what is typed', () => {
  const options = { currency: 'EUR', words: de };
  test.each([
    ['amount', '12.000,50', '12000.50'],
    ['amount', '', undefined],
    ['amounts', '10 25,5 1.000,00', ['10.00', '25.50', '1000.00']],
    ['tags', '#einBuch fürMara,', ['einBuch', 'fürMara']],
    ['count', '431', 431],
    ['choice', 'false', false],
    ['iban', 'de89 3704', 'DE89 3704'],
    ['line', 'two words ', 'two words '],
  ] as const)('%s: %j becomes %j', (kind, text, value) => {
    expect(readTyped(kind, text, options)).toEqual({ value });
  });

  test.each([
    ['amount', '1.000'],
    ['amount', '-5'],
    ['amounts', '10 1.000'],
    ['count', '1.000'],
    ['count', '-1'],
  ] as const)('%s: %j is refused with a sentence', (kind, text) => {
    expect(readTyped(kind, text, options)).toEqual({ fault: expect.stringMatching(/\S/) as string });
  });

  test('an amount that was saved is shown so that it is read again as the same', () => {
    for (const words of [de, en]) {
      for (const amount of ['12000.00', '1.50', '0.05', '999999.99']) {
        expect(readTyped('amount', shownValue('amount', amount, words.locale), { currency: 'EUR', words })).toEqual({
          value: amount,
        });
      }
    }
  });

  test('a moment has a time of day only where one was given', () => {
    expect(momentFrom('2026-05-22', '')).toBe('2026-05-22');
    expect(momentFrom('', '14:50')).toBeUndefined();
    const moment = momentFrom('2026-05-22', '14:50')!;
    expect(partsOfMoment(moment)).toEqual(['2026-05-22', '14:50']);
    const document = { glassjar: 1, title: 'x', currency: 'EUR', updates: [{ at: moment }] };
    expect(decode(document).problems).toEqual([]);
  });
});
