import type { Fact, ProviderEvent } from '../../src/server/books/facts.ts';
import type { Change, NewDonation, NewEntry, Store, StoredCampaign } from '../../src/server/store/store.ts';

/* What the contract of a store is tried with. */

/** A store under test, and the ways around it. */
export interface Bench {
  readonly store: Store;
  /** Opens the same database once more, as another process does. */
  readonly again: () => Promise<Store>;
  /** Runs SQL behind the store's back. */
  readonly tamper: (sql: string) => Promise<void>;
}

export type OpenBench = () => Promise<Bench>;

export const eur = (minor: number): { readonly minor: number; readonly currency: string } => ({
  minor,
  currency: 'EUR',
});

export const change: Change = { at: '2026-03-01T08:00:00.000Z', actor: 'desk', what: 'update' };

export const mara: Omit<StoredCampaign, 'version'> = {
  id: 'mara',
  document: { glassjar: 1, title: '#einBuchFürMara', currency: 'EUR' },
  currency: 'EUR',
  isPublished: true,
};

export const line = (key: string, more: Partial<NewEntry> = {}): NewEntry => ({
  at: '2026-03-01',
  flow: 'gift+',
  reason: 'donation',
  amount: eur(1000),
  source: 'bank',
  key,
  ...more,
});

export const begun = (reference: string, more: Partial<NewDonation> = {}): NewDonation => ({
  key: `key-${reference}`,
  fingerprint: 'same',
  reference,
  campaign: 'mara',
  source: 'stripe',
  amount: eur(2500),
  ...more,
});

export const paid = (payment: string, minor = 2500): Fact => ({
  kind: 'paid',
  at: '2026-03-01T10:00:00Z',
  payment,
  amount: eur(minor),
});

export const refund = (id: string, minor: number, state: 'pending' | 'done' | 'failed' = 'done'): Fact => ({
  kind: 'refund',
  at: '2026-03-05T10:00:00Z',
  refund: id,
  amount: eur(minor),
  state,
});

export const event = (
  id: string,
  facts: readonly Fact[],
  about: ProviderEvent['about'],
  more: Partial<ProviderEvent> = {},
): ProviderEvent => ({ provider: 'stripe', id, type: 'test', about, facts, ...more });

/** Sums of one source, or what a source has of which nothing is known. */
export async function sourceSums(store: Store, source: string, campaign = 'mara') {
  const { sources } = await store.sums(campaign);
  const { gifts, givers, sales } = sources.find((row) => row.source === source) ?? { gifts: 0, givers: 0, sales: 0 };
  return { gifts, givers, sales };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** All orders of a few things. */
export function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length < 2) yield [...items];
  else
    for (const [index, first] of items.entries()) {
      for (const rest of orders([...items.slice(0, index), ...items.slice(index + 1)])) yield [first, ...rest];
    }
}
