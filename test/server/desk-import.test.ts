import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeReference } from '../../src/core/reference.ts';
import { enterLines, gift, mara, openMara, type Answered, type OpenDesk } from './desk-open.ts';

/* Lines of banks' files as the desk's page, WordPress and the command line send them. */

const row = (key: string, more: object = {}): object => gift({ key, origin: 'camt.053', bankId: key, ...more });
const loose = (key: string, more: object = {}): object => gift({ key, origin: 'lines', ...more });

const preview = async (desk: OpenDesk, lines: readonly object[]) => {
  const { json } = await enterLines(desk, lines, { preview: true });
  return json as unknown as {
    known: number[];
    similar: number[];
    matched: number[];
    returns: { line: number; entries: { id: string; isSure: boolean; name?: string }[] }[];
  };
};
const problemsOf = ({ json }: Answered): string[] =>
  (json.error?.problems ?? []).map(({ message, path }) => `${path}: ${message}`);
const count = async (desk: OpenDesk): Promise<number> => (await desk.store.sums('mara')).entries;

describe('a row of a file', () => {
  test('is known by its key, whatever is chosen of it another time', async () => {
    const desk = await openMara();
    await enterLines(desk, [row('a', { name: 'Lena' }), row('b')]);
    const again = [row('a', { source: '', kind: 'expense' }), row('b', { amount: '50.00', name: 'x' }), row('c')];
    expect((await preview(desk, again)).known).toEqual([0, 1]);
    const { json } = await enterLines(desk, again);
    expect(json['known']).toEqual([0, 1]);
    expect(json['written']).toHaveLength(1);
  });

  test('two equal gifts of a day are two', async () => {
    const desk = await openMara();
    const file = [row('a', { name: 'Lena' }), row('a #2', { name: 'Lena' })];
    expect(await preview(desk, file)).toMatchObject({ known: [], similar: [] });
    await enterLines(desk, file);
    await enterLines(desk, file);
    expect(await count(desk)).toBe(2);
  });

  test('of any file, in any parts, twice, in any order, ends in the same books', async () => {
    const rows = fc.uniqueArray(
      fc.record({ key: fc.stringMatching(/^[a-z]{1,3}$/), amount: fc.integer({ min: 1, max: 999 }) }),
      {
        selector: ({ key }) => key,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat(4)), async (all, sizes) => {
        const desk = await openMara();
        for (const turn of [all, all.toReversed(), all]) {
          for (let from = 0; from < turn.length;) {
            const size = 1 + sizes.next().value!;
            const lines = turn.slice(from, from + size).map(({ amount, key }) => row(key, { amount: `${amount}.00` }));
            expect((await enterLines(desk, lines)).status).toBeLessThan(300);
            from += size;
          }
        }
        const sums = await desk.store.sums('mara');
        expect(sums.entries).toBe(all.length);
        expect(sums.sources.find(({ source }) => source === 'bank')?.gifts ?? 0).toBe(
          all.reduce((total, { amount }) => total + amount * 100, 0),
        );
        await desk.store.close();
      }),
      { numRuns: 15 },
    );
  });

  test('is entered once more where that is said, once for each request', async () => {
    const desk = await openMara();
    await enterLines(desk, [row('a')]);
    const again = [row('a', { again: true }), row('b', { again: true })];
    for (const request of ['request-1', 'request-1', 'request-2']) await enterLines(desk, again, { request });
    expect(await count(desk)).toBe(5);
  });

  test('keeps the bank’s id, and of a reference and a key nothing that could be read', async () => {
    const desk = await openMara();
    await enterLines(desk, [
      row('2026-06-01 50.00 EUR row 1a2b', { bankId: 'A-17', reference: 'SPENDE OMA ERNA', name: 'Erna' }),
    ]);
    const [entry] = await desk.store.entries('mara', { limit: 1 });
    expect(entry).toMatchObject({ bank: { id: 'A-17', origin: 'camt.053' } });
    expect(JSON.stringify(entry)).not.toMatch(/SPENDE|1a2b/);
    const { text } = await desk.call('GET', '/campaigns/mara/entries');
    expect(text).not.toMatch(/A-17|camt/);
  });
});

