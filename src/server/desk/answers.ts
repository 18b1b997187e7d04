import { amountText } from '../../core/money.ts';
import type { BookedEntry, BookSums, Donation, StoredCampaign } from '../store/store.ts';
import { revisionOf } from './campaigns.ts';
import type { DeskContext } from './desk-route.ts';
import { isGivenBackHere } from './give-back.ts';

/* What the desk's page and scripts are told, field by field. Amounts are decimal strings of the wire format. */

export interface SumsAnswer {
  readonly raised: string;
  readonly spent: string;
  readonly fees: string;
  readonly balance: string;
  readonly entries: number;
  readonly pending: { readonly count: number; readonly amount: string };
  readonly at?: string;
}

export function sumsAnswer({ at, entries, fees, pending, sources, spent }: BookSums, currency: string): SumsAnswer {
  const text = (minor: number): string => amountText({ minor, currency });
  const raised = sources.reduce((sum, { gifts, sales }) => sum + gifts + sales, 0);
  return {
    raised: text(raised),
    spent: text(spent),
    fees: text(fees),
    balance: text(raised - spent - fees),
    entries,
    pending: { count: pending.count, amount: text(pending.amount) },
    ...(at !== undefined && { at }),
  };
}

export interface CampaignAnswer {
  readonly id: string;
  readonly title: string;
  readonly currency: string;
  readonly isPublished: boolean;
  readonly sums: SumsAnswer;
}

export const campaignAnswer = (
  { currency, document, id, isPublished }: StoredCampaign,
  sums: BookSums,
): CampaignAnswer => ({
  id,
  title: typeof document['title'] === 'string' ? document['title'] : id,
  currency,
  isPublished,
  sums: sumsAnswer(sums, currency),
});

export interface WholeAnswer extends CampaignAnswer {
  readonly document: StoredCampaign['document'];
  readonly revision: string;
}

export const wholeAnswer = async (campaign: StoredCampaign, sums: BookSums): Promise<WholeAnswer> => ({
  ...campaignAnswer(campaign, sums),
  document: campaign.document,
  revision: await revisionOf(campaign),
});

export interface EntryAnswer {
  readonly number: number;
  readonly id: string;
  readonly at: string;
  readonly flow: BookedEntry['flow'];
  readonly reason: BookedEntry['reason'];
  readonly amount: string;
  readonly balance: string;
  readonly source?: string;
  readonly label?: string;
  readonly name?: string;
  readonly message?: string;
  readonly isPublic?: boolean;
  readonly reverses?: string;
  /** Came from a payment: it is given back at the provider. */
  readonly isPayment: boolean;
  /** It is given back here, since its provider never tells of it. */
  readonly isGivenBackHere: boolean;
}

/** A line for its organiser: with the name and message, and without the e-mail, which nothing here is done with. */
export function entryAnswer(entry: BookedEntry, payments: DeskContext['payments']): EntryAnswer {
  const { amount, at, balance, donation, flow, id, label, number, person, reason, reverses, source } = entry;
  return {
    number,
    id,
    at,
    flow,
    reason,
    amount: amountText(amount),
    balance: amountText({ minor: balance, currency: amount.currency }),
    isPayment: donation !== undefined,
    isGivenBackHere: isGivenBackHere(entry, payments),
    ...(source && { source }),
    ...(label && { label }),
    ...(person?.name && { name: person.name }),
    ...(person?.message && { message: person.message }),
    ...(person && { isPublic: person.isPublic }),
    ...(reverses && { reverses }),
  };
}

export interface DonationAnswer {
  readonly amount: string;
  readonly currency: string;
  readonly status: Donation['status'];
  readonly createdAt: string;
  readonly interval?: 'month';
  readonly name?: string;
}

/** Without the reference: with it anyone could look the donation up. */
export const donationAnswer = ({ amount, createdAt, interval, person, status }: Donation): DonationAnswer => ({
  amount: amountText(amount),
  currency: amount.currency,
  status,
  createdAt,
  ...(interval && { interval }),
  ...(person?.name && { name: person.name }),
});
