import { type DonationLine, type DonationStatus, donationState, type DueLine, linesDue } from './donation.ts';
import type { Fact } from './facts.ts';
import { type Running, signed, sourceOf } from './sums.ts';

/* What a donation's facts ask of the books. Pure; shared by all stores. */

/** A line of the donation, as a database has it. */
export interface BookedRow {
  readonly number: number;
  readonly key: string;
  readonly flow: DonationLine['flow'];
  readonly reason: string;
  readonly amount: number;
  readonly reverses: number | null;
}

/** The donation, as far as its books go. */
export interface Settled {
  readonly source: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: DonationStatus;
}

export interface Settlement {
  readonly due: readonly DueLine[];
  readonly status: DonationStatus;
  /** Whether a figure of the campaign is another one now. */
  readonly isVisible: boolean;
}

/** Says what is due, and moves the counters that are no line: givers, and what is pending. The lines are booked by the store. */
export function settlement(
  books: Running,
  donation: Settled,
  facts: readonly Fact[],
  rows: readonly BookedRow[],
): Settlement {
  const keys = new Map(rows.map(({ key, number }) => [number, key]));
  const booked = rows.map(({ amount, flow, key, reverses }): DonationLine => {
    const reversed = reverses === null ? undefined : keys.get(reverses);
    return { key, flow, amount, ...(reversed !== undefined && { reverses: reversed }) };
  });
  const due = linesDue(facts, books.currency, booked);
  const { gifts, status } = donationState(facts, books.currency);
  if (due.length) {
    const before = rows.filter(({ flow }) => flow.startsWith('gift')).reduce((sum, row) => sum + signed(row), 0);
    sourceOf(books, donation.source).givers += Number(gifts > 0) - Number(before > 0);
  }
  const by = Number(status === 'pending') - Number(donation.status === 'pending');
  books.pendingCount += by;
  if (donation.currency === books.currency) books.pendingAmount += by * donation.amount;
  return { due, status, isVisible: due.length > 0 || by !== 0 };
}
