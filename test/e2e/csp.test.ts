/* Every page under the strictest policy a site can have, and the panel still right. */
import { describe, expect, it } from 'vitest';
import { has, pages, settled, strictPolicy, useDemo, type Engine } from './setup.ts';

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`strict CSP, ${engine}`, () => {
    const demo = useDemo(engine);

    it.each(pages)('%s.html reports no violation', async (name) => {
      demo.headers['Content-Security-Policy'] = strictPolicy;
      const opened = await demo.open(`${name}.html`, { width: 760 });
      if (name !== 'no-script' && name !== 'index') await settled(opened);
      const { violations, errors } = await opened.seen();
      expect(violations).toEqual([]);
      expect(errors).toEqual([]);
    });

    it('would notice a violation', async () => {
      demo.headers['Content-Security-Policy'] = strictPolicy;
      const { page, seen } = await demo.open('no-script.html');
      await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
      expect((await seen()).violations.join()).toContain('style-src');
    });

    it('draws the bar as wide as the sum is large', async () => {
      demo.headers['Content-Security-Policy'] = strictPolicy;
      const opened = await demo.open('mara.html', { width: 760 });
      await settled(opened);
      // The bar grows by a transition where motion is welcome; what counts is where it ends.
      const bar = await opened.page.evaluate(async () => {
        const inside = (root: ParentNode, selector: string): Element | null => {
          for (const element of root.querySelectorAll('*')) {
            if (element.matches(selector)) return element;
            const found = element.shadowRoot && inside(element.shadowRoot, selector);
            if (found) return found;
          }
          return null;
        };
        const track = inside(document, '[part~=track]')!;
        const given = inside(document, '[part~=indicator]')!;
        await Promise.all(given.getAnimations().map((animation) => animation.finished));
        return { track: track.getBoundingClientRect().width, given: given.getBoundingClientRect().width };
      });
      expect(bar.track).toBeGreaterThan(100);
      expect(bar.given / bar.track).toBeCloseTo(9184 / 15_000, 2);
    });
  });
}
