import { balanceOf, signed, type Sum, sumOf, type SourceRow } from './sums.ts';
import { donationState } from './donation.ts';
import { amountText, type Money } from '../../core/money.ts';
import type { Fact, ProviderEvent } from './facts.ts';
import type { Flow } from '../../core/campaign.ts';

/* Adds the books up from nothing and holds them against the running sums. Pure; shared by all stores. */

/** A line as the check reads it, in the order of its number. */
export interface AuditLine {
  readonly number: number;
  readonly flow: Flow;
  readonly reason: string;
  readonly sum: string;
  readonly amount: number;
  readonly source: string;
  readonly reverses: number | null;
  readonly donation: number | null;
  readonly balance: number;
}

/** The sums a store keeps. */
export interface Kept {
  readonly entries: number;
  readonly balance: number;
  readonly spent: number;
  readonly fees: number;
  readonly sources: ReadonlyMap<string, SourceRow>;
}

/** What adding up the books finds. */
export interface Checked {
  /** Every difference, in words. Empty: the books are whole. */
  readonly flaws: readonly string[];
  /** What is as it must be and has to be known: money in no sum. */
  readonly notes: readonly string[];
}

/** Reads a campaign's lines one after the other; keeps no line, only what may still be taken back. */
export class Audit {
  readonly #campaign: string;
  readonly #flaws: string[] = [];
  readonly #sources = new Map<string, SourceRow>();
  /** Net of each donation, and its source. */
  readonly #donations = new Map<number, { net: number; source: string }>();
  /** By number, what a later line may name; `root` is the gift at the bottom of it. */
  readonly #lines = new Map<number, { reason: string; flow: Flow; root: number }>();
  /** Net of each gift entered by hand, and its source. */
  readonly #gifts = new Map<number, { net: number; source: string }>();
  #entries = 0;
  #balance = 0;
  #spent = 0;
  #fees = 0;

  constructor(campaign: string) {
    this.#campaign = campaign;
  }

  add(line: AuditLine): void {
    const { balance, donation, flow, number, reason, reverses, source } = line;
    this.#entries++;
    if (number !== this.#entries) this.#say(`line ${this.#entries} is missing`);
    this.#entries = number;
    const reversed = reverses === null ? undefined : this.#lines.get(reverses);
    if (reverses !== null && (reversed?.flow[0] !== flow[0] || reversed!.flow[4] === flow[4])) {
      this.#say(`line ${number} takes back line ${reverses}, which is not there to be taken back`);
    }
    const sum: Sum = sumOf(flow, reason, reversed?.reason);
    if (sum !== line.sum) this.#say(`line ${number} is counted in ${line.sum} and belongs to ${sum}`);
    if (sum === 'spent') this.#spent += signed(line);
    else if (sum === 'fees') this.#fees += signed(line);
    else this.#source(source)[sum] += signed(line);
    this.#balance += balanceOf(line);
    if (balance !== this.#balance) this.#say(`after line ${number} the balance is ${this.#balance}, not ${balance}`);
    const root = reversed ? reversed.root : number;
    this.#lines.set(number, { reason, flow, root });
    if (!flow.startsWith('gift')) return;
    if (donation !== null) grow(this.#donations, donation, signed(line), source);
    else if (reversed || flow === 'gift+') grow(this.#gifts, root, signed(line), source);
  }

  /** @returns Every difference, in words. */
  finish(kept: Kept): readonly string[] {
    for (const { net, source } of [...this.#donations.values(), ...this.#gifts.values()]) {
      if (net < 0) this.#say(`a gift of source "${source}" stands at ${net}`);
      if (net > 0) this.#source(source).givers++;
    }
    const counted = { entries: this.#entries, balance: this.#balance, spent: this.#spent, fees: this.#fees };
    for (const [name, sum] of Object.entries(counted)) this.#compare(name, kept[name as keyof typeof counted], sum);
    for (const source of new Set([...kept.sources.keys(), ...this.#sources.keys()])) {
      const stands = kept.sources.get(source);
      for (const [name, sum] of Object.entries(this.#source(source))) {
        this.#compare(`${name} of source "${source}"`, stands?.[name as keyof SourceRow] ?? 0, sum);
      }
    }
    return this.#flaws;
  }

  #compare(name: string, kept: number, counted: number): void {
    if (kept !== counted) this.#say(`${name}: the books say ${kept}, their lines add up to ${counted}`);
  }

  #source(source: string): SourceRow {
    const row = this.#sources.get(source) ?? { gifts: 0, sales: 0, givers: 0 };
    this.#sources.set(source, row);
    return row;
  }

  #say(flaw: string): void {
    // A broken file has as many flaws as lines; the first ones say it all.
    if (this.#flaws.length < 100) this.#flaws.push(`${this.#campaign}: ${flaw}`);
  }
}

/** What a donation's lines and status say, held against its facts. */
export function compareDonation(
  name: string,
  { net, status }: { readonly net: number; readonly status: string },
  facts: readonly Fact[],
  currency: string,
): Checked {
  const state = donationState(facts, currency);
  const flaws = [
    ...(state.gifts === net ? [] : [`${name} stands at ${net} and was paid ${state.gifts}`]),
    ...(state.status === status ? [] : [`${name} is said to be ${status} and is ${state.status}`]),
  ];
  const foreign = facts.flatMap((fact) =>
    fact.kind === 'paid' && fact.amount.currency !== currency ? [`${moneyText(fact.amount)} as ${fact.payment}`] : [],
  );
  const what = foreign.length ? ` (${foreign.join(', ')})` : '';
  const notes = state.hasForeign
    ? [`${name} was paid in another currency than ${currency}${what}: it is in no sum`]
    : [];
  return { flaws, notes };
}

const moneyText = (amount: Money): string => `${amountText(amount)} ${amount.currency}`;

/** The type of an event of which no more can be read than that money came: it is held for good, for whoever looks into the books. */
export const unreadable = 'unreadable';

/** What is held and fits nothing, in words; nothing for what says of no money that it came. */
export function heldNotes(events: Iterable<ProviderEvent>): readonly string[] {
  const notes: string[] = [];
  for (const { about, begins, facts, id, provider, type } of events) {
    const paid = facts.flatMap((fact) => (fact.kind === 'paid' ? [moneyText(fact.amount)] : [])).join(', ');
    if (type === unreadable)
      notes.push(`${provider} told of a payment that can’t be read (${about.ids[0] ?? id}): enter it by hand`);
    else if (paid && begins) {
      notes.push(
        `${provider} told of ${paid} (${id}) for the campaign ${begins.campaign}, which is not there: it is in no sum`,
      );
    } else if (paid)
      notes.push(`${provider} told of ${paid} (${id}) for a gift that is not known here: it is in no sum`);
  }
  return notes;
}

function grow(nets: Map<number, { net: number; source: string }>, key: number, by: number, source: string): void {
  const known = nets.get(key);
  if (known) known.net += by;
  else nets.set(key, { net: by, source });
}
