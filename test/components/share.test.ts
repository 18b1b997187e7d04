import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/components/share/define.ts';
import type { GlassjarShare } from '../../src/components/share/share.ts';
import type { GlassjarSharedEvent } from '../../src/components/shared/events.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { bookCampaign } from '../fixtures/campaigns.ts';
import { aMoment, deepAll, expectFallback, place, show, shownText, withScript } from './support.ts';

const share = html`<glassjar-share lang="en">the fallback</glassjar-share>`;
const find = <Found extends HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<Found>(selector)!;
const focused = (element: Element) => element.shadowRoot!.activeElement?.id;

async function expanded(changes: Record<string, unknown> = {}) {
  const shown = await show<GlassjarShare>(share, changes);
  find(shown.element, '#all').click();
  await waitUntil(() => find(shown.element, '#email'), 'the other networks have come');
  return shown;
}

/** The Mastodon form, opened by its button, with the focus in its field. */
async function asking(template = share) {
  const shown = await show<GlassjarShare>(template);
  find(shown.element, '#mastodon').click();
  await waitUntil(() => focused(shown.element) === 'server', 'the field has the focus');
  const submit = (server: string): void => {
    find<HTMLInputElement>(shown.element, '#server').value = server;
    find<HTMLFormElement>(shown.element, 'form').requestSubmit();
  };
  return { ...shown, submit };
}

/** The channels that an element reports from now on. */
function channelsOf(element: Element): string[] {
  const channels: string[] = [];
  element.addEventListener('glassjar-shared', (event) => channels.push((event as GlassjarSharedEvent).channel));
  return channels;
}

/** Something of the page's navigator that stands in for what it has, until the test is over. */
const stubs: (() => void)[] = [];
function stub(target: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  stubs.push(() => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  });
}

/** What is opened in a new window, without opening it. */
function opened(): unknown[][] {
  const calls: unknown[][] = [];
  stub(window, 'open', (...all: unknown[]) => {
    calls.push(all);
    return null;
  });
  return calls;
}

