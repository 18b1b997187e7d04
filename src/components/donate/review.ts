import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney } from '../../core/format.ts';
import { hostOf } from '../../core/link.ts';
import type { View } from '../shared/glassjar-element.ts';
import { wayName, type Gift } from './form.ts';
import type { DonateMessages } from './messages.ts';
import { linkOf } from './ways.ts';

/** What will happen, line by line, before anything does (WCAG 2.2, 3.3.4). */
export function renderReview(gift: Gift, view: View, messages: DonateMessages): TemplateResult {
  const { beneficiary, give, goal, organiser, title } = view.campaign;
  const { message, name, way } = gift;
  // The holder is whom the money goes to by name; elsewhere it is those for whom it is collected.
  const recipient =
    (way.method === 'transfer' ? give?.bank?.holder : undefined) ?? beneficiary?.name ?? organiser?.name;
  const line = (label: string, value: unknown): TemplateResult => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const bdi = (text: string): TemplateResult => html`<bdi>${text}</bdi>`;
  const isOurs = way.method === 'checkout';
  // A transfer's own card has the amount, the holder and the way already.
  const isTransfer = way.method === 'transfer';
  return html`<dl class="review">
    ${isTransfer ? nothing : line(messages.amount, html`<strong class="sum">${amountWords(gift, view, messages)}</strong>`)}
    ${line(messages.purpose, html`${bdi(title)}${goal?.label ? html`<br /><bdi class="quiet">${goal.label}</bdi>` : nothing}`)}
    ${recipient && !isTransfer ? line(messages.recipient, bdi(recipient)) : nothing}
    ${isTransfer ? nothing : line(messages.way, html`${bdi(wayName(way, messages))}${way.host ? html`<span class="beside quiet"><bdi>${way.host}</bdi></span>` : nothing}`)}
    ${
      isOurs
        ? line(
            messages.shownAs,
            html`${name ? bdi(name) : messages.nobody}${message ? html`<br /><bdi class="quiet">${message}</bdi>` : nothing}`,
          )
        : nothing
    }
    ${way.fee ? line(messages.fee, bdi(way.fee)) : nothing}
    ${give?.taxReceipt === undefined ? nothing : line(messages.taxReceipt, give.taxReceipt ? messages.hasReceipt : messages.noReceipt)}
    ${line(messages.appears, appearsWords(gift, messages))}
    ${
      isOurs
        ? line(
            messages.refund,
            html`${bdi(messages.refundFrom(organiser?.name ?? ''))}${organiser?.url ? html` <a class="beside quiet" href=${organiser.url} rel="noreferrer"><bdi>${contactOf(organiser.url)}</bdi></a>` : nothing}`,
          )
        : nothing
    }
  </dl>`;
}

/** Where the organiser is found, as people say it: `example.org`, `help@example.org`. */
const contactOf = (url: string): string => hostOf(url) || url.replace(/^(?:mailto|tel):/i, '').replace(/\?.*/, '');

function amountWords({ amount, interval, way }: Gift, { language }: View, messages: DonateMessages): string {
  if (!amount) return messages.amountLater;
  const text = formatMoney(amount, language.locale);
  if (interval === 'month') return messages.everyMonth(text);
  return way.method === 'link' && !linkOf(way, amount).isFilled ? messages.amountThere(text) : text;
}

function appearsWords({ way }: Gift, messages: DonateMessages): string {
  if (way.method === 'checkout') return messages.appearsCheckout;
  return way.method === 'link' ? messages.appearsLink : messages.appearsTransfer;
}
