import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Api, DeskError } from './api.ts';
import type { Desk } from './desk-element.ts';
import { codeIn, type DeskLogin } from './login.ts';
import { look } from './look.styles.ts';
import { appLook } from './app.styles.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';

/** Whether someone is logged in. `ended`: was, and what was written is still there. */
type Access = 'asking' | 'out' | 'in' | 'ended' | 'unreachable';

/** The desk: who is here, which view is open, and what was said last. */
export class DeskApp extends LitElement {
  static override styles: CSSResultGroup = [look, appLook];
  static override properties: PropertyDeclarations = {
    access: { state: true },
    view: { state: true },
    said: { state: true },
    isBad: { state: true },
    who: { state: true },
  };

  declare access: Access;
  /** What stands behind the # of the address, in parts. */
  declare view: readonly string[];
  declare said: string;
  declare isBad: boolean;
  /** Who is logged in, as the link said. Empty: it said nobody. */
  declare who: string;

  readonly #api = new Api();
  readonly #desk: Desk;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.access = 'asking';
    this.view = [];
    this.said = '';
    this.isBad = false;
    this.who = '';
    const words = navigator.languages.find((tag) => /^(de|en)\b/i.test(tag))?.startsWith('de') ? de : en;
    document.documentElement.lang = words.locale;
    this.#desk = {
      api: this.#api,
      words,
      publicUrl: location.origin,
      writings: new Map(),
      enterings: new Map(),
      say: (text, isBad = false) => void this.#say(text, isBad),
    };
    this.#api.onLoggedOut = () => (this.access = this.access === 'in' ? 'ended' : 'out');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#route);
    addEventListener('beforeunload', this.#warn);
    const link = location.hash.startsWith('#login=') ? codeIn(location.hash) : undefined;
    // The code leaves the address at once, and with it the history.
    if (link) history.replaceState(null, '', location.pathname);
    this.#route();
    void (link ? this.#enter(link) : this.#ask());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#route);
    removeEventListener('beforeunload', this.#warn);
  }

  readonly #route = (): void => {
    const view = location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decoded);
    const isElsewhere = view.slice(0, 2).join('/') !== this.view.slice(0, 2).join('/');
    this.view = view;
    if (!isElsewhere) return;
    // A campaign's view puts its title there.
    document.title = `Glassjar · ${this.#desk.words.desk}`;
    // As with a page of its own: from its top, and for screen readers at its beginning.
    scrollTo(0, 0);
    void this.updateComplete.then(() => this.renderRoot.querySelector('main')?.focus());
  };

  get #isUnsaved(): boolean {
    const { enterings, writings } = this.#desk;
    return writings.size > 0 || enterings.size > 0;
  }

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.#isUnsaved) event.preventDefault();
  };

  async #ask(): Promise<void> {
    try {
      const { name, publicUrl } = await this.#api.get<{ name: string; publicUrl: string }>('/session');
      Object.assign(this.#desk, { publicUrl });
      this.who = name === 'desk' ? '' : name;
      this.access = 'in';
    } catch (error) {
      if (error instanceof DeskError && error.status === 401) return;
      this.access = 'unreachable';
    }
  }

  async #enter(link: string): Promise<void> {
    this.access = 'out';
    await this.updateComplete;
    await this.renderRoot.querySelector<DeskLogin>('desk-login')?.enter(link);
  }

  async #say(text: string, isBad: boolean): Promise<void> {
    clearTimeout(this.#timer);
    // The same sentence twice is no change that would be read out.
    this.said = '';
    await this.updateComplete;
    this.said = text;
    this.isBad = isBad;
    this.#timer = setTimeout(() => (this.said = ''), isBad ? 12_000 : 5000);
  }

  readonly #loggedIn = (): void => {
    // Whoever was logged out goes on where they were: views keep what was written.
    this.access = 'in';
    void this.#ask();
  };

  readonly #logOut = async (): Promise<void> => {
    if (this.#isUnsaved && !confirm(this.#desk.words.edit.discardSure)) return;
    try {
      await this.#api.post('/logout');
      this.#desk.writings.clear();
      this.#desk.enterings.clear();
      this.access = 'out';
    } catch {
      await this.#say(this.#desk.words.offline, true);
    }
  };

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  };

  override render(): TemplateResult {
    const { words } = this.#desk;
    const isIn = this.access === 'in' || this.access === 'ended';
    return html`<header>
        <a class="skip" href="#main" @click=${this.#skip}>${words.skip}</a>
        <div>
          <a class="brand" href="#/">${jar} Glassjar <span class="quiet">${words.desk}</span></a>
          ${
            isIn
              ? html`<nav class="row" aria-label=${words.desk}>
                  ${this.who ? html`<span class="quiet small"><bdi>${this.who}</bdi></span>` : nothing}
                  <a href="#/">${words.campaigns}</a>
                  <a href="#/access">${words.access}</a>
                  <button class="bare" @click=${() => void this.#logOut()}>${words.logout}</button>
                </nav>`
              : nothing
          }
        </div>
      </header>
      <main id="main" tabindex="-1">
        ${
          this.access === 'out' || this.access === 'ended'
            ? html`<div class="narrow">
                <desk-login
                  .desk=${this.#desk}
                  .isAgain=${this.access === 'ended'}
                  @desk-logged-in=${this.#loggedIn}
                ></desk-login>
              </div>`
            : nothing
        }
        ${isIn ? html`<div ?hidden=${this.access === 'ended'}>${this.#view()}</div>` : nothing}
        ${this.access === 'asking' ? html`<p class="quiet">${words.loading}</p>` : nothing}
        ${
          this.access === 'unreachable'
            ? html`<div class="card stack">
                <p>${words.offline}</p>
                <div><button @click=${() => void this.#ask()}>${words.retry}</button></div>
              </div>`
            : nothing
        }
      </main>
      <div class="said">
        <div role="status">${this.said ? html`<p class=${this.isBad ? 'bad' : ''}>${this.said}</p>` : nothing}</div>
      </div>`;
  }

  #view(): TemplateResult {
    const [first, section = 'overview', place = ''] = this.view;
    const desk = this.#desk;
    if (!first || first === 'new') {
      return html`<desk-campaigns .desk=${desk} .isNew=${first === 'new'}></desk-campaigns>`;
    }
    if (first === 'access') return html`<desk-access .desk=${desk}></desk-access>`;
    return html`<desk-campaign .desk=${desk} .campaign=${first} .section=${section} .place=${place}></desk-campaign>`;
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const jar = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">
  <path d="M7 3h10v3H7z" />
  <path d="M8 6c0 2-3 2.5-3 5.5V18a3 3 0 0 0 3 3h8a3 3 0 0 0 3-3v-6.5C19 8.5 16 8 16 6" />
  <path d="M5 14h14v4a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3z" fill="currentColor" stroke="none" opacity=".55" />
</svg>`;
