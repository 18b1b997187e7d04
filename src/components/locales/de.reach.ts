import type { ReachMessages } from './en.reach.ts';

/** What the reach says, in German, with the informal address (du). */
export const deReach: ReachMessages = {
  shares: 'So oft geteilt',
  sharesOn: (network) => `So oft geteilt auf ${network}`,
  channels: { copy: 'Link kopiert', system: 'Mit einer anderen App', email: 'Per E-Mail' },
  ranks: 'Verkaufsrang',
  rankAt: (list) => `Verkaufsrang bei ${list}`,
  place: (number) => `Platz ${number}`,
  theoretical: (value) => `theoretisch bis zu ${value}`,

  taken: {
    shares: (date) => `gezählt am ${date}`,
    reach: (date) => `gemessen am ${date}`,
    ranks: (date) => `Stand: ${date}`,
  },
  undated: 'ohne Datum',
  best: (place, date) => `am besten: ${place}, ${date}`,
  inTurn: (values) => `Erst ${values}.`,
  next: ', dann ',
  more: (count, number) => `${number} ${count === 1 ? 'weitere steht' : 'weitere stehen'} in der Tabelle.`,

  chart: (topic, courses) => `${topic}, ein Liniendiagramm. ${courses}`,
  course: (first, firstDate, last, lastDate) => `von ${first} am ${firstDate} bis ${last} am ${lastDate}`,
  once: (value, date) => `${value} am ${date}`,
  measurements: 'Die Messungen, eine nach der anderen',
  charted: {
    largest: (number) => `Das Diagramm zeigt die ${number} größten.`,
    best: (number) => `Das Diagramm zeigt die ${number} besten.`,
  },
  joined: 'Gemessen sind die Punkte; die Linien verbinden sie nur.',
  turned: 'Weniger ist besser: Platz 1 steht oben, und die Skala geht in Zehnerpotenzen.',
  marks: {
    exact: 'wie gezählt',
    'at-least': 'mindestens: so viele oder mehr',
    about: 'rund: nicht genau',
    theoretical: 'theoretisch: so viele hätten es sehen können, nicht so viele haben es gesehen',
  },
  asTable: 'Als Tabelle',
  when: 'Wann',
  value: { shares: 'Geteilt', reach: 'Wert', ranks: 'Rang' },

  snowball: 'Wie weit Teilen reichen kann',
  people: 'Menschen, die teilen',
  contacts: 'Kontakte von jedem',
  readers: (_count, number) => `rund ${number} Lesende`,
  overlap: 'Eine Schätzung, die Überschneidungen nicht kennt: Wer mehrere von ihnen kennt, zählt mehrfach.',
  badNumber: (least, most) => `Schreib ganze Zahlen von ${least} bis ${most}, nur Ziffern.`,
};

/** German, with the formal address (Sie): only what differs. */
export const deReachFormal: Partial<ReachMessages> = {
  badNumber: (least, most) => `Bitte schreiben Sie ganze Zahlen von ${least} bis ${most}, nur Ziffern.`,
};
