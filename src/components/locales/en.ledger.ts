/** What the ledger says, in English. Figures and dates come formatted. */
export const enLedger = {
  cameIn: 'Came in',
  wentOut: 'Went out',
  fees: 'Fees',
  inTheJar: 'Still in the jar',
  nothingYet: 'nothing yet',
  whereFrom: 'Where it came from',
  whatFor: 'What it went to',
  other: 'Other',
  donations: 'Donations',
  sales: 'Sales',

  entries: 'All entries',
  count: (count: number, number: string) => `${number} ${count === 1 ? 'entry' : 'entries'}`,
  found: (count: number, number: string, all: string, sum: string) =>
    `${number} of ${all} ${count === 1 ? 'entry' : 'entries'}${sum && `, together ${sum}`}`,
  noneFound: 'No entry fits.',
  showAll: 'Show all entries',
  filter: 'Choose entries',
  all: 'All',
  source: 'Source',
  allSources: 'All sources',
  noSource: 'Without a source',
  search: 'Search',
  searchHint: 'Name, purpose or amount',
  download: 'Download all entries',
  /** Where sums stand for entries that are too many to load for everyone. */
  summedUp: (number: string) => `Sums of ${number} entries.`,
  readAll: 'Load every entry, and add them up here',
  reading: 'The entries are loading.',
  readFailed: 'The entries could not be loaded. The sums stand.',
  retry: 'Try again',

  date: 'Date',
  what: 'What or who',
  amount: 'Amount',
  balance: 'Balance',
  anonymous: 'Anonymous',
  sale: 'Sale',
  expense: 'Expense',
  givenBack: 'Given back',
  cameBack: 'Money that came back',
  grant: 'Grant',
  fee: 'Fee',
  loss: 'Loss',
  refund: 'Refund',
  dispute: 'Charged back by the bank',
  disputeWon: 'Chargeback won',
  void: 'Corrected',
  quote: (text: string) => `“${text}”`,
  takesBack: (what: string, date: string, amount: string) => `takes back: ${what}, ${date}, ${amount}`,
  takenBack: (date: string) => `taken back on ${date}`,
  duplicate: 'Stands twice under one id; this one is not counted',
  reversesNothing: 'Takes back an entry that is not here',
  unknownSource: 'Names no source there is',
  carried: (label: string) => `${label}, not listed one by one`,

  sound: (count: number, number: string) =>
    `${number} ${count === 1 ? 'entry adds' : 'entries add'} up to the stated sums`,
  part: (count: number, number: string) =>
    `${number} ${count === 1 ? 'entry is' : 'entries are'} part of the stated sums`,
  counted: (count: number, number: string) => `${number} ${count === 1 ? 'entry' : 'entries'} added up on this page`,
  unsound: 'The books don’t add up',
  untilMended: 'Until the organiser has mended this, the smaller sum is shown.',
  damaged: 'Some lines of the books could not be read, so nothing is added up or checked here.',
  noEntries: 'These are the sums as the organiser states them; no single entries have been published.',
  how: 'How this is checked',
  limits:
    'Your browser has just added up all published entries. It can’t tell whether every gift is among them, nor whether the money was spent as they say.',
  stated: (source: string, stated: string, counted: string) =>
    `${source}: ${stated} stated, entries add up to ${counted}`,
  partly: (source: string, stated: string, counted: string, rest: string) =>
    `${source}: ${stated} stated, entries add up to ${counted}, ${rest} not listed one by one`,
  notItemised: (source: string, stated: string) => `${source}: ${stated} stated, not listed one by one`,
  jar: (raised: string, spent: string, fees: string, balance: string) =>
    `${raised} in − ${spent} out${fees && ` − ${fees} fees`} = ${balance} in the jar`,
  flaws: {
    sum: (source: string, stated: string, counted: string) =>
      `${source}: ${stated} stated, but the entries add up to ${counted}.`,
    duplicate: (entry: string) => `Entry “${entry}” stands more than once; it is counted once.`,
    reversesNothing: (entry: string) => `Entry “${entry}” takes back an entry that is not here or goes the same way.`,
    unknownSource: (entry: string) =>
      entry ? `Entry “${entry}” names no source there is.` : 'An entry names no source there is.',
    duplicateSource: (source: string) => `Source “${source}” stands more than once; the first one counts.`,
    copies: (source: string) => `${source}: the number of copies contradicts the stated sum.`,
    negative: (source: string) =>
      source ? `${source}: more went back than came in.` : 'More was taken back than was ever booked.',
    more: (count: number, number: string) => `And ${number} more ${count === 1 ? 'mistake' : 'mistakes'}.`,
  },
};

export type LedgerMessages = typeof enLedger;
