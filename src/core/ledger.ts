import { weakest, type Bound, type Campaign, type Entry, type Source } from './campaign.ts';
import { add, money, subtract, sum, times, type Money } from './money.ts';

/** What one source brought. */
export interface SourceTotal {
  readonly id: string;
  readonly label?: string;
  readonly kind: 'gifts' | 'sales';
  readonly raised: Money;
  readonly bound: Bound;
  readonly copies?: number;
}

/** Something in the books that doesn't fit, for the panel to show. */
export type Discrepancy =
  | {
      readonly kind: 'sum';
      readonly source: string;
      readonly label?: string;
      readonly stated: Money;
      readonly counted: Money;
    }
  | { readonly kind: 'duplicate' | 'reverses-nothing' | 'unknown-source'; readonly entry: string };

/** The campaign's sums, all derived. A sum is absent when nothing says it or when lines of it could not be read. */
export interface Totals {
  /** What came in and was confirmed, less refunds: gifts and sales. */
  readonly raised?: Money;
  /** How well `raised` is known. */
  readonly bound: Bound;
  /** What went to the purpose. Present only with entries. */
  readonly spent?: Money;
  readonly fees?: Money;
  /** raised - spent - fees. */
  readonly balance?: Money;
  /** People, where sources say how many. */
  readonly supporters?: number;
  readonly sources: readonly SourceTotal[];
  /** How many entries were counted. */
  readonly entries: number;
  readonly discrepancies: readonly Discrepancy[];
}

/** Derives all sums of a campaign. Pure; linear in the number of entries. */
export function totalsOf(campaign: Campaign): Totals {
  const { currency, sources = [], damaged } = campaign;
  const discrepancies: Discrepancy[] = [];
  const entries = countedOnce(campaign.entries ?? [], discrepancies);
  const booked = bookBySource(campaign, entries, discrepancies);

  const found: SourceTotal[] = [];
  // A refused entry belonged to some source; which one can't be known, so no source's entries make a sum any more.
  let known = !damaged.sources;
  for (const source of sources) {
    const total = totalOf(source, damaged.entries ? undefined : booked.get(source.id), discrepancies);
    if (total) found.push(total);
    else if (damaged.entries) known = false;
  }
  const loose = damaged.entries ? undefined : booked.get('');
  for (const kind of ['gifts', 'sales'] as const) {
    if (loose?.[kind]) found.push({ id: '', kind, raised: loose[kind], bound: 'exact' });
  }
  if (damaged.entries && !sources.length) known = false;

  const bound = weakest(found.map((total) => total.bound));
  const raised =
    known && found.length
      ? sum(
          found.map((total) => total.raised),
          currency,
        )
      : undefined;
  const people = sources.filter((source) => source.supporters !== undefined);
  return {
    ...(raised && { raised }),
    bound,
    ...(entries.length && !damaged.entries && costs(entries, currency, raised)),
    ...(people.length && { supporters: people.reduce((all, source) => all + (source.supporters ?? 0), 0) }),
    sources: known ? found : [],
    entries: entries.length,
    discrepancies,
  };
}

/** An entry that stands twice under one id counts once: the first. */
function countedOnce(entries: readonly Entry[], discrepancies: Discrepancy[]): readonly Entry[] {
  const seen = new Set<string>();
  const once = entries.filter(({ id }) => {
    if (id === undefined) return true;
    if (seen.has(id)) discrepancies.push({ kind: 'duplicate', entry: id });
    return !seen.has(id) && seen.add(id);
  });
  for (const { id, reverses } of once) {
    if (reverses && !seen.has(reverses)) discrepancies.push({ kind: 'reverses-nothing', entry: id ?? reverses });
  }
  return once;
}

type Booked = Map<string, { gifts?: Money; sales?: Money }>;

function bookBySource(
  { currency, sources = [] }: Campaign,
  entries: readonly Entry[],
  discrepancies: Discrepancy[],
): Booked {
  const ids = new Set(sources.map((source) => source.id));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const booked: Booked = new Map();
  for (const entry of entries) {
    if (entry.flow.startsWith('cost')) continue;
    // What takes a gift back belongs where the gift was booked, also when it doesn't say so.
    const named = entry.source ?? (entry.reverses && byId.get(entry.reverses)?.source) ?? '';
    if (named && !ids.has(named)) discrepancies.push({ kind: 'unknown-source', entry: entry.id ?? named });
    const id = ids.has(named) ? named : '';
    const kind = entry.flow.startsWith('gift') ? 'gifts' : 'sales';
    const sums = booked.get(id) ?? {};
    booked.set(id, { ...sums, [kind]: move(sums[kind] ?? money(0, currency), entry) });
  }
  return booked;
}

const move = (total: Money, { flow, amount }: Entry): Money =>
  flow.endsWith('+') ? add(total, amount) : subtract(total, amount);

/**
 * A source's sum: as stated, as copies times proceeds, or as its entries add up. Where two of them are known and don't
 * agree, the smaller one is shown until the organiser has mended it: a panel must never show more than came in.
 */
function totalOf(
  source: Source,
  booked: { gifts?: Money; sales?: Money } | undefined,
  discrepancies: Discrepancy[],
): SourceTotal | undefined {
  const { id, label, kind = 'gifts', copies, proceeds } = source;
  const bound = source.bound ?? 'exact';
  const stated = source.raised ?? (copies !== undefined && proceeds ? times(proceeds, copies) : undefined);
  const counted =
    booked &&
    sum(
      [booked.gifts, booked.sales].filter((part) => part !== undefined),
      Object.values(booked)[0]!.currency,
    );
  const agrees =
    !stated ||
    !counted ||
    bound === 'about' ||
    (bound === 'exact' ? counted.minor === stated.minor : counted.minor >= stated.minor);
  if (!agrees) discrepancies.push({ kind: 'sum', source: id, ...(label && { label }), stated, counted });
  const raised = !agrees && counted.minor < stated.minor ? counted : (stated ?? counted);
  return raised && { id, ...(label && { label }), kind, raised, bound, ...(copies !== undefined && { copies }) };
}

function costs(
  entries: readonly Entry[],
  currency: string,
  raised: Money | undefined,
): Pick<Totals, 'spent' | 'fees' | 'balance'> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  let spent = money(0, currency);
  let fees = spent;
  for (const entry of entries) {
    if (!entry.flow.startsWith('cost')) continue;
    const reason = (entry.reverses && byId.get(entry.reverses)?.reason) ?? entry.reason;
    if (reason === 'fee') fees = move(fees, entry);
    else spent = move(spent, entry);
  }
  return { spent, fees, ...(raised && { balance: subtract(subtract(raised, spent), fees) }) };
}
