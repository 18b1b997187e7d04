import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CampaignAdapter } from '../../adapters/adapter.ts';
import { statusOf } from '../../core/campaign.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { styles } from './donate.styles.ts';
import { styles as formStyles } from './form.styles.ts';
import { GlassjarDonateRequestEvent } from '../shared/donate-events.ts';
import { Flow } from './flow.ts';
import { DonateForm, type Gift } from './form.ts';
import { messagesFor } from './messages.ts';
import { renderNotice, renderOthers, renderStage, titleOf, type Scene } from './stages.ts';
import { takeReturn } from './way-back.ts';
import { waysOf, type Way } from './ways.ts';

/**
 * @summary A button that opens a dialog to give by: amount, way, what will happen, and then the payment, a link or a transfer.
 * @tag glassjar-donate
 *
 * Gives by whatever the campaign has: its bank account, its links, and its backend's own payment. Nothing is loaded from a payment
 * provider, and nothing is stored, before the last step is confirmed. What was paid is told only when the backend confirms it.
 *
 * @slot - Shown while there is no way to give: best a plain link to one.
 * @slot glassjar-payment - Made by the element itself, for a provider's form that has to stand in the page's own tree.
 * @csspart base - The wrapper of the button.
 * @csspart button - The button that opens the dialog.
 * @csspart dialog - The dialog.
 * @csspart input - The field for an amount.
 * @csspart primary - The button or link that goes on.
 * @cssprop [--glassjar-ink=#1d2433] - Colour of the text in the dialog.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside it.
 * @cssprop [--glassjar-paper=#fffdf9] - Colour of the dialog.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of what lies deeper.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the buttons and of what is chosen.
 * @cssprop [--glassjar-give-ink=#fff] - Colour of text upon it.
 * @cssprop [--glassjar-out=#9f1239] - Colour of what has to be mended.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read, or read anew.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 * @fires {GlassjarDonateRequestEvent} glassjar-donate-request - A reader is about to give; cancelable, then the host takes over.
 * @fires {GlassjarDonatedEvent} glassjar-donated - The backend confirmed that a donation was paid.
 */
