/** What is said when money is to go elsewhere than it was when the page was opened, in English. */
export const enMoved = {
  moved: 'Where to give has changed since this page was opened. Reload the page to see the new details.',
};

export type MovedMessages = typeof enMoved;
