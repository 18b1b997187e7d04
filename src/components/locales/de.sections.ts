import type { SectionsMessages } from './en.sections.ts';

/** What the sections say, in German. Nobody is addressed. */
export const deSections: SectionsMessages = {
  all: 'Alles offengelegt',
  names: {
    ledger: 'Buchungen',
    updates: 'Neues',
    press: 'Presse',
    supporters: 'Wer hilft',
    reach: 'Reichweite',
    needs: 'Was hilft',
    embeds: 'Sehen & hören',
    record: 'Was daraus wurde',
  },
  nothing: 'Hier gibt es im Augenblick nichts zu zeigen.',
  loading: 'Wird geladen …',
};
