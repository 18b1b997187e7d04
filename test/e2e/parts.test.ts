/* What loads on use and can't be had: said where the reader clicked, with what helps without it, and tried again. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../tools/serve/server.ts';
import { inRoot } from '../../tools/project.ts';
import { has, settled, until, useDemo, visibleText, type Demo, type Engine, type Opened } from './setup.ts';

const campaign = JSON.parse(readFileSync(inRoot('demo', 'mara.json'), 'utf8')) as Record<string, unknown>;
const chunks = (): string[] => readdirSync(inRoot('dist', 'chunks')).filter((name) => name.endsWith('.js'));
const chunkOf = (name: string): string =>
  `/chunks/${chunks().find((file) => new RegExp(`^${name}-\\w{8}\\.js$`).test(file))!}`;

const script = { 'Content-Type': 'text/javascript' };
/** Each way in which a chunk isn't what it should be. */
const failures: Readonly<Record<string, Fault>> = {
  'is missing': { status: 404, body: 'Not Found' },
  'is a page of HTML': { body: '<!doctype html><title>Home</title>', headers: { 'Content-Type': 'text/html' } },
  'is the empty script of a blocker': { body: 'export {};', headers: script },
  'exports other things': { body: 'export class GlassjarOther {}', headers: script },
  'is of another build': { body: 'import{build_00000000}from"../glassjar.js";export class A{}', headers: script },
  'breaks when it runs': { body: 'throw new Error("cut off")', headers: script },
  'is out of reach': { drop: true },
};

/** The panel of the demo, with what its file says changed, and its page's script. */
async function openPanel(demo: Demo, changes: Record<string, unknown> = {}, attributes = ''): Promise<Opened> {
  demo.faults.set('/mara.json', { body: JSON.stringify({ ...campaign, ...changes }) });
  demo.faults.set('/parts.html', {
    headers: { 'Content-Type': 'text/html' },
    body: `<!doctype html><html lang="de"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>A post</title>
      <script type="module" src="glassjar.js"></script>
      <glassjar-panel src="mara.json" ${attributes}>Der Rückfall. <a href="https://example.org/give">Geben</a></glassjar-panel></html>`,
  });
  const opened = await demo.open('parts.html', { width: 420 });
  await settled(opened);
  return opened;
}

/** Clicks what the selectors lead to, each inside of the one before. */
const click = ({ page }: Opened, ...path: string[]): Promise<void> =>
  page.evaluate((selectors) => {
    let at: ParentNode = document;
    for (const selector of selectors) {
      const found: HTMLElement = at.querySelector<HTMLElement>(selector)!;
      at = found.shadowRoot ?? found;
    }
    (at as HTMLElement).click();
  }, path);
const text = ({ page }: Opened): Promise<string> => visibleText(page, 'glassjar-panel');
const online = ({ page }: Opened): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')));
const noErrors = async (opened: Opened): Promise<void> => {
  expect((await opened.seen()).errors, 'nothing is thrown').toEqual([]);
};
const missing = 'ließ sich nicht laden';

/** What a reader clicks: how, what helps without the part, and what it brings. */
const clicked: Readonly<
  Record<
    string,
    {
      chunk: string;
      path: string[];
      within?: string[];
      helps: RegExp;
      brings: RegExp;
      changes?: Record<string, unknown>;
    }
  >
> = {
  'everything in the open': {
    chunk: 'sections',
    path: ['glassjar-panel', 'summary'],
    helps: /Alle Angaben als Datei/,
    brings: /Presse/,
  },
  'a section': {
    chunk: 'ledger',
    path: ['glassjar-panel', 'summary'],
    within: ['glassjar-panel', 'glassjar-sections', '#heading-ledger'],
    helps: /Alle Angaben als Datei/,
    brings: /Summen aus|Herunterladen|Eingang|Ausgaben|Einnahmen/,
  },
  'giving, with an account': {
    chunk: 'donate',
    path: ['glassjar-panel', 'button.donate'],
    helps: /DE89 3704 0044 0532 0130 00/,
    brings: /Betrag|Weiter/,
    changes: { give: { bank: (campaign['give'] as { bank: unknown }).bank } },
  },
  'more ways to share': {
    chunk: 'more',
    path: ['glassjar-panel', 'glassjar-share', '#all'],
    helps: /https:\/\/example\.org\/ein-buch-fuer-mara/,
    brings: /Link kopieren/,
  },
};

