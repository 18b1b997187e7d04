import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';

/** Fired when someone has logged in. */
export class LoggedInEvent extends Event {
  constructor() {
    super('desk-logged-in', { bubbles: true, composed: true });
  }
}

/** The code in what was pasted: the whole link, or only its end. */
export const codeIn = (text: string): string => text.trim().replace(/^.*#login=/s, '');

/** Where someone logs in, by the one-time link. */
export class DeskLogin extends DeskElement {
  static override styles: CSSResultGroup = [look, formLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    isAgain: { attribute: false },
    fault: { state: true },
  };

  /** Whether there was a session, which has ended. */
  declare isAgain: boolean;
  declare fault: string | undefined;

  constructor() {
    super();
    this.isAgain = false;
  }

  /** Uses a link up. */
  async enter(link: string): Promise<void> {
    const { login } = this.words;
    this.fault = undefined;
    const wrong = (): void => void (this.fault = login.wrong);
    await this.attempt(
      async () => {
        await this.desk.api.post('/login', { link });
        this.dispatchEvent(new LoggedInEvent());
      },
      { 400: wrong, 401: wrong, 429: () => (this.fault = login.tooMany) },
    );
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#use(this.renderRoot.querySelector('input')!);
  };

  async #use(input: HTMLInputElement): Promise<void> {
    await this.enter(codeIn(input.value));
    if (this.fault) input.focus();
  }

  override render(): TemplateResult {
    const { login } = this.words;
    return html`<form class="card stack" @submit=${this.#submit}>
      ${this.isAgain ? html`<p class="notice bad">${login.again}</p>` : nothing}
      <h1>${login.title}</h1>
      <div class="stack close">
        <p>${login.how}</p>
        <pre>npx glassjar login --name ANNA</pre>
        <p class="quiet small">${login.who}</p>
      </div>
      <div class="field">
        <label for="link">${login.link}</label>
        <input
          id="link"
          required
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-describedby="link-help link-error"
          aria-invalid=${this.fault ? 'true' : 'false'}
        />
        <p class="help" id="link-help">${login.help}</p>
        <p class="error" id="link-error" role="alert">${this.fault ?? nothing}</p>
      </div>
      <div><button class="primary">${login.go}</button></div>
    </form>`;
  }
}
