/*
 * A campaign document while it is being written: plain JSON, never changed in place, with what is empty left out, so that an emptied
 * field is the same as one that nobody wrote.
 */

export type Draft = Readonly<Record<string, unknown>>;
/** Where something stands: `['sources', 0, 'label']`. */
export type Path = readonly (string | number)[];

/** As problems name it: `sources[0].label`. */
export const pathText = (path: Path): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');

export function valueAt(draft: unknown, path: Path): unknown {
  let at = draft;
  for (const key of path) at = isHolder(at) && Object.hasOwn(at, key) ? at[key as never] : undefined;
  return at;
}

/** The list at a place; none is an empty one. */
export const listAt = (draft: Draft, path: Path): readonly unknown[] => {
  const found = valueAt(draft, path);
  return Array.isArray(found) ? (found as unknown[]) : [];
};

/** A draft with another value at a place. `undefined` takes it away, and with it the fields around it that hold nothing more; an item of a list stays. */
export function withValue(draft: Draft, path: Path, value: unknown): Draft {
  return (put(draft, path, value) ?? {}) as Draft;
}

function put(at: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list = Array.isArray(at) ? [...(at as unknown[])] : [];
    list[key] = put(list[key], rest, value) ?? {};
    return list;
  }
  const inner = put(isHolder(at) ? (at as Draft)[key] : undefined, rest, value);
  const fields = { ...(isHolder(at) && !Array.isArray(at) ? at : {}) } as Record<string, unknown>;
  if (inner === undefined) delete fields[key];
  else fields[key] = inner;
  return Object.keys(fields).length ? fields : undefined;
}

export const withItem = (draft: Draft, path: Path, item: Draft, isFirst = false): Draft =>
  withValue(draft, path, isFirst ? [item, ...listAt(draft, path)] : [...listAt(draft, path), item]);

export function withoutItem(draft: Draft, path: Path, index: number): Draft {
  const rest = listAt(draft, path).filter((_item, at) => at !== index);
  return withValue(draft, path, rest.length ? rest : undefined);
}

/** What someone else saved meanwhile and what was written here, together. */
export interface Merged {
  readonly draft: Draft;
  /** Where both changed the same: what was written here is kept. */
  readonly both: readonly string[];
}

/**
 * Joins two ways on from one document. Of fields each keeps its own changes; a list is one value, since nobody can tell which item is
 * which. Where both changed the same, `mine` is kept and named, so that nothing that was written here is lost.
 */
export function merge(base: Draft, mine: Draft, theirs: Draft): Merged {
  const both: string[] = [];
  const draft = join(base, mine, theirs, [], both) as Draft | undefined;
  return { draft: draft ?? {}, both };
}

function join(base: unknown, mine: unknown, theirs: unknown, path: Path, both: string[]): unknown {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  if (![mine, theirs].every((one) => isHolder(one) && !Array.isArray(one))) {
    both.push(pathText(path));
    return mine;
  }
  const [before, own, other] = [isHolder(base) ? base : {}, mine, theirs] as readonly Draft[];
  const joined: Record<string, unknown> = {};
  for (const key of Object.keys({ ...other, ...own })) {
    const value = join(before![key], own![key], other![key], [...path, key], both);
    if (value !== undefined) joined[key] = value;
  }
  return joined;
}

/**
 * Joins two ways on from one list of items: those that either added are there, those that either took away are not, and one that both
 * changed stands there twice, so that neither is overwritten.
 */
export function joinItems(base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const has = (list: readonly unknown[], item: unknown): boolean => list.some((one) => isSame(one, item));
  const joined = mine.filter((item) => !has(base, item) || has(theirs, item));
  let before = -1;
  for (const item of theirs) {
    const at = joined.findIndex((one) => isSame(one, item));
    if (at >= 0) before = at;
    // Behind what it stands behind over there.
    else if (!has(base, item)) joined.splice(++before, 0, item);
  }
  return joined;
}

/** Whether all of a list are objects, which are told apart; a list of plain values is one value. */
export const isItems = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isHolder(one) && !Array.isArray(one));

/** Whether two values are the same JSON, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isHolder(one) || !isHolder(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key as never], other[key as never]))
  );
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;
