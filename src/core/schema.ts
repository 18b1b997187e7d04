import * as z from 'zod';
import { expectations } from './decode.ts';
import { kinds, type Kind } from './kinds.ts';
import { mostEntries, mostSources } from './limits.ts';

/*
 * The wire format, version 1: the one definition. From it come the author's types, the JSON Schema that is shipped, and
 * the table the page's decoder walks (shape.ts, by `npm run generate`), so that page, server and plug-in can't disagree.
 * Unknown fields are ignored everywhere, so that a later version's documents still show.
 */

// Rule 5 of the house: no eval. Must stand before the first schema is built.
z.config({ jitless: true });

/** A value of one kind. The currency of an amount is checked by the document, which knows it. */
function value<Type>(kind: Kind, about: string): z.ZodType<Type, Type> {
  const read = kinds[kind] as (input: unknown, currency: string) => unknown;
  // One currency for each number of decimals.
  const some = amountKinds.has(kind) ? ['JPY', 'EUR', 'KWD', 'CLF'] : [''];
  return z
    .custom<Type>((input) => some.some((currency) => read(input, currency) !== undefined), {
      error: `expected ${expectations[kind]}`,
    })
    .meta({ kind, description: about });
}

const amountKinds: ReadonlySet<string> = new Set<Kind>(['amount', 'positive']);

const text = (about: string) => value<string>('text', about);
const name = (about: string) => value<string>('name', about);
const amount = (about: string) => value<string>('amount', about);
const positive = (about: string) => value<string>('positive', about);
const count = (about: string) => value<number>('count', about);
const date = (about: string) => value<string>('date', about);
const link = (about: string) => value<string>('link', about);
const flag = (about: string) => value<boolean>('flag', about);
const bound = z
  .enum(['exact', 'at-least', 'about'])
  .meta({ description: 'How well the value is known. Default: exact.' })
  .optional();

const goal = z.object({
  amount: positive('The sum, above zero.'),
  label: text('What it is for: "six months\' rent".').optional(),
});

const source = z.object({
  id: name('Entries name their source by it.'),
  label: text('Shown to readers: "Spendenkonto".').optional(),
  kind: z
    .enum(['gifts', 'sales'])
    .meta({ description: 'Money given, or proceeds of something sold. Default: gifts.' })
    .optional(),
  raised: amount('What came in here and was confirmed, less refunds.').optional(),
  bound,
  supporters: count('How many people gave here.').optional(),
  complete: flag(
    'Whether the entries of this source are all that came in here. Left out: they are a part of the stated sum.',
  ).optional(),
  copies: count('How many copies were sold here.').optional(),
  proceeds: amount('What one sold copy brings.').optional(),
  asOf: date('When these figures were true.').optional(),
  proof: link('Where a reader can check them.').optional(),
});

const entry = z.object({
  id: name('Other entries refer to it.').optional(),
  at: date('When it was booked.'),
  flow: z
    .enum(['gift+', 'gift-', 'sale+', 'sale-', 'cost+', 'cost-'])
    .meta({ description: 'Which sum it moves, and which way.' }),
  reason: z
    .enum(['donation', 'grant', 'purchase', 'refund', 'dispute', 'dispute-won', 'void', 'expense', 'fee', 'loss'])
    .meta({ description: 'Why. Default: donation, purchase or expense by the flow; void for a minus.' })
    .optional(),
  amount: positive('How much, never with a sign: the flow has it.'),
  source: name('The id of the source it came through.').optional(),
  label: text(
    'What it was for: "Rent, June". What stands before the first comma is the purpose by which the ledger sums up.',
  ).optional(),
  name: text('Who gave and agreed to be named.').optional(),
  message: text('What the giver wrote.').optional(),
  reverses: name('The id of the entry it takes back.').optional(),
  hideAmount: flag(
    "The giver's name is shown, but not beside the amount; the ledger then shows the amount without the name.",
  ).optional(),
});

const rank = z.object({
  at: date('When it was seen.'),
  list: name('Whose list: "Amazon".'),
  rank: value<number>('place', 'The place, from 1.'),
  bound,
});

const book = z.object({
  title: name('Its title.'),
  author: text('Its author.').optional(),
  isbn: text('Its ISBN.').optional(),
  cover: link('A picture on the same site; from elsewhere it is not loaded.').optional(),
  price: amount('What a copy costs.').optional(),
  proceeds: amount('What a sold copy brings to the campaign.').optional(),
  pledge: z
    .object({ until: date('Its last day.').optional(), text: name('What was promised.') })
    .meta({ description: 'A promise of the seller, in words, and until when it holds.' })
    .optional(),
  shops: z.array(z.object({ name: name('The shop.'), url: link('Where the book is sold.') })).optional(),
  ranks: z.array(rank).optional(),
});

