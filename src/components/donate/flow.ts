import type { CampaignAdapter, DonationRefusal, DonationStep } from '../../adapters/adapter.ts';
import { statusOf, type Campaign } from '../../core/campaign.ts';
import { Part } from '../../part.ts';
import { clock } from '../shared/clock.ts';
import type { View } from '../shared/glassjar-element.ts';
import { attempt, settle } from './attempt.ts';
import { GlassjarDonatedEvent } from '../shared/donate-events.ts';
import type { Gift } from './form.ts';
import { Inquiry } from './inquiry.ts';
import { isSafe, navigation } from './navigation.ts';
import { inTime } from './patience.ts';
import { answered, claimReturn, giveBack, isTaken, onReturn } from './way-back.ts';

const stripePart = new Part(() => import('./stripe.ts'), 'mountStripe');

/** Why it can't go on: what the backend says, and what befalls a page. */
type Trouble = DonationRefusal | 'unreachable' | 'unsafe' | 'blocked';

/** Where the dialog is. */
export type Stage =
  | { readonly name: 'form' }
  /** Also while the payment is being prepared, and while the reader is being taken away. */
  | { readonly name: 'review'; readonly gift: Gift; readonly busy?: 'starting' | 'going' }
  | { readonly name: 'payment'; readonly gift: Gift; readonly isReady: boolean }
  | { readonly name: 'transfer'; readonly gift: Gift; readonly account: Extract<DonationStep, { kind: 'transfer' }> }
  | { readonly name: 'trouble'; readonly gift: Gift; readonly why: Trouble }
  | { readonly name: 'asked'; readonly inquiry: Inquiry };

/** What the flow asks of the element. */
export interface FlowHost extends Element {
  /** Called with each new stage; `isOther` when it is another step and not the same in another state. */
  staged(isOther: boolean): void;
  /** Tells the host page; answers false when it takes over. */
  request(gift: Gift): boolean;
  /** The backend has newer figures. */
  refresh(): void;
  /** Opens the dialog without a click: a reader came back. */
  reopen(): void;
  /** Closes it again. */
  hide(): void;
  /** Calls `welcome` when there is a campaign. */
  welcome(): void;
}

/** A donation by the backend, from the click that starts it to what became of it. */
export class Flow {
  readonly #host: FlowHost;
  #stage: Stage = { name: 'form' };
  #running: AbortController | undefined;
  #unmount: (() => void) | undefined;
  #stopLooking: (() => void) | undefined;

  constructor(host: FlowHost) {
    this.#host = host;
  }

  get stage(): Stage {
    return this.#stage;
  }

  go(stage: Stage): void {
    const isOther = stage.name !== this.#stage.name;
    this.#stage = stage;
    this.#host.staged(isOther);
  }

