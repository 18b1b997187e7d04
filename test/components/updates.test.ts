import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { GlassjarErrorEvent } from '../../src/components/shared/events.ts';
import { clock } from '../../src/components/shared/clock.ts';
import '../../src/components/sections/define.ts';
import '../../src/components/updates/define.ts';
import type { GlassjarUpdates } from '../../src/components/updates/updates.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, readsFromTheLeft, show, shownText, withScript } from './support.ts';

const english = html`<glassjar-updates lang="en">the fallback</glassjar-updates>`;
const german = html`<glassjar-updates lang="de"></glassjar-updates>`;

const long = `${'First sentence of a long text. '.repeat(12)}\n\n${'Second part. '.repeat(30)}\n\nThe very end.`;
const updates = [
  { id: 'one', at: '2026-05-20T18:03:00+02:00', kind: 'money', title: 'The account is open', text: 'Thank you!' },
  {
    id: 'two',
    at: '2026-05-21T09:12:00+02:00',
    kind: 'book',
    text: 'All of it arrives (https://example.org/proof).\n\nSecond paragraph.',
  },
  { id: 'top', at: '2026-05-01', title: 'What it is about', pinned: true, edited: '2026-05-19T20:00:00+02:00' },
  {
    id: 'three',
    at: '2026-05-22',
    kind: 'Vorlesen',
    title: 'In full elsewhere',
    url: 'https://example.org/three',
    text: long,
  },
];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `u${index}`,
    at: `2026-04-${String(30 - index).padStart(2, '0')}`,
    title: `Update ${index}`,
  }));

const find = <Found extends HTMLElement>(element: Element, selector: string): Found =>
  element.shadowRoot!.querySelector<Found>(selector)!;
