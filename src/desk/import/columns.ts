/* Which column of an unknown table is what: the organiser says it, and it is kept for tables with the same headings. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../import/statement.ts';
import type { Role } from '../../import/table/headings.ts';
import type { ImportWords } from './words/en.ts';

type Told = keyof ImportWords['columns']['roles'];

/** What a column can be told to be. */
const roles: readonly Told[] = [
  ...(['other', 'date', 'amount', 'credit', 'debit', 'name', 'message', 'sign', 'state', 'currency'] as const),
  ...(['balance', 'type', 'id', 'reference', 'fee'] as const),
];

/** Of these a table may have more than one. */
const many: ReadonlySet<Role> = new Set<Role>(['other', 'message', 'state', 'name', 'type']);

const keyOf = (headings: readonly string[]): string => `glassjar-columns:${JSON.stringify(headings)}`;

/** What was told of a table with these headings; undefined: nothing was, or nothing can be kept here. */
export function keptColumns(headings: readonly string[]): readonly Role[] | undefined {
  if (!headings.some(Boolean)) return undefined;
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(headings)) ?? 'null') as unknown;
    const isWhole =
      Array.isArray(kept) && kept.length === headings.length && kept.every((one) => roles.includes(one as Told));
    return isWhole ? (kept as readonly Role[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was told; `undefined` forgets it. */
export function keepColumns(headings: readonly string[], columns: readonly Role[] | undefined): void {
  if (!headings.some(Boolean)) return;
  try {
    if (columns) localStorage.setItem(keyOf(headings), JSON.stringify(columns));
    else localStorage.removeItem(keyOf(headings));
  } catch {
    // A browser that keeps nothing asks anew.
  }
}

/** Why columns can't be read so, in words; undefined: they can. */
export function faultOf(columns: readonly Role[], words: ImportWords): string | undefined {
  const has = (role: Role): boolean => columns.includes(role);
  if (columns.some((role, at) => !many.has(role) && columns.indexOf(role) !== at)) return words.columns.twice;
  return has('date') && (has('amount') || has('credit') || has('debit')) ? undefined : words.columns.needed;
}

export interface ColumnsAsked {
  readonly words: ImportWords;
  readonly problem: Problem;
  /** As they are chosen so far, in the headings' order. */
  readonly columns: readonly Role[];
  readonly fault: string | undefined;
  readonly onColumn: (index: number, role: Role) => void;
  readonly onGo: () => void;
}

/** How many columns such a table has. */
export const widthOf = ({ headings = [], sample = [] }: Problem): number =>
  Math.max(headings.length, ...sample.map((cells) => cells.length));

export function columnsAsked({ columns, fault, onColumn, onGo, problem, words }: ColumnsAsked): TemplateResult {
  const { headings = [], sample = [] } = problem;
  const isHeaded = headings.some(Boolean);
  const doubted = problem.columns ?? [];
  const names = doubted.map((name) => `“${name}”`).join(', ');
  return html`<section class="card stack" aria-labelledby="columns-title">
    <h2 id="columns-title" tabindex="-1">${words.columns.title}</h2>
    <p>${isHeaded ? words.columns.text : words.columns.unheaded} ${names ? words.columns.doubt(names) : nothing}</p>
    <fieldset class="columns">
      ${columns.map(
        (chosen, index) => html`<div class="field">
          <label for="column-${index}"><bdi>${headings[index] || words.columns.column(index + 1)}</bdi></label>
          <select
            id="column-${index}"
            aria-describedby="column-${index}-sample"
            @change=${(event: Event) => onColumn(index, (event.target as HTMLSelectElement).value as Role)}
          >
            ${roles.map((role) => html`<option value=${role} .selected=${role === chosen}>${words.columns.roles[role]}</option>`)}
          </select>
          <span class="sample" id="column-${index}-sample">
            ${sample.slice(0, 3).map((cells) => html`<bdi>${cells[index] || '–'}</bdi>`)}
          </span>
        </div>`,
      )}
    </fieldset>
    <p class="error" role="alert">${fault ?? nothing}</p>
    <div><button type="button" class="primary" id="columns-go" @click=${onGo}>${words.columns.go}</button></div>
  </section>`;
}
