/** What the organiser's news say, in English. */
export const enUpdates = {
  updates: 'Updates',
  pinned: 'Pinned',
  edited: 'edited',
  today: 'today',
  yesterday: 'yesterday',
  daysAgo: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} ago`,
  readOn: 'Read on',
  readLess: 'Show less',
  earlier: (count: number, number: string) => `Show ${number} earlier ${count === 1 ? 'update' : 'updates'}`,
  shownMore: (count: number, number: string) => `${number} more ${count === 1 ? 'update' : 'updates'} shown`,
  kinds: {
    news: 'News',
    book: 'Book',
    money: 'Money',
    thanks: 'Thanks',
    health: 'Health',
    press: 'Press',
    milestone: 'Milestone',
    correction: 'Correction',
  },
};

export type UpdatesMessages = typeof enUpdates;
