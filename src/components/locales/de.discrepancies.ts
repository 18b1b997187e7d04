import type { DiscrepanciesMessages } from './en.discrepancies.ts';

/** What the panel says of books that do not add up, in German. */
export const deDiscrepancies: DiscrepanciesMessages = {
  mismatch: (source, stated, counted) =>
    `${source}: Angegeben sind ${stated}, die Buchungen ergeben ${counted}. Gezeigt wird die kleinere Summe.`,
  sources: { bank: 'Konto', book: 'Buch', cash: 'Bar', card: 'Karte', gifts: 'Spenden', sales: 'Verkauf' },
  flagged: (count, number) => `${number} ${count === 1 ? 'Buchung ist' : 'Buchungen sind'} zu prüfen.`,
};
