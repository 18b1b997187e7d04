import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { dayOf } from '../../core/calendar.ts';
import type { AllEntries } from '../../adapters/adapter.ts';
import { formatDate, formatMoney, formatNumber } from '../../core/format.ts';
import { supportersOf, type Supporter, type Supporters } from '../../core/supporters.ts';
import { EveryEntry } from '../shared/every-entry.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { bounded, moneyWords } from '../shared/words.ts';
import { messagesFor, type SupportersMessages } from './messages.ts';
import { monogramOf } from './monogram.ts';
import { styles } from './supporters.styles.ts';

/** How many are shown at first, and how many more at each step. */
const step = 24;

/** From how many on a search is offered. */
const manyNames = 50;

/**
 * @summary Who gave and agreed to be named, with what they wrote, and how many more there are.
 * @tag glassjar-supporters
 *
 * Amounts are hidden where the giver wishes, and so is the day then, by which the gift could be found in the ledger. No pictures from elsewhere, and no way to reach a giver: a name that holds an
 * e-mail address, a phone or an account number is not shown, and in messages these are left out.
 *
 * @slot - Shown while there is nobody to show.
 * @csspart base - The wrapper.
 * @csspart search - The search field, from 50 names on.
 * @csspart list - The list.
 * @csspart supporter - One who gave.
 * @csspart message - What they wrote.
 * @csspart more - The button for more.
 * @csspart unnamed - How many more there are.
 * @cssprop [--glassjar-supporters-column=17em] - Least width of a column.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the initials and of the quotes' edge.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of dates and of what is said beside.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarSupporters extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    limit: { state: true, attribute: false },
    query: { state: true, attribute: false },
  };

  /** @internal How many are shown. */
  declare limit: number;
  /** @internal What is searched for, in small letters. */
  declare query: string;

  readonly #every = new EveryEntry({
    requestUpdate: () => this.requestUpdate(),
    arrived: () => void this.#takeFocus(),
  });
  #told: { readonly campaign: unknown; readonly supporters: Supporters } | undefined;

  constructor() {
    super();
    this.limit = step;
    this.query = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#every.stop();
  }

  protected override renderCampaign(newest: View): TemplateResult | typeof nothing {
    const adapter = this.campaignController.store?.adapter;
    const view = this.#every.of(newest, adapter) ?? newest;
    const { campaign } = view;
    const all = this.#every.has(campaign) || campaign.hideNames ? undefined : adapter?.allEntries;
    if (this.#told?.campaign !== campaign) {
      this.#told = { campaign, supporters: supportersOf(campaign, view.totals) };
    }
    const { supporters } = this.#told;
    const { named, people, isWithdrawn } = supporters;
    const messages = messagesFor(view.language.locale);
    if (!named.length && people === undefined && !(isWithdrawn && supporters.hasUnnamed)) return nothing;
    return html`<div class="base" part="base">
      ${named.length ? this.#renderNamed(named, view, messages) : this.#renderNobody(supporters, view, messages, all)}
      ${named.length ? this.#renderUnnamed(supporters, view, messages) : nothing}
    </div>`;
  }

  /** Nobody agreed to be named, or all names were withdrawn: the count and the sum remain. Or the names have not been sent. */
  #renderNobody(
    { people, bound, isWithdrawn }: Supporters,
    view: View,
    messages: SupportersMessages,
    all: AllEntries | undefined,
  ): TemplateResult {
    const { language, totals } = view;
    const number = people === undefined ? '' : formatNumber(people, language.locale);
    return html`<p class="count">
        ${people === undefined ? nothing : html`<b><bdi>${bounded(messages.gave(people, number), bound, language)}</bdi></b>`}
        ${isWithdrawn && totals.raised ? messages.together(moneyWords(totals.raised, language, totals.bound)) : nothing}
      </p>
      ${
        all
          ? this.#renderOffer(all, view, messages)
          : html`<p class="quiet">${isWithdrawn ? messages.withdrawn : messages.noneNamed}</p>`
      }`;
  }

  /** Names stand with entries, and of those there are too many to send to everyone. */
  #renderOffer(all: AllEntries, { campaign }: View, messages: SupportersMessages): TemplateResult | typeof nothing {
    if (!all.read) return nothing;
    const { read, status } = this.#every;
    const said = { offered: '', busy: messages.loading, failed: messages.loadFailed };
    return html`${
      status === 'busy'
        ? html`<progress max=${all.count} .value=${read} aria-label=${messages.loading}></progress>`
        : html`<button class="more" part="more" type="button" @click=${() => void this.#every.load(all, campaign)}>
              ${status === 'failed' ? messages.retry : messages.load}
            </button>`
    }
      <p class="status" role="status">${said[status]}</p>`;
  }

  /** The button that was pressed is gone; who pressed it goes on at the first name, unless they went elsewhere. */
  async #takeFocus(): Promise<void> {
    await this.updateComplete;
    if (document.activeElement === document.body) this.renderRoot.querySelector<HTMLElement>('.supporter')?.focus();
  }

  #renderNamed(named: readonly Supporter[], view: View, messages: SupportersMessages): TemplateResult {
    const { locale } = view.language;
    const hasSearch = named.length >= manyNames;
    const found = hasSearch && this.query ? named.filter((supporter) => matches(supporter, this.query)) : named;
    const shown = found.slice(0, this.limit);
    const left = Math.min(step, found.length - shown.length);
    return html`${hasSearch ? this.#renderSearch(messages) : nothing}
      <ul class="list" part="list" role="list" aria-label=${messages.supporters}>
        ${shown.map((supporter) => this.#renderSupporter(supporter, view, messages))}
      </ul>
      ${
        left > 0
          ? html`<button class="more" part="more" type="button" @click=${this.#handleMore}>
            ${messages.showMore(formatNumber(left, locale))}
          </button>`
          : nothing
      }
      <p class="status" role="status">${this.#renderStatus(found.length, shown.length, view, messages)}</p>`;
  }

  #renderSearch(messages: SupportersMessages): TemplateResult {
    return html`<label class="search" part="search"
      ><span class="quiet">${messages.search}</span
      ><input type="search" autocomplete="off" .value=${this.query} @input=${this.#handleSearch}
    /></label>`;
  }

  #renderStatus(found: number, shown: number, { language: { locale } }: View, messages: SupportersMessages): string {
    if (this.query) return messages.found(formatNumber(found, locale));
    if (found <= step) return '';
    return messages.shown(formatNumber(shown, locale), formatNumber(found, locale));
  }

  #renderSupporter(supporter: Supporter, { campaign, language }: View, messages: SupportersMessages): TemplateResult {
    const { amount, at, isReduced, message, name } = supporter;
    return html`<li class="supporter" part="supporter" tabindex="-1">
      <span class="monogram" aria-hidden="true">${monogramOf(name)}</span>
      <p class="who">
        <b class="name"><bdi lang=${campaign.language ?? nothing}>${name}</bdi></b>
        <span class="facts quiet"
          >${
            amount
              ? html`<span class="amount">${formatMoney(amount, language.locale)}</span>${isReduced ? ` ${messages.reduced}` : nothing}`
              : nothing
          }${amount && at ? ' · ' : nothing}${
            at ? html`<time datetime=${at}>${formatDate(dayOf(at), language.locale)}</time>` : nothing
          }</span
        >
      </p>
      ${
        message
          ? html`<blockquote class="message" part="message"><bdi lang=${campaign.language ?? nothing}>${message}</bdi></blockquote>`
          : nothing
      }
    </li>`;
  }

  #renderUnnamed(
    supporters: Supporters,
    { language }: View,
    messages: SupportersMessages,
  ): TemplateResult | typeof nothing {
    const { bound, hasUnnamed, unnamed } = supporters;
    // Who searches asks for names, and those without one are no finds.
    if (!hasUnnamed || this.query) return nothing;
    const words = unnamed
      ? messages.unnamed(unnamed, bounded(formatNumber(unnamed, language.locale), bound, language))
      : messages.others;
    return html`<p class="unnamed quiet" part="unnamed">… <bdi>${words}</bdi></p>`;
  }

  readonly #handleMore = async (): Promise<void> => {
    const first = this.limit;
    this.limit += step;
    await this.updateComplete;
    // The button may be gone; who asked for more goes on reading at the first of them.
    this.renderRoot.querySelectorAll<HTMLElement>('.supporter')[first]?.focus();
  };

  readonly #handleSearch = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim().toLowerCase();
    this.limit = step;
  };
}

const matches = ({ name, message = '' }: Supporter, query: string): boolean =>
  `${name}\n${message}`.toLowerCase().includes(query);

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-supporters': GlassjarSupporters;
  }
}
