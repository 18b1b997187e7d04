/* The rows of a list as a table: each with its tick, what it is entered as, and why it stands as it does. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatDate, formatMoney } from '../../core/format.ts';
import { amountText, parseAmount } from '../../core/money.ts';
import { choicesFor } from '../amount-choices.ts';
import type { RowKind } from '../../import/statement.ts';
import type { ImportList, Item, ItemState, Mend } from './list.ts';
import type { ImportWords } from './words/en.ts';

export interface RowsHost {
  readonly words: ImportWords;
  readonly list: ImportList;
  /** By line, how rows that can't be read stand in the file. */
  readonly raw: ReadonlyMap<number, string>;
  readonly currency: string;
  /** The row that is being mended, and what is wrong with what was typed. */
  readonly mending: number | undefined;
  readonly mendFault: string | undefined;
  tick(index: number, isTicked: boolean): void;
  choose(index: number, choice: Parameters<ImportList['choose']>[1]): void;
  openMend(index: number | undefined): void;
  /** A field as it stands on the page. */
  fieldOf(selector: string): HTMLInputElement | null;
  requestUpdate(): void;
  mend(index: number, typed: { readonly [Key in keyof Mend]: string }): void;
}

/** An amount of the wire format in words; of another currency as it stands. */
export function moneyWords(amount: string, currency: string, locale: string): string {
  const money = parseAmount(amount, currency);
  return money ? formatMoney(money, locale, true) : `${amount} ${currency}`;
}

const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
const isOn = (event: Event): boolean => (event.target as HTMLInputElement).checked;

