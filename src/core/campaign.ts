import { hasBegun, instantOf, isInstant, isOver, latest, today } from './calendar.ts';
import type { Money } from './money.ts';

/** How well a value is known: as it is, as a lower bound ("über 12.800"), or roughly ("rund 51.000"). Absent: exact. */
export type Bound = 'exact' | 'at-least' | 'about';

/** Where money comes in: a bank account, the book, a platform. */
export interface Source {
  readonly id: string;
  readonly label?: string;
  /** Money given, or proceeds of something sold. Absent: gifts. */
  readonly kind?: 'gifts' | 'sales';
  /** What came in and was confirmed, less refunds, as the organiser states it. */
  readonly raised?: Money;
  readonly bound?: Bound;
  readonly supporters?: number;
  /** Whether the entries of this source are all that came in through it. Absent: they may be a part of what it states. */
  readonly complete?: boolean;
  readonly copies?: number;
  /** What one sold copy brings. */
  readonly proceeds?: Money;
  readonly asOf?: string;
  readonly proof?: string;
}

/** Which sum an entry moves, and which way. */
export type Flow = 'gift+' | 'gift-' | 'sale+' | 'sale-' | 'cost+' | 'cost-';

/** Why an entry was made. */
export type Reason =
  'donation' | 'grant' | 'purchase' | 'refund' | 'dispute' | 'dispute-won' | 'void' | 'expense' | 'fee' | 'loss';

/** One line of the ledger. */
export interface Entry {
  readonly id?: string;
  readonly at: string;
  readonly flow: Flow;
  readonly reason?: Reason;
  /** Above zero; the flow has the sign. */
  readonly amount: Money;
  readonly source?: string;
  readonly label?: string;
  readonly name?: string;
  readonly message?: string;
  readonly reverses?: string;
  /** The giver's name is shown, but not beside the amount; the ledger then shows the amount without the name. */
  readonly hideAmount?: boolean;
}

/** A goal or a milestone. */
export interface Goal {
  readonly amount: Money;
  readonly label?: string;
}

/** A place in a bestseller list. */
export interface Rank {
  readonly at: string;
  readonly list: string;
  readonly rank: number;
  readonly bound?: Bound;
}

/** The book whose proceeds help. */
export interface Book {
  readonly title: string;
  readonly author?: string;
  readonly isbn?: string;
  readonly cover?: string;
  readonly price?: Money;
  readonly proceeds?: Money;
  readonly pledge?: { readonly until?: string; readonly text: string };
  readonly shops?: readonly { readonly name: string; readonly url: string }[];
  readonly ranks?: readonly Rank[];
}

/** How often something was shared on one network, counted by hand. */
export interface ShareCount {
  readonly network: string;
  readonly count: number;
  readonly bound?: Bound;
  readonly at?: string;
}

/** How far something reached at one moment: contacts of a hashtag, visits of a page. */
export interface Measurement {
  readonly at: string;
  readonly label: string;
  readonly value: number;
  /** `theoretical`: how many could have seen it. */
  readonly bound?: Bound | 'theoretical';
}

/** The organiser's news. */
export interface Update {
  readonly id?: string;
  readonly at: string;
  readonly title?: string;
  /** Plain text; blank lines part paragraphs. */
  readonly text?: string;
  readonly url?: string;
  readonly kind?: string;
  /** When it was last changed. */
  readonly edited?: string;
  readonly pinned?: boolean;
}

/** What others published. */
export interface PressItem {
  readonly at?: string;
  readonly outlet: string;
  readonly title?: string;
  readonly url?: string;
  readonly kind?: string;
  readonly language?: string;
}

/** A goal that is not money. */
export interface Need {
  readonly text: string;
  readonly done?: boolean;
  /** How many are needed, and how many have come. */
  readonly wanted?: number;
  readonly got?: number;
  /** Where to answer. */
  readonly url?: string;
}

