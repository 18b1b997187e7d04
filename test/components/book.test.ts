import { expect, fixture, html } from '@open-wc/testing';
import '../../src/components/book/define.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { show, shownText } from './support.ts';

const book = html`<glassjar-book lang="en">the fallback</glassjar-book>`;
const withBook = (changes: Record<string, unknown>) => ({
  book: { ...(bookCampaign()['book'] as object), ...changes },
});

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
    const element = await fixture(book);
    expect(shownText(element)).to.equal('');
  });

  it('says whom a copy helps, what the sales brought and the best rank', async () => {
    const { text } = await show(book);
    expect(text()).to.contain('€7.68 of every copy goes to Mara und ihre Familie');
    expect(text()).to.contain('429 books × €7.68 = €3,294.72');
    expect(text()).to.contain('No. 1 on Beispielbuch');
    expect(text()).to.contain('€12.90 a copy');
  });

  it('links to each shop', async () => {
    const { element } = await show(book);
    const links = [...element.shadowRoot!.querySelectorAll('a')].map((link) => link.href);
    expect(links).to.deep.equal(['https://example.org/buch', 'https://example.org/verlag']);
  });

  it('changes the pledge’s words when its last day is over', async () => {
    const pledge = { until: '2026-05-31', text: 'All proceeds are passed on.' };
    clock.now = () => new Date(2026, 4, 31, 23, 59).getTime();
    const during = await show(book, withBook({ pledge }));
    expect(during.text()).to.contain('Holds until').and.to.contain('goes to');
    clock.now = () => new Date(2026, 5, 1, 0, 1).getTime();
    const after = await show(book, withBook({ pledge }));
    expect(after.text()).to.contain('It held until').and.to.contain('went to');
  });

  it('loads a cover from its own site only', async () => {
    const local = await show(book, withBook({ cover: `${location.origin}/no-cover.png` }));
    expect(local.element.shadowRoot!.querySelector('img')).not.to.equal(null);
    const foreign = await show(book, withBook({ cover: 'https://elsewhere.example/cover.png' }));
    expect(foreign.element.shadowRoot!.querySelector('img')).to.equal(null);
  });
});
