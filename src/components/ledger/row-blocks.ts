import type { Row } from '../../core/journal.ts';
import type { Line, RowWords } from './row-words.ts';

/**
 * Rows in one block, at least. Blocks that are out of sight are neither styled nor laid out, see the styles; but each costs
 * a little in every frame, so that of many rows the blocks grow and not their number.
 */
const smallest = 50;
const mostBlocks = 512;
/** How long rows may be made at a stretch, ms, so that a frame is not missed. */
const budget = 8;

interface Block {
  readonly body: HTMLTableSectionElement;
  rows: readonly Row[];
  /** Its rows are not in the page yet, or not as they are now. */
  isStale: boolean;
  isInView: boolean;
}

/**
 * The table of entries, by hand and not by a template: with ten thousand rows a template for each costs several times the
 * frame a reader is willing to wait, and all of the rows must be there for searching in the page, printing and screen readers.
 * The first rows are made at once, the others when the page has time, and whatever a reader scrolls to before that at once.
 * Blocks are counted from the oldest row, so that a new entry touches the newest block only.
 */
export class RowBlocks {
  readonly table: HTMLTableElement;
  readonly #head: HTMLTableSectionElement;
  #words: RowWords | undefined;
  #size = smallest;
  /** Oldest first; in the table the newest stands on top. */
  #blocks: Block[] = [];
  #of = new WeakMap<EventTarget, Block>();
  #isWaiting = false;
  #isRunning = false;

