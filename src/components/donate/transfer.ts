import { html, nothing, type TemplateResult } from 'lit';
import type { DonationStep } from '../../adapters/adapter.ts';
import { formatMoney } from '../../core/format.ts';
import { groupIban } from '../../core/iban.ts';
import { amountText, type Money } from '../../core/money.ts';
import { Part } from '../../part.ts';
import type { CampaignStore } from '../shared/campaign-store.ts';
import type { View } from '../shared/glassjar-element.ts';
import { late } from '../shared/late.ts';
import type { DonateMessages } from './messages.ts';

const bankPart = new Part(() => import('../bank/define.ts'), 'GlassjarBank');

/** The element upgrades by itself once its part is there. */
const nobody = { requestUpdate: (): void => {} };

/** Where a transfer goes to. */
export type Account = Omit<Extract<DonationStep, { kind: 'transfer' }>, 'kind' | 'reference'> & {
  readonly reference?: string;
};

/** What a transfer needs to be shown. */
interface Setting {
  readonly view: View;
  readonly store: CampaignStore | undefined;
  readonly isFormal: boolean;
  readonly messages: DonateMessages;
}

/** Bank data for a transfer, with a code to scan; until what draws that is there, or if it can't be, in plain words. */
export function renderTransfer(
  account: Account,
  amount: Money | undefined,
  { isFormal, messages, store, view }: Setting,
): TemplateResult {
  late(nobody, bankPart);
  const plain = renderPlain(account, amount, view, messages);
  const decimal = amount ? amountText(amount) : nothing;
  if (account.iban === view.campaign.give?.bank?.iban) {
    const reference = account.reference ?? nothing;
    return html`<glassjar-bank .store=${store} .formal=${isFormal} amount=${decimal} reference=${reference}
      >${plain}</glassjar-bank
    >`;
  }
  // The backend's own account, which no campaign file has.
  return html`<glassjar-bank
    .formal=${isFormal}
    amount=${decimal}
    holder=${account.holder}
    iban=${account.iban}
    bic=${account.bic ?? nothing}
    reference=${account.reference ?? ''}
    currency=${view.campaign.currency}
    >${plain}</glassjar-bank
  >`;
}

function renderPlain(
  { bic, holder, iban, reference }: Account,
  amount: Money | undefined,
  { language }: View,
  messages: DonateMessages,
): TemplateResult {
  const line = (label: string, value: unknown): TemplateResult => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<dl class="account">
    ${line(messages.holder, html`<bdi translate="no">${holder}</bdi>`)}
    ${line(messages.iban, html`<span class="iban" translate="no">${groupIban(iban)}</span>`)}
    ${bic ? line(messages.bic, html`<span translate="no">${bic}</span>`) : nothing}
    ${reference ? line(messages.reference, html`<bdi translate="no">${reference}</bdi>`) : nothing}
    ${amount ? line(messages.amount, formatMoney(amount, language.locale, true)) : nothing}
  </dl>`;
}
