import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import '../../src/components/book/define.ts';
import type { GlassjarBook } from '../../src/components/book/book.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, shownBy, shownText, withScript } from './support.ts';

const book = html`<glassjar-book lang="en">the fallback</glassjar-book>`;
const withBook = (changes: Record<string, unknown>) => ({
  book: { ...(bookCampaign()['book'] as object), ...changes },
});
const links = (element: Element) => [...element.shadowRoot!.querySelectorAll('a')];

describe('glassjar-book', () => {
  const { now } = clock;
  afterEach(() => {
    clock.now = now;
  });

  it('is accessible', async () => {
    const { element } = await show(book);
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data', async () => {
    expectFallback(await fixture<GlassjarBook>(book));
  });

  it('keeps its fallback where the campaign has no book', async () => {
    const element = await place(withScript('glassjar-book', JSON.stringify(bookCampaign({ book: undefined }))));
    await aMoment();
    expectFallback(element);
  });

  it('is accessible with a cover, and has its data from a script child', async () => {
    const cover = `${location.origin}/demo/mara-cover.svg`;
    const element = await place(withScript('glassjar-book', JSON.stringify(bookCampaign(withBook({ cover })))));
    await waitUntil(() => shownText(element) !== '');
    await expect(element).to.be.accessible();
  });

  it('says whom a copy helps, what the sales brought and what it costs', async () => {
    const { text } = await show(book);
    expect(text()).to.contain('Ein Meer voll Licht by Mara Muster');
    expect(text()).to.contain('€7.68 of every copy goes to Mara und ihre Familie');
    expect(text(), 'where one can give as well').to.contain('Counted apart from donations.');
    expect(text()).to.contain('429 books × €7.68 = €3,294.72');
    expect(text()).to.contain('€12.90 a copy');
  });

  it('says it in German', async () => {
    const { text } = await show(html`<glassjar-book lang="de"></glassjar-book>`);
    expect(text()).to.contain('7,68 € von jedem Exemplar gehen an Mara und ihre Familie');
    expect(text()).to.contain('429 Bücher × 7,68 € = 3.294,72 €').and.to.contain('Platz 1 bei Beispielbuch');
  });

  it('names the campaign where no one is named', async () => {
    const { text } = await show(book, { beneficiary: undefined });
    expect(text()).to.contain('€7.68 of every copy goes to the campaign').and.not.to.contain('undefined');
  });

  it('claims nothing that the campaign does not say', async () => {
    const { text } = await show(book, { sources: undefined, book: { title: 'A Title' } });
    expect(text()).to.equal('A Title A Title');
  });

  it('counts copies without proceeds, and one copy as one', async () => {
    const uncounted = await show(book, {
      ...withBook({ proceeds: undefined }),
      sources: [{ id: 'book', kind: 'sales', copies: 429, bound: 'at-least' }],
    });
    expect(uncounted.text())
      .to.contain('at least 429')
      .and.not.to.match(/×|=|NaN/);
    const one = await show(book, { sources: [{ id: 'book', kind: 'sales', copies: 1, proceeds: '7.68' }] });
    expect(one.text()).to.contain('1 book × €7.68 = €7.68');
  });

  it('says how well the number of copies is known', async () => {
    const { text } = await show(book, {
      sources: [{ id: 'book', kind: 'sales', copies: 400, proceeds: '7.68', bound: 'about' }],
    });
    expect(text()).to.contain('about €3,072');
  });

  it('adds up several shops’ copies', async () => {
    const { adapter, text } = await show(book, {
      sources: [
        { id: 'one', kind: 'sales', copies: 100, proceeds: '2.50' },
        { id: 'two', kind: 'sales', copies: 20, proceeds: '2.50' },
      ],
    });
    expect(text()).to.contain('120 books × €2.50 = €300');
    adapter.set(bookCampaign({ sources: [{ id: 'one', kind: 'sales', copies: 1000, proceeds: '2.50' }] }));
    await waitUntil(() => text().includes('1,000 books × €2.50 = €2,500'));
  });

  it('links to each shop, the first in words', async () => {
    const { element, text } = await show(book);
    expect(links(element).map(({ href }) => href)).to.deep.equal([
      'https://example.org/buch',
      'https://example.org/verlag',
    ]);
    expect(links(element)[0]!.getAttribute('aria-label')).to.equal('Buy “Ein Meer voll Licht” at Beispielbuch');
    expect(text()).to.contain('Also at Muster Verlag');
  });

  it('has no link where no shop is named, and none to a script', async () => {
    const without = await show(book, withBook({ shops: [] }));
    expect(links(without.element)).to.deep.equal([]);
    const evil = await show(book, withBook({ shops: [{ name: 'Evil', url: 'javascript:alert(1)' }] }));
    expect(links(evil.element)).to.deep.equal([]);
  });

  it('shows the best place, the first time it was reached, and when that was', async () => {
    const ranks = [
      { at: '2026-05-20', list: 'Late', rank: 3 },
      { at: '2026-05-19', list: 'First', rank: 3 },
      { at: '2026-05-18', list: 'Low', rank: 51_000 },
    ];
    const { element, text } = await show(book, withBook({ ranks }));
    expect(text())
      .to.contain('No. 3 on First')
      .and.not.to.match(/Late|Low/);
    expect(element.shadowRoot!.querySelector('time')!.dateTime).to.equal('2026-05-19');
  });

  it('says that a place is known roughly', async () => {
    const ranks = [{ at: '2026-05-19', list: 'Beispielbuch', rank: 51_000, bound: 'about' }];
    expect((await show(book, withBook({ ranks }))).text()).to.contain('about 51,000 on Beispielbuch');
  });

  it('changes the pledge’s words when its last day is over', async () => {
    const pledge = { until: '2026-05-31', text: 'All proceeds are passed on.' };
    clock.now = () => new Date(2026, 4, 31, 23, 59).getTime();
    const during = await show(book, withBook({ pledge }));
    expect(during.text()).to.contain('Holds until May 31, 2026.').and.to.contain('goes to');
    clock.now = () => new Date(2026, 5, 1, 0, 1).getTime();
    const after = await show(book, withBook({ pledge }));
    expect(after.text()).to.contain('It held until May 31, 2026.').and.to.contain('went to');
    expect(after.text()).to.contain('All proceeds are passed on.').and.not.to.contain('Holds until');
  });

  it('lets a pledge without an end hold, also after the campaign', async () => {
    const { text } = await show(book, { ...withBook({ pledge: { text: 'For good.' } }), ends: '2020-01-01' });
    expect(text()).to.contain('goes to').and.to.contain('For good.').and.not.to.match(/until/i);
  });

  it('promises nothing for an ended campaign without a pledge', async () => {
    expect((await show(book, { ends: '2020-01-01' })).text())
      .to.contain('went to')
      .and.not.to.contain('goes to');
  });

  it('loads a cover from its own site', async () => {
    for (const cover of [`${location.origin}/demo/mara-cover.svg`, '/demo/mara-cover.svg']) {
      const { element } = await show(book, withBook({ cover }));
      const image = element.shadowRoot!.querySelector('img')!;
      expect(new URL(image.src).pathname).to.equal('/demo/mara-cover.svg');
      expect(image.alt, 'the title stands beside it').to.equal('');
    }
  });

  it('shows the title in place of a cover that can’t be had, and the next cover again', async () => {
    const { element } = await show<GlassjarBook>(book, withBook({ title: 'The book', cover: '/not/there.jpg' }));
    const picture = () => element.shadowRoot!.querySelector('img');
    await waitUntil(() => !picture(), 'the broken picture goes');
    expect(element.shadowRoot!.querySelector('[part=cover]')!.textContent).to.contain('The book');
    element.adapter = memoryAdapter(bookCampaign(withBook({ cover: '/demo/mara-cover.svg' })));
    await waitUntil(picture);
  });

  it('does not ask another site for a cover', async () => {
    for (const cover of ['https://elsewhere.example/cover.png', `http://${location.hostname}:1/cover.png`]) {
      const { element, text } = await show(book, withBook({ cover }));
      expect(element.shadowRoot!.querySelector('img')).to.equal(null);
      expect(element.shadowRoot!.querySelector('.cover')!.textContent).to.equal('Ein Meer voll Licht');
      expect(text()).not.to.contain('cover.png');
    }
    await aMoment();
    const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
    expect(asked.filter((origin) => origin !== location.origin)).to.deep.equal([]);
  });

  it('has its data from plain attributes', async () => {
    const text = await shownBy(
      html`<glassjar-book
        lang="en"
        book="A Title"
        author="An Author"
        price="12.90"
        proceeds="7.68"
        copies="2"
        currency="EUR"
        shop="https://example.org/shop"
        shop-name="The Shop"
      ></glassjar-book>`,
    );
    for (const words of ['A Title by An Author', '€7.68 of every copy', '2 books × €7.68 = €15.36', '€12.90 a copy'])
      expect(text).to.contain(words);
    const [link] = links(document.querySelector('glassjar-book')!);
    expect(link!.href).to.equal('https://example.org/shop');
    expect(link!.getAttribute('aria-label')).to.contain('The Shop');
  });

  it('names an attribute that it refuses, and shows the rest', async () => {
    const element = document.createElement('glassjar-book');
    for (const [name, value] of Object.entries({ lang: 'en', book: 'A Title', price: '12,90' }))
      element.setAttribute(name, value);
    const told = oneEvent(element, 'glassjar-error');
    await place(element);
    expect(((await told) as unknown as { problems: { path: string }[] }).problems[0]!.path).to.equal('book.price');
    expect(shownText(element))
      .to.contain('A Title')
      .and.not.to.match(/a copy|NaN/);
  });
});
