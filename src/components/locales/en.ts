/** All that the elements say, in English. Its type is what every other language must have. Figures and dates come formatted. */
export const en = {
  /** A value known only as a lower bound. */
  atLeast: (value: string) => `at least ${value}`,
  about: (value: string) => `about ${value}`,
  raised: 'raised',
  ofGoal: (goal: string) => `of ${goal}`,
  ofGoalPercent: (raised: string, goal: string, percent: string) => `${raised} of ${goal}, ${percent}`,
  towards: 'How far towards the goal',
  milestone: (amount: string, label: string, reached: boolean) =>
    `${amount}${label && `: ${label}`}${reached ? ' (reached)' : ''}`,
  donations: 'Donations',
  sales: 'Sales',
  books: (count: number, number: string) => `${number} ${count === 1 ? 'book' : 'books'}`,
  people: (count: number, number: string) => `${number} ${count === 1 ? 'person' : 'people'}`,

  asOf: (when: string) => `As of ${when}`,
  minutesAgo: (minutes: number) => (minutes < 1 ? 'just now' : `${minutes} min ago`),
  hoursAgo: (hours: number) => `${hours} h ago`,
  stale: (when: string) => `Newer figures can’t be reached just now. Last checked ${when}.`,
  forWhom: (name: string) => `For ${name}`,
  organisedBy: (name: string) => `organised by ${name}`,
  starts: (date: string) => `Starts on ${date}`,
  ended: (date: string) => `Ended on ${date}. Thank you!`,

  donate: 'Donate',
  donateBy: (way: string) => `Donate by ${way}`,
  otherWays: 'Other ways to give',
  transfer: 'Bank transfer',
  holder: 'Account holder',
  iban: 'IBAN',
  bic: 'BIC',
  reference: 'Reference',

  buy: 'Buy',
  buyAt: (title: string, shop: string) => `Buy “${title}” at ${shop}`,
  alsoAt: 'Also at',
  by: (author: string) => `by ${author}`,
  perCopy: (amount: string, whom: string) =>
    `${amount} of every copy ${whom ? `goes to ${whom}` : 'goes to the campaign'}`,
  perCopyThen: (amount: string, whom: string) => `${amount} of every copy went to ${whom || 'the campaign'}`,
  price: (price: string) => `${price} a copy`,
  notGift: 'Counted apart from donations.',
  sold: (copies: string, each: string, total: string) => `${copies} × ${each} = ${total}`,
  rank: (place: string, list: string) => `No. ${place} on ${list}`,
  pledgeHolds: (date: string) => `Holds until ${date}.`,
  pledgeOver: (date: string) => `It held until ${date}.`,

  shares: (count: number, number: string) => `${number} ${count === 1 ? 'share' : 'shares'}`,
  counted: (date: string) => `counted on ${date}`,
  share: 'Share',
  shareOn: (network: string) => `Share on ${network}`,
  shareBy: (way: string) => `Share by ${way}`,
  more: 'More ways to share',
  fewer: 'Fewer',

  everything: 'Everything in the open',
  addUp: (count: number, number: string) => `${number} ${count === 1 ? 'entry adds' : 'entries add'} up`,
  mismatch: (source: string, stated: string, counted: string) =>
    `${source}: ${stated} stated, but the entries add up to ${counted}. The smaller sum is shown.`,
  flagged: (count: number, number: string) => `${number} ${count === 1 ? 'entry needs' : 'entries need'} checking.`,
};

/** What a language must have. */
export type Messages = typeof en;
