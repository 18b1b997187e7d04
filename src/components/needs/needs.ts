import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { formatNumber } from '../../core/format.ts';
import { needsOf, type NeedState } from '../../core/needs.ts';
import { clock } from '../shared/clock.ts';
import { GlassjarElement, type View } from '../shared/glassjar-element.ts';
import { messagesFor, type NeedsMessages } from './messages.ts';
import { styles } from './needs.styles.ts';

/**
 * @summary Goals that are not money: what is needed, how much of it has come, and where to answer. Says "please no money" where that is so.
 * @tag glassjar-needs
 *
 * @slot - Shown while there is nothing to ask for.
 * @csspart base - The wrapper.
 * @csspart notice - "Please no money", and why.
 * @csspart need - One need.
 * @csspart meter - How much of it has come, where it is counted.
 * @csspart help - The link to answer by.
 * @cssprop [--glassjar-needs-meter-height=8px] - Thickness of the meter.
 * @cssprop [--glassjar-give=#0f766e] - Colour of what has come, and of the links.
 * @cssprop [--glassjar-quiet=#5b6475] - Colour of what is said beside.
 * @cssprop [--glassjar-line=#e3e0d9] - Colour of edges.
 * @cssprop [--glassjar-sunk=#f4f1ea] - Colour of the meter's track and of the notice.
 * @cssprop [--glassjar-radius=10px] - Radius of the corners.
 * @fires {GlassjarLoadedEvent} glassjar-loaded - The campaign was read.
 * @fires {GlassjarErrorEvent} glassjar-error - It could not be read, or parts of it were refused.
 */
export class GlassjarNeeds extends GlassjarElement {
  static override styles: CSSResultGroup = [GlassjarElement.styles, styles];

  protected override renderCampaign(view: View): TemplateResult | typeof nothing {
    const { campaign, language } = view;
    const { noMoney } = campaign;
    const needs = needsOf(campaign, clock.now());
    if (!needs.length && !noMoney) return nothing;
    const messages = messagesFor(language.locale);
    return html`<div class="base" part="base">
      ${
        noMoney
          ? html`<div class="notice" part="notice">
            <p class="no-money">${messages.noMoney}</p>
            <p><bdi lang=${campaign.language ?? nothing}>${noMoney.text}</bdi></p>
          </div>`
          : nothing
      }
      ${needs.length ? this.#renderList(needs, view, messages) : nothing}
    </div>`;
  }

  #renderList(needs: readonly NeedState[], view: View, messages: NeedsMessages): TemplateResult {
    const { locale } = view.language;
    const met = needs.filter(({ state }) => state === 'met').length;
    return html`<p class="head">
        <b>${messages.needs}</b>
        <bdi class="quiet">${messages.summary(met, formatNumber(met, locale), formatNumber(needs.length, locale))}</bdi>
      </p>
      <ul role="list" aria-label=${messages.needs}>
        ${needs.map((need, index) => this.#renderNeed(need, index, view, messages))}
      </ul>`;
  }

  #renderNeed(need: NeedState, index: number, { campaign, language }: View, messages: NeedsMessages): TemplateResult {
    const { progress, state, text, url } = need;
    const label = `need-${index}`;
    return html`<li class=${`need ${state}`} part="need">
      ${icon(state)}
      <div class="what">
        <p class="text" id=${label}><bdi lang=${campaign.language ?? nothing}>${text}</bdi></p>
        ${progress ? this.#renderProgress(progress, label, language.locale, messages) : nothing}
        <p class="state">${messages[state]}</p>
      </div>
      ${
        url && state === 'open'
          ? html`<a class="help" id=${`help-${index}`} part="help" href=${url} aria-labelledby=${`help-${index} ${label}`}>${messages.help}</a>`
          : nothing
      }
    </li>`;
  }

  #renderProgress(
    { got, share, wanted }: NonNullable<NeedState['progress']>,
    label: string,
    locale: string,
    messages: NeedsMessages,
  ): TemplateResult {
    const words = messages.progress(formatNumber(got, locale), formatNumber(wanted, locale));
    return html`<div class="progress">
      <div
        class="meter"
        part="meter"
        role="meter"
        aria-labelledby=${label}
        aria-valuemin="0"
        aria-valuemax=${wanted}
        aria-valuenow=${Math.min(got, wanted)}
        aria-valuetext=${words}
      >
        <div class="filled" .style=${`--share:${share}`}></div>
      </div>
      <bdi class="figures" aria-hidden="true">${words}</bdi>
    </div>`;
  }
}

const paths: Readonly<Record<NeedState['state'], string>> = {
  open: 'M12 4a8 8 0 1 0 .1 0z',
  met: 'M5 12.5l4.5 4.5L19 7.5',
  unmet: 'M7 12h10',
};

const icon = (state: NeedState['state']): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[state]}></path></svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'glassjar-needs': GlassjarNeeds;
  }
}
