/* Each step of giving, as a reader meets it: one sheet for each width, colour scheme and language, in .screenshots/. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { inRoot } from '../project.ts';

interface Sheet {
  readonly name: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly language: string;
  readonly direction?: 'rtl';
  /** Of the page's root, in percent, as who can't read small text sets it. */
  readonly text?: number;
}

const sheets: readonly Sheet[] = [
  ...[320, 420, 760].flatMap((width) =>
    (['light', 'dark'] as const).flatMap((scheme) =>
      ['de', 'en'].map((language) => ({ name: `${width}-${scheme}-${language}`, width, scheme, language })),
    ),
  ),
  { name: '320-large-de', width: 320, scheme: 'light', language: 'de', text: 200 },
  { name: '320-large-en', width: 320, scheme: 'light', language: 'en', text: 200 },
  { name: '420-rtl', width: 420, scheme: 'light', language: 'en', direction: 'rtl' },
];

/** What is done in the dialog, in order: `=50` clicks what says so, `#other:1.000` writes, anything else is clicked by selector. */
interface Step {
  readonly name: string;
  /** What stands behind `demo:`, see demo/donate.js. */
  readonly backend?: string;
  /** A donation's reference in the address. */
  readonly back?: string;
  readonly acts?: readonly string[];
}

const next = 'form [part=primary]';
const steps: readonly Step[] = [
  { name: 'amount' },
  { name: 'fault', acts: ['#other:1.000', next] },
  { name: 'personal', acts: ['=50', 'summary'] },
  { name: 'review', acts: ['=50', 'label.chip:last-of-type', 'label.way', next] },
  { name: 'link', acts: ['=50', '=PayPal', next] },
  { name: 'transfer', acts: ['=50', '.way:last-child', next] },
  { name: 'own-transfer', backend: 'transfer', acts: ['=50', next, '[part=primary]'] },
  { name: 'waiting', backend: 'hanging', acts: ['=50', next, '[part=primary]'] },
  { name: 'trouble', backend: 'broken', acts: ['=50', next, '[part=primary]'] },
  { name: 'paid', back: 'demo-paid-5000' },
  { name: 'pending', back: 'demo-pending-5000' },
  { name: 'failed', back: 'demo-failed-5000' },
  { name: 'cancelled', back: 'demo-cancelled-5000' },
  { name: 'unknown', back: 'demo-unknown' },
  { name: 'ended', backend: 'ended' },
];

/** Takes the sheets. @param origin Where the demo is served. @param only What a sheet's name must have in it: `320-large`. */
export async function pictureGiving(browser: Browser, origin: string, only = ''): Promise<void> {
  for (const sheet of sheets.filter(({ name }) => name.includes(only))) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: sheet.width, height: 3000, deviceScaleFactor: 1.5 });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: sheet.scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.goto(`${origin}/donate.html`, { waitUntil: 'networkidle0' });
    const pictures: string[] = [];
    for (const step of steps) pictures.push(await pictureStep(page, sheet, step));
    await page.goto('about:blank');
    await assemble(page, sheet, pictures);
    await context.close();
    console.log(`.screenshots/giving-${sheet.name}.png`);
  }
}

async function pictureStep(page: Page, sheet: Sheet, { acts = [], back, backend = 'redirect' }: Step): Promise<string> {
  await page.evaluate(
    (language, direction, text, source, reference) => {
      const root = document.documentElement;
      root.lang = language;
      root.dir = direction ?? 'ltr';
      root.style.fontSize = text ? `${text}%` : '';
      sessionStorage.clear();
      if (reference) history.replaceState(null, '', `?glassjar-donation=${reference}`);
      const element = document.createElement('glassjar-donate');
      element.setAttribute('src', `demo:${source}`);
      document.querySelector('main')!.replaceChildren(element);
    },
    sheet.language,
    sheet.direction,
    sheet.text,
    backend,
    back,
  );
  await sleep(250);
  if (!back) await act(page, '[part=button]');
  for (const what of acts) await act(page, what);
  await sleep(200);
  const clip = await page.evaluate(() => {
    const element = document.querySelector('glassjar-donate')!;
    const { x, y, width, height } = (element.shadowRoot!.querySelector('dialog') ?? element).getBoundingClientRect();
    const edge = 10;
    return { x: Math.max(0, x - edge), y: Math.max(0, y - edge), width: width + 2 * edge, height: height + 2 * edge };
  });
  return page.screenshot({ clip, encoding: 'base64' });
}

async function act(page: Page, what: string): Promise<void> {
  await page.evaluate((wanted) => {
    const root = document.querySelector('glassjar-donate')!.shadowRoot!;
    const [, selector, text] = /^(#\w+):(.*)$/.exec(wanted) ?? [];
    if (selector) {
      const field = root.querySelector<HTMLInputElement>(selector)!;
      field.value = text!;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return;
    }
    const found = wanted.startsWith('=')
      ? [...root.querySelectorAll<HTMLElement>('label')].find(({ textContent }) =>
          textContent.includes(wanted.slice(1)),
        )
      : root.querySelector<HTMLElement>(wanted);
    // A campaign that has ended has no button.
    found?.click();
  }, what);
  await sleep(120);
}

async function assemble(page: Page, { name, scheme }: Sheet, pictures: readonly string[]): Promise<void> {
  const width = Math.min(1900, 16 + pictures.length * 340);
  await page.setViewport({ width, height: 600, deviceScaleFactor: 1 });
  await page.evaluate(
    (colour, images) => {
      document.body.style.cssText = `margin:0;padding:16px;display:flex;flex-wrap:wrap;gap:16px;align-items:start;background:${colour}`;
      for (const image of images) {
        const shown = new Image();
        shown.src = `data:image/png;base64,${image}`;
        shown.style.maxInlineSize = '340px';
        document.body.append(shown);
      }
    },
    scheme === 'dark' ? '#000' : '#999',
    pictures,
  );
  await sleep(300);
  await page.screenshot({ path: inRoot('.screenshots', `giving-${name}.png`), fullPage: true });
}
