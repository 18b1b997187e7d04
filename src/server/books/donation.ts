import type { Flow, Reason } from '../../core/campaign.ts';
import type { Fact } from './facts.ts';

/*
 * What the facts of one donation come to, and which lines bring the books there. All of it is a function of the set of facts: the
 * order in which they came, and how often, makes no difference to a sum or the status. Amounts are minor units.
 */

export type DonationStatus = 'open' | 'pending' | 'paid' | 'failed' | 'cancelled' | 'refunded' | 'disputed';

/** Where the books must stand. */
export interface DonationTotals {
  readonly status: DonationStatus;
  /** Paid and confirmed. */
  readonly gross: number;
  /** What stands as given: never below 0, never above gross. */
  readonly gifts: number;
  /** What went back beyond what was given: a dispute after a refund. A cost. */
  readonly losses: number;
  readonly fees: number;
  /** Whether something is in another currency than the books, and so in none of these sums. */
  readonly hasForeign: boolean;
}

/** A line of this donation that is in the books. */
export interface DonationLine {
  readonly key: string;
  readonly flow: Flow;
  readonly amount: number;
  /** The key of the line it takes back. */
  readonly reverses?: string;
}

/** A line to be added to them. */
export interface DueLine extends DonationLine {
  readonly at: string;
  readonly reason: Reason;
}

const giftKey = (payment: string): string => `gift:${plain(payment)}`;

interface Paid {
  readonly amount: number;
  readonly at: string;
}

/** Money that went back, or came back again. */
interface Out {
  /** `refund:<id>`, `dispute:<id>`: what its lines are called. */
  readonly key: string;
  readonly reason: 'refund' | 'dispute';
  /** 0 while nothing was moved, and when all was moved back. */
  readonly amount: number;
  readonly payment: string | undefined;
  readonly at: string;
  /** When it was moved back. */
  readonly backAt: string;
  /** A dispute nobody has decided. */
  readonly isOpen: boolean;
}

interface Digest {
  readonly payments: ReadonlyMap<string, Paid>;
  readonly fees: ReadonlyMap<string, Paid>;
  readonly outs: readonly Out[];
  readonly hasForeign: boolean;
}

type RefundOrDispute = Extract<Fact, { kind: 'refund' | 'dispute' }>;

