import { html, nothing, type TemplateResult } from 'lit';
import type { DonationOptions } from '../../adapters/adapter.ts';
import { statusOf } from '../../core/campaign.ts';
import { formatDate, formatMoney } from '../../core/format.ts';
import type { Money } from '../../core/money.ts';
import type { CampaignStore } from '../shared/campaign-store.ts';
import { clock } from '../shared/clock.ts';
import type { View } from '../shared/glassjar-element.ts';
import type { Stage } from './flow.ts';
import { wayName, type DonateForm, type Gift } from './form.ts';
import type { Inquiry } from './inquiry.ts';
import { renderMark } from './mark.ts';
import type { DonateMessages } from './messages.ts';
import { renderReview } from './review.ts';
import { renderTransfer } from './transfer.ts';
import { linkOf, type Way } from './ways.ts';

/** What the stages show, and what their buttons do. */
export interface Scene {
  readonly view: View;
  /** None, when nothing can be given any more. */
  readonly ways: readonly Way[];
  readonly options: DonationOptions;
  readonly form: DonateForm;
  readonly messages: DonateMessages;
  readonly store: CampaignStore | undefined;
  readonly isFormal: boolean;
  readonly submit: (event: Event) => void;
  readonly start: (gift: Gift) => void;
  /** A link was clicked; answers false when it is not to be followed. */
  readonly follow: (gift: Gift, url: string) => boolean;
  readonly review: (gift: Gift) => void;
  /** Back to the form; with an amount where the reader comes from a payment page and has to begin anew. */
  readonly change: (amount?: Money) => void;
  readonly hide: () => void;
}

/** What stands above a stage. */
export function titleOf(stage: Stage, messages: DonateMessages): string {
  switch (stage.name) {
    case 'form':
    case 'payment':
      return messages.give;
    case 'review':
      return stage.gift.way.method === 'transfer' ? messages.transfer : messages.review;
    case 'transfer':
      return messages.transfer;
    case 'trouble':
      return messages.notPaid;
    case 'asked':
    default:
      return stage.inquiry.title(messages);
  }
}

/** One step of the dialog. */
export function renderStage(stage: Stage, scene: Scene): TemplateResult {
  const { form, messages, options, view, ways } = scene;
  switch (stage.name) {
    case 'form':
      if (!ways.length) return html`${renderNotice(view)} ${done(scene)}`;
      return html`<form novalidate @submit=${scene.submit}>
        ${form.render(view, ways, options, messages)}
        <button class="primary" part="primary" type="submit">${messages.next}</button>
      </form>`;
    case 'review':
      return renderLast(stage.gift, stage.busy, scene);
    case 'payment':
      return html`<p><strong>${payWords(stage.gift, scene)}</strong></p>
        <slot name="glassjar-payment"></slot>
        <p class="status quiet" role="status">${stage.isReady ? nothing : messages.starting}</p>
        ${change(scene)}`;
    case 'transfer':
      return html`<p>${messages.transferNow} ${messages.referenceMatters}</p>
        ${renderTransfer(stage.account, stage.gift.amount, scene)} ${done(scene)}`;
    case 'trouble':
      return html`<p role="alert">${messages[stage.why]}</p>
        ${stage.why === 'over' ? done(scene) : html`${stage.why === 'closed' ? nothing : primary(messages.retry, () => scene.review(stage.gift))} ${renderOthers(scene)}`}`;
    case 'asked':
    default:
      return renderAsked(stage.inquiry, scene);
  }
}

/** The last step before money moves: what will happen, and the way to undo it. */
function renderLast(gift: Gift, busy: 'starting' | 'going' | undefined, scene: Scene): TemplateResult {
  const { messages, view } = scene;
  const { method } = gift.way;
  const bank = method === 'transfer' ? view.campaign.give?.bank : undefined;
  return html`${bank ? html`<p>${messages.transferNow}</p>${renderTransfer(bank, gift.amount, scene)}` : nothing}
    ${renderReview(gift, view, messages)}
    ${
      method === 'link'
        ? renderLink(gift, scene)
        : bank
          ? done(scene)
          : primary(payWords(gift, scene), () => scene.start(gift), Boolean(busy))
    }
    <p class="status quiet" role="status">${busy ? messages[busy] : nothing}</p>
    ${change(scene)}`;
}

