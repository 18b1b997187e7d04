import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { parseSync } from 'vite';
import { campaignSchema } from '../../src/core/schema.ts';
import { manifestFile, readElements } from '../../tools/manifest.ts';
import { withTables } from '../../tools/readme-api.ts';
import { root } from './sources.ts';

const file = join(root, 'README.md');
const readme = existsSync(file) ? readFileSync(file, 'utf8') : '';

interface Block {
  readonly language: string;
  readonly line: number;
  readonly text: string;
}

const blocks: Block[] = [...readme.matchAll(/^( *)```(\w+)\n([^]*?)^\1```$/gm)].map((found) => ({
  language: found[2] ?? '',
  line: readme.slice(0, found.index).split('\n').length,
  text: found[3] ?? '',
}));
const written = (...languages: string[]): (readonly [string, Block])[] =>
  blocks.filter(({ language }) => languages.includes(language)).map((block) => [`line ${block.line}`, block]);

test('README.md is there', () => {
  expect(readme).not.toBe('');
});

describe.runIf(readme)('README.md', () => {
  test.runIf(existsSync(manifestFile))('has the tables of the manifest (npm run docs)', () => {
    expect(withTables(readme, readElements())).toBe(readme);
  });

  test('shows how it is embedded', () => {
    expect(written('html')).not.toEqual([]);
  });

  test.each(written('html'))('html, %s, is what a browser reads', (_line, { text }) => {
    const errors: string[] = [];
    parseFragment(text, {
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startLine }) => errors.push(`${startLine}: ${code}`),
    });
    expect(errors).toEqual([]);
    expect(text).not.toMatch(/<glassjar-[\w-]+[^>]*\/>/);
  });

  test.each(written('json'))('json, %s, is JSON, and a campaign where it says so', (_line, { text }) => {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'glassjar' in value) {
      expect(campaignSchema.safeParse(value).error?.issues ?? []).toEqual([]);
    }
  });

  test.each(written('ts', 'js', 'typescript', 'javascript'))('script, %s, parses', (_line, { text }) => {
    expect(parseSync('readme.ts', text).errors).toEqual([]);
  });
});
