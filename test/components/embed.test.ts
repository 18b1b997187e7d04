import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { consent } from '../../src/components/embed/consent.ts';
import '../../src/components/embed/define.ts';
import type { GlassjarEmbed } from '../../src/components/embed/embed.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, expectFallback, place, show, shownText, withScript } from './support.ts';

const key = 'glassjar-embeds';
const youtube = 'https://www.youtube.com/watch?v=M7lc1UVf-VE';
const nocookie = 'www.youtube-nocookie.com';

const alone = (url: string, label = 'A reading', lang = 'en') =>
  html`<glassjar-embed lang=${lang} url=${url} label=${label}>the fallback</glassjar-embed>`;
const several = html`<glassjar-embed lang="en">the fallback</glassjar-embed>`;
const embeds = [
  { url: youtube, title: 'A reading', at: '2026-05-23' },
  { url: 'https://youtu.be/aaaaaaaaaaa', title: 'Another reading' },
  { url: 'https://vimeo.com/76979871' },
  { url: 'https://example.org/photos', title: 'Photos' },
  { url: 'https://youtu.be/short', title: 'Cut off' },
];

const all = <Found extends HTMLElement>(element: Element, selector: string) => [
  ...element.shadowRoot!.querySelectorAll<Found>(selector),
];
const one = <Found extends HTMLElement>(element: Element, selector: string) => all<Found>(element, selector)[0]!;
const frames = (element: Element) => all<HTMLIFrameElement>(element, 'iframe').map(({ src }) => src);
const button = (element: Element, words: string) =>
  all<HTMLButtonElement>(element, 'button').find(({ textContent }) => textContent.trim().startsWith(words))!;
const links = (element: Element) => all<HTMLAnchorElement>(element, 'a').map(({ href }) => href);

async function clicked(element: GlassjarEmbed, words: string): Promise<void> {
  button(element, words).click();
  await element.updateComplete;
  await aMoment();
}

