import { html, nothing, type TemplateResult } from 'lit';
import type { AllEntries } from '../../adapters/adapter.ts';
import { formatNumber } from '../../core/format.ts';
import type { EveryEntry } from '../shared/every-entry.ts';
import type { View } from '../shared/glassjar-element.ts';
import type { LedgerMessages } from './messages.ts';

/** What stands in place of the check and the entries, where sums were sent for them. */
export function renderOffer(
  every: EveryEntry,
  all: AllEntries,
  { campaign, language }: View,
  messages: LedgerMessages,
): TemplateResult {
  const { read, status } = every;
  const said = { offered: '', busy: messages.reading, failed: messages.readFailed };
  return html`<div class="check" part="check">
    <p>
      <bdi>${messages.summedUp(formatNumber(all.count, language.locale))}</bdi> <span role="status">${said[status]}</span>
    </p>
    ${
      !all.read
        ? nothing
        : status === 'busy'
          ? html`<progress max=${all.count} .value=${read} aria-label=${messages.reading}></progress>`
          : html`<button type="button" part="download" @click=${() => void every.load(all, campaign)}>
            ${status === 'failed' ? messages.retry : messages.readAll}
          </button>`
    }
  </div>`;
}
