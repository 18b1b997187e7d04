import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { DeskError, Whole } from './api.ts';
import { CampaignReadEvent } from './campaign.ts';
import { faultsFrom, faultsOf, groupOf, ibanIn, type Faults } from './checks.ts';
import { DeskElement, type Writing } from './desk-element.ts';
import { conflictNotice, differencesOf, type Conflict } from './conflict.ts';
import { isSame, listAt, pathText, withItem, withoutItem, withValue, type Draft, type Path } from './draft.ts';
import { groups, type Field, type Group } from './fields.ts';
import { groupForm, type FormHost } from './form.ts';
import type { DeskConfirm } from './iban.ts';
import { readTyped } from './input-values.ts';
import { formLook } from './form.styles.ts';
import { look } from './look.styles.ts';
import { editorLook } from './editor.styles.ts';

/** Items of a list that are shown at once. */
const itemsAtOnce = 30;
/** Milliseconds that a press may take at most. */
const longestPress = 3000;

/** Texts by place, of which a list's items have other numbers now. @param next The new number; undefined: the item is gone. */
function renumbered(
  places: Readonly<Record<string, string>>,
  list: string,
  next: (index: number) => number | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(places).flatMap(([place, text]) => {
      const found = place.startsWith(`${list}[`) ? /^\[(\d+)\](.*)$/.exec(place.slice(list.length)) : null;
      if (!found) return [[place, text]];
      const index = next(Number(found[1]));
      return index === undefined ? [] : [[`${list}[${index}]${found[2]}`, text]];
    }),
  );
}

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
    conflict: { state: true },
    isSaving: { state: true },
  };

  declare whole: Whole;
  /** The group that the address names. */
  declare place: string;
  declare faults: Faults;
  /** What someone else has saved meanwhile, as far as it has to be looked at. */
  declare conflict: Conflict | undefined;
  declare isSaving: boolean;
  /** How many items of a list are shown, and which beside those, by its place. */
  readonly #shown = new Map<string, { count: number; also: Set<number> }>();
  #released: Promise<void> | undefined;

  constructor() {
    super();
    this.faults = {};
    this.isSaving = false;
  }

  /** Nothing moves between the press of a button and its release, or what is under the pointer then would be something else. */
  protected override async scheduleUpdate(): Promise<void> {
    await this.#released;
    await super.scheduleUpdate();
  }

  readonly #press = (): void => {
    this.#released = new Promise((resolve) => {
      const release = (): void => {
        for (const name of ends) removeEventListener(name, release, true);
        clearTimeout(timer);
        // After the click, which comes with the release.
        setTimeout(() => {
          this.#released = undefined;
          resolve();
        });
      };
      const ends = ['pointerup', 'pointercancel', 'dragend', 'blur'];
      for (const name of ends) addEventListener(name, release, true);
      const timer = setTimeout(release, longestPress);
    });
  };

  isShown(path: Path, index: number): boolean {
    const { also, count } = this.#shownOf(path);
    return index < count || also.has(index);
  }

  showMore(path: Path): void {
    const shown = this.#shownOf(path);
    shown.count += itemsAtOnce;
    this.requestUpdate();
  }

  #shownOf(path: Path): { count: number; also: Set<number> } {
    const name = pathText(path);
    const found = this.#shown.get(name) ?? { count: itemsAtOnce, also: new Set<number>() };
    this.#shown.set(name, found);
    return found;
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
    const shown = this.#shownOf(path);
    // What could not be read stands at places that have other numbers now, and is kept.
    const moved = (places: Readonly<Record<string, string>>) =>
      isFirst ? renumbered(places, pathText(path), (at) => at + 1) : places;
    if (isFirst) {
      shown.also = new Set([...shown.also].map((at) => at + 1));
      shown.count += 1;
    }
    this.faults = moved(this.faults);
    this.#write({ ...this.#writing, draft: withItem(this.draft, path, {}, isFirst), unread: moved(this.unread) });
    const index = isFirst ? 0 : listAt(this.draft, path).length - 1;
    shown.also.add(index);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[id^="${pathText([...path, index])}."]`)?.focus(),
    );
  }

  takeAway(path: Path, index: number): void {
    const moved = (places: Readonly<Record<string, string>>) =>
      renumbered(places, pathText(path), (at) => (at === index ? undefined : at > index ? at - 1 : at));
    const shown = this.#shownOf(path);
    shown.also = new Set([...shown.also].flatMap((at) => (at === index ? [] : at > index ? [at - 1] : [at])));
    this.faults = moved(this.faults);
    this.#write({ ...this.#writing, unread: moved(this.unread), draft: withoutItem(this.draft, path, index) });
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-add="${path.join('.')}"]`)?.focus(),
    );
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const faults = faultsOf(this.draft, this.unread, { currency: this.whole.currency, words: this.words });
    if (this.#refuse({ ...faults, ...this.#halfTyped() })) return;
    const before = ibanIn(this.#writing.base);
    const after = ibanIn(this.draft);
    if (before === after) void this.#save();
    else this.renderRoot.querySelector<DeskConfirm>('desk-confirm-iban')!.ask(after, before);
  };

  /** Days of which only a part was typed, which the browser keeps to itself, and times of no day. */
  #halfTyped(): Faults {
    const inputs = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=date], input[type=time]')];
    const wrong = inputs.flatMap((input) => {
      const day = input.closest('.pair')?.querySelector('input') ?? input;
      return input.validity.badInput || (input !== day && input.value && !day.value) ? [day.id] : [];
    });
    return Object.fromEntries(wrong.map((id) => [id, this.words.expected.date]));
  }

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
        this.#saved(saved);
      },
      { 400: this.#refused, 409: ({ changed }) => void this.#join(changed) },
    );
    this.isSaving = false;
  }

  #saved(saved: Whole): void {
    this.desk.writings.delete(saved.id);
    this.conflict = undefined;
    this.faults = {};
    this.dispatchEvent(new CampaignReadEvent(saved));
    this.desk.say(this.words.saved);
  }

  readonly #refused = ({ problems }: DeskError): void => {
    const options = { currency: this.whole.currency, words: this.words };
    const faults = faultsFrom(problems, this.draft, options);
    if (faults['confirmIban']) {
      this.renderRoot
        .querySelector<DeskConfirm>('desk-confirm-iban')!
        .ask(ibanIn(this.draft), ibanIn(this.#writing.base), true);
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
    const [, list = '', index] = /^(.*?)\[(\d+)\]/.exec(place) ?? [];
    if (index !== undefined) {
      this.#shownOf(list.split('.')).also.add(Number(index));
      this.requestUpdate();
      await this.updateComplete;
    }
    this.renderRoot.querySelector<HTMLElement>(`[id="${CSS.escape(place)}"]`)?.focus();
  }

  /** Someone else has saved: what they wrote and what is written here are put together, and nothing is lost. */
  async #join(changed: DeskError['changed']): Promise<void> {
    await this.attempt(async () => {
      const newest = await this.desk.api.get<Whole>(`/campaigns/${this.whole.id}`);
      const { base, draft, unread } = this.#writing;
      // The answer to an earlier save got lost: what is written here stands there already.
      if (isSame(newest.document, draft)) return this.#saved(newest);
      const { draft: joined, ...differences } = differencesOf(base, draft, newest.document);
      this.conflict = { ...differences, changed };
      this.dispatchEvent(new CampaignReadEvent(newest));
      await this.updateComplete;
      this.#write({ base: newest.document, draft: joined, revision: newest.revision, unread });
      this.desk.say(this.words.edit.conflict, true);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.conflict')?.focus();
    });
  }

  /** The other one's version of a field, in place of what is written here. */
  readonly #takeTheirs = (path: readonly string[], value: unknown): void => {
    this.put(path, value);
    const differs = this.conflict?.differs.filter((one) => one.path !== path) ?? [];
    if (this.conflict) this.conflict = { ...this.conflict, differs };
  };

  readonly #discard = (): void => {
    if (!confirm(this.words.edit.discardSure)) return;
    this.desk.writings.delete(this.whole.id);
    this.faults = {};
    this.conflict = undefined;
    this.dispatchEvent(new Event('desk-written', { bubbles: true, composed: true }));
    this.requestUpdate();
  };

  override render(): TemplateResult {
    const { edit, unsaved } = this.words;
    const isDirty = this.desk.writings.has(this.whole.id);
    const count = Object.keys(this.faults).length;
    return html`<div class="desk">
      <form class="stack" @submit=${this.#submit} @pointerdown=${this.#press} novalidate>
        ${this.conflict ? conflictNotice(this.conflict, this.words, this.#takeTheirs) : nothing}
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
