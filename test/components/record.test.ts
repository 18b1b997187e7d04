import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/components/record/define.ts';
import type { GlassjarRecord } from '../../src/components/record/record.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, withScript } from './support.ts';

const record = html`<glassjar-record lang="en">the fallback</glassjar-record>`;
const ended = { starts: '2026-05-19', ends: '2026-05-31' };
const full = {
  ...ended,
  thanks: 'Danke!\nEuch allen.',
  entries: [
    { at: '2026-05-20', flow: 'gift+', amount: '9184', source: 'bank', name: 'Ada' },
    { at: '2026-05-21', flow: 'sale+', amount: '3294.72', source: 'book' },
    { at: '2026-05-25', flow: 'cost+', amount: '2250' },
    { at: '2026-05-26', flow: 'cost+', amount: '41.87', reason: 'fee' },
  ],
  updates: [
    { at: '2026-05-30', title: 'Das Ende', url: 'https://example.org/ende' },
    { at: '2026-05-20', title: 'Der Anfang' },
  ],
  reach: [
    { at: '2026-05-22T14:50:00+02:00', label: 'Kontakte', value: 1_400_000, bound: 'theoretical' },
    { at: '2026-05-22', label: 'Beiträge', value: 40, bound: 'at-least' },
  ],
  press: [{ outlet: 'Tageblatt' }, { outlet: 'Radio' }],
};
const sums = (element: Element) =>
  [...element.shadowRoot!.querySelectorAll('.sum')].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());

describe('glassjar-record', () => {
  const { now } = clock;
  beforeEach(() => {
    clock.now = () => Date.parse('2026-07-01T12:00Z');
  });
  afterEach(() => {
    clock.now = now;
  });

  it('is accessible', async () => {
    const { element } = await show(record, full);
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data, and until the end', async () => {
    expectFallback(await fixture<GlassjarRecord>(record));
    for (const changes of [{}, { ends: '2026-07-01' }]) {
      const element = await place(withScript('glassjar-record', JSON.stringify(bookCampaign(changes))));
      await aMoment();
      expectFallback(element);
    }
  });

  it('shows the final sums, and when they were true', async () => {
    const { element, text } = await show(record, full);
    expect(sums(element)).to.deep.equal([
      'Came in €12,478.72',
      'Went to the purpose €2,250',
      'Fees €41.87',
      'Left over €10,186.85',
    ]);
    expect(text()).to.contain('May 19, 2026 – May 31, 2026 · 13 days');
    expect(text()).to.contain('The sums are of May 22, 2026, 14:50.');
  });

  it('says plainly what is not known', async () => {
    const raisedOnly = await show(record, ended);
    expect(sums(raisedOnly.element)).to.deep.equal(['Came in €12,478.72']);
    expect(raisedOnly.text()).to.contain('What was spent is not stated here.');
    const unknown = await show(record, { ...ended, sources: undefined, asOf: undefined });
    expect(sums(unknown.element)).to.deep.equal(['Came in Not stated']);
    expect(unknown.text()).not.to.match(/The sums are of|NaN|undefined|\b0\b/);
  });

  it('says how well a sum is known', async () => {
    const sources = [{ id: 'bank', raised: '9000', bound: 'at-least' }];
    const { element } = await show(record, { ...full, sources });
    expect(sums(element)[0]).to.match(/^Came in at least €/);
    expect(sums(element)[3]).to.match(/^Left over at least €/);
  });

  it('says “nothing” and “none” where a sum is nought', async () => {
    const entries = [
      { at: '2026-05-20', flow: 'gift+', amount: '100', source: 'bank' },
      { at: '2026-05-25', flow: 'cost+', amount: '100' },
    ];
    const { element } = await show(record, { ...ended, sources: [{ id: 'bank' }], entries });
    expect(sums(element).slice(2)).to.deep.equal(['Fees None', 'Left over Nothing']);
  });

  it('thanks, and tells what happened in the order in which it did', async () => {
    const { element, text } = await show(record, full);
    expect(element.shadowRoot!.querySelector('.thanks')!.textContent).to.equal('Danke!\nEuch allen.');
    for (const fact of [
      '431 people gave',
      '429 books were sold',
      'No. 1 on Beispielbuch at best ( May 21, 2026 )',
      'shared at least 1,280 times ( May 22, 2026 )',
      'Kontakte : 1,400,000 in theory ( May 22, 2026, 14:50 )',
      'Beiträge : at least 40 ( May 22, 2026 )',
      'In the media: Tageblatt, Radio',
    ])
      expect(text()).to.contain(fact);
    expect(text()).to.match(/Der Anfang .*Das Ende/);
    expect(element.shadowRoot!.querySelector('a')!.href).to.equal('https://example.org/ende');
  });

  it('names the first outlets and counts the others, and tells the last news', async () => {
    const { text } = await show(record, {
      ...ended,
      press: Array.from({ length: 8 }, (_, index) => ({ outlet: `Outlet ${index}` })),
      updates: Array.from({ length: 7 }, (_, index) => ({ at: `2026-05-2${index}`, title: `News ${index}` })),
    });
    expect(text()).to.contain('Outlet 5 and 2 others').and.not.to.contain('Outlet 6');
    expect(text()).to.contain('News 2').and.to.contain('News 6').and.not.to.contain('News 1');
  });

  it('says it in German', async () => {
    const { element, text } = await show(html`<glassjar-record lang="de"></glassjar-record>`, full);
    expect(sums(element)[1]).to.equal('Für den Zweck ausgegeben 2.250 €');
    expect(text())
      .to.contain('Was bleibt 19. Mai 2026 – 31. Mai 2026 · 13 Tage')
      .and.to.contain('theoretisch 1.400.000')
      .and.to.contain('bester Platz bei Beispielbuch: 1');
  });

  it('has the same sums when names are withdrawn, and says that they were', async () => {
    const open = await show(record, full);
    const closed = await show(record, { ...full, hideNames: true });
    expect(sums(closed.element)).to.deep.equal(sums(open.element));
    expect(closed.text()).to.contain('The names of those who gave have been withdrawn.');
    expect(open.text()).not.to.contain('withdrawn');
  });

  it('appears when the campaign ends while the page is open', async () => {
    clock.now = () => Date.parse('2026-05-31T12:00Z');
    const element = await place(
      withScript('glassjar-record', JSON.stringify(bookCampaign({ ...full, timeZone: 'Europe/Berlin' }))),
    );
    await aMoment();
    expectFallback(element);
    clock.now = () => Date.parse('2026-05-31T22:00Z');
    document.dispatchEvent(new Event('visibilitychange'));
    await waitUntil(() => element.shadowRoot!.querySelector('.sum'));
  });

  it('keeps its layout with long and hostile texts, narrow and from the right', async () => {
    const long = 'A'.repeat(10_000);
    const { element } = await show(
      html`<glassjar-record lang="ar" dir="rtl" .style=${'inline-size: 280px'}></glassjar-record>`,
      {
        ...full,
        thanks: `<script>${long}`,
        press: [{ outlet: long }],
        updates: [{ at: '2026-05-20', title: long, url: 'javascript:alert(1)' }],
        reach: [{ at: '2026-05-20', label: long, value: 1 }],
      },
    );
    expect(element.scrollWidth).to.be.at.most(280);
    expect(element.shadowRoot!.querySelectorAll('a, script')).to.have.lengthOf(0);
    await expect(element).to.be.accessible();
  });
});
