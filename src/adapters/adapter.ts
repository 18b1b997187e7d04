import type { Reading } from '../core/decode.ts';
import type { DonationOptions, DonationState, DonationStep } from '../core/donation.ts';
import type { Money } from '../core/money.ts';

export type { Reading } from '../core/decode.ts';
export type { DonationInterval, DonationOptions, DonationState, DonationStep } from '../core/donation.ts';

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
   * MUST be there when the newest reading holds sums in place of entries that are too many to send to everyone, and not otherwise.
   * Callers look when they need it.
   */
  readonly allEntries?: AllEntries;

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
   * Starts a donation and answers with the next step. MUST be safe to repeat with the same `intent.key`: one key, one donation,
   * also when it is paid by now (then MAY answer with a `redirect` to where the supporter would have come back). MUST reject when
   * the key comes again with another intent. MUST check the amount itself, and MUST NOT count it as raised before it is paid.
   * The error MAY say why as its `refusal` (`DonationRefusal`); without it the page says that it can't be done just now.
   * Offered only where the campaign has `give`, be it empty. Absent: the panel shows the campaign's bank data and links.
   */
  startDonation?(intent: DonationIntent, options?: CallOptions): Promise<DonationStep>;

  /**
   * What `startDonation` can do. MAY be known only after the first reading, and MAY change; callers look when they need it.
   * Absent: once, any amount.
   */
  readonly donations?: DonationOptions;

  /**
   * How a donation stands that `startDonation` began. MUST answer `paid` only when the money is confirmed, and MUST NOT tell
   * anything about the supporter, since an address can be passed on. MUST reject with `not-found` for a reference that is not
   * its own. Absent: callers say that they can't know.
   * @param reference What came back in the address as `glassjar-donation`, or with the step.
   */
  getDonation?(reference: string, options?: CallOptions): Promise<DonationState>;

  /**
   * Counts that a reader chose a way to share. MUST keep nothing about who it was. Callers don't wait for it and MAY ignore a
   * rejection. MAY be known only after the first reading. Absent: shares are not counted.
   * @param channel As in the event `glassjar-shared`: the id of a network, `copy`, `system` or `email`.
   */
  countShare?(channel: string, options?: CallOptions): Promise<void>;
}

/** The way to the entries of a campaign that was read without them. */
export interface AllEntries {
  readonly count: number;
  /**
   * Absent where they are too many for any page. Reads the campaign of the newest reading with all of its entries. MUST be of the same money, so that whoever asks can add
   * them up against the sums. MUST reject rather than leave one out.
   * @param options.onProgress Told how many are there so far.
   */
  read?(options?: CallOptions & { readonly onProgress?: (read: number) => void }): Promise<Reading>;
}

/**
 * Why a donation can't be started, for the page to say in its own words:
 * - `over`: the campaign has ended. `closed`: it takes none this way.
 * - `unfit`: something about it, like the amount, is not taken.
 * - `used`: its key was used before and can't be taken up again; the page takes a new one when the supporter wants to give anew.
 * - `busy`: too many tries came from where the supporter is. `declined`: the payment provider doesn't take it.
 */
export type DonationRefusal = 'over' | 'closed' | 'unfit' | 'used' | 'busy' | 'declined';

/** What a supporter is about to give. */
export interface DonationIntent {
  /** Idempotency key, one for each attempt, at least 128 random bits. */
  readonly key: string;
  readonly amount: Money;
  /** Absent: once. */
  readonly interval?: 'month';
  /**
   * Where the supporter comes back to, paid or not. The adapter MUST see to it that the address then has the parameter
   * `glassjar-donation` with the donation's reference, which MUST NOT be the key.
   */
  readonly returnUrl: string;
  /** Language of the page, BCP 47, for the pages of the provider. */
  readonly language?: string;
  /** To be shown with the gift, when the supporter wants that. */
  readonly name?: string;
  readonly message?: string;
}

/** What a factory gets from the page. */
export interface AdapterContext {
  /** Address of the page, against which a relative `src` is resolved. */
  readonly base: string;
  /** In place of the global one, for tests and for hosts that sign requests. */
  readonly fetch?: typeof fetch;
}

/** Makes the adapter for one campaign from what stands behind the scheme in `src="scheme:rest"`; a promise where it loads on use. */
export type AdapterFactory = (rest: string, context: AdapterContext) => CampaignAdapter | Promise<CampaignAdapter>;
