/*
 * The tables of cases that TypeScript and PHP share (test/fixtures/shared): what this side answers to the input of a case. The other
 * side is test/wordpress/php/Cases.php, function for function.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAmount } from '../../src/core/amount-input.ts';
import { bookedSource, type Booked } from '../../src/core/booked-source.ts';
import { hasBegun, instantOf, isDate, isOver, today } from '../../src/core/calendar.ts';
import { asOf, type Campaign } from '../../src/core/campaign.ts';
import { chargeRule, fromCharge, toCharge } from '../../src/core/charge.ts';
import { epcOf, type Transfer } from '../../src/core/epc.ts';
import { GlassjarError } from '../../src/core/errors.ts';
import { parseIban } from '../../src/core/iban.ts';
import { totalsOf } from '../../src/core/ledger.ts';
import { isLink } from '../../src/core/link.ts';
import { amountText, money, parseAmount, type Money } from '../../src/core/money.ts';
import { peopleBound } from '../../src/core/people.ts';
import { withoutContacts } from '../../src/core/privacy.ts';
import { read } from '../../src/core/read.ts';
import { makeReference, parseReference } from '../../src/core/reference.ts';
import { clean } from '../../src/core/text.ts';
import { inRoot } from '../../tools/project.ts';

export interface SharedCase {
  readonly name?: string;
  readonly input: Readonly<Record<string, never>>;
  readonly expected: unknown;
  /** Needs Unicode normalisation. */
  readonly composed?: boolean;
}

/** Null where the library throws its own error; anything else is a bug. */
function orNull<Answer>(ask: () => Answer): Answer | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof GlassjarError) return null;
    throw error;
  }
}

interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
}

function amountInput(text: string, currency: string, locale: string, limits: Limits = {}): object {
  const { maximum, minimum, step } = limits;
  const { amount, fault } = readAmount(text, currency, locale, {
    ...(minimum !== undefined && { minimum: money(minimum, currency) }),
    ...(maximum !== undefined && { maximum: money(maximum, currency) }),
    step,
  });
  if (amount) return { minor: amount.minor };
  const { kind, ...rest } = fault;
  return { fault: kind, ...rest, ...('limit' in rest && { limit: rest.limit.minor }) };
}

const isMoney = (value: object): value is Money => 'minor' in value && 'currency' in value;

/** With amounts as they stand in a document, and without prototypes. */
function asWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWire);
  if (typeof value !== 'object' || !value) return value;
  if (isMoney(value)) return amountText(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asWire(inner)]));
}

function readDocument(document: unknown): { campaign: Campaign | undefined; answer: object } {
  const problems: [string, string][] = [];
  const campaign = read(document, undefined, (path, expected) => problems.push([path, expected]));
  if (!campaign) return { campaign, answer: { campaign: null, problems } };
  const { damaged, ...fields } = campaign;
  return { campaign, answer: { campaign: asWire(fields), problems, damaged } };
}

/** Absent sums are null there. */
function totals(document: unknown): unknown {
  const { campaign } = readDocument(document);
  if (!campaign) return null;
  const minors = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(minors);
    if (typeof value !== 'object' || !value) return value;
    if (isMoney(value)) return value.minor;
    const present = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(present.map(([key, inner]) => [key, minors(inner)]));
  };
  const none = { raised: null, spent: null, fees: null, balance: null, supporters: null };
  return orNull(() => ({ ...none, ...(minors(totalsOf(campaign)) as object) }));
}

interface BookedInput extends Booked {
  readonly source: Parameters<typeof bookedSource>[0];
  readonly currency: string;
  readonly proceeds?: string;
}

type Answers = Readonly<Record<string, (input: never) => unknown>>;

const answers: Answers = {
  money: ({ text, currency }: { text: string; currency: string }) => {
    const amount = parseAmount(text, currency);
    return amount ? { minor: amount.minor, text: amountText(amount) } : null;
  },
  'amount-input': ({
    text,
    currency,
    limits,
    locale,
  }: {
    text: string;
    currency: string;
    locale: string;
    limits?: Limits;
  }) => amountInput(text, currency, locale, limits),
  iban: ({ text }: { text: string }) => parseIban(text) ?? null,
  reference: ({ text }: { text: string }) => parseReference(text) ?? null,
  'make-reference': ({ own }: { own: string }) => makeReference(own) ?? null,
  links: ({ text }: { text: string }) => isLink(text),
  texts: ({ text }: { text: string }) => clean(text),
  charge: (amount: Money) => orNull(() => toCharge(amount)),
  charged: ({ charged, currency }: { charged: number; currency: string }) =>
    orNull(() => fromCharge(charged, currency).minor),
  'charge-rule': ({ currency }: { currency: string }) => {
    const rule = chargeRule(currency);
    if (!rule) return null;
    const { maximum, minimum, payoutStep, step } = rule;
    return { step, payoutStep, minimum: minimum?.minor ?? null, maximum: maximum.minor };
  },
  dates: ({ text }: { text: string }) => isDate(text),
  moments: ({ date, now, zone }: { date: string; now: number; zone: string }) => ({
    begun: hasBegun(date, now * 1000, zone),
    over: isOver(date, now * 1000, zone),
    today: today(now * 1000, zone),
  }),
  epc: ({ amount, transfer }: { amount?: Money; transfer: Transfer }) => {
    const epc = epcOf({ ...transfer, amount });
    return typeof epc === 'string' ? epc : { text: epc.text, shortened: epc.shortened };
  },
  documents: ({ document }: { document: unknown }) => readDocument(document).answer,
  ledger: ({ document }: { document: unknown }) => totals(document),
  contacts: ({ text }: { text: string }) => withoutContacts(text),
  'booked-source': ({ currency, given, net, proceeds, source }: BookedInput) =>
    bookedSource(source, { given, net }, currency, proceeds),
  figures: ({ document, now }: { document: unknown; now: string }) => {
    const { campaign } = readDocument(document);
    if (!campaign) return null;
    return {
      asOf: asOf({ timeZone: 'UTC', ...campaign }, instantOf(now)) ?? null,
      peopleBound: peopleBound(campaign),
      totals: totals(document),
    };
  },
};

export const tables = Object.keys(answers);

export const answer = (table: string, input: unknown): unknown => answers[table]!(input as never);

/** The cases of a table. */
export function casesOf(table: string): readonly SharedCase[] {
  const text = readFileSync(inRoot('test', 'fixtures', 'shared', `${table}.json`), 'utf8');
  return (JSON.parse(text) as { cases: SharedCase[] }).cases;
}

/** Tables that are there. */
export const tableFiles = (): string[] =>
  globSync(join('test', 'fixtures', 'shared', '*.json'), { cwd: inRoot() }).map((path) => basename(path, '.json'));
