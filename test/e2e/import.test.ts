import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../../src/core/reference.ts';
import { login } from '../../src/server/desk/secrets.ts';
import { findBrowsers } from '../../tools/browsers/find.ts';
import { inRoot } from '../../tools/project.ts';
import { told } from '../import/open.ts';
import type { Row } from '../../src/import/statement.ts';
import { casesOf } from '../long.ts';
import { serveDesk, type ServedDesk } from './desk-server.ts';

/* Banks' files in the organiser's page: the files with their right values, and what an organiser makes of those that leave something open. */

interface Case {
  readonly currency?: string;
  readonly rows: readonly string[];
}

const folder = inRoot('test', 'fixtures', 'import');
const cases = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Readonly<Record<string, Case>>;

/** All of them are read in the long run; these few stand for each kind of file and each thing that rows leave open. */
const short = [
  'ing-de.csv',
  'fiducia-soll-haben.csv',
  'paypal-de.csv',
  'stripe-balance.csv',
  'revolut.csv',
  'wise.csv',
  'kbc.csv',
];
const some = casesOf(Object.keys(cases), short);

let served: ServedDesk;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  served = await serveDesk();
  browser = await launch({
    executablePath: findBrowsers().chromium!,
    protocolTimeout: 180_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
  });
  page = await browser.newPage();
  // Leaving lines that are not entered asks; a test means it.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.setViewport({ width: 1280, height: 900 });
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(navigator, 'languages', { get: () => ['en'] });
  });
  await page.goto(await login(served.context, ''), { waitUntil: 'load' });
  await page.waitForSelector('>>> desk-campaigns');
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

let campaigns = 0;

