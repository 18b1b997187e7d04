import { html, nothing, type TemplateResult } from 'lit';
import type { DonationInterval, DonationOptions } from '../../adapters/adapter.ts';
import {
  amountChoices,
  readAmount,
  within,
  type AmountLimits,
  type AmountFault,
  type AmountReading,
} from '../../core/amount-input.ts';
import { salesOf } from '../../core/book.ts';
import { decimalsOf } from '../../core/currency.ts';
import { formatMoney } from '../../core/format.ts';
import type { Money } from '../../core/money.ts';
import { clean } from '../../core/text.ts';
import type { View } from '../shared/glassjar-element.ts';
import { moneyWords } from '../shared/words.ts';
import { faultWords, numberOf, signOf } from './amount-words.ts';
import type { DonateMessages } from './messages.ts';
import type { Way } from './ways.ts';

/** What a reader wants to give, as the form has it. */
export interface Gift {
  /** Absent: said elsewhere, where the way leads. */
  readonly amount: Money | undefined;
  readonly interval: DonationInterval;
  readonly way: Way;
  /** Absent: the giver stays unnamed. */
  readonly name?: string;
  readonly message?: string;
}

/** Longest texts, in UTF-16 units; a ledger line holds no letter. */
const maxName = 60;
const maxMessage = 280;

/** The first step: how much, how often, which way. Keeps what was written for as long as the page lives. */
export class DonateForm {
  readonly #changed: () => void;
  #chosen: Money | undefined;
  #text = '';
  #interval: DonationInterval = 'once';
  #way = '';
  #name = '';
  #message = '';
  #isUnnamed = false;
  #fault: AmountFault | undefined;
  #limits: AmountLimits = {};

