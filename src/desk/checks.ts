import type { Problem } from '../core/errors.ts';
import { parseIban } from '../core/iban.ts';
import { read } from '../core/read.ts';
import { valueAt, type Draft } from './draft.ts';
import { groups, type Field } from './fields.ts';
import { readTyped, type InputOptions } from './input-values.ts';
import type { DeskWords } from './words/en.ts';

/** What is wrong, by place: a sentence that says what is expected. */
export type Faults = Readonly<Record<string, string>>;

/** What is wrong with a draft, before the server is asked. */
export function faultsOf(draft: Draft, unread: Readonly<Record<string, string>>, options: InputOptions): Faults {
  const { words } = options;
  const faults: Record<string, string> = {};
  read(draft, undefined, (path, expected) => {
    faults[path] = words.expected[expected as keyof DeskWords['expected']] ?? words.expected.other;
  });
  for (const [path, text] of Object.entries(unread)) {
    const field = fieldAt(path);
    const typed = field && readTyped(field.kind, text, options);
    faults[path] = typed && 'fault' in typed ? typed.fault : words.expected.other;
  }
  return faults;
}

/** What the server found wrong. Its sentences are English; those that a person meets have words of their own. */
export const faultsFrom = (problems: readonly Problem[], draft: Draft, options: InputOptions): Faults => ({
  ...Object.fromEntries(problems.map(({ message, path }) => [path, message])),
  ...faultsOf(draft, {}, options),
});

/** The field of a place: `sources[0].label`. */
function fieldAt(place: string): Field | undefined {
  const path = place.replace(/\[\d+\]/g, '');
  for (const { parts } of groups) {
    for (const { fields, path: at } of parts) {
      const found = fields.find(({ key }) => [...at, key].join('.') === path);
      if (found) return found;
    }
  }
  return undefined;
}

/** The group in which a place is found. */
export function groupOf(place: string): string | undefined {
  const path = place.replace(/\[\d+\]/g, '');
  // The part that says most of the place: `give.links.url` belongs to the links and not to all of `give`.
  const found = groups
    .flatMap(({ name, parts }) => parts.map((part) => ({ name, part })))
    .filter(({ part }) =>
      part.path.length ? `${path}.`.startsWith(`${part.path.join('.')}.`) : part.fields.some(({ key }) => path === key),
    )
    .sort((a, b) => b.part.path.length - a.part.path.length);
  return found[0]?.name;
}

/** The account of a draft, as it would be asked to give to. */
export function ibanIn(draft: Draft): string | undefined {
  const found = valueAt(draft, ['give', 'bank', 'iban']);
  return typeof found === 'string' ? parseIban(found) : undefined;
}
