import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { statusOf, type Campaign } from '../../core/campaign.ts';
import { epcOf, transferLines, type Epc, type Shortened, type TransferLines } from '../../core/epc.ts';
import { formatDate } from '../../core/format.ts';
import { parseAmount, type Money } from '../../core/money.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { MinuteController } from '../shared/minute-controller.ts';
import type { Language } from '../shared/language.ts';
import { drawCode, renderCode, type Drawing } from './code.ts';
import { styles } from './bank.styles.ts';
import { fieldsOf, type Field } from './fields.ts';
import { messagesFor, type BankMessages } from './messages.ts';
import { obstacleWords, referenceWords, tell } from './obstacles.ts';

const plain = { holder: {}, iban: {}, bic: {}, reference: {}, currency: {} } satisfies PropertyDeclarations;

/**
 * @summary The bank account to give to: each line to be copied, and all of it as a QR code that banking apps read.
 * @tag glassjar-bank
 *
 * The code ("GiroCode") is drawn on the page to the standard EPC069-12 and says what the text beside it says. There is one for
 * transfers in euro to a SEPA account; why there is none, the console tells. Before the campaign begins, after its end, and
 * where it asks for no money, neither account nor code is shown.
 *
 * @slot - Shown while there is no account to show.
 * @csspart base - The wrapper.
 * @csspart scan - The QR code and what to do with it.
 * @csspart code - The QR code.
 * @csspart field - One line of the account.
 * @csspart copy - A button that copies a line.
 * @cssprop [--glassjar-bank-module=4px] - Size of one module of the QR code; the whole code has 45 to 77 a side.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the buttons.
 * @cssprop [--glassjar-book=#b45309] - Colour of the edge of the notice that something was shortened.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of the notice.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarBank extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    ...plain,
    amount: {},
    noCode: { type: Boolean, attribute: 'no-code' },
    copied: { state: true, attribute: false },
    refused: { state: true, attribute: false },
  };

  /** Without a file: the account holder, letter by letter as the bank has it. */
  declare holder: string | undefined;
  /** Without a file: the IBAN; blanks are allowed. */
  declare iban: string | undefined;
  /** Without a file: the BIC. Needed only outside the European Economic Area. */
  declare bic: string | undefined;
  /** What to write on the transfer, in place of the campaign's own reference; empty: nothing. A creditor reference (ISO 11649, `RF…`) is known as one. */
  declare reference: string | undefined;
  /** Without a file: the ISO 4217 currency. Default: `EUR`. */
  declare currency: string | undefined;
  /** How much to give, as a decimal string with a dot, like `50.00`. Absent: whoever gives chooses it in the banking app. */
  declare amount: string | undefined;
  /** Leaves out the QR code. */
  declare noCode: boolean;
  /** @internal The line that was copied last. */
  declare copied: Field | undefined;
  /** @internal The line that could not be copied, and was selected. */
  declare refused: Field | undefined;

  #drawn: { readonly text: string; readonly drawing: Drawing } | undefined;
  constructor() {
    super();
    this.addController(new MinuteController(this));
    this.noCode = false;
  }

  protected override renderCampaign({ campaign, language }: View): TemplateResult | typeof nothing {
    const bank = campaign.give?.bank;
    if (!bank) return nothing;
    const closed = this.#renderClosed(campaign, language);
    if (closed) return closed;
    const { currency } = campaign;
    const transfer = {
      ...bank,
      reference: this.reference ?? bank.reference,
      amount: this.#amountIn(currency),
      currency,
    };
    const epc = epcOf(transfer);
    if (typeof epc === 'string') {
      if (!this.noCode) tell(obstacleWords(epc, bank.iban, currency));
      return this.#renderTransfer(transferLines(transfer), undefined, language);
    }
    if (/^RF\d\d/i.test(epc.lines.reference) && !epc.lines.isStructured) tell(referenceWords(epc.lines.reference));
    return this.#renderTransfer(epc.lines, epc, language);
  }

  /** What is said in place of an account nobody shall give to now; as in the panel. */
  #renderClosed(campaign: Campaign, { locale, messages }: Language): TemplateResult | undefined {
    const { ends, noMoney, starts } = campaign;
    const status = statusOf(campaign, clock.now());
    if (status === 'ended') return notice(messages.ended(formatDate(ends!, locale)));
    if (noMoney) return notice(html`<bdi lang=${campaign.language ?? nothing}>${noMoney.text}</bdi>`);
    return status === 'upcoming' ? notice(messages.starts(formatDate(starts!, locale))) : undefined;
  }

  #amountIn(currency: string): Money | undefined {
    if (!this.amount) return undefined;
    const amount = parseAmount(this.amount, currency);
    if (!amount?.minor) tell(`amount: expected an amount above 0 like "50.00", got "${this.amount.slice(0, 60)}"`);
    return amount?.minor ? amount : undefined;
  }

  #renderTransfer(lines: TransferLines, epc: Epc | undefined, language: Language): TemplateResult {
    const messages = messagesFor(language.locale, this.formal);
    const fields = fieldsOf(lines, language, messages);
    const hasCode = epc && !this.noCode;
    return html`<div
      class=${hasCode ? 'base whole coded' : 'base whole'}
      part="base"
      role="group"
      aria-label=${language.messages.transfer}
    >
      ${hasCode ? this.#renderCode(epc, fields, messages) : nothing}
      <div>
        ${this.#renderLine(fields, hasCode ? messages.orCopy : messages.details, messages)}
        <dl>${fields.map((field) => this.#renderField(field, messages))}</dl>
        ${epc?.shortened.length ? this.#renderShortened(epc.shortened, language, messages) : nothing}
      </div>
    </div>`;
  }

  #renderCode({ lines, text }: Epc, fields: readonly Field[], messages: BankMessages): TemplateResult {
    if (this.#drawn?.text !== text) this.#drawn = { text, drawing: drawCode(text) };
    const details = fields.map(({ label, shown }) => `${label}: ${shown}`).join(', ');
    const { amount, reference } = lines;
    const filled = reference ? messages.filledReference : messages.filled;
    const open = reference ? messages.openReference : messages.open;
    return html`<div class="scan" part="scan">
      ${renderCode(this.#drawn.drawing, messages.codeOf(details))}
      <div class="words">
        <p><b><bdi>${messages.scan}</bdi></b></p>
        <p class="quiet"><bdi>${amount ? filled : open}</bdi></p>
      </div>
    </div>`;
  }

  #renderField(field: Field, messages: BankMessages): TemplateResult {
    const { id, label, shown } = field;
    const isNumber = id !== 'holder' && id !== 'reference';
    // Not to be translated: the bank compares the holder, and finds the gift by the reference.
    return html`<div class="field" part="field">
      <dt>${label}${isSame(field, this.copied) ? tick : nothing}</dt>
      <dd class="value ${id}" id=${id} translate="no">
        <bdi dir=${isNumber ? 'ltr' : nothing}>${shown}</bdi>
      </dd>
      <dd class="do">
        <button part="copy" type="button" aria-label=${messages.copyField(label)} @click=${() => this.#copy(field)}>
          ${messages.copy}
        </button>
      </dd>
    </div>`;
  }

  #renderShortened(shortened: readonly Shortened[], language: Language, messages: BankMessages): TemplateResult {
    const fields = shortened.map((field) => language.messages[field]).join(', ');
    return html`<p class="shortened"><bdi>${messages.shortened(fields)}</bdi></p>`;
  }

  /** What the list is for, and in its place what came of copying: nothing moves when that is said. */
  #renderLine(fields: readonly Field[], words: string, messages: BankMessages): TemplateResult {
    const copied = fields.find((field) => isSame(field, this.copied));
    const refused = fields.find((field) => isSame(field, this.refused));
    const said = refused ? messages.copyFailed(refused.label) : copied && messages.copied(copied.label);
    return html`<div class="line">
      <p class=${said ? 'quiet over' : 'quiet'}><bdi>${words}</bdi></p>
      <p class=${refused ? 'status' : 'status done'} role="status"><bdi>${said ?? ''}</bdi></p>
    </div>`;
  }

  async #copy(field: Field): Promise<void> {
    // At once: some browsers let a page write only within the click itself.
    const written = write(field.copied);
    // Emptied in between: what is copied twice is to be told twice.
    this.copied = this.refused = undefined;
    await this.updateComplete;
    if (await written) {
      this.copied = field;
    } else {
      getSelection()?.selectAllChildren(this.renderRoot.querySelector(`#${field.id}`)!);
      this.refused = field;
    }
  }
}

/** Whether a line still says what it said. */
const isSame = ({ copied, id }: Field, other: Field | undefined): boolean =>
  id === other?.id && copied === other.copied;

/** Whether a text could be put on the clipboard: not where a frame forbids it, nor on a page without https. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

const notice = (words: TemplateResult | string): TemplateResult =>
  html`<div class="base" part="base"><p class="notice">${words}</p></div>`;

const tick = html`<svg class="tick" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"></path></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-bank': GlassjarBank;
  }
}
