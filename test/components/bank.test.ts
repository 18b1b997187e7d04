import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/components/bank/define.ts';
import type { GlassjarBank } from '../../src/components/bank/bank.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, shownBy, shownText, withScript } from './support.ts';

const bank = html`<glassjar-bank lang="en">the fallback</glassjar-bank>`;
const german = html`<glassjar-bank lang="de"></glassjar-bank>`;
const account = (changes: Record<string, unknown> = {}) => ({
  give: {
    bank: {
      holder: 'Mara Hilfsfonds e. V.',
      iban: 'DE89 3704 0044 0532 0130 00',
      bic: 'COBADEFFXXX',
      reference: 'RF18 5390 0754 7034',
      ...changes,
    },
  },
});

const find = <Found extends Element = HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<Found>(selector);
const all = <Found extends Element = HTMLElement>(element: Element, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<Found>(selector),
];
const fields = (element: Element) =>
  all(element, '.field').map((field) => [
    field.querySelector('dt')!.textContent!.trim(),
    field.querySelector('.value')!.textContent!.trim(),
  ]);
const code = (element: Element) => find<SVGElement>(element, '[part=code]');
const button = (element: Element, label: string) =>
  all<HTMLButtonElement>(element, 'button').find((one) => one.getAttribute('aria-label') === label)!;
const status = (element: Element) => find(element, '[role=status]')!.textContent!.trim();

/** Something of the page's navigator that stands in for what it has, until the test is over. */
const stubs: (() => void)[] = [];
function stub(target: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  stubs.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
}

function clipboard(): string[] {
  const copied: string[] = [];
  stub(navigator, 'clipboard', { writeText: async (text: string) => void copied.push(text) });
  return copied;
}

