import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { asOf, statusOf, type Campaign } from '../../core/campaign.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import { groupIban } from '../../core/iban.ts';
import { fold } from '../../core/list.ts';
import { Part } from '../../part.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import type { Language } from '../shared/language.ts';
import { late } from '../shared/late.ts';
import { MinuteController } from '../shared/minute-controller.ts';
import { dataLink, trouble } from '../shared/trouble.ts';
import { moneyWords, whenWords } from '../shared/words.ts';
import { styles } from './panel.styles.ts';

const discrepanciesPart = new Part(() => import('./discrepancies.ts'), 'tell');
const donatePart = new Part(() => import('../donate/define.ts'), 'GlassjarDonate');
const needsPart = new Part(() => import('../needs/define.ts'), 'GlassjarNeeds');
const sectionsPart = new Part(() => import('../sections/define.ts'), 'GlassjarSections');
const structuredDataPart = new Part(() => import('./structured-data.ts'), 'write');

/**
 * @summary The whole panel: what came in, how far it is, how to give, the book, how to share, and how old the figures are.
 * @tag glassjar-panel
 *
 * @attr {boolean} no-celebration - Leaves out what is said and shown when the sum grows past a milestone.
 * @slot end - A line of the page's own at the end of the card.
 * @slot - The fallback: total and a way to give in plain HTML. Shown while loading, without data, and when scripts are off.
 * @csspart base - The card.
 * @csspart title - The campaign's title.
 * @csspart donate - The link to the first way to give, or the button; opens the dialog.
 * @csspart bank - The bank account.
 * @csspart sections - What lies behind the panel: ledger, news, press and the rest.
 * @csspart foot - Whether the books add up, and when the figures were true.
 * @csspart problems - The author's messages, with `debug`.
 * @cssprop [--glassjar-ink=#1d2433] - Colour of the text.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside it.
 * @cssprop [--glassjar-paper=#fffdf9] - Colour of the card.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of what lies deeper than the card.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-give=#0f766e] - Colour of money given.
 * @cssprop [--glassjar-give-ink=#fff] - Colour of text upon it.
 * @cssprop [--glassjar-book=#b45309] - Colour of the book.
 * @cssprop [--glassjar-out=#9f1239] - Colour of money out and of what does not add up.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @cssprop [--glassjar-shadow=soft] - Shadow of the card.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read, or read anew.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 * @fires {GlassjarSharedEvent} glassjar-shared - A reader chose a way to share; says the channel only.
 */
