import type { Messages } from './en.ts';

/** German. What addresses the reader is in de.more.ts, informal and formal. */
export const de: Messages = {
  atLeast: (value) => `mindestens ${value}`,
  about: (value) => `rund ${value}`,
  raised: 'gesammelt',
  ofGoal: (goal) => `von ${goal}`,
  goal: (goal) => `Ziel: ${goal}`,
  towards: 'Wie weit bis zum Ziel',
  reached: 'erreicht',
  donations: 'Spenden',
  sales: 'Verkauf',
  books: (count, number) => `${number} ${count === 1 ? 'Buch' : 'Bücher'}`,
  people: (count, number) => `${number} ${count === 1 ? 'Mensch' : 'Menschen'}`,

  asOf: (when) => `Stand: ${when}`,
  minutesAgo: (minutes) => (minutes < 1 ? 'gerade eben' : `vor ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'}`),
  hoursAgo: (hours) => `vor ${hours} ${hours === 1 ? 'Stunde' : 'Stunden'}`,
  stale: (when) => `Neuere Zahlen sind gerade nicht erreichbar. Zuletzt geprüft: ${when}.`,
  forWhom: (name) => `Für ${name}`,
  organisedBy: (name) => `organisiert von ${name}`,
  starts: (date) => `Beginnt am ${date}`,
  ended: (date) => `Beendet am ${date}. Danke!`,

  donate: 'Spenden',
  donateBy: (way) => `Spenden per ${way}`,
  otherWays: 'Andere Wege zu helfen',
  transfer: 'Überweisung',
  holder: 'Kontoinhaber',
  reference: 'Verwendungszweck',

  buy: 'Kaufen',
  buyAt: (title, shop) => `„${title}“ bei ${shop} kaufen`,
  alsoAt: 'Auch bei',
  by: (author) => `von ${author}`,
  perCopy: (amount, whom, holds) =>
    `${amount} von jedem Exemplar ${holds ? 'gehen' : 'gingen'} an ${whom || 'die Aktion'}`,
  price: (price) => `${price} je Exemplar`,
  notGift: 'Zählt getrennt von Spenden.',
  rank: (place, list) => `Platz ${place} bei ${list}`,
  pledge: (date, holds) => `${holds ? 'Gilt' : 'Galt'} bis ${date}.`,

  shares: (_count, number) => `${number}-mal geteilt`,
  counted: (date) => `gezählt am ${date}`,
  share: 'Teilen',
  shareOn: (network) => `Auf ${network} teilen`,
  more: 'Mehr Wege zu teilen',

  everything: 'Alles offengelegt',
  notListed: (amount) => `${amount} ohne einzelne Buchungen`,
  failed: 'Dieser Teil ließ sich nicht laden.',
  retry: 'Noch einmal versuchen',
  reload: 'Seite neu laden',
  data: 'Alle Angaben als Datei',
  addUp: (count, number) => `${number} ${count === 1 ? 'Buchung geht' : 'Buchungen gehen'} auf`,
};
