/* Payment codes as they stand on a page, read from a screenshot by a program that knows nothing of what drew them. */
import { spawnSync } from 'node:child_process';
import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { findHelper } from '../../tools/browsers/find.ts';
import { drawn, has, settled, until, useDemo, type OpenOptions } from './setup.ts';

const zbar = findHelper('zbarimg');
if (!zbar) console.log('Payment codes are not read here: sudo apt-get install zbar-tools');

interface Bank {
  readonly holder: string;
  readonly iban: string;
  readonly bic?: string;
  readonly reference?: string;
}

interface Case {
  readonly what: string;
  readonly bank: Bank;
  readonly amount?: string;
  /** What stands in the code from line 5 on. */
  readonly lines: readonly string[];
}

const german = 'DE89 3704 0044 0532 0130 00';
const bare = 'DE89370400440532013000';

const cases: readonly Case[] = [
  {
    what: 'the holder and the account alone',
    bank: { holder: 'Mara Hilfsfonds e. V.', iban: german },
    lines: ['', 'Mara Hilfsfonds e. V.', bare],
  },
  {
    what: 'the sample of the encyclopaedia',
    bank: {
      holder: 'Wikimedia Foerdergesellschaft',
      iban: 'DE33 1002 0500 0001 1947 00',
      reference: 'Spende fuer Wikipedia',
    },
    amount: '123.45',
    lines: [
      '',
      'Wikimedia Foerdergesellschaft',
      'DE33100205000001194700',
      'EUR123.45',
      '',
      '',
      'Spende fuer Wikipedia',
    ],
  },
  {
    what: 'the sample of the standard’s authors',
    bank: { holder: 'Red Cross of Belgium', iban: 'BE72 0000 0000 1616', bic: 'BPOTBEB1', reference: 'Urgency fund' },
    amount: '1',
    lines: ['BPOTBEB1', 'Red Cross of Belgium', 'BE72000000001616', 'EUR1.00', '', '', 'Urgency fund'],
  },
  {
    what: 'umlauts',
    bank: { holder: 'Förderverein Bücherei Überlingen e. V.', iban: german, reference: 'Für größere Bücherkörbe: süß' },
    amount: '50.00',
    lines: ['', 'Förderverein Bücherei Überlingen e. V.', bare, 'EUR50.00', '', '', 'Für größere Bücherkörbe: süß'],
  },
  {
    what: 'a creditor reference',
    bank: { holder: 'Mara Hilfsfonds e. V.', iban: german, bic: 'COBADEFFXXX', reference: 'RF18 5390 0754 7034' },
    amount: '25.5',
    lines: ['COBADEFFXXX', 'Mara Hilfsfonds e. V.', bare, 'EUR25.50', '', 'RF18539007547034'],
  },
  {
    what: 'a creditor reference with letters, and no amount',
    bank: { holder: 'Mara', iban: german, reference: 'rf23 ef4u hbvn plhk g3hz 9sgg t' },
    lines: ['', 'Mara', bare, '', '', 'RF23EF4UHBVNPLHKG3HZ9SGGT'],
  },
  {
    what: 'a mistyped creditor reference, as words',
    bank: { holder: 'Mara', iban: german, reference: 'RF17 5390 0754 7034' },
    lines: ['', 'Mara', bare, '', '', '', 'RF17 5390 0754 7034'],
  },
  {
    what: 'words without an amount',
    bank: { holder: 'Mara', iban: 'AT61 1904 3002 3457 3201', reference: '#einBuchFürMara' },
    lines: ['', 'Mara', 'AT611904300234573201', '', '', '', '#einBuchFürMara'],
  },
  {
    what: 'the smallest amount',
    bank: { holder: 'Mara', iban: 'FR14 2004 1010 0505 0001 3M02 606' },
    amount: '0.01',
    lines: ['', 'Mara', 'FR1420041010050500013M02606', 'EUR0.01'],
  },
  {
    what: 'an account outside the EEA, with its BIC',
    bank: { holder: 'Lesezelt Zürich', iban: 'CH93 0076 2011 6238 5295 7', bic: 'POFICHBEXXX' },
    amount: '100.00',
    lines: ['POFICHBEXXX', 'Lesezelt Zürich', 'CH9300762011623852957', 'EUR100.00'],
  },
  {
    what: 'the longest fields, as far as they fit',
    bank: {
      holder: 'H'.repeat(80),
      iban: 'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
      bic: 'MALTMTMTXXX',
      reference: 'r'.repeat(150),
    },
    amount: '999999999.99',
    lines: [
      'MALTMTMTXXX',
      'H'.repeat(70),
      'MT84MALT011000012345MTLCAST001S',
      'EUR999999999.99',
      '',
      '',
      'r'.repeat(140),
    ],
  },
  {
    what: '331 bytes: version 13',
    // 14 + 12 + 141 + 32 + 16 + 2 bytes before it leave 114.
    bank: {
      holder: 'Ä'.repeat(70),
      iban: 'MT84MALT011000012345MTLCAST001S',
      bic: 'MALTMTMTXXX',
      reference: 'ü'.repeat(140),
    },
    amount: '999999999.99',
    lines: [
      'MALTMTMTXXX',
      'Ä'.repeat(70),
      'MT84MALT011000012345MTLCAST001S',
      'EUR999999999.99',
      '',
      '',
      'ü'.repeat(57),
    ],
  },
  {
    what: 'other scripts',
    bank: { holder: 'Σύλλογος Βιβλίο', iban: 'GR16 0110 1250 0000 0001 2300 695', reference: 'Книга за Мара – 本' },
    lines: ['', 'Σύλλογος Βιβλίο', 'GR1601101250000000012300695', '', '', '', 'Книга за Мара – 本'],
  },
  {
    what: 'texts that would be lines of their own',
    bank: { holder: 'Mara\nDE33100205000001194700', iban: german, reference: 'a\r\nb\u2028c' },
    lines: ['', 'Mara DE33100205000001194700', bare, '', '', '', 'a b c'],
  },
];

