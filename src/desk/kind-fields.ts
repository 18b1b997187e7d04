import { html, nothing, type TemplateResult } from 'lit';
import type { PasteKind } from '../core/paste.ts';
import type { SourceFields } from './sources.ts';
import type { DeskWords } from './words/en.ts';

const kinds: readonly PasteKind[] = ['gift', 'sale', 'expense', 'fee'];

export interface KindOptions {
  readonly words: DeskWords;
  readonly kind: PasteKind;
  readonly sources: readonly SourceFields[];
  /** The one that is chosen; `''`: none. */
  readonly source: string;
  /** Whether none of them can be chosen. */
  readonly mustChoose: boolean;
  readonly onKind: (event: Event) => void;
  readonly onSource: (event: Event) => void;
}

/** What is entered, and where it came in. */
export function kindFields({
  kind,
  mustChoose,
  onKind,
  onSource,
  source,
  sources,
  words,
}: KindOptions): TemplateResult {
  const { enter } = words;
  const isIn = kind === 'gift' || kind === 'sale';
  return html`<fieldset class="kinds">
    <legend>${enter.kind}</legend>
    ${kinds.map(
      (one) =>
        html`<label class="check">
          <input type="radio" name="kind" .value=${one} .checked=${one === kind} @change=${onKind} />
          ${enter.kinds[one]}
        </label>`,
    )}
  </fieldset>
  ${
    isIn
      ? html`<div class="field source">
          <label for="source">${enter.source}</label>
          <select id="source" @change=${onSource}>
            ${sources.map(
              ({ id, label }) => html`<option value=${id} .selected=${id === source}>${label ?? id}</option>`,
            )}
            ${mustChoose ? nothing : html`<option value="" .selected=${source === ''}>${enter.noSource}</option>`}
          </select>
          ${mustChoose ? html`<p class="help">${enter.mustChoose}</p>` : nothing}
        </div>`
      : nothing
  }`;
}
