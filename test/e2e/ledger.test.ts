/* The ledger as a reader has it: files under the strictest policy, and all rows for search in the page, screen readers and paper. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { settled, strictPolicy, until, useDemo, type Opened } from './setup.ts';

/** Waits until the page's first ledger has all its rows. */
const whole = ({ page }: Opened): Promise<boolean> =>
  until('all rows', () =>
    page.evaluate(() => {
      const { shadowRoot } = document.querySelector('glassjar-ledger')!;
      return (shadowRoot?.querySelectorAll('tbody tr').length ?? 0) >= 461;
    }),
  );

describe('the ledger', () => {
  const demo = useDemo();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glassjar-ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('hands out its files under the strictest policy, and asks no server for them', async () => {
    demo.headers['Content-Security-Policy'] = strictPolicy;
    const opened = await demo.open('ledger.html', { width: 760 });
    const { page, requests, seen } = opened;
    await settled(opened);
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder,
      browserContextId: page.browserContext().id!,
    });
    const before = requests.filter((url) => !url.startsWith('blob:')).length;
    for (const format of ['csv', 'json']) {
      await page.evaluate(
        (index) => {
          const { shadowRoot } = document.querySelector('glassjar-ledger')!;
          shadowRoot!.querySelectorAll<HTMLElement>('[part=download]')[index]!.click();
        },
        format === 'csv' ? 0 : 1,
      );
      await until(`a ${format} file`, () => readdirSync(folder).includes(`mara-2026-06-19.${format}`));
    }
    const csv = readFileSync(join(folder, 'mara-2026-06-19.csv'), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(462);
    const json = readFileSync(join(folder, 'mara-2026-06-19.json'), 'utf8');
    expect(totalsOf(decode(JSON.parse(json)).campaign)).toMatchObject({ entries: 461, balance: { minor: 822_872 } });
    expect(requests.filter((url) => !url.startsWith('blob:'))).toHaveLength(before);
    expect((await seen()).violations).toEqual([]);
  });

  it('is found by searching in the page, also where it was never scrolled to', async () => {
    const opened = await demo.open('ledger.html', { width: 760 });
    await settled(opened);
    await whole(opened);
    const find = (text: string) =>
      opened.page.evaluate((wanted) => (window as unknown as { find: (text: string) => boolean }).find(wanted), text);
    expect(await find('Buchhandlung Seitenwind')).toBe(true);
    expect(await find('steht ganz bestimmt nirgends')).toBe(false);
  });

  it('is whole on paper', async () => {
    const opened = await demo.open('ledger.html', { width: 760 });
    await settled(opened);
    const pages = (pdf: Uint8Array) =>
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length ?? 0;
    const printed = pages(await opened.page.pdf({ format: 'A4' }));
    // What scrolls in a box on screen is some pages long on paper.
    expect(printed).toBeGreaterThan(20);
  });
});

describe('the ledger, with a screen reader about', () => {
  // Only then does Chromium make the whole tree, with what is out of sight.
  const demo = useDemo('chromium', ['--force-renderer-accessibility']);

  it('is whole to a screen reader', async () => {
    const opened = await demo.open('ledger.html', { width: 760 });
    await settled(opened);
    await whole(opened);
    const session = await opened.page.createCDPSession();
    await session.send('Accessibility.enable');
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const roles = nodes.map(({ role }) => String(role?.value));
    expect(roles.filter((role) => role === 'table')).toHaveLength(3);
    // All rows of the two whole ledgers and of the flawed one, and the heads of all three.
    expect(roles.filter((role) => role === 'row')).toHaveLength(2 * 461 + 8 + 3);
  });
});
