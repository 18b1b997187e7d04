import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launch, type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { login } from '../../src/server/desk/secrets.ts';
import { findBrowsers } from '../../tools/browsers/find.ts';
import { inRoot } from '../../tools/project.ts';
import { serveDesk, type ServedDesk } from './desk-server.ts';

/* The organiser's desk as its organiser uses it, in German, against the real handler and SQLite. */

const axeSource = readFileSync(inRoot('node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const iban = 'DE89370400440532013000';

let served: ServedDesk;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  served = await serveDesk();
  browser = await launch({
    executablePath: findBrowsers().chromium!,
    protocolTimeout: 180_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

interface Opened {
  readonly page: Page;
  /** What the page's policy stopped, and what its scripts threw. */
  readonly wrong: string[];
}

/** Puts a day into a field as a picker does. */
const setDay = (input: Element, day: string): void => {
  (input as HTMLInputElement).value = day;
  for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
};

/** A browser of someone who speaks German, at a view; logged in, by their name if one is given, unless `isOut`. */
async function open(view = '#/', { isOut = false, language = 'de-DE', name = '' } = {}): Promise<Opened> {
  const context = await browser.createBrowserContext();
  contexts.push(context);
  const page = await context.newPage();
  await page.setViewport({ width: 1200, height: 900 });
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML/i.test(message.text())) wrong.push(message.text());
  });
  await page.evaluateOnNewDocument((tag) => {
    Object.defineProperty(navigator, 'languages', { get: () => [tag] });
  }, language);
  if (isOut) await page.goto(`${served.origin}/admin${view}`, { waitUntil: 'load' });
  else {
    await page.goto(await login(served.context, name), { waitUntil: 'load' });
    await page.waitForSelector('>>> desk-campaigns');
    await go(page, view);
  }
  return { page, wrong };
}

async function go(page: Page, view: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, view);
  await page.waitForNetworkIdle({ idleTime: 150 });
}

const field = (page: Page, label: string) => page.locator(`>>> ::-p-aria([name="${label}"])`);
const byId = (page: Page, id: string) => page.locator(`>>> [id="${id}"]`);
const button = (page: Page, name: string) => page.locator(`>>> ::-p-aria([name="${name}"][role="button"])`);

/** Types into a field in place of what stands there, and leaves it. */
async function fill(page: Page, id: string, text: string): Promise<void> {
  const handle = await page.waitForSelector(`>>> [id="${id}"]`);
  await handle!.evaluate((input) => (input as HTMLInputElement).select());
  await handle!.type(text);
  await page.keyboard.press('Tab');
}

/** All that a reader can see, through every shadow root. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const walk = (node: Node): string => {
      if (node instanceof HTMLElement && (node.hidden || node.tagName === 'STYLE')) return '';
      if (node instanceof HTMLSlotElement) return node.assignedNodes().map(walk).join(' ');
      const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      return node instanceof Text ? node.data : [...inner.childNodes].map(walk).join(' ');
    };
    return walk(document.body).replace(/\s+/g, ' ');
  });
const says = async (page: Page, text: string | RegExp): Promise<void> => {
  await expect.poll(() => textOf(page), { timeout: 8000 }).toMatch(text);
};
const valueOf = (page: Page, id: string): Promise<string> =>
  page.$eval(`>>> [id="${id}"]`, (input) => (input as HTMLInputElement).value);

/** Adds an item to a list, from where its button can be seen. */
async function addItem(page: Page, list: string): Promise<void> {
  const add = await page.waitForSelector(`>>> button[data-add="${list}"]`);
  await add!.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const items = (): Promise<number> => page.$$eval('>>> fieldset.item', (all) => all.length);
  const before = await items();
  await add!.click();
  await expect.poll(items).toBe(before + 1);
}

async function openGroup(page: Page, name: string): Promise<void> {
  await page.$eval(`>>> details[data-group="${name}"]`, (details) => {
    (details as HTMLDetailsElement).open = true;
  });
}

/** Makes a campaign behind the page's back, as a script would. */
async function make(id: string, more: object = {}): Promise<void> {
  const document = {
    glassjar: 1,
    id,
    title: `Für ${id}`,
    currency: 'EUR',
    language: 'de',
    sources: [
      { id: 'konto', label: 'Spendenkonto' },
      { id: 'buch', label: 'Buch', kind: 'sales', proceeds: '7.68' },
    ],
    ...more,
  };
  const at = new Date().toISOString();
  const campaign = { id, document, currency: 'EUR', isPublished: false };
  await served.context.store.putCampaign(campaign, 0, { at, actor: 'test', what: 'create' });
}

/** That axe finds no fault, light or dark. */
async function isAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run({ resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    });
    expect(found, value).toEqual([]);
  }
}

/** Puts a value into a field or a choice as a hand does that picks it. */
async function setValue(page: Page, selector: string, value: string): Promise<void> {
  const handle = await page.waitForSelector(`>>> ${selector}`);
  await handle!.evaluate((input, next) => {
    (input as HTMLInputElement).value = next;
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    (input as HTMLElement).focus();
  }, value);
}

async function paste(page: Page, text: string): Promise<void> {
  const handle = await page.waitForSelector('>>> #paste');
  await handle!.evaluate((area, pasted) => {
    (area as HTMLTextAreaElement).value = pasted;
    area.dispatchEvent(new Event('input'));
  }, text);
  await page.waitForNetworkIdle({ idleTime: 600 });
}

