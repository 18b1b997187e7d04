import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { decode, type Reading } from '../../src/core/decode.ts';
import { GlassjarError, type Problem } from '../../src/core/errors.ts';
import { campaignSchema } from '../../src/core/schema.ts';
import { documents, junk, mutate, mutations } from './documents.ts';

interface Verdict {
  readonly accepted: boolean;
  /** Where the first thing is that was refused. */
  readonly first?: string;
}

const minimal = { glassjar: 1, title: 'Mara', currency: 'EUR' };
const problemsOf = (input: unknown): readonly Problem[] => decode(input).problems;
const campaignOf = (rest: object): Reading['campaign'] => decode({ ...minimal, ...rest }).campaign;

function thrownBy(input: unknown): GlassjarError {
  try {
    decode(input);
  } catch (error) {
    if (error instanceof GlassjarError) return error;
    throw error;
  }
  throw new Error('decode accepted it');
}

function byDecoder(input: unknown): Verdict {
  try {
    const [first] = decode(input).problems;
    return first ? { accepted: false, first: first.path } : { accepted: true };
  } catch (error) {
    if (!(error instanceof GlassjarError)) throw error;
    return { accepted: false, first: error.problems[0]!.path };
  }
}

function bySchema(input: unknown): Verdict {
  const { error } = campaignSchema.safeParse(input);
  if (!error) return { accepted: true };
  const path = error.issues[0]!.path.reduce<string>(
    (at, step) => (typeof step === 'number' ? `${at}[${step}]` : at ? `${at}.${String(step)}` : String(step)),
    '',
  );
  return { accepted: false, first: path };
}