const all = (element: Element, selector: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const words = (node: Element): string => node.textContent.replace(/\s+/g, ' ').trim();
const titles = (element: Element): string[] => all(element, 'li [role=heading]').map(words);
const focused = (element: Element): string => {
  const { activeElement } = element.shadowRoot!;
  return activeElement ? words(activeElement) : '';
};

/** Goes to a place in the page's address, without a jump in its history. */
async function goTo(hash: string): Promise<void> {
  const came = oneEvent(window, 'hashchange');
  location.hash = hash;
  await came;
}

describe('glassjar-updates', () => {
  const { now } = clock;
  beforeEach(() => {
    clock.now = () => Date.parse('2026-05-22T12:00:00+02:00');
  });
  afterEach(() => {
    clock.now = now;
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('is accessible', async () => {
    const { element } = await show(english, { updates });
    await expect(element).to.be.accessible();
  });

  it('is accessible with a long list, unfolded and continued', async () => {
    const { element } = await show<GlassjarUpdates>(german, { updates: [...updates, ...many(9)] });
    find(element, '.fold').click();
    find(element, '.more').click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data, and where there is no news', async () => {
    expectFallback(await fixture<GlassjarUpdates>(english));
    for (const none of [undefined, []]) {
      const element = await place(withScript('glassjar-updates', JSON.stringify(bookCampaign({ updates: none }))));
      await aMoment();
      expectFallback(element);
    }
  });

  it('shows the newest first, with the pinned on top and marked', async () => {
    const { element } = await show(english, { updates });
    expect(titles(element)).to.deep.equal([
      'What it is about',
      'In full elsewhere',
      'Book yesterday · May 21, 2026, 09:12',
      'The account is open',
    ]);
    expect(words(all(element, '.item')[0]!)).to.match(
      /^Pinned May 1, 2026 edited May 19, 2026, 20:00 What it is about/,
    );
    expect(words(find(element, '.heading'))).to.equal('Updates 4');
  });

  it('says how long ago it was, and when', async () => {
    const at = [
      '2026-05-22T11:59:50+02:00',
      '2026-05-22T11:30:00+02:00',
      '2026-05-22T03:00:00+02:00',
      '2026-05-20',
      '2026-05-01',
    ];
    const { element } = await show(english, { updates: at.map((date) => ({ at: date, title: date })) });
    expect(all(element, '.about').map(words)).to.deep.equal([
      'just now · May 22, 2026, 11:59',
      '30 min ago · May 22, 2026, 11:30',
      '9 h ago · May 22, 2026, 03:00',
      '2 days ago · May 20, 2026',
      'May 1, 2026',
    ]);
    expect(all(element, 'time').map((time) => (time as HTMLTimeElement).dateTime)).to.deep.equal(at);
  });

  it('says it in German, with the author’s own word where a kind is not known', async () => {
    const { element } = await show(german, { updates });
    expect(all(element, '.about').map(words)).to.deep.equal([
      'Angeheftet 1. Mai 2026 bearbeitet 19. Mai 2026, 20:00',
      'Vorlesen heute · 22. Mai 2026',
      'Buch gestern · 21. Mai 2026, 09:12',
      'Geld vor 2 Tagen · 20. Mai 2026, 18:03',
    ]);
    expect(words(find(element, '.heading'))).to.equal('Neuigkeiten 4');
    expect(words(find(element, '.fold'))).to.equal('Weiterlesen');
  });

  it('speaks the campaign’s language where the campaign speaks', async () => {
    const { element } = await show(english, { updates });
    for (const own of all(element, '.title bdi, .text, .kind bdi')) expect(own.lang).to.equal('de');
    expect(all(element, '.kind bdi').map(words)).to.deep.equal(['Vorlesen']);
  });

  it('makes links of bare addresses in a text, and of nothing else', async () => {
    const text = 'See (https://example.org/a_(b)), javascript:alert(1), #tag, <b>bold</b> & &amp;.';
    const { element } = await show(english, { updates: [{ at: '2026-05-01', text }] });
    const links = all(element, '.text a') as HTMLAnchorElement[];
    expect(links.map(({ href, rel }) => [href, rel])).to.deep.equal([['https://example.org/a_(b)', 'noopener']]);
    expect(words(find(element, '.text'))).to.equal(text);
  });

  it('keeps paragraphs and lines', async () => {
    const { element } = await show(english, { updates: [{ at: '2026-05-01', text: 'one\ntwo\n\nthree' }] });
    const [two, one] = all(element, '.text p');
    expect([two!, one!].map(({ textContent }) => textContent.trim())).to.deep.equal(['one\ntwo', 'three']);
    expect(two!.offsetHeight, 'two lines').to.be.above(1.8 * one!.offsetHeight);
  });

  it('leads to where an update stands: elsewhere, or by its name on the campaign’s page, else on this one', async () => {
    const { element } = await show(english, { updates });
    const links = (all(element, '.about a, .title a') as HTMLAnchorElement[]).map(({ href }) => href);
    expect(links).to.deep.equal([
      'https://example.org/mara#glassjar-updates-top',
      'https://example.org/three',
      'https://example.org/mara#glassjar-updates-two',
      'https://example.org/mara#glassjar-updates-one',
    ]);
    const here = await show(english, {
      url: undefined,
      updates: [
        { id: 'a b', at: '2026-05-01' },
        { at: '2026-05-01', title: 'x' },
      ],
    });
    const own = all(here.element, 'a') as HTMLAnchorElement[];
    expect(own.map(({ href }) => href)).to.deep.equal([`${location.href.replace(/#.*/, '')}#glassjar-updates-a%20b`]);
  });

  it('has no link to a script', async () => {
    const { element } = await show(english, {
      updates: [{ at: '2026-05-01', title: 'x', url: 'javascript:alert(1)' }],
    });
    expect(all(element, 'a')).to.deep.equal([]);
  });

  describe('a long text', () => {
    it('folds, is read on by the keyboard, and folds again', async () => {
      const { element } = await show<GlassjarUpdates>(english, { updates });
      const button = find<HTMLButtonElement>(element, '.fold');
      const rest = find(element, `#${button.getAttribute('aria-controls')!}`);
      expect(all(element, '.fold'), 'only the long one').to.have.length(1);
      expect(button.getAttribute('aria-expanded')).to.equal('false');
      expect(rest.offsetHeight).to.be.below(2);
      button.focus();
      await sendKeys({ press: 'Enter' });
      await element.updateComplete;
      expect(button.getAttribute('aria-expanded')).to.equal('true');
      expect(words(button)).to.equal('Show less');
      expect(rest.offsetHeight).to.be.above(20);
      expect(rest.innerText).to.contain('The very end.');
      button.click();
      await element.updateComplete;
      expect(rest.offsetHeight).to.be.below(2);
    });

    it('is named with its headline', async () => {
      const { element } = await show(english, { updates });
      const names = find(element, '.fold').getAttribute('aria-labelledby')!.split(' ');
      expect(names.map((id) => words(find(element, `#${id}`))).join(' ')).to.equal('Read on In full elsewhere');
    });

    it('unfolds when the browser’s search finds something in it', async () => {
      const { element } = await show<GlassjarUpdates>(english, { updates });
      find(element, '.rest').dispatchEvent(new Event('beforematch', { bubbles: true }));
      await element.updateComplete;
      expect(find(element, '.fold').getAttribute('aria-expanded')).to.equal('true');
    });
  });

  describe('a long list', () => {
    it('shows five, then ten more, takes the focus to the first new one and says so', async () => {
      const { element } = await show<GlassjarUpdates>(english, { updates: many(17) });
      expect(all(element, '.item')).to.have.length(5);
      expect(words(find(element, '.more'))).to.equal('Show 10 earlier updates');
      expect(words(find(element, '[role=status]'))).to.equal('');
      find(element, '.more').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => all(element, '.item').length === 15);
      await element.updateComplete;
      expect(focused(element)).to.contain('Update 5');
      expect(words(find(element, '[role=status]'))).to.equal('10 more updates shown');
      expect(words(find(element, '.more'))).to.equal('Show 2 earlier updates');
      find(element, '.more').click();
      await element.updateComplete;
      expect(all(element, '.item')).to.have.length(17);
      expect(find(element, '.more')).to.equal(null);
    });

    it('keeps what was unfolded when news comes', async () => {
      const { adapter, element } = await show<GlassjarUpdates>(english, { updates });
      find(element, '.fold').click();
      await element.updateComplete;
      adapter.set(
        bookCampaign({ updates: [...updates, { id: 'new', at: '2026-05-22T11:00:00+02:00', title: 'Breaking' }] }),
      );
      await waitUntil(() => shownText(element).includes('Breaking'));
      expect(find(element, '.fold').getAttribute('aria-expanded')).to.equal('true');
    });
  });

  describe('the update that the page’s address names', () => {
    it('is shown, marked and gone to on loading, however old it is', async () => {
      history.replaceState(null, '', '#glassjar-updates-u12');
      const { element } = await show<GlassjarUpdates>(english, { updates: many(20) });
      await waitUntil(() => element.shadowRoot!.activeElement);
      expect(focused(element)).to.contain('Update 12');
      expect(all(element, '.target').map(words).join()).to.contain('Update 12');
      expect(all(element, '.item')).to.have.length(13);
    });

    it('is gone to when the address changes, and unfolded', async () => {
      const { element } = await show<GlassjarUpdates>(english, { updates });
      expect(all(element, '.target')).to.deep.equal([]);
      await goTo('#glassjar-updates-three');
      await waitUntil(() => element.shadowRoot!.activeElement);
      expect(focused(element)).to.contain('In full elsewhere');
      expect(find(element, '.fold').getAttribute('aria-expanded')).to.equal('true');
      await goTo('#glassjar-updates-two');
      await element.updateComplete;
      expect(all(element, '.target').map(words).join()).to.contain('All of it arrives').and.not.to.contain('elsewhere');
    });

    it('is gone to in the first of several elements that show it', async () => {
      const { element: first } = await show<GlassjarUpdates>(english, { updates });
      const { element: second } = await show<GlassjarUpdates>(english, { updates });
      await goTo('#glassjar-updates-one');
      await waitUntil(() => focused(first).includes('The account is open'));
      await aMoment();
      expect(focused(first)).to.contain('The account is open');
      expect(all(second, '.target'), 'marked in both').to.have.length(1);
      first.hidden = true;
      await goTo('#glassjar-updates-two');
      await waitUntil(() => focused(second).includes('All of it arrives'), 'one that is hidden is passed over');
    });

    it('is gone to inside a section as well, which the same address opens', async () => {
      history.replaceState(null, '', '#glassjar-updates-u12');
      const { element } = await show(html`<glassjar-sections lang="en"></glassjar-sections>`, { updates: many(20) });
      const inner = () => element.shadowRoot!.querySelector('glassjar-updates')!;
      await waitUntil(() => inner()?.shadowRoot?.activeElement, 'the update has the focus', { timeout: 5000 });
      expect(focused(inner())).to.contain('Update 12');
      const { bottom, top } = inner().shadowRoot!.activeElement!.getBoundingClientRect();
      expect(top).to.be.at.least(-1);
      expect(bottom).to.be.at.most(innerHeight + 1);
      expect(find(inner(), '.heading'), 'the section has one').to.equal(null);
      expect(find(inner(), '.title').ariaLevel).to.equal('4');
      await goTo('#glassjar-updates-u3');
      await waitUntil(() => focused(inner()).includes('Update 3'));
    });

    it('is none where the address means something else, or nothing readable', async () => {
      const { element } = await show<GlassjarUpdates>(english, { updates });
      for (const hash of ['#three', '#glassjar-updates-', '#glassjar-updates-%', '#glassjar-updates-four']) {
        await goTo(hash);
        await element.updateComplete;
        expect(all(element, '.target'), hash).to.deep.equal([]);
      }
      expect(element.shadowRoot!.activeElement).to.equal(null);
    });

    it('is forgotten when the element leaves the page', async () => {
      const { element } = await show<GlassjarUpdates>(english, { updates });
      element.remove();
      await goTo('#glassjar-updates-two');
      await aMoment();
      expect(all(element, '.target')).to.deep.equal([]);
    });
  });

  describe('a feed', () => {
    it('stands among the campaign’s own updates, what is in both only once', async () => {
      const own = { at: '2026-06-12', title: 'Own words', url: 'https://example.org/mara/therapie' };
      const { element } = await show(
        html`<glassjar-updates lang="de" updates-src="/demo/blog.atom"></glassjar-updates>`,
        {
          updates: [own],
        },
      );
      await waitUntil(() => titles(element).length === 3);
      expect(titles(element)).to.deep.equal([
        'Was ich beim Buchführen gelernt habe',
        'Own words',
        'Regen, Kakao & 48 Seiten',
      ]);
      await expect(element).to.be.accessible();
    });

    it('is enough by itself', async () => {
      const element = await fixture<GlassjarUpdates>(
        html`<glassjar-updates lang="en" updates-src="/test/fixtures/feeds/notes.jsonfeed">the fallback</glassjar-updates>`,
      );
      await waitUntil(() => shownText(element) !== '');
      expect(titles(element)).to.include('A & B <c>');
      expect(all(element, '.title bdi')[0]!.lang).to.equal('en-GB');
    });

    it('on another site is not asked for, its author is told, and the own updates stay', async () => {
      const told: string[] = [];
      const { error } = console;
      console.error = (message: string) => void told.push(message);
      try {
        const element = document.createElement('glassjar-updates');
        element.lang = 'en';
        element.updatesSrc = 'https://elsewhere.example/feed';
        const script = document.createElement('script');
        script.type = 'application/json';
        script.textContent = JSON.stringify(bookCampaign({ updates }));
        element.append(script);
        const refused = new Promise<GlassjarErrorEvent>((resolve) =>
          element.addEventListener('glassjar-error', resolve, { once: true }),
        );
        await place(element);
        const event = await refused;
        expect(event.error!.code).to.equal('invalid');
        expect(told.join()).to.contain('[glassjar] feed https://elsewhere.example/feed: only a feed of this page');
        await waitUntil(() => titles(element).length === 4);
        const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
        expect(asked.filter((origin) => origin !== location.origin)).to.deep.equal([]);
      } finally {
        console.error = error;
      }
    });

    it('that is not there leaves the fallback, and is asked for once for all', async () => {
      const { error } = console;
      const told: string[] = [];
      console.error = (message: string) => void told.push(message);
      try {
        const src = '/test/fixtures/feeds/none.xml';
        const both = await fixture(
          html`<div>
            <glassjar-updates lang="en" updates-src=${src}>the fallback</glassjar-updates>
            <glassjar-updates lang="en" updates-src=${src}>the fallback</glassjar-updates>
          </div>`,
        );
        await waitUntil(() => told.length);
        await aMoment();
        for (const element of both.children) expectFallback(element as HTMLElement);
        expect(told).to.have.length(1);
        expect(told[0]).to.contain('404');
      } finally {
        console.error = error;
      }
    });
  });

  it('has its headings at the level that fits the page', async () => {
    const { element } = await show(html`<glassjar-updates lang="en" heading-level="4"></glassjar-updates>`, {
      updates,
    });
    expect(all(element, '[role=heading]').map(({ ariaLevel }) => ariaLevel)).to.deep.equal(['4', '5', '5', '5', '5']);
  });

  it('leaves the heading out where the page has one', async () => {
    const { element } = await show(html`<glassjar-updates lang="en" no-heading></glassjar-updates>`, { updates });
    expect(find(element, '.heading')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('keeps words and figures in their order on a page that reads from the right', async () => {
    const { element } = await show(html`<glassjar-updates lang="de" dir="rtl"></glassjar-updates>`, {
      updates: many(9),
    });
    const texts = all(element, 'time, .more, .title');
    expect(texts.length).to.be.above(3);
    for (const text of texts) expect(readsFromTheLeft(text), words(text)).to.equal(true);
  });

  it('keeps its layout whatever stands in the data, at 280 px and from right to left', async () => {
    const hostile = [
      {
        id: 'a',
        at: '2026-05-20',
        title: 'x'.repeat(10_000),
        kind: 'k'.repeat(500),
        text: `https://example.org/${'y'.repeat(5000)}`,
      },
      { id: 'a', at: '2026-05-20', title: '\u202egnp.exe', text: `Z${'\u0335'.repeat(500)}algo` },
      {
        id: '"><script>',
        at: '2026-05-19',
        title: '<img src=x onerror=alert(1)>',
        text: '</p><script>alert(1)</script>',
      },
      { id: 'b', at: '2026-05-18', title: 'مرحبا بالعالم', text: 'نص عربي https://example.org/a' },
    ];
    const box = await fixture<HTMLElement>(html`<div dir="rtl"></div>`);
    box.style.inlineSize = '280px';
    const element = withScript('glassjar-updates', JSON.stringify(bookCampaign({ updates: hostile })));
    box.append(element);
    await waitUntil(() => shownText(element) !== '');
    expect(element.scrollWidth, 'nothing sticks out').to.be.at.most(280);
    for (const item of all(element, '.item')) expect(item.scrollWidth).to.be.at.most(280);
    expect(shownText(element)).to.contain('<img src=x onerror=alert(1)>').and.not.to.contain('\u202e');
    expect(all(element, 'img, script')).to.deep.equal([]);
    const mark = all(element, '.item')[0]!.getBoundingClientRect();
    expect(box.getBoundingClientRect().right - mark.right, 'the line is at the right').to.be.above(15);
  });
});
