import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatDate } from '../core/format.ts';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';

interface Token {
  readonly id: string;
  readonly label: string;
  readonly expires: string;
}

/** Tokens for scripts: made, shown once, withdrawn. */
export class DeskAccess extends DeskElement {
  static override styles: CSSResultGroup = [look, formLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    tokens: { state: true },
    made: { state: true },
  };

  declare tokens: readonly Token[];
  /** The one just made, which can't be shown again. */
  declare made: string;

  constructor() {
    super();
    this.tokens = [];
    this.made = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(() => this.#read());
  }

  async #read(): Promise<void> {
    this.tokens = (await this.desk.api.get<{ tokens: readonly Token[] }>('/tokens')).tokens;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>('#label')!;
    void this.attempt(async () => {
      const { token } = await this.desk.api.post<{ token: string }>('/tokens', { label: input.value });
      this.made = token;
      input.value = '';
      this.desk.say(this.words.tokens.once);
      await this.#read();
    });
  };

  readonly #withdraw = (id: string): void => {
    void this.attempt(async () => {
      await this.desk.api.delete(`/tokens/${id}`);
      this.made = '';
      this.desk.say(this.words.tokens.withdrawn);
      await this.#read();
    });
  };

  readonly #copy = (): void => {
    void navigator.clipboard.writeText(this.made).then(
      () => this.desk.say(this.words.copied),
      () => this.desk.say(this.words.failed, true),
    );
  };

  override render(): TemplateResult {
    const { access, copy, locale, tokens } = this.words;
    return html`<div class="stack">
      <h1>${access}</h1>
      <section class="card stack">
        <div class="stack close">
          <h2>${tokens.title}</h2>
          <p class="quiet">${tokens.help}</p>
        </div>
        <form class="stack close" @submit=${this.#submit}>
          <div class="field">
            <label for="label">${tokens.label}</label>
            <input id="label" required maxlength="80" autocomplete="off" />
          </div>
          <div><button class="primary">${tokens.add}</button></div>
        </form>
        ${
          this.made
            ? html`<div class="notice stack close">
                <p>${tokens.once}</p>
                <pre tabindex="0" aria-label=${tokens.title}>${this.made}</pre>
                <div><button @click=${this.#copy}>${copy}</button></div>
              </div>`
            : nothing
        }
        <ul class="stack close">
          ${
            this.tokens.length
              ? this.tokens.map(
                  ({ expires, id, label }) =>
                    html`<li class="row ends">
                      <span
                        ><bdi>${label}</bdi>
                        <span class="quiet small">${tokens.until(formatDate(expires.slice(0, 10), locale))}</span></span
                      >
                      <button class="danger" @click=${() => this.#withdraw(id)}>
                        <span aria-hidden="true">${tokens.withdraw}</span>
                        <span class="hidden">${tokens.withdrawOne(label)}</span>
                      </button>
                    </li>`,
                )
              : html`<li class="quiet">${tokens.none}</li>`
          }
        </ul>
      </section>
    </div>`;
  }
}
