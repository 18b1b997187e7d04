import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { donationState, linesDue, type DonationLine } from '../../src/server/books/donation.ts';
import type { Fact } from '../../src/server/books/facts.ts';
import table from '../fixtures/shared/donations.json' with { type: 'json' };

interface Case {
  readonly name: string;
  readonly currency: string;
  readonly facts: readonly Fact[];
  readonly expected: { status: string; gifts: number; losses: number; fees: number };
}

const cases = table.cases as readonly Case[];

/** All orders of a few things. */
function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length < 2) yield [...items];
  for (const [index, first] of items.entries()) {
    if (items.length > 1)
      for (const rest of orders([...items.slice(0, index), ...items.slice(index + 1)])) yield [first, ...rest];
  }
}

const sumOf = (lines: readonly DonationLine[], kind: (line: DonationLine) => boolean): number =>
  lines.filter(kind).reduce((sum, { amount, flow }) => sum + (flow.endsWith('+') ? amount : -amount), 0);

/** Takes facts in one after the other, as a store does. Checks on the way what must hold at every moment. */
function live(facts: readonly Fact[], currency: string) {
  const told: Fact[] = [];
  const lines: DonationLine[] = [];
  for (const fact of facts) {
    told.push(fact);
    const state = donationState(told, currency);
    for (const line of linesDue(told, currency, lines)) {
      if (lines.some(({ key }) => key === line.key)) throw new Error(`${line.key} written twice`);
      if (!(line.amount > 0)) throw new Error(`${line.key} of nothing`);
      const reversed = lines.find(({ key }) => key === line.reverses);
      const isBack = line.reverses !== undefined;
      if (isBack && (!reversed || reversed.flow[0] !== line.flow[0] || reversed.flow[4] === line.flow[4])) {
        throw new Error(`${line.key} takes back what isn’t there`);
      }
      lines.push(line);
      // I5: at no line does the donation stand below nothing.
      const net = sumOf(lines, ({ flow }) => flow.startsWith('gift'));
      if (net < 0 || sumOf(lines, ({ flow }) => flow.startsWith('cost')) < 0) throw new Error(`below 0 at ${line.key}`);
    }
    // The books stand where the facts say, and asking again changes nothing (I3).
    const stands = booked(lines);
    if (stands.gifts !== state.gifts || stands.losses !== state.losses || stands.fees !== state.fees) {
      throw new Error(`lines say ${JSON.stringify(stands)}, the facts ${JSON.stringify(state)}`);
    }
    if (state.gifts < 0 || state.gifts > state.gross) throw new Error('net beyond gross');
    if (linesDue(told, currency, lines).length) throw new Error('asked again, there is more to write');
  }
  return { status: donationState(told, currency).status, ...booked(lines) };
}

const booked = (lines: readonly DonationLine[]) => ({
  gifts: sumOf(lines, ({ flow }) => flow.startsWith('gift')),
  losses: sumOf(lines, ({ key }) => key.includes(':loss')),
  fees: sumOf(lines, ({ key }) => key.startsWith('fee:')),
});

