import { withIndex } from './list.ts';
import { meant, namesFor, type Level } from './field-names.ts';
import { shape as wire, type Shape } from './shape.ts';
import type { GlassjarError } from './errors.ts';
import { notCampaign, Told } from './told.ts';

/** Faults that are told; a file with more of them is another kind of file. */
const mostTold = 50;

/**
 * Fields of a document that the wire format doesn't have where they stand, each with what is likely to be meant: a nearer name, the
 * German one, another level. Fields that begin with `$`, `_`, `#` or `//` are notes, and nobody's business. Those that stand in many
 * items of a list are told once.
 */
export function misspelt(document: unknown): Told[] {
  const found = new Map<
    string,
    { readonly path: string; readonly level: Level; readonly name: string; readonly value: unknown; count: number }
  >();

  const visit = (value: unknown, shape: Shape, path: string, level: string): void => {
    if (typeof shape === 'string' || typeof value !== 'object' || value === null) return;
    if (Array.isArray(shape)) {
      if (!Array.isArray(value)) return;
      for (const [index, item] of withIndex(value as unknown[]))
        visit(item, shape[0] as Shape, `${path}[${index}]`, `${level}[]`);
      return;
    }
    if (Array.isArray(value)) return;
    const fields = namesOf(shape as Fields);
    for (const [name, inner] of Object.entries(value)) {
      const known = fields.get(name);
      const at = path ? `${path}.${name}` : name;
      if (known !== undefined) visit(inner, known, at, level ? `${level}.${name}` : name);
      else if (!/^(?:[$_#]|\/\/)/.test(name)) {
        const key = `${level} ${name}`;
        const same = found.get(key);
        if (same) same.count += 1;
        else if (found.size < mostTold)
          found.set(key, {
            path: at.slice(0, 120),
            level: { path: level, names: [...fields.keys()] },
            name,
            value: inner,
            count: 0,
          });
      }
    }
  };
  visit(document, wire, '', '');

  return [...found.values()].map(
    ({ count, level, name, path, value }) =>
      new Told(path, (words) => {
        const { field, places } = meant(name, level);
        const told = isWrapper(value)
          ? words.oneLevelUp
          : field
            ? words.meantField(JSON.stringify(field))
            : places.length
              ? words.elsewhere(places)
              : words.unknownField(namesFor(level.names));
        return count ? `${told} (${words.moreOfThem(count)})` : told;
      }),
  );
}

/** What was thrown of a document in which nothing can be shown, with the names under which what it lacks may stand there. */
export function alsoMisspelt(error: GlassjarError, document: unknown): GlassjarError {
  const known = error.problems.filter((problem) => problem instanceof Told);
  return notCampaign([...known, ...misspelt(document)], error);
}

type Fields = Readonly<Record<string, Shape>>;

const known = new Map<Fields, ReadonlyMap<string, Shape>>();

/** A level's fields by their name, without the mark of a must. */
function namesOf(fields: Fields): ReadonlyMap<string, Shape> {
  let names = known.get(fields);
  if (!names)
    known.set(fields, (names = new Map(Object.entries(fields).map(([name, shape]) => [name.replace('!', ''), shape]))));
  return names;
}

/** Whether a campaign was put into a field of its own: `{ "campaign": { "title": … } }`. */
function isWrapper(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = namesOf(wire);
  return (
    ['title', 'currency', 'glassjar', 'sources', 'entries'].filter(
      (name) => Object.hasOwn(value, name) && names.has(name),
    ).length > 1
  );
}
