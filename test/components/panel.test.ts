import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/components/panel/define.ts';
import type { GlassjarPanel } from '../../src/components/panel/panel.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import type { GlassjarErrorEvent } from '../../src/components/shared/events.ts';
import { show, shownText } from './support.ts';

const panel = html`<glassjar-panel lang="en">12.000 € <a href="https://example.org/give">Give</a></glassjar-panel>`;

describe('glassjar-panel', () => {
  it('is accessible', async () => {
    const { element } = await show(panel);
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data', async () => {
    const element = await fixture<GlassjarPanel>(panel);
    expect(shownText(element)).to.equal('');
    expect(element.querySelector('a')!.getBoundingClientRect().height).to.be.above(0);
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
      'Donate by PayPal',
      'Ein Meer voll Licht',
      'at least 1,280 shares',
    ]) {
      expect(text()).to.contain(words);
    }
  });

  it('offers no way to give once the campaign has ended', async () => {
    const { element, text } = await show(panel, { ends: '2026-06-30', starts: '2026-05-19' });
    await waitUntil(() => text().includes('Ended on June 30, 2026'));
    expect(element.shadowRoot!.querySelector('[part=donate]')).to.equal(null);
  });

  it('says what helps instead where money is not wanted', async () => {
    const { element, text } = await show(panel, {
      noMoney: { text: 'Please no money.' },
      needs: [{ text: 'a ramp' }, { text: 'a publisher', done: true }],
    });
    expect(text()).to.contain('Please no money.').and.to.contain('○ a ramp').and.to.contain('✓ a publisher');
    expect(element.shadowRoot!.querySelector('[part=donate]')).to.equal(null);
  });

  it('shows that the entries do not add up, and counts the smaller sum', async () => {
    const { text } = await show(panel, {
      sources: [{ id: 'bank', label: 'Konto', raised: '100' }],
      entries: [{ at: '2026-05-22', flow: 'gift+', amount: '50.00', source: 'bank' }],
    });
    await waitUntil(() => text().includes('Konto: €100 stated, but the entries add up to €50'));
    expect(text()).to.contain('€50 of €15,000');
  });

  it('keeps the last figures, said to be old, when newer ones fail', async () => {
    const element = await fixture<GlassjarPanel>(panel);
    const reading = { json: JSON.stringify(bookCampaign()) };
    let fails = false;
    const { inlineAdapter } = await import('../../src/adapters/inline.ts');
    const inline = inlineAdapter(reading);
    element.adapter = {
      name: 'flaky',
      pollEvery: 5,
      getCampaign: () => (fails ? Promise.reject(new Error('offline')) : inline.getCampaign()),
    };
    await waitUntil(() => shownText(element).includes('€12,478.72'));
    fails = true;
    const told = oneEvent(element, 'glassjar-error');
    document.dispatchEvent(new Event('visibilitychange'));
    await (
      element as unknown as { campaignController: { store: { refresh(): Promise<void> } } }
    ).campaignController.store.refresh();
    expect(((await told) as Event as GlassjarErrorEvent).error?.code).to.equal('network');
    await waitUntil(() => shownText(element).includes('can’t be reached just now'));
    expect(shownText(element)).to.contain('€12,478.72');
  });

  it('tells its author on the page with debug, and readers nothing without', async () => {
    const bad = { goal: { amount: '12.000,-' } };
    const shown = await show(html`<glassjar-panel debug></glassjar-panel>`, bad);
    expect(shown.text()).to.contain('goal.amount').and.to.contain('12.000,-');
    const quiet = await show(html`<glassjar-panel></glassjar-panel>`, bad);
    expect(quiet.text()).not.to.contain('goal.amount');
  });

  it('shows markup in a name as it is written, and links to no script', async () => {
    const name = '<img src=x onerror=window.p=1>';
    const { element, text } = await show(panel, {
      beneficiary: { name },
      give: {
        links: [
          { label: 'Evil', url: 'javascript:alert(1)' },
          { label: 'Good', url: 'https://example.org/' },
        ],
      },
    });
    expect(text()).to.contain(name);
    expect(element.shadowRoot!.querySelector('img')).to.equal(null);
    expect([...element.shadowRoot!.querySelectorAll('a')].map(({ href }) => href)).to.deep.equal([
      'https://example.org/',
    ]);
  });

  it('reads one file once for all elements, also when one is moved', async () => {
    const ofPage = window.fetch.bind(window);
    let asked = 0;
    window.fetch = () => {
      asked += 1;
      return Promise.resolve(new Response(JSON.stringify(bookCampaign())));
    };
    const place = await fixture(
      html`<div><glassjar-panel src="one.json"></glassjar-panel><glassjar-counter src="one.json"></glassjar-counter><p></p></div>`,
    );
    const [first, second] = place.querySelectorAll('glassjar-panel, glassjar-counter');
    await waitUntil(() => shownText(first!) !== '' && shownText(second!) !== '');
    place.querySelector('p')!.append(first!);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(shownText(first!)).to.contain('12,478.72');
    expect(asked).to.equal(1);
    window.fetch = ofPage;
  });
});
