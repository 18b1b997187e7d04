import { html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../core/format.ts';
import type { Changed } from './api.ts';
import { isItems, isSame, joinItems, merge, valueAt, withValue, type Draft } from './draft.ts';
import { momentOf } from './input-values.ts';
import type { DeskWords } from './words/en.ts';

/* What two wrote at the same time, field by field. */

/** A field that both changed. */
export interface Difference {
  readonly path: readonly string[];
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Conflict {
  /** Fields that both changed: what was written here stands until someone chooses. */
  readonly differs: readonly Difference[];
  /** Lists to which both wrote: what either added stands there. */
  readonly joined: readonly string[];
  /** Fields that only the other one changed, which are here now. */
  readonly taken: readonly string[];
  readonly changed: Pick<Changed, 'actor' | 'at'> | undefined;
}

/** Puts both together. Nothing that either wrote is gone: lists have the items of both, and of single values both are named. */
export function differencesOf(
  base: Draft,
  mine: Draft,
  theirs: Draft,
): Omit<Conflict, 'changed'> & { readonly draft: Draft } {
  const merged = merge(base, mine, theirs);
  let { draft } = merged;
  const differs: Difference[] = [];
  const joined: string[] = [];
  for (const place of merged.both) {
    const path = place.split('.');
    const [before, own, other] = [base, mine, theirs].map((one) => valueAt(one, path));
    if (isItems(own) && isItems(other)) {
      draft = withValue(draft, path, joinItems(isItems(before) ? before : [], own, other));
      joined.push(place);
    } else differs.push({ path, mine: own, theirs: other });
  }
  const taken = Object.keys({ ...base, ...theirs }).filter(
    (field) => !isSame(base[field], theirs[field]) && isSame(base[field], mine[field]),
  );
  return { draft, differs, joined, taken };
}

/** @param onTake Takes the other one's version of a field. */
export function conflictNotice(
  { changed, differs, joined, taken }: Conflict,
  words: DeskWords,
  onTake: (path: readonly string[], value: unknown) => void,
): TemplateResult {
  const { edit, log } = words;
  const who = changed && (changed.actor === 'desk' ? log.desk : changed.actor);
  const when = changed && formatDate(momentOf(changed.at), words.locale);
  const names = (places: readonly string[]): string => places.map((place) => fieldLabel(place, words)).join(', ');
  return html`<div class="notice conflict stack close" tabindex="-1" role="group" aria-label=${edit.conflict}>
    <p><b>${who && when ? edit.changedBy(who, when) : edit.conflict}</b> ${edit.conflictHelp}</p>
    ${taken.length ? html`<p>${edit.conflictTaken(names(taken))}</p>` : nothing}
    ${joined.length ? html`<p>${edit.conflictJoined(names(joined))}</p>` : nothing}
    ${differs.map(
      (one) =>
        html`<div class="difference">
          <b>${fieldLabel(one.path.join('.'), words)}</b>
          <dl>
            <dt>${edit.yours}</dt>
            <dd><bdi>${shown(one.mine, words)}</bdi></dd>
            <dt>${edit.theirs}</dt>
            <dd><bdi>${shown(one.theirs, words)}</bdi></dd>
          </dl>
          <button
            type="button"
            aria-label="${edit.takeTheirs}: ${fieldLabel(one.path.join('.'), words)}"
            @click=${() => onTake(one.path, one.theirs)}
          >
            ${edit.takeTheirs}
          </button>
        </div>`,
    )}
  </div>`;
}

/** What a place of the document is called: with what it belongs to, where its own name says too little. */
export function fieldLabel(place: string, { fields, groups }: Pick<DeskWords, 'fields' | 'groups'>): string {
  const [first = '', ...rest] = place.split('.');
  const own = fields[place]?.label ?? rest.at(-1) ?? first;
  const whole = fields[first]?.label ?? (groups as Readonly<Record<string, string>>)[first] ?? first;
  return rest.length ? `${whole}: ${own}` : (fields[first]?.label ?? whole);
}

function shown(value: unknown, { edit }: DeskWords): string {
  if (value === undefined) return edit.empty;
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
