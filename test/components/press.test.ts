import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/components/press/define.ts';
import type { GlassjarPress } from '../../src/components/press/press.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, readsFromTheLeft, show, shownText, withScript } from './support.ts';

const english = html`<glassjar-press lang="en">the fallback</glassjar-press>`;
const german = html`<glassjar-press lang="de"></glassjar-press>`;
const byOutlet = html`<glassjar-press lang="en" group="outlet"></glassjar-press>`;

const press = [
  {
    at: '2026-05-21',
    outlet: 'Tageblatt',
    title: 'Ein Dorf liest',
    url: 'https://example.org/a',
    kind: 'newspaper',
    language: 'de',
  },
  {
    at: '2026-05-23T08:00:00+02:00',
    outlet: 'The Courier',
    title: 'A village reads',
    url: 'https://example.org/b',
    kind: 'tv',
    language: 'en-GB',
  },
  { at: '2026-05-21T18:00:00+02:00', outlet: 'Radio', title: 'Kauft!', kind: 'Schulfunk', language: 'de' },
  { outlet: 'tageblatt', title: 'Ohne Tag', url: 'https://example.org/c' },
];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    at: '2026-05-21',
    outlet: `Outlet ${index}`,
    title: `Report ${index}`,
  }));

const find = <Found extends HTMLElement>(element: Element, selector: string): Found =>
  element.shadowRoot!.querySelector<Found>(selector)!;
