/* What was read of a file, and what the organiser makes of it: which rows are entered, as what. No DOM, so that it is tried in Node. */
import { parseAmount, type Money } from '../../core/money.ts';
import { keysOf, lineOf, originOf, type BookLine, type Choice } from '../../import/booking.ts';
import type { Row, RowKind, Statement } from '../../import/statement.ts';
import type { EnterAnswer, ImportHost, Returned } from './host.ts';

/**
 * How a row stands.
 * - `ready`: it is entered, as long as it is ticked.
 * - `known`: booked before. `similar`: perhaps so.
 * - `ahead`: its day is still to come.
 * - `left-out`, `refused`: as it was read.
 * - `entered`: just now.
 */
export type ItemState = 'ready' | 'known' | 'similar' | 'ahead' | 'left-out' | 'refused' | 'entered';

/** Which way money went, as far as it is known. */
export type Direction = 'in' | 'out' | undefined;

export interface Item {
  readonly index: number;
  /** As it was read, or mended. */
  readonly row: Row;
  readonly state: ItemState;
  readonly direction: Direction;
  /** What it is entered as. Absent: nobody has said. */
  readonly kind: RowKind | undefined;
  readonly source: string;
  readonly isPublic: boolean;
  readonly isTicked: boolean;
  /** Whether enough is known of it to be entered. */
  readonly canTick: boolean;
  /** Why the books refused it. */
  readonly refusal: string | undefined;
  /** What it may take back, for a return. */
  readonly returns: readonly Returned[];
  readonly reverses: string;
}

/** What was changed by hand in a row. */
export interface Mend {
  readonly at?: string;
  readonly amount?: string;
  readonly direction?: Direction;
}

/** What money that went out becomes. `''`: it is left out. */
export type OutRule = '' | 'cost' | 'fee';

type Chosen = Omit<Choice, 'again' | 'ahead'> & { readonly isTicked?: boolean };

const directionOf = ({ kind, why }: Row): Direction => {
  if (why === 'went-out') return 'out';
  if (why === 'returned') return 'in';
  return kind === null ? undefined : kind === 'gift' || kind === 'sale' ? 'in' : 'out';
};

const kindsOf: Readonly<Record<'in' | 'out' | 'any', readonly RowKind[]>> = {
  in: ['gift', 'sale'],
  out: ['cost', 'fee', 'return'],
  any: ['gift', 'sale', 'cost', 'fee', 'return'],
};

/** The states in which a row waits for a decision. */
const waits: ReadonlySet<ItemState> = new Set(['similar', 'ahead', 'refused']);

export class ImportList {
  readonly statement: Statement;
  /** The same for all that is sent of this list, so that an answer that got lost is asked for again. */
  readonly request: string;
  /** What the rows of a list without any sign are, or money that came in by a file that has signs. */
  inKind: RowKind = 'gift';
  outRule: OutRule = '';
  /** Where it came in, by kind; absent: not chosen yet. */
  source: { gift?: string; sale?: string } = {};
  arePublic = false;
  /** Whether the books have said what they know of all rows. */
  isCompared = false;
  /** Whether somebody has looked at a file whose rows do not lead from one of its balances to the other. */
  isLookedAt = false;
  readonly #host: ImportHost;
  readonly #copiesWords: (copies: number) => string;
  readonly #rows: Row[];
  readonly #chosen = new Map<number, Chosen>();
  readonly #direction = new Map<number, Direction>();
  readonly #known = new Set<number>();
  readonly #similar = new Set<number>();
  readonly #entered = new Set<number>();
  readonly #refusals = new Map<number, string>();
  readonly #returns = new Map<number, readonly Returned[]>();
  readonly #mended = new Set<number>();
  #keys: readonly string[] | undefined;

  constructor(statement: Statement, host: ImportHost, request: string, copiesWords: (copies: number) => string) {
    this.#copiesWords = copiesWords;
    this.statement = statement;
    this.#host = host;
    this.request = request;
    this.#rows = [...statement.rows];
    for (const [kind, sources] of [
      ['gift', 'gifts'],
      ['sale', 'sales'],
    ] as const) {
      const some = this.sourcesOf(kind);
      // With one source there is nothing to choose; of several none is the likelier one.
      if (some.length === 1) this.source[kind] = some[0]!.id;
      else if (!some.length && !host.mustChoose[sources]) this.source[kind] = '';
    }
  }

