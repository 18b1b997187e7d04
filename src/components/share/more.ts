import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../shared/language.ts';
import { addStyles } from '../shared/late-styles.ts';
import { MastodonForm } from './mastodon-form.ts';
import { messagesFor, type ShareMessages } from './messages.ts';
import { styles } from './more.styles.ts';
import { moreNetworks } from './more-networks.ts';
import type { Network, Post } from './post.ts';

export { moreNetworks };

/** What this part asks of the share bar. */
export interface ShareBar extends Element {
  renderNetwork(network: Network, post: Post, language: Language): TemplateResult;
  requestUpdate(): void;
  /** Reports a channel that a reader chose. */
  tell(channel: string): void;
  /** Takes the focus to an element of the bar, once it is rendered. */
  focusOn(id: string): Promise<void>;
}

/** What a reader meets only after a click on the share bar: the other networks, copying, the system's share sheet, the Mastodon form. */
export class MoreShares {
  readonly #bar: ShareBar;
  readonly #isFormal: boolean;
  #form: MastodonForm | undefined;
  #status = '';

  constructor(bar: ShareBar, isFormal: boolean) {
    this.#bar = bar;
    this.#isFormal = isFormal;
    addStyles(bar, styles);
  }

  askServer(network: Network, post: Post): void {
    this.#form = new MastodonForm(post, {
      changed: () => this.#bar.requestUpdate(),
      shared: () => this.#bar.tell(network.id),
      close: () => {
        this.#form = undefined;
        this.#bar.requestUpdate();
        void this.#bar.focusOn(network.id);
      },
    });
    this.#bar.requestUpdate();
    void this.#bar.focusOn('server');
  }

  render(expanded: boolean, networks: readonly Network[], post: Post, language: Language): TemplateResult {
    const messages = messagesFor(language.locale, this.#isFormal);
    return html`${expanded ? this.#renderMore(networks, post, language, messages) : nothing} ${this.#form?.render(messages) ?? nothing}
      <p class="status" role="status">${this.#status}</p>`;
  }

  #renderMore(networks: readonly Network[], post: Post, language: Language, messages: ShareMessages): TemplateResult {
    return html`<div class="more" id="more">
      ${networks.map((network) => this.#bar.renderNetwork(network, post, language))}
      <button class="button wide" part="button" type="button" @click=${() => this.#copy(post, messages)}>${messages.copyLink}</button>
      ${
        'share' in navigator
          ? html`<button class="button wide" part="button" type="button" @click=${() => this.#shareBySystem(post)}>${messages.shareVia}</button>`
          : nothing
      }
      ${post.hashtags.length ? html`<p class="hashtags quiet">${post.hashtags.map((tag) => `#${tag}`).join(' · ')}</p>` : nothing}
    </div>`;
  }

  async #copy({ url }: Post, messages: ShareMessages): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.#status = messages.copied;
      this.#bar.tell('copy');
    } catch {
      this.#status = `${messages.copyFailed} ${url}`;
    }
    this.#bar.requestUpdate();
  }

  async #shareBySystem({ text, title, url }: Post): Promise<void> {
    try {
      await navigator.share({ title, text, url });
      this.#bar.tell('system');
    } catch {
      // Dismissed by the reader, or not allowed in this frame: the links beside it remain.
    }
  }
}
