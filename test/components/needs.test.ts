import { expect, fixture, html } from '@open-wc/testing';
import '../../src/components/needs/define.ts';
import type { GlassjarNeeds } from '../../src/components/needs/needs.ts';
import { clock } from '../../src/components/shared/clock.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, shownText, withScript } from './support.ts';

const needs = html`<glassjar-needs lang="en">the fallback</glassjar-needs>`;
const four = {
  needs: [
    { text: 'Ein Verlag', url: 'https://example.org/verlag' },
    { text: 'Briefe', wanted: 1040, got: 12, url: 'mailto:jo@example.org' },
    { text: 'Eine Rampe', done: true, url: 'https://example.org/rampe' },
    { text: 'Vorlesende', wanted: 8, got: 9 },
  ],
};
const items = (element: Element) => [...element.shadowRoot!.querySelectorAll<HTMLElement>('li')];
const links = (element: Element) => [...element.shadowRoot!.querySelectorAll('a')];

describe('glassjar-needs', () => {
  const { now } = clock;
  afterEach(() => {
    clock.now = now;
  });

  it('is accessible', async () => {
    const { element } = await show(needs, { ...four, noMoney: { text: 'Hände statt Geld.' } });
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data, and where nothing is needed', async () => {
    expectFallback(await fixture<GlassjarNeeds>(needs));
    const element = await place(withScript('glassjar-needs', JSON.stringify(bookCampaign())));
    await aMoment();
    expectFallback(element);
  });

  it('says of each need whether it is open or met, in words, the open ones first', async () => {
    const { element, text } = await show(needs, four);
    expect(items(element).map((item) => shownText(item))).to.deep.equal([
      'Ein Verlag open I can help',
      'Briefe 12 of 1,040 open I can help',
      'Eine Rampe done',
      'Vorlesende 9 of 8 done',
    ]);
    expect(text()).to.contain('What helps 2 of 4 are done');
  });

  it('says it in German', async () => {
    const { text } = await show(html`<glassjar-needs lang="de"></glassjar-needs>`, four);
    expect(text())
      .to.contain('Was hilft 2 von 4 erledigt')
      .and.to.contain('Briefe 12 von 1.040 offen Ich kann helfen')
      .and.to.contain('Eine Rampe erledigt');
  });

  it('shows how much has come, also to who can’t see the meter', async () => {
    const { element } = await show(needs, four);
    const [letters, readers] = element.shadowRoot!.querySelectorAll<HTMLElement>('[role=meter]');
    const value = (name: string) => letters!.getAttribute(`aria-${name}`);
    expect([value('valuenow'), value('valuemin'), value('valuemax'), value('valuetext')]).to.deep.equal([
      '12',
      '0',
      '1040',
      '12 of 1,040',
    ]);
    const width = (meter: HTMLElement) => (meter.firstElementChild as HTMLElement).offsetWidth / meter.clientWidth;
    expect(width(letters!)).to.be.closeTo(12 / 1040, 0.02);
    expect(width(readers!), 'more than wanted fills it').to.equal(1);
    expect(readers!.getAttribute('aria-valuenow')).to.equal('8');
  });

  it('has no meter where nothing is counted', async () => {
    const { element } = await show(needs, {
      needs: [
        { text: 'a', wanted: 3 },
        { text: 'b', got: 3 },
      ],
    });
    expect(element.shadowRoot!.querySelector('[role=meter]')).to.equal(null);
    expect(shownText(element)).not.to.match(/NaN|undefined|Infinity/);
  });

  it('links to where an open need is answered, and says which it is', async () => {
    const { element } = await show(needs, four);
    expect(links(element).map(({ href }) => href)).to.deep.equal([
      'https://example.org/verlag',
      'mailto:jo@example.org',
    ]);
    const named = links(element)[0]!.getAttribute('aria-labelledby')!.split(' ');
    const name = named.map((id) => element.shadowRoot!.getElementById(id)!.textContent.trim()).join(' ');
    expect(name).to.equal('I can help Ein Verlag');
    expect(links(element)[0]!.offsetHeight).to.be.at.least(44);
  });

  it('says “please no money” before all else', async () => {
    const { text } = await show(needs, { ...four, noMoney: { text: 'Es würde ihr abgezogen.' } });
    expect(text()).to.match(/^Please no money Es würde ihr abgezogen\. What helps/);
    const alone = await show(html`<glassjar-needs lang="de"></glassjar-needs>`, { noMoney: { text: 'Hilft nicht.' } });
    expect(alone.text()).to.equal('Bitte kein Geld Hilft nicht.');
  });

  it('asks for nothing more after the end', async () => {
    clock.now = () => Date.parse('2026-07-01T12:00Z');
    const { element, text } = await show(needs, { ...four, ends: '2026-06-01' });
    expect(links(element)).to.deep.equal([]);
    expect(text()).to.contain('Ein Verlag stayed open').and.to.contain('Eine Rampe done');
  });

  it('links to no script, and shows texts as texts', async () => {
    const { element, text } = await show(needs, {
      needs: [{ text: '<b onclick=alert(1)>x</b>', url: 'javascript:alert(1)' }],
    });
    expect(links(element)).to.deep.equal([]);
    expect(text()).to.contain('<b onclick=alert(1)>x</b>');
  });

  it('keeps its layout with a need of 10 kB, narrow and from the right', async () => {
    const { element } = await show(
      html`<glassjar-needs lang="ar" dir="rtl" .style=${'inline-size: 280px'}></glassjar-needs>`,
      { needs: [{ text: 'A'.repeat(10_000), url: 'https://example.org/' }, ...four.needs] },
    );
    expect(element.scrollWidth).to.be.at.most(280);
    const [, letters] = items(element).slice(1);
    const icon = letters!.querySelector('svg')!.getBoundingClientRect();
    expect(icon.left).to.be.above(letters!.querySelector('.text')!.getBoundingClientRect().left);
    // Left to its own, "12 of 40" would read "of 40 12" among Arabic.
    expect(getComputedStyle(letters!.querySelector('.figures')!).direction).to.equal('ltr');
    await expect(element).to.be.accessible();
  });
});
