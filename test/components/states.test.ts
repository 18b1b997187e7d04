import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { CampaignAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { decode } from '../../src/core/decode.ts';
import '../../src/define.ts';
import type { GlassjarErrorEvent, GlassjarLoadedEvent } from '../../src/components/shared/events.ts';
import type { GlassjarElement } from '../../src/components/shared/glassjar-element.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, shownText, withScript } from './support.ts';

/** What each element shows of the campaign, for a reader of English. */
const elements = [
  ['glassjar-counter', '€12,478.72'],
  ['glassjar-progress', 'Spendenkonto €9,184'],
  ['glassjar-book', 'Ein Meer voll Licht'],
  ['glassjar-share', 'at least 1,280 shares'],
  ['glassjar-panel', '€12,478.72'],
] as const;

function create(tag: string): GlassjarElement {
  const element = document.createElement(tag) as GlassjarElement;
  element.lang = 'en';
  element.textContent = 'the fallback';
  return element;
}

const failing: CampaignAdapter = { name: 'failing', getCampaign: () => Promise.reject(new Error('offline')) };
const silent: CampaignAdapter = { name: 'silent', getCampaign: () => new Promise(() => {}) };

for (const [tag, words] of elements) {
  describe(`the states of ${tag}`, () => {
    it('with data: is accessible, shows it and not the fallback, and tells of it', async () => {
      const element = withScript(tag, JSON.stringify(bookCampaign()));
      const told = oneEvent(element, 'glassjar-loaded');
      await place(element);
      expect(((await told) as Event as GlassjarLoadedEvent).campaign.title).to.equal('#einBuchFürMara');
      await waitUntil(() => shownText(element).includes(words));
      await expect(element).to.be.accessible();
      expect(element.shadowRoot!.querySelector('slot:not([name])')).to.equal(null);
      expect(shownText(element)).not.to.match(/undefined|NaN|\bnull\b|\[object/);
    });

    it('without any: keeps its fallback and tells nothing', async () => {
      const element = create(tag);
      let told = 0;
      for (const name of ['glassjar-error', 'glassjar-loaded']) element.addEventListener(name, () => (told += 1));
      await place(element);
      await aMoment();
      expectFallback(element);
      expect(told).to.equal(0);
    });

    it('while loading: keeps its fallback', async () => {
      const element = create(tag);
      element.adapter = silent;
      await place(element);
      await aMoment();
      expectFallback(element);
    });

    it('loading failed: keeps its fallback, and tells why', async () => {
      const element = create(tag);
      element.adapter = failing;
      const told = oneEvent(element, 'glassjar-error');
      await place(element);
      const { error, problems } = (await told) as Event as GlassjarErrorEvent;
      expect(error!.code).to.equal('network');
      expect(error!.message).to.contain('offline');
      expect(problems).to.deep.equal([]);
      expectFallback(element);
    });

    for (const [what, json, code] of [
      ['no JSON', '{"glassjar": 1,', 'not-json'],
      ['no campaign', '[]', 'invalid'],
      ['no title', '{"glassjar": 1, "currency": "EUR"}', 'invalid'],
      ['another version', JSON.stringify(bookCampaign({ glassjar: 2 })), 'invalid'],
    ] as const) {
      it(`${what} in the page: keeps its fallback, and tells why`, async () => {
        const element = withScript(tag, json);
        const told = oneEvent(element, 'glassjar-error');
        await place(element);
        expect(((await told) as Event as GlassjarErrorEvent).error!.code).to.equal(code);
        expectFallback(element);
      });
    }

    it('a backend that nobody registered: keeps its fallback, and tells why', async () => {
      const element = create(tag);
      element.src = `nobody-${tag}:42`;
      const told = oneEvent(element, 'glassjar-error');
      await place(element);
      expect(((await told) as Event as GlassjarErrorEvent).error!.message).to.contain('nobody');
      expectFallback(element);
    });

    it('with debug: shows on the page what is wrong, beside its fallback', async () => {
      const element = withScript(tag, '{"glassjar": 1,');
      element.debug = true;
      await place(element);
      await waitUntil(() => element.shadowRoot!.querySelector('[part=problems]'));
      expect(shownText(element)).to.contain('is not JSON');
      expect(element.shadowRoot!.querySelector('slot')).not.to.equal(null);
    });

    it('new figures: replaces the old ones, and tells of them', async () => {
      const element = create(tag);
      const adapter = memoryAdapter(bookCampaign());
      element.adapter = adapter;
      await place(element);
      await waitUntil(() => shownText(element).includes(words));
      const told = oneEvent(element, 'glassjar-loaded');
      adapter.set(bookCampaign({ title: 'Another' }));
      expect(((await told) as Event as GlassjarLoadedEvent).campaign.title).to.equal('Another');
    });

    it('another adapter: shows its campaign, and hears no more of the first', async () => {
      const element = create(tag);
      const first = memoryAdapter(bookCampaign());
      element.adapter = first;
      await place(element);
      await waitUntil(() => shownText(element).includes(words));
      element.adapter = silent;
      await element.updateComplete;
      first.set(bookCampaign());
      await aMoment();
      expectFallback(element);
      element.adapter = first;
      await waitUntil(() => shownText(element).includes(words));
    });

    it('out of the page: hears nothing, and has the newest figures when it is back', async () => {
      const element = create(tag);
      const adapter = memoryAdapter(bookCampaign());
      element.adapter = adapter;
      const parent = (await place(element)).parentElement!;
      await waitUntil(() => shownText(element).includes(words));
      element.remove();
      let told = 0;
      element.addEventListener('glassjar-loaded', () => (told += 1));
      adapter.set(bookCampaign({ title: 'Another' }));
      await aMoment();
      expect(told).to.equal(0);
      parent.append(element);
      await waitUntil(() => told === 1, 'the newest figures have come');
      expect(shownText(element)).to.contain(words);
    });

    it('removed while it loads: tells nothing of what came of it', async () => {
      const element = create(tag);
      let giveUp: (() => void) | undefined;
      element.adapter = {
        name: 'slow',
        getCampaign: () => new Promise((_, reject) => (giveUp = () => reject(new Error('offline')))),
      };
      let told = 0;
      element.addEventListener('glassjar-error', () => (told += 1));
      await place(element);
      await waitUntil(() => giveUp, 'it loads');
      element.remove();
      giveUp!();
      await aMoment();
      expect(told).to.equal(0);
    });

    it('hidden: takes no room', async () => {
      const element = withScript(tag, JSON.stringify(bookCampaign()));
      element.hidden = true;
      await place(element);
      await aMoment();
      expect(element.getBoundingClientRect().height).to.equal(0);
    });
  });
}

describe('figures that are pushed', () => {
  it('come in their order, also where the first need a part that has to load and the second don’t', async () => {
    const unsound = [
      { id: 'bank', raised: '20' },
      { id: 'bank', raised: '30' },
    ];
    const pushed = [unsound, [{ id: 'bank', raised: '40' }]].map((sources) =>
      decode({ ...bookCampaign(), sources, entries: undefined }),
    );
    const element = create('glassjar-counter');
    element.adapter = {
      name: 'pushing',
      getCampaign: () => Promise.resolve(decode(bookCampaign())),
      watch: async (onReading) => pushed.forEach(onReading),
    };
    await place(element);
    await waitUntil(() => shownText(element).includes('€40'));
    await aMoment();
    expect(shownText(element)).to.contain('€40');
  });
});

describe('an element’s place for data', () => {
  const sum = (raised: string) => ({ glassjar: 1, title: 'A', currency: 'EUR', sources: [{ id: 'a', raised }] });

  it('prefers the adapter to a script child, and that to plain attributes', async () => {
    const element = withScript('glassjar-counter', JSON.stringify(sum('2')));
    element.setAttribute('raised', '3');
    await place(element);
    await waitUntil(() => shownText(element).includes('€2 '));
    element.adapter = memoryAdapter(sum('1'));
    await waitUntil(() => shownText(element).includes('€1 '));
    element.adapter = undefined;
    await waitUntil(() => shownText(element).includes('€2 '));
    element.querySelector('script')!.remove();
    element.setAttribute('raised', '4');
    await waitUntil(() => shownText(element).includes('€4 '));
  });

  it('takes no script child that is deeper, or of another type', async () => {
    const element = await fixture<HTMLElement>(
      html`<glassjar-counter lang="en"
        ><p>the fallback<script type="application/json">{"glassjar": 1}</script></p
        ><script type="application/ld+json">{"glassjar": 1}</script></glassjar-counter>`,
    );
    await aMoment();
    expectFallback(element);
  });

  it('follows its attributes', async () => {
    const element = await fixture<HTMLElement>(
      html`<glassjar-counter lang="en" raised="5" goal="10"></glassjar-counter>`,
    );
    await waitUntil(() => shownText(element).includes('€5 of €10'));
    element.setAttribute('raised', '6');
    await waitUntil(() => shownText(element).includes('€6 of €10'));
    element.removeAttribute('goal');
    await waitUntil(() => shownText(element).includes('€6 raised'));
  });
});
