import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/components/supporters/define.ts';
import type { GlassjarSupporters } from '../../src/components/supporters/supporters.ts';
import type { AllEntries, Reading } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { decode } from '../../src/core/decode.ts';
import { monogramOf } from '../../src/components/supporters/monogram.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, shownText, withScript } from './support.ts';

const supporters = html`<glassjar-supporters lang="en">the fallback</glassjar-supporters>`;
const gift = (name: string | undefined, rest: Record<string, unknown> = {}) => ({
  at: '2026-05-20',
  flow: 'gift+',
  amount: '50',
  source: 'bank',
  name,
  ...rest,
});
const bank = { id: 'bank', supporters: 431 };
const three = {
  sources: [bank],
  entries: [
    gift('Lena M.', { message: 'Gute Besserung!\nBis bald.' }),
    gift('Buchhandlung Seitenwind', { at: '2026-05-21T10:00:00+02:00', amount: '250', hideAmount: true }),
    gift(undefined, { amount: '4120', label: '198 transfers' }),
    gift('Pia', { id: 'pia', amount: '40', at: '2026-05-19' }),
    { at: '2026-05-22', flow: 'gift-', amount: '15', source: 'bank', reverses: 'pia' },
  ],
};
const many = (count: number) => ({
  sources: [bank],
  entries: Array.from({ length: count }, (_, index) => gift(`Name ${index}`, { message: `Word ${index}` })),
});

