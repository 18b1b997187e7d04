/** What the reach says, in English. Figures and dates come formatted. */
export const enReach = {
  shares: 'Shares',
  sharesOn: (network: string) => `Shared on ${network}`,
  /** Ways to share that are no network. */
  channels: { copy: 'Link copied', system: 'With another app', email: 'By e-mail' },
  ranks: 'Bestseller rank',
  rankAt: (list: string) => `Bestseller rank at ${list}`,
  place: (number: string) => `No. ${number}`,
  /** How many could have seen it. */
  theoretical: (value: string) => `theoretically up to ${value}`,

  /** When a value was taken, for each topic. */
  taken: {
    shares: (date: string) => `counted on ${date}`,
    reach: (date: string) => `measured on ${date}`,
    ranks: (date: string) => `as of ${date}`,
  },
  undated: 'no date is given',
  best: (place: string, date: string) => `best: ${place}, ${date}`,
  /** Values of one moment, in their order. */
  inTurn: (values: string) => `First ${values}.`,
  next: ', then ',
  more: (count: number, number: string) => `${number} more ${count === 1 ? 'is' : 'are'} in the table.`,

  chart: (topic: string, courses: string) => `${topic}, a line chart. ${courses}`,
  course: (first: string, firstDate: string, last: string, lastDate: string) =>
    `from ${first} on ${firstDate} to ${last} on ${lastDate}`,
  once: (value: string, date: string) => `${value} on ${date}`,
  measurements: 'Measurements, one by one',
  /** Where there are more than a chart can show. */
  charted: {
    largest: (number: string) => `The chart shows the ${number} largest.`,
    best: (number: string) => `The chart shows the ${number} best.`,
  },
  joined: 'The points were measured; the lines only join them.',
  turned: 'Lower is better: No. 1 is on top, and the scale goes in powers of ten.',
  marks: {
    exact: 'as counted',
    'at-least': 'at least: this many or more',
    about: 'about: not exact',
    theoretical: 'theoretical: how many could have seen it, not how many did',
  },
  asTable: 'As a table',
  when: 'When',
  value: { shares: 'Shares', reach: 'Value', ranks: 'Rank' },

  snowball: 'How far sharing can reach',
  people: 'People who share it',
  contacts: 'Contacts of each',
  readers: (count: number, number: string) => `about ${number} ${count === 1 ? 'reader' : 'readers'}`,
  overlap: 'An estimate that ignores overlap: whoever is a contact of several people is counted several times.',
  badNumber: (least: string, most: string) => `Write whole numbers from ${least} to ${most}, digits only.`,
};

export type ReachMessages = typeof enReach;
