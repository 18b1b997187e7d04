import type { SectionsMessages } from './en.sections.ts';

/** What the sections say, in German, with the informal address (du). */
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
  failed: 'Dieser Abschnitt ließ sich nicht laden. Prüf die Verbindung und versuch es noch einmal.',
  retry: 'Noch einmal versuchen',
  stuck: 'Es geht noch immer nicht. Manche Browser fragen erst wieder an, wenn die Seite neu geladen wird.',
  reload: 'Seite neu laden',
};

/** German, with the formal address (Sie): only what differs. */
export const deSectionsFormal: Partial<SectionsMessages> = {
  failed: 'Dieser Abschnitt ließ sich nicht laden. Bitte prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
};
