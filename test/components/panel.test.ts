import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { CampaignAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import type { GlassjarDonate } from '../../src/components/donate/donate.ts';
import '../../src/components/panel/define.ts';
import type { GlassjarPanel } from '../../src/components/panel/panel.ts';
import type { CampaignStore } from '../../src/components/shared/campaign-store.ts';
import { clock } from '../../src/components/shared/clock.ts';
import type { GlassjarErrorEvent } from '../../src/components/shared/events.ts';
import type { GlassjarElement } from '../../src/components/shared/glassjar-element.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, deepAll, expectFallback, place, show, shownText, withScript } from './support.ts';

const panel = html`<glassjar-panel lang="en">12.000 € <a href="https://example.org/give">Give</a></glassjar-panel>`;
const parts = ['counter', 'progress', 'book', 'share'].map((name) => `glassjar-${name}`);
const find = (element: Element, selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);

const storeOf = (element: GlassjarElement): CampaignStore =>
  (element as unknown as { campaignController: { store: CampaignStore } }).campaignController.store;

/** A panel over a backend that can be made to fail, and to be asked at once. */
async function flaky() {
  const memory = memoryAdapter(bookCampaign());
  const backend = { fails: false, asked: 0 };
  const adapter: CampaignAdapter = {
    name: 'flaky',
    pollEvery: 600,
    getCampaign: (options) => {
      backend.asked += 1;
      return backend.fails ? Promise.reject(new Error('offline')) : memory.getCampaign(options);
    },
  };
  const element = await fixture<GlassjarPanel>(panel);
  element.adapter = adapter;
  await waitUntil(() => shownText(element).includes('€12,478.72'));
  return { element, backend, memory, refresh: () => storeOf(element).refresh() };
}

/** The page's fetch answers with a campaign, and counts how often it was asked. */
function answering(changes: Record<string, unknown> = {}) {
  const ofPage = window.fetch;
  const asked: string[] = [];
  window.fetch = (address) => {
    asked.push(address instanceof Request ? address.url : String(address));
    return Promise.resolve(new Response(JSON.stringify(bookCampaign(changes))));
  };
  return {
    asked,
    restore: () => {
      window.fetch = ofPage;
    },
  };
}

describe('glassjar-panel', () => {
  const { now } = clock;
  afterEach(() => {
    clock.now = now;
  });

  it('is accessible', async () => {
    const { element, text } = await show(panel);
    await waitUntil(() => text().includes('shares'));
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data', async () => {
    const element = await fixture<GlassjarPanel>(panel);
    expectFallback(element);
    expect(element.querySelector('a')!.getBoundingClientRect().height).to.be.above(0);
  });

  it('is accessible with a discrepancy to show', async () => {
    const { element, text } = await show<GlassjarPanel>(html`<glassjar-panel lang="en" form="jar"></glassjar-panel>`, {
      sources: [{ id: 'bank', label: 'Konto', raised: '100' }],
      entries: [{ at: '2026-05-22', flow: 'gift+', amount: '50.00', source: 'bank' }],
    });
    await waitUntil(() => text().includes('shares'));
    await expect(element).to.be.accessible();
  });

  it('shows the whole campaign', async () => {
    const { text } = await show(panel);
    await waitUntil(() => text().includes('shares'));
    for (const words of [
      '#einBuchFürMara',
      'For Mara und ihre Familie',
      'organised by Jo Beispiel',
      '€12,478.72',
      'DE89 3704 0044 0532 0130 00',
      'Donate Other ways to give PayPal',
      'Ein Meer voll Licht',
      'at least 1,280 shares',
    ]) {
      expect(text()).to.contain(words);
    }
    expect(text()).not.to.match(/undefined|NaN|\bnull\b/);
  });

  it('speaks German where it stands in German, its parts too', async () => {
    const { text } = await show(html`<glassjar-panel lang="de"></glassjar-panel>`);
    await waitUntil(() => text().includes('geteilt'));
    for (const words of [
      '12.478,72 €',
      'von 15.000 €',
      'Spenden Andere Wege zu helfen PayPal',
      'mindestens 1.280-mal geteilt',
    ])
      expect(text()).to.contain(words);
    expect(text()).not.to.match(/raised|Donate|at least/);
  });

  it('hands all parts its one store, and the backend is asked once', async () => {
    const { element, backend } = await flaky();
    const stores = parts.map((tag) => (find(element, tag) as GlassjarElement).store);
    for (const store of stores) expect(store).to.equal(storeOf(element));
    expect(backend.asked).to.equal(1);
  });

  it('changes all figures together when the backend has new ones', async () => {
    const { adapter, text } = await show(panel);
    adapter.set(
      bookCampaign({
        sources: [
          { id: 'bank', label: 'Spendenkonto', raised: '10000', supporters: 500 },
          { id: 'book', kind: 'sales', copies: 500, proceeds: '7.68' },
        ],
      }),
    );
    await waitUntil(() => text().includes('500 books × €7.68 = €3,840'));
    expect(text()).to.contain('€13,840').and.to.contain('Spendenkonto €10,000').and.not.to.contain('12,478');
  });

  it('tells of its campaign once, and its parts not at all', async () => {
    const heard: EventTarget[] = [];
    const outer = await fixture<HTMLElement>(html`<div></div>`);
    outer.addEventListener('glassjar-loaded', (event) => heard.push(event.composedPath()[0]!));
    const element = withScript('glassjar-panel', JSON.stringify(bookCampaign()));
    outer.append(element);
    await waitUntil(() => shownText(element).includes('shares'));
    await aMoment();
    expect(heard).to.deep.equal([element]);
  });

  it('lets its share bar’s events out', async () => {
    const { element, text } = await show(panel);
    await waitUntil(() => text().includes('shares'));
    const link = find(find(element, 'glassjar-share')!, '#facebook')!;
    link.addEventListener('click', (event) => event.preventDefault());
    const heard = oneEvent(element, 'glassjar-shared');
    link.click();
    expect((await heard) as unknown as { channel: string }).to.have.property('channel', 'facebook');
  });

  it('gives its progress the form it is told', async () => {
    const { element } = await show<GlassjarPanel>(html`<glassjar-panel lang="en" form="ring"></glassjar-panel>`);
    const drawn = () => find(element, 'glassjar-progress')!;
    await waitUntil(() => find(drawn(), '.figure svg'), 'the ring has come');
    element.form = 'bar';
    await waitUntil(() => find(drawn(), '.bar'));
  });

  describe('giving', () => {
    const give = (element: Element) => find(element, '[part=donate]')!;
    const donate = (element: Element) => find(element, 'glassjar-donate') as GlassjarDonate;
    const dialog = (element: Element) => find(element, 'glassjar-donate')?.shadowRoot?.querySelector('dialog');
    /** A panel whose backend only reads. */
    async function reading(changes: Record<string, unknown> = {}): Promise<GlassjarPanel> {
      const element = withScript('glassjar-panel', JSON.stringify(bookCampaign(changes))) as GlassjarPanel;
      await place(element);
      await waitUntil(() => shownText(element) !== '');
      return element;
    }

    it('is a plain link where there is one, which opens the dialog', async () => {
      const element = await reading();
      const link = give(element) as HTMLAnchorElement;
      expect(link.href).to.equal('https://example.org/give');
      expect(link.textContent).to.equal('Donate by PayPal');
      const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true });
      link.dispatchEvent(click);
      expect(click.defaultPrevented).to.equal(true);
      await waitUntil(() => dialog(element)?.open, 'the dialog opens');
      await Promise.all(
        dialog(element)!
          .getAnimations()
          .map(({ finished }) => finished),
      );
      await expect(element).to.be.accessible();
      donate(element).hide();
      await waitUntil(() => !dialog(element));
    });

    it('follows the link for who wants it in a new tab', async () => {
      const element = await reading();
      for (const key of ['ctrlKey', 'metaKey', 'shiftKey']) {
        const click = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, [key]: true });
        let isFollowed = false;
        element.addEventListener(
          'click',
          (event) => {
            isFollowed = !event.defaultPrevented;
            event.preventDefault();
          },
          { once: true },
        );
        give(element).dispatchEvent(click);
        expect(isFollowed, key).to.equal(true);
      }
    });

    it('is a button where there is bank data only, or a backend that takes donations', async () => {
      const bank = { holder: 'H', iban: 'DE89370400440532013000' };
      const element = await reading({ give: { bank } });
      expect(give(element).localName).to.equal('button');
      const { element: own, text } = await show(panel, {
        give: { links: [{ label: 'PayPal', url: 'https://example.org/give' }] },
      });
      expect(give(own).localName).to.equal('button');
      expect(text()).to.contain('Donate Other ways to give PayPal');
      give(own).click();
      await waitUntil(() => dialog(own)?.open, 'the dialog opens');
      const none = await show(panel, { give: undefined });
      expect(find(none.element, '[part=donate]'), 'the campaign takes none').to.equal(null);
    });

    it('cuts nothing off in a narrow column with large text', async () => {
      const bank = { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89370400440532013000', reference: 'RF18539007547034' };
      const { element } = await show(panel, { give: { bank } });
      for (const [width, size] of [
        [266, 20],
        [280, 16],
        [320, 32],
      ] as const) {
        element.style.cssText = `inline-size:${width}px;font-size:${size}px`;
        const edge = element.getBoundingClientRect().right + 0.5;
        const cut = [...element.shadowRoot!.querySelectorAll('.give *, h2')]
          .map((one) => `${one.localName} ${Math.round(one.getBoundingClientRect().right - edge)}`)
          .filter((found) => !/ (?:-|0$)/.test(found));
        expect(cut, `${width}px`).to.deep.equal([]);
      }
    });

    it('says what became of a donation when a reader comes back', async () => {
      const { href } = location;
      history.replaceState(null, '', `${location.pathname}?glassjar-donation=memory-1`);
      try {
        const element = document.createElement('glassjar-panel');
        element.lang = 'en';
        const adapter = memoryAdapter(bookCampaign());
        adapter.settle('memory-1', 'paid');
        element.adapter = adapter;
        await place(element);
        await waitUntil(() => dialog(element)?.open, 'the dialog opens');
        expect(location.search).to.equal('');
        await waitUntil(() => shownText(element).includes('Your donation has arrived.'));
      } finally {
        history.replaceState(null, '', href);
      }
    });
  });

  describe('in time', () => {
    const donate = (element: Element) => [find(element, '[part=donate]'), find(element, '[part=bank]')];

    it('offers no way to give once the campaign has ended, and thanks', async () => {
      const { element, text } = await show(panel, { starts: '2026-05-19', ends: '2026-06-30' });
      await waitUntil(() => text().includes('Ended on June 30, 2026'));
      expect(donate(element)).to.deep.equal([null, null]);
      expect(text()).to.contain('€12,478.72');
    });

    it('says when it begins, and offers no way to give before', async () => {
      clock.now = () => new Date(2026, 4, 18, 23, 59).getTime();
      const { element, text } = await show(panel, { starts: '2026-05-19', ends: '2026-06-30' });
      expect(text()).to.contain('Starts on May 19, 2026');
      expect(donate(element)).to.deep.equal([null, null]);
    });

    it('runs from its first day’s beginning to its last day’s end', async () => {
      for (const moment of [new Date(2026, 4, 19, 0, 0), new Date(2026, 5, 30, 23, 59)]) {
        clock.now = () => moment.getTime();
        const { element, text } = await show(panel, { starts: '2026-05-19', ends: '2026-06-30' });
        expect(donate(element)).not.to.include(null);
        expect(text()).not.to.match(/Starts on|Ended on/);
      }
    });

    it('ends for a reader who has the page open', async () => {
      clock.now = () => new Date(2026, 5, 30, 23, 59).getTime();
      const { element, text } = await show<GlassjarPanel>(panel, { ends: '2026-06-30' });
      expect(donate(element)).not.to.include(null);
      clock.now = () => new Date(2026, 6, 1, 0, 2).getTime();
      document.dispatchEvent(new Event('visibilitychange'));
      await waitUntil(() => text().includes('Ended on June 30, 2026'));
      expect(donate(element)).to.deep.equal([null, null]);
    });
  });

  describe('where money is not wanted', () => {
    it('says what helps instead', async () => {
      const { element, text } = await show(panel, {
        noMoney: { text: 'Please no money.' },
        needs: [{ text: 'a ramp' }, { text: 'a publisher', done: true }],
      });
      expect(text()).to.contain('Please no money.');
      await waitUntil(() => text().includes('a ramp'), 'the needs are loaded');
      expect(text()).to.contain('a publisher');
      expect(find(element, '[part=donate]')).to.equal(null);
      expect(find(element, '[part=bank]')).to.equal(null);
      await expect(element).to.be.accessible();
    });

    it('is shown without any figure', async () => {
      const { element, text } = await show(panel, { noMoney: { text: 'Please no money.' }, sources: undefined });
      expect(text())
        .to.contain('Please no money.')
        .and.not.to.match(/€0|NaN|undefined/);
      expect(find(element, 'glassjar-counter')).to.equal(null);
    });

    it('offers no way to give either when the words for it are refused', async () => {
      const { element, text } = await show(panel, { noMoney: { text: 5 } });
      expect(text()).not.to.contain('PayPal');
      expect(find(element, '[part=donate]')).to.equal(null);
    });
  });

  describe('everything in the open', () => {
    const updates = [{ id: 'u1', at: '2026-05-22', title: 'The book is No. 1' }];
    const details = (element: Element) => find(element, 'details') as HTMLDetailsElement;
    const sections = (element: Element): Element | null => find(element, 'glassjar-sections');

    it('lies behind a closed line and is not loaded before it is opened', async () => {
      const { element, text } = await show(panel, { updates });
      expect(details(element).open).to.equal(false);
      expect(sections(element)).to.equal(null);
      details(element).querySelector('summary')!.click();
      await waitUntil(() => text().includes('No. 1'), 'the news are shown');
      await expect(element).to.be.accessible();
    });

    it('stays as it was left when it is closed and opened again', async () => {
      const { element } = await show<GlassjarPanel>(panel, { updates });
      element.open = true;
      await waitUntil(() => sections(element));
      const first = sections(element);
      element.open = false;
      await element.updateComplete;
      element.open = true;
      await element.updateComplete;
      expect(sections(element)).to.equal(first);
    });

    it('is opened by a link to one of its sections', async () => {
      const { element } = await show(panel, { updates });
      location.hash = '#glassjar-updates';
      await waitUntil(() => details(element).open);
      history.replaceState(null, '', location.pathname + location.search);
    });

    it('is not there for a campaign that has nothing behind it, nor where the author wants none', async () => {
      const nothingMore = await show(panel, { entries: undefined, updates: undefined });
      expect(find(nothingMore.element, 'details')).to.equal(null);
      const unwanted = await show(html`<glassjar-panel lang="en" sections=""></glassjar-panel>`, { updates });
      expect(find(unwanted.element, 'details')).to.equal(null);
    });
  });

  describe('structured data', () => {
    const written = (): string[] =>
      [...document.head.querySelectorAll('script[type="application/ld+json"]')].map(
        (script) => script.textContent ?? '',
      );

    it('are written into the head on request only, renewed with the figures, and taken back with the panel', async () => {
      await show(panel);
      await aMoment();
      expect(written()).to.deep.equal([]);
      const { element, adapter } = await show(html`<glassjar-panel structured-data></glassjar-panel>`);
      await waitUntil(() => written().length === 1);
      const first = written()[0];
      adapter.set(bookCampaign({ sources: [{ id: 'bank', raised: '9999' }] }));
      await waitUntil(() => written()[0] !== first);
      expect(written()).to.have.length(1);
      element.remove();
      await waitUntil(() => written().length === 0);
    });
  });

  it('keeps its fallback where no sum can be trusted', async () => {
    const broken = bookCampaign({ sources: [{ id: 'bank', raised: '9.184,00' }] });
    const element = await place(withScript('glassjar-panel', JSON.stringify(broken)));
    await aMoment();
    expectFallback(element);
  });

  describe('before anything is told of what came in', () => {
    const begun = { sources: undefined, book: undefined, share: undefined, milestones: undefined };

    it('shows the goal and the account, and no 0', async () => {
      const { element, text } = await show(panel, begun);
      await expect(element).to.be.accessible();
      expect(text()).to.contain('Goal: €15,000').and.to.contain('DE89 3704').and.to.contain('#einBuchFürMara');
      expect(text()).not.to.match(/€0|0\s?%|the fallback/);
    });

    it('shows the account alone, also where sources are named of which nothing is known', async () => {
      const { text } = await show(panel, { ...begun, goal: undefined, sources: [{ id: 'bank', label: 'Konto' }] });
      expect(text()).to.contain('DE89 3704').and.not.to.contain('Goal');
    });

    it('keeps its fallback where there is nothing to show', async () => {
      const element = await fixture<GlassjarPanel>(panel);
      element.adapter = memoryAdapter(bookCampaign({ ...begun, goal: undefined, give: undefined }));
      await oneEvent(element, 'glassjar-loaded');
      await aMoment();
      expectFallback(element);
    });
  });

  describe('its books', () => {
    it('are a part of what is stated, and it says how much stands in no entry', async () => {
      const entries = [{ at: '2026-05-21', flow: 'gift+', amount: '75', source: 'bank', name: 'Lena' }];
      const part = { sources: [{ id: 'bank', label: 'Konto', raised: '1184.00', supporters: 40 }], entries };
      const { text } = await show(panel, part);
      expect(text()).to.contain('€1,184 of €15,000').and.to.contain('€1,109 not listed one by one');
      expect(text()).to.contain('40 people').and.not.to.contain('add up').and.not.to.contain('✓');
      const german = await show(html`<glassjar-panel lang="de">12.000 €</glassjar-panel>`, part);
      expect(german.text()).to.contain('1.109 € ohne einzelne Buchungen');
    });

    it('add up, and it says so', async () => {
      const { text } = await show(panel, {
        sources: [{ id: 'bank', raised: '50' }],
        entries: [
          { at: '2026-05-21', flow: 'gift+', amount: '30', source: 'bank' },
          { at: '2026-05-22', flow: 'gift+', amount: '20', source: 'bank' },
        ],
      });
      expect(text()).to.contain('✓ 2 entries add up').and.to.contain('€50 of €15,000');
    });

    it('are not said to add up where sums were sent for the entries', async () => {
      const { adapter, text } = await show(panel);
      Object.assign(adapter, { allEntries: { count: 12_480 } });
      adapter.set(
        bookCampaign({
          sources: [{ id: 'bank', raised: '77' }],
          entries: [{ at: '2026-05-22', flow: 'cost+', amount: '20', label: 'Rent' }],
        }),
      );
      await waitUntil(() => text().includes('€77'));
      expect(text()).not.to.contain('✓').and.not.to.contain('add up');
    });

    for (const [stated, booked, smaller] of [
      ['100', '50.00', '€50'],
      ['40', '50.00', '€40'],
    ] as const) {
      it(`do not add up (${stated} stated, ${booked} booked): it says so, and counts the smaller sum`, async () => {
        const { element, text } = await show(panel, {
          sources: [{ id: 'bank', label: 'Konto', raised: stated, complete: true }],
          entries: [{ at: '2026-05-22', flow: 'gift+', amount: booked, source: 'bank' }],
        });
        await waitUntil(() =>
          text().includes(`Konto: €${stated} stated, but the entries add up to €50. The smaller sum is shown.`),
        );
        await waitUntil(() => text().includes(`${smaller} of €15,000`));
        expect(find(element, '.unsound')!.getAttribute('role')).to.equal('note');
        expect(text()).not.to.contain('✓ 1 entry');
      });
    }

    it('have an entry that stands twice, which counts once and is told', async () => {
      const twice = { id: 'a', at: '2026-05-22', flow: 'gift+', amount: '50', source: 'bank' };
      const { text } = await show(panel, { sources: [{ id: 'bank', label: 'Konto' }], entries: [twice, twice] });
      expect(text()).to.contain('1 entry needs checking.').and.to.contain('€50 of €15,000');
    });
  });

  describe('when newer figures cannot be had', () => {
    it('keeps the last ones, and says how old they are', async () => {
      const start = Date.parse('2026-05-22T15:00+02:00');
      clock.now = () => start;
      const { element, backend, refresh } = await flaky();
      expect(shownText(element)).not.to.contain('can’t be reached');
      backend.fails = true;
      clock.now = () => start + 7 * 60_000;
      const told = oneEvent(element, 'glassjar-error');
      await refresh();
      expect(((await told) as Event as GlassjarErrorEvent).error?.code).to.equal('network');
      await waitUntil(() => shownText(element).includes('can’t be reached just now. Last checked 7 min ago.'));
      expect(shownText(element)).to.contain('€12,478.72');
      expect(find(element, '[part=foot] [role=status]')).not.to.equal(null);
      await expect(element).to.be.accessible();
    });

    it('has the newest again as soon as they can be had', async () => {
      const { element, backend, memory, refresh } = await flaky();
      backend.fails = true;
      await refresh();
      await waitUntil(() => shownText(element).includes('can’t be reached just now'));
      backend.fails = false;
      memory.set(bookCampaign({ sources: [{ id: 'bank', raised: '13000' }] }));
      await refresh();
      await waitUntil(() => shownText(element).includes('€13,000'));
      expect(shownText(element)).not.to.contain('can’t be reached');
    });

    it('rather keeps whole figures than show newer ones with a hole', async () => {
      const { element, memory, refresh } = await flaky();
      memory.set(bookCampaign({ sources: [{ id: 'bank', raised: '13.000' }] }));
      await refresh();
      await waitUntil(() => shownText(element).includes('can’t be reached just now'));
      expect(shownText(element)).to.contain('€12,478.72').and.not.to.contain('13.000');
    });
  });

  it('tells its author on the page with debug, and readers nothing without', async () => {
    const bad = { goal: { amount: '12.000,-' } };
    const shown = await show(html`<glassjar-panel debug></glassjar-panel>`, bad);
    await waitUntil(() => find(shown.element, '[part=problems]'), 'what helps the author is loaded', {
      timeout: 10_000,
    });
    const problems = find(shown.element, '[part=problems]')!;
    expect(problems.textContent).to.contain('goal.amount').and.to.contain('"12.000,-"').and.to.contain('12000.00');
    expect(deepAll(shown.element, '[part=problems]'), 'said once, not by each part').to.have.lengthOf(1);
    const quiet = await show(html`<glassjar-panel></glassjar-panel>`, bad);
    expect(quiet.text()).not.to.contain('goal.amount');
  });

  it('tells its author with debug why a good file shows no sum, and nothing where none is missing', async () => {
    const typo = { sources: [{ id: 'bank', rasied: '9184' }] };
    const element = await fixture<GlassjarPanel>(html`<glassjar-panel debug>the fallback</glassjar-panel>`);
    element.adapter = memoryAdapter(bookCampaign(typo));
    await waitUntil(() => find(element, '[part=problems]'), 'what helps the author is loaded', { timeout: 10_000 });
    expect(find(element, '[part=problems]')!.textContent).to.contain('"raised"').and.to.contain('misspelt');
    const share = await fixture<GlassjarPanel>(html`<glassjar-share debug></glassjar-share>`);
    share.adapter = memoryAdapter(bookCampaign({ sources: [{ id: 'bank' }] }));
    const whole = await show(html`<glassjar-panel debug></glassjar-panel>`);
    await aMoment();
    expect(find(share, '[part=problems]')).to.equal(null);
    expect(find(whole.element, '[part=problems]')).to.equal(null);
  });

  it('offers no way to give where nobody can read until when', async () => {
    const { element, text } = await show<GlassjarPanel>(html`<glassjar-panel></glassjar-panel>`, {
      ends: '30.06.2026',
    });
    expect(text()).to.contain('12,478.72');
    expect(find(element, '[part=donate]')).to.equal(null);
    expect(find(element, '[part=bank]')).to.equal(null);
    expect(text()).not.to.contain('DE89');
  });

  describe('data from strangers', () => {
    const markup = '<img src=x onerror="window.hacked=1"><b>';
    const evil = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)'];
    const worse = ['data:text/html,<script>alert(1)</script>', 'vbscript:x', '//evil.example', '/\\evil.example'];

    it('is shown as it is written, and never becomes markup', async () => {
      const { element, text } = await show<GlassjarPanel>(html`<glassjar-panel lang="en" debug></glassjar-panel>`, {
        title: markup,
        beneficiary: { name: markup },
        organiser: { name: markup },
        goal: { amount: markup },
        milestones: [{ amount: '5000', label: markup }],
        sources: [{ id: 'bank', label: markup, raised: '100' }],
        book: { title: markup, author: markup, shops: [{ name: markup, url: 'https://example.org/' }] },
        give: {
          bank: { holder: markup, iban: 'DE89 3704 0044 0532 0130 00', reference: markup },
          links: [{ label: markup, url: 'https://example.org/' }],
        },
        share: { text: markup, hashtags: [markup] },
      });
      await waitUntil(() => find(find(element, 'glassjar-share') ?? element, '#all'));
      expect(find(element, '[part=title]')!.textContent).to.equal(markup);
      expect(find(element, '.sub')!.textContent).to.contain(`For ${markup}`);
      expect(text().split(markup).length).to.be.above(7);
      expect(deepAll(element, 'img, script, b b, [onerror]')).to.deep.equal([]);
      await aMoment();
      expect(window).not.to.have.property('hacked');
    });

    it('never becomes a link that runs a script or leaves the web', async () => {
      const urls = [...evil, ...worse];
      const { element, text } = await show<GlassjarPanel>(panel, {
        url: evil[0],
        organiser: { name: 'Jo Beispiel', url: evil[1] },
        sources: [{ id: 'bank', raised: '100', proof: evil[0] }],
        book: { title: 'A', cover: evil[0], shops: urls.map((url) => ({ name: 'Shop', url })) },
        give: {
          links: [...urls.map((url) => ({ label: 'Evil', url })), { label: 'Good', url: 'https://example.org/' }],
        },
        share: { url: evil[0], text: 'x' },
      });
      await waitUntil(() => find(find(element, 'glassjar-share') ?? element, '#all'));
      find(find(element, 'glassjar-share')!, '#all')!.click();
      await waitUntil(() => find(find(element, 'glassjar-share')!, '#email'));
      const hrefs = deepAll<HTMLAnchorElement>(element, '[href], [src]').map(({ href }) => href);
      expect(hrefs.length).to.be.above(9);
      for (const href of hrefs)
        expect(href)
          .to.match(/^(https:|mailto:)/)
          .and.not.to.match(/script|evil/i);
      expect([...element.shadowRoot!.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
        'https://example.org/',
      ]);
      expect(text())
        .to.contain('Good')
        .and.not.to.match(/Evil|Shop/);
    });
  });

  describe('with a file', () => {
    it('reads it once for all elements of the page', async () => {
      const { asked, restore } = answering();
      const outer = await fixture(
        html`<div>
          <glassjar-panel src="once.json"></glassjar-panel>
          <section><glassjar-counter src="once.json"></glassjar-counter></section>
          <glassjar-share src="once.json"></glassjar-share>
        </div>`,
      );
      const elements = [...outer.querySelectorAll('glassjar-panel, glassjar-counter, glassjar-share')];
      await waitUntil(() => elements.every((element) => shownText(element) !== ''));
      const late = document.createElement('glassjar-book');
      late.src = 'once.json';
      outer.append(late);
      await waitUntil(() => shownText(late) !== '');
      expect(asked).to.deep.equal([new URL('once.json', document.baseURI).href]);
      restore();
    });

    it('does not read it again when an element is moved, alone or beside others', async () => {
      const { asked, restore } = answering();
      for (const others of [0, 1]) {
        const src = `moved-${others}.json`;
        const outer = await fixture(html`<div><p></p><glassjar-panel lang="en" src=${src}></glassjar-panel></div>`);
        const element = outer.querySelector('glassjar-panel')!;
        if (others) outer.append(Object.assign(document.createElement('glassjar-counter'), { src }));
        await waitUntil(() => shownText(element).includes('€12,478.72'));
        outer.querySelector('p')!.append(element);
        await aMoment();
        element.remove();
        await aMoment();
        outer.prepend(element);
        await aMoment();
        expect(shownText(element)).to.contain('€12,478.72');
        expect(asked.filter((address) => address.endsWith(src))).to.have.lengthOf(1);
      }
      restore();
    });

    it('reads another one when it is named', async () => {
      const { asked, restore } = answering();
      const element = await fixture<GlassjarPanel>(html`<glassjar-panel lang="en" src="first.json"></glassjar-panel>`);
      await waitUntil(() => shownText(element).includes('€12,478.72'));
      element.src = 'second.json';
      await waitUntil(() => asked.length === 2);
      await waitUntil(() => shownText(element).includes('€12,478.72'));
      expect(asked[1]).to.match(/second\.json$/);
      restore();
    });
  });

  it('is accessible with its author’s messages', async () => {
    const { element } = await show(html`<glassjar-panel debug></glassjar-panel>`, { goal: { amount: '12.000,-' } });
    await waitUntil(() => find(element, '[part=problems]'));
    await expect(element).to.be.accessible();
  });

  it('speaks another language once it is moved there', async () => {
    const { element, text } = await show(html`<glassjar-panel lang="en"></glassjar-panel>`);
    const german = document.createElement('p');
    german.lang = 'de';
    document.body.append(german);
    element.removeAttribute('lang');
    german.append(element);
    await waitUntil(() => text().includes('12.478,72 €') && text().includes('geteilt'));
    german.remove();
  });
});
