import { html, nothing, type TemplateResult } from 'lit';
import type { Bound } from '../../core/campaign.ts';
import { formatMoney } from '../../core/format.ts';
import { purposesOf, type Journal } from '../../core/journal.ts';
import { money, type Money } from '../../core/money.ts';
import type { View } from '../shared/glassjar-element.ts';
import { sourceName } from '../shared/source-name.ts';
import { bounded } from '../shared/words.ts';
import type { LedgerMessages } from './messages.ts';
import { fold } from '../../core/list.ts';

/** As many lines as are read at a glance; the rest is one more. */
const most = 6;

interface Group {
  readonly label: string;
  readonly amount: Money;
  readonly bound?: Bound;
  readonly kind: 'gifts' | 'sales' | 'out';
}

/** Came in, went out, fees, still in the jar; and each by source and by purpose. */
export function renderSummary(
  view: View,
  journal: Journal,
  messages: LedgerMessages,
  headingLevel: number,
): TemplateResult {
  const { campaign, language, totals } = view;
  const { balance, bound, fees, raised, spent } = totals;
  const exact = (amount: Money, how?: Bound) => bounded(formatMoney(amount, language.locale, true), how, language);
  const figure = (name: string, words: string, className: string) =>
    html`<div class=${className}><dt>${name}</dt><dd><bdi>${words}</bdi></dd></div>`;
  const sources = totals.sources.map(({ id, label, ...rest }): Group => ({
    ...rest,
    amount: rest.raised,
    label: sourceName({ id, label, kind: rest.kind }, language.locale),
  }));
  const purposes = purposesOf(journal, campaign.currency).map(({ amount, label }): Group => ({
    amount,
    label: label || messages.other,
    kind: 'out',
  }));
  return html`<dl class="figures" part="figures">
      ${raised ? figure(messages.cameIn, exact(raised, bound), 'in') : nothing}
      ${spent ? figure(messages.wentOut, spent.minor ? exact(spent) : messages.nothingYet, spent.minor ? 'out' : '') : nothing}
      ${fees?.minor ? figure(messages.fees, exact(fees), 'out') : nothing}
      ${balance ? figure(messages.inTheJar, exact(balance, bound), 'left') : nothing}
    </dl>
    <div class="groups">
      ${sources.length > 1 ? renderGroups(messages.whereFrom, sources, exact, messages, headingLevel) : nothing}
      ${spent && purposes.length > 1 ? renderGroups(messages.whatFor, purposes, exact, messages, headingLevel) : nothing}
    </div>`;
}

function renderGroups(
  title: string,
  groups: readonly Group[],
  exact: (amount: Money, bound?: Bound) => string,
  messages: LedgerMessages,
  headingLevel: number,
): TemplateResult {
  const shown = folded(groups, messages.other);
  const largest = Math.max(1, ...shown.map(({ amount }) => amount.minor));
  return html`<section>
    <div class="topic" role="heading" aria-level=${headingLevel}>${title}</div>
    <ul>
      ${shown.map(
        ({ amount, bound, kind, label }) =>
          html`<li>
            <span class="group"><bdi>${label}</bdi><b><bdi>${exact(amount, bound)}</bdi></b></span>
            <span class="bar ${kind}" .style=${`inline-size:calc(100% * ${Math.max(0, amount.minor / largest)})`}></span>
          </li>`,
      )}
    </ul>
  </section>`;
}

function folded(groups: readonly Group[], other: string): readonly Group[] {
  if (groups.length <= most) return groups;
  const rest = groups.slice(most - 1);
  const [{ amount, kind }] = rest as [Group];
  const minor = fold(rest, 0, (sum, group) => sum + group.amount.minor);
  return [...groups.slice(0, most - 1), { label: other, amount: money(minor, amount.currency), kind }];
}
