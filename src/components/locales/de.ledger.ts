import type { LedgerMessages } from './en.ledger.ts';

/** What the ledger says, in German, with the informal address (du). */
export const deLedger: LedgerMessages = {
  cameIn: 'Eingegangen',
  wentOut: 'Ausgegeben',
  fees: 'Gebühren',
  inTheJar: 'Noch im Glas',
  nothingYet: 'noch nichts',
  whereFrom: 'Woher es kam',
  whatFor: 'Wofür es ausgegeben wurde',
  other: 'Sonstiges',
  donations: 'Spenden',
  sales: 'Verkauf',

  entries: 'Alle Buchungen',
  count: (count, number) => `${number} ${count === 1 ? 'Buchung' : 'Buchungen'}`,
  found: (_count, number, all, sum) => `${number} von ${all} Buchungen${sum && `, zusammen ${sum}`}`,
  noneFound: 'Keine Buchung passt.',
  showAll: 'Alle Buchungen zeigen',
  filter: 'Buchungen auswählen',
  all: 'Alle',
  source: 'Quelle',
  allSources: 'Alle Quellen',
  noSource: 'Ohne Quelle',
  search: 'Suchen',
  searchHint: 'Name, Zweck oder Betrag',
  download: 'Alle Buchungen herunterladen',
  summedUp: (number) => `Summen aus ${number} Buchungen.`,
  readAll: 'Jede Buchung laden und hier nachrechnen',
  reading: 'Die Buchungen werden geladen.',
  readFailed: 'Die Buchungen konnten nicht geladen werden. Die Summen gelten.',
  retry: 'Noch einmal versuchen',

  date: 'Datum',
  what: 'Was oder wer',
  amount: 'Betrag',
  balance: 'Stand',
  anonymous: 'Anonym',
  sale: 'Verkauf',
  expense: 'Ausgabe',
  givenBack: 'Zurückgezahlt',
  cameBack: 'Zurückerhalten',
  grant: 'Zuwendung',
  fee: 'Gebühr',
  loss: 'Verlust',
  refund: 'Rückzahlung',
  dispute: 'Von der Bank zurückgebucht',
  disputeWon: 'Rückbuchung abgewehrt',
  void: 'Berichtigt',
  quote: (text) => `„${text}“`,
  takesBack: (what, date, amount) => `nimmt zurück: ${what}, ${date}, ${amount}`,
  takenBack: (date) => `zurückgenommen am ${date}`,
  duplicate: 'Steht doppelt unter einer Kennung; diese hier zählt nicht',
  reversesNothing: 'Nimmt eine Buchung zurück, die es hier nicht gibt',
  unknownSource: 'Nennt keine Quelle, die es gibt',
  carried: (label) => `${label}, ohne einzelne Buchungen`,

  sound: (count, number) =>
    `${number} ${count === 1 ? 'Buchung ergibt' : 'Buchungen ergeben'} genau die angegebenen Summen`,
  part: (count, number) =>
    `${number} ${count === 1 ? 'Buchung ist' : 'Buchungen sind'} ein Teil der angegebenen Summen`,
  counted: (count, number) => `${number} ${count === 1 ? 'Buchung' : 'Buchungen'}, auf dieser Seite zusammengezählt`,
  unsound: 'Die Buchungen gehen nicht auf',
  untilMended: 'Bis das behoben ist, wird die kleinere Summe gezeigt.',
  damaged: 'Einige Zeilen der Bücher sind nicht lesbar, deshalb wird hier nichts zusammengezählt oder geprüft.',
  noEntries: 'Das sind die angegebenen Summen; einzelne Buchungen sind nicht veröffentlicht.',
  how: 'Wie das geprüft wird',
  limits:
    'Dein Browser hat eben alle veröffentlichten Buchungen zusammengezählt. Ob jede Spende darunter ist und ob das Geld so verwendet wurde, wie es dasteht, kann die Rechnung nicht zeigen.',
  stated: (source, stated, counted) => `${source}: ${stated} angegeben, ${counted} gebucht`,
  partly: (source, stated, counted, rest) =>
    `${source}: ${stated} angegeben, ${counted} gebucht, ${rest} ohne einzelne Buchungen`,
  notItemised: (source, stated) => `${source}: ${stated} angegeben, ohne einzelne Buchungen`,
  jar: (raised, spent, fees, balance) =>
    `${raised} Eingang − ${spent} Ausgaben${fees && ` − ${fees} Gebühren`} = ${balance} im Glas`,
  flaws: {
    sum: (source, stated, counted) => `${source}: Angegeben sind ${stated}, die Buchungen ergeben ${counted}.`,
    duplicate: (entry) => `Die Buchung „${entry}“ steht mehrmals da; gezählt wird sie einmal.`,
    reversesNothing: (entry) =>
      `Die Buchung „${entry}“ nimmt eine zurück, die es hier nicht gibt oder die in dieselbe Richtung geht.`,
    unknownSource: (entry) =>
      entry
        ? `Die Buchung „${entry}“ nennt keine Quelle, die es gibt.`
        : 'Eine Buchung nennt keine Quelle, die es gibt.',
    duplicateSource: (source) => `Die Quelle „${source}“ steht mehrmals da; die erste zählt.`,
    copies: (source) => `${source}: Die Zahl der Exemplare passt nicht zur angegebenen Summe.`,
    negative: (source) =>
      source ? `${source}: Es ging mehr zurück, als kam.` : 'Es wurde mehr zurückgenommen, als je gebucht war.',
    more: (count, number) => `Und ${number} ${count === 1 ? 'weiterer Fehler' : 'weitere Fehler'}.`,
  },
};

/** German, with the formal address (Sie): only what differs. */
export const deLedgerFormal: Partial<LedgerMessages> = {
  limits:
    'Ihr Browser hat eben alle veröffentlichten Buchungen zusammengezählt. Ob jede Spende darunter ist und ob das Geld so verwendet wurde, wie es dasteht, kann die Rechnung nicht zeigen.',
};
