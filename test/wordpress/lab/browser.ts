/* A browser for the site's pages: nobody but this machine can be reached by it. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import type { Site } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openBrowser(): Promise<Browser> {
  return launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--lang=en', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

/** A page of its own, logged in as nobody. What goes wrong in it is collected. */
export async function openPage(browser: Browser, width = 1280): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height: 900 });
  // Other work may run beside it.
  page.setDefaultTimeout(45_000);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`);
  });
  // Leaving a form that was changed asks; a test means it.
  page.on('dialog', (dialog) => void dialog.accept());
  return { page, wrong };
}

export async function logIn(
  page: Page,
  site: Site,
  user = site.admin.user,
  password = site.admin.password,
): Promise<void> {
  await page.goto(`${site.url}/wp-login.php`);
  // Typing would race WordPress's own script, which empties the field once.
  await page.evaluate(
    (name, word) => {
      document.querySelector<HTMLInputElement>('#user_login')!.value = name;
      document.querySelector<HTMLInputElement>('#user_pass')!.value = word;
    },
    user,
    password,
  );
  await Promise.all([page.waitForNavigation(), page.click('#wp-submit')]);
}

/** Sets a field of a form, as typing would, and says so. */
export async function fill(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(
    selector,
    (field, text) => {
      const input = field as HTMLInputElement;
      const group = input.closest('details');
      if (group) group.open = true;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    value,
  );
}

/** Presses a button that leads to another page. */
export async function submit(page: Page, selector: string): Promise<void> {
  await Promise.all([
    page.waitForNavigation(),
    page.$eval(selector, (button) => {
      (button as HTMLElement).click();
    }),
  ]);
}

/** What axe finds in a part of the page. */
export async function axeFindings(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (part) => {
    type Axe = { run(context: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({
      include: [part],
      exclude: ['iframe'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, selector);
}
