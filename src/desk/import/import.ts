/* A long file: the element alone, whose state all of it shares. What it shows stands in given.ts, columns.ts, review.ts and rows.ts. */
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { readAmount } from '../../core/amount-input.ts';
import { formatMoney } from '../../core/format.ts';
import { amountText, type Money } from '../../core/money.ts';
import type { Row, RowKind, Statement } from '../../import/statement.ts';
import type { Role } from '../../import/table/headings.ts';
import { formLook } from '../form.styles.ts';
import { look } from '../look.styles.ts';
import { tableLook } from '../table.styles.ts';
import { readInBackground } from './background.ts';
import { columnsAsked, faultOf, keepColumns, keptColumns, widthOf } from './columns.ts';
import { EnterError, type ImportHost } from './host.ts';
import { importLook } from './import.styles.ts';
import { ImportList, type Mend } from './list.ts';
import { givenCard, type GivenHost } from './given.ts';
import { choices, filters, twoWays, verdict, type ReviewHost } from './review.ts';
import { rowsTable, type RowsHost } from './rows.ts';
import { emptySession, firstRows, type ImportSession, type Told } from './session.ts';
import { de } from './words/de.ts';
import { en, type ImportWords } from './words/en.ts';

/** Lines that are sent at once. */
const part = 2000;

/** How long nobody has to type before a pasted text is read, in milliseconds. */
const pause = 350;

/**
 * Where money is entered from a file of a bank or a list: read in the browser, looked through row by row, and only what is ticked is
 * entered. It stands in the organiser's page and in WordPress's admin, which differ in their `host` only.
 * @fires desk-books-moved - Lines were entered.
 * @fires desk-written - What is being entered has changed.
 */
export class DeskImport extends LitElement implements RowsHost, ReviewHost, GivenHost {
  static override styles: CSSResultGroup = [look, formLook, tableLook, importLook];
  static override properties: PropertyDeclarations = {
    host: { attribute: false },
    session: { attribute: false },
    reading: { state: true },
    asking: { state: true },
    entering: { state: true },
    said: { state: true },
    isBad: { state: true },
    isOver: { state: true },
    mending: { state: true },
    mendFault: { state: true },
    columnsFault: { state: true },
    oneFault: { state: true },
    lookings: { state: true },
  };

  declare host: ImportHost;
  /** What is being entered. Absent: nothing yet. */
  declare session: ImportSession | undefined;
  /** How much of a file is read, 0 to 1. Absent: none is being read. */
  declare reading: number | undefined;
  /** About how many rows the books have been asked, of how many. Absent: they are not being asked. */
  declare asking: { readonly done: number; readonly all: number } | undefined;
  /** About how many choices of single rows the books are being asked just now. */
  declare lookings: number;
  /** How many lines are entered, of how many. */
  declare entering: { readonly done: number; readonly all: number } | undefined;
  declare said: string;
  declare isBad: boolean;
  declare isOver: boolean;
  declare mending: number | undefined;
  declare mendFault: string | undefined;
  declare columnsFault: string | undefined;
  declare oneFault: string | undefined;
  /** Whether anything was entered since the page was opened. */
  hasEntered = false;
  #stop: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.lookings = 0;
    this.isBad = false;
    this.isOver = false;
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#warn);
    clearTimeout(this.#timer);
    this.#stop?.abort();
  }

  get words(): ImportWords {
    const language = this.closest('[lang]')?.getAttribute('lang') ?? this.ownerDocument.documentElement.lang;
    return /^de\b/i.test(language) ? de : en;
  }

  get currency(): string {
    return this.host.currency;
  }

  get list(): ImportList {
    return this.session!.list!;
  }

  get raw(): ReadonlyMap<number, string> {
    return this.session?.raw ?? new Map();
  }

