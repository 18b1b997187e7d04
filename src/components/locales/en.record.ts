/** What the record of an ended campaign says, in English. */
export const enRecord = {
  record: 'What remains',
  ended: (date: string) => `Ended on ${date}`,
  days: (count: number, number: string) => `${number} ${count === 1 ? 'day' : 'days'}`,
  raised: 'Came in',
  spent: 'Went to the purpose',
  fees: 'Fees',
  balance: 'Left over',
  nothingRaised: 'Nothing',
  nothingLeft: 'Nothing',
  noFees: 'None',
  nothingSpent: 'Nothing yet',
  unknown: 'Not stated',
  spentUnknown: 'What was spent is not stated here.',
  sumsOf: (when: string) => `The sums are of ${when}.`,
  happened: 'What happened',
  gave: (count: number, number: string) => `${number} ${count === 1 ? 'person' : 'people'} gave`,
  sold: (count: number, number: string) => `${number} ${count === 1 ? 'book was' : 'books were'} sold`,
  rank: (place: string, list: string) => `No. ${place} on ${list} at best`,
  shared: (count: number, number: string) => `shared ${number} ${count === 1 ? 'time' : 'times'}`,
  /** How many could have seen it, which is more than have. */
  theoretical: (value: string) => `${value} in theory`,
  press: (outlets: string) => `In the media: ${outlets}`,
  andMore: (count: number, outlets: string, number: string) =>
    `${outlets} and ${number} ${count === 1 ? 'other' : 'others'}`,
  withdrawn: 'The names of those who gave have been withdrawn. No sum has changed by it.',
};

export type RecordMessages = typeof enRecord;
