import { html, nothing, type TemplateResult } from 'lit';
import type { CampaignAdapter, DonationState } from '../../adapters/adapter.ts';
import type { GlassjarError } from '../../core/errors.ts';
import { formatMoney } from '../../core/format.ts';
import { clock } from '../shared/clock.ts';
import type { Language } from '../shared/language.ts';
import { ticker } from '../shared/ticker.ts';
import { settle } from './attempt.ts';
import type { DonateMessages } from './messages.ts';
import { inTime } from './patience.ts';

/** What is known of a donation: its state, or why there is none to know. */
type Answer = DonationState | { readonly status: 'asking' | 'unknown' | 'unreachable' | 'not-found' };

/** Seconds until it is asked again while a payment is pending: providers often confirm a moment after the reader is back. */
const pauses = [2, 4, 8, 16, 30];

/** Asks the backend how a donation stands, and says it. */
export class Inquiry {
  readonly #adapter: CampaignAdapter;
  readonly #reference: string | undefined;
  readonly #changed: (state: Answer['status']) => void;
  #answer: Answer = { status: 'asking' };
  #asked = 0;
  #stop: (() => void) | undefined;

  /**
   * @param reference What `getDonation` takes. Absent: the backend didn't name the donation.
   * @param changed Called with each new state.
   */
  constructor(adapter: CampaignAdapter, reference: string | undefined, changed: (state: Answer['status']) => void) {
    this.#adapter = adapter;
    this.#reference = reference;
    this.#changed = changed;
  }

  /** Whether nobody has answered yet. */
  get isOpen(): boolean {
    return this.#answer.status === 'asking' || this.#answer.status === 'unreachable';
  }

  get reference(): string | undefined {
    return this.#reference;
  }

  get answer(): Answer {
    return this.#answer;
  }

  async ask(): Promise<void> {
    this.stop();
    const reference = this.#reference;
    if (!this.#adapter.getDonation || reference === undefined) return this.#take({ status: 'unknown' });
    if (this.#answer.status !== 'pending') this.#take({ status: 'asking' });
    const controller = new AbortController();
    this.#stop = () => controller.abort();
    try {
      const asking = this.#adapter.getDonation(reference, { signal: controller.signal });
      const answer = await inTime(asking, this.#adapter.name);
      if (!controller.signal.aborted) this.#take(answer);
    } catch (error) {
      if (controller.signal.aborted) return;
      controller.abort();
      // By its code, since an adapter in a page's own script can't have our class.
      const isUnknown = (error as Partial<GlassjarError> | undefined)?.code === 'not-found';
      // What was known to be pending stays so while nobody can be asked.
      if (this.#answer.status === 'pending') this.#later();
      else this.#take({ status: isUnknown ? 'not-found' : 'unreachable' });
    }
  }

  /** Asks no more. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #take(answer: Answer): void {
    const isNews = answer.status !== this.#answer.status;
    this.#answer = answer;
    // Paid, or failed for good: the next donation is another one. A cancelled one may still be paid, so its key stays.
    if (answer.status === 'paid' || answer.status === 'failed') settle();
    if (answer.status === 'pending') this.#later();
    if (isNews) this.#changed(answer.status);
  }

  #later(): void {
    const pause = pauses[this.#asked++];
    if (pause) this.#stop = ticker.at(clock.now() + pause * 1000, () => void this.ask());
  }

  title(messages: DonateMessages): string {
    switch (this.#answer.status) {
      case 'paid':
        return messages.thanks;
      case 'pending':
        return messages.onItsWay;
      case 'failed':
        return messages.notPaid;
      case 'cancelled':
        return messages.cancelledTitle;
      case 'asking':
        return messages.give;
      case 'unknown':
      case 'unreachable':
      case 'not-found':
      default:
        return messages.unknownTitle;
    }
  }

  render({ locale }: Language, messages: DonateMessages): TemplateResult {
    const answer = this.#answer;
    switch (answer.status) {
      case 'paid': {
        const { amount, interval, isTest } = answer;
        // Nobody is to be told that money has arrived which nobody gave.
        if (isTest) return html`<p class="big">${messages.test}</p>`;
        return html`<p class="big">${amount ? messages.paid(formatMoney(amount, locale)) : messages.paidUnknown}</p>
          ${interval === 'month' ? html`<p>${messages.paidMonthly}</p>` : nothing}`;
      }
      case 'pending':
        return html`<p>${messages.pending}</p>`;
      case 'failed':
        return html`<p>${messages.failed}</p>`;
      case 'cancelled':
        return html`<p>${messages.cancelled}</p>`;
      case 'asking':
        return html`<p>${messages.asking}</p>`;
      case 'unknown':
        return html`<p>${messages.unknown}</p>`;
      case 'unreachable':
        return html`<p>${messages.askFailed}</p>`;
      case 'not-found':
      default:
        return html`<p>${messages.notFound}</p>`;
    }
  }
}
