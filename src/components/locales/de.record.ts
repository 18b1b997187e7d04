import type { RecordMessages } from './en.record.ts';

/** What the record of an ended campaign says, in German. */
export const deRecord: RecordMessages = {
  record: 'Was bleibt',
  ended: (date) => `Beendet am ${date}`,
  days: (count, number) => `${number} ${count === 1 ? 'Tag' : 'Tage'}`,
  raised: 'Eingegangen',
  spent: 'Für den Zweck ausgegeben',
  fees: 'Gebühren',
  balance: 'Übrig',
  nothingRaised: 'Nichts',
  nothingLeft: 'Nichts',
  noFees: 'Keine',
  nothingSpent: 'Noch nichts',
  unknown: 'Nicht angegeben',
  spentUnknown: 'Was ausgegeben wurde, ist hier nicht angegeben.',
  sumsOf: (when) => `Die Summen sind vom ${when}.`,
  happened: 'Was geschah',
  gave: (count, number) => `${number} ${count === 1 ? 'Mensch hat' : 'Menschen haben'} gespendet`,
  sold: (count, number) => `${number} ${count === 1 ? 'Buch' : 'Bücher'} verkauft`,
  rank: (place, list) => `bester Platz bei ${list}: ${place}`,
  shared: (_count, number) => `${number}-mal geteilt`,
  theoretical: (value) => `theoretisch ${value}`,
  press: (outlets) => `In den Medien: ${outlets}`,
  andMore: (count, outlets, number) => `${outlets} und ${number} ${count === 1 ? 'weiterer' : 'weitere'}`,
  withdrawn: 'Die Namen der Spenderinnen und Spender sind zurückgezogen. An den Summen ändert das nichts.',
};