describe('an entry of the same day and amount', () => {
  test('makes one line a question, and no more of them than there are', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift({ name: 'Lena' })]);
    expect(await preview(desk, [row('a'), row('b')])).toMatchObject({ known: [], similar: [0] });
    // It is a question only: what is sent is entered.
    await enterLines(desk, [row('a'), row('b')]);
    expect(await count(desk)).toBe(3);
  });

  test('is no question where the same bank says by its own ids that they are two', async () => {
    const desk = await openMara();
    await enterLines(desk, [row('a')]);
    expect((await preview(desk, [row('b')])).similar).toEqual([]);
    expect((await preview(desk, [row('b', { origin: 'csv:ing-de' })])).similar).toEqual([0]);
    expect((await preview(desk, [loose('b')])).similar).toEqual([0]);
  });

  test('that another line of the list is known as is no second line’s', async () => {
    const desk = await openMara();
    await enterLines(desk, [loose('a')]);
    expect(await preview(desk, [loose('a'), loose('b')])).toMatchObject({ known: [0], similar: [] });
  });

  test('that was taken back is none', async () => {
    const desk = await openMara();
    await enterLines(desk, [gift()]);
    await desk.call('POST', '/campaigns/mara/entries/1/reverse', { reason: 'void' });
    expect((await preview(desk, [row('a')])).similar).toEqual([]);
  });
});

describe('a returned transfer', () => {
  const back = (key: string, more: object = {}): object =>
    row(key, { kind: 'return', at: '2026-06-03', source: undefined, ...more });

  test('takes back the gift that came with its reference, with its source', async () => {
    const desk = await openMara();
    await enterLines(desk, [row('a', { reference: 'E2E-1', name: 'Lena' }), row('b', { reference: 'E2E-2' })]);
    const { returns } = await preview(desk, [back('r', { reference: 'E2E-1' })]);
    expect(returns).toMatchObject([
      {
        line: 0,
        entries: [
          { id: 'e1', isSure: true, name: 'Lena' },
          { id: 'e2', isSure: false },
        ],
      },
    ]);
    await enterLines(desk, [back('r', { reference: 'E2E-1', reverses: 'e1' })]);
    await enterLines(desk, [back('r', { reference: 'E2E-1', reverses: 'e1' })]);
    const entries = await desk.store.entries('mara', { limit: 9 });
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({
      flow: 'gift-',
      reason: 'refund',
      reverses: 'e1',
      source: 'bank',
      at: '2026-06-03',
    });
    expect(await desk.store.check()).toEqual({ flaws: [], notes: [] });
  });

  test.each([
    [
      'without saying which',
      { reverses: undefined },
      'lines[0].reverses: expected the id of the entry that it takes back',
    ],
    ['of what isn’t there', { reverses: 'e9' }, 'lines[0].reverses: expected the id of an entry of this campaign'],
    [
      'of what is no entry',
      { reverses: 'nonsense' },
      'lines[0].reverses: expected the id of an entry of this campaign',
    ],
    [
      'of more than there is',
      { reverses: 'e1', amount: '50.01' },
      'lines[0].reverses: expected at most 50.00, which is what is left of it',
    ],
    [
      'before it came',
      { reverses: 'e1', at: '2026-05-01' },
      'lines[0].reverses: expected an entry of 2026-05-01 or before: nothing goes back before it came',
    ],
    ['of a cost', { reverses: 'e2' }, 'lines[0].reverses: expected a gift or a sale to take back'],
  ])('%s is refused, and with it the whole list', async (_name, more, why) => {
    const desk = await openMara();
    await enterLines(desk, [row('a'), row('b', { kind: 'expense', source: undefined })]);
    const answered = await enterLines(desk, [back('r', more), row('c')]);
    expect(answered.status).toBe(400);
    expect(problemsOf(answered)).toEqual([why]);
    expect(await count(desk)).toBe(2);
  });

  test('twice in one list takes no more than there is', async () => {
    const desk = await openMara();
    await enterLines(desk, [row('a')]);
    const answered = await enterLines(desk, [
      back('r', { reverses: 'e1', amount: '30.00' }),
      back('s', { reverses: 'e1', amount: '30.00' }),
    ]);
    expect(problemsOf(answered)).toEqual(['lines[1].reverses: expected at most 20.00, which is what is left of it']);
    expect(await count(desk)).toBe(1);
  });
});

