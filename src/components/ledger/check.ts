import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney, formatNumber } from '../../core/format.ts';
import type { Journal } from '../../core/journal.ts';
import { sourcesOf, statedOf, type Discrepancy } from '../../core/ledger.ts';
import { money, type Money } from '../../core/money.ts';
import type { View } from '../shared/glassjar-element.ts';
import { bounded } from '../shared/words.ts';
import type { LedgerMessages } from './messages.ts';
import { sourceName } from '../shared/source-name.ts';

/** As many mistakes as someone mends in one go. */
const most = 12;

/** Whether the entries add up to what is stated, how that was found, and what it can't tell. */
export function renderCheck(view: View, journal: Journal, messages: LedgerMessages): TemplateResult {
  const { campaign, language, totals } = view;
  const { damaged } = campaign;
  if (damaged.entries || damaged.sources)
    return html`<p class="check unsound" part="check" role="note">${messages.damaged}</p>`;
  const { discrepancies, entries } = totals;
  if (discrepancies.length) return renderFlaws(discrepancies, view, messages);
  if (!campaign.entries?.length) return html`<p class="check" part="check">${messages.noEntries}</p>`;
  const { lines, isCompared, isPart } = sourceLines(view, journal, messages);
  const number = formatNumber(entries, language.locale);
  return html`<details class="check sound" part="check">
    <summary>
      <span>✓ <bdi>${(isPart ? messages.part : isCompared ? messages.sound : messages.counted)(entries, number)}</bdi></span> <span class="quiet how">${messages.how}</span>
    </summary>
    <ul>
      ${lines.map((line) => html`<li><bdi>${line}</bdi></li>`)} ${jarLine(view, messages)}
    </ul>
    <p class="quiet">${messages.limits}</p>
  </details>`;
}

/** What each source states, held against its entries. */
function sourceLines(
  { campaign, language, totals }: View,
  { counted }: Journal,
  messages: LedgerMessages,
): { lines: string[]; isCompared: boolean; isPart: boolean } {
  const stating = new Set(
    sourcesOf(campaign)
      .filter((source) => statedOf(source, campaign) !== undefined)
      .map(({ id }) => id),
  );
  const exact = (amount: Money) => formatMoney(amount, language.locale, true);
  let isCompared = false;
  const lines = totals.sources.flatMap(({ bound, id, kind, label, raised, rest }) => {
    if (!stating.has(id)) return [];
    const name = sourceName({ id, kind, label }, language.locale);
    const stated = bounded(exact(raised), bound, language);
    const minor = counted.get(id);
    if (minor === undefined) return [messages.notItemised(name, stated)];
    const booked = exact(money(minor, campaign.currency));
    if (rest) return [messages.partly(name, stated, booked, bounded(exact(rest), bound, language))];
    isCompared ||= bound === 'exact';
    return [messages.stated(name, stated, booked)];
  });
  return { lines, isCompared, isPart: totals.sources.some(({ rest }) => rest) };
}

function jarLine({ language, totals }: View, messages: LedgerMessages): TemplateResult | typeof nothing {
  const { balance, bound, fees, raised, spent } = totals;
  if (!balance || !raised || !spent || bound !== 'exact') return nothing;
  const exact = (amount: Money) => formatMoney(amount, language.locale, true);
  return html`<li><bdi>${messages.jar(exact(raised), exact(spent), fees?.minor ? exact(fees) : '', exact(balance))}</bdi></li>`;
}

function renderFlaws(discrepancies: readonly Discrepancy[], view: View, messages: LedgerMessages): TemplateResult {
  const rest = discrepancies.length - most;
  const isSmaller = discrepancies.some(({ kind }) => kind === 'sum' || kind === 'copies');
  return html`<div class="check unsound" part="check" role="note">
    <p><b>✗ ${messages.unsound}</b></p>
    <ul>
      ${discrepancies.slice(0, most).map((flaw) => html`<li><bdi>${tell(flaw, view, messages)}</bdi></li>`)}
      ${rest > 0 ? html`<li>${messages.flaws.more(rest, formatNumber(rest, view.language.locale))}</li>` : nothing}
    </ul>
    ${isSmaller ? html`<p>${messages.untilMended}</p>` : nothing}
  </div>`;
}

function tell(flaw: Discrepancy, { campaign, language }: View, { flaws }: LedgerMessages): string {
  const named = (id: string) =>
    sourceName(sourcesOf(campaign).find((source) => source.id === id) ?? { id }, language.locale);
  switch (flaw.kind) {
    case 'sum': {
      const { counted, source, stated } = flaw;
      const exact = (amount: Money) => formatMoney(amount, language.locale, true);
      return flaws.sum(named(source), exact(stated), exact(counted));
    }
    case 'duplicate':
      return flaws.duplicate(flaw.entry);
    case 'reverses-nothing':
      return flaws.reversesNothing(flaw.entry);
    case 'unknown-source':
      return flaws.unknownSource(flaw.entry);
    case 'duplicate-source':
      return flaws.duplicateSource(named(flaw.source));
    case 'copies':
      return flaws.copies(named(flaw.source));
    case 'negative':
    default:
      return flaws.negative(named(flaw.source));
  }
}
