import { expect, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/components/share/define.ts';
import type { GlassjarShare } from '../../src/components/share/share.ts';
import type { GlassjarSharedEvent } from '../../src/components/shared/events.ts';
import { show } from './support.ts';

const share = html`<glassjar-share lang="en"></glassjar-share>`;
const find = <Found extends HTMLElement>(element: Element, selector: string) =>
  element.shadowRoot!.querySelector<Found>(selector)!;

async function expanded(changes: Record<string, unknown> = {}) {
  const shown = await show<GlassjarShare>(share, changes);
  find(shown.element, '#all').click();
  await waitUntil(() => find(shown.element, '#email'), 'the other networks have come');
  return shown;
}

describe('glassjar-share', () => {
  afterEach(() => localStorage.clear());

  it('is accessible', async () => {
    const { element } = await expanded();
    await expect(element).to.be.accessible();
  });

  it('says how often it was shared, as well as that is known, and when that was counted', async () => {
    const { text } = await show(share);
    expect(text()).to.contain('at least 1,280 shares').and.to.contain('May 22, 2026');
  });

  it('links to each network’s own form with text, hashtag once and address', async () => {
    const { element } = await expanded();
    const link = (id: string) => decodeURIComponent(find<HTMLAnchorElement>(element, `#${id}`).href);
    const post = 'Kauft dieses Buch #einBuchFürMara https://example.org/mara';
    expect(link('bluesky')).to.equal(`https://bsky.app/intent/compose?text=${post}`);
    expect(link('mastodon')).to.equal(`https://share.joinmastodon.org/#text=${post}`);
    expect(link('x')).to.equal(`https://x.com/intent/tweet?text=${post}`);
    expect(link('facebook')).to.equal('https://www.facebook.com/sharer/sharer.php?u=https://example.org/mara');
    expect(link('reddit')).to.contain('title=#einBuchFürMara');
    expect(link('email')).to.contain('subject=#einBuchFürMara').and.to.contain('\r\n\r\nhttps://example.org/mara');
  });

  it('cuts a long text where the network does, and never the address', async () => {
    const { element } = await show(share, { share: { text: 'Bücher '.repeat(100), networks: ['bluesky'] } });
    const text = new URL(find<HTMLAnchorElement>(element, '#bluesky').href).searchParams.get('text')!;
    expect(Array.from(text).length).to.be.at.most(300);
    expect(text).to.match(/… https:\/\/example\.org\/mara$/);
  });

  it('offers the networks that the campaign names, in its order, and no others', async () => {
    const { element } = await show(share, { share: { networks: ['facebook', 'nobody', 'mastodon'] } });
    const ids = [...element.shadowRoot!.querySelectorAll('.buttons a')].map(({ id }) => id);
    expect(ids).to.deep.equal(['facebook', 'mastodon']);
  });

  it('reports the channel, and nothing about the reader', async () => {
    const { element } = await show(share);
    const link = find(element, '#facebook');
    link.addEventListener('click', (event) => event.preventDefault());
    const told = oneEvent(element, 'glassjar-shared');
    link.click();
    expect(((await told) as Event as GlassjarSharedEvent).channel).to.equal('facebook');
  });

  it('asks for the Mastodon server, refuses nonsense in a sentence, and stores nothing', async () => {
    const { element, text } = await show(share);
    find(element, '#mastodon').click();
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'server', 'the field has the focus');
    await sendKeys({ type: 'not a server' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => text().includes('like mastodon.social'));
    expect(localStorage).to.have.lengthOf(0);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => element.shadowRoot!.activeElement?.id === 'mastodon', 'the focus is back');
    expect(find(element, 'form')).to.equal(null);
  });

  it('shows the link when copying is not allowed', async () => {
    const { element, text } = await expanded();
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new Error('no')) },
    });
    find(element, 'button.wide').click();
    await waitUntil(() => text().includes('Copying is not allowed here'));
    expect(text()).to.contain('https://example.org/mara');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });
});
