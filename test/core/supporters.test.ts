import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign, Entry } from '../../src/core/campaign.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { supportersOf, type Supporters } from '../../src/core/supporters.ts';
import { campaign, entry, euro, source } from './campaigns.ts';

const of = (entries: readonly Entry[], rest: Partial<Campaign> = {}): Supporters => {
  const whole = campaign({ entries, ...rest });
  return supportersOf(whole, totalsOf(whole));
};
const gift = (name: string | undefined, amount: number, rest: Partial<Entry> = {}): Entry =>
  entry('gift+', amount, { ...(name && { name }), ...rest });
const names = ({ named }: Supporters): string[] => named.map(({ name }) => name);
const amounts = ({ named }: Supporters): (number | undefined)[] => named.map(({ amount }) => amount?.minor);

describe('who is named', () => {
  test('whoever gave and has a name, newest first, with the message', () => {
    const found = of([
      gift('Ada', 50, { at: '2026-05-19', message: 'Gute Besserung!' }),
      gift('Ben', 20, { at: '2026-05-21T09:00:00+02:00' }),
      gift('Cem', 10, { at: '2026-05-20' }),
    ]);
    expect(found.named).toEqual([
      { name: 'Ben', at: '2026-05-21T09:00:00+02:00', amount: euro(20), isReduced: false },
      { name: 'Cem', at: '2026-05-20', amount: euro(10), isReduced: false },
      { name: 'Ada', at: '2026-05-19', amount: euro(50), isReduced: false, message: 'Gute Besserung!' },
    ]);
  });

  test('of one day, the later line is the newer', () => {
    expect(names(of([gift('Ada', 1), gift('Ben', 1), gift('Cem', 1)]))).toEqual(['Cem', 'Ben', 'Ada']);
  });

  test('no buyer, no payee, and no bundle of transfers', () => {
    const found = of([
      entry('sale+', 10, { name: 'Buyer' }),
      entry('cost+', 10, { name: 'Payee' }),
      entry('gift+', 4120, { label: '198 transfers' }),
    ]);
    expect(found.named).toEqual([]);
  });

  test('the same name twice is two gifts, perhaps of two people', () => {
    expect(names(of([gift('Ada', 1), gift('Ada', 2)]))).toEqual(['Ada', 'Ada']);
  });

  test('the same id twice is one gift, the smaller', () => {
    expect(amounts(of([gift('Ada', 50, { id: 'a' }), gift('Ada', 40, { id: 'a' })]))).toEqual([4000]);
  });

  test('no address or number as a name: its giver is one of the unnamed', () => {
    const found = of([gift('ada@example.org', 1, { source: 'bank' }), gift('0171 1234567', 1, { source: 'bank' })], {
      sources: [source('bank', 2, { supporters: 2 })],
    });
    expect(found).toMatchObject({ named: [], unnamed: 2, hasUnnamed: true });
  });

  test('an address in a message is left out', () => {
    expect(of([gift('Ada', 1, { message: 'Schreibt an ada@example.org!' })]).named[0]?.message).toBe(
      'Schreibt an […]!',
    );
  });
});

describe('what a giver is said to have given', () => {
  const back = (reverses: string, amount: number, rest: Partial<Entry> = {}) =>
    entry('gift-', amount, { reverses, ...rest });

  test('nothing where the giver hides it, and no day or place by which the gift could be found in the ledger', () => {
    const hidden = (name: string, at: string, rest: Partial<Entry> = {}) =>
      gift(name, 50, { at, hideAmount: true, ...rest });
    const found = of([
      hidden('Cem', '2026-05-23', { id: 'c' }),
      gift('Ada', 20, { at: '2026-05-20' }),
      hidden('Ben', '2026-05-19'),
      back('c', 10),
    ]);
    expect(found.named).toEqual([
      { name: 'Ada', at: '2026-05-20', amount: euro(20), isReduced: false },
      { name: 'Ben', isReduced: false },
      { name: 'Cem', isReduced: false },
    ]);
  });

  test('no amount that is hidden on another line of the same gift', () => {
    const again = gift('Ada', 50, { id: 'a' });
    for (const lines of [
      [again, gift('Ada', 60, { id: 'a', hideAmount: true })],
      [again, { ...back('a', 20), hideAmount: true }],
    ])
      expect(of(lines).named).toEqual([{ name: 'Ada', isReduced: false }]);
  });

  test('what is left after a part went back', () => {
    const { named } = of([gift('Ada', 50, { id: 'a' }), back('a', 20)]);
    expect(named).toMatchObject([{ amount: euro(30), isReduced: true }]);
  });

  test('not at all named when all went back', () => {
    expect(of([gift('Ada', 50, { id: 'a' }), back('a', 50)]).named).toEqual([]);
    expect(of([gift('Ada', 50, { id: 'a' }), back('a', 30), back('a', 30)]).named).toEqual([]);
  });

  test('all of it again when a dispute was won, and no second gift', () => {
    const won = entry('gift+', 50, { id: 'c', name: 'Ada', reason: 'dispute-won', reverses: 'b' });
    const { named } = of([gift('Ada', 50, { id: 'a' }), back('a', 50, { id: 'b', reason: 'dispute' }), won]);
    expect(named).toEqual([{ name: 'Ada', at: '2026-05-22', amount: euro(50), isReduced: false }]);
  });

  test('never more than was given', () => {
    const more = entry('gift+', 90, { reverses: 'b' });
    expect(amounts(of([gift('Ada', 50, { id: 'a' }), back('a', 10, { id: 'b' }), more]))).toEqual([5000]);
  });

  test('nothing while lines of the books can’t be read: a refund may be among them', () => {
    const damaged = { sources: false, entries: true };
    expect(of([gift('Ada', 50)], { damaged }).named).toEqual([{ name: 'Ada', at: '2026-05-22', isReduced: false }]);
  });

  test('reversals in a circle end', () => {
    const round = [entry('gift-', 1, { id: 'a', reverses: 'b' }), entry('gift-', 1, { id: 'b', reverses: 'a' })];
    expect(of([...round, gift('Ada', 5)]).named).toHaveLength(1);
  });
});

