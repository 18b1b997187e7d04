import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatNumber } from '../../core/format.ts';
import { readSnowball, snowball, snowballRange } from '../../core/snowball.ts';
import type { Spoken } from './words.ts';

const defaults = { people: '10', contacts: '300' };

/** The snowball estimate as a line in which a reader sets both numbers. Nothing of it is stored or sent. */
export class SnowballLine {
  readonly #changed: () => void;
  readonly #typed = { ...defaults };

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  render(spoken: Spoken, isOpen: boolean): TemplateResult {
    const { messages } = spoken;
    return html`<details class="snowball" part="snowball" ?open=${isOpen}>
      <summary>${messages.snowball}</summary>
      <div class="terms">
        ${this.#renderNumber('people', spoken)}<span class="factor times" aria-hidden="true">×</span>${this.#renderNumber('contacts', spoken)}
      </div>
      <output for="people contacts" id="readers">${this.#result(spoken)}</output>
      <p class="small quiet"><bdi>${messages.overlap}</bdi></p>
    </details>`;
  }

  #renderNumber(name: 'people' | 'contacts', { messages }: Spoken): TemplateResult {
    const isBad = readSnowball(this.#typed[name]) === undefined;
    return html`<label
      ><span>${messages[name]}</span>
      <input
        id=${name}
        type="number"
        inputmode="numeric"
        min=${snowballRange.least}
        max=${snowballRange.most}
        step="1"
        autocomplete="off"
        .value=${live(this.#typed[name])}
        aria-invalid=${isBad ? 'true' : nothing}
        aria-describedby=${isBad ? 'readers' : nothing}
        @input=${(event: InputEvent) => {
          this.#typed[name] = (event.currentTarget as HTMLInputElement).value;
          this.#changed();
        }}
    /></label>`;
  }

  #result({ language, messages }: Spoken): TemplateResult {
    const people = readSnowball(this.#typed.people);
    const contacts = readSnowball(this.#typed.contacts);
    const write = (value: number): string => formatNumber(value, language.locale);
    if (people === undefined || contacts === undefined)
      return html`<bdi class="bad">${messages.badNumber(write(snowballRange.least), write(snowballRange.most))}</bdi>`;
    const readers = snowball(people, contacts);
    return html`<bdi class="sum"><span class="times">=</span> ${messages.readers(readers, write(readers))}</bdi>`;
  }
}
