import { html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../core/format.ts';
import { amountText, sum } from '../core/money.ts';
import type { Column, Pasted, PastedRow } from '../core/paste.ts';
import { faultWords } from './paste-lines.ts';
import type { DeskWords } from './words/en.ts';

/** What the table of pasted rows needs of who shows it. */
export interface TableHost {
  readonly words: DeskWords;
  readonly known: ReadonlySet<number>;
  readonly again: ReadonlySet<number>;
  readonly ahead: ReadonlySet<number>;
  readonly refused: ReadonlyMap<number, string>;
  money(text: string, currency: string): string;
  nameColumn(index: number, column: Column): void;
  enterAgain(index: number, isAgain: boolean): void;
  enterAhead(index: number, isAhead: boolean): void;
}

const allColumns: readonly Column[] = ['at', 'amount', 'copies', 'name', 'message', 'label', 'public', 'skip'];

/** Rows that are shown; beyond, only what needs a look. */
const mostShown = 100;

/** What is ready, what is left out and why, and the button that enters it. */
export function readyCard(host: TableHost, pasted: Pasted, currency: string): TemplateResult {
  const { again, known, refused } = host;
  const { enter } = host.words;
  const isLeft = (index: number): boolean => known.has(index) && !again.has(index);
  const isRefused = (index: number): boolean => !pasted.rows[index]?.read || refused.has(index);
  const ready = pasted.rows.flatMap(({ read }, index) =>
    read && !isLeft(index) && !isRefused(index) ? [read.amount] : [],
  );
  const left = pasted.rows.filter((_row, index) => isLeft(index)).length;
  const bad = pasted.rows.filter((_row, index) => isRefused(index)).length;
  return html`<div class="card stack">
    <div aria-live="polite" class="row">
      <b>${enter.isReady(ready.length, host.money(amountText(sum(ready, currency)), currency))}</b>
      ${left ? html`<span class="tag">${enter.isKnown(left)}</span>` : nothing}
      ${bad ? html`<span class="tag out">${enter.isRefused(bad)}</span>` : nothing}
    </div>
    ${pastedTable(host, pasted, currency)}
    <div><button class="primary" ?disabled=${!ready.length}>${enter.go(ready.length)}</button></div>
  </div>`;
}

/** What was pasted: what each column holds, and what became of each row. */
function pastedTable(host: TableHost, pasted: Pasted, currency: string): TemplateResult {
  const { books, enter } = host.words;
  const rows = pasted.rows
    .map((row, index) => ({ row, index }))
    .filter(({ index, row }) => index < mostShown || !row.read || host.known.has(index) || host.refused.has(index));
  return html`<fieldset class="columns">
      ${pasted.columns.map((column, index) => columnField(host, pasted, column, index))}
    </fieldset>
    <div class="table">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${enter.row}</th>
            <th role="columnheader" scope="col">${books.at}</th>
            <th role="columnheader" scope="col">${books.what}</th>
            <th role="columnheader" scope="col" class="money">${books.amount}</th>
            <th role="columnheader" scope="col">${enter.state}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(({ index, row }) => rowOf(host, row, index, currency))}
        </tbody>
      </table>
    </div>`;
}

function columnField(host: TableHost, pasted: Pasted, column: Column, index: number): TemplateResult {
  const { enter } = host.words;
  const sample = pasted.header?.[index] ?? pasted.rows[0]?.cells[index] ?? '';
  return html`<div class="field">
    <label for="column-${index}">${enter.column(index + 1)}</label>
    <select
      id="column-${index}"
      @change=${(event: Event) => host.nameColumn(index, (event.target as HTMLSelectElement).value as Column)}
    >
      ${allColumns.map((one) => html`<option value=${one} .selected=${one === column}>${enter.columns[one]}</option>`)}
    </select>
    <span class="sample"><bdi>${sample}</bdi></span>
  </div>`;
}

function rowOf(
  host: TableHost,
  { cells, faults, line, read }: PastedRow,
  index: number,
  currency: string,
): TemplateResult {
  const { books, enter, locale } = host.words;
  const { known, refused } = host;
  const isLeft = known.has(index) && !host.again.has(index);
  const said = read && [read.name, read.message, read.label, read.copies && enter.copies(read.copies)].filter(Boolean);
  // A day to come may be a slip of the pen, or meant: that is asked and not decided for whoever enters it.
  const isAhead = host.ahead.has(index) || (faults.length === 1 && faults[0]!.fault.kind === 'future');
  const reasons = refused.has(index) ? [refused.get(index)!] : faults.map((fault) => faultWords(fault, host.words));
  return html`<tr role="row" class=${isLeft || reasons.length ? 'left' : ''}>
    <td role="cell" class="number" data-label=${enter.row}>${line}</td>
    <td role="cell" class="day" data-label=${books.at}>${read ? formatDate(read.at, locale) : nothing}</td>
    <td role="cell" class="what" data-label=${books.what}><bdi>${said ? said.join(' · ') : cells.join(' · ')}</bdi></td>
    <td role="cell" class="money" data-label=${books.amount}>${read ? host.money(amountText(read.amount), currency) : nothing}</td>
    <td role="cell" class="state" data-label=${enter.state}>
      ${
        reasons.length
          ? html`<span class="error">${reasons.join(' ')}</span>${isAhead && !refused.has(index) ? aheadField(host, index) : nothing}`
          : isAhead
            ? aheadField(host, index)
            : known.has(index)
              ? html`<div>
                <span>${enter.known}</span>
                <label class="check">
                  <input
                    type="checkbox"
                    .checked=${host.again.has(index)}
                    @change=${(event: Event) => host.enterAgain(index, (event.target as HTMLInputElement).checked)}
                  />
                  ${enter.again}
                </label>
              </div>`
              : html`<span class="tag on">${enter.ready}</span>`
      }
    </td>
  </tr>`;
}

const aheadField = (host: TableHost, index: number): TemplateResult =>
  html`<label class="check">
    <input
      type="checkbox"
      .checked=${host.ahead.has(index)}
      @change=${(event: Event) => host.enterAhead(index, (event.target as HTMLInputElement).checked)}
    />
    ${host.words.enter.ahead}
  </label>`;
