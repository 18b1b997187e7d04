import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { formatMoney, formatNumber, formatPercent } from '../../core/format.ts';
import { peopleBound } from '../../core/people.ts';
import { progressOf, type Progress } from '../../core/progress.ts';
import type { SourceTotal } from '../../core/ledger.ts';
import { Part } from '../../part.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import type { Language } from '../shared/language.ts';
import { late } from '../shared/late.ts';
import { bounded, moneyWords, numberWords } from '../shared/words.ts';
import { styles } from './progress.styles.ts';

const plain = { raised: {}, bound: {}, goal: {}, currency: {}, supporters: {} } satisfies PropertyDeclarations;

/** A drawing of progress with its styles, loaded when an element first wants it. */
export type Drawing = (progress: Progress, percent: string, host: Element) => TemplateResult;

const drawings: Readonly<Record<string, Part<{ draw: Drawing }>>> = {
  ring: new Part(() => import('./ring.ts'), 'draw'),
  jar: new Part(() => import('./jar.ts'), 'draw'),
};
const celebrationPart = new Part(() => import('./celebration.ts'), 'celebrate');

/**
 * @summary How far a campaign has come: a bar, a ring or a glass jar that fills, and what came from where.
 * @tag glassjar-progress
 *
 * Without a goal and without milestones there is nothing to be far on the way to: then only the parts of the sum are shown.
 *
 * When the sum grows past a milestone while it is watched, that is said and, where motion is wanted, celebrated: once on a page.
 *
 * @attr {boolean} no-celebration - Leaves out what is said and shown when the sum grows past a milestone.
 * @slot - Shown until there is a figure, and for good if there never is.
 * @csspart base - The wrapper.
 * @csspart track - The bar, the ring or the jar.
 * @csspart indicator - The filled share that was given.
 * @csspart legend - What came from where.
 * @cssprop [--glassjar-progress-height=12px] - Thickness of the bar.
 * @cssprop [--glassjar-progress-size=11em] - Width of the ring and of the jar.
 * @cssprop [--glassjar-give=#0f766e] - Colour of money given.
 * @cssprop [--glassjar-book=#b45309] - Colour of the book's proceeds.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of the track.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of its edge.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarProgress extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];
  static override readonly plain: PropertyDeclarations = plain;
  static override properties: PropertyDeclarations = {
    ...plain,
    form: { type: String },
    noLegend: { type: Boolean, attribute: 'no-legend' },
  };

  /** Without a file: what came in, as a decimal string with a dot, like `12000.00`. */
  declare raised: string | undefined;
  /** Without a file: `exact` (default), `at-least` or `about`. */
  declare bound: string | undefined;
  /** Without a file: the goal, as a decimal string. */
  declare goal: string | undefined;
  /** Without a file: the ISO 4217 currency, like `EUR`. */
  declare currency: string | undefined;
  /** Without a file: how many people gave. */
  declare supporters: string | undefined;
  /** `bar` (default), `ring` or `jar`. */
  declare form: string;
  /** Leaves out what came from where. */
  declare noLegend: boolean;

  constructor() {
    super();
    this.form = 'bar';
    this.noLegend = false;
  }

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, totals } = view;
    const progress = progressOf(campaign, totals);
    if (!totals.raised) return nothing;
    // Only a sum that has grown can have passed something.
    if ((view.state.before?.raised?.minor ?? Infinity) < totals.raised.minor)
      late(this, celebrationPart)?.celebrate(this, view);
    const legend = this.noLegend ? nothing : this.#renderLegend(view);
    // Nothing to be far on the way to, and no parts to tell: the fallback says more.
    if (!progress && legend === nothing) return nothing;
    return html`<div class="base" part="base">
      ${progress ? this.#renderMeter(progress, view) : nothing} ${legend}
      ${this.noLegend || !progress?.milestones.length ? nothing : this.#renderMilestones(progress, view.language)}
    </div>`;
  }

  #renderMeter(progress: Progress, { totals, language }: View): TemplateResult {
    const { locale, messages } = language;
    // The first euro is no 0 %.
    const isBegun = totals.raised!.minor > 0 && !progress.percent;
    const exactly = isBegun ? `< ${formatPercent(1, locale)}` : formatPercent(progress.percent, locale);
    const percent = bounded(exactly, totals.bound, language);
    const raised = moneyWords(totals.raised!, language, totals.bound);
    const goal = messages.ofGoal(formatMoney(progress.goal.amount, locale));
    const drawing = Object.hasOwn(drawings, this.form) && drawings[this.form];
    return html`<div
      class=${drawing ? 'figure' : 'bar'}
      part="track"
      role="meter"
      aria-label=${messages.towards}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.min(100, progress.percent)}
      aria-valuetext=${`${raised} ${goal}, ${exactly}`}
    >
      ${
        // A form that can't be loaded leaves the words, which say the same.
        drawing ? (late(this, drawing)?.draw(progress, percent, this) ?? percent) : this.#renderBar(progress)
      }
    </div>`;
  }

  /** The book's share lies below, as wide as the whole sum, and the gifts' share covers its beginning. */
  #renderBar({ gifts, sales, milestones }: Progress): TemplateResult {
    return html`<i class="fill sales" .style=${`--share:${Math.min(1, gifts + sales)}`}></i
      ><i class="fill" part="indicator" .style=${`--share:${gifts}`}></i>
      ${milestones.map(({ at }) => (at < 1 ? html`<i class="milestone" .style=${`--share:${at}`}></i>` : nothing))}`;
  }

  #renderLegend({ campaign, totals, language }: View): TemplateResult | typeof nothing {
    const { sources, supporters } = totals;
    // The parts of a sum are worth a line when there are several, or when one says more than the sum alone.
    const told = sources.length > 1 || sources.some((source) => source.label || source.copies) ? sources : [];
    if (!told.length && supporters === undefined) return nothing;
    return html`<ul class="legend quiet" part="legend">
      ${told.map(
        (source) =>
          html`<li>
            <i class=${`dot ${source.kind}`}></i><span><bdi>${nameOf(source, language)}</bdi> <b><bdi>${moneyWords(source.raised, language, source.bound)}</bdi></b></span>
          </li>`,
      )}
      ${supporters === undefined ? nothing : html`<li>${language.messages.people(supporters, numberWords(supporters, language, peopleBound(campaign)))}</li>`}
    </ul>`;
  }

  #renderMilestones({ milestones }: Progress, { locale, messages }: Language): TemplateResult {
    return html`<ul class="milestones quiet">
      ${milestones.map(({ goal, reached }) => {
        const label = goal.label ? `: ${goal.label}` : '';
        const end = reached ? ` (${messages.reached})` : '';
        return html`<li>${reached ? '✓' : '○'} ${formatMoney(goal.amount, locale) + label + end}</li>`;
      })}
    </ul>`;
  }
}

function nameOf({ copies, kind, label }: SourceTotal, { locale, messages }: Language): string {
  if (copies !== undefined) return messages.books(copies, formatNumber(copies, locale));
  return label ?? (kind === 'sales' ? messages.sales : messages.donations);
}

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-progress': GlassjarProgress;
  }
}
