import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/components/locales/en.ts';
import { listFiles } from './sources.ts';

type Words = Record<string, unknown>;

const files = listFiles('src/components/locales/*.ts').filter((path) => !path.endsWith('/en.ts'));
const others: [string, Words][] = [];
for (const path of files) {
  const file = `../../${path}`;
  const module = (await import(/* @vite-ignore */ file)) as Record<string, unknown>;
  const objects = Object.entries(module).filter((entry): entry is [string, Words] => typeof entry[1] === 'object');
  // The language itself is named like its file; what else stands there (a formal address) is laid over it.
  const base = objects.find(([name]) => `${name}.ts` === basename(path))?.[1];
  for (const [name, words] of objects) others.push([`${basename(path)} ${name}`, { ...base, ...words }]);
}

/** Leaves by dotted path, so that a message may stand in a group. */
const leaves = (words: object, at = ''): [string, unknown][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${at}${key}.`)
      : [[at + key, value] as [string, unknown]],
  );

const wanted = new Map(leaves(en));

/** What a message says for a count; the arguments after it are texts, as the formatters make them. */
function say(message: (...values: unknown[]) => unknown, count: number): unknown {
  const rest = Array.from({ length: Math.max(0, message.length - 1) }, () => 'x');
  return message(count, ...rest);
}

test('there is another language', () => {
  expect(others.length).toBeGreaterThan(0);
});

describe.each([['en.ts', en as object] as const, ...others])('%s', (_name, words) => {
  const own = leaves(words);

  test('has every message, and no other', () => {
    expect(own.map(([key]) => key).sort()).toEqual([...wanted.keys()].sort());
  });

  test('takes the values that the English takes', () => {
    const different = own.filter(([key, value]) => {
      const english = wanted.get(key);
      return (
        typeof value !== typeof english ||
        (typeof value === 'function' && typeof english === 'function' && value.length !== english.length)
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
