/*
 * Pictures of the demo, to be looked at: each page at four widths, light and dark, and as it is printed, in .screenshots/.
 *   node tools/screenshots.ts              all pages
 *   node tools/screenshots.ts kai mara     some
 *   node tools/screenshots.ts giving        each step of giving, as sheets: giving-320-light-de.png
 *   node tools/screenshots.ts giving:rtl    one of these sheets
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { findBrowsers } from './browsers/find.ts';
import { inRoot } from './project.ts';
import { pictureGiving } from './screenshots/giving.ts';
import { createServer } from './serve/server.ts';

const all = [
  'index',
  'kai',
  'mara',
  'mara-en',
  'counter',
  'progress',
  'book',
  'bank',
  'donate',
  'giving',
  'share',
  'ledger',
  'reach',
  'sections',
  'milestones',
  'embed',
  'supporters',
  'needs',
  'record',
  'updates',
  'press',
  'states',
  'theming',
  'no-script',
  'hostile',
  'rtl',
];
const asked = process.argv.slice(2).map((page) => page.replace(/\.html$/, ''));
const names = asked.length ? asked : all;

const executablePath = findBrowsers().chromium;
if (!executablePath) {
  console.error('Pictures are taken with Chromium: install it, or name it by CHROMIUM=/path/to/chromium.');
  process.exit(1);
}

mkdirSync(inRoot('.screenshots'), { recursive: true });
writeFileSync(inRoot('.screenshots', '.gitignore'), '*\n');
const server = await createServer({ root: inRoot('demo'), dist: inRoot('dist') });
const browser = await launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'],
});
try {
  const page = await browser.newPage();
  for (const name of names) {
    if (name.startsWith('giving')) {
      await pictureGiving(browser, server.origin, name.split(':')[1]);
      continue;
    }
    for (const width of [320, 420, 760, 1200]) {
      for (const scheme of ['light', 'dark']) {
        await page.setViewport({ width, height: 900, deviceScaleFactor: 2 });
        await page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value: scheme },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
        await page.goto(`${server.origin}/${name}.html`, { waitUntil: 'networkidle0' });
        // Parts that are loaded on use draw in the frame after the network has gone quiet.
        await sleep(150);
        // What a page leaves undrawn while it is out of sight has to come into sight first.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewport({ width, height, deviceScaleFactor: 2 });
        await sleep(150);
        const path = inRoot('.screenshots', `${name}-${width}-${scheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
    }
    // A sheet of A4 between its margins, printed by someone whose screen is dark.
    await page.emulateMediaType('print');
    await page.setViewport({ width: 718, height: 1000, deviceScaleFactor: 2 });
    await page.screenshot({ path: inRoot('.screenshots', `${name}-print.png`), fullPage: true });
    await page.emulateMediaType();
    console.log(`.screenshots/${name}-{320,420,760,1200}-{light,dark}.png, ${name}-print.png`);
  }
} finally {
  await browser.close();
  await server.close();
}