const timeOf = (at: string): number => Date.parse(at) || 0;
const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const byTime = (a: { at: string }, b: { at: string }): number => timeOf(a.at) - timeOf(b.at) || byText(a.at, b.at);
/** Ids as parts of keys: without what keys are made with. */
const plain = (id: string): string => id.replace(/[^\w.-]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** Sums and status of a donation. Pure. @param currency That of the books. */
export function donationState(facts: readonly Fact[], currency: string): DonationTotals {
  const { fees, hasForeign, outs, payments } = digest(facts, currency);
  const shares = share(outs, payments);
  const gross = total([...payments.values()].map(({ amount }) => amount));
  const losses = total([...shares.values()].map(({ loss }) => loss));
  const gifts = gross - (total(outs.map(({ amount }) => amount)) - losses) * Number(payments.size > 0);
  return {
    status: statusOf(facts, payments.size > 0, outs, gifts),
    gross,
    gifts,
    losses,
    fees: total([...fees.values()].map(({ amount }) => amount)),
    hasForeign,
  };
}

/**
 * The lines that are still missing, in the order in which they are to be written: no sum falls below zero on the way. None when
 * the books stand where the facts say. Keys are unique within the donation and the same for the same history.
 */
export function linesDue(facts: readonly Fact[], currency: string, booked: readonly DonationLine[]): DueLine[] {
  const { fees, outs, payments } = digest(facts, currency);
  const due: DueLine[] = [];
  const stands = standing(booked);
  const write = (base: string, line: Omit<DueLine, 'key'>): void => {
    const count = (stands.counts.get(base) ?? 0) + 1;
    stands.counts.set(base, count);
    due.push({ key: count === 1 ? base : `${base}#${count}`, ...line });
  };

  for (const [id, { amount, at }] of payments) {
    const key = giftKey(id);
    const missing = amount - (stands.sums.get(key) ?? 0);
    if (missing > 0) write(key, { at, flow: 'gift+', reason: 'donation', amount: missing });
    // Told twice with two amounts: the smaller one counts, since a panel never shows more than came in.
    if (missing < 0) write(key, { at, flow: 'gift-', reason: 'void', amount: -missing, reverses: key });
  }

  // What is booked stays where it is as far as it can: what is new takes what is left.
  const rank = [...new Set(booked.map(({ key }) => baseOf(key).replace(/:loss$/, '')))];
  const rankOf = ({ key }: Out): number => (rank.includes(key) ? rank.indexOf(key) : Infinity);
  const placed = outs.toSorted((a, b) => rankOf(a) - rankOf(b) || 0);
  const shares = share(placed, payments);
  for (const { at, backAt, key, reason } of placed) {
    const { gifts, loss } = shares.get(key) ?? { gifts: new Map<string, number>(), loss: 0 };
    const backReason: Reason = reason === 'dispute' ? 'dispute-won' : 'void';
    for (const payment of payments.keys()) {
      const wanted = gifts.get(payment) ?? 0;
      const line = stands.taken.get(`${key} ${giftKey(payment)}`);
      const more = wanted - (line?.amount ?? 0);
      if (more > 0) write(key, { at, flow: 'gift-', reason, amount: more, reverses: giftKey(payment) });
      if (more < 0)
        write(key, { at: backAt, flow: 'gift+', reason: backReason, amount: -more, reverses: line?.key ?? key });
    }
    const lossKey = `${key}:loss`;
    const more = loss - (stands.sums.get(lossKey) ?? 0);
    if (more > 0) write(lossKey, { at, flow: 'cost+', reason: 'loss', amount: more });
    if (more < 0) write(lossKey, { at: backAt, flow: 'cost-', reason: 'loss', amount: -more, reverses: lossKey });
  }

  for (const [id, { amount, at }] of fees) {
    const key = `fee:${plain(id)}`;
    const more = amount - (stands.sums.get(key) ?? 0);
    if (more > 0) write(key, { at, flow: 'cost+', reason: 'fee', amount: more });
    if (more < 0) write(key, { at, flow: 'cost-', reason: 'fee', amount: -more, reverses: key });
  }
  const turn: readonly Flow[] = ['gift+', 'cost-', 'gift-', 'cost+'];
  return due.sort((a, b) => turn.indexOf(a.flow) - turn.indexOf(b.flow));
}

/** Reads the facts as a set: what is said twice is said once, and of two that contradict each other the same one wins. */
function digest(facts: readonly Fact[], currency: string): Digest {
  const payments = new Map<string, Paid>();
  const told = new Map<string, Paid>();
  const moved = new Map<string, RefundOrDispute[]>();
  let hasForeign = false;
  for (const fact of facts) {
    if (!('amount' in fact)) continue;
    const { at, kind } = fact;
    if (fact.amount.currency !== currency) {
      hasForeign = true;
      continue;
    }
    const amount = fact.amount.minor;
    if (!Number.isSafeInteger(amount) || amount < 0) continue;
    if (kind === 'paid') {
      const known = payments.get(fact.payment);
      const first = known && byTime(known, fact) < 0 ? known.at : at;
      if (amount) payments.set(fact.payment, { amount: Math.min(amount, known?.amount ?? amount), at: first });
    } else if (kind === 'fee') {
      const known = told.get(fact.payment);
      const later = known ? timeOf(at) - timeOf(known.at) || amount - known.amount : 1;
      if (later > 0) told.set(fact.payment, { amount, at });
    } else {
      const key = kind === 'refund' ? `refund:${plain(fact.refund)}` : `dispute:${plain(fact.dispute)}`;
      moved.set(key, [...(moved.get(key) ?? []), fact]);
    }
  }
  const outs = [...moved].map(([key, of]) => outOf(key, of)).sort((a, b) => byTime(a, b) || byText(a.key, b.key));
  // What was charged for a payment that isn't known yet, or never came, is no cost of ours yet.
  const isKnown = (id: string): boolean => payments.has(id) || (payments.size > 0 && moved.has(`dispute:${plain(id)}`));
  return {
    payments: new Map([...payments].sort(([a, x], [b, y]) => byTime(x, y) || byText(a, b))),
    fees: new Map([...told].filter(([id]) => isKnown(id)).sort(([a], [b]) => byText(a, b))),
    outs,
    hasForeign,
  };
}

/** One refund or dispute from all that was told of it. Its states only ever go one way, so that the furthest one holds. */
function outOf(key: string, facts: readonly RefundOrDispute[]): Out {
  const when = (...states: readonly RefundOrDispute['state'][]): readonly RefundOrDispute[] =>
    facts.filter(({ state }) => states.includes(state)).sort(byTime);
  // Of a dispute that is lost the money is gone, whether or not we were told of the day on which it went.
  const out = when('done', 'withdrawn', 'lost');
  const back = when('failed', 'won');
  const amounts = out.map(({ amount }) => amount.minor);
  const reason = facts[0]!.kind;
  return {
    key,
    reason,
    amount: back.length ? 0 : Math.max(0, ...amounts),
    payment: facts
      .flatMap(({ payment = [] }) => payment)
      .sort(byText)
      .at(0),
    at: (out[0] ?? facts.toSorted(byTime)[0]!).at,
    backAt: (back[0] ?? out.at(-1) ?? facts[0]!).at,
    isOpen: reason === 'dispute' && !back.length && !when('lost').length,
  };
}

interface Share {
  /** What it takes of each payment's gift. */
  readonly gifts: Map<string, number>;
  readonly loss: number;
}

/**
 * What each one takes from the gifts, and what of it is a loss because they were taken back already. What names its payment takes
 * from that one first, whatever the order, so that only who took is a matter of order and never how much is left.
 */
function share(outs: readonly Out[], payments: ReadonlyMap<string, Paid>): Map<string, Share> {
  const shares = new Map<string, Share>();
  // Before the payment is known there is nothing to take from: what goes back is held.
  if (!payments.size) return shares;
  const left = new Map([...payments].map(([id, { amount }]) => [id, amount]));
  const takeFrom = ({ amount, key }: Out, from: readonly string[]): void => {
    const gifts = new Map<string, number>();
    let open = amount;
    for (const id of from) {
      const taken = Math.min(open, left.get(id) ?? 0);
      if (!taken) continue;
      gifts.set(id, taken);
      left.set(id, left.get(id)! - taken);
      open -= taken;
    }
    shares.set(key, { gifts, loss: open });
  };
  const isNamed = ({ payment }: Out): boolean => payment !== undefined && payments.has(payment);
  for (const out of outs) if (isNamed(out)) takeFrom(out, [out.payment!]);
  for (const out of outs) if (!isNamed(out)) takeFrom(out, [...payments.keys()]);
  return shares;
}

const baseOf = (key: string): string => key.replace(/#\d+$/, '');
const signOf = ({ amount, flow }: DonationLine): number => (flow.endsWith('+') ? amount : -amount);

/** What the lines in the books come to: by what their keys say they are about. */
function standing(booked: readonly DonationLine[]) {
  const sums = new Map<string, number>();
  const counts = new Map<string, number>();
  const taken = new Map<string, { amount: number; key: string }>();
  const byKey = new Map(booked.map((line) => [line.key, line]));
  for (const line of booked) {
    const base = baseOf(line.key);
    sums.set(base, (sums.get(base) ?? 0) + signOf(line));
    counts.set(base, (counts.get(base) ?? 0) + 1);
    if (!/^(?:refund|dispute):/.test(base) || !line.flow.startsWith('gift')) continue;
    // A line that brings back names the one that took, and that one names the gift.
    const took = line.flow === 'gift-' ? line : byKey.get(line.reverses ?? '');
    const place = `${base} ${took?.reverses}`;
    const known = taken.get(place);
    taken.set(place, { amount: (known?.amount ?? 0) - signOf(line), key: known?.key ?? line.key });
  }
  return { sums, counts, taken };
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

const attempts: readonly string[] = ['pending', 'expired', 'failed'];

function statusOf(facts: readonly Fact[], isCounted: boolean, outs: readonly Out[], gifts: number): DonationStatus {
  if (facts.some(({ kind }) => kind === 'paid')) {
    if (outs.some(({ isOpen }) => isOpen)) return 'disputed';
    return isCounted && gifts === 0 ? 'refunded' : 'paid';
  }
  // Of several tries the last one says how it stands; of those in the same second the one that is further on.
  const tries = facts.filter(({ kind }) => attempts.includes(kind));
  const last = tries
    .sort((a, b) => timeOf(a.at) - timeOf(b.at) || attempts.indexOf(a.kind) - attempts.indexOf(b.kind))
    .at(-1);
  if (!last) return 'open';
  return last.kind === 'expired' ? 'cancelled' : last.kind === 'pending' ? 'pending' : 'failed';
}
