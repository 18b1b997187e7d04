import type { NeedsMessages } from './en.needs.ts';

/** What the list of needs says, in German. */
export const deNeeds: NeedsMessages = {
  needs: 'Was hilft',
  noMoney: 'Bitte kein Geld',
  open: 'offen',
  met: 'erledigt',
  unmet: 'offen geblieben',
  summary: (_count, met, all) => `${met} von ${all} erledigt`,
  progress: (got, wanted) => `${got} von ${wanted}`,
  help: 'Ich kann helfen',
};
