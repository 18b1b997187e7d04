/*
 * What Array has too, and what libraries of old replace by something else: Prototype.js and MooTools have an `Array.from` that knows
 * neither sets nor functions, and Prototype.js has a `reduce` and `entries` of its own. Done with the language alone.
 */

/** Folds a list into one value, from the first to the last: `reduce`. */
export function fold<Item, Folded>(
  list: Iterable<Item>,
  start: Folded,
  step: (folded: Folded, item: Item) => Folded,
): Folded {
  let folded = start;
  for (const item of list) folded = step(folded, item);
  return folded;
}

/** A list of so many, each made from its place. */
export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  const list: Item[] = [];
  while (list.length < count) list.push(make(list.length));
  return list;
}

/** Each item of a list with its place: `entries`. */
export function* withIndex<Item>(list: Iterable<Item>): Generator<[index: number, item: Item]> {
  let index = 0;
  for (const item of list) yield [index++, item];
}

/** Whether a text goes on like this at a place: `startsWith`, whose second parameter is another one in Sugar. */
export const beginsAt = (text: string, beginning: string, at: number): boolean =>
  text.slice(at, at + beginning.length) === beginning;
