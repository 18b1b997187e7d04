import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import { hostOf } from '../../core/link.ts';
import type { EmbedMessages } from '../locales/en.embed.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { consent } from './consent.ts';
import { find, type Found } from './find.ts';
import { messagesFor } from './messages.ts';
import type { Frame, Provider } from './provider.ts';
import { styles } from './embed.styles.ts';

/** A link that may be embedded, as campaigns have it. */
interface Item {
  readonly url: string;
  readonly title?: string;
  readonly at?: string;
}

/** One that can be: all that its placeholder and its frame say. */
interface Embed {
  readonly item: Item;
  readonly link: string;
  readonly frame: Frame;
  readonly provider: Provider;
  readonly host: string;
  readonly isOwn: boolean;
  readonly kind: Provider['kind'];
  /** What readers know it by: `YouTube`, or the host where a provider can be at any. */
  readonly name: string;
  /** Kind and provider: `Video · YouTube`. */
  readonly words: string;
  readonly title: string;
  /** Makes ids of what belongs to it. */
  readonly index: number;
}

/**
 * @summary Videos, posts and podcasts of other sites in two clicks: nothing is asked of anyone before a reader wants it.
 * @tag glassjar-embed
 *
 * Knows YouTube, Vimeo, X, Facebook, Instagram, Bluesky, Spotify, Mastodon at any server, and audio files; any other link
 * stays a plain link, which also stands beside each frame. A page with a Content Security Policy must allow the frames'
 * hosts (`frame-src https://www.youtube-nocookie.com`, and so on).
 *
 * @slot - Shown while there is nothing to embed; best a plain link.
 * @csspart base - The wrapper.
 * @csspart item - A link's placeholder or frame.
 * @csspart load - The button that loads.
 * @csspart frame - The frame or player.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside it.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of the placeholder.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the button.
 * @cssprop [--glassjar-give-ink=#fff] - Colour of text upon it.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read, or read anew.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarEmbed extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    url: { type: String },
    label: { type: String },
  };

  /** Address of the video, post, episode or audio file. Absent: all that the campaign names. */
  declare url: string | undefined;
  /** With `url`: what it is, for the placeholder and for screen readers. */
  declare label: string | undefined;

  /** Links that the reader opened, and those closed again although their provider is always loaded. */
  readonly #opened = new Set<string>();
  readonly #closed = new Set<string>();
  #stopListening: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = consent.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  #isOpen({ host, isOwn, link }: Embed): boolean {
    return isOwn || this.#opened.has(link) || (consent.has(host) && !this.#closed.has(link));
  }

  async #load({ host, index, link }: Embed): Promise<void> {
    this.#opened.add(link);
    this.#closed.delete(link);
    if (this.renderRoot.querySelector<HTMLInputElement>(`#always-${index}`)?.checked) consent.give(host);
    this.requestUpdate();
    await this.#focusOn(`frame-${index}`);
  }

  async #close({ index, link }: Embed): Promise<void> {
    this.#opened.delete(link);
    this.#closed.add(link);
    this.requestUpdate();
    await this.#focusOn(`load-${index}`);
  }

  /** Whatever of this provider the reader did not open by a click of their own goes away, here and elsewhere on the page. */
  async #takeBack(embed: Embed): Promise<void> {
    this.#opened.delete(embed.link);
    consent.takeBack(embed.host);
    await this.#focusOn(`load-${embed.index}`);
  }

  /** The button that was clicked is gone; what came in its place gets the keyboard. */
  async #focusOn(id: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  override render(): TemplateResult {
    if (!this.url) return super.render();
    const { label, url } = this;
    return html`<div class="base" part="base">${this.#renderItem({ url, ...(label && { title: label }) }, 0)}</div>`;
  }

  protected override renderCampaign({ campaign }: View): TemplateResult | typeof nothing {
    const items = [...new Map(campaign.embeds?.map((item) => [item.url, item])).values()];
    if (!items.length) return nothing;
    return html`<ul class="base list" part="base">
      ${repeat(
        items,
        ({ url }) => url,
        (item, index) => html`<li>${this.#renderItem(item, index)}</li>`,
      )}
    </ul>`;
  }

  #renderItem(item: Item, index: number): TemplateResult {
    const messages = messagesFor(this.language.locale, this.formal);
    const { frame, host, isOwn = false, link, provider }: Found = find(item.url, document.baseURI);
    if (!link) return this.#renderBroken(item, messages);
    const title = item.title ?? link.replace(/^https?:\/\/(?:www\.)?/, '');
    if (!frame || !provider || !host) return this.#renderLink(item, link, title);
    const name = provider.hosts && provider.name ? provider.name : host;
    // Facebook has both.
    const kind = frame.shape === 'wide' || frame.shape === 'tall' ? 'video' : provider.kind;
    const words = [messages.kinds[kind], provider.name, ...(name === host && !isOwn ? [host] : [])]
      .filter(Boolean)
      .join(' · ');
    const embed: Embed = { item, link, frame, provider, host, isOwn, kind, name, words, title, index };
    return this.#isOpen(embed) ? this.#renderOpen(embed, messages) : this.#renderClosed(embed, messages);
  }

  #renderBroken({ title, url }: Item, messages: EmbedMessages): TemplateResult {
    return html`<div class="item card" part="item">
      ${title ? html`<p class="title"><bdi>${title}</bdi></p>` : nothing}
      <p class="small quiet">${messages.broken} <bdi>${url}</bdi></p>
    </div>`;
  }

  #renderLink(item: Item, link: string, title: string): TemplateResult {
    const host = hostOf(link);
    return html`<div class="item card" part="item">
      ${this.#renderMeta(host, item)}
      <p class="title"><a class="plain" href=${link} rel="noreferrer"><bdi>${title}</bdi></a></p>
    </div>`;
  }

  #renderMeta(words: string, { at }: Item): TemplateResult | typeof nothing {
    if (!words && !at) return nothing;
    return html`<p class="meta quiet">
      <span>${words}</span>${at ? html`<time datetime=${at}>${formatDate(at, this.language.locale)}</time>` : nothing}
    </p>`;
  }

  #renderClosed(embed: Embed, messages: EmbedMessages): TemplateResult {
    const { host, index, item, kind, name, provider, title, words } = embed;
    const { privacy } = provider;
    return html`<div class="item card" part="item" role="group" aria-labelledby="title-${index}">
      ${this.#renderMeta(words, item)}
      <p class="title" id="title-${index}"><bdi>${title}</bdi></p>
      <p class="asks small quiet">
        ${messages.asks(name === host ? host : `${name} (${host})`)} ${privacy ? html`<a href=${privacy(host)} rel="noreferrer">${messages.privacy(name)}</a>` : nothing}
      </p>
      <p class="actions">
        <button
          class="load"
          part="load"
          type="button"
          id="load-${index}"
          aria-describedby="title-${index}"
          @click=${() => this.#load(embed)}
        >
          ${messages.load[kind]}
        </button>
        ${this.#renderPlainLink(embed, messages)}
      </p>
      <label class="small quiet"><input type="checkbox" id="always-${index}" /><span>${messages.always(name)}</span></label>
    </div>`;
  }

  /** Beside the placeholder and beside the frame, which a policy of the page or a blocker may keep empty. */
  #renderPlainLink({ index, link, name }: Embed, messages: EmbedMessages): TemplateResult {
    return html`<a class="plain" href=${link} rel="noreferrer" aria-describedby="title-${index}">${messages.open(name)}</a>`;
  }

  #renderOpen(embed: Embed, messages: EmbedMessages): TemplateResult {
    const { host, index, isOwn, item, name, title, words } = embed;
    return html`<div class="item open" part="item">
      ${this.#renderMeta(words, item)}
      <p class="title" id="title-${index}"><bdi>${title}</bdi></p>
      <div class="holder" id="frame-${index}" tabindex="-1" role="group" aria-labelledby="title-${index}">
        ${this.#renderFrame(embed)}
      </div>
      ${
        isOwn
          ? nothing
          : html`<p class="actions">
            ${this.#renderPlainLink(embed, messages)}
            <button class="quietly" type="button" aria-describedby="title-${index}" @click=${() => this.#close(embed)}>
              ${messages.close}
            </button>
            ${
              consent.has(host)
                ? html`<button class="quietly" type="button" @click=${() => this.#takeBack(embed)}>${messages.stop(name)}</button>`
                : nothing
            }
          </p>`
      }
    </div>`;
  }

  /*
   * The sandbox leaves a player what it can't do without: its script; its own origin, not ours, from which it loads; and
   * links to its own pages in a new tab that are whole pages there. Not: moving this page elsewhere, dialogs, downloads,
   * forms. `sandbox` stands in the markup and so holds before there is an address. No provider is told more than the site's
   * name, and most are told nothing.
   */
  #renderFrame({ frame, provider, title, words }: Embed): TemplateResult {
    const { shape, src } = frame;
    if (shape === 'audio')
      return html`<audio part="frame" controls preload="none" aria-label=${title} src=${src}></audio>`;
    return html`<iframe
      class=${typeof shape === 'string' ? shape : 'high'}
      part="frame"
      sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      loading="lazy"
      title="${words}: ${title}"
      allow=${provider.allow ?? nothing}
      referrerpolicy=${provider.needsOrigin ? 'strict-origin-when-cross-origin' : 'no-referrer'}
      height=${typeof shape === 'number' ? shape : nothing}
      src=${src}
    ></iframe>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-embed': GlassjarEmbed;
  }
}