/** Presses the button that asks again, wherever it is; answers whether there was one. */
const press = ({ page }: Opened): Promise<boolean> =>
  page.evaluate(() => {
    const all = (root: ParentNode): HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
        ...(element.matches('.retry') ? [element] : []),
        ...(element.shadowRoot ? all(element.shadowRoot) : []),
      ]);
    const [button] = all(document);
    button?.click();
    return Boolean(button);
  });

for (const engine of ['chromium', 'firefox'] satisfies Engine[]) {
  describe.skipIf(!has(engine))(`a part that loads on use, ${engine}`, () => {
    const demo = useDemo(engine);

    describe.each(Object.entries(clicked))('%s', (_, { brings, changes, chunk, helps, path, within }) => {
      it.each(Object.entries(failures))(
        '%s: says so where it was clicked, helps without it, and tries again',
        async (_kind, fault) => {
          demo.faults.set(chunkOf(chunk), fault);
          const opened = await openPanel(demo, changes);
          await click(opened, ...path);
          if (within) {
            await until('what lies behind', async () => (await text(opened)).includes('Presse'));
            await click(opened, ...within);
          }
          await until('the word', async () => (await text(opened)).includes(missing));
          const said = await text(opened);
          expect(said).toMatch(/Noch einmal versuchen|Seite neu laden/);
          expect(said).toMatch(helps);
          expect(said.split(missing), 'said once').toHaveLength(2);
          expect(opened.console.filter(({ text: told }) => told.includes('could not be loaded: '))).toHaveLength(1);
          demo.faults.delete(chunkOf(chunk));
          expect(await press(opened), 'there is a button').toBe(true);
          await until('the part', async () => brings.test(await text(opened)));
          expect(await text(opened)).not.toContain(missing);
          await noErrors(opened);
        },
      );
    });

    it('is asked for again when the network is back, without a click', async () => {
      demo.faults.set(chunkOf('sections'), { drop: true });
      const opened = await openPanel(demo);
      await click(opened, 'glassjar-panel', 'summary');
      await until('the word', async () => (await text(opened)).includes(missing));
      demo.faults.delete(chunkOf('sections'));
      await online(opened);
      await until('the part', async () => (await text(opened)).includes('Presse'));
      expect(await text(opened)).not.toContain(missing);
    });

    it.each(Object.entries(failures))('giving, where its part %s: a link is followed', async (_kind, fault) => {
      demo.faults.set(chunkOf('donate'), fault);
      demo.faults.set('/give.html', {
        body: '<!doctype html><title>Give here</title>',
        headers: { 'Content-Type': 'text/html' },
      });
      const opened = await openPanel(demo, { give: { links: [{ label: 'PayPal', url: `${demo.origin}/give.html` }] } });
      await click(opened, 'glassjar-panel', 'a.donate');
      await until('the page to give on', async () => (await opened.page.title().catch(() => '')) === 'Give here');
    });
  });
}

