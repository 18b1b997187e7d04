import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { dayOf } from '../../core/calendar.ts';
import { asOf, type Campaign } from '../../core/campaign.ts';
import { formatNumber } from '../../core/format.ts';
import type { Row } from '../../core/journal.ts';
import { ledgerCsv, ledgerJson } from '../../core/ledger-files.ts';
import { sheetIn, type Sheet } from '../../core/ledger-sheet.ts';
import { sourcesOf } from '../../core/ledger.ts';
import type { Choice } from '../../core/search.ts';
import { EveryEntry } from '../shared/every-entry.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { clock } from '../shared/clock.ts';
import { BookKeeper, type Books } from './books.ts';
import { renderCheck } from './check.ts';
import { download } from './download.ts';
import { styles } from './ledger.styles.ts';
import { listStyles } from './list.styles.ts';
import type { LedgerMessages } from './messages.ts';
import { renderOffer } from './offer.ts';
import { RowBlocks } from './row-blocks.ts';
import { sourceName } from '../shared/source-name.ts';
import { renderSummary } from './summary.ts';
import { fold } from '../../core/list.ts';

/**
 * @summary Money in and out: what came in, what went out, what is left, by source and by purpose; then every entry, newest first, to search, choose from and download. Whether the entries add up is checked in the reader's browser, and said either way.
 * @tag glassjar-ledger
 *
 * The entries scroll in a box of their own, so that ten thousand of them don't push the rest of the page away;
 * `--glassjar-ledger-height: none` lets them grow with the page. A campaign without entries shows what its sources state.
 *
 * @slot - Shown while there is no sum and no entry to show.
 * @csspart base - The wrapper.
 * @csspart figures - Came in, went out, fees, still in the jar.
 * @csspart check - Whether the books add up.
 * @csspart controls - Search and choice.
 * @csspart list - The box in which the entries scroll.
 * @csspart download - A button that hands out a file.
 * @cssprop [--glassjar-ledger-height=34rem] - How tall the box of entries gets before it scrolls; `none`: as tall as they are.
 * @cssprop [--glassjar-ink=#1d2433] - Colour of the text on paper.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside it.
 * @cssprop [--glassjar-paper=#fffdf9] - Colour behind the entries.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of lines.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of what lies deeper.
 * @cssprop [--glassjar-give=#0f766e] - Colour of money given.
 * @cssprop [--glassjar-book=#b45309] - Colour of money from sales.
 * @cssprop [--glassjar-out=#9f1239] - Colour of money out and of what does not add up.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarLedger extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles, listStyles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    headingLevel: { attribute: 'heading-level', type: Number },
    plainCsv: { attribute: 'plain-csv', type: Boolean },
    choice: { state: true, attribute: false },
  };

  /** Level of its headings, 1 to 6: one below the heading above. Default: 3. */
  declare headingLevel: number;
  /** The CSV to download has the wire format's words and commas, for programs, in place of the reader's language for a spreadsheet. */
  declare plainCsv: boolean;
  /** @internal What the reader asked for. */
  declare protected choice: Choice;

  readonly #blocks = new RowBlocks();
  readonly #keeper = new BookKeeper(() => this.requestUpdate());
  readonly #every = new EveryEntry({
    requestUpdate: () => this.requestUpdate(),
    arrived: () => (this.#isAwaited = true),
  });
  #isAwaited = false;
  #books: Books | undefined;
  #shown: readonly Row[] = [];
  #shownFor: Choice | undefined;

  constructor() {
    super();
    this.headingLevel = 3;
    this.plainCsv = false;
    this.choice = {};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#handlePrint);
    this.#blocks.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#handlePrint);
    this.#blocks.pause();
    this.#every.stop();
  }

  /** The button that was pressed is gone: what it brought takes its place, also for who uses keys, unless they went on. */
  protected override updated(): void {
    const list = this.#isAwaited ? this.renderRoot.querySelector<HTMLElement>('.list') : null;
    if (!list) return;
    this.#isAwaited = false;
    if (document.activeElement === document.body) list.focus();
  }

  /** What is on paper can't be scrolled to. */
  readonly #handlePrint = (): void => this.#blocks.finish();

  #choose(changes: Choice): void {
    this.choice = { ...this.choice, ...changes };
    this.renderRoot.querySelector('.list')?.scrollTo(0, 0);
  }

  #handleShowAll(): void {
    this.choice = {};
    this.renderRoot.querySelector<HTMLElement>('input[type=search]')?.focus();
  }

  #handleDownload(format: 'csv' | 'json'): void {
    const { journal, view } = this.#books!;
    const { campaign } = view;
    const when = asOf(campaign, clock.now());
    const name = [(campaign.id ?? 'glassjar').replace(/[^\w-]+/g, '-'), ...(when ? [dayOf(when)] : [])].join('-');
    if (format === 'csv') download(ledgerCsv(journal, campaign, this.#sheet()), 'text/csv', `${name}.csv`);
    else download(ledgerJson(campaign), 'application/json', `${name}.json`);
  }

  /** A spreadsheet of the reader's language opens it as it is, unless the page wants it for programs. */
  #sheet(): Sheet | undefined {
    return this.plainCsv ? undefined : sheetIn(this.#books!.words.locale);
  }

  protected override renderCampaign(newest: View): TemplateResult | typeof nothing {
    if (!newest.campaign.entries?.length && !newest.totals.sources.length) return nothing;
    const adapter = this.campaignController.store?.adapter;
    const whole = this.#every.of(newest, adapter);
    const books = (this.#books = this.#keeper.read(whole ?? newest, this.formal));
    if (!books) return nothing;
    const { choose, journal, messages, view, words } = books;
    const { campaign } = view;
    const all = this.#every.has(campaign) ? undefined : adapter?.allEntries;
    if (all || !campaign.entries?.length) {
      const { damaged } = campaign;
      const isFlawed = damaged.entries || damaged.sources || view.totals.discrepancies.length;
      return html`<div class="base" part="base">
        ${renderSummary(view, journal, messages, this.headingLevel)}
        ${all && !isFlawed ? nothing : renderCheck(view, journal, messages)} ${all ? renderOffer(this.#every, all, view, messages) : nothing}
      </div>`;
    }
    const isAnew = this.#shownFor !== this.choice;
    this.#shown = choose(this.choice);
    this.#shownFor = this.choice;
    this.#blocks.show(this.#shown, words, isAnew);
    return html`<div class="base" part="base">
      ${renderSummary(view, journal, messages, this.headingLevel)} ${renderCheck(view, journal, messages)}
      ${this.#renderControls(campaign, messages)} ${this.#renderStatus(books)}
      <div
        class="list ${journal.carried ? '' : 'no-balance'}"
        part="list"
        role="region"
        aria-label=${messages.entries}
        tabindex="0"
        ?hidden=${!this.#shown.length}
        .style=${measures(books)}
      >
        ${this.#blocks.table} ${this.#renderCarried(books)}
      </div>
      ${this.#renderDownloads(books)}
    </div>`;
  }

  /** A file from which lines are missing would tell everyone another sum. */
  #renderDownloads({ messages, view }: Books): TemplateResult | typeof nothing {
    const { damaged } = view.campaign;
    if (damaged.entries || damaged.sources) return nothing;
    return html`<p class="downloads" role="group" aria-label=${messages.download}>
      <span class="quiet">${messages.download}</span>
      <button type="button" part="download" @click=${() => this.#handleDownload('csv')}>CSV</button>
      <button type="button" part="download" @click=${() => this.#handleDownload('json')}>JSON</button>
    </p>`;
  }

  #renderControls(campaign: Campaign, messages: LedgerMessages): TemplateResult {
    const { query = '', side, source } = this.choice;
    const sources = sourcesOf(campaign);
    const sides = [
      [undefined, messages.all],
      ['in', messages.cameIn],
      ['out', messages.wentOut],
    ] as const;
    return html`<form
      class="controls"
      part="controls"
      role="search"
      aria-label=${messages.filter}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <label class="search">
        <span>${messages.search}</span>
        <input
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          placeholder=${messages.searchHint}
          .value=${query}
          @input=${({ target }: Event) => this.#choose({ query: (target as HTMLInputElement).value })}
        />
      </label>
      <fieldset>
        <legend>${messages.filter}</legend>
<div class="sides">
        ${sides.map(
          ([value, words]) =>
            html`<label
              ><input
                type="radio"
                name="side"
                .checked=${side === value}
                @change=${() => this.#choose({ side: value, ...(value === 'out' && { source: undefined }) })}
              /><span>${words}</span></label
            >`,
        )}
</div>
      </fieldset>
      ${
        sources.length > 1
          ? html`<label class="source">
            <span>${messages.source}</span>
            <select
              @change=${({ target }: Event) => {
                const { value } = target as HTMLSelectElement;
                this.#choose(value ? { source: value, side: 'in' } : { source: undefined });
              }}
            >
              <option value="" .selected=${source === undefined}>${messages.allSources}</option>
              ${sources.map(
                ({ id, kind = 'gifts', label }) =>
                  html`<option value=${id} .selected=${source === id}>${sourceName({ id, kind, label }, this.language.locale)}</option>`,
              )}
            </select>
          </label>`
          : nothing
      }
    </form>`;
  }

  /** How many lines are shown, told to screen readers as it changes. */
  #renderStatus({ journal, messages, view, words }: Books): TemplateResult {
    const { locale } = view.language;
    const shown = this.#shown;
    const all = journal.rows.length;
    const isAll = shown === journal.rows;
    const number = formatNumber(shown.length, locale);
    const sum = fold(shown, 0, (total, { effect, flaw }) => (flaw === 'duplicate' ? total : total + effect));
    return html`<p class="status quiet" role="status">
        <bdi>${
          isAll
            ? messages.count(all, number)
            : shown.length
              ? messages.found(shown.length, number, formatNumber(all, locale), words.signed(sum))
              : messages.noneFound
        }</bdi>
      </p>
      ${
        isAll
          ? nothing
          : html`<button class="all" type="button" @click=${() => this.#handleShowAll()}>${messages.showAll}</button>`
      }`;
  }

  /** Below the oldest entry: with what the balance begins. */
  #renderCarried({ journal, messages, view, words }: Books): TemplateResult | typeof nothing {
    const { carried, counted, rows } = journal;
    if (!carried?.minor || this.#shown !== rows) return nothing;
    const parts = new Set(view.totals.sources.filter(({ rest }) => rest).map(({ id }) => id));
    const names = sourcesOf(view.campaign)
      .filter(({ copies, id, raised }) => (counted.has(id) ? parts.has(id) : (raised ?? copies)))
      .map(({ id, kind = 'gifts', label }) => sourceName({ id, kind, label }, view.language.locale));
    return html`<p class="carried">
      <bdi>${messages.carried(names.join(', '))}</bdi> <b><bdi>${words.amount(carried.minor)}</bdi></b>
    </p>`;
  }
}

/** The columns of figures are as wide as the widest figure, in every block alike; on a card the balance says what it is. */
function measures({ journal, messages, words }: Books): string {
  let amount = 0;
  let balance = 0;
  for (const row of journal.rows) {
    amount = Math.max(amount, row.entry.amount.minor);
    balance = Math.max(balance, Math.abs(row.balance ?? 0));
  }
  return `--_amount:${words.signed(amount).length}ch;--_balance:${words.amount(-balance).length}ch;--_label:"${messages.balance}"`;
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-ledger': GlassjarLedger;
  }
}
