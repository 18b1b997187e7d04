import {
  html,
  nothing,
  type CSSResultGroup,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { today } from '../core/calendar.ts';
import { parseAmount } from '../core/money.ts';
import { readPaste, type Column, type Pasted, type PasteKind } from '../core/paste.ts';
import type { Booked, DeskError, Whole } from './api.ts';
import { DeskElement } from './desk-element.ts';
import { enterLook } from './enter.styles.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';
import { tableLook } from './table.styles.ts';
import { mustChoose, proceedsOf, sourcesFor } from './sources.ts';
import { lineFrom, oneRow, rowWords, textOf } from './paste-lines.ts';
import { kindFields } from './kind-fields.ts';
import { defaultOrder, oneLine } from './one-line.ts';
import { readyCard, type TableHost } from './pasted-table.ts';

/** A line, and its place in the list. */
interface Placed {
  readonly index: number;
  readonly line: object;
}

/** What the server takes at once: all of it is entered, or nothing. */
const mostLines = 10_000;

/** Later than any day that is meant. */
const lastDay = '9999-12-31';

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
    ahead: { state: true },
    refused: { state: true },
    fault: { state: true },
    isEntering: { state: true },
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
  /** Rows whose day is still to come, and that are to be entered all the same. */
  declare ahead: ReadonlySet<number>;
  /** Rows that the server refused, each with its sentence. */
  declare refused: ReadonlyMap<number, string>;
  declare fault: string | undefined;
  /** Whether lines are on their way, so that a second click sends none. */
  declare isEntering: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: string = crypto.randomUUID();

  constructor() {
    super();
    this.kind = 'gift';
    this.text = '';
    this.isPublic = false;
    this.isEntering = false;
    this.#forget();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** What was being entered when another view was opened. */
  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('whole') || (changed.get('whole') as Whole | undefined)?.id === this.whole.id) return;
    const kept = this.desk.enterings.get(this.whole.id);
    if (!kept) return;
    ({ columns: this.columns, isPublic: this.isPublic, kind: this.kind, source: this.source, text: this.text } = kept);
    this.#request = kept.request;
    this.#changed();
  }

  #keep(): void {
    const { columns, isPublic, kind, source, text } = this;
    const { enterings } = this.desk;
    if (text.trim()) enterings.set(this.whole.id, { columns, isPublic, kind, source, text, request: this.#request });
    else enterings.delete(this.whole.id);
    // The mark of what isn't entered stands elsewhere on the page.
    this.dispatchEvent(new Event('desk-written', { bubbles: true, composed: true }));
  }

  #forget(): void {
    this.known = new Set();
    this.again = new Set();
    this.ahead = new Set();
    this.refused = new Map();
  }

  /** As it was pasted; rows of a day to come can be entered where the organiser said that it is meant. */
  get pasted(): Pasted {
    const pasted = this.#read(today(Date.now(), undefined));
    if (!this.ahead.size) return pasted;
    const { rows } = this.#read(lastDay);
    return { ...pasted, rows: pasted.rows.map((row, index) => (this.ahead.has(index) ? (rows[index] ?? row) : row)) };
  }

  #read(latest: string): Pasted {
    const { currency } = this.whole;
    const proceeds = proceedsOf(this.whole.document, this.#sourceId);
    return readPaste(this.text, {
      kind: this.kind,
      currency,
      locale: this.words.locale,
      // A list may be typed where it is tomorrow already; the server has the last word.
      today: latest,
      proceeds: proceeds ? parseAmount(proceeds, currency) : undefined,
      ...(this.columns && { columns: this.columns }),
    });
  }

  get #sourceId(): string {
    return this.source ?? sourcesFor(this.whole.document, this.kind)[0]?.id ?? '';
  }

  /** What was changed has to be looked at anew. */
  #changed(): void {
    this.#keep();
    this.#forget();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  /** The lines that can be entered, each with its place in the list. */
  #lines(): readonly Placed[] {
    const options = { kind: this.kind, source: this.#sourceId, isPublic: this.isPublic, words: this.words };
    return this.pasted.rows.flatMap((row, index) =>
      row.read
        ? [
            {
              index,
              line: {
                ...lineFrom(row.read, options),
                ...(this.again.has(index) && { again: true }),
                ...(this.ahead.has(index) && { ahead: true }),
              },
            },
          ]
        : [],
    );
  }

  /** Asks which lines the books hold already. */
  async #look(): Promise<void> {
    const lines = this.#lines();
    if (!lines.length || lines.length > mostLines) return;
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
    if (this.isEntering) return;
    clearTimeout(this.#timer);
    const lines = this.#lines().filter(({ index }) => !this.refused.has(index));
    if (!lines.length) return;
    if (lines.length > mostLines) {
      this.desk.say(this.words.enter.tooMany, true);
      return;
    }
    const kept = this.pasted;
    this.isEntering = true;
    void this.attempt(async () => {
      const { written } = await this.desk.api.post<{ written: readonly Booked[] }>(this.#at, this.#body(lines, false));
      const { enter } = this.words;
      this.desk.say(written.length ? enter.done(written.length) : enter.doneNone);
      // What could not be read stays, so that it is mended and not lost.
      const rest = kept.rows.filter(({ read }, index) => !read || this.refused.has(index));
      this.text = rest.length ? [kept.header, ...rest.map(({ cells }) => cells)].map(rowWords).join('\n').trim() : '';
      this.#request = crypto.randomUUID();
      this.#keep();
      this.#forget();
      this.dispatchEvent(new Event('desk-books-moved', { bubbles: true, composed: true }));
    }, this.#refusals(lines)).finally(() => (this.isEntering = false));
  };

  readonly #paste = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.columns = undefined;
    this.#changed();
  };

  readonly #file = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    this.text = textOf(await file.arrayBuffer());
    input.value = '';
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

  enterAhead(index: number, isAhead: boolean): void {
    const ahead = new Set(this.ahead);
    if (isAhead) ahead.add(index);
    else ahead.delete(index);
    this.ahead = ahead;
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
    const sources = sourcesFor(this.whole.document, kind);
    return html`<form class="stack" @submit=${this.#submit}>
      <h2>${enter.title}</h2>
      <div class="card stack">
        ${kindFields({
          words: this.words,
          kind,
          sources,
          mustChoose: mustChoose(this.whole.document, sources),
          source: this.#sourceId,
          onKind: this.#kind,
          onSource: this.#source,
        })}
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
        <div class="field">
          <label for="file">${enter.file}</label>
          <input
            id="file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            @change=${(event: Event) => void this.#file(event)}
            aria-describedby="file-help"
          />
          <p class="help" id="file-help">${enter.fileHelp}</p>
        </div>
        ${oneLine(this.words, this.kind, this.fault, this.#addOne)}
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
      ${pasted.rows.length ? readyCard(this, pasted, this.whole.currency) : nothing}
    </form>`;
  }
}