  /** Lets go of whatever is under way. Its key stays, so that it can be taken up again. */
  abandon(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#unmount?.();
    this.#unmount = undefined;
    if (this.#stage.name === 'asked') this.#stage.inquiry.stop();
  }

  /** The dialog was closed: back to where nothing is under way. A provider's form stays as it was filled in. */
  close(): void {
    const stage = this.#stage;
    if (stage.name === 'payment') return;
    this.abandon();
    this.#stage = stage.name === 'review' ? { name: 'review', gift: stage.gift } : { name: 'form' };
  }

  /** The element has come into the page. */
  enter(): void {
    this.#stopLooking = onReturn(() => {
      const stage = this.#stage;
      const isRefused = stage.name === 'asked' && stage.inquiry.answer.status === 'not-found';
      if (isRefused && isTaken(stage.inquiry.reference ?? '')) this.#dismiss();
      else this.#host.welcome();
    });
  }

  #dismiss(): void {
    this.#stage = { name: 'form' };
    this.#host.hide();
  }

  /** The element leaves the page, perhaps to stand elsewhere in it: a provider's form can't come along. */
  leave(): void {
    const stage = this.#stage;
    this.#stopLooking?.();
    this.abandon();
    this.#stage = 'gift' in stage ? { name: 'review', gift: stage.gift } : { name: 'form' };
    if (stage.name !== 'asked' || !stage.inquiry.isOpen) return;
    const { reference } = stage.inquiry;
    if (reference !== undefined) giveBack(reference);
  }

  /** A page that comes back from the back/forward cache still says that the reader is on the way elsewhere. */
  comeBack(): void {
    if (this.#stage.name === 'review') this.go({ name: 'review', gift: this.#stage.gift });
  }

  /** Asks what became of a donation from which the reader has just come back, if there is one of this campaign. */
  welcome(campaign: Campaign, adapter: CampaignAdapter | undefined): void {
    if (!adapter?.startDonation && !adapter?.getDonation) return;
    const reference = claimReturn(nameOf(campaign));
    if (reference !== undefined) this.#inquire(adapter, reference, nameOf(campaign));
  }

  /** Begins the donation. @param view At the time of the click. */
  async start(gift: Gift, { campaign, language }: View, adapter: CampaignAdapter | undefined): Promise<void> {
    const { amount, interval, message, name } = gift;
    // A second click finds the first one at work, or the page about to be left.
    const isBusy = this.#running || (this.#stage.name === 'review' && this.#stage.busy);
    if (isBusy || !amount || !adapter?.startDonation) return;
    if (statusOf(campaign, clock.now()) !== 'running') return this.go({ name: 'trouble', gift, why: 'over' });
    if (!this.#host.request(gift)) return;
    const running = (this.#running = new AbortController());
    this.go({ name: 'review', gift, busy: 'starting' });
    const wanted = {
      amount,
      returnUrl: location.href,
      language: language.locale,
      ...(interval === 'month' && { interval }),
      ...(name && { name }),
      ...(message && { message }),
    };
    try {
      const asking = adapter.startDonation(attempt(wanted, nameOf(campaign)), { signal: running.signal });
      const step = await inTime(asking, adapter.name);
      if (!running.signal.aborted) await this.#follow(step, gift, adapter, running.signal);
    } catch (error) {
      if (running.signal.aborted) return;
      console.warn(`[glassjar] ${adapter.name}: the donation could not be started`, error);
      running.abort();
      const why = refusalOf(error);
      // A key that is no good any more would be refused again; the next one is taken when the reader gives anew, and not before.
      if (why === 'used') settle();
      this.go({ name: 'trouble', gift, why: why ?? 'unreachable' });
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  async #follow(step: DonationStep, gift: Gift, adapter: CampaignAdapter, signal: AbortSignal): Promise<void> {
    switch (step.kind) {
      case 'redirect':
        if (!isSafe(step.url)) return this.go({ name: 'trouble', gift, why: 'unsafe' });
        this.go({ name: 'review', gift, busy: 'going' });
        return navigation.go(step.url);
      case 'transfer':
        return this.go({ name: 'transfer', gift, account: step });
      case 'stripe':
        return this.#pay(step, gift, adapter, signal);
    }
  }

  async #pay(
    step: Extract<DonationStep, { kind: 'stripe' }>,
    gift: Gift,
    adapter: CampaignAdapter,
    signal: AbortSignal,
  ): Promise<void> {
    const complete = (): void => {
      this.abandon();
      this.#inquire(adapter, step.donation);
    };
    try {
      const { mountStripe } = await stripePart.load();
      if (signal.aborted) return;
      // The place for the form has to be seen before the form comes.
      this.go({ name: 'payment', gift, isReady: false });
      const unmount = await mountStripe(this.#host, step, complete);
      if (signal.aborted) return unmount();
      this.#unmount = unmount;
      this.go({ name: 'payment', gift, isReady: true });
    } catch (error) {
      if (signal.aborted) return;
      console.warn('[glassjar] the payment form could not be loaded', error);
      this.go({ name: 'trouble', gift, why: 'blocked' });
    }
  }

  /** @param campaign Which one, when it came with the address and may belong to another one of the page. */
  #inquire(adapter: CampaignAdapter, reference: string | undefined, campaign?: string): void {
    const inquiry = new Inquiry(adapter, reference, (status) => {
      if (status === 'not-found' && reference !== undefined && giveBack(reference, campaign)) return this.#dismiss();
      if (reference !== undefined && !inquiry.isOpen) answered(reference);
      this.#host.staged(false);
      if (status !== 'paid') return;
      const { answer } = inquiry;
      this.#host.dispatchEvent(
        new GlassjarDonatedEvent(
          'amount' in answer ? answer.amount : undefined,
          'interval' in answer ? answer.interval : undefined,
        ),
      );
      // Only the backend's own figures count: they are asked for at once.
      this.#host.refresh();
    });
    this.#host.reopen();
    this.go({ name: 'asked', inquiry });
    void inquiry.ask();
  }
}

const refusals: readonly string[] = ['over', 'closed', 'unfit', 'used', 'busy', 'declined'] satisfies DonationRefusal[];

/** By what it says, since an adapter in a page's own script can't have our class. */
function refusalOf(error: unknown): DonationRefusal | undefined {
  const { refusal } = (error ?? {}) as { readonly refusal?: unknown };
  return refusals.includes(refusal as string) ? (refusal as DonationRefusal) : undefined;
}

/** Tells campaigns of one page from each other. */
const nameOf = ({ id, title }: Campaign): string => id ?? title;
