import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import '../../src/components/sections/define.ts';
import { parts, type SectionElement } from '../../src/components/sections/parts.ts';
import type { GlassjarSections } from '../../src/components/sections/sections.ts';
import { clock } from '../../src/components/shared/clock.ts';
import type { SectionName } from '../../src/core/sections.ts';
import { Part } from '../../src/part.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, shownText } from './support.ts';

/** Stands in for a section's element: says its name, and has something to reach with the keyboard. */
class Stub extends LitElement {
  override render() {
    return html`<p>${this.getAttribute('name')} is shown</p>
      <button>inside</button>`;
  }
}
customElements.define('test-section', Stub);

/** Which parts were asked for, and whether they can be had. */
const backend = { asked: [] as SectionName[], fails: false };

const stub = (name: SectionName): SectionElement => ({
  part: new Part<{ name: SectionName }>(() => {
    backend.asked.push(name);
    return backend.fails ? Promise.reject(new Error('offline')) : Promise.resolve({ name });
  }, 'name'),
  render: () => html`<test-section name=${name}></test-section>`,
});

const full = {
  entries: [
    { id: 'a', at: '2026-05-20', flow: 'gift+', amount: '9184', source: 'bank', name: 'Lena' },
    { id: 'b', at: '2026-05-21', flow: 'cost+', amount: '100' },
  ],
  updates: [{ at: '2026-05-20', text: 'News' }],
  press: Array.from({ length: 1400 }, () => ({ outlet: 'A Paper' })),
  needs: [{ text: 'A ramp' }],
};

const at = (width: string, lang = 'en', dir = 'ltr') =>
  html`<div style="width: ${width}" dir=${dir}><glassjar-sections lang=${lang}>the fallback</glassjar-sections></div>`;
const all = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const tabs = (element: Element) => all(element, '[role=tab]');
const headings = (element: Element) => all(element, '.heading button');
const words = (found: readonly Element[]) => found.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
const focused = (element: Element) => element.shadowRoot!.activeElement?.id;
const selected = (element: Element) =>
  tabs(element)
    .filter((tab) => tab.ariaSelected === 'true')
    .map(({ id }) => id);
const open = (element: Element) =>
  all(element, '.panel')
    .filter((panel) => !panel.hasAttribute('hidden'))
    .map(({ id }) => id);

async function shown(
  width: string,
  { changes = full, lang, dir }: { changes?: Record<string, unknown>; lang?: string; dir?: string } = {},
) {
  const box = await fixture<HTMLElement>(at(width, lang, dir));
  const element = box.querySelector<GlassjarSections>('glassjar-sections')!;
  const adapter = memoryAdapter(bookCampaign(changes));
  element.adapter = adapter;
  await waitUntil(() => tabs(element).length || headings(element).length);
  await aMoment();
  return { box, element, adapter, text: () => shownText(element) };
}
const wide = '720px';
const narrow = '320px';