export class GlassjarPanel extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override properties: PropertyDeclarations = {
    form: { type: String },
    open: { type: Boolean },
    sections: { type: String },
    updatesSrc: { attribute: 'updates-src' },
    pressSrc: { attribute: 'press-src' },
    structuredData: { type: Boolean, attribute: 'structured-data' },
  };

  /** The form of the progress: `bar` (default), `ring` or `jar`. */
  declare form: string;
  /** Whether the sections behind the panel are open. */
  declare open: boolean;
  /**
   * Which sections there are, in which order: some of `ledger updates press supporters reach needs embeds record`. Absent: all
   * that the campaign has something for. Empty: none.
   */
  declare sections: string | undefined;
  /** Address of a feed on the same site (JSON Feed, RSS or Atom) whose posts are news of the campaign. */
  declare updatesSrc: string | undefined;
  /** Address of a feed on the same site whose items are reports of others. */
  declare pressSrc: string | undefined;
  /** Writes the campaign as schema.org JSON-LD into the page's head, for search engines. Never a giver's name. */
  declare structuredData: boolean;

  #wasOpen = false;
  #isLed = false;

  constructor() {
    super();
    this.addController(new MinuteController(this));
    this.form = 'bar';
    this.open = false;
    this.structuredData = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#handleHash);
    this.#handleHash();
    // Back from paying: the part that takes the donation's reference out of the address also says what became of it.
    if (location.search.includes('glassjar-donation=')) late(this, donatePart);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#handleHash);
  }

  override willUpdate(): void {
    this.#wasOpen ||= this.open;
    if (this.#wasOpen) late(this, sectionsPart);
  }

  protected override updated(): void {
    if (this.structuredData) late(this, structuredDataPart)?.write(this, this.campaignController.state);
  }

  /** A link to a section opens what it lies in; the sections then take the reader there. */
  readonly #handleHash = (event?: Event): void => {
    if (this.open || !location.hash.startsWith('#glassjar-')) return;
    this.open = true;
    this.#isLed = Boolean(event);
  };

  /** Opens the dialog; where that can't be had, a link is followed, and else the bank data come into view. */
  readonly #handleGive = async (event: MouseEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { href } = event.currentTarget as HTMLAnchorElement;
    const coming = donatePart.load();
    this.requestUpdate();
    await coming.catch(() => {});
    this.requestUpdate();
    if (this.#show()) return;
    if (href) location.href = href;
    else this.renderRoot.querySelector<HTMLElement>('.bank')?.focus();
  };

  /** Opens the dialog, and answers whether it could; an old library gives every element a `show` that answers otherwise. */
  #show(): boolean {
    return this.renderRoot.querySelector('glassjar-donate')?.show?.() === true;
  }

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, totals } = view;
    // Before anything is told of what came in, the goal and the account are. Without a figure that can be trusted the author's own words tell more than a panel without its centre.
    const { damaged, give, goal } = campaign;
    const isUntold = !damaged.sources && !damaged.entries && !totals.discrepancies.length;
    if (!totals.raised && !campaign.noMoney && !(isUntold && (goal ?? give))) return nothing;
    const { store } = this.campaignController;
    const { book, language } = campaign;
    return html`<article class="base" part="base">
      <div class="body">
        <header>
          <h2 part="title" dir="auto" lang=${language ?? nothing}>${campaign.title}</h2>
          ${this.#renderSub(view)}
        </header>
        ${
          totals.raised || (goal && !campaign.noMoney)
            ? html`<div>
              <glassjar-counter .store=${store} no-details></glassjar-counter>
              <glassjar-progress .store=${store} .form=${this.form}></glassjar-progress>
            </div>`
            : nothing
        }
        ${this.#renderStatus(view)} ${book ? html`<glassjar-book .store=${store}></glassjar-book>` : nothing}
      </div>
      <div class="share"><glassjar-share .store=${store} .formal=${this.formal}></glassjar-share></div>
      ${this.#renderSections(view)}
      ${this.#renderFoot(view)}
      <slot name="end"></slot>
      <glassjar-donate no-button .store=${store} .formal=${this.formal}></glassjar-donate>
    </article>`;
  }

  #renderSub({ campaign, language: { messages } }: View): TemplateResult | typeof nothing {
    const { beneficiary, organiser } = campaign;
    const who = [
      ...(beneficiary ? [messages.forWhom(beneficiary.name)] : []),
      ...(organiser ? [messages.organisedBy(organiser.name)] : []),
    ].join(' · ');
    return who ? html`<p class="sub quiet">${who}</p>` : nothing;
  }

  /** How to give: only while giving is possible and wanted. */
  #renderStatus({ campaign, language }: View): TemplateResult | typeof nothing {
    const { ends, noMoney, starts } = campaign;
    const { locale, messages } = language;
    const status = statusOf(campaign, clock.now());
    if (status === 'ended') return html`<p class="notice">${messages.ended(formatDate(ends!, locale))}</p>`;
    if (noMoney) {
      // What helps instead is a part of its own; until it is there, or if it can't be, its text is.
      late(this, needsPart);
      return html`<glassjar-needs .store=${this.campaignController.store} .formal=${this.formal}><p>${noMoney.text}</p></glassjar-needs>`;
    }
    if (status === 'upcoming') return html`<p class="notice">${messages.starts(formatDate(starts!, locale))}</p>`;
    return this.#renderGive(campaign, language);
  }

  #renderGive({ give }: Campaign, language: Language): TemplateResult | typeof nothing {
    if (!give) return nothing;
    const { messages } = language;
    const { bank, links = [] } = give;
    // A backend that takes donations itself comes before any link.
    const isOwn = this.campaignController.store?.adapter?.startDonation;
    const [first, ...others] = isOwn ? [undefined, ...links] : links;
    if (!bank && !first && !isOwn) return nothing;
    const isBusy = Boolean(donatePart.running && !donatePart.loaded);
    return html`<section class="give" aria-label=${messages.donate}>
      ${
        first
          ? html`<a class="donate" part="donate" href=${first.url} aria-busy=${isBusy} @click=${this.#handleGive}>${messages.donateBy(first.label)}</a>`
          : html`<button class="donate" part="donate" aria-busy=${isBusy} @click=${this.#handleGive}>${messages.donate}</button>`
      }
      ${
        // With neither a link nor an account beside it, what the page's author wrote is the way to give that is left.
        trouble(this, donatePart, language, bank || links.length ? nothing : html`<slot></slot>`, () => this.#show())
      }
      ${
        others.length
          ? html`<p class="ways"><span class="quiet">${messages.otherWays}</span>${others.map((link) => html`<a href=${link!.url}>${link!.label}</a>`)}</p>`
          : nothing
      }
      ${
        bank
          ? html`<div class="bank" part="bank" tabindex="-1">
            <h3>${messages.transfer}</h3>
            <dl>
              ${row(messages.holder, bank.holder)} ${row('IBAN', groupIban(bank.iban))} ${row('BIC', bank.bic)}
              ${row(messages.reference, bank.reference)}
            </dl>
          </div>`
          : nothing
      }
    </section>`;
  }

  #renderSections({ campaign, language }: View): TemplateResult | typeof nothing {
    const { embeds, entries, needs, press, reach, updates } = campaign;
    if (!(
      this.sections ??
      this.updatesSrc ??
      this.pressSrc ??
      [embeds, entries, needs, press, reach, updates].find((list) => list?.length)
    ))
      return nothing;
    return html`<details
      class="all"
      part="sections"
      .open=${this.open}
      @toggle=${({ target }: Event) => (this.open = (target as HTMLDetailsElement).open)}
    >
      <summary>${language.messages.everything}</summary>
      ${
        sectionsPart.error
          ? html`<div class="missing">${trouble(this, sectionsPart, language, dataLink(this.campaignController.store, language))}</div>`
          : nothing
      }
      ${
        this.#wasOpen
          ? html`<glassjar-sections
              .store=${this.campaignController.store}
              .formal=${this.formal}
              .sections=${this.sections}
              .updatesSrc=${this.updatesSrc}
              .pressSrc=${this.pressSrc}
              .isLed=${this.#isLed}
            ></glassjar-sections>`
          : nothing
      }
    </details>`;
  }

  #renderFoot({ campaign, language, state, totals }: View): TemplateResult | typeof nothing {
    const { locale, messages } = language;
    const now = clock.now();
    const when = asOf(campaign, now);
    const isSound = !totals.discrepancies.length;
    // Sums that were sent for entries have not been checked by anyone here.
    const entries = this.campaignController.store?.adapter?.allEntries ? 0 : totals.entries;
    if (isSound && !entries && !when && state.status === 'fresh') return nothing;
    const rest = fold(totals.sources, 0, (sum, source) => sum + (source.rest?.minor ?? 0));
    const sound = rest
      ? html`<span>${messages.notListed(moneyWords({ ...totals.raised!, minor: rest }, language, totals.bound))}</span>`
      : entries
        ? html`<b class="sound">✓ ${messages.addUp(entries, formatNumber(entries, locale))}</b>`
        : nothing;
    return html`<footer class="foot quiet" part="foot">
      ${isSound ? sound : html`<b class="unsound" role="note">${late(this, discrepanciesPart)?.tell(totals.discrepancies, locale)}</b>`}
      ${when ? html`<time datetime=${when} title=${formatDate(when, locale)}>${messages.asOf(whenWords(when, now, language))}</time>` : nothing}
      ${
        state.status === 'stale'
          ? html`<span role="status">${messages.stale(whenWords(new Date(state.checkedAt!).toISOString(), now, language))}</span>`
          : nothing
      }
    </footer>`;
  }
}

/** What a bank wants to know. No browser may translate it. */
const row = (term: string, value: string | undefined): TemplateResult | typeof nothing =>
  value ? html`<dt>${term}</dt><dd translate="no"><bdi>${value}</bdi></dd>` : nothing;

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-panel': GlassjarPanel;
  }
}
