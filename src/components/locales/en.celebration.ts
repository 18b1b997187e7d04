/** What is said when a milestone is passed, in English. */
export const enCelebration = {
  milestone: (amount: string) => `${amount} reached!`,
  goal: (amount: string) => `Goal reached: ${amount}!`,
};

export type CelebrationMessages = typeof enCelebration;
