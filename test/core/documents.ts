import fc from 'fast-check';

/*
 * Campaign documents for property tests, written from the wire format's description and not from its code: good ones,
 * and ways to spoil one.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = readonly (string | number)[];

/** Fields of which any may be missing but the required. */
const fields = <Shape extends Record<string, unknown>>(
  shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> },
  required: (keyof Shape & string)[],
): fc.Arbitrary<Json> => fc.record(shape, { requiredKeys: required }) as unknown as fc.Arbitrary<Json>;

const list = (item: fc.Arbitrary<Json>, maxLength = 3): fc.Arbitrary<Json[]> => fc.array(item, { maxLength });

const two = (value: number): string => String(value).padStart(2, '0');
const text = fc.constantFrom(
  '',
  'Miete, Juni',
  '<b>kein Fett</b>',
  '#einBuchFürMara',
  '  weit  ',
  '👩‍👩‍👧‍👦',
  'שלום',
  'zwei\nZeilen',
);
const name = fc.constantFrom('Mara', 'bank', 'a', 'Lena M.', '0', 'e1', '李');
const day = fc
  .tuple(fc.integer({ min: 1990, max: 2040 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);
const date = fc.oneof(
  day,
  fc.tuple(day, fc.constantFrom('T14:50:00+02:00', 'T00:00Z', 'T23:59:59.999-11:30')).map((parts) => parts.join('')),
);
const link = fc.constantFrom(
  'https://example.org/x?y=1#z',
  'http://example.org',
  'mailto:a@example.org',
  'tel:+491',
  './a.webp',
  '/a',
);
const language = fc.constantFrom('de', 'en-GB', 'zh-Hant-TW');
const count = fc.constantFrom(0, 1, 431, 1_000_000_000_000);
const bound = fc.constantFrom('exact', 'at-least', 'about');
const hidden = fc.constantFrom('x', 'constructor', 'toString', 'title2', '$comment');

/** Decimals of the currencies that the documents are in. */
const currencies = { EUR: 2, JPY: 0, KWD: 3, CLF: 4 } as const;

function campaignIn(currency: keyof typeof currencies): fc.Arbitrary<Json> {
  const decimals = currencies[currency];
  const fraction = fc
    .tuple(fc.integer({ min: 0, max: decimals }), fc.integer({ min: 0, max: 9999 }))
    .map(([length, digits]) => (length ? `.${String(digits).padStart(4, '0').slice(0, length)}` : ''));
  const whole = fc.oneof(fc.integer({ min: 0, max: 99_999 }), fc.constant(10 ** (15 - decimals) - 1)).map(String);
  const amount = fc.tuple(whole, fraction).map((parts) => parts.join(''));
  const positive = amount.filter((written) => /[1-9]/.test(written));
  const goal = fields({ amount: positive, label: text }, ['amount']);
  return fields(
    {
      $schema: fc.constant('./campaign.schema.json'),
      glassjar: fc.constant(1),
      id: name,
      title: name,
      summary: text,
      url: link,
      language,
      currency: fc.constant(currency),
      timeZone: fc.constantFrom('Europe/Berlin', 'UTC'),
      asOf: date,
      starts: date,
      ends: date,
      organiser: fields({ name, about: text, url: link }, ['name']),
      beneficiary: fields({ name, about: text, consent: text }, ['name']),
      goal,
      milestones: list(goal),
      sources: list(
        fields(
          {
            id: name,
            label: text,
            kind: fc.constantFrom('gifts', 'sales'),
            raised: amount,
            bound,
            supporters: count,
            copies: count,
            proceeds: amount,
            asOf: date,
            proof: link,
          },
          ['id'],
        ),
      ),
      entries: list(
        fields(
          {
            id: name,
            at: date,
            flow: fc.constantFrom('gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-'),
            reason: fc.constantFrom(
              ...[
                'donation',
                'grant',
                'purchase',
                'refund',
                'dispute',
                'dispute-won',
                'void',
                'expense',
                'fee',
                'loss',
              ],
            ),
            amount: positive,
            source: name,
            label: text,
            name: text,
            message: text,
            reverses: name,
          },
          ['at', 'flow', 'amount'],
        ),
      ),
      book: fields(
        {
          title: name,
          author: text,
          isbn: text,
          cover: link,
          price: amount,
          proceeds: amount,
          pledge: fields({ until: date, text: name }, ['text']),
          shops: list(fields({ name, url: link }, ['name', 'url'])),
          ranks: list(
            fields({ at: date, list: name, rank: fc.constantFrom(1, 51_000), bound }, ['at', 'list', 'rank']),
          ),
        },
        ['title'],
      ),
      give: fields(
        {
          amounts: list(positive),
          bank: fields(
            {
              holder: name,
              iban: fc.constantFrom('DE89370400440532013000', 'gb29 nwbk 6016 1331 9268 19'),
              bic: text,
              reference: text,
            },
            ['holder', 'iban'],
          ),
          links: list(fields({ label: name, url: link }, ['label', 'url'])),
        },
        [],
      ),
      share: fields(
        {
          url: link,
          text,
          hashtags: list(name),
          networks: list(name),
          counts: list(fields({ network: name, count, bound, at: date }, ['network', 'count'])),
        },
        [],
      ),
      reach: list(fields({ at: date, label: name, value: count, bound }, ['at', 'label', 'value'])),
      updates: list(fields({ id: name, at: date, title: text, text, url: link, kind: text }, ['at'])),
      press: list(fields({ at: date, outlet: name, title: text, url: link, kind: text, language }, ['outlet'])),
      needs: list(fields({ text: name, done: fc.boolean() }, ['text'])),
      noMoney: fields({ text: name }, ['text']),
    },
    ['glassjar', 'title', 'currency'],
  );
}

/** Any good document, in currencies of all numbers of decimals. */
export const documents: fc.Arbitrary<Json> = fc
  .constantFrom(...(Object.keys(currencies) as (keyof typeof currencies)[]))
  .chain(campaignIn);

/** What authors, spreadsheets and attackers put where something else belongs. */
export const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    ...[null, true, false, 0, -0, 1, -1, 1.5, 2, 12_000, 1e12 + 1, 1e300, '', ' ', '\u200b', '\u200d', 'x', '__proto__', '0', '1', '-5', '+1'],
    ...['01', '1e3', '1.000', '1.2345', '1.23456', '1,00', '1.000,00', '12.000,-', '٥٠', '9999999999999999', '999999999999999', '0.00', '7.68'],
    ...['2026-02-30', '22.05.2026', '2026-05-22T14:50', '2026-05-22', 'javascript:alert(1)', '//evil.example', 'https://a@evil.example', './ok'],
    ...['DE88370400440532013000', 'de_DE', 'de', 'de-x', 'eur', 'EUR', 'JPY', 'XXX', 'Mars/Base', 'Exact', 'about', 'gift', 'gift+', 'fee', '\ud800'],
  ),
  fc.constantFrom<() => Json>(() => [], () => [null], () => ['x'], () => ({}), () => ({ text: 5 }), () => ({ amount: '5' }), () => [[]]).map((make) => make()),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
); // prettier-ignore

