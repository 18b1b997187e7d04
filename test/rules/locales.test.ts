import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles } from './sources.ts';

type Words = Record<string, unknown>;

/** Leaves by dotted path, so that a message may stand in a group. */
const leaves = (words: object, at = ''): [string, unknown][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${at}${key}.`)
      : [[at + key, value] as [string, unknown]],
  );

const folder = 'src/components/locales';

/** The message objects of a file by name; a file that a language lacks has none. */
async function messagesIn(file: string): Promise<[string, Words][]> {
  if (listFiles(`${folder}/${file}`).length === 0) return [];
  const path = `../../${folder}/${file}`;
  const module = (await import(/* @vite-ignore */ path)) as Record<string, unknown>;
  return Object.entries(module).filter((entry): entry is [string, Words] => typeof entry[1] === 'object');
}

// `en.ts` holds what every page needs, `en.<part>.ts` what is loaded on use; each language has the same files.
const languages = [...new Set(listFiles(`${folder}/*.ts`).map((path) => basename(path).split('.')[0] ?? ''))];
const parts = listFiles(`${folder}/en.*`).map((path) => basename(path).slice('en.'.length));
const others = languages.filter((language) => language !== 'en');

const cases: { name: string; words: Words; english: Words }[] = [];
for (const part of parts) {
  const english = (await messagesIn(`en.${part}`))[0]?.[1] ?? {};
  for (const language of languages) {
    const objects = await messagesIn(`${language}.${part}`);
    if (objects.length === 0) cases.push({ name: `${language}.${part}`, words: {}, english });
    // The first, whole one is the language; what else stands there (a formal address) is laid over it.
    const base = [...objects].sort((a, b) => leaves(b[1]).length - leaves(a[1]).length)[0]?.[1];
    for (const [name, words] of objects) {
      cases.push({ name: `${language}.${part} ${name}`, words: { ...base, ...words }, english });
    }
  }
}

/** What a message says for a count; the arguments after it are texts, as the formatters make them. */
function say(message: (...values: unknown[]) => unknown, count: number): unknown {
  const rest = Array.from({ length: Math.max(0, message.length - 1) }, () => 'x');
  return message(count, ...rest);
}

test('there is another language', () => {
  expect(others).not.toEqual([]);
  expect(parts).not.toEqual([]);
});

describe.each(cases)('$name', ({ words, english }) => {
  const own = leaves(words);
  const wanted = new Map(leaves(english));

  test('has every message, and no other', () => {
    expect(own.map(([key]) => key).sort()).toEqual([...wanted.keys()].sort());
  });

  test('takes the values that the English takes', () => {
    const different = own.filter(([key, value]) => {
      const model = wanted.get(key);
      return (
        typeof value !== typeof model ||
        (typeof value === 'function' && typeof model === 'function' && value.length !== model.length)
      );
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test('says something in every message, for none, one, two and five', () => {
    const silent = own.flatMap(([key, value]) => {
      const said = typeof value === 'function' ? [0, 1, 2, 5].map((n) => say(value as () => unknown, n)) : [value];
      return said
        .filter((text) => typeof text !== 'string' || text.trim() === '' || /undefined|NaN|\[object|null/.test(text))
        .map((text) => `${key}: ${String(text)}`);
    });
    expect(silent).toEqual([]);
  });
});
