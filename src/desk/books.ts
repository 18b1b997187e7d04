import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatDate } from '../core/format.ts';
import { parseAmount } from '../core/money.ts';
import { today } from '../core/calendar.ts';
import { apiAddress, type Booked, type Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { formLook } from './form.styles.ts';
import type { DeskGiveBack } from './give-back.ts';
import { leftOf } from './left-of.ts';
import { openDialog } from './open-dialog.ts';
import { look } from './look.styles.ts';
import { tableLook } from './table.styles.ts';
import { booksLook } from './books.styles.ts';
import { choicesFor } from './amount-choices.ts';
import { amountInput, readTyped } from './input-values.ts';
import type { DeskMend } from './mend.ts';

const perPage = 100;

/** What is asked before it is done. */
interface Asking {
  readonly what: 'reverse' | 'erase';
  readonly entry: Booked;
  /** What is left of it. */
  readonly left: string;
  /** Unique to what is asked for: an answer that got lost is asked for again, and nothing goes twice. */
  readonly request: string;
}

/** All lines, newest first; each can be taken back, and its name erased. */
export class DeskBooks extends DeskElement {
  static override styles: CSSResultGroup = [look, formLook, tableLook, booksLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    entries: { state: true },
    isMore: { state: true },
    asking: { state: true },
    isRefund: { state: true },
    fault: { state: true },
  };

  declare whole: Whole;
  declare entries: readonly Booked[] | undefined;
  declare isMore: boolean;
  declare asking: Asking | undefined;
  /** Whether money went back, of which a part can be told. */
  declare isRefund: boolean;
  declare fault: string | undefined;

  constructor() {
    super();
    this.isRefund = false;
    this.isMore = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(() => this.#read());
  }

  get #at(): string {
    return `/campaigns/${this.whole.id}`;
  }

  /** @param before Lines before this number are added; absent: from the newest. */
  async #read(before?: number): Promise<void> {
    const more = before === undefined ? '' : `&before=${before}`;
    const path = `${this.#at}/entries?limit=${perPage}${more}`;
    const { entries } = await this.desk.api.get<{ entries: readonly Booked[] }>(path);
    this.entries = before === undefined ? entries : [...(this.entries ?? []), ...entries];
    this.isMore = entries.length === perPage;
  }

  readonly #more = (): void => void this.attempt(() => this.#read(this.entries?.at(-1)?.number));

  #ask(what: Asking['what'], entry: Booked): void {
    const left = leftOf(entry, this.entries ?? [], this.whole.currency);
    this.asking = { what, entry, left, request: crypto.randomUUID() };
    this.isRefund = false;
    this.fault = undefined;
    void openDialog(this);
  }

  #mend(entry: Booked): void {
    this.renderRoot
      .querySelector<DeskMend>('desk-mend')!
      .ask(entry, leftOf(entry, this.entries ?? [], this.whole.currency));
  }

  #giveBack(entry: Booked): void {
    const left = leftOf(entry, this.entries ?? [], this.whole.currency);
    this.renderRoot.querySelector<DeskGiveBack>('desk-give-back')!.ask({ entry, left });
  }

  readonly #readAgain = (): void => void this.attempt(() => this.#read());

  readonly #cancel = (): void => this.renderRoot.querySelector('dialog')!.close();

  /** What is sent; undefined when something can't be read, which is said. */
  #body({ left, request, what }: Asking, form: FormData): object | undefined {
    if (what === 'erase') return {};
    if (!this.isRefund) return { reason: 'void' };
    const { currency } = this.whole;
    const read = readTyped('amount', form.get('amount') as string, { currency, words: this.words });
    const amount = 'value' in read ? (read.value as string | undefined) : undefined;
    const minor = (text: string): number => parseAmount(text, currency)?.minor ?? 0;
    const { amountFaults, giveBack } = this.words;
    if (amount === undefined) this.fault = 'fault' in read ? read.fault : amountFaults.empty;
    else if (!minor(amount)) this.fault = amountFaults['not-positive'];
    else if (minor(amount) > minor(left)) this.fault = giveBack.tooMuch(this.money(left, currency));
    else if (!form.get('day')) this.fault = giveBack.wrongDay;
    else return { reason: 'refund', part: { request, amount, at: form.get('day') } };
    return undefined;
  }

  readonly #go = (event: Event): void => {
    event.preventDefault();
    const { books, giveBack } = this.words;
    const asking = this.asking!;
    const { entry, what } = asking;
    this.fault = undefined;
    const body = this.#body(asking, new FormData(event.target as HTMLFormElement));
    if (!body) return;
    void this.attempt(
      async () => {
        await this.desk.api.post(`${this.#at}/entries/${entry.number}/${what}`, body);
        this.#cancel();
        this.desk.say(what === 'reverse' ? books.reverseDone : books.eraseDone);
        await this.#read();
        this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
      },
      {
        400: ({ problems }) => (this.fault = problems[0]?.path === 'at' ? giveBack.wrongDay : giveBack.changed),
        409: () => {
          this.#cancel();
          this.desk.say(books.reversed, true);
          void this.attempt(() => this.#read());
        },
      },
    );
  };

  override render(): TemplateResult {
    const { books, loading } = this.words;
    const { entries } = this;
    const at = apiAddress(this.#at);
    const language = this.words.locale.slice(0, 2);
    return html`<div class="stack">
      <section class="card stack">
        <h2>${books.title}</h2>
        <div class="files">
          <div>
            <a class="button" href="${at}/export.csv?language=${language}" download aria-describedby="csv-help">${books.csv}</a>
            <p class="help" id="csv-help">${books.csvHelp}</p>
          </div>
          <div>
            <a class="button" href="${at}/export.csv" download aria-describedby="plain-help">${books.plain}</a>
            <p class="help" id="plain-help">${books.plainHelp}</p>
          </div>
          <div>
            <a class="button" href="${at}/export.json" download aria-describedby="json-help">${books.json}</a>
            <p class="help" id="json-help">${books.jsonHelp}</p>
          </div>
        </div>
        ${
          entries
            ? entries.length
              ? this.#table(entries)
              : html`<p class="quiet">${books.none}</p>`
            : html`<p class="quiet">${loading}</p>`
        }
        ${this.isMore ? html`<div><button @click=${this.#more}>${books.more}</button></div>` : nothing}
      </section>
      ${this.#dialog()}
      <desk-mend .desk=${this.desk} .whole=${this.whole} @desk-books-moved=${this.#readAgain}></desk-mend>
      <desk-give-back .desk=${this.desk} .whole=${this.whole} @desk-books-moved=${this.#readAgain}></desk-give-back>
    </div>`;
  }

  #table(entries: readonly Booked[]): TemplateResult {
    const { books } = this.words;
    const reversed = new Set(entries.map(({ reverses }) => reverses));
    const { currency } = this.whole;
    const isLeft = (entry: Booked): boolean => !!parseAmount(leftOf(entry, entries, currency), currency)?.minor;
    return html`<div class="table">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${books.number}</th>
            <th role="columnheader" scope="col">${books.at}</th>
            <th role="columnheader" scope="col">${books.what}</th>
            <th role="columnheader" scope="col" class="money">${books.amount}</th>
            <th role="columnheader" scope="col" class="money">${books.balance}</th>
            <th role="columnheader" scope="col" class="money">${books.actions}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${entries.map((entry) => this.#row(entry, reversed.has(entry.id), reversed.has(entry.id) && isLeft(entry)))}
        </tbody>
      </table>
    </div>`;
  }

  #row(entry: Booked, isReversed: boolean, isPart: boolean): TemplateResult {
    const { books, giveBack, locale } = this.words;
    const { currency } = this.whole;
    const { amount, at, balance, flow, isPayment, isPublic, label, message, name, number, reason, reverses } = entry;
    const isOut = flow.startsWith('cost') === flow.endsWith('+');
    const reasons: Readonly<Record<string, string>> = books.reasons;
    const canReverse = (!isReversed || isPart) && !reverses && !isPayment && flow.endsWith('+');
    const isGift = flow === 'gift+' && !reverses;
    const canMend = isGift || (flow === 'sale+' && canReverse);
    const canGiveBack = entry.isGivenBackHere && (!isReversed || isPart);
    const hasPerson = name !== undefined || message !== undefined;
    const signed = `${isOut ? '−' : '+'}${this.money(amount, currency)}`;
    return html`<tr role="row">
      <td role="cell" class="number" data-label=${books.number}>${number}</td>
      <td role="cell" class="day" data-label=${books.at}>
        <span class="nr">${books.number} ${number} ·</span> ${formatDate(at.slice(0, 10), locale)}</td>
      <td role="cell" class="what" data-label=${books.what}>
        <div>
          <b>${reasons[reason] ?? reason}</b>
          ${label ? html`<span>· <bdi>${label}</bdi></span>` : nothing}
          ${name ? html`<span>· <bdi>${name}</bdi></span>` : nothing}
          ${message ? html`<div><q><bdi>${message}</bdi></q></div>` : nothing}
          <div>
            ${isReversed ? html`<span class="tag out">${isPart ? giveBack.part : books.reversed}</span>` : nothing}
            ${reverses ? html`<span class="tag">${books.takesBack}</span>` : nothing}
            ${isPayment ? html`<span class="tag">${books.payment}</span>` : nothing}
            ${hasPerson && !isPublic ? html`<span class="tag">${books.hidden}</span>` : nothing}
          </div>
        </div>
      </td>
      <td role="cell" class="money amount ${isOut ? 'out' : 'in'}" data-label=${books.amount}>${signed}</td>
      <td role="cell" class="money balance" data-label=${books.balance}>${this.money(balance, currency)}</td>
      <td role="cell" class="do">${this.#actions(entry, { canReverse, canGiveBack, canMend, hasPerson })}</td>
    </tr>`;
  }

  #actions(
    entry: Booked,
    {
      canGiveBack,
      canMend,
      canReverse,
      hasPerson,
    }: Readonly<Record<'canReverse' | 'canGiveBack' | 'canMend' | 'hasPerson', boolean>>,
  ): TemplateResult | typeof nothing {
    if (!canReverse && !canGiveBack && !canMend && !hasPerson) return nothing;
    const { books, giveBack } = this.words;
    const { number } = entry;
    return html`<div class="row">
      ${
        canReverse
          ? html`<button aria-label=${books.reverseLine(number)} @click=${() => this.#ask('reverse', entry)}>
              ${books.reverse}
            </button>`
          : nothing
      }
      ${
        canGiveBack
          ? html`<button aria-label=${giveBack.line(number)} @click=${() => this.#giveBack(entry)}>
              ${giveBack.button}
            </button>`
          : nothing
      }
      ${
        canMend
          ? html`<button aria-label=${books.mendLine(number)} @click=${() => this.#mend(entry)}>${books.mend}</button>`
          : nothing
      }
      ${
        hasPerson
          ? html`<button aria-label=${books.eraseLine(number)} @click=${() => this.#ask('erase', entry)}>
              ${books.erase}
            </button>`
          : nothing
      }
    </div>`;
  }

  readonly #why = (event: Event): void => {
    this.isRefund = (event.target as HTMLInputElement).value === 'refund';
  };

  #dialog(): TemplateResult {
    const { books, cancel } = this.words;
    const { entry, what } = this.asking ?? {};
    const number = entry?.number ?? 0;
    const isErase = what === 'erase';
    const reason = (value: string, label: string, isFirst: boolean): TemplateResult =>
      html`<label class="check">
        <input type="radio" name="reason" .value=${value} ?checked=${isFirst} @change=${this.#why} />${label}
      </label>`;
    return html`<dialog aria-labelledby="ask-title">
      <form class="stack" @submit=${this.#go} novalidate>
        <h2 id="ask-title">${isErase ? books.eraseTitle(number) : books.reverseTitle(number)}</h2>
        <p>${isErase ? books.eraseText : books.reverseText}</p>
        ${
          isErase
            ? nothing
            : html`<fieldset>
                  <legend>${books.reverseWhy}</legend>
                  ${reason('void', books.reverseVoid, true)} ${reason('refund', books.reverseRefund, false)}
                </fieldset>
                ${this.isRefund ? this.#part() : nothing}`
        }
        <p class="error" role="alert">${this.fault ?? nothing}</p>
        <div class="row">
          <button class="primary">${isErase ? books.eraseGo : books.reverseGo}</button>
          <button type="button" @click=${this.#cancel}>${cancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** How much went back of a line, and when. */
  #part(): TemplateResult {
    const { giveBack, locale } = this.words;
    const { entry, left = '' } = this.asking ?? {};
    const { timeZone } = this.whole.document as { readonly timeZone?: string };
    const last = today(Date.now(), timeZone ?? 'UTC');
    return html`<div class="fields">
      <div class="field">
        <label for="part-amount">${giveBack.amount}</label>
        <input
          id="part-amount"
          name="amount"
          inputmode="decimal"
          autocomplete="off"
          .value=${amountInput(left, locale)}
          aria-invalid=${this.fault ? 'true' : 'false'}
        />
        ${
          this.fault
            ? choicesFor(
                this.renderRoot.querySelector('#part-amount'),
                this.whole.currency,
                this.words,
                () => (this.fault = undefined),
              )
            : nothing
        }
      </div>
      <div class="field">
        <label for="part-day">${giveBack.day}</label>
        <input id="part-day" name="day" type="date" min=${entry?.at.slice(0, 10) ?? ''} max=${last} .value=${last} />
      </div>
    </div>`;
  }
}
