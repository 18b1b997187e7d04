/* Nothing on the page moves: not when the script is late, nor the data, nor when either never comes, nor when a figure grows. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Faulty } from '../../tools/serve/server.ts';
import { inRoot } from '../../tools/project.ts';
import { casesOf } from '../long.ts';
import { comeBack, drawn, settled, until, useDemo, visibleText, type Opened } from './setup.ts';

const widths = casesOf([320, 420, 760], [420]);

const conditions: [what: string, path: (name: string) => string, fault: Faulty, answers: boolean][] = [
  ['nothing is wrong', () => '/none', {}, true],
  ['the script is late', () => '/glassjar.js', { delay: 500 }, true],
  ['the data is late', (name) => `/${name}.json`, { delay: 300 }, true],
  ['the data fails', (name) => `/${name}.json`, { status: 500, body: '' }, true],
  ['the script is blocked', () => '/glassjar.js', { drop: true }, false],
];

/** A reader's page in which the script is blocked: give it the time in which a script would have come. */
const quiet = (opened: Opened): Promise<void> => drawn(opened.page).then(() => drawn(opened.page));

describe('layout shift', () => {
  const demo = useDemo();

  for (const name of ['kai', 'mara']) {
    for (const width of widths) {
      it.each(conditions)(`is zero on ${name}.html at ${width} px when %s`, async (_, path, fault, answers) => {
        demo.faults.set(path(name), fault);
        const opened = await demo.open(`${name}.html`, { width });
        // Without a frame before the change there would be nothing that could shift.
        await drawn(opened.page);
        await (answers ? settled(opened) : quiet(opened));
        await drawn(opened.page);
        const { shift, shifts } = await opened.seen();
        expect(shifts).toEqual([]);
        expect(shift).toBe(0);
      });
    }
  }

  it.each(widths)('is zero at %i px when figures grow by a digit between two readings', async (width) => {
    const grown = readFileSync(inRoot('demo', 'kai.json'), 'utf8').replace('"raised": "12000"', '"raised": "112000"');
    demo.faults.set('/kai.json', (nth) => (nth === 1 ? undefined : { body: grown }));
    const opened = await demo.open('kai.html', { width });
    await settled(opened);
    await comeBack(opened);
    await until(
      'the grown figure',
      async () => (await visibleText(opened.page, 'glassjar-panel')).includes('112.000'),
      80,
    );
    await drawn(opened.page);
    const { shift, shifts } = await opened.seen();
    expect(shifts).toEqual([]);
    expect(shift).toBe(0);
  });

  it.each(['ledger', 'press', 'supporters', 'reach', 'needs', 'record', 'embed', 'sections'])(
    'is zero where %s stands alone and the page keeps a window’s height for it',
    async (name) => {
      const css = readFileSync(inRoot('demo', 'demo.css'), 'utf8');
      demo.faults.set('/demo.css', { body: `${css} glassjar-${name} { min-block-size: 100vh }` });
      demo.faults.set('/glassjar.js', { delay: 300 });
      for (const width of [320, 760]) {
        const opened = await demo.open(`${name}.html`, { width });
        await drawn(opened.page);
        await settled(opened);
        await drawn(opened.page);
        const { shift, shifts } = await opened.seen();
        expect(shifts).toEqual([]);
        expect(shift).toBe(0);
      }
    },
  );

  it('would be noticed', async () => {
    const { page, seen } = await demo.open('no-script.html', { width: 420 });
    await drawn(page);
    await page.evaluate(() => {
      const block = document.createElement('p');
      block.textContent = 'An advertisement that pushes everything down.';
      document.querySelector('main')!.prepend(block);
    });
    await drawn(page);
    expect((await seen()).shift).toBeGreaterThan(0);
  });
});
