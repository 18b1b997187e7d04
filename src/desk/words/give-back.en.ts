/** What the desk says where a gift is given back whose provider never tells of it. */
export const giveBackEn = {
  button: 'Enter a refund',
  line: (number: number): string => `Enter a refund of line ${number}`,
  title: (number: number): string => `Was the gift of line ${number} given back?`,
  text: 'Who it came through never tells of it. Give it back there first: nothing is paid from here, the books only follow.',
  amount: 'How much',
  day: 'On which day',
  why: 'Why?',
  refund: 'I gave it back',
  dispute: 'A bank took it back',
  go: 'Enter it',
  done: 'It is in the books.',
  tooMuch: (left: string): string => `At most ${left} are left of it.`,
  wrongDay: 'A day from the gift’s to today is needed.',
  changed: 'Something changed meanwhile. Close this and look at the line again.',
  part: 'taken back in part',
};

export type GiveBackWords = typeof giveBackEn;
