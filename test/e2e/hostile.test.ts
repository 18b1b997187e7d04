/* A page that resets, hides and stretches everything and patches the language: the panel looks and counts as ever. */
import { describe, expect, it } from 'vitest';
import { drawn, settled, useDemo, visibleText, type Opened } from './setup.ts';

/** What of hostile.css is the page's to say: where the panel stands, how wide it is, and its font. */
const clean = `
  html { background: #ff6 }
  body { margin: 0; padding: 16px }
  main { display: block; max-width: 400px }
  glassjar-panel { font-family: 'Courier New', 'DejaVu Sans Mono', monospace; font-size: 16px }
`;

/** Every box inside the panel: its place from the panel's own corner. */
const boxes = ({ page }: Opened) =>
  page.evaluate(() => {
    const panel = document.querySelector('glassjar-panel')!;
    const root = panel.shadowRoot!.querySelector('[part~=base]')!.getBoundingClientRect();
    const found: { name: string; at: number[] }[] = [];
    const visit = (parent: ParentNode): void => {
      for (const element of parent.querySelectorAll('*')) {
        // What is not drawn has no place.
        if (element.getClientRects().length === 0) continue;
        const { x, y, width, height } = element.getBoundingClientRect();
        const at = [x - root.x, y - root.y, width, height].map((value) => Math.round(value));
        found.push({ name: `${element.localName}.${element.getAttribute('class') ?? ''}`, at });
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(panel.shadowRoot!);
    return found;
  });

/** A picture of the panel alone. First moved to one place, since half a pixel's distance would change every letter. */
async function shoot({ page }: Opened): Promise<Uint8Array> {
  const height = await page.evaluate(() => {
    const panel = document.querySelector('glassjar-panel')!;
    for (const other of document.body.querySelectorAll<HTMLElement>('header, footer, main > :not(glassjar-panel)')) {
      other.style.setProperty('display', 'none', 'important');
    }
    const place = { position: 'absolute', display: 'block', left: '0', top: '0', width: '400px' };
    for (const [name, value] of Object.entries(place)) panel.style.setProperty(name, value, 'important');
    return Math.ceil(panel.getBoundingClientRect().height);
  });
  await drawn(page);
  return page.screenshot({ clip: { x: 0, y: 0, width: 400, height } });
}

/** How many of a hundred pixels differ visibly between two pictures; compared by the browser, which can read PNG. */
async function difference(opened: Opened, one: Uint8Array, other: Uint8Array): Promise<number> {
  const blank = await opened.page.browserContext().newPage();
  const urls = [one, other].map((bytes) => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`);
  return blank.evaluate(async (both) => {
    const [a, b] = await Promise.all(
      both.map(async (url) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      }),
    );
    if (!a || !b || a.width !== b.width || a.height !== b.height) return 100;
    let differing = 0;
    for (let i = 0; i < a.data.length; i += 4) {
      const far = [0, 1, 2].some((channel) => Math.abs(a.data[i + channel]! - b.data[i + channel]!) > 24);
      if (far) differing++;
    }
    return (100 * differing) / (a.data.length / 4);
  }, urls);
}

describe('a hostile page', () => {
  const demo = useDemo();

  const openPanel = async (isClean: boolean): Promise<Opened> => {
    if (isClean) {
      demo.faults.set('/hostile.css', { body: clean });
      demo.faults.set('/demo.css', { body: ':root { color-scheme: light dark }' });
      demo.faults.set('/hostile.js', { body: '' });
    } else demo.faults.clear();
    const opened = await demo.open('hostile.html', { width: 500, height: 1600 });
    await settled(opened);
    return opened;
  };

  it('leaves every box of the panel where it was', async () => {
    const expected = await boxes(await openPanel(true));
    const found = await boxes(await openPanel(false));
    expect(expected.length).toBeGreaterThan(30);
    expect(found).toEqual(expected);
  });

  it('leaves its picture as it was, but for one pixel in a hundred', async () => {
    const calm = await openPanel(true);
    const expected = await shoot(calm);
    const found = await shoot(await openPanel(false));
    expect(await difference(calm, expected, found)).toBeLessThan(1);
  });

  it('leaves its figures true and throws nothing', async () => {
    const opened = await openPanel(false);
    expect(await visibleText(opened.page, 'glassjar-panel')).toContain('€12,478.72');
    expect((await opened.seen()).errors).toEqual([]);
    expect(opened.console.filter(({ type }) => type === 'pageerror')).toEqual([]);
  });

  it('is answered without a change to any prototype or global of its own', async () => {
    const opened = await openPanel(false);
    const kept = await opened.page.evaluate(() => [
      (window as unknown as Record<string, unknown>)['glassjar'],
      (window as unknown as Record<string, unknown>)['Glassjar'],
      Object.keys(Object.prototype).toSorted().join(),
    ]);
    expect(kept).toEqual(['taken', 'taken', 'evil']);
  });
});