/** A campaign of its own, at its page for entering money. */
async function open(
  currency = 'EUR',
  sources: readonly object[] = [{ id: 'account', label: 'Account' }],
): Promise<string> {
  const id = `import-${++campaigns}`;
  const document = { glassjar: 1, id, title: id, currency, language: 'en', timeZone: 'Europe/Berlin', sources };
  const change = { at: new Date().toISOString(), actor: 'test', what: 'create' };
  await served.context.store.putCampaign({ id, document, currency, isPublished: false }, 0, change);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${id}/enter`);
  await page.waitForFunction((name) => document.title.startsWith(name), {}, id);
  await page.waitForSelector('>>> #file');
  return id;
}

const input = async (): Promise<ElementHandle<HTMLInputElement>> =>
  (await page.waitForSelector('>>> #file')) as ElementHandle<HTMLInputElement>;

/** What the page has read, once the books were asked. */
async function rowsShown(): Promise<readonly Row[]> {
  const element = await page.waitForSelector('>>> desk-import');
  const read = await element!.evaluate(async (given) => {
    const it = given as unknown as {
      session?: { statement?: { rows: Row[] } };
      reading?: number;
      asking?: object;
    };
    for (let turn = 0; turn < 600; turn++) {
      if (it.session?.statement && it.reading === undefined && !it.asking) return it.session.statement.rows;
      await new Promise((go) => setTimeout(go, 50));
    }
    return undefined;
  });
  if (!read) throw new Error('nothing was read');
  return read;
}

/** Chooses a file of a test's own making. */
async function choose(name: string, text: string): Promise<void> {
  await (
    await input()
  ).evaluate(
    (field, file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name));
      field.files = transfer.files;
      field.dispatchEvent(new Event('change'));
    },
    { name, text },
  );
}

const text = (): Promise<string> =>
  page.evaluate(() => {
    const walk = (node: Node): string => {
      if (node instanceof HTMLElement && (node.hidden || node.tagName === 'STYLE')) return '';
      const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      return node instanceof Text ? node.data : [...inner.childNodes].map(walk).join(' ');
    };
    return walk(document.body).replace(/\s+/g, ' ');
  });
const says = (wanted: string | RegExp): Promise<void> => expect.poll(text, { timeout: 15_000 }).toMatch(wanted);

async function click(selector: string): Promise<void> {
  const handle = await page.waitForSelector(`>>> ${selector}`);
  await handle!.evaluate((one) => (one as HTMLElement).click());
}

async function pick(selector: string, value: string): Promise<void> {
  const handle = await page.waitForSelector(`>>> ${selector}`);
  await handle!.evaluate((field, next) => {
    (field as HTMLSelectElement).value = next;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

const entered = async (id: string) =>
  (await served.context.store.entries(id, { limit: 500 })).map(
    ({ amount, at, flow, person }) => `${at} ${flow} ${amount.minor}${person?.name ? ` ${person.name}` : ''}`,
  );

describe.each(some)('%s', (name) => {
  test('is read in the page with its right values, and only what is ready is entered, once', async () => {
    const { currency, rows: right } = cases[name]!;
    const id = await open(currency);
    await (await input()).uploadFile(`${folder}/${name}`);
    const rows = await rowsShown();
    expect(rows.map(told)).toEqual(right);
    const ready = right.filter((row) => row.startsWith('ready'));
    if (!ready.length) return;
    await click('#enter');
    await says(ready.length === 1 ? 'One line is in the books.' : `${ready.length} lines are in the books.`);
    expect(await entered(id)).toHaveLength(ready.length);
    // The same file again
    await click('#clear');
    await (await input()).uploadFile(`${folder}/${name}`);
    await rowsShown();
    await says('Nothing is ticked');
  });
});

test('the packaged command reads the same', () => {
  const file = `${folder}/fiducia-soll-haben.csv`;
  const main = inRoot('dist', 'server', 'main.js');
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, 'import', file, '--json'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  expect((JSON.parse(stdout) as { rows: Row[] }).rows.map(told)).toEqual(cases['fiducia-soll-haben.csv']!.rows);
});

const csv =
  'Booking date;Payee;Purpose;Amount;Currency\n2026-05-22;Lena;All the best;50.00;EUR\n2026-05-23;City works;Power;-80.00;EUR\n';

test('two equal gifts of a day are two, and the second file knows both', async () => {
  const id = await open();
  const twice = 'Date;Amount;Name\n2026-05-22;10.00;\n2026-05-22;10.00;\n';
  await choose('twice.csv', twice);
  await says('2 lines ticked');
  await click('#enter');
  await says('2 lines are in the books.');
  await click('#clear');
  await choose('again.csv', `${twice}2026-05-22;10.00;\n`);
  await says('1 line ticked');
  await click('#enter');
  await says('One line is in the books.');
  expect(await entered(id)).toEqual(Array.from({ length: 3 }, () => '2026-05-22 gift+ 1000'));
});

test('money out becomes a cost by the organiser’s choice, and its words are not public by themselves', async () => {
  const id = await open();
  await choose('bank.csv', csv);
  await says('1 line ticked, €50.00 in');
  await pick('#out-rule', 'cost');
  await says('2 lines ticked, €50.00 in, €80.00 out');
  await click('#enter');
  await says('2 lines are in the books.');
  expect(await entered(id)).toEqual(['2026-05-23 cost+ 8000', '2026-05-22 gift+ 5000 Lena']);
  const [cost, gift] = await served.context.store.entries(id, { limit: 2 });
  expect(cost).not.toHaveProperty('label');
  expect(gift?.person?.isPublic).toBe(false);
});

test('a table that isn’t known is asked about, and the answer is kept for its headings', async () => {
  const id = await open();
  const unknown = 'Foo;Bar;Baz\n22.05.2026;Lena;50,00\n23.05.2026;Jo;-5,00\n';
  await choose('unknown.csv', unknown);
  await says('Which column is what?');
  await click('#columns-go');
  await says('A column with the day and one with the amount are needed');
  await pick('#column-0', 'date');
  await pick('#column-1', 'name');
  await pick('#column-2', 'amount');
  await click('#columns-go');
  await says('1 line ticked, €50.00 in');
  await click('#enter');
  await says('One line is in the books.');
  expect(await entered(id)).toEqual(['2026-05-22 gift+ 5000 Lena']);
  await click('#clear');
  await choose('unknown-2.csv', `${unknown}24.05.2026;Kim;7,00\n`);
  await says('1 line ticked, €7.00 in');
});

test('what a whole file leaves open is asked once, with two buttons', async () => {
  const id = await open();
  await choose('dates.csv', 'Date,Amount,Name\n05/06/2026,50.00,Lena\n07/06/2026,5.00,Jo\n');
  await says('Some dates can be read in two ways.');
  await says('Nothing is ticked');
  await click('[data-either="1"]');
  await says('2 lines ticked');
  await click('#enter');
  await says('2 lines are in the books.');
  expect(await entered(id)).toEqual(['2026-07-06 gift+ 500 Jo', '2026-05-06 gift+ 5000 Lena']);
});

test('a file that is no statement says what it is, and nothing is ticked', async () => {
  await open();
  await choose(
    'x.xml',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.08"><BkToCstmrAcctRpt/></Document>',
  );
  await says('This is CAMT.052, which holds nothing that is booked.');
  await choose('x.pdf', '%PDF-1.7 …');
  await says('This is a PDF');
});

test('with several sources it is asked where the money came in before anything is entered', async () => {
  const id = await open('EUR', [
    { id: 'account', label: 'Account', raised: '500.00' },
    { id: 'box', label: 'Box' },
  ]);
  await choose('bank.csv', csv);
  await says('1 line ticked');
  await click('#enter');
  await says('Choose where it came in.');
  expect(await entered(id)).toEqual([]);
  await pick('#source-gift', 'box');
  await click('#enter');
  await says('One line is in the books.');
  expect((await served.context.store.entries(id, { limit: 1 }))[0]?.source).toBe('box');
});

test('what the books refuse is told at its row, unticked, and the rest can be entered', async () => {
  const id = await open();
  await choose('bank.csv', 'Date;Amount;Name\n2026-05-22;10.00;Lena\n2026-05-23;11.00;Jo\n');
  await says('2 lines ticked');
  // Meanwhile somebody has taken the source away.
  const found = await served.context.store.getCampaign(id);
  const { sources: _sources, ...document } = found!.document;
  const change = { at: new Date().toISOString(), actor: 'test', what: 'update' };
  await served.context.store.putCampaign({ ...found!, document }, found!.version, change);
  await click('#enter');
  await says('Nothing was entered: 2 lines were refused.');
  await says('expected the id of a source of this campaign');
  expect(await entered(id)).toEqual([]);
});

test('a row that is mended again in the same file is known, and not entered twice', async () => {
  const id = await open();
  for (const turn of [1, 2]) {
    await choose('aunt.csv', 'Date;Amount;Name\n2026-05-22;10.00;Lena\n31.02.2026;20.00;Erna\n');
    await says('There is no such day.');
    await click('[aria-label="Change line 3"]');
    await pick('[data-mend] [name="at"]', '2026-02-28');
    await click('[data-take]');
    if (turn === 1) await says('2 lines ticked');
    else await says('Nothing is ticked');
    if (turn === 1) await click('#enter');
    if (turn === 1) await says('2 lines are in the books.');
    await click('#clear');
  }
  expect(await entered(id)).toHaveLength(2);
});

test('a gift and its return in one file: the gift first, and then it can be taken back', async () => {
  const id = await open();
  await choose(
    'both.csv',
    'Date;Amount;Name;Transaction type\n2026-05-22;10.00;Lena;Credit transfer\n2026-05-23;-10.00;Lena;Return\n',
  );
  await says('If it is in this file, enter it first.');
  await click('#enter');
  await says('One line is in the books.');
  await pick('[aria-label^="Which gift"]', 'e1');
  await says('1 line ticked');
  await click('#enter');
  await says('One line is in the books.');
  expect(await entered(id)).toEqual(['2026-05-23 gift- 1000', '2026-05-22 gift+ 1000 Lena']);
});

test('a transfer that pays an announced gift counts as one line', async () => {
  const id = await open();
  const { store } = served.context;
  const asked = {
    key: `key-of-${id}`,
    fingerprint: 'f',
    reference: `reference-of-${id}`,
    campaign: id,
    source: 'account',
  };
  const { reference } = await store.beginDonation({ ...asked, amount: { minor: 4000, currency: 'EUR' } });
  const transfer = {
    kind: 'transfer',
    holder: 'Mara',
    iban: 'DE89370400440532013000',
    reference: makeReference('GIFT42')!,
  } as const;
  await store.answerDonation(reference, transfer, []);
  await choose('paid.csv', `Date;Amount;Name;Reference\n2026-05-22;40.00;Ada;${transfer.reference}\n`);
  await says('1 line ticked');
  await click('#enter');
  await says('One line is in the books.');
  expect(await store.getDonation(reference)).toMatchObject({ status: 'paid' });
  expect(await entered(id)).toHaveLength(1);
});

test('a statement that doesn’t add up is entered only by whoever has looked', async () => {
  const id = await open();
  const mt940 = [
    ':20:X',
    ':25:X/1',
    ':28C:1',
    ':60F:C260501EUR100,00',
    ':61:2605220522C50,00NTRFNONREF',
    ':86:Lena',
    ':62F:C260531EUR199,00',
    '-',
  ];
  await choose('wrong.sta', `${mt940.join('\r\n')}\r\n`);
  await says('It does not add up');
  await click('#enter');
  expect(await entered(id)).toEqual([]);
  await click('#looked');
  await click('#enter');
  await says('One line is in the books.');
});

test('nothing is entered before the books were asked what they know, also when they could not be at first', async () => {
  const id = await open();
  await choose('bank.csv', csv);
  await says('1 line ticked');
  await click('#enter');
  await says('One line is in the books.');
  await click('#clear');
  await page.evaluate(() => {
    Object.assign(globalThis, { kept: fetch, fetch: () => Promise.reject(new TypeError('no connection')) });
  });
  // Another kind of file of the same gift: the books alone can know it.
  await choose('other.csv', 'Date;Amount;Name\n2026-05-22;50.00;LENA B.\n2026-05-24;3.00;Jo\n');
  await says('The server does not answer.');
  await page.evaluate(() => {
    Object.assign(globalThis, { fetch: (globalThis as unknown as { kept: typeof fetch }).kept });
  });
  await says('2 lines ticked');
  await click('#enter');
  await says('Something of it came into the books meanwhile.');
  await says('perhaps in the books already');
  await click('#enter');
  await says('One line is in the books.');
  expect(await entered(id)).toHaveLength(2);
});

test('a reader that can’t be had is told as that, and the file can be chosen again', async () => {
  await open();
  await page.reload({ waitUntil: 'load' });
  await input();
  await page.setOfflineMode(true);
  await choose('bank.csv', csv);
  await says('It could not be read just now.');
  await page.setOfflineMode(false);
  await choose('bank.csv', csv);
  await says('1 line ticked');
});

test('fifty thousand rows are read beside the page, which goes on, and a part of them is drawn', async () => {
  await open();
  const rows = Array.from(
    { length: 50_000 },
    (_, at) =>
      `2026-05-${String((at % 28) + 1).padStart(2, '0')};${(at % 90) + 1}.00;Giver ${at};thanks ${at} for what you do here and all that you do`,
  );
  await choose('large.csv', `Date;Amount;Name;Message\n${rows.join('\n')}\n`);
  const element = await page.waitForSelector('>>> desk-import');
  // Whether the page still answers while the file is read.
  const turns = await element!.evaluate(async (given) => {
    const it = given as unknown as { reading?: number; session?: { list?: object } };
    let count = 0;
    while (!it.session?.list && count < 5000) {
      await new Promise((go) => setTimeout(go, 0));
      count += 1;
    }
    return count;
  });
  expect(turns).toBeGreaterThan(10);
  expect(await rowsShown()).toHaveLength(50_000);
  await says('50,000 lines ticked');
  expect(await page.$$('>>> tr[data-row]')).toHaveLength(100);
});
