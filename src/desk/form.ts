import { html, nothing, type TemplateResult } from 'lit';
import { choiceButtons } from './amount-choices.ts';
import { listAt, pathText, valueAt, type Draft, type Path } from './draft.ts';
import { fieldName, type Field, type Group, type Part } from './fields.ts';
import { momentFrom, partsOfMoment, shownValue } from './input-values.ts';
import type { DeskWords } from './words/en.ts';

/** What the form needs of who shows it. */
export interface FormHost {
  readonly words: DeskWords;
  readonly draft: Draft;
  /** What was typed and can't be read, by place. */
  readonly unread: Readonly<Record<string, string>>;
  /** What is wrong, by place. */
  readonly faults: Readonly<Record<string, string>>;
  /** Takes what was typed into a field. */
  type(path: Path, field: Field, text: string): void;
  /** Puts a value at a place. */
  put(path: Path, value: unknown): void;
  /** Which items of a list are shown: of thousands not all at once. */
  isShown(path: Path, index: number): boolean;
  showMore(path: Path): void;
  add(path: Path, isFirst: boolean): void;
  takeAway(path: Path, index: number): void;
}

/** The fields of one group. */
export const groupForm = (host: FormHost, { parts }: Group): TemplateResult =>
  html`<div class="stack">${parts.map((part) => (part.isList ? listForm(host, part) : partForm(host, part)))}</div>`;

function partForm(host: FormHost, part: Part): TemplateResult {
  const { path } = part;
  const about = path.length ? host.words.fields[path.join('.')] : undefined;
  const fields = html`<div class="fields">${part.fields.map((field) => fieldForm(host, part, field, path))}</div>`;
  if (!about) return fields;
  return html`<fieldset class="stack close">
    <legend>${about.label}</legend>
    ${about.help ? html`<p class="help">${about.help}</p>` : nothing} ${faultOf(host, path)} ${fields}
  </fieldset>`;
}

