import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Update } from '../../core/campaign.ts';
import { dayOf } from '../../core/calendar.ts';
import { formatDate, formatNumber } from '../../core/format.ts';
import type { Money } from '../../core/money.ts';
import { recordOf, type CampaignRecord } from '../../core/record.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { MinuteController } from '../shared/minute-controller.ts';
import type { Language } from '../shared/language.ts';
import { bounded, moneyWords, numberWords } from '../shared/words.ts';
import { messagesFor, type RecordMessages } from './messages.ts';
import { styles } from './record.styles.ts';

/** The news and the outlets that a record names: the last and the first ones. */
const mostUpdates = 5;
const mostOutlets = 6;

/**
 * @summary What remains of a campaign after its end: the final sums, thanks, what happened and how far it reached.
 * @tag glassjar-record
 *
 * Before the end its children are shown. A sum that nothing states is said to be unknown.
 *
 * @slot - Shown before the end of the campaign.
 * @csspart base - The wrapper.
 * @csspart sums - The final sums.
 * @csspart thanks - The organiser's thanks.
 * @csspart happened - What happened.
 * @cssprop [--glassjar-give=#0f766e] - Colour of what came in and of the thanks' edge.
 * @cssprop [--glassjar-out=#9f1239] - Colour of what went out.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of the thanks.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarRecord extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    headingLevel: { attribute: 'heading-level', type: Number },
  };

  /** Level of its headings, 1 to 6: one below the heading above. Default: 3. */
  declare headingLevel: number;

  constructor() {
    super();
    this.addController(new MinuteController(this));
    this.headingLevel = 3;
  }

  protected override renderCampaign({ campaign, language, totals }: View): TemplateResult | typeof nothing {
    const record = recordOf(campaign, totals, clock.now());
    if (!record) return nothing;
    const messages = messagesFor(language.locale);
    return html`<div class="base" part="base">
      ${this.#renderSpan(record, language, messages)} ${this.#renderSums(record, language, messages)}
      ${
        record.thanks
          ? html`<blockquote class="thanks" part="thanks"><bdi lang=${campaign.language ?? nothing}>${record.thanks}</bdi></blockquote>`
          : nothing
      }
      ${this.#renderHappened(record, campaign.language, language, messages)}
      ${record.isWithdrawn ? html`<p class="note quiet">${messages.withdrawn}</p>` : nothing}
    </div>`;
  }

  #renderSpan({ days, ends, starts }: CampaignRecord, { locale }: Language, messages: RecordMessages): TemplateResult {
    const last = html`<time datetime=${ends}>${formatDate(ends, locale)}</time>`;
    return html`<header>
      <div class="title" role="heading" aria-level=${this.headingLevel}>${messages.record}</div>
      <p class="quiet">
        ${starts ? html`<time datetime=${starts}>${formatDate(starts, locale)}</time> – ${last}` : messages.ended(formatDate(ends, locale))}${
          days ? ` · ${messages.days(days, formatNumber(days, locale))}` : nothing
        }
      </p>
    </header>`;
  }

  #renderSums({ asOf, sums }: CampaignRecord, language: Language, messages: RecordMessages): TemplateResult {
    const { balance, bound, fees, raised, spent } = sums;
    const cell = (name: string, label: string, amount: Money | undefined, zero: string, how: typeof bound = 'exact') =>
      html`<div class=${`sum ${name}`}>
        <dt>${label}</dt>
        ${
          amount
            ? html`<dd>${amount.minor ? moneyWords(amount, language, how) : zero}</dd>`
            : html`<dd class="unknown">${messages.unknown}</dd>`
        }
      </div>`;
    return html`<dl class="sums" part="sums">
        ${cell('in', messages.raised, raised, messages.nothingRaised, bound)}
        ${
          spent
            ? html`${cell('out', messages.spent, spent, messages.nothingSpent)}
              ${cell('out', messages.fees, fees, messages.noFees)}
              ${cell('left', messages.balance, balance, messages.nothingLeft, bound)}`
            : nothing
        }
      </dl>
      <p class="note quiet">
        ${spent ? nothing : messages.spentUnknown}
        ${asOf ? html`<time datetime=${asOf}>${messages.sumsOf(formatDate(asOf, language.locale))}</time>` : nothing}
      </p>`;
  }

  #renderHappened(
    record: CampaignRecord,
    spoken: string | undefined,
    language: Language,
    messages: RecordMessages,
  ): TemplateResult | typeof nothing {
    const facts = this.#renderFacts(record, spoken, language, messages);
    const updates = record.updates.slice(-mostUpdates);
    if (!facts.length && !updates.length) return nothing;
    return html`<section part="happened" aria-labelledby="happened">
      <div class="title" id="happened" role="heading" aria-level=${this.headingLevel}>${messages.happened}</div>
      ${facts.length ? html`<ul class="facts" role="list">${facts}</ul>` : nothing}
      ${
        updates.length
          ? html`<ul class="updates" role="list">
            ${updates.map((update) => this.#renderUpdate(update, spoken, language))}
          </ul>`
          : nothing
      }
    </section>`;
  }

  /** What is known in figures, each with when it was so where that is known too. */
  #renderFacts(
    { people, press, rank, reach, sales, shares }: CampaignRecord,
    spoken: string | undefined,
    language: Language,
    messages: RecordMessages,
  ): TemplateResult[] {
    const { locale } = language;
    const facts: TemplateResult[] = [];
    const tell = (words: string | TemplateResult, at?: string): unknown =>
      facts.push(
        html`<li><bdi>${words}</bdi> ${at ? html`<time class="quiet" datetime=${at}>(${formatDate(at, locale)})</time>` : nothing}</li>`,
      );
    if (people) tell(messages.gave(people.count, numberWords(people.count, language, people.bound)));
    if (sales) tell(messages.sold(sales.copies, numberWords(sales.copies, language, sales.bound)));
    if (rank) tell(messages.rank(numberWords(rank.rank, language, rank.bound), rank.list), rank.at);
    if (shares) tell(messages.shared(shares.count, numberWords(shares.count, language, shares.bound)), shares.at);
    for (const { at, bound, label, value } of reach) {
      const number = formatNumber(value, locale);
      const words = bound === 'theoretical' ? messages.theoretical(number) : bounded(number, bound, language);
      tell(html`<bdi lang=${spoken ?? nothing}>${label}</bdi>: ${words}`, at);
    }
    if (press.length) {
      const named = press.slice(0, mostOutlets).join(', ');
      const others = press.length - mostOutlets;
      tell(messages.press(others > 0 ? messages.andMore(others, named, formatNumber(others, locale)) : named));
    }
    return facts;
  }

  #renderUpdate({ at, title, url }: Update, spoken: string | undefined, { locale }: Language): TemplateResult {
    return html`<li>
      <time class="quiet" datetime=${at}>${formatDate(dayOf(at), locale)}</time>
      <p><bdi lang=${spoken ?? nothing}>${url ? html`<a href=${url}>${title}</a>` : title}</bdi></p>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-record': GlassjarRecord;
  }
}
