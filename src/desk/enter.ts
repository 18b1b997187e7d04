import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { today } from '../core/calendar.ts';
import { amountText, parseAmount, sum } from '../core/money.ts';
import { readPaste, type Column, type Pasted, type PasteKind } from '../core/paste.ts';
import type { Booked, DeskError, Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { enterLook } from './enter.styles.ts';
import { formLook, look, tableLook } from './look.styles.ts';
import { lineFrom, oneRow, rowWords } from './paste-lines.ts';
import { pastedTable, type TableHost } from './pasted-table.ts';

interface SourceFields {
  readonly id: string;
  readonly label?: string;
  readonly kind?: 'gifts' | 'sales';
  readonly proceeds?: string;
}

/** A line, and its place in the list. */
interface Placed {
  readonly index: number;
  readonly line: object;
}

const kinds: readonly PasteKind[] = ['gift', 'sale', 'expense', 'fee'];

/** How long nobody has to type before the server is asked which lines it knows, in milliseconds. */
const pause = 400;

/** Where money is entered: many lines at once, pasted, or one by one; shown before they are entered. */
export class DeskEnter extends DeskElement implements TableHost {
  static override styles: CSSResultGroup = [look, formLook, tableLook, enterLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    kind: { state: true },
    source: { state: true },
    text: { state: true },
    isPublic: { state: true },
    columns: { state: true },
    known: { state: true },
    again: { state: true },
    refused: { state: true },
    fault: { state: true },
  };

  declare whole: Whole;
  declare kind: PasteKind;
  declare source: string | undefined;
  declare text: string;
  declare isPublic: boolean;
  /** As the organiser named them; absent: as they are recognised. */
  declare columns: readonly Column[] | undefined;
  /** Rows that the books hold already, by their place in the list. */
  declare known: ReadonlySet<number>;
  /** Of those, the ones to be entered all the same. */
  declare again: ReadonlySet<number>;
  /** Rows that the server refused, each with its sentence. */
  declare refused: ReadonlyMap<number, string>;
  declare fault: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: string = crypto.randomUUID();

  constructor() {
    super();
    this.kind = 'gift';
    this.text = '';
    this.isPublic = false;
    this.#forget();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #forget(): void {
    this.known = new Set();
    this.again = new Set();
    this.refused = new Map();
  }

  get pasted(): Pasted {
    const { currency } = this.whole;
    const proceeds = this.#sourceFields.find(({ id }) => id === this.#sourceId)?.proceeds ?? this.#bookProceeds;
    return readPaste(this.text, {
      kind: this.kind,
      currency,
      locale: this.words.locale,
      // A list may be typed where it is tomorrow already; the server has the last word.
      today: today(Date.now(), undefined),
      proceeds: proceeds ? parseAmount(proceeds, currency) : undefined,
      ...(this.columns && { columns: this.columns }),
    });
  }

  get #bookProceeds(): string | undefined {
    return (this.whole.document['book'] as { proceeds?: string } | undefined)?.proceeds;
  }

  /** The sources that take this kind of money. */
  get #sourceFields(): readonly SourceFields[] {
    const all = (this.whole.document['sources'] as readonly SourceFields[] | undefined) ?? [];
    const wanted = this.kind === 'sale' ? 'sales' : 'gifts';
    return this.kind === 'gift' || this.kind === 'sale' ? all.filter(({ kind = 'gifts' }) => kind === wanted) : [];
  }

  get #sourceId(): string {
    return this.source ?? this.#sourceFields[0]?.id ?? '';
  }

  /** What was changed has to be looked at anew. */
  #changed(): void {
    this.#forget();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  /** The lines that can be entered, each with its place in the list. */
  #lines(): readonly Placed[] {
    const options = { kind: this.kind, source: this.#sourceId, isPublic: this.isPublic, words: this.words };
    return this.pasted.rows.flatMap((row, index) =>
      row.read
        ? [{ index, line: { ...lineFrom(row.read, options), ...(this.again.has(index) && { again: true }) } }]
        : [],
    );
  }

  /** Asks which lines the books hold already. */
  async #look(): Promise<void> {
    const lines = this.#lines();
    if (!lines.length) return;
    await this.attempt(async () => {
      const { known } = await this.desk.api.post<{ known: readonly number[] }>(this.#at, this.#body(lines, true));
      this.known = new Set(known.map((at) => lines[at]!.index));
    }, this.#refusals(lines));
  }

  get #at(): string {
    return `/campaigns/${this.whole.id}/entries`;
  }

  #body(lines: readonly Placed[], preview: boolean): object {
    return { request: this.#request, preview, lines: lines.map(({ line }) => line) };
  }

  #refusals(lines: readonly Placed[]): Record<number, (error: DeskError) => void> {
    return {
      400: ({ problems }) => {
        this.refused = new Map(
          problems.flatMap(({ message, path }) => {
            const at = Number(/^lines\[(\d+)\]/.exec(path)?.[1] ?? -1);
            return lines[at] ? [[lines[at].index, message] as const] : [];
          }),
        );
        this.desk.say(this.words.failed, true);
      },
    };
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    clearTimeout(this.#timer);
    const lines = this.#lines().filter(({ index }) => !this.refused.has(index));
    if (!lines.length) return;
    const kept = this.pasted;
    void this.attempt(async () => {
      const { written } = await this.desk.api.post<{ written: readonly Booked[] }>(this.#at, this.#body(lines, false));
      const { enter } = this.words;
      this.desk.say(written.length ? enter.done(written.length) : enter.doneNone);
      // What could not be read stays, so that it is mended and not lost.
      const rest = kept.rows.filter(({ read }, index) => !read || this.refused.has(index));
      this.text = rest.length ? [kept.header, ...rest.map(({ cells }) => cells)].map(rowWords).join('\n').trim() : '';
      this.#request = crypto.randomUUID();
      this.#forget();
      this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
    }, this.#refusals(lines));
  };

  readonly #paste = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.columns = undefined;
    this.#changed();
  };

  readonly #kind = (event: Event): void => {
    this.kind = (event.target as HTMLInputElement).value as PasteKind;
    this.source = undefined;
    this.columns = undefined;
    this.#changed();
  };

  readonly #source = (event: Event): void => {
    this.source = (event.target as HTMLSelectElement).value;
    this.#changed();
  };

  readonly #public = (event: Event): void => {
    this.isPublic = (event.target as HTMLInputElement).checked;
    this.#changed();
  };

  nameColumn(index: number, column: Column): void {
    // What one column is now, no other one is.
    const columns = this.pasted.columns.map((one, at) => (at === index ? column : one === column ? 'skip' : one));
    this.columns = columns;
    this.#changed();
  }

  enterAgain(index: number, isAgain: boolean): void {
    const again = new Set(this.again);
    if (isAgain) again.add(index);
    else again.delete(index);
    this.again = again;
  }

  /** One line more, written where a pasted one would stand. */
  readonly #addOne = (): void => {
    const value = (name: string): string =>
      this.renderRoot.querySelector<HTMLInputElement>(`#one-${name}`)?.value.trim() ?? '';
    const [at, amount, copies] = [value('at'), value('amount'), value('copies')];
    this.fault = at && (amount || copies) ? undefined : this.words.enter.addOneMissing;
    if (this.fault) return;
    const { columns, header } = this.pasted;
    const order = this.text.trim() ? columns : defaultOrder[this.kind];
    const row = oneRow(order, {
      at,
      amount,
      copies,
      name: value('name'),
      message: value('message'),
      label: value('label'),
    });
    this.columns = header ? undefined : order;
    this.text = [this.text.trimEnd(), row].filter(Boolean).join('\n');
    for (const name of ['amount', 'copies', 'name', 'message', 'label']) {
      const input = this.renderRoot.querySelector<HTMLInputElement>(`#one-${name}`);
      if (input) input.value = '';
    }
    this.renderRoot.querySelector<HTMLInputElement>('#one-at')?.focus();
    this.#changed();
  };

  override render(): TemplateResult {
    const { enter } = this.words;
    const { kind, pasted } = this;
    const isIn = kind === 'gift' || kind === 'sale';
    return html`<form class="stack" @submit=${this.#submit}>
      <h2>${enter.title}</h2>
      <div class="card stack">
        <fieldset class="kinds">
          <legend>${enter.kind}</legend>
          ${kinds.map(
            (one) =>
              html`<label class="check">
                <input type="radio" name="kind" .value=${one} .checked=${one === kind} @change=${this.#kind} />
                ${enter.kinds[one]}
              </label>`,
          )}
        </fieldset>
        ${
          isIn
            ? html`<div class="field source">
                <label for="source">${enter.source}</label>
                <select id="source" @change=${this.#source}>
                  ${this.#sourceFields.map(
                    ({ id, label }) =>
                      html`<option value=${id} .selected=${id === this.#sourceId}>${label ?? id}</option>`,
                  )}
                  <option value="" .selected=${this.#sourceId === ''}>${enter.noSource}</option>
                </select>
              </div>`
            : nothing
        }
        <div class="field">
          <label for="paste">${enter.paste}</label>
          <textarea
            id="paste"
            rows="6"
            spellcheck="false"
            autocomplete="off"
            .value=${this.text}
            @input=${this.#paste}
            aria-describedby="paste-help"
          ></textarea>
          <p class="help" id="paste-help">${enter.pasteHelp[kind]}</p>
        </div>
        ${this.#one()}
        ${
          kind === 'gift'
            ? html`<div>
                <label class="check">
                  <input type="checkbox" id="public" .checked=${this.isPublic} @change=${this.#public} aria-describedby="public-help" />
                  ${enter.allPublic}
                </label>
                <p class="help" id="public-help">${enter.allPublicHelp}</p>
              </div>`
            : nothing
        }
      </div>
      ${pasted.rows.length ? this.#ready(pasted) : nothing}
    </form>`;
  }

  #one(): TemplateResult {
    const { books, enter } = this.words;
    const { kind } = this;
    const field = (name: 'amount' | 'copies' | 'name' | 'message' | 'label', mode = 'text'): TemplateResult =>
      html`<div class="field">
        <label for="one-${name}">${enter.columns[name]}</label>
        <input id="one-${name}" inputmode=${mode} autocomplete="off" />
      </div>`;
    return html`<details>
      <summary>${enter.one}</summary>
      <div class="stack close">
        <div class="fields">
          <div class="field">
            <label for="one-at">${books.at}</label>
            <input id="one-at" type="date" />
          </div>
          ${kind === 'sale' ? field('copies', 'numeric') : nothing} ${field('amount', 'decimal')}
          ${kind === 'gift' ? html`${field('name')} ${field('message')}` : field('label')}
        </div>
        <p class="error" role="alert">${this.fault ?? nothing}</p>
        <div><button type="button" id="add-one" @click=${this.#addOne}>${enter.addOne}</button></div>
      </div>
    </details>`;
  }

  #ready(pasted: Pasted): TemplateResult {
    const { enter } = this.words;
    const { currency } = this.whole;
    const isOut = (index: number): boolean =>
      (this.known.has(index) && !this.again.has(index)) || this.refused.has(index);
    const ready = pasted.rows.flatMap(({ read }, index) => (read && !isOut(index) ? [read.amount] : []));
    const left = pasted.rows.filter(({ read }, index) => read && this.known.has(index) && !this.again.has(index));
    const refused = pasted.rows.filter(({ read }, index) => !read || this.refused.has(index));
    return html`<div class="card stack">
      <div aria-live="polite" class="row summary">
        <b>${enter.isReady(ready.length, this.money(amountText(sum(ready, currency)), currency))}</b>
        ${left.length ? html`<span class="tag">${enter.isKnown(left.length)}</span>` : nothing}
        ${refused.length ? html`<span class="tag out">${enter.isRefused(refused.length)}</span>` : nothing}
      </div>
      ${pastedTable(this, pasted, currency)}
      <div><button class="primary" ?disabled=${!ready.length}>${enter.go(ready.length)}</button></div>
    </div>`;
  }
}

/** The columns of a line that is typed into an empty list. */
const defaultOrder: Readonly<Record<PasteKind, readonly Column[]>> = {
  gift: ['at', 'amount', 'name', 'message'],
  sale: ['at', 'copies', 'amount', 'label'],
  expense: ['at', 'amount', 'label'],
  fee: ['at', 'amount', 'label'],
};
