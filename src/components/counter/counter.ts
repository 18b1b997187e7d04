import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { asOf } from '../../core/campaign.ts';
import { formatMoney } from '../../core/format.ts';
import { peopleBound } from '../../core/people.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { clock } from '../shared/clock.ts';
import { bounded, numberWords, whenWords } from '../shared/words.ts';
import { styles } from './counter.styles.ts';

const plain = {
  raised: {},
  bound: {},
  goal: {},
  currency: {},
  supporters: {},
  asOf: { attribute: 'as-of' },
} satisfies PropertyDeclarations;

/**
 * @summary What has come in so far, as one large figure, and what it is measured against.
 * @tag glassjar-counter
 *
 * @slot - Shown until there is a figure, and for good if there never is.
 * @csspart base - The wrapper.
 * @csspart value - The figure.
 * @csspart goal - The goal beside it.
 * @csspart details - How many gave, and when the figure was true.
 * @cssprop [--glassjar-counter-size=2.6em] - Size of the figure.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what stands beside it.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarCounter extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = {
    ...plain,
    noDetails: { type: Boolean, attribute: 'no-details' },
  };

  /** Without a file: what came in, as a decimal string with a dot, like `12000.00`. */
  declare raised: string | undefined;
  /** Without a file: `exact` (default), `at-least` or `about`. */
  declare bound: string | undefined;
  /** Without a file: the goal, as a decimal string. Optional. */
  declare goal: string | undefined;
  /** Without a file: the ISO 4217 currency, like `EUR`. */
  declare currency: string | undefined;
  /** Without a file: how many people gave. */
  declare supporters: string | undefined;
  /** Without a file: when the figures were true, like `2026-05-22` or `2026-05-22T14:50:00+02:00`. */
  declare asOf: string | undefined;
  /** Leaves out how many gave and when the figure was true. */
  declare noDetails: boolean;

  constructor() {
    super();
    this.noDetails = false;
  }

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, totals, language } = view;
    const { raised, bound } = totals;
    const { locale, messages } = language;
    const goal = campaign.goal && formatMoney(campaign.goal.amount, locale);
    if (!raised) {
      const { damaged, noMoney } = campaign;
      // What came in is not told, which is no 0; what it shall become is, unless money is not wanted. A sum that can't be trusted is another thing.
      return !goal || noMoney || damaged.sources || damaged.entries || totals.discrepancies.length
        ? nothing
        : html`<p class="base" part="base goal">${messages.goal(goal)}</p>`;
    }
    const figure = formatMoney(raised, locale);
    // The word of the bound stands before or after the figure, as the language has it; the figure itself stays large.
    const [before = '', after = ''] = bounded('\n', bound, language).split('\n');
    const characters = figure.length + 0.45 * (before.length + after.length);
    return html`<div class="base" part="base">
      <p class=${goal ? 'sum row' : 'sum'}>
        <strong class="value" part="value" .style=${`--characters:${characters}`}
          ><span class="bound">${before}</span>${figure}<span class="bound">${after}</span></strong
        >
        <span class="goal quiet" part="goal">${goal ? messages.ofGoal(goal) : messages.raised}</span>
      </p>
      ${this.noDetails ? nothing : this.#renderDetails(view)}
    </div>`;
  }

  #renderDetails({ campaign, totals, language }: View): TemplateResult {
    const { messages } = language;
    const people = totals.supporters;
    const when = asOf(campaign, clock.now());
    return html`<p class="details quiet" part="details">
      ${people === undefined ? nothing : messages.people(people, numberWords(people, language, peopleBound(campaign)))}
      ${people !== undefined && when ? '· ' : nothing}${
        when ? html`<time datetime=${when}>${messages.asOf(whenWords(when, clock.now(), language))}</time>` : nothing
      }
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-counter': GlassjarCounter;
  }
}
