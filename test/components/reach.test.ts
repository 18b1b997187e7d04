import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import '../../src/components/reach/define.ts';
import type { GlassjarReach } from '../../src/components/reach/reach.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { createStore } from '../../src/components/shared/campaign-store.ts';
import { mostItems } from '../../src/core/limits.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import {
  aMoment,
  expectFallback,
  place,
  readsFromTheLeft,
  show as showElement,
  shownText,
  withScript,
} from './support.ts';

type Changes = Record<string, unknown>;

const english = html`<glassjar-reach lang="en">the fallback</glassjar-reach>`;
const german = html`<glassjar-reach lang="de">der Ersatz</glassjar-reach>`;

const counts = [
  { network: 'facebook', count: 640, bound: 'at-least', at: '2026-05-21' },
  { network: 'facebook', count: 1280, bound: 'at-least', at: '2026-05-22' },
  { network: 'mastodon', count: 100, at: '2026-05-21' },
  { network: 'mastodon', count: 312, at: '2026-05-22' },
];
const contacts = 'Contacts of the hashtag';
const measured = [
  { at: '2026-05-21T09:00:00+02:00', label: contacts, value: 380_000, bound: 'theoretical' },
  { at: '2026-05-22T14:50:00+02:00', label: contacts, value: 1_400_000, bound: 'theoretical' },
  { at: '2026-05-22', label: 'Posts', value: 40, bound: 'at-least' },
];
const ranks = [
  { at: '2026-05-19', list: 'Beispielbuch', rank: 51_000, bound: 'about' },
  { at: '2026-05-21', list: 'Beispielbuch', rank: 1 },
  { at: '2026-05-22', list: 'Beispielbuch', rank: 3 },
];
const withShares = (given: readonly object[]): Changes => ({ share: { counts: given } });
const withRanks = (given: readonly object[]): Changes => ({ book: { title: 'A', ranks: given } });
const nothingElse: Changes = { share: undefined, book: undefined, reach: undefined };
const all: Changes = { ...withShares(counts), reach: measured, ...withRanks(ranks) };