/** One cause, as decoded: texts cleaned, links allowed and absolute, amounts as Money in the campaign's currency. */
export interface Campaign {
  readonly glassjar: 1;
  readonly id?: string;
  readonly title: string;
  readonly summary?: string;
  readonly url?: string;
  readonly language?: string;
  readonly currency: string;
  readonly timeZone?: string;
  readonly asOf?: string;
  readonly starts?: string;
  readonly ends?: string;
  readonly organiser?: { readonly name: string; readonly about?: string; readonly url?: string };
  readonly beneficiary?: { readonly name: string; readonly about?: string; readonly consent?: string };
  readonly goal?: Goal;
  readonly milestones?: readonly Goal[];
  readonly sources?: readonly Source[];
  readonly entries?: readonly Entry[];
  readonly book?: Book;
  readonly give?: {
    readonly amounts?: readonly Money[];
    readonly bank?: {
      readonly holder: string;
      readonly iban: string;
      readonly bic?: string;
      readonly reference?: string;
      /** What goes off a transfer, in words. */
      readonly fee?: string;
    };
    readonly links?: readonly { readonly label: string; readonly url: string; readonly fee?: string }[];
    /** Whether givers get a receipt for the tax office. Absent: not told. */
    readonly taxReceipt?: boolean;
  };
  readonly share?: {
    readonly url?: string;
    readonly text?: string;
    readonly hashtags?: readonly string[];
    readonly networks?: readonly string[];
    readonly counts?: readonly ShareCount[];
  };
  readonly reach?: readonly Measurement[];
  readonly updates?: readonly Update[];
  readonly press?: readonly PressItem[];
  readonly needs?: readonly Need[];
  readonly embeds?: readonly { readonly url: string; readonly title?: string; readonly at?: string }[];
  /** What is said to everyone when the campaign is over. */
  readonly thanks?: string;
  /** Withdraws the names and messages of all who gave; no sum changes. */
  readonly hideNames?: boolean;
  readonly noMoney?: { readonly text: string };
  /** Whether money lines of the document could not be read, so that sums over them are withheld and not guessed. */
  readonly damaged: { readonly sources: boolean; readonly entries: boolean };
}

/** Where a campaign stands in time. */
export type Status = 'upcoming' | 'running' | 'ended';

/** @param now Milliseconds since 1970. */
export function statusOf({ starts, ends, timeZone }: Campaign, now: number): Status {
  if (ends && isOver(ends, now, timeZone)) return 'ended';
  return starts && !hasBegun(starts, now, timeZone) ? 'upcoming' : 'running';
}

/** A reader's clock may run behind: up to an hour, ms. */
const slack = 3_600_000;

/**
 * When the campaign's total was true: as it says, else when the oldest of its sources' figures was, since a total is no fresher
 * than its oldest part; else when the last entry was booked. A date that is still to come makes nothing fresher, and is passed over.
 * @param now Milliseconds since 1970.
 */
export function asOf(campaign: Campaign, now: number): string | undefined {
  const { asOf: said, entries = [], sources = [] } = campaign;
  const hasCome = comingBy(campaign, now);
  if (said && hasCome(said)) return said;
  const dates = sources.flatMap((source) => source.asOf ?? []).filter(hasCome);
  const [first] = dates.sort((a, b) => instantOf(a) - instantOf(b));
  return first ?? latest(entries.map(({ at }) => at).filter(hasCome));
}

/** Tells whether a date of this campaign is not later than now. @param now Milliseconds since 1970. */
export function comingBy({ timeZone }: Campaign, now: number): (date: string) => boolean {
  const day = today(now + slack, timeZone);
  return (date) => (isInstant(date) ? instantOf(date) <= now + slack : date <= day);
}

/** The weaker of several bounds: a sum is only as well known as its worst part. */
export function weakest(bounds: Iterable<Bound | undefined>): Bound {
  let found: Bound = 'exact';
  for (const bound of bounds) {
    if (bound === 'about') return 'about';
    if (bound === 'at-least') found = bound;
  }
  return found;
}