describe('what the facts of a donation come to', () => {
  it.each(cases)('$name', ({ currency, expected, facts }) => {
    expect(live(facts, currency)).toEqual(expected);
  });

  it.each(cases.filter(({ facts }) => facts.length > 1))('in every order, and twice: $name', (given) => {
    const { currency, expected, facts } = given;
    for (const order of orders(facts)) {
      expect(live(order, currency)).toEqual(expected);
    }
    for (const order of orders(facts.slice(0, 5))) {
      const rest = facts.slice(5);
      expect(live([...order, ...rest, ...order], currency)).toEqual(expected);
      expect(live([...order.flatMap((fact) => [fact, fact]), ...rest], currency)).toEqual(expected);
    }
  });

  it('writes what a donation brings under keys that say where it came from', () => {
    const { facts } = cases.find(({ name }) => name.startsWith('a direct debit reversed'))!;
    expect(linesDue(facts, 'EUR', []).map(({ flow, key, reverses }) => [key, flow, reverses])).toEqual([
      ['gift:pi_1', 'gift+', undefined],
      ['refund:re_1', 'gift-', 'gift:pi_1'],
      ['dispute:dp_1:loss', 'cost+', undefined],
      ['fee:pi_1', 'cost+', undefined],
    ]);
  });

  it('counts a loss back when what had used up the gift turns out not to have', () => {
    const { facts } = cases.find(({ name }) => name.startsWith('a refund that failed after'))!;
    const before = linesDue(facts.slice(0, 3), 'EUR', []);
    expect(
      linesDue(facts, 'EUR', before).map(({ amount, flow, key, reverses }) => [key, flow, amount, reverses]),
    ).toEqual([
      ['refund:re_1#2', 'gift+', 2500, 'refund:re_1'],
      ['dispute:dp_1:loss#2', 'cost-', 2500, 'dispute:dp_1:loss'],
      ['dispute:dp_1', 'gift-', 2500, 'gift:pi_1'],
    ]);
  });

  it('takes ids as they are, whatever stands in them', () => {
    const facts: Fact[] = ['a#2', 'a', 'a:loss', 'a b'].map((payment, index) => ({
      kind: 'paid',
      at: '2026-03-01T10:00:00Z',
      payment,
      amount: { minor: 100 + index, currency: 'EUR' },
    }));
    expect(live([...facts, ...facts], 'EUR').gifts).toBe(406);
  });

  it('counts no amount that is none', () => {
    const amounts = [0, -5, NaN, Infinity, 0.5, 2 ** 53];
    const facts: Fact[] = amounts.map((minor, index) => ({
      kind: 'paid',
      at: '2026-03-01T10:00:00Z',
      payment: `pi_${index}`,
      amount: { minor, currency: 'EUR' },
    }));
    expect(live(facts, 'EUR').gifts).toBe(0);
  });
});

describe('any facts in any order', () => {
  const at = fc.integer({ min: 0, max: 9 }).map((second) => `2026-03-01T10:00:0${second}Z`);
  const money = (min: number) => fc.integer({ min, max: 60 }).map((minor) => ({ minor, currency: 'EUR' }));
  const payment = fc.constantFrom('pi_1', 'pi_2');
  const named = fc.option(payment, { nil: undefined }).map((id) => (id ? { payment: id } : {}));
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    fc.record({ kind: fc.constantFrom('pending' as const, 'failed' as const, 'expired' as const), at }),
    fc.record({ kind: fc.constant('paid' as const), at, payment, amount: money(1) }),
    fc.record({ kind: fc.constant('fee' as const), at, payment, amount: money(0) }),
    fc
      .tuple(
        fc.record({
          kind: fc.constant('refund' as const),
          at,
          refund: fc.constantFrom('re_1', 're_2'),
          amount: money(1),
          state: fc.constantFrom('pending' as const, 'done' as const, 'failed' as const),
        }),
        named,
      )
      .map(([refund, of]) => ({ ...refund, ...of })),
    fc
      .tuple(
        fc.record({
          kind: fc.constant('dispute' as const),
          at,
          dispute: fc.constantFrom('dp_1', 'dp_2'),
          amount: money(1),
          state: fc.constantFrom('opened' as const, 'withdrawn' as const, 'won' as const, 'lost' as const),
        }),
        named,
      )
      .map(([dispute, of]) => ({ ...dispute, ...of })),
  );

  it('ends in the same sums and the same status, and never stands below zero', () => {
    fc.assert(
      fc.property(
        fc
          .array(fact, { maxLength: 14 })
          .chain((facts) =>
            fc.tuple(
              fc.constant(facts),
              fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length, maxLength: 2 * facts.length }),
            ),
          ),
        ([facts, shuffled]) => {
          expect(live(shuffled, 'EUR')).toEqual(live(facts, 'EUR'));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
