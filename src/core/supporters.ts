import { instantOf } from './calendar.ts';
import type { Bound, Campaign, Entry } from './campaign.ts';
import { addUp, type Books, type Totals } from './ledger.ts';
import type { Money } from './money.ts';
import { peopleBound } from './people.ts';
import { hasContacts, shyOf, withoutContacts } from './privacy.ts';

/** One gift of someone who agreed to be named. Who gives twice stands here twice: two gifts under one name may be of two people. */
export interface Supporter {
  /** Absent when the giver hides the amount: in the ledger it stands without the name, but with its day. */
  readonly at?: string;
  readonly name: string;
  readonly message?: string;
  /** What is left of the gift after refunds. Absent when the giver hides it, and when lines of the books could not be read. */
  readonly amount?: Money;
  /** Part of it went back. */
  readonly isReduced: boolean;
}

/** Who gave, as far as it may be told. */
export interface Supporters {
  /** Newest first; those who hide their amount after them, by name, since their place would tell the day. */
  readonly named: readonly Supporter[];
  /** All who gave, where sources say how many. */
  readonly people?: number;
  /** Those of them who are not named, when that is known and not contradicted by the list. */
  readonly unnamed?: number;
  /** How well `people` and `unnamed` are known: a source that does not count its givers makes them lower bounds. */
  readonly bound: Bound;
  /** Whether some gave without a name, though it may not be known how many. */
  readonly hasUnnamed: boolean;
  /** The organiser has withdrawn all names (`Campaign.hideNames`). */
  readonly isWithdrawn: boolean;
}

/**
 * Who gave and agreed to be named. Pure; linear in the number of entries but for sorting the named.
 *
 * Named is an entry with the flow `gift+` and a name that was not taken back in full. Two nets stand under what the backend
 * sends: a name with an e-mail address, a phone or an account number in it is not shown (its giver counts as unnamed), and
 * in a message such parts are replaced by `[…]`. Entries that bundle many gifts have a label and no name, and are not listed.
 */
export function supportersOf(campaign: Campaign, totals: Totals): Supporters {
  const { damaged, hideNames = false } = campaign;
  const gifts = giftsOf(campaign);
  const isShy = shyOf(campaign);
  const named: (Supporter & { readonly instant: number; readonly place: number })[] = [];
  let hasUnnamed = false;
  for (const { entry, left } of gifts) {
    const { name, message } = entry;
    if (left <= 0) continue;
    if (hideNames || !name || hasContacts(name)) {
      hasUnnamed = true;
      continue;
    }
    const hideAmount = isShy(entry);
    named.push({
      ...(!hideAmount && { at: entry.at }),
      name,
      ...(message && { message: withoutContacts(message) }),
      // A refund may be among the lines that could not be read.
      ...(!hideAmount && !damaged.entries && { amount: { ...entry.amount, minor: left } }),
      isReduced: !hideAmount && left < entry.amount.minor,
      instant: hideAmount ? -Infinity : instantOf(entry.at),
      place: named.length,
    });
  }
  named.sort((a, b) => {
    if (a.instant !== b.instant) return b.instant > a.instant ? 1 : -1;
    // Of the same moment, the one further down in the books is the newer one.
    return a.at ? b.place - a.place : a.name < b.name ? -1 : 1;
  });

  const people = totals.supporters;
  // Two gifts under one name may be of one person or of two: then nobody knows how many are not named.
  const isTold = new Set(named.map(({ name }) => name)).size === named.length;
  const unnamed = people === undefined ? -1 : people - named.length;
  return {
    named: named.map(({ instant: _instant, place: _place, ...supporter }) => supporter),
    ...(people !== undefined && { people }),
    ...(unnamed >= 0 && isTold && { unnamed }),
    bound: peopleBound(campaign),
    hasUnnamed: unnamed >= 0 && isTold ? unnamed > 0 : hasUnnamed || unnamed > 0,
    isWithdrawn: hideNames,
  };
}

interface Gift {
  readonly entry: Entry;
  /** Minor units that were not taken back. */
  readonly left: number;
}

/** The gifts of the books, each id once, with what is left of each. */
function giftsOf(campaign: Campaign): Gift[] {
  const { books } = addUp(campaign, [], () => {});
  const taken = new Map<Entry, number>();
  for (const entry of books.values()) {
    const gift = giftBehind(entry, books);
    if (gift && gift !== entry) taken.set(gift, (taken.get(gift) ?? 0) - changeOf(entry));
  }
  return [...books.values()]
    .filter(({ flow, reverses }) => flow === 'gift+' && !reverses)
    .map((entry) => ({ entry, left: Math.min(entry.amount.minor, entry.amount.minor - (taken.get(entry) ?? 0)) }));
}

const changeOf = ({ flow, amount }: Entry): number => (flow.endsWith('+') ? amount.minor : -amount.minor);

/** The gift that an entry takes back, or gives again after a dispute was won. */
function giftBehind(entry: Entry, books: Books): Entry | undefined {
  let at: Entry | undefined = entry;
  // Nobody wins a dispute over a dispute's dispute; the limit ends circles.
  for (let hops = 0; at?.reverses && hops < 9; hops++) at = books.get(at.reverses);
  return at?.flow === 'gift+' && entry.flow.startsWith('gift') && !at.reverses ? at : undefined;
}
