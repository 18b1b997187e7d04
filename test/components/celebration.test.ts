import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { memoryAdapter, type MemoryAdapter } from '../../src/adapters/memory.ts';
import '../../src/components/panel/define.ts';
import '../../src/components/progress/define.ts';
import type { GlassjarProgress } from '../../src/components/progress/progress.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, deepAll, shownText } from './support.ts';

/** Each test has a campaign of its own, since a page celebrates each milestone once. */
let nth = 0;
const raising = (raised: string, changes: Record<string, unknown> = {}): Record<string, unknown> =>
  bookCampaign({
    id: `campaign-${nth}`,
    goal: { amount: '1000' },
    milestones: [{ amount: '500', label: 'half of it' }, { amount: '700' }],
    sources: [{ id: 'bank', raised }],
    ...changes,
  });

async function watch(
  template = html`<glassjar-progress lang="en"></glassjar-progress>`,
  raised = '400',
  changes: Record<string, unknown> = {},
): Promise<{ element: GlassjarProgress; adapter: MemoryAdapter }> {
  const element = await fixture<GlassjarProgress>(template);
  const adapter = memoryAdapter(raising(raised, changes));
  element.adapter = adapter;
  await waitUntil(() => shownText(element) !== '');
  return { element, adapter };
}

const scenes = (): Element[] => deepAll(document, '.celebration');
const said = (): string[] => scenes().map((scene) => scene.querySelector('[role=status]')!.textContent);
const coins = (): number => deepAll(document, '.coin').length;

