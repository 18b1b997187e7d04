import type { UpdatesMessages } from './en.updates.ts';

/** What the organiser's news say, in German. Nobody is addressed. */
export const deUpdates: UpdatesMessages = {
  updates: 'Neuigkeiten',
  pinned: 'Angeheftet',
  edited: 'bearbeitet',
  today: 'heute',
  yesterday: 'gestern',
  daysAgo: (days) => (days === 1 ? 'vor 1 Tag' : `vor ${days} Tagen`),
  readOn: 'Weiterlesen',
  readLess: 'Weniger zeigen',
  earlier: (count, number) => `${number} ${count === 1 ? 'frühere Nachricht' : 'frühere Nachrichten'} zeigen`,
  shownMore: (count, number) => `${number} weitere ${count === 1 ? 'Nachricht' : 'Nachrichten'} gezeigt`,
  kinds: {
    news: 'Aktuell',
    book: 'Buch',
    money: 'Geld',
    thanks: 'Danke',
    health: 'Gesundheit',
    press: 'Presse',
    milestone: 'Meilenstein',
    correction: 'Korrektur',
  },
};
