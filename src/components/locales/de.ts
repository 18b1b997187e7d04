import type { Messages } from './en.ts';

/** German, with the informal address (du). */
export const de: Messages = {
  atLeast: (value) => `mindestens ${value}`,
  about: (value) => `rund ${value}`,
  raised: 'gesammelt',
  ofGoal: (goal) => `von ${goal}`,
  ofGoalPercent: (raised, goal, percent) => `${raised} von ${goal}, ${percent}`,
  towards: 'Wie weit bis zum Ziel',
  milestone: (amount, label, reached) => `${amount}${label && `: ${label}`}${reached ? ' (erreicht)' : ''}`,
  donations: 'Spenden',
  sales: 'Verkauf',
  books: (count, number) => `${number} ${count === 1 ? 'Buch' : 'Bücher'}`,
  people: (count, number) => `${number} ${count === 1 ? 'Mensch' : 'Menschen'}`,

  asOf: (when) => `Stand: ${when}`,
  minutesAgo: (minutes) => (minutes < 1 ? 'gerade eben' : `vor ${minutes} Min.`),
  hoursAgo: (hours) => `vor ${hours} Std.`,
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
  iban: 'IBAN',
  bic: 'BIC',
  reference: 'Verwendungszweck',
  needed: 'Was hilft',
  met: 'erledigt',

  buy: 'Kaufen',
  buyAt: (title, shop) => `„${title}“ bei ${shop} kaufen`,
  alsoAt: 'Auch bei',
  by: (author) => `von ${author}`,
  perCopy: (amount, whom) => `${amount} von jedem Exemplar gehen an ${whom || 'die Aktion'}`,
  perCopyThen: (amount, whom) => `${amount} von jedem Exemplar gingen an ${whom || 'die Aktion'}`,
  price: (price) => `${price} je Exemplar`,
  sold: (copies, each, total) => `${copies} × ${each} = ${total}`,
  rank: (place, list) => `Platz ${place} bei ${list}`,
  pledgeHolds: (date) => `Gilt bis ${date}.`,
  pledgeOver: (date) => `Galt bis ${date}.`,

  shares: (_count, number) => `${number}-mal geteilt`,
  counted: (date) => `gezählt am ${date}`,
  share: 'Teilen',
  shareOn: (network) => `Auf ${network} teilen`,
  shareBy: (way) => `Per ${way} teilen`,
  email: 'E-Mail',
  more: 'Mehr Wege zu teilen',
  fewer: 'Weniger',
  shareVia: 'Mit einer App teilen',
  copyLink: 'Link kopieren',
  copied: 'Link kopiert',
  copyFailed: 'Kopieren ist hier nicht erlaubt. Das ist der Link:',
  mastodonServer: 'Dein Mastodon-Server',
  remember: 'Auf diesem Gerät merken',
  go: 'Weiter',
  badServer: 'Schreib den Namen eines Servers, zum Beispiel mastodon.social.',
  cancel: 'Abbrechen',

  addUp: (count, number) => `${number} ${count === 1 ? 'Buchung geht' : 'Buchungen gehen'} auf`,
  mismatch: (source, stated, counted) =>
    `${source}: Angegeben sind ${stated}, die Buchungen ergeben ${counted}. Gezeigt wird die kleinere Summe.`,
  flagged: (count, number) => `${number} ${count === 1 ? 'Buchung ist' : 'Buchungen sind'} zu prüfen.`,
};

/** German, with the formal address (Sie): only what differs. */
export const deFormal: Partial<Messages> = {
  mastodonServer: 'Ihr Mastodon-Server',
  badServer: 'Bitte schreiben Sie den Namen eines Servers, zum Beispiel mastodon.social.',
};