  /** Whether the bank's own arithmetic says that something is missing or misread, and nobody has looked yet. */
  get isDoubtful(): boolean {
    return this.statement.fits === false && !this.isLookedAt;
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Whether it is a list of amounts only, as people write one: then it may be of any kind. */
  get isPlain(): boolean {
    const { format, profile, rows } = this.statement;
    return (
      (format === 'lines' || (format === 'csv' && profile === null)) &&
      rows.every((row) => directionOf(row) !== 'out' && row.kind !== 'sale')
    );
  }

  /** The sources that take a kind of money; of what goes out there are none. */
  sourcesOf(kind: RowKind | undefined): ImportHost['sources'] {
    if (kind !== 'gift' && kind !== 'sale') return [];
    return this.#host.sources.filter((source) => (source.kind === 'sales') === (kind === 'sale'));
  }

  /** Whether money of a kind may be of no source. */
  mayBeOfNone(kind: RowKind): boolean {
    return !this.#host.mustChoose[kind === 'sale' ? 'sales' : 'gifts'];
  }

  item(index: number): Item {
    const row = this.#rows[index]!;
    const chosen = this.#chosen.get(index) ?? {};
    const direction = this.#direction.get(index) ?? directionOf(row);
    const kind = chosen.kind ?? this.#kindOf(row, direction);
    const state = this.#stateOf(index, row);
    const source = chosen.source ?? (kind === 'gift' || kind === 'sale' ? (this.source[kind] ?? '') : '');
    const reverses = chosen.reverses ?? this.#sureOf(index);
    const canTick =
      state !== 'entered' &&
      row.at !== null &&
      this.#amountOf(row) !== undefined &&
      row.currency === this.#host.currency &&
      kind !== undefined &&
      (kind !== 'return' || reverses !== '');
    const isChosen = chosen.isTicked ?? this.#isUsual(index, row, state, direction);
    return {
      ...{ index, row, state, direction, kind, source, reverses, canTick },
      isPublic: chosen.isPublic ?? (this.arePublic || row.isPublic === true),
      isTicked: canTick && isChosen,
      refusal: this.#refusals.get(index),
      returns: this.#returns.get(index) ?? [],
    };
  }

  *items(): IterableIterator<Item> {
    for (let index = 0; index < this.#rows.length; index++) yield this.item(index);
  }

  /** What a row can be entered as. */
  kindsOf({ direction }: Item): readonly RowKind[] {
    return this.isPlain ? kindsOf.any.filter((kind) => kind !== 'return') : kindsOf[direction ?? 'any'];
  }

  #amountOf({ amount }: Row): Money | undefined {
    const money = amount === null ? undefined : parseAmount(amount, this.#host.currency);
    return money?.minor ? money : undefined;
  }

  #kindOf(row: Row, direction: Direction): RowKind | undefined {
    if (direction === undefined) return this.isPlain ? this.inKind : undefined;
    if (direction === 'in') {
      // What came back of one's own costs is no gift, unless somebody says so.
      if (row.why === 'returned') return undefined;
      return row.kind === 'sale' ? 'sale' : this.inKind;
    }
    const own = row.kind === 'fee' || row.kind === 'return' ? row.kind : 'cost';
    // A rule is for what the file itself has no word for.
    return this.outRule && own === 'cost' ? this.outRule : own;
  }

  #stateOf(index: number, row: Row): ItemState {
    if (this.#entered.has(index)) return 'entered';
    if (this.#refusals.has(index)) return 'refused';
    if (row.state === 'known' || this.#known.has(index)) return 'known';
    if (this.#similar.has(index)) return 'similar';
    if (row.at !== null && row.at > this.#host.today && (row.state === 'ready' || row.why === 'future-date'))
      return 'ahead';
    return row.state;
  }

  /** Whether a row is ticked as long as nobody has said anything. */
  #isUsual(index: number, row: Row, state: ItemState, direction: Direction): boolean {
    if (state === 'ready') return true;
    // What was mended is meant, unless the books know it.
    if (this.#mended.has(index) && state === 'left-out') return true;
    return (
      state === 'left-out' &&
      row.why === 'went-out' &&
      direction === 'out' &&
      this.outRule !== '' &&
      row.kind !== 'return'
    );
  }

  #sureOf(index: number): string {
    const sure = (this.#returns.get(index) ?? []).filter(({ isSure }) => isSure);
    return sure.length === 1 ? sure[0]!.id : '';
  }

  /**
   * What a row was for, as everyone sees it. What people wrote into a list of their own is that; what a bank says of others is shown
   * only where it was written here.
   */
  labelOf(index: number): string {
    const chosen = this.#chosen.get(index)?.label;
    if (chosen !== undefined) return chosen;
    const { copies, message, name } = this.#rows[index]!;
    const sold = copies === undefined ? undefined : this.#copiesWords(copies);
    return [...(this.isOwn ? [name, message] : []), sold].filter(Boolean).join(', ');
  }

  /** Whether people wrote it themselves, and no bank. */
  get isOwn(): boolean {
    return this.isPlain || this.statement.format === 'glassjar';
  }

  choose(index: number, choice: Chosen): void {
    this.#chosen.set(index, { ...this.#chosen.get(index), ...choice });
    this.#refusals.delete(index);
  }

  /** Ticks or unticks rows, as far as they can be. @param states Only of those. */
  tick(indexes: Iterable<number>, isTicked: boolean, states?: ReadonlySet<ItemState>): void {
    for (const index of indexes) if (!states || states.has(this.item(index).state)) this.choose(index, { isTicked });
  }

  /** Puts in place what could not be read. What is mended is ready, and ticked. */
  mend(index: number, { amount, at, direction }: Mend): void {
    const row = this.#rows[index]!;
    if (direction !== undefined) this.#direction.set(index, direction);
    const next: Row = { ...row, at: at ?? row.at, amount: amount ?? row.amount };
    const isWhole =
      next.at !== null &&
      this.#amountOf(next) !== undefined &&
      (this.#direction.get(index) ?? directionOf(row)) !== undefined;
    // An amount that was written anew is the campaign's own.
    const currency = amount === undefined ? row.currency : this.#host.currency;
    const isIn = (this.#direction.get(index) ?? directionOf(row)) === 'in';
    this.#rows[index] = isWhole
      ? { ...next, currency, state: isIn ? 'ready' : 'left-out', why: isIn ? null : 'went-out' }
      : { ...next, currency };
    this.#keys = undefined;
    this.#refusals.delete(index);
    // Whether it is ticked then, what the books know of it decides.
    const { isTicked: _before, ...chosen } = this.#chosen.get(index) ?? {};
    this.#chosen.set(index, chosen);
    if (isWhole) this.#mended.add(index);
  }

  /** A line more, typed by hand. @returns Its place. */
  add(row: Row, kind: RowKind): number {
    this.#rows.push(row);
    this.#keys = undefined;
    this.choose(this.#rows.length - 1, { kind });
    return this.#rows.length - 1;
  }

  /** The lines of rows, each with its place. @param all Also of what isn't ticked, as far as it could be. */
  lines(all = false): readonly { readonly index: number; readonly line: BookLine }[] {
    const keys = (this.#keys ??= keysOf(this.#rows));
    const origin = originOf(this.statement) || 'lines';
    const found: { index: number; line: BookLine }[] = [];
    for (const item of this.items()) {
      const isAsked =
        all && item.state !== 'entered' && item.row.at !== null && !!this.#amountOf(item.row) && item.kind;
      if (!(all ? isAsked : item.isTicked)) continue;
      found.push({ index: item.index, line: this.#lineOf(item, keys[item.index]!, origin) });
    }
    return found;
  }

  #lineOf(item: Item, key: string, origin: string): BookLine {
    const { index, isPublic, kind, reverses, row, source, state } = item;
    return lineOf(row, key, origin, {
      ...{ source, isPublic, reverses },
      ...(kind && { kind }),
      label: kind === 'gift' || kind === 'return' ? '' : this.labelOf(index),
      again: state === 'known',
      ahead: row.at !== null && row.at > this.#host.today,
    });
  }

  /** Takes what the books said of lines. @param indexes The places of the lines that were sent, in their order. */
  know(indexes: readonly number[], { known, returns = [], similar = [] }: EnterAnswer): void {
    for (const index of indexes) {
      this.#known.delete(index);
      this.#similar.delete(index);
    }
    for (const at of known) this.#known.add(indexes[at]!);
    for (const at of similar) this.#similar.add(indexes[at]!);
    for (const { entries, line } of returns) this.#returns.set(indexes[line]!, entries);
  }

  /** Takes that rows are in the books now. */
  entered(indexes: readonly number[]): void {
    for (const index of indexes) {
      this.#entered.add(index);
      this.#chosen.delete(index);
    }
  }

  refuse(index: number, why: string): void {
    this.#refusals.set(index, why);
    this.#chosen.set(index, { ...this.#chosen.get(index), isTicked: false });
  }

  /** Where it came in has to be chosen for a kind before anything can be entered. */
  lacksSource(): RowKind | undefined {
    for (const { isTicked, kind, index } of this.items()) {
      if (!isTicked || (kind !== 'gift' && kind !== 'sale')) continue;
      const source = this.#chosen.get(index)?.source ?? this.source[kind];
      if (source === undefined || (source === '' && !this.mayBeOfNone(kind))) return kind;
    }
    return undefined;
  }

  /** How many rows are in each state, how much is ticked of each direction, in minor units, and how many of that are booked before. */
  count(): {
    readonly states: Readonly<Record<ItemState, number>>;
    readonly ticked: number;
    readonly again: number;
    readonly in: number;
    readonly out: number;
  } {
    const states: Record<ItemState, number> = {
      ...{ ready: 0, known: 0, similar: 0, ahead: 0, 'left-out': 0, refused: 0, entered: 0 },
    };
    const sums = { in: 0, out: 0 };
    let ticked = 0;
    let again = 0;
    for (const { isTicked, kind, row, state } of this.items()) {
      states[state] += 1;
      if (!isTicked) continue;
      ticked += 1;
      if (state === 'known') again += 1;
      sums[kind === 'gift' || kind === 'sale' ? 'in' : 'out'] += this.#amountOf(row)?.minor ?? 0;
    }
    return { states, ticked, again, ...sums };
  }

  /** The places of the rows to be shown. */
  shown(filter: ItemState | 'all' | 'ticked' | 'waiting'): readonly number[] {
    const found: number[] = [];
    for (const { index, isTicked, state } of this.items()) {
      const isShown =
        filter === 'all' ||
        (filter === 'ticked' ? isTicked : filter === 'waiting' ? waits.has(state) : state === filter);
      if (isShown) found.push(index);
    }
    return found;
  }
}