const every = <Found extends Element>(element: Element, selector: string): Found[] => [
  ...element.shadowRoot!.querySelectorAll<Found>(selector),
];
const one = <Found extends Element>(element: Element, selector: string): Found => every<Found>(element, selector)[0]!;
const words = (element: Element | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const topic = (element: Element, title: string): HTMLElement =>
  every<HTMLElement>(element, '.topic').find((found) => words(found.querySelector('.title')!) === title)!;
const summary = (within: Element): string => within.querySelector('.plot')!.getAttribute('aria-label')!;

async function show(changes: Changes = all, template: TemplateResult = english) {
  const shown = await showElement<GlassjarReach>(template, { ...nothingElse, ...changes });
  if (one(shown.element, '.chart')) await waitUntil(() => one(shown.element, '.plot'), 'the chart is drawn');
  return shown;
}

/** As a panel shows it: with its store. */
async function showInPanel(changes: Changes): Promise<GlassjarReach> {
  const element = await fixture<GlassjarReach>(english);
  const adapter = memoryAdapter(bookCampaign({ ...nothingElse, ...changes }));
  element.store = createStore(() => Promise.resolve(adapter), adapter.name);
  await aMoment();
  return element;
}

describe('glassjar-reach', () => {
  it('is accessible, its tables and the snowball open or not', async () => {
    const { element } = await show(all, html`<glassjar-reach lang="en" snowball></glassjar-reach>`);
    await expect(element).to.be.accessible();
    for (const details of every<HTMLDetailsElement>(element, 'details')) details.open = true;
    await aMoment();
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data', async () => {
    expectFallback(await fixture<GlassjarReach>(english));
  });

  it('keeps its fallback where nothing was measured', async () => {
    const element = await place(withScript('glassjar-reach', JSON.stringify(bookCampaign(nothingElse))));
    await aMoment();
    expectFallback(element);
    expectFallback(await showInPanel({}));
  });

  describe('figures', () => {
    it('are the newest, with how well they are known and when they were taken', async () => {
      const { element } = await show();
      const shares = words(topic(element, 'Shares'));
      expect(shares).to.contain('Facebook at least 1,280 counted on May 22, 2026');
      expect(shares).to.contain('Mastodon 312 counted on May 22, 2026');
      expect(words(topic(element, contacts))).to.contain(
        'theoretically up to 1,400,000 measured on May 22, 2026, 14:50',
      );
      const rank = words(topic(element, 'Bestseller rank at Beispielbuch'));
      expect(rank).to.contain('No. 3 as of May 22, 2026 best: No. 1, May 21, 2026');
    });

    it('say it in German', async () => {
      const { element, text } = await show(all, german);
      expect(text()).to.contain('Facebook mindestens 1.280 gezählt am 22. Mai 2026');
      expect(text()).to.contain('theoretisch bis zu 1.400.000 gemessen am 22. Mai 2026, 14:50');
      expect(text()).to.contain('Platz 3 Stand: 22. Mai 2026 am besten: Platz 1, 21. Mai 2026');
      expect(summary(topic(element, 'Verkaufsrang bei Beispielbuch'))).to.equal(
        'Verkaufsrang bei Beispielbuch, ein Liniendiagramm. von rund Platz 51.000 am 19. Mai 2026 bis Platz 3 am ' +
          '22. Mai 2026. Weniger ist besser: Platz 1 steht oben, und die Skala geht in Zehnerpotenzen.',
      );
    });

    it('name what is no network in the page’s language', async () => {
      const counted = ['copy', 'system', 'email', 'toString'].map((network, index) => ({ network, count: index + 2 }));
      const { text } = await show(withShares(counted), german);
      for (const name of ['Link kopiert', 'Mit einer anderen App', 'Per E-Mail', 'toString'])
        expect(text()).to.contain(name);
      const alone = await show(withShares([{ network: 'copy', count: 7 }]));
      expect(alone.text()).to.contain('Shares: Link copied').and.not.to.contain('on copy');
    });

    it('stand alone for what was measured once: no chart, no table', async () => {
      const { element } = await show();
      const posts = topic(element, 'Posts');
      expect(words(posts)).to.equal('Posts at least 40 measured on May 22, 2026');
      expect(posts.querySelector('.chart, table')).to.equal(null);
    });

    it('say that nobody wrote down when, and leave such a count off the chart', async () => {
      const { element } = await show(withShares([...counts, { network: 'LinkedIn', count: 41 }]));
      expect(words(topic(element, 'Shares'))).to.contain('LinkedIn 41 no date is given');
      expect(every(element, '.line-end').map(words)).to.deep.equal(['Facebook', 'Mastodon']);
      expect(words(one(element, 'table'))).to.contain('LinkedIn no date is given 41');
    });

    it('tell what was read at one moment in its order, without a chart over a time that nobody knows', async () => {
      const at = '2015-05-22';
      const { element } = await show(
        withRanks([
          { at, list: 'Amazon', rank: 51_000, bound: 'about' },
          { at, list: 'Amazon', rank: 2 },
          { at, list: 'Amazon', rank: 1 },
        ]),
      );
      expect(words(topic(element, 'Bestseller rank at Amazon'))).to.contain(
        'No. 1 as of May 22, 2015 First about No. 51,000, then No. 2, then No. 1.',
      );
      expect(one(element, '.chart')).to.equal(undefined);
      expect(every(element, 'tbody tr')).to.have.length(3);
    });

    it('explain what theoretical means, chart or not', async () => {
      const { text } = await show({ reach: measured.slice(1, 2) });
      expect(text()).to.contain('theoretical: how many could have seen it, not how many did');
    });

    it('are cut to eight where there are many; the table has them all', async () => {
      const many = Array.from({ length: 30 }, (_, index) => [
        { network: `net ${index}`, count: index, at: '2026-05-21' },
        { network: `net ${index}`, count: index + 5, at: '2026-05-22' },
      ]).flat();
      const { element, text } = await show(withShares(many));
      expect(every(element, '.figure')).to.have.length(8);
      expect(text()).to.contain('22 more are in the table.').and.to.contain('The chart shows the 5 largest.');
      expect(every(element, 'tbody')).to.have.length(30);
      expect(every(element, '.line-end').map(words)).to.deep.equal(['net 25', 'net 26', 'net 27', 'net 28', 'net 29']);
    });
  });

  describe('charts', () => {
    it('are summed up in words for who can’t see them', async () => {
      const { element } = await show();
      expect(summary(topic(element, 'Shares'))).to.equal(
        'Shares, a line chart. Facebook: from at least 640 on May 21, 2026 to at least 1,280 on May 22, 2026. ' +
          'Mastodon: from 100 on May 21, 2026 to 312 on May 22, 2026.',
      );
      expect(one(element, '.plot').getAttribute('role')).to.equal('img');
    });

    it('mark each reading by how well it is known, and say what the marks mean', async () => {
      const { element } = await show();
      const shares = topic(element, 'Shares');
      expect(shares.querySelectorAll('.plot path.mark')).to.have.length(2);
      expect(shares.querySelectorAll('.plot circle.exact')).to.have.length(2);
      const legend = [...shares.querySelectorAll('.legend li')].map(words);
      expect(legend).to.deep.equal(['as counted', 'at least: this many or more']);
      const theoretical = topic(element, contacts);
      expect(theoretical.querySelectorAll('.plot .mark.theoretical')).to.have.length(2);
      const { strokeDasharray } = getComputedStyle(theoretical.querySelector('.plot .line')!);
      expect(strokeDasharray).to.not.equal('none');
    });

    it('point down where more is worse: the mark of at least on a turned axis', async () => {
      const tip = ({ element }: { element: Element }): number => {
        const path = one<SVGPathElement>(element, '.plot path.mark');
        const { height, y } = path.getBBox();
        return (path.getPointAtLength(0).y - y) / height;
      };
      expect(tip(await show(withShares(counts)))).to.be.closeTo(0, 0.01);
      const least = { bound: 'at-least', list: 'A' };
      expect(tip(await show(withRanks([{ ...least, at: '2026-05-20', rank: 90 }, { ...least, at: '2026-05-21', rank: 9 }])))) // prettier-ignore
        .to.be.closeTo(1, 0.01);
    });

    it('begin at 0; of ranks the first is on top', async () => {
      const { element } = await show();
      const ticks = (title: string): string[] =>
        [...topic(element, title).querySelectorAll('.label[text-anchor="end"]')].map(words).filter((text) => !text.includes('2026')); // prettier-ignore
      expect(ticks('Shares')).to.deep.equal(['0', '500', '1,000', '1,500']);
      expect(ticks('Bestseller rank at Beispielbuch')).to.deep.equal(['1', '10', '100', '1,000', '10,000', '100,000']);
      const [first] = topic(element, 'Bestseller rank at Beispielbuch').querySelectorAll('.label');
      const others = [...topic(element, 'Bestseller rank at Beispielbuch').querySelectorAll('.label')].slice(1);
      for (const other of others)
        expect(other.getBoundingClientRect().top).to.be.above(first!.getBoundingClientRect().top);
    });

    it('are redrawn for the width there is, at the same height and text size, with nothing outside', async () => {
      const box = await fixture<HTMLElement>(html`<div></div>`);
      const { element } = await show();
      box.append(element);
      let height = 0;
      for (const width of [760, 420, 280]) {
        box.style.width = `${width}px`;
        await waitUntil(() => one(element, '.plot').getAttribute('viewBox')?.startsWith(`0 0 ${width} `), `${width}px`);
        await element.updateComplete;
        const plot = one(element, '.plot').getBoundingClientRect();
        height ||= plot.height;
        expect(plot.height).to.equal(height);
        for (const part of every(element, '.plot text, .plot .mark')) {
          const { left, right } = part.getBoundingClientRect();
          expect(left, words(part)).to.be.at.least(plot.left - 1);
          expect(right, words(part)).to.be.at.most(plot.right + 1);
        }
        for (const text of every(element, '.plot text'))
          expect(Number(getComputedStyle(text).fontSize.replace('px', ''))).to.be.at.least(12);
      }
    });

    it('take up their room before they are drawn, so that nothing moves', async () => {
      const element = await fixture<GlassjarReach>(english);
      element.adapter = memoryAdapter(bookCampaign({ ...nothingElse, ...all }));
      await waitUntil(() => one(element, '.chart'));
      const before = element.offsetHeight;
      await waitUntil(() => one(element, '.plot'));
      await aMoment();
      expect(element.offsetHeight).to.equal(before);
    });

    it('have both times below each other where they are too long to stand side by side', async () => {
      const { element } = await show(
        { reach: measured.slice(0, 2).map((item, index) => ({ ...item, at: `2026-09-22T1${index}:30:00+02:00` })) },
        html`<glassjar-reach lang="de" .style=${'inline-size: 250px'}></glassjar-reach>`,
      );
      const [first, last] = every(element, '.label[text-anchor="start"]').map((label) => label.getBoundingClientRect());
      expect(last!.top).to.be.at.least(first!.bottom - 4);
    });

    it('tell the names of several lines at their ends, none above another', async () => {
      const close = counts.map((count) => ({ ...count, count: 500 }));
      const { element } = await show(withShares(close));
      const [one_, other] = every(element, '.line-end').map((label) => label.getBoundingClientRect());
      expect(Math.abs(one_!.top - other!.top)).to.be.at.least(12);
    });

    it('are mirrored where one reads from the right', async () => {
      const { element } = await show(
        withShares(counts.slice(0, 2)),
        html`<glassjar-reach lang="ar" dir="rtl"></glassjar-reach>`,
      );
      const [first, last] = every(element, '.plot .mark').map((mark) => mark.getBoundingClientRect().left);
      expect(first).to.be.above(last!);
      const zero = every(element, '.label')[0]!.getBoundingClientRect();
      expect(zero.left).to.be.above(first!);
      await expect(element).to.be.accessible();
    });

    it('leave English and its figures in their order there', async () => {
      const { element } = await show(
        { ...all, ...withRanks(ranks.map((rank) => ({ ...rank, at: '2026-05-22' }))) },
        html`<glassjar-reach lang="ar" dir="rtl" snowball></glassjar-reach>`,
      );
      const sentences = every(element, '.value, .figure .small, .reading, .legend li, .sum, td.amount, .snowball p');
      expect(sentences.length).to.be.above(15);
      for (const details of every<HTMLDetailsElement>(element, 'details')) details.open = true;
      for (const sentence of sentences) expect(readsFromTheLeft(sentence), words(sentence)).to.equal(true);
    });
  });

  describe('one measurement after the other', () => {
    const reading = (element: Element): string => words(one(element, '.reading'));

    it('is told below the chart for who points at it', async () => {
      const { element } = await show(withShares(counts));
      const resting = reading(element);
      expect(resting).to.equal('The points were measured; the lines only join them.');
      const box = every(element, '.plot .of-0 .mark, .plot .of-0.mark')[0]!.getBoundingClientRect();
      await sendMouse({ type: 'move', position: [Math.round(box.x + 4), Math.round(box.y + 4)] });
      await waitUntil(() => reading(element) === 'May 21, 2026: Facebook, at least 640', reading(element));
      expect(one(element, '.ring')).to.not.equal(undefined);
      await sendMouse({ type: 'move', position: [0, 0] });
      await waitUntil(() => reading(element) === resting);
    });

    it('is reached by keys, and told to screen readers', async () => {
      const { element } = await show(withShares(counts));
      const keys = one<HTMLInputElement>(element, '.keys');
      keys.focus();
      await element.updateComplete;
      expect(reading(element)).to.equal('May 22, 2026: Mastodon, 312');
      await sendKeys({ press: 'Home' });
      await waitUntil(() => reading(element) === 'May 21, 2026: Facebook, at least 640', reading(element));
      expect(keys.getAttribute('aria-valuetext')).to.equal(reading(element));
      await sendKeys({ press: 'ArrowRight' });
      await waitUntil(() => reading(element) === 'May 21, 2026: Mastodon, 100', reading(element));
      keys.blur();
      await waitUntil(() => one(element, '.ring') === undefined);
    });

    it('moves nothing on the page', async () => {
      const { element } = await show(withShares(counts));
      const before = element.offsetHeight;
      one<HTMLInputElement>(element, '.keys').focus();
      await element.updateComplete;
      expect(element.offsetHeight).to.equal(before);
    });

    it('survives news that have fewer of them', async () => {
      const { adapter, element } = await show(withShares(counts));
      one<HTMLInputElement>(element, '.keys').focus();
      await element.updateComplete;
      adapter.set(bookCampaign({ ...nothingElse, ...withShares(counts.slice(0, 2)) }));
      await waitUntil(() => every(element, '.plot .mark').length === 2);
      expect(one<HTMLInputElement>(element, '.keys').max).to.equal('1');
    });
  });

  describe('tables', () => {
    it('have every reading in words, by series and oldest first', async () => {
      const { element } = await show();
      expect(words(topic(element, 'Shares').querySelector('table')!)).to.equal(
        'Shares When Shares Facebook May 21, 2026 at least 640 May 22, 2026 at least 1,280 ' +
          'Mastodon May 21, 2026 100 May 22, 2026 312',
      );
      const rank = topic(element, 'Bestseller rank at Beispielbuch').querySelector('table')!;
      expect(words(rank)).to.contain('May 19, 2026 about No. 51,000');
    });

    it('are opened by keys', async () => {
      const { element } = await show(withShares(counts));
      const details = one<HTMLDetailsElement>(element, '.table');
      details.querySelector('summary')!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => details.open);
    });

    it('of as many readings as are read of a file are written when they are opened', async () => {
      const many = Array.from({ length: mostItems }, (_, index) => ({
        network: 'x',
        count: index,
        at: new Date(Date.UTC(2020, 0, 1, index)).toISOString(),
      }));
      const { element } = await show(withShares(many));
      expect(every(element, 'tr')).to.have.length(0);
      expect(every(element, '.plot .mark').length).to.be.below(200);
      one<HTMLDetailsElement>(element, '.table').open = true;
      await waitUntil(() => every(element, 'tbody tr').length === mostItems);
    });
  });

  describe('hostile input', () => {
    it('leaves the layout intact', async () => {
      const long = 'x'.repeat(10_000);
      const hostile = [
        { network: long, count: 1e12, at: '1900-01-01' },
        { network: long, count: 0, at: '9999-12-31' },
        { network: `a${'\u0301'.repeat(500)}`, count: 5, at: '2026-05-20' },
        { network: `\u202Etxt.exe`, count: 6, at: '2026-05-21' },
        { network: '<img src=x onerror=alert(1)>', count: 7, at: '2026-05-22' },
        { network: '__proto__', count: 8, at: '2026-05-22' },
      ];
      const { element, text } = await show(
        { ...withShares(hostile), reach: measured.map((item) => ({ ...item, label: long })), ...withRanks(ranks.map((rank) => ({ ...rank, list: long }))) },
        html`<glassjar-reach lang="de" .style=${'inline-size: 280px'}></glassjar-reach>`,
      ); // prettier-ignore
      for (const details of every<HTMLDetailsElement>(element, 'details')) details.open = true;
      await aMoment();
      expect(one(element, '.base').scrollWidth).to.be.at.most(280);
      expect(every(element, 'img')).to.have.length(0);
      expect(text()).to.contain('<img src=x').and.to.contain('__proto__').and.not.to.contain('\u202E');
      expect(text()).to.not.match(/NaN|undefined|Infinity/);
      const attributes = every(element, '.plot *').flatMap((part) => [...part.attributes].map(({ value }) => value));
      expect(attributes.filter((value) => /NaN|Infinity|undefined/.test(value))).to.deep.equal([]);
    });
  });

  describe('the snowball', () => {
    const withSnowball = html`<glassjar-reach lang="en" snowball>the fallback</glassjar-reach>`;
    const result = (element: Element): string => words(one(element, 'output'));

    /** By the value and not by keys, of which WebKit's driver swallows some that repeat. */
    async function type(element: Element, id: string, text: string): Promise<void> {
      const input = one<HTMLInputElement>(element, `#${id}`);
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await aMoment();
    }

    it('is there only when it is asked for', async () => {
      expect(one((await show()).element, '.snowball')).to.equal(undefined);
      const { element } = await show(all, withSnowball);
      expect(one<HTMLDetailsElement>(element, '.snowball').open).to.equal(true);
    });

    it('waits to be opened in a panel', async () => {
      const element = await showInPanel(all);
      await waitUntil(() => one(element, '.snowball'));
      expect(one<HTMLDetailsElement>(element, '.snowball').open).to.equal(false);
    });

    it('stands without a campaign, and beside one that measured nothing', async () => {
      const alone = await fixture<GlassjarReach>(withSnowball);
      expect(shownText(alone)).to.contain('= about 3,000 readers');
      await expect(alone).to.be.accessible();
      expect((await show({}, withSnowball)).text()).to.contain('= about 3,000 readers');
    });

    it('is called an estimate that ignores overlap', async () => {
      expect((await show({}, withSnowball)).text()).to.contain('An estimate that ignores overlap');
      const { text } = await show({}, html`<glassjar-reach lang="de" snowball></glassjar-reach>`);
      expect(text())
        .to.contain('= rund 3.000 Lesende')
        .and.to.contain('Eine Schätzung, die Überschneidungen nicht kennt');
    });

    it('follows both numbers as they are typed', async () => {
      const element = await fixture<GlassjarReach>(withSnowball);
      const people = one<HTMLInputElement>(element, '#people');
      people.focus();
      people.select();
      await sendKeys({ type: '12' });
      await waitUntil(() => result(element) === '= about 3,600 readers', result(element));
      await type(element, 'contacts', '1');
      expect(result(element)).to.equal('= about 12 readers');
      await type(element, 'people', '1');
      expect(result(element)).to.equal('= about 1 reader');
    });

    it('says what to write in place of what it can’t count with', async () => {
      const element = await fixture<GlassjarReach>(withSnowball);
      const people = one<HTMLInputElement>(element, '#people');
      for (const bad of ['', '0', '1.5', '1000001', '-3']) {
        await type(element, 'people', bad);
        expect(result(element), bad).to.equal('Write whole numbers from 1 to 1,000,000, digits only.');
        expect(people.getAttribute('aria-invalid')).to.equal('true');
        expect(people.getAttribute('aria-describedby')).to.equal('readers');
      }
      await expect(element).to.be.accessible();
      await type(element, 'people', '1000000');
      expect(result(element)).to.equal('= about 300,000,000 readers');
      expect(people.hasAttribute('aria-invalid')).to.equal(false);
    });

    it('keeps what was typed when the campaign has news', async () => {
      const { adapter, element, text } = await show(all, withSnowball);
      await type(element, 'people', '7');
      adapter.set(bookCampaign({ ...nothingElse, ...withShares([{ network: 'x', count: 77, at: '2026-05-22' }]) }));
      await waitUntil(() => text().includes('77'));
      expect(one<HTMLInputElement>(element, '#people').value).to.equal('7');
      expect(result(element)).to.equal('= about 2,100 readers');
    });

    it('stays with what was typed while a campaign is read, and where it can’t be', async () => {
      const element = await fixture<GlassjarReach>(withSnowball);
      await type(element, 'people', '7');
      const memory = memoryAdapter(bookCampaign({ ...nothingElse, ...all }));
      let answer: (() => void) | undefined;
      const answered = new Promise<void>((resolve) => (answer = resolve));
      element.adapter = { name: 'slow', getCampaign: () => answered.then(() => memory.getCampaign()) };
      await aMoment();
      expect(result(element)).to.equal('= about 2,100 readers');
      expect(one(element, 'slot'), 'the fallback stands by it').to.be.an.instanceof(HTMLSlotElement);
      answer!();
      await waitUntil(() => one(element, '.topic'));
      expect(every(element, '.snowball')).to.have.length(1);
      expect(one<HTMLInputElement>(element, '#people').value).to.equal('7');
      expect(result(element)).to.equal('= about 2,100 readers');
      const failing = await fixture<GlassjarReach>(withSnowball);
      failing.adapter = { name: 'failing', getCampaign: () => Promise.reject(new Error('offline')) };
      await oneEvent(failing, 'glassjar-error');
      expect(result(failing)).to.equal('= about 3,000 readers');
    });

    it('addresses the reader formally where it is asked to', async () => {
      const element = await fixture<GlassjarReach>(html`<glassjar-reach lang="de" snowball formal></glassjar-reach>`);
      await type(element, 'people', '0');
      expect(result(element)).to.equal('Bitte schreiben Sie ganze Zahlen von 1 bis 1.000.000, nur Ziffern.');
    });
  });
});
