import { today } from '../core/calendar.ts';
import { hasContacts, withoutContacts } from '../core/privacy.ts';
import { amountText } from '../core/money.ts';
import type { CampaignDocument } from '../core/schema.ts';
import type { CostSum } from './costs.ts';
import type { BookedEntry, BookSums } from './store/store.ts';

/* Lines of the books as anyone may read them: field by field, to the day, and with names only of those who agreed. */

export type WireEntry = NonNullable<CampaignDocument['entries']>[number];

/** A source for money that came through none. */
interface Home {
  readonly kind: 'gifts' | 'sales';
  readonly source: { readonly id: string };
}

/** A line without what only its organiser may know. To the day: a time to the second tells who it was. */
export function entryOf(
  line: BookedEntry,
  zone: string,
  hideNames: boolean,
  homes: readonly Home[] | undefined,
): WireEntry {
  const { amount, at, flow, id, label, person, reason, reverses } = line;
  const home = homes?.find(({ kind }) => kind[0] === flow[0])?.source.id;
  const source = line.source || home;
  const isShown = person?.isPublic && !hideNames;
  return {
    id,
    at: dayIn(at, zone),
    flow,
    reason,
    amount: amountText(amount),
    ...(source && { source }),
    ...(label && { label }),
    // What a page masks is in no answer either: a way to reach a giver.
    ...(isShown && person.name && !hasContacts(person.name) && { name: person.name }),
    ...(isShown && person.message && { message: withoutContacts(person.message) }),
    ...(isShown && person.hideAmount && { hideAmount: true }),
    ...(reverses && { reverses }),
  };
}

/** Days by zone and quarter of an hour, since no zone's day begins at another minute, and asking Intl is slow. */
const days = new Map<string, string>();
const quarter = 900_000;
const mostDays = 20_000;

export function dayIn(at: string | undefined, zone: string): string {
  if (!at || at.length <= 10) return at ?? '1970-01-01';
  const time = Date.parse(at);
  const key = `${Math.floor(time / quarter)} ${zone}`;
  let day = days.get(key);
  if (!day) {
    if (days.size >= mostDays) days.clear();
    days.set(key, (day = today(time, zone)));
  }
  return day;
}

export function costLines(
  costs: readonly CostSum[],
  sums: BookSums,
  zone: string,
  text: (minor: number) => string,
): WireEntry[] {
  return costs
    .filter(({ minor }) => minor !== 0)
    .map(({ at, minor, purpose, reason }, index) => ({
      id: `sum-${index + 1}`,
      at: dayIn(at ?? sums.at, zone),
      flow: minor > 0 ? 'cost+' : 'cost-',
      reason,
      amount: text(Math.abs(minor)),
      ...(purpose && { label: purpose }),
    }));
}
