/* Loading the script twice, both bundles, or two versions is harmless in every order. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { settled, until, useDemo, visibleText } from './setup.ts';

const tag = '<script type="module" src="glassjar.js"></script>';
const page = readFileSync(inRoot('demo', 'mara.html'), 'utf8');
const withScripts = (...sources: string[]): string => {
  if (!page.includes(tag)) throw new Error('mara.html loads the script in another way');
  return page.replace(tag, sources.map((source) => tag.replace('glassjar.js', source)).join('\n'));
};

describe('the script, more than once', () => {
  const demo = useDemo();

  it.each([
    ['glassjar.js', 'glassjar.js'],
    ['glassjar.js', 'glassjar.js?again'],
    ['glassjar.js', 'glassjar.all.js'],
    ['glassjar.all.js', 'glassjar.js'],
    ['glassjar.all.js', 'glassjar.all.js?again'],
  ])('%s, then %s: the panel works and nothing is thrown', async (...sources) => {
    demo.faults.set('/mara.html', { body: withScripts(...sources) });
    const opened = await demo.open('mara.html', { width: 420 });
    await settled(opened);
    expect((await opened.seen()).errors).toEqual([]);
    expect(opened.console.filter(({ type }) => type === 'error' || type === 'pageerror')).toEqual([]);
    expect(await visibleText(opened.page, 'glassjar-panel')).toContain('12.478,72 €');
  });

  it.each([
    ['glassjar.js', 'glassjar.js?again'],
    ['glassjar.js', 'glassjar.all.js'],
    ['glassjar.all.js', 'old.js'],
  ])('%s, then %s under a list of policies in which each name is taken once: harmless', async (...sources) => {
    const script = readFileSync(inRoot('dist', 'glassjar.all.js'), 'utf8');
    demo.faults.set('/old.js', {
      body: script.replaceAll('0.1.0', '0.0.1'),
      headers: { 'Content-Type': 'text/javascript' },
    });
    demo.faults.set('/mara.html', { body: withScripts(...sources) });
    demo.headers['Content-Security-Policy'] =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
    const opened = await demo.open('mara.html', { width: 420 });
    await settled(opened);
    expect((await opened.seen()).errors).toEqual([]);
    expect(opened.console.filter(({ type }) => type === 'pageerror')).toEqual([]);
    expect(await visibleText(opened.page, 'glassjar-panel')).toContain('12.478,72 €');
    await opened.page.evaluate(() =>
      document.querySelector('glassjar-panel')!.shadowRoot!.querySelector('summary')!.click(),
    );
    await until('the sections', async () => (await visibleText(opened.page, 'glassjar-panel')).includes('Presse'));
    expect((await opened.seen()).errors).toEqual([]);
  });

  it.each([
    ['old.js', 'glassjar.js'],
    ['glassjar.all.js', 'old.js'],
  ])('%s, then %s of another version: one warning that names both', async (...sources) => {
    const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string };
    const script = readFileSync(inRoot('dist', 'glassjar.all.js'), 'utf8');
    const old = script.replaceAll(version, '0.0.1');
    expect(old).not.toBe(script);
    demo.faults.set('/old.js', { body: old, headers: { 'Content-Type': 'text/javascript' } });
    demo.faults.set('/mara.html', { body: withScripts(...sources) });
    const opened = await demo.open('mara.html', { width: 420 });
    await settled(opened);
    expect((await opened.seen()).errors).toEqual([]);
    const warnings = opened.console.filter(({ text }) => text.includes('two versions'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]!.text).toContain('0.0.1');
    expect(warnings[0]!.text).toContain(version);
    expect(await visibleText(opened.page, 'glassjar-panel')).toContain('12.478,72 €');
  });
});
