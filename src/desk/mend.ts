import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { parseAmount } from '../core/money.ts';
import type { Booked, Whole } from './api.ts';
import { booksLook } from './books.styles.ts';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import { openDialog } from './open-dialog.ts';
import { look } from './look.styles.ts';
import { sourcesFor } from './sources.ts';

/**
 * Mends a line that stands: who gave it, and, of one entered by hand, where it came in. Fires `desk-books-moved` when that is in the
 * books.
 */
export class DeskMend extends DeskElement {
  static override styles: CSSResultGroup = [look, formLook, booksLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    entry: { state: true },
    fault: { state: true },
    isSending: { state: true },
  };

  declare whole: Whole;
  declare entry: Booked | undefined;
  declare fault: string | undefined;
  declare isSending: boolean;
  #left = '';

  constructor() {
    super();
    this.isSending = false;
  }

  /** @param left What was not taken back of it. */
  ask(entry: Booked, left: string): void {
    this.#left = left;
    this.entry = entry;
    this.fault = undefined;
    void openDialog(this);
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  /** A provider's line stays where the provider booked it: its refund has to find it. */
  get #canMove(): boolean {
    const { currency } = this.whole;
    return !this.entry?.isPayment && !!parseAmount(this.#left, currency)?.minor;
  }

  readonly #cancel = (): void => this.#dialog.close();

  readonly #go = (event: Event): void => {
    event.preventDefault();
    if (this.isSending) return;
    const { entry } = this;
    const { mend } = this.words;
    const form = new FormData(event.target as HTMLFormElement);
    const typed = (name: string): string => ((form.get(name) as string | null) ?? '').trim();
    const [name, message, isPublic] = [typed('name'), typed('message'), form.get('public') !== null];
    const isNamed =
      entry!.flow === 'gift+' &&
      (name !== (entry!.name ?? '') ||
        message !== (entry!.message ?? '') ||
        ((name || message) && isPublic !== (entry!.isPublic ?? false)));
    const isMoved = this.#canMove && typed('source') !== (entry!.source ?? '');
    if (isNamed && !name && !message) {
      this.fault = mend.noName;
      return;
    }
    const at = `/campaigns/${this.whole.id}/entries/${entry!.number}`;
    this.isSending = true;
    void this.attempt(
      async () => {
        // The name first: the pair that moves a line takes its giver along.
        if (isNamed) await this.desk.api.post(`${at}/name`, { name, ...(message && { message }), isPublic });
        if (isMoved) await this.desk.api.post(`${at}/source`, { source: typed('source') });
        this.#cancel();
        if (isNamed || isMoved) this.desk.say(mend.done);
        this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
      },
      { 400: () => (this.fault = mend.changed), 409: () => (this.fault = mend.changed) },
    ).finally(() => (this.isSending = false));
  };

  override render(): TemplateResult {
    const { cancel, enter, mend } = this.words;
    const { flow, isPublic, message = '', name = '', number = 0, source = '' } = this.entry ?? {};
    const sources = sourcesFor(this.whole.document, flow === 'sale+' ? 'sale' : 'gift');
    return html`<dialog aria-labelledby="mend-title">
      <form class="stack" @submit=${this.#go} novalidate>
        <h2 id="mend-title">${mend.title(number)}</h2>
        ${
          flow === 'gift+'
            ? html`<div class="field">
                  <label for="mend-name">${enter.name}</label>
                  <input id="mend-name" name="name" maxlength="200" autocomplete="off" .defaultValue=${name} />
                </div>
                <div class="field">
                  <label for="mend-message">${enter.message}</label>
                  <textarea id="mend-message" name="message" maxlength="2000" .defaultValue=${message}></textarea>
                </div>
                <label class="check">
                  <input type="checkbox" name="public" .defaultChecked=${isPublic ?? false} />${mend.isPublic}
                </label>`
            : nothing
        }
        ${
          this.#canMove
            ? html`<div class="field">
                <label for="mend-source">${enter.source}</label>
                <select id="mend-source" name="source" aria-describedby="mend-source-help">
                  ${sources.map(
                    ({ id, label }) =>
                      html`<option value=${id} .defaultSelected=${id === source}>${label ?? id}</option>`,
                  )}
                  <option value="" .defaultSelected=${source === ''}>${enter.noSource}</option>
                </select>
                <p class="help" id="mend-source-help">${mend.sourceHelp}</p>
              </div>`
            : nothing
        }
        <p class="error" role="alert">${this.fault ?? nothing}</p>
        <div class="row">
          <button class="primary" ?disabled=${this.isSending}>${mend.go}</button>
          <button type="button" @click=${this.#cancel}>${cancel}</button>
        </div>
      </form>
    </dialog>`;
  }
}
