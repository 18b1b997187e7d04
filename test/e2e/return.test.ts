/* A reader who comes back: from the page before, and from a tunnel. In a real browser, with its own cache and network. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../tools/project.ts';
import { settled, until, useDemo, visibleText, type Opened } from './setup.ts';

const later = readFileSync(inRoot('demo', 'kai.json'), 'utf8').replace('"raised": "12000"', '"raised": "13000"');

/** Puts the page's clock ahead, by whatever way a script asks it, so that newer figures are due. */
const wait = ({ page }: Opened): Promise<void> =>
  page.evaluate(() => {
    globalThis.Date = new Proxy(Date, {
      construct: (real, given: []) => (given.length ? new real(...given) : new real(real.now() + 600_000)),
      get: (real, name) => (name === 'now' ? () => real.now() + 600_000 : (Reflect.get(real, name) as unknown)),
    });
  });

/** Runs in the page before its script: its turns never come, so that nothing but the return itself brings newer figures. */
function noTurns(): void {
  const real = setTimeout;
  window.setTimeout = ((callback: () => void, ms = 0) =>
    ms > 5000 ? 0 : real(callback, ms)) as unknown as typeof setTimeout;
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) document.documentElement.dataset['kept'] = '';
  });
}

describe('a reader who comes back', () => {
  const demo = useDemo('chromium', ['--enable-features=BackForwardCache']);
  const shows = ({ page }: Opened, figure: string) =>
    until(figure, async () => (await visibleText(page, 'glassjar-panel')).includes(figure));

  it('from the next page finds the newest figures, also where the browser kept this one', async () => {
    const opened = await demo.open('kai.html', { width: 420, before: noTurns });
    await settled(opened);
    await shows(opened, '12.000');
    await wait(opened);
    demo.faults.set('/kai.json', { body: later });
    await opened.page.goto(`${demo.origin}/no-script.html`);
    await opened.page.goBack();
    await shows(opened, '13.000');
    // Without that, it would have been a page loaded anew.
    expect(await opened.page.evaluate(() => document.documentElement.dataset['kept'])).toBe('');
  });

  it('from where there was no network finds them as soon as there is', async () => {
    demo.faults.clear();
    const opened = await demo.open('kai.html', { width: 420, before: noTurns });
    await settled(opened);
    await opened.page.setOfflineMode(true);
    await wait(opened);
    await opened.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await until('that the figures are old', async () =>
      (await visibleText(opened.page, 'glassjar-panel')).includes('nicht erreichbar'),
    );
    expect(await visibleText(opened.page, 'glassjar-panel')).toContain('12.000');
    demo.faults.set('/kai.json', { body: later });
    await wait(opened);
    // Nothing else is told to the page: the browser's own event has to do.
    await opened.page.setOfflineMode(false);
    await shows(opened, '13.000');
    expect(await visibleText(opened.page, 'glassjar-panel')).not.toContain('nicht erreichbar');
  });
});
