import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/components/counter/define.ts';
import type { GlassjarCounter } from '../../src/components/counter/counter.ts';
import type { GlassjarErrorEvent } from '../../src/components/shared/events.ts';
import { show, shownText } from './support.ts';

const counter = html`<glassjar-counter lang="en">the fallback</glassjar-counter>`;

describe('glassjar-counter', () => {
  it('is accessible', async () => {
    const { element } = await show(counter);
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data, and invents no figure', async () => {
    const element = await fixture<GlassjarCounter>(counter);
    expect(element.offsetHeight).to.be.above(0);
    expect(shownText(element)).to.equal('');
    expect(element.shadowRoot?.querySelector('slot')?.assignedNodes()).to.have.lengthOf(1);
  });

  it('shows what came in, from all sources, and the goal', async () => {
    const { text } = await show(counter);
    expect(text()).to.contain('€12,478.72').and.to.contain('of €15,000').and.to.contain('431 people');
  });

  it('speaks the language it stands in, also across a shadow root', async () => {
    const outer = await fixture(html`<div lang="de"></div>`);
    const inner = outer.attachShadow({ mode: 'open' });
    inner.innerHTML = '<glassjar-counter raised="12000" goal="15000" currency="EUR"></glassjar-counter>';
    const element = inner.querySelector('glassjar-counter')!;
    await waitUntil(() => shownText(element) !== '');
    expect(shownText(element)).to.contain('12.000 €').and.to.contain('von 15.000 €');
  });

  it('says "at least" and "about" in words', async () => {
    for (const [bound, words] of [
      ['at-least', 'mindestens 12.800'],
      ['about', 'rund 12.800'],
    ]) {
      const element = await fixture(
        html`<glassjar-counter lang="de" raised="12800" bound=${bound!} currency="EUR"></glassjar-counter>`,
      );
      await waitUntil(() => shownText(element) !== '');
      expect(shownText(element)).to.contain(words);
    }
  });

  it('shows currencies without decimals as they are', async () => {
    const element = await fixture(html`<glassjar-counter lang="en" raised="5000" currency="JPY"></glassjar-counter>`);
    await waitUntil(() => shownText(element) !== '');
    expect(shownText(element)).to.contain('¥5,000');
  });

  it('refuses an ambiguous amount, tells its author, and keeps the fallback', async () => {
    const element = document.createElement('glassjar-counter');
    element.setAttribute('raised', '1.000');
    element.setAttribute('currency', 'EUR');
    element.textContent = 'the fallback';
    const told = oneEvent(element, 'glassjar-error');
    document.body.append(element);
    const { problems } = (await told) as Event as GlassjarErrorEvent;
    expect(problems[0]?.message).to.contain('"1.000"').and.to.contain('12000.00');
    expect(shownText(element)).to.equal('');
    element.remove();
  });

  it('follows its backend', async () => {
    const { adapter, text } = await show(counter);
    adapter.set({ glassjar: 1, title: 'A', currency: 'EUR', sources: [{ id: 'a', raised: '99999' }] });
    await waitUntil(() => text().includes('€99,999'));
    expect(text()).to.contain('raised').and.not.to.contain('of €');
  });

  it('keeps its height when a figure grows by digits', async () => {
    const { element, adapter, text } = await show<GlassjarCounter>(
      html`<glassjar-counter lang="en" style="width: 18rem"></glassjar-counter>`,
    );
    const before = element.offsetHeight;
    adapter.set({
      glassjar: 1,
      title: 'A',
      currency: 'EUR',
      goal: { amount: '1' },
      sources: [{ id: 'a', raised: '1234567890.12', supporters: 5 }],
    });
    await waitUntil(() => text().includes('€1,234,567,890.12'));
    const value = element.shadowRoot!.querySelector('.value')!;
    expect(element.offsetHeight).to.equal(before);
    expect(value.getBoundingClientRect().width).to.be.at.most(element.offsetWidth + 1);
  });
});
