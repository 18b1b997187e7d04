import { bestRank, salesOf, type Sales } from './book.ts';
import { instantOf, isInstant, latest } from './calendar.ts';
import { asOf, statusOf, type Bound, type Campaign, type Measurement, type Rank, type Update } from './campaign.ts';
import type { Totals } from './ledger.ts';
import type { Money } from './money.ts';
import { peopleBound } from './people.ts';
import { sharesOf, type Shares } from './reach.ts';

/** A sum of the record: absent where nothing says it, which a record has to say. */
export interface FinalSums {
  readonly raised?: Money;
  /** How well `raised`, and thereby `balance`, is known. */
  readonly bound: Bound;
  readonly spent?: Money;
  readonly fees?: Money;
  readonly balance?: Money;
}

/** What remains of a campaign after its end. */
export interface CampaignRecord {
  readonly starts?: string;
  readonly ends: string;
  /** First and last day included; only where both are bare days. */
  readonly days?: number;
  readonly sums: FinalSums;
  /** When the sums were true. */
  readonly asOf?: string;
  readonly people?: { readonly count: number; readonly bound: Bound };
  readonly sales?: Sales;
  readonly rank?: Rank;
  readonly shares?: Shares;
  /** The newest measurement of each thing that was measured. */
  readonly reach: readonly Measurement[];
  /** The organiser's news that has a title, as it happened. */
  readonly updates: readonly Update[];
  /** Who reported, each once. */
  readonly press: readonly string[];
  readonly thanks?: string;
  /** All names were withdrawn; no sum has changed by it. */
  readonly isWithdrawn: boolean;
}

/** A campaign's record, or undefined before its end. @param now Milliseconds since 1970. */
export function recordOf(campaign: Campaign, totals: Totals, now: number): CampaignRecord | undefined {
  const { book, ends, starts, thanks, updates = [] } = campaign;
  if (!ends || statusOf(campaign, now) !== 'ended') return undefined;
  const { balance, bound, fees, raised, spent, supporters } = totals;
  const when = asOf(campaign, now);
  const sales = salesOf(campaign);
  const rank = book && bestRank(book);
  const shares = sharesOf(campaign.share?.counts);
  return {
    ...(starts && { starts }),
    ends,
    ...(starts && !isInstant(starts) && !isInstant(ends) && starts <= ends && { days: daysFrom(starts, ends) }),
    sums: {
      bound,
      ...(raised && { raised }),
      ...(spent && { spent }),
      ...(fees && { fees }),
      ...(balance && { balance }),
    },
    ...(when && { asOf: when }),
    ...(supporters !== undefined && { people: { count: supporters, bound: peopleBound(campaign) } }),
    ...(sales && { sales }),
    ...(rank && { rank }),
    ...(shares && { shares }),
    reach: newest(campaign.reach),
    updates: updates.filter(({ title }) => title).sort((a, b) => instantOf(a.at) - instantOf(b.at)),
    press: [...new Set(campaign.press?.map(({ outlet }) => outlet))],
    ...(thanks && { thanks }),
    isWithdrawn: campaign.hideNames ?? false,
  };
}

const daysFrom = (first: string, last: string): number =>
  Math.round((instantOf(last) - instantOf(first)) / 86_400_000) + 1;

function newest(measurements: readonly Measurement[] = []): readonly Measurement[] {
  const found = new Map<string, Measurement>();
  for (const measurement of measurements) {
    const known = found.get(measurement.label);
    if (!known || latest([known.at, measurement.at]) !== known.at) found.set(measurement.label, measurement);
  }
  return [...found.values()];
}
