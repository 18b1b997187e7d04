/*
 * The plugin's languages. `node tools/wordpress/languages.ts` brings src/wordpress/languages/*.po up to date with the texts in the code;
 * the build makes .pot, .mo and .json of them. The formal German file holds what differs from the informal one.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../project.ts';
import { jedOf, keyOf, type Message, moOf, poOf, readPo, type Translations } from './gettext.ts';

const plugin = inRoot('src', 'wordpress');
const script = { file: 'blocks/blocks.js', handle: 'glassjar-blocks' };

/** Locales, each with the one that it falls back on. */
const locales: Readonly<Record<string, string | undefined>> = { de_DE: undefined, de_DE_formal: 'de_DE' };

const literal = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const calls = new RegExp(
  String.raw`(?:\/\*\s*translators:\s*([^*]*?)\s*\*\/\s*)?(?:return\s+|\w+\s*=>\s*|\$\w+(?:\[\])?\s*\.?=\s*|sprintf\(\s*|esc_html\(\s*|esc_html\(sprintf\(\s*)*\b(__|esc_html__|esc_attr__|esc_html_e|_e|_n|_x)\(\s*${literal}\s*,\s*(?:${literal}\s*,[^;]*?)?['"]glassjar['"]`,
  'gs',
);

const bare = (quoted: string): string => {
  const text = quoted.slice(1, -1);
  return quoted.startsWith("'")
    ? text.replace(/\\(['\\])/g, '$1')
    : text
        .replace(/\\u\{([0-9a-f]+)\}/g, (_all, code: string) => String.fromCodePoint(parseInt(code, 16)))
        .replace(/\\(["\\])/g, '$1');
};

/** All texts of the plugin, in the order of its files. */
export function messages(): Message[] {
  const found = new Map<string, Message>();
  const add = (
    place: string,
    text: string,
    about: { context?: string; plural?: string; comment?: string } = {},
  ): void => {
    const { comment, context, plural } = about;
    const key = keyOf({ text, ...(context !== undefined && { context }) });
    const message = found.get(key) ?? {
      text,
      ...(context !== undefined && { context }),
      ...(plural !== undefined && { plural }),
      comments: new Set(),
      places: new Set(),
    };
    if (comment) message.comments.add(`translators: ${comment.replace(/\s+/g, ' ')}`);
    message.places.add(place);
    found.set(key, message);
  };
  for (const place of globSync('**/*.{php,js}', { cwd: plugin }).sort()) {
    if (place.startsWith('assets/')) continue;
    for (const [, comment, name, first, second] of readFileSync(`${plugin}/${place}`, 'utf8').matchAll(calls)) {
      add(place, bare(first!), {
        ...(comment && { comment }),
        ...(second && name === '_n' && { plural: bare(second) }),
        ...(second && name === '_x' && { context: bare(second) }),
      });
    }
  }
  for (const place of globSync('blocks/*/block.json', { cwd: plugin }).sort()) {
    const { description, keywords, title } = JSON.parse(readFileSync(`${plugin}/${place}`, 'utf8')) as {
      title: string;
      description: string;
      keywords: string[];
    };
    add(place, title, { context: 'block title' });
    add(place, description, { context: 'block description' });
    for (const keyword of keywords) add(place, keyword, { context: 'block keyword' });
  }
  const about = /^ \* Description:\s*(.*)$/m.exec(readFileSync(`${plugin}/glassjar.php`, 'utf8'))?.[1];
  if (about) add('glassjar.php', about, { comment: 'Description of the plugin' });
  return [...found.values()];
}

const fileOf = (locale: string): string => `${plugin}/languages/glassjar-${locale}.po`;

const ownOf = (locale: string): Translations =>
  existsSync(fileOf(locale)) ? readPo(readFileSync(fileOf(locale), 'utf8')) : new Map();

/** The translations of a locale, with those that it falls back on. */
export function translationsOf(locale: string): Translations {
  const base = locales[locale];
  return new Map([...(base ? translationsOf(base) : []), ...ownOf(locale)]);
}

/** Texts that a language lacks. */
export function missing(locale: string, all: readonly Message[] = messages()): Message[] {
  const known = translationsOf(locale);
  return all.filter((message) => !known.has(keyOf(message)));
}

/** Files for the zip, by their path in the plugin. */
export function languageFiles(): { readonly path: string; readonly data: Buffer }[] {
  const all = messages();
  const inScript = all.filter(({ places }) => places.has(script.file));
  return [
    { path: 'languages/glassjar.pot', data: Buffer.from(poOf(all)) },
    ...Object.keys(locales).flatMap((locale) => {
      const words = translationsOf(locale);
      return [
        { path: `languages/glassjar-${locale}.po`, data: Buffer.from(poOf(all, words, locale)) },
        { path: `languages/glassjar-${locale}.mo`, data: moOf(all, words, locale) },
        {
          path: `languages/glassjar-${locale}-${script.handle}.json`,
          data: Buffer.from(jedOf(inScript, words, locale)),
        },
      ];
    }),
  ];
}

export const localeNames: readonly string[] = Object.keys(locales);

if (import.meta.main) {
  const all = messages();
  for (const [locale, base] of Object.entries(locales)) {
    const own = ownOf(locale);
    const kept = base ? all.filter((message) => own.has(keyOf(message))) : all;
    writeFileSync(fileOf(locale), poOf(kept, own, locale));
    console.log(`${locale}: ${all.length} texts, ${missing(locale, all).length} not translated`);
  }
}
