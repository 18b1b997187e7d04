/** What the sections say, in English. */
export const enSections = {
  all: 'Everything in the open',
  names: {
    ledger: 'Entries',
    updates: 'Updates',
    press: 'In the media',
    supporters: 'Supporters',
    reach: 'Reach',
    needs: 'What helps',
    embeds: 'Watch & listen',
    record: 'What became of it',
  },
  nothing: 'There is nothing to show here at the moment.',
  loading: 'Loading …',
};

export type SectionsMessages = typeof enSections;
