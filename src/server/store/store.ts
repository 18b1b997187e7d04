import type { DonationStep } from '../../core/donation.ts';
import type { Flow, Reason } from '../../core/campaign.ts';
import type { Money } from '../../core/money.ts';
import type { Checked } from '../books/audit.ts';
import type { ProviderEvent } from '../books/facts.ts';
import type { GivenBack } from '../books/manual.ts';

/*
 * Where the books are kept: the whole seam between the server and a database. One database, one file; each passes the contract
 * suite test/contracts/store.ts. Every method that writes MUST be one transaction, and MUST resolve only when it is on the disk
 * for good. A store MUST NOT change or remove a line of the books, ever.
 */

/** A campaign as its organiser wrote it: the wire format without what the books say (entries, live sums). */
export interface StoredCampaign {
  readonly id: string;
  /** Wire format, version 1, as JSON. */
  readonly document: Readonly<Record<string, unknown>>;
  /** ISO 4217; fixed by the first line of the books. */
  readonly currency: string;
  /** Rises by at least one with each change of the document or the books, and never comes again. */
  readonly version: number;
  /** Whether readers can see it. */
  readonly isPublished: boolean;
}

/** The running sums of one source, kept with each line, so that nobody has to add up. */
export interface SourceSums {
  /** `''`: lines of no source. */
  readonly source: string;
  /** Minor units, net. */
  readonly gifts: number;
  readonly sales: number;
  /** How many gifts of it stand: donations paid and not wholly taken back, and gifts entered by hand, each line one. */
  readonly givers: number;
}

/** All sums of a campaign's books, in minor units of its currency. */
export interface BookSums {
  readonly sources: readonly SourceSums[];
  /** What went out other than fees; also what was lost to disputes after a refund. */
  readonly spent: number;
  readonly fees: number;
  /** How many lines there are. */
  readonly entries: number;
  /** Of donations begun and not confirmed. In no other sum. */
  readonly pending: { readonly count: number; readonly amount: number };
  /** When the last line was written: ISO 8601. */
  readonly at?: string;
}

/** A line to be written. */
export interface NewEntry {
  /** When it was booked: a day, or an instant (ISO 8601). */
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: Money;
  /** `''`: none. */
  readonly source: string;
  readonly label?: string;
  /**
   * The id of the line it takes back: of the same campaign, the same kind of sum, the other sign, and not more than is left of it.
   * Belongs to that line's source.
   */
  readonly reverses?: string;
  /**
   * Unique in the campaign: the same line written again (a pasted list, a repeated request) is not written twice.
   */
  readonly key: string;
  /** Kept apart from the line and erased without touching it. */
  readonly person?: Person;
  /** The id of a line of the same campaign whose giver this one has, too: erased for one, gone from both. In place of `person`. */
  readonly personOf?: string;
  /** Absent: it is from no file. */
  readonly bank?: BankLine;
}

/** What is known of a giver: the only personal data in the books. */
export interface Person {
  readonly name?: string;
  readonly message?: string;
  /** Never in any public answer. */
  readonly email?: string;
  /** Whether name and message may be shown. */
  readonly isPublic: boolean;
  readonly hideAmount?: boolean;
}

/** What a bank's file said of a line. Never public, and nothing of it says who gave. */
export interface BankLine {
  /** Which kind of file it is from: `camt.053`, `csv:ing-de`. */
  readonly origin: string;
  /** The bank's or provider's own id of it. */
  readonly id?: string;
  /** A digest of its creditor or end-to-end reference, by which a return finds it. */
  readonly reference?: string;
}

/** A line as it stands in the books. */
export interface BookedEntry extends Omit<NewEntry, 'personOf'> {
  /** Public, stable, and unique in the campaign. */
  readonly id: string;
  /** Its place in the campaign's books, from 1 without a hole. */
  readonly number: number;
  /** Net of all gifts and sales up to and with this line, less what went out: the balance after it, in minor units. */
  readonly balance: number;
  /** The donation it came from. Never public. */
  readonly donation?: string;
}