describe('the decoder and the schema', () => {
  test('both accept every good document', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(byDecoder(document)).toEqual({ accepted: true });
        expect(bySchema(document)).toEqual({ accepted: true });
      }),
      { numRuns: 300 },
    );
  });

  test('agree on a document spoilt in one place, and on the place', () => {
    let refused = 0;
    fc.assert(
      fc.property(documents, mutations, (document, mutation) => {
        const spoilt = mutate(document, mutation);
        const verdict = byDecoder(spoilt);
        if (!verdict.accepted) refused++;
        expect(verdict).toEqual(bySchema(spoilt));
      }),
      { numRuns: 3000 },
    );
    // Else the mutations were too tame to prove anything.
    expect(refused).toBeGreaterThan(1000);
  }, 120_000);

  test('agree on a document spoilt in many places', () => {
    fc.assert(
      fc.property(documents, fc.array(mutations, { minLength: 2, maxLength: 6 }), (document, list) => {
        const spoilt = list.reduce(mutate, document);
        expect(byDecoder(spoilt).accepted).toBe(bySchema(spoilt).accepted);
      }),
      { numRuns: 1000 },
    );
  });

  test('agree on what is no document at all', () => {
    fc.assert(
      fc.property(fc.oneof(junk, fc.anything()), (input) => {
        expect(byDecoder(input).accepted).toBe(bySchema(input).accepted);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['EUR', 'JPY', 'KWD', 'CLF'])('agree on every amount in %s', (currency) => {
    const written = fc.oneof(
      fc.stringMatching(/^[0-9]{1,16}(\.[0-9]{0,5})?$/),
      fc.constantFrom(
        '0',
        '0.0',
        '999999999999999',
        '9999999999999.99',
        '999999999999.999',
        '99999999999.9999',
        '1.000',
      ),
    );
    fc.assert(
      fc.property(written, (amount) => {
        const document = {
          glassjar: 1,
          title: 'x',
          currency,
          goal: { amount },
          sources: [{ id: 'a', raised: amount }],
        };
        expect(byDecoder(document)).toEqual(bySchema(document));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the decoder', () => {
  test('throws nothing but GlassjarError, whatever it is given', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const hostile: unknown[] = [
      5n,
      Symbol('x'),
      () => 5,
      cyclic,
      [cyclic],
      Object.create(null),
      new Map(),
      new Date(NaN),
      NaN,
      -0,
    ];
    hostile.push({
      toJSON() {
        throw new Error('never asked for');
      },
      toString: null,
    });
    for (const value of hostile) {
      expect(byDecoder(value).accepted).toBe(false);
      for (const field of ['glassjar', 'title', 'currency'])
        expect(thrownBy({ ...minimal, [field]: value }).code).toBe('invalid');
      for (const field of ['summary', 'ends', 'goal', 'sources', 'needs']) {
        expect(problemsOf({ ...minimal, [field]: value })[0]?.path, field).toMatch(field);
      }
    }
  });

  test('never changes what it is given', () => {
    const freeze = <Value>(value: Value): Value => {
      if (typeof value === 'object' && value) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    fc.assert(
      fc.property(documents, mutations, (document, mutation) => {
        const given = mutate(document, mutation);
        const before = JSON.stringify(given);
        byDecoder(freeze(given));
        expect(JSON.stringify(given)).toBe(before);
      }),
    );
  });

  test('keeps only what the format names', () => {
    const { campaign, problems } = decode({
      ...minimal,
      later: 1,
      goal: { amount: '5', later: 1 },
      sources: [{ id: 'a', raised: '5', later: { deep: [1] } }],
    });
    expect(problems).toEqual([]);
    expect(campaign).toEqual({
      glassjar: 1,
      title: 'Mara',
      currency: 'EUR',
      goal: { amount: { minor: 500, currency: 'EUR' } },
      sources: [{ id: 'a', raised: { minor: 500, currency: 'EUR' } }],
      damaged: { sources: false, entries: false },
    });
  });

  describe('on a hostile page', () => {
    afterEach(() => {
      Reflect.deleteProperty(Object.prototype, 'evil');
      Reflect.deleteProperty(Object.prototype, 'summary');
    });

    test('takes nothing from Object.prototype', () => {
      const everything = Object.prototype as Record<string, unknown>;
      everything['evil'] = 1;
      everything['summary'] = 'inherited';
      const { campaign, problems } = decode({ ...minimal, goal: { amount: '5' } });
      expect(problems).toEqual([]);
      expect(Object.hasOwn(campaign, 'summary')).toBe(false);
      expect(Object.keys(campaign.goal ?? {})).toEqual(['amount']);
    });
  });

  test('reaches into no prototype, whatever a document names', () => {
    const input: unknown = JSON.parse(`{
      "__proto__": { "title": "stolen", "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } },
      "glassjar": 1, "title": "Mara", "currency": "EUR",
      "goal": { "__proto__": { "amount": "1" }, "amount": "5" }, "sources": [{ "__proto__": { "raised": "9" }, "id": "a" }] }`);
    const { campaign, problems } = decode(input);
    expect(problems).toEqual([]);
    expect(campaign.goal?.amount.minor).toBe(500);
    expect(campaign.sources).toEqual([{ id: 'a' }]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(thrownBy(JSON.parse('{"__proto__":{"glassjar":1,"title":"x","currency":"EUR"}}')).code).toBe('invalid');
  });
});

describe('what is refused', () => {
  test('in an optional field is left out and named, and the rest is kept', () => {
    const { campaign, problems } = decode({
      ...minimal,
      summary: 5,
      ends: '30.06.2026',
      url: 'javascript:alert(1)',
      id: 'mara',
    });
    expect(problems.map(({ path }) => path)).toEqual(['summary', 'url', 'ends']);
    expect(campaign).toEqual({ ...minimal, id: 'mara', damaged: { sources: false, entries: false } });
  });

  test('in a list takes its item out of the list, and its place is named', () => {
    const { campaign, problems } = decode({
      ...minimal,
      milestones: [{ amount: '5000' }, { amount: '1.000' }, { label: 'x' }, null, { amount: '7000' }],
      give: { amounts: ['10', '-5', '50'] },
    });
    expect(campaign.milestones?.map(({ amount }) => amount.minor)).toEqual([500_000, 700_000]);
    expect(campaign.give?.amounts?.map(({ minor }) => minor)).toEqual([1000, 5000]);
    expect(problems.map(({ path }) => path)).toEqual([
      'milestones[1].amount',
      'milestones[2].amount',
      'milestones[3]',
      'give.amounts[1]',
    ]);
  });

  test('is told with what was expected, an example to copy, and what was found', () => {
    const message = (rest: object): string => problemsOf({ ...minimal, ...rest })[0]!.message;
    expect(message({ goal: { amount: '12.000,-' } })).toMatch(
      /^expected an amount .*"12000\.00".*, got "12\.000,-": write "12000" or "12\.00", whichever is meant$/,
    );
    expect(message({ goal: {} })).toMatch(/, got nothing$/);
    expect(message({ goal: { amount: 12_000 } })).toMatch(/"12000\.00".*, got 12000: write "12000"$/);
    expect(message({ ends: null })).toMatch(/"2026-05-22".*, got null: leave/);
    expect(message({ sources: { id: 'a' } })).toMatch(/^expected a list in \[ \], got /);
    expect(message({ goal: [] })).toMatch(/^expected fields in \{ \}, got /);
    expect(message({ sources: [{ id: 'a', bound: 'ca' }] })).toBe(
      'expected one of "exact", "at-least", "about", got "ca"; until it is mended, sums that depend on it are not shown',
    );
    expect(message({ url: 'www.example.org' })).toContain('"https://example.org/give"');
  });

  test('is quoted briefly and in well-formed text, however long it is', () => {
    for (const found of ['x'.repeat(1e6), `${'x'.repeat(59)}😀😀`, `${'x'.repeat(58)}😀😀`, '\ud800']) {
      const { message } = problemsOf({ ...minimal, ends: found })[0]!;
      expect(message.length).toBeLessThan(300);
      expect(message).not.toMatch(/\p{Cs}/u);
    }
  });

  test.each([
    ['no object', 'x', ''],
    ['an HTML page', '<!doctype html>', ''],
    ['a list', [minimal], ''],
    ['nothing', undefined, ''],
    ['another version', { ...minimal, glassjar: 2 }, 'glassjar'],
    ['no version', { title: 'Mara', currency: 'EUR' }, 'glassjar'],
    ['no title', { glassjar: 1, currency: 'EUR' }, 'title'],
    ['a title of blanks', { ...minimal, title: ' \u200b' }, 'title'],
    ['no currency', { glassjar: 1, title: 'Mara' }, 'currency'],
    ['a currency that is none', { ...minimal, currency: 'euro' }, 'currency'],
  ])('as a whole: %s', (_, input, path) => {
    const error = thrownBy(input);
    expect(error.code).toBe('invalid');
    expect(error.message).toMatch(/^\[glassjar\] /);
    expect(error.message).toContain(path);
    expect(error.problems[0]?.path).toBe(path);
  });

  test('as a whole tells of everything that was wrong', () => {
    expect(thrownBy({ glassjar: 1, ends: 'x' }).problems.map(({ path }) => path)).toEqual([
      'title',
      'currency',
      'ends',
    ]);
  });

  test('an amount is not blamed where the currency is at fault', () => {
    expect(thrownBy({ ...minimal, currency: 'euro', goal: { amount: '5' } }).problems.map(({ path }) => path)).toEqual([
      'currency',
    ]);
  });
});

describe('what is refused never makes the rest a lie', () => {
  test('a value whose bound could not be read is not shown as exact', () => {
    const campaign = campaignOf({
      book: { title: 'x', ranks: [{ at: '2026-05-19', list: 'Amazon', rank: 51_000, bound: 'ca.' }] },
      share: { counts: [{ network: 'facebook', count: 1280, bound: 'atleast' }] },
      reach: [{ at: '2026-05-19', label: 'x', value: 5, bound: null }],
      sources: [{ id: 'bank', raised: '12000', bound: 'ueber' }],
    });
    expect(campaign.book?.ranks).toEqual([]);
    expect(campaign.share?.counts).toEqual([]);
    expect(campaign.reach).toEqual([]);
    expect(campaign.damaged.sources).toBe(true);
  });

  test('a promise whose end could not be read is not kept as one without an end', () => {
    const campaign = campaignOf({
      book: { title: 'x', pledge: { text: 'All proceeds go to the family', until: '31.05.2026' } },
    });
    expect(campaign.book).toEqual({ title: 'x' });
  });

  test('"please no money" that could not be read never opens the ways to give', () => {
    const give = { links: [{ label: 'PayPal', url: 'https://paypal.example' }] };
    expect(campaignOf({ give }).give).toBeDefined();
    for (const noMoney of ['please no money', { text: '' }, {}, true, null, []]) {
      const { campaign, problems } = decode({ ...minimal, give, noMoney });
      expect(campaign.give).toBeUndefined();
      expect(problems[0]?.path).toMatch(/^noMoney/);
    }
  });

  test.each(['starts', 'ends'])('%s that could not be read never leaves a campaign open for giving', (field) => {
    const give = { links: [{ label: 'PayPal', url: 'https://paypal.example' }] };
    expect(campaignOf({ give, [field]: '2026-06-30' }).give).toBeDefined();
    for (const date of ['30.06.2026', '2026-06-31', '', null, 20_260_630]) {
      expect(campaignOf({ give, [field]: date }).give).toBeUndefined();
      expect(problemsOf({ ...minimal, [field]: date })[0]?.message).toContain('no way to give is shown');
    }
  });

  test('a wish to hide something that could not be read is still one', () => {
    const gift = { at: '2026-05-22', flow: 'gift+', amount: '50', name: 'Lena M.' };
    for (const said of ['true', 'yes', 'ja', 1, null, {}]) {
      const { campaign, problems } = decode({
        ...minimal,
        hideNames: said,
        entries: [{ ...gift, hideAmount: said }],
      });
      expect(campaign.hideNames).toBe(true);
      expect(campaign.entries?.[0]?.hideAmount).toBe(true);
      expect(problems.map(({ path }) => path)).toEqual(['entries[0].hideAmount', 'hideNames']);
    }
    expect(campaignOf({ hideNames: false, entries: [gift] })).toMatchObject({ hideNames: false, entries: [{}] });
  });

  test('a need of which nobody knows whether it is met is not asked for', () => {
    const campaign = campaignOf({ needs: [{ text: 'A ramp', done: 'yes' }, { text: 'A publisher' }] });
    expect(campaign.needs).toEqual([{ text: 'A publisher' }]);
  });

  test.each([
    ['sources', 'x'],
    ['sources', [null]],
    ['sources', [{ raised: '5' }]],
    ['sources', [{ id: 'a', kind: 'gift' }]],
    ['sources', [{ id: 'a', raised: '5,00' }]],
    ['sources', [{ id: 'a', raised: '5', bound: 'x' }]],
    ['sources', [{ id: 'a', copies: '5' }]],
    ['sources', [{ id: 'a', proceeds: 7.68 }]],
    ['entries', {}],
    ['entries', ['x']],
    ['entries', [{ flow: 'gift+', amount: '5' }]],
    ['entries', [{ at: '2026-05-22', flow: 'gift', amount: '5' }]],
    ['entries', [{ at: '2026-05-22', flow: 'gift+', amount: '5.000' }]],
    ['entries', [{ at: '2026-05-22', flow: 'gift+', amount: '5', id: 7 }]],
    ['entries', [{ at: '2026-05-22', flow: 'gift+', amount: '5', source: '' }]],
    ['entries', [{ at: '2026-05-22', flow: 'gift+', amount: '5', reverses: 7 }]],
    ['entries', [{ at: '2026-05-22', flow: 'cost+', amount: '5', reason: 'rent' }]],
  ])('%s %j: its sums count as damaged', (field, value) => {
    const other = field === 'sources' ? 'entries' : 'sources';
    expect(campaignOf({ [field]: value }).damaged).toEqual({ [field]: true, [other]: false });
    for (const { message } of problemsOf({ ...minimal, [field]: value })) expect(message).toContain('sums that depend');
  });

  test.each([
    { sources: [{ id: 'a', label: 5, asOf: 'x', proof: 'x', supporters: 'many' }] },
    { entries: [{ at: '2026-05-22', flow: 'gift+', amount: '5', name: 5, message: 5, label: 5 }] },
    { goal: { amount: 'x' }, book: 'x', updates: 'x', press: [null] },
  ])('%j: no sum is touched', (rest) => {
    expect(campaignOf(rest).damaged).toEqual({ sources: false, entries: false });
    const problems = problemsOf({ ...minimal, ...rest });
    expect(problems.length).toBeGreaterThan(0);
    for (const { message } of problems) expect(message).not.toContain('until it is mended');
  });
});

describe('what is kept', () => {
  test('texts are cleaned, IBANs bare, amounts counted, links absolute', () => {
    const { campaign } = decode(
      {
        ...minimal,
        title: '  Mara\u202e ',
        url: '/mara',
        book: { title: 'x', cover: './cover.webp', proceeds: '7.68' },
        give: {
          bank: { holder: 'M', iban: 'de89 3704 0044 0532 0130 00' },
          links: [{ label: 'P', url: 'https://p.example/x' }],
        },
      },
      'https://example.org/blog/kai.json',
    );
    expect(campaign.title).toBe('Mara');
    expect(campaign.url).toBe('https://example.org/mara');
    expect(campaign.book).toEqual({
      title: 'x',
      cover: 'https://example.org/blog/cover.webp',
      proceeds: { minor: 768, currency: 'EUR' },
    });
    expect(campaign.give?.bank?.iban).toBe('DE89370400440532013000');
    expect(campaign.give?.links?.[0]?.url).toBe('https://p.example/x');
  });

  test('an optional text of nothing is as if it were not there', () => {
    expect(campaignOf({ summary: '', goal: { amount: '5', label: ' ' } })).toEqual({
      ...minimal,
      goal: { amount: { minor: 500, currency: 'EUR' } },
      damaged: { sources: false, entries: false },
    });
  });

  test('a good document loses nothing', () => {
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce<number>((sum, inner) => sum + count(inner), 0)
        : 1;
    fc.assert(
      fc.property(documents, (document) => {
        const given = document as Record<string, unknown>;
        const { campaign } = decode(document);
        for (const key of ['sources', 'entries', 'milestones', 'reach', 'updates', 'press', 'needs'] as const) {
          expect(campaign[key]?.length).toBe((given[key] as unknown[] | undefined)?.length);
        }
        expect(count(campaign)).toBeGreaterThan(0);
      }),
    );
  });
});