describe('a celebration', () => {
  beforeEach(() => {
    nth += 1;
  });

  it('is held when a milestone is passed while the reader watches, and said politely', async () => {
    const { element, adapter } = await watch();
    adapter.set(raising('500'));
    await waitUntil(() => said()[0], 'it is said');
    expect(said()).to.deep.equal(['€500 reached! half of it']);
    expect(coins()).to.be.above(0);
    await expect(element).to.be.accessible();
  });

  it('names the goal as such, in German too', async () => {
    const { adapter } = await watch(html`<glassjar-progress lang="de" form="jar"></glassjar-progress>`);
    adapter.set(raising('1200'));
    await waitUntil(() => said()[0]);
    expect(said()[0]!.replace(/\s/g, ' ')).to.equal('Ziel erreicht: 1.000 €!');
  });

  it('is none for the first reading, for a sum that fell, and for one that passes nothing', async () => {
    const { adapter } = await watch(undefined, '600');
    for (const sum of ['400', '450', '499.99']) {
      adapter.set(raising(sum));
      await aMoment();
    }
    expect(scenes()).to.deep.equal([]);
  });

  it('is held once for each milestone, also when a correction takes the sum back below it', async () => {
    const { adapter } = await watch();
    adapter.set(raising('550'));
    await waitUntil(() => said()[0]);
    const [first] = scenes();
    first!.remove();
    adapter.set(raising('450'));
    await aMoment();
    adapter.set(raising('550'));
    await aMoment();
    expect(scenes()).to.deep.equal([]);
    adapter.set(raising('700'));
    await waitUntil(() => said()[0]);
    expect(said()).to.deep.equal(['€700 reached!']);
  });

  it('is one, of the largest, however many were passed and however many elements show it', async () => {
    const elements = await fixture(
      html`<div lang="en">
        <glassjar-progress></glassjar-progress><glassjar-progress form="ring"></glassjar-progress
        ><glassjar-progress form="jar"></glassjar-progress>
      </div>`,
    );
    const adapter = memoryAdapter(raising('400'));
    const all = [...elements.querySelectorAll('glassjar-progress')];
    for (const element of all) element.adapter = adapter;
    await waitUntil(() => all.every((element) => shownText(element) !== ''));
    adapter.set(raising('800'));
    await waitUntil(() => said()[0]);
    await aMoment();
    expect(said()).to.deep.equal(['€700 reached!']);
  });

  it('is not held again for the smaller ones when the element is drawn anew', async () => {
    const { element, adapter } = await watch();
    adapter.set(raising('800'));
    await waitUntil(() => said()[0]);
    element.form = 'ring';
    await aMoment();
    element.requestUpdate();
    await aMoment();
    expect(said()).to.deep.equal(['€700 reached!']);
  });

  it('is held by the element that is seen', async () => {
    const elements = await fixture(
      html`<div lang="en">
        <glassjar-progress></glassjar-progress>
        <p .style=${'height:200vh'}></p>
        <glassjar-progress></glassjar-progress>
      </div>`,
    );
    const adapter = memoryAdapter(raising('400'));
    const [above, below] = [...elements.querySelectorAll('glassjar-progress')];
    for (const element of [above!, below!]) element.adapter = adapter;
    await waitUntil(() => shownText(below!) !== '');
    below!.scrollIntoView();
    adapter.set(raising('800'));
    await waitUntil(() => said()[0]);
    expect(below!.shadowRoot!.querySelector('.coin')).not.to.equal(null);
    expect(above!.shadowRoot!.querySelector('.celebration')).to.equal(null);
    scrollTo(0, 0);
  });

  it('waits for a hidden page to be looked at, and is one then', async () => {
    const { adapter } = await watch();
    let isHidden = true;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    try {
      adapter.set(raising('550'));
      await aMoment();
      adapter.set(raising('750'));
      await aMoment();
      expect(scenes()).to.deep.equal([]);
      isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await waitUntil(() => said()[0]);
      expect(said()).to.deep.equal(['€700 reached!']);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('moves nothing where the reader wants less motion, and is said all the same', async () => {
    await emulateMedia({ reducedMotion: 'reduce' }).catch(() => {});
    try {
      // Not every driver can ask for it.
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) return;
      const { element, adapter } = await watch();
      adapter.set(raising('550'));
      await waitUntil(() => said()[0]);
      const scene = element.shadowRoot!.querySelector('.celebration')!;
      expect(scene.getAnimations({ subtree: true })).to.deep.equal([]);
      expect(getComputedStyle(scene.querySelector('.scene')!).display).to.equal('none');
      expect(getComputedStyle(scene.querySelector('.said')!).opacity).to.equal('1');
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' }).catch(() => {});
    }
  });

  it('moves by transform and opacity alone, shorter than two seconds, and no box beside it', async () => {
    const { element, adapter } = await watch();
    const boxes = () =>
      JSON.stringify(
        [...element.shadowRoot!.querySelectorAll('.base > *')].map((box) => box.getBoundingClientRect().top),
      );
    const before = [element.offsetHeight, document.documentElement.scrollWidth, boxes()];
    adapter.set(raising('550'));
    await waitUntil(() => said()[0]);
    const scene = element.shadowRoot!.querySelector('.celebration')!;
    expect([element.offsetHeight, document.documentElement.scrollWidth, boxes()].slice(0, 2)).to.deep.equal(
      before.slice(0, 2),
    );
    const moving = scene.querySelector('.scene')!.getAnimations({ subtree: true });
    expect(moving.length).to.be.above(0);
    for (const { effect } of moving) {
      expect(effect!.getComputedTiming().endTime).to.be.below(2000);
      const properties = new Set((effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame)));
      for (const known of ['offset', 'computedOffset', 'easing', 'composite']) properties.delete(known);
      expect([...properties].filter((name) => name !== 'transform' && name !== 'opacity')).to.deep.equal([]);
    }
  });

  it('takes away what it brought', async () => {
    const { adapter } = await watch();
    adapter.set(raising('550'));
    await waitUntil(() => said()[0]);
    await waitUntil(() => !scenes().length, 'it is over', { timeout: 8000 });
  });

  for (const tag of ['glassjar-progress', 'glassjar-panel'] as const) {
    it(`is switched off by no-celebration on ${tag}`, async () => {
      const element = document.createElement(tag);
      element.toggleAttribute('no-celebration', true);
      const adapter = memoryAdapter(raising('400'));
      element.adapter = adapter;
      (await fixture(html`<div lang="en"></div>`)).append(element);
      await waitUntil(() => shownText(element) !== '');
      adapter.set(raising('1500'));
      await aMoment();
      await aMoment();
      expect(scenes()).to.deep.equal([]);
    });
  }

  it('is held inside of a panel', async () => {
    const panel = document.createElement('glassjar-panel');
    const adapter = memoryAdapter(raising('400'));
    panel.adapter = adapter;
    (await fixture(html`<div lang="en"></div>`)).append(panel);
    await waitUntil(() => shownText(panel) !== '');
    adapter.set(raising('1500'));
    await waitUntil(() => said()[0]);
    expect(said()).to.deep.equal(['Goal reached: €1,000!']);
  });

  it('shows a hostile label as text, within its box', async () => {
    const label = '<img src=x onerror=alert(1)>' + 'W'.repeat(3000) + '\u202e';
    const milestones = { milestones: [{ amount: '500', label }] };
    const { element, adapter } = await watch(undefined, '400', milestones);
    adapter.set(raising('550', milestones));
    await waitUntil(() => said()[0]);
    const words = element.shadowRoot!.querySelector('.said')!;
    expect(words.querySelector('img')).to.equal(null);
    expect(words.getBoundingClientRect().width).to.be.at.most(element.offsetWidth + 1);
    expect(words.getBoundingClientRect().height).to.be.below(200);
  });
});
