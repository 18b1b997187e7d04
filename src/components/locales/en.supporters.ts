/** What the list of supporters says, in English. */
export const enSupporters = {
  supporters: 'Who gave',
  /** Stands after an amount of which part was given back. */
  reduced: 'after a refund',
  unnamed: (_count: number, number: string) => `and ${number} more`,
  others: 'and others',
  gave: (count: number, number: string) => `${number} ${count === 1 ? 'person' : 'people'} gave.`,
  noneNamed: 'Nobody is named here.',
  /** Where names come on request, since there are very many. */
  load: 'Load the names',
  loading: 'The names are loading.',
  loadFailed: 'The names could not be loaded.',
  retry: 'Try again',
  withdrawn: 'All names have been withdrawn. No sum has changed by it.',
  together: (amount: string) => `${amount} came in.`,
  search: 'Search names and messages',
  found: (number: string) => `${number} found`,
  showMore: (number: string) => `Show ${number} more`,
  shown: (shown: string, all: string) => `${shown} of ${all} shown`,
};

export type SupportersMessages = typeof enSupporters;
