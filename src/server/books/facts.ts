import type { Money } from '../../core/money.ts';

/*
 * What payment providers tell, freed of their words. A provider's module (payments/*.ts) turns its events into facts; the books
 * (donation.ts) turn the facts of one donation into its state and its lines. Facts come twice, late, and in any order.
 */

interface Told {
  /** When it happened, as the provider says: ISO 8601, UTC. */
  readonly at: string;
}

/**
 * One thing that a provider told about one donation: a payment, or all the payments of a subscription. Amounts are above zero; a
 * fee's and a dispute's may be zero. What is in another currency than the campaign's books is kept and counted nowhere (`Store.check` tells).
 */
export type Fact =
  /** Begun, and confirmed later or never: a direct debit takes days. */
  | (Told & { readonly kind: 'pending' })
  /** Confirmed. `amount` is what the provider took, not what a form asked for. */
  | (Told & { readonly kind: 'paid'; readonly payment: string; readonly amount: Money })
  | (Told & { readonly kind: 'failed' })
  /** The attempt was closed without being paid. */
  | (Told & { readonly kind: 'expired' })
  /**
   * What the provider keeps of a payment, in all, as of then: the one told last counts, zero when all was given back. `payment`
   * may also be the id of a dispute, for what that costs.
   */
  | (Told & { readonly kind: 'fee'; readonly payment: string; readonly amount: Money })
  | (Told & {
      readonly kind: 'refund';
      /** The provider's id: each refund counts once, and one that failed counts back. */
      readonly refund: string;
      /** The one it gives back, as `paid` named it. Only a donation of several payments needs it. */
      readonly payment?: string;
      readonly amount: Money;
      /** `pending` moves no money yet. */
      readonly state: 'pending' | 'done' | 'failed';
    })
  | (Told & {
      readonly kind: 'dispute';
      readonly dispute: string;
      /** As with a refund. */
      readonly payment?: string;
      readonly amount: Money;
      /**
       * `opened` moves no money; `withdrawn` and `lost` do, once for both, since either may never be told; `won` brings it back, also
       * after `lost`, which a bank can take back. Ended without having moved any: `won`, or `lost` of zero.
       */
      readonly state: 'opened' | 'withdrawn' | 'won' | 'lost';
    });

/** One event of a provider. */
export interface ProviderEvent {
  /** `stripe`, `ko-fi`. */
  readonly provider: string;
  /** The provider's id of it; each counts once. */
  readonly id: string;
  /** The provider's name for it, for the log: `checkout.session.completed`. */
  readonly type: string;
  /**
   * Which donation it is about, by what the provider knows it by. Any one that matches is enough; all are remembered, so that an
   * event which names the payment only finds the donation that another event tied to it. An event whose donation isn't known
   * yet is held and taken in when it is. An id (of a payment, refund, dispute too) stays with the donation it was first tied to;
   * that comes before `donation`, so that no payment ever counts for two.
   */
  readonly about: {
    /** Our own reference, where the provider hands it back. */
    readonly donation?: string;
    /** Ids of the provider: session, payment, charge, subscription's invoice. */
    readonly ids: readonly string[];
  };
  readonly facts: readonly Fact[];
  /**
   * For gifts that began elsewhere (Ko-fi, a further month of a subscription): from it a donation is made when none is known. Held
   * when there is no such campaign (yet).
   */
  readonly begins?: {
    readonly campaign: string;
    /** The campaign's source it counts for. Absent: none. */
    readonly source?: string;
    readonly interval?: 'month';
    readonly name?: string;
    readonly message?: string;
  };
}
