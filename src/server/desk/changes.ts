import type { Change } from '../store/store.ts';

/** What the log of changes can say, as a closed list. */
export type ChangeKind =
  | 'create'
  | 'edit'
  | 'iban'
  | 'ways'
  | 'publish'
  | 'unpublish'
  | 'entries'
  | 'reverse'
  | 'give-back'
  | 'source'
  | 'name'
  | 'erase';

/** Those after which the document is another one. */
export const edits: ReadonlySet<string> = new Set<ChangeKind>(['create', 'edit', 'iban', 'ways']);

/**
 * A line for the log of changes. @param detail Names fields, counts and masked accounts; never a person, since the log outlives an
 * erased name.
 */
export const change = (now: number, actor: string, what: ChangeKind, detail?: string): Change => ({
  at: new Date(now).toISOString(),
  actor,
  what,
  ...(detail !== undefined && { detail: detail.slice(0, 500) }),
});
