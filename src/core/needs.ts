import { statusOf, type Campaign, type Need } from './campaign.ts';

/** A goal that is not money, and where it stands. */
export interface NeedState extends Need {
  /** `unmet`: still open when the campaign ended. */
  readonly state: 'open' | 'met' | 'unmet';
  /** How many of how many have come, where the need is counted. */
  readonly progress?: { readonly got: number; readonly wanted: number; readonly share: number };
}

/**
 * What a campaign needs that is not money: what is open first, each group in the author's order. Met is what is said to be
 * done, and what has come as often as wanted.
 * @param now Milliseconds since 1970.
 */
export function needsOf(campaign: Campaign, now: number): readonly NeedState[] {
  const isOver = statusOf(campaign, now) === 'ended';
  const needs = (campaign.needs ?? []).map((need): NeedState => {
    const { done, got, wanted } = need;
    const isMet = done ?? Boolean(wanted && got !== undefined && got >= wanted);
    return {
      ...need,
      state: isMet ? 'met' : isOver ? 'unmet' : 'open',
      ...(wanted && got !== undefined && { progress: { got, wanted, share: Math.min(1, got / wanted) } }),
    };
  });
  return [...needs.filter(({ state }) => state !== 'met'), ...needs.filter(({ state }) => state === 'met')];
}