describe('glassjar-sections', () => {
  const { now } = clock;
  const known = { ...parts };
  beforeEach(() => {
    backend.asked = [];
    backend.fails = false;
    for (const name of ['ledger', 'updates', 'press', 'supporters', 'reach', 'needs', 'record'] as const)
      parts[name] = stub(name);
  });
  afterEach(() => {
    clock.now = now;
    for (const name of Object.keys(parts) as SectionName[]) delete parts[name];
    Object.assign(parts, known);
    history.replaceState(null, '', location.pathname + location.search);
    scrollTo(0, 0);
  });

  it('is accessible as tabs', async () => {
    const { element } = await shown(wide);
    expect(tabs(element)).not.to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('is accessible as an accordion, closed and open', async () => {
    const { element } = await shown(narrow);
    expect(tabs(element)).to.deep.equal([]);
    await expect(element).to.be.accessible();
    headings(element)[0]!.click();
    await aMoment();
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data, and where the campaign has no section', async () => {
    expectFallback(await fixture<GlassjarSections>(html`<glassjar-sections>the fallback</glassjar-sections>`));
    const { adapter, element } = await shown(wide);
    adapter.set({ glassjar: 1, title: 'Mara', currency: 'EUR' });
    await waitUntil(() => shownText(element) === '');
    expectFallback(element);
  });

  it('shows what there is, in its order, with how much there is', async () => {
    const { element } = await shown(wide);
    expect(words(tabs(element))).to.deep.equal([
      'Entries 2',
      'Updates 1',
      'In the media 1,400',
      'Supporters 431',
      'Reach',
      'What helps 1',
    ]);
  });

  it('counts entries that are too many to be sent, and not the sums in their place', async () => {
    const { adapter, element } = await shown(wide);
    Object.assign(adapter, { allEntries: { count: 12_480 } });
    // What is the same as before is no news.
    adapter.set(bookCampaign({ ...full, title: 'Mara, with sums' }));
    await waitUntil(() => words(tabs(element))[0] === 'Entries 12,480');
  });

  it('says it in German, with the figures of the language', async () => {
    const { element } = await shown(wide, { lang: 'de' });
    expect(words(tabs(element))).to.deep.equal([
      'Buchungen 2',
      'Neues 1',
      'Presse 1.400',
      'Wer hilft 431',
      'Reichweite',
      'Was hilft 1',
    ]);
  });

  it('has the record of a campaign that is over', async () => {
    const { element } = await shown(wide, { changes: { ends: '2020-01-01' } });
    expect(words(tabs(element)).at(-1)).to.equal('What became of it');
  });

  it('shows the sections that are chosen, and tells the author of a wrong name', async () => {
    const { element } = await shown(wide);
    const { warn } = console;
    const told: string[] = [];
    console.warn = (message: string) => told.push(message);
    element.sections = 'needs donors ledger';
    await element.updateComplete;
    console.warn = warn;
    expect(words(tabs(element))).to.deep.equal(['What helps 1', 'Entries 2']);
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('there is no "donors"; there are ledger, updates');
    // What was open still is, if it still is there.
    expect(selected(element)).to.deep.equal(['tab-ledger']);
    element.sections = 'needs';
    await element.updateComplete;
    expect(selected(element)).to.deep.equal(['tab-needs']);
  });

  it('loads what is shown, and nothing else', async () => {
    const { element, text } = await shown(wide);
    expect(backend.asked).to.deep.equal(['ledger']);
    expect(text()).to.contain('ledger is shown').and.not.to.contain('press is shown');
    tabs(element)[2]!.click();
    await aMoment();
    expect(backend.asked).to.deep.equal(['ledger', 'press']);
    expect(open(element)).to.deep.equal(['section-press']);
  });

  it('loads nothing for a closed accordion', async () => {
    const { element } = await shown(narrow);
    expect(backend.asked).to.deep.equal([]);
    expect(open(element)).to.deep.equal([]);
    expect(headings(element).map(({ ariaExpanded }) => ariaExpanded)).to.deep.equal(Array(6).fill('false'));
  });

  it('opens and closes several sections of the accordion', async () => {
    const { element } = await shown(narrow);
    headings(element)[1]!.click();
    headings(element)[0]!.click();
    await aMoment();
    expect(open(element)).to.deep.equal(['section-ledger', 'section-updates']);
    headings(element)[1]!.click();
    await aMoment();
    expect(open(element)).to.deep.equal(['section-ledger']);
    const [first] = headings(element);
    expect(first!.getAttribute('aria-controls')).to.equal('section-ledger');
    expect(first!.parentElement!.getAttribute('aria-level')).to.equal('3');
  });

  it('names each tab’s panel, and has one tab in the page’s order', async () => {
    const { element } = await shown(wide);
    expect(all(element, '[role=tablist]')[0]!.ariaLabel).to.equal('Everything in the open');
    for (const tab of tabs(element)) {
      const panel = element.shadowRoot!.getElementById(tab.getAttribute('aria-controls')!)!;
      expect(panel.getAttribute('role')).to.equal('tabpanel');
      expect(panel.getAttribute('aria-labelledby')).to.equal(tab.id);
    }
    expect(tabs(element).map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1, -1, -1, -1]);
  });

  it('moves through the tabs by arrows, Home and End, round and round', async () => {
    const { element } = await shown(wide);
    tabs(element)[0]!.focus();
    const steps = [
      ['ArrowRight', 'tab-updates'],
      ['ArrowLeft', 'tab-ledger'],
      ['ArrowLeft', 'tab-needs'],
      ['ArrowRight', 'tab-ledger'],
      ['End', 'tab-needs'],
      ['Home', 'tab-ledger'],
    ] as const;
    for (const [press, expected] of steps) {
      await sendKeys({ press });
      expect(focused(element), press).to.equal(expected);
    }
  });

  it('turns the arrows where one reads from the right', async () => {
    const { element } = await shown(wide, { dir: 'rtl' });
    tabs(element)[0]!.focus();
    await sendKeys({ press: 'ArrowLeft' });
    expect(focused(element)).to.equal('tab-updates');
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(element)).to.equal('tab-ledger');
  });

  it('opens a tab by Enter where its part is not loaded, and by passing where it is', async () => {
    const { element } = await shown(wide);
    tabs(element)[0]!.focus();
    await sendKeys({ press: 'ArrowRight' });
    expect(selected(element), 'passing over loads nothing').to.deep.equal(['tab-ledger']);
    expect(backend.asked).to.deep.equal(['ledger']);
    await sendKeys({ press: 'Enter' });
    await aMoment();
    expect(selected(element)).to.deep.equal(['tab-updates']);
    expect(focused(element)).to.equal('tab-updates');
    await sendKeys({ press: 'ArrowLeft' });
    await aMoment();
    expect(selected(element), 'what is loaded opens at once').to.deep.equal(['tab-ledger']);
  });

  it('leaves the keyboard’s way to the panel open, from whatever tab', async () => {
    const { element } = await shown(wide);
    tabs(element)[0]!.focus();
    await sendKeys({ press: 'End' });
    await element.updateComplete;
    expect(tabs(element).map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, -1, -1, -1, -1, 0]);
    await sendKeys({ press: 'Tab' });
    await element.updateComplete;
    expect(focused(element)).to.equal('section-ledger');
    expect(tabs(element).map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1, -1, -1, -1]);
  });

  it('keeps what is open, and the keyboard, when the room changes', async () => {
    const { box, element } = await shown(wide);
    tabs(element)[1]!.click();
    tabs(element)[1]!.focus();
    await aMoment();
    const [before] = all(element, 'test-section[name=updates]');
    box.style.width = narrow;
    await waitUntil(() => headings(element).length);
    await aMoment();
    expect(open(element)).to.deep.equal(['section-updates']);
    expect(focused(element)).to.equal('heading-updates');
    expect(all(element, 'test-section[name=updates]')[0], 'the same element').to.equal(before);
    headings(element)[2]!.click();
    await aMoment();
    box.style.width = wide;
    await waitUntil(() => tabs(element).length);
    await aMoment();
    expect(selected(element), 'the one opened last').to.deep.equal(['tab-press']);
    expect(focused(element)).to.equal('tab-updates');
  });

  it('leaves the keyboard inside of a section when the room changes', async () => {
    const { box, element } = await shown(wide);
    const [inside] = all(element, 'test-section');
    inside!.shadowRoot!.querySelector('button')!.focus();
    box.style.width = narrow;
    await waitUntil(() => headings(element).length);
    await aMoment();
    expect(element.shadowRoot!.activeElement).to.equal(inside);
  });

  it('stands still while it loads, and says so', async () => {
    let arrive = (): void => {};
    parts.ledger = {
      ...stub('ledger'),
      part: new Part(
        () =>
          new Promise<{ name: string }>((resolve) => {
            arrive = () => resolve({ name: 'ledger' });
          }),
        'name',
      ),
    };
    const { element, text } = await shown(wide);
    expect(text()).to.contain('Loading …');
    const [panel] = all(element, '.panel');
    expect(panel!.ariaBusy).to.equal('true');
    expect(panel!.offsetHeight).to.be.above(150);
    await expect(element).to.be.accessible();
    arrive();
    await waitUntil(() => text().includes('ledger is shown'));
    expect(panel!.ariaBusy).to.equal('false');
  });

  it('says that a part can’t be had, and asks again when told to', async () => {
    backend.fails = true;
    const { element, text } = await shown(wide);
    expect(text()).to.contain('could not be loaded').and.to.contain('Try again');
    await expect(element).to.be.accessible();
    expect(backend.asked, 'not over and over').to.deep.equal(['ledger']);
    backend.fails = false;
    all(element, '.retry')[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => text().includes('ledger is shown'));
    expect(focused(element), 'the keyboard is not lost with the button').to.equal('tab-ledger');
    expect(backend.asked).to.have.length(2);
  });

  it('offers to reload the page where asking again is of no use', async () => {
    backend.fails = true;
    const { element, text } = await shown(wide);
    all(element, '.retry')[0]!.click();
    await aMoment();
    expect(text()).to.contain('could not be loaded').and.to.contain('Reload the page');
    await expect(element).to.be.accessible();
  });

  it('asks again by itself when the network is back', async () => {
    backend.fails = true;
    const { text } = await shown(wide);
    expect(text()).to.contain('could not be loaded');
    backend.fails = false;
    dispatchEvent(new Event('online'));
    await waitUntil(() => text().includes('ledger is shown'));
    expect(text()).not.to.contain('could not be loaded');
  });

  for (const [form, width] of [
    ['tabs', wide],
    ['an accordion', narrow],
  ] as const) {
    it(`opens what a link on the page asks for, as ${form}`, async () => {
      const { element } = await shown(width);
      location.hash = '#glassjar-press';
      await waitUntil(() => open(element).includes('section-press'));
      await aMoment();
      expect(focused(element)).to.equal(`${form === 'tabs' ? 'tab' : 'heading'}-press`);
      location.hash = '#glassjar-elsewhere';
      await aMoment();
      expect(open(element)).to.deep.equal(['section-press']);
    });

    it(`opens what the page’s address asks for, as ${form}`, async () => {
      history.replaceState(null, '', '#glassjar-needs');
      const { element } = await shown(width);
      await waitUntil(() => open(element).includes('section-needs'));
      expect(open(element)).to.deep.equal(['section-needs']);
      expect(backend.asked, 'nothing else is loaded on the way').to.deep.equal(['needs']);
    });
  }

  it('leads to the section in which something is asked for, since that may not be there any more', async () => {
    history.replaceState(null, '', '#glassjar-updates-gone');
    const { element } = await shown(wide);
    await waitUntil(() => focused(element) === 'tab-updates');
    tabs(element)[0]!.click();
    await aMoment();
    location.hash = '#glassjar-updates-gone-too';
    await waitUntil(() => focused(element) === 'tab-updates');
  });

  it('is led to again by a link that was followed before, also where it was closed away since', async () => {
    const details = await fixture<HTMLDetailsElement>(html`<details><summary>More</summary></details>`);
    const { box, element } = await shown(wide);
    details.append(box);
    const link = await fixture<HTMLAnchorElement>(html`<a href="#glassjar-press">Press</a>`);
    for (const time of ['first', 'second', 'third']) {
      link.click();
      await waitUntil(() => details.open && focused(element) === 'tab-press', time);
      details.open = time === 'second';
      link.focus();
    }
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    await aMoment();
    expect(document.activeElement, 'the page has other plans').to.equal(link);
  });

  it('has a section for a feed of which nobody knows how much is in it', async () => {
    const { element } = await shown(wide, { changes: { ...full, press: [] } });
    element.pressSrc = '/feed.json';
    element.updatesSrc = '/feed.json';
    await element.updateComplete;
    expect(words(tabs(element)).slice(1, 3)).to.deep.equal(['Updates', 'In the media']);
  });

  it('leads to one place where two on a page have what is asked for', async () => {
    history.replaceState(null, '', '#glassjar-needs');
    const first = await shown(narrow);
    const second = await shown(narrow);
    expect(open(first.element)).to.deep.equal(['section-needs']);
    expect(open(second.element)).to.deep.equal([]);
    first.element.sections = 'ledger';
    await first.element.updateComplete;
    location.hash = '#glassjar-press';
    await waitUntil(() => open(second.element).includes('section-press'), 'the first has none');
    location.hash = '#glassjar-ledger';
    await waitUntil(() => open(first.element).includes('section-ledger'));
    await aMoment();
    expect(open(second.element)).to.deep.equal(['section-press']);
  });

  it('does not drag a reader along who reads elsewhere already', async () => {
    history.replaceState(null, '', '#glassjar-needs');
    const input = await fixture<HTMLInputElement>(html`<input aria-label="a" />`);
    input.focus();
    const { element } = await shown(narrow);
    expect(document.activeElement).to.equal(input);
    expect(open(element), 'but what was asked for is open').to.deep.equal(['section-needs']);
  });

  it('ignores an address that asks for what there isn’t', async () => {
    history.replaceState(null, '', '#glassjar-embeds');
    const { element } = await shown(wide);
    expect(selected(element)).to.deep.equal(['tab-ledger']);
    expect(document.activeElement).to.equal(document.body);
  });

  it('opens a section in which the browser’s search found something', async () => {
    const { element } = await shown(wide);
    tabs(element)[1]!.click();
    await aMoment();
    const [ledger, , press] = all(element, '.panel');
    expect(ledger!.getAttribute('hidden')).to.equal('until-found');
    expect(press!.getAttribute('hidden'), 'nothing is in it yet').to.equal('');
    ledger!.dispatchEvent(new Event('beforematch'));
    await aMoment();
    expect(selected(element)).to.deep.equal(['tab-ledger']);
  });

  it('listens no longer once it has left the page', async () => {
    const { element } = await shown(wide);
    element.remove();
    location.hash = '#glassjar-press';
    await aMoment();
    expect(selected(element)).to.deep.equal(['tab-ledger']);
  });

  it('goes on where it is put back', async () => {
    const { box, element } = await shown(wide);
    element.remove();
    box.style.width = narrow;
    box.append(element);
    await waitUntil(() => headings(element).length);
  });

  it('has room for each word at 280 px, and in two rows of tabs', async () => {
    for (const [width, lang] of [
      ['280px', 'de'],
      ['600px', 'de'],
    ] as const) {
      const { box, element } = await shown(width, { lang, changes: { ...full, ends: '2020-01-01' } });
      expect(element.scrollWidth).to.be.at.most(box.clientWidth);
      for (const control of [...tabs(element), ...headings(element)]) {
        expect(control.offsetHeight).to.be.at.least(44);
        expect(control.scrollWidth).to.be.at.most(control.offsetWidth);
      }
    }
  });
});
