import { html, nothing, type TemplateResult } from 'lit';
import { mastodon } from './networks/mastodon.ts';
import type { ShareMessages } from './messages.ts';
import { linkFor, type Post } from './post.ts';

const storageKey = 'glassjar-mastodon-server';

/** What the form tells its owner. */
export interface MastodonFormHandlers {
  /** It wants to be rendered again. */
  readonly changed: () => void;
  readonly shared: () => void;
  readonly close: () => void;
}

/**
 * Asks for the reader's Mastodon server and leads there. Loaded at the first click. Keeps the server's name on the device only
 * when told to, and forgets it when told so.
 */
export class MastodonForm {
  readonly #post: Post;
  readonly #handlers: MastodonFormHandlers;
  readonly #remembered: string;
  #isWrong = false;

  constructor(post: Post, handlers: MastodonFormHandlers) {
    this.#post = post;
    this.#handlers = handlers;
    this.#remembered = read();
  }

  render(messages: ShareMessages): TemplateResult {
    return html`<form @submit=${this.#handleSubmit} @keydown=${this.#handleKeydown} novalidate>
      <label for="server">${messages.mastodonServer}</label>
      <input
        id="server"
        name="server"
        placeholder="mastodon.social"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        inputmode="url"
        .value=${this.#remembered}
        aria-invalid=${this.#isWrong}
        aria-describedby=${this.#isWrong ? 'wrong' : nothing}
      />
      <button class="button wide" type="submit">${messages.go}</button>
      <button class="button wide" type="button" @click=${this.#handlers.close}>${messages.cancel}</button>
      <label class="remember"><input type="checkbox" name="remember" .checked=${this.#remembered !== ''} />${messages.remember}</label>
      ${this.#isWrong ? html`<p class="error" id="wrong" role="alert">${messages.badServer}</p>` : nothing}
    </form>`;
  }

  readonly #handleSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const server = serverOf(form.get('server') as string);
    this.#isWrong = !server;
    if (!server) {
      this.#handlers.changed();
      return;
    }
    keep(form.has('remember') ? server : '');
    window.open(
      linkFor({ ...mastodon, link: `https://${server}/share?text={post}` }, this.#post),
      '_blank',
      'noopener',
    );
    this.#handlers.shared();
    this.#handlers.close();
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // This form only: what else is open stays open.
    event.stopPropagation();
    this.#handlers.close();
  };
}

/** The host name in what a reader wrote: `mastodon.social`, `https://mastodon.social/@me` or `@me@mastodon.social`. */
function serverOf(written: string): string | undefined {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/^.*@/, '');
  return /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u.test(name)
    ? name
    : undefined;
}

/** Storage may be switched off altogether; then nothing is kept. */
function read(): string {
  try {
    return localStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

function keep(server: string): void {
  try {
    if (server) localStorage.setItem(storageKey, server);
    else localStorage.removeItem(storageKey);
  } catch {
    // The reader goes on all the same, and is asked again next time.
  }
}
