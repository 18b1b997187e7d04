import type { Money } from './money.ts';

/* Giving, as page and backend speak of it. What the page's side must do with it stands in adapters/adapter.ts. */

/** What a backend takes. */
export interface DonationOptions {
  /** How often one can give. Absent: once. */
  readonly intervals?: readonly DonationInterval[];
  /** The least and the most for one donation, in the campaign's currency. */
  readonly minimum?: Money;
  readonly maximum?: Money;
  /** Minor units of which an amount must be a multiple. Absent: 1. */
  readonly step?: number;
  /** What this way is called: "Card or direct debit". Absent: said by the page in its language. */
  readonly label?: string;
  /** What goes off, in words: "1.5 % + 0.25 €". Absent: nothing is said. */
  readonly fee?: string;
}

/** Once, or every month until it is ended. */
export type DonationInterval = 'once' | 'month';

/**
 * How a donation stands.
 * - `paid`: confirmed; it is in the sums from now on, or will be in a moment.
 * - `pending`: begun, not confirmed yet. A direct debit takes days.
 * - `failed`: it was tried, and no money came.
 * - `cancelled`: the supporter turned back before paying; nothing was charged.
 */
export interface DonationState {
  readonly status: 'paid' | 'pending' | 'failed' | 'cancelled';
  /** As confirmed by the provider. Absent: not told. */
  readonly amount?: Money;
  readonly interval?: DonationInterval;
  /** Whether it was only tried out: no money has moved, and it is in no sum. */
  readonly isTest?: boolean;
}

/**
 * What comes next: a page to go to (https, or on the page's own site), Stripe's own form on the page, or a transfer with a
 * reference of its own.
 */
export type DonationStep =
  | { readonly kind: 'redirect'; readonly url: string }
  | {
      readonly kind: 'stripe';
      readonly clientSecret: string;
      readonly publishableKey: string;
      /** What `getDonation` takes, for a form that ends without leaving the page. */
      readonly donation?: string;
    }
  | {
      readonly kind: 'transfer';
      readonly holder: string;
      readonly iban: string;
      readonly bic?: string;
      readonly reference: string;
    };
