import { html, nothing, type TemplateResult } from 'lit';
import type { Column, PasteKind } from '../core/paste.ts';
import type { DeskWords } from './words/en.ts';

/** The columns of a line that is typed into an empty list. */
export const defaultOrder: Readonly<Record<PasteKind, readonly Column[]>> = {
  gift: ['at', 'amount', 'name', 'message'],
  sale: ['at', 'copies', 'amount', 'label'],
  expense: ['at', 'amount', 'label'],
  fee: ['at', 'amount', 'label'],
};

/** The fields for one line, for who has no list. @param fault What is missing. @param onAdd Puts it with the others. */
export function oneLine(
  { books, enter }: DeskWords,
  kind: PasteKind,
  fault: string | undefined,
  onAdd: () => void,
): TemplateResult {
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
      <p class="error" role="alert">${fault ?? nothing}</p>
      <div><button type="button" id="add-one" @click=${onAdd}>${enter.addOne}</button></div>
    </div>
  </details>`;
}