const items = (element: Element) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('li')];
const button = (element: Element) => element.shadowRoot!.querySelector<HTMLButtonElement>('button');
const input = (element: Element) => element.shadowRoot!.querySelector('input');
const status = (element: Element) => element.shadowRoot!.querySelector('[role=status]')!.textContent.trim();
const focused = (element: Element) => element.shadowRoot!.activeElement;
async function search(element: GlassjarSupporters, text: string): Promise<void> {
  input(element)!.value = text;
  input(element)!.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

describe('glassjar-supporters', () => {
  it('is accessible', async () => {
    const { element } = await show(supporters, three);
    await expect(element).to.be.accessible();
  });

  it('is accessible with a search and more to show', async () => {
    const { element } = await show(supporters, many(60));
    await expect(element).to.be.accessible();
  });

  it('loads the names at the reader’s word where there are very many, and takes them along', async () => {
    const held = bookCampaign({ sources: [{ ...bank, raised: '9184' }], entries: [] });
    let waiting: { resolve: (reading: Reading) => void; reject: (error: Error) => void } | undefined;
    const allEntries: AllEntries = {
      count: 3,
      read: () => new Promise((resolve, reject) => (waiting = { resolve, reject })),
    };
    const element = await fixture<GlassjarSupporters>(supporters);
    element.adapter = Object.assign(memoryAdapter(held), { allEntries });
    await waitUntil(() => button(element), 'the names are offered');
    expect(shownText(element)).to.contain('431 people gave.').and.not.to.contain('Nobody is named');
    await expect(element).to.be.accessible();
    button(element)!.focus();
    button(element)!.click();
    await element.updateComplete;
    expect(status(element)).to.equal('The names are loading.');
    await expect(element).to.be.accessible();
    waiting!.reject(new Error('no network'));
    await waitUntil(() => status(element) === 'The names could not be loaded.');
    button(element)!.click();
    await element.updateComplete;
    waiting!.resolve(decode({ ...held, entries: [gift('Lena M.'), gift('Pia'), gift(undefined)] }));
    await waitUntil(() => items(element).length === 2, 'the names are here');
    await aMoment();
    expect(shownText(element)).to.contain('and 429 more');
    expect(focused(element) === items(element)[0], 'the first name has the focus').to.equal(true);
  });

  it('keeps its fallback without data, and where nobody is named or counted', async () => {
    expectFallback(await fixture<GlassjarSupporters>(supporters));
    const none = JSON.stringify(bookCampaign({ sources: [{ id: 'bank', raised: '9184' }] }));
    const element = await place(withScript('glassjar-supporters', none));
    await aMoment();
    expectFallback(element);
  });

  it('names who gave, newest first, with amount, day and message; who hides the amount last and without a day', async () => {
    const { element } = await show(supporters, three);
    expect(items(element).map((item) => shownText(item))).to.deep.equal([
      'LM Lena M. €50 · May 20, 2026 Gute Besserung! Bis bald.',
      'P Pia €25 after a refund · May 19, 2026',
      'BS Buchhandlung Seitenwind',
    ]);
    expect(element.shadowRoot!.querySelector('blockquote')!.textContent).to.contain('Gute Besserung!');
  });

  it('says how many are not named', async () => {
    const { text } = await show(supporters, three);
    expect(text()).to.match(/… and 428 more$/);
    const one = await show(supporters, { ...three, sources: [{ ...bank, supporters: 4 }] });
    expect(one.text()).to.contain('and 1 more');
    const unknown = await show(supporters, { ...three, sources: [{ id: 'bank' }] });
    expect(unknown.text()).to.match(/… and others$/);
    const all = await show(supporters, { ...three, sources: [{ ...bank, supporters: 3 }] });
    expect(all.text()).not.to.match(/more$/);
    const atLeast = await show(supporters, { ...three, sources: [bank, { id: 'club', raised: '5' }] });
    expect(atLeast.text()).to.contain('and at least 428 more');
  });

  it('says it in German', async () => {
    const { text } = await show(html`<glassjar-supporters lang="de"></glassjar-supporters>`, three);
    expect(text()).to.contain('25 € nach einer Rückzahlung · 19. Mai 2026');
    expect(text()).to.contain('und 428 weitere');
  });

  it('says that nobody is named', async () => {
    const { text } = await show(supporters, { sources: [{ id: 'bank', raised: '9184', supporters: 431 }] });
    expect(text()).to.equal('431 people gave. Nobody is named here.');
  });

  it('shows no name, message or initial of withdrawn names, but the count and the sum', async () => {
    const { element, text } = await show(supporters, { ...three, hideNames: true });
    expect(text()).to.equal(
      '431 people gave. €4,445 came in. All names have been withdrawn. No sum has changed by it.',
    );
    expect(element.shadowRoot!.innerHTML).not.to.match(/Lena|LM|Besserung/);
  });

  it('takes names away when they are withdrawn later', async () => {
    const { adapter, text } = await show(supporters, three);
    expect(text()).to.contain('Lena');
    adapter.set(bookCampaign({ ...three, hideNames: true }));
    await waitUntil(() => !text().includes('Lena'));
  });

  it('shows no address by which a giver could be reached', async () => {
    const { element, text } = await show(supporters, {
      sources: [bank],
      entries: [gift('ada@example.org'), gift('Ben', { message: 'Mail me: ben@example.org, 0171 1234567' })],
    });
    expect(items(element)).to.have.lengthOf(1);
    expect(text()).to.contain('Mail me: […], […]').and.to.contain('and 430 more');
    expect(element.shadowRoot!.innerHTML).not.to.match(/example\.org|0171/);
  });

  it('has no picture and no link', async () => {
    const { element } = await show(supporters, {
      entries: [gift('<img src=x onerror=alert(1)>', { message: 'https://evil.example/ <a href="x">y</a>' })],
    });
    expect(element.shadowRoot!.querySelectorAll('img, a, svg')).to.have.lengthOf(0);
    expect(shownText(element)).to.contain('<img src=x onerror=alert(1)>');
  });

  it('keeps its layout with a name of 10 kB, towers of marks and turned text', async () => {
    const { element } = await show(
      html`<glassjar-supporters lang="en" .style=${'inline-size: 280px'}></glassjar-supporters>`,
      {
        entries: [
          gift('A'.repeat(10_000), { message: 'B'.repeat(10_000) }),
          gift(`Z${'\u0301'.repeat(500)}`, { message: `\u202eabc${'\u0310'.repeat(500)}` }),
          gift('محمد علي', { message: 'بالسلامة' }),
        ],
      },
    );
    expect(element.scrollWidth).to.be.at.most(280);
    expect(element.offsetHeight).to.be.below(1200);
    for (const item of items(element)) {
      expect(item.querySelector<HTMLElement>('.monogram')!.offsetHeight).to.be.below(60);
      expect(item.querySelector<HTMLElement>('.who')!.offsetHeight).to.be.below(160);
    }
  });

  it('mirrors in a page that reads from the right', async () => {
    const { element } = await show(html`<glassjar-supporters lang="ar" dir="rtl"></glassjar-supporters>`, three);
    const [first] = items(element);
    const left = (selector: string) => first!.querySelector(selector)!.getBoundingClientRect().left;
    expect(left('.monogram')).to.be.above(left('.who'));
    await expect(element).to.be.accessible();
  });

  it('shows more in steps, and takes the focus to the first of them', async () => {
    const { element } = await show<GlassjarSupporters>(supporters, many(60));
    expect(items(element)).to.have.lengthOf(24);
    expect(status(element)).to.equal('24 of 60 shown');
    expect(button(element)!.textContent.trim()).to.equal('Show 24 more');
    button(element)!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => items(element).length === 48);
    await waitUntil(() => focused(element) === items(element)[24]);
    expect(button(element)!.textContent.trim()).to.equal('Show 12 more');
    button(element)!.click();
    await waitUntil(() => items(element).length === 60);
    expect(button(element)).to.equal(null);
    await waitUntil(() => focused(element) === items(element)[48]);
  });

  it('offers a search from 50 names on, and says how many it found', async () => {
    expect(input((await show(supporters, many(49))).element)).to.equal(null);
    const { element, text } = await show<GlassjarSupporters>(supporters, many(50));
    await search(element, ' NAME 49');
    expect(items(element)).to.have.lengthOf(1);
    expect(status(element)).to.equal('1 found');
    expect(text()).not.to.match(/more$/);
    await search(element, 'word 1');
    expect(status(element)).to.equal('11 found');
    await search(element, 'nobody');
    expect(items(element)).to.have.lengthOf(0);
    expect(status(element)).to.equal('0 found');
    await search(element, '');
    expect(items(element)).to.have.lengthOf(24);
  });

  it('labels its search, with a target of 44 px', async () => {
    const { element } = await show(supporters, many(50));
    expect(input(element)!.labels![0]!.textContent).to.contain('Search names and messages');
    expect(input(element)!.offsetHeight).to.be.at.least(44);
    expect(button(element)!.offsetHeight).to.be.at.least(44);
  });

  it('has its initials for the eye only', async () => {
    const { element } = await show(supporters, three);
    for (const item of items(element))
      expect(item.querySelector('.monogram')!.getAttribute('aria-hidden')).to.equal('true');
  });

  for (const [name, letters] of [
    ['Lena M.', 'LM'],
    ['Pia und Jonas', 'PJ'],
    ['Lesefreunde Musterstadt e. V.', 'LM'],
    ['anna', 'A'],
    ['„Élan“ Verein', 'ÉV'],
    ['محمد علي', 'م'],
    ['李小龙', '李'],
    ['4b', '4'],
    ['♥♥♥', ''],
  ] as const) {
    it(`makes ${letters || 'nothing'} of ${name}`, () => {
      expect(monogramOf(name)).to.equal(letters);
    });
  }
});