describe('getting in', () => {
  test('by the link: it works once, leaves the address, and its cookie is out of reach for scripts', async () => {
    const { page } = await open('', { isOut: true });
    await says(page, 'Anmelden');
    const link = await served.link();
    await page.goto('about:blank');
    await page.goto(link);
    await says(page, 'Neue Kampagne');
    expect(page.url()).toBe(`${served.origin}/admin`);
    const [cookie] = await page.browserContext().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const other = await open(link.slice(link.indexOf('#')), { isOut: true });
    await says(other.page, 'Dieser Link wurde schon benutzt');
  });

  test('by pasting it, with the keyboard alone, and out again', async () => {
    const { page } = await open('', { isOut: true });
    await page.waitForSelector('>>> #link');
    await byId(page, 'link').fill('wrong');
    await page.keyboard.press('Enter');
    await says(page, 'Dieser Link wurde schon benutzt');
    await byId(page, 'link').fill(await served.link());
    await page.keyboard.press('Enter');
    await says(page, 'Neue Kampagne');
    await button(page, 'Abmelden').click();
    await says(page, 'npx glassjar login');
    expect(await page.browserContext().cookies()).toEqual([]);
  });

  test('in English for who reads English', async () => {
    const { page } = await open('', { isOut: true, language: 'en-US' });
    await says(page, 'The desk opens with a link that works once');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-GB');
  });
});