describe('a transfer with a reference that was given to a giver here', () => {
  const own = makeReference('GIFT42')!;
  async function announced() {
    const desk = await openMara();
    const { reference } = await desk.store.beginDonation({
      ...{ key: 'k'.repeat(8), fingerprint: 'f', reference: 'r'.repeat(22), campaign: 'mara', source: 'bank' },
      amount: { minor: 4000, currency: 'EUR' },
      person: { name: 'Ada', isPublic: true },
    });
    const step = { kind: 'transfer', holder: 'Mara', iban: mara.give.bank.iban, reference: own } as const;
    await desk.store.answerDonation(reference, step, []);
    return { desk, reference };
  }

  test('is that gift, with what came and not what was announced, once', async () => {
    const { desk, reference } = await announced();
    const file = [row('a', { amount: '45.00', reference: own, name: 'ADA LOVELACE' })];
    expect((await preview(desk, file)).matched).toEqual([0]);
    for (let turn = 0; turn < 2; turn++) await enterLines(desk, file);
    expect(await desk.store.getDonation(reference)).toMatchObject({ status: 'paid' });
    const entries = await desk.store.entries('mara', { limit: 9 });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      amount: { minor: 4500 },
      donation: reference,
      person: { name: 'Ada' },
      source: 'bank',
    });
  });

  test('a second transfer with it is a gift of its own', async () => {
    const { desk } = await announced();
    await enterLines(desk, [row('a', { reference: own }), row('b', { reference: own })]);
    expect(await count(desk)).toBe(2);
  });
});

describe('what nobody should send', () => {
  test.each([
    ['two lines of one key', [row('a'), row('a')], 'lines[1].key'],
    ['a key without end', [row('x'.repeat(301))], 'lines[0].key'],
    ['an empty key', [row('')], 'lines[0].key'],
    ['an origin with markup', [row('a', { origin: '<b>' })], 'lines[0].origin'],
    ['a bank’s id without end', [row('a', { bankId: 'x'.repeat(201) })], 'lines[0].bankId'],
    ['a number for a reference', [row('a', { reference: 7 })], 'lines[0].reference'],
    ['a gift that takes back', [row('a', { reverses: 'e1' })], 'lines[0].reverses'],
    ['a field that isn’t known', [row('a', { balance: '9' })], 'lines[0]'],
    ['a day to come', [row('a', { at: '2026-07-01' })], 'lines[0].at'],
    ['nothing', [row('a', { amount: '0.00' })], 'lines[0].amount'],
    ['a source of sales for a gift', [row('a', { source: 'book' })], 'lines[0].source'],
  ])('%s is refused by its place, and nothing is entered', async (_name, lines, path) => {
    const desk = await openMara();
    const answered = await enterLines(desk, [...lines]);
    expect(answered.status).toBe(400);
    expect([...problemsOf(answered), answered.json.error?.message].join(' ').replace(/\.(\d+)/, '[$1]')).toContain(
      path,
    );
    expect(await count(desk)).toBe(0);
  });
});

