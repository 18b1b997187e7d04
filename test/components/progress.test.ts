import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/components/progress/define.ts';
import type { GlassjarProgress } from '../../src/components/progress/progress.ts';
import { show, shownText } from './support.ts';

const progress = html`<glassjar-progress lang="en">the fallback</glassjar-progress>`;
const meter = (element: Element) => element.shadowRoot!.querySelector('[role=meter]');

describe('glassjar-progress', () => {
  for (const form of ['bar', 'ring', 'jar']) {
    it(`is accessible as a ${form}`, async () => {
      const { element } = await show<GlassjarProgress>(
        html`<glassjar-progress lang="en" form=${form}></glassjar-progress>`,
      );
      if (form !== 'bar') await waitUntil(() => element.shadowRoot!.querySelector('svg'), 'the drawing has come');
      await expect(element).to.be.accessible();
    });
  }

  it('keeps its fallback without data', async () => {
    const element = await fixture(progress);
    expect(shownText(element)).to.equal('');
    expect(element.shadowRoot!.querySelector('slot')!.assignedNodes()).to.have.lengthOf(1);
  });

  it('says in words how far it is', async () => {
    const { element } = await show(progress);
    expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('83');
    expect(meter(element)!.getAttribute('aria-valuetext')).to.equal('€12,478.72 of €15,000, 83%');
  });

  it('fills the bar by the shares of what was given and sold', async () => {
    const { element } = await show(
      html`<glassjar-progress style="width: 400px; transition: none"></glassjar-progress>`,
    );
    const bar = element.shadowRoot!.querySelector('.bar')!.getBoundingClientRect();
    const width = (selector: string) =>
      element.shadowRoot!.querySelector(selector)!.getBoundingClientRect().width / bar.width;
    await waitUntil(() => Math.abs(width('[part=indicator]') - 9184 / 15000) < 0.01, 'the bar has filled');
    expect(width('.fill.sales')).to.be.closeTo(12478.72 / 15000, 0.01);
  });

  it('fills from the right where one reads from the right', async () => {
    const { element } = await show(html`<glassjar-progress dir="rtl" style="width: 400px"></glassjar-progress>`);
    const bar = element.shadowRoot!.querySelector('.bar')!.getBoundingClientRect();
    expect(element.shadowRoot!.querySelector('[part=indicator]')!.getBoundingClientRect().right).to.be.closeTo(
      bar.right,
      1,
    );
  });

  it('shows no meter without a goal and milestones', async () => {
    const { element, text } = await show(progress, { goal: undefined, milestones: undefined });
    expect(meter(element)).to.equal(null);
    expect(text()).to.contain('Spendenkonto').and.to.contain('429 books');
  });

  it('goes past a hundred without leaving the bar', async () => {
    const { element, text } = await show(progress, { goal: { amount: '1000' }, milestones: [] });
    expect(meter(element)!.getAttribute('aria-valuenow')).to.equal('100');
    expect(meter(element)!.getAttribute('aria-valuetext')).to.contain('1,247%');
    expect(text()).not.to.contain('NaN');
  });

  it('names milestones and which are reached', async () => {
    const { text } = await show(progress);
    expect(text()).to.contain('€5,000: zwei Monate (reached)');
  });
});
