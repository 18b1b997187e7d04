import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { lasting } from '../../tools/wordpress/build.ts';
import { keyOf, moOf, poOf, readPo } from '../../tools/wordpress/gettext.ts';
import { localeNames, messages, missing, translationsOf } from '../../tools/wordpress/languages.ts';

const read = (...path: string[]): string => readFileSync(inRoot(...path), 'utf8');
const elements = globSync('src/components/*/define.ts', { cwd: inRoot() })
  .map((file) => basename(dirname(file)))
  .filter((name) => name !== 'shared');

describe('the plugin has', () => {
  test('a shortcode and a block for each element', () => {
    const [, names = ''] = /NAMES = \[(.*?)\]/s.exec(read('src/wordpress/includes/front/Elements.php')) ?? [];
    expect([...names.matchAll(/'([a-z]+)'/g)].map(([, name]) => name)).toEqual(expect.arrayContaining(elements));
    const blocks = globSync('src/wordpress/blocks/*/block.json', { cwd: inRoot() }).map((file) =>
      basename(dirname(file)),
    );
    expect(new Set(blocks)).toEqual(new Set(elements));
  });

  test.each(elements)('only attributes that <glassjar-%s> has, and none that names figures or accounts', (name) => {
    const block = JSON.parse(read(`src/wordpress/blocks/${name}/block.json`)) as {
      name: string;
      attributes: Record<string, { type: string; default: unknown; enum?: unknown[] }>;
    };
    expect(block.name).toBe(`glassjar/${name}`);
    const source = read(`src/components/${name}/${name}.ts`);
    for (const [attribute, about] of Object.entries(block.attributes)) {
      if (attribute === 'campaign') continue;
      expect(source, attribute).toMatch(new RegExp(`\\b(?:${attribute})\\b`));
      expect(['src', 'iban', 'holder', 'bic', 'raised', 'goal', 'currency', 'debug']).not.toContain(attribute);
      if (about.enum) expect(about.enum).toContain(about.default);
    }
  });

  test('no file of more than 300 lines', () => {
    const long = globSync('src/wordpress/includes/{front,admin}/*.php', { cwd: inRoot() }).filter(
      (file) => read(file).split('\n').length > 301,
    );
    expect(long).toEqual([]);
  });

  test('no unserialize', () => {
    const found = globSync('src/wordpress/**/*.php', { cwd: inRoot() }).filter((file) =>
      /unserialize\s*\(/.test(read(file)),
    );
    expect(found).toEqual([]);
  });
});

describe('a library under names that outlive an update', () => {
  const entry = (path: string, text: string) => ({ path, data: Buffer.from(text) });
  const parts = (code: string) => [entry('glassjar.js', code), entry('chunks/donate-9e0f06d2.js', 'export{a}')];

  // Minifiers write names in quotes of their own taste: that of `npm start` in backticks.
  test.each(['"', "'", '`'])('names its parts by them, with a version, where a build writes %s', (quote) => {
    const [core, part] = lasting(parts(`load(e=>import(${quote}./chunks/donate-9e0f06d2.js${quote}+e))`));
    expect(part?.path).toBe('chunks/donate.js');
    const named = /import\((.)\.\/chunks\/donate\.js\?ver=[0-9a-f]{10}(.)\+e\)/.exec(core!.data.toString());
    expect(named?.slice(1)).toEqual([quote, quote]);
  });

  test('is refused where a part is named in a way that would be found nowhere', () => {
    expect(() => lasting(parts('import("./chunks/"+"donate-9e0f06d2.js")'))).toThrow(
      'glassjar.js names donate-9e0f06d2.js',
    );
  });
});

describe('languages', () => {
  test.each(localeNames)('%s has every text, with the same figures in it', (locale) => {
    const all = messages();
    expect(all.length).toBeGreaterThan(300);
    expect(
      missing(locale, all).map(({ text }) => text),
      'node tools/wordpress/languages.ts',
    ).toEqual([]);
    const words = translationsOf(locale);
    const places = (text: string): string[] =>
      [...text.matchAll(/%(?:\d\$)?[sd]/g)].map(([found]) => found).sort((a, b) => a.localeCompare(b));
    for (const message of all) {
      for (const form of words.get(keyOf(message)) ?? [])
        expect(places(form), form).toEqual(places(message.plural ?? message.text));
    }
  });

  test('a .po file is read as it was written', () => {
    const comments = new Set<string>();
    const some = [
      { text: 'a "b" \\ c\nd', comments, places: new Set(['x.php']) },
      { text: 'one', plural: 'many', context: 'ctx', comments, places: new Set(['y.php']) },
    ];
    const words = new Map([
      [keyOf(some[0]!), ['ä „b“ \\ c\nd']],
      [keyOf(some[1]!), ['eins', 'viele']],
    ]);
    expect(readPo(poOf(some, words, 'de_DE'))).toEqual(words);
    expect(moOf(some, words, 'de_DE').readUInt32LE(8)).toBe(3);
  });
});
