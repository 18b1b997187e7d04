import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { DeskError, Whole } from './api.ts';
import { CampaignReadEvent } from './campaign.ts';
import { faultsFrom, faultsOf, groupOf, ibanIn, type Faults } from './checks.ts';
import { DeskElement, type Writing } from './desk-element.ts';
import { isSame, listAt, merge, pathText, withItem, withoutItem, withValue, type Draft, type Path } from './draft.ts';
import { groups, type Field, type Group } from './fields.ts';
import { groupForm, type FormHost } from './form.ts';
import type { DeskConfirm } from './iban.ts';
import { readTyped } from './input-values.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';
import { editorLook } from './editor.styles.ts';

/**
 * The form for a campaign's document, with its preview beside it. What is written is kept until it is saved: through other views,
 * failed saves, and changes of someone else.
 */
export class DeskEditor extends DeskElement implements FormHost {
  static override styles: CSSResultGroup = [look, formLook, editorLook];
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    whole: { attribute: false },
    place: { attribute: false },
    faults: { state: true },
    notice: { state: true },
    isSaving: { state: true },
  };

  declare whole: Whole;
  /** The group that the address names. */
  declare place: string;
  declare faults: Faults;
  declare notice: string;
  declare isSaving: boolean;

  constructor() {
    super();
    this.faults = {};
    this.notice = '';
    this.isSaving = false;
  }

  get #writing(): Writing {
    const { document, id, revision } = this.whole;
    return this.desk.writings.get(id) ?? { base: document, draft: document, revision, unread: {} };
  }

  get draft(): Draft {
    return this.#writing.draft;
  }

  get unread(): Readonly<Record<string, string>> {
    return this.#writing.unread;
  }

  #write(writing: Writing): void {
    const { base, draft, unread } = writing;
    if (isSame(base, draft) && !Object.keys(unread).length) this.desk.writings.delete(this.whole.id);
    else this.desk.writings.set(this.whole.id, writing);
    // The mark of what isn't saved stands elsewhere on the page.
    this.dispatchEvent(new Event('desk-written', { bubbles: true, composed: true }));
    this.requestUpdate();
  }

  type(path: Path, { kind }: Field, text: string): void {
    const id = pathText(path);
    const { [id]: _before, ...unread } = this.unread;
    const typed = readTyped(kind, text, { currency: this.whole.currency, words: this.words });
    if ('fault' in typed) {
      this.#write({ ...this.#writing, unread: { ...unread, [id]: text } });
      this.faults = { ...this.faults, [id]: typed.fault };
      return;
    }
    this.#forget(id);
    this.#write({ ...this.#writing, unread, draft: withValue(this.draft, path, typed.value) });
  }

  put(path: Path, value: unknown): void {
    this.#forget(pathText(path));
    this.#write({ ...this.#writing, draft: withValue(this.draft, path, value) });
  }

  /** A fault goes when its field is written anew. */
  #forget(id: string): void {
    const { [id]: _mended, ...rest } = this.faults;
    this.faults = rest;
  }

  add(path: Path, isFirst: boolean): void {
    this.#write({ ...this.#writing, draft: withItem(this.draft, path, {}, isFirst), ...(isFirst && { unread: {} }) });
    const index = isFirst ? 0 : listAt(this.draft, path).length - 1;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[id^="${pathText([...path, index])}."]`)?.focus(),
    );
  }

  takeAway(path: Path, index: number): void {
    // What could not be read stood at places that now have other numbers.
    const at = pathText(path);
    const unread = Object.fromEntries(Object.entries(this.unread).filter(([id]) => !id.startsWith(`${at}[`)));
    this.faults = Object.fromEntries(Object.entries(this.faults).filter(([id]) => !id.startsWith(`${at}[`)));
    this.#write({ ...this.#writing, unread, draft: withoutItem(this.draft, path, index) });
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-add="${path.join('.')}"]`)?.focus(),
    );
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const faults = faultsOf(this.draft, this.unread, { currency: this.whole.currency, words: this.words });
    if (this.#refuse(faults)) return;
    const before = ibanIn(this.#writing.base);
    const after = ibanIn(this.draft);
    if (before === after) void this.#save();
    else this.renderRoot.querySelector<DeskConfirm>('desk-confirm-iban')!.ask(after);
  };

  readonly #confirmed = (event: CustomEvent<string>): void => void this.#save(event.detail);

  async #save(confirmIban?: string): Promise<void> {
    const { draft, revision } = this.#writing;
    this.isSaving = true;
    await this.attempt(
      async () => {
        const at = `/campaigns/${this.whole.id}`;
        const saved = await this.desk.api.put<Whole>(at, {
          document: draft,
          revision,
          ...(confirmIban !== undefined && { confirmIban }),
        });
        this.desk.writings.delete(saved.id);
        this.notice = '';
        this.faults = {};
        this.dispatchEvent(new CampaignReadEvent(saved));
        this.desk.say(this.words.saved);
      },
      { 400: this.#refused, 403: ({ message }) => this.desk.say(message, true), 409: () => void this.#join() },
    );
    this.isSaving = false;
  }

  readonly #refused = ({ problems }: DeskError): void => {
    const options = { currency: this.whole.currency, words: this.words };
    const faults = faultsFrom(problems, this.draft, options);
    if (faults['confirmIban']) {
      this.renderRoot.querySelector<DeskConfirm>('desk-confirm-iban')!.ask(ibanIn(this.draft), true);
      return;
    }
    if (!this.#refuse(faults)) this.desk.say(this.words.failed, true);
  };

  /** Shows what is wrong, and goes to the first of it. */
  #refuse(faults: Faults): boolean {
    this.faults = faults;
    const [first] = Object.keys(faults);
    if (first === undefined) return false;
    this.desk.say(this.words.edit.problems(Object.keys(faults).length), true);
    void this.#goTo(first);
    return true;
  }

  async #goTo(place: string): Promise<void> {
    await this.updateComplete;
    const group = groupOf(place) ?? 'story';
    const details = this.renderRoot.querySelector<HTMLDetailsElement>(`details[data-group="${group}"]`);
    if (details) details.open = true;
    this.renderRoot.querySelector<HTMLElement>(`[id="${CSS.escape(place)}"]`)?.focus();
  }

  /** Someone else has saved: what they wrote and what is written here are put together, and nothing is lost. */
  async #join(): Promise<void> {
    await this.attempt(async () => {
      const newest = await this.desk.api.get<Whole>(`/campaigns/${this.whole.id}`);
      const { base, draft, unread } = this.#writing;
      const { both, draft: joined } = merge(base, draft, newest.document);
      const { edit } = this.words;
      this.notice = edit.conflict + (both.length ? ` ${edit.conflictBoth(both.join(', '))}` : '');
      this.dispatchEvent(new CampaignReadEvent(newest));
      await this.updateComplete;
      this.#write({ base: newest.document, draft: joined, revision: newest.revision, unread });
      this.desk.say(this.notice, true);
    });
  }

  readonly #discard = (): void => {
    if (!confirm(this.words.edit.discardSure)) return;
    this.desk.writings.delete(this.whole.id);
    this.faults = {};
    this.notice = '';
    this.dispatchEvent(new Event('desk-written', { bubbles: true, composed: true }));
    this.requestUpdate();
  };

  override render(): TemplateResult {
    const { edit, unsaved } = this.words;
    const isDirty = this.desk.writings.has(this.whole.id);
    const count = Object.keys(this.faults).length;
    return html`<div class="desk">
      <form class="stack" @submit=${this.#submit} novalidate>
        ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
        ${count ? html`<p class="notice bad">${edit.problems(count)}</p>` : nothing}
        <div class="stack groups">${groups.map((group) => this.#group(group))}</div>
        <div class="bar row">
          <button class="primary" ?disabled=${this.isSaving}>${edit.save}</button>
          ${
            isDirty
              ? html`<button type="button" @click=${this.#discard}>${edit.discard}</button>
                  <span class="small quiet unsaved">${unsaved}</span>`
              : nothing
          }
        </div>
      </form>
      <desk-preview .desk=${this.desk} .campaign=${this.whole.id} .draft=${this.draft}></desk-preview>
      <desk-confirm-iban .desk=${this.desk} @desk-confirmed=${this.#confirmed}></desk-confirm-iban>
    </div>`;
  }

  #group(group: Group): TemplateResult {
    const { name } = group;
    const count = Object.keys(this.faults).filter((place) => groupOf(place) === name).length;
    const isOpen = this.place ? this.place === name : name === 'story';
    return html`<details class="card" data-group=${name} ?open=${isOpen}>
      <summary>
        <h2>${this.words.groups[name]}</h2>
        ${count ? html`<span class="tag out">${count}</span>` : nothing}
      </summary>
      <div class="inner">${groupForm(this, group)}</div>
    </details>`;
  }
}
