/* Nothing leaves the page, and nothing is stored, before a click. Counted on every page. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { livePages, settled, useDemo } from './setup.ts';

/** Lit's own marks, by which two copies of it know of each other. */
const lit = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'];
/** What hostile.js takes before the library comes. */
const taken = ['glassjar', 'Glassjar', 'lit'];

describe('privacy', () => {
  const demo = useDemo();

  it.each(livePages)('%s.html asks nobody else and keeps nothing', async (name) => {
    const opened = await demo.open(`${name}.html`, { width: 420 });
    await settled(opened);
    const { page, requests } = opened;

    expect(requests.filter((url) => !url.startsWith(`${demo.origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(await page.browserContext().cookies()).toEqual([]);
    const kept = await page.evaluate(async () => ({
      cookie: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(kept).toEqual({ cookie: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0 });

    const { globals } = await opened.seen();
    const now = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const allowed = new Set([...globals, ...lit, ...(name === 'hostile' ? taken : [])]);
    expect(now.filter((global) => !allowed.has(global))).toEqual([]);
  });

  it.each(livePages)('%s.html has nothing in its head but what it came with', async (name) => {
    const opened = await demo.open(`${name}.html`, { width: 420 });
    await settled(opened);
    const source = /<head>(.*)<\/head>/s.exec(readFileSync(inRoot('demo', `${name}.html`), 'utf8'))![1]!;
    const came = [...source.matchAll(/<(meta|title|link|script|style)\b/g)].map(([, tag]) => tag);
    const now = await opened.page.evaluate(() => [...document.head.children].map((element) => element.localName));
    expect(now).toEqual(came);
    const sheets = await opened.page.evaluate(() => document.adoptedStyleSheets.length);
    expect(sheets, 'styles adopted by the page').toBe(0);
  });
});
