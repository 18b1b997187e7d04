import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import '../../src/components/counter/define.ts';
import type { GlassjarCounter } from '../../src/components/counter/counter.ts';
import { clock } from '../../src/components/shared/clock.ts';
import type { GlassjarErrorEvent } from '../../src/components/shared/events.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, shownBy, shownText, withScript } from './support.ts';

const counter = html`<glassjar-counter lang="en">the fallback</glassjar-counter>`;

describe('glassjar-counter', () => {
  const { now } = clock;
  afterEach(() => {
    clock.now = now;
  });

  it('is accessible', async () => {
    const { element } = await show(counter);
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data, and invents no figure', async () => {
    expectFallback(await fixture<GlassjarCounter>(counter));
  });

  it('shows the goal alone before anything is told of what came in, and no 0', async () => {
    const { text } = await show(counter, { sources: undefined });
    expect(text())
      .to.contain('Goal: €15,000')
      .and.not.to.match(/€0|raised/);
  });

  it('keeps its fallback without a sum where money is not wanted: no goal either', async () => {
    const element = await fixture<GlassjarCounter>(counter);
    element.adapter = memoryAdapter(bookCampaign({ sources: undefined, noMoney: { text: 'Please no money.' } }));
    await oneEvent(element, 'glassjar-loaded');
    expectFallback(element);
  });

  it('keeps its fallback where what came in could not be read', async () => {
    const broken = bookCampaign({ sources: [{ id: 'bank', raised: '9.184,00' }] });
    const element = await place(withScript('glassjar-counter', JSON.stringify(broken)));
    await aMoment();
    expectFallback(element);
  });

  it('is as of no day that is still to come', async () => {
    const { text } = await show(counter, { asOf: '2999-01-01' });
    expect(text()).to.contain('€12,478.72').and.not.to.contain('As of');
  });

  it('shows what came in, from all sources, and the goal', async () => {
    const { text } = await show(counter);
    expect(text()).to.contain('€12,478.72').and.to.contain('of €15,000').and.to.contain('431 people');
  });

  it('counts at least as many people where a source of gifts does not count them', async () => {
    const { text } = await show(counter, {
      sources: [
        { id: 'bank', raised: '9184', supporters: 431 },
        { id: 'paypal', raised: '300' },
      ],
    });
    expect(text()).to.contain('at least 431 people');
  });

  it('speaks the language it stands in, also across a shadow root', async () => {
    const outer = await fixture(html`<div lang="de"></div>`);
    const inner = outer.attachShadow({ mode: 'open' });
    inner.innerHTML = '<glassjar-counter raised="12000" goal="15000" currency="EUR"></glassjar-counter>';
    const element = inner.querySelector('glassjar-counter')!;
    await waitUntil(() => shownText(element) !== '');
    expect(shownText(element)).to.contain('12.000 €').and.to.contain('von 15.000 €');
  });

  it('speaks the nearest language, not the outer one', async () => {
    const written = html`<div lang="de">
      <p lang="en"><glassjar-counter raised="12000.5" goal="15000"></glassjar-counter></p>
    </div>`;
    const element = (await fixture(written)).querySelector('glassjar-counter')!;
    await waitUntil(() => shownText(element) !== '');
    expect(shownText(element)).to.contain('€12,000.50').and.to.contain('of €15,000');
  });

  it('knows a language also by the name that WordPress and POSIX have for it', async () => {
    const german = html`<div lang="de_AT"><glassjar-counter raised="12478.72" goal="15000"></glassjar-counter></div>`;
    const box = await fixture<HTMLElement>(german);
    const element = box.querySelector<GlassjarCounter>('glassjar-counter')!;
    await waitUntil(() => shownText(element) !== '');
    expect(shownText(element)).to.contain('12.478,72').and.to.contain('von');
    // A language that only Intl writes: a tag it can't read would end the rendering.
    box.lang = 'pt_BR';
    box.append(element);
    await waitUntil(() => shownText(element).includes('of €15,000'));
  });

  it('speaks English where nobody knows the language', async () => {
    expect(await shownBy(html`<glassjar-counter lang="tlh" raised="1200"></glassjar-counter>`)).to.contain(
      '€1,200 raised',
    );
  });

  for (const [lang, bound, words] of [
    ['de', 'at-least', 'mindestens 12.800 €'],
    ['de', 'about', 'rund 12.800 €'],
    ['de', 'exact', '12.800 €'],
    ['en', 'at-least', 'at least €12,800'],
    ['en', 'about', 'about €12,800'],
  ] as const) {
    it(`says that a figure is ${bound} in words (${lang})`, async () => {
      const text = await shownBy(
        html`<glassjar-counter lang=${lang} raised="12800" bound=${bound} currency="EUR"></glassjar-counter>`,
      );
      expect(text.startsWith(words), text).to.equal(true);
    });
  }

  it('has its data from a script child, which is not shown itself', async () => {
    const element = await place(withScript('glassjar-counter', JSON.stringify(bookCampaign())));
    await waitUntil(() => shownText(element) !== '');
    expect(element.innerText).not.to.contain('glassjar');
    expect(shownText(element)).to.contain('€12,478.72');
  });

  it('says what came in where there is no goal', async () => {
    const { element, text } = await show(counter, { goal: undefined });
    expect(element.shadowRoot!.querySelector('[part=goal]')!.textContent).to.equal('raised');
    expect(text()).not.to.match(/of €|undefined|NaN/);
  });

  it('leaves out the details when told to, and has them back', async () => {
    const { element, text } = await show<GlassjarCounter>(
      html`<glassjar-counter lang="en" no-details></glassjar-counter>`,
    );
    expect(element.shadowRoot!.querySelector('[part=details]')).to.equal(null);
    expect(text()).to.contain('€12,478.72').and.not.to.contain('people');
    element.noDetails = false;
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('[part=details]')!.textContent).to.contain('431 people');
  });

  it('counts one person as one', async () => {
    expect(await shownBy(html`<glassjar-counter lang="en" raised="5" supporters="1"></glassjar-counter>`)).to.contain(
      '1 person',
    );
    expect(await shownBy(html`<glassjar-counter lang="de" raised="5" supporters="1"></glassjar-counter>`)).to.contain(
      '1 Mensch',
    );
  });

  const asOf = '2026-05-22T14:50:00+02:00';
  for (const [minutes, english, german] of [
    [0, 'just now', 'gerade eben'],
    [-30, 'just now', 'gerade eben'],
    [2, '2 min ago', 'vor 2 Minuten'],
    [3 * 60 + 5, '3 h ago', 'vor 3 Stunden'],
    [3 * 24 * 60, 'May 22, 2026', '22. Mai 2026'],
  ] as const) {
    it(`says when the figure was true: ${english}`, async () => {
      clock.now = () => Date.parse(asOf) + minutes * 60_000;
      for (const [lang, words] of [
        ['en', `As of ${english}`],
        ['de', `Stand: ${german}`],
      ]) {
        const template = html`<glassjar-counter lang=${lang!} raised="5" as-of=${asOf}></glassjar-counter>`;
        expect(await shownBy(template)).to.contain(words);
      }
    });
  }

  it('shows a bare day as a day, however fresh it is, with its machine-readable date', async () => {
    clock.now = () => Date.parse('2026-05-22T12:01Z');
    const element = await fixture(html`<glassjar-counter lang="en" raised="5" as-of="2026-05-22"></glassjar-counter>`);
    await waitUntil(() => shownText(element) !== '');
    const time = element.shadowRoot!.querySelector('time')!;
    expect(time.dateTime).to.equal('2026-05-22');
    expect(time.textContent).to.equal('As of May 22, 2026');
  });

  it('shows currencies without decimals as they are', async () => {
    const element = await fixture(html`<glassjar-counter lang="en" raised="5000" currency="JPY"></glassjar-counter>`);
    await waitUntil(() => shownText(element) !== '');
    expect(shownText(element)).to.contain('¥5,000').and.not.to.contain('.00');
    expect(await shownBy(html`<glassjar-counter lang="de" raised="5000" currency="JPY"></glassjar-counter>`)).to.match(
      /^5\.000 /,
    );
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
    expectFallback(element);
    element.remove();
  });

  it('refuses a goal of 0, tells its author, and shows the figure without it', async () => {
    const element = document.createElement('glassjar-counter');
    for (const [name, value] of Object.entries({ lang: 'en', raised: '500', goal: '0' }))
      element.setAttribute(name, value);
    const told = oneEvent(element, 'glassjar-error');
    await place(element);
    const { error, problems } = (await told) as Event as GlassjarErrorEvent;
    expect(error).to.equal(undefined);
    expect(problems.map(({ path }) => path)).to.deep.equal(['goal.amount']);
    expect(shownText(element)).to.contain('€500 raised').and.not.to.contain(' of ');
  });

  for (const [name, value] of [
    ['raised', '-5'],
    ['raised', '12,000'],
    ['raised', '1e3'],
    ['raised', ''],
    ['currency', 'euro'],
  ] as const) {
    it(`keeps its fallback rather than guess what ${name}="${value}" means`, async () => {
      const element = document.createElement('glassjar-counter');
      element.textContent = 'the fallback';
      element.setAttribute('raised', '5');
      element.setAttribute(name, value);
      const told = oneEvent(element, 'glassjar-error');
      await place(element);
      await told;
      expectFallback(element);
    });
  }

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
