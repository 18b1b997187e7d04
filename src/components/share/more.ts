import { html, nothing, type TemplateResult } from 'lit';
import type { GlassjarElement } from '../shared/glassjar-element.ts';
import type { Language } from '../shared/language.ts';
import { addStyles } from '../shared/late-styles.ts';
import { MastodonForm } from './mastodon-form.ts';
import { messagesFor, type ShareMessages } from './messages.ts';
import { styles } from './more.styles.ts';
import { moreNetworks } from './more-networks.ts';
import { networks } from './networks.ts';
import { email } from './networks/email.ts';
import { mastodon } from './networks/mastodon.ts';
import type { Network, Post } from './post.ts';

/** What this part asks of the share bar. */
export interface ShareBar extends GlassjarElement {
  renderNetwork(network: Network, post: Post, language: Language): TemplateResult;
  /** Reports a channel that a reader chose. */
  tell(channel: string): void;
}

/** What a reader meets only after a click on the share bar: the other networks, copying, the system's share sheet, the Mastodon form. */
export class MoreShares {
  /** All that there are, in the order in which they are offered. */
  readonly networks: readonly Network[] = [...networks, ...moreNetworks];
  /** Whether what is behind the first row is shown. */
  isOpen = false;
  readonly #bar: ShareBar;
  #form: MastodonForm | undefined;
  #status = '';

  constructor(bar: ShareBar) {
    this.#bar = bar;
    addStyles(bar, styles);
    bar.shadowRoot!.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key !== 'Escape' || !this.isOpen) return;
      this.toggle();
      void this.#focusOn('all');
    });
    bar.requestUpdate();
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
    this.#bar.requestUpdate();
  }

  /** What the button for more says instead while it closes what it has opened. */
  labelOf(language: Language): string | undefined {
    return this.isOpen ? this.#messagesFor(language).fewer : undefined;
  }

  /** What a network's link says, where that isn't what all others say. */
  nameOf({ id, name }: Network, language: Language): string | undefined {
    return id === email.id ? this.#messagesFor(language).shareBy(name) : undefined;
  }

  /** Asks for the reader's Mastodon server. */
  askServer(post: Post): void {
    this.#form = new MastodonForm(post, {
      changed: () => this.#bar.requestUpdate(),
      shared: () => this.#bar.tell(mastodon.id),
      close: () => {
        this.#form = undefined;
        this.#bar.requestUpdate();
        void this.#focusOn(mastodon.id);
      },
    });
    this.#bar.requestUpdate();
    void this.#focusOn('server');
  }

  render(others: readonly Network[], post: Post, language: Language): TemplateResult {
    const messages = this.#messagesFor(language);
    return html`${this.isOpen ? this.#renderMore(others, post, language, messages) : nothing} ${this.#form?.render(messages) ?? nothing}
      <p class="status" role="status">${this.#status}</p>`;
  }

  #messagesFor({ locale }: Language): ShareMessages {
    return messagesFor(locale, this.#bar.formal);
  }

  /** Takes the focus to an element of the bar, once it is rendered. */
  async #focusOn(id: string): Promise<void> {
    await this.#bar.updateComplete;
    this.#bar.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  #renderMore(others: readonly Network[], post: Post, language: Language, messages: ShareMessages): TemplateResult {
    return html`<div class="more" id="more">
      ${others.map((network) => this.#bar.renderNetwork(network, post, language))}
      <button class="button wide" part="button" type="button" @click=${() => this.#copy(post, messages)}>${messages.copyLink}</button>
      ${
        'share' in navigator
          ? html`<button class="button wide" part="button" type="button" @click=${() => this.#shareBySystem(post)}>${messages.shareVia}</button>`
          : nothing
      }
      ${post.hashtags.length ? html`<p class="hashtags quiet">${post.hashtags.map((tag) => tag.replace(/^#?/, '#')).join(' · ')}</p>` : nothing}
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
