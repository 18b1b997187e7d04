/* Libraries of old that replace the language's own and the browser's own: every page shows with them what it shows without. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { casesOf } from '../long.ts';
import { drawn, settled, until, useDemo, visibleText, type Opened } from './setup.ts';

const folder = inRoot('test', 'fixtures', 'libraries');
const libraries = readdirSync(folder).map((file) => file.replace('.js', ''));
const pages = [
  'mara',
  'kai',
  'counter',
  'progress',
  'book',
  'bank',
  'share',
  'ledger',
  'reach',
  'sections',
  'embed',
  'supporters',
  'needs',
  'record',
  'updates',
  'press',
  'rtl',
];
/** Their clock stands still, so that what is told of time is another. */
const still = new Set(['fake-timers']);

const tag = '<script type="module" src="glassjar.js"></script>';

/** Counts what waits, beside whatever a library does. */
function count(): void {
  const real = setTimeout;
  const counted = { timers: 0 };
  Object.defineProperty(window, Symbol.for('glassjar-timers'), { value: counted });
  window.setTimeout = ((...given: Parameters<typeof setTimeout>) => {
    counted.timers += 1;
    return real(...given);
  }) as typeof setTimeout;
}
const timers = ({ page }: Opened): Promise<number> =>
  page.evaluate(() => (window as unknown as Record<symbol, { timers: number }>)[Symbol.for('glassjar-timers')]!.timers);

describe('a page with a library of old', () => {
  const demo = useDemo();
  const expected = new Map<string, { text: string; timers: number }>();
  afterAll(() => expected.clear());

  async function shown(name: string, library?: string): Promise<{ text: string; timers: number; opened: Opened }> {
    const html = readFileSync(inRoot('demo', `${name}.html`), 'utf8');
    if (!html.includes(tag)) throw new Error(`${name}.html loads the script in another way`);
    if (library) demo.faults.set('/library.js', { body: readFileSync(`${folder}/${library}.js`, 'utf8') });
    demo.faults.set(`/${name}.html`, {
      body: library ? html.replace(tag, `<script src="library.js"></script>\n${tag}`) : html,
    });
    const opened = await demo.open(`${name}.html`, { width: 420, before: count });
    await settled(opened);
    let text = '';
    await until('a page that stands still', async () => {
      const before = text;
      await drawn(opened.page);
      await drawn(opened.page);
      text = await visibleText(opened.page, 'main');
      return text === before;
    });
    return { text, timers: await timers(opened), opened };
  }

  describe.each(libraries)('%s', (library) => {
    // The panel with what it loads, and what lies behind it.
    it.each(casesOf(pages, ['mara', 'sections']))(
      '%s shows what it shows without it, throws nothing, and no timer runs hot',
      async (name) => {
        const known = expected.get(name) ?? (await shown(name));
        expected.set(name, known);
        const found = await shown(name, library);
        if (!still.has(library)) expect(found.text).toBe(known.text);
        expect((await found.opened.seen()).errors).toEqual([]);
        expect(found.opened.console.filter(({ type }) => type === 'error' || type === 'pageerror')).toEqual([]);
        expect(found.timers).toBeLessThan(2 * known.timers + 30);
      },
    );

    it('the dialog to give by opens, and its last step has the account', async () => {
      const { opened } = await shown('mara', library);
      await opened.page.evaluate(() =>
        document.querySelector('glassjar-panel')!.shadowRoot!.querySelector<HTMLElement>('.donate')!.click(),
      );
      const text = (): Promise<string> => visibleText(opened.page, 'glassjar-panel');
      await until('the dialog', () =>
        opened.page.evaluate(() =>
          Boolean(
            document
              .querySelector('glassjar-panel')!
              .shadowRoot!.querySelector('glassjar-donate')
              ?.shadowRoot?.querySelector('dialog')?.open,
          ),
        ),
      );
      expect(await text()).toContain('DE89 3704 0044 0532 0130 00');
      expect((await opened.seen()).errors).toEqual([]);
    });

    it('events reach the page, with what they tell', async () => {
      const { opened } = await shown('mara', library);
      expect((await opened.seen()).events.map(({ type }) => type)).toEqual(['glassjar-loaded']);
    });

    it('structured data are JSON', async () => {
      demo.faults.set('/library.js', { body: readFileSync(`${folder}/${library}.js`, 'utf8') });
      demo.faults.set('/data.html', {
        headers: { 'Content-Type': 'text/html' },
        body: `<!doctype html><html lang="de"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>A post</title><script src="library.js"></script>${tag}<glassjar-panel src="mara.json" structured-data></glassjar-panel></html>`,
      });
      const opened = await demo.open('data.html');
      const json = await until('the data', () =>
        opened.page.evaluate(() => document.head.querySelector('script[type="application/ld+json"]')?.textContent),
      );
      expect(JSON.parse(json ?? '')).toMatchObject({ '@graph': [{ name: '#einBuchFürMara' }, {}] });
    });
  });
});