function listForm(host: FormHost, part: Part): TemplateResult {
  const { edit, fields } = host.words;
  const { path } = part;
  const { help, label = '' } = fields[path.join('.')] ?? {};
  const items = listAt(host.draft, path);
  const shown = items.map((_item, index) => index).filter((index) => host.isShown(path, index));
  return html`<div class="stack">
    <div class="row ends">
      <div>
        <h3>${label}</h3>
        ${help ? html`<p class="help">${help}</p>` : nothing}
      </div>
      <button type="button" data-add=${path.join('.')} @click=${() => host.add(path, !!part.isNewestFirst)}>
        ${edit.add}<span class="hidden">: ${label}</span>
      </button>
    </div>
    ${faultOf(host, path)}
    ${shown.map(
      (index) =>
        html`<fieldset class="item stack close">
          <legend>${edit.item(label, index + 1)}</legend>
          <div class="fields">${part.fields.map((field) => fieldForm(host, part, field, [...path, index]))}</div>
          <div>
            <button type="button" class="bare danger" @click=${() => host.takeAway(path, index)}>
              ${edit.remove}<span class="hidden">: ${edit.item(label, index + 1)}</span>
            </button>
          </div>
        </fieldset>`,
    )}
    ${
      shown.length < items.length
        ? html`<div class="row">
            <span class="quiet small">${edit.shownOf(shown.length, items.length)}</span>
            <button type="button" aria-label="${edit.showMore}: ${label}" @click=${() => host.showMore(path)}>
              ${edit.showMore}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

/** What is wrong with a place that is no field: a list, an object. */
const faultOf = ({ faults }: FormHost, path: Path): TemplateResult | typeof nothing => {
  const fault = path.length ? faults[pathText(path)] : undefined;
  return fault ? html`<p class="error">${fault}</p>` : nothing;
};

function fieldForm(host: FormHost, part: Part, field: Field, at: Path): TemplateResult {
  const path = [...at, field.key];
  const id = pathText(path);
  const { required } = host.words;
  const { help, label } = host.words.fields[fieldName(part, field)] ?? { label: field.key };
  const fault = host.faults[id];
  const hint = help ?? hintOf(field, host.words);
  if (field.kind === 'flag') {
    return html`<div class="field wide">
      <label class="check">
        <input
          type="checkbox"
          id=${id}
          .checked=${valueAt(host.draft, path) === true}
          @change=${(event: Event) => host.put(path, (event.target as HTMLInputElement).checked || undefined)}
          aria-describedby="${id}-help"
        />
        ${label}
      </label>
      <p class="help" id="${id}-help" ?hidden=${!hint}>${hint ?? nothing}</p>
    </div>`;
  }
  return html`<div class="field ${field.isWide ? 'wide' : ''}">
    <label for=${id}
      >${label}${field.isRequired ? html`<span class="needed">${required}</span>` : nothing}</label
    >
    ${control(host, part, field, path)}
    <p class="help" id="${id}-help" ?hidden=${!hint}>${hint ?? nothing}</p>
    <p class="error" id="${id}-error" ?hidden=${!fault}>${fault ?? nothing}</p>
    ${fault && /^amounts?$/.test(field.kind) ? choicesOf(host, field, path) : nothing}
  </div>`;
}

/** What an amount may mean that can be read in two ways, as buttons. */
function choicesOf(host: FormHost, field: Field, path: Path): TemplateResult | typeof nothing {
  const currency = valueAt(host.draft, ['currency']);
  const typed = host.unread[pathText(path)];
  if (typed === undefined || typeof currency !== 'string') return nothing;
  return choiceButtons(typed, currency, host.words, (text) => host.type(path, field, text));
}

const hintOf = ({ kind }: Field, { edit }: DeskWords): string | undefined =>
  kind === 'tags' ? edit.tagsHelp : kind === 'amounts' ? edit.amountsHelp : undefined;

/** The type of a field of one line, which decides the keyboard of a phone. */
const types: Partial<Record<Field['kind'], { readonly type?: string; readonly mode?: string }>> = {
  amount: { mode: 'decimal' },
  amounts: { mode: 'decimal' },
  count: { mode: 'numeric' },
  link: { mode: 'url' },
  day: { type: 'date' },
};

function control(host: FormHost, part: Part, field: Field, path: Path): TemplateResult {
  const { locale } = host.words;
  const id = pathText(path);
  const value = valueAt(host.draft, path);
  const text = host.unread[id] ?? shownValue(field.kind, value, locale);
  const isInvalid = host.faults[id] ? 'true' : 'false';
  const described = `${id}-help ${id}-error`;
  const typed = (event: Event): void => host.type(path, field, (event.target as HTMLInputElement).value);
  if (field.kind === 'text') {
    return html`<textarea
      id=${id}
      .value=${text}
      @input=${typed}
      aria-describedby=${described}
      aria-invalid=${isInvalid}
    ></textarea>`;
  }
  if (field.kind === 'choice') {
    const { options: names } = host.words.fields[fieldName(part, field)] ?? {};
    const [first = '', ...others] = field.options ?? [];
    // What the document says and the form doesn't know stays as it is.
    const unknown = value !== undefined && !field.options?.includes(text) ? [text] : [];
    return html`<select
      id=${id}
      @change=${(event: Event) => {
        const chosen = (event.target as HTMLSelectElement).value;
        host.type(path, field, chosen === first ? '' : chosen);
      }}
      aria-describedby=${described}
      aria-invalid=${isInvalid}
    >
      ${[first, ...others, ...unknown].map(
        (one) => html`<option value=${one} .selected=${one === (text || first)}>${names?.[one] ?? one}</option>`,
      )}
    </select>`;
  }
  if (field.kind === 'moment') return momentControl(host, path, described, isInvalid);
  const { mode, type = 'text' } = types[field.kind] ?? {};
  // What is read as a whole is read when it is finished; what is kept as typed, with each key.
  const isWhole = /^(?:amount|amounts|count|tags|iban)$/.test(field.kind);
  return html`<input
    id=${id}
    type=${type}
    inputmode=${mode ?? nothing}
    autocomplete="off"
    .value=${type === 'date' ? text.slice(0, 10) : text}
    @input=${isWhole ? nothing : typed}
    @change=${isWhole ? typed : nothing}
    aria-describedby=${described}
    aria-invalid=${isInvalid}
  />`;
}

function momentControl(host: FormHost, path: Path, described: string, isInvalid: string): TemplateResult {
  const id = pathText(path);
  const [day, time] = partsOfMoment(valueAt(host.draft, path));
  const change = (event: Event): void => {
    const box = (event.currentTarget as HTMLElement).closest('.pair')!;
    const [days, times] = box.querySelectorAll('input');
    host.put(path, momentFrom(days!.value, times!.value));
  };
  return html`<div class="pair">
    <input id=${id} type="date" .value=${day} @change=${change} aria-describedby=${described} aria-invalid=${isInvalid} />
    <input type="time" .value=${time} @change=${change} aria-label=${host.words.edit.time} />
  </div>`;
}
