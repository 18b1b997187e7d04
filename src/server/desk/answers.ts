import { amountText } from '../../core/money.ts';
import { statedBeside } from '../document.ts';
import type { BookedEntry, BookSums, Donation, StoredCampaign } from '../store/store.ts';
import { revisionOf } from './campaigns.ts';
import type { DeskContext } from './desk-route.ts';
import { isGivenBackHere } from './give-back.ts';
import { hashOf } from './secrets.ts';

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

/** @param stated What is stated and stands in no line, in minor units: readers see it in the sum, and so does who keeps the books. */
function sumsAnswer(
  { at, entries, fees, pending, sources, spent }: BookSums,
  currency: string,
  stated: number,
): SumsAnswer {
  const text = (minor: number): string => amountText({ minor, currency });
  const raised = sources.reduce((sum, { gifts, sales }) => sum + gifts + sales, stated);
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
  /** Sums that were stated and of which lines tell a part only: what is left of each can be entered as one line. */
  readonly rests: readonly RestAnswer[];
}

/** What of a stated sum stands in no line. */
export interface RestAnswer {
  readonly source: string;
  readonly kind: 'gift' | 'sale';
  readonly label?: string;
  /** When the stated sum was true: a day. */
  readonly at?: string;
  readonly amount: string;
}

export const campaignAnswer = (
  campaign: StoredCampaign,
  sums: BookSums,
  given: ReadonlyMap<string, number>,
): CampaignAnswer => {
  const { currency, document, id, isPublished } = campaign;
  const stated = statedBeside(campaign, sums, given);
  return {
    id,
    title: typeof document['title'] === 'string' ? document['title'] : id,
    currency,
    isPublished,
    sums: sumsAnswer(
      sums,
      currency,
      stated.reduce((sum, { rest }) => sum + rest, 0),
    ),
    rests: stated
      .filter(({ isBegun }) => isBegun)
      .map(({ rest, source: { asOf, id: source, kind, label } }) => ({
        source,
        kind: kind === 'sales' ? 'sale' : 'gift',
        ...(label && { label }),
        ...(asOf && { at: asOf.slice(0, 10) }),
        amount: amountText({ minor: rest, currency }),
      })),
  };
};

export interface WholeAnswer extends CampaignAnswer {
  readonly document: StoredCampaign['document'];
  readonly revision: string;
}

export const wholeAnswer = async (
  campaign: StoredCampaign,
  sums: BookSums,
  given: ReadonlyMap<string, number>,
): Promise<WholeAnswer> => ({
  ...campaignAnswer(campaign, sums, given),
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
  /** To name it by here; not its reference, with which anyone could look the donation up. */
  readonly id: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: Donation['status'];
  readonly createdAt: string;
  readonly interval?: 'month';
  readonly name?: string;
}

export const donationAnswer = async ({
  amount,
  createdAt,
  interval,
  person,
  reference,
  status,
}: Donation): Promise<DonationAnswer> => ({
  id: (await hashOf(reference)).slice(0, 32),
  amount: amountText(amount),
  currency: amount.currency,
  status,
  createdAt,
  ...(interval && { interval }),
  ...(person?.name && { name: person.name }),
});
