import type { Campaign, Goal } from './campaign.ts';
import type { Totals } from './ledger.ts';

/**
 * The milestones, and the goal, that were passed between two readings of a campaign, the smallest first. None where the
 * sum fell or is known only roughly: then nobody knows whether one was passed.
 */
export function passed(
  { goal, milestones = [] }: Campaign,
  before: Totals | undefined,
  { bound, raised }: Totals,
): readonly Goal[] {
  const was = before?.raised;
  if (!was || !raised || was.currency !== raised.currency || bound === 'about' || before.bound === 'about') return [];
  const all = goal ? [...milestones.filter(({ amount }) => amount.minor !== goal.amount.minor), goal] : milestones;
  return all
    .filter(({ amount }) => was.minor < amount.minor && amount.minor <= raised.minor)
    .sort((one, other) => one.amount.minor - other.amount.minor);
}