export class GlassjarDonate extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles, formStyles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    noButton: { type: Boolean, attribute: 'no-button' },
  };

  /** Leaves out the button, for a host that has its own and calls `show()`. */
  declare noButton: boolean;

  readonly #form = new DonateForm(() => this.requestUpdate());
  readonly #flow = new Flow(this);
  #isOpen = false;
  #opener: HTMLElement | undefined;
  #pressed: EventTarget | null = null;

  constructor() {
    super();
    this.noButton = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    takeReturn();
    this.#flow.enter();
    addEventListener('pageshow', this.#handlePageShow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pageshow', this.#handlePageShow);
    this.#flow.leave();
    this.#isOpen = false;
  }

  /** Opens the dialog. Answers false where the browser has none; the ways to give are then shown in place, or by the host. */
  show(): boolean {
    if (!hasDialogs()) return false;
    if (this.#dialog?.open) return true;
    this.#opener = focused();
    this.#isOpen = true;
    this.requestUpdate();
    return true;
  }

  /** Closes the dialog, as Escape does. What was written stays until the page is left. */
  hide(): void {
    const dialog = this.#dialog;
    if (dialog?.open) dialog.close();
    else this.#handleClose();
  }

  /** @internal */
  staged(isOther: boolean): void {
    this.requestUpdate();
    void this.#lead(isOther);
  }

  /** Each step begins at its heading, for who can't see that all has changed. So does what took the place of a pressed button. */
  async #lead(isOther: boolean): Promise<void> {
    await this.updateComplete;
    const isLost = !(this.renderRoot as ShadowRoot).activeElement && this.#flow.stage.name !== 'payment';
    if (this.#dialog?.open && (isOther || isLost)) this.#focusOn('title');
  }

  /** @internal */
  request({ amount, interval, way }: Gift, url?: string): boolean {
    const isOurs = this.dispatchEvent(new GlassjarDonateRequestEvent(way.method, amount, interval, url));
    if (!isOurs) this.hide();
    return isOurs;
  }

  /** @internal */
  refresh(): void {
    void this.campaignController.store?.refresh();
  }

  /** @internal */
  reopen(): void {
    this.#isOpen = hasDialogs();
  }

  /** @internal */
  welcome(): void {
    const { campaign } = this.campaignController.state;
    if (campaign) this.#flow.welcome(campaign, this.#adapter);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #adapter(): CampaignAdapter | undefined {
    return this.campaignController.store?.adapter;
  }

  #focusOn(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  protected override updated(): void {
    const dialog = this.#dialog;
    if (this.#isOpen && dialog && !dialog.open) {
      dialog.showModal();
      this.#focusOn('title');
    }
    this.welcome();
  }

  readonly #handlePageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#flow.comeBack();
  };

  readonly #handleClose = (): void => {
    // Closed and opened again at once, it is told of the first only now.
    if (this.#dialog?.open) return;
    this.#isOpen = false;
    this.#flow.close();
    this.requestUpdate();
    this.#opener?.focus();
  };

  readonly #handlePress = ({ target }: Event): void => {
    this.#pressed = target;
  };

  /** A press outside closes, unless it began inside (a text being marked), or a provider's form has been filled in. */
  readonly #handleClick = ({ target }: Event): void => {
    const isOutside = target === this.#dialog && this.#pressed === target;
    if (isOutside && this.#flow.stage.name !== 'payment') this.hide();
  };

  #submit(event: Event, view: View, ways: readonly Way[]): void {
    event.preventDefault();
    const gift = this.#form.read(view, ways, this.#adapter?.donations ?? {});
    if (!gift) void this.updateComplete.then(() => this.#focusOn('other'));
    // A transfer is made elsewhere, by hand: to show where to is all there is to confirm.
    else if (gift.way.method !== 'transfer' || this.request(gift)) this.#flow.go({ name: 'review', gift });
  }

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign } = view;
    const isOpen = statusOf(campaign, clock.now()) === 'running' && !campaign.noMoney;
    const ways = isOpen ? waysOf(campaign, this.#adapter) : [];
    const scene = this.#scene(view, ways);
    const dialog = this.#isOpen ? this.#renderDialog(scene) : this.#renderInPlace(scene);
    if (this.noButton) return html`${dialog}`;
    if (!isOpen) return html`<div class="base" part="base">${renderNotice(view)}</div>${dialog}`;
    const way = hasDialogs()
      ? html`<button class="primary" part="button" type="button" aria-haspopup="dialog" @click=${this.show}>${scene.messages.give}</button>`
      : renderOthers(scene);
    // Nothing to give by, or not in this browser: the fallback has a plain link.
    if (!ways.length || way === nothing) return dialog;
    return html`<div class="base" part="base">${way}</div>${dialog}`;
  }

  /** What became of a donation is told also by a browser that has no dialog. */
  #renderInPlace(scene: Scene): TemplateResult | typeof nothing {
    if (hasDialogs() || this.#flow.stage.name !== 'asked') return nothing;
    return html`<section class="base" part="dialog" aria-labelledby="title">${this.#renderStep(scene)}</section>`;
  }

  #scene(view: View, ways: readonly Way[]): Scene {
    const adapter = this.#adapter;
    const flow = this.#flow;
    return {
      view,
      ways,
      form: this.#form,
      options: adapter?.donations ?? {},
      messages: messagesFor(this.language.locale, this.formal),
      store: this.campaignController.store,
      isFormal: this.formal,
      submit: (event) => this.#submit(event, view, ways),
      start: (gift) => void flow.start(gift, view, adapter),
      follow: (gift, url) => this.request(gift, url),
      review: (gift) => flow.go({ name: 'review', gift }),
      change: (amount) => {
        if (amount) this.#form.suggest(amount, view);
        flow.abandon();
        flow.go({ name: 'form' });
      },
      hide: () => this.hide(),
    };
  }

  #renderDialog(scene: Scene): TemplateResult {
    return html`<dialog
      class="base"
      part="dialog"
      aria-labelledby="title"
      @close=${this.#handleClose}
      @pointerdown=${this.#handlePress}
      @click=${this.#handleClick}
    >
      ${this.#renderStep(scene)}
    </dialog>`;
  }

  #renderStep(scene: Scene): TemplateResult {
    const { messages } = scene;
    const { stage } = this.#flow;
    return html`<div class="box">
      <header>
        <h2 id="title" tabindex="-1">${titleOf(stage, messages)}</h2>
        <button class="close" type="button" aria-label=${messages.close} @click=${this.hide}>×</button>
      </header>
      ${renderStage(stage, scene)}
    </div>`;
  }
}

const hasDialogs = (): boolean => typeof HTMLDialogElement === 'function' && 'showModal' in HTMLDialogElement.prototype;

/** What has the focus, looked for through shadow roots. */
function focused(): HTMLElement | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement ? at : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-donate': GlassjarDonate;
  }
}