  get #kept(): ImportSession {
    return (this.session ??= emptySession());
  }

  /** Whether something would be lost with the page. */
  get isUnsaved(): boolean {
    const { file, list, text } = this.session ?? emptySession();
    if (!list) return text.trim() !== '' || file !== undefined;
    return list.count().ticked > 0;
  }

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.isUnsaved) event.preventDefault();
  };

  changed(): void {
    this.requestUpdate();
    // The mark of what isn't entered stands elsewhere on the page.
    this.dispatchEvent(new Event('desk-written', { bubbles: true, composed: true }));
  }

  #say(text: string, isBad = false): void {
    this.said = text;
    this.isBad = isBad;
  }

  #money(minor: number): string {
    return formatMoney({ minor, currency: this.currency }, this.words.locale, true);
  }

  readonly paste = (event: Event): void => {
    const kept = this.#kept;
    kept.text = (event.target as HTMLTextAreaElement).value;
    kept.file = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), pause);
    this.changed();
  };

  readonly chooseFile = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) await this.#take(file);
    // The same file can be chosen again.
    input.value = '';
  };

  readonly over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver = event.type === 'dragover';
  };

  readonly dropped = async (event: DragEvent): Promise<void> => {
    this.isOver = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    await this.#take(file);
  };

  async #take(file: File): Promise<void> {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      // It was moved or changed since it was chosen.
      this.#say(this.words.fileUnread, true);
      return;
    }
    clearTimeout(this.#timer);
    const kept = this.#kept;
    kept.text = '';
    kept.file = { name: file.name, bytes };
    this.changed();
    await this.read();
  }

  readonly clear = (): void => {
    clearTimeout(this.#timer);
    this.#stop?.abort();
    this.session = emptySession();
    this.reading = undefined;
    this.mending = undefined;
    this.#say('');
    this.changed();
  };

  /** Reads what was given. @param told What the organiser said of its columns, dates and amounts. */
  async read(told: Told = {}): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const kept = this.#kept;
    const given = kept.file?.bytes ?? kept.text;
    Object.assign(kept, { statement: undefined, list: undefined, columns: undefined, filter: 'all', shown: firstRows });
    this.mending = undefined;
    this.columnsFault = undefined;
    this.#say('');
    if (typeof given === 'string' && !given.trim()) {
      this.reading = undefined;
      this.changed();
      return;
    }
    this.reading = 0;
    const { currency, proceeds, today, zone } = this.host;
    const oneCopy = Object.values(proceeds)[0];
    const options = { currency, today, zone, ...(oneCopy && { proceeds: oneCopy }), ...told };
    const onProgress = (share: number): void => {
      if (this.#stop === stop) this.reading = share;
    };
    try {
      const { raw, statement } = await readInBackground(given, options, onProgress, stop.signal);
      if (this.#stop !== stop) return;
      this.reading = undefined;
      const { headings = [] } = statement.problem ?? {};
      const before = told.columns || statement.problem?.code !== 'columns' ? undefined : keptColumns(headings);
      if (before) {
        await this.read({ ...told, columns: before });
        return;
      }
      this.#took(statement, raw, told);
      void this.#focusOn('#read, #columns-title');
    } catch (error) {
      if (stop.signal.aborted) return;
      this.reading = undefined;
      // The script that reads could not be had: what stands in the file is not known.
      this.#say(this.words.notRead, true);
      console.error(error);
    }
  }

  #took(statement: Statement, raw: ReadonlyMap<number, string>, told: Told): void {
    const kept = this.#kept;
    const { problem } = statement;
    Object.assign(kept, { statement, raw, told });
    if (problem?.code === 'columns') {
      kept.columns = Array.from({ length: widthOf(problem) }, (): Role => 'other');
    } else if (!problem) {
      kept.list = new ImportList(statement, this.host, crypto.randomUUID(), this.words.copies);
      void this.look();
    }
    this.changed();
  }

  /** Asks what the books know of the rows, or of some. Nothing is entered before they have answered. */
  async look(only?: ReadonlySet<number>): Promise<void> {
    const { list } = this.#kept;
    if (!list) return;
    const lines = list.lines(true).filter(({ index }) => !only || only.has(index));
    if (!only) this.asking = { done: 0, all: lines.length };
    else this.lookings += 1;
    try {
      for (let from = 0; from < lines.length; from += part) {
        await this.#ask(list, lines.slice(from, from + part));
        if (this.session?.list !== list) return;
        if (this.asking) this.asking = { done: Math.min(from + part, lines.length), all: lines.length };
      }
      if (!only) list.isCompared = true;
    } catch (error) {
      this.#refused(error, []);
    } finally {
      if (!only) this.asking = undefined;
      else this.lookings -= 1;
      this.changed();
    }
  }

  /** Asks about a part of the lines; what of it could never be entered is told at its row, and the rest asked again. */
  async #ask(list: ImportList, lines: ReturnType<ImportList['lines']>): Promise<void> {
    if (!lines.length) return;
    const places = lines.map(({ index }) => index);
    // Whether it is known is what is asked, so that nothing is said to be one more.
    const plain = lines.map(({ line: { again: _again, ...line } }) => line);
    try {
      list.know(places, await this.host.enter(plain, list.request, true));
    } catch (error) {
      if (!(error instanceof EnterError) || !error.problems.length) throw error;
      const wrong = new Set<number>();
      for (const { line, message } of error.problems) {
        const at = places[line];
        if (at === undefined) continue;
        list.refuse(at, message);
        wrong.add(at);
      }
      if (!wrong.size) throw error;
      await this.#ask(
        list,
        lines.filter(({ index }) => !wrong.has(index)),
      );
    }
  }

  /** Takes what the books refused, and says it. */
  #refused(error: unknown, sent: readonly { readonly index: number }[]): void {
    if (!(error instanceof EnterError)) throw error;
    const { list } = this.#kept;
    for (const { line, message } of error.problems) {
      const at = sent[line]?.index;
      if (at !== undefined) list?.refuse(at, message);
    }
    const { length } = error.problems;
    this.#say(length ? this.words.refusedSome(length) : error.message, true);
    if (length) this.#kept.filter = 'refused';
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { list } = this.#kept;
    if (!list || this.entering || this.asking || this.lookings || list.isDoubtful) return;
    if (list.lacksSource()) {
      this.#say(this.words.lacksSource, true);
      this.renderRoot.querySelector<HTMLElement>('[data-lacks]')?.focus();
      return;
    }
    this.#say('');
    // Somebody may have entered something since the file was read, or the books could not be asked then.
    const before = list.count();
    list.isCompared = false;
    await this.look();
    if (!list.isCompared) return;
    const now = list.count();
    if (now.ticked !== before.ticked) {
      const refused = now.states.refused - before.states.refused;
      this.#say(refused > 0 ? this.words.refusedSome(refused) : this.words.meanwhile, true);
      return;
    }
    const lines = list.lines();
    if (!lines.length) return;
    this.entering = { done: 0, all: lines.length };
    let written = 0;
    let from = 0;
    try {
      for (; from < lines.length; from += part) {
        const sent = lines.slice(from, from + part);
        const answer = await this.host.enter(
          sent.map(({ line }) => line),
          list.request,
          false,
        );
        written += answer.written ?? 0;
        const places = sent.map(({ index }) => index);
        list.know(places, answer);
        list.entered(places.filter((_, at) => !answer.known.includes(at)));
        this.entering = { done: from + sent.length, all: lines.length };
      }
      this.#say(written ? this.words.done(written) : this.words.doneNone);
    } catch (error) {
      this.#refused(error, lines.slice(from, from + part));
      if (written) this.#say(`${this.words.stopped(written)} ${this.said}`, true);
    } finally {
      this.entering = undefined;
      this.changed();
      void this.#focusOn('#import-said');
      if (written) {
        this.hasEntered = true;
        // What takes a gift back may find it in the books now.
        const open = [...list.items()].filter(({ kind, state }) => kind === 'return' && state !== 'entered');
        if (open.length) void this.look(new Set(open.map(({ index }) => index)));
        this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
      }
    }
  };

  tick(index: number, isTicked: boolean): void {
    this.choose(index, { isTicked });
  }

  choose(index: number, choice: Parameters<ImportList['choose']>[1]): void {
    this.list.choose(index, choice);
    this.changed();
    // What it takes back, or whether it is known as this kind, the books have to say.
    if (choice.kind) void this.look(new Set([index]));
  }

  fieldOf(selector: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(selector);
  }

  /** Where whoever used the keyboard goes on, when what had the focus is gone; who is elsewhere stays there. */
  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const at = (this.renderRoot as ShadowRoot).activeElement;
    if (!at || at.id === 'file' || at.id === 'enter') this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Puts the focus where whoever uses the keyboard goes on, once the row is drawn anew. */
  async #focus(index: number | undefined, inRow: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${index}"] ${inRow}`)?.focus();
  }

  openMend(index: number | undefined): void {
    const before = this.mending;
    this.mending = index;
    this.mendFault = undefined;
    void this.#focus(index ?? before, index === undefined ? '.state button' : '[data-mend] input');
  }

  mend(index: number, typed: { readonly [Key in keyof Mend]: string }): void {
    const { words } = this;
    const reading = readAmount(typed.amount ?? '', this.currency, words.locale);
    const { direction } = typed;
    if (!typed.at) this.mendFault = words.dayFault;
    else if (reading.fault) this.mendFault = words.amountFault;
    else if (direction !== 'in' && direction !== 'out') this.mendFault = words.reasons['unknown-sign'];
    else {
      this.list.mend(index, { at: typed.at, amount: amountText(reading.amount), direction });
      this.mending = undefined;
      this.changed();
      void this.look(new Set([index]));
      void this.#focus(index, '.tick input');
    }
  }

  readonly #column = (index: number, role: Role): void => {
    const kept = this.#kept;
    kept.columns = kept.columns?.map((one, at) => (at === index ? role : one));
    this.columnsFault = undefined;
    this.requestUpdate();
  };

  readonly #toldColumns = async (): Promise<void> => {
    const { columns = [], statement } = this.#kept;
    this.columnsFault = faultOf(columns, this.words);
    if (this.columnsFault) return;
    keepColumns(statement?.problem?.headings ?? [], columns);
    await this.read({ ...this.#kept.told, columns });
  };

  readonly addOne = (): void => {
    const value = (name: string): string =>
      this.renderRoot.querySelector<HTMLInputElement>(`#one-${name}`)?.value.trim() ?? '';
    const at = value('at');
    const reading = readAmount(value('amount'), this.currency, this.words.locale);
    this.oneFault =
      !at || !value('amount') ? this.words.addOneMissing : reading.fault ? this.words.amountFault : undefined;
    if (this.oneFault || !reading.amount) return;
    this.#add(at, reading.amount, value('kind') as RowKind, value('name'), value('message'));
    for (const name of ['amount', 'name', 'message']) {
      const input = this.renderRoot.querySelector<HTMLInputElement>(`#one-${name}`);
      if (input) input.value = '';
    }
    this.renderRoot.querySelector<HTMLInputElement>('#one-at')?.focus();
  };

  #add(at: string, amount: Money, kind: RowKind, name: string, message: string): void {
    const kept = this.#kept;
    const base = { format: 'lines', profile: null, opening: null, closing: null, fits: null, rows: [] } as const;
    kept.statement ??= base;
    const isIn = kind === 'gift' || kind === 'sale';
    kept.list ??= new ImportList(base, this.host, crypto.randomUUID(), this.words.copies);
    const row: Row = {
      ...{ line: 0, state: 'ready', why: null, kind: isIn ? kind : 'gift', at, amount: amountText(amount) },
      ...{ currency: this.currency, name: name || null, message: message || null, reference: null, bankId: null },
    };
    const index = kept.list.add(row, kind);
    kept.shown = Math.max(kept.shown, firstRows);
    this.changed();
    void this.look(new Set([index]));
  }

  /** Enter adds the line, and must not send the list. */
  readonly enterOne = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.addOne();
  };

  override render(): TemplateResult {
    const { words } = this;
    const { list, statement } = this.session ?? emptySession();
    const { problem } = statement ?? {};
    return html`<form class="stack" @submit=${this.#submit} novalidate>
      ${this.host.hasOne ? html`<h2>${words.title}</h2>` : nothing}
      ${givenCard(this)}
      ${
        this.reading === undefined
          ? nothing
          : html`<div class="card stack close">
              <label>${words.reading} <progress max="1" .value=${this.reading}></progress></label>
              <div><button type="button" @click=${this.clear}>${words.stop}</button></div>
            </div>`
      }
      ${problem ? this.#problem(problem) : nothing}
      ${list ? this.#review(list) : nothing}
      ${list ? nothing : this.#saying()}
    </form>`;
  }

  #problem(problem: NonNullable<Statement['problem']>): TemplateResult {
    const { words } = this;
    if (problem.code === 'columns') {
      return columnsAsked({
        ...{ words, problem, columns: this.session?.columns ?? [], fault: this.columnsFault },
        ...{ onColumn: this.#column, onGo: () => void this.#toldColumns() },
      });
    }
    return html`<p class="notice bad" role="alert">
      ${problem.file ? words.inFile(problem.file) : nothing} ${words.problems[problem.code]}
    </p>`;
  }

  #review(list: ImportList): TemplateResult {
    const { words } = this;
    const { filter, shown } = this.#kept;
    const counted = list.count();
    const places = list.shown(filter);
    const visible = places.slice(0, shown);
    return html`<section class="card stack" aria-label=${words.read(list.length)}>
      ${verdict(this, list)} ${twoWays(this, list)} ${choices(this, list)} ${filters(this, list, counted)}
      ${visible.length ? rowsTable(this, visible) : html`<p class="quiet">${words.none}</p>`}
      ${
        places.length > visible.length
          ? html`<div>
              <button type="button" id="more" @click=${this.#more}>${words.more(Math.min(firstRows, places.length - visible.length))}</button>
            </div>`
          : nothing
      }
      <div class="foot">
        ${this.#saying()}
        <span role="status">
          ${
            this.entering
              ? words.entering(this.entering.done, this.entering.all)
              : this.asking
                ? words.asking(this.asking.done, this.asking.all)
                : words.ticked(
                    counted.ticked,
                    counted.in ? this.#money(counted.in) : '',
                    counted.out ? this.#money(counted.out) : '',
                  )
          }
          ${counted.again ? html`<strong class="again">${words.again(counted.again)}</strong>` : nothing}
        </span>
        <button class="primary" id="enter" ?disabled=${!counted.ticked || !!this.entering || !!this.asking || this.lookings > 0 || list.isDoubtful}>
          ${words.go(counted.ticked)}
        </button>
      </div>
    </section>`;
  }

  /** What was said last, where it is seen: beside the button that stays in sight. */
  #saying(): TemplateResult {
    const { books } = this.host;
    const isShown = this.said !== '';
    return html`<p
      class=${isShown ? `notice ${this.isBad ? 'bad' : ''}` : ''}
      role=${this.isBad ? 'alert' : 'status'}
      tabindex="-1"
      id="import-said"
    >
      ${this.said}${isShown && this.hasEntered && books ? html` <a href=${books}>${this.words.showBooks}</a>` : nothing}
    </p>`;
  }

  readonly #more = (): void => {
    this.#kept.shown += firstRows;
    this.requestUpdate();
  };

  /** Reads anew with the sign for decimals by which an amount is what the organiser said. */
  async readAmount(line: number, amount: string): Promise<void> {
    const { told } = this.#kept;
    for (const decimal of [',', '.'] as const) {
      await this.read({ ...told, decimal });
      if (this.#kept.statement?.rows.some((row) => row.line === line && row.amount === amount)) return;
    }
  }
}
