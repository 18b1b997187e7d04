/* The README's five minutes, pasted letter by letter: the first snippet, and the file it tells to write beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { comeBack, drawn, settled, until, useDemo, visibleText } from './setup.ts';

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

  const recipe = /```js\n(import \{ decode, registerAdapter[^]*?)\n```/.exec(readme)![1]!;
  const element = /```html\n(<glassjar-panel src="club:42"[^]*?)\n```/.exec(readme)![1]!;
  /** What a bundler does with the package's name, a page does with a map. */
  const map = '<script type="importmap">{ "imports": { "glassjar": "./glassjar.js" } }</script>';
  const library = '<script type="module" src="glassjar.js"></script>';
  const inline = `<script type="module">${recipe}</script>`;
  /** The recipe's backend, which nobody has. */
  const club = (): void => {
    const real = window.fetch.bind(window);
    window.fetch = (address, options) =>
      typeof address === 'string' && address.startsWith('https://club.example/api/jar/42')
        ? Promise.resolve(Response.json({ total: '1234.00' }))
        : real(address, options);
  };

  it.each([
    ['a module before the library', `${inline}${library}${element}`],
    ['a module after the library', `${library}${element}${inline}`],
    ['a file of its own', `${library}<script type="module" src="recipe.js"></script>${element}`],
    [
      'a script that imports it later',
      `${library}${element}<script>setTimeout(() => import('./recipe.js'), 1500)</script>`,
    ],
  ])('the adapter’s recipe works as %s, and tells its news once', async (_, body) => {
    demo.faults.set('/recipe.js', { body: recipe, headers: { 'Content-Type': 'text/javascript' } });
    demo.faults.set('/club.html', {
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>Club</title>${map}${body}</html>`,
      headers: { 'Content-Type': 'text/html' },
    });
    const opened = await demo.open('club.html', { width: 420, before: club });
    await until('the panel', async () => (await visibleText(opened.page, 'glassjar-panel')).includes('€1,234'));
    await comeBack(opened);
    await drawn(opened.page);
    const { errors, events } = await opened.seen();
    expect(events.filter(({ type }) => type === 'glassjar-loaded')).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  const snippets = [...readme.matchAll(/^( *)```html\n([^]*?)^\1```$/gm)].map(
    ([, , text = ''], index) => [index + 1, text] as const,
  );
  it.each(snippets)('html, snippet %i, runs without an error', async (_, text) => {
    demo.faults.set('/snippet.html', {
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>A post</title>${text.includes('glassjar.js') ? '' : library}${text}</html>`,
      headers: { 'Content-Type': 'text/html' },
    });
    demo.faults.set('/campaign.json', { body: first('json') });
    const opened = await demo.open('snippet.html', { width: 420 });
    await until('its elements', () =>
      opened.page.evaluate(() =>
        [...document.querySelectorAll(':not(:defined)')].every(({ localName }) => !localName.startsWith('glassjar-')),
      ),
    );
    expect((await opened.seen()).errors).toEqual([]);
  });
});