const give = z.object({
  amounts: z.array(positive('An amount to choose.')).optional(),
  bank: z
    .object({
      holder: name('The account holder, letter by letter as the bank has it.'),
      iban: value<string>('iban', 'The IBAN; blanks are allowed.'),
      bic: text('The BIC.').optional(),
      reference: text('What to write on the transfer.').optional(),
      fee: text('What goes off a transfer, in words. Nothing is said when left out.').optional(),
    })
    .optional(),
  links: z
    .array(
      z.object({
        label: name('"PayPal".'),
        url: link('Where to give.'),
        fee: text('What goes off there, in words: "2.49 % + 0.35 €".').optional(),
      }),
    )
    .optional(),
  taxReceipt: flag(
    'Whether givers get a receipt for the tax office; a private person can give none. Said before giving.',
  ).optional(),
});

const shareCount = z.object({
  network: name('"facebook".'),
  count: count('How often it was shared there.'),
  bound,
  at: date('When it was counted.').optional(),
});

const share = z.object({
  url: link('What is shared; the page itself when left out.').optional(),
  text: text('What is said with it.').optional(),
  hashtags: z.array(name("Without the #; the first is the campaign's own.")).optional(),
  networks: z.array(name('"mastodon", "bluesky", …, in the order shown.')).optional(),
  counts: z.array(shareCount).optional(),
});

const reach = z.object({
  at: date('When it was measured.'),
  label: name('What was measured.'),
  value: count('How many.'),
  bound: z
    .enum(['exact', 'at-least', 'about', 'theoretical'])
    .meta({ description: 'How well the value is known; theoretical: how many could have seen it. Default: exact.' })
    .optional(),
});

const update = z.object({
  id: name('Part of its address.').optional(),
  at: date('When it was published.'),
  title: text('Its headline.').optional(),
  text: text('Plain text.').optional(),
  url: link('Where it stands in full.').optional(),
  kind: text('"book", "money", "thanks", …').optional(),
  edited: date('When it was last changed.').optional(),
  pinned: flag('Whether it stays on top.').optional(),
});

const press = z.object({
  at: date('When it was published.').optional(),
  outlet: name('Who published it.'),
  title: text('Its headline.').optional(),
  url: link('Where it stands.').optional(),
  kind: text('"newspaper", "radio", "blog", …').optional(),
  language: value<string>('language', 'Its language.').optional(),
});

const need = z.object({
  text: name('What is needed.'),
  done: flag('Whether it is met.').optional(),
  wanted: count('How many are needed: 40 letters.').optional(),
  got: count('How many have come.').optional(),
  url: link('Where to answer.').optional(),
});

const embed = z.object({
  url: link('The page of the video, post or episode.'),
  title: text('What it is.').optional(),
  at: date('When it was published.').optional(),
});

const person = { name: name('Their name.'), about: text('Who they are, in a sentence.').optional() };

/** A campaign document as authors write it and backends send it (wire format, version 1). */
export const campaignSchema = z
  .object({
    glassjar: value<1>('version', 'The version of this format: 1.'),
    id: name('A short name, stable for good.').optional(),
    title: name('What the campaign is called.'),
    summary: text('What it is about, in plain text.').optional(),
    url: link('Where its story is told.').optional(),
    language: value<string>('language', 'The language of the texts in this document.').optional(),
    currency: value<string>('currency', 'ISO 4217. All amounts are in it.'),
    timeZone: value<string>(
      'zone',
      'Where a bare day begins and ends: "Europe/Berlin". Default: where the reader is.',
    ).optional(),
    asOf: date('When the figures were true.').optional(),
    starts: date('First day.').optional(),
    ends: date('Last day.').optional(),
    organiser: z.object({ ...person, url: link('Who they are, elsewhere.').optional() }).optional(),
    beneficiary: z.object({ ...person, consent: text('How they agreed.').optional() }).optional(),
    goal: goal.optional(),
    milestones: z.array(goal).optional(),
    sources: z.array(source).max(mostSources).optional(),
    entries: z.array(entry).max(mostEntries).optional(),
    book: book.optional(),
    give: give.optional(),
    share: share.optional(),
    reach: z.array(reach).optional(),
    updates: z.array(update).optional(),
    press: z.array(press).optional(),
    needs: z.array(need).optional(),
    embeds: z.array(embed).optional(),
    thanks: text('What is said to everyone when the campaign is over.').optional(),
    hideNames: flag('Withdraws the names and messages of all who gave; no sum changes.').optional(),
    noMoney: z
      .object({ text: name('What helps instead.') })
      .meta({ description: 'Please no money: every way to give is replaced by this.' })
      .optional(),
  })
  .superRefine((document, context) => {
    for (const { kind, path, input } of valuesOf(definition(), document)) {
      const read = kinds[kind] as (input: unknown, currency: string) => unknown;
      if (amountKinds.has(kind) && read(input, document.currency) === undefined) {
        context.addIssue({ code: 'custom', path, message: `expected ${expectations[kind]}` });
      }
    }
  })
  .meta({ title: 'Glassjar campaign, wire format 1' });

