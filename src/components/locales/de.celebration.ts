import type { CelebrationMessages } from './en.celebration.ts';

/** What is said when a milestone is passed, in German. It addresses nobody. */
export const deCelebration: CelebrationMessages = {
  milestone: (amount) => `${amount} sind geschafft!`,
  goal: (amount) => `Ziel erreicht: ${amount}!`,
};