describe('glassjar-share', () => {
  afterEach(() => {
    for (const restore of stubs.splice(0)) restore();
    localStorage.clear();
  });

  it('is accessible', async () => {
    const { element } = await expanded();
    await expect(element).to.be.accessible();
  });

  it('keeps its fallback without data', async () => {
    expectFallback(await fixture<GlassjarShare>(share));
  });

  it('is accessible while it asks for the server, and when it was told nonsense', async () => {
    const { element, submit } = await asking();
    await expect(element).to.be.accessible();
    submit('nonsense');
    await waitUntil(() => find(element, '#wrong'));
    await expect(element).to.be.accessible();
  });

  it('says how often it was shared, as well as that is known, and when that was counted', async () => {
    const { element, text } = await show(share);
    expect(text()).to.contain('at least 1,280 shares').and.to.contain('counted on May 22, 2026');
    expect(find<HTMLTimeElement>(element, 'time').dateTime).to.equal('2026-05-22');
  });

  it('claims no number that nobody counted', async () => {
    const { text } = await show(share, { share: { text: 'Read this' } });
    expect(text()).to.equal('Share');
  });

  describe('its links', () => {
    const url = 'https://example.org/mara';
    const text = 'Kauft dieses Buch';
    const post = `${text} #einBuchFürMara ${url}`;
    const title = '#einBuchFürMara';
    for (const [id, link] of [
      ['mastodon', `https://share.joinmastodon.org/#text=${post}`],
      ['bluesky', `https://bsky.app/intent/compose?text=${post}`],
      ['facebook', `https://www.facebook.com/sharer/sharer.php?u=${url}`],
      ['whatsapp', `https://wa.me/?text=${post}`],
      ['email', `mailto:?subject=${title}&body=${text}\r\n\r\n${url}\r\n`],
      ['telegram', `https://t.me/share/url?url=${url}&text=${text}`],
      ['threads', `https://www.threads.com/intent/post?text=${post}`],
      ['x', `https://x.com/intent/tweet?text=${post}`],
      ['linkedin', `https://www.linkedin.com/sharing/share-offsite/?url=${url}`],
      ['reddit', `https://www.reddit.com/submit?url=${url}&title=${title}`],
    ] as const) {
      it(`lead to the form of ${id}, with all that it takes`, async () => {
        const { element } = await expanded();
        const found = find<HTMLAnchorElement>(element, `#${id}`);
        expect(decodeURIComponent(found.href)).to.equal(link);
        expect(found.rel).to.equal('noopener');
        expect(found.target).to.equal(id === 'email' ? '' : '_blank');
        expect(found.getAttribute('aria-label')).to.match(/^Share (on|by) \S+$/);
      });
    }

    it('have each field encoded, so that none spills into the next', async () => {
      const { element } = await expanded({
        share: { url: 'https://example.org/?a=1&b=2#c', text: 'Cats & dogs = 100% #1?' },
      });
      const { searchParams } = new URL(find<HTMLAnchorElement>(element, '#telegram').href);
      expect([...searchParams]).to.deep.equal([
        ['url', 'https://example.org/?a=1&b=2#c'],
        ['text', 'Cats & dogs = 100% #1?'],
      ]);
    });

    it('have the hashtag once, also where the text has it already', async () => {
      const { element } = await show(share, {
        share: { text: 'Read #EINBUCHFÜRMARA now', hashtags: ['#einBuchFürMara', 'other'], networks: ['bluesky'] },
      });
      const said = decodeURIComponent(find<HTMLAnchorElement>(element, '#bluesky').href);
      expect(said.match(/#einbuchfürmara/gi)).to.have.lengthOf(1);
      expect(said).not.to.contain('other');
    });

    it('cut a long text where the network does, and never the address', async () => {
      const { element } = await show(share, { share: { text: 'Bücher '.repeat(100), networks: ['bluesky'] } });
      const said = new URL(find<HTMLAnchorElement>(element, '#bluesky').href).searchParams.get('text')!;
      expect(Array.from(said).length).to.be.at.most(300);
      expect(said).to.match(/… https:\/\/example\.org\/mara$/);
    });

    it('share the page itself, without its fragment, where no address is named', async () => {
      const element = await fixture(html`<glassjar-share lang="en" text="Read this"></glassjar-share>`);
      await waitUntil(() => find(element, '#facebook'));
      const { searchParams } = new URL(find<HTMLAnchorElement>(element, '#facebook').href);
      expect(searchParams.get('u')).to.equal(location.href.replace(/#.*/, ''));
    });

    it('are made of plain attributes too', async () => {
      const element = await fixture(
        html`<glassjar-share
          lang="en"
          url="https://example.org/it"
          text="Read this"
          hashtags="one #two"
          networks="bluesky mastodon"
        ></glassjar-share>`,
      );
      await waitUntil(() => find(element, '#bluesky'));
      const { searchParams } = new URL(find<HTMLAnchorElement>(element, '#bluesky').href);
      expect(searchParams.get('text')).to.equal('Read this #one https://example.org/it');
      expect(find(element, '#facebook')).to.equal(null);
    });

    it('never lead to a script', async () => {
      const { element } = await expanded({ url: undefined, share: { url: 'javascript:alert(1)', text: 'x' } });
      const hrefs = deepAll<HTMLAnchorElement>(element, 'a').map(({ href }) => href);
      expect(hrefs).to.have.lengthOf(10);
      for (const href of hrefs)
        expect(href)
          .to.match(/^(https:|mailto:)/)
          .and.not.to.contain('javascript');
    });
  });

  it('offers the networks that the campaign names, in its order, and no others', async () => {
    const { element } = await show(share, { share: { networks: ['facebook', 'nobody', 'mastodon'] } });
    const ids = [...element.shadowRoot!.querySelectorAll('.buttons a')].map(({ id }) => id);
    expect(ids).to.deep.equal(['facebook', 'mastodon']);
  });

  it('offers named networks that load later in the same order', async () => {
    const named = ['x', 'email', 'bluesky', 'reddit', 'mastodon', 'telegram'];
    const { element } = await show(share, { share: { networks: named } });
    const ids = (part: string) => [...element.shadowRoot!.querySelectorAll(`${part} a`)].map(({ id }) => id);
    await waitUntil(() => ids('.buttons').length === 4, 'the named networks have come');
    expect(ids('.buttons')).to.deep.equal(named.slice(0, 4));
    find(element, '#all').click();
    await waitUntil(() => find(element, '#telegram'));
    expect(ids('.more')).to.deep.equal(named.slice(4));
  });

  it('asks no network for anything before a click', async () => {
    const ofPage = window.fetch.bind(window);
    const asked: unknown[] = [];
    stub(window, 'fetch', (...all: Parameters<typeof fetch>) => {
      asked.push(all[0]);
      return ofPage(...all);
    });
    const { element } = await expanded();
    await aMoment();
    const origins = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
    expect(origins.filter((origin) => origin !== location.origin)).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
    expect(deepAll(element, 'iframe, img, script, link, object')).to.deep.equal([]);
    expect(document.querySelectorAll('link[rel~=preconnect], link[rel~=dns-prefetch]')).to.have.lengthOf(0);
    expect(localStorage).to.have.lengthOf(0);
  });

  it('reports the channel, and nothing about the reader', async () => {
    const { element } = await show(share);
    const link = find(element, '#facebook');
    link.addEventListener('click', (event) => event.preventDefault());
    const heard = oneEvent(document, 'glassjar-shared');
    link.click();
    const event = (await heard) as Event as GlassjarSharedEvent;
    expect(event.channel).to.equal('facebook');
    expect(Object.keys(event).filter((key) => key !== 'isTrusted')).to.deep.equal(['channel']);
    expect(event.composed).to.equal(true);
  });

  it('has the backend count what was shared, and shares as well where that fails', async () => {
    const counted: string[] = [];
    const adapter = {
      ...memoryAdapter(bookCampaign()),
      async countShare(channel: string) {
        counted.push(channel);
        throw new Error('no network');
      },
    };
    const element = await fixture<GlassjarShare>(html`<glassjar-share lang="en" .adapter=${adapter}></glassjar-share>`);
    await waitUntil(() => find(element, '#bluesky'));
    const channels = channelsOf(element);
    const link = find(element, '#bluesky');
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect(counted).to.deep.equal(['bluesky']);
    expect(channels).to.deep.equal(['bluesky']);
    await aMoment();
  });

  describe('what is behind the first row', () => {
    it('opens by keyboard, and Escape closes it and gives the focus back', async () => {
      const { element } = await show<GlassjarShare>(share);
      const button = find(element, '#all');
      expect(button.getAttribute('aria-expanded')).to.equal('false');
      expect(button.getAttribute('aria-label')).to.equal('More ways to share');
      button.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => find(element, '#email'), 'the other networks have come');
      expect(button.getAttribute('aria-expanded')).to.equal('true');
      expect(button.getAttribute('aria-label')).to.equal('Fewer');
      find(element, '#email').focus();
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => focused(element) === 'all', 'the focus is back');
      expect(find(element, '#email')).to.equal(null);
      expect(button.getAttribute('aria-expanded')).to.equal('false');
    });

    it('closes by the button that opened it', async () => {
      const { element } = await expanded();
      find(element, '#all').click();
      await waitUntil(() => !find(element, '#email'));
    });

    it('has the other hashtags to read', async () => {
      const { text } = await expanded();
      expect(text()).to.contain('#einBuchFürMara · #einBuchFuerMara');
    });

    it('copies the link, says so, and reports it', async () => {
      const { element, text } = await expanded();
      const channels = channelsOf(element);
      const copied: string[] = [];
      stub(navigator, 'clipboard', { writeText: async (link: string) => void copied.push(link) });
      find(element, 'button.wide').click();
      await waitUntil(() => text().includes('Link copied'));
      expect(find(element, '[role=status]').textContent).to.equal('Link copied');
      expect(copied).to.deep.equal(['https://example.org/mara']);
      expect(channels).to.deep.equal(['copy']);
    });

    it('shows the link when copying is not allowed, and does not call it shared', async () => {
      const { element, text } = await expanded();
      const channels = channelsOf(element);
      stub(navigator, 'clipboard', { writeText: () => Promise.reject(new Error('no')) });
      find(element, 'button.wide').click();
      await waitUntil(() => text().includes('Copying is not allowed here'));
      expect(find(element, '[role=status]').textContent).to.contain('https://example.org/mara');
      expect(channels).to.deep.equal([]);
    });

    it('shows the link where the page has no clipboard at all', async () => {
      const { element, text } = await expanded();
      stub(navigator, 'clipboard', undefined);
      find(element, 'button.wide').click();
      await waitUntil(() => text().includes('Copying is not allowed here'));
    });

    it('hands over to the system, and reports it only when it was done', async () => {
      const shared: unknown[] = [];
      let isDismissed = true;
      stub(navigator, 'share', async (data: unknown) => {
        if (isDismissed) throw new DOMException('dismissed', 'AbortError');
        shared.push(data);
      });
      const { element } = await expanded();
      const channels = channelsOf(element);
      const button = [...element.shadowRoot!.querySelectorAll('button')].find((found) =>
        found.textContent?.includes('Share with an app'),
      );
      button!.click();
      await aMoment();
      expect(channels).to.deep.equal([]);
      isDismissed = false;
      button!.click();
      await waitUntil(() => channels.length > 0);
      expect(channels).to.deep.equal(['system']);
      expect(shared).to.deep.equal([
        { title: '#einBuchFürMara', text: 'Kauft dieses Buch', url: 'https://example.org/mara' },
      ]);
    });
  });

  describe('the Mastodon form', () => {
    it('refuses nonsense in a sentence, opens nothing and stores nothing', async () => {
      const { element, text } = await asking();
      const calls = opened();
      const channels = channelsOf(element);
      await sendKeys({ type: 'not a server' });
      const field = find<HTMLInputElement>(element, '#server');
      const typed = field.value;
      expect(typed).not.to.equal('');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => text().includes('Write a server’s name, like mastodon.social.'));
      expect(field.getAttribute('aria-invalid')).to.equal('true');
      expect(find(element, `#${field.getAttribute('aria-describedby')}`).getAttribute('role')).to.equal('alert');
      expect(field.value, 'what was written stays').to.equal(typed);
      expect([calls.length, channels.length, localStorage.length]).to.deep.equal([0, 0, 0]);
    });

    for (const nonsense of [
      '',
      '   ',
      'mastodon',
      'javascript:alert(1)',
      'a b.social',
      '-.social',
      'x.social:80',
      'a..b',
    ]) {
      it(`refuses "${nonsense}"`, async () => {
        const { element, submit } = await asking();
        const calls = opened();
        submit(nonsense);
        await waitUntil(() => find(element, '#wrong'));
        expect(calls).to.deep.equal([]);
      });
    }

    for (const written of [
      'mastodon.social',
      ' Mastodon.Social ',
      'https://mastodon.social/@me',
      '@me@mastodon.social',
      'mastodon.social/',
    ]) {
      it(`leads to the server written as "${written}", and stores nothing`, async () => {
        const { element, submit } = await asking();
        const calls = opened();
        const channels = channelsOf(element);
        submit(written);
        await waitUntil(() => !find(element, 'form'), 'the form has closed');
        expect(calls).to.have.lengthOf(1);
        const [address, target, features] = calls[0]!;
        expect(decodeURIComponent(String(address))).to.equal(
          'https://mastodon.social/share?text=Kauft dieses Buch #einBuchFürMara https://example.org/mara',
        );
        expect([target, features]).to.deep.equal(['_blank', 'noopener']);
        expect(channels).to.deep.equal(['mastodon']);
        expect(localStorage).to.have.lengthOf(0);
        await waitUntil(() => focused(element) === 'mastodon', 'the focus is back');
      });
    }

    it('remembers the server when told to, offers it again, and forgets it when told so', async () => {
      opened();
      const first = await asking();
      expect(find<HTMLInputElement>(first.element, '[name=remember]').checked).to.equal(false);
      find(first.element, '[name=remember]').click();
      first.submit('https://example.social/@me');
      await waitUntil(() => !find(first.element, 'form'));
      expect(localStorage).to.have.lengthOf(1);
      expect(localStorage.getItem(localStorage.key(0)!)).to.equal('example.social');
      const second = await asking();
      expect(find<HTMLInputElement>(second.element, '#server').value).to.equal('example.social');
      expect(find<HTMLInputElement>(second.element, '[name=remember]').checked).to.equal(true);
      find(second.element, '[name=remember]').click();
      second.submit('example.social');
      await waitUntil(() => !find(second.element, 'form'));
      expect(localStorage).to.have.lengthOf(0);
    });

    it('stores nothing when it is given up, ticked or not', async () => {
      const { element } = await asking();
      find(element, '[name=remember]').click();
      find<HTMLInputElement>(element, '#server').value = 'example.social';
      find(element, 'form button[type=button]').click();
      await waitUntil(() => !find(element, 'form'));
      await waitUntil(() => focused(element) === 'mastodon', 'the focus is back');
      expect(localStorage).to.have.lengthOf(0);
    });

    it('closes on Escape, gives the focus back, and leaves open what else is', async () => {
      const { element } = await expanded();
      find(element, '#mastodon').click();
      await waitUntil(() => focused(element) === 'server', 'the field has the focus');
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => focused(element) === 'mastodon', 'the focus is back');
      expect(find(element, 'form')).to.equal(null);
      expect(find(element, '#email')).not.to.equal(null);
    });

    it('stands aside for a click with a modifier, whose plain link asks for the server too', async () => {
      const { element } = await show(share);
      const channels = channelsOf(element);
      let isPrevented: boolean | undefined;
      element.addEventListener('click', (event) => {
        isPrevented = event.defaultPrevented;
        event.preventDefault();
      });
      for (const key of ['ctrlKey', 'metaKey', 'shiftKey']) {
        const click = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, [key]: true });
        find(element, '#mastodon').dispatchEvent(click);
        expect(isPrevented).to.equal(false);
      }
      await aMoment();
      expect(find(element, 'form')).to.equal(null);
      expect(channels).to.deep.equal(['mastodon', 'mastodon', 'mastodon']);
    });

    it('addresses its reader in German, formally when told to', async () => {
      const informal = await asking(html`<glassjar-share lang="de-AT"></glassjar-share>`);
      expect(informal.text()).to.contain('Dein Mastodon-Server');
      const formal = await asking(html`<glassjar-share lang="de" formal></glassjar-share>`);
      expect(formal.text())
        .to.contain('Ihr Mastodon-Server')
        .and.not.to.match(/Dein|Schreib /);
      formal.submit('nonsense');
      await waitUntil(() => formal.text().includes('Bitte schreiben Sie'));
    });
  });

  it('has its data from a script child', async () => {
    const element = await place(withScript('glassjar-share', JSON.stringify(bookCampaign())));
    await waitUntil(() => shownText(element).includes('at least 1,280 shares'));
  });
});