test('a campaign from its first word to its last correction', async () => {
  const { page, wrong } = await open('#/new');
  // Create
  await fill(page, 'title', '#einBuchFürLina');
  expect(await valueOf(page, 'id')).toBe('einbuchfuerlina');
  await button(page, 'Als Entwurf anlegen').click();
  await says(page, 'Vorschau');
  expect(page.url()).toContain('#/einbuchfuerlina/edit');

  // Edit: what can be read in two ways is refused beside its field
  await openGroup(page, 'goal');
  await fill(page, 'goal.amount', '1.000');
  await button(page, 'Speichern').click();
  await says(page, 'Tausender oder Komma? Schreib 1000 oder 1,00.');
  expect(await valueOf(page, 'goal.amount')).toBe('1.000');
  await fill(page, 'goal.amount', '15.000,00');
  expect(await valueOf(page, 'goal.amount')).toBe('15000,00');

  await openGroup(page, 'sources');
  for (const index of [0, 1]) {
    await page.locator('>>> button[data-add="sources"]').click();
    await fill(page, `sources[${index}].id`, index ? 'buch' : 'konto');
  }
  await page.select('>>> [id="sources[1].kind"]', 'sales');
  await fill(page, 'sources[1].proceeds', '7,68');
  await openGroup(page, 'giving');
  await fill(page, 'give.bank.holder', 'Lina Muster');
  await fill(page, 'give.bank.iban', 'de89 3704 0044 0532 0130 00');

  // The account is confirmed once more
  await button(page, 'Speichern').click();
  await says(page, 'DE89 3704 0044 0532 0130 00');
  await fill(page, 'iban-end', '1234');
  await button(page, 'Ja, das ist das Konto').click();
  await says(page, 'Das sind nicht die letzten vier');
  expect((await served.context.store.getCampaign('einbuchfuerlina'))?.document['give']).toBeUndefined();
  await fill(page, 'iban-end', '3000');
  await button(page, 'Ja, das ist das Konto').click();
  await says(page, 'Gespeichert.');
  expect((await served.context.store.getCampaign('einbuchfuerlina'))?.document).toMatchObject({
    goal: { amount: '15000.00' },
    sources: [{ id: 'konto' }, { id: 'buch', kind: 'sales', proceeds: '7.68' }],
    give: { bank: { iban: 'DE89 3704 0044 0532 0130 00' } },
  });

  // Nothing came in yet, and the panel shows how to be the first
  await says(page, /0\s€\s+von 15\.000\s€/);

  // Enter many lines at once
  await go(page, '#/einbuchfuerlina/enter');
  await paste(
    page,
    'Datum\tName\tBetrag\tNachricht\n22.05.2026\tLena M.\t50,00 €\tAlles Gute\n23.05.2026\tTarek\t1.250,00\t\n31.02.2026\tChor\t25\t',
  );
  await says(page, '2 Zeilen angekreuzt, 1.300,00 € herein');
  await says(page, 'Diesen Tag gibt es nicht.');
  await button(page, '2 Zeilen eintragen').click();
  await says(page, '2 Zeilen stehen in den Büchern.');
  // What could not be read is still there as it stands in the list, and is mended in its place
  await says(page, '31.02.2026 Chor 25');
  await button(page, 'Zeile 4 ändern').click();
  await setValue(page, '[data-mend] [name="at"]', '2026-02-28');
  await page.keyboard.press('Enter');
  await says(page, '1 Zeile angekreuzt, 25,00 € herein');
  await button(page, '1 Zeile eintragen').click();
  await says(page, 'Eine Zeile steht in den Büchern.');
  await paste(page, 'Datum\tName\tBetrag\tNachricht\n22.05.2026\tLena M.\t50,00 €\tAlles Gute\n24.05.2026\tPaul\t7\t');
  await says(page, 'schon in den Büchern');
  await button(page, '1 Zeile eintragen').click();
  await says(page, 'Eine Zeile steht in den Büchern.');

  // The real panel stands beside the form, with the books as they are
  await go(page, '#/einbuchfuerlina/edit');
  await says(page, /#einBuchFürLina.*1\.332 €/);
  await fill(page, 'title', '#einBuchFürLina!');
  await expect
    .poll(() => page.$eval('>>> glassjar-panel >>> h2', ({ textContent }) => textContent), { timeout: 8000 })
    .toContain('#einBuchFürLina!');
  page.once('dialog', (dialog) => void dialog.accept());
  await button(page, 'Verwerfen').click();
  expect(await valueOf(page, 'title')).toBe('#einBuchFürLina');

  // Take a line back, erase a name
  await go(page, '#/einbuchfuerlina/books');
  await button(page, 'Zurücknehmen: Zeile 2').click();
  await says(page, 'Zeile 2 zurücknehmen?');
  await button(page, 'Zurücknehmen').click();
  await says(page, 'Durch eine neue Zeile zurückgenommen.');
  await says(page, 'Versehen zurückgenommen');
  await button(page, 'Name löschen: Zeile 1').click();
  await button(page, 'Für immer löschen').click();
  await says(page, 'Der Name ist gelöscht.');
  expect(await textOf(page)).not.toContain('Lena M.');
  expect(await served.context.store.check()).toEqual({ flaws: [], notes: [] });

  // Export
  const german = await page.$eval('>>> a[href*="export.csv?language=de"]', async (link) =>
    (await fetch((link as HTMLAnchorElement).href)).text(),
  );
  expect(german).toMatch(/^\ufeff?"Nr\.";"Datum";/);
  const csv = await page.$eval('>>> a[href$="export.csv"]', async (link) =>
    (await fetch((link as HTMLAnchorElement).href)).text(),
  );
  expect(csv.split('\r\n')).toHaveLength(7);
  expect(csv).toContain('"Paul"');
  expect(csv).not.toContain('Lena');

  // What was done stands in the log, in words
  await go(page, '#/einbuchfuerlina/log');
  await says(page, 'Konto angegeben - → DE89 … 3000');
  await says(page, 'Zeilen eingetragen 2 Zeilen, 1.300,00 €');

  // Publish
  await go(page, '#/einbuchfuerlina/overview');
  await says(page, '82,00 €');
  await button(page, 'Veröffentlichen').click();
  await says(page, 'Sie ist jetzt für alle sichtbar.');
  const shown = await fetch(`${served.origin}/campaigns/einbuchfuerlina`);
  expect(await shown.json()).toMatchObject({
    title: '#einBuchFürLina',
    entries: [{ amount: '50.00' }, {}, {}, {}, {}],
  });
  expect(wrong).toEqual([]);
});

test('a gift whose provider tells of no refund is given back in parts, and the log says so', async () => {
  await make('kaffee', { timeZone: 'Europe/Berlin' });
  const { store } = served.context;
  const at = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await store.take({
    ...{ provider: 'ko-fi', id: 't-1', type: 'donation', about: { ids: ['t-1'] } },
    facts: [{ kind: 'paid', at, payment: 't-1', amount: { minor: 500, currency: 'EUR' } }],
    begins: { campaign: 'kaffee', source: 'ko-fi', name: 'Lena M.' },
  });
  const { page, wrong } = await open('#/kaffee/books');
  await button(page, 'Rückzahlung eintragen: Zeile 1').click();
  await says(page, 'Ging die Spende der Zeile 1 zurück?');
  expect(await valueOf(page, 'back-amount')).toBe('5,00');
  await isAccessible(page);
  await fill(page, 'back-amount', '5,01');
  await page.keyboard.press('Enter');
  await says(page, /Höchstens 5,00\s€ sind davon noch da\./);
  expect((await store.sums('kaffee')).entries).toBe(1);
  await fill(page, 'back-amount', '2');
  await button(page, 'Eintragen').click();
  await says(page, 'Es steht in den Büchern.');
  await says(page, 'zum Teil zurückgenommen');
  await button(page, 'Rückzahlung eintragen: Zeile 1').click();
  await expect.poll(() => valueOf(page, 'back-amount')).toBe('3,00');
  await field(page, 'Eine Bank hat sie zurückgeholt').click();
  await button(page, 'Eintragen').click();
  await expect.poll(async () => (await store.sums('kaffee')).entries).toBe(3);
  await says(page, 'Bestritten');
  // Nothing is left of it, so nothing more can go.
  await expect
    .poll(() => page.$$eval('>>> desk-books >>> button', (all) => all.map((one) => one.ariaLabel ?? '')))
    .not.toContain('Rückzahlung eintragen: Zeile 1');
  expect((await store.sums('kaffee')).sources).toMatchObject([{ source: 'ko-fi', gifts: 0, givers: 0 }]);
  await go(page, '#/kaffee/log');
  await says(page, /Rückzahlung eingetragen Zeile 1, 2,00\s€/);
  expect(wrong).toEqual([]);
});

describe('nothing that was written is lost', () => {
  test('when the server does not answer, when the session ends, and when another view is opened', async () => {
    await make('offline');
    const { page } = await open('#/offline/edit');
    await fill(page, 'title', 'Neuer Titel');
    await page.setOfflineMode(true);
    await button(page, 'Speichern').click();
    await says(page, 'Der Server antwortet nicht. Was du geschrieben hast, steht noch hier.');
    await page.setOfflineMode(false);
    await go(page, '#/offline/overview');
    await go(page, '#/offline/edit');
    expect(await valueOf(page, 'title')).toBe('Neuer Titel');
    await page.browserContext().deleteCookie(...(await page.browserContext().cookies()));
    await button(page, 'Speichern').click();
    await says(page, 'Du wurdest abgemeldet. Was du geschrieben hast, steht noch hier');
    await byId(page, 'link').fill(await served.link());
    await page.keyboard.press('Enter');
    await button(page, 'Speichern').click();
    await says(page, 'Gespeichert.');
    expect((await served.context.store.getCampaign('offline'))?.document['title']).toBe('Neuer Titel');
  });

  test('when someone else saves meanwhile: both are put together', async () => {
    await make('zwei', { summary: 'Alt' });
    const [{ page: one }, { page: other }] = [await open('#/zwei/edit'), await open('#/zwei/edit')];
    await fill(one, 'summary', 'Von der einen');
    await fill(other, 'title', 'Von der anderen');
    await button(one, 'Speichern').click();
    await says(one, 'Gespeichert.');
    await button(other, 'Speichern').click();
    await says(other, 'Jemand anderes hat inzwischen gespeichert');
    await says(other, /Inzwischen geändert von jemandem am Schreibtisch, .*Von dort übernommen: Worum es geht\./);
    expect([await valueOf(other, 'title'), await valueOf(other, 'summary')]).toEqual([
      'Von der anderen',
      'Von der einen',
    ]);
    await button(other, 'Speichern').click();
    await says(other, 'Gespeichert.');
    expect((await served.context.store.getCampaign('zwei'))?.document).toMatchObject({
      title: 'Von der anderen',
      summary: 'Von der einen',
    });
  });

  test('who leaves with something unsaved is asked', async () => {
    await make('weg');
    const { page } = await open('#/weg/edit');
    await fill(page, 'title', 'Ungespeichert');
    let asked = '';
    page.on('dialog', (dialog) => {
      asked = dialog.type();
      void dialog.accept();
    });
    await page.goto('about:blank');
    expect(asked).toBe('beforeunload');
  });
});

test('what people wrote is shown as text, in lists, in the books and in the preview', async () => {
  const attack = '<img src=x onerror=window.pwned=1>';
  await make('boese', { title: attack, summary: '"><svg/onload=window.pwned=1>' });
  const { page, wrong } = await open('#/');
  await says(page, attack);
  await go(page, '#/boese/enter');
  await paste(
    page,
    `Datum\tBetrag\tName\tNachricht\n22.05.2026\t5\t${attack}\t</script><script>window.pwned=1</script>`,
  );
  await button(page, '1 Zeile eintragen').click();
  await says(page, 'Eine Zeile steht in den Büchern.');
  for (const view of ['books', 'edit', 'overview']) {
    await go(page, `#/boese/${view}`);
    await says(page, attack);
    expect(await page.$$('>>> img[src="x"], >>> svg[onload]')).toEqual([]);
  }
  expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
  expect(wrong).toEqual([]);
});

describe('two who write at once', () => {
  test('see field by field what differs, by whom and when; lists have the items of both, and a choice is one click', async () => {
    await make('berta', {
      summary: 'Alt',
      updates: [{ at: '2026-05-20', text: 'Beginn' }],
      goal: { amount: '100.00' },
    });
    const { page: anna } = await open('#/berta/edit');
    const { page: berta } = await open('#/', { name: 'Berta' });
    await go(berta, '#/berta/edit');
    await fill(berta, 'summary', 'Von Berta');
    await openGroup(berta, 'goal');
    await fill(berta, 'goal.amount', '200');
    await openGroup(berta, 'updates');
    await addItem(berta, 'updates');
    await fill(berta, 'updates[0].title', 'Bertas Nachricht');
    await berta.$eval('>>> [id="updates[0].at"]', setDay, '2026-06-01');
    await button(berta, 'Speichern').click();
    await says(berta, 'Gespeichert.');

    await fill(anna, 'summary', 'Von Anna');
    await openGroup(anna, 'updates');
    await addItem(anna, 'updates');
    await fill(anna, 'updates[0].title', 'Annas Nachricht');
    await anna.$eval('>>> [id="updates[0].at"]', setDay, '2026-06-02');
    await button(anna, 'Speichern').click();
    await says(anna, /Inzwischen geändert von Berta, .*\d\d:\d\d/);
    await says(anna, 'Von dort übernommen: Ziel.');
    await says(anna, 'Mit den Einträgen von euch beiden: Neuigkeit.');
    await says(anna, /Worum es geht Deins Von Anna Dort Von Berta/);
    await isAccessible(anna);
    await button(anna, 'Die andere Fassung nehmen: Worum es geht').click();
    await expect.poll(() => valueOf(anna, 'summary')).toBe('Von Berta');
    await button(anna, 'Speichern').click();
    await says(anna, 'Gespeichert.');
    const { document } = (await served.context.store.getCampaign('berta'))!;
    expect(document).toMatchObject({ summary: 'Von Berta', goal: { amount: '200.00' } });
    expect(new Set((document['updates'] as { title?: string }[]).map(({ title }) => title))).toEqual(
      new Set(['Annas Nachricht', 'Bertas Nachricht', undefined]),
    );
    await go(anna, '#/berta/log');
    await says(anna, /Bearbeitet .*Ziel: 100,00\s€ → 200,00\s€.* von Berta/);
    await field(anna, 'Nur Konto, Wege zu geben, Ziel und Zustimmung').click();
    expect(await textOf(anna)).not.toContain('Angelegt');
  });

  test('an answer that got lost is no one else’s change', async () => {
    await make('verloren');
    const { page } = await open('#/verloren/edit');
    await fill(page, 'title', 'Neu');
    await page.setRequestInterception(true);
    let isCut = true;
    page.on('request', (request) => {
      if (!isCut || request.method() !== 'PUT') {
        void request.continue();
        return;
      }
      isCut = false;
      const { headers, postData, url } = {
        headers: request.headers(),
        postData: request.postData(),
        url: request.url(),
      };
      void page
        .cookies()
        .then((cookies) =>
          fetch(url, {
            method: 'PUT',
            headers: {
              ...headers,
              origin: served.origin,
              'sec-fetch-site': 'same-origin',
              cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
            },
            body: postData ?? '',
          }),
        )
        .then(() => request.abort());
    });
    await button(page, 'Speichern').click();
    await says(page, 'Der Server antwortet nicht. Was du geschrieben hast, steht noch hier.');
    await button(page, 'Speichern').click();
    await says(page, 'Gespeichert.');
    expect(await textOf(page)).not.toContain('Inzwischen geändert');
  });
});

describe('the form', () => {
  test('stays where it is while it is filled in, and a click is a click', async () => {
    await make('ruhe', { updates: [{ at: '2026-05-20', text: 'Beginn' }] });
    const { page } = await open('#/ruhe/edit');
    for (const group of ['goal', 'sources', 'giving', 'updates', 'press', 'needs']) await openGroup(page, group);
    const scrolled = (): Promise<number> => page.evaluate(() => Math.round(scrollY));
    for (const [id, text] of [
      ['sources[1].label', 'Das Buch'],
      ['give.bank.holder', 'Ruhe e. V.'],
      ['updates[0].title', 'Danke'],
    ] as const) {
      const handle = await page.waitForSelector(`>>> [id="${id}"]`);
      await handle!.evaluate((input) => input.scrollIntoView({ block: 'center' }));
      const before = await scrolled();
      expect(before).toBeGreaterThan(300);
      await handle!.type(text);
      await page.keyboard.press('Tab');
      await page.waitForNetworkIdle({ idleTime: 100 });
      // The browser itself may show what has the focus now; the page does not go to its top.
      expect(Math.abs((await scrolled()) - before), id).toBeLessThan(250);
    }
    // A fault that goes with the press must not take the button away from under the pointer.
    await fill(page, 'goal.amount', '1.000');
    const amount = await page.waitForSelector('>>> [id="goal.amount"]');
    await amount!.evaluate((input) => (input as HTMLInputElement).select());
    await amount!.type('1000');
    const add = await page.$('>>> button[data-add="milestones"]');
    await add!.click();
    await page.waitForSelector('>>> [id="milestones[0].amount"]', { timeout: 5000 });
    expect(await valueOf(page, 'goal.amount')).toBe('1000,00');
  });

  test('holds thousands of items: some are shown, all are kept, and one more is found', async () => {
    const press = Array.from({ length: 3000 }, (_, at) => ({
      outlet: `Zeitung ${at}`,
      url: `https://example.org/${at}`,
    }));
    await make('viele', { press });
    const { page } = await open('#/viele/edit/press');
    await says(page, '30 von 3000 gezeigt');
    await fill(page, 'press[2].outlet', 'Anzeiger');
    await addItem(page, 'press');
    await fill(page, 'press[0].outlet', 'Die Neue');
    expect(await valueOf(page, 'press[3].outlet')).toBe('Anzeiger');
    await button(page, 'Mehr zeigen: Bericht').click();
    await says(page, '61 von 3001 gezeigt');
    await button(page, 'Speichern').click();
    await says(page, 'Gespeichert.');
    const stored = (await served.context.store.getCampaign('viele'))?.document['press'] as { outlet: string }[];
    expect(stored).toHaveLength(3001);
    expect([stored[0]!.outlet, stored[3]!.outlet, stored.at(-1)!.outlet]).toEqual([
      'Die Neue',
      'Anzeiger',
      'Zeitung 2999',
    ]);
  });

  test('keeps what can’t be read yet when items come and go above it, and what was only half typed is told', async () => {
    await make('halb', {
      press: [{ outlet: 'Eins' }],
      needs: [{ text: 'Briefe' }],
      updates: [{ at: '2026-05-20', text: 'A' }],
    });
    const { page } = await open('#/halb/edit');
    for (const group of ['press', 'needs', 'updates']) await openGroup(page, group);
    await fill(page, 'needs[0].wanted', 'viele');
    await addItem(page, 'press');
    await fill(page, 'press[0].outlet', 'Zwei');
    expect(await valueOf(page, 'needs[0].wanted')).toBe('viele');
    await button(page, 'Speichern').click();
    await says(page, 'Ein Feld stimmt noch nicht.');
    await fill(page, 'needs[0].wanted', '12');
    // A time without its day would be left out in silence.
    const time = await page.waitForSelector('>>> .pair input[type=time]');
    await page.$eval('>>> [id="updates[0].at"]', setDay, '');
    await time!.evaluate((input) => {
      (input as HTMLInputElement).value = '10:30';
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await button(page, 'Speichern').click();
    await says(page, 'Hier gehört ein Datum hin.');
    expect((await served.context.store.getCampaign('halb'))?.document['press']).toEqual([{ outlet: 'Eins' }]);
  });

  test.each([
    [413, 'text/html', 'Das ist zu viel auf einmal'],
    [502, 'text/html', 'Das hat nicht geklappt. Was du geschrieben hast, steht noch hier.'],
    [500, 'application/json', 'Das hat nicht geklappt. Was du geschrieben hast, steht noch hier.'],
  ])('an answer %i (%s) loses nothing', async (status, contentType, said) => {
    await make(`fehler${status}`);
    const { page } = await open(`#/fehler${status}/edit`);
    await fill(page, 'title', 'Noch da');
    await page.setRequestInterception(true);
    let isBroken = true;
    page.on('request', (request) => {
      if (isBroken && request.method() === 'PUT')
        void request.respond({
          status,
          contentType,
          body: contentType.includes('json') ? '{"error":{}}' : '<h1>no</h1>',
        });
      else void request.continue();
    });
    await button(page, 'Speichern').click();
    await says(page, said);
    expect(await valueOf(page, 'title')).toBe('Noch da');
    isBroken = false;
    await button(page, 'Speichern').click();
    await says(page, 'Gespeichert.');
    expect((await served.context.store.getCampaign(`fehler${status}`))?.document['title']).toBe('Noch da');
  });
});

test('a list that is being entered is still there after another view, and is asked about before it is left', async () => {
  await make('liste');
  const { page } = await open('#/liste/enter');
  await paste(page, '22.05.2026\t50,00\tMiete');
  await setValue(page, '#in-kind', 'cost');
  await go(page, '#/liste/books');
  await go(page, '#/liste/enter');
  expect(await valueOf(page, 'paste')).toContain('Miete');
  await says(page, '1 Zeile angekreuzt, 50,00 € hinaus');
  let asked = '';
  page.once('dialog', (dialog) => {
    asked = dialog.type();
    void dialog.dismiss();
  });
  await page.evaluate(() => location.reload()).catch(() => undefined);
  await expect.poll(() => asked).toBe('beforeunload');
  const go2 = await page.waitForSelector('>>> ::-p-aria([name="1 Zeile eintragen"][role="button"])');
  await go2!.click({ count: 2 });
  await says(page, 'Eine Zeile steht in den Büchern.');
  expect((await served.context.store.sums('liste')).entries).toBe(1);
});

test('a line is mended later: its giver, its source, and a part that went back', async () => {
  await make('flicken');
  const { store } = served.context;
  const change = { at: '2026-05-22', actor: 'test', what: 'entries' };
  const line = {
    at: '2026-05-22',
    flow: 'gift+',
    reason: 'donation',
    source: '',
    amount: { minor: 5000, currency: 'EUR' },
  } as const;
  await store.append(
    'flicken',
    [
      { ...line, key: '1' },
      { ...line, key: '2' },
    ],
    change,
  );
  const { page, wrong } = await open('#/flicken/books');
  await button(page, 'Ändern: Zeile 1').click();
  await says(page, 'Zeile 1 ändern');
  await isAccessible(page);
  await fill(page, 'mend-name', 'Lena M.');
  await field(page, 'Darf genannt werden').click();
  await page.select('>>> #mend-source', 'konto');
  await button(page, 'Ändern').click();
  await says(page, 'Geändert.');
  expect((await store.sums('flicken')).sources).toMatchObject([
    { source: '', gifts: 5000, givers: 1 },
    { source: 'konto', gifts: 5000, givers: 1 },
  ]);
  expect((await store.entries('flicken', { limit: 1 }))[0]).toMatchObject({
    source: 'konto',
    person: { name: 'Lena M.', isPublic: true },
  });
  await button(page, 'Zurücknehmen: Zeile 4').click();
  await field(page, 'Das Geld ging zurück, ganz oder zum Teil').click();
  expect(await valueOf(page, 'part-amount')).toBe('50,00');
  await fill(page, 'part-amount', '50,01');
  await button(page, 'Zurücknehmen').click();
  await says(page, /Höchstens 50,00\s€ sind davon noch da\./);
  await fill(page, 'part-amount', '20');
  await button(page, 'Zurücknehmen').click();
  await says(page, 'zum Teil zurückgenommen');
  expect((await store.sums('flicken')).sources).toMatchObject([{ givers: 1 }, { gifts: 3000, givers: 1 }]);
  await go(page, '#/flicken/log');
  await says(page, /Rückzahlung eingetragen Zeile 4, 20,00\s€/);
  await says(page, /Quelle geändert Zeile 1: keine Quelle → Spendenkonto/);
  expect(wrong).toEqual([]);
});

test('a number of a line stands on one line, however long the words beside it are', async () => {
  await make('schmal');
  const at = '2026-05-22';
  const line = {
    at,
    flow: 'gift+',
    reason: 'donation',
    source: 'konto',
    amount: { minor: 123_456_789, currency: 'EUR' },
  } as const;
  const person = { name: 'Donaudampfschifffahrtsgesellschaftskapitän', message: 'Wort '.repeat(60), isPublic: true };
  await served.context.store.append(
    'schmal',
    Array.from({ length: 462 }, (_, key) => ({ ...line, key: String(key), person })),
    { at, actor: 'test', what: 'entries' },
  );
  const { page } = await open('#/schmal/books');
  for (const width of [700, 1000, 1280]) {
    await page.setViewport({ width, height: 900 });
    const broken = await page.$$eval(
      '>>> desk-books >>> td.number, >>> desk-books >>> td.day, >>> desk-books >>> td.money',
      (cells) =>
        cells.filter((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return (
            new Set([...range.getClientRects()].filter(({ width: wide }) => wide).map(({ top }) => Math.round(top / 8)))
              .size > 1
          );
        }).length,
    );
    expect(broken, String(width)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('the lines for a page are complete: with styles, and with the account for who has no scripts', async () => {
  await make('schnipsel', {
    title: 'Für <Lina> & "Kai"',
    url: 'https://example.org/lina',
    give: {
      bank: { holder: 'Lina & Kai', iban, reference: 'Lina' },
      links: [{ label: 'PayPal', url: 'https://example.org/geben?a=1&b=2' }],
    },
    goal: { amount: '100.00' },
  });
  const {
    context: { store },
  } = served;
  const stored = (await store.getCampaign('schnipsel'))!;
  await store.putCampaign({ ...stored, isPublished: true }, stored.version, {
    at: '2026-05-22',
    actor: 'test',
    what: 'publish',
  });
  const line = {
    at: '2026-05-22',
    flow: 'gift+',
    reason: 'donation',
    source: 'konto',
    amount: { minor: 4200, currency: 'EUR' },
  } as const;
  await store.append('schnipsel', [{ ...line, key: '1' }], { at: '2026-05-22', actor: 'test', what: 'entries' });
  const { page } = await open('#/schnipsel/overview');
  const snippet = await page.$eval('>>> desk-overview >>> pre', (pre) => pre.textContent ?? '');
  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="de"><title>x</title><link rel="icon" href="data:,">${snippet}`);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  const shown = async (isScripted: boolean) => {
    const context = await browser.createBrowserContext();
    contexts.push(context);
    const other = await context.newPage();
    await other.setJavaScriptEnabled(isScripted);
    const asked: string[] = [];
    other.on('response', (response) => asked.push(`${response.status()} ${new URL(response.url()).pathname}`));
    await other.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`, { waitUntil: 'load' });
    return { other, asked };
  };
  const plain = await shown(false);
  await expect.poll(() => plain.asked).toContain('200 /glassjar.css');
  const text = await plain.other.evaluate(() => document.body.innerText).catch(() => '');
  expect(snippet).toContain('IBAN DE89 3704 0044 0532 0130 00');
  if (text)
    expect(text).toMatch(
      /Für <Lina> & "Kai"[\s\S]*Lina & Kai[\s\S]*IBAN DE89 3704 0044 0532 0130 00[\s\S]*PayPal[\s\S]*So kannst du helfen/,
    );
  const { other } = await shown(true);
  await expect.poll(() => textOf(other), { timeout: 15_000 }).toMatch(/42\s€/);
  site.closeAllConnections();
  site.close();
});

test('behind a path of another site the desk is the same', async () => {
  const behind = await serveDesk('/jar');
  try {
    const context = await browser.createBrowserContext();
    contexts.push(context);
    const page = await context.newPage();
    const missing: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    await page.goto(await behind.link(), { waitUntil: 'load' });
    expect(page.url()).toBe(`${behind.origin}/jar/admin`);
    await page.waitForSelector('>>> desk-campaigns');
    await page.goto(`${behind.origin}/jar`, { waitUntil: 'load' });
    expect(page.url()).toBe(`${behind.origin}/jar/admin`);
    await page.waitForSelector('>>> desk-campaigns');
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ path: '/jar', httpOnly: true });
    expect(missing).toEqual([]);
  } finally {
    await behind.close();
  }
});

describe('for everyone', () => {
  const views = [
    '#/',
    '#/new',
    '#/access',
    ...['overview', 'edit', 'enter', 'books', 'log'].map((view) => `#/alle/${view}`),
  ];

  beforeAll(async () => {
    await make('alle', {
      title: 'Ein Dach für den Bauwagen-Kindergarten Löwenzahn',
      goal: { amount: '15000.00' },
      give: { bank: { holder: 'Löwenzahn e. V.', iban } },
      updates: [{ at: '2026-05-22', title: 'Danke', text: 'Es geht los.' }],
    });
    const at = '2026-05-22';
    const line = {
      at,
      flow: 'gift+',
      reason: 'donation',
      amount: { minor: 5000, currency: 'EUR' },
      source: 'konto',
    } as const;
    const person = { name: 'Lena M.', message: 'Alles Gute', isPublic: false };
    await served.context.store.append(
      'alle',
      [
        { ...line, key: '1', person },
        { ...line, key: '2' },
      ],
      { at, actor: 'test', what: 'entries' },
    );
  });

  test.each(views)('%s has no fault that axe finds, light or dark', async (view) => {
    const { page } = await open(view);
    if (view.endsWith('enter'))
      await paste(page, 'Datum\tBetrag\tName\n22.05.2026\t50\tLena M.\n31.02.2026\t7\tX\n23.05.2026\t-7\tY');
    if (view.endsWith('edit'))
      for (const group of ['goal', 'sources', 'giving', 'updates']) await openGroup(page, group);
    await isAccessible(page);
  });

  test.each(views)('%s fits 320 pixels, and what is pressed is large enough for a thumb', async (view) => {
    const { page } = await open(view);
    await page.setViewport({ width: 320, height: 800 });
    if (view.endsWith('enter'))
      await paste(page, '22.05.2026\t50\tDonaudampfschifffahrtsgesellschaftskapitänsmütze\n31.02.2026\t7\tX');
    await page.$$eval('>>> details', (all) => {
      for (const details of all) details.open = true;
    });
    await page.waitForNetworkIdle({ idleTime: 200 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const small = await page.$$eval(
      '>>> button, >>> .button, >>> input, >>> select, >>> textarea, >>> summary',
      (all) =>
        all
          .filter(
            (one) =>
              !one.closest('glassjar-panel') &&
              !(one.getRootNode() as ShadowRoot).host?.localName.startsWith('glassjar-'),
          )
          // A box or a dot is pressed by its label, which is as high as a button.
          .map((one) => (/^(checkbox|radio)$/.test((one as HTMLInputElement).type) ? one.closest('label')! : one))
          .filter((one) => (one as HTMLElement).checkVisibility())
          .map((one) => ({ height: one.getBoundingClientRect().height, html: one.outerHTML.slice(0, 80) }))
          .filter(({ height }) => height < 44),
    );
    expect(small).toEqual([]);
  });

  test('the keyboard alone changes a title, goes to another view, and sees where it is', async () => {
    await make('tasten');
    const { page } = await open('#/tasten/edit');
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at ? `${at.localName}#${at.id} ${(at.textContent ?? '').trim().slice(0, 40)}` : '';
      });
    const until = async (wanted: RegExp): Promise<void> => {
      for (let steps = 0; steps < 60 && !wanted.test(await focused()); steps++) await page.keyboard.press('Tab');
      expect(await focused()).toMatch(wanted);
      const outline = await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return getComputedStyle(at!).outlineWidth;
      });
      expect(outline).toBe('3px');
    };
    await until(/input#title/);
    await page.keyboard.type('!');
    await page.keyboard.press('Enter');
    await says(page, 'Gespeichert.');
    expect((await served.context.store.getCampaign('tasten'))?.document['title']).toContain('!');
    await page.keyboard.down('Shift');
    for (let steps = 0; steps < 30 && !/Eintragen/.test(await focused()); steps++) await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await page.keyboard.press('Enter');
    await says(page, 'Geld eintragen');
    // The new view begins where it stands, not at the end of the old one.
    expect(await focused()).toMatch(/main#main/);
  });

  test('a dialog takes the focus and gives it back, and Escape leaves everything as it was', async () => {
    const { page } = await open('#/alle/books');
    const before = (await served.context.store.sums('alle')).entries;
    await button(page, 'Zurücknehmen: Zeile 1').click();
    await says(page, 'Zeile 1 zurücknehmen?');
    await page.keyboard.press('Escape');
    const label = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute('aria-label');
    });
    expect(label).toBe('Zurücknehmen: Zeile 1');
    expect((await served.context.store.sums('alle')).entries).toBe(before);
  });

  test('a token for a script is shown once, works, and is withdrawn', async () => {
    const { page } = await open('#/access');
    await fill(page, 'label', 'Import');
    await button(page, 'Token machen').click();
    await says(page, 'Er wird nicht noch einmal gezeigt.');
    const token = await page.$eval('>>> desk-access >>> .notice pre', (pre) => pre.textContent ?? '');
    const asked = () =>
      fetch(`${served.origin}/admin/api/campaigns`, { headers: { authorization: `Bearer ${token}` } });
    expect((await asked()).status).toBe(200);
    await button(page, 'Zurückziehen: Import').click();
    await says(page, 'Zurückgezogen.');
    expect((await asked()).status).toBe(401);
  });
});

test('one line by hand, and book sales by their copies', async () => {
  await make('einzeln');
  const { page } = await open('#/einzeln/enter');
  await paste(page, 'Datum;Exemplare\n14.06.2026;214');
  await says(page, '1 Zeile angekreuzt, 1.643,52 € herein');
  await button(page, '1 Zeile eintragen').click();
  await says(page, 'Eine Zeile steht in den Büchern.');
  await button(page, 'Neu anfangen').click();
  await page.$eval('>>> desk-import >>> details', (details) => {
    (details as HTMLDetailsElement).open = true;
  });
  await page.$eval('>>> #one-at', (input) => {
    (input as HTMLInputElement).value = '2026-06-01';
  });
  await fill(page, 'one-amount', '900,50');
  await fill(page, 'one-name', 'Miete, Juni');
  await setValue(page, '#one-kind', 'cost');
  await byId(page, 'add-one').click();
  await says(page, '1 Zeile angekreuzt, 900,50 € hinaus');
  await button(page, '1 Zeile eintragen').click();
  await expect.poll(async () => (await served.context.store.sums('einzeln')).entries).toBe(2);
  const [spent, sold] = await served.context.store.entries('einzeln', { limit: 5 });
  expect(spent).toMatchObject({ flow: 'cost+', amount: { minor: 90_050 }, label: 'Miete, Juni' });
  expect(sold).toMatchObject({ flow: 'sale+', source: 'buch', amount: { minor: 164_352 }, label: '214 Exemplare' });
});
