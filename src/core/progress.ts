import type { Campaign, Goal } from './campaign.ts';
import type { Totals } from './ledger.ts';
import type { Money } from './money.ts';
import { fold } from './list.ts';

/** How far a campaign has come towards what it aims at. */
export interface Progress {
  /** What it is measured against: the goal, else the next milestone (else the last, when all are passed). */
  readonly goal: Goal;
  /** Whole percent, rounded down so that 100 is never shown before it is true; above 100 when more came in. */
  readonly percent: number;
  /** Gifts' share of the scale, 0 to 1. */
  readonly gifts: number;
  /** Sales' share of the scale, 0 to 1. */
  readonly sales: number;
  /** Milestones on the scale, each at 0 to 1. */
  readonly milestones: readonly { readonly at: number; readonly reached: boolean; readonly goal: Goal }[];
}

/** Absent without a goal or a milestone (there is nothing to be far on the way to), and without a total. */
export function progressOf(
  { goal: named, milestones = [] }: Campaign,
  { raised, sources }: Totals,
): Progress | undefined {
  if (!raised) return undefined;
  const steps = [...milestones].sort((a, b) => a.amount.minor - b.amount.minor);
  const goal = named ?? steps.find((step) => step.amount.minor > raised.minor) ?? steps.at(-1);
  if (!goal) return undefined;
  const scale = Math.max(goal.amount.minor, raised.minor);
  const given = fold(sources, 0, (all, source) => all + (source.kind === 'gifts' ? source.raised.minor : 0));
  const share = (minor: number) => Math.max(0, minor / scale);
  const whole = share(raised.minor);
  // Where more gifts were returned than made, sales fill no more than what is left of them; and the reverse.
  const gifts = Math.min(share(given), whole);
  return {
    goal,
    percent: percentOf(raised, goal.amount),
    gifts,
    sales: whole - gifts,
    milestones: steps
      .filter((step) => step.amount.minor <= scale)
      .map((step) => ({ at: share(step.amount.minor), reached: step.amount.minor <= raised.minor, goal: step })),
  };
}

/** Whole percent, rounded down, exact also where `raised * 100` would leave the safe integers. 0 when nothing came in. */
function percentOf(raised: Money, goal: Money): number {
  return Math.max(0, Number((BigInt(raised.minor) * 100n) / BigInt(goal.minor)));
}
