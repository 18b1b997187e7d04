/* With the system's few colours (Windows' contrast themes) what is told by a colour of ours has to be told otherwise. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { drawn, settled, useDemo } from './setup.ts';

/** Computed values of what matches, also inside of shadow roots. */
const values = (page: Page, selector: string, property: string): Promise<string[]> =>
  page.evaluate(
    (what, name) => {
      const visit = (root: ParentNode): string[] =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          ...(element.matches(what) ? [getComputedStyle(element).getPropertyValue(name)] : []),
          ...(element.shadowRoot ? visit(element.shadowRoot) : []),
        ]);
      return visit(document);
    },
    selector,
    property,
  );

describe('with forced colours', () => {
  const demo = useDemo();
  const open = async (path: string): Promise<Page> => {
    const opened = await demo.open(path, { width: 760 });
    const session = await opened.page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    await settled(opened);
    await drawn(opened.page);
    return opened.page;
  };

  it('the button to give by has an edge', async () => {
    const page = await open('mara.html');
    const [width] = await values(page, '.donate', 'border-top-width');
    const [edge] = await values(page, '.donate', 'border-top-color');
    expect(Number.parseFloat(width!)).toBeGreaterThan(0);
    expect(edge).not.toMatch(/, 0\)$/);
  });

  it('gifts and sales are told apart in the bar, by the colours of the list below it', async () => {
    const page = await open('mara.html');
    const [sales, gifts] = await values(page, '.bar .fill', 'background-color');
    expect(sales).not.toBe(gifts);
    expect(await values(page, '.dot', 'background-color')).toEqual([gifts, sales]);
    const [track] = await values(page, '[role=meter].bar', 'background-color');
    expect([gifts, sales]).not.toContain(track);
  });

  it('all of the ledger’s bars are to be seen', async () => {
    const page = await open('ledger.html');
    const bars = await values(page, '.bar', 'background-color');
    expect(bars.length).toBeGreaterThan(4);
    const [ink] = await values(page, 'body', 'color');
    expect(new Set(bars)).toEqual(new Set([ink]));
  });
});
