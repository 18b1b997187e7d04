/* Where a file is chosen, a list is pasted and single lines are typed. */
import { html, nothing, type TemplateResult } from 'lit';
import { choicesFor } from '../amount-choices.ts';
import type { ImportHost } from './host.ts';
import { emptySession, type ImportSession } from './session.ts';
import type { ImportWords } from './words/en.ts';

export interface GivenHost {
  readonly words: ImportWords;
  readonly host: ImportHost;
  readonly session: ImportSession | undefined;
  /** Whether a file is held over the place for it. */
  readonly isOver: boolean;
  readonly oneFault: string | undefined;
  /** A field as it stands on the page. */
  fieldOf(selector: string): HTMLInputElement | null;
  requestUpdate(): void;
  readonly clear: () => void;
  readonly paste: (event: Event) => void;
  readonly chooseFile: (event: Event) => Promise<void>;
  readonly over: (event: DragEvent) => void;
  readonly dropped: (event: DragEvent) => Promise<void>;
  readonly addOne: () => void;
  readonly enterOne: (event: KeyboardEvent) => void;
}

export function givenCard(host: GivenHost): TemplateResult {
  const { words } = host;
  const { file, list, statement, text } = host.session ?? emptySession();
  // Once a file is read, what counts is what stands in it.
  if (file && (list || statement?.problem?.code === 'columns')) {
    return html`<div class="card row ends">
      <strong><bdi>${file.name}</bdi></strong>
      ${clearButton(host)}
    </div>`;
  }
  return html`<div class="card stack">
    ${list || text ? nothing : dropField(host)}
    <div class="field">
      <label for="paste">${words.paste}</label>
      <textarea
        id="paste"
        rows="4"
        spellcheck="false"
        autocomplete="off"
        .value=${text}
        @input=${host.paste}
        aria-describedby="paste-help"
      ></textarea>
      <p class="help" id="paste-help">${words.pasteHelp}</p>
    </div>
    ${host.host.hasOne ? oneLine(host) : nothing} ${list || text ? html`<div>${clearButton(host)}</div>` : nothing}
  </div>`;
}

function clearButton(host: GivenHost): TemplateResult {
  return html`<button type="button" id="clear" @click=${host.clear}>${host.words.clear}</button>`;
}

function dropField(host: GivenHost): TemplateResult {
  const { words } = host;
  return html`<div
    class="drop ${host.isOver ? 'over' : ''}"
    @dragover=${host.over}
    @dragleave=${host.over}
    @drop=${host.dropped}
  >
    <label for="file">${host.isOver ? words.drop : words.file}</label>
    <input
      id="file"
      type="file"
      accept=".csv,.tsv,.txt,.xml,.sta,.mt940,.940,.zip,.json,text/csv,text/plain,application/xml,application/zip"
      @change=${(event: Event) => void host.chooseFile(event)}
      aria-describedby="file-help"
    />
    <p class="help" id="file-help">${words.fileHelp}</p>
  </div>`;
}

function oneLine(host: GivenHost): TemplateResult {
  const { words } = host;
  const field = (name: string, label: string, mode = 'text'): TemplateResult =>
    html`<div class="field">
      <label for="one-${name}">${label}</label>
      <input id="one-${name}" inputmode=${mode} autocomplete="off" @keydown=${host.enterOne} />
    </div>`;
  return html`<details>
    <summary>${words.one}</summary>
    <div class="stack close">
      <div class="fields">
        <div class="field">
          <label for="one-at">${words.head.at}</label>
          <input id="one-at" type="date" max=${host.host.today} @keydown=${host.enterOne} />
        </div>
        ${field('amount', words.head.amount, 'decimal')}
        <div class="field">
          <label for="one-kind">${words.head.kind}</label>
          <select id="one-kind">
            ${(['gift', 'sale', 'cost', 'fee'] as const).map((kind) => html`<option value=${kind}>${words.kinds[kind]}</option>`)}
          </select>
        </div>
        ${field('name', words.oneWho)} ${field('message', words.oneMessage)}
      </div>
      <p class="error" role="alert">${host.oneFault ?? nothing}</p>
      ${host.oneFault ? choicesFor(host.fieldOf('#one-amount'), host.host.currency, words, () => host.requestUpdate()) : nothing}
      <div><button type="button" id="add-one" @click=${host.addOne}>${words.addOne}</button></div>
    </div>
  </details>`;
}
