import type { DonationOptions, DonationStep } from '../../core/donation.ts';
import type { Money } from '../../core/money.ts';
import type { ProviderEvent } from '../books/facts.ts';

/* How money is taken: the seam between the server and a payment provider. One provider, one file. */

/** What the provider is asked for. */
export interface Payment {
  /** Ours, unique; handed back by the provider with each event. */
  readonly reference: string;
  /** Also the provider's idempotency key. */
  readonly key: string;
  readonly campaign: string;
  /** The campaign's title, on the page of the provider and on statements. */
  readonly title: string;
  readonly amount: Money;
  readonly interval?: 'month';
  readonly language?: string;
  /** Where the supporter comes back to; `glassjar-donation` is in it already. */
  readonly returnUrl: string;
}

export interface Payments {
  /** `stripe`. */
  readonly name: string;
  /** `false`: it never tells that money went back, so that the desk may. */
  readonly tellsRefunds?: false;
  /** What it takes in a currency, or undefined when it doesn't take that currency. */
  options(currency: string): DonationOptions | undefined;
  /**
   * Begins a payment. MUST be safe to repeat with the same key.
   * Absent: payments begin at the provider.
   * @throws ServerError `payments` when the provider refuses or can't be reached.
   */
  start?(payment: Payment): Promise<{ readonly step: DonationStep; readonly ids: readonly string[] }>;
  /**
   * Reads one of the provider's notifications. Verifies before it parses. `test`: the provider only tries the way here, and
   * nobody gave.
   * @throws ServerError `signature` when it is not the provider's.
   */
  readEvent(body: Uint8Array, headers: Headers): Promise<ProviderEvent | 'test' | undefined>;
  /**
   * Whether the supporter has done their part at the provider, confirmed or not. Asked when someone comes back before the provider
   * has told anything: nobody may be told that they didn't pay, and pay twice. MUST answer true when it can't be known.
   * Absent: not known.
   */
  isFinished?(ids: readonly string[]): Promise<boolean>;
  /** All events since a moment (milliseconds since 1970), for the nightly reconcile. Absent: the provider can't list them. */
  eventsSince?(since: number): AsyncIterable<ProviderEvent>;
}
