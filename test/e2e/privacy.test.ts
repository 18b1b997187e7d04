/* Nothing leaves the page, and nothing is stored, before a click. Counted on every page. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { drawn, livePages, settled, strictPolicy, until, useDemo, type Opened } from './setup.ts';

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

  describe('embeds', () => {
    const others = ({ requests }: Opened): string[] => [
      // Chromium shows its own page (chrome-error:) in a frame that it could not load.
      ...new Set(
        requests
          .filter((url) => url.startsWith('http'))
          .map((url) => new URL(url).origin)
          .filter((origin) => origin !== demo.origin),
      ),
    ];
    const kept = ({ page }: Opened): Promise<[string, string][]> =>
      page.evaluate(() => Object.entries<string>(localStorage));
    /** Clicks the first button or box that matches, in the element for this link. */
    const click = async ({ page }: Opened, url: string, selector: string): Promise<void> => {
      await page.evaluate(
        (link, what) => {
          const element = document.querySelector(`glassjar-embed[url^="${link}"]`)!;
          element.shadowRoot!.querySelector<HTMLElement>(what)!.click();
        },
        url,
        selector,
      );
      await drawn(page);
    };
    const frames = ({ page }: Opened): Promise<string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('glassjar-embed')].flatMap((element) =>
          [...element.shadowRoot!.querySelectorAll('iframe')].map(({ src }) => new URL(src).hostname),
        ),
      );
    const youtube = 'https://www.youtube.com/watch';
    const open = async (): Promise<Opened> => {
      const opened = await demo.open('embed.html', { width: 420 });
      await settled(opened);
      return opened;
    };

    it('ask whom the reader clicked, nobody else, and keep nothing', async () => {
      const opened = await open();
      expect(others(opened)).toEqual([]);
      await click(opened, youtube, '.load');
      await until('the frame to be asked for', () => others(opened).length);
      expect(others(opened)).toEqual(['https://www.youtube-nocookie.com']);
      expect(await kept(opened)).toEqual([]);
    });

    it('keep one key when told to always load, use it on the next page, and drop it when told so', async () => {
      const opened = await open();
      await click(opened, youtube, 'input');
      expect(await kept(opened)).toEqual([]);
      await click(opened, youtube, '.load');
      expect(await kept(opened)).toEqual([['glassjar-embeds', 'www.youtube-nocookie.com']]);
      await opened.page.reload();
      await settled(opened);
      expect(new Set(await frames(opened))).toEqual(new Set(['www.youtube-nocookie.com']));
      await click(opened, youtube, '.quietly:last-of-type');
      expect(await frames(opened)).toEqual([]);
      expect(await kept(opened)).toEqual([]);
    });

    it('leave the plain link where the page’s policy forbids the frame', async () => {
      demo.headers['Content-Security-Policy'] = strictPolicy;
      const opened = await open();
      expect((await opened.seen()).violations).toEqual([]);
      await click(opened, youtube, '.load');
      await until('the policy to forbid it', async () => (await opened.seen()).violations.length);
      expect(others(opened)).toEqual([]);
      const link = await opened.page.evaluate(() => {
        const { shadowRoot } = document.querySelector('glassjar-embed')!;
        const found = shadowRoot!.querySelector<HTMLAnchorElement>('a.plain')!;
        return { href: found.href, height: found.getBoundingClientRect().height };
      });
      expect(link.href).toMatch(/^https:\/\/www\.youtube\.com\/watch/);
      expect(link.height).toBeGreaterThan(20);
    });
  });
});
