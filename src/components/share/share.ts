import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Campaign } from '../../core/campaign.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import { sharesOf } from '../../core/reach.ts';
import { Part } from '../../part.ts';
import { GlassjarSharedEvent } from '../shared/events.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import type { Language } from '../shared/language.ts';
import { late } from '../shared/late.ts';
import { trouble } from '../shared/trouble.ts';
import { bounded } from '../shared/words.ts';
import type { MoreShares, ShareBar } from './more.ts';
import { networks } from './networks.ts';
import { linkFor, type Network, type Post } from './post.ts';
import { styles } from './share.styles.ts';

const morePart = new Part(() => import('./more.ts'), 'MoreShares');

const plain = { url: {}, text: {}, hashtags: {}, networks: {} } satisfies PropertyDeclarations;

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
export class GlassjarShare extends GlassjarElement implements ShareBar {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = plain;

  /** Without a file: the address to share; the page itself when left out. */
  declare url: string | undefined;
  /** Without a file: what is said with it. */
  declare text: string | undefined;
  /** Without a file: hashtags, divided by blanks. */
  declare hashtags: string | undefined;
  /** Without a file: networks in the order shown, divided by blanks. */
  declare networks: string | undefined;

  /** What is behind the first row, once it is loaded. */
  #more: MoreShares | undefined;
  #post: Post | undefined;
  /** Whether the reader has wanted what is behind the first row. */
  #isAsked = false;

  protected override renderCampaign({ campaign, language }: View): TemplateResult {
    const { messages } = language;
    const more = this.#more;
    const post = (this.#post = postOf(campaign));
    const offered = this.#offered(campaign.share?.networks);
    return html`<div class="base" part="base" @click=${this.#handleClick}>
      <div class="row">
        ${this.#renderCount(campaign, language)}
        <div class="buttons" role="group" aria-label=${messages.share}>
          ${offered.slice(0, shown).map((network) => this.renderNetwork(network, post, language))}
          <button
            class="button"
            id="all"
            part="button"
            type="button"
            aria-expanded=${more?.isOpen ?? false}
            aria-label=${more?.labelOf(language) ?? messages.more}
            @click=${this.#handleMore}
          >
            ${icon(more?.isOpen ? 'M5 15l7-7 7 7' : 'M5 12h.1M12 12h.1M19 12h.1')}
          </button>
        </div>
      </div>
      ${more?.render(offered.slice(shown), post, language) ?? (this.#isAsked ? trouble(this, morePart, language, html`<p translate="no">${post.url}</p>`, () => void this.#handleMore()) : nothing)}
    </div>`;
  }

  /** The networks a campaign names, in its order and no others, else all that are loaded. Names that nobody knows are passed over. */
  #offered(named: readonly string[] = []): readonly Network[] {
    const loaded = this.#more?.networks ?? networks;
    const chosen = named.flatMap((id) => loaded.find((network) => network.id === id) ?? []);
    if (chosen.length < Math.min(named.length, shown) && !this.#more && late(this, morePart)) void this.#load();
    return named.length ? chosen : loaded;
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

  /** @internal */
  renderNetwork(network: Network, post: Post, language: Language): TemplateResult {
    const name = this.#more?.nameOf(network, language) ?? language.messages.shareOn(network.name);
    return html`<a
      class="button"
      part="button"
      id=${network.id}
      href=${linkFor(network, post)}
      target=${network.target ?? '_blank'}
      rel="noopener"
      aria-label=${name}
      title=${name}
      >${icon(network.icon)}</a
    >`;
  }

  /** What is behind the first row. Without it the first row's plain links remain, and the address to be shared by hand. */
  async #load(): Promise<MoreShares | undefined> {
    this.#isAsked = true;
    const part = await morePart.load().catch(() => undefined);
    this.requestUpdate();
    return (this.#more ??= part && new part.MoreShares(this));
  }

  async #handleMore(): Promise<void> {
    (await this.#load())?.toggle();
  }

  /** All links are networks'. */
  readonly #handleClick = async (event: MouseEvent): Promise<void> => {
    const link = (event.target as Element).closest('a');
    if (!link) return;
    // With a modifier the reader has said where the link shall open; Mastodon's plain link leads to a page that asks for the server too.
    if (link.id !== 'mastodon' || event.ctrlKey || event.metaKey || event.shiftKey) this.tell(link.id);
    else {
      event.preventDefault();
      const more = await this.#load();
      if (more) more.askServer(this.#post!);
      else open(link.href, '_blank', 'noopener');
    }
  };

  /** @internal */
  tell(channel: string): void {
    this.dispatchEvent(new GlassjarSharedEvent(channel));
    // Sharing must not depend on whether it can be counted.
    void this.campaignController.store?.adapter?.countShare?.(channel).catch(() => {});
  }
}

/** As many as stand in one row at 320 px beside the button for more. */
const shown = 4;

/** What a campaign wants shared; the page itself where it names no address. */
function postOf({ share, title, url }: Campaign): Post {
  return {
    url: share?.url ?? url ?? location.href.replace(/#.*/, ''),
    text: share?.text ?? title,
    hashtags: share?.hashtags ?? [],
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
