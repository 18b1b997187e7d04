/* The README's five minutes, pasted letter by letter: the first snippet, and the file it tells to write beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { settled, useDemo, visibleText } from './setup.ts';

const readme = readFileSync(inRoot('README.md'), 'utf8');
const first = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\n *\`\`\``).exec(readme)![1]!;

describe('the README, pasted', () => {
  const demo = useDemo();

  it('makes a panel, without a word to its author', async () => {
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>A post</title>${first('html')}</html>`;
    demo.faults.set('/kai.html', { body: page });
    demo.faults.set('/campaign.json', { body: first('json') });
    const opened = await demo.open('kai.html', { width: 420 });
    await settled(opened);
    const text = await visibleText(opened.page, 'glassjar-panel');
    expect(text).toContain('€12,478.72');
    expect(text).toContain('of €15,000');
    expect(text).toContain('Donate by PayPal');
    expect(text).not.toContain('raised so far');
    expect(opened.console).toEqual([]);
    expect(opened.requests.filter((url) => !url.startsWith(demo.origin))).toEqual([]);
  });
});