/** Every place of a document, its own root left out. */
export function placesOf(document: Json, path: Path = []): Path[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) => {
    const here = [...path, Array.isArray(document) ? Number(key) : key];
    return [here, ...placesOf(value, here)];
  });
}

export type Change =
  | { readonly how: 'replace'; readonly value: Json }
  | { readonly how: 'delete' | 'append' | 'repeat' }
  | { readonly how: 'unknown' | 'inherit'; readonly key: string; readonly value: Json };

/** A way to spoil a document in one place. */
export interface Mutation {
  /** Which of the document's places, counted round. */
  readonly place: number;
  readonly change: Change;
}

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(1_000_000),
  change: fc.oneof(
    { weight: 8, arbitrary: fc.record({ how: fc.constant('replace' as const), value: junk }) },
    {
      weight: 3,
      arbitrary: fc.record({ how: fc.constantFrom('delete' as const, 'append' as const, 'repeat' as const) }),
    },
    { weight: 1, arbitrary: fc.record({ how: fc.constant('unknown' as const), key: hidden, value: junk }) },
    {
      weight: 1,
      arbitrary: fc.record({ how: fc.constant('inherit' as const), key: fc.constant('__proto__'), value: junk }),
    },
  ),
});

/** The document with one place changed; the given one stays as it was. */
export function mutate(document: Json, { place, change }: Mutation): Json {
  const copy = structuredClone(document);
  const places = placesOf(copy);
  const path = places[place % places.length];
  const key = path?.at(-1);
  if (!path || key === undefined) return copy;
  const parent = path.slice(0, -1).reduce((at, step) => (at as Record<string | number, Json>)[step]!, copy) as Record<
    string | number,
    Json
  >;
  if (change.how === 'replace') parent[key] = change.value;
  else if (change.how === 'delete') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  } else if (change.how === 'append' || change.how === 'repeat') {
    if (Array.isArray(parent[key])) parent[key].push(change.how === 'append' ? null : (parent[key][0] ?? null));
  } else if ('key' in change && !Array.isArray(parent)) {
    // As JSON.parse makes it: a field of its own, whatever its name.
    Object.defineProperty(parent, change.key, {
      value: change.value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}