/** What an author writes: the type of a campaign document. */
export type CampaignDocument = z.input<typeof campaignSchema>;

interface Definition {
  kind?: Kind;
  enum?: string[];
  properties?: Record<string, Definition>;
  required?: string[];
  items?: Definition;
}

/** The schema as data: JSON Schema with each value's kind as an extra keyword. */
function definition(): Definition {
  return (described ??= z.toJSONSchema(campaignSchema, { unrepresentable: 'any', io: 'input' }) as Definition);
}
let described: Definition | undefined;

function* valuesOf(
  at: Definition,
  input: unknown,
  path: (string | number)[] = [],
): Generator<{ kind: Kind; path: (string | number)[]; input: unknown }> {
  if (input === undefined) return;
  if (at.kind) yield { kind: at.kind, path, input };
  for (const [key, inner] of Object.entries(at.properties ?? {})) {
    yield* valuesOf(inner, (input as Record<string, unknown>)[key], [...path, key]);
  }
  if (at.items)
    for (const [index, item] of (input as unknown[]).entries()) yield* valuesOf(at.items, item, [...path, index]);
}

/** What the kinds look like to an editor; the exact rules are code. */
const editorHints: Readonly<Record<Kind, object>> = {
  text: { type: 'string' },
  name: { type: 'string', minLength: 1 },
  amount: { type: 'string', pattern: '^(0|[1-9]\\d{0,14})(\\.\\d{1,4})?$', examples: ['12000.00'] },
  positive: { type: 'string', pattern: '^(?!0(\\.0+)?$)(0|[1-9]\\d{0,14})(\\.\\d{1,4})?$', examples: ['50.00'] },
  count: { type: 'integer', minimum: 0, maximum: 1e12 },
  place: { type: 'integer', minimum: 1, maximum: 1e12 },
  date: {
    type: 'string',
    pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d))?$',
  },
  link: { type: 'string', pattern: '^(https?://|mailto:|tel:|/|\\./|\\.\\./)' },
  language: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$' },
  currency: { type: 'string', pattern: '^[A-Z]{3}$', examples: ['EUR'] },
  zone: { type: 'string', examples: ['Europe/Berlin'] },
  iban: { type: 'string', pattern: '^[A-Za-z]{2} ?\\d\\d[A-Za-z0-9 ]+$' },
  flag: { type: 'boolean' },
  version: { const: 1 },
};

/** The JSON Schema (draft 2020-12) of a campaign document, for editors; shipped as `campaign.schema.json`. */
export const campaignJsonSchema = (): object => jsonSchemaOf(campaignSchema);

/** The JSON Schema (draft 2020-12) of any schema, in which the values of the wire format have what an editor can check. */
export function jsonSchemaOf(schema: z.ZodType): object {
  const withHints = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(withHints);
    if (typeof node !== 'object' || !node) return node;
    const { kind, ...rest } = node as Record<string, unknown>;
    const plain = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withHints(inner)]));
    // `kind` is also the name of fields of the format; only as a value's own keyword it is a text.
    return typeof kind === 'string'
      ? { ...editorHints[kind as Kind], ...plain }
      : kind === undefined
        ? plain
        : { ...plain, kind: withHints(kind) };
  };
  return withHints(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })) as object;
}

/** The text of shape.json: this schema as the compact table that the page's decoder and the WordPress plugin walk. */
export function wireShapeJson(): string {
  const shape = (at: Definition): unknown => {
    if (at.kind) return at.kind;
    if (at.enum) return at.enum.join('|');
    if (at.items) return [shape(at.items)];
    return Object.fromEntries(
      Object.entries(at.properties ?? {}).map(([key, inner]) => [
        at.required?.includes(key) ? `${key}!` : key,
        shape(inner),
      ]),
    );
  };
  return `${JSON.stringify(shape(definition()), null, 2)}\n`;
}

/** The text of shape.ts: the same as a module. */
export function wireShape(): string {
  return [
    '// Made from schema.ts by `npm run generate`; a test fails when it is out of date. Do not edit.',
    '',
    '/** The wire format as a table: a kind of value, `a|b` for one of several words, `[item]`, or fields (`!`: required). */',
    'export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape };',
    '',
    `export const shape: { readonly [field: string]: Shape } = ${wireShapeJson().trim()};`,
    '',
  ].join('\n');
}
