import { html, nothing, type TemplateResult } from 'lit';
import { amountChoices } from '../core/amount-input.ts';
import { formatMoney } from '../core/format.ts';

/** Whose way of writing the amounts follow. */
interface Words {
  readonly locale: string;
}

/** Buttons for what an amount may mean that can be read in two ways; nothing for any other text. Several amounts are parted by blanks. */
export function choiceButtons(
  typed: string,
  currency: string,
  { locale }: Words,
  choose: (text: string) => void,
): TemplateResult | typeof nothing {
  for (const one of [typed, ...typed.trim().split(/\s+/)]) {
    const choices = amountChoices(one, currency, locale);
    if (!choices.length) continue;
    return html`<div class="row" data-choices>
      ${choices.map(
        ({ amount, text }) =>
          html`<button type="button" @click=${() => choose(typed.replace(one, text))}>
            ${formatMoney(amount, locale, true)}
          </button>`,
      )}
    </div>`;
  }
  return nothing;
}

/** The same beside a field that nobody keeps the text of: the click writes into the field, which gets the focus. */
export const choicesFor = (
  field: HTMLInputElement | null,
  currency: string,
  words: Words,
  chosen: () => void,
): TemplateResult | typeof nothing =>
  field
    ? choiceButtons(field.value, currency, words, (text) => {
        field.value = text;
        chosen();
        field.focus();
      })
    : nothing;
