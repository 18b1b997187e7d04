/* The campaign that is asked for: about 1.2 KB as it goes over the wire. */
export const benchDocument = (): Record<string, unknown> => ({
  glassjar: 1,
  id: 'mara',
  title: '#einBuchFürMara',
  summary: 'A made-up campaign of the size of a real one: a children’s author falls ill, and her readers buy her book.',
  url: 'https://example.org/mara',
  language: 'de',
  currency: 'EUR',
  organiser: { name: 'Jo Beispiel' },
  beneficiary: { name: 'Mara und ihre Familie' },
  goal: { amount: '15000', label: 'sechs Monate Miete' },
  milestones: [{ amount: '5000', label: 'zwei Monate' }],
  sources: [
    { id: 'bank', label: 'Spendenkonto', raised: '9184.00', supporters: 431 },
    { id: 'book', label: 'Buch', kind: 'sales', copies: 429, proceeds: '7.68' },
  ],
  give: { bank: { holder: 'Mara Hilfsfonds e. V.', iban: 'DE89370400440532013000', reference: 'Mara' } },
  share: { text: 'Kauft dieses Buch', hashtags: ['einBuchFürMara'] },
});
