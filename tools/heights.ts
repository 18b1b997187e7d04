/*
 * How high the panels of the demo are, at the widths where demo.css has a step: what `--glassjar-panel-height` has to reserve.
 *   node tools/heights.ts kai mara     page by page: width of the panel, its own height, what is reserved
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { findBrowsers } from './browsers/find.ts';
import { inRoot } from './project.ts';
import { createServer } from './serve/server.ts';

const { chromium } = findBrowsers();
if (!chromium) {
  console.error('Heights are measured with Chromium: install it, or name it by CHROMIUM=/path/to/chromium.');
  process.exit(1);
}
const server = await createServer({ root: inRoot('demo'), dist: inRoot('dist') });
const browser = await launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  for (const name of process.argv.slice(2)) {
    for (const width of [280, 320, 360, 400, 500, 580, 660, 760]) {
      await page.setViewport({ width, height: 900 });
      await page.goto(`${server.origin}/${name}.html`, { waitUntil: 'networkidle0' });
      await sleep(150);
      const panels = await page.$$eval('glassjar-panel', (all) =>
        all.map((panel) => {
          const reserved = getComputedStyle(panel).minBlockSize;
          panel.style.minBlockSize = '0';
          const own = Math.ceil(panel.getBoundingClientRect().height);
          panel.style.minBlockSize = '';
          return `${panel.clientWidth}px: ${own}px of ${reserved}`;
        }),
      );
      console.log(name, width, panels.join(', '));
    }
  }
} finally {
  await browser.close();
  await server.close();
}
