import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import type { GlassjarElement } from '../../src/components/shared/glassjar-element.ts';
import '../../src/define.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';

/** What stands in the box for authors, once it is there. */
async function boxOf(element: GlassjarElement): Promise<HTMLElement> {
  await waitUntil(() => element.shadowRoot!.querySelector('[part=problems]'), 'what helps the author is loaded');
  return element.shadowRoot!.querySelector<HTMLElement>('[part=problems]')!;
}

const faulty = {
  ziel: { amount: '5000' },
  ends: '30.06.2026',
  book: { title: 'A', cover: 'https://cdn.example/a.jpg', proceeds: '7,68' },
};

describe('what an author is told with debug', () => {
  for (const [lang, words, foreign] of [
    [
      'de',
      ['Ist "goal" gemeint?', 'Richtig ist "2026-06-30"', 'einer anderen Website', 'Erwartet: '],
      /did you mean|write "|expected|another site/,
    ],
    ['de-AT', ['Ist "goal" gemeint?'], /did you mean/],
    ['de_DE', ['Ist "goal" gemeint?'], /did you mean/],
    ['en', ['did you mean "goal"?', 'write "2026-06-30"', 'another site', 'expected'], /gemeint|Richtig|Erwartet/],
    ['fr', ['did you mean "goal"?'], /gemeint/],
  ] as const) {
    it(`is said in the language of the page: ${lang}`, async () => {
      const element = await fixture<GlassjarElement>(
        html`<glassjar-panel lang=${lang} debug>the fallback</glassjar-panel>`,
      );
      element.adapter = memoryAdapter(bookCampaign(faulty));
      const box = await boxOf(element);
      for (const word of words) expect(box.textContent).to.contain(word);
      expect(box.textContent).not.to.match(foreign);
      expect(box.lang).to.equal(lang.startsWith('de') ? 'de' : 'en');
      const paths = Array.from(box.querySelectorAll('b'), ({ textContent }) => textContent);
      expect(paths).to.include.members(['ziel', 'ends', 'book.cover', 'book.proceeds']);
    });
  }

  it('is said again in another language where the page changes its own', async () => {
    const element = await fixture<GlassjarElement>(html`<glassjar-panel lang="en" debug>the fallback</glassjar-panel>`);
    element.adapter = memoryAdapter(bookCampaign(faulty));
    expect((await boxOf(element)).textContent).to.contain('did you mean');
    element.lang = 'de';
    element.requestUpdate();
    await waitUntil(() => element.shadowRoot!.querySelector('[part=problems]')!.textContent.includes('gemeint'));
  });

  it('goes when the file is right', async () => {
    const element = await fixture<GlassjarElement>(html`<glassjar-panel lang="de" debug>the fallback</glassjar-panel>`);
    const adapter = memoryAdapter(bookCampaign(faulty));
    element.adapter = adapter;
    await boxOf(element);
    adapter.set(bookCampaign());
    await waitUntil(() => !element.shadowRoot!.querySelector('[part=problems]'));
  });

  for (const [src, english, german] of [
    ['C:\\Users\\mara\\campaign.json', 'of your own disk', 'der eigenen Festplatte'],
    ['file:///home/mara/campaign.json', 'of your own disk', 'der eigenen Festplatte'],
    ['https://', 'is no address', 'ist keine Adresse'],
    ['nobody-knows:42', 'nothing is registered for "nobody-knows:"', 'Für "nobody-knows:" ist nichts angemeldet'],
    [
      '/not/there/campaign.json',
      '/not/there/campaign.json (404)',
      '/not/there/campaign.json gibt es keine Datei (404)',
    ],
  ] as const) {
    it(`says what to do about an address: ${src}`, async () => {
      for (const [lang, said] of [
        ['en', english],
        ['de', german],
      ] as const) {
        const element = await fixture<GlassjarElement>(
          html`<glassjar-panel lang=${lang} debug src=${src}>the fallback</glassjar-panel>`,
        );
        expect((await boxOf(element)).textContent).to.contain(said);
      }
    });
  }

  it('says where JSON in the page is broken', async () => {
    const element = document.createElement('glassjar-panel') as GlassjarElement;
    element.lang = 'de';
    element.debug = true;
    element.innerHTML = '<script type="application/json">{\n  "glassjar": 1\n  "title": "A"\n}</script>';
    await fixture(element as unknown as ReturnType<typeof html>);
    expect((await boxOf(element)).textContent).to.contain('Zeile 2, Spalte 16: Nach 1 fehlt ein Komma');
  });

  it('lists no more than a page can hold', async () => {
    const sources = Array.from({ length: 300 }, (_, index) => ({ id: `s${index}`, raised: 'x' }));
    const element = await fixture<GlassjarElement>(html`<glassjar-panel lang="en" debug>the fallback</glassjar-panel>`);
    element.adapter = memoryAdapter(bookCampaign({ sources }));
    const box = await boxOf(element);
    expect(box.querySelectorAll('li').length).to.be.lessThan(50);
    expect(box.textContent).to.contain('260 more');
  });
});
