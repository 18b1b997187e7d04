/* The sections on a page: tabs or accordion by the room, a part loaded when it is shown and not before, links, paper. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../src/core/news.ts';
import { inRoot } from '../../tools/project.ts';
import { drawn, has, settled, until, useDemo, visibleText, type Engine, type Opened } from './setup.ts';

const wide = 760;
const narrow = 360;

/** The chunk that registers an element. */
function chunkOf(tag: string): string {
  const registers = new RegExp(`["'\`]${tag}["'\`],`);
  const found = readdirSync(inRoot('dist', 'chunks')).find(
    (name) => name.endsWith('.js') && registers.test(readFileSync(inRoot('dist', 'chunks', name), 'utf8')),
  );
  if (!found) throw new Error(`no chunk registers ${tag}`);
  return `/chunks/${found}`;
}

interface Look {
  tabs: string[];
  headings: string[];
  selected: string | undefined;
  open: string[];
  focused: string | undefined;
}

/** What the first of the page's sections look like. */
const look = ({ page }: Opened): Promise<Look> =>
  page.evaluate(() => {
    const root = document.querySelector('glassjar-sections')!.shadowRoot!;
    const ids = (selector: string): string[] => [...root.querySelectorAll(selector)].map(({ id }) => id);
    return {
      tabs: ids('[role=tab]'),
      headings: ids('.heading button'),
      selected: ids('[aria-selected=true]')[0],
      open: ids('.panel:not([hidden])'),
      focused: root.activeElement?.id,
    };
  });

const click = async ({ page }: Opened, selector: string): Promise<void> => {
  await page.evaluate((what) => {
    document.querySelector('glassjar-sections')!.shadowRoot!.querySelector<HTMLElement>(what)!.click();
  }, selector);
  await drawn(page);
};

describe('sections', () => {
  const demo = useDemo();
  const open = async (width: number, path = 'sections.html'): Promise<Opened> => {
    const opened = await demo.open(path, { width });
    await settled(opened);
    return opened;
  };

  it('are tabs where there is room, an accordion where there isn’t, and change when the window does', async () => {
    const opened = await open(wide);
    const before = await look(opened);
    expect(before.tabs.length).toBeGreaterThan(0);
    expect(before.headings).toEqual([]);
    await click(opened, '#tab-embeds');
    await opened.page.setViewport({ width: narrow, height: 900 });
    await until('the accordion', async () => (await look(opened)).headings.length);
    const after = await look(opened);
    expect(after.tabs).toEqual([]);
    expect(after.headings).toHaveLength(before.tabs.length);
    expect(after.open).toContain('section-embeds');
    expect((await opened.seen()).errors).toEqual([]);
  });

  it.each([704, 760, 1200])('stand in one row of tabs at %i px', async (width) => {
    const { page } = await open(width);
    const tops = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('glassjar-sections')!;
      return Array.from(shadowRoot!.querySelectorAll('[role=tab]'), (tab) => tab.getBoundingClientRect().top);
    });
    expect(tops.length).toBe(7);
    expect(new Set(tops).size).toBe(1);
  });

  it('load a part when it is shown, and not before', async () => {
    const chunk = chunkOf('glassjar-embed');
    const opened = await open(narrow);
    expect((await look(opened)).open).toEqual([]);
    expect(demo.asked).not.toContain(chunk);
    await click(opened, '#heading-embeds');
    await until('the part', () =>
      visibleText(opened.page, 'glassjar-sections').then((text) => text.includes('YouTube')),
    );
    expect(demo.asked.filter((path) => path === chunk)).toHaveLength(1);
  });

  it('are opened by the page’s address, and by a link on the page', async () => {
    const opened = await open(wide, 'sections.html#glassjar-embeds');
    expect((await look(opened)).selected).toBe('tab-embeds');
    expect((await look(opened)).focused).toBe('tab-embeds');
    const [first] = (await look(opened)).tabs;
    await click(opened, `#${first}`);
    await opened.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '#glassjar-embeds-1';
      document.body.append(link);
      link.click();
    });
    await until('the section', async () => (await look(opened)).selected === 'tab-embeds');
  });

  it('lead an update’s own link to the update, however the page came to it', async () => {
    const target = ({ page }: Opened): Promise<string | undefined> =>
      page.evaluate(() => {
        const updates = document.querySelector('glassjar-sections')!.shadowRoot!.querySelector('glassjar-updates');
        const active = updates?.shadowRoot?.activeElement;
        const box = active?.getBoundingClientRect();
        return box && box.top >= 0 && box.top < innerHeight ? active!.textContent : undefined;
      });
    const anchor = anchorOf({ id: 'u2' })!;
    const wanted = '7,68 € von jedem Buch';
    for (const width of [wide, narrow]) {
      const direct = await open(width, `sections.html#${anchor}`);
      await until(`the update at ${width} px`, async () => (await target(direct))?.includes(wanted));
      const later = await open(width);
      await later.page.evaluate((hash) => {
        location.hash = hash;
      }, anchor);
      await until(`the update later at ${width} px`, async () => (await target(later))?.includes(wanted));
    }
  });

  it('stand on paper with a heading each, as far as they were loaded', async () => {
    const opened = await open(wide);
    await click(opened, '#tab-embeds');
    await until('the part', () =>
      visibleText(opened.page, 'glassjar-sections').then((text) => text.includes('YouTube')),
    );
    const [first] = (await look(opened)).tabs;
    await click(opened, `#${first}`);
    await opened.page.emulateMediaType('print');
    await drawn(opened.page);
    const seen = await opened.page.evaluate(() => {
      const root = document.querySelector('glassjar-sections')!.shadowRoot!;
      const visible = (element: Element): boolean => element.getBoundingClientRect().height > 0;
      const embeds = root.querySelector('#section-embeds')!;
      return {
        tabs: visible(root.querySelector('.tabs')!),
        panel: visible(embeds),
        heading: visible(embeds.parentElement!.querySelector('.heading')!),
        waiting: [...root.querySelectorAll('.section:not(.ready) .panel')].filter(visible).length,
      };
    });
    expect(seen).toEqual({ tabs: false, panel: true, heading: true, waiting: 0 });
    expect(await visibleText(opened.page, 'glassjar-sections')).toContain('YouTube');
  });
});

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`a part that can’t be had at first, ${engine}`, () => {
    const demo = useDemo(engine);

    it('says so, and comes when it is asked for again, or else with the page', async () => {
      const chunk = chunkOf('glassjar-embed');
      demo.faults.set(chunk, (nth) => (nth === 1 ? { status: 503, body: '' } : undefined));
      const opened = await demo.open('sections.html', { width: narrow });
      await settled(opened);
      await click(opened, '#heading-embeds');
      const text = (): Promise<string> => visibleText(opened.page, 'glassjar-sections');
      await until('the failure', async () => (await text()).includes('ließ sich nicht laden'));
      await click(opened, '.retry');
      await until('an answer', async () => /YouTube|Seite neu laden/.test(await text()));
      if (!(await text()).includes('YouTube')) {
        await Promise.all([
          opened.page.waitForNavigation(),
          opened.page.evaluate(() => {
            document.querySelector('glassjar-sections')!.shadowRoot!.querySelector<HTMLElement>('.retry')!.click();
          }),
        ]);
        await settled(opened);
        await click(opened, '#heading-embeds');
      }
      await until('the part', async () => (await text()).includes('YouTube'));
    });
  });
}
