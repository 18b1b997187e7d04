/* With scripts off, each page still says the total and how to give; and the ended campaign that it has ended. */
import { describe, expect, it } from 'vitest';
import { livePages, useDemo, visibleText } from './setup.ts';

const money = /\d[\d.,’]*\s?€|[€¥]\s?\d|CHF\s?\d/;

/** Pages whose only campaign is over: a link that pretends to collect would be a lie there. */
const ended = ['kai'];
/** Pages of one part of a campaign: what its elements say without script is about that part, and not how to give. */
const details: readonly string[] = [
  'ledger',
  'updates',
  'press',
  'supporters',
  'reach',
  'needs',
  'record',
  'sections',
  'embed',
];

describe('without script', () => {
  const demo = useDemo();

  it.each([...livePages, 'no-script'])(
    '%s.html says the total and how to give, or what its part is about',
    async (name) => {
      const { page } = await demo.open(`${name}.html`, { width: 320, javaScript: false });
      const elements = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('*')]
          .filter((element) => element.localName.startsWith('glassjar-'))
          .map((element) => ({
            tag: element.localName,
            text: element.innerText.trim(),
            links: [...element.querySelectorAll('a')]
              .filter((link) => link.getClientRects().length && link.innerText.trim())
              .map((link) => link.href),
          })),
      );
      expect(elements.length).toBeGreaterThan(0);
      for (const { tag, text } of elements) expect(text, tag).not.toBe('');
      if (details.includes(name)) return;
      expect(elements.some(({ text }) => money.test(text))).toBe(true);
      if (ended.includes(name)) {
        expect(elements.flatMap(({ links }) => links)).toEqual([]);
        expect(await visibleText(page, 'glassjar-panel')).toMatch(/seit 2015 beendet/);
      } else {
        expect(
          elements.flatMap(({ links }) => links).every((href) => /^(https:\/\/example\.org\/|mailto:)/.test(href)),
        ).toBe(true);
        expect(elements.some(({ links }) => links.length)).toBe(true);
      }
    },
  );

  it.each(['mara', 'mara-en', 'no-script'])('%s.html names the bank account', async (name) => {
    const { page } = await demo.open(`${name}.html`, { javaScript: false });
    expect(await visibleText(page, 'glassjar-panel')).toMatch(/DE89 3704 0044 0532 0130 00.*RF18 5390 0754 7034/);
  });

  it.each(livePages)('%s.html fits 320 px without scrolling sideways', async (name) => {
    // The hostile page breaks itself; its panel is measured in a test of its own.
    if (name === 'hostile') return;
    const { page } = await demo.open(`${name}.html`, { width: 320, javaScript: false });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
