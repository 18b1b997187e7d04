import type { RowKind } from '../import/statement.ts';
import { listAt, valueAt, type Draft } from './draft.ts';

/** A source of a saved document, which was checked when it was saved. */
export interface SourceFields {
  readonly id: string;
  readonly label?: string;
  readonly kind?: 'gifts' | 'sales';
  readonly proceeds?: string;
  readonly raised?: string;
  readonly copies?: number;
  readonly complete?: boolean;
}

const all = (document: Draft): readonly SourceFields[] => listAt(document, ['sources']) as readonly SourceFields[];

/** The sources that take a kind of money. What goes out goes from none. */
export function sourcesFor(document: Draft, kind: RowKind): readonly SourceFields[] {
  if (kind !== 'gift' && kind !== 'sale') return [];
  return all(document).filter((source) => (source.kind === 'sales') === (kind === 'sale'));
}

/** Whether one of several sources states a sum, of which money that names no source may be a part: then one has to be named. */
export const mustChoose = (document: Draft, sources: readonly SourceFields[]): boolean =>
  sources.length > 1 &&
  sources.some(
    ({ complete, copies, id, raised }) =>
      !complete && (raised !== undefined || (copies !== undefined && proceedsOf(document, id) !== undefined)),
  );

/** What one copy brings there, as a decimal string. */
export const proceedsOf = (document: Draft, source: string): string | undefined =>
  all(document).find(({ id }) => id === source)?.proceeds ??
  (valueAt(document, ['book', 'proceeds']) as string | undefined);
