/* The whole panel by keyboard alone: every control in the order in which it is seen, each visible when focused. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { has, settled, until, useDemo, type Engine } from './setup.ts';

interface Focus {
  readonly name: string;
  readonly href: string;
  readonly expanded: string | null;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly outline: string;
  readonly isInPanel: boolean;
}

/** The control that has the focus, looked for through shadow roots. */
const focused = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    let element = document.activeElement!;
    const isInPanel = element.localName === 'glassjar-panel';
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { x, y, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
      name: element.getAttribute('aria-label') ?? element.textContent.trim(),
      href: element.getAttribute('href') ?? '',
      expanded: element.getAttribute('aria-expanded'),
      x: Math.round(x + scrollX),
      y: Math.round(y + scrollY),
      height,
      outline: style.outlineStyle === 'none' ? '' : style.outlineWidth,
      isInPanel,
    };
  });

/** Names of all controls that a reader sees in the panel, in the order of the document. */
const controls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const visit = (root: ParentNode): string[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
        const isControl =
          element.matches('a[href], button, input, select, textarea, summary') && element.getClientRects().length;
        return [
          ...(isControl ? [element.getAttribute('aria-label') ?? element.textContent.trim()] : []),
          ...(element.shadowRoot ? visit(element.shadowRoot) : []),
        ];
      });
    return visit(document.querySelector('glassjar-panel')!.shadowRoot!);
  });

/** Tabs from the top of the page through the panel and out again. */
async function tabThrough(page: Page): Promise<Focus[]> {
  const found: Focus[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    if (focus.isInPanel) found.push(focus);
    else if (found.length) break;
  }
  return found;
}

/** Tabs on until a control is reached. */
async function tabTo(page: Page, wanted: (focus: Focus) => boolean): Promise<Focus> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    if (focus.isInPanel && wanted(focus)) return focus;
  }
  throw new Error('no such control was reached');
}

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`keyboard, ${engine}`, () => {
    const demo = useDemo(engine);

    it.each([320, 760])('reaches every control at %i px, in the order seen, and shows where it is', async (width) => {
      const opened = await demo.open('mara.html', { width });
      await settled(opened);
      const path = await tabThrough(opened.page);
      expect(path.map(({ name }) => name)).toEqual(await controls(opened.page));
      expect(path.length).toBeGreaterThan(6);
      for (const { name, outline } of path)
        expect(Number.parseFloat(outline), `${name} shows its focus`).toBeGreaterThanOrEqual(2);
      path.slice(1).forEach((focus, index) => {
        const before = path[index]!;
        const isBelow = focus.y >= before.y + before.height / 2;
        const isBeside = Math.abs(focus.y - before.y) < Math.max(focus.height, before.height) && focus.x > before.x;
        expect(isBelow || isBeside, `${focus.name} comes after ${before.name}`).toBe(true);
      });
    });

    it.each(['Enter', ' '] as const)(
      '"%s" opens more ways to share, Escape closes them and gives the focus back',
      async (key) => {
        const opened = await demo.open('mara.html', { width: 420 });
        await settled(opened);
        const { page } = opened;
        const more = await tabTo(page, ({ expanded }) => expanded === 'false');
        const closed = await controls(page);
        await page.keyboard.press(key);
        await until('more ways to share', async () => (await controls(page)).length > closed.length);
        expect((await focused(page)).expanded).toBe('true');
        await page.keyboard.press('Tab');
        expect(closed).not.toContain((await focused(page)).name);
        await page.keyboard.press('Escape');
        await until('them to close', async () => (await controls(page)).length === closed.length);
        expect((await focused(page)).name).toBe(more.name);
      },
    );

    it('Enter on Mastodon asks for the server, Escape goes back to its button', async () => {
      const opened = await demo.open('mara.html', { width: 420 });
      await settled(opened);
      const { page } = opened;
      const mastodon = await tabTo(page, ({ href }) => href.includes('mastodon'));
      const before = await controls(page);
      await page.keyboard.press('Enter');
      await until('the form', async () => (await controls(page)).length > before.length);
      await until('its field to be focused', async () => (await focused(page)).name !== mastodon.name);
      await page.keyboard.type('@me@mastodon.example');
      await page.keyboard.press('Escape');
      await until('the form to close', async () => (await controls(page)).length === before.length);
      expect((await focused(page)).name).toBe(mastodon.name);
      // Nothing was sent, so nothing may be kept or asked.
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      expect(opened.requests.filter((url) => !url.startsWith(`${demo.origin}/`))).toEqual([]);
    });
  });
}
