import { launch } from 'puppeteer-core';
import { findBrowsers } from './tools/browsers/find.ts';
import { inRoot } from './tools/project.ts';
import { createServer } from './tools/serve/server.ts';
const server = await createServer({ root: inRoot('demo'), dist: inRoot('dist') });
const browser = await launch({ executablePath: findBrowsers().chromium!, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const name of process.argv.slice(2)) {
  const row=[];
  for (const width of [280, 320, 360, 400, 500, 580, 660, 760]) {
    await page.setViewport({ width, height: 900 });
    await page.goto(`${server.origin}/${name}.html`, { waitUntil: 'networkidle0' });
    await new Promise(r=>setTimeout(r,150));
    row.push(await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('glassjar-panel')].map(p => { p.style.minBlockSize='0'; const h=Math.ceil(p.getBoundingClientRect().height); p.style.minBlockSize=''; return p.clientWidth+':'+h+' of '+p.getBoundingClientRect().height; })));}
  console.log(name, JSON.stringify(row));
}
await browser.close(); server.close?.(); process.exit(0);