  /** @param changed Called when the form has to be rendered anew. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The way that is chosen: the first, unless the reader said otherwise. */
  wayOf(ways: readonly Way[]): Way {
    return ways.find(({ id }) => id === this.#way) ?? ways[0]!;
  }

  /** Reads the form: the gift, or undefined when something has to be mended first; the form then says what. */
  read({ campaign, language }: View, ways: readonly Way[], options: DonationOptions): Gift | undefined {
    const way = this.wayOf(ways);
    const limits = way.method === 'checkout' ? options : {};
    this.#limits = limits;
    const reading: AmountReading = this.#chosen
      ? within(this.#chosen, limits)
      : readAmount(this.#text, campaign.currency, language.locale, limits);
    const { amount, fault } = reading;
    // Elsewhere they ask for it themselves.
    const isLeftOut = fault?.kind === 'empty' && way.method !== 'checkout';
    this.#fault = isLeftOut ? undefined : fault;
    this.#changed();
    if (this.#fault) return undefined;
    const isOurs = way.method === 'checkout';
    const name = isOurs && !this.#isUnnamed ? clean(this.#name) : '';
    const message = isOurs ? clean(this.#message) : '';
    const interval =
      isOurs && options.intervals?.includes(this.#interval) ? this.#interval : onlyInterval(way, options);
    return { amount, interval, way, ...(name && { name }), ...(message && { message }) };
  }

  /** Fills in an amount that is known from elsewhere, if the reader hasn't written any. */
  suggest(amount: Money, { campaign, language }: View): void {
    if (this.#chosen || this.#text || amount.currency !== campaign.currency) return;
    const isOffered = campaign.give?.amounts?.some(({ minor }) => minor === amount.minor);
    const text = numberOf(formatMoney(amount, language.locale));
    if (isOffered) this.#chosen = amount;
    // Three decimals can be read in two ways.
    else if (readAmount(text, amount.currency, language.locale).amount?.minor === amount.minor) this.#text = text;
  }

  render(view: View, ways: readonly Way[], options: DonationOptions, messages: DonateMessages): TemplateResult {
    const way = this.wayOf(ways);
    const intervals = way.method === 'checkout' ? (options.intervals ?? []) : [];
    return html`${this.#renderAmount(view, messages)} ${intervals.length > 1 ? this.#renderIntervals(messages) : nothing}
    ${ways.length > 1 ? this.#renderWays(ways, way, messages) : nothing}
    ${way.method === 'checkout' ? this.#renderPersonal(messages) : nothing}
    ${view.campaign.book ? html`<p class="small quiet">${messages.book(soldWords(view))}</p>` : nothing}`;
  }

  #renderAmount({ campaign, language }: View, messages: DonateMessages): TemplateResult {
    const { currency, give } = campaign;
    const { locale } = language;
    const amounts = give?.amounts ?? [];
    return html`<fieldset>
      <legend>${messages.amount}</legend>
      ${
        amounts.length
          ? html`<div class=${amounts.length === 4 ? 'chips paired' : 'chips'}>
            ${amounts.map((amount) => this.#renderChip(amount, locale))}
          </div>`
          : nothing
      }
      <label class="field">
        <span class="label">${amounts.length ? messages.other : messages.otherOnly}</span>
        <span class="input">
          <input
            id="other"
            part="input"
            type="text"
            inputmode=${decimalsOf(currency) ? 'decimal' : 'numeric'}
            autocomplete="transaction-amount"
            maxlength="24"
            aria-describedby="fault currency"
            aria-invalid=${this.#fault ? 'true' : 'false'}
            .value=${this.#text}
            @input=${this.#write}
          />
          <span class="quiet" id="currency">${signOf(currency, locale)}</span>
        </span>
      </label>
      <p class="fault" id="fault" role="alert">${this.#fault ? faultWords(this.#fault, currency, locale, messages) : nothing}</p>
      ${this.#fault?.kind === 'ambiguous' ? this.#renderChoices(currency, locale) : nothing}
    </fieldset>`;
  }

  /** What can be read in two ways is one click, and then in the field in a way that can be read in one. */
  #renderChoices(currency: string, locale: string): TemplateResult {
    const choose = (event: Event, text: string): void => {
      this.#text = text;
      this.#fault = undefined;
      this.#changed();
      ((event.target as HTMLElement).getRootNode() as ShadowRoot).getElementById('other')?.focus();
    };
    return html`<div class="chips two" id="meant">
      ${amountChoices(this.#text, currency, locale, this.#limits).map(
        ({ amount, text }) =>
          html`<button type="button" class="chip" @click=${(event: Event) => choose(event, text)}>
            ${formatMoney(amount, locale, true)}
          </button>`,
      )}
    </div>`;
  }

  #renderChip(amount: Money, locale: string): TemplateResult {
    return html`<label class="chip">
      <input
        type="radio"
        name="amount"
        .checked=${amount.minor === this.#chosen?.minor}
        @change=${() => this.#choose(amount)}
      />
      <span>${formatMoney(amount, locale)}</span>
    </label>`;
  }

  #renderIntervals(messages: DonateMessages): TemplateResult {
    const interval = (value: DonationInterval, label: string): TemplateResult =>
      html`<label class="chip">
        <input
          type="radio"
          name="interval"
          .checked=${this.#interval === value}
          @change=${() => {
            this.#interval = value;
            this.#changed();
          }}
        />
        <span>${label}</span>
      </label>`;
    return html`<fieldset>
      <legend>${messages.interval}</legend>
      <div class="chips two">${interval('once', messages.once)}${interval('month', messages.monthly)}</div>
    </fieldset>`;
  }

  #renderWays(ways: readonly Way[], current: Way, messages: DonateMessages): TemplateResult {
    return html`<fieldset>
      <legend>${messages.ways}</legend>
      <div class="ways">
        ${ways.map(
          (way) => html`<label class="way">
            <input
              type="radio"
              name="way"
              .checked=${way === current}
              @change=${() => {
                this.#way = way.id;
                this.#fault = undefined;
                this.#changed();
              }}
            />
            <span><bdi>${wayName(way, messages)}</bdi></span>
            ${way.host ? html`<bdi class="host quiet">${way.host}</bdi>` : nothing}
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #renderPersonal(messages: DonateMessages): TemplateResult {
    return html`<details>
      <summary>${messages.personal}</summary>
      <div class="personal">
        <label class="field">
          <span class="label">${messages.name}</span>
          <span class="input"
            ><input
              type="text"
              autocomplete="name"
              maxlength=${maxName}
              .disabled=${this.#isUnnamed}
              .value=${this.#name}
              @input=${(event: Event) => (this.#name = (event.target as HTMLInputElement).value)}
          /></span>
        </label>
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.#isUnnamed}
            @change=${(event: Event) => {
              this.#isUnnamed = (event.target as HTMLInputElement).checked;
              this.#changed();
            }}
          />
          <span>${messages.unnamed}</span>
        </label>
        <label class="field">
          <span class="label">${messages.message}</span>
          <span class="input"
            ><textarea
              rows="2"
              autocomplete="off"
              maxlength=${maxMessage}
              .value=${this.#message}
              @input=${(event: Event) => (this.#message = (event.target as HTMLTextAreaElement).value)}
            ></textarea
          ></span>
        </label>
      </div>
    </details>`;
  }

  #choose(amount: Money): void {
    this.#chosen = amount;
    this.#text = '';
    this.#fault = undefined;
    this.#changed();
  }

  /** What is written takes the place of what was chosen. */
  readonly #write = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#chosen = undefined;
    this.#fault = undefined;
    this.#changed();
  };
}

/** What the book has brought so far; empty where nobody counts it. */
function soldWords({ campaign, language }: View): string {
  const sales = salesOf(campaign);
  return sales?.total ? moneyWords(sales.total, language, sales.bound) : '';
}

/** A way's name: as the campaign calls it, else in the page's words. */
export const wayName = ({ label, method }: Way, messages: DonateMessages): string =>
  label ? clean(label) : method === 'transfer' ? messages.transfer : messages.checkout;

/** Where there is no choice: once, unless the backend takes nothing but months. */
const onlyInterval = ({ method }: Way, { intervals }: DonationOptions): DonationInterval =>
  method === 'checkout' ? (intervals?.[0] ?? 'once') : 'once';