describe('glassjar-bank', () => {
  const { now } = clock;
  const { warn } = console;
  let told: string[] = [];
  beforeEach(() => {
    told = [];
    console.warn = (message: string) => told.push(message);
  });
  afterEach(() => {
    clock.now = now;
    console.warn = warn;
    for (const undo of stubs.splice(0)) undo();
    getSelection()?.removeAllRanges();
  });

  it('is accessible, with a code and without, shortened and closed', async () => {
    const { element } = await show<GlassjarBank>(bank, account());
    await expect(element).to.be.accessible();
    element.noCode = true;
    element.reference = 'r'.repeat(150);
    await element.updateComplete;
    await expect(element).to.be.accessible();
    await expect((await show(bank, { ...account(), ends: '2020-01-01' })).element).to.be.accessible();
  });

  it('keeps its fallback without data, and where the campaign has no account', async () => {
    expectFallback(await fixture<GlassjarBank>(bank));
    const element = await place(withScript('glassjar-bank', JSON.stringify(bookCampaign({ give: undefined }))));
    await aMoment();
    expectFallback(element);
  });

  it('shows each line of the account that is filled', async () => {
    const { element } = await show(bank, account());
    expect(fields(element)).to.deep.equal([
      ['Account holder', 'Mara Hilfsfonds e. V.'],
      ['IBAN', 'DE89 3704 0044 0532 0130 00'],
      ['BIC', 'COBADEFFXXX'],
      ['Reference', 'RF18 5390 0754 7034'],
    ]);
    const bare = await show(bank, account({ bic: undefined, reference: undefined }));
    expect(fields(bare.element).map(([label]) => label)).to.deep.equal(['Account holder', 'IBAN']);
  });

  it('speaks German, informally and formally', async () => {
    const { element, text } = await show<GlassjarBank>(german, account());
    expect(fields(element).map(([label]) => label)).to.deep.equal(['Kontoinhaber', 'IBAN', 'BIC', 'Verwendungszweck']);
    expect(text()).to.contain('Mit der Banking-App scannen').and.to.contain('den Betrag bestimmst du');
    expect(button(element, 'IBAN kopieren')).to.exist;
    element.formal = true;
    await element.updateComplete;
    expect(text())
      .to.contain('den Betrag bestimmen Sie')
      .and.not.to.match(/\bdu\b/);
  });

  it('shows the amount in the reader’s writing, and says what the code fills in', async () => {
    const { element, text } = await show<GlassjarBank>(bank, account());
    expect(text()).to.contain('The account and the reference are filled in; you choose the amount.');
    element.amount = '1250';
    await element.updateComplete;
    expect(fields(element)[3]).to.deep.equal(['Amount', '€1,250.00']);
    expect(text()).to.contain('The amount and the reference are filled in.');
    element.reference = '';
    await element.updateComplete;
    expect(fields(element).map(([label]) => label)).to.deep.equal(['Account holder', 'IBAN', 'BIC', 'Amount']);
    expect(text()).to.contain('The account and the amount are filled in.');
  });

  it('takes another reference than the campaign’s, and gives the campaign’s back', async () => {
    const { element } = await show<GlassjarBank>(bank, account());
    element.setAttribute('reference', 'rf72yw');
    await element.updateComplete;
    expect(fields(element).at(-1)).to.deep.equal(['Reference', 'RF72 YW']);
    element.removeAttribute('reference');
    await element.updateComplete;
    expect(fields(element).at(-1)![1]).to.equal('RF18 5390 0754 7034');
  });

  it('has its data from plain attributes', async () => {
    const text = await shownBy(
      html`<glassjar-bank
        lang="en"
        holder="Förderverein e. V."
        iban="AT61 1904 3002 3457 3201"
        reference="Leseecke"
        amount="5"
      ></glassjar-bank>`,
    );
    for (const words of ['Förderverein e. V.', 'AT61 1904 3002 3457 3201', 'Leseecke', '€5.00', 'Scan'])
      expect(text).to.contain(words);
  });

  it('shows nothing for an IBAN that is none, and tells its author', async () => {
    const element = document.createElement('glassjar-bank');
    for (const [name, value] of Object.entries({ lang: 'en', holder: 'Mara', iban: 'DE88370400440532013000' }))
      element.setAttribute(name, value);
    element.append('the fallback');
    const event = oneEvent(element, 'glassjar-error');
    await place(element);
    expect(((await event) as unknown as { problems: { path: string }[] }).problems[0]!.path).to.equal('give.bank.iban');
    expectFallback(element);
  });

  describe('the code', () => {
    it('is a picture that says what it holds, as the text beside it does', async () => {
      const { element } = await show<GlassjarBank>(bank, account());
      element.amount = '50';
      await element.updateComplete;
      const svg = code(element)!;
      expect(svg.getAttribute('role')).to.equal('img');
      const label = svg.getAttribute('aria-label');
      for (const [name, value] of fields(element)) expect(label).to.contain(`${name}: ${value}`);
    });

    it('has a quiet zone of four modules, and none dark within it', async () => {
      const { element } = await show(bank, account());
      const svg = code(element)!;
      const [, , side] = svg.getAttribute('viewBox')!.split(' ').map(Number);
      expect((side! - 8 - 17) % 4, 'a version of the standard').to.equal(0);
      const dark = all<SVGPathElement>(element, '[part=code] path')[1]!.getBBox();
      expect([dark.x, dark.y, dark.width, dark.height]).to.deep.equal([4, 4, side! - 8, side! - 8]);
    });

    it('is black on white in either colour scheme', async () => {
      for (const scheme of ['light', 'dark']) {
        const { element } = await show(bank, account());
        element.style.colorScheme = scheme;
        const [light, dark] = all<SVGPathElement>(element, '[part=code] path');
        expect(getComputedStyle(light!).fill).to.equal('rgb(255, 255, 255)');
        expect(getComputedStyle(dark!).fill).to.equal('rgb(0, 0, 0)');
        expect(getComputedStyle(code(element)!).backgroundColor).to.equal('rgb(255, 255, 255)');
      }
    });

    it('has modules of at least 3 px on a phone 320 px wide, and at its longest 2.5', async () => {
      const { element } = await show<GlassjarBank>(bank, account());
      element.style.width = '256px';
      const module = () => {
        const svg = code(element)!;
        return svg.getBoundingClientRect().width / Number(svg.getAttribute('viewBox')!.split(' ')[2]);
      };
      expect(module()).to.be.at.least(3);
      element.reference = 'ü'.repeat(140);
      element.amount = '999999999.99';
      await element.updateComplete;
      expect(module()).to.be.at.least(2.5);
      expect(code(element)!.getBoundingClientRect().right).to.be.at.most(element.getBoundingClientRect().right);
    });

    it('is drawn anew when what it says changes', async () => {
      const { element } = await show<GlassjarBank>(bank, account());
      const drawn = () => all<SVGPathElement>(element, '[part=code] path')[1]!.getAttribute('d');
      const before = drawn();
      element.amount = '50.00';
      await element.updateComplete;
      expect(drawn()).not.to.equal(before);
    });

    it('can be left out', async () => {
      const { element, text } = await show<GlassjarBank>(
        html`<glassjar-bank lang="en" no-code></glassjar-bank>`,
        account(),
      );
      expect(code(element)).to.equal(null);
      expect(text()).not.to.contain('Scan');
      expect(fields(element)).to.have.lengthOf(4);
    });

    const without: [why: string, changes: Record<string, unknown>, told: RegExp][] = [
      ['a campaign in francs', { currency: 'CHF', ...account() }, /euro only.*CHF/],
      ['an account outside SEPA', account({ iban: 'TR330006100519786457841326' }), /TR take no part/],
      ['an IBAN too short for its country', account({ iban: 'DE5137040044053201300' }), /expected 22 .* got 21/],
      ['a BIC that is none', account({ bic: 'COBA DE' }), /give\.bank\.bic: expected 8 or 11/],
      [
        'no BIC in Switzerland',
        account({ iban: 'CH93 0076 2011 6238 5295 7', bic: undefined }),
        /transfers to CH need/,
      ],
    ];
    // The account alone.
    const figures = { sources: undefined, book: undefined, goal: undefined, milestones: undefined };
    for (const [why, changes, words] of without) {
      it(`is not there for ${why}; the account is, and the author is told why`, async () => {
        const { element, text } = await show(bank, { ...figures, ...changes });
        expect(code(element)).to.equal(null);
        expect(fields(element).map(([label]) => label)).to.include('IBAN');
        expect(text()).not.to.match(/scan|euro|SEPA|code/i);
        await expect(element).to.be.accessible();
        expect(told.join('\n')).to.match(words);
        await show(bank, { ...figures, ...changes });
        expect(told, 'told once').to.have.lengthOf(1);
      });
    }

    it('and the text are shortened alike, and a notice says so', async () => {
      const { element, text } = await show<GlassjarBank>(bank, account({ reference: 'r'.repeat(150) }));
      expect(fields(element).at(-1)![1]).to.equal('r'.repeat(140));
      expect(text()).to.contain('Shortened to what fits into a transfer: Reference.');
      element.reference = 'short';
      await element.updateComplete;
      expect(text()).not.to.contain('Shortened');
    });

    it('leaves out an amount that is none, and tells the author', async () => {
      const { element } = await show<GlassjarBank>(bank, account());
      for (const amount of ['0', '-5', '1e3', '1.000', '1,00', '٥٠', 'NaN', '99999999999999999']) {
        told = [];
        element.amount = amount;
        await element.updateComplete;
        expect(
          fields(element).map(([label]) => label),
          amount,
        ).not.to.include('Amount');
        expect(code(element), amount).to.exist;
        expect(told.join(), amount).to.contain(amount);
      }
      element.amount = '1000000000';
      await element.updateComplete;
      expect(code(element), 'more than the standard knows').to.equal(null);
    });

    it('tells the author of a mistyped creditor reference', async () => {
      const { element } = await show(bank, account({ reference: 'RF17 5390 0754 7034' }));
      expect(fields(element).at(-1)![1]).to.equal('RF17 5390 0754 7034');
      expect(told.join()).to.contain('RF17 5390 0754 7034');
    });
  });

  describe('copying', () => {
    it('gives what a bank’s form takes, and says so', async () => {
      const copied = clipboard();
      const { element } = await show<GlassjarBank>(bank, account());
      element.amount = '1250.00';
      await element.updateComplete;
      for (const label of ['Account holder', 'IBAN', 'BIC', 'Amount', 'Reference']) {
        button(element, `Copy ${label}`).click();
        await waitUntil(() => status(element) === `${label} copied`);
      }
      expect(copied).to.deep.equal([
        'Mara Hilfsfonds e. V.',
        'DE89370400440532013000',
        'COBADEFFXXX',
        '1250.00',
        'RF18539007547034',
      ]);
    });

    it('writes an amount with the reader’s decimal sign', async () => {
      const copied = clipboard();
      const { element } = await show<GlassjarBank>(german, account());
      element.amount = '1250.00';
      await element.updateComplete;
      button(element, 'Betrag kopieren').click();
      await waitUntil(() => status(element) === 'Betrag kopiert');
      expect(copied).to.deep.equal(['1250,00']);
    });

    it('moves nothing when it has copied', async () => {
      clipboard();
      const { element } = await show<GlassjarBank>(german, account());
      element.style.width = '280px';
      element.amount = '1250.00';
      await element.updateComplete;
      const boxes = () =>
        all(element, '.field, .value, .do').map((part) => part.getBoundingClientRect().toJSON() as DOMRect);
      const before = boxes();
      button(element, 'IBAN kopieren').click();
      await waitUntil(() => status(element) === 'IBAN kopiert');
      expect(boxes()).to.deep.equal(before);
    });

    it('tells it again when a line is copied twice', async () => {
      clipboard();
      const { element } = await show(bank, account());
      const said: string[] = [];
      new MutationObserver(() => said.push(status(element))).observe(find(element, '[role=status]')!, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      for (const times of [1, 2]) {
        button(element, 'Copy IBAN').click();
        await waitUntil(() => said.filter((words) => words === 'IBAN copied').length === times);
      }
      expect(said).to.deep.equal(['IBAN copied', '', 'IBAN copied']);
    });

    it('does not say of a line that has changed since that it was copied', async () => {
      clipboard();
      const { element } = await show<GlassjarBank>(bank, account());
      button(element, 'Copy Reference').click();
      await waitUntil(() => status(element) === 'Reference copied');
      element.reference = 'RF72YW';
      await element.updateComplete;
      expect(status(element)).to.equal('');
      expect(all(element, '.tick')).to.deep.equal([]);
    });

    for (const [how, value] of [
      ['refuses', { writeText: () => Promise.reject(new Error('no')) }],
      ['has no clipboard', undefined],
    ] as const) {
      it(`selects the line where the page ${how}, and says so`, async () => {
        stub(navigator, 'clipboard', value);
        const { element } = await show(bank, account());
        button(element, 'Copy IBAN').click();
        await waitUntil(() => status(element) !== '');
        expect(status(element)).to.contain('IBAN is selected');
        const root = element.shadowRoot as ShadowRoot & { getSelection?: () => Selection };
        const selection = root.getSelection?.() ?? getSelection()!;
        expect(selection.toString().trim()).to.equal('DE89 3704 0044 0532 0130 00');
      });
    }

    it('works by keyboard, in the order of the lines', async () => {
      const copied = clipboard();
      const { element } = await show(bank, account());
      button(element, 'Copy Account holder').focus();
      await sendKeys({ press: 'Tab' });
      expect(element.shadowRoot!.activeElement).to.equal(button(element, 'Copy IBAN'));
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => copied.length === 1);
      expect(element.shadowRoot!.activeElement, 'the focus stays').to.equal(button(element, 'Copy IBAN'));
    });

    it('has buttons that are large enough for a finger', async () => {
      const { element } = await show(bank, account());
      for (const one of all(element, 'button')) {
        const { height, width } = one.getBoundingClientRect();
        expect(Math.min(height, width)).to.be.at.least(44);
      }
    });
  });

  describe('where nobody shall give now', () => {
    const silent = (element: Element) => {
      expect(code(element)).to.equal(null);
      expect(shownText(element)).not.to.match(/DE89|IBAN|Mara Hilfsfonds/);
    };

    it('says when it begins, and shows the account once it has', async () => {
      clock.now = () => Date.parse('2026-05-18T12:00:00Z');
      const { element, text } = await show<GlassjarBank>(bank, { ...account(), starts: '2026-05-20' });
      silent(element);
      expect(text()).to.contain('Starts on May 20, 2026');
      clock.now = () => Date.parse('2026-05-21T12:00:00Z');
      element.requestUpdate();
      await element.updateComplete;
      expect(text()).to.contain('DE89 3704');
    });

    it('says that it is over', async () => {
      const { element, text } = await show(bank, { ...account(), ends: '2020-01-01' });
      silent(element);
      expect(text()).to.contain('Ended on January 1, 2020. Thank you!');
      expect(element.innerText, 'the fallback may still have the account').not.to.contain('the fallback');
    });

    it('says what helps instead of money', async () => {
      const { element, text } = await show(bank, { ...account(), noMoney: { text: 'Hände statt Geld.' } });
      silent(element);
      expect(text()).to.contain('Hände statt Geld.');
    });
  });

  describe('data from strangers', () => {
    const markup = '<img src=x onerror="window.hacked=1"><b>';

    it('is shown as it is written, and never becomes markup', async () => {
      const { element, text } = await show<GlassjarBank>(
        bank,
        account({ holder: markup, reference: markup, bic: undefined }),
      );
      expect(text().split(markup).length).to.equal(3);
      expect(all(element, 'img, dd b, [onerror]')).to.deep.equal([]);
      await aMoment();
      expect(window).not.to.have.property('hacked');
    });

    it('leaves the layout intact at 280 px', async () => {
      const element = await fixture<GlassjarBank>(
        html`<glassjar-bank
          style="width:280px"
          lang="de"
          holder=${`\u202eanna ${'x'.repeat(10_000)}`}
          iban="MT84MALT011000012345MTLCAST001S"
          amount="999999999.99"
          reference=${'e\u0301\u0302\u0303\u0304\u0305\u0306'.repeat(500)}
        ></glassjar-bank>`,
      );
      await waitUntil(() => shownText(element) !== '');
      const { right } = element.getBoundingClientRect();
      for (const part of all(element, '*')) expect(part.getBoundingClientRect().right).to.be.at.most(right + 0.5);
      expect(element.offsetHeight).to.be.below(1400);
      expect(shownText(element)).not.to.contain('\u202e');
    });

    it('reads from the right on a page that does, with numbers from the left', async () => {
      const { element } = await show(html`<glassjar-bank lang="ar" dir="rtl"></glassjar-bank>`, account());
      const copy = all(element, 'button')[1]!.getBoundingClientRect();
      const value = find(element, '#iban')!.getBoundingClientRect();
      expect(copy.right).to.be.at.most(value.left + 1);
      expect(getComputedStyle(find(element, '#iban bdi')!).direction).to.equal('ltr');
    });
  });
});
