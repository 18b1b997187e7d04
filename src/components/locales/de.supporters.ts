import type { SupportersMessages } from './en.supporters.ts';

/** What the list of supporters says, in German. */
export const deSupporters: SupportersMessages = {
  supporters: 'Wer gespendet hat',
  reduced: 'nach einer Rückzahlung',
  unnamed: (count, number) => `und ${number} ${count === 1 ? 'weiterer Mensch' : 'weitere'}`,
  others: 'und weitere',
  gave: (count, number) => `${number} ${count === 1 ? 'Mensch hat' : 'Menschen haben'} gespendet.`,
  noneNamed: 'Niemand wird hier genannt.',
  load: 'Namen laden',
  loading: 'Die Namen werden geladen.',
  loadFailed: 'Die Namen konnten nicht geladen werden.',
  retry: 'Noch einmal versuchen',
  withdrawn: 'Alle Namen sind zurückgezogen. An den Summen ändert das nichts.',
  together: (amount) => `${amount} sind eingegangen.`,
  search: 'Namen und Nachrichten durchsuchen',
  found: (number) => `${number} gefunden`,
  showMore: (number) => `${number} weitere zeigen`,
  shown: (shown, all) => `${shown} von ${all} gezeigt`,
};
