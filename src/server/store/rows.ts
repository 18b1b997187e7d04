import type { Flow, Reason } from '../../core/campaign.ts';
import type { DonationStep } from '../../core/donation.ts';
import { entryId, type Running, type SourceRow } from '../books/sums.ts';
import { ServerError } from '../errors.ts';
import type { BankLine, BookedEntry, BookSums, Donation, Person, StoredCampaign } from './store.ts';

/* What rows of a database mean, whichever it is. */

export interface CampaignRow {
  readonly n: number;
  readonly id: string;
  readonly document: string;
  readonly currency: string;
  readonly version: number;
  readonly published: number | boolean;
}

export const campaignOf = ({ currency, document, id, published, version }: CampaignRow): StoredCampaign => ({
  ...{ id, currency, version, isPublished: Boolean(published) },
  document: JSON.parse(document) as Record<string, unknown>,
});

export interface BooksRow {
  readonly n: number;
  readonly currency: string;
  readonly version: number;
  readonly entries: number;
  readonly balance: number;
  readonly spent: number;
  readonly fees: number;
  readonly pending_count: number;
  readonly pending_amount: number;
  readonly booked_at: string | null;
}

export const booksColumns =
  'n, currency, version, entries, balance, spent, fees, pending_count, pending_amount, booked_at';

export function booksOf(row: BooksRow, sources: readonly (SourceRow & { readonly source: string })[]): Running {
  const { booked_at: bookedAt, pending_amount: pendingAmount, pending_count: pendingCount, ...rest } = row;
  return {
    ...{ ...rest, pendingCount, pendingAmount, bookedAt },
    sources: new Map(sources.map(({ gifts, givers, sales, source }) => [source, { gifts, sales, givers }])),
  };
}

export function sumsOf({ bookedAt, entries, fees, pendingAmount, pendingCount, sources, spent }: Running): BookSums {
  return {
    sources: [...sources].map(([source, sums]) => ({ source, ...sums })),
    ...{ spent, fees, entries },
    pending: { count: pendingCount, amount: pendingAmount },
    ...(bookedAt !== null && { at: bookedAt }),
  };
}

export interface PersonRow {
  readonly name: string | null;
  readonly message: string | null;
  readonly email: string | null;
  readonly public: number | boolean | null;
  readonly hide_amount: number | boolean | null;
}

/** @returns Nothing for what was erased. */
export function personOf(row: PersonRow): Person | undefined {
  if (row.public === null) return undefined;
  return {
    ...(row.name !== null && { name: row.name }),
    ...(row.message !== null && { message: row.message }),
    ...(row.email !== null && { email: row.email }),
    isPublic: Boolean(row.public),
    ...(row.hide_amount !== null && { hideAmount: Boolean(row.hide_amount) }),
  };
}

/** Whether there is anything to be kept apart. */
export const isSomebody = (person: Person | undefined): person is Person =>
  person !== undefined && (person.name !== undefined || person.message !== undefined || person.email !== undefined);

export interface EntryRow extends PersonRow {
  readonly number: number;
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
  readonly label: string | null;
  readonly reverses: number | null;
  readonly balance: number;
  readonly reference: string | null;
  readonly key: string;
  readonly bank_id: string | null;
  readonly bank_origin: string | null;
  readonly bank_reference: string | null;
}

const bankOf = ({ bank_id: id, bank_origin: origin, bank_reference: reference }: EntryRow): BankLine | undefined =>
  origin === null ? undefined : { origin, ...(id !== null && { id }), ...(reference !== null && { reference }) };

export function entryOf(row: EntryRow, currency: string): BookedEntry {
  const person = personOf(row);
  const bank = bankOf(row);
  return {
    id: entryId(row.number),
    number: row.number,
    at: row.at,
    flow: row.flow,
    reason: row.reason,
    amount: { minor: row.amount, currency },
    source: row.source,
    ...(row.label !== null && { label: row.label }),
    ...(row.reverses !== null && { reverses: entryId(row.reverses) }),
    balance: row.balance,
    ...(row.reference !== null && { donation: row.reference }),
    key: row.key,
    ...(person && { person }),
    ...(bank && { bank }),
  };
}

export interface DonationRow {
  readonly n: number;
  readonly reference: string;
  readonly fingerprint: string;
  readonly campaign: number;
  readonly source: string;
  readonly amount: number;
  readonly currency: string;
  readonly interval: string | null;
  readonly status: Donation['status'];
  readonly step: string | null;
  readonly created_at: string;
  readonly person: number | null;
}

/** With the id of its campaign and what is known of the giver. */
export interface DonationAndPerson extends DonationRow, PersonRow {
  readonly id: string;
}

export function donationOf(row: DonationAndPerson, ids: readonly string[]): Donation {
  const person = personOf(row);
  return {
    reference: row.reference,
    campaign: row.id,
    source: row.source,
    amount: { minor: row.amount, currency: row.currency },
    ...(row.interval === 'month' && { interval: 'month' }),
    status: row.status,
    ...(row.step !== null && { step: JSON.parse(row.step) as DonationStep }),
    ids,
    createdAt: row.created_at,
    ...(person && { person }),
  };
}

/** At least one, at most 500. */
export const limited = (limit: number): number => Math.min(Math.max(Math.trunc(limit) || 1, 1), 500);

/**
 * Whether a key that was used may be taken up again. After its giver was erased nobody can tell whether the same is asked for: what was
 * given stays given, and a new key is someone's own decision, so that nothing is paid twice unasked.
 * @param kept The fingerprint under which the key was used; empty once the giver was erased.
 * @throws ServerError `key-used`, `key-gone`
 */
export function checkKey(kept: string, asked: string): void {
  if (kept === asked) return;
  if (kept) throw new ServerError('key-used', 'this key was used for another donation: take a new key for this one');
  throw new ServerError(
    'key-gone',
    'the donation of this key was made and its giver’s name erased since: take a new key to give once more',
  );
}

/** A line of the books with all that is to be stored of it. */
export interface NewLine {
  readonly at: string;
  readonly flow: Flow;
  readonly reason: Reason;
  readonly amount: number;
  readonly source: string;
  readonly key: string;
  readonly label?: string | undefined;
  /** The line it takes back. */
  readonly reverses?: { readonly number: number; readonly reason: string } | undefined;
  readonly donation?: number;
  readonly person?: number | null;
  readonly bank?: BankLine | undefined;
}