function renderLink(gift: Gift, { follow, messages }: Scene): TemplateResult {
  const { url } = linkOf(gift.way, gift.amount);
  return html`<a
    class="primary"
    part="primary"
    href=${url}
    rel="noreferrer"
    @click=${(event: Event) => {
      if (!follow(gift, url)) event.preventDefault();
    }}
    >${messages.goTo(gift.way.host || wayName(gift.way, messages))}</a
  >`;
}

function renderAsked(inquiry: Inquiry, scene: Scene): TemplateResult {
  const { messages, view, ways } = scene;
  const { answer } = inquiry;
  const { status } = answer;
  const isAgain = (status === 'failed' || status === 'cancelled') && ways.length;
  const isUnderway = status === 'paid' || status === 'pending';
  return html`${isUnderway ? renderMark(status === 'paid') : nothing}
    <div class="told" role="status">${inquiry.render(view.language, messages)}</div>
    ${
      status === 'unreachable'
        ? primary(messages.askAgain, () => void inquiry.ask())
        : isAgain
          ? html`${primary(messages.retry, () => scene.change('amount' in answer ? answer.amount : undefined))} ${renderOthers(scene)}`
          : status === 'asking'
            ? nothing
            : html`${isUnderway ? renderShare(scene) : nothing} ${done(scene)}`
    }`;
}

/** Whoever has just given is the best to pass it on. */
function renderShare({ isFormal, messages, store }: Scene): TemplateResult {
  return html`<section class="others" aria-labelledby="spread">
    <h3 id="spread">${messages.spread}</h3>
    <glassjar-share .store=${store} .formal=${isFormal}></glassjar-share>
  </section>`;
}

/** The ways that need no script and no backend: plain links and bank data. */
export function renderOthers(
  scene: Pick<Scene, 'isFormal' | 'messages' | 'store' | 'view' | 'ways'>,
): TemplateResult | typeof nothing {
  const { messages, view, ways } = scene;
  const links = ways.filter(({ method }) => method === 'link');
  const bank = ways.some(({ method }) => method === 'transfer') ? view.campaign.give?.bank : undefined;
  if (!links.length && !bank) return nothing;
  return html`<section class="others" aria-labelledby="others">
    <h3 id="others">${messages.others}</h3>
    ${links.map(
      (way) => html`<p>
        <a href=${way.url!} rel="noreferrer"><bdi>${wayName(way, messages)}</bdi></a><span class="beside quiet"><bdi>${way.host}</bdi></span>
      </p>`,
    )}
    ${bank ? renderTransfer(bank, undefined, scene) : nothing}
  </section>`;
}

/** Why nothing can be given, where that is so. */
export function renderNotice({ campaign, language }: View): TemplateResult | typeof nothing {
  const { ends, noMoney, starts } = campaign;
  const { locale, messages } = language;
  const status = statusOf(campaign, clock.now());
  const words =
    status === 'ended' && ends
      ? messages.ended(formatDate(ends, locale))
      : (noMoney?.text ?? (status === 'upcoming' && starts ? messages.starts(formatDate(starts, locale)) : undefined));
  return words ? html`<p class="notice">${words}</p>` : nothing;
}

function payWords({ amount, interval }: Gift, { messages, view }: Scene): string {
  const text = amount ? formatMoney(amount, view.language.locale) : '';
  return interval === 'month' ? messages.payMonthly(text) : messages.pay(text);
}

/** Busy, it keeps the focus, and says that it is. */
const primary = (label: string, click: () => void, isBusy = false): TemplateResult =>
  html`<button class="primary" part="primary" type="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${click}>${label}</button>`;

const change = ({ change: back, messages }: Scene): TemplateResult =>
  html`<button class="quietly" type="button" @click=${() => back()}>${messages.change}</button>`;

const done = ({ hide, messages }: Scene): TemplateResult => primary(messages.done, hide);
