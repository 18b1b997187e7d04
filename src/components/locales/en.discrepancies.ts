/** What the panel says of books that do not add up, in English. */
export const enDiscrepancies = {
  mismatch: (source: string, stated: string, counted: string) =>
    `${source}: ${stated} stated, but the entries add up to ${counted}. The smaller sum is shown.`,
  sources: { bank: 'Bank account', book: 'Book', cash: 'Cash', card: 'Card', gifts: 'Donations', sales: 'Sales' },
  flagged: (count: number, number: string) => `${number} ${count === 1 ? 'entry needs' : 'entries need'} checking.`,
};

export type DiscrepanciesMessages = typeof enDiscrepancies;
