import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { groupIban } from '../core/iban.ts';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';

/**
 * Asks once more before money goes to another account: whoever got hold of an open desk, or mistyped, would otherwise need one
 * click. Fires `desk-confirmed` with what was typed.
 */
export class DeskConfirm extends DeskElement {
  static override styles: CSSResultGroup = [look, formLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    iban: { state: true },
    isFirst: { state: true },
    isWrong: { state: true },
  };

  /** The new one; undefined: there is none any more. */
  declare iban: string | undefined;
  declare isWrong: boolean;
  /** No account was named before: nothing is led elsewhere. */
  declare isFirst: boolean;

  /**
   * Opens it.
   * @param before The account that is named so far.
   * @param isWrong Whether what was typed before did not fit.
   */
  ask(iban: string | undefined, before: string | undefined, isWrong = false): void {
    this.iban = iban;
    this.isFirst = before === undefined;
    this.isWrong = isWrong;
    void this.#open();
  }

  async #open(): Promise<void> {
    await this.updateComplete;
    const dialog = this.#dialog;
    const input = dialog.querySelector('input');
    if (input) input.value = '';
    if (!dialog.open) dialog.showModal();
    input?.focus();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const typed = this.#dialog.querySelector('input')?.value.replace(/\s/g, '').toUpperCase() ?? '';
    this.isWrong = this.iban !== undefined && typed !== this.iban.slice(-4);
    if (this.isWrong) {
      this.#dialog.querySelector('input')?.focus();
      return;
    }
    this.#dialog.close();
    this.dispatchEvent(new CustomEvent('desk-confirmed', { detail: typed }));
  };

  readonly #cancel = (): void => this.#dialog.close();

  override render(): TemplateResult {
    const { cancel, edit } = this.words;
    const { iban } = edit;
    return html`<dialog aria-labelledby="iban-title">
      <form class="stack" @submit=${this.#submit} novalidate>
        <h2 id="iban-title">${this.iban === undefined ? iban.removedTitle : this.isFirst ? iban.firstTitle : iban.title}</h2>
        ${
          this.iban === undefined
            ? html`<p>${iban.removed}</p>`
            : html`<p>${iban.text}</p>
                <p class="figure">${groupIban(this.iban)}</p>
                <div class="field">
                  <label for="iban-end">${iban.label}</label>
                  <input
                    id="iban-end"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    maxlength="9"
                    aria-describedby="iban-help iban-error"
                    aria-invalid=${this.isWrong ? 'true' : 'false'}
                  />
                  <p class="help" id="iban-help">${iban.help}</p>
                  <p class="error" id="iban-error" role="alert">${this.isWrong ? iban.wrong : nothing}</p>
                </div>`
        }
        <div class="row">
          <button class="primary">${this.iban === undefined ? iban.removedGo : this.isFirst ? iban.firstGo : iban.go}</button>
          <button type="button" @click=${this.#cancel}>${cancel}</button>
        </div>
      </form>
    </dialog>`;
  }
}