export function rowsTable(host: RowsHost, shown: readonly number[]): TemplateResult {
  const { head } = host.words;
  const { list } = host;
  const heads = [head.tick, head.at, head.amount, head.who, head.kind, head.state];
  return html`<div class="table">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${heads.map(
            (name) =>
              html`<th role="columnheader" scope="col" class=${name === head.amount ? 'money' : ''}>${name}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((index) => rowOf(host, list.item(index)))}
      </tbody>
    </table>
  </div>`;
}

function rowOf(host: RowsHost, item: Item): TemplateResult {
  const { words } = host;
  const { canTick, index, isTicked, row } = item;
  const { at } = row;
  const line = numberOf(host, item);
  const amount = row.amount === null ? '–' : moneyWords(row.amount, row.currency ?? host.currency, words.locale);
  const isOut = item.direction === 'out';
  const shownAmount = `${isOut && row.amount !== null ? '−' : ''}${amount}`;
  return html`<tr role="row" class=${isTicked ? '' : 'left'} data-row=${index} data-state=${item.state}>
    <td role="cell" class="tick" data-label=${words.head.tick}>
      ${
        canTick
          ? html`<label
              ><input
                type="checkbox"
                .checked=${isTicked}
                aria-label=${words.tick(line, shownAmount)}
                @change=${(event: Event) => host.tick(index, isOn(event))}
            /></label>`
          : '–'
      }
    </td>
    <td role="cell" class="day" data-label=${words.head.at}>${at ? formatDate(at, words.locale) : '–'}</td>
    <td role="cell" class="money ${isOut ? 'out' : ''}" data-label=${words.head.amount}>${shownAmount}</td>
    <td role="cell" class="who" data-label=${words.head.who}>${whoOf(host, item)}</td>
    <td role="cell" class="kind" data-label=${words.head.kind}>${kindOf(host, item)}</td>
    <td role="cell" class="state" data-label=${words.head.state}>${stateOf(host, item)}</td>
  </tr>`;
}

/** By what a row is called: its line of the file, or its place where a file has no lines to speak of. */
const numberOf = ({ list }: RowsHost, { index, row }: Item): number =>
  list.statement.format === 'camt.053' ? index + 1 : row.line;

function whoOf(host: RowsHost, { index, isPublic, kind, row, state }: Item): TemplateResult {
  const { words } = host;
  const { copies, line, message, name } = row;
  const said = [name, message, copies === undefined ? undefined : words.copies(copies)].filter(Boolean);
  const isNamed = kind === 'gift' && (name !== null || message !== null) && state !== 'entered';
  const raw = state === 'refused' ? host.raw.get(line) : undefined;
  return html`<div>
    ${said.length ? html`<bdi>${said.join(' · ')}</bdi>` : nothing}
    ${raw && raw !== said.join(' ') ? html`<bdi class="raw" title=${words.raw}>${raw}</bdi>` : nothing}
    ${
      isNamed
        ? html`<label class="check small"
            ><input
              type="checkbox"
              .checked=${isPublic}
              @change=${(event: Event) => host.choose(index, { isPublic: isOn(event) })}
            />${message === null ? words.showName : words.showWords}<span class="hidden">: ${said.join(', ')}</span></label
          >`
        : nothing
    }
  </div>`;
}

/** Rows that are ticked with the choice of what they are; what the books know or doubt is ticked by itself only. */
const usual: ReadonlySet<ItemState> = new Set(['ready', 'left-out']);

function kindOf(host: RowsHost, item: Item): TemplateResult | typeof nothing {
  const { list, words } = host;
  const { canTick, index, kind, row, state } = item;
  if (row.kind === null || state === 'entered' || row.amount === null || row.at === null) {
    return state === 'entered' && kind ? html`${words.kinds[kind]}` : nothing;
  }
  if (!canTick && row.currency !== host.currency) return nothing;
  const line = numberOf(host, item);
  const kinds = list.kindsOf(item);
  return html`<div>
    <select
      aria-label=${words.kindOf(line)}
      @change=${(event: Event) => host.choose(index, { kind: value(event) as RowKind, ...(usual.has(state) && { isTicked: true }) })}
    >
      ${kind === undefined ? html`<option value="" selected>${words.kindNone}</option>` : nothing}
      ${kinds.map((one) => html`<option value=${one} .selected=${one === kind}>${words.kinds[one]}</option>`)}
    </select>
    ${kind === 'return' ? returnOf(host, item) : nothing} ${sourceOf(host, item)}
    ${
      (kind === 'cost' || kind === 'fee') && item.isTicked
        ? html`<label class="field small"
            ><span>${words.labelShort} <span class="needed">${words.labelHelp}</span></span
            ><input
              aria-label=${words.label(line)}
              autocomplete="off"
              maxlength="300"
              .value=${list.labelOf(index)}
              @change=${(event: Event) => host.choose(index, { label: value(event) })}
          /></label>`
        : nothing
    }
  </div>`;
}

function returnOf(host: RowsHost, { index, returns, reverses, row }: Item): TemplateResult {
  const { words } = host;
  if (!returns.length) return html`<span class="small">${words.returnNone}</span>`;
  return html`<select
    aria-label=${words.returnOf(row.line)}
    @change=${(event: Event) => host.choose(index, { reverses: value(event), isTicked: value(event) !== '' })}
  >
    <option value="" .selected=${reverses === ''}>${words.choose}</option>
    ${returns.map(({ amount, at, id, label, name }) => {
      const said = [formatDate(at, words.locale), moneyWords(amount, host.currency, words.locale), name ?? label];
      return html`<option value=${id} .selected=${id === reverses}>${said.filter(Boolean).join(', ')}</option>`;
    })}
  </select>`;
}

function sourceOf(host: RowsHost, { index, kind, row, source }: Item): TemplateResult | typeof nothing {
  const { list, words } = host;
  const sources = list.sourcesOf(kind);
  if (!kind || sources.length < 2) return nothing;
  return html`<select
    aria-label=${words.sourceOfLine(row.line)}
    @change=${(event: Event) => host.choose(index, { source: value(event) })}
  >
    ${source === '' ? html`<option value="" .selected=${true}>${list.mayBeOfNone(kind) ? words.noSource : words.choose}</option>` : nothing}
    ${sources.map(({ id, label }) => html`<option value=${id} .selected=${id === source}>${label ?? id}</option>`)}
    ${source !== '' && list.mayBeOfNone(kind) ? html`<option value="">${words.noSource}</option>` : nothing}
  </select>`;
}

function stateOf(host: RowsHost, item: Item): TemplateResult {
  const { words } = host;
  const { index, refusal, row, state } = item;
  if (host.mending === index) return mendForm(host, item);
  const isBad = state === 'refused';
  // What was chosen is not left out any more.
  const isChosen = item.isTicked && state === 'left-out';
  const why =
    refusal ??
    (row.why && !isChosen && (isBad || state === 'left-out' || state === 'ahead') ? words.reasons[row.why] : undefined);
  const canMend = isBad || row.why === 'other-currency';
  return html`<div>
    <span class="tag ${state === 'ready' || state === 'entered' || isChosen ? 'on' : isBad ? 'out' : ''}">${
      isChosen ? words.chosen : words.states[state]
    }</span>
    ${why ? html`<span class=${isBad ? 'error' : ''}>${why}</span>` : nothing}
    ${
      canMend
        ? html`<button type="button" aria-label=${words.mendLine(row.line)} @click=${() => host.openMend(index)}>
            ${words.mend}
          </button>`
        : nothing
    }
  </div>`;
}

function mendForm(host: RowsHost, { direction, index, row }: Item): TemplateResult {
  const { words } = host;
  const typed = (event: Event): { at: string; amount: string; direction: string } => {
    const form = (event.currentTarget as HTMLElement).closest('[data-mend]')!;
    const of = (name: string): string => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
    return { at: of('at'), amount: of('amount'), direction: of('direction') };
  };
  const money = row.amount === null ? undefined : parseAmount(row.amount, row.currency ?? host.currency);
  const shown = money && row.currency === host.currency ? amountText(money) : '';
  const take = (event: Event): void => host.mend(index, typed(event));
  // Enter takes what was typed, and must not send the form around.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || (event.target as HTMLElement).tagName === 'BUTTON') return;
    event.preventDefault();
    take(event);
  };
  return html`<div data-mend @keydown=${onKey}>
    <label class="field"><span>${words.mendAt}</span><input name="at" type="date" .value=${row.at ?? ''} /></label>
    <label class="field"
      ><span>${words.mendAmount}</span
      ><input
        name="amount"
        inputmode="decimal"
        autocomplete="off"
        .value=${words.locale === 'de' ? shown.replace('.', ',') : shown}
    /></label>
    <label class="field"
      ><span>${words.mendDirection}</span
      ><select name="direction">
        <option value="" .selected=${direction === undefined}>${words.choose}</option>
        <option value="in" .selected=${direction === 'in'}>${words.directions.in}</option>
        <option value="out" .selected=${direction === 'out'}>${words.directions.out}</option>
      </select></label
    >
    ${
      host.mendFault
        ? html`<span class="error" role="alert">${host.mendFault}</span>
            ${choicesFor(host.fieldOf('[data-mend] [name="amount"]'), host.currency, words, () => host.requestUpdate())}`
        : nothing
    }
    <span class="row">
      <button type="button" class="primary" data-take @click=${take}>${words.mendGo}</button>
      <button type="button" @click=${() => host.openMend(undefined)}>${words.mendCancel}</button>
    </span>
  </div>`;
}