  constructor() {
    this.table = make('table', 'table');
    this.#head = make('thead', 'rowgroup');
    this.table.append(this.#head);
    this.table.addEventListener('contentvisibilityautostatechange', this.#handleSight, true);
  }

  /**
   * Shows these rows, and makes only what differs from those shown.
   * @param rows Oldest first.
   */
  show(rows: readonly Row[], words: RowWords, isAnew: boolean): void {
    if (words !== this.#words) this.#setWords(words);
    let size = smallest;
    while (rows.length > size * mostBlocks) size *= 2;
    if (isAnew || size !== this.#size) this.#clear();
    this.#size = size;
    const count = Math.ceil(rows.length / size);
    while (this.#blocks.length > count) this.#blocks.pop()!.body.remove();
    for (let index = 0; index < count; index++) {
      const wanted = rows.slice(index * size, (index + 1) * size);
      const block = this.#blocks[index] ?? this.#add();
      block.isStale ||= !areSame(block.rows, wanted);
      if (block.rows.length !== wanted.length) block.body.style.setProperty('--_rows', `${wanted.length}`);
      block.rows = wanted;
    }
    this.#makeFirst();
    this.resume();
  }

  /** Goes on making rows where there are some left to make, once the first of them are on the screen. */
  resume(): void {
    this.#isRunning = true;
    requestAnimationFrame(() => this.#wait());
  }

  /** Makes no more rows until `resume`. */
  pause(): void {
    this.#isRunning = false;
  }

  /** Makes all rows now: for print. */
  finish(): void {
    for (const block of this.#blocks) if (block.isStale) this.#make(block);
  }

  #setWords(words: RowWords): void {
    const { amount, balance, date, what } = words.messages;
    const row = make('tr', 'row');
    for (const [name, title] of Object.entries({ date, what, amount, balance })) {
      const cell = make('th', 'columnheader', name);
      cell.scope = 'col';
      cell.textContent = title;
      row.append(cell);
    }
    this.#head.replaceChildren(row);
    this.table.setAttribute('aria-label', words.messages.entries);
    this.#words = words;
    for (const block of this.#blocks) block.isStale = true;
  }

  #clear(): void {
    this.#blocks = [];
    this.#of = new WeakMap();
    this.table.replaceChildren(this.#head);
  }

  #add(): Block {
    const block: Block = { body: make('tbody', 'rowgroup'), rows: [], isStale: true, isInView: false };
    this.#blocks.push(block);
    this.#of.set(block.body, block);
    this.#head.after(block.body);
    return block;
  }

  /** A screenful on top, and what a reader sees now. */
  #makeFirst(): void {
    let made = 0;
    for (let index = this.#blocks.length - 1; index >= 0 && made < smallest; index--) {
      const block = this.#blocks[index]!;
      if (block.isStale) this.#make(block);
      made += block.rows.length;
    }
    for (const block of this.#blocks) if (block.isInView && block.isStale) this.#make(block);
  }

  readonly #handleSight = (event: Event): void => {
    const block = this.#of.get(event.target!);
    if (!block) return;
    block.isInView = !(event as ContentVisibilityAutoStateChangeEvent).skipped;
    if (block.isInView && block.isStale) this.#make(block);
  };

  #wait(): void {
    if (this.#isWaiting || !this.#isRunning || !this.#blocks.some(({ isStale }) => isStale)) return;
    this.#isWaiting = true;
    whenIdle(() => {
      this.#isWaiting = false;
      if (!this.#isRunning) return;
      const end = performance.now() + budget;
      for (let index = this.#blocks.length - 1; index >= 0 && performance.now() < end; index--) {
        const block = this.#blocks[index]!;
        if (block.isStale) this.#make(block);
      }
      this.#wait();
    });
  }

  #make(block: Block): void {
    const rows: HTMLTableRowElement[] = [];
    for (let index = block.rows.length - 1; index >= 0; index--) rows.push(rowOf(block.rows[index]!, this.#words!));
    block.body.replaceChildren(...rows);
    block.isStale = false;
  }
}

/** Safari has no idle callback. */
const whenIdle: (callback: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (callback) => requestIdleCallback(callback)
    : (callback) => setTimeout(callback, 16);

/** An element with its role written out: a table whose display is another loses its meaning in some engines. */
function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  role: string,
  className?: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.setAttribute('role', role);
  if (className) element.className = className;
  return element;
}

/** Cloned for each row: cheaper than making it anew. */
const model = (() => {
  let row: HTMLTableRowElement | undefined;
  return (): HTMLTableRowElement => {
    if (!row) {
      row = make('tr', 'row');
      const what = make('td', 'cell', 'what');
      const title = document.createElement('bdi');
      title.className = 'title';
      what.append(title);
      row.append(make('td', 'cell', 'date'), what, make('td', 'cell', 'amount'), make('td', 'cell', 'balance'));
    }
    return row.cloneNode(true) as HTMLTableRowElement;
  };
})();

function rowOf(row: Row, words: RowWords): HTMLTableRowElement {
  const element = model();
  const line = words.line(row);
  const date = element.firstElementChild!;
  const what = date.nextElementSibling!;
  const amount = what.nextElementSibling!;
  date.textContent = line.date;
  fillWhat(what, line, words.lang);
  amount.textContent = line.amount;
  if (row.effect < 0) amount.className = 'amount out';
  else if (row.entry.flow[0] === 's') amount.className = 'amount sale';
  amount.nextElementSibling!.textContent = line.balance;
  if (row.flaw) element.className = 'flawed';
  return element;
}

function fillWhat(what: Element, { detail, flaw, isLabel, message, title }: Line, lang: string | undefined): void {
  const head = what.firstElementChild as HTMLElement;
  head.textContent = title;
  if (lang && isLabel) head.lang = lang;
  const add = (text: string, className: string) => {
    if (!text) return;
    const line = document.createElement('bdi');
    line.className = className;
    line.textContent = text;
    if (lang && className === 'message') line.lang = lang;
    what.append(line);
  };
  add(message, 'message');
  add(detail, 'detail');
  add(flaw, 'flaw');
}

const areSame = (some: readonly Row[], others: readonly Row[]): boolean =>
  some.length === others.length && some.every((row, index) => isSame(row, others[index]!));

/** Whether two rows read the same. */
function isSame(row: Row, other: Row): boolean {
  if (row === other) return true;
  return (
    row.balance === other.balance &&
    row.effect === other.effect &&
    row.name === other.name &&
    row.message === other.message &&
    row.source === other.source &&
    row.flaw === other.flaw &&
    isSameEntry(row, other) &&
    isSameEntry(row.takesBack, other.takesBack) &&
    isSameEntry(row.takenBackBy, other.takenBackBy)
  );
}

function isSameEntry(row: Row | undefined, other: Row | undefined): boolean {
  if (!row || !other) return row === other;
  const { entry } = row;
  const { at, flow, label, reason } = other.entry;
  return (
    entry.at === at &&
    entry.flow === flow &&
    entry.label === label &&
    entry.reason === reason &&
    row.name === other.name &&
    row.effect === other.effect
  );
}