const all = (element: Element, selector: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const words = (node: Element): string => node.textContent.replace(/\s+/g, ' ').trim();
const groups = (element: Element): (string | string[])[][] =>
  all(element, '.group').map((group) => [
    ...[...group.querySelectorAll('.over')].map(words),
    [...group.querySelectorAll('.title')].map(words),
  ]);

describe('glassjar-press', () => {
  it('is accessible', async () => {
    for (const template of [english, german, byOutlet]) {
      const { element } = await show(template, { press: [...press, ...many(9)] });
      await expect(element).to.be.accessible();
    }
  });

  it('keeps its fallback without data, and where nobody reported', async () => {
    expectFallback(await fixture<GlassjarPress>(english));
    for (const none of [undefined, []]) {
      const element = await place(withScript('glassjar-press', JSON.stringify(bookCampaign({ press: none }))));
      await aMoment();
      expectFallback(element);
    }
  });

  it('counts reports and outlets, an outlet once however it is written', async () => {
    const { element } = await show(english, { press });
    expect(words(find(element, '.heading'))).to.equal('4 reports in 3 outlets');
    const one = await show(german, { press: press.slice(0, 1) });
    expect(words(find(one.element, '.heading'))).to.equal('1 Bericht in 1 Medium');
    const thousands = await show(german, { press: many(1200) });
    expect(words(find(thousands.element, '.heading'))).to.equal('1.200 Berichte in 1.200 Medien');
  });

  it('stands by day, the newest first and the undated last', async () => {
    const { element } = await show(english, { press });
    expect(groups(element)).to.deep.equal([
      ['May 23, 2026', ['A village reads']],
      ['May 21, 2026', ['Kauft!', 'Ein Dorf liest']],
      ['Undated', ['Ohne Tag']],
    ]);
    expect(all(element, '.over time').map((time) => (time as HTMLTimeElement).dateTime)).to.deep.equal([
      '2026-05-23',
      '2026-05-21',
    ]);
  });

  it('stands by outlet, the busiest first, and then says the day of each', async () => {
    const { element } = await show(byOutlet, { press });
    expect(groups(element)).to.deep.equal([
      ['Tageblatt', ['Ein Dorf liest', 'Ohne Tag']],
      ['The Courier', ['A village reads']],
      ['Radio', ['Kauft!']],
    ]);
    expect(words(all(element, '.facts')[0]!)).to.equal('May 21, 2026 · Newspaper · German');
  });

  it('says who, what kind, and the language where it is not the reader’s', async () => {
    const inEnglish = await show(english, { press });
    expect(all(inEnglish.element, '.facts').map(words)).to.deep.equal([
      'The Courier · Television',
      'Radio · Schulfunk · German',
      'Tageblatt · Newspaper · German',
      'tageblatt',
    ]);
    const inGerman = await show(german, { press });
    expect(all(inGerman.element, '.facts').map(words)).to.deep.equal([
      'The Courier · Fernsehen · Englisch',
      'Radio · Schulfunk',
      'Tageblatt · Zeitung',
      'tageblatt',
    ]);
  });

  it('says the language to browsers and screen readers as well', async () => {
    const { element } = await show(english, { press });
    expect(all(element, '.title bdi').map(({ lang }) => lang)).to.deep.equal(['en-GB', 'de', 'de', 'de']);
    const links = all(element, 'a') as HTMLAnchorElement[];
    expect(links.map(({ href, hreflang, rel }) => [href, hreflang, rel])).to.deep.equal([
      ['https://example.org/b', 'en-GB', 'noopener'],
      ['https://example.org/a', 'de', 'noopener'],
      ['https://example.org/c', '', 'noopener'],
    ]);
  });

  it('has no link to a script', async () => {
    const { element } = await show(english, { press: [{ outlet: 'Evil', title: 'x', url: 'javascript:alert(1)' }] });
    expect(all(element, 'a')).to.deep.equal([]);
  });

  it('does not count bare names, of which nobody knows how many reports they stand for', async () => {
    const { element } = await show(german, { press: [{ outlet: 'Stern' }, { outlet: 'Gutjahr', kind: 'interview' }] });
    expect(shownText(element)).to.equal('In den Medien Stern Gutjahr Interview');
    expect(all(element, '.over')).to.deep.equal([]);
  });

  it('shows eight, then twenty more, takes the focus to the first new one and says so', async () => {
    const { element } = await show<GlassjarPress>(english, { press: many(30) });
    expect(all(element, '.item')).to.have.length(8);
    expect(words(find(element, '.more'))).to.equal('Show 20 more reports');
    find(element, '.more').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => all(element, '.item').length === 28);
    await element.updateComplete;
    expect(words(element.shadowRoot!.activeElement!)).to.contain('Report 8');
    expect(words(find(element, '[role=status]'))).to.equal('20 more reports shown');
    find(element, '.more').click();
    await element.updateComplete;
    expect(all(element, '.item')).to.have.length(30);
    expect(find(element, '.more')).to.equal(null);
  });

  it('takes a feed’s posts, with its title as the outlet', async () => {
    const { element } = await show(
      html`<glassjar-press lang="en" press-src="/test/fixtures/feeds/rdf.xml"></glassjar-press>`,
      { press },
    );
    await waitUntil(() => words(find(element, '.heading')) === '5 reports in 4 outlets');
    expect(shownText(element)).to.contain('An old paper').and.to.contain('A report');
  });

  it('shows a feed without any campaign', async () => {
    const element = await fixture<GlassjarPress>(
      html`<glassjar-press lang="en" press-src="/test/fixtures/feeds/blogger.atom">the fallback</glassjar-press>`,
    );
    await waitUntil(() => shownText(element) !== '');
    expect(words(find(element, '.heading'))).to.equal('2 reports in 1 outlet');
    await expect(element).to.be.accessible();
  });

  it('leaves the heading out where the page has one', async () => {
    const { element } = await show(html`<glassjar-press lang="en" no-heading></glassjar-press>`, { press });
    expect(find(element, '.heading')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('keeps words and figures in their order on a page that reads from the right', async () => {
    const { element } = await show(html`<glassjar-press lang="de" dir="rtl"></glassjar-press>`, { press: many(9) });
    const texts = all(element, 'time, .heading, .more, .title, .outlet');
    expect(texts.length).to.be.above(3);
    for (const text of texts) expect(readsFromTheLeft(text), words(text)).to.equal(true);
  });

  it('keeps its layout whatever stands in the data, at 280 px and from right to left', async () => {
    const hostile = [
      {
        at: '2026-05-21',
        outlet: 'o'.repeat(10_000),
        title: 'x'.repeat(10_000),
        kind: 'k'.repeat(500),
        language: 'qaa',
        url: 'https://example.org/a',
      },
      { at: '2026-05-21', outlet: '\u202egnp.exe', title: '<img src=x onerror=alert(1)>', kind: 'constructor' },
      { at: '2026-05-20', outlet: 'صحيفة', title: 'عنوان طويل جدا', language: 'ar' },
    ];
    const box = await fixture<HTMLElement>(html`<div dir="rtl"></div>`);
    box.style.inlineSize = '280px';
    for (const group of ['day', 'outlet']) {
      const element = withScript('glassjar-press', JSON.stringify(bookCampaign({ press: hostile })));
      element.setAttribute('group', group);
      box.append(element);
      await waitUntil(() => shownText(element) !== '');
      expect(element.scrollWidth, 'nothing sticks out').to.be.at.most(280);
      for (const item of all(element, '.item')) expect(item.scrollWidth).to.be.at.most(280);
      expect(shownText(element))
        .to.contain('<img src=x onerror=alert(1)>')
        .and.to.contain('constructor')
        .and.not.to.match(/\u202e|native code/);
      expect(all(element, 'img')).to.deep.equal([]);
    }
  });
});