describe('a transfer that is told twice', () => {
  const own = makeReference('815')!;
  const announce = async (desk: OpenDesk, reference = 'begun'): Promise<void> => {
    await desk.store.beginDonation({
      ...{ key: `key-${reference}`, fingerprint: 'f', reference, campaign: 'mara', source: 'bank' },
      amount: { minor: 2500, currency: 'EUR' },
    });
    const step = { kind: 'transfer', holder: 'Mara', iban: mara.give.bank.iban, reference: own } as const;
    await desk.store.answerDonation(reference, step, []);
  };

  test.each([
    ['without a key', {}],
    ['with a key', { key: 'a' }],
    ['as one more, by the same request', { key: 'a', again: true }],
  ])('completes its gift once: %s', async (_how, more) => {
    const desk = await openMara();
    await announce(desk);
    const line = gift({ amount: '20.00', reference: own, ...more });
    const request = 'the-same-request';
    const first = await enterLines(desk, [line], { request });
    expect([first.status, first.json['known'], first.json['matched']]).toEqual([201, [], [0]]);
    expect(first.json['written']).toMatchObject([{ amount: '20.00', isPayment: true }]);
    const second = await enterLines(desk, [line], { request });
    expect([second.status, second.json['known'], second.json['written']]).toEqual([200, [0], []]);
    expect(await count(desk)).toBe(1);
    expect((await desk.store.check()).flaws).toEqual([]);
  });

  test('completes nothing where the rest of the list can’t be entered', async () => {
    const desk = await openMara();
    await announce(desk);
    const back = { kind: 'return', at: '2026-06-03', amount: '1.00', reverses: 'e99' };
    expect((await enterLines(desk, [gift({ reference: own }), back])).status).toBe(400);
    expect(await desk.store.getDonation('begun')).toMatchObject({ status: 'open' });
  });

  test('is known in its own campaign only', async () => {
    const desk = await openMara();
    await announce(desk);
    await enterLines(desk, [row('a', { reference: own })]);
    await desk.call('PUT', '/campaigns/other', { document: { ...mara, id: 'other' } });
    const lines = [row('a', { reference: own })];
    const other = await desk.call('POST', '/campaigns/other/entries', { request: 'another-list', lines });
    expect([other.status, other.json['known']]).toEqual([201, []]);
  });
});

describe('what an enemy sends', () => {
  test.each([
    ['key', ''],
    ['key', 'k'.repeat(301)],
    ['origin', 'o'.repeat(61)],
    ['bankId', 'b'.repeat(201)],
    ['bankId', ['x']],
    ['reference', 'r'.repeat(141)],
    ['again', 'yes'],
    ['kind', 'refund'],
    ['at', '2026-06-31'],
    ['at', '2026-06-21'],
    ['amount', '1e3'],
    ['amount', 50],
    ['source', 'somebody-elses'],
  ])('is refused by its place, and nothing is booked: %s %j', async (field, value) => {
    const desk = await openMara();
    const { json, status } = await enterLines(desk, [row('good'), row('bad', { [field]: value })]);
    expect([status, json.error?.problems?.map(({ path }) => path)]).toEqual([400, [`lines[1].${field}`]]);
    expect(await count(desk)).toBe(0);
  });

  test('is refused above 10,000 lines', async () => {
    const desk = await openMara();
    const lines = Array.from({ length: 10_001 }, (_, at) => row(`k${at}`));
    expect((await enterLines(desk, lines)).status).toBe(400);
    expect(await count(desk)).toBe(0);
  });
});

test('what is known by its keys costs no reading of the whole books', async () => {
  const desk = await openMara();
  let read = 0;
  const everyEntry = desk.store.everyEntry.bind(desk.store);
  desk.store.everyEntry = (campaign) => {
    read++;
    return everyEntry(campaign);
  };
  await enterLines(desk, [row('a'), row('b')]);
  await enterLines(desk, [row('a'), row('b')]);
  expect((await preview(desk, [row('a'), row('b')])).known).toEqual([0, 1]);
  expect([read, await count(desk)]).toEqual([0, 2]);
  await preview(desk, [row('a'), row('c')]);
  expect(read).toBe(1);
});
