/* The one file, pinned: what sri.json says is what a browser takes, and a file that was tampered with runs not at all. */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { has, until, useDemo, visibleText } from './setup.ts';

const sri = JSON.parse(readFileSync(inRoot('dist', 'sri.json'), 'utf8')) as Record<string, string>;
const script = readFileSync(inRoot('dist', 'glassjar.all.js'), 'utf8');

describe('the map of a script', () => {
  it.each(['glassjar.js', 'glassjar.all.js'])('of %s leads from each word back to the line that says it', (file) => {
    const code = readFileSync(inRoot('dist', file), 'utf8');
    const json = readFileSync(inRoot('dist', `${file}.map`), 'utf8');
    const map = new SourceMap(JSON.parse(json) as ConstructorParameters<typeof SourceMap>[0]);
    for (const word of ['glassjar-loaded', 'glassjar-error', 'litElementVersions', 'adoptedStyleSheets']) {
      const before = code.slice(0, code.indexOf(word)).split('\n');
      const found = map.findEntry(before.length - 1, before.at(-1)!.length);
      if (!('originalSource' in found)) throw new Error(`nothing is said of ${word}`);
      const source = inRoot('dist', found.originalSource);
      expect(readFileSync(source, 'utf8').split('\n')[found.originalLine]).toContain(word);
    }
  });
});

const page = (file: string) => `<!doctype html><html lang="de"><meta charset="utf-8"><title>Pinned</title>
<link rel="stylesheet" href="glassjar.css" integrity="${sri['glassjar.css']}">
<script type="module" src="${file}" integrity="${sri[file]}"></script>
<glassjar-panel src="mara.json">12.000 € sind da. <a href="https://example.org/give">Spenden</a></glassjar-panel></html>`;

for (const engine of ['chromium', 'firefox'] as const) {
  describe.runIf(has(engine))(`a pinned script, ${engine}`, () => {
    const demo = useDemo(engine);

    it.each(['glassjar.all.js', 'glassjar.js'])('%s runs when it is what was pinned', async (file) => {
      demo.faults.set('/pinned.html', { body: page(file), headers: { 'Content-Type': 'text/html' } });
      const opened = await demo.open('pinned.html', { width: 420 });
      await until('the panel', () =>
        opened.page.$eval('glassjar-panel', (panel) => Boolean(panel.shadowRoot?.querySelector('article'))),
      );
    });

    it('does not run with one letter changed, and the fallback stays', async () => {
      demo.faults.set('/pinned.html', { body: page('glassjar.all.js'), headers: { 'Content-Type': 'text/html' } });
      demo.faults.set('/glassjar.all.js', { body: `${script} `, headers: { 'Content-Type': 'text/javascript' } });
      const opened = await demo.open('pinned.html', { width: 420 });
      await until('the refusal', async () => opened.console.some(({ text }) => /integrity/i.test(text)));
      expect(await opened.page.evaluate(() => customElements.get('glassjar-panel') === undefined)).toBe(true);
      expect(await visibleText(opened.page, 'glassjar-panel')).toContain('12.000 € sind da. Spenden');
    });
  });
}
