import type { Reading } from '../core/decode.ts';
import type { Money } from '../core/money.ts';

export type { Reading } from '../core/decode.ts';

/** What each call takes: it MUST stop, and reject with the signal's reason, when the signal aborts. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * How a page reads one campaign and acts on it: the whole seam between a panel and a backend. One backend, one file, one
 * factory. A method that is absent is a capability that is absent; callers ask for its presence, nothing throws "not implemented".
 */
export interface CampaignAdapter {
  /** Named in errors and logs: `json`. */
  readonly name: string;

  /**
   * Reads the campaign. MUST hold confirmed money only. MUST resolve with the very same object while nothing has changed, so
   * that callers can skip rendering. MUST reject with a GlassjarError: `not-found` when there is no such campaign, `invalid`
   * when it can't be shown, else what went wrong on the way. MUST be safe to call again after any rejection.
   */
  getCampaign(options?: CallOptions): Promise<Reading>;

  /**
   * Seconds that a caller lets pass between two readings, at least 5. A caller MAY wait longer (back-off, jitter, a hidden page)
   * and MUST NOT ask more often. Absent: the campaign doesn't change, one reading is enough.
   */
  readonly pollEvery?: number;

  /**
   * MAY push each later reading as it happens. MUST stop when the signal aborts. MUST resolve when it can't go on, so that the
   * caller polls instead. Absent: callers poll.
   */
  watch?(onReading: (reading: Reading) => void, options: { readonly signal: AbortSignal }): Promise<void>;

  /**
   * Starts a donation and answers with the next step. MUST be safe to repeat with the same `intent.key`: one key, one donation.
   * MUST NOT count it as raised. Absent: the panel shows the campaign's bank data and links.
   */
  startDonation?(intent: DonationIntent, options?: CallOptions): Promise<DonationStep>;
}

/** What a supporter is about to give. */
export interface DonationIntent {
  /** Idempotency key, one for each attempt, at least 128 random bits. */
  readonly key: string;
  readonly amount: Money;
  /** Absent: once. */
  readonly interval?: 'month';
  /** Where the supporter comes back to. */
  readonly returnUrl: string;
  /** To be shown with the gift, when the supporter wants that. */
  readonly name?: string;
  readonly message?: string;
}

/** What comes next: a page to go to, Stripe's own form, or a transfer with a reference of its own. */
export type DonationStep =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'stripe'; readonly clientSecret: string; readonly publishableKey: string }
  | {
      readonly kind: 'transfer';
      readonly holder: string;
      readonly iban: string;
      readonly bic?: string;
      readonly reference: string;
    };

/** What a factory gets from the page. */
export interface AdapterContext {
  /** Address of the page, against which a relative `src` is resolved. */
  readonly base: string;
  /** In place of the global one, for tests and for hosts that sign requests. */
  readonly fetch?: typeof fetch;
}

/** Makes the adapter for one campaign from what stands behind the scheme in `src="scheme:rest"`. */
export type AdapterFactory = (rest: string, context: AdapterContext) => CampaignAdapter;
