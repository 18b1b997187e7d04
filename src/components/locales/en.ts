/** All that the elements say, in English. Its type is what every other language must have. Figures and dates come formatted. */
export const en = {
  /** A value known only as a lower bound. */
  atLeast: (value: string) => `at least ${value}`,
  about: (value: string) => `about ${value}`,
  raised: 'raised',
  ofGoal: (goal: string) => `of ${goal}`,
  goal: (goal: string) => `Goal: ${goal}`,
  towards: 'How far towards the goal',
  reached: 'reached',
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
  reference: 'Reference',

  buy: 'Buy',
  buyAt: (title: string, shop: string) => `Buy “${title}” at ${shop}`,
  alsoAt: 'Also at',
  by: (author: string) => `by ${author}`,
  /** `holds`: today, or in the past. */
  perCopy: (amount: string, whom: string, holds: boolean) =>
    `${amount} of every copy ${holds ? 'goes' : 'went'} to ${whom || 'the campaign'}`,
  price: (price: string) => `${price} a copy`,
  notGift: 'Counted apart from donations.',
  rank: (place: string, list: string) => `No. ${place} on ${list}`,
  pledge: (date: string, holds: boolean) => `${holds ? 'Holds' : 'It held'} until ${date}.`,

  shares: (count: number, number: string) => `${number} ${count === 1 ? 'share' : 'shares'}`,
  counted: (date: string) => `counted on ${date}`,
  share: 'Share',
  shareOn: (network: string) => `Share on ${network}`,
  more: 'More ways to share',

  everything: 'Everything in the open',
  /** What stands in no entry of its own. */
  notListed: (amount: string) => `${amount} not listed one by one`,
  failed: 'This part could not be loaded.',
  retry: 'Try again',
  reload: 'Reload the page',
  data: 'All details as a file',
  addUp: (count: number, number: string) => `${number} ${count === 1 ? 'entry adds' : 'entries add'} up`,
};

/** What a language must have. */
export type Messages = typeof en;