describe('glassjar-embed', () => {
  before(() => {
    // The tests ask nobody either: the frames they open stay empty, as on a page whose policy doesn't allow them.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "frame-src 'none'; media-src 'none'";
    document.head.append(policy);
  });
  afterEach(() => {
    localStorage.removeItem(key);
    consent.forget();
  });

  it('is accessible before and after the click', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    await expect(element).to.be.accessible();
    await clicked(element, 'Load video');
    await expect(element).to.be.accessible({ ignoredTags: ['frame-tested'] });
  });

  it('is accessible as a list', async () => {
    const { element } = await show<GlassjarEmbed>(several, { embeds });
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data and where the campaign has none', async () => {
    expectFallback(await fixture<GlassjarEmbed>(several));
    const element = await place(withScript('glassjar-embed', JSON.stringify(bookCampaign({ embeds: [] }))));
    await aMoment();
    expectFallback(element);
  });

  it('has no frame, asks nobody and keeps nothing before the click', async () => {
    performance.clearResourceTimings();
    const { element } = await show<GlassjarEmbed>(several, { embeds });
    await aMoment();
    expect(all(element, 'iframe, audio, video, img, script, link, object, embed')).to.deep.equal([]);
    expect(localStorage.length).to.equal(0);
    const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
    expect(asked.filter((origin) => origin !== location.origin)).to.deep.equal([]);
  });

  it('says what it is, whom loading asks and what that means, with the policy and a plain link', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    expect(shownText(element))
      .to.contain('Video · YouTube')
      .and.to.contain('A reading')
      .and.to.contain('connects you to YouTube (www.youtube-nocookie.com), which learns your IP address');
    expect(links(element)).to.deep.equal(['https://policies.google.com/privacy', youtube]);
    expect(button(element, 'Load video').getAttribute('aria-describedby')).to.equal(one(element, '.title').id);
  });

  it('says it in German, informally and formally', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube, 'Eine Lesung', 'de'));
    expect(shownText(element)).to.contain('Beim Laden verbindest du dich mit YouTube').and.to.contain('Video laden');
    element.formal = true;
    await element.updateComplete;
    expect(shownText(element)).to.contain('Beim Laden verbinden Sie sich mit YouTube');
  });

  it('loads a frame in a sandbox, lazily, without autoplay, and tells it as little as it can', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    await clicked(element, 'Load video');
    const frame = one<HTMLIFrameElement>(element, 'iframe');
    expect(frame.src).to.equal('https://www.youtube-nocookie.com/embed/M7lc1UVf-VE');
    expect(frame.title).to.equal('Video · YouTube: A reading');
    expect([...frame.sandbox]).to.deep.equal([
      'allow-scripts',
      'allow-same-origin',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
    ]);
    expect(frame.getAttribute('allow')).to.equal('fullscreen');
    expect(frame.getAttribute('loading')).to.equal('lazy');
    expect(frame.referrerPolicy, 'or it answers with error 153').to.equal('strict-origin-when-cross-origin');
    expect(frame.offsetWidth / frame.offsetHeight).to.be.closeTo(16 / 9, 0.02);
    const spotify = await fixture<GlassjarEmbed>(alone('https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5'));
    await clicked(spotify, 'Load player');
    const player = one<HTMLIFrameElement>(spotify, 'iframe');
    expect(player.getAttribute('allow')).to.equal('encrypted-media; fullscreen');
    expect(player.referrerPolicy).to.equal('no-referrer');
    expect(player.offsetHeight).to.equal(152);
  });

  it('keeps the plain link beside the frame, which a policy may keep empty', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    await clicked(element, 'Load video');
    expect(links(element)).to.deep.equal([youtube]);
  });

  it('keeps nothing when a reader loads without asking it to', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    await clicked(element, 'Load video');
    await clicked(element, 'Close');
    expect(localStorage.length).to.equal(0);
    expect(shownText(element)).to.contain('Load video');
  });

  it('takes the keyboard to what was loaded, and back', async () => {
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    button(element, 'Load video').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => frames(element).length);
    await aMoment();
    expect(element.shadowRoot!.activeElement!.id).to.equal('frame-0');
    button(element, 'Close').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !frames(element).length);
    await aMoment();
    expect(element.shadowRoot!.activeElement!.id).to.equal('load-0');
  });

  it('loads a provider always once told so, everywhere on the page, and only this one', async () => {
    const { element } = await show<GlassjarEmbed>(several, { embeds });
    const other = await fixture<GlassjarEmbed>(alone('https://youtu.be/bbbbbbbbbbb'));
    one<HTMLInputElement>(element, '#always-0').click();
    expect(localStorage.length, 'not before it is loaded').to.equal(0);
    await clicked(element, 'Load video');
    expect(localStorage.getItem(key)).to.equal(nocookie);
    expect(localStorage.length).to.equal(1);
    expect(frames(element)).to.have.length(2);
    expect(frames(other)).to.have.length(1);
    expect(shownText(element), 'Vimeo waits').to.contain('Load video');
  });

  it('remembers it on the next page, and forgets it when told so', async () => {
    localStorage.setItem(key, nocookie);
    const { element } = await show<GlassjarEmbed>(several, { embeds });
    expect(frames(element)).to.have.length(2);
    expect(document.activeElement, 'without taking the keyboard').to.equal(document.body);
    await clicked(element, 'No longer load YouTube by itself');
    expect(frames(element)).to.deep.equal([]);
    expect(localStorage.length).to.equal(0);
    expect(element.shadowRoot!.activeElement!.id).to.equal('load-0');
  });

  it('leaves open what a reader opened by itself, and closed what a reader closed', async () => {
    localStorage.setItem(key, nocookie);
    const { element } = await show<GlassjarEmbed>(several, { embeds });
    await clicked(element, 'Close');
    expect(frames(element)).to.deep.equal(['https://www.youtube-nocookie.com/embed/aaaaaaaaaaa']);
    await clicked(element, 'Load video');
    const stops = all<HTMLButtonElement>(element, 'button').filter(({ textContent }) =>
      textContent.includes('No longer'),
    );
    stops[1]!.click();
    await aMoment();
    expect(frames(element)).to.deep.equal(['https://www.youtube-nocookie.com/embed/M7lc1UVf-VE']);
  });

  it('keeps other hosts when one is taken back, also those that another tab has added', async () => {
    localStorage.setItem(key, nocookie);
    const element = await fixture<GlassjarEmbed>(alone(youtube));
    localStorage.setItem(key, `${nocookie} player.vimeo.com`);
    await clicked(element, 'No longer');
    expect(localStorage.getItem(key)).to.equal('player.vimeo.com');
  });

  it('tells servers of one name apart', async () => {
    localStorage.setItem(key, 'one.example');
    const first = await fixture<GlassjarEmbed>(alone('https://one.example/@jo/1'));
    const second = await fixture<GlassjarEmbed>(alone('https://two.example/@jo/1'));
    expect(frames(first)).to.deep.equal(['https://one.example/@jo/1/embed']);
    expect(frames(second)).to.deep.equal([]);
    expect(shownText(second)).to.contain('Post · Mastodon · two.example').and.to.contain('Always load two.example');
  });

  it('works without storage', async () => {
    const known = Object.getOwnPropertyDescriptors(Storage.prototype);
    const refuse = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    Storage.prototype.getItem = refuse;
    Storage.prototype.setItem = refuse;
    try {
      const element = await fixture<GlassjarEmbed>(alone(youtube));
      one<HTMLInputElement>(element, '#always-0').click();
      await clicked(element, 'Load video');
      const other = await fixture<GlassjarEmbed>(alone('https://youtu.be/bbbbbbbbbbb'));
      expect(frames(element)).to.have.length(1);
      expect(frames(other), 'as long as the page').to.have.length(1);
    } finally {
      Object.defineProperties(Storage.prototype, known);
    }
  });

  it('plays an audio file by the browser’s own player, after the click, and not by itself', async () => {
    const element = await fixture<GlassjarEmbed>(alone('https://media.example/episode.mp3'));
    expect(shownText(element)).to.contain('Audio · media.example').and.to.contain('connects you to media.example,');
    await clicked(element, 'Load player');
    const player = one<HTMLAudioElement>(element, 'audio');
    expect([player.src, player.preload, player.controls, player.autoplay]).to.deep.equal([
      'https://media.example/episode.mp3',
      'none',
      true,
      false,
    ]);
    await expect(element).to.be.accessible();
  });

  it('shows the player of a file on its own site at once, for nobody else is asked', async () => {
    const element = await fixture<GlassjarEmbed>(alone('/own.mp3'));
    expect(one<HTMLAudioElement>(element, 'audio').src).to.equal(`${location.origin}/own.mp3`);
    expect(all(element, 'button')).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('leaves a link to whom nobody knows a plain link', async () => {
    const element = await fixture<GlassjarEmbed>(alone('https://example.org/photos', 'Photos'));
    expect(links(element)).to.deep.equal(['https://example.org/photos']);
    expect(all(element, 'button')).to.deep.equal([]);
    expect(shownText(element)).to.equal('example.org Photos');
    await expect(element).to.be.accessible();
  });

  it('shows what is no link, or a broken one, as text', async () => {
    for (const url of ['javascript:alert(1)', 'https://youtu.be/YbWROt8kR', 'data:text/html,x']) {
      const element = await fixture<GlassjarEmbed>(alone(url, 'The interview'));
      expect(all(element, 'a, button, iframe')).to.deep.equal([]);
      expect(shownText(element)).to.contain('The interview').and.to.contain('incomplete').and.to.contain(url);
    }
  });

  it('names by its address what has no title', async () => {
    const { element } = await show<GlassjarEmbed>(several, { embeds });
    expect(shownText(element)).to.contain('vimeo.com/76979871');
  });

  it('lists each link once, with its date', async () => {
    const { element, text } = await show<GlassjarEmbed>(several, { embeds: [...embeds, embeds[0]] });
    expect(all(element, 'li')).to.have.length(5);
    expect(text()).to.contain('May 23, 2026');
    expect(new Set(all(element, '[id]').map(({ id }) => id)).size, 'each id once').to.equal(
      all(element, '[id]').length,
    );
  });

  it('keeps an open frame as it is when the campaign is read anew', async () => {
    const { adapter, element, text } = await show<GlassjarEmbed>(several, { embeds });
    await clicked(element, 'Load video');
    const [frame] = all(element, 'iframe');
    adapter.set(bookCampaign({ embeds: [...embeds, { url: 'https://example.org/new', title: 'New' }] }));
    await waitUntil(() => text().includes('New'));
    expect(all(element, 'iframe')).to.deep.equal([frame]);
  });

  it('has room for hostile titles, at 280 px, from the right as well', async () => {
    const title = `${'x'.repeat(10_000)} <img src=x onerror=alert(1)> ${'a\u0301'.repeat(500)}`;
    const box = await fixture<HTMLElement>(html`<div style="width: 280px" dir="rtl">${alone(youtube, title)}</div>`);
    const element = one(box.firstElementChild!, '.base').getRootNode() as ShadowRoot;
    expect(box.scrollWidth).to.equal(280);
    expect(element.querySelector('img')).to.equal(null);
    expect((element.querySelector('.load') as HTMLElement).offsetHeight).to.be.at.least(44);
  });
});
