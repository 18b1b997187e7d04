/* A link to a section takes the reader there, into the panel: also when its details are closed and the link is far away. */
import { describe, expect, it } from 'vitest';
import { drawn, has, settled, until, useDemo, type Engine, type Opened } from './setup.ts';

/** What has the focus, inside of all shadow roots, and how far it stands from the top of the window. */
const reader = ({ page }: Opened): Promise<{ id: string; text: string; top: number }> =>
  page.evaluate(() => {
    let at = document.activeElement!;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return { id: at.id, text: at.textContent, top: Math.round(at.getBoundingClientRect().top) };
  });

/** A link far below the panel, clicked where it stands. */
const follow = ({ page }: Opened, hash: string): Promise<void> =>
  page.evaluate((href) => {
    document.querySelector('#far')?.remove();
    const link = document.createElement('a');
    link.id = 'far';
    link.href = href;
    link.textContent = 'To the section';
    document.querySelector('main')!.append(link);
    link.scrollIntoView();
    link.focus();
    link.click();
  }, hash);

const close = async ({ page }: Opened): Promise<void> => {
  await page.evaluate(() => {
    document.querySelector('glassjar-panel')!.shadowRoot!.querySelector('details')!.open = false;
  });
  await drawn(page);
};

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`a link into the panel, ${engine}`, () => {
    const demo = useDemo(engine);
    const open = async (width: number, hash = ''): Promise<Opened> => {
      const opened = await demo.open(`mara.html${hash}`, { width, height: 700 });
      await settled(opened);
      return opened;
    };
    /** Waits until the reader is at a control in the window's upper part, and stays there. */
    const arrives = async (opened: Opened, isThere: (at: { id: string; text: string }) => boolean): Promise<void> => {
      const isAt = async (): Promise<boolean> => {
        const at = await reader(opened);
        return isThere(at) && at.top >= -1 && at.top < 200;
      };
      await until('the reader to arrive', isAt, 8);
      await drawn(opened.page);
      expect(await isAt(), JSON.stringify(await reader(opened))).toBe(true);
    };
    const update = ({ text }: { text: string }): boolean => text.includes('7,68 € von jedem Buch');

    for (const [width, control] of [
      [760, 'tab'],
      [360, 'heading'],
    ] as const) {
      it(`leads to the section and to the update at ${width} px, closed and far away, as often as it is clicked`, async () => {
        const opened = await open(width);
        await follow(opened, '#glassjar-press');
        await arrives(opened, ({ id }) => id === `${control}-press`);
        await close(opened);
        await follow(opened, '#glassjar-press');
        await arrives(opened, ({ id }) => id === `${control}-press`);
        await follow(opened, '#glassjar-press');
        await arrives(opened, ({ id }) => id === `${control}-press`);

        const other = await open(width);
        await follow(other, '#glassjar-updates-u2');
        await arrives(other, update);
        await close(other);
        await follow(other, '#glassjar-updates-u2');
        await arrives(other, update);
        await follow(other, '#glassjar-updates-u2');
        await arrives(other, update);
      });

      it(`leads there at ${width} px when the page is opened by it`, async () => {
        await arrives(await open(width, '#glassjar-press'), ({ id }) => id === `${control}-press`);
        await arrives(await open(width, '#glassjar-updates-u2'), update);
      });

      it(`leads to the section at ${width} px when what it names in it is gone`, async () => {
        await arrives(await open(width, '#glassjar-updates-gone'), ({ id }) => id === `${control}-updates`);
        const opened = await open(width);
        await follow(opened, '#glassjar-updates-gone');
        await arrives(opened, ({ id }) => id === `${control}-updates`);
      });
    }
  });
}
