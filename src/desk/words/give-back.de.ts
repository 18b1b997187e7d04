import type { GiveBackWords } from './give-back.en.ts';

export const giveBackDe: GiveBackWords = {
  button: 'Rückzahlung eintragen',
  line: (number) => `Rückzahlung eintragen: Zeile ${number}`,
  title: (number) => `Ging die Spende der Zeile ${number} zurück?`,
  text: 'Der Dienst, über den sie kam, meldet das nie. Zahl sie zuerst dort zurück: Von hier fließt nichts, die Bücher folgen nur.',
  amount: 'Wie viel',
  day: 'An welchem Tag',
  why: 'Warum?',
  refund: 'Ich habe sie zurückgezahlt',
  dispute: 'Eine Bank hat sie zurückgeholt',
  go: 'Eintragen',
  done: 'Es steht in den Büchern.',
  tooMuch: (left) => `Höchstens ${left} sind davon noch da.`,
  wrongDay: 'Hier gehört ein Tag hin, von dem der Spende bis heute.',
  changed: 'Inzwischen hat sich etwas geändert. Schließ das hier und sieh dir die Zeile noch einmal an.',
  part: 'zum Teil zurückgenommen',
};
