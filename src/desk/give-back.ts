import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { today } from '../core/calendar.ts';
import { parseAmount } from '../core/money.ts';
import type { Booked, Whole } from './api.ts';
import { booksLook } from './books.styles.ts';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import { choicesFor } from './amount-choices.ts';
import { amountInput, readTyped } from './input-values.ts';
import { openDialog } from './open-dialog.ts';
import { look } from './look.styles.ts';

/** A gift of which money went back, and what is left of it: an amount of the wire format. */
export interface GivenBack {
  readonly entry: Booked;
  readonly left: string;
}

type Place = 'amount' | 'day';

/** Asks what went back of a gift, and on which day. Fires `desk-books-moved` when it is in the books. */
export class DeskGiveBack extends DeskElement {
  static override styles: CSSResultGroup = [look, formLook, booksLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    asking: { state: true },
    faults: { state: true },
  };

  declare whole: Whole;
  declare asking: GivenBack | undefined;
  declare faults: Partial<Record<Place, string>>;
  /** One for each refund: an answer that got lost is asked for again, and not a second refund. */
  #request = '';

  constructor() {
    super();
    this.faults = {};
  }

  ask(asking: GivenBack): void {
    this.#request = crypto.randomUUID();
    this.asking = asking;
    this.faults = {};
    void openDialog(this);
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly #cancel = (): void => this.#dialog.close();

  readonly #go = (event: Event): void => {
    event.preventDefault();
    const { entry, left } = this.asking!;
    const { giveBack } = this.words;
    const { currency, id } = this.whole;
    const form = new FormData(event.target as HTMLFormElement);
    const typed = (name: string): string => form.get(name) as string;
    const read = readTyped('amount', typed('amount'), { currency, words: this.words });
    const amount = 'value' in read ? read.value : undefined;
    const most = parseAmount(left, currency)?.minor ?? 0;
    const faults: Partial<Record<Place, string>> = {};
    if (typeof amount !== 'string') faults.amount = 'fault' in read ? read.fault : this.words.amountFaults.empty;
    else if (!parseAmount(amount, currency)?.minor) faults.amount = this.words.amountFaults['not-positive'];
    else if (parseAmount(amount, currency)!.minor > most) faults.amount = giveBack.tooMuch(this.money(left, currency));
    const day = typed('day');
    if (!day || day < this.#first || day > this.#last) faults.day = giveBack.wrongDay;
    this.faults = faults;
    const wrong = (['amount', 'day'] as const).find((place) => faults[place]);
    if (wrong) return this.renderRoot.querySelector<HTMLInputElement>(`#back-${wrong}`)!.focus();
    const body = { request: this.#request, amount, at: day, reason: typed('reason') };
    void this.attempt(
      async () => {
        await this.desk.api.post(`/campaigns/${id}/entries/${entry.number}/give-back`, body);
        this.#cancel();
        this.desk.say(giveBack.done);
        this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
      },
      // Someone else was quicker: what is left is another amount now.
      { 400: () => (this.faults = { amount: giveBack.changed }) },
    );
  };

  get #zone(): string | undefined {
    const { timeZone } = this.whole.document as { readonly timeZone?: unknown };
    return typeof timeZone === 'string' ? timeZone : undefined;
  }

  /** The day of the gift, by the campaign's own calendar. */
  get #first(): string {
    return this.asking ? today(Date.parse(this.asking.entry.at), this.#zone ?? 'UTC') : '';
  }

  get #last(): string {
    return today(Date.now(), this.#zone ?? 'UTC');
  }

  override render(): TemplateResult {
    const { cancel, giveBack, locale } = this.words;
    const { entry, left = '' } = this.asking ?? {};
    const field = (name: Place, label: string, input: TemplateResult): TemplateResult => {
      const fault = this.faults[name];
      return html`<div class="field">
        <label for="back-${name}">${label}</label>
        ${input}
        <p class="error" id="back-${name}-error" role="alert">${fault ?? ''}</p>
        ${
          fault && name === 'amount'
            ? choicesFor(
                this.renderRoot.querySelector('#back-amount'),
                this.whole.currency,
                this.words,
                () => (this.faults = {}),
              )
            : nothing
        }
      </div>`;
    };
    const invalid = (name: Place): 'true' | 'false' => (this.faults[name] ? 'true' : 'false');
    const reason = (value: string, label: string, isFirst: boolean): TemplateResult =>
      html`<label class="check"><input type="radio" name="reason" .value=${value} ?checked=${isFirst} />${label}</label>`;
    return html`<dialog aria-labelledby="back-title">
      <form class="stack" novalidate @submit=${this.#go}>
        <h2 id="back-title">${giveBack.title(entry?.number ?? 0)}</h2>
        <p>${giveBack.text}</p>
        <div class="fields">
          ${field(
            'amount',
            giveBack.amount,
            html`<input
              id="back-amount"
              name="amount"
              inputmode="decimal"
              autocomplete="off"
              .defaultValue=${amountInput(left, locale)}
              aria-describedby="back-amount-error"
              aria-invalid=${invalid('amount')}
            />`,
          )}
          ${field(
            'day',
            giveBack.day,
            html`<input
              id="back-day"
              name="day"
              type="date"
              min=${this.#first}
              max=${this.#last}
              .defaultValue=${this.#last}
              aria-describedby="back-day-error"
              aria-invalid=${invalid('day')}
            />`,
          )}
        </div>
        <fieldset>
          <legend>${giveBack.why}</legend>
          ${reason('refund', giveBack.refund, true)} ${reason('dispute', giveBack.dispute, false)}
        </fieldset>
        <div class="row">
          <button class="primary">${giveBack.go}</button>
          <button type="button" @click=${this.#cancel}>${cancel}</button>
        </div>
      </form>
    </dialog>`;
  }
}
