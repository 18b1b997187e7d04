import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Source, sources } from './sources.ts';

const matches = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map((found) => found[1] ?? ''));

const defined = (text: string): Set<string> => matches(text, /(--_[\w-]+)\s*:/g);
/** A name in a script counts as read: it becomes `var(${name})` there. */
const used = (text: string): Set<string> => matches(text.replace(/--_[\w-]+\s*:/g, ''), /(--_[\w-]+)/g);
/** `--glassjar-…` that a style reads, not one that it hands down. */
const publicRead = (text: string): Set<string> => matches(text, /var\(\s*(--glassjar-[\w-]+)/g);

/** CSS comments may speak of a token that is not there. */
const css = ({ code }: Source): string => code.replace(/\/\*[^]*?\*\//g, '');

const tokens = sources.find(({ path }) => path === 'src/components/shared/tokens.styles.ts');
const shared = tokens ? css(tokens) : '';
const inComponents = sources.filter(({ path }) => path.startsWith('src/components/'));
const componentStyles = inComponents.filter((source) => source.path.endsWith('.styles.ts') && source !== tokens);

const folderText = (folder: string): string =>
  inComponents
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map(css)
    .join('\n');

test('the shared tokens are there', () => {
  expect(defined(shared).size).toBeGreaterThan(0);
});

test('every shared token is read somewhere', () => {
  const all = used(inComponents.map(css).join('\n'));
  expect([...defined(shared)].filter((token) => !all.has(token))).toEqual([]);
});

describe.each(componentStyles.map((source) => [basename(source.path), source] as const))('%s', (_name, source) => {
  const folder = dirname(source.path);
  const text = folderText(folder);

  test('reads no token that nobody defines', () => {
    const known = new Set([...defined(shared), ...defined(text)]);
    expect([...used(text)].filter((token) => !known.has(token))).toEqual([]);
  });

  test('defines no token that it never reads', () => {
    const read = used(`${text}\n${shared}`);
    expect([...defined(css(source))].filter((token) => !read.has(token))).toEqual([]);
  });

  test('documents the properties that it offers, and only these', () => {
    const classes = inComponents.filter(
      ({ path, text: whole }) => path.startsWith(`${folder}/`) && /@tag\s/.test(whole),
    );
    const documented = matches(
      classes.map((one) => one.text).join('\n'),
      /@cssprop(?:erty)?\s+\[?(--glassjar-[\w-]+)/g,
    );
    const own = [...publicRead(css(source))];
    // An element's styles may lie in several files, of which some load on use.
    const offered = new Set([...publicRead(text), ...publicRead(shared)]);
    expect(own.filter((property) => !documented.has(property))).toEqual([]);
    expect([...documented].filter((property) => !offered.has(property))).toEqual([]);
  });
});