/** A donation begun on a page of ours or told by a provider. */
export interface Donation {
  /** What the supporter comes back with: at least 128 random bits. */
  readonly reference: string;
  readonly campaign: string;
  /** The campaign's source its lines are booked under: `''` for none. */
  readonly source: string;
  /** What was asked for. What was paid stands in the books. */
  readonly amount: Money;
  readonly interval?: 'month';
  /** Derived from its facts by `donationState`. */
  readonly status: 'open' | 'pending' | 'paid' | 'failed' | 'cancelled' | 'refunded' | 'disputed';
  /** What was answered when it was begun; repeated for the same key. Absent: not known yet. */
  readonly step?: DonationStep;
  /** Ids of the provider that are tied to it. */
  readonly ids: readonly string[];
  readonly createdAt: string;
  readonly person?: Person;
}

/** What someone is about to give. */
export interface NewDonation {
  readonly key: string;
  /** Hash of all that was asked for; the same key with another one is refused. */
  readonly fingerprint: string;
  readonly reference: string;
  readonly campaign: string;
  /** As in `Donation`. */
  readonly source: string;
  readonly amount: Money;
  readonly interval?: 'month';
  readonly person?: Person;
}

/** A change that someone made by hand: the log of changes. */
export interface Change {
  readonly at: string;
  readonly actor: string;
  /** `iban`, `entry`, `reverse`, `erase`, `publish`, `update`, …: a closed list in desk/changes.ts. */
  readonly what: string;
  readonly detail?: string;
}

/** How often a campaign was shared on one channel. */
export interface ShareCount {
  readonly channel: string;
  readonly count: number;
  /** When it last was: ISO 8601. */
  readonly at: string;
}

/** A secret that was handed out, as far as it is kept. */
export interface KeptSecret {
  readonly hash: string;
  readonly label?: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface Page {
  /** Lines before this number, newest first. Absent: from the newest. */
  readonly before?: number;
  /** 1 to 500. */
  readonly limit: number;
}

export interface Store {
  /** Named in logs: `sqlite`, `postgres`. */
  readonly name: string;

  getCampaign(id: string): Promise<StoredCampaign | undefined>;
  listCampaigns(): Promise<readonly StoredCampaign[]>;
  /**
   * Writes a campaign's document. MUST reject with `conflict` when `ifVersion` is not its version any more (0: it must be new),
   * and with `invalid` when the currency would change under lines of the books.
   */
  putCampaign(campaign: Omit<StoredCampaign, 'version'>, ifVersion: number, change: Change): Promise<StoredCampaign>;

  /** MUST cost the same with a million lines as with a thousand. */
  sums(campaign: string): Promise<BookSums>;
  /** Newest first; a page costs the same wherever it is. */
  entries(campaign: string, page: Page): Promise<readonly BookedEntry[]>;
  /** All lines, oldest first, for exports and checks, without holding all of them. */
  everyEntry(campaign: string): AsyncIterable<BookedEntry>;
  /**
   * Writes lines by hand, all or none; a line whose key is known is left out. MUST reject with `invalid` when a line takes back what
   * isn't there, when it takes back a line that came from a payment (that is refunded at the provider, and the books follow), when
   * more would go back than a source brought, and for another currency.
   * @param events Taken in as `take` does, in the same transaction and before the lines: transfers that pay what was begun.
   * @returns The lines that were written; of each event that is new, the last one of its donation.
   */
  append(
    campaign: string,
    lines: readonly NewEntry[],
    change: Change,
    events?: readonly ProviderEvent[],
  ): Promise<readonly BookedEntry[]>;
  /** Those of these keys that lines were written with. Costs the same in long books as in short ones. */
  knownKeys(campaign: string, keys: readonly string[]): Promise<readonly string[]>;
  /**
   * Takes in what a provider doesn't tell: that money of a gift went back. Its lines are those that the provider's word would have
   * brought, and it counts once by its id. MUST reject with `not-found` when there is no such line, and with `invalid` when it is no
   * gift of a donation's or more would go back than is left of that.
   * @returns Whether it is new.
   */
  giveBack(campaign: string, entry: string, back: GivenBack, change: Change): Promise<boolean>;
  /** Takes name, message and e-mail of a line (and of its donation) away for good. No sum changes; the version does. */
  erase(campaign: string, entry: string, change: Change): Promise<void>;
  /** Says who gave a line that stands already, in place of what was known of them. No sum changes; the version does. */
  nameGiver(campaign: string, entry: string, person: Person, change: Change): Promise<void>;

