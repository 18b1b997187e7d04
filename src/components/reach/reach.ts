import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Campaign } from '../../core/campaign.ts';
import { topicsOf, type Topic } from '../../core/series.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { messagesFor } from './messages.ts';
import { styles } from './reach.styles.ts';
import { SnowballLine } from './snowball.ts';
import { TopicView, type Room } from './topic.ts';
import type { Spoken } from './words.ts';

/**
 * @summary How far the word went: shares by network, what was measured, and the book's rank, each with its time, as charts and as tables.
 * @tag glassjar-reach
 *
 * A chart joins measured points by straight lines and adds nothing between or beyond them. Counts begin at 0; of ranks the
 * first is on top, on a logarithmic scale. What was measured once, or at one moment, is a figure and no chart.
 *
 * @slot - Shown while there is nothing to show.
 * @csspart base - The wrapper.
 * @csspart topic - One thing that was measured, with its figures, chart and table.
 * @csspart figures - The newest figures.
 * @csspart chart - A chart.
 * @csspart reading - The measurement that is pointed at, in words.
 * @csspart legend - What the chart's marks mean.
 * @csspart table - The table, to be opened.
 * @csspart snowball - The snowball estimate, to be opened.
 * @cssprop [--glassjar-reach-series-1=#2a5c8a] - Colour of the first series.
 * @cssprop [--glassjar-reach-series-2=#8b3f86] - Colour of the second series.
 * @cssprop [--glassjar-reach-series-3=#5d6a12] - Colour of the third series.
 * @cssprop [--glassjar-reach-series-4=#5b6475] - Colour of the fourth series.
 * @cssprop [--glassjar-reach-series-5=#8a4b1f] - Colour of the fifth series.
 * @cssprop [--glassjar-book=#b45309] - Colour of the book's first series of ranks.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside it.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges and grid lines.
 * @cssprop [--glassjar-give=#0f766e] - Colour of the keyboard's mark.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read, or read anew.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarReach extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override properties: PropertyDeclarations = {
    ...GlassjarElement.properties,
    snowball: { type: Boolean },
  };

  /** Shows the snowball estimate: how many readers sharing could reach. Works without a campaign too. */
  declare snowball: boolean;

  #room: Room | undefined;
  /** What was found in the campaign that is shown. */
  #found: { readonly campaign: Campaign; readonly topics: readonly Topic[] } | undefined;
  /** What a reader is looking at in each topic, by its name, so that new data doesn't take it away. */
  readonly #topics = new Map<string, TopicView>();
  readonly #snowball = new SnowballLine(() => this.requestUpdate());
  readonly #observer = new ResizeObserver((entries) => this.#fit(entries.at(-1)!));

  constructor() {
    super();
    this.snowball = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override updated(): void {
    // All charts are alike, so one is measured; observing it again changes nothing.
    const chart = this.renderRoot.querySelector('.chart');
    if (chart) this.#observer.observe(chart);
  }

  /** The charts' room has a fixed height, so drawing into it moves nothing. */
  #fit({ contentRect: { height, width }, target }: ResizeObserverEntry): void {
    const { direction, fontFamily, fontSize } = getComputedStyle(target);
    const isRtl = direction === 'rtl';
    const room = this.#room;
    // In a closed section there is no room; what was drawn stays until there is.
    if (!width || (room?.width === width && room.height === height && room.isRtl === isRtl)) return;
    // Measured as the names of lines are: those are the widest.
    this.#room = { width, height, isRtl, widthOf: measureIn(`650 ${fontSize} ${fontFamily}`) };
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { state, store } = this.campaignController;
    if (!this.snowball || state.campaign) return super.render();
    // The estimate needs no campaign: it waits for none, and where one can't be had it stands below what the author wrote.
    return html`${store ? super.render() : nothing}
      <div class="base" part="base">${this.#renderSnowball()}</div>`;
  }

  protected override renderCampaign({ campaign }: View): TemplateResult | typeof nothing {
    if (this.#found?.campaign !== campaign) this.#found = { campaign, topics: topicsOf(campaign) };
    const { topics } = this.#found;
    if (!topics.length && !this.snowball) return nothing;
    return html`<div class="base" part="base">
      ${topics.map((topic) => {
        const key = `${topic.kind} ${topic.kind === 'reach' ? topic.series[0]!.name : ''}`;
        const view = this.#topics.get(key) ?? new TopicView(() => this.requestUpdate());
        this.#topics.set(key, view);
        return view.render(topic, this.#room, this.#spoken);
      })}
      ${this.snowball || this.store ? this.#renderSnowball() : nothing}
    </div>`;
  }

  /** Asked for, it is open; in a panel it waits to be opened. */
  #renderSnowball(): TemplateResult {
    return this.#snowball.render(this.#spoken, this.snowball);
  }

  get #spoken(): Spoken {
    const { language } = this;
    return { language, messages: messagesFor(language.locale, this.formal) };
  }
}

let measuring: CanvasRenderingContext2D | undefined;

/** How wide a text is in a font. */
function measureIn(font: string): Room['widthOf'] {
  const context = (measuring ??= document.createElement('canvas').getContext('2d')!);
  return (text) => {
    context.font = font;
    // Figures are as wide as each other here, and none is wider than a 0.
    return context.measureText(text.replace(/\d/g, '0')).width;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-reach': GlassjarReach;
  }
}
