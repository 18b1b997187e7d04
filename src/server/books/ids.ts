import type { Fact, ProviderEvent } from './facts.ts';

function idOf(fact: Fact): readonly string[] {
  if (fact.kind === 'paid') return [fact.payment];
  if (fact.kind === 'refund') return [fact.refund];
  return fact.kind === 'dispute' ? [fact.dispute] : [];
}

/** The ids of money that moved: what they are tied to comes before all else an event says it is about. */
export const moneyIdsOf = ({ facts }: ProviderEvent): readonly string[] => facts.flatMap(idOf);

/** All ids of the provider by which an event's donation can be known. Each once. */
export const idsOf = (event: ProviderEvent): readonly string[] => [
  ...new Set([...moneyIdsOf(event), ...event.about.ids]),
];

/** What an event is held for: any of these lets it in. */
export const waitsFor = (event: ProviderEvent): readonly string[] => [
  ...idsOf(event),
  ...(event.about.donation === undefined ? [] : [`donation:${event.about.donation}`]),
  ...(event.begins ? [`campaign:${event.begins.campaign}`] : []),
];

/** The key of a donation that an event begins. No header of a request can hold it, so that nobody takes it beforehand. */
export const keyOf = ({ id, provider }: ProviderEvent): string => `event\n${provider}:${id}`;
