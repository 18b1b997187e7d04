import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Campaign, PressItem } from '../../core/campaign.ts';
import type { Feed } from '../../core/feed.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import { isSameLanguage, languageName } from '../../core/language-name.ts';
import { countOutlets, groupReports, reportsOf, type ReportGroup } from '../../core/news.ts';
import { FeedController } from '../shared/feed-controller.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { messagesFor, type PressMessages } from './messages.ts';
import { styles } from './press.styles.ts';

const plain = { pressSrc: { attribute: 'press-src' } } satisfies PropertyDeclarations;

/** How many reports are shown at first, and how many more at each wish. */
const shownFirst = 8;
const step = 20;

/**
 * @summary The media echo: who reported, when and what, counted.
 * @tag glassjar-press
 *
 * A report's language is named where it isn't the reader's.
 *
 * @slot - Shown while there are no reports to show.
 * @csspart base - The wrapper.
 * @csspart heading - The heading, with the counts.
 * @csspart item - Each report.
 * @csspart more - The button for more.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of days, kinds and languages.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of the lines.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the button.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It or its feed could not be read, or parts of it were refused.
 */
export class GlassjarPress extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    ...plain,
    group: { type: String },
    headingLevel: { attribute: 'heading-level', type: Number },
    noHeading: { type: Boolean, attribute: 'no-heading' },
    shown: { state: true, attribute: false },
    status: { state: true, attribute: false },
  };

  /** Address of a feed (JSON Feed, RSS, Atom) on the same site, whose title is the outlet of its posts. Needs no campaign. */
  declare pressSrc: string | undefined;
  /** `day` (default) or `outlet`. */
  declare group: string;
  /** Level of the heading, 1 to 5; those below it are one deeper. Default: 2. */
  declare headingLevel: number;
  /** Leaves out the heading, where the page has one. */
  declare noHeading: boolean;
  /** @internal How many are shown. */
  declare shown: number;
  /** @internal What was done, said to screen readers. */
  declare status: string;

  readonly #feed = new FeedController(this, () => this.pressSrc);
  #reports: readonly PressItem[] = [];
  #from: readonly [Campaign, Feed | undefined] | undefined;

  constructor() {
    super();
    this.group = 'day';
    this.headingLevel = 2;
    this.noHeading = false;
    this.shown = shownFirst;
    this.status = '';
  }

  readonly #handleMore = async (): Promise<void> => {
    const before = this.shown;
    this.shown = Math.min(this.#reports.length, before + step);
    const { locale } = this.language;
    const count = this.shown - before;
    this.status = messagesFor(locale).shownMore(count, formatNumber(count, locale));
    await this.updateComplete;
    const item = this.renderRoot.querySelectorAll<HTMLElement>('.item')[before];
    if (!item) return;
    // No control, but reading goes on there.
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
  };

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, language } = view;
    const { feed } = this.#feed;
    if (campaign !== this.#from?.[0] || feed !== this.#from[1]) {
      this.#from = [campaign, feed];
      this.#reports = reportsOf(campaign.press, feed);
    }
    const reports = this.#reports;
    if (!reports.length) return nothing;
    const { locale } = language;
    const messages = messagesFor(locale);
    const outlets = countOutlets(reports);
    // Bare names are no reports that a reader could count.
    const summary = reports.some(({ at, title, url }) => at ?? title ?? url)
      ? messages.inOutlets(
          messages.reports(reports.length, formatNumber(reports.length, locale)),
          messages.outlets(outlets, formatNumber(outlets, locale)),
        )
      : messages.press;
    const next = Math.min(step, reports.length - this.shown);
    const isByOutlet = this.group === 'outlet';
    return html`<div class="base" part="base">
      ${this.noHeading ? nothing : html`<div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}><bdi>${summary}</bdi></div>`}
      ${this.#cut(groupReports(reports, isByOutlet ? 'outlet' : 'day')).map((group) => this.#renderGroup(group, view, messages))}
      ${
        next > 0
          ? html`<button class="more" part="more" type="button" @click=${this.#handleMore}>
              <bdi>${messages.more(next, formatNumber(next, locale))}</bdi>
            </button>`
          : nothing
      }
      <p class="status" role="status">${this.status}</p>
    </div>`;
  }

  /** The groups, as far as they are shown. */
  #cut(groups: readonly ReportGroup[]): ReportGroup[] {
    let left = this.shown;
    return groups
      .map((group) => {
        const reports = group.reports.slice(0, Math.max(0, left));
        left -= reports.length;
        return { ...group, reports };
      })
      .filter(({ reports }) => reports.length);
  }

  #renderGroup({ day, outlet, reports }: ReportGroup, view: View, messages: PressMessages): TemplateResult {
    const { locale } = view.language;
    // Where no report has a date, to say so of all of them says nothing.
    const isPlain = !day && !outlet && reports.length === this.#reports.length;
    return html`<div class=${isPlain ? 'group plain' : 'group'}>
      ${
        isPlain
          ? nothing
          : html`<div
              class=${outlet ? 'over outlet' : 'over'}
              role="heading"
              aria-level=${this.headingLevel + 1}
            >
              ${day ? html`<time datetime=${day}>${formatDate(day, locale)}</time>` : html`<bdi>${outlet ?? messages.undated}</bdi>`}
            </div>`
      }
      <ul role="list">
        ${reports.map((report) => html`<li class="item" part="item">${this.#renderReport(report, outlet !== undefined, view, messages)}</li>`)}
      </ul>
    </div>`;
  }

  #renderReport(
    report: PressItem,
    isUnderOutlet: boolean,
    { campaign, language }: View,
    messages: PressMessages,
  ): TemplateResult {
    const { locale } = language;
    const { at, kind, outlet, title, url } = report;
    const lang = report.language ?? campaign.language ?? nothing;
    const word = kind && Object.hasOwn(messages.kinds, kind) && messages.kinds[kind as keyof PressMessages['kinds']];
    const facts = [
      isUnderOutlet && at ? html`<time datetime=${at}>${formatDate(at, locale)}</time>` : undefined,
      kind ? html`<bdi lang=${word ? nothing : (campaign.language ?? nothing)}>${word || kind}</bdi>` : undefined,
      report.language && !isSameLanguage(report.language, locale)
        ? html`<span>${languageName(report.language, locale)}</span>`
        : undefined,
    ].filter((fact) => fact !== undefined);
    const headline = html`<p class="title">
      <bdi lang=${lang}>${url ? html`<a href=${url} hreflang=${report.language ?? nothing} rel="noopener">${title ?? outlet}</a>` : (title ?? outlet)}</bdi>
    </p>`;
    // Who, and below it what; under the outlet's own heading: what, and below it when.
    if (title && !isUnderOutlet)
      return html`<p class="facts">
          <bdi class="outlet">${outlet}</bdi>${facts.length ? html`<span class="quiet">${[' · ', apart(facts)]}</span>` : nothing}
        </p>
        ${headline}`;
    return html`${headline}${facts.length ? html`<p class="facts quiet">${apart(facts)}</p>` : nothing}`;
  }
}

/** Facts in one line, also when it is copied or read out. */
const apart = (facts: readonly TemplateResult[]): unknown[] =>
  facts.flatMap((fact, index) => (index ? [' · ', fact] : [fact]));

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-press': GlassjarPress;
  }
}