describe('who is not named', () => {
  test('are all others, where sources count people', () => {
    const found = of([gift('Ada', 1, { source: 'bank' })], { sources: [source('bank', 900, { supporters: 431 })] });
    expect(found).toMatchObject({ people: 431, unnamed: 430, bound: 'exact', hasUnnamed: true });
  });

  test('is unknown without a count, though there may be some', () => {
    const some = of([gift('Ada', 1), entry('gift+', 4120, { label: '198 transfers' })]);
    expect(some).not.toHaveProperty('unnamed');
    expect(some.hasUnnamed).toBe(true);
    expect(of([gift('Ada', 1)]).hasUnnamed).toBe(false);
  });

  test('is unknown where the list has more than are counted', () => {
    const found = of([gift('Ada', 1), gift('Ben', 1)], { sources: [source('bank', 2, { supporters: 1 })] });
    expect(found).not.toHaveProperty('unnamed');
  });

  test('is a lower bound where a source counts no people, sales excepted', () => {
    const bank = source('bank', 5, { supporters: 3 });
    expect(of([], { sources: [bank, source('paypal', 5)] }).bound).toBe('at-least');
    expect(of([], { sources: [bank, source('book', 5, { kind: 'sales' })] }).bound).toBe('exact');
    expect(of([], { sources: [{ ...bank, bound: 'about' }] }).bound).toBe('about');
  });
});

describe('withdrawn names', () => {
  test('are gone with their messages; the count stays', () => {
    const found = of([gift('Ada', 1, { message: 'secret', source: 'bank' })], {
      hideNames: true,
      sources: [source('bank', 1, { supporters: 3 })],
    });
    expect(found).toMatchObject({ named: [], people: 3, unnamed: 3, isWithdrawn: true });
    expect(JSON.stringify(found)).not.toMatch(/Ada|secret/);
  });

  test('change no sum', () => {
    const flow = fc.constantFrom('gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-');
    const line = fc.record({ flow, minor: fc.integer({ min: 1, max: 1e6 }), name: fc.string() });
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, isErased) => {
        const entries = lines.map((one, index) =>
          entry(one.flow, one.minor / 100, { id: `e${index}`, name: one.name, message: one.name, source: 'bank' }),
        );
        const erased = entries.map(({ name: _name, message: _message, ...rest }) => rest);
        const open = campaign({ entries, sources: [source('bank', undefined, { supporters: 5 })] });
        const closed = { ...open, entries: isErased ? erased : entries, hideNames: true };
        expect(totalsOf(closed)).toEqual(totalsOf(open));
      }),
    );
  });
});

test('what the named gave is never more than all gifts, less what went back', () => {
  const line = fc.record({
    minus: fc.boolean(),
    minor: fc.integer({ min: 1, max: 10_000 }),
    reverses: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
      const entries = lines.map(({ minus, minor, reverses }, index) =>
        entry(minus ? 'gift-' : 'gift+', minor / 100, {
          id: `e${index}`,
          name: 'Ada',
          ...(reverses !== undefined && { reverses: `e${reverses}` }),
        }),
      );
      const { named } = of(entries);
      for (const { amount, isReduced } of named) expect(amount!.minor, String(isReduced)).toBeGreaterThan(0);
      const given = entries.filter(({ flow }) => flow === 'gift+').reduce((sum, { amount }) => sum + amount.minor, 0);
      expect(named.reduce((sum, { amount }) => sum + amount!.minor, 0)).toBeLessThanOrEqual(given);
    }),
  );
});