  /**
   * @returns The donation of that key: the new one, or the one there was. MUST reject with `key-used` when its fingerprint differs,
   * with `key-gone` when that was erased with its giver, with `not-found` when there is no such campaign, and with `invalid` for another currency than the campaign's.
   */
  beginDonation(donation: NewDonation): Promise<Donation>;
  /** Keeps the answer, and ties the provider's ids to the donation. Events that were held for them are taken in. */
  answerDonation(reference: string, step: DonationStep, ids: readonly string[]): Promise<Donation>;
  getDonation(reference: string): Promise<Donation | undefined>;
  /** The donation that was begun with a key. MUST reject as `beginDonation` does when its fingerprint differs. */
  donationOfKey(key: string, fingerprint: string): Promise<Donation | undefined>;
  /** Donations of a campaign that are open, pending or disputed, newest first. */
  listDonations(
    campaign: string,
    page: { readonly status?: Donation['status']; readonly limit: number },
  ): Promise<readonly Donation[]>;

  /** Takes name, message and e-mail of a donation away for good, and of its lines if it has some. MUST reject with `not-found`. */
  eraseGiver(reference: string, change: Change): Promise<void>;
  /**
   * The same for all donations that began before a moment (ISO 8601) and were never paid nor are on their way.
   * @returns How many there were.
   */
  dropUnpaid(before: string): Promise<number>;

  /**
   * Takes in an event: unique id, facts kept, the donation's state and lines derived (books/donation.ts), lines and sums written.
   * Order-, duplicate- and delay-proof. MAY commit several calls together; MUST resolve only after their commit. Rejects with
   * `unavailable` (disk full, locked, no connection) when nothing was written: the provider tells it again.
   */
  take(event: ProviderEvent): Promise<'applied' | 'known' | 'held'>;
  /** Which of these events of a provider were never taken in. For the nightly reconcile. */
  missing(provider: string, ids: readonly string[]): Promise<readonly string[]>;

  /** One more share on a channel; nothing else is kept. */
  countShare(campaign: string, channel: string): Promise<void>;
  shares(campaign: string): Promise<readonly ShareCount[]>;

  changes(campaign: string, limit: number): Promise<readonly Change[]>;

  /** Secrets (sessions, one-time links, tokens) by the hash of what was handed out. `expires`: milliseconds since 1970. */
  putSecret(secret: {
    readonly hash: string;
    readonly kind: 'login' | 'session' | 'token';
    readonly expires: number;
    readonly label?: string;
  }): Promise<void>;
  /** @returns Whether it is known and has not expired. `once`: and takes it away with that, for one caller only. */
  checkSecret(hash: string, kind: 'login' | 'session' | 'token', now: number, once?: boolean): Promise<boolean>;
  dropSecret(hash: string): Promise<void>;
  /** Those of a kind that have not been dropped, first those that expire first, so that their owner can see and withdraw them. */
  secrets(kind: 'login' | 'session' | 'token'): Promise<readonly KeptSecret[]>;

  /** What the server tells its other commands, by name: `address`. Undefined: never told. */
  setting(name: string): Promise<string | undefined>;
  putSetting(name: string, value: string): Promise<void>;

  /**
   * Tells of every campaign that changed, also by another process. MAY tell late (2 s at most) and MAY tell twice. Stops with the signal.
   * @param onTold Called with false as soon as changes may be missed (35 s after the database fell silent, at most), and with true
   * when they are told again, after `onChange` was called for all that may have changed meanwhile.
   * @returns Resolves when it has begun, not when it ends. Rejects when it can't begin; then nothing is told.
   */
  watch(onChange: (campaign: string) => void, signal: AbortSignal, onTold?: (isTold: boolean) => void): Promise<void>;

  /** Copies the whole database while it is in use. Absent: the database's own tools do. */
  backup?(file: string): Promise<void>;
  /** Adds all lines up again and compares. */
  check(): Promise<Checked>;
  /** Whether it answers and can be written to. Rejects with `unavailable` and the reason, also when its sums were found not to add up. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
