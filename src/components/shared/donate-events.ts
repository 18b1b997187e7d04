import type { DonationInterval } from '../../adapters/adapter.ts';
import type { Money } from '../../core/money.ts';
import { OwnEvent } from '../shared/events.ts';

/** By what a reader gives: the backend's own payment, a link of the campaign's, or a bank transfer. */
export type DonateMethod = 'checkout' | 'link' | 'transfer';

/**
 * A reader is about to give, and has seen what will happen. Cancelable: a host that prevents it takes over from here, and the
 * dialog closes. Says the amount and the way, nothing about the reader. Bubbles, composed.
 */
export class GlassjarDonateRequestEvent extends OwnEvent {
  /** Absent where the reader says it elsewhere. */
  readonly amount: Money | undefined;
  readonly interval: DonationInterval;
  readonly method: DonateMethod;
  /** With `link`: where it leads to. */
  readonly url: string | undefined;
  constructor(method: DonateMethod, amount: Money | undefined, interval: DonationInterval, url?: string) {
    super('glassjar-donate-request', { bubbles: true, composed: true, cancelable: true });
    this.method = method;
    this.amount = amount;
    this.interval = interval;
    this.url = url;
  }
}

/** The backend has confirmed that a donation was paid. Never fired for links and transfers, of which a page knows nothing. Bubbles, composed. */
export class GlassjarDonatedEvent extends OwnEvent {
  /** As the backend confirmed it; absent where it doesn't tell. */
  readonly amount: Money | undefined;
  /** Absent where the backend doesn't tell. */
  readonly interval: DonationInterval | undefined;
  /** What a backend can confirm are its own payments. */
  readonly method = 'checkout' satisfies DonateMethod;
  constructor(amount: Money | undefined, interval?: DonationInterval) {
    super('glassjar-donated', { bubbles: true, composed: true });
    this.amount = amount;
    this.interval = interval;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'glassjar-donate-request': GlassjarDonateRequestEvent;
    'glassjar-donated': GlassjarDonatedEvent;
  }
}
