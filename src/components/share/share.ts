import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Campaign } from '../../core/campaign.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import { sharesOf } from '../../core/reach.ts';
import { GlassjarSharedEvent } from '../shared/events.ts';
import { GlassjarElement, plainProperties, type View } from '../shared/glassjar-element.ts';
import type { Language } from '../shared/language.ts';
import { bounded } from '../shared/words.ts';
import { networksFor } from './networks.ts';
import type { MastodonForm } from './mastodon-form.ts';
import type { Network, Post } from './post.ts';
import { styles } from './share.styles.ts';

const plain = ['url', 'text', 'hashtags', 'networks'] as const;

/**
 * @summary Ways to share the campaign: plain links, no code and no request of any network before a click.
 * @tag glassjar-share
 *
 * @slot - Shown until the campaign is there, and for good if it never is.
 * @csspart base - The wrapper.
 * @csspart count - How often it was shared, and when that was counted.
 * @csspart button - Each link and button.
 * @cssprop [--glassjar-share-button-size=44px] - Width and height of a button.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of the edges.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarSharedEvent} glassjar-shared - A reader chose a way to share; says the channel only.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarShare extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: readonly string[] = plain;
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    ...plainProperties(plain),
    expanded: { state: true, attribute: false },
    status: { state: true, attribute: false },
    mastodon: { state: true, attribute: false },
  };

  /** Without a file: the address to share; the page itself when left out. */
  declare url: string | undefined;
  /** Without a file: what is said with it. */
  declare text: string | undefined;
  /** Without a file: hashtags, divided by blanks. */
  declare hashtags: string | undefined;
  /** Without a file: networks in the order shown, divided by blanks. */
  declare networks: string | undefined;
  /** @internal */
  declare expanded: boolean;
  /** @internal What was done last, for the status line. */
  declare status: string;
  /** @internal The form that asks for a Mastodon server, while it is open. */
  declare mastodon: MastodonForm | undefined;

  constructor() {
    super();
    this.expanded = false;
    this.status = '';
  }

  protected override renderCampaign({ campaign, language }: View): TemplateResult {
    const { messages } = language;
    const post = postOf(campaign);
    const { first, more } = networksFor(campaign.share?.networks);
    return html`<div class="base" part="base">
      <div class="row">
        ${this.#renderCount(campaign, language)}
        <div class="buttons" role="group" aria-label=${messages.share}>
          ${first.map((network) => this.#renderNetwork(network, post, language))}
          <button
            class="button"
            part="button"
            type="button"
            aria-expanded=${this.expanded}
            aria-controls="more"
            aria-label=${this.expanded ? messages.fewer : messages.more}
            @click=${this.#handleMore}
          >
            ${icon(this.expanded ? 'M5 15l7-7 7 7' : 'M5 12h.1M12 12h.1M19 12h.1')}
          </button>
        </div>
      </div>
      <div class="more" id="more" ?hidden=${!this.expanded}>${this.expanded ? this.#renderMore(more, post, language) : nothing}</div>
      ${this.mastodon?.render(language) ?? nothing}
      <p class="status" role="status">${this.status}</p>
    </div>`;
  }

  #renderCount({ share }: Campaign, language: Language): TemplateResult {
    const shares = sharesOf(share?.counts);
    const { locale, messages } = language;
    if (!shares) return html`<p class="count quiet" part="count">${messages.share}</p>`;
    const words = bounded(messages.shares(shares.count, formatNumber(shares.count, locale)), shares.bound, language);
    return html`<p class="count quiet" part="count">
      <b>${words}</b>${shares.at ? html`<time datetime=${shares.at}>${messages.counted(formatDate(shares.at, locale))}</time>` : nothing}
    </p>`;
  }

  #renderNetwork(network: Network, post: Post, { messages }: Language): TemplateResult {
    const name = network.id === 'email' ? messages.shareBy(messages.email) : messages.shareOn(network.name);
    return html`<a
      class="button"
      part="button"
      href=${network.link(post)}
      target=${network.id === 'email' ? nothing : '_blank'}
      rel="noopener"
      aria-label=${name}
      title=${name}
      @click=${(event: MouseEvent) => this.#handleNetwork(event, network, post)}
      >${icon(network.icon)}</a
    >`;
  }

  #renderMore(more: readonly Network[], post: Post, language: Language): TemplateResult {
    const { messages } = language;
    return html`${more.map((network) => this.#renderNetwork(network, post, language))}
      <button class="button wide" part="button" type="button" @click=${() => this.#handleCopy(post, language)}>${messages.copyLink}</button>
      ${
        'share' in navigator
          ? html`<button class="button wide" part="button" type="button" @click=${() => this.#handleSystem(post)}>${messages.shareVia}</button>`
          : nothing
      }
      ${post.hashtags.length ? html`<p class="hashtags quiet">${post.hashtags.map((tag) => `#${tag}`).join(' · ')}</p>` : nothing}`;
  }

  #handleMore(): void {
    this.expanded = !this.expanded;
  }

  #handleNetwork(event: MouseEvent, network: Network, post: Post): void {
    // With a modifier the reader has said where the link shall open; Mastodon's plain link leads to a page that asks for the server too.
    if (network.id === 'mastodon' && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void this.#openMastodon(network, post);
    } else this.#tell(network.id);
  }

  async #openMastodon(network: Network, post: Post): Promise<void> {
    const loaded = await import('./mastodon-form.ts').catch(() => undefined);
    if (!loaded) {
      window.open(network.link(post), '_blank', 'noopener');
      return;
    }
    const close = (): void => {
      this.mastodon = undefined;
      this.renderRoot.querySelector<HTMLElement>(`[href^="https://share.joinmastodon"]`)?.focus();
    };
    this.mastodon = new loaded.MastodonForm(post, {
      changed: () => this.requestUpdate(),
      shared: () => this.#tell(network.id),
      close,
    });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  async #handleCopy({ url }: Post, { messages }: Language): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.status = messages.copied;
      this.#tell('copy');
    } catch {
      this.status = `${messages.copyFailed} ${url}`;
    }
  }

  async #handleSystem({ text, title, url }: Post): Promise<void> {
    try {
      await navigator.share({ title, text, url });
      this.#tell('system');
    } catch {
      // Dismissed by the reader, or not allowed in this frame: the links beside it remain.
    }
  }

  #tell(channel: string): void {
    this.dispatchEvent(new GlassjarSharedEvent(channel));
  }
}

/** What a campaign wants shared; the page itself where it names no address. */
function postOf({ share, title, url }: Campaign): Post {
  return {
    url: share?.url ?? url ?? location.href.replace(/#.*/, ''),
    text: share?.text ?? title,
    hashtags: (share?.hashtags ?? []).map((tag) => tag.replace(/^#/, '')),
    title,
  };
}

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-share': GlassjarShare;
  }
}
