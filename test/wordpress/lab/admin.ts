/* WordPress's own screens: a site, a browser, and a page in which its administrator is logged in. */
import type { Browser, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { logIn, openBrowser, openPage } from './browser.ts';
import { type Site, startSite } from './site.ts';

export interface Admin {
  readonly site: Site;
  readonly browser: Browser;
  readonly page: Page;
  /** Requests of the page that failed, and errors of its scripts. Whoever means one takes it out. */
  readonly wrong: string[];
  /** Ends all of it, and fails where PHP or the page told of anything. */
  readonly close: () => Promise<void>;
}

export async function openAdmin(...options: Parameters<typeof startSite>): Promise<Admin> {
  const site = await startSite(...options);
  const browser = await openBrowser();
  const { page, wrong } = await openPage(browser);
  await logIn(page, site);
  const close = async (): Promise<void> => {
    const said = site.debugLog();
    await browser.close();
    await site.stop();
    expect(said, 'debug.log').toBe('');
    expect(wrong, 'failed requests and scripts').toEqual([]);
  };
  return { site, browser, page, wrong, close };
}