const textOf = ({ lines }: Case): string => ['BCD', '002', '1', 'SCT', ...lines].join('\n');

/** What is read from a picture, to the byte. */
function decode(png: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync(zbar!, ['-q', '--raw', '--oneshot', '-Sbinary', '-'], { input: png });
  if (status !== 0) throw new Error(`zbarimg found no code (${status}) ${String(stderr)}`);
  return stdout.toString('utf8');
}

/** Puts an element with a campaign of its own onto the page, and answers with its drawn code. */
async function put(page: Page, { amount, bank }: Case): Promise<ElementHandle<SVGElement>> {
  await page.evaluate(
    (json, sum) => {
      const element = document.createElement('glassjar-bank');
      const script = document.createElement('script');
      script.type = 'application/json';
      script.textContent = json;
      element.append(script);
      if (sum) element.setAttribute('amount', sum);
      document.querySelector('.tile')!.replaceChildren(element);
    },
    JSON.stringify({ glassjar: 1, title: 'A', currency: 'EUR', give: { bank } }),
    amount ?? '',
  );
  const code = await until('the code', async () =>
    page
      .evaluateHandle(() => document.querySelector('.tile glassjar-bank')!.shadowRoot?.querySelector('[part=code]'))
      .then((handle) => handle.asElement() as ElementHandle<SVGElement> | null),
  );
  await drawn(page);
  return code!;
}

/** The dark modules of a drawn code, without its quiet zone. */
async function modulesOf(
  code: ElementHandle<SVGElement>,
): Promise<{ size: number; isDark: (x: number, y: number) => boolean }> {
  const { box, path } = await code.evaluate((svg) => ({
    box: svg.getAttribute('viewBox')!,
    path: svg.querySelectorAll('path')[1]!.getAttribute('d')!,
  }));
  const size = Number(box.split(' ')[2]) - 8;
  const dark = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let at = 0; at < Number(width); at++) dark.add(`${Number(x) - 4 + at},${Number(y) - 4}`);
  return { size, isDark: (x, y) => dark.has(`${x},${y}`) };
}

describe.skipIf(!zbar)('payment codes', () => {
  const demo = useDemo();
  const opened = async (options: OpenOptions): Promise<Page> => {
    const open = await demo.open('bank.html', options);
    await settled(open);
    return open.page;
  };

  it.each(cases)('hold $what', async (one) => {
    const page = await opened({ width: 760 });
    const code = await put(page, one);
    expect(decode(await code.screenshot())).toBe(textOf(one));

    // What the standard says of the code itself: version 13 at most, error correction M.
    const { size, isDark } = await modulesOf(code);
    expect((size - 17) / 4).toBeLessThanOrEqual(13);
    // The first two format bits, unmasked (ISO/IEC 18004, 7.9): 00 is M.
    expect([isDark(0, 8), isDark(1, 8)]).toEqual([true, false]);
  });

  it('of 331 bytes are of version 13: plain bytes, without a header that names them', async () => {
    const longest = cases.find(({ what }) => what.startsWith('331'))!;
    expect(Buffer.byteLength(textOf(longest))).toBe(331);
    const { size } = await modulesOf(await put(await opened({ width: 760 }), longest));
    expect(size).toBe(69);
  });

  it.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'dark'],
  ] as const)('are read at %i px in %s colours, the shortest and the longest', async (width, scheme) => {
    const page = await opened({ width, scheme });
    for (const one of [cases[0]!, cases.find(({ what }) => what.startsWith('331'))!]) {
      await put(page, one);
      // The whole element, as a phone's camera has it.
      const element = (await page.$('.tile glassjar-bank'))!;
      expect(decode(await element.screenshot())).toBe(textOf(one));
    }
  });

  it('are read from paper', async () => {
    const page = await opened({ width: 760 });
    const one = cases[3]!;
    await put(page, one);
    await page.emulateMediaType('print');
    await drawn(page);
    expect(decode(await (await page.$('.tile glassjar-bank'))!.screenshot())).toBe(textOf(one));
  });

  it('would not be read where they are not', async () => {
    const page = await opened({ width: 760 });
    expect(() => decode(Buffer.from(''))).toThrow('no code');
    expect(() => decode(Buffer.from('not a picture'))).toThrow('no code');
    const words = (await page.$('h1'))!;
    expect(decode.bind(undefined, await words.screenshot())).toThrow('no code');
  });
});

describe.skipIf(!zbar || !has('firefox'))('payment codes in Firefox', () => {
  const demo = useDemo('firefox');

  it.each([cases[3]!, cases.find(({ what }) => what.startsWith('331'))!])('hold $what', async (one) => {
    const opened = await demo.open('bank.html', { width: 760 });
    await settled(opened);
    const code = await put(opened.page, one);
    expect(decode(await code.screenshot())).toBe(textOf(one));
  });
});
