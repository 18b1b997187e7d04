import { deDiscrepancies } from '../locales/de.discrepancies.ts';
import { enDiscrepancies } from '../locales/en.discrepancies.ts';

/** Ids that many files have, by what they mean. */
const meanings: Readonly<Record<string, keyof typeof enDiscrepancies.sources>> = {
  account: 'bank',
  bank: 'bank',
  konto: 'bank',
  transfer: 'bank',
  ueberweisung: 'bank',
  book: 'book',
  books: 'book',
  buch: 'book',
  bar: 'cash',
  cash: 'cash',
  card: 'card',
  karte: 'card',
  donations: 'gifts',
  gifts: 'gifts',
  spenden: 'gifts',
  sales: 'sales',
  shop: 'sales',
  verkauf: 'sales',
};

/** Names that are the same in each language. */
const brands: Readonly<Record<string, string>> = {
  betterplace: 'betterplace.org',
  gofundme: 'GoFundMe',
  'ko-fi': 'Ko-fi',
  kofi: 'Ko-fi',
  liberapay: 'Liberapay',
  patreon: 'Patreon',
  paypal: 'PayPal',
  steady: 'Steady',
  stripe: 'Stripe',
};

/**
 * What a source is called where money is told by it: as its author says, else by its id in the reader's language, where that is a word
 * that many files have; else by the id itself.
 * @param locale BCP 47.
 */
export function sourceName(
  {
    id,
    kind = 'gifts',
    label,
  }: { readonly id: string; readonly kind?: 'gifts' | 'sales'; readonly label?: string | undefined },
  locale: string,
): string {
  if (label) return label;
  const { sources } = /^de\b/i.test(locale) ? deDiscrepancies : enDiscrepancies;
  const key = id.toLowerCase();
  if (!key) return sources[kind];
  if (Object.hasOwn(brands, key)) return brands[key]!;
  return Object.hasOwn(meanings, key) ? sources[meanings[key]!] : id;
}
