import type { PasteKind } from '../core/paste.ts';
import { listAt, valueAt, type Draft } from './draft.ts';

/** A source of a saved document, which was checked when it was saved. */
export interface SourceFields {
  readonly id: string;
  readonly label?: string;
  readonly kind?: 'gifts' | 'sales';
  readonly proceeds?: string;
}

const all = (document: Draft): readonly SourceFields[] => listAt(document, ['sources']) as readonly SourceFields[];

/** The sources that take a kind of money. What goes out goes from none. */
export function sourcesFor(document: Draft, paste: PasteKind): readonly SourceFields[] {
  if (paste !== 'gift' && paste !== 'sale') return [];
  return all(document).filter(({ kind = 'gifts' }) => (kind === 'sales') === (paste === 'sale'));
}

/** What one copy brings there, as a decimal string. */
export const proceedsOf = (document: Draft, source: string): string | undefined =>
  all(document).find(({ id }) => id === source)?.proceeds ??
  (valueAt(document, ['book', 'proceeds']) as string | undefined);
