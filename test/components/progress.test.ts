import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/components/progress/define.ts';
import type { GlassjarProgress } from '../../src/components/progress/progress.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { expectFallback, place, show, shownBy, shownText, withScript } from './support.ts';

const progress = html`<glassjar-progress lang="en">the fallback</glassjar-progress>`;
const find = (element: Element, selector: string) => element.shadowRoot!.querySelector(selector);
const meter = (element: Element) => find(element, '[role=meter]');
const box = (element: Element, selector: string) => find(element, selector)!.getBoundingClientRect();
const share = (element: Element, selector: string) => box(element, selector).width / box(element, '.bar').width;
const gifts = 9184 / 15_000;
const whole = 12_478.72 / 15_000;

describe('glassjar-progress', () => {
  for (const form of ['bar', 'ring', 'jar']) {
    it(`is accessible as a ${form}`, async () => {
      const { element } = await show<GlassjarProgress>(
        html`<glassjar-progress lang="en" form=${form}></glassjar-progress>`,
      );
      if (form !== 'bar') await waitUntil(() => find(element, 'svg'), 'the drawing has come');
      await expect(element).to.be.accessible();
    });
  }

  for (const form of ['bar', 'ring', 'jar']) {
    it(`keeps its fallback without data, as a ${form}`, async () => {
      const template = html`<glassjar-progress lang="en" form=${form}>the fallback</glassjar-progress>`;
      expectFallback(await fixture<GlassjarProgress>(template));
    });
  }

  it('is a meter that says in words how far it is', async () => {
    const { element } = await show(progress);
    const attributes = ['label', 'valuemin', 'valuemax', 'valuenow', 'valuetext'].map((name) =>
      meter(element)!.getAttribute(`aria-${name}`),
    );
    expect(attributes).to.deep.equal(['How far towards the goal', '0', '100', '83', '€12,478.72 of €15,000, 83%']);
  });

  it('says it in German, as well as it is known', async () => {
    const element = await fixture(
      html`<glassjar-progress lang="de" raised="7500" bound="at-least" goal="15000" supporters="9"></glassjar-progress>`,
    );
    await waitUntil(() => meter(element));
    expect(meter(element)!.getAttribute('aria-label')).to.equal('Wie weit bis zum Ziel');
    const words = meter(element)!.getAttribute('aria-valuetext')!.replace(/\s/g, ' ');
    expect(words).to.equal('mindestens 7.500 € von 15.000 €, 50 %');
  });

  it('has its data from a script child', async () => {
    const element = await place(withScript('glassjar-progress', JSON.stringify(bookCampaign())));
    await waitUntil(() => meter(element));
    expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('83');
  });

  it('follows its backend', async () => {
    const { element, adapter } = await show(progress);
    adapter.set(bookCampaign({ goal: { amount: '24957.44' } }));
    await waitUntil(() => meter(element)!.getAttribute('aria-valuenow') === '50');
    await waitUntil(() => Math.abs(share(element, '.fill.sales') - 0.5) < 0.01, 'the bar has moved');
  });

  it('does not say 100 % before it is true', async () => {
    const { element } = await show(progress, { goal: { amount: '12478.73' } });
    expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('99');
  });

  it('fills the bar by the shares of what was given and sold', async () => {
    const { element } = await show(html`<glassjar-progress></glassjar-progress>`);
    await waitUntil(() => Math.abs(share(element, '[part=indicator]') - gifts) < 0.01, 'the bar has filled');
    expect(share(element, '.fill.sales')).to.be.closeTo(whole, 0.01);
    expect(box(element, '[part=indicator]').left).to.be.closeTo(box(element, '.bar').left, 1);
  });

  for (const side of ['the element', 'the page']) {
    it(`fills from the right where ${side} reads from the right`, async () => {
      const direction = side === 'the page' ? 'rtl' : 'auto';
      const outer = await fixture(html`<div dir=${direction}></div>`);
      const element = document.createElement('glassjar-progress');
      if (side === 'the element') element.dir = 'rtl';
      Object.assign(element, { raised: '5000', goal: '15000', supporters: '3' });
      outer.append(element);
      await waitUntil(() => meter(element));
      await waitUntil(() => Math.abs(share(element, '[part=indicator]') - 1 / 3) < 0.01, 'the bar has filled');
      for (const fill of ['[part=indicator]', '.fill.sales'])
        expect(box(element, fill).right).to.be.closeTo(box(element, '.bar').right, 1);
      expect(box(element, '[part=indicator]').left).to.be.above(box(element, '.bar').left + 1);
    });
  }

  it('marks milestones on the bar where they are', async () => {
    const { element } = await show(progress, {
      milestones: [{ amount: '3000' }, { amount: '7500' }, { amount: '15000' }],
    });
    const bar = box(element, '.bar');
    const at = [...element.shadowRoot!.querySelectorAll('.milestone')].map((mark) => {
      const { right } = mark.getBoundingClientRect();
      return Math.round(((right - bar.left) / bar.width) * 20) / 20;
    });
    expect(at).to.deep.equal([0.2, 0.5]);
  });

  it('names milestones and which are reached', async () => {
    const { text } = await show(progress, {
      milestones: [{ amount: '14000', label: 'a year' }, { amount: '5000', label: 'zwei Monate' }, { amount: '6000' }],
    });
    expect(text()).to.contain('✓ €5,000: zwei Monate (reached)').and.to.contain('✓ €6,000 (reached)');
    expect(text()).to.contain('○ €14,000: a year').and.not.to.contain('a year (reached)');
  });

  it('measures against the next milestone where there is no goal', async () => {
    const { element } = await show(progress, {
      goal: undefined,
      milestones: [{ amount: '5000' }, { amount: '24957.44' }],
    });
    expect(meter(element)!.getAttribute('aria-valuetext')).to.equal('€12,478.72 of €24,957.44, 50%');
  });

  it('counts at least as many people where a source of gifts does not count them', async () => {
    const { text } = await show(progress, {
      sources: [
        { id: 'bank', raised: '9184', supporters: 431 },
        { id: 'paypal', raised: '300' },
      ],
    });
    expect(text()).to.contain('at least 431 people');
  });

  it('tells the parts of the sum', async () => {
    const { element, text } = await show(progress);
    const parts = [...element.shadowRoot!.querySelectorAll('[part=legend] li')].map((part) => shownText(part));
    expect(parts).to.deep.equal(['Spendenkonto €9,184', '429 books €3,294.72', '431 people']);
    expect(text()).not.to.match(/NaN|undefined/);
  });

  it('says of each part how well it is known', async () => {
    const { text } = await show(progress, {
      sources: [
        { id: 'a', raised: '100', bound: 'at-least' },
        { id: 'b', kind: 'sales', raised: '50', bound: 'about' },
      ],
    });
    expect(text()).to.contain('Donations at least €100').and.to.contain('Sales about €50');
  });

  it('leaves out the legend when told to', async () => {
    const element = withScript('glassjar-progress', JSON.stringify(bookCampaign()));
    element.toggleAttribute('no-legend', true);
    await place(element);
    await waitUntil(() => meter(element));
    expect(shownText(element)).to.equal('');
    expect(find(element, '[part=legend]')).to.equal(null);
  });

  it('shows no meter without a goal and milestones, but the parts', async () => {
    const { element, text } = await show(progress, { goal: undefined, milestones: undefined });
    expect(meter(element)).to.equal(null);
    expect(text()).to.contain('Spendenkonto').and.to.contain('429 books');
    expect(text()).not.to.match(/%|NaN|undefined/);
  });

  it('keeps its fallback where there is neither a goal nor a part to tell', async () => {
    const element = document.createElement('glassjar-progress');
    element.setAttribute('raised', '500');
    element.textContent = 'the fallback';
    await place(element);
    await element.updateComplete;
    expectFallback(element);
  });

  it('goes past a hundred in words without leaving the bar', async () => {
    const { element, text } = await show(progress, { goal: { amount: '1000' }, milestones: [] });
    expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('100');
    expect(meter(element)!.getAttribute('aria-valuetext')).to.equal('€12,478.72 of €1,000, 1,247%');
    expect(share(element, '.fill.sales')).to.be.closeTo(1, 0.01);
    expect(share(element, '[part=indicator]')).to.be.closeTo(9184 / 12_478.72, 0.01);
    expect(text()).not.to.contain('NaN');
  });

  it('stays empty, and says so, when nothing came in yet', async () => {
    const { element } = await show(progress, { sources: [{ id: 'a', raised: '0', supporters: 0 }] });
    expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('0');
    expect(meter(element)!.getAttribute('aria-valuetext')).to.equal('€0 of €15,000, 0%');
    expect(share(element, '[part=indicator]')).to.be.closeTo(0, 0.01);
  });

  it('draws a ring, whose arcs are as long as the shares', async () => {
    const { element, text } = await show(html`<glassjar-progress lang="en" form="ring"></glassjar-progress>`);
    await waitUntil(() => find(element, 'svg'), 'the drawing has come');
    const arcs = [...element.shadowRoot!.querySelectorAll<SVGElement>('circle[pathLength]')].map((arc) =>
      Number(/[\d.]+/.exec(arc.style.strokeDasharray)?.[0]),
    );
    expect(arcs).to.have.lengthOf(2);
    expect(arcs[0]! / 100).to.be.closeTo(whole, 0.001);
    expect(arcs[1]! / 100).to.be.closeTo(gifts, 0.001);
    expect(text()).to.contain('83%');
    expect(box(element, 'svg').height).to.be.above(50);
    expect(find(element, 'svg')!.getAttribute('aria-hidden')).to.equal('true');
  });

  it('draws a jar, in which the book’s share stands above what was given', async () => {
    const { element, text } = await show(html`<glassjar-progress lang="en" form="jar"></glassjar-progress>`);
    await waitUntil(() => find(element, 'svg'), 'the drawing has come');
    const levels = [...element.shadowRoot!.querySelectorAll<SVGElement>('.level')].map((level) =>
      Number(/[\d.]+/.exec(level.style.transform)?.[0]),
    );
    expect(levels).to.have.lengthOf(2);
    expect(levels[0]).to.be.below(levels[1]!);
    expect(text()).to.contain('83%');
    expect(box(element, 'svg').height).to.be.above(50);
  });

  it('changes its form, and keeps its words meanwhile', async () => {
    const { element } = await show<GlassjarProgress>(progress);
    for (const form of ['ring', 'jar', 'bar', 'jar']) {
      element.form = form;
      await element.updateComplete;
      expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('83');
      await waitUntil(() => find(element, form === 'bar' ? '.bar' : 'svg'), `the ${form} has come`);
      expect(Boolean(find(element, '.bar'))).to.equal(form === 'bar');
    }
  });

  for (const form of ['pie', 'toString', '']) {
    it(`is a bar where nobody knows the form "${form}"`, async () => {
      const text = await shownBy(
        html`<glassjar-progress lang="en" form=${form} raised="1" goal="2" supporters="7"></glassjar-progress>`,
      );
      expect(text).to.contain('7 people');
      const element = document.querySelector('glassjar-progress')!;
      expect(find(element, '.bar')).not.to.equal(null);
    });
  }
});