describe('parts that nobody clicked', () => {
  const demo = useDemo();
  const all = (fault: Fault | undefined): void => {
    for (const file of chunks())
      if (fault) demo.faults.set(`/chunks/${file}`, fault);
      else demo.faults.delete(`/chunks/${file}`);
  };

  it.each(Object.entries(failures))(
    'with every chunk that %s the panel at rest is as ever, and throws nothing',
    async (_, fault) => {
      all(fault);
      const opened = await openPanel(demo, {}, 'form="jar" structured-data');
      expect(await text(opened)).toContain('12.478,72 €');
      expect(await text(opened)).not.toContain(missing);
      await noErrors(opened);
      all(undefined);
      await online(opened);
      await until('the jar', () =>
        opened.page.evaluate(() =>
          Boolean(
            document
              .querySelector('glassjar-panel')!
              .shadowRoot!.querySelector('glassjar-progress')!
              .shadowRoot!.querySelector('svg'),
          ),
        ),
      );
      await until('the structured data', () =>
        opened.page.evaluate(() => Boolean(document.head.querySelector('script[type="application/ld+json"]'))),
      );
      await noErrors(opened);
    },
  );

  it('blocked by the page’s own policy, the panel says so and the way to give remains', async () => {
    demo.headers['Content-Security-Policy'] =
      `default-src 'none'; script-src ${demo.origin}/glassjar.js; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'`;
    const opened = await openPanel(demo, { give: { bank: (campaign['give'] as { bank: unknown }).bank } });
    await click(opened, 'glassjar-panel', 'button.donate');
    await until('the word', async () => (await text(opened)).includes(missing));
    expect(await text(opened)).toContain('DE89 3704 0044 0532 0130 00');
    await click(opened, 'glassjar-panel', 'summary');
    await until('the other word', async () => (await text(opened)).split(missing).length === 3);
    await noErrors(opened);
  });

  it('with neither a link nor an account, what the page’s author wrote is the way to give', async () => {
    demo.faults.set(chunkOf('donate'), { status: 404, body: '' });
    const opened = await openPanel(demo);
    await opened.page.evaluate(() => {
      const panel = document.querySelector('glassjar-panel')! as HTMLElement & { adapter: unknown; store: unknown };
      const { campaignController } = panel as unknown as { campaignController: { state: { campaign: object } } };
      const reading = { campaign: { ...campaignController.state.campaign, give: {} }, problems: [] };
      panel.adapter = {
        name: 'own',
        getCampaign: () => Promise.resolve(reading),
        startDonation: () => Promise.reject(new Error()),
      };
    });
    await until('the button', () =>
      opened.page.evaluate(() =>
        Boolean(document.querySelector('glassjar-panel')!.shadowRoot!.querySelector('button.donate')),
      ),
    );
    await click(opened, 'glassjar-panel', 'button.donate');
    await until('the word', async () => (await text(opened)).includes(missing));
    expect(await text(opened)).toContain('Der Rückfall. Geben');
  });

  it('tells an author with `debug` on the page which part is missing and what to do', async () => {
    all({ status: 404, body: '' });
    const opened = await openPanel(demo, { goal: { amount: 'lots' } }, 'debug');
    await until('the word', async () => (await text(opened)).includes('upload chunks/ together with glassjar.js'));
  });

  it.each([
    [
      'the page’s own figures',
      '<glassjar-counter raised="12000" currency="EUR">der Rückfall</glassjar-counter>',
      /12\.000/,
    ],
    [
      'an element of its own',
      '<glassjar-ledger src="mara.json">der Rückfall</glassjar-ledger>',
      /Buchungen|Eingang|Summen/,
    ],
    [
      'news from a feed',
      '<glassjar-updates src="mara.json" updates-src="blog.atom">der Rückfall</glassjar-updates>',
      /Neuigkeiten/,
    ],
    [
      'a server that the page names',
      '<glassjar-counter src="server:/mara.json">der Rückfall</glassjar-counter>',
      /12\.478,72/,
    ],
    ['books that need a look', '<glassjar-counter src="discrepancy.json">der Rückfall</glassjar-counter>', /450/],
  ])('%s: the fallback stays, and the figures come when the network is back', async (_, html, shown) => {
    all({ drop: true });
    demo.faults.set('/alone.html', {
      headers: { 'Content-Type': 'text/html' },
      body: `<!doctype html><html lang="de"><meta charset="utf-8"><link rel="icon" href="icon.svg"><title>A post</title><script type="module" src="glassjar.js"></script><main>${html}</main></html>`,
    });
    const opened = await demo.open('alone.html', { width: 420 });
    await until('the failure', async () =>
      opened.console.some(({ text: told }) => told.includes('could not be loaded')),
    );
    expect(await visibleText(opened.page, 'main')).toContain('der Rückfall');
    all(undefined);
    await until('the figures', async () => {
      await online(opened);
      return shown.test(await visibleText(opened.page, 'main'));
    });
    await noErrors(opened);
  });
});
