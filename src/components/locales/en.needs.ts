/** What the list of needs says, in English. */
export const enNeeds = {
  needs: 'What helps',
  noMoney: 'Please no money',
  open: 'open',
  met: 'done',
  unmet: 'stayed open',
  summary: (count: number, met: string, all: string) => `${met} of ${all} ${count === 1 ? 'is' : 'are'} done`,
  progress: (got: string, wanted: string) => `${got} of ${wanted}`,
  help: 'I can help',
};

export type NeedsMessages = typeof enNeeds;
